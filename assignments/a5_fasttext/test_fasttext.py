"""Visible tests of a5_fasttext: worked examples, to be read together with the handout."""

from __future__ import annotations

import math

import numpy as np
import pytest
from fasttext import (
    character_ngrams,
    fasttext_step,
    hash_ngram,
    nearest_words,
    ngram_rows,
    subword_gradients,
    word_vector,
)
from numpy.testing import assert_allclose

VOCABULARY = {"mat": 1, "cat": 0}
WORD_VECTORS = np.array([[10.0, 10.0], [0.0, 1.0]])
NGRAM_IDS = {"<ca": 0, "at>": 1}
NGRAM_VECTORS = np.array([[1.0, 0.0], [0.0, 2.0]])
MODEL = (VOCABULARY, WORD_VECTORS, NGRAM_IDS, NGRAM_VECTORS)


@pytest.mark.task("5.1")
def test_the_pieces_of_where():
    """Fourteen pieces of 3 to 6 characters, markers included; the order is free."""
    expected = "<wh whe her ere re> <whe wher here ere> <wher where here> <where where>"
    assert sorted(character_ngrams("where")) == sorted(expected.split())


@pytest.mark.task("5.1")
def test_short_words_and_repeats():
    """“a” has one piece, the empty word none, “banana” has “ana” twice."""
    assert list(character_ngrams("a")) == ["<a>"]
    assert list(character_ngrams("")) == []
    assert sorted(character_ngrams("banana", 3, 3)) == sorted(["<ba", "ban", "ana", "nan", "ana", "na>"])


@pytest.mark.task("5.1")
def test_impossible_lengths():
    """Lengths in the wrong order cannot be met."""
    with pytest.raises(ValueError):
        character_ngrams("where", 6, 3)


@pytest.mark.task("5.2")
@pytest.mark.parametrize(("ngram", "expected"), [("<wh", 1048167652), ("<where>", 2319392596), ("\u00e9", 1023043777)])
def test_hash_values_of_the_handout(ngram, expected):
    """Three values of the fastText program, the last with bytes above 127."""
    assert hash_ngram(ngram) == expected


@pytest.mark.task("5.3")
def test_the_rows_of_cat():
    """With ten buckets, “<ca” and “<cat>” share row 7."""
    assert sorted(int(row) for row in ngram_rows("cat", 10)) == [1, 3, 5, 6, 7, 7]


@pytest.mark.task("5.3")
def test_no_buckets():
    """A table without rows holds nothing."""
    with pytest.raises(ValueError):
        ngram_rows("cat", 0)


@pytest.mark.task("5.4")
@pytest.mark.parametrize(("word", "expected"), [("cat", [11, 12]), ("hat", [0, 2]), ("dog", [0, 0])])
def test_known_unknown_and_nothing_known(word, expected):
    """Pieces and own row; pieces only; nothing at all."""
    assert_allclose(word_vector(word, *MODEL), expected)


@pytest.mark.task("5.5")
def test_neighbours_of_hat():
    """“hat” was never seen: it lies in the direction of “mat”, and cos(hat, cat) = 12 / √265."""
    found = nearest_words("hat", *MODEL)
    assert [word for word, _ in found] == ["mat", "cat"]
    assert_allclose([cosine for _, cosine in found], [1.0, 12 / math.sqrt(265)])


@pytest.mark.task("5.5")
def test_a_known_word_does_not_find_itself():
    """Only one candidate is left for “cat”, however many are asked for."""
    assert [word for word, _ in nearest_words("cat", *MODEL, n=3)] == ["mat"]


@pytest.mark.task("5.6")
def test_each_occurrence_gets_the_gradient():
    """Rows 2, 0, 2 of four: row 2 hears it twice, rows 1 and 3 not at all."""
    got = subword_gradients([2, 0, 2], np.array([1.0, -3.0]), (4, 2))
    assert_allclose(got, [[1, -3], [0, 0], [2, -6], [0, 0]])


@pytest.mark.task("5.7")
def test_the_step_of_the_handout():
    """All numbers by hand: v = (1, 0), scores 1 and 0, n-gram row 1 occurs twice."""
    words = np.array([[0.5, 0.0], [7.0, 7.0]])
    pieces = np.array([[0.5, 1.0], [0.0, -0.5], [8.0, 8.0]])
    outputs = np.array([[1.0, 0.0], [0.0, 2.0]])
    loss = fasttext_step(words, pieces, outputs, 0, [0, 1, 1], 0, np.array([1]), 0.5)
    assert_allclose(loss, 1.006408868)
    assert_allclose(words, [[0.634470711, -0.5], [7.0, 7.0]])
    assert_allclose(pieces, [[0.634470711, 0.5], [0.268941421, -1.5], [8.0, 8.0]])
    assert_allclose(outputs, [[1.134470711, 0.0], [-0.25, 2.0]])
