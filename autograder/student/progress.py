"""How far a student has come: which tasks pass their visible tests, what is left, and what to take next."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import msgspec

from autograder.registry import Course, Place
from autograder.student import memory
from autograder.student.check import TaskCheck, check

MOST_PROCESSES = 4
"""Modules that are checked side by side."""

LASTING = ("passed", "partial", "failed", "not_implemented")
"""What is so until the module changes; a busy machine or a library that is missing today may be another tomorrow."""


class Progress(msgspec.Struct, frozen=True):
    """The sums over some tasks. Extra credit counts in none of them."""

    tasks: int
    passed: int
    points: int
    passed_points: int
    minutes_left: int


def measure(places: list[Place], passed: set[str]) -> Progress:
    """How much of these tasks is done."""
    counted = [place.task for place in places if not place.task.bonus]
    done = [task for task in counted if task.id in passed]
    return Progress(
        tasks=len(counted),
        passed=len(done),
        points=sum(task.points for task in counted),
        passed_points=sum(task.points for task in done),
        minutes_left=sum(task.minutes for task in counted if task.id not in passed),
    )


def next_task(places: list[Place], passed: set[str]) -> Place | None:
    """The first task that is not done and for which one is ready; extra credit comes last."""
    left = [place for place in places if place.task.id not in passed]
    here = {place.task.id for place in left}
    ready = [place for place in left if not here & set(place.task.needs)]
    return min(ready or left, key=lambda place: place.task.bonus, default=None)


def check_all(course: Course, places: list[Place]) -> Iterator[list[TaskCheck]]:
    """The visible tests of tasks, module by module in the order of the course; what becomes of them is remembered.

    They are started at once, and waited for when the iterator is asked: meanwhile there may be something else to do.
    """
    threads = ThreadPoolExecutor(min(MOST_PROCESSES, os.cpu_count() or 1))
    modules = [list(group) for _, group in itertools.groupby(places, key=lambda place: place.path)]
    started = [(memory.fingerprint(course, tasks[0].path), threads.submit(check, course, tasks)) for tasks in modules]
    return _ended(course, started, threads)


def _ended(
    course: Course, started: list[tuple[str, Future[list[TaskCheck]]]], threads: ThreadPoolExecutor
) -> Iterator[list[TaskCheck]]:
    try:
        for fingerprint, future in started:
            checks = future.result()
            state = memory.load(course)
            for done in checks:
                state.checks.pop(done.place.task.id, None)
                if done.status in LASTING and not done.needs_torch:
                    state.checks[done.place.task.id] = memory.Seen(done.status, fingerprint)
            memory.save(course, state)
            yield checks
    finally:
        threads.shutdown(cancel_futures=True)


def statuses(course: Course, places: list[Place]) -> dict[str, str]:
    """Task to status: remembered where a module is as it was then, checked now where it is not."""
    known = memory.load(course).checks
    prints = {path: memory.fingerprint(course, path) for path in {place.path for place in places}}
    fresh = {
        place.task.id: known[place.task.id].status
        for place in places
        if place.task.id in known and known[place.task.id].fingerprint == prints[place.path]
    }
    changed = [place for place in places if place.task.id not in fresh]
    return fresh | {done.place.task.id: done.status for checks in check_all(course, changed) for done in checks}
