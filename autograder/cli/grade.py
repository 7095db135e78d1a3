"""`firth grade`: submissions in, a report out."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console

from autograder import escape, intake, report, terminal
from autograder.batch.standings import Counting
from autograder.cli.common import OURS, Failure, chosen_tasks, find_course, warn_without_walls, writable
from autograder.cli.grade_class import Wishes, grade_class
from autograder.grading import grade as grade_one
from autograder.grading import workers
from autograder.registry import Course
from autograder.sandbox import Isolation, SandboxError


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--assignment", "assignments", multiple=True, metavar="NAME", help="Only this assignment (a2_pmi); repeatable."
)
@click.option("--task", "tasks", multiple=True, metavar="ID", help="Only this task (2.2); repeatable.")
@click.option(
    "--json", "json_path", type=click.Path(path_type=Path), metavar="FILE", help="Also write the whole report here."
)
@click.option("--quiet", is_flag=True, help="One line for each submission.")
@click.option(
    "--isolation",
    type=click.Choice(["strict", "best", "none"]),
    default="best",
    show_default=True,
    help="strict: tier 1 or nothing; best: what this machine offers, tier 2 at least; none: for your own code only.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="PATH is a class; grade all of it into this folder.",
)
@click.option(
    "--jobs", type=click.IntRange(1), help="With --out: submissions side by side (default: one for each core)."
)
@click.option("--regrade", is_flag=True, help="With --out: grade everything anew, and say what moved and why.")
@click.option(
    "--counting",
    type=click.Choice(["best", "last", "first"]),
    default="last",
    show_default=True,
    help="With --out: which attempt of a student counts.",
)
@click.option(
    "--submitted",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="With --out: when each student handed in, for reference/late.toml.",
)
@click.option("--scheduler", metavar="ADDRESS", help="With --out: a dask scheduler whose workers do the grading.")
@click.option(
    "--cluster", type=click.Choice(["local"]), help="With --out: a dask cluster that is started for this run."
)
@click.pass_obj
def grade(
    root: Path | None,
    paths: tuple[Path, ...],
    assignments: tuple[str, ...],
    tasks: tuple[str, ...],
    json_path: Path | None,
    quiet: bool,
    isolation: Isolation,
    out: Path | None,
    jobs: int | None,
    regrade: bool,
    counting: Counting,
    submitted: Path | None,
    scheduler: str | None,
    cluster: str | None,
) -> None:
    """Grade submissions: folders, .zip or .tar.gz archives with a2_pmi/pmi.py and so on; with --out, a whole class."""
    course = find_course(root)
    chosen = chosen_tasks(course, assignments, tasks)
    warn_without_walls(isolation)
    if out is not None:
        if len(paths) != 1 or json_path is not None:
            raise click.UsageError(
                "--out: name one folder (or one .csv file) with the class; no --json, the report is in it"
            )
        wishes = Wishes(
            out, jobs or os.cpu_count() or 1, regrade, counting, scheduler, cluster, submitted, isolation, quiet
        )
        grade_class(course, paths[0], chosen, wishes)
    if jobs or regrade or scheduler or cluster or submitted:
        raise click.UsageError(
            "--jobs, --regrade, --submitted, --scheduler, --cluster are for a class: name a folder with --out"
        )
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"{path}: no such file or folder")
    if json_path is not None and not writable(json_path):
        raise click.UsageError(f"--json {json_path}: cannot be written; name a file in a folder that exists")
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
    show = terminal.print_line if quiet else terminal.print_submission
    made = _graded(course, paths, chosen, isolation, lambda result: show(result, console))
    if not quiet:
        terminal.print_footer(made, console)
    if json_path is not None:
        try:
            report.write_json(made, json_path)
        except OSError as error:
            raise Failure(
                f"{json_path}: cannot be written ({error.strerror}); the results above are not saved"
            ) from None
    if len(made.submissions) < len(paths):
        sys.exit(2)
    if any(result.status == "error" for result in made.submissions):
        sys.exit(OURS)


def _graded(
    course: Course,
    paths: tuple[Path, ...],
    chosen: frozenset[str] | None,
    isolation: Isolation,
    show: Callable[[report.SubmissionResult], None],
) -> report.Report:
    """A report on all that could be read, each shown as it comes; a line on each that could not."""
    began, results = time.monotonic(), []
    try:
        with workers(course, isolation) as pool:
            pool.zygote("numpy")  # if student code cannot be run safely, nothing is graded at all
            for path in paths:
                try:
                    results.append(grade_one(path, course, pool, tasks=chosen))
                except intake.IntakeError as error:
                    click.echo(f"firth: {escape.terminal(str(error))}", err=True)
                else:
                    show(results[-1])
            active = report.Isolation(
                asked=isolation, tier=pool.tier, layers=pool.layers, missing=pool.missing, probes=pool.probes
            )
    except SandboxError as error:
        raise Failure(f"no submission code could be run: {error}") from None
    return report.Report(
        versions=report.versions(),
        suite=course.suite_hash,
        isolation=active,
        seconds=round(time.monotonic() - began, 3),
        submissions=results,
    )
