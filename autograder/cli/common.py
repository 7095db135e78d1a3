"""What several commands share: the course that is meant, and how a command says that it could not do its work."""

from __future__ import annotations

import os
from pathlib import Path

import click

import autograder
from autograder.registry import Course, CourseError

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
    found = next((place for place in around if any(place.glob("reference/*/tasks.toml"))), around[0])
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


def writable(path: Path) -> bool:
    """Whether a file could be put there: asked before the work, not after it."""
    return path.parent.is_dir() and os.access(path.parent, os.W_OK) and not path.is_dir()
