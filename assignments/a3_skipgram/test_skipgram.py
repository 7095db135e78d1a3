"""Visible tests of skipgram.py. Every number can be checked by hand, or with the worked example of the handout."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from skipgram import (
    build_vocabulary,
    keep_probability,
    nearest_neighbours,
    noise_distribution,
    sample_negatives,
    sgns_gradients,
    sgns_loss,
    sgns_step,
    sigmoid,
    train_skipgram,
    training_pairs,
)

V, U, NEGATIVES = np.array([0.5, 1.0]), np.array([1.0, 0.5]), np.array([[1.0, -1.0], [2.0, 0.0]])


@pytest.mark.task("3.1")
def test_build_vocabulary():
    """The most frequent word is number 0; a word at the minimum is in."""
    sentences = [["b", "a", "c", "c"], ["c", "b", "d"]]
    assert build_vocabulary(sentences, min_count=2) == {"c": 0, "b": 1}
    assert build_vocabulary(sentences, max_size=1) == {"c": 0}


@pytest.mark.task("3.2")
def test_keep_probability():
    """Shares 98 %, 2 % and 0 with a threshold of 0.1 %."""
    assert_allclose(keep_probability(np.array([4900, 100, 0]), 1e-3), [0.0319438, 0.2236068, 1.0], rtol=1e-5)


@pytest.mark.task("3.3")
def test_training_pairs():
    """Window 1, an unknown word in the middle, two sentences."""
    pairs = training_pairs([["cat", "hm", "sat"], ["sat"], ["cat", "cat"]], {"sat": 1, "cat": 0}, window=1)
    assert sorted(map(tuple, np.asarray(pairs).tolist())) == [(0, 0), (0, 0), (0, 1), (1, 0)]


@pytest.mark.task("3.3")
def test_training_pairs_of_the_handout():
    """18 pairs, three of them with the centre "cat"."""
    pairs = training_pairs(
        [["the", "cat", "sat", "on", "the", "mat"]], {"the": 0, "cat": 1, "sat": 2, "on": 3, "mat": 4}
    )
    assert np.shape(pairs) == (18, 2)
    assert sorted(context for center, context in np.asarray(pairs).tolist() if center == 1) == [0, 2, 3]


@pytest.mark.task("3.4")
def test_noise_distribution():
    """8^0.75 = 4.7568; a word that does not occur is no noise."""
    assert_allclose(noise_distribution(np.array([8, 0, 1, 1])), [0.7040031, 0.0, 0.1479984, 0.1479984], atol=1e-6)


@pytest.mark.task("3.5")
def test_sample_negatives():
    """With two words left out of three, more draws than words, and none at all."""
    noise, rng = np.array([0.5, 0.0, 0.5]), np.random.default_rng(0)
    assert_array_equal(sample_negatives(noise, 0, 4, rng=rng), [2, 2, 2, 2])
    assert np.shape(sample_negatives(noise, 0, 0, rng=rng)) == (0,)
    with pytest.raises(ValueError):
        sample_negatives(np.array([0.0, 1.0]), 1, 2, rng=rng)


@pytest.mark.task("3.6")
def test_sigmoid():
    """Three quarters at ln 3, and no warning far out."""
    assert_allclose(sigmoid(np.log(3)), 0.75)
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="overflow|invalid")
        assert_allclose(
            sigmoid(np.array([[0.0, 1000.0], [-1000.0, -np.log(3)]])), [[0.5, 1.0], [0.0, 0.25]], atol=1e-12
        )


@pytest.mark.task("3.7")
def test_sgns_loss():
    """The worked example: 0.3133 + 0.4741 + 1.3133; and a score of -1000."""
    assert_allclose(sgns_loss(V, U, NEGATIVES), 2.1006003592)
    assert_allclose(sgns_loss(np.array([-1000.0]), np.array([1.0]), np.zeros((0, 1))), 1000.0)


@pytest.mark.task("3.8")
def test_sgns_gradients():
    """The worked example: errors -0.2689, 0.3775 and 0.7311."""
    center, context, negatives = sgns_gradients(V, U, NEGATIVES)
    assert_allclose(center, [1.5707164, -0.5120114], rtol=1e-6)
    assert_allclose(context, [-0.1344707, -0.2689414], rtol=1e-6)
    assert_allclose(negatives, [[0.1887703, 0.3775407], [0.3655293, 0.7310586]], rtol=1e-6)


@pytest.mark.task("3.9")
def test_sgns_step():
    """The worked example with rate 0.1; the first row of W_in and the last one of W_out take no part."""
    W_in, W_out = np.array([[9.0, 9.0], V]), np.array([U, *NEGATIVES, [7.0, 7.0]])
    assert_allclose(sgns_step(W_in, W_out, 1, 0, np.array([1, 2]), 0.1), 2.1006003592)
    assert_allclose(W_in, [[9.0, 9.0], [0.3429284, 1.0512011]], rtol=1e-6)
    expected = [[1.0134471, 0.5268941], [0.9811230, -1.0377541], [1.9634471, -0.0731059], [7.0, 7.0]]
    assert_allclose(W_out, expected, rtol=1e-5)


@pytest.mark.task("3.9")
def test_a_repeated_negative_moves_twice():
    """All scores are 0: each time the negative comes up it moves by 0.5 · 0.5 · v."""
    W_in, W_out = np.array([[1.0, 2.0]]), np.zeros((2, 2))
    assert_allclose(sgns_step(W_in, W_out, 0, 0, np.array([1, 1, 1]), 0.5), 4 * np.log(2))
    assert_allclose(W_out, [[0.25, 0.5], [-0.75, -1.5]])


@pytest.mark.task("3.10")
def test_train_skipgram():
    """Two topics that never meet: scores are higher within a topic than across."""
    sentences, vocabulary = [["red", "blue"] * 2, ["run", "hop"] * 2] * 30, {"hop": 1, "red": 0, "run": 3, "blue": 2}
    settings = {"dimensions": 8, "window": 2, "negatives": 2, "learning_rate": 0.05, "epochs": 20}
    W_in, W_out = map(np.asarray, train_skipgram(sentences, vocabulary, rng=np.random.default_rng(1), **settings))
    assert W_in.shape == W_out.shape == (4, 8)
    scores = W_in @ W_out.T
    assert scores[np.ix_([0, 2], [0, 2])].min() > scores[np.ix_([0, 2], [1, 3])].max() + 1
    assert scores[np.ix_([1, 3], [1, 3])].min() > scores[np.ix_([1, 3], [0, 2])].max() + 1


@pytest.mark.task("3.11")
def test_nearest_neighbours():
    """Direction counts: [2, 0.1] is nearer to [1, 0] than the long [10, 10] is."""
    vectors = np.array([[10.0, 10.0], [1.0, 0.0], [2.0, 0.1]])
    (first, cosine), (second, other) = nearest_neighbours("a", {"a": 1, "b": 0, "c": 2}, vectors)
    assert (first, second) == ("c", "b")
    assert_allclose([cosine, other], [0.9987523, 0.7071068], rtol=1e-6)
    with pytest.raises(KeyError):
        nearest_neighbours("z", {"a": 1, "b": 0, "c": 2}, vectors)
