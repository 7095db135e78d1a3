"""Collections of specimens: the course's own, and those that somebody else brings (`--also DIR`)."""

from __future__ import annotations

from pathlib import Path

import msgspec

from autograder import specimens
from autograder.registry import Course
from autograder.specimens import Specimen
from autograder.validate.results import COURSE


class Collection(msgspec.Struct, frozen=True):
    """A set of right and wrong solutions that is judged, and reported on, by itself."""

    name: str
    wrong: Path
    """Folder of `<module>.py` files with definitions marked `@wrong`."""
    right: Path
    """The same with `@also_right`."""


class Member(msgspec.Struct, frozen=True):
    """A specimen and where it comes from."""

    specimen: Specimen
    collection: str
    path: Path

    def transplanted(self, reference: str, function: str) -> str:
        """Source of the module with `function` done as the specimen does it."""
        return specimens.transplant(reference, self.path.read_text("utf-8"), self.specimen, function)


def own(course: Course) -> Collection:
    """The specimens that the course is always judged by."""
    return Collection(COURSE, course.root / "reference" / "misconceptions", course.root / "tests" / "wheats")


def outside(folder: Path) -> Collection:
    """The specimens in a folder of somebody else's."""
    return Collection(folder.resolve().name, folder / "misconceptions", folder / "wheats")


def read(course: Course, collection: Collection, path: Path) -> tuple[list[Member], list[str]]:
    """The members in one file, and what is wrong with it, one line for each problem. Runs the file."""
    module = {module.file: module for module in course.modules.values()}.get(path.name)
    if module is None:
        known = ", ".join(sorted({module.file for module in course.modules.values()}))
        return [], [f"{path}: no module of the course has this name; there are {known}"]
    try:
        found = [specimen for specimen, _ in specimens.load(path)]
    except (Exception, SystemExit) as error:
        return [], [f"{path}: cannot be imported: {type(error).__name__}: {str(error).split(chr(10))[0]}"]
    tasks, folder = {task.id for task in module.tasks}, path.parent == collection.wrong
    problems = [
        f"{path}: {s.name}: {problem}"
        for s in found
        if (problem := _problem(s, tasks, wrong=folder, file=path.name)) is not None
    ]
    if not found:
        problems.append(f"{path}: nothing in it is marked {'@wrong' if folder else '@also_right'}")
    usable = [s for s in found if _problem(s, tasks, wrong=folder, file=path.name) is None]
    return [Member(specimen, collection.name, path) for specimen in usable], problems


def files(collection: Collection) -> list[Path]:
    """The files of a collection: wrong ones first."""
    return [path for folder in (collection.wrong, collection.right) for path in sorted(folder.glob("*.py"))]


def _problem(specimen: Specimen, tasks: set[str], *, wrong: bool, file: str) -> str | None:
    if specimen.task not in tasks:
        return f"task {specimen.task} is not one of {file}"
    if specimen.wrong != wrong:
        return "a wrong one among the wheats" if specimen.wrong else "a right one among the misconceptions"
    return None
