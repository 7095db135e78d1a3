"""The conclusions from what was measured: numbers that say how far a verdict can be trusted."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from statistics import fmean, median

import msgspec
import numpy as np
from scipy.special import betaincinv

from autograder.validate.results import COURSE, Judged, Measured, Validation

CONFIDENCE = 0.95
"""Of the one-sided bounds."""


class Rate(msgspec.Struct, frozen=True):
    """A share of errors, and what it may at most be."""

    errors: int
    of: int

    @property
    def upper(self) -> float:
        """One-sided 95 % Clopper-Pearson bound: larger shares would hardly ever show so few errors."""
        return 1.0 if self.errors >= self.of else float(betaincinv(self.errors + 1, self.of - self.errors, CONFIDENCE))

    @property
    def share(self) -> float:
        """The share that was seen; NaN of nothing."""
        return self.errors / self.of if self.of else math.nan


def false_accepts(tasks: list[Measured], collection: str = COURSE) -> Rate:
    """Wrong specimens that pass every test of their task."""
    wrong = [specimen for measured in tasks for specimen in measured.of(wrong=True, collection=collection)]
    return Rate(sum(not specimen.failed for specimen in wrong), len(wrong))


def false_rejects(tasks: list[Measured], collection: str = COURSE) -> Rate:
    """Right specimens that fail a test, under the grade's own seeds."""
    right = [specimen for measured in tasks for specimen in measured.of(wrong=False, collection=collection)]
    return Rate(sum(bool(specimen.failed) for specimen in right), len(right))


def unlucky_runs(tasks: list[Measured], collection: str = COURSE) -> Rate:
    """Further runs of right specimens of random tasks, under other seeds, that failed a test."""
    right = [specimen for measured in tasks for specimen in measured.of(wrong=False, collection=collection)]
    return Rate(sum(len(specimen.unlucky) for specimen in right), sum(specimen.repeats for specimen in right))


def kills(measured: Measured) -> dict[str, list[Judged]]:
    """Hidden test to the course's misconceptions that fail it."""
    wrong = measured.of(wrong=True)
    return {test: [specimen for specimen in wrong if not specimen.trials[test].passed] for test in measured.tests}


def idle_tests(measured: Measured) -> list[str]:
    """Tests that no misconception fails."""
    return [test for test, killed in kills(measured).items() if not killed]


def killed_once(measured: Measured) -> list[tuple[Judged, str]]:
    """Misconceptions that fail a single test, and that test."""
    return [(specimen, specimen.failed[0]) for specimen in measured.of(wrong=True) if len(specimen.failed) == 1]


def cover(measured: Measured) -> list[str]:
    """A smallest set of tests that together catch all that all tests catch: exact, by trying all sets by size."""
    sets = {test: {specimen.title for specimen in killed} for test, killed in kills(measured).items()}
    everything = set().union(*sets.values())
    for size in range(len(sets) + 1):
        for chosen in itertools.combinations(sets, size):
            if set().union(*(sets[test] for test in chosen)) == everything:
                return list(chosen)
    raise AssertionError("all tests together catch all that they catch")


def redundancy(measured: Measured) -> float:
    """Mean Jaccard index of the kill sets of two tests of the task; NaN for a single test."""
    sets = [{specimen.title for specimen in killed} for killed in kills(measured).values()]
    pairs = [(a, b) for a, b in itertools.combinations(sets, 2) if a | b]
    return fmean(len(a & b) / len(a | b) for a, b in pairs) if pairs else math.nan


def largest_accepted(measured: Measured, collection: str = COURSE) -> tuple[float, str]:
    """Largest error / tolerance of a right specimen that was let pass, and whose it is."""
    right = measured.of(wrong=False, collection=collection)
    found = [(trial.accepted, specimen.title) for specimen in right for trial in specimen.trials.values()]
    return max(found, default=(0.0, ""))


def distances(measured: Measured) -> list[tuple[float, str]]:
    """Error / tolerance, and title, of each misconception told by numbers alone: in the test to which it matters most."""
    found = []
    for specimen in measured.of(wrong=True):
        lost = [trial for trial in specimen.trials.values() if not trial.passed]
        if lost and all(trial.rejected is not None for trial in lost):
            found.append((max(trial.rejected or 0.0 for trial in lost), specimen.title))
    return found


def faintest_rejected(measured: Measured) -> tuple[float, str] | None:
    """The misconception that is told most narrowly."""
    return min(distances(measured), default=None)


def stability(tasks: list[Measured], *, left_out: float = 0.2, students: int = 200, draws: int = 200) -> float:
    """Points of 100 by which a grade would spread if a random fifth of the tests were left out (median over students).

    A student is made up: each task is right, or one of the course's misconceptions, with equal chance.
    """
    rng = np.random.default_rng(0)
    worth = np.array([facts.points for measured in tasks for facts in measured.tests.values()], dtype=float)
    kept = rng.random((draws, worth.size)).argsort(axis=1) >= round(left_out * worth.size)
    spreads = []
    for _ in range(students):
        passed = np.array([passes for measured in tasks for passes in _made_up(measured, rng)], dtype=float)
        spreads.append(float(np.std(kept @ (worth * passed) / (kept @ worth))))
    return 100 * median(spreads)


def _made_up(measured: Measured, rng: np.random.Generator) -> list[bool]:
    wrong = measured.of(wrong=True)
    if not wrong or rng.random() < 0.5:
        return [True] * len(measured.tests)
    trials = wrong[rng.integers(len(wrong))].trials
    return [trials[test].passed for test in measured.tests]


def broken_promises(validation: Validation) -> list[str]:
    """What the grader promises about the course's own specimens and does not keep, one line each."""
    found = []
    for measured in validation.tasks:
        where = f"{measured.task} {measured.function}"
        found += [f"{where}: the reference fails {test}" for test in measured.reference.failed]
        found += [f"{where}: the stub passes {test}" for test in _passed(measured.stub)]
        found += [f"{where}: {test} kills nothing" for test in idle_tests(measured)]
        for specimen in measured.of(wrong=False):
            found += [f"{where}: {specimen.title} is right and fails {test}" for test in specimen.failed]
            found += [
                f"{where}: {specimen.title} is right and fails {', '.join(tests)} under seed {number}"
                for number, tests in specimen.unlucky.items()
            ]
        for specimen in measured.of(wrong=True):
            if not specimen.noticed:
                how = "by no wrong value" if specimen.failed else "nowhere"
                found.append(f"{where}: {specimen.title} is wrong and loses points {how}")
        broke = Counter(test for s in measured.specimens for test, t in s.trials.items() if t.status == "error")
        found += [f"{where}: {test} itself breaks on {count} specimens" for test, count in broke.items()]
    return found


def _passed(specimen: Judged) -> list[str]:
    return [test for test, trial in specimen.trials.items() if trial.passed]
