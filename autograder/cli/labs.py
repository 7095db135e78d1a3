"""`firth labs …`: notebooks from the course to the students and back."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder import escape
from autograder.cli.common import Failure, find_course
from autograder.intake import IntakeError
from autograder.registry import Assignment, Course, CourseError
from autograder.report import write_atomically

if TYPE_CHECKING:
    from autograder.nbgrader.book import Book

FOLDER = Path("build") / "labs"
"""Where the labs are by default, below the course: nbgrader's course folder, ignored by git."""


class BadInput(Failure):
    """What was handed to the command cannot be used: one clear line, and exit code 2."""

    exit_code = 2


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
    from autograder.nbgrader import config

    course = find_course(root)
    folder = folder or course.root / FOLDER
    with told():
        for assignment in chosen_labs(course, chosen):
            builder.build(course, assignment, folder / "source")
            click.echo(f"{folder / 'source' / assignment.name}")
        config.write(course, folder)


@labs.command()
@assignment_option
@folder_option
@click.pass_obj
def release(root: Path | None, chosen: tuple[str, ...], folder: Path | None) -> None:
    """Make release/, what students get, and the assignment's rows in the gradebook."""
    with told():
        book = open_book(root, folder)
        for assignment in chosen_labs(book.course, chosen):
            book.release(assignment)
            click.echo(f"{book.folder / 'release' / assignment.name}")


@labs.command()
@click.argument("handed_in", metavar="PATH", type=click.Path(path_type=Path, exists=True))
@assignment_option
@folder_option
@click.pass_obj
def collect(root: Path | None, handed_in: Path, chosen: tuple[str, ...], folder: Path | None) -> None:
    """Take what a class handed in: folders, archives, a download of Canvas or Moodle, a list of git references.

    A platform's download is of one assignment: name it with --assignment.
    """
    from autograder.nbgrader import collect as collector

    with told():
        book = open_book(root, folder)
        collected, passed_over = collector.collect(
            book.course, chosen_labs(book.course, chosen), handed_in, book.folder
        )
    for line in passed_over:
        click.echo(f"firth: {escape.terminal(line)}", err=True)
    for one in collected:
        problems = f"   ({'; '.join(one.problems)})" if one.problems else ""
        click.echo(escape.terminal(f"{one.student}   {one.assignment}{problems}"))
    if not collected:
        raise Failure(f"{handed_in}: nothing in it belongs to a released lab")


@labs.command()
@assignment_option
@click.option("--student", "students", multiple=True, metavar="ID", help="Only this student; repeatable.")
@click.option("--force", is_flag=True, help="Grade again what has been graded.")
@folder_option
@click.pass_obj
def grade(
    root: Path | None, chosen: tuple[str, ...], students: tuple[str, ...], force: bool, folder: Path | None
) -> None:
    """Grade notebooks and modules of all who have handed in, each in the sandbox."""
    with told():
        book = open_book(root, folder)
        for assignment in chosen_labs(book.course, chosen):
            there = book.submitted(assignment)
            if unknown := [name for name in students if name not in there]:
                raise click.UsageError(f"--student {unknown[0]}: has not handed in {assignment.name}")
            for student in students or there:
                problem = book.grade(assignment, student, force=force)
                click.echo(escape.terminal(f"{student}   {assignment.name}   {problem or 'graded'}"))


@labs.command()
@assignment_option
@folder_option
@click.pass_obj
def feedback(root: Path | None, chosen: tuple[str, ...], folder: Path | None) -> None:
    """Write everybody's feedback pages, without hidden tests and rubrics."""
    with told():
        book = open_book(root, folder)
        for assignment in chosen_labs(book.course, chosen):
            if book.submitted(assignment):
                pages = book.feedback(assignment)
                click.echo(f"{book.folder / 'feedback'}: {len(pages)} pages on {assignment.name}")


@labs.command()
@click.option(
    "--csv", "target", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Everything, as CSV."
)
@click.option(
    "--canvas", type=click.Path(path_type=Path, exists=True), metavar="SHEET", help="Canvas's exported sheet."
)
@click.option(
    "--moodle", type=click.Path(path_type=Path, exists=True), metavar="SHEET", help="Moodle's grading worksheet."
)
@click.option("--column", metavar="NAME", help="The sheet's column to fill (Moodle: Grade).")
@click.option(
    "--to", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where the filled sheet goes."
)
@assignment_option
@folder_option
@click.pass_obj
def export(
    root: Path | None,
    target: Path | None,
    canvas: Path | None,
    moodle: Path | None,
    column: str | None,
    to: Path | None,
    chosen: tuple[str, ...],
    folder: Path | None,
) -> None:
    """Write marks: all of them as CSV, or one assignment's into the sheet that your LMS has exported."""
    sheet = canvas or moodle
    if (target is None) == (sheet is None) or (canvas and moodle):
        raise click.UsageError("one of --csv, --canvas and --moodle is needed")
    if sheet and (to is None or len(chosen) != 1):
        raise click.UsageError("a sheet needs --assignment, once, and --to")
    with told():
        from autograder.nbgrader import export as exporter

        book = open_book(root, folder)
        marks = [mark for mark in book.marks() if not chosen or mark.assignment in chosen]
        if target:
            write_atomically(target, exporter.table(marks).encode())
            click.echo(f"{target}: {len(marks)} lines")
        elif sheet and to:
            filled = exporter.fill(sheet, "canvas" if canvas else "moodle", column, marks)
            write_atomically(to, filled.text.encode())
            click.echo(f"{to}: {filled.found} students")
            for student in filled.not_in_sheet:
                click.echo(f"firth: {escape.terminal(student)} is not in {sheet}", err=True)


def open_book(root: Path | None, folder: Path | None) -> Book:
    """The course's gradebook, at `folder` or where it is by default. Raises CourseError if there is none."""
    from autograder.nbgrader.book import Book

    course = find_course(root)
    return Book(course, folder or course.root / FOLDER)


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Errors of the course or the file system as one line."""
    try:
        yield
    except IntakeError as error:
        raise BadInput(str(error)) from None
    except CourseError as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(f"{error.filename or ''}: {error.strerror or error}") from None


def chosen_labs(course: Course, chosen: tuple[str, ...]) -> list[Assignment]:
    """The assignments with a lab that the options name; all of them without options."""
    from autograder.nbgrader import build as builder

    there = {assignment.name: assignment for assignment in builder.with_labs(course)}
    if unknown := [name for name in chosen if name not in there]:
        raise click.UsageError(f"--assignment {unknown[0]}: no such lab; there are {', '.join(there)}")
    return [there[name] for name in chosen or there]
