"""`firth feedback`: a page for each submission."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

import click

from autograder import escape, intake
from autograder.cli.common import OURS, Failure, chosen_tasks, find_course, warn_without_walls
from autograder.grading import grade_taken, workers
from autograder.html.feedback import write_feedback
from autograder.html.studio import Studio
from autograder.registry import LEVELS, Course, Level
from autograder.report import ReportError, SubmissionResult, read_json
from autograder.sandbox import Isolation, Pool, SandboxError


@click.command()
@click.argument("paths", metavar="[PATH...]", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--report",
    type=click.Path(path_type=Path, exists=True),
    help="Instead of PATHs: what `firth grade` left under --json or --out; nothing is graded again, nothing drawn.",
)
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
    report: Path | None,
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
    if (report is None) == (not paths):
        raise click.UsageError("name submissions, or a report with --report; one of the two")
    if report is not None and chosen is not None:
        raise click.UsageError("--assignment and --task go with submissions; a report is shown as it is")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"--out {out}: cannot be made ({error.strerror})") from None
    press = _Press(course, out, level)
    if report is not None:
        sys.exit(press.write_known(report / "report.json" if report.is_dir() else report))
    sys.exit(_grade(paths, press, chosen, isolation, pictures))


def _grade(
    paths: tuple[Path, ...], press: _Press, tasks: frozenset[str] | None, isolation: Isolation, pictures: bool
) -> int:
    """Grade submissions and write their pages; the exit code."""
    warn_without_walls(isolation)
    try:
        with workers(press.course, isolation) as pool:
            pool.zygote("numpy")  # if student code cannot be run safely, nothing is graded at all
            studio = Studio(press.course, pool) if pictures else None
            return max([_grade_one(path, press, tasks, pool, studio) for path in paths])
    except SandboxError as error:
        raise Failure(f"no submission code could be run: {error}") from None


def _grade_one(path: Path, press: _Press, tasks: frozenset[str] | None, pool: Pool, studio: Studio | None) -> int:
    try:
        submission = intake.read(path, list(press.course.modules))
    except intake.IntakeError as error:
        click.echo(f"firth: {escape.terminal(str(error))}", err=True)
        return 2
    result = grade_taken(submission, press.course, pool, tasks=tasks)
    return press.write(result, submission, studio)


@dataclass
class _Press:
    """What all pages of a run have in common."""

    course: Course
    out: Path
    level: Level | None
    taken: set[str] = field(default_factory=set)

    def write_known(self, path: Path) -> int:
        """The pages of everything in a report; the exit code that this alone would have."""
        try:
            return max((self.write(result) for result in read_json(path).submissions), default=0)
        except ReportError as error:
            click.echo(f"firth: {error}", err=True)
            return 2

    def write(
        self, result: SubmissionResult, submission: intake.Submission | None = None, studio: Studio | None = None
    ) -> int:
        """Write the page of one submission, and say so; the exit code that this alone would have."""
        target = self.out / file_name(result.name, self.taken)
        try:
            write_feedback(result, target, course=self.course, level=self.level, submission=submission, studio=studio)
        except OSError as error:
            raise Failure(f"{target}: cannot be written ({error.strerror}); the pages before it are there") from None
        click.echo(f"{escape.terminal(result.name)}   {result.score} of {result.max_score} points   {target}")
        return OURS if result.status == "error" else 0


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
