"""`firth check`: the visible tests, and what to do next."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import click

from autograder.cli.common import console, find_course, wanted
from autograder.student import progress

NOT_YET = 1
"""Exit code: not every task that was asked about passes its visible tests."""


@click.command()
@click.argument("what", metavar="[ASSIGNMENT|TASK]...", nargs=-1)
@click.pass_obj
def check(root: Path | None, what: tuple[str, ...]) -> None:
    """Run the visible tests of an assignment (a2), of a task (2.3), or of the whole course.

    Without an argument: of the assignment in whose folder you stand, or of all.
    Exit code 0: everything passes; 1: not yet.
    """
    course = find_course(root)
    running = progress.check_all(course, wanted(course, what))
    from autograder.student import display  # only now: while the tests have begun to run

    out, every = console(), []
    with out.status("checking"):
        for assignment, modules in itertools.groupby(running, key=lambda checks: checks[0].place.assignment):
            checks = list(itertools.chain.from_iterable(modules))
            display.print_checks(f"{assignment.name}   {assignment.title}", checks, out)
            every += checks
    display.print_failures(every, out)
    display.print_summary(course, every, out)
    if not all(done.passed for done in every):
        sys.exit(NOT_YET)
