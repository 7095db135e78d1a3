"""The grading of one attempt, in a process that does nothing else: on this machine or another."""

from __future__ import annotations

import faulthandler
import functools
import os
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from autograder import intake
from autograder.batch.events import Terms, environment
from autograder.grading import grade_taken, workers
from autograder.registry import Course
from autograder.report import Isolation, SubmissionResult
from autograder.sandbox import Pool

PATIENCE = 20
"""A grade may take so many times the time limits of all its tasks; then the grader itself hangs, and is ended."""

_ONE_AT_A_TIME = threading.Lock()
"""pytest and the sandbox are for one submission at a time, even where an executor has several threads."""


class OtherTerms(Exception):
    """A machine has another suite, or other versions: what it would find is not what was asked for."""


class Job(msgspec.Struct, frozen=True):
    """One submission, read already: a worker needs no access to where it came from."""

    submission: intake.Submission
    root: str
    """Folder of the course."""
    terms: Terms


class Answer(msgspec.Struct, frozen=True):
    """What came of a job."""

    result: SubmissionResult
    isolation: Isolation


Work = Callable[[Job], Answer]
"""What an executor is given to do. A program that tries the machinery may have its own."""


def grade(job: Job) -> Answer:
    """Grade one submission. Raises SandboxError, OtherTerms: both of them our fault."""
    with _ONE_AT_A_TIME:
        course, pool = _place(job.root, job.terms)
        tasks = frozenset(job.terms.tasks) if job.terms.tasks is not None else None
        # Should the grader itself hang, ending its process is all that helps; the executor notices.
        limit = PATIENCE * sum(place.task.seconds for place in course.places())
        faulthandler.dump_traceback_later(limit, exit=True, file=2)
        try:
            return Answer(grade_taken(job.submission, course, pool, tasks=tasks), _isolation(job.terms, pool))
        finally:
            faulthandler.cancel_dump_traceback_later()


def prepare(root: str, terms: Terms) -> None:
    """See to it that grading can begin at all, and on these terms. Raises SandboxError, OtherTerms."""
    with _ONE_AT_A_TIME:
        _place(root, terms)


@functools.cache
def _course(root: str) -> Course:
    return Course(Path(root))


_pools: dict[tuple[int, str, str], Pool] = {}
"""One for each process, course and isolation."""


def _place(root: str, terms: Terms) -> tuple[Course, Pool]:
    """The course, if it is the one that is meant, and warm workers for it."""
    course = _course(root)
    if course.suite_hash != terms.suite:
        raise OtherTerms(
            f"{root}: has suite {course.suite_hash}, not {terms.suite}: another copy, or changed meanwhile"
        )
    here = environment()
    if other := sorted(name for name in terms.environment if here.get(name) != terms.environment[name]):
        name = other[0]
        raise OtherTerms(f"{name} is {here.get(name, 'missing')} on this machine, not {terms.environment[name]}")
    which = os.getpid(), root, terms.isolation
    if which not in _pools:
        _pools[which] = workers(course, terms.isolation)
    _pools[which].zygote("numpy")
    return course, _pools[which]


def _isolation(terms: Terms, pool: Pool) -> Isolation:
    return Isolation(
        asked=terms.isolation, tier=pool.tier, layers=pool.layers, missing=pool.missing, probes=pool.probes
    )
