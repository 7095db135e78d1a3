"""nbgrader's course folder and gradebook: release, grade, feedback, and what everybody has got."""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import nbformat
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from sqlalchemy.exc import SAWarning

from autograder import late
from autograder.nbgrader import build, config
from autograder.nbgrader.grade import ABOUT
from autograder.registry import Assignment, Course, CourseError


class Mark(msgspec.Struct, frozen=True):
    """What one student has got for one assignment. `score` has the penalty taken off, and extra credit added."""

    student: str
    assignment: str
    score: float
    max_score: float
    penalty: float
    lab: float
    modules: float
    needs_marking: bool


class Book:
    """The course folder of nbgrader at `folder`. Raises CourseError if there are no settings in it."""

    def __init__(self, course: Course, folder: Path) -> None:
        self.course, self.folder = course, folder.resolve()
        self.config = config.read(self.folder)
        if not shutil.which("alembic"):  # nbgrader calls it by its name when it makes a database
            os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        self.api = NbGraderAPI(config=self.config)
        self.api.log.addHandler(logging.NullHandler())  # what it logs comes back as text
        self.api.log.propagate = False
        warnings.filterwarnings("ignore", category=SAWarning, module=r"nbgrader\.")  # known, and harmless

    @property
    def db_url(self) -> str:
        """Of the gradebook: SQLite in the folder, unless the settings say otherwise."""
        return str(self.api.coursedir.db_url)

    def gradebook(self) -> Any:
        """nbgrader's gradebook, as a context manager."""
        return Gradebook(self.db_url, str(self.api.course_id))

    def release(self, assignment: Assignment) -> None:
        """Make `release/` and the gradebook's rows from `source/`. Raises CourseError with nbgrader's reason."""
        self._do(self.api.generate_assignment(assignment.name), f"{assignment.name} cannot be released")
        due = late.policy_of(self.course.root).due.get(assignment.name, assignment.feedback.deadline)
        with self.gradebook() as gradebook:
            gradebook.update_or_create_assignment(assignment.name, duedate=due)

    def submitted(self, assignment: Assignment) -> list[str]:
        """The students who have handed in the assignment."""
        return sorted(
            place.parent.name for place in self.folder.glob(f"submitted/*/{assignment.name}") if place.is_dir()
        )

    def grade(self, assignment: Assignment, student: str, *, force: bool = False) -> str:
        """Grade the notebooks of one submission, unless that is done; what went wrong, in one line."""
        submitted, done = (self.folder / step / student / assignment.name for step in ("submitted", "autograded"))
        if not force and all((done / notebook.name).exists() for notebook in submitted.glob("*.ipynb")):
            return self.problem(assignment, student)
        try:
            self._do(
                self.api.autograde(assignment.name, student, force=True),
                "not graded, through no fault of the student's",
            )
        except CourseError as error:
            return str(error)
        return self.problem(assignment, student)

    def problem(self, assignment: Assignment, student: str) -> str:
        """What stopped the lab, or kept the modules from being graded; empty if nothing did."""
        place = self.folder / "autograded" / student / assignment.name
        said = []
        for name in (build.LAB, build.MODULES):
            if not (place / f"{name}.ipynb").exists():
                said.append(f"no {name}.ipynb")
            else:
                said.append(nbformat.read(place / f"{name}.ipynb", 4).metadata.get(ABOUT, {}).get("problem", ""))
        return "; ".join(text for text in said if text)

    def feedback(self, assignment: Assignment) -> list[Path]:
        """Write a page for each notebook of each student who has been graded; the pages."""
        target = self.folder / "feedback"
        for place in target.glob(f"*/{assignment.name}"):
            shutil.rmtree(place)
        self._do(self.api.generate_feedback(assignment.name), f"no feedback on {assignment.name}")
        return sorted(target.glob(f"*/{assignment.name}/*.html"))

    def marks(self) -> Iterator[Mark]:
        """Everybody's marks, by assignment and student."""
        with self.gradebook() as gradebook:
            for assignment in gradebook.assignments:
                for s in sorted(assignment.submissions, key=lambda submission: str(submission.student_id)):
                    penalty = sum(notebook.late_submission_penalty or 0.0 for notebook in s.notebooks)
                    parts = {notebook.name: notebook.score for notebook in s.notebooks}
                    yield Mark(
                        student=str(s.student_id),
                        assignment=assignment.name,
                        score=s.score - penalty,
                        max_score=s.max_score,
                        penalty=penalty,
                        lab=parts.get(build.LAB, 0.0),
                        modules=parts.get(build.MODULES, 0.0),
                        needs_marking=s.needs_manual_grade,
                    )

    def _do(self, result: dict[str, Any], what: str) -> None:
        if not result["success"]:
            said = f"{result.get('log', '')}\n{result.get('error', '')}"
            errors = re.findall(r"(?m)^[\w.]*(?:Error|Exception|Entry)\b.*$|(?<=^\[ERROR\] )\S.*$", said)
            # The last but nbgrader's own summary, which points at a log.
            telling = [line for line in errors if "NbGraderException" not in line and "above" not in line]
            raise CourseError(f"{what}: {(telling or ['nbgrader does not say why'])[-1]}")
