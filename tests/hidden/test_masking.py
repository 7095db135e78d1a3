"""Hidden tests of a7_bert/masking.py, task 7.1: which tokens are taken away, and what becomes of them.

Nothing is compared draw for draw. Token counts are multiples of twenty, so that "15 % of them" is also an exact count;
that count may vary like a binomial one or not at all, and the tests hold for both.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.chance import interval
from autograder.testing import equal, example, given, holds, integers, items, plausible, plausible_shares, raises, task
from tests.hidden.strategies.a7_bert import CANDIDATES, IGNORED, MASK, Array, candidates, texts

BECAME_MASK, BECAME_RANDOM, STAYED = range(3)
BLOCKS = {"error": 1e-7}
"""Chance to reject a right solution in one of twenty places, per side."""


def exercise(
    submission: Any, ids: Array, special: Array, allowed: Array = CANDIDATES, **options: Any
) -> tuple[Array, Array]:
    """The submission's (masked ids, labels), as integer arrays of the shape of `ids`, which are left as they were."""
    before = ids.copy()
    masked, labels = items(submission.masking.mask_tokens(ids, special, MASK, allowed, **options), length=2)
    holds((ids == before).all(), expected="the input as it was", got=ids, note="input_ids after the call")
    return integers(masked, shape=ids.shape, note="masked ids"), integers(labels, shape=ids.shape, note="labels")


