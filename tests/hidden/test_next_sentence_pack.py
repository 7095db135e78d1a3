"""Hidden tests of a7_bert/next_sentence.py, tasks 7.4 to 7.6: the packed pair and the losses."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.testing import DOUBLE, SINGLE, equal, example, given, integers, items, numbers, raises, same, task
from reference.a7_bert import next_sentence as reference
from tests.hidden.strategies import numbers as amounts
from tests.hidden.strategies.a7_bert import Array, answers, pair_tokens, special_ids

IDS = {"cls_id": 101, "sep_id": 102, "pad_id": 9}


def kept(a: int, b: int, room: int) -> tuple[int, int]:
    """How many tokens of A and B stay, by a formula: level the longer one first, then halve, the odd place for A."""
    excess = max(0, a + b - room)
    level = min(excess, abs(a - b))
    a, b = (a - level, b) if a > b else (a, b - level)
    return a - (excess - level) // 2, b - (excess - level + 1) // 2


def layout(a: list[int], b: list[int], cls_id: int, sep_id: int, pad_id: int, max_length: int) -> list[list[int]]:
    """A second way to the three rows: column by column."""
    first, second = kept(len(a), len(b), max_length - 3)
    columns = [(cls_id, 0, 1), *((t, 0, 1) for t in a[:first]), (sep_id, 0, 1)]
    columns += [*((t, 1, 1) for t in b[:second]), (sep_id, 1, 1)]
    columns += [(pad_id, 0, 0)] * (max_length - len(columns))
    return [list(row) for row in zip(*columns, strict=True)]


def packed(submission: Any, a: Any, b: Any, **options: int) -> list[Array]:
    """The submission's three arrays of shape (max_length,)."""
    rows = items(submission.next_sentence.pack_pair(a, b, **options), length=3)
    names = ("input_ids", "token_type_ids", "attention_mask")
    return [integers(row, shape=(options["max_length"],), note=name) for row, name in zip(rows, names, strict=True)]


def check_packed(got: list[Array], expected: Sequence[Sequence[int]]) -> None:
    """The three rows, each under its own name."""
    for row, right, name in zip(got, expected, ("input_ids", "token_type_ids", "attention_mask"), strict=True):
        equal(row, right, note=name)


@task("7.4", points=1)
def test_a_pair_with_padding_by_hand(submission):
    """[CLS] 5 30521 [SEP] 6 [SEP] and two of padding, 0 in segment and attention; pad_id is any id, even that of [SEP]."""
    got = packed(submission, [5, 30521], [6], max_length=8, **IDS)
    check_packed(got, [[101, 5, 30521, 102, 6, 102, 9, 9], [0, 0, 0, 0, 1, 1, 0, 0], [1, 1, 1, 1, 1, 1, 0, 0]])
    got = packed(submission, [119546], [6], max_length=5, **IDS)  # multilingual BERT has as many
    check_packed(got, [[101, 119546, 102, 6, 102], [0, 0, 0, 1, 1], [1, 1, 1, 1, 1]])
    got = packed(submission, [5], [6], max_length=600, **IDS)  # more than BERT takes
    check_packed(got, layout([5], [6], max_length=600, **IDS))
    got = packed(submission, [5], [6], max_length=7, **{**IDS, "pad_id": IDS["sep_id"]})
    check_packed(got, [[101, 5, 102, 6, 102, 102, 102], [0, 0, 0, 1, 1, 0, 0], [1, 1, 1, 1, 1, 0, 0]])


@task("7.4", points=1)
@example(a=[5, 5], b=[0, 5, 5], ids={"cls_id": 41, "sep_id": 43, "pad_id": 40}, room=0)
@given(a=pair_tokens(5), b=pair_tokens(5), ids=special_ids(), room=st.integers(0, 5))
def test_pairs_that_fit(submission, a, b, ids, room):
    """Nothing is cut while there is room, down to a pair that fits exactly."""
    options = {**ids, "max_length": len(a) + len(b) + 3 + room}
    got = packed(submission, a, b, **options)
    check_packed(got, reference.pack_pair(a, b, **options))
    check_packed(got, layout(a, b, **options))


@task("7.4", points=1)
@example(a=list(range(10, 20)), b=[5, 6], ids=IDS, max_length=9)
@example(a=[5, 6], b=list(range(10, 20)), ids=IDS, max_length=9)
@example(a=[1, 2, 3], b=[4, 5, 6], ids=IDS, max_length=8)
@example(a=[1, 2, 3, 4], b=[5, 6, 7, 8], ids=IDS, max_length=5)
@given(a=pair_tokens(), b=pair_tokens(), ids=special_ids(), max_length=st.integers(5, 15))
def test_pairs_that_are_too_long(submission, a, b, ids, max_length):
    """The longer one gives a token from its end until the pair fits, B on equal lengths; every special token stays."""
    options = {**ids, "max_length": max_length}
    got = packed(submission, a, b, **options)
    check_packed(got, reference.pack_pair(a, b, **options))
    check_packed(got, layout(a, b, **options))


