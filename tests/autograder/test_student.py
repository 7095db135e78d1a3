"""What a student runs, as a student meets it: check, watch, hint, status, submit."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.registry import Course
from autograder.student import check as visible
from autograder.student import memory
from tests.conftest import ROOT

BROKEN = {
    "syntax": ("def one_hot(:\n", "SyntaxError: invalid syntax (sparse.py, line 1)"),
    "exception": ("import numpy\n\n1 / 0\n", "ZeroDivisionError: division by zero (sparse.py, line 3)"),
    "nothing in it": ("", "ImportError: cannot import name 'bag_of_words' from 'sparse'"),
    "exit": ("import os\n\nos._exit(3)\n", "sparse.py: Python ended (exit code 3) while it was imported"),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The stubs of two assignments beside the course's own pages."""
    for name in ("a1_sparse", "a2_pmi"):
        shutil.copytree(ROOT / "assignments" / name, tmp_path / "assignments" / name)
        (tmp_path / "reference" / name).mkdir(parents=True)
        shutil.copy(ROOT / "reference" / name / "tasks.toml", tmp_path / "reference" / name)
    return tmp_path


def firth(tree: Path, *words: str) -> Result:
    """Run a command in a student's tree."""
    return CliRunner().invoke(main, ["--course", str(tree), *words])


def write(tree: Path, path: str, **functions: str) -> None:
    """Replace functions of a stub: name to their one line."""
    file = tree / "assignments" / path
    text = file.read_text("utf-8")
    for name, line in functions.items():
        stub = next(part for part in text.split("\n") if part.endswith(f": {name}')") or part.endswith(f': {name}")'))
        text = text.replace(stub, f"    {line}")
    file.write_text(text, "utf-8")


def test_untouched_stubs_fail_with_their_own_names(tree: Path) -> None:
    """Which says that the set-up works; the sums and the next task are there from the first minute."""
    result = firth(tree, "check", "a2")
    assert result.exit_code == 1
    assert result.output.count("not implemented yet") == 7
    assert "your set-up works" in result.output
    assert "0 of 7 tasks pass their visible tests, worth 0 of 37 points; about 185 minutes left" in result.output
    assert "Next: 2.1 cooccurrence_matrix" in result.output


def test_a_failure_is_told_as_called_expected_got(tree: Path) -> None:
    """For NumPy's assertions, comparisons, exceptions that come and exceptions that do not."""
    write(
        tree,
        "a2_pmi/pmi.py",
        cooccurrence_matrix="print('a line of mine'); return np.zeros((len(vocabulary), len(vocabulary)))",
        pmi="return counts * 0.0",
        ppmi="return counts / {}['no such key']",
        smoothed_pmi="return None",
        shifted_pmi="return counts - np.log(k)",
    )
    result = firth(tree, "check", "2.1", "2.2", "2.3")
    rows = [line.strip().split(maxsplit=1) for line in result.output.splitlines() if line.startswith("    ")]
    for expected in (
        ["expected", "2.0   at row 0, column 1"],
        ["expected", "a ValueError"],
        ["expected", "-inf"],
        ["got", "0.0"],
        ["printed", "a line of mine"],
        ["got", "KeyError: 'no such key'"],
        ["again", "firth check 2.3"],
        ["stuck?", "firth hint 2.1"],
        ["test", "test_pmi_of_what_never_meets"],
    ):
        assert expected in rows, expected
    assert any(
        row[0] == "called" and row[1].startswith("cooccurrence_matrix([['the', 'cat']], {'the': 0") for row in rows
    )
    assert any(label == "note" and text.startswith("pmi.py, line ") for label, text in rows)
    more = firth(tree, "check", "a2").output
    assert "… and failures in 2.4, 2.5: firth check 2.4" in more
    assert "an answer that can be used" in firth(tree, "check", "2.4").output


