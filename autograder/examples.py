"""Recorded examples: what Hypothesis drew for a hidden test, kept so that it need not be drawn again.

The examples of a derandomised test are the same for everybody as long as every answer is right, and drawing them is four
fifths of the work of a grade. So the first submission that passes a test leaves its examples behind, and the next one is
asked them as they lie there. A wrong answer sends the whole test back to Hypothesis: only a drawn example can be shrunk.

They are hidden inputs, and as closely kept as the hidden tests: in memory, and in a folder of the course that only its
owner can open. They are pickled, as no answer of a submission ever is: whoever can write to that folder can also change
the tests themselves.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from hypothesis.errors import UnsatisfiedAssumption
from hypothesis.strategies import DataObject

from autograder.registry import Course
from autograder.report import versions, write_atomically

FOLDER = ".firth/examples"
"""Where a course keeps them."""

Pickles = list[bytes]
"""The arguments of each example: to unpickle them makes fresh copies, since a test may change what it is given."""


class Examples:
    """The recorded examples of a course's hidden tests, by the id of the test."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: dict[str, Pickles] = {}

    @classmethod
    def of(cls, course: Course) -> Examples:
        """Those of earlier runs with the very same tests and libraries; others are forgotten."""
        key = hashlib.sha256(f"{course.suite_hash} {sorted(versions().items())}".encode()).hexdigest()[:16]
        root = course.root / FOLDER
        try:
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not hasattr(os, "getuid"):
                return cls()  # Windows cannot tell whose folder it is
            if root.stat().st_mode & 0o077 or root.stat().st_uid != os.getuid():
                return cls()
            for other in root.iterdir():
                if other.name != key:
                    shutil.rmtree(other, ignore_errors=True)
        except OSError:
            return cls()  # a course that cannot be written to: every run draws its own
        return cls(root / key)

    def get(self, test: str) -> Pickles | None:
        """The examples of a test; None if they are not known."""
        if test not in self._known and self._folder is not None:
            with contextlib.suppress(OSError, msgspec.DecodeError):
                self._known[test] = msgspec.msgpack.decode(self._file(test).read_bytes(), type=Pickles)
        return self._known.get(test)

    def keep(self, test: str, pickles: Pickles) -> None:
        """Remember the examples of a test."""
        self._known[test] = pickles
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_atomically(self._file(test), msgspec.msgpack.encode(pickles))

    def _file(self, test: str) -> Path:
        assert self._folder is not None
        return self._folder / hashlib.sha256(test.encode()).hexdigest()[:24]


class Recorder:
    """Notes the arguments of every example that a test is run on."""

    def __init__(self) -> None:
        self.noted: list[bytes | None] = []
        """Each example; None if it cannot be kept."""

    def note(self, arguments: dict[str, Any]) -> None:
        """One more example; before it is run, since the test may change its arguments."""
        try:
            if any(isinstance(value, DataObject) for value in arguments.values()):
                raise TypeError("the test draws on the way")
            self.noted.append(pickle.dumps(arguments, protocol=pickle.HIGHEST_PROTOCOL))
        except (pickle.PicklingError, TypeError, AttributeError):
            self.noted.append(None)

    @property
    def pickles(self) -> Pickles | None:
        """All examples; None if one of them could not be kept."""
        kept = [example for example in self.noted if example is not None]
        return kept if len(kept) == len(self.noted) else None


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


def replay(inner: Callable[..., Any], submission: Any, pickles: Pickles) -> None:
    """Run the inner test on every example."""
    for example in pickles:
        submission.begin_example()
        with contextlib.suppress(UnsatisfiedAssumption):
            inner(submission=submission, **pickle.loads(example))
