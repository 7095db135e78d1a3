"""Hidden tests of a2_pmi/pmi.py, tasks 2.4 to 2.6: smoothed and shifted PMI."""

from __future__ import annotations

from math import log

import numpy as np
from hypothesis import strategies as st

from autograder.testing import DOUBLE, example, given, raises, same, task
from reference.a2_pmi import pmi as reference
from tests.hidden.strategies import count_matrices, numbers
from tests.hidden.strategies.a2_pmi import EXERCISE, gappy_counts, skewed_counts

INF = float("inf")


@task("2.4", points=1)
@given(counts=count_matrices(), alpha=numbers(0.05, 2.5))
@example(counts=np.array([[0.5, 5.0], [0.0, 1.25]]), alpha=0.5)
@example(counts=np.array([[3.0, 1.0], [1.0, 1.0]]), alpha=0.001)  # small, and above 0 all the same
def test_contexts_are_smoothed_and_words_are_not(submission, counts, alpha):
    """Only P(c) is smoothed: column sums to the power alpha, divided by their total."""
    same(submission.pmi.smoothed_pmi(counts, alpha=alpha), _smoothed_by_definition(counts, alpha), **DOUBLE)


@task("2.4", points=1)
@given(counts=skewed_counts())
def test_the_exponent_is_three_quarters_unless_told(submission, counts):
    """Without an alpha, the exponent is 0.75."""
    same(submission.pmi.smoothed_pmi(counts), reference.smoothed_pmi(counts, 0.75), **DOUBLE)


@task("2.4", points=1)
@given(counts=count_matrices())
def test_alpha_one_is_plain_pmi(submission, counts):
    """alpha = 1 smooths nothing."""
    same(submission.pmi.smoothed_pmi(counts, 1.0), reference.pmi(counts), **DOUBLE)


@task("2.4", points=1)
def test_smoothing_favours_rare_contexts_less(submission):
    """A worked number: contexts seen 16 times and once, with alpha = 0.5."""
    counts = np.array([[15.0, 0.0], [1.0, 1.0]])
    right = [[log(1.25), -INF], [log(0.625), log(2.5)]]
    same(submission.pmi.smoothed_pmi(counts, alpha=0.5), right, **DOUBLE)


@task("2.4", points=1)
@given(counts=gappy_counts(), alpha=numbers(0.25, 1.5))
@example(counts=np.zeros((2, 3)), alpha=0.75)
def test_smoothing_keeps_minus_infinity(submission, counts, alpha):
    """-inf wherever the count is 0, unused rows and columns included; never NaN."""
    same(submission.pmi.smoothed_pmi(counts, alpha), reference.smoothed_pmi(counts, alpha), **DOUBLE)


@task("2.4", points=1)
@given(counts=count_matrices(), alpha=st.sampled_from([0, 0.0, -0.25, -1]))
@example(counts=np.zeros((2, 3)), alpha=0)
def test_an_exponent_of_zero_or_less_is_refused(submission, counts, alpha):
    """alpha must be above 0."""
    with raises(ValueError):
        submission.pmi.smoothed_pmi(counts, alpha=alpha)


@task("2.5", points=1)
@given(counts=count_matrices(), k=st.integers(1, 300))
@example(counts=np.array([[2.5, 0.0], [0.25, 1.25]]), k=2)
def test_ln_k_is_taken_away(submission, counts, k):
    """PMI - ln k in every cell, -inf where the count is 0."""
    same(submission.pmi.shifted_pmi(counts, k), reference.pmi(counts) - log(k), **DOUBLE)


@task("2.5", points=1)
def test_the_shift_that_hides_a_pair_of_exercise_4_3(submission):
    """With k = 2, dog-sat stays above 0, cat-chased is exactly 0, the-cat falls below."""
    shifted = submission.pmi.shifted_pmi(EXERCISE, k=2)
    right = [
        [-INF, log(0.8), log(8 / 15), log(0.8), log(0.8)],
        [log(0.8), -INF, log(2 / 3), 0.0, -INF],
        [log(8 / 15), log(2 / 3), -INF, -INF, log(4 / 3)],
        [log(0.8), 0.0, -INF, -INF, -INF],
        [log(0.8), -INF, log(4 / 3), -INF, -INF],
    ]
    same(shifted, right, **DOUBLE)


@task("2.5", points=1)
@given(counts=gappy_counts(), k=st.integers(1, 5))
@example(counts=np.zeros((2, 3)), k=5)
def test_the_shift_leaves_minus_infinity(submission, counts, k):
    """What never meets is -inf before and after the shift; never NaN."""
    same(submission.pmi.shifted_pmi(counts, k), reference.shifted_pmi(counts, k), **DOUBLE)


@task("2.5", points=1)
@given(counts=count_matrices(), k=st.integers(-3, 0))
@example(counts=np.zeros((2, 3)), k=0)
def test_a_shift_needs_a_negative_sample(submission, counts, k):
    """k must be 1 or more."""
    with raises(ValueError):
        submission.pmi.shifted_pmi(counts, k)


@task("2.6", points=1)
@given(counts=count_matrices(), k=st.integers(1, 5))
@example(counts=np.array([[0.75, 0.25], [0.5, 8.0]]), k=2)
@example(counts=np.diag([1.0, 1.0, 2.0]), k=1)  # words that are their own best contexts
def test_shift_first_clip_last(submission, counts, k):
    """max(PMI - ln k, 0): nothing below 0 is left."""
    same(submission.pmi.shifted_ppmi(counts, k), np.maximum(reference.pmi(counts) - log(k), 0.0), **DOUBLE)


@task("2.6", points=1)
def test_what_is_left_of_exercise_4_3(submission):
    """With k = 2 only dog-sat is left, with ln(4/3)."""
    right = np.zeros((5, 5))
    right[2, 4] = right[4, 2] = log(4 / 3)
    same(submission.pmi.shifted_ppmi(EXERCISE, k=2), right, **DOUBLE)


@task("2.6", points=1)
@given(counts=skewed_counts(), k=st.integers(2, 60))
def test_rare_pairs_survive_a_large_shift(submission, counts, k):
    """The more negative samples, the rarer a pair must be to stay above 0."""
    same(submission.pmi.shifted_ppmi(counts, k), reference.shifted_ppmi(counts, k), **DOUBLE)


@task("2.6", points=1)
@given(counts=gappy_counts(), k=st.integers(1, 5))
@example(counts=np.zeros((2, 3)), k=2)
def test_shifted_ppmi_of_unused_words_is_zero(submission, counts, k):
    """Every entry is finite: 0 where the count is 0."""
    same(submission.pmi.shifted_ppmi(counts, k), reference.shifted_ppmi(counts, k), **DOUBLE)


@task("2.6", points=1)
@given(counts=count_matrices(), k=st.integers(-3, 0))
@example(counts=np.zeros((2, 3)), k=0)
def test_a_clipped_shift_needs_a_negative_sample(submission, counts, k):
    """k must be 1 or more."""
    with raises(ValueError):
        submission.pmi.shifted_ppmi(counts, k)


def _smoothed_by_definition(counts, alpha):
    """Smoothed PMI by the definition, one cell at a time."""
    total, rows = counts.sum(), counts.sum(axis=1)
    powers = [column**alpha if column else 0.0 for column in counts.sum(axis=0)]
    shares = [power / sum(powers) for power in powers]
    return np.array(
        [
            [log(n / total / (rows[i] / total * shares[j])) if n else -INF for j, n in enumerate(row)]
            for i, row in enumerate(counts)
        ]
    )
