"""`firth release`: assignments/ from reference/, and the repository that students get."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import release, student_repository
from autograder.cli.common import Failure, find_course
from autograder.leaks import Leak
from autograder.registry import Course, CourseError


@click.command(name="release")
@click.option(
    "--check", is_flag=True, help="Change nothing; fail if assignments/ is stale or would give a secret away."
)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Also write the students' repository: a new or empty folder, or an earlier release.",
)
@click.option("--git", is_flag=True, help="With --to: make it a git repository and commit what is new.")
@click.pass_obj
def release_command(root: Path | None, check: bool, target: Path | None, git: bool) -> None:
    """Write assignments/ anew from reference/, and with --to the repository that students get."""
    if (git and target is None) or (check and target is not None):
        raise click.UsageError("--git goes with --to, and --check goes alone")
    course = find_course(root)
    try:
        _release(course, check, target, git)
    except CourseError as error:
        raise Failure(str(error)) from None


def _release(course: Course, check: bool, target: Path | None, git: bool) -> None:
    if course.released:
        raise click.UsageError(f"{course.root} is a students' repository; release from the course's own")
    stale = release.stale(course)
    if check:
        _check(stale, student_repository.find_leaks(course))
        click.echo("assignments/ is up to date, and nothing in it gives a secret away")
        return
    release.write(course)
    click.echo(f"assignments/: {len(stale)} files written" if stale else "assignments/ is up to date")
    if target is not None:
        try:
            changed = student_repository.write(course, target, git=git)
        except student_repository.NotReleased as error:
            raise Failure(str(error)) from None
        except OSError as error:
            raise Failure(f"{target}: cannot be written ({error.strerror})") from None
        click.echo(f"{target}: {changed} files written or removed; no solution, hidden test or rubric is in it")


def _check(stale: list[str], found: list[Leak]) -> None:
    if stale:
        raise Failure(
            f"assignments/ is stale ({', '.join(stale[:3])}{' …' if len(stale) > 3 else ''}); run make release"
        )
    if found:
        raise Failure("a release would give away:\n  " + "\n  ".join(map(str, found)))
