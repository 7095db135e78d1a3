"""Modules that are alike are listed; what was handed out, or is common to many, makes nobody alike."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder import similarity_worker
from autograder.cli import main
from autograder.registry import Course
from autograder.similarity import Material, compare, materials
from tests.conftest import ROOT

MODULE = "a2_pmi/pmi.py"
STUB = (ROOT / "assignments" / MODULE).read_text("utf-8")
REFERENCE = (ROOT / "reference" / MODULE).read_text("utf-8")
GOOD = (ROOT / "tests" / "submissions" / "good" / MODULE).read_text("utf-8")
DISGUISED = "# all my own work\n" + GOOD.replace("counts", "table").replace("\n    ", "\n\n    # so\n    ")
PART = STUB + "\n" + GOOD[len(GOOD) // 2 :]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two who worked alone, one who copied and renamed, one who copied half, two who did nothing."""
    texts = {"ada": GOOD, "bob": REFERENCE, "cyn": DISGUISED, "dan": PART, "eve": STUB, "fay": STUB + "\n# fay\n"}
    for student, text in texts.items():
        file = tmp_path / "class" / student / MODULE
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
    return tmp_path / "class"


def test_copies_are_found_and_stubs_are_not(folder: Path, tmp_path: Path) -> None:
    """Renamed, commented, in part: still the same tokens; the same list in every run."""
    table = tmp_path / "pairs.csv"
    lists = []
    for _ in range(2):
        result = CliRunner().invoke(main, ["--course", str(ROOT), "similar", str(folder), "--csv", str(table)])
        assert result.exit_code == 0
        lists.append(table.read_text())
    assert lists[0] == lists[1]
    rows = [line.split(",") for line in lists[0].splitlines()[1:]]
    alike = {(row[1], row[2]): float(row[3]) for row in rows}
    assert set(alike) == {("ada", "cyn"), ("ada", "dan"), ("cyn", "dan")}
    assert alike["ada", "cyn"] > 0.95
    assert "To be looked at by a person" in result.output
    first, last = map(int, rows[0][6].strip('"').split("-"))
    assert 1 <= first <= last <= len(GOOD.splitlines())


def test_what_is_common_to_many_makes_nobody_alike(course: Course) -> None:
    """A dozen who write one function the same way, and everything else their own way, are not listed."""
    same = "\ndef pmi(counts):\n    total = counts.sum()\n    return counts / total / counts.sum(0) * counts.sum(1)\n"
    own = [
        " ".join(random.Random(n).choices(["a", "*", "(", ")", "7", "if", "[", "]", "%", "1"], k=400))
        for n in range(12)
    ]
    found = materials(course, [(f"s{n}", {MODULE: same + text}) for n, text in enumerate(own)])
    assert not [pair for pair in compare(found).pairs if pair.characters > 100]
    copied = materials(course, [(f"s{n}", {MODULE: same + own[0]}) for n in range(12)])
    assert len(compare(copied).pairs) == 66  # a dozen equal ones are not common knowledge


def test_a_file_that_takes_for_ever_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """And said; the others are compared."""
    monkeypatch.setattr(similarity_worker, "FILE_SECONDS", 0.3)
    versions = {"ada": GOOD, "bob": DISGUISED, "eve": "x " * 120_000}
    findings = similarity_worker.compared(Material(MODULE, [STUB], versions))
    assert [pair.students for pair in findings.pairs] == [("ada", "bob")]
    assert findings.skipped == [(MODULE, "eve")]


@pytest.mark.parametrize(
    ("words", "says"), [(["/no/such"], "no such file"), ([".", "--csv", "/no/x.csv"], "cannot be written")]
)
def test_bad_usage_is_one_clear_line(words: list[str], says: str) -> None:
    """Exit code 2."""
    result = CliRunner().invoke(main, ["--course", str(ROOT), "similar", *words])
    assert result.exit_code == 2
    assert says in result.output