@task("7.4", points=1)
def test_any_sequence_will_do_and_is_left_as_it_was(submission):
    """Lists, tuples and arrays of ids are all sequences, and belong to the caller."""
    a, b = [7, 5, 6, 8], [3, 4, 2]
    for kind in (list, tuple, np.array):
        first, second = kind(a), kind(b)
        got = packed(submission, first, second, max_length=8, **IDS)
        check_packed(got, [[101, 7, 5, 6, 102, 3, 4, 102], [0, 0, 0, 0, 0, 1, 1, 1], [1] * 8])
        equal([first, second], [a, b], note="the arguments after the call")


@task("7.4", points=1)
def test_no_room_and_no_tokens_are_errors(submission):
    """Below five places, or with an empty sentence: ValueError, even where there would be nothing to cut."""
    for a, b, max_length in (([5], [6], 4), ([5, 6], [7], 3), ([5], [6], 0), ([], [6], 8), ([5], [], 8), ([], [], 8)):
        with raises(ValueError, note=f"{len(a)} and {len(b)} tokens, max_length {max_length}"):
            submission.next_sentence.pack_pair(a, b, max_length=max_length, **IDS)
    with raises(ValueError, note="an empty array"):
        submission.next_sentence.pack_pair(np.array([], dtype=int), np.array([6, 7]), max_length=8, **IDS)
    packed(submission, [5, 6, 7], [6], max_length=5, **IDS)


@task("7.5", points=1)
def test_three_answers_by_hand(submission):
    """ln(1 + e^-1), ln(1 + e) and ln 2: the mean over the three pairs; label 0 belongs to column 0."""
    logits, labels = np.array([[2.0, 1.0], [0.5, -0.5], [3.0, 3.0]]), np.array([0, 1, 1])
    expected = (math.log1p(math.exp(-1)) + math.log1p(math.e) + math.log(2)) / 3
    same(submission.next_sentence.nsp_loss(logits, labels), expected, **DOUBLE)
    same(submission.next_sentence.nsp_loss(logits[:1], labels[:1]), math.log1p(math.exp(-1)), note="one pair", **DOUBLE)


@task("7.5", points=1)
@example(drawn=(np.array([[0.5, 2.0], [-1.0, 1.5]], dtype=np.float32), np.array([0, 1])))
@example(drawn=(np.array([[0.0, 12.0]]), np.array([1])))
@example(drawn=(np.array([[0.0, 12.0]]), np.array([0])))
@example(drawn=(np.array([[19.0, 0.0]]), np.array([0])))
@example(drawn=(np.outer(np.arange(9.0), [1, -1]), np.array([0, 1, 1, 0, 1, 0, 0, 1, 1])))
@given(drawn=answers())
def test_mean_cross_entropy(submission, drawn):
    """The mean of -ln softmax(logits)[label] over the pairs."""
    logits, labels = drawn
    tolerance = SINGLE if logits.dtype == np.float32 else DOUBLE
    got = submission.next_sentence.nsp_loss(logits, labels)
    wrong_minus_right = [float(row[1 - label]) - float(row[label]) for row, label in zip(logits, labels, strict=True)]
    same(got, sum(math.log1p(math.exp(gap)) for gap in wrong_minus_right) / len(labels), **tolerance)
    same(got, reference.nsp_loss(logits, labels), **tolerance)


@task("7.5", points=1)
@given(drawn=answers(), shift=amounts(-1000, 1000))
def test_huge_scores(submission, drawn, shift):
    """Scores of ±1000 are no trouble, and adding one number to both scores of a pair changes nothing."""
    logits, labels = drawn
    unmoved = reference.nsp_loss(logits, labels)
    same(submission.next_sentence.nsp_loss(logits + shift, labels), unmoved, rtol=1e-7, atol=1e-8)
    far = np.array([[1000.0, -1000.0], [-1000.0, 1000.0], [-1000.0, -1000.0], [1000.0, 1000.0]])
    for ids, large in {(0, 1, 0, 1): 0, (1, 1, 0, 0): 500, (1, 0, 1, 0): 1000}.items():
        same(submission.next_sentence.nsp_loss(far, np.array(ids)), large + math.log(2) / 2, **DOUBLE)


@task("7.6", points=1)
def test_seven_and_a_half_and_a_quarter(submission):
    """7.5 + 0.25 = 7.75: no average, no weights."""
    same(submission.next_sentence.pretraining_loss(7.5, 0.25), 7.75, **DOUBLE)
    same(submission.next_sentence.pretraining_loss(0.25, 7.5), 7.75, **DOUBLE)


@task("7.6", points=1)
@example(mlm=math.log(30522), nsp=math.log(2))
@example(mlm=1 / 300, nsp=1 / 9000)
@example(mlm=0.0, nsp=0.5)
@example(mlm=0.5, nsp=0.0)
@example(mlm=31234.5, nsp=0.25)
@given(mlm=amounts(0, 3000), nsp=amounts(0, 50))
def test_both_losses_count_in_full(submission, mlm, nsp):
    """The sum, whatever the sizes of the two; NumPy's numbers will do as well as Python's."""
    same(submission.next_sentence.pretraining_loss(mlm, nsp), mlm + nsp, **DOUBLE)
    got = numbers(submission.next_sentence.pretraining_loss(np.float64(mlm), np.float64(nsp)), shape=())
    same(got - nsp, mlm, rtol=1e-7, atol=1e-8)
