"""The trusted side's `submission`: looks like the student's modules, but every call crosses to a worker.

    submission.pmi.pmi(counts)     runs a2_pmi/pmi.py's function in the worker; plain data comes back

A call behaves like a local one: arrays and random generators that the function changed are changed here too, where
the task allows it; elsewhere a changed argument is a wrong answer.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.calls import Call, Source
from autograder.clock import Clock
from autograder.compare import Mismatch, builtin_name
from autograder.endings import Abort, Crash, EnoughShrinking, Missing, StudentError, TimedOut, Unwritten, read_reply
from autograder.escape import visible
from autograder.remote import RemoteModule, RemoteObject, unwrap
from autograder.sandbox import Pool, WorkerProcess
from autograder.worker import wire

LOAD_SECONDS = 15.0
"""Longest import of a student's module."""

SHRINK_CALLS = 400
"""Calls after the first wrong answer, to find a smaller example: a count, so that no outcome depends on the clock."""

MOST_SPAWNED = 10_000
"""Children of a random generator that one call may have made: ten microseconds each, here too."""

MOST_KEPT = 1 << 20
"""Bytes of an answer beyond which it is not kept for the diagnosis: forty large ones would fill the memory."""

KEPT_CALLS = 40
"""Calls of a test that are kept for the diagnosis."""