def rows_of_text(rows: int, words: int) -> tuple[Array, Array]:
    """`rows` rows of `words` ordinary tokens (ids 0 to 9, of unequal frequency) with two special ones among them."""
    ids = np.random.default_rng(0).integers(0, 10, size=(rows, words + 2)) ** 2 // 9
    special = np.zeros_like(ids)
    special[:, [0, words // 2]] = 1
    return ids, special


def fates(masked: Array, ids: Array) -> Array:
    """What became of each token; Mismatch if one became what no selected token may become."""
    random = np.isin(masked, CANDIDATES)
    allowed = (masked == MASK) | random | (masked == ids)
    holds(allowed.all(), expected="mask_id, a candidate or the original", got=masked[~allowed])
    return np.where(masked == MASK, BECAME_MASK, np.where(random, BECAME_RANDOM, STAYED))


def fates_of_all(submission: Any, ids: Array, rng: np.random.Generator) -> Array:
    """What became of each token when all of them are selected."""
    return fates(exercise(submission, ids, np.zeros_like(ids), probability=1.0, rng=rng)[0], ids)


@task("7.1", points=1)
@example(text=(np.array([5, 0, 0, 7]), np.array([1, 0, 0, 1])), allowed=np.array([77]), probability=1.0, seed=1)
@example(text=(np.array([[5, 6], [0, 7]]), np.ones((2, 2), dtype=int)), allowed=np.array([77]), probability=1.0, seed=1)
@example(text=(np.array([MASK, 7]), np.array([0, 0])), allowed=np.array([77]), probability=1.0, seed=1)
@example(text=(np.array([MASK, 7]), np.array([0, 0])), allowed=np.array([77]), probability=0.0, seed=1)
@given(text=texts(), allowed=candidates(), probability=st.sampled_from([0.0, 0.15, 0.5, 1.0]), seed=st.integers(0, 99))
def test_labels_are_the_originals_and_nothing_else_changes(submission, text, allowed, probability, seed):
    """Selected: the label is the original id. Not selected: -100, and the token stays. 0 selects none, 1 every word."""
    ids, special = text
    rng = np.random.default_rng(seed)
    masked, labels = exercise(submission, ids, special, allowed, probability=probability, rng=rng)
    chosen = labels != IGNORED
    if probability in (0, 1):
        equal(chosen, (special == 0) & (probability == 1), note=f"selected with probability {probability:g}")
    equal(chosen & (special != 0), np.zeros(ids.shape, dtype=bool), note="special tokens selected")
    equal(labels[chosen], ids[chosen], note="labels of the selected tokens")
    equal(masked[~chosen], ids[~chosen], note="tokens that were not selected")
    possible = (masked == MASK) | np.isin(masked, allowed) | (masked == ids)
    holds(possible.all(), expected="mask_id, a candidate or the original", got=masked[~possible])


@task("7.1", points=1)
def test_fifteen_of_a_hundred_are_selected_wherever_they_stand(submission):
    """Each ordinary token is selected with `probability`, by default 0.15, whatever its place, row and neighbours."""
    rng = np.random.default_rng(71)
    ids, special = rows_of_text(1, 20_000)
    ids, special = ids[0], special[0]
    taken = [exercise(submission, ids, special, rng=rng)[1] for _ in range(3)]
    chosen = np.array(taken)[:, special == 0] != IGNORED
    plausible(chosen.sum(), chosen.size, 0.15, of="tokens selected")
    for tenth in np.split(chosen, 10, axis=1):
        plausible(tenth.sum(), tenth.size, 0.15, of="tokens selected in one tenth of the text", **BLOCKS)
    neighbours = chosen[:, 0::2] & chosen[:, 1::2]
    plausible(neighbours.sum(), neighbours.size, 0.15**2, of="pairs of neighbours with both selected")
    again = chosen[0] & chosen[1]
    plausible(again.sum(), again.size, 0.15**2, of="tokens selected in two calls running")
    more = exercise(submission, ids, special, probability=0.4, rng=rng)[1][special == 0] != IGNORED
    plausible(more.sum(), more.size, 0.4, of="tokens selected with probability 0.4")

    ids, special = rows_of_text(1000, 20)
    rows = exercise(submission, ids, special, rng=rng)[1][:, special[0] == 0] != IGNORED
    plausible(rows.sum(), rows.size, 0.15, of="tokens of a batch selected")
    for column in rows.T:
        plausible(column.sum(), column.size, 0.15, of="tokens selected at one place of 1000 rows", **BLOCKS)
    # Coins leave a few rows of twenty without a blank, exact counts leave none; whole rows at a time would leave most.
    untouched, at_most = (~rows.any(axis=1)).sum(), interval(len(rows), 0.85**20)[1]
    holds(untouched <= at_most, expected=f"at most {at_most} of 1000 rows without any selected", got=f"{untouched}")
    both = rows[0::2] & rows[1::2]
    plausible(both.sum(), both.size, 0.15**2, of="places selected in two rows running")


@task("7.1", points=1)
def test_eighty_ten_ten(submission):
    """Each selected token becomes mask_id (0.8) or a candidate (0.1) or stays (0.1), independently of all others."""
    rng = np.random.default_rng(72)
    ids, special = rows_of_text(1000, 20)
    outcome = []
    for _ in range(3):
        masked, labels = exercise(submission, ids, special, rng=rng)
        outcome.append(fates(masked, ids)[labels != IGNORED])
    shares = np.bincount(np.concatenate(outcome), minlength=3)
    plausible_shares(shares, [0.8, 0.1, 0.1], of="selected tokens (0: mask_id, 1: a candidate, 2: as it was), fate")

    became = np.array([fates_of_all(submission, rows_of_text(1000, 18)[0], rng) for _ in range(3)])
    plausible_shares(np.bincount(became.ravel(), minlength=3), [0.8, 0.1, 0.1], of="tokens with probability 1, fate")
    hidden = became == BECAME_MASK
    for column in np.moveaxis(hidden, 2, 0):
        plausible(column.sum(), column.size, 0.8, of="tokens masked at one place of 3000 rows", **BLOCKS)
    for block in np.split(hidden, 20, axis=1):
        plausible(block.sum(), block.size, 0.8, of="tokens masked in 50 rows running, three times", **BLOCKS)
    for kind, both in {
        "neighbours": hidden[:, :, 0::2] & hidden[:, :, 1::2],
        "tokens below each other": hidden[:, 0::2] & hidden[:, 1::2],
        "equal places of two calls": hidden[0] & hidden[1],
    }.items():
        plausible(both.sum(), both.size, 0.8**2, of=f"pairs of {kind} with both masked")


@task("7.1", points=1)
def test_short_texts_have_their_share(submission):
    """In a text of five words too, each selected one has its own 80, 10 and 10 per cent, its own draw and its label."""
    rng = np.random.default_rng(73)
    text, two = np.array([4, 4, 1, 0, 9]), CANDIDATES[:2]
    calls = [exercise(submission, text, 0 * text, two, probability=1.0, rng=rng)[0] for _ in range(400)]
    became = np.array([fates(masked, text) for masked in calls])
    plausible_shares(np.bincount(became.ravel(), minlength=3), [0.8, 0.1, 0.1], of="words of five, fate")
    # With exact shares, four of five would be masked every time; with coins it is often five.
    plausible((became == BECAME_MASK).all(axis=1).sum(), len(calls), 0.8**5, of="texts of five, all five masked")
    drawn = [masked[np.isin(masked, two)] for masked in calls]
    pairs = [pair for pair in drawn if len(pair) == 2]
    plausible(sum(a == b for a, b in pairs), len(pairs), 1 / 2, of="equal pairs of replacements in a text of five")
    ids = np.full((40, 10), two[0])  # a candidate: it may be swapped for itself
    labels = exercise(submission, ids, 0 * ids, two, probability=1.0, rng=rng)[1]
    missing = int((labels != ids).sum())
    holds(missing == 0, expected=f"400 labels {two[0]} for 400 tokens {two[0]}", got=f"{missing} without it")
    # Coins leave some texts of ten without a blank, an exact count none: one blank in the mean, either way.
    ten, tenth = np.tile(text, 2), {"probability": 0.1, "rng": rng}
    chosen = np.array([exercise(submission, ten, 0 * ten, two, **tenth)[1] != IGNORED for _ in range(120)])
    plausible(chosen.sum(), chosen.size, 0.1, of="words of ten selected with probability 0.1")


@task("7.1", points=1)
def test_every_candidate_is_as_likely_at_every_place(submission):
    """A random replacement is a new uniform draw from candidate_ids for each token."""
    rng = np.random.default_rng(74)
    ids = rows_of_text(1000, 18)[0]
    calls = np.array([exercise(submission, ids, np.zeros_like(ids), probability=1.0, rng=rng)[0] for _ in range(3)])
    random = np.array([fates(masked, ids) for masked in calls]) == BECAME_RANDOM
    drawn = calls[random]
    shares = [int((drawn == candidate).sum()) for candidate in CANDIDATES]
    plausible_shares(shares, [1 / len(CANDIDATES)] * len(CANDIDATES), of="random replacements, candidate")
    pairs = drawn[: len(drawn) // 2 * 2].reshape(-1, 2)
    equal_pairs = int((pairs[:, 0] == pairs[:, 1]).sum())
    plausible(equal_pairs, len(pairs), 1 / len(CANDIDATES), of="equal replacements, one after the other")
    twice = random[0] & random[1]
    equal_calls = (calls[0] == calls[1])[twice].sum()
    plausible(equal_calls, twice.sum(), 1 / len(CANDIDATES), of="equal replacements in two calls")


@task("7.1", points=1)
def test_the_generator_decides_and_a_share_is_a_share(submission):
    """All chance comes from rng, which moves on from call to call; a probability outside [0, 1] is a ValueError."""
    ids, special = rows_of_text(20, 20)

    def calls(seed: int) -> list[tuple[Array, Array]]:
        rng = np.random.default_rng(seed)
        return [exercise(submission, ids, special, probability=0.5, rng=rng) for _ in range(2)]

    first, second = calls(75)
    equal(calls(75), [first, second], note="two generators of one seed")
    for other, which in ((second, "a second call on one generator"), (calls(76)[0], "a generator of another seed")):
        holds((other[1] != first[1]).any(), expected="another choice of tokens", got="the same again", note=which)
        common = (other[1] != IGNORED) & (first[1] != IGNORED)
        holds((other[0] != first[0])[common].any(), expected="other fates", got="the same again", note=which)
    for probability in (-0.01, 1.01, 15.0):
        with raises(ValueError, note=f"probability {probability:g}"):
            rng = np.random.default_rng(77)
            submission.masking.mask_tokens(ids, special, MASK, CANDIDATES, probability=probability, rng=rng)
