"""What a hidden test is written with: `from autograder.testing import given, raises, same, task`."""

import pytest
from hypothesis import assume, example, given, note, settings

from autograder.chance import plausible, plausible_shares
from autograder.compare import DOUBLE, SINGLE, equal, holds, integers, items, numbers, raises, same, same_bag, text

__all__ = [
    "DOUBLE",
    "SINGLE",
    "assume",
    "equal",
    "example",
    "given",
    "holds",
    "integers",
    "items",
    "note",
    "numbers",
    "plausible",
    "plausible_shares",
    "raises",
    "same",
    "same_bag",
    "settings",
    "task",
    "text",
]

task = pytest.mark.task
"""Marks a hidden test: `@task("2.2", points=2)`."""
