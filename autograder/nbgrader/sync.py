"""`firth gradebook sync`: scores of modules from reports of `firth grade` into nbgrader's database, beside the notebooks'.

What a person has put there (manual scores, extra credit, comments) is never touched, and the same reports a second
time change nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import nbformat

from autograder import late
from autograder.intake import IntakeError
from autograder.nbgrader import modules, penalties
from autograder.nbgrader.book import Book
from autograder.nbgrader.build import MODULES, task_cell
from autograder.nbgrader.collect import student_id
from autograder.nbgrader.grade import save
from autograder.registry import Assignment
from autograder.report import Report, SubmissionResult, write_atomically


class Synced(msgspec.Struct):
    """What a sync did."""

    students: int = 0
    changed: int = 0
    """Rows of the database, and pages, that are other than before."""
    faults: list[str] = []
    """Tasks that could not be graded for reasons of ours: their rows are left as they were, and marked for a person."""
    skipped: list[str] = []
    """Assignments that the reports have and the gradebook does not."""


def read_report(path: Path) -> Report:
    """A report as `firth grade --json` writes it. Raises IntakeError if it is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Report)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise IntakeError(f"{path}: no report of `firth grade --json` ({error})") from None
    except OSError as error:
        raise IntakeError(f"{path}: cannot be read ({error.strerror})") from None


def sync(book: Book, report: Report) -> Synced:
    """Put every submission's task points into the gradebook; the submission's name is the student's."""
    done = Synced()
    with book.gradebook() as gradebook:
        released = {assignment.name for assignment in gradebook.assignments}
        for result in report.submissions:
            student, policy = student_id(result.name), late.policy_of(book.course.root)
            for assignment in book.course.assignments:
                mine = _part(result, assignment)
                if not mine.tasks:
                    continue
                if assignment.name not in released:
                    done.skipped += [] if assignment.name in done.skipped else [assignment.name]
                    continue
                done.changed += _save(book, gradebook, assignment, student, mine, report.suite)
                done.faults += [f"{student}: task {task.id}" for task in mine.tasks if task.status == "error"]
            if any(place.name == student for place in book.folder.glob("submitted/*")):
                done.students += 1
                done.changed += penalties.apply(gradebook, policy, student)
    return done


def _part(result: SubmissionResult, assignment: Assignment) -> SubmissionResult:
    """The tasks of one assignment."""
    ids = {task.id for task in assignment.tasks}
    return msgspec.structs.replace(result, tasks=[task for task in result.tasks if task.id in ids])


def _save(
    book: Book, gradebook: Any, assignment: Assignment, student: str, result: SubmissionResult, suite: str
) -> int:
    """One student's tasks of one assignment: rows, the file that grading goes by, and the page; how much of it changed."""
    gradebook.update_or_create_student(student)
    gradebook.update_or_create_submission(assignment.name, student)
    points, changed = modules.points(result), 0
    for task in result.tasks:
        name = task_cell(task.id)
        changed += save(gradebook.find_grade(name, MODULES, assignment.name, student), points.get(name))
    gradebook.db.commit()
    released = book.folder / "release" / assignment.name / f"{MODULES}.ipynb"
    changed += _write(book.folder / "submitted" / student / assignment.name / released.name, released.read_bytes())
    whole = _with_the_rest(book, assignment, student, result)
    changed += modules.keep(book.folder, student, assignment, suite, whole)
    page = nbformat.read(released, 4)
    modules.show(page, whole)
    text = nbformat.writes(page).encode()
    return changed + _write(book.folder / "autograded" / student / assignment.name / released.name, text)


def _with_the_rest(book: Book, assignment: Assignment, student: str, result: SubmissionResult) -> SubmissionResult:
    """The result, and what is known already of tasks that this report is not about."""
    kept = modules.known(book.folder, student, assignment)
    graded = {task.id: task for task in [*(kept.result.tasks if kept else []), *result.tasks]}
    return msgspec.structs.replace(result, tasks=[graded[task.id] for task in assignment.tasks if task.id in graded])


def _write(path: Path, data: bytes) -> bool:
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data)
    return True
