"""Oracles: the reference of skip-gram against autograd, finite differences, gensim and a plain second implementation."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from data import planted
from reference.a3_skipgram import skipgram as course
from tests.hidden.strategies.a3_skipgram import optimum, three_slots

RNG = np.random.default_rng(4341)
CLOSE = {"rtol": 1e-10, "atol": 1e-12}


def random_pairs(count, scale=1.0):
    """Centre, context and 0 to 5 negatives, of 1 to 6 dimensions."""
    for _ in range(count):
        d, k = int(RNG.integers(1, 7)), int(RNG.integers(0, 6))
        yield RNG.normal(size=d) * scale, RNG.normal(size=d) * scale, RNG.normal(size=(k, d)) * scale


def random_corpus(sentences=40, words=30):
    """Text with a long tail, as lists of strings, and a shuffled vocabulary of most of its words."""
    text = [[f"w{min(int(RNG.pareto(0.8)), words)}" for _ in range(RNG.integers(0, 12))] for _ in range(sentences)]
    known = sorted({word for sentence in text for word in sentence} - {"w3", "w7"})
    return text, dict(zip(known, RNG.permutation(len(known)).tolist(), strict=True))


@pytest.mark.parametrize("scale", [1.0, 12.0])
def test_loss_and_gradients_against_autograd(scale):
    """torch differentiates the same loss; 200 pairs, small scores and large ones."""
    torch = pytest.importorskip("torch")
    for arrays in random_pairs(200, scale):
        v, u, N = (torch.tensor(array, requires_grad=True) for array in arrays)
        logsigmoid = torch.nn.functional.logsigmoid
        loss = -logsigmoid(u @ v) - logsigmoid(-(N @ v)).sum()
        loss.backward()
        np.testing.assert_allclose(course.sgns_loss(*arrays), loss.item(), **CLOSE)
        for got, tensor in zip(course.sgns_gradients(*arrays), (v, u, N), strict=True):
            np.testing.assert_allclose(got, tensor.grad.numpy(), **CLOSE)


def test_gradients_against_finite_differences():
    """Central differences of the loss, every coordinate of 60 pairs."""
    for arrays in random_pairs(60):
        for part, gradient in enumerate(course.sgns_gradients(*arrays)):
            for index in np.ndindex(gradient.shape):
                moved = [[array.copy() for array in arrays] for _ in range(2)]
                moved[0][part][index] += 1e-6
                moved[1][part][index] -= 1e-6
                slope = (course.sgns_loss(*moved[0]) - course.sgns_loss(*moved[1])) / 2e-6
                assert math.isclose(gradient[index], slope, rel_tol=1e-5, abs_tol=1e-7)


def test_step_against_autograd_on_whole_matrices():
    """One SGD step on the loss as a function of both matrices, with repeated and clashing ids."""
    torch = pytest.importorskip("torch")
    for _ in range(100):
        words, d = int(RNG.integers(1, 5)), int(RNG.integers(1, 4))
        W_in, W_out = RNG.normal(size=(2, words, d))
        center, context, negatives = (
            RNG.integers(words),
            RNG.integers(words),
            RNG.integers(words, size=RNG.integers(0, 6)),
        )
        A, B = torch.tensor(W_in, requires_grad=True), torch.tensor(W_out, requires_grad=True)
        logsigmoid = torch.nn.functional.logsigmoid
        loss = -logsigmoid(B[context] @ A[center]) - logsigmoid(-(B[torch.tensor(negatives)] @ A[center])).sum()
        loss.backward()
        np.testing.assert_allclose(course.sgns_step(W_in, W_out, center, context, negatives, 0.3), loss.item(), **CLOSE)
        np.testing.assert_allclose(W_in, (A - 0.3 * A.grad).detach().numpy(), **CLOSE)
        np.testing.assert_allclose(W_out, (B - 0.3 * B.grad).detach().numpy(), **CLOSE)


def test_sigmoid_against_scipy_without_warnings():
    """scipy's expit, from -10,000 to 10,000, with NumPy told to raise on overflow and NaN."""
    from scipy.special import expit

    x = np.concatenate([np.linspace(-1e4, 1e4, 999), np.linspace(-50, 50, 999), [0.0]])
    with np.errstate(over="raise", invalid="raise"):
        np.testing.assert_allclose(course.sigmoid(x), expit(x), rtol=1e-14, atol=1e-300)


