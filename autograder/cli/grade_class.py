"""`firth grade --out`: a whole class into a results folder."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from autograder import escape, late, submissions
from autograder.batch import tables, work
from autograder.batch.events import Terms, environment
from autograder.batch.executors import Executor, Local, Lost
from autograder.batch.files import InUse
from autograder.batch.results import Results
from autograder.batch.run import Run, Settled
from autograder.batch.standings import Counting, Rules, standings
from autograder.cli.common import OURS, Failure
from autograder.intake import IntakeError
from autograder.registry import Course, CourseError
from autograder.sandbox import Isolation, SandboxError

INTERRUPTED = 130
"""Exit code after Ctrl-C."""

MOST_LISTED = 10
"""Lines of one kind that are printed; all of them are in the tables."""


class Wishes(msgspec.Struct, frozen=True):
    """What the options of the command say."""

    out: Path
    jobs: int
    regrade: bool
    counting: Counting
    scheduler: str | None
    cluster: str | None
    submitted: Path | None
    isolation: Isolation
    quiet: bool


def grade_class(course: Course, path: Path, chosen: frozenset[str] | None, wishes: Wishes) -> None:
    """Grade a class; end the program with the exit code of the outcome."""
    try:
        found = submissions.find(path, course.modules)
        attempts = submissions.with_times(found.attempts, wishes.submitted) if wishes.submitted else found.attempts
        rules = Rules(course, late.policy_of(course.root), wishes.counting)
    except (IntakeError, CourseError) as error:
        raise click.UsageError(escape.terminal(str(error))) from None
    tasks = [task for task in course.tasks if task in chosen] if chosen is not None else None
    terms = Terms(course.suite_hash, environment(), tasks, wishes.isolation)
    for entry, reason in found.ignored.items():
        click.echo(f"firth: passed over {escape.terminal(str(entry))}: {reason}", err=True)
    board = Board(wishes.quiet, len(attempts))
    try:
        with Results(wishes.out) as results:
            if results.resumed and not wishes.regrade:
                click.echo("firth: the last run did not come to its end; going on from there", err=True)
            with _executor(wishes) as executor:
                results.begin(terms, len(attempts), wishes.regrade)
                with board:
                    Run(results, executor, course.root, list(course.modules), terms, board.settled).grade(
                        found.attempts
                    )
            tables.write_standings(results, standings(results, attempts, rules))
            tables.write_report(results, terms)
            tables.write_scores(results, tasks or list(course.tasks))
            moved = tables.write_moved(results)
            results.finish()
            board.summary(results, moved)
    except (InUse, Lost, SandboxError, work.OtherTerms) as error:
        raise Failure(escape.terminal(str(error))) from None
    except OSError as error:
        what = f"{error.filename or wishes.out}: {error.strerror}"
        raise Failure(
            f"{escape.terminal(what)}; what is graded is safe: mend it, and give the same command again"
        ) from None
    except KeyboardInterrupt:
        click.echo(
            f"\nfirth: stopped after {board.done} of {board.total}; the same command goes on from there", err=True
        )
        sys.exit(INTERRUPTED)
    sys.exit(OURS if board.count["fault"] else 0)


def _executor(wishes: Wishes) -> Executor:
    if wishes.scheduler is None and wishes.cluster is None:
        return Local(wishes.jobs)
    from autograder.batch.cluster import Cluster  # takes a second to import

    return Cluster(wishes.scheduler, wishes.jobs)


class Board:
    """What the person at the terminal sees of a run: a bar while it lasts, then what came of it."""

    def __init__(self, quiet: bool, total: int) -> None:
        self.total, self.done, self.new = total, 0, 0
        self.count = {"graded": 0, "unreadable": 0, "fault": 0}
        self.listed: list[tuple[str, Settled]] = []
        self.console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TextColumn("[red]{task.fields[failures]}"),
            TimeRemainingColumn(),
        )
        self.progress = Progress(*columns, console=Console(stderr=True), disable=quiet, transient=True)
        self.bar = self.progress.add_task("", total=total, rate="", failures="")
        self.began = time.monotonic()

    def __enter__(self) -> Board:
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def settled(self, settled: Settled) -> None:
        """One more."""
        self.done += 1
        self.new += settled.outcome == "graded" and settled.new
        self.count[settled.outcome] += 1
        if settled.outcome != "graded" and len(self.listed) < 2 * MOST_LISTED:
            self.listed.append((settled.outcome, settled))
        rate = f"{60 * self.done / (time.monotonic() - self.began):.0f} a minute"
        faults, unread = self.count["fault"], self.count["unreadable"]
        failures = ", ".join([f"{faults} failed"] * bool(faults) + [f"{unread} unreadable"] * bool(unread))
        self.progress.update(self.bar, advance=1, rate=rate, failures=failures)

    def summary(self, results: Results, moved: int) -> None:
        """What came of it, and where it is."""
        known = self.count["graded"] - self.new
        line = f"{self.new} graded" + (f", {known} known already" if known else "")
        self.console.print(Text(f"{line}   {time.monotonic() - self.began:.1f} s   {results.path}"))
        if results.journal.damaged:
            self.console.print(
                Text(f"{results.journal.damaged} lines of the journal are damaged; nothing rests on them")
            )
        headings = {
            "unreadable": "nothing to grade (0 points, unless another attempt counts)",
            "fault": "OUR fault (no score; the next run tries again)",
        }
        for outcome, heading in headings.items():
            if self.count[outcome]:
                self.console.print(Text(f"{self.count[outcome]} × {heading}:", style="yellow"))
            for kind, settled in self.listed[:MOST_LISTED]:
                if kind == outcome:
                    self.console.print(Text(f"  {escape.terminal(settled.attempt.id)}   {settled.reason}"))
        if moved:
            self.console.print(Text(f"{moved} grades moved:", style="yellow"))
            for _, (attempt, change) in zip(range(MOST_LISTED), results.moved(), strict=False):
                tasks = ", ".join(f"{task}: {old} → {new}" for task, (old, new) in change.tasks.items())
                self.console.print(
                    Text(f"  {escape.terminal(attempt)}   {change.before} → {change.after}   ({tasks}; {change.why})")
                )
