"""Hidden tests of the training step in a3_skipgram/cbow.py."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.testing import DOUBLE, SINGLE, equal, given, numbers, raises, same, settings, task
from reference.a3_skipgram import cbow as reference
from tests.hidden.strategies.a3_cbow_softmax import embeddings, ids, sequences, small_numbers


def stepped(submission, W_in, W_out, context, center, negatives, learning_rate) -> tuple[Any, Any, Any]:
    """(loss, W_in, W_out) after a step on copies."""
    W_in, W_out = W_in.copy(), W_out.copy()
    given_ids = np.array(negatives, dtype=int)
    loss = submission.cbow.cbow_step(W_in, W_out, context, center, given_ids, learning_rate)
    equal(given_ids, negatives, note="only the matrices may change, the negatives may not")
    return loss, W_in, W_out


def check_step(submission, *args) -> None:
    """The step that the submission takes is the step of the reference: loss and both matrices."""
    loss, W_in, W_out = stepped(submission, *args)
    right = [matrix.copy() for matrix in args[:2]]
    expected = reference.cbow_step(*right, *args[2:4], np.array(args[4], dtype=int), args[5])
    same(loss, expected, rtol=1e-7, atol=1e-8, note="the loss")
    same(W_in, right[0], rtol=1e-7, atol=1e-8, note="W_in after the step")
    same(W_out, right[1], rtol=1e-7, atol=1e-8, note="W_out after the step")


@task("3.14", points=1)
def test_step_by_hand(submission):
    """A step worked by hand: the loss before it, half of the gradient for each of two context words.

    Then one with seven negatives, and one with a learning rate of 0, which leaves both matrices as they are.
    """
    # h = [1, 0]; scores ln 3 for the centre (σ = 3/4) and -ln 4 for the negative (σ = 1/5).
    W_in = np.array([[2.0, -1.0], [0.0, 1.0], [9.0, 9.0], [7.0, 7.0]])
    W_out = np.array([[5.0, 5.0], [6.0, 6.0], [np.log(3), 2.0], [-np.log(4), 1.0]])
    gradient = np.array([-0.25 * np.log(3) - 0.2 * np.log(4), -0.25 * 2 + 0.2 * 1])
    new_in, new_out = W_in.copy(), W_out.copy()
    new_in[:2] -= 0.4 * gradient / 2
    new_out[2] += [0.4 * 0.25, 0]
    new_out[3] -= [0.4 * 0.2, 0]
    for precision, tolerance in ((np.float64, DOUBLE), (np.float32, SINGLE)):
        before = W_in.astype(precision), W_out.astype(precision)
        loss, left, right = stepped(submission, *before, [0, 1], 2, [3], 0.4)
        same(loss, np.log(4 / 3) + np.log(5 / 4), **tolerance, note="the loss")
        same(left, new_in, **tolerance, note="W_in after the step")
        same(right, new_out, **tolerance, note="W_out after the step")
    check_step(submission, W_in, W_out, np.array([0]), 2, [3] * 7, 0.4)
    check_step(submission, W_in, W_out, [0, 1], 2, [3], 0.0)


@task("3.14", points=1)
@settings(max_examples=25)
@given(data=st.data(), matrices=embeddings(2, max_rows=4))
def test_step_follows_the_slope(submission, data, matrices):
    """With a learning rate of 1 both matrices change by minus the slope of the loss, measured by finite differences."""
    W_in, W_out = matrices
    context = data.draw(ids(len(W_in), min_size=1).flatmap(sequences), label="context")
    center = data.draw(st.integers(0, len(W_in) - 1), label="center")
    negatives = data.draw(ids(len(W_in), max_size=3), label="negatives")

    def loss(inputs, outputs):
        h = sum(inputs[id] for id in context) / len(context)
        costs = [np.log1p(np.exp(-(outputs[center] @ h)))]
        return sum(costs + [np.log1p(np.exp(outputs[id] @ h)) for id in negatives])

    answer, *after = stepped(submission, W_in, W_out, context, center, negatives, 1.0)
    same(answer, loss(W_in, W_out), **DOUBLE, note="the loss before the step")
    for which, note in enumerate(("change of W_in", "change of W_out")):
        slope = np.zeros_like(W_in)
        for place in np.ndindex(*W_in.shape):
            ends = []
            for nudge in (1e-5, -1e-5):
                moved = [W_in.copy(), W_out.copy()]
                moved[which][place] += nudge
                ends.append(loss(*moved))
            slope[place] = (ends[0] - ends[1]) / 2e-5
        same(numbers(after[which]) - matrices[which], -slope, rtol=1e-4, atol=1e-6, note=note)


@task("3.14", points=1)
@settings(max_examples=25)
@given(data=st.data(), matrices=embeddings(2), rate=small_numbers())
def test_every_occurrence_of_a_context_word_counts(submission, data, matrices, rate):
    """A word that stands in the context two or three times moves two or three times as far."""
    W_in, W_out = matrices
    word = data.draw(st.integers(0, len(W_in) - 1), label="word")
    context = [word] * data.draw(st.integers(2, 3), label="times") + data.draw(
        ids(len(W_in), max_size=2), label="others"
    )
    center = data.draw(st.integers(0, len(W_in) - 1), label="center")
    check_step(submission, W_in, W_out, data.draw(sequences(context)), center, [(center + 1) % len(W_in)], rate)


@task("3.14", points=1)
@settings(max_examples=25)
@given(data=st.data(), matrices=embeddings(2), rate=small_numbers())
def test_repeated_negatives_add_up(submission, data, matrices, rate):
    """A negative drawn twice is pushed twice, and one equal to the centre gets both its contributions."""
    W_in, W_out = matrices
    center = data.draw(st.integers(0, len(W_in) - 1), label="center")
    word = data.draw(st.integers(0, len(W_in) - 1), label="word")
    negatives = data.draw(st.permutations([word, word, center, (center + 1) % len(W_in)]), label="negatives")
    check_step(submission, W_in, W_out, [(center + 1) % len(W_in), word], center, negatives, rate)


@task("3.14", points=1)
@given(size=st.sampled_from([12.0, 400.0, 700.0, 1000.0]), sign=st.sampled_from([1, -1]))
def test_step_at_extreme_scores(submission, size, sign):
    """Far scores give a finite, exact loss: at ±1000 it is 0 where the model is right, the score where it is wrong."""
    W_in, W_out = np.array([[1.0], [1.0], [1.0]]), np.array([[sign * size], [-sign * size], [2.0]])
    loss, left, right = stepped(submission, W_in, W_out, [1, 2], 0, [1], 0.5)
    wrong = np.exp(-np.logaddexp(0, sign * size))
    same(loss, 2 * np.logaddexp(0, -sign * size), rtol=1e-7, atol=1e-8, note="the loss")
    same(left[:, 0], [1.0, *[1 + 0.5 * wrong * sign * size] * 2], rtol=1e-7, atol=1e-8, note="W_in after the step")
    same(
        right[:, 0], W_out[:, 0] + 0.5 * wrong * np.array([1, -1, 0]), rtol=1e-7, atol=1e-8, note="W_out after the step"
    )


@task("3.14", points=1)
@given(empty=st.sampled_from([[], (), np.array([], dtype=int)]))
def test_no_context_no_step(submission, empty):
    """A step without any context word is refused with a ValueError."""
    W_in, W_out = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.5, 0.0], [0.0, -0.5]])
    with raises(ValueError):
        submission.cbow.cbow_step(W_in, W_out, empty, 0, np.array([1]), 0.1)
