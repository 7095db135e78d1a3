"""What several commands share: the course that is meant, and how a command says that it could not do its work."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import autograder
from autograder.registry import Assignment, Course, CourseError, Place, is_course

if TYPE_CHECKING:
    from rich.console import Console

OURS = 1
"""Exit code: something could not be done for reasons of ours."""


class Failure(click.ClickException):
    """One clear line, and exit code 1."""

    exit_code = OURS

    def show(self, file: object = None) -> None:
        """Print the line, nothing else."""
        click.echo(f"firth: {self.message}", err=True)


def find_course(root: Path | None) -> Course:
    """The course at `root`, or around the working directory, or around this package."""
    here = Path.cwd()
    around = [root] if root else [here, *here.parents, Path(autograder.__file__).parent.parent]
    found = next(filter(is_course, around), around[0])
    try:
        return Course(found)
    except CourseError as error:
        raise click.UsageError(str(error)) from None


def chosen_tasks(course: Course, assignments: tuple[str, ...], tasks: tuple[str, ...]) -> frozenset[str] | None:
    """The ids of the tasks that the options name; None without options."""
    known = {assignment.name: assignment for assignment in course.assignments}
    for name in assignments:
        if name not in known:
            raise click.UsageError(f"--assignment {name}: no such assignment; there are {', '.join(known)}")
    for task in tasks:
        if task not in course.tasks:
            raise click.UsageError(f"--task {task}: no such task; there are {', '.join(course.tasks)}")
    if not assignments and not tasks:
        return None
    return frozenset(tasks) | {task.id for name in assignments for task in known[name].tasks}


def warn_without_walls(isolation: str) -> None:
    """Say loudly that student code runs with nothing around it, where that was asked for."""
    if isolation == "none":
        said = (
            "--isolation none: student code runs with hardly a wall around it. Do this only with code that you trust."
        )
        click.secho(said, fg="red", bold=True, err=True)


def console() -> Console:
    """Where a command prints: as wide as the terminal, or 110 characters where there is none."""
    from rich.console import Console  # here, for the commands that print one line

    return Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else 110)


def wanted(course: Course, words: tuple[str, ...]) -> list[Place]:
    """The tasks that `words` mean (`2.3`, `a2_pmi`, `a2`); without any, those of the folder one stands in, or all."""
    here = Path.cwd().resolve()
    if not words:
        words = tuple(a.name for a in course.assignments if (course.work / a.name) in (here, *here.parents))
    ids = {task for word in words for task in _meant(course, word)}
    return [place for place in course.places() if place.task.id in ids or not words]


def _meant(course: Course, word: str) -> list[str]:
    if word in course.tasks:
        return [word]
    named = [a for a in course.assignments if _is_called(a, word.rstrip("/\\"))]
    if not named:
        names = ", ".join(a.name for a in course.assignments)
        raise click.UsageError(f"{word}: no such task or assignment; there are {names}, with tasks such as 2.1")
    return [task.id for task in named[0].tasks]


def _is_called(assignment: Assignment, word: str) -> bool:
    number = assignment.name.split("_")[0]
    return word in (assignment.name, number, number.lstrip("a"))


def writable(path: Path) -> bool:
    """Whether a file could be put there: asked before the work, not after it."""
    return path.parent.is_dir() and os.access(path.parent, os.W_OK) and not path.is_dir()
