"""One submission's result as the results.json of Gradescope."""

from __future__ import annotations

from typing import Any

from autograder import escape
from autograder.export import told
from autograder.report import SubmissionResult, TaskResult, TestResult

OURS = "Not everything could be graded, for reasons of ours, not of yours. Please tell the staff to run it again."


def gradescope(result: SubmissionResult, seconds: float = 0.0, *, leaderboard: bool = False) -> dict[str, Any]:
    """The results: one test for each hidden test (for each task, where tests are not told), in the order of the course.

    Extra credit counts on top of the score, with a maximum of 0, so that the maxima add up to the assignment's points. Student
    text is plain text in every field. The score is missing if something could not be graded for reasons of ours.
    """
    told_tests = [test for task in result.tasks for test in _tests(task)]
    made: dict[str, Any] = {
        "output": "\n".join(_notes(result)),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "execution_time": round(seconds, 3),
        "tests": told_tests,
    }
    if result.status == "graded":
        made["score"] = result.score + result.extra_credit
        if leaderboard:
            made["leaderboard"] = [{"name": "points", "value": made["score"], "order": "desc"}]
    return made


def fault(score: float = 0, output: str = OURS) -> dict[str, Any]:
    """Results without a grade: the platform asks for a score all the same. What the grader printed is for the staff."""
    return {"score": score, "output": output, "output_format": "text", "stdout_visibility": "hidden"}


def _notes(result: SubmissionResult) -> list[str]:
    head = told.headline(result) if result.status == "graded" else OURS
    return [head, *map(escape.terminal, result.problems)]


def _tests(task: TaskResult) -> list[dict[str, Any]]:
    if not task.tests:
        return [_entry(task, task.id, told.status(task.status), task.points, task.max_points, task.status, [])]
    tests = [_of_test(task, number, test) for number, test in enumerate(task.tests, 1)]
    # The misconception is said where the first failure is told.
    first = next((entry for entry in tests if entry["status"] == "failed"), None)
    if first is not None and task.diagnosis is not None:
        first["output"] = "\n".join([first["output"], *map(escape.terminal, told.diagnosis(task))]).lstrip("\n")
    return tests


def _of_test(task: TaskResult, number: int, test: TestResult) -> dict[str, Any]:
    name, lines = told.name_of(test), [] if test.status == "passed" else told.lines(test)
    return _entry(task, f"{task.id}.{number}", name, test.points, test.max_points, test.status, lines)


def _entry(
    task: TaskResult, number: str, name: str, points: int, most: int, status: str, lines: list[str]
) -> dict[str, Any]:
    return {
        "number": number,
        "name": escape.terminal(f"{task.function}: {name}"),
        "score": points,
        "max_score": 0 if task.bonus else most,
        "status": "passed" if status == "passed" else "failed",
        "output": "\n".join(map(escape.terminal, lines)),
        "tags": [task.module.split("/")[0], *(["extra credit"] if task.bonus else [])],
        "visibility": "visible",
    }
