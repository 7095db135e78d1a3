"""The figures of the hidden suite, one task after the other: `make figures`.

Every hidden test of a task runs, in this process, on the reference, on every misconception and on every wheat of the
task: how large the suite is, how long it takes, which test catches which mistake, and how far from the tolerance the
right and the wrong answers are. The whole course takes ten minutes; `--module pmi` less than one.
"""

from __future__ import annotations

import io
import json
import math
import signal
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import click
from hypothesis import settings
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from autograder import compare, plugin, profiles, specimens
from autograder.endings import Abort, TimedOut
from autograder.inprocess import Recording, TrustedSubmission, hidden_tests
from autograder.proxy import Source
from autograder.registry import Course, Place
from autograder.sandbox import Pool

ROOT = Path(__file__).resolve().parent.parent.parent
COURSE = Course(ROOT)
FOLDERS = {"misconceptions": ROOT / "reference" / "misconceptions", "wheats": ROOT / "tests" / "wheats"}
LONGEST = 30.0
"""Processor seconds after which a test is called off: some mistakes never end."""


@dataclass
class Run:
    """One hidden test on one implementation."""

    status: str
    seconds: float
    ratios: list[float]
    """Error / tolerance in the worst cell of each comparison."""

    @property
    def rejected(self) -> float:
        """Error / tolerance of the comparison that failed; infinite if it was no comparison of numbers."""
        return min((ratio for ratio in self.ratios if ratio > 1), default=math.inf)

    @property
    def accepted(self) -> float:
        """Largest error / tolerance that was let pass."""
        return max((ratio for ratio in self.ratios if ratio <= 1), default=0.0)


@dataclass
class Figures:
    """What is known about the hidden tests of one task."""

    place: Place
    reference: dict[str, Run]
    examples: dict[str, int]
    misconceptions: dict[str, dict[str, Run]] = field(default_factory=dict)
    wheats: dict[str, dict[str, Run]] = field(default_factory=dict)

    @property
    def kills(self) -> dict[str, list[str]]:
        """Test to the misconceptions that fail it."""
        failed = self.misconceptions.items()
        return {test: [name for name, runs in failed if runs[test].status != "passed"] for test in self.reference}

    @property
    def killers(self) -> Counter[str]:
        """Misconception to the number of tests that it fails."""
        return Counter(name for killed in self.kills.values() for name in killed)

    @property
    def survivors(self) -> list[str]:
        """Misconceptions that pass every test."""
        return [name for name in self.misconceptions if not self.killers[name]]

    @property
    def wronged(self) -> list[str]:
        """Right implementations that fail a test, and tests that break."""
        right = {"the reference": self.reference, **self.wheats}
        failed = [
            f"{name} in {test}" for name, runs in right.items() for test, run in runs.items() if run.status != "passed"
        ]
        broke = [test for runs in self.misconceptions.values() for test, run in runs.items() if run.status == "error"]
        return failed + [f"{test} broke" for test in sorted(set(broke))]

    @property
    def nearest(self) -> tuple[float, str]:
        """Smallest error / tolerance at which a mistake was rejected, and whose it was."""
        found = [(run.rejected, name) for name, runs in self.misconceptions.items() for run in runs.values()]
        return min(found, default=(math.inf, ""))

    @property
    def faintest(self) -> tuple[float, str]:
        """The misconception that is rejected most narrowly even by the test to which it matters most."""
        found = [
            (max(run.rejected for run in runs.values() if run.status != "passed"), name)
            for name, runs in self.misconceptions.items()
            if self.killers[name]
        ]
        return min(found, default=(math.inf, ""))

    @property
    def farthest(self) -> tuple[float, str]:
        """Largest error / tolerance that was let pass in a wheat."""
        found = [(run.accepted, name) for name, runs in self.wheats.items() for run in runs.values()]
        return max(found, default=(0.0, ""))


