"""The command line as its users meet it: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from autograder import report
from autograder.cli import main
from tests.conftest import ROOT

ZOO = ROOT / "tests" / "submissions"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["--course", str(ROOT), *map(str, words)])


def test_grade_tells_task_by_task_and_teaches() -> None:
    """A table of points, and for a failure what was called, expected and got, and the misconception behind it."""
    result = run("grade", ZOO / "typical", "--task", "2.2", "--task", "2.5")
    assert result.exit_code == 0
    for words in (
        "typical   4 of 10 points",
        "2.5   shifted_pmi",
        "called     pmi(",
        "expected   ",
        "got        ",
        "perhaps",
    ):
        assert words in result.output
    assert "isolation: tier" in result.output


def test_quiet_is_one_line_a_submission() -> None:
    """Only names and points."""
    result = run("grade", ZOO / "good", ZOO / "one_right", "--task", "2.3", "--quiet")
    assert result.output == "good   4 of 4 points\none_right   4 of 4 points\n"


def test_json_is_complete_and_follows_the_published_schema(tmp_path: Path) -> None:
    """The file has everything that the issue of a grade could need, in the form that the project publishes."""
    target = tmp_path / "results.json"
    assert run("grade", ZOO / "typical", ZOO / "good", "--assignment", "a2_pmi", "--json", target).exit_code == 0
    made = json.loads(target.read_text("utf-8"))
    published = json.loads((ROOT / "autograder" / "report.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(published).validate(made)
    assert [s["name"] for s in made["submissions"]] == ["typical", "good"]
    task = next(task for task in made["submissions"][0]["tasks"] if task["id"] == "2.2")
    assert task["function"] == "pmi"
    assert task["module"] == "a2_pmi/pmi.py"
    assert task["diagnosis"]["misconception"] == "P-15"
    assert task["tests"][0]["counterexample"]["called"][0].startswith("pmi(")
    assert made["versions"].keys() >= {"firth", "python", "numpy", "hypothesis", "pytest"}
    assert list(tmp_path.iterdir()) == [target]


def test_the_published_schema_is_fresh() -> None:
    """`autograder/report.schema.json` says what the code says."""
    assert (ROOT / "autograder" / "report.schema.json").read_text("utf-8") == report.schema_text()


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (["grade"], 2, "Missing argument"),
        (["grade", "no/such/place"], 2, "no/such/place: no such file or folder"),
        (["grade", str(ZOO / "expected.toml")], 2, "neither a folder nor a .zip"),
        (["grade", str(ZOO / "good"), "--task", "9.9"], 2, "--task 9.9: no such task"),
        (["grade", str(ZOO / "good"), "--assignment", "a9"], 2, "--assignment a9: no such assignment"),
        (["grade", str(ZOO / "good"), "--json", "/no/such/folder/x.json"], 2, "cannot be written"),
        (["--course", "/tmp", "grade", str(ZOO / "good")], 2, "is this the course's folder?"),
    ],
)
def test_bad_usage_is_one_clear_line(words: list[str], code: int, line: str) -> None:
    """What is wrong, where, what to do; exit code 2."""
    result = run(*words)
    assert result.exit_code == code
    assert line in result.output
    assert "Traceback" not in result.output


def test_a_file_that_is_no_archive_spoils_nothing_else(tmp_path: Path) -> None:
    """The others are graded and written, and the exit code tells."""
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\3\4 not really")
    target = tmp_path / "results.json"
    result = run("grade", broken, ZOO / "good", "--task", "2.3", "--json", target)
    assert result.exit_code == 2
    assert f"{broken}: not a readable archive" in result.output
    assert [s["name"] for s in json.loads(target.read_text("utf-8"))["submissions"]] == ["good"]


def test_a_full_disk_leaves_the_old_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing is all or nothing."""
    target = tmp_path / "results.json"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("grade", ZOO / "good", "--task", "2.3", "--json", target)
    assert result.exit_code == 1
    assert "No space left on device" in result.output
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_our_own_fault_is_neither_zero_nor_a_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hidden test that breaks by itself is an error of ours: exit code 1, and said so."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the reference is broken")

    monkeypatch.setattr("reference.a2_pmi.pmi.ppmi", broken)
    result = run("grade", ZOO / "good", "--task", "2.3")
    assert result.exit_code == 1
    assert "error" in result.output


def test_workers_that_do_not_start_are_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, exit code 1, no score."""
    monkeypatch.setitem(
        __import__("autograder.sandbox.zygote", fromlist=["PRELOAD"]).PRELOAD, "numpy", "no_such_library"
    )
    result = run("grade", ZOO / "good", "--task", "2.3")
    assert result.exit_code == 1
    assert "no_such_library" in result.output
