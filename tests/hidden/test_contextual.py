"""Hidden tests of a8_contextual/contextual.py: words and tokens, tasks 8.1 to 8.3."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.testing import DOUBLE, SINGLE, assume, example, given, raises, same, same_bag, task
from reference.a8_contextual import contextual as reference
from tests.hidden.strategies import arrays
from tests.hidden.strategies.a8_contextual import tokenized

# [CLS] the em ##bank ##ment by the bank [SEP]
BANKS = ["the", "embankment", "by", "the", "bank"]
BANK_IDS = [None, 0, 1, 1, 1, 2, 3, 4, None]
STATES = np.array([[[0.0, 1.0, 2.5]], [[4.0, -1.0, 0.5]], [[2.0, 3.0, 6.0]], [[7.0, 5.0, -4.0]]])
"""Three layers above the embedding layer, one token, three features."""


@task("8.1", points=1)
@given(tokens=tokenized(), place=st.integers(0, 6))
def test_all_pieces_of_the_word_are_found(submission, tokens, place):
    """Every position whose token belongs to the first word equal to the target, and no other position."""
    assume(place < len(tokens.words))
    target = tokens.words[place]
    expected = reference.target_span(tokens.words, target, tokens.word_ids)
    same_bag(submission.contextual.target_span(tokens.words, target, tokens.word_ids), expected)


@task("8.1", points=1)
def test_special_tokens_move_the_positions(submission):
    """A token position is no word index: [CLS] and the pieces of earlier words come before."""
    same_bag(submission.contextual.target_span(BANKS, "bank", BANK_IDS), [7])
    same_bag(submission.contextual.target_span(BANKS, "embankment", BANK_IDS), [2, 3, 4])
    same_bag(submission.contextual.target_span(BANKS, "the", BANK_IDS), [1], note="word 0 is a word")
    same_bag(submission.contextual.target_span(tuple(BANKS), "by", tuple(BANK_IDS)), [5], note="a tuple is a sequence")
    same_bag(submission.contextual.target_span(["bank", "."], "bank", [0, 1]), [0], note="no special tokens at all")
    words, ids = ["the"] * 300 + ["bank"], [None, *range(301), None]
    same_bag(submission.contextual.target_span(words, "bank", ids), [301], note="a long sentence")
    ids = [None, 0, *[1] * 12, None]
    same_bag(submission.contextual.target_span(["the", "bank"], "bank", ids), list(range(2, 14)), note="twelve pieces")


@task("8.1", points=1)
@given(tokens=tokenized(words=("bank", "Bank", "BANK", "the", "banks")), occurrence=st.integers(-2, 7))
@example(tokens=(["The", "bank", "by", "the", "Bank"], [None, 0, 1, 1, 2, 3, 4, None]), occurrence=1)
@example(tokens=(["the", "bank", *["banks"] * 6, "Bank", "the"], [None, *range(10), None]), occurrence=0)
def test_the_occurrence_counts_equal_words(submission, tokens, occurrence):
    """The occurrence-th equal word, counted from 0 in the sentence; ValueError below 0 and past the last."""
    words, word_ids = tokens
    if 0 <= occurrence < [word.casefold() for word in words].count("bank"):
        expected = reference.target_span(words, "bank", word_ids, occurrence)
        same_bag(submission.contextual.target_span(words, "bank", word_ids, occurrence), expected)
    else:
        with raises(ValueError, note=f"there is no occurrence {occurrence} of 'bank' in {' '.join(words)!r}"):
            submission.contextual.target_span(words, "bank", word_ids, occurrence)


@task("8.1", points=1)
def test_case_is_ignored_as_casefold_sees_it(submission):
    """`str.casefold` on both sides; it also knows that the sharp s is a double s, and the ı without a dot no i."""
    same_bag(submission.contextual.target_span(["a", "BANK"], "bank", [None, 0, 1, None]), [2])
    same_bag(submission.contextual.target_span(["a", "bank"], "Bank", [None, 0, 1, None]), [2])
    same_bag(submission.contextual.target_span(["Die", "Straße"], "STRASSE", [None, 0, 1, 1, None]), [2, 3])
    same_bag(submission.contextual.target_span(["BANK", "STRASSE"], "straße", [None, 0, 1, 1, None]), [2, 3])
    same_bag(submission.contextual.target_span(["sınır", "sinir"], "Sinir", [None, 0, 1, None]), [2])


@task("8.1", points=1)
def test_a_word_that_only_contains_the_target_is_another_word(submission):
    """Neither "banker" nor "ban" is "bank", nor is "bank." or "bánk", nor "m²" "m2"; without the word there is no answer."""
    ids = [None, 0, 1, 2, None]
    same_bag(submission.contextual.target_span(["banker", "ban", "bank"], "bank", ids), [3])
    same_bag(submission.contextual.target_span(["bank.", "bánk", "bank"], "bank", ids), [3])
    same_bag(submission.contextual.target_span(["bank's", "ban-k", "bank"], "bank", ids), [3])
    same_bag(submission.contextual.target_span([" bank", "bank\n", "bank"], "bank", ids), [3])
    same_bag(submission.contextual.target_span(["m²", "m", "m2"], "m2", ids), [3])
    for words in (["banker", "ban", "banks"], ["the", "ban", "ker"]):
        with raises(ValueError, note="no such word"):
            submission.contextual.target_span(words, "bank", ids)
    with raises(ValueError, note="an empty sentence"):
        submission.contextual.target_span([], "bank", [None, None])


@task("8.1", points=1)
def test_truncation_may_leave_some_pieces_or_none(submission):
    """Of a word that was cut in the middle the rest counts; of a word that was cut off nothing is left: ValueError."""
    words = ["the", "embankment", "bank", "bank"]
    same_bag(submission.contextual.target_span(words, "embankment", [None, 0, 1, 1, None]), [2, 3])
    same_bag(submission.contextual.target_span(words, "bank", [None, 0, 1, 2, None, None]), [3])
    with raises(ValueError, note="its tokens were cut off"):
        submission.contextual.target_span(words, "bank", [None, 0, 1, 1, None])
    with raises(ValueError, note="the second bank was cut off, the first is another one"):
        submission.contextual.target_span(words, "bank", [None, 0, 1, 2, None], occurrence=1)
    with raises(ValueError, note="the first bank was cut off on the left, the second is another one"):
        submission.contextual.target_span(words, "bank", [None, 3, None])
    same_bag(submission.contextual.target_span(words, "bank", [None, 3, None], 1), [1], note="cut off on the left")


@task("8.2", points=1)
@given(data=st.data(), shape=st.tuples(st.integers(1, 5), st.integers(1, 4)))
def test_the_mean_of_the_rows(submission, data, shape):
    """The mean of the rows at the positions, feature by feature."""
    hidden = data.draw(arrays(*shape), label="hidden")
    positions = data.draw(st.lists(st.integers(0, shape[0] - 1), min_size=1, unique=True), label="positions")
    same(submission.contextual.pool_pieces(hidden, positions), hidden[positions].mean(axis=0), **DOUBLE)


@task("8.2", points=1)
def test_worked_pieces(submission):
    """Rows [0, 1] and [2, 2] pool to [1, 1.5]; one piece is its own mean; positions may be any sequence."""
    hidden = np.array([[0.0, 1.0], [9.0, 9.0], [2.0, 2.0]])
    same(submission.contextual.pool_pieces(hidden, [0, 2]), [1.0, 1.5], **DOUBLE)
    same(submission.contextual.pool_pieces(hidden, (2,)), [2.0, 2.0], **DOUBLE)
    for positions in ((2, 0), np.array([2, 0])):
        same(submission.contextual.pool_pieces(hidden, positions), [1.0, 1.5], **DOUBLE)
    same(
        submission.contextual.pool_pieces(hidden, np.array([0])), [0.0, 1.0], **DOUBLE, note="position 0 is a position"
    )
    same(
        submission.contextual.pool_pieces(np.eye(12), list(range(12))), np.full(12, 1 / 12), **DOUBLE, note="12 pieces"
    )
    single = submission.contextual.pool_pieces(hidden.astype(np.float32) / 3, [0, 1, 2])
    same(single, np.array([11.0, 12.0]) / 9, **SINGLE)


@task("8.2", points=1)
def test_no_piece_no_vector(submission):
    """Without a position there is nothing to average: ValueError."""
    for positions in ([], (), np.array([], dtype=int)):
        with raises(ValueError, note="no position"):
            submission.contextual.pool_pieces(np.array([[1.0, 2.0], [3.0, 5.0]]), positions)


@task("8.3", points=1)
@given(data=st.data(), shape=st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(1, 3)))
def test_one_layer(submission, data, shape):
    """An index picks that layer: 0 is the embedding layer, and negative ones count from the end."""
    states = data.draw(arrays(*shape), label="hidden_states")
    layer = data.draw(st.integers(-shape[0], shape[0] - 1), label="layers")
    same(submission.contextual.select_layers(states, layer), states[layer], **DOUBLE)


@task("8.3", points=1)
@given(data=st.data(), shape=st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 3)))
def test_the_mean_of_several_layers(submission, data, shape):
    """Several indices give the mean of those layers, of shape (T, H) like a single one."""
    states = data.draw(arrays(*shape), label="hidden_states")
    chosen = data.draw(st.lists(st.integers(0, shape[0] - 1), min_size=1, unique=True), label="layers")
    signed = [layer - shape[0] if data.draw(st.booleans()) else layer for layer in chosen]
    same(submission.contextual.select_layers(states, signed), states[chosen].mean(axis=0), **DOUBLE)


@task("8.3", points=1)
def test_worked_layers(submission):
    """The default is the last layer; a list, a tuple and an array of indices are the same request."""
    same(submission.contextual.select_layers(STATES), [[7.0, 5.0, -4.0]], **DOUBLE, note="the default")
    same(submission.contextual.select_layers(STATES, layers=0), [[0.0, 1.0, 2.5]], **DOUBLE)
    same(submission.contextual.select_layers(STATES, -1), [[7.0, 5.0, -4.0]], **DOUBLE)
    same(submission.contextual.select_layers(STATES, [1]), [[4.0, -1.0, 0.5]], **DOUBLE, note="one layer in a list")
    for layers in ([0, -2], (2, 0), np.array([0, 2])):
        same(submission.contextual.select_layers(STATES, layers), [[1.0, 2.0, 4.25]], **DOUBLE)
    many = np.arange(13.0).reshape(13, 1, 1)
    same(submission.contextual.select_layers(many, list(range(13))), [[6.0]], **DOUBLE, note="all of BERT's thirteen")
    single = submission.contextual.select_layers(STATES.astype(np.float32), [0, 1, -1])
    same(single, [[11 / 3, 5 / 3, -1 / 3]], **SINGLE)


@task("8.3", points=1)
def test_a_layer_that_does_not_exist(submission):
    """IndexError, alone and among others, on both ends."""
    for layers in (4, -5, [4], [0, 4], (-5, 1), [1, -1, 7], np.array([0, -6])):
        with raises(IndexError, note=f"layers {layers} of four hidden states, 0 to 3"):
            submission.contextual.select_layers(STATES, layers)


@task("8.3", points=1)
def test_no_layer_at_all(submission):
    """An empty choice is a request that cannot be met: ValueError."""
    for layers in ([], (), np.array([], dtype=int)):
        with raises(ValueError, note="no layer"):
            submission.contextual.select_layers(STATES, layers)
