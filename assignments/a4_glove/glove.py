"""GloVe: word vectors from the logarithm of how often words meet (section 4.4.1, exercise 4.4)."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def weighted_cooccurrence(sentences: list[list[str]], vocabulary: dict[str, int], window: int = 10) -> Array:
    """How often words meet, a meeting at distance d counting 1/d: the matrix X that GloVe is fitted to.

    Each pair of positions i < j of one sentence with d = j - i <= window adds 1/d to X[a, b] and 1/d to X[b, a],
    where a and b are the ids of the two words; two equal words so add 2/d to the diagonal. Neighbours are at
    distance 1. Every pair of positions counts, however often a word repeats.

    Args:
        sentences: the corpus, a list of sentences, each a list of words. Words that the vocabulary does not know
            are dropped first, and distances are measured in what is left. No pair crosses a sentence border.
        vocabulary: word -> id, ids 0 .. V-1 in any insertion order.
        window: the largest distance that still counts.

    Returns:
        Shape (V, V), not integers.

    Raises:
        ValueError: window < 1.

    Source: section 4.4.1; the 1/d is that of the GloVe paper and program.

    """
    raise NotImplementedError("task 4.1: weighted_cooccurrence")


def probability_ratio(counts: Array, i: int, j: int) -> Array:
    """P(k|i) / P(k|j) for every word k: what tells the company of word i from the company of word j.

    P(k|i) = counts[i, k] / (sum of row i). The ratio is 0 where only the upper probability is 0, inf where only the
    lower one is, and nan where both are.

    Args:
        counts: co-occurrence counts, shape (V, V), whole numbers or not, not necessarily symmetric.
        i: the word of the upper probability.
        j: the word of the lower one; i == j is allowed.

    Returns:
        Shape (V,).

    Raises:
        ValueError: row i or row j holds no counts at all.

    Source: section 4.4.1 (the table of ice and steam).

    """
    raise NotImplementedError("task 4.2: probability_ratio")


def weight(x: ArrayLike, x_max: float = 100.0, alpha: float = 0.75) -> Array:
    """How much a count x matters in the loss: f(x) = min(1, (x / x_max)^alpha), so f(0) = 0 and f(x_max) = 1.

    Args:
        x: a count or an array of counts of any shape, whole numbers or not, none negative.
        x_max: the count from which on every pair weighs 1.
        alpha: the exponent below x_max.

    Returns:
        The weights, in the shape of x: a number for a number.

    Source: section 4.4.1 and exercise 4.4 (printed there without the min).

    """
    raise NotImplementedError("task 4.3: weight")


def glove_loss(
    counts: Array,
    W: Array,
    W_context: Array,
    bias: Array,
    bias_context: Array,
    x_max: float = 100.0,
    alpha: float = 0.75,
) -> float:
    """How badly the model explains the logarithm of the counts.

    J = sum over all ordered cells (i, j) with X_ij > 0 of f(X_ij) (w_i . w~_j + b_i + b~_j - ln X_ij)^2

    f is `weight` with the given x_max and alpha. There is no factor 1/2 and no mean. The diagonal and both (i, j)
    and (j, i) belong to the sum; cells that are zero add nothing.

    Args:
        counts: X, shape (V, V), not necessarily symmetric, whole numbers or not.
        W: word vectors w, shape (V, d).
        W_context: context vectors w~, shape (V, d).
        bias: word biases b, shape (V,).
        bias_context: context biases b~, shape (V,).
        x_max: see `weight`.
        alpha: see `weight`.

    Returns:
        The loss, a number; 0.0 if there are no counts.

    Source: section 4.4.1 (printed there without the logarithm).

    """
    raise NotImplementedError("task 4.4: glove_loss")


def glove_gradients(
    counts: Array,
    W: Array,
    W_context: Array,
    bias: Array,
    bias_context: Array,
    x_max: float = 100.0,
    alpha: float = 0.75,
) -> tuple[Array, Array, Array, Array]:
    """The derivatives of `glove_loss`, exactly as that function is defined (sum, no factor 1/2).

    Args:
        counts: X, shape (V, V), not necessarily symmetric, whole numbers or not.
        W: word vectors w, shape (V, d).
        W_context: context vectors w~, shape (V, d).
        bias: word biases b, shape (V,).
        bias_context: context biases b~, shape (V,).
        x_max: see `weight`.
        alpha: see `weight`.

    Returns:
        Four arrays in the order and the shapes of the parameters: dJ/dW (V, d), dJ/dW_context (V, d), dJ/dbias (V,)
        and dJ/dbias_context (V,), all taken at the given values. Nothing is changed.

    Source: the derivative of the loss in section 4.4.1.

    """
    raise NotImplementedError("task 4.5: glove_gradients")


def adagrad_step(parameter: Array, gradient: Array, accumulator: Array, learning_rate: float) -> None:
    """One step of AdaGrad, in place: every single number has a rate of its own, smaller the more it has moved.

    First   parameter   -= learning_rate * gradient / sqrt(accumulator)
    then    accumulator += gradient^2

    The accumulator is used before it grows (it starts at 1, so nothing is added below the root).

    Args:
        parameter: any shape; changed in place.
        gradient: the shape of parameter; left as it is.
        accumulator: the shape of parameter, positive; changed in place.
        learning_rate: the rate.

    Returns:
        None.

    Source: the optimiser of the GloVe paper (Duchi, Hazan and Singer, 2011), with the start of the authors' program.

    """
    raise NotImplementedError("task 4.6: adagrad_step")


def train_glove(
    counts: Array,
    *,
    dimensions: int = 50,
    x_max: float = 100.0,
    alpha: float = 0.75,
    learning_rate: float = 0.05,
    epochs: int = 25,
    rng: Generator,
) -> Array:
    """Fit GloVe to the counts and return W + W_context, one vector a word.

    Minimises `glove_loss` (natural logarithm, both biases, zero cells left out) with AdaGrad, accumulators starting
    at 1, from small random numbers drawn from rng, separately for the two matrices. An epoch visits every non-zero cell
    once: all cells in one step on the summed gradient, or one cell after the other in any order, is your choice.

    Args:
        counts: X, shape (V, V), not necessarily symmetric, whole numbers or not; a row may be empty.
        dimensions: the length d of a vector.
        x_max: see `weight`.
        alpha: see `weight`.
        learning_rate: the rate of every step.
        epochs: how often all cells are visited.
        rng: the only source of randomness.

    Returns:
        Shape (V, dimensions). Two trainings need not agree number for number: what the vectors know is tested.

    Source: section 4.4.1 (the sum of both matrices is the answer of the paper).

    """
    raise NotImplementedError("task 4.7: train_glove")
