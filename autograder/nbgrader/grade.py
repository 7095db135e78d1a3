"""nbgrader's preprocessors that are ours: they take the place of Execute and SaveAutoGrades, and prepare what students see."""

from __future__ import annotations

import atexit
import functools
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor, SaveAutoGrades
from traitlets import Bool, Float, Unicode

from autograder import visibility
from autograder.grading import grade as grade_modules
from autograder.grading import workers
from autograder.nbgrader import modules, run
from autograder.nbgrader.build import MODULES
from autograder.nbgrader.kernel import Kernel
from autograder.registry import Assignment, Course
from autograder.sandbox import Pool

ABOUT = "firth"
"""Key of a notebook's metadata, and of nbconvert's resources, under which we note what came of it."""


class _OfCourse(NbGraderPreprocessor):
    """A preprocessor that knows the course, and of what it is asked to process."""

    course = Unicode("", help="The course's folder.").tag(config=True)

    def _look(self, resources: Any) -> tuple[Course, Assignment, str, Path]:
        """Course, assignment, student, and nbgrader's course folder."""
        course, about = _course(self.course), resources["nbgrader"]
        assignment = next(a for a in course.assignments if a.name == about["assignment"])
        return course, assignment, about["student"], Path(resources["metadata"]["path"]).parents[2]


class Grade(_OfCourse):
    """Runs a lab in the sandbox, or the hidden tests on the modules; notes points by cell for SaveScores."""

    cell_seconds = Float(60.0, help="How long one cell of a notebook may take.").tag(config=True)
    layered = Bool(True, help="False runs notebooks without a sandbox: for your own only.").tag(config=True)

    def preprocess(self, notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Grade one notebook."""
        course, assignment, student, folder = self._look(resources)
        if resources["nbgrader"]["notebook"] == MODULES:
            points, problem = self._grade_modules(notebook, course, assignment, student, folder)
        else:
            tests = _tests(resources["nbgrader"])
            outcome = run.run(notebook, tests, lambda: self._kernel(course, assignment, resources), self.cell_seconds)
            points, problem = outcome.points, outcome.problem
        notebook.metadata[ABOUT] = {"problem": problem}
        resources[ABOUT] = points
        return notebook, resources

    def _kernel(self, course: Course, assignment: Assignment, resources: Any) -> Kernel:
        secrets = [course.root / "reference" / assignment.name / "lab.py", course.root / "reference" / "late.toml"]
        database = resources["nbgrader"]["db_url"].removeprefix("sqlite:///")
        heavy = any(module.libraries == "torch" for module in assignment.modules)
        return Kernel(
            Path(resources["metadata"]["path"]),
            data=str(course.root / "data"),
            secrets=[str(path) for path in (*secrets, Path(database)) if path.is_file()],
            memory=(8 if heavy else 3) << 30,
            layered=self.layered,
        )

    def _grade_modules(
        self, notebook: NotebookNode, course: Course, assignment: Assignment, student: str, folder: Path
    ) -> tuple[dict[str, float], str]:
        kept = modules.known(folder, student, assignment)
        if kept and modules.still_valid(kept, course, folder, student, assignment):
            result = kept.result
        else:
            tasks = frozenset(task.id for task in assignment.tasks)
            result = grade_modules(folder / "submitted" / student, course, _pool(self.course), tasks=tasks)
            modules.keep(folder, student, assignment, course.suite_hash, result)
        modules.show(notebook, result)
        return modules.points(result), "" if result.status == "graded" else "not all tasks could be graded: our fault"


class SaveScores(SaveAutoGrades):
    """nbgrader's own, but points come from Grade and never from a notebook's outputs."""

    def _add_score(self, cell: NotebookNode, resources: Any) -> None:
        name = cell.metadata.nbgrader["grade_id"]
        if cell.cell_type != "code" or utils.is_solution(cell):
            super()._add_score(cell, resources)
            return
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        save(grade, resources[ABOUT].get(name))
        self.gradebook.db.commit()


def save(grade: Any, points: float | None) -> bool:
    """Put points into a row of the gradebook; whether that changed it. None, where we could not grade, is for a person to see.

    A mark that a person gave stays; where the points below it have changed, the person is asked to look again.
    """
    before = grade.auto_score, grade.needs_manual_grade
    if points is None:
        grade.needs_manual_grade = True
    elif grade.auto_score != points:
        grade.auto_score, grade.needs_manual_grade = points, grade.manual_score is not None
    elif grade.manual_score is None:
        grade.needs_manual_grade = False
    return before != (grade.auto_score, grade.needs_manual_grade)


class ForStudents(_OfCourse):
    """Takes out of a graded notebook what students do not get: hidden tests, rubrics, and results that are not due yet."""

    def preprocess(self, notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Prepare one notebook for feedback."""
        _, assignment, student, folder = self._look(resources)
        if resources["nbgrader"]["notebook"] == MODULES:
            kept = modules.known(folder, student, assignment)
            if kept:
                level = visibility.level_at(assignment.feedback, datetime.now(UTC))
                modules.show(notebook, visibility.seen_by_student(kept.result, level))
        for step in (ClearHiddenTests(parent=self), ClearMarkScheme(parent=self)):
            notebook, resources = step.preprocess(notebook, resources)
        return notebook, resources


def _tests(about: dict[str, str]) -> dict[str, run.Test]:
    """The lab's cells of tests, from the gradebook."""
    with Gradebook(about["db_url"]) as gradebook:
        notebook = gradebook.find_notebook(about["notebook"], about["assignment"])
        sources = {cell.name: cell.source for cell in notebook.source_cells}
        written = {cell.name for cell in notebook.solution_cells}
        return {
            cell.name: run.Test(sources[cell.name], float(cell.max_score))
            for cell in notebook.grade_cells
            if cell.name not in written and cell.cell_type == "code"
        }


@functools.cache
def _course(root: str) -> Course:
    return Course(Path(root))


@functools.cache
def _pool(root: str) -> Pool:
    """Workers for the modules, which the whole run shares."""
    pool = workers(_course(root))
    atexit.register(pool.close)
    return pool
