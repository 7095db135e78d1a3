"""The untrusted side: holds the student's code, and answers the grader's calls with plain data.

Nothing here is a security boundary: student code shares this process and can rewrite all of it. The
boundary is the kernel, and the strict decoder in the grader.
"""

from __future__ import annotations

import linecache
import marshal
import random
import socket
import sys
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.worker import plain, wire

MAX_MESSAGE = 2000

UNCHANGING = (type(None), bool, int, float, str, bytes)
"""Arguments of these types need no looking after."""


class Worker:
    """One student's modules, and the objects that they made."""

    def __init__(self) -> None:
        self.modules: dict[str, types.ModuleType] = {}
        self.objects = plain.Objects()

    def compile(self, name: str, source: str) -> bytes:
        """The student's module, compiled: asked for before any of it has run, for the workers to come."""
        return marshal.dumps(compile(source, f"{name}.py", "exec", dont_inherit=True))

    def load(self, name: str, source: str, code: bytes | None = None) -> list[str]:
        """Run the student's module; the names that it defines. `code` is what `compile` made of it, if that was asked for."""
        filename = f"{name}.py"
        module = types.ModuleType(name)
        module.__file__ = filename
        sys.modules[name] = self.modules[name] = module
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        exec(marshal.loads(code or self.compile(name, source)), vars(module))
        return [known for known in vars(module) if type(known) is str]

    def call(self, target: list[Any], args: list[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
        """Call what `target` names; the answer or the error, and those arguments that are no longer what they were."""
        function = self._find(target)
        args, kwargs = self.objects.revive(args), self.objects.revive(kwargs)
        given = [(name, value) for name, value in [*enumerate(args), *kwargs.items()] if type(value) not in UNCHANGING]
        before = [self._freeze(value) for _, value in given]
        drawing = any(type(value) is np.random.Generator for _, value in given)
        elsewhere = _global_generators() if drawing else None
        failure: BaseException | None = None
        try:
            # An iterator answer runs student code while it is drained, so that belongs before the look at the arguments.
            answer = self._settle(function(*args, **kwargs))
        except BaseException as error:  # SystemExit and KeyboardInterrupt too: they are just a failed call
            failure = error
        changed = {
            name: value for (name, value), frozen in zip(given, before, strict=True) if self._freeze(value) != frozen
        }
        if failure is not None:
            touched = any(type(value) is not np.random.Generator for value in changed.values())
            return {"error": {**_describe(failure), "touched": touched}}
        strayed = drawing and _global_generators() != elsewhere
        return {"value": answer, "changed": changed, "strayed": strayed}

    def _settle(self, answer: Any) -> Any:
        return wire.decode(wire.encode(answer, self.objects.adopt)) if hasattr(answer, "__next__") else answer

    def _freeze(self, value: Any) -> Any:
        """Something that equals what this gave before, if `value` has not changed since."""
        if type(value) is np.ndarray:
            return value.dtype, value.shape, value.tobytes()
        # Objects that live here (models, data sets) may change: they are theirs, and the grader asks about them.
        try:
            return wire.encode(value, lambda thing: id(thing))
        except (wire.WireError, RecursionError):
            return None

    def _find(self, target: list[Any]) -> Callable[..., Any]:
        owner, name = target
        if owner == "helper":
            from autograder.worker import helpers

            return getattr(helpers, name)  # type: ignore[no-any-return]
        thing = self.modules[owner] if type(owner) is str else self.objects.revive(owner)
        return getattr(thing, name)  # type: ignore[no-any-return]

    def answer(self, request: dict[str, Any]) -> bytes:
        """The reply to one request, whatever it takes: an exception is an answer too."""
        try:
            if request["op"] == "compile":
                reply: dict[str, Any] = {"value": self.compile(request["module"], request["source"])}
            elif request["op"] == "load":
                reply = {"value": self.load(request["module"], request["source"], request.get("code"))}
            else:
                reply = self.call(request["target"], request["args"], request["kwargs"])
        except BaseException as error:
            return wire.encode({"id": request["id"], "error": _describe(error)})
        try:
            return wire.encode({"id": request["id"], **reply}, self.objects.adopt)
        except Exception as error:  # no exception of the student's: it must not pass for one that was asked for
            problem = wire.WireError(f"the answer is no plain data: {error}")
            return wire.encode({"id": request["id"], "error": _describe(problem)})


def _global_generators() -> tuple[Any, ...]:
    """Where the generators of `numpy.random` and `random` stand that everybody shares."""
    state = np.random.get_state(legacy=False)
    return state["state"]["key"].tobytes(), state["state"]["pos"], random.getstate()


def _describe(error: BaseException) -> dict[str, Any]:
    names = [kind.__name__ for kind in type(error).__mro__[:20]]
    return {"names": names, "message": str(error)[:MAX_MESSAGE].encode("utf-8", "backslashreplace").decode()}


def serve(channel: socket.socket) -> None:
    """Answer requests until the grader hangs up."""
    worker = Worker()
    while True:
        try:
            request = wire.receive(channel)
        except wire.WireError:
            return
        wire.send(channel, worker.answer(request))
