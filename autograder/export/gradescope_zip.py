"""The zip that one uploads to Gradescope: two scripts, the settings, and the course with its hidden tests."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import msgspec

from autograder.export.gradescope import fault
from autograder.registry import Course
from autograder.report import write_atomically

TEMPLATE = Path(__file__).parent.parent / "templates" / "gradescope"
PROGRAMS = ("setup.sh", "run_autograder")

COURSE = (
    "pyproject.toml",
    "constraints.txt",
    "README.md",
    "LICENSE",
    "autograder/**/*.py",
    "reference/*.py",
    "reference/*.toml",
    "reference/*/*.py",
    "reference/*/tasks.toml",
    "tests/__init__.py",
    "tests/hidden/**/*.py",
    "data/*.py",
    "data/tiny_bert/*",
)
"""What grading needs of the course."""

GRACE = 45
"""Seconds after which a grader that does not keep its own deadline is stopped."""

TORCH_MEGABYTES = 3072
"""Memory of the container that modules with torch want."""


class Settings(msgspec.Struct, kw_only=True):
    """What the instructor chose when the zip was made."""

    tasks: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    """Tasks of the same assignments that need torch, which this container lacks."""
    minutes: float = 8.0
    """When grading ends by itself: well before the platform ends it, and all is lost."""
    per_day: int | None = None
    """Graded submissions in 24 hours; None: as many as one likes."""
    leaderboard: bool = False


def settings(course: Course, chosen: frozenset[str] | None, *, torch: bool, **others: object) -> Settings:
    """Settings for the chosen tasks (None: all); those that need torch are left out unless it is asked for."""
    meant = [place for place in course.places() if chosen is None or place.task.id in chosen]
    light = [place.task.id for place in meant if torch or place.module.libraries != "torch"]
    heavy = [place.task.id for place in meant if place.task.id not in light]
    return msgspec.convert({"tasks": light, "left_out": heavy, **others}, Settings)


def build(course: Course, chosen: Settings, target: Path) -> int:
    """Write the zip, the same to the bit for the same course and settings; its size in bytes. Raises OSError."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(_files(course, chosen).items()):
            entry = zipfile.ZipInfo(name)  # with the date at which zip's time begins
            entry.external_attr = (0o100755 if name in PROGRAMS else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    write_atomically(target, written.getvalue())
    return len(written.getvalue())


def _files(course: Course, chosen: Settings) -> dict[str, bytes]:
    needs_torch = any(course.tasks[task].module.libraries == "torch" for task in chosen.tasks)
    made = {name: (TEMPLATE / name).read_bytes() for name in PROGRAMS}
    made["settings.json"] = msgspec.json.format(msgspec.json.encode(chosen), indent=2) + b"\n"
    made["extras"] = b"[course]\n" if needs_torch else b"\n"
    made["seconds"] = f"{chosen.minutes * 60 + GRACE:.0f}\n".encode()
    made["fault.json"] = json.dumps(fault()).encode()
    for path in sorted(path for pattern in COURSE for path in course.root.glob(pattern)):
        if path.is_file() and _is_needed(path):
            made[f"course/{path.relative_to(course.root).as_posix()}"] = path.read_bytes()
    return made


def _is_needed(path: Path) -> bool:
    """Neither a lab nor a visible test: those that begin like one, but for the hidden."""
    return path.name != "lab.py" and (not path.name.startswith("test_") or path.parent.name == "hidden")
