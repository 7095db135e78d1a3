"""Skip-gram with negative sampling in NumPy: word vectors from a corpus, by hand (section 4.3, exercise 4.10)."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Vocabulary = dict[str, int]
"""Word to id. The ids are 0 .. V-1, the words may stand in any order: an id is looked up, never counted off."""


def build_vocabulary(sentences: list[list[str]], min_count: int = 1, max_size: int | None = None) -> Vocabulary:
    """The most frequent words of a corpus, numbered by falling frequency.

    sentences: lists of words, already tokenised and cased.
    min_count: a word with exactly min_count occurrences in the whole corpus is still in.
    max_size: at most so many words, the most frequent ones; None: no limit.

    Returns a dict from word to id, ids 0 .. V-1, a more frequent word having the smaller id. The order of
    words that are equally frequent is free, and which of them are cut off by max_size, too.
    Section 4.3.5; exercise 4.10, step 1.
    """
    raise NotImplementedError("task 3.1: build_vocabulary")


def keep_probability(counts: Array, threshold: float = 1e-5) -> Array:
    """Probability that subsampling keeps an occurrence of each word.

        keep(w) = min(1, sqrt(threshold / f(w))),   f(w) = count(w) / total count

    counts (V,): occurrences of each word in the corpus. Returns (V,). A word that never occurs gets 1.0.
    Section 4.3.5 (the formula of the paper of 2013; word2vec.c has another one).
    """
    raise NotImplementedError("task 3.2: keep_probability")


def training_pairs(sentences: list[list[str]], vocabulary: Vocabulary, window: int = 2) -> NDArray[np.int64]:
    """All (centre, context) pairs of a corpus, as ids.

    Each position of a sentence is a centre once; its contexts are the words at every other position of
    the same sentence at most `window` away. The window is fixed, never shrunk at random. Words that are not in the
    vocabulary are dropped before the window slides, so that their neighbours move together. No window
    crosses a sentence border. Two equal words at different positions are a pair like any other, and a
    pair that occurs several times is listed as often.

    Returns integers of shape (n, 2), in any order; without any pair shape (0, 2). window < 1: ValueError.
    Section 4.3.2; exercise 4.10, step 1.
    """
    raise NotImplementedError("task 3.3: training_pairs")


def noise_distribution(counts: Array, power: float = 0.75) -> Array:
    """The distribution that negative words are drawn from.

        P(w) = count(w)^power / sum over w' of count(w')^power

    counts (V,): occurrences of each word, in id order. Returns (V,), summing to 1. A word with count zero has
    probability 0, whatever the power. All counts zero: ValueError.
    Section 4.3.4; exercise 4.10, step 3.
    """
    raise NotImplementedError("task 3.4: noise_distribution")


def sample_negatives(noise: Array, positive: int, k: int, *, rng: Generator) -> NDArray[np.int64]:
    """K word ids drawn at random, none of them the true context word.

    noise (V,): a probability for each id; positive: the id that must not come up. The ids are drawn independently
    and with replacement; `positive` is redrawn, not dropped: the distribution is `noise` without `positive`,
    renormalised. rng is the only source of randomness; how many numbers are drawn from it is free.

    Returns ids of shape (k,); k = 0: an empty array. If k > 0 and no id but `positive` has a positive
    probability: ValueError.
    Section 4.3.4; exercise 4.10, step 3.
    """
    raise NotImplementedError("task 3.5: sample_negatives")


def sigmoid(x: ArrayLike) -> Array:
    """The logistic function, for a number or, entry by entry, for an array of any shape.

        σ(x) = 1 / (1 + e^-x)

    No overflow warning and no NaN for |x| up to 10,000; a result too small for a float may be 0.
    Section 4.3.4.
    """
    raise NotImplementedError("task 3.6: sigmoid")


def sgns_loss(center: Array, context: Array, negatives: Array) -> float:
    """Loss of one pair, skip-gram with negative sampling.

        L = -ln σ(u·v) - Σ_k ln σ(-u_k·v)

    center: v (d,), a row of W_in; context: u (d,), a row of W_out; negatives: the u_k (K, d), rows of W_out; K
    may be 0. The sum runs over the negatives and is not divided by K. Natural logarithm. Finite and exact
    for scores of ±1000: a pair with u·v = -1000 costs 1000, one with u·v = 1000 costs 0.
    Section 4.3.4 (whose formula has lost its logarithms and the minus; it is a loss, so it is minimised).
    """
    raise NotImplementedError("task 3.7: sgns_loss")


def sgns_gradients(center: Array, context: Array, negatives: Array) -> tuple[Array, Array, Array]:
    """Gradients of sgns_loss by its three arguments.

    center: v (d,); context: u (d,); negatives: the u_k (K, d), K may be 0. Returns dL/dv (d,), dL/du (d,) and
    dL/du_k (K, d): exact derivatives of the loss of sgns_loss, so that a step against them goes downhill.
    Section 4.3.4; exercise 4.10, step 4.
    """
    raise NotImplementedError("task 3.8: sgns_gradients")


def sgns_step(
    W_in: Array, W_out: Array, center: int, context: int, negatives: NDArray[np.int64], learning_rate: float
) -> float:
    """One step of stochastic gradient descent for one pair; changes W_in and W_out in place.

    W_in (V, d): the vectors of words as centres; W_out (V, d): of words as contexts and as negatives. center and
    context are ids, negatives are ids (K,), K may be 0. Each row that takes part moves by -learning_rate times its
    gradient. All gradients are taken at the old values. A row that occurs twice (a repeated negative, or a
    negative equal to the context) gets both contributions.

    Returns the loss before the step.
    Section 4.3.4; exercise 4.10, step 4.
    """
    raise NotImplementedError("task 3.9: sgns_step")


def train_skipgram(
    sentences: list[list[str]],
    vocabulary: Vocabulary,
    *,
    dimensions: int = 50,
    window: int = 2,
    negatives: int = 5,
    learning_rate: float = 0.01,
    epochs: int = 10,
    rng: Generator,
) -> tuple[Array, Array]:
    """Skip-gram vectors of a corpus.

    In each epoch every pair of training_pairs(sentences, vocabulary, window) takes part once, with fresh
    `negatives` many negatives for every pair. They are drawn as by sample_negatives (never the pair's context word)
    from count^0.75 of the known words of all sentences, a sentence of a single word included. The loss is that of
    sgns_loss; steps are sums over pairs, not means, so that learning_rate means what it means in sgns_step.
    A pair without an admissible negative: ValueError. No pairs at all: the initial matrices.

    Returns (W_in, W_out), each (V, dimensions), row i belonging to the word with id i; W_in holds the word vectors.
    Initial values are free, but not both matrices may be zero. rng is the only source of
    randomness, and its use is free: the result is judged by what the vectors know, never value for value.
    Sections 4.3.2 to 4.3.5; exercise 4.10.
    """
    raise NotImplementedError("task 3.10: train_skipgram")


def nearest_neighbours(word: str, vocabulary: Vocabulary, vectors: Array, n: int = 5) -> list[tuple[str, float]]:
    """The n words whose vectors have the highest cosine to that of `word`.

    vectors (V, d): row i belongs to the word with id i. Returns pairs (word, cosine), highest cosine first, `word` itself
    left out; ties in any order; all other words if there are fewer than n. The cosine of a zero vector with anything
    is 0.0. A `word` that the vocabulary does not have: KeyError.
    Exercise 4.10, step 5.
    """
    raise NotImplementedError("task 3.11: nearest_neighbours")
