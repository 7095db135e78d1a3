"""From the released repository to points: a fresh virtual environment, without this repository, on a system without Linux's own."""

from __future__ import annotations

from pathlib import Path

from autograder.grading import grade
from autograder.registry import Course
from autograder.sandbox import Pool
from tests.autograder.student_walk import MISSING, walk
from tests.conftest import ROOT


def test_from_stub_to_solution(tmp_path: Path, course: Course, pool: Pool) -> None:
    """Every command of the README, in its order; what was handed in gets its points from the grader."""
    student = walk(tmp_path, offline=True)
    told = {command: output for command, (_, output) in student.told.items()}
    assert list(told) == [
        "python -m venv .venv",
        "pip install --editable .",
        "firth check a1",
        "firth check 1.1",
        "firth hint 1.1",
        "firth status",
        "firth submit",
    ]
    assert "your set-up works" in told["firth check a1"]
    assert "Next: 1.1 one_hot" in told["firth check a1"]
    assert "1 of 1 tasks pass" in told["firth check 1.1"]
    assert "6 of 6" in told["firth status"]
    assert "27 of 27" in told["firth status"]
    assert "a1_sparse/sparse.py" in told["firth submit"]
    assert "pmi.py" not in told["firth submit"]

    _, where = student.run("python -c 'import autograder, sys; print(autograder.__file__, sys.path)'")
    assert str(student.tree) in where
    assert str(ROOT / "autograder") not in where
    assert repr(str(ROOT)) not in where
    tried = "; ".join(f"print(sys.modules.get('{name}', 'not taken away'))" for name in MISSING)
    assert set(student.run(f'python -c "import sys; {tried}"')[1].split("\n")) == {"None", ""}
    assert "  grade " not in student.run("firth --help")[1]
    assert student.run("pytest -q assignments/a1_sparse")[0] == 0
    assert "All done" in student.run("firth check a1")[1]

    result = grade(student.tree / "submission.zip", course, pool, tasks=frozenset({"1.1", "1.3"}))
    assert (result.score, result.max_score) == (6, 6)
