"""What a class of 100,000 costs beside the grading: `python -m benchmarks.scale [--submissions N] [--scheduler dask]`.

Grading is played back: each job answers at once with a report that a real run left (`--recorded RESULTS`), or with a made-up one
of 40 tests. What is left is reading, keys, the scheduler, the journal and the tables, each timed by itself; and the memory.
"""

from __future__ import annotations

import argparse
import functools
import os
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table

from autograder import late, submissions
from autograder.batch import statistics, tables
from autograder.batch.events import Terms
from autograder.batch.journal import Journal
from autograder.batch.results import Results
from autograder.batch.run import Run
from autograder.batch.standings import Rules, standings
from autograder.batch.work import Answer, Job
from autograder.registry import Course
from autograder.report import Isolation, SubmissionResult, TaskResult, TestResult
from autograder.submissions import Attempt
from benchmarks.classes import MODULE, ROOT

TERMS = Terms("0123456789abcdef", {"firth": "0"}, None, "best")
ISOLATION = Isolation(asked="best", tier=1, layers=["namespaces", "landlock", "seccomp"], missing={}, probes={})


class Here:
    """No scheduler at all: the job is done at once."""

    width = 1

    def submit(self, work: Callable[..., Any], *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(work(*arguments))
        return future

    def close(self) -> None: ...


def made_up() -> SubmissionResult:
    """Seven tasks, forty tests."""
    tests = [
        TestResult(
            name=f"test_{n}",
            docstring="A count is a count, whatever it counts.",
            status="passed",
            points=1,
            max_points=1,
        )
        for n in range(6)
    ]
    task = {"function": "pmi", "module": MODULE, "title": "More often than chance?", "points": 4, "max_points": 4}
    made = [TaskResult(id=f"2.{n}", status="passed", bonus=False, tests=tests, **task) for n in range(1, 8)]  # type: ignore[arg-type]
    return SubmissionResult(
        name="", path="", status="graded", score=28, max_score=28, extra_credit=0, seconds=1.0, tasks=made
    )


@functools.cache
def recorded(folder: str) -> list[SubmissionResult]:
    """The results that a real run left."""
    if not folder:
        return [made_up()]
    reports = (report for _, report in statistics.reports(Path(folder)))
    return [report.submissions[0] for report in reports if report is not None]


def play_back(folder: str, job: Job) -> Answer:
    """The answer to a job: one of those recorded, by the text of the submission."""
    found = recorded(folder)
    chosen = found[len(job.submission.sources[MODULE]) % len(found)]
    return Answer(msgspec.structs.replace(chosen, name=job.submission.name), ISOLATION)


class Clock:
    """Time spent in some methods, by name."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def watch(self, owner: Any, method: str, name: str) -> None:
        real = getattr(owner, method)

        def timed(*words: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return real(*words, **named)
            finally:
                self.spent[name] += time.perf_counter() - began

        setattr(owner, method, timed)

    def measure(self, name: str, function: Callable[..., Any], *words: Any) -> Any:
        began = time.perf_counter()
        made = function(*words)
        self.spent[name] += time.perf_counter() - began
        return made


def attempts(folder: Path, count: int) -> list[Attempt]:
    """A class on the disk."""
    for number in range(count):
        file = folder / f"s{number:06d}" / MODULE
        file.parent.mkdir(parents=True)
        file.write_text(f"x = {number}\n" + "# " * (number % 97))
    return submissions.find(folder, [MODULE]).attempts


def class_of(found: list[Attempt], folder: str, dask: bool, out: Path) -> tuple[Clock, float, int]:
    """A whole run: times, seconds in all, peak memory in MiB."""
    clock, course = Clock(), Course(ROOT)
    clock.watch(Attempt, "read", "reading a submission")
    clock.watch(Results, "keep", "writing: file and journal, both to the disk")
    clock.watch(Journal, "append", "  of that, the journal")
    rules = Rules(course, late.Policy(), "last")
    with Results(out) as results:
        results.begin(TERMS, len(found), False)
        executor: Any = Here()
        if dask:
            from autograder.batch.cluster import Cluster

            executor = Cluster(None, 2)
        run = Run(results, executor, ROOT, [MODULE], TERMS, do=functools.partial(play_back, folder))
        began = time.perf_counter()
        run.grade(iter(found))
        whole = time.perf_counter() - began
        executor.close()
        clock.spent["scheduler, keys, everything else of the run"] = whole - clock.spent["reading a submission"]
        clock.spent["scheduler, keys, everything else of the run"] -= clock.spent[
            "writing: file and journal, both to the disk"
        ]
        clock.measure("tables: standings, report.json, scores.csv", _tables, results, found, rules)
        results.finish()
    clock.measure("figures of the class page", statistics.gather, out)
    clock.measure("a second run that finds all of it known", _again, out, found)
    return clock, whole, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _tables(results: Results, found: list[Attempt], rules: Rules) -> None:
    tables.write_standings(results, standings(results, found, rules))
    tables.write_report(results, TERMS)
    tables.write_scores(results, [f"2.{n}" for n in range(1, 8)])
    tables.write_moved(results)


def _again(folder: Path, found: list[Attempt]) -> None:
    with Results(folder) as results:
        results.begin(TERMS, len(found), False)
        Run(results, Here(), ROOT, [MODULE], TERMS, do=_never).grade(iter(found))


def _never(job: Job) -> Answer:
    raise AssertionError("nothing is left to grade")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=100_000)
    parser.add_argument("--recorded", default="", help="a results folder whose reports are played back")
    parser.add_argument("--scheduler", choices=["none", "dask"], default="none")
    wishes = parser.parse_args()
    console = Console(highlight=False, width=100)
    memory_disk = "/dev/shm" if os.path.isdir("/dev/shm") else None  # for the class; results go to a real disk
    with tempfile.TemporaryDirectory(dir=memory_disk) as folder, tempfile.TemporaryDirectory() as out:
        found = attempts(Path(folder), wishes.submissions)
        clock, whole, memory = class_of(found, wishes.recorded, wishes.scheduler == "dask", Path(out))
        size = sum(file.stat().st_size for file in _files(Path(out)))
    table = Table("part", "seconds", "ms a submission", box=None)
    for name, seconds in clock.spent.items():
        table.add_row(name, f"{seconds:.1f}", f"{1e3 * seconds / wishes.submissions:.3f}")
    console.print(table)
    console.print(
        f"{wishes.submissions} submissions, scheduler {wishes.scheduler}: {whole:.0f} s, peak memory {memory} MiB, "
        f"{size / wishes.submissions / 1e3:.1f} kB of results each; load {os.getloadavg()[0]:.1f}"
    )


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
