"""The same submission gets the same verdict, to the last digit of the last counterexample, whatever else differs."""

from __future__ import annotations

import copy
import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import profiles
from tests.bench.determinism import BASE, Condition, differences, verdicts
from tests.conftest import ROOT

EVERYTHING = Condition(
    "everything at once",
    {
        "PYTHONHASHSEED": "4711",
        "OMP_NUM_THREADS": "3",
        "OPENBLAS_NUM_THREADS": "3",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "NPY_DISABLE_CPU_FEATURES": "AVX512F",
    },
    order="reversed",
    folder="/",
    imports=("reference.a6_evaluation.bias", "autograder.cli"),
    times=2,
)


def test_a_verdict_depends_on_the_submission_alone() -> None:
    """Hash seed, threads, time zone, locale, order of tests, folder, other modules, cold and warm: nothing shows."""
    typical = ROOT / "tests" / "submissions" / "typical"
    (ordinary,) = verdicts(BASE, [typical], ["1.2", "2.3"])
    assert {task["status"] for task in ordinary["tasks"]} == {"partial", "failed"}
    assert any(test["counterexample"] for task in ordinary["tasks"] for test in task["tests"])
    for verdict in verdicts(EVERYTHING, [typical], ["1.2", "2.3"]):
        assert differences(ordinary, verdict) == []
    other = copy.deepcopy(ordinary)
    other["tasks"][1]["tests"][0]["message"] += "?"
    assert len(differences(ordinary, other)) == 1


def test_examples_do_not_depend_on_what_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hypothesis would draw constants that it finds in modules of no installed package."""
    before = _drawn()
    file = tmp_path / "stranger.py"
    file.write_text(f"NUMBERS = {list(range(70_000, 70_100))}\n", "utf-8")
    spec = importlib.util.spec_from_file_location("stranger", file)
    assert spec is not None
    monkeypatch.setitem(sys.modules, "stranger", importlib.util.module_from_spec(spec))
    assert _drawn() == before


def _drawn() -> list[int]:
    """What a derandomised test is given."""
    found: list[int] = []

    @settings(settings.get_profile(profiles.QUICK), max_examples=300)
    @given(st.integers(0, 100_000))
    def note(number: int) -> None:
        found.append(number)

    note()
    return found
