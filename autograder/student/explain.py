"""Why a visible test failed, in the form of the grader: called, expected, got.

Visible tests are plain pytest with NumPy's assertions, so that students can read them. What was expected and what came
is therefore taken from where the test stopped: the frame of NumPy's assertion, or the two sides of a comparison.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder import compare
from autograder.escape import visible
from autograder.report import Counterexample, TestStatus
from autograder.show import show, show_apart, show_call
from autograder.student.events import NEEDS_TORCH

Failure = pytest.ExceptionInfo[BaseException]

MOST_CALLS = 3
"""Calls of a test that are shown; the last ones say most."""


@dataclass
class Trail:
    """What is known about the test that is running."""

    calls: list[str] = field(default_factory=list)
    answer: Any = None
    """Of the last call."""
    compared: tuple[str, Any, Any] | None = None
    """Operator, left and right side of an `assert` that failed."""


def recorded(function: Callable[..., Any], trail: Callable[[], Trail]) -> Callable[..., Any]:
    """`function`, but each call is written down, with its arguments as they were before it."""

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        now = trail()
        now.calls.append(show_call(function.__name__, args, kwargs))
        now.answer = None
        now.answer = function(*args, **kwargs)
        return now.answer

    return call


def explain(failure: Failure, trail: Trail, module: Path) -> tuple[TestStatus, str, Counterexample | None]:
    """Status, message and counterexample of a test of `module` that ended with `failure`."""
    error = failure.value
    if lacks_torch(error):
        return "missing", NEEDS_TORCH, None
    if isinstance(error, pytest.skip.Exception):
        return "missing", visible(str(error)), None
    if isinstance(error, NotImplementedError):
        return "not_implemented", f"{visible(str(error))} not implemented yet".lstrip(), None
    expected, got, where, note = _difference(failure, trail, module)
    example = Counterexample(called=trail.calls[-MOST_CALLS:], expected=expected, got=got, where=where, note=note)
    return "failed", f"expected {expected}, got {got}", example


def lacks_torch(error: BaseException) -> bool:
    """Whether it is for want of torch or transformers; pytest.importorskip says so in words."""
    said = f"could not import {error.name!r}" if isinstance(error, ModuleNotFoundError) else str(error)
    return re.match(r"could not import '(torch|transformers)\b", said) is not None


def _difference(failure: Failure, trail: Trail, module: Path) -> tuple[str, str, str, str]:
    """Expected, got, where, note."""
    error = failure.value
    if isinstance(error, pytest.fail.Exception):  # pytest.raises: DID NOT RAISE <class 'ValueError'>
        name = re.search(r"(\w+)\W*$", str(error))
        return f"a {name[1]}" if name else "an exception", show(trail.answer), "", ""
    if not isinstance(error, AssertionError):
        return _exception(failure, trail, module)
    for entry in failure.traceback:
        if entry.name in ("assert_allclose", "assert_array_equal"):
            return _numpy(entry.locals)
    if trail.compared is not None:
        operator, left, right = trail.compared
        shown = show_apart(right, left)
        return shown[0] if operator == "==" else f"something {operator} {shown[0]}", shown[1], "", ""
    claim = str(failure.traceback[-1].statement).strip()
    return visible(claim.removeprefix("assert ")), show(trail.answer), "", ""


def _exception(failure: Failure, trail: Trail, module: Path) -> tuple[str, str, str, str]:
    said = visible(failure.exconly().splitlines()[-1])
    lines = [entry.lineno + 1 for entry in failure.traceback if Path(entry.path).name == module.name]
    if lines:
        return "an answer", said, "", f"{module.name}, line {lines[-1]}"
    return "an answer that can be used", show(trail.answer), "", said


def _numpy(values: dict[str, Any]) -> tuple[str, str, str, str]:
    """The first place where the two arrays of NumPy's assertion differ."""
    actual, desired = values["actual"], values["desired"]
    if np.ndim(desired) == 0 and np.ndim(actual):
        desired = np.broadcast_to(desired, np.shape(actual))
    try:
        compare.same(actual, desired, rtol=values.get("rtol", 0.0), atol=values.get("atol", 0.0))
    except compare.Mismatch as found:
        return found.expected, found.got, found.where, ""
    except (TypeError, ValueError):  # no numbers
        pass
    return show(desired), show(actual), "", ""
