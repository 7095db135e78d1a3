"""Notebooks of a class of twenty, five of them hostile: nbgrader alone against nbgrader with our sandbox, in one run.

    python -m tests.bench.notebooks [--json FILE] [--fine 13]

Both grade the same submissions from the same release. What runs without our sandbox runs in a container that bubblewrap makes
(nothing writable but the run's folder, no network), with 3 GiB of address space for each process and 10 s for each cell.
"""

from __future__ import annotations

import argparse
import functools
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat

from autograder.nbgrader import build, collect, config
from autograder.nbgrader.book import Book
from autograder.registry import Course
from tests.autograder import labs_class

ROOT = Path(__file__).resolve().parents[2]
CELL_SECONDS = 10
CONTAINER = "bwrap --ro-bind / / --dev /dev --proc /proc --unshare-net --unshare-pid --die-with-parent --tmpfs /run"
PLAIN = """\
c = get_config()
c.CourseDirectory.root = {folder!r}
c.CourseDirectory.course_id = "firth"
c.ClearMarkScheme.enforce_metadata = False
c.ClearSolutions.code_stub = {{"python": "# YOUR ANSWER HERE"}}
"""


def main() -> None:
    """Grade twice, and print who got what."""
    parser = argparse.ArgumentParser(description="nbgrader alone against nbgrader with our sandbox")
    parser.add_argument("--json", type=Path)
    parser.add_argument(
        "--fine", type=int, default=13, help="how many fine notebooks, beside five hostile and two broken"
    )
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="firth-notebooks-", ignore_cleanup_errors=True) as name:
        figures = {
            "nbgrader": measure(Path(name) / "plain", wanted.fine, plain=True),
            "with Firth": measure(Path(name) / "ours", wanted.fine, plain=False),
        }
    for what, figure in figures.items():
        print(what)
        for key, value in figure.items():
            print(f"  {key:36} {value}")
    if wanted.json:
        wanted.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


def measure(folder: Path, fine: int, *, plain: bool) -> dict[str, Any]:
    """Release, hand in, grade: seconds, and what everybody got."""
    course = Course(ROOT)
    folder.mkdir()
    assignment = next(a for a in course.assignments if a.name == "a2_pmi")
    build.build(course, assignment, folder / "source")
    if plain:
        (folder / "source" / "a2_pmi" / "modules.ipynb").unlink()
        (folder / config.FILE).write_text(PLAIN.format(folder=str(folder)))
    config.write(course, folder)
    with open(folder / config.FILE, "a", encoding="utf-8") as file:
        file.write(f"c.Execute.timeout = c.Grade.cell_seconds = {CELL_SECONDS}\n")
    book = Book(course, folder)
    book.release(assignment)
    if plain:
        labs_class.hand_in(folder / "release" / "a2_pmi", folder / "submitted", fine=fine, modules_only=False)
    else:
        labs_class.hand_in(folder / "release" / "a2_pmi", folder / "in", fine=fine, modules_only=False)
        collect.collect(course, [assignment], folder / "in", folder)
    seconds = {
        student: (_plainly if plain else _ours)(book, assignment, student) for student in book.submitted(assignment)
    }
    return _told(book, seconds)


def _plainly(book: Book, assignment: Any, student: str) -> float:
    here = str(book.folder)
    container = [*CONTAINER.split(), "--bind", here, here, "--chdir", here, "--setenv", "HOME", here]
    return _seconds([*container, sys.executable, "-m", "nbgrader", "autograde", assignment.name, "--student", student])


def _ours(book: Book, assignment: Any, student: str) -> float:
    words = [sys.executable, "-m", "autograder", "--course", str(ROOT), "labs", "grade"]
    return _seconds([*words, "--assignment", assignment.name, "--student", student, "--folder", str(book.folder)])


def _seconds(words: list[str]) -> float:
    """How long a program takes that has 3 GiB of address space."""
    limit = functools.partial(resource.setrlimit, resource.RLIMIT_AS, (3 << 30, 3 << 30))
    began = time.perf_counter()
    subprocess.run(words, preexec_fn=limit, capture_output=True, check=False, timeout=600)
    return time.perf_counter() - began


def _told(book: Book, seconds: dict[str, float]) -> dict[str, Any]:
    labs = {mark.student: mark.lab for mark in book.marks()}
    right = [name for name in seconds if labs.get(name) == labs_class.deserved(name)]
    fine = sorted(seconds[name] for name in seconds if name.startswith("s"))
    leaked = [name for name in seconds if "each of the eight pairs" in _printed(book, name)]
    return {
        "seconds, all": round(sum(seconds.values()), 1),
        "seconds for a fine one, median": round(fine[len(fine) // 2], 2),
        "seconds for the slowest": round(max(seconds.values()), 1),
        "scored as they deserve": f"{len(right)} of {len(seconds)}",
        "points hostile ones have not earned": sum(labs.get(name, 0.0) for name in labs_class.HOSTILE),
        "that printed hidden tests": leaked,
        "wrongly scored": {name: labs.get(name) for name in seconds if name not in right},
    }


def _printed(book: Book, student: str) -> str:
    """What a student's own cells show."""
    path = book.folder / "autograded" / student / "a2_pmi" / "lab.ipynb"
    cells = nbformat.read(path, 4).cells if path.exists() else []
    return "".join(str(output.get("text", "")) for cell in cells for output in cell.get("outputs", []))


if __name__ == "__main__":
    main()
