"""All hidden tests of one task on the reference, the stub and every specimen: a job for one process of the crew."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterator
from pathlib import Path

from hypothesis import settings

from autograder import profiles
from autograder.inprocess import Recording, hidden_tests
from autograder.proxy import Source
from autograder.registry import Course, Place
from autograder.report import TestStatus
from autograder.validate import seeds
from autograder.validate.collection import Collection, Member, read
from autograder.validate.results import COURSE, Facts, Judged, Measured, Trial
from autograder.validate.trial import attempt, submission

MOST_TIME_OUTS = 2
"""Tests of one task that may run into the time limit; the others then count as failed in the same way."""


def read_file(root: Path, collection: Collection, path: Path) -> Iterator[tuple[list[Member], list[str]]]:
    """A job: the members in one file of a collection, and its problems."""
    yield read(_course(root), collection, path)


def measure(root: Path, task: str, members: list[Member], repeats: int) -> Iterator[Measured | Judged]:
    """A job: the task with reference and stub, then each of `members`, random tasks with `repeats` other seeds."""
    bench = _bench(root, task)
    yield bench.measured
    for member in members:
        yield bench.judge(member, repeats if bench.measured.random else 0)


class Bench:
    """The hidden tests of one task with their examples, drawn once: that is most of the work."""

    def __init__(self, course: Course, place: Place) -> None:
        self.place = place
        self.reference = (course.root / "reference" / place.path).read_text("utf-8")
        self.tests = {name: Recording(test) for name, test in hidden_tests(course, place)}
        facts, trials = {}, {}
        for name, test in self.tests.items():
            trials[name], seconds = attempt(test.record, submission(self._source(self.reference), place))
            points = next(mark.kwargs["points"] for mark in test.draw.pytestmark if mark.name == "task")
            facts[name] = Facts(points=points, examples=test.examples, seconds=round(seconds, 4))
        stub = (course.root / "assignments" / place.path).read_text("utf-8")
        self.measured = Measured(
            task=place.task.id,
            function=place.task.function,
            module=place.module.name,
            random=seeds.is_random(place),
            tests=facts,
            reference=Judged(id="reference", name="", collection=COURSE, wrong=False, trials=trials),
            stub=Judged(id="stub", name="", collection=COURSE, wrong=True, trials=self._trials(stub)),
        )

    def judge(self, member: Member, repeats: int) -> Judged:
        """How a specimen does, and, if it is a right one, how it does under other seeds."""
        text, known = member.transplanted(self.reference, self.place.task.function), member.specimen
        trials = self._trials(text)
        again = repeats if not known.wrong and all(trial.passed for trial in trials.values()) else 0
        return Judged(
            id=known.id,
            name=known.name,
            collection=member.collection,
            wrong=known.wrong,
            crashes=known.crashes,
            trials=trials,
            repeats=again,
            unlucky={n: failed for n in range(1, again + 1) if (failed := self._repeated(text, n))},
        )

    def _trials(self, text: str) -> dict[str, Trial]:
        trials: dict[str, Trial] = {}
        for name, test in self.tests.items():
            late = [trial for trial in trials.values() if trial.status == "timeout"]
            if len(late) >= MOST_TIME_OUTS:
                trials[name] = late[0]
            else:
                trials[name] = attempt(test.replay, submission(self._source(text), self.place))[0]
        return trials

    def _repeated(self, text: str, number: int) -> list[str]:
        failed = []
        for name, test in self.tests.items():
            with seeds.moved(test.draw, number):
                trial, _ = attempt(test.draw, submission(self._source(text), self.place, number))
            if not trial.passed:
                failed.append(name)
        return failed

    def _source(self, text: str) -> Source:
        return Source(self.place.module.name, text, self.place.module.libraries)


@functools.cache
def _course(root: Path) -> Course:
    sys.path.insert(0, str(root))  # hidden tests and specimens import `reference` and `tests`
    settings.load_profile(profiles.QUICK)  # before the hidden tests are imported: their own settings build on it
    return Course(root)


@functools.lru_cache(maxsize=8)
def _bench(root: Path, task: str) -> Bench:
    course = _course(root)
    return Bench(course, course.tasks[task])


def dead(member: Member, tests: list[str], how: str) -> Judged:
    """The verdict on a specimen that took its process along: it fails everything."""
    specimen = member.specimen
    status: TestStatus = "timeout" if how.startswith("no answer") else "crashed"
    return Judged(
        id=specimen.id,
        name=specimen.name,
        collection=member.collection,
        wrong=specimen.wrong,
        crashes=specimen.crashes,
        trials={test: Trial(status=status) for test in tests},
    )
