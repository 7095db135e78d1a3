"""Visible tests of CBOW: small enough to follow with pencil and paper."""

from __future__ import annotations

import numpy as np
import pytest
from cbow import cbow_examples, cbow_step, context_mean
from numpy.testing import assert_allclose

IDS = {"sat": 2, "the": 0, "cat": 1, "mat": 3}


def bags(examples):
    """The examples with sorted contexts, sorted: both orders are free."""
    return sorted((sorted(int(id) for id in context), int(center)) for context, center in examples)


@pytest.mark.task("3.12")
def test_one_example_per_position():
    """The cat sat: each word is predicted from the others, at most two away."""
    assert bags(cbow_examples([["the", "cat", "sat"]], IDS)) == [([0, 1], 2), ([0, 2], 1), ([1, 2], 0)]


@pytest.mark.task("3.12")
def test_unknown_words_and_short_sentences():
    """The unknown "big" is dropped before the window slides; a sentence of one known word gives nothing."""
    sentences = [["the", "big", "cat"], ["mat"], [], ["the", "the"]]
    assert bags(cbow_examples(sentences, IDS, window=1)) == [([0], 0), ([0], 0), ([0], 1), ([1], 0)]


@pytest.mark.task("3.12")
def test_window_below_one_is_refused():
    """No window, no neighbours: a ValueError."""
    with pytest.raises(ValueError):
        cbow_examples([["the", "cat"]], IDS, window=0)


@pytest.mark.task("3.13")
def test_mean_of_the_words_that_are_there():
    """Two words: divided by 2. A word that stands there twice counts twice."""
    W_in = np.array([[3.0, 0.0], [0.0, 6.0]])
    assert_allclose(context_mean([0, 1], W_in), [1.5, 3.0])
    assert_allclose(context_mean([0, 1, 1], W_in), [1.0, 4.0])
    with pytest.raises(ValueError):
        context_mean([], W_in)


@pytest.mark.task("3.14")
def test_step_from_zero():
    """All scores are 0: each sigmoid is a half, and the loss is 2 ln 2."""
    W_in, W_out = np.array([[1.0, 0.0], [0.0, 2.0], [5.0, 5.0]]), np.array([[0.0, 0.0], [0.0, 0.0], [4.0, -2.0]])
    # h = [0.5, 1]; the word to predict is 2, with the score 4 * 0.5 - 2 * 1 = 0; the negative is 0.
    loss = cbow_step(W_in, W_out, [0, 1], 2, np.array([0]), 0.1)
    assert_allclose(loss, 2 * np.log(2))
    # The error of word 2 is -0.5, so h has the gradient [-2, 1], and each context word gets half of it.
    assert_allclose(W_in, [[1.1, -0.05], [0.1, 1.95], [5.0, 5.0]])
    assert_allclose(W_out, [[-0.025, -0.05], [0.0, 0.0], [4.025, -1.95]])


@pytest.mark.task("3.14")
def test_a_word_twice_in_the_context():
    """The same word twice in the context and twice among the negatives: every occurrence counts."""
    W_in, W_out = np.array([[2.0], [7.0]]), np.array([[0.0], [0.0]])
    assert_allclose(cbow_step(W_in, W_out, [0, 0], 1, np.array([0, 0]), 1.0), 3 * np.log(2))
    assert_allclose(W_in, [[2.0], [7.0]])
    assert_allclose(W_out, [[-2.0], [1.0]])
