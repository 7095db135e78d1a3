"""Every lab runs from top to bottom, offline, with the reference in the student's place, its hidden tests included."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from autograder.registry import Course
from tests.conftest import ROOT

SECONDS = 120.0
"""Longest that a lab may take, on one core."""


@pytest.mark.parametrize("assignment", [assignment.name for assignment in Course(ROOT).assignments])
def test_lab_runs(assignment: str) -> None:
    """As a program, which it also is: the percent format leaves it valid Python."""
    environment = os.environ | {"MPLBACKEND": "Agg", "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "lab.py"],
        cwd=ROOT / "reference" / assignment,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Warning" not in done.stderr
