"""`firth class`: a results folder at a glance."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from autograder.batch.statistics import gather
from autograder.cli.common import Failure, writable
from autograder.html.class_page import class_csv, class_page
from autograder.report import write_atomically


@click.command(name="class")
@click.argument("results", type=click.Path(path_type=Path))
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="One page: pictures first.")
@click.option("--csv", "table", type=click.Path(path_type=Path), metavar="FILE", help="The same figures as a table.")
@click.option("--anonymous", is_flag=True, help="Without any student's name.")
def class_command(results: Path, page: Path | None, table: Path | None, anonymous: bool) -> None:
    """Show how a class did: what `firth grade CLASS --out RESULTS` left, as one page and as a table."""
    if page is None and table is None:
        raise click.UsageError("name a file: --html class.html, --csv class.csv, or both")
    for path in (page, table):
        if path is not None and not writable(path):
            raise click.UsageError(f"{path}: cannot be written; name a file in a folder that exists")
    try:
        figures = gather(results)
    except OSError as error:
        raise click.UsageError(
            f"{error.filename}: {error.strerror}; is {results} the results of a whole run of firth grade --out?"
        ) from None
    except msgspec.MsgspecError as error:
        raise click.UsageError(f"{results}: damaged ({error}); run firth grade --out again") from None
    for path, made in ((page, class_page), (table, class_csv)):
        if path is not None:
            text = class_page(figures, anonymous=anonymous) if made is class_page else class_csv(figures)
            try:
                write_atomically(path, text.encode())
            except OSError as error:
                raise Failure(f"{path}: cannot be written ({error.strerror})") from None
            click.echo(f"{path}: {figures.students} students")
