"""A `submission` without a process of its own, for code that is trusted: the reference, wheats and misconceptions.

The same requests are answered by the same worker code, only that no process stands between. It is fast enough to try
hundreds of known solutions, and it must never see a student's.
"""

from __future__ import annotations

import copy
import functools
import importlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from hypothesis.errors import UnsatisfiedAssumption
from hypothesis.strategies import DataObject

from autograder.endings import read_reply
from autograder.proxy import Submission
from autograder.registry import Course, Place
from autograder.worker import serve, wire


class TrustedSubmission(Submission):
    """Answers calls in this very process."""

    def _start(self, libraries: str) -> None:
        self._server = serve.Worker()

    def _ask(self, frame: bytes, number: int, seconds: float) -> dict[str, Any]:
        return read_reply(wire.decode(self._server.answer(wire.decode(frame))), number)

    @property
    def _running(self) -> bool:
        return hasattr(self, "_server")


def hidden_tests(course: Course, place: Place) -> Iterator[tuple[str, Any]]:
    """Name and function of every hidden test of one task."""
    for file in course.hidden_tests([place.module.name]):
        for name, test in vars(importlib.import_module(f"tests.hidden.{file.stem}")).items():
            marks: Iterable[Any] = getattr(test, "pytestmark", ())
            if name.startswith("test_") and any(m.name == "task" and m.args[0] == place.task.id for m in marks):
                yield name, test


class Recording:
    """A hidden test and its examples. They are the same for everybody, and drawing them takes most of the time."""

    def __init__(self, test: Any) -> None:
        self.draw = test
        self.examples: list[dict[str, Any] | None] = []
        """Arguments of each example; None where the test draws on the way."""
        self._drawn = getattr(test, "hypothesis", None)
        self._inner = self._drawn.inner_test if self._drawn else test

    def record(self, submission: Any) -> None:
        """Run the test and keep its examples."""
        if self._drawn is None:
            self.examples.append({})
            return

        @functools.wraps(self._inner)  # Hypothesis seeds its examples by name and source
        def keep(submission: Any, **example: Any) -> Any:
            interactive = any(isinstance(value, DataObject) for value in example.values())
            self.examples.append(None if interactive else copy.deepcopy(example))
            return self._inner(submission=submission, **example)

        self._drawn.inner_test = keep
        try:
            self.draw(submission=submission)
        finally:
            self._drawn.inner_test = self._inner

    def replay(self, submission: Any) -> None:
        """Run the test on the examples that were kept, unless it draws more of them on the way."""
        known = [example for example in self.examples if example is not None]
        if len(known) < len(self.examples):
            self.draw(submission=submission)
            return
        for example in known:
            submission.begin_example()
            with suppress(UnsatisfiedAssumption):
                self._inner(submission=submission, **copy.deepcopy(example))
