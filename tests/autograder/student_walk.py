"""A student's first hour: the released repository in a fresh virtual environment, by the commands of its README.

    python -m tests.autograder.student_walk python3.13

walks with any Python, with packages from the network and without torch: the project's workflow does so for every
Python and system that students may have. The test suite walks with its own Python and its own packages, offline.
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from autograder import student_repository
from autograder.registry import Course

ROOT = Path(__file__).resolve().parent.parent.parent

MISSING = ("resource", "pwd", "grp", "fcntl", "termios", "landlock", "pyseccomp", "hypothesis", "torch", "gensim")
"""Modules that other systems lack, or that a student has no need of: in the suite's walk they cannot be imported."""

MISSING_IN_OS = ("fork", "forkpty", "setsid", "getuid", "geteuid", "getgid", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK")

ANOTHER_SYSTEM = f"""
import os, sys
sys.modules.update(dict.fromkeys({MISSING!r}))
for name in {MISSING_IN_OS!r}:
    delattr(os, name)
"""
"""A sitecustomize.py that takes away what only Linux has."""


class Walk:
    """A student at a desk: a folder with a released repository, and a shell in it."""

    def __init__(self, folder: Path, python: str, *, offline: bool) -> None:
        self.tree, self.python, self.offline = folder / "course", python, offline
        student_repository.write(Course(ROOT), self.tree)
        self.programs = self.tree / ".venv" / ("Scripts" if os.name == "nt" else "bin")
        kept = {"SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG"} | {
            name for name in os.environ if name.startswith("PIP_")
        }
        self.environment = {name: value for name, value in os.environ.items() if name in kept} | {
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
        }
        self.told: dict[str, tuple[int, str]] = {}
        """Command to exit code and output."""

    def run(self, command: str) -> tuple[int, str]:
        """A command of the README; exit code and output."""
        words = shlex.split(command)
        if command == "python -m venv .venv":
            words[0] = self.python
        elif words[0] == "pip" and self.offline:
            words += ["--no-index", "--no-build-isolation"]
        words[0] = shutil.which(words[0], path=self.environment["PATH"]) or words[0]
        done = subprocess.run(
            words, cwd=self.tree, env=self.environment, capture_output=True, text=True, encoding="utf-8", timeout=600
        )
        if self.offline:
            self._after(command)
        self.told[command] = done.returncode, done.stdout + done.stderr
        return self.told[command]

    def commands(self) -> list[str]:
        """What the README tells to type, in its order; of the alternatives the first, of the endless ones none."""
        text = (self.tree / "README.md").read_text("utf-8")
        lines = re.findall(r"(?m)^    ((?:python|pip|firth) .*)$", text)
        plain = [re.sub(r"\[(\w+)\|.*?\]", r"\1", re.split(r"\s{2,}", line)[0]) for line in lines]
        return [line for line in dict.fromkeys(plain) if "watch" not in line]

    def solve(self, path: str, function: str = "") -> None:
        """Write the solution of one function, or of all of the module, over the stub."""
        stub, solution = self.tree / "assignments" / path, (ROOT / "reference" / path).read_text("utf-8")
        if function:
            text = stub.read_text("utf-8")
            solution = text.replace(_definition(text, function), _definition(solution, function))
        stub.write_text(solution, "utf-8")

    def _after(self, command: str) -> None:
        """The packages of this Python, but nothing of this repository: its own .pth files are not looked at."""
        mine = self.programs.parent / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
        if command == "python -m venv .venv":
            # In front of the setuptools that Python itself ships, which is too old to build anything offline.
            (mine / "borrowed.pth").write_text(f"import sys; sys.path.insert(0, {sysconfig.get_path('purelib')!r})\n")
        elif command.startswith("pip"):  # which itself needs what Linux has
            (mine / "sitecustomize.py").write_text(ANOTHER_SYSTEM)


def _definition(source: str, name: str) -> str:
    node = next(node for node in ast.parse(source).body if getattr(node, "name", "") == name)
    return ast.get_source_segment(source, node) or ""


def walk(folder: Path, python: str = sys.executable, *, offline: bool = False) -> Walk:
    """From nothing to an archive with one assignment solved. Raises AssertionError where a command does not end well."""
    student = Walk(folder, python, offline=offline)
    for command in student.commands():
        if command == "firth check 1.1":
            student.solve("a1_sparse/sparse.py", "one_hot")
        elif command.startswith("firth hint"):
            student.solve("a1_sparse/sparse.py")
        code, output = student.run(command)
        assert code == (1 if command == "firth check a1" else 0), f"{command}: exit code {code}\n{output}"
    return student


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for command, (_, output) in walk(Path(name), *sys.argv[1:]).told.items():
            print(f"$ {command}\n{output}")
