"""Counting neighbours, pointwise mutual information, latent semantic analysis (chapter 4, section 4.2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""A NumPy array of floats."""

Vocabulary = dict[str, int]
"""Word to id. The ids are 0 .. V-1, each once, in any order: an id is looked up, never counted off."""


def cooccurrence_matrix(sentences: list[list[str]], vocabulary: Vocabulary, window: int = 2) -> Array:
    """How often each two words stand within `window` positions of each other.

        for every sentence and every two of its positions i < j with j - i <= window,
        holding the words a and b:   1 is added to (a, b) and 1 to (b, a)

    So the matrix is symmetric, and two equal words, a = b, add 2 to their cell on the diagonal. Every pair counts
    the same, however near or far (within the window). No window reaches from one sentence into another.
    Words that the vocabulary does not know are dropped first: then their neighbours stand side by side.

    Args:
        sentences: lists of words, already tokenised and cased; any of them, and the list itself, may be empty.
        vocabulary: word to id, V words.
        window: positions looked at on each side, 1 or more; it may be longer than a sentence.

    Returns:
        Shape (V, V): row and column are ids.

    Raises:
        ValueError: window < 1.

    Source: section 4.2.2, exercise 4.7.

    """
    raise NotImplementedError("task 2.1: cooccurrence_matrix")


def pmi(counts: Array) -> Array:
    """Pointwise mutual information: how much more often than by chance do w and c meet?

        PMI(w, c) = ln( P(w, c) / (P(w) P(c)) )
        P(w, c) = counts[w, c] / N,   P(w) = sum of row w / N,   P(c) = sum of column c / N,   N = sum of all counts

    All three probabilities come from `counts`; the logarithm is natural; nothing is added to any count.
    Wherever the count is 0 the result is -inf, also in a row or column that is 0 throughout: never NaN.

    Args:
        counts: shape (R, C), none below 0; rows are words, columns are contexts. In general it is
            neither square nor symmetric.

    Returns:
        Shape (R, C).

    Source: section 4.2.2, exercise 4.3.

    """
    raise NotImplementedError("task 2.2: pmi")


def ppmi(counts: Array) -> Array:
    """Positive PMI: only what meets more often than by chance.

        PPMI(w, c) = max(PMI(w, c), 0)

    Every entry is finite: where the count is 0, unused rows and columns included, it is 0.0.

    Args:
        counts: shape (R, C), as for `pmi`.

    Returns:
        Shape (R, C), nothing below 0.

    Source: section 4.2.2.

    """
    raise NotImplementedError("task 2.3: ppmi")


def smoothed_pmi(counts: Array, alpha: float = 0.75) -> Array:
    """PMI with smoothed contexts: rare contexts are made a little less rare, and so less surprising.

        PMI_alpha(w, c) = ln( P(w, c) / (P(w) P_alpha(c)) )
        P_alpha(c) = sum(c)^alpha / (sum over all c' of sum(c')^alpha),   sum(c) = sum of column c

    P(w, c) and P(w) are those of `pmi`: only the context (column) side is smoothed. alpha = 1 gives PMI itself.
    Wherever the count is 0 the result is -inf, never NaN.

    Args:
        counts: shape (R, C), as for `pmi`.
        alpha: the exponent, above 0.

    Returns:
        Shape (R, C).

    Raises:
        ValueError: alpha <= 0.

    Source: section 4.3.4 (the exponent 3/4 of the noise distribution), course erratum to it.

    """
    raise NotImplementedError("task 2.4: smoothed_pmi")


def shifted_pmi(counts: Array, k: int) -> Array:
    """The matrix that skip-gram with k negative samples factorises.

        SPMI(w, c) = PMI(w, c) - ln k

    Where the count is 0 it is -inf, as PMI is. k = 1 gives PMI itself.

    Args:
        counts: shape (R, C), as for `pmi`.
        k: number of negative samples, 1 or more.

    Returns:
        Shape (R, C).

    Raises:
        ValueError: k < 1.

    Source: section 4.3.4, exercise 4.3.

    """
    raise NotImplementedError("task 2.5: shifted_pmi")


def shifted_ppmi(counts: Array, k: int) -> Array:
    """Shifted PMI without its negative entries.

        SPPMI(w, c) = max(PMI(w, c) - ln k, 0)

    Every entry is finite: 0.0 where the count is 0.

    Args:
        counts: shape (R, C), as for `pmi`.
        k: number of negative samples, 1 or more.

    Returns:
        Shape (R, C), nothing below 0.

    Raises:
        ValueError: k < 1.

    Source: section 4.3.4.

    """
    raise NotImplementedError("task 2.6: shifted_ppmi")


def svd_embeddings(matrix: Array, dimensions: int) -> Array:
    """Dense word vectors by truncated singular value decomposition (latent semantic analysis).

        M = U Σ Vᵀ with the singular values in Σ from large to small
        U_d, Σ_d = the part that belongs to the d largest;   the vector of word w is row w of U_d Σ_d

    M is taken as it is: neither centred nor scaled. The signs of the columns are free, so what is compared
    are dot products between rows. All numbers are finite, also when d is larger than the rank of M.
    `scipy.linalg` and `scipy.sparse.linalg` may be used.

    Args:
        matrix: shape (R, C), finite numbers, for instance PPMI.
        dimensions: d, from 1 to the smaller of R and C, that included.

    Returns:
        Shape (R, d).

    Raises:
        ValueError: dimensions outside 1 .. min(R, C).

    Source: section 4.2.3, exercise 4.7.

    """
    raise NotImplementedError("task 2.7: svd_embeddings")
