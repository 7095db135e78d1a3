"""`firth similar`: modules of a class that are alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder import escape, submissions
from autograder.cli.common import Failure, find_course, writable
from autograder.intake import IntakeError
from autograder.report import write_atomically
from autograder.similarity import Findings, Pair, SimilarityError, compare, materials
from autograder.submissions import Attempt

MOST_PRINTED = 30


@click.command()
@click.argument("path", metavar="CLASS", type=click.Path(path_type=Path))
@click.option(
    "--csv", "table", type=click.Path(path_type=Path), metavar="FILE", help="The whole list, with line numbers."
)
@click.pass_obj
def similar(root: Path | None, path: Path, table: Path | None) -> None:
    """List modules that are alike: pairs to look at, never a verdict."""
    course = find_course(root)
    if table is not None and not writable(table):
        raise click.UsageError(f"--csv {table}: cannot be written; name a file in a folder that exists")
    try:
        found = submissions.find(path, course.modules)
    except IntakeError as error:
        raise click.UsageError(escape.terminal(str(error))) from None
    try:
        findings = compare(materials(course, _sources(found.attempts, list(course.modules))))
    except SimilarityError as error:
        raise Failure(escape.terminal(str(error))) from None
    _print(findings, Console(highlight=False))
    if table is not None:
        write_atomically(table, _csv(findings).encode())


def _sources(attempts: list[Attempt], modules: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The last attempt of each student that can be read."""
    last: dict[str, dict[str, str]] = {}
    for attempt in attempts:
        try:
            last[attempt.student] = attempt.read(modules).sources
        except IntakeError as error:
            click.echo(f"firth: {escape.terminal(str(error))}", err=True)
    yield from last.items()


def _print(findings: Findings, console: Console) -> None:
    if not findings.pairs:
        console.print("no two modules are alike, beyond what was handed out or is common to many")
    else:
        table = Table(box=None, pad_edge=False, header_style="dim")
        for heading in ("alike", "characters", "module", "students", "lines"):
            table.add_column(heading, justify="right" if heading in ("alike", "characters") else "left", no_wrap=True)
        for pair in findings.pairs[:MOST_PRINTED]:
            names = " and ".join(escape.terminal(student) for student in pair.students)
            table.add_row(f"{pair.share:.0%}", str(pair.characters), pair.module, Text(names), _passages(pair, 0)[:40])
        console.print(table)
        if len(findings.pairs) > MOST_PRINTED:
            console.print(f"… and {len(findings.pairs) - MOST_PRINTED} more pairs: --csv FILE lists them all")
        console.print(Text("To be looked at by a person: short right solutions are alike by nature.", style="dim"))
    for module, student in findings.skipped:
        console.print(
            Text(
                f"not compared: {escape.terminal(student)}, {module} (takes for ever to read: look at it)", style="dim"
            )
        )


def _passages(pair: Pair, which: int) -> str:
    return ", ".join(f"{first}-{last}" for first, last in pair.passages[which])


def _csv(findings: Findings) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(
        ["module", "first", "second", "share_of_first", "share_of_second", "characters", "lines_first", "lines_second"]
    )
    for pair in findings.pairs:
        names = (escape.csv(student) for student in pair.students)
        table.writerow([pair.module, *names, *pair.shares, pair.characters, _passages(pair, 0), _passages(pair, 1)])
    return text.getvalue()
