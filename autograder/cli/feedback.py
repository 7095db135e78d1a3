"""`firth feedback`: a page for each submission."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from autograder import escape, intake
from autograder.cli.common import OURS, Failure, chosen_tasks, find_course
from autograder.grading import grade_taken, workers
from autograder.html.feedback import write_feedback
from autograder.html.studio import Studio
from autograder.registry import LEVELS, Level
from autograder.sandbox import Isolation, SandboxError, tiers


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder for the pages.")
@click.option("--assignment", "assignments", multiple=True, metavar="NAME", help="Only this assignment; repeatable.")
@click.option("--task", "tasks", multiple=True, metavar="ID", help="Only this task (2.2); repeatable.")
@click.option("--level", type=click.Choice(LEVELS), help="How much to show (default: what tasks.toml says for today).")
@click.option("--pictures/--no-pictures", default=True, help="Draw what the functions make of toy data (default).")
@click.option("--isolation", type=click.Choice(["strict", "best", "none"]), default="best", show_default=True)
@click.pass_obj
def feedback(
    root: Path | None,
    paths: tuple[Path, ...],
    out: Path,
    assignments: tuple[str, ...],
    tasks: tuple[str, ...],
    level: Level | None,
    pictures: bool,
    isolation: Isolation,
) -> None:
    """Grade submissions and write a page for each of their authors."""
    course = find_course(root)
    chosen = chosen_tasks(course, assignments, tasks)
    taken: set[str] = set()
    worst = 0
    try:
        out.mkdir(parents=True, exist_ok=True)
        with workers(course, isolation) as pool:
            pool.zygote("numpy")  # if student code cannot be run safely, nothing is graded at all
            studio = Studio(course, pool) if pictures else None
            for path in paths:
                try:
                    submission = intake.read(path, list(course.modules))
                except intake.IntakeError as error:
                    click.echo(f"firth: {escape.terminal(str(error))}", err=True)
                    worst = 2
                    continue
                result = grade_taken(submission, course, pool, tasks=chosen)
                target = out / file_name(result.name, taken)
                write_feedback(result, target, course=course, level=level, submission=submission, studio=studio)
                click.echo(f"{result.name}   {result.score} of {result.max_score} points   {target}")
                worst = max(worst, OURS if result.status == "error" else 0)
            if pool.tier > tiers.MINIMUM_TIER:
                warning = f"Student code ran with hardly a wall around it (tier {pool.tier}). Do this only with code that you trust."
                click.secho(warning, fg="red", bold=True, err=True)
    except SandboxError as error:
        raise Failure(f"no submission code could be run: {error}") from None
    except OSError as error:
        raise Failure(f"--out {out}: cannot be written ({error.strerror})") from None
    sys.exit(worst)


def file_name(name: str, taken: set[str]) -> str:
    """A file name of plain letters for a submission, unlike those already `taken`; notes it there."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("._")[:80] or "submission"
    number = 1
    made = plain
    while made.lower() in taken:
        number += 1
        made = f"{plain}-{number}"
    taken.add(made.lower())
    return f"{made}.html"
