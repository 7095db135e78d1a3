"""Visible tests of evaluation.py: small worlds that can be checked with pencil and paper."""

import math

import numpy as np
import pytest
from evaluation import analogy, analogy_accuracy, average_ranks, spearman, word_similarity
from numpy.testing import assert_allclose

VOCABULARY = {"apple": 4, "king": 2, "man": 0, "queen": 3, "woman": 1}
VECTORS = np.array([[1.0, 0.0], [1.0, 1.0], [3.0, 0.0], [3.0, 1.0], [3.0, -1.0]])


@pytest.mark.task("6.1")
def test_man_is_to_woman_as_king_is_to_queen():
    """The offset (0, 1) leads from man to woman, and from king to queen."""
    assert analogy("man", "woman", "king", VOCABULARY, VECTORS) == "queen"


@pytest.mark.task("6.1")
def test_the_offset_has_a_direction():
    """The other way round the offset is (0, -1)."""
    assert analogy("woman", "man", "king", VOCABULARY, VECTORS) == "apple"


@pytest.mark.task("6.1")
def test_analogy_with_an_unknown_word():
    """A word without a vector is a KeyError."""
    with pytest.raises(KeyError):
        analogy("man", "zebra", "king", VOCABULARY, VECTORS)


@pytest.mark.task("6.2")
def test_accuracy_and_share():
    """One of two known questions is right, two of four questions are known."""
    questions = [
        ("man", "woman", "king", "queen"),
        ("man", "woman", "king", "apple"),
        ("man", "woman", "king", "zebra"),
        ("qux", "woman", "king", "queen"),
    ]
    assert_allclose(analogy_accuracy(questions, VOCABULARY, VECTORS), (0.5, 0.5))


@pytest.mark.task("6.2")
def test_accuracy_of_no_known_question():
    """An empty examination has no accuracy."""
    accuracy, share = analogy_accuracy([("qux", "woman", "king", "queen")], VOCABULARY, VECTORS)
    assert math.isnan(accuracy)
    assert share == 0


@pytest.mark.task("6.3")
def test_ranks_without_ties():
    """10 is the smallest, 20 the next, 30 the last."""
    assert_allclose(average_ranks([30, 10, 20]), [3, 1, 2])


@pytest.mark.task("6.3")
def test_ranks_with_ties():
    """The two values 2.5 take the places 3 and 4."""
    assert_allclose(average_ranks([2.5, -1, 2.5, 0]), [3.5, 1, 3.5, 2])


@pytest.mark.task("6.4")
def test_rho_without_ties():
    """Sum of products of the deviations 3, sums of squares 5 and 5."""
    assert_allclose(spearman([2, 4, 1, 3], [1, 3, 2, 4]), 0.6)


@pytest.mark.task("6.4")
def test_rho_with_ties():
    """The ranks of x are 1, 2.5, 2.5, 4."""
    assert_allclose(spearman([1, 2, 2, 4], [1, 3, 2, 4]), 4.5 / math.sqrt(4.5 * 5))


@pytest.mark.task("6.4")
def test_rho_of_a_constant():
    """A list that never moves goes together with nothing."""
    assert math.isnan(spearman([5, 5, 5], [1, 2, 3]))


@pytest.mark.task("6.5")
def test_similarity_by_hand():
    """The cosines are 0.96, 0 and 0.8; people agree but for the order of the first and the last."""
    vocabulary = {"sun": 2, "coffee": 1, "tea": 0, "cup": 3}
    vectors = np.array([[30.0, 40.0], [4.0, 3.0], [0.0, -2.0], [0.1, 0.0]])
    pairs = [("tea", "coffee", 8.0), ("cup", "sun", 1.0), ("coffee", "cup", 9.0), ("tea", "zebra", 2.0)]
    assert_allclose(word_similarity(pairs, vocabulary, vectors), (0.5, 0.75))
