"""Skip-gram faster than gensim, in NumPy: banded matrix products and negatives that a group of words shares.

`train_skipgram` looks rows up, and writes them back, once per *pair*. With a window of five that is ten pairs for each word
of the text. Here the text is cut into stretches, and each word of a stretch is fetched and written back once: all scores
in between are matrix products. The price is stated where it is paid: negatives are shared by a group of words and may
hit a true context, and a frequent word is held back. The last chapter of `lab.py` tells the story and measures it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.sparse import csc_array

Array = NDArray[np.floating]
Ids = NDArray[np.int64]


class Plan(NamedTuple):
    """How the text is cut. A block divides a group, a group divides a stretch.

    stretch: words per step; all gradients of a step are taken at the same old values.
    block: centres whose windows are scored by one small matrix product. More of them waste more of the product outside
        the band, fewer make many tiny products.
    group, shared: so many neighbouring words share so many negatives. A negative collects the terms of its whole group,
        so group / shared says how far it is thrown; more shared ones cost time and give a steadier sum.
    throw: the number of terms that a row expects in a stretch, times its learning rate, shall not exceed this. Words
        that are too frequent get a lower rate.
    """

    stretch: int = 512
    block: int = 16
    group: int = 64
    shared: int = 64
    throw: float = 2.0


class Text(NamedTuple):
    """A corpus in one row: the id of each word and the number of its sentence, with room for a window at both ends.

    Padding has id 0 and a sentence number of its own at each place, so that it is nobody's context.
    """

    ids: Ids
    sentence: Ids


def train_banded(
    sentences: list[list[str]],
    vocabulary: dict[str, int],
    *,
    dimensions: int = 50,
    window: int = 2,
    negatives: int = 5,
    learning_rate: float = 0.01,
    epochs: int = 10,
    rng: Generator,
    plan: Plan | None = None,
) -> tuple[Array, Array]:
    """Skip-gram vectors of a corpus: what `train_skipgram` computes, nearly, and several times as fast.

    The pairs are the same, and each still counts as one positive and `negatives` negative terms: the scores with
    the `shared` negatives of its group are weighed by negatives / shared. Returns (W_in, W_out), each (V, dimensions).
    """
    if window < 1:
        raise ValueError("the window must reach at least one word")
    plan = plan or Plan()
    size = len(vocabulary)
    W_in = ((rng.random((size, dimensions)) - 0.5) / dimensions).astype(np.float32)
    W_out = np.zeros_like(W_in)
    text = lay_out(sentences, vocabulary, window, plan.stretch)
    steps = (len(text.ids) - 2 * window) // plan.stretch
    if steps:
        counts = np.bincount(text.ids[text.sentence >= 0], minlength=size)
        noise = counts**0.75 / (counts**0.75).sum()
        rates = learning_rates(counts / counts.sum(), noise, window, negatives, learning_rate, plan)
        for _ in range(epochs):
            drawn = rng.choice(size, size=(steps, plan.stretch // plan.group, plan.shared), p=noise)
            for i in rng.permutation(steps):
                part = slice(i * plan.stretch, (i + 1) * plan.stretch + 2 * window)
                here = Text(text.ids[part], text.sentence[part])
                banded_step(W_in, W_out, here, drawn[i], window, negatives, rates, plan.block)
    return W_in.astype(float), W_out.astype(float)


def learning_rates(
    share: Array, noise: Array, window: int, negatives: int, learning_rate: float, plan: Plan
) -> tuple[Array, Array]:
    """A rate for each row of W_in and of W_out, lower where a stretch adds up too many terms of one word.

    share, noise (V,): how often a word of the text, and a negative, is this word. One rate for all steps of a row moves
    all its terms alike, so that the point where they balance stays where it is.
    """
    pairs = 2 * window * plan.stretch
    terms = pairs * (1 + negatives) * share, pairs * (share + negatives * noise)
    most = plan.throw / learning_rate
    in_rates, out_rates = (learning_rate * np.minimum(1, most / np.maximum(n, 1)) for n in terms)
    return in_rates.astype(np.float32), out_rates.astype(np.float32)


def lay_out(sentences: list[list[str]], vocabulary: dict[str, int], window: int, stretch: int) -> Text:
    """All known words in one row, `window` places of padding on both sides, the whole a multiple of `stretch` words."""
    known = [[vocabulary[word] for word in sentence if word in vocabulary] for sentence in sentences]
    ids = np.array([id for sentence in known for id in sentence], dtype=np.int64)
    number = np.repeat(np.arange(len(known)), [len(sentence) for sentence in known])
    room = window, window + -len(ids) % stretch
    return Text(np.pad(ids, room), np.concatenate([-1 - np.arange(room[0]), number, -1 - room[0] - np.arange(room[1])]))


def banded_step(
    W_in: Array,
    W_out: Array,
    text: Text,
    drawn: Ids,
    window: int,
    negatives: int,
    rates: tuple[Array, Array],
    block: int,
) -> None:
    """One step on one stretch, in place.

    text: stretch + 2 * window words; the inner ones are centres, all are contexts. drawn (groups, shared): the ids of
    the negatives of each group.
    """
    centers = text.ids[window:-window]
    near = neighbourhood(text.sentence, window, block)
    weights = near.sum(axis=2).reshape(-1) * (negatives / drawn.shape[1])
    V, U, N = W_in[centers], W_out[text.ids], W_out[drawn]
    grad_V, grad_U = positive_gradients(V, U, near)
    noise_V, grad_N = negative_gradients(V, N, weights.astype(V.dtype))
    d = V.shape[1]
    take_step(W_in, centers, grad_V + noise_V, rates[0])
    take_step(W_out, np.append(text.ids, drawn), np.concatenate([grad_U, grad_N.reshape(-1, d)]), rates[1])


def neighbourhood(sentence: Ids, window: int, block: int) -> NDArray[np.bool_]:
    """Who is whose context: (blocks, block, block + 2 * window), centres by the words that their block can see.

    Centre i of a block stands at place i + window of what the block sees: a band along the diagonal, without the
    diagonal itself, and without what lies in another sentence.
    """
    distance = np.abs(np.arange(block)[:, None] + window - np.arange(block + 2 * window))
    band = (distance > 0) & (distance <= window)
    seen = sliding_window_view(sentence, block + 2 * window)[::block]
    return band & (seen[:, None, :] == sentence[window:-window].reshape(-1, block, 1))


def positive_gradients(V: Array, U: Array, near: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Gradients of the sum of -ln σ(u·v) over all pairs that `near` marks, by V (T, d) and by U (T + 2 * window, d).

    Three products for each block: scores = V Uᵀ, and with the errors E (zero off the band) E U and Eᵀ V.
    """
    blocks, block, width = near.shape
    V_blocks = V.reshape(blocks, block, -1)
    U_blocks = sliding_window_view(U, width, axis=0)[::block]  # (blocks, d, width), and no copy
    E = (sigmoid(V_blocks @ U_blocks) - 1) * near
    grad_V = E @ U_blocks.transpose(0, 2, 1)
    return grad_V.reshape(V.shape), add_overlapping(E.transpose(0, 2, 1) @ V_blocks, block)


