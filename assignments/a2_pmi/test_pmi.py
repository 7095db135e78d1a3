"""The visible tests of assignment a2: small numbers that you can work out by hand. Run them with `pytest`."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from pmi import cooccurrence_matrix, pmi, ppmi, shifted_pmi, shifted_ppmi, smoothed_pmi, svd_embeddings

SENTENCE = ["the", "cat", "sat", "the", "cat", "chased", "the", "dog", "sat"]
"""The corpus of exercise 4.3."""

VOCABULARY = {"the": 0, "cat": 1, "sat": 2, "chased": 3, "dog": 4}
COUNTS = np.array([[0, 2, 1, 1, 1], [2, 0, 1, 1, 0], [1, 1, 0, 0, 1], [1, 1, 0, 0, 0], [1, 0, 1, 0, 0]], dtype=float)
"""Its counts with a window of one, in the order of the ids."""

FLAT = np.array([[4.0, 1.0], [1.0, 0.0]])
"""The first cell is a little less than chance has it: 4/6 against 25/36."""


@pytest.mark.task("2.1")
def test_counts_of_exercise_4_3():
    """By hand: the-cat 2, the-sat 1, the-chased 1, the-dog 1, cat-sat 1, cat-chased 1, sat-dog 1."""
    assert_allclose(cooccurrence_matrix([SENTENCE], VOCABULARY, window=1), COUNTS)


@pytest.mark.task("2.1")
def test_a_word_beside_itself():
    """In "very very good", with a window of one: one pair of very and itself, one of very and good."""
    assert_allclose(cooccurrence_matrix([["very", "very", "good"]], {"good": 0, "very": 1}, window=1), [[0, 1], [1, 2]])


@pytest.mark.task("2.1")
def test_a_window_of_zero():
    """A window that sees nobody is refused."""
    with pytest.raises(ValueError):
        cooccurrence_matrix([["the", "cat"]], VOCABULARY, window=0)


@pytest.mark.task("2.2")
def test_pmi_of_the_and_cat():
    """P(the, cat) = 2/16, P(the) = 5/16, P(cat) = 4/16: ln 1.6."""
    assert_allclose(pmi(COUNTS)[0][1], 0.4700036292, rtol=1e-7)


@pytest.mark.task("2.2")
def test_pmi_of_what_never_meets():
    """Here cat and dog are never neighbours here."""
    assert pmi(COUNTS)[1][4] == -np.inf


@pytest.mark.task("2.2")
def test_pmi_of_words_by_other_contexts():
    """Two words, three contexts, one of them unused: row sums 4 and 2, column sums 3, 0 and 3."""
    right = [[0.4054651081, -np.inf, -0.6931471806], [-np.inf, -np.inf, 0.6931471806]]
    assert_allclose(pmi(np.array([[3.0, 0.0, 1.0], [0.0, 0.0, 2.0]])), right, rtol=1e-7)


@pytest.mark.task("2.3")
def test_ppmi_has_nothing_below_zero():
    """ln(24/25) and minus infinity both become 0; ln 1.2 stays."""
    assert_allclose(ppmi(FLAT), [[0.0, 0.1823215568], [0.1823215568, 0.0]], rtol=1e-7, atol=1e-9)


@pytest.mark.task("2.4")
def test_smoothed_pmi_with_a_square_root():
    """Column sums 16 and 1 become 4 and 1, so the contexts have 0.8 and 0.2."""
    right = [[0.2231435513, -np.inf], [-0.4700036292, 0.9162907319]]
    assert_allclose(smoothed_pmi(np.array([[15.0, 0.0], [1.0, 1.0]]), alpha=0.5), right, rtol=1e-7)


@pytest.mark.task("2.5")
def test_shifted_pmi_of_the_and_cat():
    """By hand: ln 1.6 - ln 2 = ln 0.8."""
    assert_allclose(shifted_pmi(COUNTS, 2)[0][1], -0.2231435513, rtol=1e-7)


@pytest.mark.task("2.6")
def test_shifted_ppmi_of_two_pairs():
    """Pair the-cat falls to 0; dog-sat, ln(8/3), keeps ln(4/3)."""
    answer = shifted_ppmi(COUNTS, 2)
    assert_allclose([answer[0][1], answer[4][2]], [0.0, 0.2876820724], rtol=1e-7, atol=1e-9)


@pytest.mark.task("2.7")
def test_svd_keeps_the_longest_direction():
    """Of diag(1, 3) one dimension keeps the second row, with length 3; the sign is free."""
    vectors = np.asarray(svd_embeddings(np.diag([1.0, 3.0]), 1))
    assert vectors.shape == (2, 1)
    assert_allclose(vectors @ vectors.T, [[0.0, 0.0], [0.0, 9.0]], atol=1e-9)


@pytest.mark.task("2.7")
def test_svd_with_all_dimensions_keeps_all_dot_products():
    """Three words in two contexts, two dimensions."""
    matrix = np.array([[2.0, 0.0], [1.0, 1.0], [0.0, 3.0]])
    vectors = np.asarray(svd_embeddings(matrix, 2))
    assert_allclose(vectors @ vectors.T, [[4.0, 2.0, 0.0], [2.0, 2.0, 3.0], [0.0, 3.0, 9.0]], atol=1e-9)
