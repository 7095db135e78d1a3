"""A direction of meaning in word vectors: how to find it, measure it, take it out (section 4.5.3, exercise 4.9)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
"""A NumPy array of floats."""

Vocabulary = dict[str, int]
"""Word to id. The ids are 0 .. V-1, each once, in any order: an id is looked up, never counted off."""


def bias_direction(first: str, second: str, vocabulary: Vocabulary, vectors: Array) -> Array:
    """The direction that leads from the second word to the first: for ("he", "she") it is he - she.

        g = v_first - v_second

    Raw: neither the two vectors nor their difference are brought to length 1.

    Args:
        first, second: two words.
        vocabulary: word to id, V words.
        vectors: shape (V, d), the vector of a word in the row of its id.

    Returns:
        Shape (d,).

    Raises:
        KeyError: a word is not in the vocabulary.

    Source: exercise 4.9.

    """
    raise NotImplementedError("task 6.6: bias_direction")


def alignment(vectors: Array, direction: Array) -> Array:
    """The cosine of every row with a direction: +1 along it, 0 across it, -1 against it.

        alignment_i = v_i · g / (|v_i| |g|)

    Args:
        vectors: shape (V, d).
        direction: shape (d,), of any length.

    Returns:
        Shape (V,), signed. The cosine of a zero vector with anything is 0.0, for a zero row as for a zero
        direction. No rows: shape (0,).

    Source: exercise 4.9.

    """
    raise NotImplementedError("task 6.7: alignment")


def most_aligned(
    first: str, second: str, vocabulary: Vocabulary, vectors: Array, n: int = 10
) -> tuple[list[str], list[str]]:
    """The words at both ends of the direction that leads from `second` to `first`.

    Words are ordered by their alignment (task 6.7) with v_first - v_second (task 6.6).

    Args:
        first, second: the two words that define the direction.
        vocabulary: word to id, V words.
        vectors: shape (V, d), the vector of a word in the row of its id.
        n: how many words of each end, 0 or more.

    Returns:
        (top, bottom): the n words with the highest alignment, highest first, and the n words with the lowest
        (most negative) alignment, lowest first. `first` and `second` are in neither list. Fewer than n other
        words: each list holds all of them, in its own order. Equal alignments: any order.

    Raises:
        KeyError: `first` or `second` is not in the vocabulary.

    Source: exercise 4.9.

    """
    raise NotImplementedError("task 6.8: most_aligned")


def neutralize(vector: Array, direction: Array) -> Array:
    """A vector without its part along a direction: what is left is orthogonal to it.

        v minus the projection of v on g

    Args:
        vector: shape (d,).
        direction: shape (d,), of any length: only where it points matters.

    Returns:
        Shape (d,). A zero direction points nowhere: the vector unchanged.

    Source: section 4.5.3 ("projecting out the gender subspace"); Bolukbasi et al. (2016).

    """
    raise NotImplementedError("task 6.9: neutralize")


def equalize(u: Array, v: Array, direction: Array) -> tuple[Array, Array]:
    """Move two unit vectors so that they differ along a direction only, by equally much on either side.

        m      = (u + v) / 2
        m_perp = m without its part along g (task 6.9)
        u'     = m_perp + s · sqrt(1 - |m_perp|²) · g / |g|
        v'     = m_perp - s · sqrt(1 - |m_perp|²) · g / |g|,      s = sign of (u - v) · g

    Args:
        u, v: shape (d,), of length 1 each.
        direction: shape (d,), of any length.

    Returns:
        (u', v'), shape (d,) and length 1 each.

    Raises:
        ValueError: u · g = v · g, so that there is no sign, or the direction is zero.

    Source: section 4.5.3; the equalize step of Bolukbasi et al. (2016) for one pair.

    """
    raise NotImplementedError("task 6.10: equalize")


def association(word: Array, A: Array, B: Array) -> float:
    """s(w, A, B) of the Word Embedding Association Test: is w nearer to the words of A or to those of B?

        s(w, A, B) = mean over a in A of cos(w, a) - mean over b in B of cos(w, b)

    The cosine of a zero vector with anything is 0.0.

    Args:
        word: shape (d,).
        A, B: shapes (n, d) and (m, d), at least one row each; n and m may differ.

    Returns:
        One number, positive if w is nearer to A.

    Source: section 4.5.3; Caliskan, Bryson and Narayanan (2017).

    """
    raise NotImplementedError("task 6.11: association")


def weat_effect_size(X: Array, Y: Array, A: Array, B: Array) -> float:
    """Effect size of the Word Embedding Association Test: how differently do X and Y stand to A and B?

        (mean over x in X of s(x, A, B) - mean over y in Y of s(y, A, B)) / std of s(w, A, B) over all w in X and Y

    with s the association of task 6.11.

    Args:
        X, Y, A, B: shape (number of words, d) each, at least one row each; the numbers may differ.

    Returns:
        One number. The standard deviation is that of a sample (n - 1 below the sum, ddof = 1), over the rows of X
        and the rows of Y together, repeated rows included. Zero deviation: nan.

    Source: section 4.5.3; Caliskan, Bryson and Narayanan (2017).

    """
    raise NotImplementedError("task 6.12: weat_effect_size")
