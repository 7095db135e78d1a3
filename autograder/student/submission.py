"""What a student hands in: an archive of module files, looked at as the grader will look at it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import msgspec

from autograder import intake
from autograder.registry import Assignment, Course, Place, digest

SECONDS_TO_IMPORT = 120.0
TIME = (1980, 1, 1, 0, 0, 0)
"""Of every file in the archive, so that the same work makes the same bytes."""

_IMPORT_ALONE = """
import sys, types
module = types.ModuleType(sys.argv[1])
sys.modules[sys.argv[1]] = module
exec(compile(sys.stdin.buffer.read(), sys.argv[1] + ".py", "exec"), vars(module))
"""


class Packed(msgspec.Struct):
    """An archive, and what there is to say about it."""

    path: Path
    files: dict[str, int]
    """What is in it: `a2_pmi/pmi.py` to its size."""
    problems: list[str]
    """What would cost points: missing, refused by the grader, or not to be imported."""
    notes: list[str]
    """What is good to know: files that are not handed in, visible tests that were changed."""


def pack(course: Course, assignments: list[Assignment], path: Path) -> Packed:
    """Write the archive with the module files of these assignments, and read it back as the grader does."""
    wanted = [place for place in _modules(course) if place.assignment in assignments]
    there = [place for place in wanted if (course.work / place.path).is_file()]
    with zipfile.ZipFile(path, "w") as archive:
        for place in there:
            entry = zipfile.ZipInfo(place.path, TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # or the bytes would tell Windows from the others
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (course.work / place.path).read_bytes())
    read = intake.read(path, [place.path for place in wanted])
    problems = [f"{place.path} is missing" for place in wanted if place not in there]
    problems += [f"{name} {reason}" for name, reason in read.refused.items()]
    notes = _notes(course, assignments)
    for place in there:
        if place.path not in read.sources:
            continue
        if place.module.libraries == "torch" and find_spec("torch") is None:
            notes.append(f"{place.path} was not tried: torch is not installed here")
        elif said := _import_alone(place, read.sources[place.path]):
            problems.append(f"{place.path} {said}")
    sizes = {name: len(text.encode()) for name, text in read.sources.items()}
    return Packed(path, sizes, problems, notes)


def _modules(course: Course) -> list[Place]:
    """One place for each module."""
    return list({place.path: place for place in course.places()}.values())


def _import_alone(place: Place, source: str) -> str:
    """Why the module cannot be imported where no other file of the student's is; empty if it can."""
    command = [sys.executable, "-I", "-c", _IMPORT_ALONE, place.module.name]
    try:
        done = subprocess.run(command, input=source.encode(), capture_output=True, timeout=SECONDS_TO_IMPORT)
    except subprocess.TimeoutExpired:
        return f"takes more than {SECONDS_TO_IMPORT:g} s to import"
    if done.returncode == 0:
        return ""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    why = lines[-1] if lines else f"exit code {done.returncode}"
    return f"cannot be imported on its own, as the grader does it: {why}"


def _notes(course: Course, assignments: list[Assignment]) -> list[str]:
    """Files beside the modules that stay at home, and handed-out files that are no longer what they were."""
    notes = []
    handed_out = course.released.files if course.released else {}
    for assignment in assignments:
        modules = {module.file for module in assignment.modules}
        for file in sorted((course.work / assignment.name).glob("*.py")):
            name = f"{assignment.name}/{file.name}"
            if file.name.startswith("test_"):
                if (
                    f"assignments/{name}" in handed_out
                    and digest(file.read_bytes()) != handed_out[f"assignments/{name}"]
                ):
                    notes.append(
                        f"{name} is no longer as it was handed out: its verdict may be another than that of the grader"
                    )
            elif file.name not in modules and f"assignments/{name}" not in handed_out:
                notes.append(f"{name} is not handed in: the grader takes {', '.join(sorted(modules))} only")
    return notes
