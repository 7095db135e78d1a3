"""The transcripts in these pages are made by running them: `python -m docs.transcripts [PAGE...]` writes them anew.

A page begins with `<!-- scene: students -->` (a released repository) or `<!-- scene: course -->` (a copy of this one).
In a block that begins with ```console each line `$ firth …` is run there, and what it prints is put below it.
Between the blocks the scene may change:

    <!-- edit PATH | old text | new text -->
    <!-- solve assignments/a1_sparse/sparse.py one_hot -->      the function as in the reference
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder import student_repository
from autograder.registry import Course

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent

PAGES = ("student.md", "instructor.md", "author.md")

LEFT_OUT = re.compile(r"(?s)\n?isolation: tier.*?\d s$")
"""What a grade says of the machine at its end: it is another one everywhere."""

_STEP = re.compile(r"(?ms)^<!-- (?P<what>edit|solve) (?P<how>.*?) -->$|^```console\n(?P<block>.*?)^```$")


def renewed(page: str) -> str:
    """The page with its transcripts made anew."""
    with tempfile.TemporaryDirectory() as folder:
        scene = _set_scene(page, Path(folder) / "firth")
        return _STEP.sub(lambda step: _played(step, scene), page)


def _set_scene(page: str, scene: Path) -> Path:
    kind = re.match(r"<!-- scene: (\w+) -->", page)
    if kind is not None and kind[1] == "students":
        for name, data in student_repository.files(Course(ROOT)).items():
            (scene / name).parent.mkdir(parents=True, exist_ok=True)
            (scene / name).write_bytes(data)
        # As on a student's first day, and much faster: no torch.
        (scene / "sitecustomize.py").write_text("import sys; sys.modules['torch'] = None\n")
    else:
        for name in ("assignments", "autograder", "data", "reference", "tests"):
            shutil.copytree(ROOT / name, scene / name, ignore=shutil.ignore_patterns("__pycache__", ".firth"))
        for name in ("LICENSE", "docs/student.md"):
            (scene / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, scene / name)
    return scene


def _played(step: re.Match[str], scene: Path) -> str:
    if step["block"] is not None:
        commands = [line for line in step["block"].splitlines() if line.startswith("$ ")]
        return (
            "```console\n"
            + "\n\n".join(f"{command}\n{_run(command, scene)}".rstrip() for command in commands)
            + "\n```"
        )
    if step["what"] == "edit":
        path, old, new = (part.strip() for part in step["how"].split("|"))
    else:
        path, function = step["how"].split()
        old = _definition(scene / path, function)
        new = _definition(ROOT / path.replace("assignments", "reference"), function)
    text = (scene / path).read_text("utf-8")
    if text.count(old) != 1:
        raise SystemExit(f"{path}: {old!r} stands there {text.count(old)} times, not once")
    (scene / path).write_text(text.replace(old, new), "utf-8")
    return step[0]


def _run(command: str, scene: Path) -> str:
    """What a command prints, errors included, as a terminal of 110 characters shows it."""
    words = [sys.executable, "-m", "autograder", *shlex.split(command)[2:]]
    environment = os.environ | {"PYTHONPATH": str(scene), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(words, cwd=scene, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    lines = [line.rstrip() for line in done.stdout.decode("utf-8").replace(str(scene), "~/firth").splitlines()]
    return LEFT_OUT.sub("", "\n".join(lines).strip("\n"))


def _definition(path: Path, name: str) -> str:
    source = path.read_text("utf-8")
    node = next(node for node in ast.parse(source).body if getattr(node, "name", "") == name)
    return ast.get_source_segment(source, node) or ""


if __name__ == "__main__":
    for name in sys.argv[1:] or PAGES:
        page = DOCS / name
        page.write_text(renewed(page.read_text("utf-8")), "utf-8")
