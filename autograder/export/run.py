"""Grade one submission for another platform: in the sandbox, into a whole report."""

from __future__ import annotations

import math
import time
from datetime import UTC, datetime

import msgspec

from autograder import grading, intake, report
from autograder.registry import Course
from autograder.sandbox import Isolation
from autograder.visibility import levels_at, seen_by_student


def graded(
    submission: intake.Submission,
    course: Course,
    isolation: Isolation,
    tasks: frozenset[str] | None,
    until: float = math.inf,
) -> report.Report:
    """The report on a submission; for `tasks` and `until` see grading. Raises SandboxError if no student code can be run."""
    began = time.monotonic()
    with grading.workers(course, isolation) as pool:
        pool.zygote("numpy")  # if student code cannot be run safely, nothing is graded at all
        result = grading.grade_taken(submission, course, pool, tasks=tasks, until=until)
        walls = report.Isolation(
            asked=isolation, tier=pool.tier, layers=pool.layers, missing=pool.missing, probes=pool.probes
        )
    return report.Report(
        versions=report.versions(),
        suite=course.suite_hash,
        isolation=walls,
        seconds=round(time.monotonic() - began, 3),
        submissions=[result],
    )


def seen_now(made: report.Report, course: Course) -> report.Report:
    """The report with no more than students may see of it today."""
    levels = levels_at(course, datetime.now(UTC))
    return msgspec.structs.replace(made, submissions=[seen_by_student(one, levels) for one in made.submissions])


def handed_in(course: Course, modules: frozenset[str]) -> frozenset[str]:
    """The tasks of these modules (`a2_pmi/pmi.py`): what is not handed in is not missing, it is not meant."""
    return frozenset(place.task.id for place in course.places() if place.path in modules)