def test_check_knows_what_is_done_and_what_is_next(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 0 once all that was asked for passes; the task that comes next is one that has what it needs."""
    write(tree, "a1_sparse/sparse.py", orthogonal_pairs="return size * (size - 1) // 2")
    result = firth(tree, "check", "1.3")
    assert result.exit_code == 0, result.output
    assert "1 of 1 tasks pass" in result.output
    monkeypatch.chdir(tree / "assignments" / "a1_sparse")
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert "Next: 1.1 one_hot" in result.output
    assert "2.1" not in result.output


@pytest.mark.parametrize("case", BROKEN)
def test_a_module_that_cannot_be_imported_is_told_once(tree: Path, case: str) -> None:
    """One line with the place, and no traceback."""
    text, line = BROKEN[case]
    (tree / "assignments" / "a1_sparse" / "sparse.py").write_text(text, "utf-8")
    result = firth(tree, "check", "a1")
    assert result.exit_code == 1
    assert result.output.count(line) == 1, result.output
    assert "Traceback" not in result.output
    assert "cannot be run" in result.output


def test_a_test_that_hangs_or_kills_python_costs_one_test(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others run in a new process."""
    monkeypatch.setitem(visible.SECONDS, "numpy", 5.0)
    write(
        tree,
        "a2_pmi/pmi.py",
        pmi="__import__('os').abort()",
        ppmi="return np.maximum(pmi(counts), 0) if False else [x for x in iter(int, 1)]",
        shifted_ppmi="return np.zeros(2)",
    )
    result = firth(tree, "check", "2.2", "2.3", "2.6")
    assert result.exit_code == 1
    assert "result     Python died (SIGABRT)" in result.output
    assert "takes too long" in result.output
    assert "no end within 5 s" in result.output
    assert "2.6 shifted_ppmi" in result.output


def test_hints_come_one_at_a_time_and_are_remembered(tree: Path) -> None:
    """Three calls, three hints; damaged memory is no crash but a new beginning; so is a folder that cannot be written."""
    hints = Course(tree).tasks["2.2"].task.hints
    for number, hint in enumerate(hints, 1):
        assert firth(tree, "hint", "2.2").output == f"2.2 pmi, hint {number} of 3: {hint}\n"
    assert "ask a person" in firth(tree, "hint", "2.2").output
    assert firth(tree, "hint", "2.2", "--taken").output.count("hint") == 3
    state = tree / "assignments" / ".firth" / "state.json"
    for damage in (b"\xff\x00 no json", b'{"hints": {"2.2": -7}}', b"[]", b'{"hints": {"2.2": "two"}}'):
        state.write_bytes(damage)
        assert "hint 1 of 3" in firth(tree, "hint", "2.2").output
    state.write_bytes(b'{"hints": {"2.2": 99}}')
    assert "ask a person" in firth(tree, "hint", "2.2").output
    shutil.rmtree(state.parent)
    state.parent.write_text("in the way")
    result = firth(tree, "hint", "2.2")
    assert result.exit_code == 0
    assert "cannot be written" in result.output


def test_status_sums_up_and_checks_only_what_has_changed(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line for each assignment, points, minutes left, hints taken; a second look costs no process."""
    write(tree, "a1_sparse/sparse.py", orthogonal_pairs="return size * (size - 1) // 2")
    firth(tree, "hint", "1.1")
    first = firth(tree, "status").output
    line = next(line for line in first.splitlines() if line.startswith("a1_sparse"))
    assert line.split()[-8:] == ["1", "of", "6", "3", "of", "27", "75", "1"]
    assert "Next: 1.1 one_hot" in first
    checked = []
    monkeypatch.setattr("autograder.student.progress.check", lambda _, places: checked.append(places[0].path) or [])
    assert firth(tree, "status").output == first
    assert checked == []
    (tree / "assignments" / "a2_pmi" / "pmi.py").write_text("", "utf-8")
    monkeypatch.undo()
    assert firth(tree, "status").exit_code == 0


def test_submit_packs_what_the_grader_takes(tree: Path) -> None:
    """Only what has been begun, the same bytes every time; it says what is in it, what is missing, what stays at home."""
    write(tree, "a1_sparse/sparse.py", orthogonal_pairs="return size * (size - 1) // 2")
    (tree / "assignments" / "a1_sparse" / "helpers.py").write_text("X = 1\n", "utf-8")
    first, second = tree / "one.zip", tree / "two.zip"
    result = firth(tree, "submit", "--output", str(first))
    assert result.exit_code == 0, result.output
    assert "a1_sparse/sparse.py" in result.output
    assert "1 of 6 tasks pass" in result.output
    assert "pmi.py" not in result.output
    assert "note: a1_sparse/helpers.py is not handed in" in result.output
    assert "Not done yet, by the visible tests: 1.1, 1.2, 1.4, 1.5, 1.6" in result.output
    os.utime(tree / "assignments" / "a1_sparse" / "sparse.py", (0, 0))
    firth(tree, "submit", "a1", "--output", str(second))
    assert first.read_bytes() == second.read_bytes()


def test_submit_says_what_will_cost_points(tree: Path) -> None:
    """A module that leans on a file that stays at home, one that is too large, one that is missing: all at once."""
    module = tree / "assignments" / "a1_sparse" / "sparse.py"
    target = str(tree / "s.zip")
    (module.parent / "helpers.py").write_text("X = 1\n", "utf-8")
    module.write_text(module.read_text("utf-8") + "\n\nimport helpers\n", "utf-8")
    (tree / "assignments" / "a2_pmi" / "pmi.py").write_text("#" * 300_000, "utf-8")
    result = firth(tree, "submit", "a1", "a2", "--output", target)
    assert result.exit_code == 1
    assert "cannot be imported on its own, as the grader does it: ModuleNotFoundError: No module named 'helpers'" in (
        " ".join(result.output.split())
    )
    assert "a2_pmi/pmi.py is larger than 256 kB" in result.output
    module.unlink()
    assert "problem: a1_sparse/sparse.py is missing" in firth(tree, "submit", "a1", "--output", target).output


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["check", "9.9"], "9.9: no such task or assignment; there are a1_sparse, a2_pmi"),
        (["hint", "9.9"], "9.9: no such task; there are 1.1"),
        (["submit", "--output", "/no/such/folder/s.zip"], "not a .zip file in a folder that can be written to"),
        (["submit", "--output", "s.tar"], "not a .zip file"),
        (["watch", "nothing"], "nothing: no such task or assignment"),
    ],
)
def test_bad_usage_is_one_clear_line(tree: Path, words: list[str], line: str) -> None:
    """Exit code 2, and nothing is run."""
    result = firth(tree, *words)
    assert result.exit_code == 2
    assert line in result.output
    assert "Traceback" not in result.output


def test_nothing_to_hand_in(tree: Path) -> None:
    """Untouched stubs make no archive."""
    result = firth(tree, "submit", "--output", str(tree / "s.zip"))
    assert result.exit_code == 1
    assert "nothing to hand in" in result.output
    assert not (tree / "s.zip").exists()


def test_tasks_that_need_torch_wait_for_it(tree: Path) -> None:
    """A module that imports it, and a visible test that skips itself, are left out and neither failed nor passed."""
    (tree / "sitecustomize.py").write_text("import sys; sys.modules['torch'] = None\n")
    module = tree / "assignments" / "a1_sparse" / "sparse.py"
    module.write_text(module.read_text("utf-8") + "\n\nimport torch\n", "utf-8")
    tests = tree / "assignments" / "a2_pmi" / "test_pmi.py"
    skipping = "pytest.importorskip('torch')\n    right = [[0.2231"
    tests.write_text(tests.read_text("utf-8").replace("right = [[0.2231", skipping), "utf-8")
    command = [sys.executable, "-m", "autograder", "--course", str(tree), "check", "1.3", "2.4"]
    environment = os.environ | {"PYTHONPATH": str(tree)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stdout.count("needs torch") == 2
    assert memory.load(Course(tree)).checks == {}  # tomorrow it may be installed
    assert "were left out: pip install --editable '.[torch]'" in done.stdout


def test_a_console_that_lacks_characters(tree: Path) -> None:
    """As Windows has them: a question mark in place of a quotation mark, and no traceback."""
    command = [sys.executable, "-m", "autograder", "--course", str(tree), "check", "1.3"]
    environment = os.environ | {"PYTHONIOENCODING": "cp437"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60)
    assert done.returncode == 1
    assert b"?The orthogonality problem?" in done.stdout


def test_watch_checks_again_on_every_save(tree: Path) -> None:
    """A real file, a real process: a save is checked, what changed is said, and Ctrl-C ends it without a traceback."""
    command = [sys.executable, "-m", "autograder", "--course", str(tree), "watch", "1.3"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored, if the tests run in the background
    )
    assert process.stdout is not None
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda: [lines.put(line) for line in process.stdout or ()], daemon=True).start()
    try:
        _until(lines, "watching: ")
        write(tree, "a1_sparse/sparse.py", orthogonal_pairs="return size")
        assert "expected   6" in _until(lines, "1.3 orthogonal_pairs: not implemented yet → failed")
        _until(lines, "watching: ")
        file = tree / "assignments" / "a1_sparse" / "sparse.py"
        file.write_text(file.read_text("utf-8").replace("return size\n", "return size * (size - 1) // 2\n"), "utf-8")
        _until(lines, "1.3 orthogonal_pairs: failed → passed")
        _until(lines, "watching: ")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    finally:
        process.kill()
    assert "Traceback" not in "".join(lines.queue)


def _until(lines: queue.Queue[str], wanted: str) -> str:
    """What was printed up to a line that holds `wanted`."""
    seen = ""
    while wanted not in seen:
        seen += lines.get(timeout=60)
    return seen
