"""The command line: `firth …` or `python -m autograder …`. Thin: it parses, calls, prints and picks the exit code."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import click
from rich.console import Console

import autograder
from autograder import escape, intake, release, report, terminal
from autograder.grading import grade as grade_one
from autograder.grading import workers
from autograder.registry import Course, CourseError
from autograder.sandbox import Isolation, SandboxError, tiers

OURS = 1
"""Exit code: something could not be graded for reasons of ours."""


class Failure(click.ClickException):
    """One clear line, and exit code 1."""

    exit_code = OURS

    def show(self, file: object = None) -> None:
        """Print the line, nothing else."""
        click.echo(f"firth: {self.message}", err=True)


@click.group()
@click.version_option(autograder.__version__, prog_name="firth")
@click.option(
    "--course", type=click.Path(path_type=Path), default=None, help="The course's folder (default: found from here)."
)
@click.pass_context
def main(context: click.Context, course: Path | None) -> None:
    """Firth: an autograded course on word representations."""
    context.obj = course


@main.command()
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
@click.pass_obj
def grade(
    root: Path | None,
    paths: tuple[Path, ...],
    assignments: tuple[str, ...],
    tasks: tuple[str, ...],
    json_path: Path | None,
    quiet: bool,
    isolation: Isolation,
) -> None:
    """Grade submissions: folders, .zip or .tar.gz archives with a2_pmi/pmi.py and so on."""
    course = _course(root)
    chosen = _chosen(course, assignments, tasks)
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"{path}: no such file or folder")
    if json_path is not None and not _writable(json_path):
        raise click.UsageError(f"--json {json_path}: cannot be written; name a file in a folder that exists")
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
    began, results, unread = time.monotonic(), [], 0
    try:
        with workers(course, isolation) as pool:
            pool.zygote("numpy")  # if student code cannot be run safely, nothing is graded at all
            for path in paths:
                try:
                    result = grade_one(path, course, pool, tasks=chosen)
                except intake.IntakeError as error:
                    click.echo(f"firth: {escape.terminal(str(error))}", err=True)
                    unread += 1
                    continue
                results.append(result)
                (terminal.print_line if quiet else terminal.print_submission)(result, console)
            active = report.Isolation(
                asked=isolation, tier=pool.tier, layers=pool.layers, missing=pool.missing, probes=pool.probes
            )
    except SandboxError as error:
        raise Failure(f"no submission code could be run: {error}") from None
    made = report.Report(
        versions=report.versions(),
        suite=course.suite_hash,
        isolation=active,
        seconds=round(time.monotonic() - began, 3),
        submissions=results,
    )
    if not quiet:
        terminal.print_footer(made, console)
    if json_path is not None:
        try:
            report.write_json(made, json_path)
        except OSError as error:
            raise Failure(
                f"{json_path}: cannot be written ({error.strerror}); the results above are not saved"
            ) from None
    if unread:
        sys.exit(2)
    if any(result.status == "error" for result in results):
        sys.exit(OURS)


@main.command(name="release")
@click.option("--check", is_flag=True, help="Change nothing; fail if assignments/ is stale.")
@click.pass_obj
def release_command(root: Path | None, check: bool) -> None:
    """Write assignments/ anew from reference/."""
    course = _course(root)
    stale = release.stale(course)
    if check and stale:
        raise Failure(
            f"assignments/ is stale ({', '.join(stale[:3])}{' …' if len(stale) > 3 else ''}); run make release"
        )
    if not check:
        release.write(course)
    click.echo("assignments/ is up to date" if check or not stale else f"assignments/: {len(stale)} files written")


@main.command()
@click.pass_obj
def doctor(root: Path | None) -> None:
    """Say which layers of isolation this machine offers, and try them."""
    with workers(_course(root), "none", every_layer=True) as pool:
        try:
            pool.zygote("numpy")
        except SandboxError as error:
            raise Failure(str(error)) from None
        terminal.print_doctor(pool, Console(highlight=False))
        if pool.tier > tiers.MINIMUM_TIER:
            sys.exit(OURS)


def _course(root: Path | None) -> Course:
    """The course at `root`, or around the working directory, or around this package."""
    here = Path.cwd()
    around = [root] if root else [here, *here.parents, Path(autograder.__file__).parent.parent]
    found = next((place for place in around if any(place.glob("reference/*/tasks.toml"))), around[0])
    try:
        return Course(found)
    except CourseError as error:
        raise click.UsageError(str(error)) from None


def _chosen(course: Course, assignments: tuple[str, ...], tasks: tuple[str, ...]) -> frozenset[str] | None:
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


def _writable(path: Path) -> bool:
    """Whether a file could be put there: asked before the work, not after it."""
    return path.parent.is_dir() and os.access(path.parent, os.W_OK) and not path.is_dir()
