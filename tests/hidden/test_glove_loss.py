"""Tasks 4.4 to 4.6: the loss, its gradients, and one step of AdaGrad."""

import numpy as np
from hypothesis import strategies as st

from autograder.testing import DOUBLE, SINGLE, equal, given, items, numbers, same, task
from reference.a4_glove import glove as reference
from tests.hidden.strategies.a4_glove import coordinates, models

NAMES = ("W", "W_context", "bias", "bias_context")
SETTINGS = st.sampled_from(({}, {"x_max": 10.0}, {"alpha": 1.5}, {"x_max": 3, "alpha": 0.5}))
SHAPES = st.sampled_from(((3,), (2, 3), (1, 1), (2, 2, 2), (0,), (0, 3)))
# A small asymmetric model: counts, W, W_context, bias, bias_context.
MODEL = (
    np.array([[0.5, 20.0, 0.0], [3.0, 0.0, 400.0], [0.0, 0.1, 7.0]]),
    np.array([[0.6, -0.4], [1.0, 0.2], [-0.3, 0.8]]),
    np.array([[0.1, 0.9], [-0.7, 0.5], [0.4, 1.1]]),
    np.array([0.3, -0.6, 1.2]),
    np.array([-0.1, 0.7, 0.2]),
)


def by_the_cell(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    """The formula, one cell after the other: an independent second opinion."""
    loss, gradients = 0.0, [np.zeros(np.shape(part)) for part in (W, W_context, bias, bias_context)]
    for i, j in zip(*np.nonzero(counts), strict=True):
        f = min(1.0, (counts[i, j] / x_max) ** alpha)
        error = sum(W[i] * W_context[j]) + bias[i] + bias_context[j] - np.log(counts[i, j])
        loss += f * error**2
        for gradient, row, inner in zip(gradients, (i, j, i, j), (W_context[j], W[i], 1.0, 1.0), strict=True):
            gradient[row] += 2 * f * error * inner
    return loss, gradients


def gradients_like(got, expected, *, note="", **tolerance):
    """Four arrays, each with its name in the message."""
    for name, answer, right in zip(NAMES, items(got, length=4), expected, strict=True):
        same(answer, right, **tolerance, note=f"{note} d/d{name}".strip())


@task("4.4", points=1)
def test_a_loss_by_hand(submission):
    """X = [[0, 2, 0], [2, 0, 1], [0, 1, 0]]: four cells count, among them those with ln 1 = 0."""
    counts = np.array([[0.0, 2, 0], [2, 0, 1], [0, 1, 0]])
    W, W_context = np.array([[1.0, 0], [0, 1], [1, 1]]), np.array([[0.5, 0.5], [1, -1], [0, 2]])
    # Errors 1 + .5 - ln 2, .5 + .8 - ln 2, 2 + .5 - 0, 0 + .2 - 0, weighted .02^.75 (twice) and .01^.75 (twice).
    got = submission.glove.glove_loss(counts, W, W_context, np.array([0.1, 0.5, -0.2]), np.array([0.3, 0.4, 0.0]))
    same(got, 0.25311568786, **DOUBLE)


@task("4.4", points=1)
@given(model=models(), options=SETTINGS)
def test_any_model(submission, model, options):
    """The sum over the non-zero cells, for every x_max and alpha."""
    same(submission.glove.glove_loss(*model, **options), by_the_cell(*model, **options)[0], **DOUBLE)


@task("4.4", points=1)
def test_empty_cells_add_nothing(submission):
    """No counts, no loss; and what the model says about a pair that was never seen is free."""
    _, W, W_context, bias, bias_context = MODEL
    same(submission.glove.glove_loss(np.zeros((3, 3)), W, W_context, bias, bias_context), 0.0, **DOUBLE)
    single = np.zeros((3, 3))
    single[1, 2] = 400.0
    error = 0.4 + 0.22 - 0.6 + 0.2 - np.log(400)
    for shift in (0.0, 50.0):
        elsewhere = bias + np.array([shift, 0, -shift])
        got = submission.glove.glove_loss(single, W, W_context, elsewhere, bias_context)
        same(got, error**2, **DOUBLE, note="only cell (1, 2) has a count")


@task("4.4", points=1)
@given(model=models())
def test_a_perfect_model_has_no_loss(submission, model):
    """If w_i . w~_j + b_i + b~_j is ln X_ij everywhere the loss is 0, and if every cell is off by c it is c^2 sum f."""
    _, W, W_context, bias, bias_context = model
    counts = np.exp(W @ W_context.T + bias[:, None] + bias_context)
    same(submission.glove.glove_loss(counts, *model[1:]), 0.0, **DOUBLE)
    total = float((np.minimum(1, counts / 100) ** 0.75).sum())
    off = submission.glove.glove_loss(counts, W, W_context, bias + 2, bias_context)
    same(off, 4 * total, **DOUBLE, note="every cell off by 2")


@task("4.4", points=1)
@given(model=models(min_words=2), factor=st.sampled_from((0.2, 3.0, 50.0)))
def test_words_and_contexts_are_two_roles(submission, model, factor):
    """Transposed counts swap the roles; c times the counts is a bias of ln c and an x_max c times larger."""
    counts, W, W_context, bias, bias_context = model
    loss = submission.glove.glove_loss
    expected = reference.glove_loss(*model)
    turned = loss(counts.T.copy(), W_context, W, bias_context, bias)
    same(turned, expected, **DOUBLE, note="transposed")
    scaled = loss(factor * counts, W, W_context, bias, bias_context + np.log(factor), 100.0 * factor)
    same(scaled, expected, rtol=1e-7, atol=1e-8, note=f"{factor} times the counts")


@task("4.4", points=1)
def test_whole_numbers_short_floats_and_one_word(submission):
    """Integer counts, a vocabulary of one word and a large error are fine, and float32 in is judged as float32."""
    loss = submission.glove.glove_loss
    rest = MODEL[1:]
    whole = np.array([[0, 20, 1], [3, 0, 400], [2, 1, 7]])
    same(loss(whole, *rest), by_the_cell(whole, *rest)[0], **DOUBLE)
    same(loss(*(part.astype(np.float32) for part in MODEL)), by_the_cell(*MODEL)[0], **SINGLE)
    one = np.array([[50.0]]), np.array([[2.0]]), np.array([[0.5]]), np.array([0.25]), np.array([-1.0])
    same(loss(*one), 0.5**0.75 * (0.25 - np.log(50)) ** 2, **DOUBLE)
    same(loss(one[0] / 1e5, *one[1:]), 5e-6**0.75 * (0.25 - np.log(5e-4)) ** 2, **DOUBLE, note="a tiny count")
    steep = np.array([[400.0]]), np.array([[30.0]]), np.array([[-20.0]]), np.zeros(1), np.zeros(1)
    same(loss(*steep), (600 + np.log(400)) ** 2, **DOUBLE, note="a large error")


@task("4.5", points=1)
def test_gradients_by_hand(submission):
    """One cell, X_01 = 50: every derivative is 2 f (error) times the other factor, in that row and column."""
    counts = np.array([[0.0, 50.0], [0.0, 0.0]])
    W, W_context = np.array([[2.0, -1.0], [3.0, 1.0]]), np.array([[5.0, 4.0], [0.5, 1.5]])
    got = submission.glove.glove_gradients(counts, W, W_context, np.array([0.25, 9.0]), np.array([8.0, -1.0]))
    slope = 2 * 0.5**0.75 * (-0.5 + 0.25 - 1.0 - np.log(50))
    expected = [[0.5, 1.5], [0, 0]], [[0, 0], [2, -1]], [1, 0], [0, 1]
    gradients_like(got, [slope * np.array(part) for part in expected], **DOUBLE)


@task("4.5", points=1)
@given(model=models(), options=SETTINGS)
def test_any_gradients(submission, model, options):
    """All four arrays, in the order of the parameters, for every x_max and alpha."""
    got = submission.glove.glove_gradients(*model, **options)
    gradients_like(got, by_the_cell(*model, **options)[1], rtol=1e-7, atol=1e-8)


@task("4.5", points=1)
@given(data=st.data(), options=SETTINGS)
def test_moving_along_the_gradient(submission, data, options):
    """A tiny move of all parameters changes the loss by gradient times move (measured, not derived)."""
    counts, *point = MODEL
    move = [data.draw(coordinates(*part.shape), label=name) for name, part in zip(NAMES, point, strict=True)]

    def ahead(step):
        return reference.glove_loss(counts, *(p + step * m for p, m in zip(point, move, strict=True)), **options)

    got = items(submission.glove.glove_gradients(counts, *point, **options), length=4)
    # The loss is a polynomial of degree four along a line: this five-point rule is exact for it.
    h = 0.01
    slope = (8 * (ahead(h) - ahead(-h)) - (ahead(2 * h) - ahead(-2 * h))) / (12 * h)
    along = 0.0
    for name, answer, m in zip(NAMES, got, move, strict=True):
        along += float((numbers(answer, shape=m.shape, note=f"d/d{name}") * m).sum())
    same(along, slope, rtol=1e-6, atol=1e-6)


@task("4.5", points=1)
def test_nothing_to_learn_nothing_to_move(submission):
    """A perfect model has no gradient, no counts have none, and neither has a word that occurs nowhere."""
    gradients = submission.glove.glove_gradients
    counts, *point = MODEL
    zeros = [np.zeros(part.shape) for part in point]
    gradients_like(gradients(np.zeros((3, 3)), *point), zeros, **DOUBLE, note="no counts:")
    W, W_context, bias, bias_context = point
    perfect = np.exp(W @ W_context.T + bias[:, None] + bias_context)
    gradients_like(gradients(perfect, *point), zeros, **DOUBLE, note="a perfect model:")
    unseen = counts.copy()
    unseen[1], unseen[:, 1] = 0, 0
    gradients_like(gradients(unseen, *point), by_the_cell(unseen, *point)[1], **DOUBLE, note="word 1 unseen:")


@task("4.5", points=1)
def test_gradients_of_other_numbers(submission):
    """Integer counts, one word, a steep loss, and float32 (judged as float32)."""
    gradients = submission.glove.glove_gradients
    whole = np.array([[0, 20, 1], [3, 0, 400], [2, 1, 7]])
    gradients_like(gradients(whole, *MODEL[1:]), by_the_cell(whole, *MODEL[1:])[1], **DOUBLE, note="integers:")
    short = [part.astype(np.float32) for part in MODEL]
    gradients_like(gradients(*short), by_the_cell(*MODEL)[1], **SINGLE, note="float32:")
    one = np.array([[50.0]]), np.array([[2.0]]), np.array([[0.5]]), np.array([0.25]), np.array([-1.0])
    slope = 2 * 0.5**0.75 * (0.25 - np.log(50))
    gradients_like(gradients(*one), ([[slope / 2]], [[slope * 2]], [slope], [slope]), **DOUBLE, note="one word:")
    slope = 2 * 5e-6**0.75 * (0.25 - np.log(5e-4))
    got = gradients(one[0] / 1e5, *one[1:])
    gradients_like(got, ([[slope / 2]], [[slope * 2]], [slope], [slope]), **DOUBLE, note="a tiny count:")
    steep, slope = (np.array([[400.0]]), np.array([[30.0]]), np.array([[-20.0]])), 2 * (-600 - np.log(400))
    got = gradients(*steep, np.zeros(1), np.zeros(1))
    gradients_like(got, ([[-20 * slope]], [[30 * slope]], [slope], [slope]), **DOUBLE, note="steep:")


@task("4.6", points=1)
def test_one_step_by_hand(submission):
    """Rate 0.1, gradient 3, accumulator 4: the number moves by 0.1 * 3 / 2, then the accumulator becomes 13."""
    parameter, gradient, accumulator = np.array([1.0, 1.0, -2.0]), np.array([3.0, -0.5, 0.0]), np.array([4.0, 1.0, 9.0])
    got = submission.glove.adagrad_step(parameter, gradient, accumulator, 0.1)
    same(parameter, [0.85, 1.05, -2.0], **DOUBLE, note="parameter")
    same(accumulator, [13.0, 1.25, 9.0], **DOUBLE, note="accumulator")
    same(gradient, [3.0, -0.5, 0.0], **DOUBLE, note="gradient, which stays as it is")
    equal(got, None)


@task("4.6", points=1)
@given(data=st.data(), shape=SHAPES, rate=st.sampled_from((0.1, 1, 0.05, 0.37)))
def test_every_number_has_its_own_rate(submission, data, shape, rate):
    """parameter -= rate * gradient / sqrt(accumulator), element by element, whatever the shape."""
    parameter, gradient = (data.draw(coordinates(*shape), label=name) for name in ("parameter", "gradient"))
    accumulator = 1 + data.draw(coordinates(*shape), label="root of the accumulator - 1") ** 2
    moved, grown = parameter - rate * gradient / accumulator**0.5, accumulator + gradient * gradient
    equal(submission.glove.adagrad_step(parameter, gradient, accumulator, rate), None)
    same(parameter, moved, **DOUBLE, note="parameter")
    same(accumulator, grown, **DOUBLE, note="accumulator")


@task("4.6", points=1)
@given(gradients=st.lists(coordinates(2, 2), min_size=2, max_size=4), rate=st.sampled_from((0.05, 0.5, 1)))
def test_steps_grow_smaller(submission, gradients, rate):
    """From an accumulator of 1, each step divides by the root of 1 plus the squares of all earlier gradients."""
    parameter, accumulator = np.array([[1.0, -2.0], [0.5, 4.0]]), np.ones((2, 2))
    expected = parameter.copy()
    for n, gradient in enumerate(gradients):
        expected = expected - rate * gradient / np.sqrt(1 + sum(earlier**2 for earlier in gradients[:n]))
        submission.glove.adagrad_step(parameter, gradient, accumulator, rate)
        same(parameter, expected, **DOUBLE, note=f"parameter after step {n + 1}")
    same(accumulator, 1 + sum(gradient**2 for gradient in gradients), **DOUBLE, note="accumulator at the end")


@task("4.6", points=1)
def test_tiny_huge_and_short_numbers(submission):
    """Nothing is clipped, normalised or padded: a large gradient moves far, a rate of 0 only fills the accumulator."""
    step = submission.glove.adagrad_step
    parameter, accumulator = np.array([5.0, 5.0, 5.0]), np.array([1.0, 1e-4, 1e-6])
    step(parameter, np.array([500.0, -2e-4, 1e-6]), accumulator, 0.5)
    same(parameter, [-245.0, 5.01, 4.9995], **DOUBLE, note="parameter")
    same(accumulator, [250001.0, 1.0004e-4, 1.000001e-6], rtol=1e-7, atol=1e-15, note="accumulator")
    parameter, accumulator = np.array([[1.5, -2.0]]), np.array([[1.0, 4.0]])
    step(parameter, np.array([[3.0, 1.0]]), accumulator, 0)
    same((parameter, accumulator), [[[1.5, -2.0]], [[10.0, 5.0]]], **DOUBLE, note="a rate of 0")
    short = [np.array(values, dtype=np.float32) for values in ([1.0, 2.0], [0.5, -1.5], [1.0, 2.25])]
    step(*short, 0.1)
    same(short[0], [0.95, 2.1], **SINGLE, note="float32 parameter")
    same(short[2], [1.25, 4.5], **SINGLE, note="float32 accumulator")
