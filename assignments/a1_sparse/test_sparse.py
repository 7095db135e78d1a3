"""The visible tests of assignment a1: small numbers that you can work out by hand. Run them with `pytest`."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from sparse import bag_of_words, cosine_similarity, inverse_document_frequency, one_hot, orthogonal_pairs, tf_idf

VOCABULARY = {"sat": 2, "the": 0, "cat": 3, "dog": 1}
DOCUMENTS = [["the", "cat", "sat"], ["the", "dog"], ["the", "the", "cat"]]


@pytest.mark.task("1.1")
def test_one_hot_has_its_one_at_the_id():
    """Sat has id 2, although it went into the dictionary first."""
    assert_allclose(one_hot("sat", VOCABULARY), [0, 0, 1, 0])


@pytest.mark.task("1.1")
def test_one_hot_of_an_unknown_word():
    """A word without an id has no vector."""
    with pytest.raises(KeyError):
        one_hot("unicorn", VOCABULARY)


@pytest.mark.task("1.2")
def test_cosine_of_three_four_and_four_three():
    """(3, 4) · (4, 3) = 24, and both vectors have length 5."""
    assert_allclose(cosine_similarity(np.array([3.0, 4.0]), np.array([4.0, 3.0])), 24 / 25)


@pytest.mark.task("1.2")
def test_cosine_with_the_zero_vector():
    """The zero vector is like nothing."""
    assert_allclose(cosine_similarity(np.zeros(2), np.array([1.0, 2.0])), 0.0)


@pytest.mark.task("1.2")
def test_cosine_needs_vectors_of_one_length():
    """Two numbers and three numbers have no angle."""
    with pytest.raises(ValueError):
        cosine_similarity(np.array([1.0, 2.0]), np.array([1.0, 2.0, 3.0]))


@pytest.mark.task("1.3")
def test_pairs_of_four_words():
    """ab, ac, ad, bc, bd, cd."""
    assert orthogonal_pairs(4) == 6


@pytest.mark.task("1.3")
def test_pairs_of_the_chapter():
    """59 words: what the chapter's formula gives, not its headline."""
    assert orthogonal_pairs(59) == 1711


@pytest.mark.task("1.4")
def test_bag_of_words_counts():
    """The stands there twice, the unicorn has no place."""
    assert_allclose(bag_of_words(["the", "cat", "saw", "the", "unicorn"], VOCABULARY), [2, 0, 0, 1])


@pytest.mark.task("1.5")
def test_idf_of_three_documents():
    """The is in 3 of 3, dog in 1, sat in 1, cat in 2."""
    right = [0.0, 1.0986122887, 1.0986122887, 0.4054651081]
    assert_allclose(inverse_document_frequency(DOCUMENTS, VOCABULARY), right, rtol=1e-7, atol=1e-9)


@pytest.mark.task("1.5")
def test_idf_of_a_word_that_no_document_contains():
    """Fish has an id, but nobody writes about it."""
    assert_allclose(
        inverse_document_frequency([["cat"], ["cat"], []], {"fish": 0, "cat": 1}), [0.0, 0.4054651081], atol=1e-9
    )


@pytest.mark.task("1.6")
def test_tf_idf_of_one_document():
    """Two times 0.5 for cat, once 2 for dog; the weighs nothing."""
    weights = np.array([0.0, 2.0, 3.0, 0.5])
    assert_allclose(tf_idf(["cat", "the", "cat", "dog"], VOCABULARY, weights), [0.0, 2.0, 0.0, 1.0])
