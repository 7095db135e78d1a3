"""Exact tests of random functions: bounds against SciPy, and what they tell apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from autograder.chance import ERROR, interval, plausible, plausible_shares
from autograder.compare import Mismatch


@given(st.integers(1, 5000), st.floats(0.001, 0.999))
def test_interval_is_exact_and_tight(trials: int, probability: float) -> None:
    """Each side is left out with at most the stated error, and one step inside it would be more."""
    low, high = interval(trials, probability)
    assert binom.cdf(low - 1, trials, probability) <= ERROR < binom.cdf(low, trials, probability)
    assert binom.sf(high, trials, probability) <= ERROR * (1 + 1e-6)
    assert high == 0 or binom.sf(high - 1, trials, probability) > ERROR * (1 - 1e-6)


def test_certain_outcomes_leave_no_room() -> None:
    """With probability 0 or 1 there is one possible count."""
    assert interval(20, 0.0) == (0, 0)
    assert interval(20, 1.0) == (20, 20)


def test_near_misses_are_told_apart() -> None:
    """The catalogue's sample size: 12,245 draws separate .15 from .12."""
    plausible(round(0.15 * 12_245), 12_245, 0.15, of="tokens selected")
    with pytest.raises(Mismatch, match="tokens selected"):
        plausible(round(0.12 * 12_245), 12_245, 0.15, of="tokens selected")


def test_an_impossible_category_may_not_occur() -> None:
    """One draw of a word with probability 0 is one too many."""
    plausible_shares([500, 500, 0], [0.5, 0.5, 0.0], of="draws of id")
    with pytest.raises(Mismatch, match="draws of id 2"):
        plausible_shares([500, 499, 1], [0.5, 0.5, 0.0], of="draws of id")
