"""`firth collect`: the step of a pull request's own job that hands on what is to be graded; see docs/github.md."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import escape
from autograder.cli.common import Failure
from autograder.export.github.collect import CollectError, changed
from autograder.export.github.collect import collect as copy


@click.command()
@click.option("--base", required=True, metavar="COMMIT", help="What the pull request is to be merged into.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the files.")
def collect(base: str, out: Path) -> None:
    """Copy the modules that a pull request changes into a folder (a step of its workflow)."""
    if base.startswith("-"):
        raise click.UsageError("--base: not a commit")
    try:
        for line in copy(changed(base), out):
            click.echo(escape.terminal(line))
    except CollectError as error:
        raise Failure(escape.terminal(str(error))) from None
