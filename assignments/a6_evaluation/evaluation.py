"""Intrinsic evaluation of word vectors: analogies and word similarity (section 4.5.1, exercise 4.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
"""A NumPy array of floats."""

Vocabulary = dict[str, int]
"""Word to id. The ids are 0 .. V-1, each once, in any order: an id is looked up, never counted off."""


def analogy(a: str, b: str, c: str, vocabulary: Vocabulary, vectors: Array) -> str:
    """a is to b as c is to ?: the word whose vector points most nearly where b - a + c points.

        d* = argmax over d in V without {a, b, c} of cos(v_d, v_b - v_a + v_c)

    The vectors enter the sum raw, as they stand; the cosine is taken with that sum. The cosine of a zero vector
    with anything is 0.0.

    Args:
        a, b, c: the words of the question; they need not be three different ones.
        vocabulary: word to id, V words.
        vectors: shape (V, d), the vector of a word in the row of its id.

    Returns:
        The best word but a, b and c, which are no answer even where they score highest. Any other word may be
        the answer, also one whose vector equals that of a, b or c. Equal scores: any of the best.

    Raises:
        KeyError: a, b or c is not in the vocabulary.
        ValueError: no word is left.

    Source: section 4.5.1.

    """
    raise NotImplementedError("task 6.1: analogy")


def analogy_accuracy(
    questions: list[tuple[str, str, str, str]], vocabulary: Vocabulary, vectors: Array
) -> tuple[float, float]:
    """How many of the analogy questions (a, b, c, d), "a is to b as c is to d", are answered with d?

        accuracy = right answers / known questions
        share    = known questions / all questions

    The answer to a question is the one that task 6.1 defines.

    Args:
        questions: four words each. A question is known if all four are in the vocabulary, spelled and cased
            exactly so; the others count in the share only. A question that is listed twice counts twice.
        vocabulary: word to id, V words.
        vectors: shape (V, d), the vector of a word in the row of its id.

    Returns:
        (accuracy, share), both between 0 and 1. A known question that leaves no admissible word counts as wrong.
        No known question, so also no question at all: (nan, 0.0).

    Source: section 4.5.1, exercise 4.6.

    """
    raise NotImplementedError("task 6.2: analogy_accuracy")


def average_ranks(values: Sequence[float]) -> Array:
    """Ranks from 1: the smallest value has rank 1, and equal values share the mean of their ranks.

        rank(x) = (number of values below x) + (1 + number of values equal to x) / 2

    Args:
        values: n numbers, in a list, a tuple or an array. Equal means exactly equal; close is not equal.

    Returns:
        Shape (n,): each rank stands where its value stood. No values: shape (0,).

    Source: section 4.5.1 (Spearman's rank correlation).

    """
    raise NotImplementedError("task 6.3: average_ranks")


def spearman(x: Sequence[float], y: Sequence[float]) -> float:
    """Spearman's rho: the Pearson correlation of the average ranks of x and of y.

        rho = sum (r_i - r̄)(s_i - s̄) / sqrt(sum (r_i - r̄)² · sum (s_i - s̄)²)

    with r the ranks of x and s the ranks of y, equal values sharing the mean of their ranks (task 6.3). To be
    written without scipy.stats.

    Args:
        x, y: n numbers each, in lists, tuples or arrays.

    Returns:
        One number from -1 to 1. nan if x or y is constant, or if there are fewer than two values.

    Raises:
        ValueError: x and y differ in length.

    Source: section 4.5.1.

    """
    raise NotImplementedError("task 6.4: spearman")


def word_similarity(pairs: list[tuple[str, str, float]], vocabulary: Vocabulary, vectors: Array) -> tuple[float, float]:
    """Do the vectors agree with people about which words are alike?

        rho   = Spearman's rho of the cosines of the known pairs against their human scores
        share = known pairs / all pairs

    The cosine of a zero vector with anything is 0.0.

    Args:
        pairs: (word, word, human score). A pair is known if both words are in the vocabulary, spelled and cased
            exactly so; the others count in the share only. A pair that is listed twice counts twice.
        vocabulary: word to id, V words.
        vectors: shape (V, d), the vector of a word in the row of its id.

    Returns:
        (rho, share). rho is nan where task 6.4 says so: one known pair, all cosines equal, or all scores equal.
        No known pair, so also no pair at all: (nan, 0.0).

    Source: section 4.5.1.

    """
    raise NotImplementedError("task 6.5: word_similarity")
