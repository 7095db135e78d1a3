"""`firth hint`: one hint at a time."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.common import find_course
from autograder.registry import Task
from autograder.student import memory


@click.command()
@click.argument("task", metavar="TASK")
@click.option("--taken", is_flag=True, help="Show again those that you have taken; take no new one.")
@click.pass_obj
def hint(root: Path | None, task: str, taken: bool) -> None:
    """Give the next hint for a task (2.2). Each says a little more than the one before; there are three."""
    course = find_course(root)
    if task not in course.tasks:
        raise click.UsageError(f"{task}: no such task; there are {', '.join(course.tasks)}")
    wanted = course.tasks[task].task
    state = memory.load(course)
    # A file that somebody has edited may say anything.
    before = min(max(state.hints.get(task, 0), 0), len(wanted.hints))
    if taken or before == len(wanted.hints):
        for number in range(before):
            _print(wanted, number)
        if not taken:
            click.echo("There are no more: now ask a person.")
        elif not before:
            click.echo("No hint taken yet.")
        return
    state.hints[task] = before + 1
    remembered = memory.save(course, state)
    _print(wanted, before)
    if not remembered:
        click.echo(
            f"firth: {course.work / memory.STATE} cannot be written: the next hint will be this one again", err=True
        )


def _print(task: Task, number: int) -> None:
    click.echo(f"{task.id} {task.function}, hint {number + 1} of {len(task.hints)}: {task.hints[number]}")
