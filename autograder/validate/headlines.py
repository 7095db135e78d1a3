"""The figures that the page, the terminal and the README begin with: what was measured, what it is, what it should be."""

from __future__ import annotations

import math
from statistics import fmean, median
from typing import NamedTuple

from autograder.validate import figures
from autograder.validate.figures import Rate
from autograder.validate.results import COURSE, Judged, Measured, Validation


class Headline(NamedTuple):
    """One figure."""

    what: str
    value: str
    aim: str = ""
    met: bool | None = None
    """Whether the aim is reached; None where there is none."""


def headlines(validation: Validation) -> list[Headline]:
    """All of them, most important first."""
    tasks = validation.tasks
    return [*_verdicts(tasks, COURSE), *_suite(tasks), *_feedback(tasks)]


def of_collection(validation: Validation, collection: str) -> list[Headline]:
    """What the specimens of somebody else say."""
    return _verdicts(validation.tasks, collection)


def percent(rate: Rate) -> str:
    """`0 of 89 (at most 3.3 %)`: with the bound that such a count allows."""
    return f"{rate.errors} of {rate.of} (at most {100 * rate.upper:.2g} %)" if rate.of else "none were tried"


def _verdicts(tasks: list[Measured], collection: str) -> list[Headline]:
    accepted, rejected = figures.false_accepts(tasks, collection), figures.false_rejects(tasks, collection)
    unlucky = figures.unlucky_runs(tasks, collection)
    found = [] if collection != COURSE else _promises(tasks)
    found += [
        Headline("wrong solutions accepted", percent(accepted), "none", accepted.errors == 0),
        Headline("right solutions rejected", percent(rejected), "none", rejected.errors == 0),
    ]
    if unlucky.of:
        what = "right solutions of random tasks rejected under other seeds (runs)"
        found.append(Headline(what, percent(unlucky), "none", unlucky.errors == 0))
    return found


def _promises(tasks: list[Measured]) -> list[Headline]:
    tests = sum(len(measured.tests) for measured in tasks)
    right = tests - sum(len(measured.reference.failed) for measured in tasks)
    stubs = tests - sum(len(measured.stub.failed) for measured in tasks)
    wrong = [specimen for measured in tasks for specimen in measured.of(wrong=True)]
    noticed = sum(specimen.noticed for specimen in wrong)
    return [
        Headline("hidden tests that the reference passes", f"{right} of {tests}", "all", right == tests),
        Headline("hidden tests that an untouched stub passes", f"{stubs} of {tests}", "none", stubs == 0),
        Headline(
            "misconceptions found out as foreseen, by a wrong value or (a few) a crash",
            f"{noticed} of {len(wrong)}",
            "all",
            noticed == len(wrong),
        ),
    ]


def _suite(tasks: list[Measured]) -> list[Headline]:
    tests = sum(len(measured.tests) for measured in tasks)
    idle = sum(len(figures.idle_tests(measured)) for measured in tasks)
    wrong = sum(len(measured.of(wrong=True)) for measured in tasks)
    once = sum(len(figures.killed_once(measured)) for measured in tasks)
    needed = sum(len(figures.cover(measured)) for measured in tasks)
    overlaps = [value for measured in tasks if not math.isnan(value := figures.redundancy(measured))]
    overlap = fmean(overlaps) if overlaps else 0.0
    spread = figures.stability(tasks)
    farthest = max(figures.largest_accepted(measured)[0] for measured in tasks)
    told = [distance for measured in tasks for distance, _ in figures.distances(measured)]
    faintest = min(told, default=math.inf)
    faint = f"{faintest:,.0f} ({sum(distance < 100 for distance in told)} of {wrong} below 100)"
    return [
        Headline("hidden tests that catch no misconception", f"{idle} of {tests}", "none", idle == 0),
        Headline("misconceptions caught by one test only", f"{once} of {wrong}"),
        Headline(
            "tests that would catch them all (exact set cover)", f"{needed} of {tests}", "half", needed * 2 >= tests
        ),
        Headline("what two tests of a task both catch (mean Jaccard index)", f"{overlap:.2f}", "0.3", overlap <= 0.3),
        Headline("spread of a grade without a fifth of the tests (points of 100)", f"{spread:.1f}", "2", spread <= 2),
        Headline("largest error / tolerance of a right solution", f"{farthest:.2g}", "0.1", farthest <= 0.1),
        Headline("error / tolerance of the faintest mistake", faint, "100", faintest >= 100),
    ]


def _feedback(tasks: list[Measured]) -> list[Headline]:
    wrong = [specimen for measured in tasks for specimen in measured.of(wrong=True)]
    named = Rate(sum(specimen.hint == specimen.id for specimen in wrong), len(wrong))
    misled = Rate(sum(specimen.hint not in (None, specimen.id) for specimen in wrong), len(wrong))
    shown = [example for specimen in wrong for example in specimen.examples or []]
    worded, plain = [e.words for e in shown if e.words], [e.cells for e in shown if not e.words]
    words, cells = median(worded) if worded else 0, median(plain) if plain else 0
    first = [min((e.words or e.cells, not e.words) for e in s.examples) for s in wrong if s.examples]
    small = sum(size <= (9 if in_cells else 3) for size, in_cells in first)
    return [
        Headline(
            "hints that name the right misconception",
            f"{100 * named.share:.0f} % of {named.of}",
            "90 %",
            named.share >= 0.9,
        ),
        Headline("hints that name another one", percent(misled), "2 %", misled.share <= 0.02),
        Headline("size of a counterexample without words (median)", f"{cells:g} numbers", "9", cells <= 9),
        Headline("size of a counterexample with words (median)", f"{words:g} words", "3", words <= 3),
        Headline("misconceptions shown at least one that small", f"{small} of {len(first)} looked at"),
        Headline("points lost in other tasks that use the wrong function", _blame(wrong)),
    ]


def _blame(wrong: list[Judged]) -> str:
    tried = [specimen.blame for specimen in wrong if specimen.blame]
    touched = sum(any(lost.values()) for lost in tried)
    return f"{sum(sum(lost.values()) for lost in tried)} points, by {touched} of {len(tried)} functions that others use"
