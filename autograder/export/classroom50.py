"""A report as the result.json of Classroom 50 (schema `classroom50/result/v1`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from autograder import escape
from autograder.export import told
from autograder.report import Report, TaskResult

FACTS = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "owner": "USERNAME",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}
"""Field to the variable in which the runner hands it over."""


class Unfit(Exception):
    """There is no such result to write. The message says why."""


def classroom50(report: Report, environment: Mapping[str, str], submitted: datetime) -> dict[str, Any]:
    """The result: one test for each task, since the form allows a hundred, and whole points.

    `submitted` is the commit's time. Raises Unfit if the runner's variables are missing, if the report holds not exactly one
    submission, or if that could not be graded for reasons of ours: then the runner must see a failure, not a score.
    """
    if missing := [name for name in FACTS.values() if not environment.get(name)]:
        raise Unfit(f"{', '.join(missing)}: not set; this form is for a job of Classroom 50's runner")
    if len(report.submissions) != 1:
        raise Unfit(f"a result is about one submission; the report has {len(report.submissions)}")
    (result,) = report.submissions
    if told.is_broken(report):
        raise Unfit("not everything could be graded, for reasons of ours; there is no score to report")
    return {
        "schema": "classroom50/result/v1",
        **{field: environment[name] for field, name in FACTS.items()},
        "assignment_type": environment.get("ASSIGNMENT_TYPE", "individual"),
        "datetime": _zulu(submitted),
        "graded_at": _zulu(datetime.now(UTC)),
        "score": result.score,
        "max-score": result.max_score,
        "tests": [_test(task) for task in result.tasks],
    }


def _test(task: TaskResult) -> dict[str, Any]:
    lines = [escape.terminal(line) for test in told.failures(task) for line in (told.name_of(test), *told.lines(test))]
    return {
        "test-name": f"{task.id} {task.function}" + (" (extra credit)" if task.bonus else ""),
        "passed": task.status == "passed",
        "score": task.points,
        "max-score": task.max_points,
        "output": "\n".join(lines + [escape.terminal(line) for line in told.diagnosis(task)]),
    }


def _zulu(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
