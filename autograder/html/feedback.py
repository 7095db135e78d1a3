"""One submission's feedback as one HTML file: points, counterexamples, hints, the handout's words, and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from autograder import intake
from autograder.html import handout, page
from autograder.html.studio import Shown, Studio
from autograder.registry import Course, Level
from autograder.report import (
    MOST_TOLD,
    Counterexample,
    SubmissionResult,
    TaskResult,
    TaskStatus,
    TestResult,
    simplest,
    write_atomically,
)
from autograder.visibility import level_of, levels_at, seen_by_student, shows

WORDS: dict[TaskStatus, str] = {
    "passed": "passed",
    "partial": "partly",
    "failed": "failed",
    "crashed": "crashed",
    "timeout": "too slow",
    "missing": "missing",
    "not_implemented": "not written yet",
    "error": "not graded: our fault",
}
"""A status in words …"""

SIGNS: dict[TaskStatus, str] = {
    "passed": "✓",
    "partial": "◐",
    "failed": "✗",
    "crashed": "✗",
    "timeout": "✗",
    "missing": "–",
    "not_implemented": "○",
    "error": "!",
}
"""… and as a sign before them, so that it is never told by colour alone."""

NOTES: dict[Level, str] = {
    "task": "Points and results are shown, as your instructor has chosen.",
    "hint": "What each failed test asks for is shown, but no example, as your instructor has chosen.",
    "counterexample": "",
}
"""What an assignment's section says about what it leaves out."""


@dataclass(frozen=True)
class Told:
    """A failed test, as it is told."""

    asked: str
    message: str
    example: Counterexample | None
    line: handout.Line | None

    @property
    def calls(self) -> list[str]:
        """The calls of the example, one that is repeated word for word only once."""
        runs = [(call, len(list(same))) for call, same in groupby(self.example.called if self.example else [])]
        return [f"{call}   ({times} times)" if times > 1 else call for call, times in runs]


@dataclass(frozen=True)
class TaskView:
    """A task, and what is said about it."""

    task: TaskResult
    told: list[Told]
    more: list[Told]
    hints: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """An assignment of which more than the score may be shown."""

    name: str
    title: str
    note: str
    tasks: list[TaskView]
    pictures: list[Shown]

    @property
    def points(self) -> int:
        """Without extra credit."""
        return sum(view.task.points for view in self.tasks if not view.task.bonus)

    @property
    def max_points(self) -> int:
        """Without extra credit."""
        return sum(view.task.max_points for view in self.tasks if not view.task.bonus)

    @property
    def extra(self) -> int:
        """Points of extra credit."""
        return sum(view.task.points for view in self.tasks if view.task.bonus)


def write_feedback(
    result: SubmissionResult,
    target: Path,
    *,
    course: Course,
    level: Level | Mapping[str, Level] | None = None,
    submission: intake.Submission | None = None,
    studio: Studio | None = None,
) -> None:
    """Write the page of `result` to `target`, whole or not at all.

    `level` is what its reader may see, for all assignments or for each; None is what the course says for today. With a `studio`
    and the `submission` that was graded there are pictures. Raises OSError if the place cannot be written, SandboxError if
    the submission cannot be run safely.
    """
    levels = levels_at(course, datetime.now(UTC)) if level is None else level
    seen = seen_by_student(result, levels)
    pictures: dict[str, list[Shown]] = {}
    if studio is not None and submission is not None:
        compared = {task.id for task in seen.tasks if shows(level_of(task, levels), "counterexample")}
        pictures = studio.pictures(submission, {task.id for task in seen.tasks}, compared=compared)
    sections = _sections(course, seen, levels, pictures)
    made = page.render(
        "feedback.html",
        result=seen,
        sections=sections,
        explained=any(view.told for section in sections for view in section.tasks),
        share=round(100 * seen.score / seen.max_score) if seen.max_score else 0,
        words=WORDS,
        signs=SIGNS,
    )
    write_atomically(target, made.encode())


def _sections(
    course: Course,
    seen: SubmissionResult,
    levels: Level | Mapping[str, Level],
    pictures: dict[str, list[Shown]],
) -> list[Section]:
    sections = []
    for assignment in course.assignments:
        tasks = [task for task in seen.tasks if task.module.startswith(f"{assignment.name}/")]
        if tasks:
            views = [_view(course, task, shows(level_of(task, levels), "hint"), seen.problems) for task in tasks]
            note, drawn = NOTES[level_of(tasks[0], levels)], pictures.get(assignment.name, [])
            sections.append(Section(assignment.name, assignment.title, note, views, drawn))
    return sections


def _view(course: Course, task: TaskResult, hinted: bool, known: list[str]) -> TaskView:
    """`known` is what the page has said already: that a module cannot be imported fails all its tasks."""
    unread = any(problem.startswith(f"{task.module.split('/')[-1]} cannot be imported") for problem in known)
    failed = [test for test in task.tests if test.status in ("failed", "crashed", "timeout") and not unread]
    told = [_told(course, task, test) for test in simplest(failed)]
    hints = course.tasks[task.id].task.hints if hinted and failed and task.id in course.tasks else ()
    return TaskView(task, told[:MOST_TOLD], told[MOST_TOLD:], hints)


def _told(course: Course, task: TaskResult, test: TestResult) -> Told:
    place = course.tasks.get(task.id)
    line = handout.line_for(course, place, test.docstring) if place is not None else None
    return Told(" ".join(test.docstring.split()), test.message, test.counterexample, line)
