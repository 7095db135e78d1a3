"""From what students handed in to nbgrader's `submitted/`: plain files that the course knows, nothing else.

A notebook is not copied but written anew: cell types, sources, and pictures in answers. What makes a cell a graded one comes
from the released notebook, so that neither a lost nor an invented cell can change what is graded.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import msgspec
import nbformat
from nbformat import NotebookNode, from_dict

from autograder.intake import IntakeError, Submission
from autograder.nbgrader import cells
from autograder.nbgrader.build import LAB, MODULES
from autograder.nbgrader.kernel import is_picture
from autograder.registry import Assignment, Course, CourseError
from autograder.submissions import Attempt, find

MOST_CELLS = 500
_UNSAFE = re.compile(r"[^\w.@ -]|^[. -]")


class Collected(msgspec.Struct):
    """What became of one student's submission of one assignment."""

    student: str
    assignment: str
    problems: list[str]


def collect(
    course: Course, assignments: list[Assignment], handed_in: Path, folder: Path
) -> tuple[list[Collected], list[str]]:
    """Fill `folder/submitted/` with everybody's last attempt; what came in, and what was passed over with the reason.

    Raises IntakeError if there is nothing at `handed_in`, CourseError if none of the assignments has been released.
    """
    assignments = [assignment for assignment in assignments if (folder / "release" / assignment.name).is_dir()]
    if not assignments:
        raise CourseError(f"{folder}: no lab has been released here; `firth labs release` does it")
    wanted = [
        name for a in assignments for name in (*(f"{a.name}/{m.file}" for m in a.modules), f"{a.name}/{LAB}.ipynb")
    ]
    found = find(handed_in, wanted)
    passed_over = [f"{path}: {reason}" for path, reason in found.ignored.items()]
    collected = []
    for attempt in {attempt.student: attempt for attempt in found.attempts}.values():  # the last one of each
        try:
            submission = attempt.read(wanted)
        except IntakeError as error:
            passed_over.append(str(error))
            continue
        for assignment in assignments:
            prefix = f"{assignment.name}/"
            if any(name.startswith(prefix) for name in (*submission.sources, *submission.refused)):
                collected.append(_put(assignment, attempt, submission, folder))
    return collected, passed_over


def student_id(name: str) -> str:
    """A name that nbgrader can use for folders and patterns: other characters than letters, digits, . _ @ - become _."""
    return _UNSAFE.sub("_", name)


def _put(assignment: Assignment, attempt: Attempt, submission: Submission, folder: Path) -> Collected:
    student = student_id(attempt.student)
    mine, released = f"{assignment.name}/", folder / "release" / assignment.name
    problems = [f"{name} {reason}" for name, reason in submission.refused.items() if name.startswith(mine)]
    files = {module.file: submission.sources.get(mine + module.file) for module in assignment.modules}
    files[f"{MODULES}.ipynb"] = (released / f"{MODULES}.ipynb").read_text("utf-8")
    files["timestamp.txt"] = attempt.submitted.isoformat() if attempt.submitted else None
    if (text := submission.sources.get(f"{mine}{LAB}.ipynb")) is not None:
        try:
            lab = rewritten(text, nbformat.read(released / f"{LAB}.ipynb", 4))
            files[f"{LAB}.ipynb"] = nbformat.writes(lab)
        except ValueError as error:
            problems.append(f"{mine}{LAB}.ipynb {error}")
    _replace(folder, Path(student) / assignment.name, {name: text for name, text in files.items() if text is not None})
    return Collected(student, assignment.name, problems)


def _replace(folder: Path, place: Path, files: dict[str, str]) -> None:
    """Put the files into submitted/, and let what was graded before be graded again; unless nothing has changed."""
    target = folder / "submitted" / place
    if target.exists() and {file.name: file.read_text("utf-8") for file in target.iterdir()} == files:
        return
    for old in (target, folder / "autograded" / place):
        shutil.rmtree(old, ignore_errors=True)
    target.mkdir(parents=True)
    for name, text in files.items():
        (target / name).write_text(text, "utf-8")


def rewritten(text: str, released: NotebookNode) -> NotebookNode:
    """A student's notebook, written anew. Raises ValueError if it is none that can be read."""
    marked = {c.metadata["nbgrader"]["grade_id"]: c for c in released.cells if "nbgrader" in c.metadata}
    made = []
    for raw in _raw_cells(text):
        cell = _cell(raw)
        meta = raw.get("metadata")
        about = meta.get("nbgrader") if isinstance(meta, dict) else None
        name = about.get("grade_id") if isinstance(about, dict) else None
        original = marked.pop(name, None) if isinstance(name, str) else None
        if original is not None:
            if cell.cell_type != original.cell_type:
                cell = from_dict({**original, "source": cell.source})
            cell.metadata = from_dict({"nbgrader": original.metadata["nbgrader"]})
        made.append(cell)
    return cells.notebook(made + list(marked.values()))  # what was deleted is there again, at the end


def _raw_cells(text: str) -> list[dict[str, Any]]:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("is no notebook: not JSON") from None
    found = raw.get("cells") if isinstance(raw, dict) else None
    if not isinstance(found, list) or not all(isinstance(cell, dict) for cell in found):
        raise ValueError("is no notebook of format 4: it has no list of cells")
    if len(found) > MOST_CELLS:
        raise ValueError(f"has more than {MOST_CELLS} cells")
    return found


def _cell(raw: dict[str, Any]) -> NotebookNode:
    source = raw.get("source", "")
    source = "".join(map(str, source)) if isinstance(source, list) else str(source)
    source = source.encode("utf-8", "replace").decode()
    if raw.get("cell_type") == "code":
        return cells.code(source)
    cell = cells.text(source)
    if pictures := _pictures(raw.get("attachments")):
        cell["attachments"] = from_dict(pictures)
    return cell


def _pictures(attachments: object) -> dict[str, dict[str, str]]:
    """The PNG pictures among a cell's attachments."""
    kept: dict[str, dict[str, str]] = {}
    for name, forms in attachments.items() if isinstance(attachments, dict) else ():
        with contextlib.suppress(AttributeError):
            data = forms.get("image/png")
            if isinstance(data, str) and is_picture(data) and not _UNSAFE.search(str(name)):
                kept[str(name)] = {"image/png": data}
    return kept
