"""Recorded examples: what Hypothesis drew for a hidden test, kept so that it need not be drawn again.

The examples of a derandomised test are the same for everybody as long as every answer is right, and drawing them is four
fifths of the work of a grade. So the first submission that passes a test leaves its examples behind, and the next one is
asked them as they lie there. A wrong answer sends the whole test back to Hypothesis: only a drawn example can be shrunk.

They are hidden inputs, and as closely kept as the hidden tests: in memory, and in a folder of the course that only its
owner can open.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from hypothesis.errors import UnsatisfiedAssumption
from hypothesis.strategies import DataObject

from autograder.registry import Course
from autograder.report import versions, write_atomically
from autograder.worker import wire

FOLDER = ".firth/examples"
"""Where a course keeps them."""

Frames = list[bytes]
"""The arguments of each example, as the wire writes them: decoding makes fresh copies, and nothing else can hide in them."""


class Examples:
    """The recorded examples of a course's hidden tests, by the id of the test."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: dict[str, Frames] = {}

    @classmethod
    def of(cls, course: Course) -> Examples:
        """Those of earlier runs with the very same tests and libraries; others are forgotten."""
        key = hashlib.sha256(f"{course.suite_hash} {sorted(versions().items())}".encode()).hexdigest()[:16]
        root = course.root / FOLDER
        with contextlib.suppress(OSError):  # a course that cannot be written to: every run draws its own
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            for other in root.iterdir():
                if other.name != key:
                    shutil.rmtree(other, ignore_errors=True)
        return cls(root / key)

    def get(self, test: str) -> Frames | None:
        """The examples of a test; None if they are not known."""
        if test not in self._known and self._folder is not None:
            with contextlib.suppress(OSError, msgspec.DecodeError):
                self._known[test] = msgspec.msgpack.decode(self._file(test).read_bytes(), type=Frames)
        return self._known.get(test)

    def keep(self, test: str, frames: Frames) -> None:
        """Remember the examples of a test."""
        self._known[test] = frames
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_atomically(self._file(test), msgspec.msgpack.encode(frames))

    def _file(self, test: str) -> Path:
        assert self._folder is not None
        return self._folder / hashlib.sha256(test.encode()).hexdigest()[:24]


class Recorder:
    """Notes the arguments of every example that a test is run on."""

    def __init__(self) -> None:
        self.frames: Frames | None = []
        """None once an example came that cannot be kept."""

    def note(self, arguments: dict[str, Any]) -> None:
        """One more example; before it is run, since the test may change its arguments."""
        if self.frames is None:
            return
        try:
            if not all(map(_exact, arguments.values())):
                raise wire.WireError
            self.frames.append(wire.encode(arguments))
        except wire.WireError:
            self.frames = None


@contextlib.contextmanager
def recording(test: Any) -> Iterator[Recorder]:
    """While this lasts, notes the examples that `test`, a function under `@given`, is run on."""
    recorder, handle = Recorder(), test.hypothesis
    inner = handle.inner_test

    @functools.wraps(inner)  # Hypothesis seeds its examples by name and source
    def noted(submission: Any, **arguments: Any) -> Any:
        recorder.note(arguments)
        return inner(submission=submission, **arguments)

    handle.inner_test = noted
    try:
        yield recorder
    finally:
        handle.inner_test = inner


def replay(inner: Callable[..., Any], submission: Any, frames: Frames) -> None:
    """Run the inner test on every example."""
    for frame in frames:
        with contextlib.suppress(UnsatisfiedAssumption):
            inner(submission=submission, **wire.decode(frame))


def _exact(value: Any) -> bool:
    """Whether the wire would bring `value` back as it is. Where a test draws on the way, there is nothing to bring."""
    if isinstance(value, (frozenset, DataObject)):
        return False
    if isinstance(value, dict):
        return all(_exact(key) and _exact(item) for key, item in value.items())
    return all(map(_exact, value)) if isinstance(value, (list, tuple, set)) else True