def measure(place: Place, tick: Callable[[], None]) -> Figures:
    """Run all hidden tests of a task on all that is known of it."""
    text = (ROOT / "reference" / place.path).read_text("utf-8")
    right = Source(place.module.name, text, place.module.libraries)
    tests = {name: Recording(test) for name, test in hidden_tests(COURSE, place)}
    for test in tests.values():
        run(test.record, right, place)
    reference = {name: run(test.draw, right, place) for name, test in tests.items()}
    figures = Figures(place, reference, {name: len(test.examples) for name, test in tests.items()})
    for kind, folder in FOLDERS.items():
        for specimen in of(place, folder):
            specimens_source = (folder / place.module.file).read_text("utf-8")
            other = specimens.transplant(text, specimens_source, specimen, place.task.function)
            source = Source(place.module.name, other, place.module.libraries)
            found = {name: run(test.replay, source, place) for name, test in tests.items()}
            getattr(figures, kind)[f"{specimen.id} {specimen.name}"] = found
            tick()
    return figures


def of(place: Place, folder: Path) -> list[specimens.Specimen]:
    """The specimens of one task."""
    return [found for found, _ in specimens.load(folder / place.module.file) if found.task == place.task.id]


def run(test: Callable[..., Any], source: Source, place: Place) -> Run:
    """One test on one source text."""
    view = TrustedSubmission({source.name: source}, Pool(), in_place=place.task.in_place, seconds=1e6)
    failure: BaseException | None = None
    began = time.process_time()
    with overheard() as ratios, time_limit(), redirect_stdout(io.StringIO()):
        try:
            test(submission=view)
        except (Exception, Abort) as caught:
            failure = caught
    return Run(plugin.judge(failure)[0], time.process_time() - began, ratios)


@contextmanager
def overheard() -> Iterator[list[float]]:
    """Collects the error / tolerance of every comparison of numbers, in its worst cell."""
    original, heard = compare.excess, []

    def excess(*args: Any, **kwargs: Any) -> Any:
        ratio = original(*args, **kwargs)
        heard.append(float(ratio.max(initial=0.0)))
        return ratio

    compare.excess = excess
    try:
        yield heard
    finally:
        compare.excess = original


@contextmanager
def time_limit() -> Iterator[None]:
    """Calls off what takes longer than LONGEST, and again each time that it is tried anew."""

    def stop(number: int, frame: Any) -> None:
        raise TimedOut(f"no answer within {LONGEST:.0f} seconds")

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def show(module: str, found: list[Figures], console: Console) -> None:
    """The tables of one module."""
    sizes = Table("task", "function", "tests", "examples", "seconds", "mistakes", "by one test", "wheats", box=None)
    rows = [_sizes(figures) for figures in found]
    for figures, row in zip(found, rows, strict=True):
        sizes.add_row(figures.place.task.id, figures.place.task.function, *_written(row))
    sizes.add_row("", f"all of {module}", *_written([sum(column) for column in zip(*rows, strict=True)]), style="bold")
    distances = Table("task", "nearest mistake", "", "faintest mistake", "", "farthest wheat", "", box=None)
    catches = Table("task", "hidden test", "catches", "alone", box=None)
    for figures in found:
        ends = figures.nearest, figures.faintest, figures.farthest
        distances.add_row(figures.place.task.id, *(cell for ratio, name in ends for cell in (f"{ratio:.2g}", name)))
        for test, killed in figures.kills.items():
            alone = sum(figures.killers[name] == 1 for name in killed)
            catches.add_row(figures.place.task.id, test, f"{len(killed)} of {len(figures.misconceptions)}", str(alone))
    for title, table in ((module, sizes), ("error / tolerance", distances), ("mistakes caught by each test", catches)):
        console.print(f"\n[bold]{title}[/bold]")
        console.print(table)


def _sizes(figures: Figures) -> list[float]:
    runs = figures.reference.values()
    alone = sum(count == 1 for count in figures.killers.values())
    seconds, examples = sum(run.seconds for run in runs), sum(figures.examples.values())
    return [len(runs), examples, seconds, len(figures.misconceptions), alone, len(figures.wheats)]


