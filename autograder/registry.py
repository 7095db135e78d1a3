"""The course as data: assignments, modules, tasks, points and hints.

Read from `reference/*/tasks.toml`, or from the `course.json` that a release makes of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

import msgspec

Libraries = Literal["numpy", "torch"]

Level = Literal["score", "task", "hint", "counterexample"]
"""How much of the hidden results a student may see; see `autograder.visibility`."""

LEVELS: tuple[Level, ...] = get_args(Level)
"""From little to much."""

RELEASED = "course.json"
"""The file that makes a folder a student's repository."""


class CourseError(Exception):
    """The course itself is broken: a missing or contradictory file. The message says which and how to mend it."""


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One function (or class) to write."""

    id: str
    function: str
    title: str
    points: int
    minutes: int
    difficulty: int
    hints: tuple[str, str, str]
    needs: tuple[str, ...] = ()
    in_place: bool = False
    """True if the task may change its array arguments (the `*_step` functions)."""
    bonus: bool = False
    """True for extra credit, which is shown but not part of the score."""
    seconds: float = 10.0
    """Time that student code may take in one hidden test, all its calls together."""


class Module(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of a submission."""

    file: str
    tasks: tuple[Task, ...]
    libraries: Libraries = "numpy"

    @property
    def name(self) -> str:
        """`pmi` for `pmi.py`."""
        return self.file.removesuffix(".py")


class Feedback(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What students may see of the hidden results of an assignment: before its deadline, and after it or without one."""

    before: Level | None = None
    """None stands for "task"; given, it needs a deadline, or it would quietly never apply."""
    after: Level = "counterexample"
    deadline: datetime | None = None

    def __post_init__(self) -> None:
        if self.deadline is not None and self.deadline.tzinfo is None:
            raise ValueError("a deadline is a time with its zone, such as 2026-12-01T23:59:00+01:00")
        if self.before is not None and self.deadline is None:
            raise ValueError('"before" needs a deadline')


class _Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of one tasks.toml."""

    title: str
    chapter: str
    summary: str
    modules: tuple[Module, ...]
    feedback: Feedback = Feedback()


class Assignment(msgspec.Struct, frozen=True):
    """One folder of a submission."""

    name: str
    title: str
    chapter: str
    summary: str
    modules: tuple[Module, ...]
    feedback: Feedback = Feedback()

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks, module by module."""
        return tuple(task for module in self.modules for task in module.tasks)


class Place(msgspec.Struct, frozen=True):
    """Where a task is at home."""

    assignment: Assignment
    module: Module
    task: Task

    @property
    def path(self) -> str:
        """`a2_pmi/pmi.py`: the module's file in a submission."""
        return f"{self.assignment.name}/{self.module.file}"


class Released(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of course.json: the course, and the files that were handed out with it."""

    version: str
    assignments: tuple[Assignment, ...]
    files: dict[str, str]
    """Path below the student's repository to `digest` of what was handed out."""


class Course:
    """The course in a folder: its authors' (`reference/`, `tests/hidden/`), or a student's (`course.json`, stubs)."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.released = read_released(self.root) if (self.root / RELEASED).is_file() else None
        pages = sorted(self.root.glob("reference/*/tasks.toml"))
        if not pages and not self.released:
            raise CourseError(f"{root}: no reference/*/tasks.toml here: is this the course's folder?")
        self.assignments = self.released.assignments if self.released else tuple(_read(page) for page in pages)
        ids = [place.task.id for place in self.places()]
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            raise CourseError(f"{root}: task {twice[0]} is defined twice in reference/*/tasks.toml")

    @property
    def work(self) -> Path:
        """The folder of the folders that a student works in."""
        return self.root / "assignments"

    def places(self) -> Iterator[Place]:
        """Every task with its assignment and module, in the order of the course."""
        for assignment in self.assignments:
            for module in assignment.modules:
                for task in module.tasks:
                    yield Place(assignment, module, task)

    @cached_property
    def tasks(self) -> dict[str, Place]:
        """Task id to place."""
        return {place.task.id: place for place in self.places()}

    @cached_property
    def modules(self) -> dict[str, Module]:
        """`a2_pmi/pmi.py` to module."""
        return {f"{a.name}/{module.file}": module for a in self.assignments for module in a.modules}

    def hidden_tests(self, modules: Iterable[str]) -> list[Path]:
        """The hidden test files of the modules of these names: `test_pmi.py`, or `test_pmi_smoothing.py` beside it."""
        names = sorted((module.name for module in self.modules.values()), key=len, reverse=True)
        files = sorted(self.root.glob("tests/hidden/test_*.py"))
        owner = {file: next((n for n in names if f"{file.stem}_".startswith(f"test_{n}_")), None) for file in files}
        return [file for file in files if owner[file] in set(modules)]

    @cached_property
    def suite_hash(self) -> str:
        """Sixteen hex digits that change whenever anything that can move a score changes."""
        digest = hashlib.sha256()
        watched = ["reference/**/*.py", "reference/**/tasks.toml", "tests/hidden/**/*.py"]
        watched += ["autograder/*.py", "autograder/sandbox/**/*.py", "autograder/worker/**/*.py"]  # not how it is shown
        for file in sorted(path for pattern in watched for path in self.root.glob(pattern)):
            digest.update(file.relative_to(self.root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
        return digest.hexdigest()[:16]


def is_course(folder: Path) -> bool:
    """Whether a course is at home in this folder."""
    return (folder / RELEASED).is_file() or any(folder.glob("reference/*/tasks.toml"))


def digest(data: bytes) -> str:
    """Sixteen hex digits of a file's content, the same with the line ends of Windows and of everybody else."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()[:16]


def read_released(folder: Path) -> Released:
    """The course.json of a student's repository."""
    try:
        return msgspec.json.decode((folder / RELEASED).read_bytes(), type=Released)
    except (msgspec.MsgspecError, OSError) as error:
        raise CourseError(f"{folder / RELEASED}: {error}; fetch the file anew from where you got the course") from None


def _read(page: Path) -> Assignment:
    try:
        content = msgspec.toml.decode(page.read_bytes(), type=_Page)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CourseError(f"{page}: {error}") from None
    return Assignment(
        page.parent.name, content.title, content.chapter, content.summary, content.modules, content.feedback
    )
