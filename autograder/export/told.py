"""What a failure says, in the same words in every form: the few tests that teach most, and the lines for each."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.report import MOST_TOLD, Report, SubmissionResult, TaskResult, TestResult, explanation, simplest

SILENT = ("passed", "missing", "not_implemented")
"""Statuses of a task that say all there is to say."""


def headline(result: SubmissionResult) -> str:
    """`38 of 52 points`, and what was earned beyond; no points if something could not be graded for reasons of ours."""
    if result.status == "error":
        return "not graded in full, for reasons of ours"
    extra = f" + {result.extra_credit} extra credit" if result.extra_credit else ""
    return f"{result.score} of {result.max_score} points{extra}"


def points(task: TaskResult) -> str:
    """`3 of 4`, marked where it is extra credit."""
    return f"{task.points} of {task.max_points}" + (" extra" if task.bonus else "")


def status(word: str) -> str:
    """`not implemented` for `not_implemented`."""
    return word.replace("_", " ")


def name_of(test: TestResult) -> str:
    """What the test asks for, in one line; its name, if it does not say."""
    return " ".join(test.docstring.split()) or test.name


def lines(test: TestResult) -> list[str]:
    """Why the test did not pass, as labelled lines in columns; none if that is not to be told."""
    rows = [(label, value) for label, value in explanation(test) if value]
    return [f"{label:<11}{value}" for label, value in rows]


def failed_tasks(result: SubmissionResult) -> Iterator[TaskResult]:
    """The tasks whose failure is worth telling.

    A module that cannot be imported fails all its tasks in the same words, which are said once.
    """
    said: set[str] = set()
    for task in result.tasks:
        messages = {test.message for test in task.tests}
        if task.status in SILENT or (messages and messages <= said):
            continue
        if task.status == "crashed" and len(messages) == 1:
            said |= messages - {""}
        yield task


def failures(task: TaskResult) -> list[TestResult]:
    """The failed tests that are told in full, the simplest first."""
    return simplest(task.tests)[:MOST_TOLD]


def diagnosis(task: TaskResult) -> list[str]:
    """The misconception behind the failures, as labelled lines."""
    if task.diagnosis is None:
        return []
    return [f"{'perhaps':<11}{task.diagnosis.belief}", f"{'think':<11}{task.diagnosis.hint}"]


def is_broken(report: Report) -> bool:
    """Whether something could not be graded for reasons of ours."""
    return any(result.status == "error" for result in report.submissions)