def _written(row: list[float]) -> list[str]:
    return [f"{value:.2f}" if isinstance(value, float) else str(value) for value in row]


def summary(found: list[Figures], console: Console) -> bool:
    """The figures of all tasks together; whether the suite is sound."""
    tests, examples, seconds, mistakes, alone, wheats = (sum(c) for c in zip(*map(_sizes, found), strict=True))
    kills = [(f.place.task.id, test, killed) for f in found for test, killed in f.kills.items()]
    lists = {
        "tests that catch nothing": [f"{task} {test}" for task, test, killed in kills if not killed],
        "misconceptions that survive": [f"{f.place.task.id} {name}" for f in found for name in f.survivors],
        "right ones that fail, tests that break": [f"{f.place.task.id} {what}" for f in found for what in f.wronged],
    }
    console.print(f"\n{tests} tests, {examples} examples, {seconds:.1f} processor seconds on the reference")
    console.print(f"{mistakes} misconceptions, {alone} of them caught by one test only; {wheats} wheats")
    console.print(f"misconceptions caught by a test: median {median(len(killed) for *_, killed in kills):.0f}")
    ends = {"nearest": min(f.nearest for f in found), "faintest": min(f.faintest for f in found)}
    for end, (ratio, name) in {**ends, "farthest": max(f.farthest for f in found)}.items():
        console.print(f"error / tolerance, {end}: {ratio:.2g} ({name})")
    for title, names in lists.items():
        console.print(f"{title}: {len(names)}" + "".join(f"\n  {name}" for name in names))
    return not (lists["misconceptions that survive"] or lists["right ones that fail, tests that break"])


def report(figures: Figures) -> dict[str, Any]:
    """What the JSON file says of one task, besides the kill matrix. An infinite ratio is null."""
    ends = {"nearest": figures.nearest, "faintest": figures.faintest, "farthest": figures.farthest}
    return {
        "module": figures.place.module.name,
        "function": figures.place.task.function,
        "examples": figures.examples,
        "seconds": {name: round(run.seconds, 4) for name, run in figures.reference.items()},
        "misconceptions": list(figures.misconceptions),
        "survivors": figures.survivors,
        "wronged": figures.wronged,
        **{key: {"ratio": r if math.isfinite(r) else None, "specimen": name} for key, (r, name) in ends.items()},
    }


@click.command()
@click.option("--module", "modules", multiple=True, type=click.Choice([m.name for m in COURSE.modules.values()]))
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the figures and the kill matrix here.")
def main(modules: tuple[str, ...], file: Path | None) -> None:
    """Print the figures of the hidden suite. Exit code 1 if a misconception survives or a right one fails."""
    settings.load_profile(profiles.QUICK)  # before the hidden tests are imported: their own settings build on it
    warnings.simplefilter("ignore")  # mistakes divide by zero, and their large examples take long to write out
    width = None if sys.stdout.isatty() else 150
    console, found = Console(file=sys.stdout, highlight=False, width=width), []  # the file: run() redirects sys.stdout
    names = [m.name for m in COURSE.modules.values() if not modules or m.name in modules]
    places = [place for place in COURSE.places() if place.module.name in names]
    total = sum(len(of(place, folder)) for place in places for folder in FOLDERS.values())
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=total)
        for name in names:
            mine = [place for place in places if place.module.name == name]
            for place in mine:
                progress.update(bar, description=f"{place.task.id} {place.task.function}")
                found.append(measure(place, lambda: progress.advance(bar)))
            show(name, found[-len(mine) :], console)
    sound = summary(found, console)
    if file is not None:
        kills = {figures.place.task.id: figures.kills for figures in found}
        tasks = {figures.place.task.id: report(figures) for figures in found}
        file.write_text(json.dumps({"tasks": tasks, "kills": kills}, indent=1) + "\n", "utf-8")
    raise SystemExit(not sound)


if __name__ == "__main__":
    main()