def negative_gradients(V: Array, N: Array, weights: Array) -> tuple[Array, Array]:
    """Gradients of the weighted sum of -ln σ(-n·v) over each centre v and each negative n of its group.

    V (T, d), N (groups, shared, d), weights (T,): the number of pairs of a centre times negatives / shared.
    """
    V_groups = V.reshape(len(N), -1, V.shape[1])
    E = sigmoid(V_groups @ N.transpose(0, 2, 1)) * weights.reshape(len(N), -1, 1)
    return (E @ N).reshape(V.shape), E.transpose(0, 2, 1) @ V_groups


def add_overlapping(parts: Array, block: int) -> Array:
    """Windows back into one row: part i starts at place i * block, and what overlaps is added up.

    parts (blocks, width, d); returns (blocks * block + width - block, d).
    """
    blocks, width, d = parts.shape
    total = np.zeros((blocks * block + width, d), dtype=parts.dtype)
    for first in range(0, width, block):  # the first `block` rows of all parts lie side by side, and so do the next
        piece = parts[:, first : first + block]
        place = total[first : first + blocks * block].reshape(blocks, block, d)
        place[:, : piece.shape[1]] += piece
    return total[:-block]


def take_step(W: Array, ids: Ids, gradients: Array, rates: Array) -> None:
    """W[id] -= rates[id] times the sum of the gradients that belong to id, in place.

    The sum is a product with a sparse matrix, one column for each gradient, with the rate in the row of its word.
    """
    rows, place = np.unique(ids, return_inverse=True)
    collect = csc_array((rates[ids], place, np.arange(len(ids) + 1)), shape=(len(rows), len(ids)))
    W[rows] -= collect @ gradients


def sigmoid(x: Array) -> Array:
    """σ(x), in the precision of x: tanh never overflows."""
    return 0.5 * np.tanh(0.5 * x) + 0.5