def test_noise_against_gensims_table():
    """gensim keeps the cumulated noise in a table of integers up to 2^31 - 1."""
    models = pytest.importorskip("gensim.models")
    text, _ = random_corpus()
    model = models.Word2Vec(vector_size=2, sg=1, negative=5, min_count=1, workers=1, seed=1)
    model.build_vocab(text)
    counts = np.array([model.wv.get_vecattr(word, "count") for word in model.wv.index_to_key])
    np.testing.assert_allclose(
        np.cumsum(course.noise_distribution(counts)), model.cum_table / model.cum_table[-1], atol=1e-8
    )


def test_vocabulary_against_gensim():
    """The same words as gensim's min_count, in an order of falling counts."""
    models = pytest.importorskip("gensim.models")
    text, _ = random_corpus()
    counts = Counter(word for sentence in text for word in sentence)
    for minimum in (1, 2, 5):
        model = models.Word2Vec(vector_size=2, min_count=minimum, workers=1)
        model.build_vocab(text)
        ours = course.build_vocabulary(text, minimum)
        assert ours.keys() == model.wv.key_to_index.keys()
        assert [counts[w] for w in sorted(ours, key=ours.get)] == [counts[w] for w in model.wv.index_to_key]


def test_pairs_against_a_plain_loop():
    """Every position against every position, the distance measured among the known words."""
    for window in (1, 2, 4):
        text, vocabulary = random_corpus()
        expected = Counter()
        for sentence in text:
            ids = [vocabulary[word] for word in sentence if word in vocabulary]
            for i, center in enumerate(ids):
                expected.update((center, context) for j, context in enumerate(ids) if 0 < abs(i - j) <= window)
        assert Counter(map(tuple, course.training_pairs(text, vocabulary, window).tolist())) == expected


def plain_log_loss(score):
    """-ln σ(score) with one scalar, in the branch that cannot overflow."""
    return math.log1p(math.exp(-score)) if score > 0 else math.log1p(math.exp(score)) - score


def plain_pair(v, u, negatives):
    """Loss and gradients of one pair by the chain rule, number by number."""
    words, labels = [list(u), *map(list, negatives)], [1, *[0] * len(negatives)]
    loss, at_v, at_words = 0.0, [0.0] * len(v), []
    for word, label in zip(words, labels, strict=True):
        score = sum(a * b for a, b in zip(word, v, strict=True))
        loss += plain_log_loss(score if label else -score)
        error = 1 / (1 + math.exp(-score)) - label
        at_v = [g + error * x for g, x in zip(at_v, word, strict=True)]
        at_words.append([error * x for x in v])
    return loss, at_v, at_words


def test_loss_and_gradients_against_plain_loops():
    """The chain rule with scalars, on 300 random pairs."""
    for v, u, negatives in random_pairs(300, 3.0):
        loss, at_v, (at_u, *at_negatives) = plain_pair(v, u, negatives)
        assert math.isclose(course.sgns_loss(v, u, negatives), loss, rel_tol=1e-10)
        for got, wanted in zip(course.sgns_gradients(v, u, negatives), (at_v, at_u, at_negatives), strict=True):
            np.testing.assert_allclose(got, np.reshape(wanted, got.shape), **CLOSE)


def test_step_against_a_plain_loop():
    """Row after row, the gradients of the old values; few words, so that negatives repeat and hit the context."""
    for _ in range(200):
        words, d, k = int(RNG.integers(1, 5)), int(RNG.integers(1, 4)), int(RNG.integers(0, 6))
        W_in, W_out = RNG.normal(size=(2, words, d))
        center, context, *negatives = RNG.integers(words, size=2 + k)
        negatives = np.array(negatives, dtype=int)
        loss, at_v, at_words = plain_pair(W_in[center], W_out[context], W_out[negatives])
        moved_in, moved_out = W_in.copy(), W_out.copy()
        moved_in[center] -= 0.3 * np.array(at_v)
        for row, gradient in zip([context, *negatives], at_words, strict=True):
            moved_out[row] -= 0.3 * np.array(gradient)
        assert math.isclose(course.sgns_step(W_in, W_out, center, context, negatives, 0.3), loss)
        np.testing.assert_allclose(W_in, moved_in, **CLOSE)
        np.testing.assert_allclose(W_out, moved_out, **CLOSE)


def test_noise_and_keep_probability_against_plain_loops():
    """Counts with zeros among them, four powers, four thresholds."""
    for power, threshold in ((0.0, 1e-5), (0.5, 1e-3), (0.75, 0.05), (1.0, 1.0)):
        for _ in range(50):
            counts = [*RNG.integers(0, 40, size=RNG.integers(0, 8)).tolist(), int(RNG.integers(1, 9))]
            weights = [count**power if count else 0.0 for count in counts]
            keep = [min(1.0, math.sqrt(threshold / (n / sum(counts)))) if n else 1.0 for n in counts]
            noise = course.noise_distribution(np.array(counts), power)
            np.testing.assert_allclose(noise, [weight / sum(weights) for weight in weights], **CLOSE)
            np.testing.assert_allclose(course.keep_probability(np.array(counts), threshold), keep, **CLOSE)


