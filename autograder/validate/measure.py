"""All hidden tests of one task on the reference, the stub and every specimen: a job for one process of the crew."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hypothesis import settings

from autograder import evidence, plugin, profiles
from autograder.diagnosis import diagnose
from autograder.inprocess import Recording, hidden_tests
from autograder.registry import Course, Place
from autograder.report import TestStatus
from autograder.validate import blame, seeds
from autograder.validate.collection import Collection, Member, read
from autograder.validate.counterexamples import shown
from autograder.validate.results import COURSE, Facts, Judged, Measured, Trial
from autograder.validate.trial import attempt, submission

MOST_TIME_OUTS = 2
"""Tests of one task that may run into the time limit; the others then count as failed in the same way."""

SAMPLE = 2
"""Misconceptions of each task, evenly spread, for which counterexamples are shrunk and blame is looked for."""


def read_file(root: Path, collection: Collection, path: Path) -> Iterator[tuple[list[Member], list[str]]]:
    """A job: the members in one file of a collection, and its problems."""
    yield read(_course(root), collection, path)


def measure(
    root: Path, task: str, members: list[Member], repeats: int, closely: set[str]
) -> Iterator[Measured | Judged]:
    """A job: the task with reference and stub, then each of `members`, random tasks with `repeats` other seeds.

    Those with a name in `closely` are looked at more closely.
    """
    bench = _bench(root, task)
    yield bench.measured
    for member in members:
        yield bench.judge(member, repeats if bench.measured.random else 0, closely=member.specimen.name in closely)


def sample(members: list[Member]) -> set[str]:
    """Names of the course's wrong specimens of one task that are looked at more closely."""
    wrong = [m.specimen.name for m in members if m.specimen.wrong and m.collection == COURSE]
    return set(wrong[:: -(-len(wrong) // SAMPLE)]) if wrong else set()


class Bench:
    """The hidden tests of one task with their examples, drawn once: that is most of the work."""

    def __init__(self, course: Course, place: Place) -> None:
        self.course, self.place = course, place
        self.reference = (course.root / "reference" / place.path).read_text("utf-8")
        self.tests = {name: Recording(_watched(test)) for name, test in hidden_tests(course, place)}
        facts, trials = {}, {}
        for name, test in self.tests.items():
            trials[name], seconds = attempt(test.record, submission(place, self.reference), place.task.seconds)
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
            stub=Judged(id="stub", name="", collection=COURSE, wrong=True, trials=self.run(stub)[0]),
        )

    def judge(self, member: Member, repeats: int, *, closely: bool = False) -> Judged:
        """How a specimen does: a right one under other seeds too, a wrong one with the hint that it gets.

        `closely`: also with its counterexamples, and with the points that others lose by it.
        """
        known = member.specimen
        text = member.transplanted(self.reference, self.place.task.function)
        trials, watched = self.run(text)
        judged = functools.partial(
            Judged, id=known.id, name=known.name, collection=member.collection, wrong=known.wrong,
            crashes=known.crashes, trials=trials,
        )  # fmt: skip
        if not known.wrong:
            again = repeats if all(trial.passed for trial in trials.values()) else 0
            unlucky = {n: failed for n in range(1, again + 1) if (failed := self._repeated(text, n))}
            return judged(repeats=again, unlucky=unlucky)
        lost = [self.tests[name].draw for name, trial in trials.items() if not trial.passed]
        return judged(
            hint=self._hint(watched),
            examples=shown(lost, self.place, text) if closely else None,
            blame=blame.of(self.course, self.place, member, _bench) if closely else None,
        )

    def run(self, text: str) -> tuple[dict[str, Trial], list[evidence.Trial]]:
        """How each test ends on a module, and what the grader noted meanwhile."""
        trials: dict[str, Trial] = {}
        watched = []
        for name, test in self.tests.items():
            late = [trial for trial in trials.values() if trial.status == "timeout"]
            if len(late) >= MOST_TIME_OUTS:
                trials[name] = late[0]
                continue
            watched.append(evidence.Trial(submission(self.place, text)))
            trials[name], _ = attempt(test.replay, watched[-1].submission, self.place.task.seconds)
        return trials, watched

    def _hint(self, watched: list[evidence.Trial]) -> str | None:
        wrong = [trial.evidence.calls for trial in watched if trial.evidence is not None]
        found = diagnose(self.course, self.place, wrong, [trial.submission.kept for trial in watched])
        return None if found is None else found.id

    def _repeated(self, text: str, number: int) -> list[str]:
        failed = []
        for name, test in self.tests.items():
            with seeds.moved(test.draw, number):
                trial, _ = attempt(test.draw, submission(self.place, text, number), self.place.task.seconds)
            if not trial.passed:
                failed.append(name)
        return failed


def _watched(test: Any) -> Callable[..., Any]:
    """The test as in a grade: each example reported to its submission, so that the smallest wrong answer is known."""
    if not hasattr(test, "hypothesis"):
        return plugin.watched(test)
    test.hypothesis.inner_test = plugin.watched(test.hypothesis.inner_test)
    return test  # type: ignore[no-any-return]


@functools.cache
def _course(root: Path) -> Course:
    sys.path.insert(0, str(root))  # hidden tests and specimens import `reference` and `tests`
    settings.load_profile(profiles.GRADING)  # before the hidden tests are imported: their own settings build on it
    return Course(root)


@functools.lru_cache(maxsize=16)
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
