"""The softmax bottleneck and the way round it: full softmax, Huffman codes, hierarchical softmax (section 4.3.3)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def softmax(scores: Array) -> Array:
    """Probabilities p_i = e^{s_i} / Σ_j e^{s_j}, over the last axis.

    scores: an array with one or more axes, say (..., n). Returns the same shape; along the last axis the probabilities
    sum to 1. Finite for scores of ±1000, also where one row stands at 1000 and another at -1000.
    Source: section 4.3.3.
    """
    raise NotImplementedError("task 3.15: softmax")


def log_softmax(scores: Array) -> Array:
    """Log-probabilities ln p_i = s_i - ln Σ_j e^{s_j}, over the last axis.

    scores: an array with one or more axes, say (..., n). Returns the same shape. Finite and exact for scores of ±1000:
    [0, -1000] -> [0, -1000], not -inf.
    Source: section 4.3.3.
    """
    raise NotImplementedError("task 3.16: log_softmax")


def skipgram_log_probability(center: int, context: int, W_in: Array, W_out: Array) -> float:
    """The log-probability ln P(context | center) under the full softmax of skip-gram.

    The scores are s = W_out @ W_in[center], one for each word of the vocabulary; the answer is the natural logarithm of
    the probability that their softmax gives to `context`. It is exact also where the probability itself is too small
    for a float: finite for scores of ±1000.

    center, context: ids, they may be equal. W_in: (V, d) vectors of the words as centres. W_out: (V, d) as contexts.
    Source: sections 4.3.2 and 4.3.3, exercise 4.2.
    """
    raise NotImplementedError("task 3.17: skipgram_log_probability")


def huffman_codes(counts: Array) -> list[str]:
    """For each word id its code: a string of "0" and "1", the way from the root of a Huffman tree to the word.

    counts: (V,), all positive, in id order. Returns V strings, in id order. The code is prefix-free (no code is the
    beginning of another one), and its total length Σ count_i · len(code_i) is the least that a prefix-free code can
    have. A vocabulary of one word needs no decision: [""]. Which side of a node is "0" is free, and so are ties.
    Source: section 4.3.3.
    """
    raise NotImplementedError("task 3.18: huffman_codes")


def hierarchical_probability(hidden: Array, node_vectors: Array, code: str) -> float:
    """The probability of a word in hierarchical softmax: one yes-or-no decision for each inner node on its path.

    Π over the steps i of σ(h·n_i) where code[i] is "0", and of σ(-h·n_i) where it is "1".

    hidden: h, shape (d,). node_vectors: shape (len(code), d), the inner nodes from the root down. code: a string of "0"
    and "1". Empty code (node_vectors of shape (0, d)): 1.0. Never NaN and no error for scores of ±1000.
    Source: section 4.3.3.
    """
    raise NotImplementedError("task 3.19: hierarchical_probability")
