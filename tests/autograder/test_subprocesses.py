"""Workers without a zygote: for systems that are not Linux, and not a bit less right."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import Pool, SandboxError, subprocesses
from tests.conftest import ROOT

MODULE = """
import os
import numpy as np

def pmi(counts):
    print("counted", counts.sum())
    if counts.sum() > 20:
        raise KeyError("many")
    return np.log(counts)

def ppmi(counts):
    os.abort()
"""
"""Wrong, talks, raises and falls over."""


def firth(*words: str | Path, not_linux: bool) -> subprocess.CompletedProcess[str]:
    """`firth` with these words, on a system that is, or is not, Linux."""
    start = ["tests/autograder/not_linux.py"] if not_linux else ["-m", "autograder"]
    return subprocess.run([sys.executable, *start, *map(str, words)], cwd=ROOT, capture_output=True, text=True)


def test_a_system_without_zygotes_comes_to_the_same_verdict(tmp_path: Path) -> None:
    """Nothing that only Linux has is asked for, and every word about the submission is the same."""
    (tmp_path / "a2_pmi").mkdir()
    (tmp_path / "a2_pmi" / "pmi.py").write_text(MODULE, "utf-8")
    reports = []
    for not_linux in (False, True):
        words = ["grade", tmp_path, "--task=2.2", "--task=2.3", "--isolation=none"]
        done = firth(*words, "--json", tmp_path / "report.json", not_linux=not_linux)
        assert (done.returncode, done.stderr.count("\n")) == (0, 1)
        assert "--isolation none: student code runs with hardly a wall around it" in done.stderr
        report = json.loads((tmp_path / "report.json").read_bytes())
        assert report["isolation"]["tier"] == 4
        assert ("resource limits" in report["isolation"]["layers"]) != not_linux
        reports.append([_without_times(submission) for submission in report["submissions"]])
    assert reports[0] == reports[1]
    told = json.dumps(reports[0])
    assert [word for word in ("failed", "crashed", "counted", "SIGABRT") if word not in told] == []


def test_hidden_tests_are_not_run_without_walls() -> None:
    """Fail closed: a system that is not Linux grades nobody, unless isolation "none" is asked for."""
    done = firth("grade", "tests/submissions/good", "--task", "2.3", not_linux=True)
    assert done.returncode == 1
    assert "needs tier 2 or better, this machine offers tier 4" in done.stderr
    assert done.stdout == ""


def test_a_worker_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last words reach whoever asked for it, and at once."""
    monkeypatch.setattr(subprocesses, "PYTHON", (sys.executable, "-c", "raise SystemExit('no such library')"))
    with Pool("none", forked=False) as pool, pytest.raises(SandboxError, match="no such library"):
        pool.zygote("numpy")


def test_a_caller_who_does_not_know_the_token_is_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any program of the machine can call at the port; only the worker was told what to say."""
    caller = """import socket, struct, sys
channel = socket.create_connection(("127.0.0.1", int(sys.argv[3])))
channel.sendall(struct.pack("<II", 34, 0) + b"\\xc4 " + 32 * b"x")
channel.recv(1)"""
    monkeypatch.setattr(subprocesses, "PYTHON", (sys.executable, "-c", caller))
    with Pool("none", forked=False) as pool, pytest.raises(SandboxError, match="somebody else"):
        pool.zygote("numpy")


def _without_times(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_times(item) for key, item in value.items() if key != "seconds"}
    return [_without_times(item) for item in value] if isinstance(value, list) else value
