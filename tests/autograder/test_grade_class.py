"""`firth grade CLASS --out RESULTS` as its users meet it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from autograder.batch.results import Results
from autograder.batch.run import Run
from autograder.cli import main
from tests.conftest import ROOT

ZOO = ROOT / "tests" / "submissions"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["--course", str(ROOT), "grade", *map(str, words)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One good, one wrong, one crashing, one archive that is none."""
    place = tmp_path / "class"
    for student, animal in {"ada": "good", "bob": "typical", "cyn": "crashing"}.items():
        shutil.copytree(ZOO / animal, place / student)
    (place / "dan.zip").write_bytes(b"no archive")
    return place


def test_a_class_is_graded_once(folder: Path, tmp_path: Path) -> None:
    """Scores, reports in the published schema, outcomes; and a second run finds all of it known."""
    out = tmp_path / "results"
    times = tmp_path / "times.csv"
    times.write_text("student,submitted\nada,2026-05-01T12:00+02:00\n")
    words = (folder, "--out", out, "--task", "2.3", "--jobs", "2", "--submitted", times)
    result = run(*words)
    assert result.exit_code == 0
    assert "3 graded" in result.output
    assert "1 × nothing to grade (0 points, unless another attempt counts):\n  dan/1   " in result.output
    rows = {row["student"]: row for row in csv.DictReader((out / "scores.csv").open())}
    assert [(row["outcome"], row["score"], row["2.3"]) for row in rows.values()] == [
        ("graded", "4", "4"),
        ("graded", "0", "0"),
        ("graded", "0", "0"),
        ("unreadable", "0", ""),
    ]
    schema = json.loads((ROOT / "autograder" / "report.schema.json").read_text("utf-8"))
    made = json.loads((out / "report.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(made)
    assert [found["name"] for found in made["submissions"]] == ["ada", "bob", "cyn"]
    assert made["isolation"]["layers"]

    again = run(*words)
    assert again.exit_code == 0
    assert "0 graded, 3 known already" in again.output


def test_ctrl_c_says_how_to_go_on(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 130; the next run knows that this one did not end."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    out = tmp_path / "results"
    with monkeypatch.context() as patch:
        patch.setattr(Run, "_take", interrupted)
        result = run(folder, "--out", out, "--task", "2.3", "--jobs", "1")
    assert result.exit_code == 130
    assert "the same command goes on from there" in result.output
    with Results(out) as results:
        assert results.resumed


def test_bad_usage_is_one_clear_line(folder: Path, tmp_path: Path) -> None:
    """What is wrong, where, what to do; exit code 2, or 1 where it is not the user's doing."""
    out, file = tmp_path / "results", tmp_path / "file"
    file.write_text("")
    for words, code, says in (
        ((folder, folder, "--out", out), 2, "name one folder"),
        ((folder, "--jobs", "2"), 2, "are for a class"),
        ((tmp_path / "none", "--out", out), 2, "no such file or folder"),
        ((file, "--out", out), 2, "unpack a download first"),
        ((folder, "--out", out, "--submitted", tmp_path / "none.csv"), 2, "cannot be read"),
        ((folder, "--out", file), 1, "File exists"),
        ((folder, "--out", "/proc/x"), 1, "No such file or directory"),
        ((folder, "--out", out, "--scheduler", "tcp://127.0.0.1:1"), 1, "no scheduler answers there"),
    ):
        result = run(*words)
        assert (result.exit_code, says in result.output) == (code, True), result.output
        assert "Traceback" not in result.output
    with Results(out):
        assert "another run is writing to it" in run(folder, "--out", out).output
