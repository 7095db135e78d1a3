"""`reference/*/lab.py` → nbgrader's `source/`: the lab as a notebook, a page for the module's scores, and the handout's files.

A lab is a notebook in percent format (jupytext). The marks that a cell can have are described in docs/labs.md:

    # %% answer="NAME"             the student writes here; the part between BEGIN SOLUTION and END SOLUTION is ours
    # %% tests="NAME" points=2     assertions about that answer; the part between BEGIN HIDDEN TESTS and END … is hidden
    # %% [markdown] question=3     question 3 of the handout, with its points and rubric from questions.md
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator, ValidationError

from autograder.nbgrader import cells, names, questions
from autograder.registry import Assignment, Course, CourseError

LAB, MODULES = "lab", "modules"
"""The notebooks of an assignment: the student's lab, and our page with the scores of the modules."""

RUBRIC = "\n\n=== BEGIN MARK SCHEME ===\n\n{}\n\n=== END MARK SCHEME ==="
"""Seen by those who mark; nbgrader's ClearMarkScheme takes it out of what students get."""

_NAME = re.compile(r"[a-z0-9-]+")


def with_labs(course: Course) -> list[Assignment]:
    """The assignments that have a lab."""
    return [a for a in course.assignments if (course.root / "reference" / a.name / "lab.py").exists()]


def build(course: Course, assignment: Assignment, source: Path) -> None:
    """Write `source/<assignment>/` anew. Raises CourseError, naming the cell, if the lab is not as it should be."""
    reference, handed_out = course.root / "reference" / assignment.name, course.root / "assignments" / assignment.name
    lab = jupytext.read(reference / "lab.py", fmt="py:percent")
    made = {LAB: lab_notebook(lab, reference), MODULES: modules_notebook(assignment)}
    folder = source / assignment.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in [*handed_out.glob("*.py"), *handed_out.glob("*.md"), *_extra_files(lab, reference)]:
        shutil.copyfile(file, folder / file.name)
    for name, notebook in made.items():
        nbformat.write(notebook, folder / f"{name}.ipynb")


def lab_notebook(lab: NotebookNode, reference: Path) -> NotebookNode:
    """The lab with nbgrader's metadata; questions of the handout that it does not place come at its end."""
    open_questions = questions.read(reference)
    answers: dict[str, set[str]] = {}
    made = []
    for number, cell in enumerate(lab.cells, start=1):
        try:
            made += _cells(cell, answers, open_questions)
        except (_Unclear, SyntaxError) as error:
            raise CourseError(f"{reference}/lab.py, cell {number} ({cell.source[:40]!r}): {error}") from None
    for question in open_questions.values():
        made += _question(question)
    return _checked(cells.notebook(made), reference)


def modules_notebook(assignment: Assignment) -> NotebookNode:
    """One read-only cell a task; its score and feedback come from the hidden tests. Extra credit has no maximum in nbgrader."""
    made = [cells.read_only(cells.text(f"# {assignment.title}: your module\n\nOne cell for each task."), "modules")]
    for task in assignment.tasks:
        source = f"# Task {task.id}, {task.function}: {task.title}" + (" (extra credit)" if task.bonus else "")
        made.append(cells.tests(cells.code(source), task_cell(task.id), 0 if task.bonus else task.points))
    return cells.notebook(made)


def task_cell(task: str) -> str:
    """The name of a task's cell: `task-2-1` for task 2.1."""
    return f"task-{task.replace('.', '-')}"


class _Unclear(Exception):
    """A cell whose marks make no sense."""


def _cells(
    cell: NotebookNode, answers: dict[str, set[str]], asked: dict[int, questions.Question]
) -> list[NotebookNode]:
    """The nbgrader cells of one cell of the lab. `answers` collects what each answer defines; `asked` loses its question."""
    marks: dict[str, Any] = dict(cell.metadata)
    if "answer" in marks:
        if cell.cell_type != "code" or "BEGIN SOLUTION" not in cell.source:
            raise _Unclear("an answer is a code cell with ### BEGIN SOLUTION and ### END SOLUTION")
        name = _new_name(marks["answer"], answers)
        answers[name] = names.defined(cell.source)
        return [cells.answer(cell, name)]
    if "tests" in marks:
        return [_tests(cell, marks, answers)]
    if "question" in marks:
        if marks["question"] not in asked:
            raise _Unclear(f"the handout has no question {marks['question']}, or the lab asks it twice")
        return _question(asked.pop(marks["question"]), before=cell.source)
    return [cell]


def _tests(cell: NotebookNode, marks: dict[str, Any], answers: dict[str, set[str]]) -> NotebookNode:
    if marks["tests"] not in answers:
        raise _Unclear(f"no answer {marks['tests']!r} stands above")
    if not isinstance(marks.get("points"), int | float):
        raise _Unclear("tests need points=…")
    if unknown := [name for name in names.asked(cell.source) if name not in set().union(*answers.values())]:
        raise _Unclear(f"a test sees nothing of the notebook but answers, and no answer defines {unknown[0]}")
    return cells.tests(cell, f"test-{marks['tests']}", marks["points"])


def _question(question: questions.Question, before: str = "") -> list[NotebookNode]:
    """What is asked, with the rubric hidden in it, and an empty answer below."""
    points = f"{question.points} points" + (", extra credit" if question.bonus else "")
    text = f"{before}\n\n### Question {question.number}: {question.title} ({points})\n\n{question.text}".lstrip()
    return [
        cells.read_only(cells.text(text + RUBRIC.format(question.rubric)), f"question-{question.number}"),
        cells.written(f"written-{question.number}", 0 if question.bonus else question.points),
    ]


def _new_name(name: object, taken: dict[str, set[str]]) -> str:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise _Unclear(f"the name {name!r} has other characters than a-z, 0-9 and -")
    if name in taken:
        raise _Unclear(f"there are two answers {name!r}")
    return name


def _extra_files(lab: NotebookNode, reference: Path) -> list[Path]:
    """Files that the lab's header lists under `firth: files:`, for what it imports beside the module."""
    listed = [reference / name for name in lab.metadata.get("firth", {}).get("files", [])]
    if missing := [path for path in listed if not path.is_file()]:
        raise CourseError(f"{reference}/lab.py lists {missing[0].name}, which is not there")
    return listed


def _checked(notebook: NotebookNode, reference: Path) -> NotebookNode:
    try:
        nbformat.validate(notebook)
        MetadataValidator().validate_nb(notebook)
    except (nbformat.ValidationError, ValidationError) as error:
        raise CourseError(f"{reference}/lab.py makes no valid notebook: {error}") from None
    return notebook
