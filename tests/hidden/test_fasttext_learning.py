"""Hidden tests of a5_fasttext/fasttext.py, tasks 5.6 and 5.7: how pieces learn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from autograder.testing import DOUBLE, SINGLE, example, given, same, settings, task
from reference.a5_fasttext import fasttext as reference
from tests.hidden.strategies import arrays
from tests.hidden.strategies.a5_fasttext import Step, steps

FEWER = 30
"""Examples of a test that draws whole models."""

TABLES = ("word_vectors", "ngram_vectors", "W_out")

GRADIENTS = st.integers(1, 4).flatmap(arrays)
"""Vectors of some length."""

KINDS = st.sampled_from([list, tuple, np.array])
"""What a sequence may be."""


def plain_loss(word_vectors: Any, ngram_vectors: Any, W_out: Any, step: Step) -> float:
    """The loss of one step, number by number, from its formula."""
    v = [float(x) for x in word_vectors[step.center]]
    for row in step.ngram_row_ids:
        v = [a + float(b) for a, b in zip(v, ngram_vectors[row], strict=True)]
    outputs = [W_out[i] for i in (step.context, *step.negatives)]
    scores = [math.fsum(a * float(b) for a, b in zip(v, u, strict=True)) for u in outputs]
    signed = [-scores[0], *scores[1:]]
    return math.fsum(max(x, 0.0) + math.log1p(math.exp(-abs(x))) for x in signed)  # -ln σ(-x), without overflow


def slopes(step: Step, width: float = 1e-5) -> list[NDArray[np.float64]]:
    """Central differences of the plain loss by every number of the three tables."""
    before = [np.array(table, dtype=float) for table in step[:3]]
    found = [np.zeros_like(table) for table in before]
    for table, slope in zip(before, found, strict=True):
        for place in np.ndindex(*table.shape):
            held = table[place]
            sides = []
            for moved in (held + width, held - width):
                table[place] = moved
                sides.append(plain_loss(*before, step))
            table[place] = held
            slope[place] = (sides[0] - sides[1]) / (2 * width)
    return found


def taken(function: Any, step: Step) -> tuple[Any, list[NDArray[Any]]]:
    """What `function` returns for the step, and the three tables after it."""
    after = [table.copy() for table in step[:3]]
    return function(*after, *step[3:]), after


def compare(submission: Any, step: Step, tolerance: dict[str, float] = DOUBLE) -> None:
    """Loss and all three tables after one step are those of the reference."""
    expected, right = taken(reference.fasttext_step, step)
    loss, after = taken(submission.fasttext.fasttext_step, step)
    same(loss, expected, note="the loss before the step", **tolerance)
    for name, table, expected_table in zip(TABLES, after, right, strict=True):
        same(table, expected_table, note=f"{name} after the step", **tolerance)


def example_step(**changes: Any) -> Step:
    """A step with two n-grams and two negatives, easy to read."""
    step = Step(
        word_vectors=np.array([[0.5, -1.0], [0.25, 0.5], [-0.75, 0.0]]),
        ngram_vectors=np.array([[1.0, 0.0], [0.5, 0.25], [-0.25, 1.0], [0.75, -0.5]]),
        W_out=np.array([[0.5, 0.5], [-1.0, 0.25], [0.75, 1.0]]),
        center=1,
        ngram_row_ids=[2, 0],
        context=2,
        negatives=np.array([0, 1]),
        learning_rate=0.5,
    )
    return step._replace(**changes)


@task("5.6", points=1)
@given(rows=st.permutations([0, 2, 4]), gradient=arrays(2))
def test_every_row_gets_the_full_gradient(submission, rows, gradient):
    """Each row that took part gets the whole gradient, not a share of it, and a row that did not gets zeros."""
    got = submission.fasttext.subword_gradients(rows, gradient, (6, 2))
    same(got, [gradient, [0, 0], gradient, [0, 0], gradient, [0, 0]], **DOUBLE)


@task("5.6", points=1)
@example(rows=[1, 1], gradient=np.array([0.5, -2.0, 1.0]), spare=0)
@example(rows=[0, 3, 0, 0, 3], gradient=np.array([1.0]), spare=2)
@example(rows=[257, 128], gradient=np.array([4.0]), spare=0)  # rows that no byte can hold
@example(rows=[0] * 300, gradient=np.array([4.7]), spare=0)  # a sum that float32 gets wrong, a count no byte can hold
@given(rows=st.lists(st.integers(0, 3), min_size=1, max_size=7), gradient=GRADIENTS, spare=st.integers(0, 2))
def test_repeated_rows_get_it_each_time(submission, rows, gradient, spare):
    """A row that occurs twice gets twice the gradient, in whatever order the rows come."""
    shape = (max(rows) + 1 + spare, len(gradient))
    got = submission.fasttext.subword_gradients(rows, gradient, shape)
    same(got, reference.subword_gradients(rows, gradient, shape), **DOUBLE)
    same(got, [[rows.count(row) * x for x in gradient] for row in range(shape[0])], **DOUBLE)


@task("5.6", points=1)
@given(empty=st.sampled_from([[], (), np.array([], dtype=int)]), gradient=GRADIENTS, count=st.integers(1, 4))
def test_no_rows_get_nothing(submission, empty, gradient, count):
    """A centre word without n-grams: zeros of shape (N, d)."""
    got = submission.fasttext.subword_gradients(empty, gradient, (count, len(gradient)))
    same(got, np.zeros((count, len(gradient))), **DOUBLE)


@task("5.6", points=1)
@given(rows=st.lists(st.integers(0, 4), min_size=1, max_size=6), table=arrays(5, 2), u=arrays(2), kind=KINDS)
def test_finite_differences_agree(submission, rows, table, u, kind):
    """For L(v) = (u·v)² / 2 with v the sum of the rows, the answer is the slope of L by every number of the table."""

    def loss(numbers: NDArray[np.float64]) -> float:
        return float(sum(u @ numbers[row] for row in rows)) ** 2 / 2

    nudges = np.eye(table.size).reshape(-1, *table.shape)
    expected = np.array([(loss(table + nudge) - loss(table - nudge)) / 2 for nudge in nudges]).reshape(table.shape)
    gradient = u * sum(u @ table[row] for row in rows)
    same(submission.fasttext.subword_gradients(kind(rows), gradient, table.shape), expected, rtol=1e-6, atol=1e-8)
    got = submission.fasttext.subword_gradients(kind(rows), np.float32(gradient), table.shape)
    same(got, expected, note="float32", **SINGLE)


@task("5.7", points=1)
@given(rate=st.sampled_from([0.5, 0.1, 1.0]), rows=st.permutations([0, 2]))
def test_one_step_by_hand(submission, rate, rows):
    """One n-gram and no negative: v = (ln 3, 0), u = (1, 0) give σ = 3/4, loss ln(4/3) and an error of -1/4."""
    pieces, none = np.array([[math.log(3), 0.0], [9.0, 9.0]]), np.array([], dtype=int)
    step = Step(np.zeros((2, 2)), pieces, np.eye(2), 1, [0], 0, none, rate)
    loss, after = taken(submission.fasttext.fasttext_step, step)
    same(loss, math.log(4 / 3), **DOUBLE)
    same(after[0], [[0.0, 0.0], [rate / 4, 0.0]], note=TABLES[0], **DOUBLE)
    same(after[1], [[math.log(3) + rate / 4, 0.0], [9.0, 9.0]], note=TABLES[1], **DOUBLE)
    same(after[2], [[1 + rate / 4 * math.log(3), 0.0], [0.0, 1.0]], note=TABLES[2], **DOUBLE)
    compare(submission, example_step(learning_rate=rate, ngram_row_ids=rows))


@task("5.7", points=1)
@settings(max_examples=FEWER)
@example(step=example_step())
@given(step=steps())
def test_loss_and_tables_after_a_step(submission, step):
    """The loss before the step is returned, and rows of all three tables move in place: own row, n-grams, outputs."""
    compare(submission, step)
    same(taken(submission.fasttext.fasttext_step, step)[0], plain_loss(*step[:3], step), **DOUBLE)


@task("5.7", points=1)
@settings(max_examples=FEWER)
@example(step=example_step(learning_rate=0.25, ngram_row_ids=[3, 1, 3]))
@given(step=steps())
def test_the_step_goes_down_the_slope(submission, step):
    """Each number moves by the learning rate times the slope of the loss at the old values: finite differences."""
    _, after = taken(submission.fasttext.fasttext_step, step)
    for name, old, new, slope in zip(TABLES, step[:3], after, slopes(step), strict=True):
        same(new, old - step.learning_rate * slope, rtol=1e-6, atol=1e-7, note=f"{name} after the step")


@task("5.7", points=1)
@example(rows=[0, 0], context=0, negatives=[1, 1], kind=list)
@example(rows=[3, 1, 3, 3, 0, 2, 2], context=1, negatives=[1, 2, 1], kind=tuple)
@example(rows=[2, 0], context=1, negatives=[0, 2], kind=np.array)
@given(
    rows=st.lists(st.integers(0, 3), min_size=1, max_size=5),
    context=st.integers(0, 2),
    negatives=st.lists(st.integers(0, 2), min_size=1, max_size=5),
    kind=KINDS,
)
def test_repeats_accumulate(submission, rows: Sequence[int], context, negatives, kind):
    """An n-gram that occurs twice, a negative drawn twice or equal to the context, or to the centre: each counts."""
    compare(submission, example_step(ngram_row_ids=kind(rows), context=context, negatives=np.array(negatives)))


@task("5.7", points=1)
@example(rows=[], negatives=[], size=4, dtype=np.float64)
@example(rows=[], negatives=[0], size=0, dtype=np.float64)
@example(rows=[1], negatives=[], size=2, dtype=np.float32)
@given(
    rows=st.lists(st.integers(0, 1), max_size=2),
    negatives=st.lists(st.integers(0, 2), max_size=1),
    size=st.sampled_from([2, 4]),
    dtype=st.sampled_from([np.float32, np.float64]),
)
def test_no_pieces_no_negatives_and_single_precision(submission, rows, negatives, size, dtype):
    """Without n-grams the centre is the word's own row; K = 0 leaves the positive term; float32 tables are fine."""
    step = example_step(ngram_row_ids=rows, negatives=np.array(negatives, dtype=int))
    tables = (dtype(step.word_vectors), dtype(step.ngram_vectors[:size]), dtype(step.W_out))
    compare(submission, Step(*tables, *step[3:]), SINGLE if dtype is np.float32 else DOUBLE)


@task("5.7", points=1)
@given(
    positive=st.sampled_from([1000.0, -1000.0, 30.0, -45.0]),
    negative=st.sampled_from([1000.0, -1000.0, 40.0]),
    rate=st.sampled_from([0.0, 0.01]),
)
def test_large_scores(submission, positive, negative, rate):
    """Scores of a thousand either way give a finite, exact loss and finite steps; a rate of 0 moves nothing."""
    W_out = np.array([[negative / 10, 1.0], [0.5, 0.25], [positive / 10, -2.0]])
    pieces = np.array([[4.0, 1.0], [3.0, -0.5], [1.0, 1.0]])
    step = Step(np.array([[3.0, -0.5], [1.0, 1.0]]), pieces, W_out, 0, [0, 1], 2, np.array([0, 0]), rate)
    compare(submission, step)
    expected = max(-positive, 0.0) + 2 * max(negative, 0.0)
    same(taken(submission.fasttext.fasttext_step, step)[0], expected, **DOUBLE)
