"""A call of the submission, as it was made, and the module that it goes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.endings import Abort
from autograder.show import show_call
from autograder.worker import wire


@dataclass
class Call:
    """One call as it was made: the request's bytes are kept, since the arguments may change later."""

    function: str
    request: bytes
    helper: bool = False
    """Whether a helper of ours was called, which makes and inspects objects in the worker: nothing to be shown."""
    example: int = 0
    """Number of the example that it belongs to."""
    reply: dict[str, Any] | None = None
    """`value` and `changed`, or `error` with the exception's name; empty if too large to keep, None if there was none."""

    @property
    def arguments(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Fresh copies of the positional and keyword arguments."""
        request = wire.decode(self.request)
        return tuple(request["args"]), request["kwargs"]

    def __str__(self) -> str:
        args, kwargs = self.arguments
        return show_call(self.function, args, kwargs)


@dataclass
class Source:
    """What a module needs to be served."""

    name: str
    text: str
    libraries: str
    broken: Abort | None = None
    """Set when the import failed: it would fail again, and need not be paid for in every test."""
    names: frozenset[str] = frozenset()
    code: bytes = b""
    """The text compiled, by a worker that had run none of it: it takes longer than the fork of a worker."""
