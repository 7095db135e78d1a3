"""Made-up classes: right solutions, known misconceptions and untouched stubs, no two files alike."""

from __future__ import annotations

import ast
import random
import re
import sys
from pathlib import Path

from autograder import specimens
from autograder.registry import Course

ROOT = Path(__file__).resolve().parent.parent

MODULE = "a2_pmi/pmi.py"
"""What the classes of the benchmarks hand in."""

SHARES = {"right": 0.4, "wrong": 0.45, "stub": 0.15}
"""What becomes of a module: the reference, the reference with one function done in a known wrong way, the stub."""


def make(folder: Path, students: int, modules: list[str], seed: int = 1) -> Path:
    """A class that hands in `modules` (`a2_pmi/pmi.py`), in a folder for each student."""
    course, chance = Course(ROOT), random.Random(seed)
    for number in range(students):
        for module in modules:
            file = folder / f"student{number:04d}" / module
            file.parent.mkdir(parents=True, exist_ok=True)
            kind = chance.choices(list(SHARES), list(SHARES.values()))[0]
            file.write_text(f"{written(course, module, kind, chance)}\n# {number}\n", "utf-8")
    return folder


def grading(folder: Path, out: Path, jobs: int) -> list[str]:
    """The command that grades a class that hands in MODULE."""
    words = ["grade", str(folder), "--out", str(out), "--assignment", "a2_pmi", "--jobs", str(jobs), "--quiet"]
    return [sys.executable, "-m", "autograder", *words]


def written(course: Course, module: str, kind: str, chance: random.Random) -> str:
    """The text of a module of this kind."""
    reference = (ROOT / "reference" / module).read_text("utf-8")
    if kind == "right":
        return reference
    if kind == "stub":
        return (ROOT / "assignments" / module).read_text("utf-8")
    path = ROOT / "reference" / "misconceptions" / Path(module).name
    specimen, _ = chance.choice(specimens.load(path))
    function = course.tasks[specimen.task].task.function
    return specimens.transplant(reference, _alone(path.read_text("utf-8"), specimen.name), specimen, function)


def _alone(source: str, name: str) -> str:
    """A file of specimens with no other one than `name`, and no import that it does not use: as one student would write it."""
    definitions = (ast.FunctionDef, ast.ClassDef)
    kept = [
        node
        for node in ast.parse(source).body
        if not (isinstance(node, definitions) and node.decorator_list) or node.name == name
    ]
    words = set(re.findall(r"\w+", "\n".join(ast.unparse(node) for node in kept if isinstance(node, definitions))))
    imports = (ast.Import, ast.ImportFrom)
    used = [
        node
        for node in kept
        if not isinstance(node, imports) or any((alias.asname or alias.name) in words for alias in node.names)
    ]
    return "\n".join(map(ast.unparse, used))
