"""A class graded by Firth, by plain pytest, by nbgrader and by otter: `python -m benchmarks.peers [--students N] [--only NAME]`.

The module is a2_pmi/pmi.py, in right, wrong and untouched versions, no two alike. All of them run the same hidden tests: Firth
in its sandbox, the others without a wall: pytest in a process for each submission, nbgrader and otter in a notebook with a cell
for each test. All in one run, in turn, medians of several rounds; read ratios.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_raw_cell
from rich.console import Console
from rich.table import Table

from autograder.examples import FOLDER
from benchmarks.classes import MODULE, ROOT, grading, make

CONFIG = """c = get_config()
c.CourseDirectory.course_id = "peer"
c.Exchange.root = "{place}/exchange"
c.ClearSolutions.code_stub = {{"python": "pass"}}
"""

FIRTH = "Firth, 2 jobs, warm"
"""What the others are compared with."""

TESTS = sorted((ROOT / "tests" / "hidden").glob("test_pmi*.py"))

SETTING = """import sys
from types import SimpleNamespace
sys.path.insert(0, "{root}")
from hypothesis import settings
from autograder import profiles
settings.load_profile(profiles.GRADING)
from tests.hidden import {file} as hidden
hidden.{test}(submission=SimpleNamespace(pmi=SimpleNamespace(**globals())))
"""


def firth(folder: Path, out: Path, jobs: int, cold: bool) -> Callable[[], None]:
    """A run into a new results folder; cold without examples recorded before."""

    def run() -> None:
        shutil.rmtree(out, ignore_errors=True)
        if cold:
            shutil.rmtree(ROOT / FOLDER, ignore_errors=True)
        _run(grading(folder, out, jobs))

    return run


def plain_pytest(folder: Path, jobs: int) -> Callable[[], None]:
    """A pytest process for each submission, on the same hidden tests."""

    def one(student: Path) -> None:
        words = ["-m", "pytest", "-q", "-p", "benchmarks.plain", "-p", "no:cacheprovider", "--noconftest", "-n0"]
        _run([sys.executable, *words, *map(str, TESTS)], {**os.environ, "SUBMISSION": str(student)}, fine=(0, 1))

    def run() -> None:
        with ThreadPoolExecutor(jobs) as threads:
            list(threads.map(one, sorted(folder.iterdir())))

    return run


def nbgrader(folder: Path, place: Path) -> Callable[[], None]:
    """One `nbgrader autograde` over the class, on notebooks made of the same modules."""
    (place / "source" / "ps1").mkdir(parents=True)
    (place / "nbgrader_config.py").write_text(CONFIG.format(place=place))
    nbformat.write(_notebook((ROOT / "reference" / MODULE).read_text()), place / "source" / "ps1" / "ps1.ipynb")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    command = [sys.executable, "-m", "nbgrader"]
    _run([*command, "generate_assignment", "ps1"], environment, place)
    for student in sorted(folder.iterdir()):
        notebook = place / "submitted" / student.name / "ps1" / "ps1.ipynb"
        notebook.parent.mkdir(parents=True)
        nbformat.write(_notebook((student / MODULE).read_text()), notebook)
    return lambda: _run([*command, "autograde", "ps1", "--force"], environment, place)


def otter(folder: Path, place: Path, binaries: Path) -> Callable[[], None]:
    """`otter run` for each submission, one after the other: that is how it grades without Docker."""
    place.mkdir()
    nbformat.write(_otter_notebook((ROOT / "reference" / MODULE).read_text()), place / "ps1.ipynb")
    # Hypothesis and the rest of what the tests import come from this environment.
    environment = {
        **os.environ,
        "PATH": f"{binaries}:{os.environ['PATH']}",
        "PYTHONPATH": sysconfig.get_path("purelib"),
    }
    _run([str(binaries / "otter"), "assign", "ps1.ipynb", "dist", "--no-run-tests"], environment, place)
    packed = next((place / "dist" / "autograder").glob("*.zip"))
    released = nbformat.read(place / "dist" / "student" / "ps1.ipynb", 4)
    for student in sorted(folder.iterdir()):
        (place / student.name).mkdir()
        cell = next(cell for cell in released.cells if cell.cell_type == "code" and "def pmi(" in cell.source)
        cell.source = _plain((student / MODULE).read_text())
        nbformat.write(released, place / student.name / "ps1.ipynb")

    def run() -> None:
        for student in sorted(folder.iterdir()):
            words = ["run", "--no-logo", "-a", str(packed), "-o", student.name, f"{student.name}/ps1.ipynb"]
            _run([str(binaries / "otter"), *words], environment, place)

    return run


def _notebook(module: str) -> nbformat.NotebookNode:
    """A solution cell with the whole module, and a cell of asserts for each visible test."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
    notebook.cells.append(_cell(_plain(module), "solution", solution=True))
    notebook.cells += [_cell(test, f"test-{n}", points=1) for n, test in enumerate(_tests())]
    return notebook


