"""Submissions made on the spot: the reference, and the reference with one function done another way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.registry import Course

Build = Callable[[dict[str, str]], Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Write a submission of the given module texts (`a2_pmi/pmi.py` to source); its folder."""

    def write(sources: dict[str, str]) -> Path:
        for name, text in sources.items():
            path = tmp_path / "submission" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path / "submission"

    return write


@pytest.fixture(scope="session")
def reference(course: Course) -> dict[str, str]:
    """The reference as a submission: module path to source."""
    return {path: (course.root / "reference" / path).read_text("utf-8") for path in course.modules}
