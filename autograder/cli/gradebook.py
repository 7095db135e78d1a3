"""`firth gradebook …`: scores of modules into nbgrader's gradebook."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder import escape
from autograder.cli.common import OURS
from autograder.cli.labs import folder_option, open_book, told


@click.group()
def gradebook() -> None:
    """nbgrader's gradebook: modules and notebooks, one total."""


@gradebook.command()
@click.argument(
    "reports", metavar="REPORT.json...", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False)
)
@folder_option
@click.pass_obj
def sync(root: Path | None, reports: tuple[Path, ...], folder: Path | None) -> None:
    """Put the scores of `firth grade --json` into the gradebook. Marks that a person gave stay as they are."""
    with told():
        from autograder.nbgrader import sync as syncer

        book, faults = open_book(root, folder), False
        for path in reports:
            report = syncer.read_report(path)
            done = syncer.sync(book, report)
            click.echo(f"{path}: {done.students} students, {done.changed} changes")
            if report.suite != book.course.suite_hash:
                click.echo(
                    f"firth: {path} was made with other hidden tests (suite {escape.terminal(report.suite)})", err=True
                )
            for name in done.skipped:
                click.echo(f"firth: {name} is not in the gradebook; `firth labs release` puts it there", err=True)
            for fault in done.faults:
                click.echo(
                    f"firth: {escape.terminal(fault)} could not be graded and has no points; see formgrader", err=True
                )
            faults = faults or bool(done.faults)
    if faults:
        sys.exit(OURS)
