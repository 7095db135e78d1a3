"""`firth submit`: the archive to hand in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.cli.common import Failure, console, find_course, wanted, writable
from autograder.student import progress, submission

NOT_ALL = 1
"""Exit code: the archive is there, and something in it, or missing from it, will cost points."""


@click.command()
@click.argument("what", metavar="[ASSIGNMENT]...", nargs=-1)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("submission.zip"),
    show_default=True,
    metavar="FILE",
    help="The archive to write.",
)
@click.pass_obj
def submit(root: Path | None, what: tuple[str, ...], output: Path) -> None:
    """Check what can be checked without hidden tests, and pack the archive to hand in.

    Without an argument: every assignment in which something is implemented. Exit code 0: the archive is
    complete and can be imported; 1: it is written, but something about it will cost points.
    """
    course = find_course(root)
    if output.suffix != ".zip" or not writable(output):
        raise click.UsageError(f"--output {output}: not a .zip file in a folder that can be written to")
    places = wanted(course, what)
    found = progress.statuses(course, places)
    names = {p.assignment.name for p in places if what or found[p.task.id] not in ("not_implemented", "missing")}
    chosen = [assignment for assignment in course.assignments if assignment.name in names]
    if not chosen:
        raise Failure(
            "nothing to hand in: no function of the course is implemented yet; `firth check` says where to begin"
        )
    from autograder.student import overview

    try:
        packed = submission.pack(course, chosen, output)
    except OSError as error:
        raise Failure(f"{output}: cannot be written ({error.strerror})") from None
    handed_in = [place for place in course.places() if place.assignment.name in names]
    found |= progress.statuses(course, [place for place in handed_in if place.task.id not in found])
    overview.print_packed(packed, handed_in, found, console())
    if packed.problems:
        sys.exit(NOT_ALL)
