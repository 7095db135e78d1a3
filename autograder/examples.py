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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from hypothesis.errors import UnsatisfiedAssumption
from hypothesis.strategies import DataObject

from autograder.registry import Course
from autograder.report import versions, write_atomically

FOLDER = ".firth/examples"
"""Where a course keeps them."""


@dataclass
class Example:
    """One example, pickled: to unpickle it makes fresh copies, since a test may change what it is given."""

    arguments: bytes
    data: str | None = None
    """The argument that is `st.data()`, if there is one."""
    drawn: list[bytes] = field(default_factory=list)
    """What the test drew from it on the way, in this order. What it draws must not depend on an answer."""


class Examples:
    """The recorded examples of a course's hidden tests, by the id of the test."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: dict[str, list[Example]] = {}

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

    def get(self, test: str) -> list[Example] | None:
        """The examples of a test; None if they are not known."""
        if test not in self._known and self._folder is not None:
            with contextlib.suppress(OSError, msgspec.DecodeError):
                self._known[test] = msgspec.msgpack.decode(self._file(test).read_bytes(), type=list[Example])
        return self._known.get(test)

    def keep(self, test: str, examples: list[Example]) -> None:
        """Remember the examples of a test."""
        self._known[test] = examples
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_atomically(self._file(test), msgspec.msgpack.encode(examples))

    def _file(self, test: str) -> Path:
        assert self._folder is not None
        return self._folder / hashlib.sha256(test.encode()).hexdigest()[:24]


class Recorder:
    """Notes every example that a test is run on."""

    def __init__(self) -> None:
        self.noted: list[Example] = []
        """Each example, kept or not."""
        self._lost = False

    def note(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """One more example, before it is run; the arguments to run it on."""
        data = next((name for name, value in arguments.items() if isinstance(value, DataObject)), None)
        plain = {name: value for name, value in arguments.items() if name != data}
        self.noted.append(Example(self._pickled(plain), data))
        return arguments if data is None else arguments | {data: self._taped(arguments[data], self.noted[-1].drawn)}

    def _taped(self, data: DataObject, tape: list[bytes]) -> Tape:
        def draw(strategy: Any, label: Any) -> Any:
            value = data.draw(strategy, label)
            tape.append(self._pickled(value))
            return value

        return Tape(draw)

    def _pickled(self, value: Any) -> bytes:
        try:
            return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, TypeError, AttributeError):
            self._lost = True
            return b""

    @property
    def examples(self) -> list[Example] | None:
        """All of them; None if one could not be kept."""
        return None if self._lost else self.noted


@dataclass
class Tape:
    """Stands for `st.data()` while a test is recorded or replayed."""

    _draw: Callable[[Any, Any], Any]

    def draw(self, strategy: Any, label: Any = None) -> Any:
        """What Hypothesis draws, or drew."""
        return self._draw(strategy, label)


@contextlib.contextmanager
def recording(test: Any) -> Iterator[Recorder]:
    """While this lasts, notes the examples that `test`, a function under `@given`, is run on."""
    recorder, handle = Recorder(), test.hypothesis
    inner = handle.inner_test

    @functools.wraps(inner)  # Hypothesis seeds its examples by name and source
    def noted(submission: Any, **arguments: Any) -> Any:
        return inner(submission=submission, **recorder.note(arguments))

    handle.inner_test = noted
    try:
        yield recorder
    finally:
        handle.inner_test = inner


def replay(inner: Callable[..., Any], submission: Any, examples: list[Example]) -> None:
    """Run the inner test on every example."""
    for example in examples:
        arguments = pickle.loads(example.arguments)
        if example.data is not None:
            arguments[example.data] = _played(example.drawn)
        submission.begin_example()
        with contextlib.suppress(UnsatisfiedAssumption):
            inner(submission=submission, **arguments)


def _played(drawn: list[bytes]) -> Tape:
    left = iter(drawn)

    def draw(strategy: Any, label: Any) -> Any:
        try:
            return pickle.loads(next(left))
        except StopIteration:  # where it ended for want of a value, when it was drawn
            raise UnsatisfiedAssumption from None

    return Tape(draw)
