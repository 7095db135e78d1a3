"""Visible tests of masking.py: small enough to check by hand."""

import numpy as np
import pytest
from masking import mask_tokens, mlm_loss
from numpy.testing import assert_allclose, assert_array_equal

CLS, SEP, MASK = 101, 102, 103
TEXT = np.array([CLS, 7, 8, 7, 9, SEP])
SPECIAL = np.array([1, 0, 0, 0, 0, 1])


@pytest.mark.task("7.1")
def test_probability_zero_changes_nothing():
    """Nobody is selected: the text stays, and no position has a label."""
    rng = np.random.default_rng(1)
    masked, labels = mask_tokens(TEXT, SPECIAL, MASK, np.array([7, 8, 9]), probability=0.0, rng=rng)
    assert_array_equal(masked, TEXT)
    assert_array_equal(labels, [-100] * 6)


@pytest.mark.task("7.1")
def test_probability_one_labels_every_word_but_no_special_token():
    """Everybody is selected, whatever becomes of them; with one candidate each has three ids to choose from."""
    masked, labels = mask_tokens(TEXT, SPECIAL, MASK, np.array([55]), probability=1.0, rng=np.random.default_rng(1))
    assert_array_equal(labels, [-100, 7, 8, 7, 9, -100])
    assert_array_equal(np.asarray(masked)[[0, 5]], [CLS, SEP])
    assert all(got in (MASK, 55, was) for got, was in zip(masked[1:5], TEXT[1:5], strict=True))


@pytest.mark.task("7.1")
def test_most_of_the_selected_become_the_mask():
    """Of 2,000 selected tokens about 1,600 become [MASK], about 200 the one candidate, and about 200 stay."""
    ids, rng = np.full((40, 50), 7), np.random.default_rng(2)
    masked, _ = mask_tokens(ids, np.zeros_like(ids), MASK, np.array([55]), probability=1.0, rng=rng)
    shares = [np.mean(np.asarray(masked) == which) for which in (MASK, 55, 7)]
    assert_allclose(shares, [0.8, 0.1, 0.1], atol=0.05)  # a random function: five standard deviations of room


@pytest.mark.task("7.2")
def test_loss_of_two_blanks():
    """Probabilities 1/2 and 1/8 for the right words: ln 2 + ln 8 = 4 ln 2; the second position has no label."""
    logits = np.log([[4.0, 2.0, 2.0], [1.0, 1.0, 6.0], [6.0, 1.0, 1.0]])
    labels = np.array([0, -100, 2])
    assert_allclose(mlm_loss(logits, labels), 4 * np.log(2), rtol=1e-7)
    assert_allclose(mlm_loss(logits, labels, "mean"), 2 * np.log(2), rtol=1e-7)


@pytest.mark.task("7.2")
def test_no_blank_no_loss():
    """An empty sum is zero, and the mean of nothing is defined to be zero too."""
    assert mlm_loss(np.ones((2, 3)), np.array([-100, -100])) == 0.0
    assert mlm_loss(np.ones((2, 3)), np.array([-100, -100]), reduction="mean") == 0.0