@dataclass(repr=False)
class Submission:
    """One test's view of the submission: its own worker, its own budget, its own record of calls."""

    sources: Mapping[str, Source]
    pool: Pool
    in_place: bool = False
    """Whether the task under test may change its arguments."""
    seconds: float = 10.0
    """Time that student code may take in this test, all its calls together; on a busy machine, of its own time."""
    refuse: Abort | None = None
    """Set when the test is not to run at all; says why."""
    on_wrong: Callable[[BaseException], None] = lambda failure: None
    """Told of every wrong answer, while the calls that led to it are still known."""
    calls: list[Call] = field(default_factory=list)
    """The calls of the current example."""
    kept: list[Call] = field(default_factory=list)
    """Calls of the whole test, the first KEPT_CALLS."""
    made: int = 0
    wrong_at: int | None = None
    """Number of the call after which the first wrong answer was noticed."""
    _example: int = 0
    _answered: int = 0
    """Bytes of the last answer."""
    _worker: WorkerProcess | None = None
    _loaded: set[str] = field(default_factory=set)
    _printed: str = ""

    def __post_init__(self) -> None:
        self.clock = Clock(self.seconds)

    def __getattr__(self, name: str) -> RemoteModule:
        if name == "helper":
            return RemoteModule(self, name)
        if name not in self.sources:
            raise AttributeError(name)  # no module of the course; Hypothesis and pytest probe for names of their own
        return RemoteModule(self, name)

    def __repr__(self) -> str:
        return "submission"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text("submission")  # or Hypothesis writes out every field, answers and all, with each failing example

    def begin_example(self) -> None:
        """Forget the calls of the example before."""
        self.calls.clear()
        self._example += 1

    def wrong(self, failure: BaseException) -> None:
        """A wrong answer was seen: from now on calls are counted against the budget for shrinking."""
        if self.wrong_at is None:
            self.wrong_at = self.made
        self.on_wrong(failure)

    def call(self, owner: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Make one call in the worker; its answer. Raises StudentError, Mismatch (changed argument) or Abort."""
        if self.refuse is not None:
            raise self.refuse
        if self.wrong_at is not None and self.made - self.wrong_at >= SHRINK_CALLS:
            raise EnoughShrinking("the search for a smaller example was cut short")
        self.made += 1
        if isinstance(owner, str) and owner != "helper":
            self._load(self.sources[owner], name)
        elif not self._running:
            needed = {source.libraries for source in self.sources.values()}
            self._start("torch" if "torch" in needed else "numpy")
        plain = [unwrap(arg) for arg in args], {key: unwrap(arg) for key, arg in kwargs.items()}
        frame = wire.encode(
            {"op": "call", "id": self.made, "target": [owner, name], "args": plain[0], "kwargs": plain[1]}
        )
        call = Call(name, frame, helper=owner == "helper", example=self._example)
        self.calls.append(call)
        if len(self.kept) < KEPT_CALLS:
            self.kept.append(call)
        try:
            reply = self._ask(frame, self.made)
        except StudentError as error:
            if "NotImplementedError" in error.names:
                raise Unwritten from None
            call.reply = {"error": builtin_name(error.names)}
            if error.touched and not self.in_place:
                raise _changed("an argument changed, then an exception") from None
            raise
        call.reply = reply if self._answered <= MOST_KEPT else {}
        self._take_changes(reply.get("changed"), args, kwargs)
        if reply.get("strayed"):
            raise Mismatch(
                expected="random numbers from rng alone",
                got="the global generator of numpy.random or random changed",
                note="whoever calls twice with the same rng must get the same, whatever else draws in between",
            )
        return self._wrap(reply.get("value"))

    def close(self) -> str:
        """End the worker; the beginning of what it printed."""
        if self._worker is not None:
            self._stop()
        return self._printed

    def _load(self, source: Source, function: str) -> None:
        if source.broken is not None:
            raise source.broken
        if source.name not in self._loaded:
            if not self._running:
                self._start(source.libraries)
            try:
                names = self._import(source)
            except StudentError as error:
                # Said before any hidden input was sent: this text cannot quote one, so it may be shown.
                said = visible(error.message)[:200]
                source.broken = Crash(f"{source.name}.py cannot be imported: {builtin_name(error.names)}: {said}")
                raise source.broken from None
            except Abort as abort:
                source.broken = type(abort)(f"{source.name}.py cannot be imported: {abort}")
                raise source.broken from None
            source.names = (
                frozenset(name for name in names if isinstance(name, str)) if isinstance(names, list) else frozenset()
            )
            self._loaded.add(source.name)
        if function not in source.names:
            raise Missing(f"{source.name}.py does not define {function}")

    def _import(self, source: Source) -> Any:
        """What the worker says to the module's import: the names that it defines."""
        order = {"id": 0, "module": source.name, "source": source.text}
        if not source.code and not self._loaded:  # nothing of the submission has run yet in this worker
            code = self._ask(wire.encode({**order, "op": "compile"}), 0).get("value")
            source.code = code if isinstance(code, bytes) else b""
        return self._ask(wire.encode({**order, "op": "load", "code": source.code}), 0).get("value")

    @property
    def _running(self) -> bool:
        return self._worker is not None

    def _start(self, libraries: str) -> None:
        self._worker = self.pool.start_worker(libraries)

    def _ask(self, frame: bytes, number: int) -> dict[str, Any]:
        """Send one request and return the reply to exactly this request; anything else ends the worker."""
        assert self._worker is not None
        try:
            answer = self.clock.exchange(self._worker, frame, None if number else LOAD_SECONDS)
            self._answered = len(answer)
            return read_reply(wire.decode(answer), number)
        except TimeoutError:
            self._stop()
            raise TimedOut(f"no answer within {self.seconds if number else LOAD_SECONDS:.0f} seconds") from None
        except wire.WireError as error:
            raise Crash(self._obituary(str(error))) from None

    def _obituary(self, symptom: str) -> str:
        """Why the worker is no more, as far as its exit code tells."""
        assert self._worker is not None
        ended = self._worker.settled()
        code = self._stop()
        if not ended:
            return f"the answer was no plain data: {symptom}"
        if code >= 0:
            return f"the program ended itself (exit code {code}) in the middle of a call"
        named = -code in {known.value for known in signal.Signals}  # most real-time signals have no name
        return f"the program was ended by {signal.Signals(-code).name if named else f'signal {-code}'}"

    def _stop(self) -> int:
        assert self._worker is not None
        worker, self._worker = self._worker, None
        self._loaded.clear()
        code = worker.stop()
        self._printed = self._printed or worker.output()
        worker.close()
        return code

    def _take_changes(self, changed: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Make the worker's changes to generators and, where allowed, to arrays happen here too."""
        if not isinstance(changed, dict):
            raise Crash("the answer was no plain data: no list of changed arguments")
        for key, after in changed.items():
            known = (type(key) is int and 0 <= key < len(args)) or key in kwargs
            if not known:
                raise Crash("the answer was no plain data: an argument that was never given")
            before = args[key] if type(key) is int else kwargs[key]
            if isinstance(before, np.random.Generator) and isinstance(after, np.random.Generator):
                _advance(before, after)
                continue
            name = f"argument {key + 1}" if type(key) is int else f"argument {key}"
            fits = isinstance(before, np.ndarray) and isinstance(after, np.ndarray) and before.shape == after.shape
            if not (self.in_place and fits and before.flags.writeable):
                raise _changed(f"{name} changed")
            before[...] = after

    def _wrap(self, value: Any) -> Any:
        if isinstance(value, wire.Handle):
            return RemoteObject(self, value)
        if type(value) in (list, tuple):
            return type(value)(self._wrap(item) for item in value)
        return value


def _advance(ours: np.random.Generator, theirs: np.random.Generator) -> None:
    """Bring our generator to where the worker's is: numbers drawn, and children spawned."""
    if type(ours.bit_generator) is not type(theirs.bit_generator):
        return
    ours.bit_generator.state = theirs.bit_generator.state
    here, there = ours.bit_generator.seed_seq, theirs.bit_generator.seed_seq
    if isinstance(here, np.random.SeedSequence) and isinstance(there, np.random.SeedSequence):
        here.spawn(min(max(there.n_children_spawned - here.n_children_spawned, 0), MOST_SPAWNED))


def _changed(what: str) -> Mismatch:
    return Mismatch(expected="arguments left as they were", got=what, note="never change an argument")
