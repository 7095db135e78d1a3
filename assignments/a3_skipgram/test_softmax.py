"""Visible tests of the softmax and of the way round it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose
from softmax import hierarchical_probability, huffman_codes, log_softmax, skipgram_log_probability, softmax


@pytest.mark.task("3.15")
def test_softmax_of_two_rows():
    """e^(ln 3) is three times e^0; each row is a distribution of its own."""
    assert_allclose(softmax(np.array([[0.0, np.log(3)], [7.0, 7.0]])), [[0.25, 0.75], [0.5, 0.5]])


@pytest.mark.task("3.15")
def test_softmax_of_a_large_score():
    """A score of 1000 must not overflow."""
    assert_allclose(softmax(np.array([1000.0, 1000.0, -1000.0])), [0.5, 0.5, 0.0])


@pytest.mark.task("3.16")
def test_log_softmax():
    """The logarithm of 1/4 and of 3/4; and a logarithm that no probability can be taken back to."""
    assert_allclose(log_softmax(np.array([0.0, np.log(3)])), np.log([0.25, 0.75]))
    assert_allclose(log_softmax(np.array([0.0, -1000.0])), [0.0, -1000.0])


@pytest.mark.task("3.17")
def test_log_probability_of_a_context():
    """The centre is word 0, so the scores of the three words are 0, 0 and ln 2."""
    W_in, W_out = np.array([[1.0, 0.0], [5.0, 5.0], [5.0, 5.0]]), np.array([[0.0, 1.0], [0.0, 2.0], [np.log(2), 3.0]])
    assert_allclose(skipgram_log_probability(0, 2, W_in, W_out), np.log(1 / 2))
    assert_allclose(skipgram_log_probability(0, 1, W_in, W_out), np.log(1 / 4))


@pytest.mark.task("3.18")
def test_huffman_lengths():
    """Counts 1, 4 and 2: the frequent word needs one bit, the others two."""
    codes = huffman_codes(np.array([1, 4, 2]))
    assert [len(code) for code in codes] == [2, 1, 2]
    assert all(set(code) <= {"0", "1"} for code in codes)
    assert codes[0][0] == codes[2][0] != codes[1]
    assert codes[0][1] != codes[2][1]


@pytest.mark.task("3.18")
def test_huffman_of_one_word():
    """One word: nothing to decide."""
    assert list(huffman_codes(np.array([3]))) == [""]


@pytest.mark.task("3.19")
def test_two_steps_down_the_tree():
    """The scores are ln 3 and ln 4: 3/4 and 4/5 for a "0", 1/4 and 1/5 for a "1"."""
    hidden, nodes = np.array([1.0, 2.0]), np.array([[np.log(3), 0.0], [0.0, np.log(2)]])
    assert_allclose(hierarchical_probability(hidden, nodes, "00"), 3 / 4 * 4 / 5)
    assert_allclose(hierarchical_probability(hidden, nodes, "01"), 3 / 4 * 1 / 5)
    assert_allclose(hierarchical_probability(hidden, nodes, "10"), 1 / 4 * 4 / 5)


@pytest.mark.task("3.19")
def test_no_step_at_all():
    """The only word of a vocabulary is certain."""
    assert_allclose(hierarchical_probability(np.array([1.0, 2.0]), np.zeros((0, 2)), ""), 1.0)
