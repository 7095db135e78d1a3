"""The reference of a4_glove against other opinions: torch's derivatives, finite differences, plain loops, paper."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from reference.a4_glove import glove

EVERY = range(300)
"""Seeds of the random inputs."""


def a_model(seed: int) -> tuple[tuple[Any, ...], dict[str, float]]:
    """counts, W, W_context, bias, bias_context at random, and settings to go with them."""
    rng = np.random.default_rng(seed)
    words, width = rng.integers(1, 7, 2)
    counts = rng.gamma(0.5, 80, (words, words)) * (rng.random((words, words)) < 0.6)
    point = [rng.normal(size=shape) for shape in ((words, width), (words, width), words, words)]
    return (counts, *point), {"x_max": float(rng.choice([1, 10, 100])), "alpha": float(rng.choice([0.5, 0.75, 1]))}


def counted_in_a_loop(sentences: list[list[str]], vocabulary: dict[str, int], window: int) -> np.ndarray:
    """Centre by centre, as one explains it at the blackboard."""
    cells: dict[tuple[int, int], float] = defaultdict(float)
    for sentence in sentences:
        known = [word for word in sentence if word in vocabulary]
        for centre, word in enumerate(known):
            for place, neighbour in enumerate(known):
                if place != centre and abs(place - centre) <= window:
                    cells[vocabulary[word], vocabulary[neighbour]] += 1 / abs(place - centre)
    return np.array([[cells[i, j] for j in range(len(vocabulary))] for i in range(len(vocabulary))])


def loss_in_a_loop(model: tuple[Any, ...], x_max: float, alpha: float) -> float:
    """One term after the other."""
    counts, W, W_context, bias, bias_context = (part.tolist() for part in model)
    total = 0.0
    for i, row in enumerate(counts):
        for j, x in enumerate(row):
            if x > 0:
                dot = sum(a * b for a, b in zip(W[i], W_context[j], strict=True))
                total += min(1.0, (x / x_max) ** alpha) * (dot + bias[i] + bias_context[j] - float(np.log(x))) ** 2
    return total


def test_counts_equal_a_plain_loop():
    """300 random corpora, with unknown words, empty sentences and windows wider than they are."""
    for seed in EVERY:
        rng = np.random.default_rng(seed)
        vocabulary = {f"w{n}": int(i) for n, i in enumerate(rng.permutation(int(rng.integers(1, 6))))}
        corpus = [[f"w{n}" for n in rng.integers(0, 7, rng.integers(0, 15))] for _ in range(rng.integers(0, 5))]
        window = int(rng.integers(1, 12))
        got = glove.weighted_cooccurrence(corpus, vocabulary, window)
        assert_allclose(got, counted_in_a_loop(corpus, vocabulary, window), rtol=1e-12, atol=1e-12)
        assert_allclose(got, got.T)


def test_ice_and_steam_by_hand():
    """The table of the handout, and the special cases of a division by nothing."""
    counts = np.array([[8, 1, 30, 1], [2, 16, 60, 2], [4, 0, 0, 1], [0, 3, 0, 1]])
    assert_allclose(glove.probability_ratio(counts, 0, 1), [8, 1 / 8, 1, 1])
    assert_allclose(glove.probability_ratio(counts, 2, 3), [np.inf, 0, np.nan, 0.8])
    with pytest.raises(ValueError):
        glove.probability_ratio(np.array([[1, 2], [0, 0]]), 0, 1)


def test_ratios_multiply():
    """P(k|a)/P(k|b) times P(k|b)/P(k|c) is P(k|a)/P(k|c)."""
    for seed in EVERY:
        counts = np.random.default_rng(seed).gamma(1, 10, (3, 3)) + 0.1
        a_b, b_c, a_c = (glove.probability_ratio(counts, *pair) for pair in ((0, 1), (1, 2), (0, 2)))
        assert_allclose(a_b * b_c, a_c, rtol=1e-12)


def test_the_weight_by_hand():
    """0, one sixteenth of x_max to the power 3/4 is 1/8, x_max and beyond are 1."""
    assert_allclose(glove.weight(np.array([0, 6.25, 100, 1e6])), [0, 0.125, 1, 1])
    assert np.shape(glove.weight(3)) == ()


def test_the_loss_equals_a_plain_loop():
    """300 random models and settings."""
    for seed in EVERY:
        model, options = a_model(seed)
        assert_allclose(glove.glove_loss(*model, **options), loss_in_a_loop(model, **options), rtol=1e-12)


def test_loss_and_gradients_equal_torch():
    """Automatic differentiation of the same formula, 100 models, all four gradients."""
    torch = pytest.importorskip("torch")
    for seed in range(100):
        (counts, *point), options = a_model(seed)
        parameters = [torch.tensor(part, dtype=torch.float64, requires_grad=True) for part in point]
        W, C, b, c = parameters
        i, j = (torch.tensor(index) for index in np.nonzero(counts))
        x = torch.tensor(counts[np.nonzero(counts)], dtype=torch.float64)
        f = torch.clamp(x / options["x_max"], max=1) ** options["alpha"]
        loss = (f * ((W[i] * C[j]).sum(1) + b[i] + c[j] - torch.log(x)) ** 2).sum()
        loss.backward()
        assert_allclose(glove.glove_loss(counts, *point, **options), loss.item(), rtol=1e-12, atol=1e-12)
        for got, parameter in zip(glove.glove_gradients(counts, *point, **options), parameters, strict=True):
            assert_allclose(got, parameter.grad.numpy(), rtol=1e-10, atol=1e-10)


def test_gradients_equal_finite_differences():
    """Every single parameter moved by itself: the loss is quadratic in it, so the central difference is exact."""
    for seed in range(40):
        (counts, *point), options = a_model(seed)
        for k, gradient in enumerate(glove.glove_gradients(counts, *point, **options)):
            for place in np.ndindex(point[k].shape):
                ahead, behind = ([part.copy() for part in point] for _ in range(2))
                ahead[k][place] += 0.5
                behind[k][place] -= 0.5
                slope = glove.glove_loss(counts, *ahead, **options) - glove.glove_loss(counts, *behind, **options)
                assert_allclose(gradient[place], slope, rtol=1e-8, atol=1e-8)


def test_the_adagrad_step_equals_torch():
    """torch adds the square first: with the gradient's own square taken out before, it makes the same step."""
    torch = pytest.importorskip("torch")
    for seed in range(50):
        rng = np.random.default_rng(seed)
        parameter, gradient = rng.normal(size=(2, 3, 2))
        accumulator = 1 + rng.gamma(1, 5, (3, 2))
        theirs = torch.tensor(parameter, requires_grad=True)
        optimiser = torch.optim.Adagrad([theirs], lr=0.3, eps=0)
        optimiser.state[theirs]["sum"] = torch.tensor(accumulator - gradient**2)
        theirs.grad = torch.tensor(gradient)
        positive = accumulator > gradient**2
        optimiser.step()
        before = accumulator.copy()
        assert glove.adagrad_step(parameter, gradient, accumulator, 0.3) is None
        assert_allclose(parameter[positive], theirs.detach().numpy()[positive], rtol=1e-12)
        assert_allclose(accumulator, before + gradient**2)


def test_training_explains_the_counts():
    """Planted log-bilinear counts: differences of the sum of both matrices have the length that ln X dictates."""
    rng = np.random.default_rng(3)
    u = rng.normal(size=(12, 2))
    u = 3 * np.linalg.qr(u - u.mean(axis=0))[0]  # as long in one direction as in the other, and centred
    a, b = 0.4 * rng.normal(size=(2, 12))
    counts = np.exp(u @ u.T + a[:, None] + b)
    for seed in range(3):
        vectors = glove.train_glove(
            counts, dimensions=2, x_max=100.0, learning_rate=0.15, epochs=1500, rng=np.random.default_rng(seed)
        )
        got, expected = (((m[:, None] - m) ** 2).sum(-1) for m in (vectors, 2 * u))
        assert np.corrcoef(got.ravel(), expected.ravel())[0, 1] > 0.99
        assert_allclose(got.sum(), expected.sum(), rtol=0.1)
