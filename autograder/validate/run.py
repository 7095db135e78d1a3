"""One run of `firth validate`: the tasks handed out to the crew, the verdicts collected."""

from __future__ import annotations

import itertools
import queue
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec

from autograder.registry import Course, Place
from autograder.report import versions
from autograder.validate.collection import Collection, Member, files
from autograder.validate.crew import SILENCE, Dead, Hand
from autograder.validate.measure import dead, measure, read_file, sample
from autograder.validate.results import COURSE, Judged, Measured, Validation

IMPORTS = 120.0
"""Longest import of a file of specimens, in seconds."""

HALVES = 2
"""A task's specimens are dealt out to so many processes where they are run under many seeds: some tasks take an hour."""


@dataclass(frozen=True)
class Part:
    """Some of the specimens of one task: the work of one process."""

    place: Place
    members: list[Member]
    closely: set[str]
    """Names of those that are looked at more closely."""


class Unmeasurable(Exception):
    """The course's own tests, reference or specimens cannot be run: nothing can be said."""


def validate(
    course: Course,
    collections: list[Collection],
    places: list[Place],
    *,
    seeds: int,
    jobs: int,
    begin: Callable[[int], None] = lambda total: None,
    tick: Callable[[str], None] = lambda what: None,
) -> Validation:
    """Measure the hidden tests of `places` by all `collections`, `jobs` tasks at a time.

    `begin` is told how many specimens there are, `tick` is called after each. Raises Unmeasurable.
    """
    began = time.monotonic()
    with _hands(jobs) as hands:
        members, problems = _read(hands[0], course, collections, {place.module.file for place in places})
        of = {place.task.id: [m for m in members if m.specimen.task == place.task.id] for place in places}
        begin(sum(map(len, of.values())))
        free: queue.SimpleQueue[Hand] = queue.SimpleQueue()
        for hand in hands:
            free.put(hand)

        def one(part: Part) -> Measured:
            hand = free.get()
            try:
                return _measured(hand, course, part, seeds - 1, tick)
            finally:
                free.put(hand)

        halves = min(HALVES, jobs, seeds)
        parts = [
            Part(place, of[place.task.id][first::halves], sample(of[place.task.id]))
            for place in places
            for first in range(halves)
        ]
        measured = list(_in_parallel(one, parts, hands))
        tasks = [_whole(measured[at : at + halves]) for at in range(0, len(measured), halves)]
    return Validation(
        versions=versions(),
        suite=course.suite_hash,
        seeds=seeds,
        seconds=round(time.monotonic() - began, 1),
        collections=[collection.name for collection in collections],
        tasks=tasks,
        problems=problems,
    )


def _read(
    hand: Hand, course: Course, collections: list[Collection], chosen: set[str]
) -> tuple[list[Member], list[str]]:
    """The members of all collections in files of the `chosen` names, and the problems of their files.

    To read one is to run it. Raises Unmeasurable if a file of the course's own is no good.
    """
    members: list[Member] = []
    problems: list[str] = []
    left_out = {module.file for module in course.modules.values()} - chosen
    for collection in collections:
        for path in files(collection):
            if path.name in left_out:
                continue
            try:
                for found, wrong_with_it in hand.do(read_file, course.root, collection, path, silence=IMPORTS):
                    members += found
                    problems += wrong_with_it
            except Dead as death:
                problems.append(f"{path}: cannot be imported: {death}")
            if problems and collection.name == COURSE:
                raise Unmeasurable(problems[0])
    return members, problems


def _whole(parts: list[Measured]) -> Measured:
    """A task whose parts were dealt its specimens in turn: all of them, in their order again."""
    rounds = itertools.zip_longest(*(part.specimens for part in parts))
    specimens = [judged for dealt in rounds for judged in dealt if judged is not None]
    return msgspec.structs.replace(parts[0], specimens=specimens)


def _measured(hand: Hand, course: Course, part: Part, repeats: int, tick: Callable[[str], None]) -> Measured:
    """One part measured; a specimen that takes the process along has failed, and the others go on in a new one."""
    task, judged = part.place.task, list[Judged]()
    while True:
        measured: Measured | None = None
        waiting = part.members[len(judged) :]
        try:
            job = measure, course.root, task.id, waiting, repeats, part.closely
            for piece in hand.do(*job, silence=SILENCE + 30 * repeats):
                if isinstance(piece, Measured):
                    measured = piece
                else:
                    judged.append(piece)
                    tick(f"{task.id} {task.function}")
        except Dead as death:
            if measured is None:
                raise Unmeasurable(f"task {task.id}: the process of the reference {death}") from None
            judged.append(dead(part.members[len(judged)], list(measured.tests), str(death)))
            tick(f"{task.id} {task.function}")
        assert measured is not None
        if len(judged) == len(part.members):
            return msgspec.structs.replace(measured, specimens=judged)


@contextmanager
def _hands(count: int) -> Iterator[list[Hand]]:
    hands = [Hand() for _ in range(count)]
    try:
        yield hands
    finally:
        for hand in hands:
            hand.close()


def _in_parallel(one: Callable[[Part], Measured], parts: list[Part], hands: list[Hand]) -> Iterator[Measured]:
    """The parts in their order. Whatever ends the wait, Ctrl-C say, ends the processes before the threads."""
    with ThreadPoolExecutor(len(hands)) as threads:
        waiting = [threads.submit(one, part) for part in parts]
        try:
            for future in waiting:
                yield future.result()
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            for hand in hands:
                hand.close()
            raise
