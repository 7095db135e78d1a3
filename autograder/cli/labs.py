"""`firth labs …`: notebooks from the course to the students and back."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.common import Failure, find_course
from autograder.registry import Assignment, Course, CourseError

FOLDER = Path("build") / "labs"
"""Where the labs are by default, below the course: nbgrader's course folder, ignored by git."""


@click.group()
def labs() -> None:
    """Labs: build, release, collect, grade, feedback, export."""


assignment_option = click.option(
    "--assignment", "chosen", multiple=True, metavar="NAME", help="Only this assignment (a2_pmi); repeatable."
)
folder_option = click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="nbgrader's course folder (default: build/labs in the course).",
)


@labs.command()
@assignment_option
@folder_option
@click.pass_obj
def build(root: Path | None, chosen: tuple[str, ...], folder: Path | None) -> None:
    """Make nbgrader's source/ from reference/*/lab.py."""
    from autograder.nbgrader import build as builder

    course = find_course(root)
    folder = folder or course.root / FOLDER
    for assignment in chosen_labs(course, chosen):
        try:
            builder.build(course, assignment, folder / "source")
        except CourseError as error:
            raise Failure(str(error)) from None
        except OSError as error:
            raise Failure(f"{folder}: cannot be written ({error.strerror})") from None
        click.echo(f"{folder / 'source' / assignment.name}")


def chosen_labs(course: Course, chosen: tuple[str, ...]) -> list[Assignment]:
    """The assignments with a lab that the options name; all of them without options."""
    from autograder.nbgrader import build as builder

    there = {assignment.name: assignment for assignment in builder.with_labs(course)}
    if unknown := [name for name in chosen if name not in there]:
        raise click.UsageError(f"--assignment {unknown[0]}: no such lab; there are {', '.join(there)}")
    return [there[name] for name in chosen or there]
