"""`firth status`: how far one has come."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.common import console, find_course
from autograder.student import memory, progress


@click.command()
@click.pass_obj
def status(root: Path | None) -> None:
    """Show your progress over the course. Checks anew what has changed since its last check."""
    course = find_course(root)
    places = list(course.places())
    out = console()
    with out.status("checking what has changed"):
        found = progress.statuses(course, places)
    from autograder.student import overview

    overview.print_status(course, found, memory.load(course).hints, out)
