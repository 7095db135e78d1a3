"""The banded trainer of the lab: its gradients against brute force, its mask against the pair list, and that it learns."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from reference.a3_skipgram import banded, skipgram

PLAN = banded.Plan(stretch=16, block=4, group=8, shared=3)


def random_text(rng, words=9, sentences=14):
    """Sentences of 0 to 8 words, one of which the vocabulary does not know, and ids that are not sorted."""
    text = [[f"w{rng.integers(words)}" for _ in range(rng.integers(0, 9))] for _ in range(sentences)]
    return text, {f"w{i}": int(id) for i, id in zip(range(1, words), rng.permutation(words - 1), strict=True)}


def stretches(text, window):
    """Each stretch of a text, with a window on either side."""
    for start in range(0, len(text.ids) - 2 * window, PLAN.stretch):
        part = slice(start, start + PLAN.stretch + 2 * window)
        yield banded.Text(text.ids[part], text.sentence[part])


@pytest.mark.parametrize("window", [1, 2, 3, 5])
def test_the_band_holds_the_pairs_of_the_course(window):
    """Over all stretches, each pair of training_pairs once and no other: also where the window is wider than a block."""
    sentences, vocabulary = random_text(np.random.default_rng(window))
    pairs = Counter()
    for here in stretches(banded.lay_out(sentences, vocabulary, window, PLAN.stretch), window):
        for block, center, seen in np.argwhere(banded.neighbourhood(here.sentence, window, PLAN.block)):
            first = block * PLAN.block
            pairs[int(here.ids[first + center + window]), int(here.ids[first + seen])] += 1
    assert pairs == Counter(map(tuple, skipgram.training_pairs(sentences, vocabulary, window).tolist()))


@pytest.mark.parametrize("window", [1, 3, 5])
def test_a_step_against_brute_force(window):
    """One step from random matrices: the sum of sgns_gradients over all pairs, negatives weighed by K / shared."""
    rng = np.random.default_rng(10 + window)
    sentences, vocabulary = random_text(rng)
    here = next(stretches(banded.lay_out(sentences, vocabulary, window, PLAN.stretch), window))
    size, negatives = len(vocabulary), 4
    old_in, old_out = rng.normal(size=(2, size, 5))
    rates = rng.random((2, size))
    drawn = rng.integers(size, size=(PLAN.stretch // PLAN.group, PLAN.shared))

    grad_in, grad_out = np.zeros_like(old_in), np.zeros_like(old_out)
    for i in range(PLAN.stretch):
        for j in set(range(i - window, i + window + 1)) - {i}:
            center, context = i + window, j + window
            if here.sentence[center] != here.sentence[context]:
                continue
            noise = drawn[i // PLAN.group]
            v, u, N = old_in[here.ids[center]], old_out[here.ids[context]], old_out[noise]
            pulled_v, pulled_u, _ = skipgram.sgns_gradients(v, u, N[:0])
            all_v, _, pushed = skipgram.sgns_gradients(v, u, N)
            weight = negatives / PLAN.shared
            grad_in[here.ids[center]] += pulled_v + weight * (all_v - pulled_v)
            grad_out[here.ids[context]] += pulled_u
            np.add.at(grad_out, noise, weight * pushed)

    W_in, W_out = old_in.copy(), old_out.copy()
    banded.banded_step(W_in, W_out, here, drawn, window, negatives, (rates[0], rates[1]), PLAN.block)
    np.testing.assert_allclose(W_in, old_in - rates[0][:, None] * grad_in, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(W_out, old_out - rates[1][:, None] * grad_out, rtol=1e-10, atol=1e-12)


def test_sigmoid_is_the_courses():
    """The same function, in single precision too, without overflow."""
    x = np.linspace(-1000, 1000, 401)
    with np.errstate(over="raise"):
        np.testing.assert_allclose(banded.sigmoid(x), skipgram.sigmoid(x), atol=1e-15)
        assert banded.sigmoid(x.astype(np.float32)).dtype == np.float32


def test_it_learns_topics():
    """Words of one topic find each other, strangers get low scores, and the generator alone decides."""
    rng = np.random.default_rng(0)
    sentences = [[f"{topic}{i}" for i in rng.integers(5, size=6)] for topic in rng.choice(list("abc"), size=600)]
    vocabulary = skipgram.build_vocabulary(sentences)

    def run(seed):
        return banded.train_banded(
            sentences, vocabulary, dimensions=20, learning_rate=0.05, epochs=12, rng=np.random.default_rng(seed)
        )

    (W_in, W_out), (again, _) = run(1), run(1)
    np.testing.assert_array_equal(W_in, again)
    for word in vocabulary:
        near = {other[0] for other, _ in skipgram.nearest_neighbours(word, vocabulary, W_in, 4)}
        assert near == {word[0]}
    topics = np.array([word[0] for word in sorted(vocabulary, key=vocabulary.__getitem__)])
    assert (W_in @ W_out.T)[topics[:, None] != topics].mean() < -1


def test_nothing_to_learn_from():
    """No known words: the initial matrices. A window that reaches nobody: ValueError."""
    for sentences in ([], [["x"], []]):
        W_in, W_out = banded.train_banded(sentences, {"a": 0}, dimensions=3, rng=np.random.default_rng(0))
        assert W_in.shape == W_out.shape == (1, 3)
    with pytest.raises(ValueError, match="window"):
        banded.train_banded([["a"]], {"a": 0}, window=0, rng=np.random.default_rng(0))
