"""The scores of an assignment's modules, as nbgrader is told them: kept in a file, and shown in the notebook `modules`."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.export import told
from autograder.nbgrader.build import task_cell
from autograder.registry import Assignment, Course
from autograder.report import SubmissionResult, TaskResult, write_atomically


class Kept(msgspec.Struct, frozen=True):
    """A result, and what it is the result of."""

    suite: str
    files: str
    result: SubmissionResult


def path(folder: Path, student: str, assignment: Assignment) -> Path:
    """Where the result of a student's modules is kept below nbgrader's course folder."""
    return folder / "scores" / student / f"{assignment.name}.json"


def keep(folder: Path, student: str, assignment: Assignment, suite: str, result: SubmissionResult) -> bool:
    """Note that this is the result of what the student has handed in; False if that was known."""
    target = path(folder, student, assignment)
    kept = msgspec.json.encode(Kept(suite, digest(folder / "submitted" / student, assignment), result))
    if target.exists() and target.read_bytes() == kept:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, kept)
    return True


def known(folder: Path, student: str, assignment: Assignment) -> Kept | None:
    """What is kept, if anything is."""
    try:
        return msgspec.json.decode(path(folder, student, assignment).read_bytes(), type=Kept)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def still_valid(kept: Kept | None, course: Course, folder: Path, student: str, assignment: Assignment) -> bool:
    """Whether neither the hidden tests nor the student's files have changed since."""
    now = digest(folder / "submitted" / student, assignment)
    return kept is not None and kept.suite == course.suite_hash and kept.files == now


def digest(place: Path, assignment: Assignment) -> str:
    """A hash of a student's module files of one assignment."""
    made = hashlib.sha256()
    for module in assignment.modules:
        file = place / assignment.name / module.file
        made.update(module.file.encode() + b"\0" + (file.read_bytes() if file.is_file() else b"") + b"\0")
    return made.hexdigest()[:16]


def points(result: SubmissionResult) -> dict[str, float]:
    """Cell to points, of the tasks that could be graded."""
    return {task_cell(task.id): float(task.points) for task in result.tasks if task.status != "error"}


def show(notebook: NotebookNode, result: SubmissionResult) -> None:
    """Put under each task's cell what became of it."""
    texts = {task_cell(task.id): _text(task) for task in result.tasks}
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if cell.cell_type == "code":
            text = texts.get(name, "Nothing is shown of this yet.")
            cell.outputs, cell.execution_count = [new_output("stream", name="stdout", text=text + "\n")], None


def _text(task: TaskResult) -> str:
    parts = [f"{told.points(task)} points: {told.status(task.status)}"]
    if task.status not in told.SILENT:
        for test in told.failures(task):
            parts += ["", told.name_of(test), *(f"  {line}" for line in told.lines(test))]
        parts += [f"  {line}" for line in told.diagnosis(task)]
    return "\n".join(parts)
