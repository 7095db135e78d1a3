"""Fixtures of the project's own tests: the course, and workers to grade with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.grading import workers
from autograder.registry import Course
from autograder.sandbox import Pool

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def course() -> Course:
    """This course."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    """Warm workers, shared by all tests of one process."""
    with workers(Course(ROOT)) as started:
        yield started
