"""A `submission` without a process of its own, for code that is trusted: the reference, wheats and misconceptions.

The same requests are answered by the same worker code, only that no process stands between. It is fast enough to try
hundreds of known solutions, and it must never see a student's.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from typing import Any

from autograder.endings import read_reply
from autograder.examples import Recorder, recording, replay
from autograder.proxy import Submission
from autograder.registry import Course, Place
from autograder.worker import serve, wire


class TrustedSubmission(Submission):
    """Answers calls in this very process."""

    def _start(self, libraries: str) -> None:
        self._server = serve.Worker()

    def _ask(self, frame: bytes, number: int) -> dict[str, Any]:
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
    """A hidden test and its examples."""

    def __init__(self, test: Any) -> None:
        self.draw = test
        self.recorder = Recorder()

    def record(self, submission: Any) -> None:
        """Run the test and keep its examples."""
        if not hasattr(self.draw, "hypothesis"):
            self.draw(submission=submission)
            return
        with recording(self.draw) as self.recorder:
            self.draw(submission=submission)

    def replay(self, submission: Any) -> None:
        """Run the test on the examples that were kept, or draw them anew if they could not be."""
        if self.recorder.noted and self.recorder.examples is not None:
            replay(self.draw.hypothesis.inner_test, submission, self.recorder.examples)
        else:
            self.draw(submission=submission)

    @property
    def examples(self) -> int:
        """How many there are; a test without draws is one by itself."""
        return max(len(self.recorder.noted), 1)
