"""`firth watch`: check again whenever a file is saved."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from autograder.cli.common import console, find_course, wanted


@click.command()
@click.argument("what", metavar="[ASSIGNMENT|TASK]...", nargs=-1)
@click.pass_obj
def watch(root: Path | None, what: tuple[str, ...]) -> None:
    """Check an assignment (a2), a task (2.3) or the whole course again whenever you save. Ctrl-C ends it."""
    course = find_course(root)
    places = wanted(course, what)
    from autograder.student.watching import Watch

    with suppress(KeyboardInterrupt):  # in the middle of a check
        Watch(course, places, console()).run()
    click.echo("")