def test_negatives_against_throwing_away_the_positive():
    """Drawing from the whole noise and leaving out the positive gives the same shares, up to chance."""
    noise = np.array([0.35, 0.05, 0.0, 0.4, 0.2])
    drawn = course.sample_negatives(noise, 3, 60_000, rng=np.random.default_rng(8))
    thrown = RNG.choice(5, size=100_000, p=noise)
    shares = [np.bincount(ids, minlength=5) / len(ids) for ids in (drawn, thrown[thrown != 3])]
    np.testing.assert_allclose(*shares, atol=0.013)


def test_neighbours_against_a_plain_loop():
    """Cosines one at a time, ids shuffled, one vector zero, n from 0 to more than there are."""
    for n in range(12):
        vectors, words = RNG.normal(size=(9, 3)), [f"w{i}" for i in range(9)]
        vectors[RNG.integers(9)] = 0.0
        vocabulary = dict(zip(words, RNG.permutation(9).tolist(), strict=True))
        query, *others = RNG.permutation(words).tolist()
        cosines = {}
        for other in others:
            a, b = vectors[vocabulary[query]].tolist(), vectors[vocabulary[other]].tolist()
            length = math.hypot(*a) * math.hypot(*b)
            cosines[other] = sum(x * y for x, y in zip(a, b, strict=True)) / length if length else 0.0
        ours = course.nearest_neighbours(query, vocabulary, vectors, n)
        np.testing.assert_allclose([c for _, c in ours], sorted(cosines.values(), reverse=True)[:n], **CLOSE)
        np.testing.assert_allclose([c for _, c in ours], [cosines[word] for word, _ in ours], **CLOSE)
        assert len({word for word, _ in ours}) == min(n, 8)


def test_a_batch_is_the_sum_of_its_pairs():
    """The matrix products of a batch equal one step for each pair, all taken at the old values."""
    for _ in range(20):
        words, d, batch, k = 9, 5, 17, 4
        W_in, W_out = RNG.normal(size=(2, words, d))
        centers, targets = RNG.integers(words, size=batch), RNG.integers(words, size=(batch, 1 + k))
        moved_in, moved_out = W_in.copy(), W_out.copy()
        for center, (context, *negatives) in zip(centers, targets, strict=True):
            one_in, one_out = W_in.copy(), W_out.copy()
            course.sgns_step(one_in, one_out, center, context, np.array(negatives), 0.1)
            moved_in += one_in - W_in
            moved_out += one_out - W_out
        course._batch_step(W_in, W_out, centers, targets, 0.1)
        np.testing.assert_allclose(W_in, moved_in, **CLOSE)
        np.testing.assert_allclose(W_out, moved_out, **CLOSE)


def test_negatives_of_an_epoch_follow_the_noise():
    """Every pair once; none of its negatives is its context; among them the noise without the context, renormalised."""
    pairs, noise = np.array([[0, 1], [1, 0], [2, 1], [1, 3]] * 5000), np.array([0.4, 0.3, 0.2, 0.1])
    batches = list(course._batches(pairs, noise, 3, 100, np.random.default_rng(5)))
    centers, targets = (np.concatenate(parts) for parts in zip(*batches, strict=True))
    assert Counter(zip(centers.tolist(), targets[:, 0].tolist(), strict=True)) == Counter(map(tuple, pairs.tolist()))
    assert not (targets[:, 1:] == targets[:, :1]).any()
    drawn = targets[targets[:, 0] == 1, 1:]
    shares = np.bincount(drawn.ravel(), minlength=4) / drawn.size
    np.testing.assert_allclose(shares, np.array([0.4, 0.0, 0.2, 0.1]) / 0.7, atol=0.015)


def test_training_comes_to_the_optimum():
    """Scores rest where the expected gradient is zero, at the optimum that the hidden tests compute."""
    corpus, _ = three_slots()
    best = optimum(corpus, window=2, negatives=3)
    W_in, W_out = course.train_skipgram(
        *corpus, dimensions=14, window=2, negatives=3, learning_rate=0.01, epochs=60, rng=np.random.default_rng(3)
    )
    seen = np.isfinite(best.scores)
    error = (W_in @ W_out.T)[seen] - best.scores[seen]
    assert abs(np.average(error, weights=best.weights[seen])) < 0.1
    assert np.average(np.abs(error), weights=best.weights[seen]) < 0.3


