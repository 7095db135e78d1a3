"""A class in figures: gathered from one report at a time, so that it may be larger than the memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.batch.files import result_file
from autograder.batch.standings import Standing
from autograder.batch.tables import read_standings
from autograder.report import Counterexample, Diagnosis, Report, TaskResult, TestResult

UNTRIED = ("not_implemented", "missing")
"""Statuses of what a student has not written."""

MOST_EXAMPLES = 2
"""Counterexamples that are kept for each misconception and each test: the smallest ones."""

MOST_NAMED = 12
"""Students who are named for each misconception, and for each outcome that is no grade."""


class TestFigures(msgspec.Struct):
    """One hidden test."""

    task: str
    name: str
    docstring: str
    statuses: Counter[str] = msgspec.field(default_factory=Counter)
    examples: list[Counterexample] = []

    @property
    def tried(self) -> int:
        """Students who had written the function."""
        return sum(count for status, count in self.statuses.items() if status not in UNTRIED)

    @property
    def failed(self) -> int:
        """Those of them whose answers were wrong."""
        return self.tried - self.statuses["passed"] - self.statuses["error"]


class MisconceptionFigures(msgspec.Struct):
    """One known misconception."""

    task: str
    diagnosis: Diagnosis
    students: int = 0
    named: list[str] = []
    examples: list[Counterexample] = []


class TaskFigures(msgspec.Struct):
    """One task."""

    id: str
    function: str
    title: str
    max_points: int
    bonus: bool
    points: Counter[int] = msgspec.field(default_factory=Counter)
    untried: int = 0
    seconds: float = 0.0

    @property
    def students(self) -> int:
        """How many were graded on it."""
        return self.points.total()

    @property
    def mean(self) -> float:
        """Points, on average."""
        return sum(points * count for points, count in self.points.items()) / max(self.students, 1)


class ClassFigures:
    """All figures of a class."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.named: dict[str, list[Standing]] = {"unreadable": [], "fault": []}
        self.shares: list[float] = []
        """Of the points that were to be had, each student's, lateness included; from 0 to 1."""
        self.seconds: list[float] = []
        self.late = 0
        self.tasks: dict[str, TaskFigures] = {}
        self.tests: dict[tuple[str, str], TestFigures] = {}
        self.misconceptions: dict[tuple[str, str], MisconceptionFigures] = {}
        self.suites: set[str] = set()

    @property
    def students(self) -> int:
        """How many there are, graded or not."""
        return self.outcomes.total()

    def add(self, standing: Standing, report: Report | None) -> None:
        """One more student, with the report on the attempt that counts if there is one."""
        self.outcomes[standing.outcome] += 1
        if report is None or standing.score is None:
            named = self.named[standing.outcome]
            named.extend([standing] * (len(named) < MOST_NAMED))
            return
        self.shares.append((standing.score - standing.penalty) / max(standing.max_score or 0, 1))
        self.seconds.append(standing.seconds)
        self.late += standing.days_late > 0 or standing.marked_late
        self.suites.add(report.suite)
        for task in report.submissions[0].tasks:
            self._add_task(standing.student, task)

    def _add_task(self, student: str, task: TaskResult) -> None:
        figures = self.tasks.setdefault(
            task.id, TaskFigures(task.id, task.function, task.title, task.max_points, task.bonus)
        )
        figures.points[task.points] += 1
        figures.untried += task.status in UNTRIED
        figures.seconds += sum(test.seconds for test in task.tests)
        for test in task.tests:
            found = self.tests.setdefault((task.id, test.name), TestFigures(task.id, test.name, test.docstring))
            found.statuses[test.status] += 1
            _keep_smallest(found.examples, [test])
        if task.diagnosis is not None:
            key = task.id, task.diagnosis.misconception
            common = self.misconceptions.setdefault(key, MisconceptionFigures(task.id, task.diagnosis))
            common.students += 1
            common.named.extend([student] * (len(common.named) < MOST_NAMED))
            _keep_smallest(common.examples, task.tests)


def gather(folder: Path) -> ClassFigures:
    """The figures of a results folder. Raises OSError if there are none, or a report is missing."""
    figures = ClassFigures()
    for standing, report in reports(folder):
        figures.add(standing, report)
    return figures


def reports(folder: Path) -> Iterator[tuple[Standing, Report | None]]:
    """Every student with the report on the attempt that counts."""
    for standing in read_standings(folder):
        report = None
        if standing.outcome == "graded":
            data = result_file(folder, standing.student, standing.attempt).read_bytes()
            report = msgspec.json.decode(data, type=Report)
        yield standing, report


def _keep_smallest(kept: list[Counterexample], tests: list[TestResult]) -> None:
    """The smallest counterexamples so far: they say most."""
    for test in tests:
        if test.counterexample is not None and test.counterexample not in kept:
            kept.append(test.counterexample)
    kept.sort(key=lambda example: (len(str(example.called)), example.called))
    del kept[MOST_EXAMPLES:]
