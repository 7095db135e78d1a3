"""The visible tests of assignment a4: small numbers that you can work out by hand. Run them with `pytest`."""

import numpy as np
import pytest
from glove import (
    adagrad_step,
    glove_gradients,
    glove_loss,
    probability_ratio,
    train_glove,
    weight,
    weighted_cooccurrence,
)
from numpy.testing import assert_allclose

COUNTS = np.array([[0.0, 2.0], [50.0, 0.0]])
W, W_CONTEXT = np.array([[1.0, 0.0], [0.5, -1.0]]), np.array([[2.0, 1.0], [1.0, 3.0]])
BIAS, BIAS_CONTEXT = np.array([0.5, 0.0]), np.array([0.0, -0.5])
"""The model of the handout: the errors of its two cells are 1 - ln 2 and -ln 50."""

TWO_CAMPS = np.array(
    [
        [9.0, 3.0, 1.0, 0.4],
        [3.0, 1.0, 0.3, 0.1],
        [1.0, 0.3, 9.0, 3.0],
        [0.4, 0.1, 3.0, 1.0],
    ]
)
"""Words 0 and 1 keep each other's company, and so do 2 and 3; 0 and 2 are simply more frequent."""


@pytest.mark.task("4.1")
def test_near_counts_more():
    """The steam is a gas, with a window of 3: steam-gas 1/3, the-gas is too far."""
    vocabulary = {"the": 0, "steam": 1, "is": 2, "a": 3, "gas": 4}
    third = 1 / 3
    expected = [
        [0, 1, 0.5, third, 0],
        [1, 0, 1, 0.5, third],
        [0.5, 1, 0, 1, 0.5],
        [third, 0.5, 1, 0, 1],
        [0, third, 0.5, 1, 0],
    ]
    assert_allclose(weighted_cooccurrence([["the", "steam", "is", "a", "gas"]], vocabulary, window=3), expected)


@pytest.mark.task("4.1")
def test_no_window_no_counts():
    """A window of 0 is an error."""
    with pytest.raises(ValueError):
        weighted_cooccurrence([["ice", "water"]], {"ice": 0, "water": 1}, window=0)


@pytest.mark.task("4.2")
def test_ice_and_steam():
    """Row 0 is ice (40 counts), row 1 steam (80); the columns are solid, gas, water, fashion."""
    counts = np.array([[8, 1, 30, 1], [2, 16, 60, 2], [1, 0, 0, 0], [0, 1, 0, 0]])
    assert_allclose(probability_ratio(counts, 0, 1), [8, 0.125, 1, 1])


@pytest.mark.task("4.3")
def test_the_curve():
    """0 at 0, below 1 up to 100, and then 1."""
    assert_allclose(weight(np.array([0, 1, 10, 100, 500_000])), [0, 0.0316228, 0.1778279, 1, 1], rtol=1e-6)
    assert_allclose(weight(50), 0.5946036, rtol=1e-6)


@pytest.mark.task("4.4")
def test_the_loss_of_the_handout():
    """0.0531830 (1 - ln 2)^2 + 0.5946036 (ln 50)^2."""
    assert_allclose(glove_loss(COUNTS, W, W_CONTEXT, BIAS, BIAS_CONTEXT), 9.1047753, rtol=1e-6)


@pytest.mark.task("4.5")
def test_the_gradients_of_the_handout():
    """The two cells have the slopes 0.0326387 and -4.6522056."""
    near, far = 0.03263868, -4.65220559
    expected = (
        [[near * 1, near * 3], [far * 2, far * 1]],
        [[far * 0.5, far * -1], [near * 1, near * 0]],
        [near, far],
        [far, near],
    )
    for got, right in zip(glove_gradients(COUNTS, W, W_CONTEXT, BIAS, BIAS_CONTEXT), expected, strict=True):
        assert_allclose(got, right, rtol=1e-6, atol=1e-9)


@pytest.mark.task("4.6")
def test_the_same_gradient_moves_less_and_less():
    """Gradient 3, rate 0.1: by 0.3 / 1, then 0.3 / sqrt(10), then 0.3 / sqrt(19)."""
    parameter, gradient, accumulator = np.array([1.0]), np.array([3.0]), np.array([1.0])
    for expected in (0.7, 0.6051317, 0.5363070):
        assert adagrad_step(parameter, gradient, accumulator, 0.1) is None
        assert_allclose(parameter, [expected], rtol=1e-6)
    assert_allclose(accumulator, [28.0])


@pytest.mark.task("4.7")
def test_camps_find_together():
    """One dimension is enough to tell two camps apart, whatever the words' frequencies."""
    rng = np.random.default_rng(0)
    answer = train_glove(TWO_CAMPS, dimensions=1, x_max=30.0, learning_rate=0.15, epochs=500, rng=rng)
    vectors = np.asarray(answer, dtype=float)
    assert vectors.shape == (4, 1)
    points = vectors[:, 0]
    within = max(abs(points[0] - points[1]), abs(points[2] - points[3]))
    between = min(abs(points[i] - points[j]) for i in (0, 1) for j in (2, 3))
    assert within < between / 2
