"""`firth export`: the autograder itself in the form that another platform runs."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.common import Failure, chosen_tasks, find_course, writable
from autograder.export.gradescope_zip import TORCH_MEGABYTES, build, settings


@click.group()
def export() -> None:
    """Make an autograder for another platform."""


@export.command()
@click.option("--assignment", "assignments", multiple=True, metavar="NAME", help="Only this assignment; repeatable.")
@click.option("--task", "tasks", multiple=True, metavar="ID", help="Only this task; repeatable.")
@click.option("--torch", is_flag=True, help="Also the modules that need torch: they want a container of 3 GB.")
@click.option("--minutes", type=click.FloatRange(1, 38), default=8, show_default=True, help="When grading ends.")
@click.option("--per-day", type=click.IntRange(1), help="Graded submissions in 24 hours (default: no limit).")
@click.option("--leaderboard", is_flag=True, help="Show the points on Gradescope's leaderboard.")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("gradescope.zip"), show_default=True, metavar="FILE"
)
@click.pass_obj
def gradescope(
    root: Path | None,
    assignments: tuple[str, ...],
    tasks: tuple[str, ...],
    torch: bool,
    minutes: float,
    per_day: int | None,
    leaderboard: bool,
    out: Path,
) -> None:
    """Make the zip for a programming assignment of Gradescope (see docs/gradescope.md). It holds the hidden tests."""
    course = find_course(root)
    chosen = settings(
        course,
        chosen_tasks(course, assignments, tasks),
        torch=torch,
        minutes=minutes,
        per_day=per_day,
        leaderboard=leaderboard,
    )
    if not chosen.tasks:
        raise click.UsageError(f"nothing to grade without torch: {', '.join(chosen.left_out)} need it; add --torch")
    if not writable(out):
        raise click.UsageError(f"--out {out}: cannot be written; name a file in a folder that exists")
    try:
        size = build(course, chosen, out)
    except OSError as error:
        raise Failure(f"{out}: cannot be written ({error.strerror})") from None
    points = sum(course.tasks[task].task.points for task in chosen.tasks if not course.tasks[task].task.bonus)
    click.echo(f"{out}: {len(chosen.tasks)} tasks, {size / 1e6:.1f} MB. On Gradescope: autograder points {points},")
    click.echo(f"timeout above {minutes + 1:g} minutes, container {_container(torch)}.")
    if chosen.left_out:
        click.echo(f"Left out, since they need torch: {', '.join(chosen.left_out)} (--torch takes them in).")


def _container(torch: bool) -> str:
    return f"{TORCH_MEGABYTES} MB or more" if torch else "the smallest (0.5 CPU, 768 MB) will do"
