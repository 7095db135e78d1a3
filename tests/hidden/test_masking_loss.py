"""Hidden tests of a7_bert/masking.py, task 7.2: the cross-entropy of the words that were taken away."""

from __future__ import annotations

import math

import numpy as np

from autograder.testing import DOUBLE, SINGLE, example, given, raises, same, task
from reference.a7_bert import masking as reference
from tests.hidden.strategies import numbers
from tests.hidden.strategies.a7_bert import IGNORED, Array, labelled_logits

LOGITS = np.array([[2.0, 0.0, 0.0], [0.0, 3.0, 0.0], [0.0, 0.0, 1.0], [1.0, -1.0, 0.5]])
LABELS = np.array([0, IGNORED, 1, IGNORED])
NOTHING = (np.ones((2, 3, 4)), np.full((2, 3), IGNORED))


def plain_losses(logits: Array, labels: Array) -> list[float]:
    """A second way: position by position, with the probability itself."""
    rows, ids = logits.reshape(-1, logits.shape[-1]), labels.ravel()
    labelled = [(row, i) for row, i in zip(rows, ids, strict=True) if i != IGNORED]
    return [-math.log(math.exp(row[i]) / sum(map(math.exp, row))) for row, i in labelled]


@task("7.2", points=1)
def test_two_blanks_by_hand(submission):
    """ln(e^2 + 2) - 2 = 0.2395 for one blank and ln(e + 2) = 1.5514 for the other; the rest costs nothing."""
    blanks = [math.log(math.e**2 + 2) - 2, math.log(math.e + 2)]
    same(submission.masking.mlm_loss(LOGITS, LABELS), sum(blanks), note="the sum is the default", **DOUBLE)
    same(submission.masking.mlm_loss(LOGITS, LABELS, "mean"), sum(blanks) / 2, **DOUBLE)
    same(submission.masking.mlm_loss(LOGITS, LABELS, reduction="sum"), 1.7909896, rtol=1e-6, atol=0)


@task("7.2", points=1)
@example(drawn=(np.log(np.arange(1.0, 361.0)).reshape(3, 120), np.array([20, IGNORED, 119])))
@example(drawn=(LOGITS.astype(np.float32).reshape(2, 2, 3), np.array([[IGNORED, 0], [0, 2]])))
@example(drawn=(np.array([[19.0, 0.0]]), np.array([0])))
@example(drawn=(np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([0, 0])))
@given(drawn=labelled_logits())
def test_sum_over_the_labelled_positions(submission, drawn):
    """ "sum" adds -ln softmax(logits)[label] over the positions whose label is not -100, label 0 included."""
    logits, labels = drawn
    tolerance = SINGLE if logits.dtype == np.float32 else DOUBLE
    got = submission.masking.mlm_loss(logits, labels)
    same(got, reference.mlm_loss(logits, labels), **tolerance)
    same(got, sum(plain_losses(logits, labels)), **tolerance)


@task("7.2", points=1)
@example(drawn=(np.stack([LOGITS, 2 * LOGITS]), np.array([[2, IGNORED, IGNORED, IGNORED], [0, 1, 0, 2]])))
@given(drawn=labelled_logits(min_labelled=1))
def test_mean_over_the_labelled_positions(submission, drawn):
    """ "mean" divides the sum by the number of labelled positions of the whole array: not by all, not row by row."""
    logits, labels = drawn
    losses = plain_losses(logits, labels)
    got = submission.masking.mlm_loss(logits, labels, reduction="mean")
    same(got, reference.mlm_loss(logits, labels, "mean"), **DOUBLE)
    same(got, sum(losses) / len(losses), **DOUBLE)


@task("7.2", points=1)
def test_without_a_label_the_loss_is_zero(submission):
    """No position with a label: 0.0, for the sum and for the mean."""
    same(submission.masking.mlm_loss(*NOTHING, reduction="mean"), 0.0, note="mean", **DOUBLE)
    same(submission.masking.mlm_loss(*NOTHING, reduction="sum"), 0.0, note="sum", **DOUBLE)
    same(submission.masking.mlm_loss(LOGITS[:1], LABELS[1:2], "mean"), 0.0, note="one position", **DOUBLE)


@task("7.2", points=1)
@example(drawn=(LOGITS, LABELS), shift=1000.0)
@given(drawn=labelled_logits(), shift=numbers(-1000, 1000))
def test_huge_scores(submission, drawn, shift):
    """Scores of ±1000 are no trouble, and adding one number to all scores of a position changes nothing."""
    logits, labels = drawn
    same(submission.masking.mlm_loss(logits + shift, labels), sum(plain_losses(logits, labels)), rtol=1e-7, atol=1e-8)
    far = np.array([[1000.0, 0.0], [1000.0, -1000.0], [-1000.0, -1000.0], [-1000.0, 1000.0]])
    same(submission.masking.mlm_loss(far[2:3], np.array([0])), math.log(2), note="one position", **DOUBLE)
    for ids, loss in {(0, 0, 0, 1): math.log(2), (1, 1, 1, 1): 3000 + math.log(2), (0, 1, IGNORED, 0): 4000.0}.items():
        same(submission.masking.mlm_loss(far, np.array(ids)), loss, **DOUBLE)
    same(submission.masking.mlm_loss(far, np.array([1, 1, IGNORED, 0]), "mean"), 5000 / 3, **DOUBLE)


@task("7.2", points=1)
def test_other_reductions_are_refused(submission):
    """There are two reductions: any other word is a ValueError."""
    for reduction in ("none", "average", "batchmean", "SUM", ""):
        with raises(ValueError, note=f"reduction {reduction!r}"):
            submission.masking.mlm_loss(LOGITS, LABELS, reduction=reduction)
    half = reference.mlm_loss(LOGITS, LABELS) / 2
    same(submission.masking.mlm_loss(LOGITS, LABELS, reduction="mean"), half, **DOUBLE)
