"""`firth render`: a report that was saved, in the form that another tool reads."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click
import msgspec

from autograder import report
from autograder.cli.common import Failure, writable
from autograder.export.classroom50 import Unfit, classroom50
from autograder.export.csv import csv
from autograder.export.gradescope import gradescope
from autograder.export.junit import junit
from autograder.export.markdown import markdown
from autograder.registry import LEVELS, Level
from autograder.visibility import seen_by_student


def _classroom50(made: report.Report) -> str:
    asked = ["git", "show", "--no-patch", "--format=%cI", "HEAD"]
    told = subprocess.run(asked, capture_output=True, text=True)
    if told.returncode:
        raise Unfit("no commit here to take the time of submission from; run this in the student's checkout")
    return _pretty(classroom50(made, os.environ, datetime.fromisoformat(told.stdout.strip())))


def _gradescope(made: report.Report) -> str:
    if len(made.submissions) != 1:
        raise Unfit(f"Gradescope's results are about one submission; the report has {len(made.submissions)}")
    return _pretty(gradescope(made.submissions[0], made.seconds))


def _pretty(made: dict[str, object]) -> str:
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


FORMS: dict[str, Callable[[report.Report], str]] = {
    "junit": junit,
    "csv": csv,
    "markdown": markdown,
    "classroom50": _classroom50,
    "gradescope": _gradescope,
}


@click.command()
@click.argument("path", metavar="REPORT.json", type=click.Path(path_type=Path))
@click.option("--as", "form", type=click.Choice(list(FORMS)), required=True, help="What to write.")
@click.option(
    "--for-student",
    "level",
    type=click.Choice(LEVELS),
    help="Only what a student may see at this level (default: everything, for the instructor).",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write it here (default: to the terminal)."
)
def render(path: Path, form: str, level: Level | None, out: Path | None) -> None:
    """Turn what `firth grade --json` wrote into JUnit XML, CSV, Markdown, or the results of another platform."""
    if out is not None and not writable(out):
        raise click.UsageError(f"--out {out}: cannot be written; name a file in a folder that exists")
    try:
        made = report.read_json(path)
        if level is not None:
            seen = [seen_by_student(result, level) for result in made.submissions]
            made = msgspec.structs.replace(made, submissions=seen)
        text = FORMS[form](made)
    except report.ReportError as error:
        raise click.UsageError(str(error)) from None
    except Unfit as error:
        raise Failure(f"{path}: {error}") from None
    if out is None:
        click.echo(text, nl=False)
    else:
        report.write_atomically(out, text.encode("utf-8", "surrogatepass"))
