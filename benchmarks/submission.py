"""What one submission of all the NumPy modules costs: `taskset -c 0 python -m benchmarks.submission`, on one core.

The reference is handed in, cold (examples drawn) and warm (replayed), and the untouched stubs. Beside it: the same hidden
tests on the same examples with nothing in between, no process, no wire, no pytest. That is the student's own code, the
expected values and the comparisons; the rest is the grader's share.
"""

from __future__ import annotations

import importlib
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from hypothesis import settings
from rich.console import Console
from rich.table import Table

from autograder import profiles
from autograder.calls import Source
from autograder.endings import StudentError
from autograder.examples import Examples
from autograder.grading import grade, workers
from autograder.inprocess import Recording, hidden_tests
from autograder.proxy import Submission
from autograder.registry import Course
from autograder.sandbox import Pool
from autograder.worker import helpers
from benchmarks.classes import ROOT

ROUNDS = 5


class Direct(Submission):
    """The reference itself, called like any function."""

    def call(self, owner: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        module = helpers if owner == "helper" else sys.modules[owner]
        try:
            return getattr(module, name)(*args, **kwargs)
        except Exception as error:
            raise StudentError(tuple(kind.__name__ for kind in type(error).__mro__), "") from None


def bare(course: Course, tasks: frozenset[str]) -> tuple[Callable[[], None], int]:
    """All tests of the tasks on the reference itself; and how many there are."""
    places = [place for place in course.places() if place.task.id in tasks]
    for place in places:
        sys.modules[place.module.name] = importlib.import_module(f"reference.{place.path[:-3].replace('/', '.')}")
    tests = [Recording(test) for place in places for _, test in hidden_tests(course, place)]

    def view() -> Direct:
        return Direct({place.module.name: Source(place.module.name, "", "numpy") for place in places}, Pool())

    def run() -> None:
        for test in tests:
            test.replay(view())

    for test in tests:
        test.record(view())
    return run, len(tests)


def seconds(measured: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Median of several runs."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        measured()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    course, known = Course(ROOT), Examples()
    tasks = frozenset(place.task.id for place in course.places() if place.module.libraries == "numpy")
    reference, stubs = ROOT / "reference", ROOT / "assignments"
    settings.load_profile(profiles.GRADING)
    with workers(course, "best") as pool:
        pool.zygote("numpy")
        rows = {
            "cold": seconds(lambda: grade(reference, course, pool, tasks=tasks, known=known), 1),
            "warm": seconds(lambda: grade(reference, course, pool, tasks=tasks, known=known)),
            "untouched stubs": seconds(lambda: grade(stubs, course, pool, tasks=tasks, known=known)),
        }
    run, tests = bare(course, tasks)
    rows["the tests alone, no grader"] = seconds(run)
    table = Table("all NumPy modules", "seconds", box=None)
    for name, took in rows.items():
        table.add_row(name, f"{took:.2f}")
    console = Console(highlight=False, width=110)
    console.print(table)
    share = 1 - rows["the tests alone, no grader"] / rows["warm"]
    cores = len(os.sched_getaffinity(0))
    console.print(f"{len(tasks)} tasks, {tests} tests; the grader's share of a warm run {share:.0%}; {cores} cores")


if __name__ == "__main__":
    main()