def _cell(source: str, name: str, *, solution: bool = False, points: int = 0) -> nbformat.NotebookNode:
    meta: dict[str, object] = {"schema_version": 3, "grade_id": name, "grade": bool(points), "solution": solution}
    meta |= {"locked": not solution, "task": False} | ({"points": points} if points else {})
    return new_code_cell(source, id=name, metadata={"nbgrader": meta})


def _otter_notebook(module: str) -> nbformat.NotebookNode:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    config = "# ASSIGNMENT CONFIG\nname: ps1\ninit_cell: true\nrun_tests: false\nsolutions_pdf: false\n"
    config += "generate:\n  pdf: false\n  zips: false\nexport_cell: false\nenvironment: null"
    around = [f"# BEGIN QUESTION\nname: pmi\npoints: {len(_tests())}", "# BEGIN SOLUTION"]
    cells = [new_raw_cell(config), *map(new_raw_cell, around), new_code_cell(_plain(module))]
    cells += [new_raw_cell("# END SOLUTION"), new_raw_cell("# BEGIN TESTS"), *map(new_code_cell, _tests())]
    cells += [new_raw_cell("# END TESTS"), new_raw_cell("# END QUESTION")]
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _plain(module: str) -> str:
    """A module as a cell: `from __future__` must come first there, too."""
    return module.strip() + "\n"


def _tests() -> list[str]:
    """Each hidden test as a cell of its own, with the notebook's own functions for a submission."""
    return [
        SETTING.format(root=ROOT, file=file.stem, test=test)
        for file in TESTS
        for test in re.findall(r"(?m)^def (test_\w+)", file.read_text())
    ]


def _run(
    command: list[str], environment: dict[str, str] | None = None, place: Path = ROOT, fine: tuple[int, ...] = (0,)
) -> None:
    done = subprocess.run(command, env=environment, cwd=place, capture_output=True, text=True)
    if done.returncode not in fine:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--otter", type=Path, help="the bin folder of a virtual environment with otter-grader[grading]")
    parser.add_argument("--only", action="append", help="graders whose name holds this, beside Firth")
    wishes = parser.parse_args()
    table = Table("grader", "seconds", "a submission", "times Firth's (2 jobs, warm)", box=None)
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        folder = make(place / "class", wishes.students, [MODULE])
        known: dict[str, Callable[[], Callable[[], None]]] = {
            "Firth, 1 job, cold": lambda: firth(folder, place / "out", 1, True),
            "Firth, 1 job, warm": lambda: firth(folder, place / "out", 1, False),
            "Firth, 2 jobs, cold": lambda: firth(folder, place / "out", 2, True),
            FIRTH: lambda: firth(folder, place / "out", 2, False),
            "plain pytest, 1 at a time": lambda: plain_pytest(folder, 1),
            "plain pytest, 2 at a time": lambda: plain_pytest(folder, 2),
            "nbgrader autograde": lambda: nbgrader(folder, place / "nbgrader"),
        }
        if wishes.otter:
            known["otter run"] = lambda: otter(folder, place / "otter", wishes.otter)
        wanted = ["Firth, 2 jobs", *(wishes.only or known)]  # cold first: that is what makes the other one warm
        graders = {name: prepare() for name, prepare in known.items() if any(part in name for part in wanted)}
        times: dict[str, list[float]] = {name: [] for name in graders}
        for _ in range(wishes.rounds):
            for name, grade in graders.items():
                began = time.monotonic()
                grade()
                times[name].append(time.monotonic() - began)
                print(f"{name}: {times[name][-1]:.1f} s", file=sys.stderr, flush=True)
    seconds = {name: statistics.median(measured) for name, measured in times.items()}
    for name, took in seconds.items():
        ratio = took / seconds[FIRTH]
        table.add_row(name, f"{took:.1f}", f"{took / wishes.students:.2f}", f"{ratio:.1f}")
    console = Console(highlight=False, width=110)
    console.print(table)
    console.print(f"{wishes.students} submissions of {MODULE}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
