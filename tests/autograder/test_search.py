"""A wrong answer to a fixed example is shown by a smaller one, if there is any among those that are drawn."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder import plugin, profiles, search
from autograder.calls import Source
from autograder.compare import Mismatch, equal
from autograder.evidence import Trial
from autograder.inprocess import TrustedSubmission
from autograder.sandbox import Pool

FORGETFUL = "def copied(items):\n    return items[:3]\n"
"""Wrong for lists of four items or more."""

LONG = list(range(100, 160))


def _wrong(fixed: list[int]) -> tuple[list[str], int]:
    """The call that is shown for the wrong function, and how many were made, by a test with one fixed example."""

    @settings(settings.get_profile(profiles.GRADING))
    @example(items=fixed)
    @given(items=st.lists(st.integers(0, 9), max_size=8))
    def test(submission: Any, items: list[int]) -> None:
        equal(submission.toy.copied(items), items)

    test.hypothesis.inner_test = plugin.watched(test.hypothesis.inner_test)  # type: ignore[attr-defined]
    trial = Trial(TrustedSubmission({"toy": Source("toy", FORGETFUL, "numpy")}, Pool()))
    with pytest.raises(Mismatch):
        search.run(test, trial)
    assert trial.evidence is not None
    return trial.evidence.shown, trial.submission.made


def test_a_long_fixed_example_gives_way_to_a_small_one() -> None:
    """What Hypothesis would have found without the fixed one."""
    assert _wrong(LONG)[0] == ["copied([0, 0, 0, 0])"]


def test_a_short_fixed_example_is_enough() -> None:
    """One call, and the search is over."""
    assert _wrong([4, 5, 6, 7]) == (["copied([4, 5, 6, 7])"], 1)


def test_a_drawn_example_is_searched_for_once() -> None:
    """A wrong answer to a drawn one takes as many calls as one to a fixed one: the search is not made twice."""
    assert _wrong([1]) == _wrong(LONG) == (["copied([0, 0, 0, 0])"], _wrong([2])[1])
