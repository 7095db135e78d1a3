"""What the process boundary costs, and how long a grade takes: `make bench`.

All ratios are of numbers taken in this one run, interleaved, best of several: the machine's noise hits both sides.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import settings
from rich.console import Console
from rich.table import Table

from autograder import profiles
from autograder.calls import Source
from autograder.grading import grade
from autograder.grading import workers as workers_of
from autograder.proxy import Submission
from autograder.registry import Course
from autograder.sandbox import Pool
from benchmarks.submission import Direct

ROOT = Path(__file__).resolve().parent.parent.parent
ECHO = "def echo(value):\n    return value\n"
PAYLOADS = {
    "None": None,
    "4 x 4 float64": np.arange(16.0).reshape(4, 4),
    "10 x 10 float64": np.arange(100.0).reshape(10, 10),
    "200 words": [["the", "cat", "sat", "down"]] * 50,
    "1 MB float64": np.zeros((256, 512)),
}


def best(measured: Callable[[], Any], rounds: int) -> float:
    """Shortest of `rounds` runs, in seconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        measured()
        times.append(time.perf_counter() - began)
    return min(times)


def calls(pool: Pool, console: Console) -> None:
    """One call there and back, by what it carries."""
    submission = Submission({"echo": Source("echo", ECHO, "numpy")}, pool, seconds=1e6)
    table = Table("one call carrying", "microseconds (median)", box=None)
    for name, payload in PAYLOADS.items():
        submission.echo.echo(payload)
        times = sorted(best(lambda payload=payload: submission.echo.echo(payload), 1) for _ in range(400))
        submission.kept.clear()
        table.add_row(name, f"{times[200] * 1e6:.0f}")
    submission.close()
    console.print(table)


def hypothesis_tests(course: Course, pool: Pool, console: Console) -> None:
    """Each drawn hidden test of a2_pmi, on the reference: in another process against in this one."""
    settings.load_profile(profiles.GRADING)
    sys.modules["pmi"] = importlib.import_module("reference.a2_pmi.pmi")
    tests = vars(importlib.import_module("tests.hidden.test_pmi"))
    drawn = {name: test for name, test in tests.items() if name.startswith("test_") and hasattr(test, "hypothesis")}
    source = Source("pmi", (course.root / "reference/a2_pmi/pmi.py").read_text("utf-8"), "numpy")
    direct = Direct({"pmi": source}, pool)
    table = Table("hidden test, 50 examples", "in process, ms", "through the boundary, ms", "ratio", box=None)
    ratios = []
    for name, test in drawn.items():
        local, remote = [], []
        for _ in range(5):
            submission = Submission({"pmi": source}, pool, seconds=1e6)
            local.append(best(lambda test=test: test(submission=direct), 1))
            remote.append(best(lambda test=test, view=submission: (test(submission=view), view.close()), 1))
        ratios.append(min(remote) / min(local))
        table.add_row(name, f"{min(local) * 1e3:.0f}", f"{min(remote) * 1e3:.0f}", f"{ratios[-1]:.2f}")
    console.print(table)
    console.print(f"median ratio {sorted(ratios)[len(ratios) // 2]:.2f}\n")


def submissions(course: Course, pool: Pool, console: Console) -> None:
    """A good a2_pmi submission: a fresh `firth grade`, against one more in a process that has graded before."""
    good = ROOT / "tests" / "submissions" / "good"
    tasks = frozenset(task.id for a in course.assignments if a.name == "a2_pmi" for task in a.tasks)
    command = [sys.executable, "-m", "autograder", "grade", str(good), "--assignment", "a2_pmi", "--quiet"]
    cold = best(lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT), 3)
    grade(good, course, pool, tasks=tasks)
    warm = best(lambda: grade(good, course, pool, tasks=tasks), 3)
    with tempfile.TemporaryDirectory() as empty:
        nothing = best(lambda: grade(Path(empty), course, pool, tasks=tasks), 3)
    table = Table("grade a good a2_pmi submission", "seconds", box=None)
    for name, seconds in (("cold: a new process", cold), ("warm: the next one", warm), ("an empty one, warm", nothing)):
        table.add_row(name, f"{seconds:.2f}")
    console.print(table)


def workers(pool: Pool, console: Console) -> None:
    """From nothing to a worker that has loaded a module."""

    def fresh() -> None:
        submission = Submission({"echo": Source("echo", ECHO, "numpy")}, pool)
        submission.echo.echo(None)
        submission.close()

    fresh()
    console.print(f"a fresh worker, its module loaded, one call, and its end: {best(fresh, 50) * 1e3:.1f} ms\n")


def main() -> None:
    """Print all figures."""
    console, course = Console(highlight=False, width=110), Course(ROOT)
    with workers_of(course) as pool:
        calls(pool, console)
        workers(pool, console)
        hypothesis_tests(course, pool, console)
        submissions(course, pool, console)


if __name__ == "__main__":
    main()
