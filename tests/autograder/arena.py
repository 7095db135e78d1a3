"""Where hostile submissions are tried: a course in a hurry, a student to steal from, and eyes on what is left behind."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import pytest
from rich.console import Console

from autograder import proxy, terminal
from autograder.calls import Source
from autograder.examples import Example, Examples
from autograder.grading import grade, workers
from autograder.proxy import Submission
from autograder.registry import Course
from autograder.report import SubmissionResult
from autograder.sandbox import Pool
from tests.conftest import ROOT

ATTACKS = ROOT / "tests" / "attacks"
NAMES = sorted(path.stem for path in ATTACKS.glob("[!_]*.py"))
RIGHT = (ROOT / "tests" / "submissions" / "good" / "a2_pmi" / "pmi.py").read_text("utf-8")
TASK = frozenset({"2.3"})

SECONDS = 1.0
"""What student code may take in one test here, in place of the 20 of the course."""

CANARY = "canary-in-the-environment"
SECRETS = (
    CANARY,
    "canary-of-another-student",
    "Hidden tests of a2_pmi",
    "_by_definition",  # hidden tests
    "np.add.at(ahead",  # reference
    "root:x:0",  # the machine's users
    "LEAK",  # what the attacks print when they got somewhere
)

PLANTED = ("bomb-*", "mailbox", "pickled", "results.*", "report.json", "grades.csv", "sitecustomize.py", "poison.pth")
"""Names of the files that attacks try to leave behind."""

FOLDERS = (
    ROOT,
    ROOT / "tests" / "hidden",
    ROOT / "autograder" / "worker",
    *map(Path, ("/tmp", "/dev/shm", "/var/tmp")),
)


class Few(Examples):
    """Recorded examples of this place alone, four for each test: an attack that gets through does so at the first."""

    def keep(self, test: str, examples: list[Example]) -> None:
        super().keep(test, examples[:4])


@dataclass
class Arena:
    """Where attacks take place."""

    course: Course
    pool: Pool
    known: Examples
    folder: Path
    before: set[Path]
    processes: int
    points: int = 0
    root: Path = ROOT
    """Of the course, as attacks believe."""

    def submit(self, text: str, name: str) -> Path:
        """A submission with this module."""
        place = self.folder / name / "a2_pmi"
        place.mkdir(parents=True, exist_ok=True)
        for mark, path in (("@ROOT@", self.root), ("@OTHER@", self.folder / "other"), ("@HERE@", place.parent)):
            text = text.replace(mark, str(path))
        (place / "pmi.py").write_text(text, "utf-8")
        return place.parent

    def grade(self, path: Path, pool: Pool | None = None) -> SubmissionResult:
        """The result of task 2.3."""
        return grade(path, self.course, pool or self.pool, tasks=TASK, known=self.known)

    def next_call_is_served_as_always(self) -> None:
        """The next worker, of whoever comes next, answers rightly."""
        following = Submission({"pmi": Source("pmi", RIGHT, "numpy")}, self.pool)
        answer = following.pmi.ppmi(np.array([[4.0, 1.0], [1.0, 0.0]]))
        assert np.allclose(answer, np.log([[1, 6 / 5], [6 / 5, 1]]), atol=1e-12)
        following.close()

    def next_is_graded_as_always(self, pool: Pool | None = None) -> None:
        """A right submission gets all points."""
        right = self.grade(self.submit(RIGHT, "right"), pool)
        assert (right.status, right.score) == ("graded", right.max_score)


@contextlib.contextmanager
def open_arena(folder: Path) -> Iterator[Arena]:
    """A course with short limits and little shrinking, workers as `firth grade` has them, and a student to steal from."""
    course, patch = Course(ROOT), pytest.MonkeyPatch()
    course.assignments = tuple(_hurried(assignment) for assignment in course.assignments)
    patch.setattr(proxy, "LOAD_SECONDS", 3 * SECONDS)
    patch.setenv("FIRTH_CANARY", CANARY)
    patch.setattr(proxy, "SHRINK_CALLS", 4)
    try:
        with workers(course) as pool:
            pool.zygote("numpy")
            made = Arena(course, pool, Few(), folder, planted(), len(descendants()))
            made.next_is_graded_as_always()
            made.submit(f"# canary-of-another-student\n{RIGHT}", "other")
            made.points = made.grade(made.submit((ATTACKS / "_wrong.py").read_text("utf-8"), "wrong")).score
            yield made
    finally:
        patch.undo()


def secrets_in(result: SubmissionResult) -> list[str]:
    """Those of SECRETS that the report, or what is shown of it, tells."""
    told = msgspec.json.encode(result).decode() + on_a_terminal(result)
    return [secret for secret in SECRETS if secret in told]


def on_a_terminal(result: SubmissionResult) -> str:
    console = Console(file=io.StringIO(), width=70, highlight=False)
    terminal.print_submission(result, console)
    terminal.print_line(result, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def _hurried(assignment):
    """`assignment` with short time limits."""
    replace = msgspec.structs.replace
    modules = (
        replace(module, tasks=tuple(replace(task, seconds=SECONDS) for task in module.tasks))
        for module in assignment.modules
    )
    return replace(assignment, modules=tuple(modules))


def planted() -> set[Path]:
    """Files in tempting places with names that attacks give to theirs."""
    return {path for folder in FOLDERS if folder.is_dir() for name in PLANTED for path in folder.glob(name)}


def descendants() -> set[int]:
    """The processes that this one started, and those that they started; none that has ended."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text("utf-8", "replace").rpartition(")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if state != "Z":
            parents[int(entry.parent.name)] = int(parent)
    found = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found
