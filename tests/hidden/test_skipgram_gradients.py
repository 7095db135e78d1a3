"""Hidden tests of a3_skipgram/skipgram.py, tasks 3.6 to 3.9: sigmoid, loss, gradients, one step."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.testing import DOUBLE, SINGLE, equal, given, items, numbers, same, task
from reference.a3_skipgram import skipgram as reference
from tests.hidden.strategies import arrays
from tests.hidden.strategies.a3_skipgram import Pair, Step, pairs, steps

WORKED = Pair(np.array([1.0, 0.0]), np.array([1.0, 1.0]), np.array([[0.5, 0.0], [-1.0, 2.0]]))
"""Scores 1 for the context, 0.5 and -1 for the negatives."""

EVERY_ROW = Step(
    np.array([[0.5, -0.5], [1.0, 0.0], [0.25, 0.75]]),
    np.array([[-1.0, 2.0], [0.5, 0.0], [1.0, 1.0]]),
    center=1,
    context=2,
    negatives=np.array([1, 0]),
    learning_rate=0.1,
)
"""The worked pair again, this time as rows of two matrices."""

FAR = Step(np.array([[20.0], [1.0]]), np.array([[-50.0], [0.45]]), 0, 0, np.array([1]), 0.5)
"""A context with score -1000, and a negative with score 9."""


def logistic(x: float) -> float:
    """A second way to the sigmoid."""
    return 0.5 + 0.5 * math.tanh(x / 2)


def plain_loss(pair: Pair) -> float:
    """A second way to the loss, number by number."""
    center, context, negatives = (array.tolist() for array in pair)
    scores = [sum(a * b for a, b in zip(word, center, strict=True)) for word in [context, *negatives]]
    return -math.log(logistic(scores[0])) - sum(math.log(logistic(-score)) for score in scores[1:])


@task("3.6", points=1)
def test_sigmoid_worked(submission):
    """σ(0) is a half; σ(ln 3) is three quarters, and σ(-ln 3) one quarter, a thousand times over, too."""
    for x, expected in ((0.0, 0.5), (math.log(3), 0.75), (-math.log(3), 0.25), (2, 1 / (1 + math.exp(-2)))):
        same(submission.skipgram.sigmoid(x), expected, **DOUBLE)
    same(submission.skipgram.sigmoid(np.full(1000, math.log(3))), [0.75] * 1000, **DOUBLE)


@task("3.6", points=1)
@given(x=st.lists(st.integers(0, 3), max_size=3).flatmap(lambda shape: arrays(*shape, low=-30, high=30)))
def test_sigmoid_of_any_shape(submission, x):
    """Entry by entry, for a number and for arrays of any shape, empty ones included."""
    same(submission.skipgram.sigmoid(x), np.reshape([logistic(float(a)) for a in x.ravel()], x.shape), **DOUBLE)


@task("3.6", points=1)
def test_sigmoid_far_out(submission):
    """Up to ±10,000 the answer is a number: 0 on the far left, 1 on the far right."""
    x = np.array([[-1e4, 1e4, 0.0], [800.0, -800.0, 1.0]])
    same(submission.skipgram.sigmoid(x), [[0, 1, 0.5], [1, 0, logistic(1.0)]], **DOUBLE)
    for number, expected in ((1e4, 1.0), (-1e4, 0.0), (-750.0, 0.0), (750.0, 1.0)):
        same(submission.skipgram.sigmoid(number), expected, **DOUBLE)


@task("3.6", points=1)
def test_sigmoid_does_not_even_warn(submission):
    """Up to ±10,000 nothing overflows on the way, which NumPy would warn of although the answer comes out right."""
    submission.skipgram.sigmoid(0.0)
    for x in (np.array([[-1e4, 3.0], [1e4, -800.0]]), -1e4, 1e4):
        equal(
            submission.helper.float_warnings("skipgram", "sigmoid", x), [], note="warnings of the floating point unit"
        )


@task("3.6", points=1)
@given(x=arrays(4, low=-40, high=40))
def test_sigmoid_mirrored(submission, x):
    """σ(x) + σ(-x) = 1, for whole numbers too."""
    whole = np.round(x).astype(np.int64)
    for values in (x, whole):
        there, back = (numbers(submission.skipgram.sigmoid(side), shape=(4,)) for side in (values, -values))
        same(there + back, np.ones(4), **DOUBLE)
        same(there, [logistic(float(a)) for a in values], **DOUBLE)


@task("3.7", points=1)
def test_loss_worked(submission):
    """Scores 1 for the context, 0.5 and -1 for the negatives: 0.3133 + 0.9741 + 0.3133 = 1.6006."""
    positive, negative = math.log1p(math.exp(-1)), math.log1p(math.exp(0.5)) + math.log1p(math.exp(-1))
    same(submission.skipgram.sgns_loss(*WORKED), positive + negative, **DOUBLE)
    many = WORKED._replace(negatives=np.tile(WORKED.negatives, (20, 1)))
    same(submission.skipgram.sgns_loss(*many), positive + 20 * negative, **DOUBLE, note="40 negatives")


@task("3.7", points=1)
@given(pair=pairs())
def test_loss_of_any_pair(submission, pair):
    """-ln σ(u·v) - Σ ln σ(-u_k·v), in natural logarithms."""
    same(submission.skipgram.sgns_loss(*pair), plain_loss(pair), **DOUBLE)


@task("3.7", points=1)
@given(pair=pairs(min_negatives=0, max_negatives=0))
def test_loss_without_negatives(submission, pair):
    """With K = 0 negatives only the context counts."""
    same(submission.skipgram.sgns_loss(*pair), plain_loss(pair), **DOUBLE)


@task("3.7", points=1)
@given(pair=pairs(max_negatives=2), times=st.integers(2, 5))
def test_every_negative_counts_in_full(submission, pair, times):
    """The loss is a sum over the negatives: a negative that comes up three times costs three times as much."""
    often = np.concatenate([pair.negatives[:1]] * times + [pair.negatives[1:]])
    same(
        submission.skipgram.sgns_loss(pair.center, pair.context, often),
        plain_loss(pair._replace(negatives=often)),
        **DOUBLE,
    )


@task("3.7", points=1)
def test_loss_of_extreme_scores(submission):
    """A context with score -1000 costs 1000, one with 1000 nothing, one with 18 a little; for negatives the other way round."""
    v, zero = np.array([20.0, 0.0]), np.zeros((0, 2))
    for context, negatives, expected in (
        ([50.0, 1.0], zero, 0.0),
        ([-50.0, 3.0], zero, 1000.0),
        ([50.0, 0.0], [[50.0, 1.0], [-50.0, 2.0]], 1000.0),
        ([-50.0, 2.0], [[40.0, 7.0], [50.0, 1.0]], 2800.0),
        ([-2.0, 9.0], [[-50.0, 0.0], [2.0, 1.0]], 80.0),
        ([0.9, 1.0], [[-0.6, 2.0]], math.log1p(math.exp(-18)) + math.log1p(math.exp(-12))),
        ([-0.6, 1.0], [[0.55, 2.0]], 23 + math.log1p(math.exp(-12)) + math.log1p(math.exp(-11))),
    ):
        same(submission.skipgram.sgns_loss(v, np.array(context), np.array(negatives)), expected, **DOUBLE)


@task("3.7", points=1)
@given(k=st.integers(0, 6), u=arrays(3), N=arrays(6, 3))
def test_a_model_that_knows_nothing(submission, k, u, N):
    """A centre vector of zeros scores 0 with every word: the loss is (K + 1) ln 2, where training starts."""
    same(submission.skipgram.sgns_loss(np.zeros(3), u, N[:k]), (k + 1) * math.log(2), **DOUBLE)


def check_gradients(got: Any, expected: tuple[Any, Any, Any], tolerance: dict[str, float] = DOUBLE) -> None:
    """Three gradients: of the centre, of the context, of the negatives."""
    notes = "gradient of the centre", "gradient of the context", "gradients of the negatives"
    for answer, right, note in zip(items(got, length=3, note="three gradients"), expected, notes, strict=True):
        same(answer, right, note=note, **tolerance)


@task("3.8", points=1)
def test_gradients_worked(submission):
    """Errors σ(1) - 1 = -0.2689, σ(0.5) = 0.6225 and σ(-1) = 0.2689, each times a vector."""
    e, f, g = logistic(1.0) - 1, logistic(0.5), logistic(-1.0)
    expected = [e + 0.5 * f - g, e + 2 * g], [e, 0.0], [[f, 0.0], [g, 0.0]]
    check_gradients(submission.skipgram.sgns_gradients(*WORKED), expected)


@task("3.8", points=1)
@given(pair=pairs())
def test_gradients_of_any_pair(submission, pair):
    """The exact derivatives of the loss by v, by u and by each u_k."""
    check_gradients(submission.skipgram.sgns_gradients(*pair), reference.sgns_gradients(*pair))


@task("3.8", points=1)
@given(pair=pairs(max_negatives=3))
def test_gradients_are_slopes(submission, pair):
    """Each entry says how much the loss grows when that number grows a little (finite differences)."""
    h, slopes = 1e-5, []
    for part, array in enumerate(pair):
        slope = np.zeros_like(array)
        for index in np.ndindex(array.shape):
            losses = []
            for change in (h, -h):
                moved = array.copy()
                moved[index] += change
                losses.append(plain_loss(Pair(*(moved if i == part else other for i, other in enumerate(pair)))))
            slope[index] = (losses[0] - losses[1]) / (2 * h)
        slopes.append(slope)
    check_gradients(submission.skipgram.sgns_gradients(*pair), tuple(slopes), {"rtol": 1e-5, "atol": 1e-6})


@task("3.8", points=1)
@given(pair=pairs(min_negatives=0, max_negatives=0))
def test_gradients_without_negatives(submission, pair):
    """With K = 0 the third gradient has shape (0, d), and the first comes from the context alone."""
    error = logistic(float(pair.center @ pair.context)) - 1
    expected = error * pair.context, error * pair.center, np.zeros((0, len(pair.center)))
    check_gradients(submission.skipgram.sgns_gradients(*pair), expected)


@task("3.8", points=1)
def test_gradients_of_extreme_scores(submission):
    """At scores of ±1000 an error is 0 or ±1, never NaN."""
    v, u = np.array([20.0, 0.0]), np.array([50.0, 1.0])
    N = np.array([[50.0, 2.0], [-50.0, 4.0]])
    check_gradients(submission.skipgram.sgns_gradients(v, u, N), (N[0], [0, 0], [v, [0, 0]]))
    check_gradients(submission.skipgram.sgns_gradients(v, -u, N), (u + N[0], -v, [v, [0, 0]]))
    # A loss of 800 hides small slopes from finite differences.
    v, u, N = np.array([20.0, 0.001]), np.array([0.0, 1.0]), np.array([[40.0, 7.0]])
    error = logistic(0.001) - 1
    check_gradients(submission.skipgram.sgns_gradients(v, u, N), (error * u + N[0], error * v, [v]))
    # Small errors count, and next to a large entry the loss bends much: score 12 for the context, 1 for the negative.
    v, u, N = np.array([0.1, 40.0]), np.array([0.0, 0.3]), np.array([[0.0, 0.025]])
    e, f = logistic(12.0) - 1, logistic(1.0)
    check_gradients(submission.skipgram.sgns_gradients(v, u, N), (e * u + f * N[0], e * v, [f * v]))


@task("3.8", points=1)
@given(pair=pairs())
def test_gradients_in_single_precision(submission, pair):
    """float32 vectors have gradients like any others, to the precision that they have."""
    check_gradients(
        submission.skipgram.sgns_gradients(*(array.astype(np.float32) for array in pair)),
        reference.sgns_gradients(*pair),
        SINGLE,
    )


def check_step(submission: Any, step: Step, expected: Step, loss: float, tolerance: dict[str, float] = DOUBLE) -> None:
    """The step returns `loss` and leaves the matrices of `expected`."""
    W_in, W_out, negatives = step.W_in.copy(), step.W_out.copy(), step.negatives.copy()
    answer = submission.skipgram.sgns_step(W_in, W_out, step.center, step.context, negatives, step.learning_rate)
    same(answer, loss, note="the loss", **tolerance)
    same(W_in, expected.W_in, note="W_in after the step", **tolerance)
    same(W_out, expected.W_out, note="W_out after the step", **tolerance)
    equal(negatives, step.negatives, note="the negatives, which stay as they are")


def stepped(step: Step) -> tuple[Step, float]:
    """What a step leaves and its loss, a second way: one word after the other, all errors known beforehand."""
    v, targets = step.W_in[step.center].copy(), [step.context, *step.negatives.tolist()]
    scores = [float(step.W_out[t] @ v) for t in targets]
    errors = [logistic(score) - (position == 0) for position, score in enumerate(scores)]
    W_in, W_out = step.W_in.copy(), step.W_out.copy()
    for target, error in zip(targets, errors, strict=True):
        W_in[step.center] -= step.learning_rate * error * step.W_out[target]
        W_out[target] -= step.learning_rate * error * v
    loss = plain_loss(Pair(v, step.W_out[step.context], step.W_out[step.negatives]))
    return step._replace(W_in=W_in, W_out=W_out), loss


@task("3.9", points=1)
def test_step_worked(submission):
    """Rate 0.1, centre [1, 0], context [1, 1]: the context moves to [1.0269, 1]; scores may be as far out as -1000."""
    e, f, g = logistic(1.0) - 1, logistic(0.5), logistic(-1.0)
    W_in = [[0.5, -0.5], [1 - 0.1 * (e + 0.5 * f - g), -0.1 * (e + 2 * g)], [0.25, 0.75]]
    W_out = [[-1 - 0.1 * g, 2.0], [0.5 - 0.1 * f, 0.0], [1 - 0.1 * e, 1.0]]
    expected = EVERY_ROW._replace(W_in=np.array(W_in), W_out=np.array(W_out))
    check_step(submission, EVERY_ROW, expected, 2 * math.log(1 + math.exp(-1)) + math.log(1 + math.exp(0.5)))
    nine = logistic(9.0)
    W_in, W_out = [[20 - 0.5 * (50 + 0.45 * nine)], [1.0]], [[-50 + 0.5 * 20], [0.45 - 0.5 * 20 * nine]]
    expected = FAR._replace(W_in=np.array(W_in), W_out=np.array(W_out))
    check_step(submission, FAR, expected, 1000 + 9 + math.log1p(math.exp(-9)))
    many = EVERY_ROW._replace(negatives=np.array([1, 0, 0] * 7))
    check_step(submission, many, *stepped(many))


@task("3.9", points=1)
@given(step=steps(repeats=False))
def test_step_of_different_words(submission, step):
    """Every row that takes part moves against its gradient, all gradients taken at the old values; K may be 0."""
    check_step(submission, step, *stepped(step))


@task("3.9", points=1)
@given(step=steps(repeats=True))
def test_step_with_words_that_come_up_twice(submission, step):
    """A repeated negative, or a negative equal to the context, gets each of its contributions."""
    check_step(submission, step, *stepped(step))


@task("3.9", points=1)
@given(step=steps(repeats=False))
def test_step_of_a_word_beside_itself(submission, step):
    """A word may be its own context, and the centre may come up as a negative: its two vectors are different rows."""
    own = step._replace(context=step.center)
    check_step(submission, own, *stepped(own))
    noisy = step._replace(negatives=np.array([step.center, (step.center + 1) % len(step.W_in)]))
    check_step(submission, noisy, *stepped(noisy))


@task("3.9", points=1)
@given(step=steps(repeats=True))
def test_a_second_step_starts_where_the_first_ended(submission, step):
    """The loss is that before the step: doing the same step again returns the loss of the changed matrices."""
    W_in, W_out = step.W_in.copy(), step.W_out.copy()
    first, loss = stepped(step)
    second, next_loss = stepped(first)
    same(submission.skipgram.sgns_step(W_in, W_out, *step[2:]), loss, note="the loss", **DOUBLE)
    same(submission.skipgram.sgns_step(W_in, W_out, *step[2:]), next_loss, note="the loss of the second step", **DOUBLE)
    same(W_in, second.W_in, note="W_in after two steps", **DOUBLE)
    same(W_out, second.W_out, note="W_out after two steps", **DOUBLE)


@task("3.9", points=1)
@given(step=steps(repeats=True))
def test_step_in_single_precision(submission, step):
    """float32 matrices are changed in place like any others."""
    single = step._replace(W_in=step.W_in.astype(np.float32), W_out=step.W_out.astype(np.float32))
    check_step(submission, single, *stepped(step), SINGLE)