def plain_training(sentences, vocabulary, rng, *, dimensions, window, negatives, learning_rate, epochs):
    """A second implementation of the training: word2vec's initial values, one pair after the other, scalars only in sight."""
    ids = [[vocabulary[word] for word in sentence if word in vocabulary] for sentence in sentences]
    counts = Counter(id for sentence in ids for id in sentence)
    weights = np.array([counts[id] ** 0.75 if counts[id] else 0.0 for id in range(len(vocabulary))])
    W_in, W_out = (
        (rng.random((len(vocabulary), dimensions)) - 0.5) / dimensions,
        np.zeros((len(vocabulary), dimensions)),
    )
    for _ in range(epochs):
        for n in rng.permutation(len(ids)):
            for i, center in enumerate(ids[n]):
                for j in range(max(0, i - window), min(len(ids[n]), i + window + 1)):
                    if i == j:
                        continue
                    others = np.where(np.arange(len(weights)) == ids[n][j], 0.0, weights)
                    gradient = np.zeros(dimensions)
                    for label, target in [
                        (1, ids[n][j]),
                        *((0, t) for t in rng.choice(len(others), negatives, p=others / others.sum())),
                    ]:
                        error = 1 / (1 + math.exp(-float(W_in[center] @ W_out[target]))) - label
                        gradient += error * W_out[target]
                        W_out[target] -= learning_rate * error * W_in[center]
                    W_in[center] -= learning_rate * gradient
    return W_in, W_out


def test_training_against_a_plain_second_implementation():
    """Batches of exact pairs and the plain loop come to the same scores, up to what two seeds of the loop differ."""
    (text, vocabulary), _ = three_slots()
    settings = {"dimensions": 10, "window": 2, "negatives": 3, "learning_rate": 0.02, "epochs": 12}
    a, b = (plain_training(text, vocabulary, np.random.default_rng(seed), **settings) for seed in (1, 2))
    ours = course.train_skipgram(text, vocabulary, rng=np.random.default_rng(3), **settings)
    scores = [(W_in @ W_out.T).ravel() for W_in, W_out in (a, b, ours)]
    assert np.corrcoef(scores[0], scores[2])[0, 1] > 0.95
    assert np.abs(scores[0] - scores[2]).mean() < 2 * np.abs(scores[0] - scores[1]).mean() + 0.1


def test_neighbours_against_gensim():
    """The same neighbours and cosines as gensim's KeyedVectors."""
    keyed = pytest.importorskip("gensim.models.keyedvectors")
    vectors, words = RNG.normal(size=(25, 6)), [f"w{n}" for n in range(25)]
    theirs = keyed.KeyedVectors(6)
    theirs.add_vectors(words, vectors)
    for word in words:
        ours = course.nearest_neighbours(word, {w: id for id, w in enumerate(words)}, vectors, 7)
        expected = theirs.most_similar(word, topn=7)
        assert [other for other, _ in ours] == [other for other, _ in expected]
        np.testing.assert_allclose([c for _, c in ours], [c for _, c in expected], atol=1e-6)


def test_training_finds_the_synonyms_that_gensim_finds():
    """3,000 planted sentences: each synonym is its twin's nearest word, and half of all neighbours are gensim's."""
    models = pytest.importorskip("gensim.models")
    text = planted.corpus(seed=0, size=3000)
    vocabulary = course.build_vocabulary(text)
    ours, _ = course.train_skipgram(
        text, vocabulary, window=3, learning_rate=0.05, epochs=8, rng=np.random.default_rng(0)
    )
    settings = {"sg": 1, "vector_size": 50, "window": 3, "negative": 5, "alpha": 0.05, "epochs": 8, "sample": 0}
    model = models.Word2Vec(text, min_count=1, shrink_windows=False, workers=1, seed=1, **settings)
    theirs = np.array([model.wv[word] for word in sorted(vocabulary, key=vocabulary.get)])
    lists = [
        {word: [other for other, _ in course.nearest_neighbours(word, vocabulary, vectors)] for word in vocabulary}
        for vectors in (ours, theirs)
    ]
    for near in lists:
        assert sum(near[a][0] == b for a, b in planted.SYNONYMS) >= len(planted.SYNONYMS) - 2
    assert np.mean([len({*lists[0][word]} & {*lists[1][word]}) / 5 for word in vocabulary]) > 0.5
