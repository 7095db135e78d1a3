"""What was measured, as it stands in the JSON file of `firth validate`: trials of specimens on tasks."""

from __future__ import annotations

import json
from typing import Any, Literal

import msgspec

from autograder.report import TestStatus

COURSE = "course"
"""Name of the collection that belongs to the course: its own wheats and misconceptions."""


class Trial(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One hidden test on one implementation."""

    status: TestStatus = "passed"
    by_value: bool = False
    """Whether it failed by a wrong value, not by an exception or for want of an answer."""
    accepted: float = 0.0
    """Largest error / tolerance of a cell that was let pass."""
    rejected: float | None = None
    """Error / tolerance of the comparison of numbers that failed; None if none did, or the error was infinite."""

    @property
    def passed(self) -> bool:
        """Whether it gets the points of the test."""
        return self.status == "passed"


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A counterexample as a student would see it, found and shrunk as in a grade."""

    test: str
    calls: int
    words: int
    """Strings in the arguments of the calls shown."""
    cells: int
    """Numbers in their arrays, lists and tables."""
    text: int
    """Characters of all that is shown."""

    @property
    def small(self) -> bool:
        """Whether a person can check it by hand: at most 3 words or 9 cells."""
        return self.words <= 3 if self.words else self.cells <= 9


class Judged(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One specimen, and how every hidden test of its task ended."""

    id: str
    name: str
    collection: str
    wrong: bool
    crashes: bool = False
    """True if its author says that the mistake shows as an exception."""
    trials: dict[str, Trial]
    repeats: int = 0
    """Further runs of all tests of the task, each with other random numbers and other examples."""
    unlucky: dict[int, list[str]] = {}
    """Number of a repeat to the tests that it failed in that one."""
    hint: str | None = None
    """Id of the misconception that a student with these answers would be told of; None if nothing would be said."""
    examples: list[Shown] | None = None
    """The first counterexamples of a wrong one; None where they were not looked for, to save time."""
    blame: dict[str, int] | None = None
    """Task to points lost in it by other, right functions that use this one; None where that was not tried."""

    @property
    def title(self) -> str:
        """`P-02 right_edge_left_out`, and where it comes from if not from the course."""
        return f"{self.id} {self.name}" + ("" if self.collection == COURSE else f" ({self.collection})")

    @property
    def failed(self) -> list[str]:
        """The tests that it fails."""
        return [test for test, trial in self.trials.items() if not trial.passed]

    @property
    def noticed(self) -> bool:
        """Whether a wrong one loses points, and in the way that it should: by a wrong value unless it crashes."""
        lost = [trial for trial in self.trials.values() if not trial.passed]
        return bool(lost) if self.crashes else any(trial.by_value for trial in lost)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """One hidden test: its worth, and its cost on the reference."""

    points: int
    examples: int
    seconds: float
    """Processor time on the reference, drawing the examples included."""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """One task: its hidden tests, and the reference, the stub and all specimens on them."""

    task: str
    function: str
    module: str
    random: bool
    """Whether the task is given random numbers; only then are its wheats tried with several seeds."""
    tests: dict[str, Facts]
    reference: Judged
    stub: Judged
    specimens: list[Judged] = []

    def of(self, *, wrong: bool, collection: str | None = COURSE) -> list[Judged]:
        """The wrong or the right specimens of one collection; of all of them if it is None."""
        return [s for s in self.specimens if s.wrong == wrong and collection in (None, s.collection)]


class Validation(msgspec.Struct, frozen=True, kw_only=True):
    """One run of `firth validate`."""

    version: Literal[1] = 1
    versions: dict[str, str]
    suite: str
    """Hash of everything that can move a score."""
    seeds: int
    """How often the random tasks were run in all."""
    seconds: float
    collections: list[str]
    tasks: list[Measured]
    problems: list[str]
    """Files and definitions that could not be used, one line each."""


def together(parts: list[Validation], order: list[str]) -> Validation:
    """Several runs over different tasks as one run over all of them, in this `order` of task ids.

    Raises ValueError if they are not of one suite, with the same libraries and seeds, or if one task is in two of them.
    """
    first = parts[0]
    for part in parts[1:]:
        for what in ("suite", "versions", "seeds", "collections"):
            one, other = getattr(first, what), getattr(part, what)
            if one != other:
                raise ValueError(f"runs of different {what}, {one} and {other}; measure one of them anew")
    tasks = {measured.task: measured for part in parts for measured in part.tasks}
    if len(tasks) < sum(len(part.tasks) for part in parts):
        raise ValueError("a task is in two of the runs; give each module once")
    known = sorted(tasks, key=lambda task: order.index(task) if task in order else len(order))
    return msgspec.structs.replace(
        first,
        seconds=round(sum(part.seconds for part in parts), 1),
        tasks=[tasks[task] for task in known],
        problems=[problem for part in parts for problem in part.problems],
    )


def schema_text() -> str:
    """JSON Schema (2020-12) of a Validation, as it is published in `autograder/validate/results.schema.json`."""
    made: dict[str, Any] = msgspec.json.schema(Validation)
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
