"""Cells as nbgrader wants them: a notebook cell and the metadata that makes it read-only, an answer, or a test."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
"""The kernel that a student's Jupyter has; ours takes its place when the notebook is graded."""

YOUR_ANSWER = "YOUR ANSWER HERE"


def notebook(cells: list[NotebookNode]) -> NotebookNode:
    """A notebook of these cells. Their ids are numbers, so that the same lab gives the same file."""
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number:03d}"
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}})


def read_only(cell: NotebookNode, name: str) -> NotebookNode:
    """Text or code that is put back as it was before grading."""
    return _mark(cell, name, locked=True)


def answer(cell: NotebookNode, name: str) -> NotebookNode:
    """Code for the student to write; what the tests of another cell are about."""
    return _mark(cell, name, solution=True)


def tests(cell: NotebookNode, name: str, points: float) -> NotebookNode:
    """Assertions about answers, worth points; read-only, and partly hidden."""
    return _mark(cell, name, grade=True, locked=True, points=points)


def written(name: str, points: float) -> NotebookNode:
    """An empty answer in words, marked by a person."""
    return _mark(new_markdown_cell(YOUR_ANSWER), name, grade=True, solution=True, points=points)


def text(source: str) -> NotebookNode:
    """A Markdown cell."""
    return new_markdown_cell(source)


def code(source: str) -> NotebookNode:
    """A code cell."""
    return new_code_cell(source)


def _mark(
    cell: NotebookNode,
    name: str,
    *,
    grade: bool = False,
    solution: bool = False,
    locked: bool = False,
    points: float | None = None,
) -> NotebookNode:
    about: dict[str, Any] = {"schema_version": 3, "grade_id": name, "cell_type": cell.cell_type, "task": False}
    about |= {"grade": grade, "solution": solution, "locked": locked}
    cell.metadata = from_dict({"nbgrader": about if points is None else about | {"points": points}})
    return cell
