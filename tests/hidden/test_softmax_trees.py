"""Hidden tests of the trees in a3_skipgram/softmax.py: Huffman codes and hierarchical softmax."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.testing import (
    DOUBLE,
    SINGLE,
    equal,
    example,
    given,
    holds,
    items,
    numbers,
    same,
    settings,
    task,
    text,
)
from reference.a3_skipgram import softmax as reference
from tests.hidden.strategies import arrays
from tests.hidden.strategies.a3_cbow_softmax import walks, word_counts


def code_words(answer: Any, words: int) -> list[str]:
    """One string of "0" and "1" for each word."""
    codes = [text(code, note="a code is a string") for code in items(answer, length=words)]
    for word, code in enumerate(codes):
        holds(set(code) <= {"0", "1"}, expected='only "0" and "1"', got=code, where=f"word {word}")
    return codes


def least_cost(counts: list[int]) -> int:
    """Least total length of a prefix-free code: the sum of the weights of all inner nodes."""
    nodes, cost = sorted(counts), 0
    while len(nodes) > 1:
        joined = nodes[0] + nodes[1]
        nodes, cost = sorted([joined, *nodes[2:]]), cost + joined
    return cost


def check_prefix_free(codes: list[str]) -> None:
    """No code is the beginning of another one: in dictionary order it would stand right before one that it begins."""
    ordered = sorted(codes)
    for first, second in pairwise(ordered):
        holds(not second.startswith(first), expected="a prefix-free code", got=f"{first!r} and {second!r}")


def check_cost(codes: list[str], counts: list[int]) -> None:
    """The total length is the least possible."""
    cost = sum(count * len(code) for count, code in zip(counts, codes, strict=True))
    holds(cost == least_cost(counts), expected=f"a total length of {least_cost(counts)}", got=f"{cost}: {codes}"[:300])


@task("3.18", points=1)
def test_lengths_by_hand(submission):
    """Counts 8, 4, 2, 1 and 1 leave no choice: codes of length 1, 2, 3, 4 and 4, in the order of the ids."""
    for order in ([2, 0, 4, 1, 3], [0, 1, 2, 3, 4], [4, 2, 3, 0, 1]):
        counts = np.array([8, 4, 2, 1, 1])[order]
        codes = code_words(submission.softmax.huffman_codes(counts), 5)
        equal([len(code) for code in codes], np.array([1, 2, 3, 4, 4])[order])


@task("3.18", points=1)
@given(counts=word_counts(), precision=st.sampled_from([int, float]))
@example(counts=[6, 15, 5, 7, 6], precision=int)
def test_code_is_as_short_as_can_be(submission, counts, precision):
    """The total length, each code counted as often as its word occurs, is minimal."""
    check_cost(code_words(submission.softmax.huffman_codes(np.array(counts, dtype=precision)), len(counts)), counts)


@task("3.18", points=1)
@given(counts=word_counts())
def test_no_code_begins_another(submission, counts):
    """The code is prefix-free: a reader knows where each word ends."""
    check_prefix_free(code_words(submission.softmax.huffman_codes(np.array(counts)), len(counts)))


@task("3.18", points=1)
@given(words=st.integers(2, 12), count=st.integers(1, 5))
def test_equal_counts(submission, words, count):
    """Words that are all equally frequent are no difficulty: any tree that is as flat as possible will do."""
    counts = [count] * words
    codes = code_words(submission.softmax.huffman_codes(np.array(counts)), words)
    check_cost(codes, counts)
    check_prefix_free(codes)


@task("3.18", points=1)
@given(count=st.integers(1, 9))
def test_one_word_needs_no_decision(submission, count):
    """The only word of a vocabulary has the empty code."""
    equal(code_words(submission.softmax.huffman_codes(np.array([count])), 1), [""])


@task("3.18", points=1)
def test_large_and_deep_trees(submission):
    """Three hundred words by Zipf's law, and 45 with Fibonacci counts, so that the tree is a long comb."""
    zipf = [10_000 // rank for rank in range(1, 301)]
    fibonacci = [1, 1]
    while len(fibonacci) < 45:
        fibonacci.append(fibonacci[-1] + fibonacci[-2])
    for counts in (zipf, fibonacci):
        shuffled = [counts[7 * place % len(counts)] for place in range(len(counts))]
        codes = code_words(submission.softmax.huffman_codes(np.array(shuffled)), len(shuffled))
        check_cost(codes, shuffled)
        check_prefix_free(codes)


@task("3.19", points=1)
def test_walk_by_hand(submission):
    """Scores ln 3 and -ln 4, then 0: right at the first node, left at the second, either way at the third."""
    hidden, nodes = np.array([1.0, 2.0]), np.array([[np.log(3) - 2, 1.0], [-np.log(4), 0.0], [2.0, -1.0]])
    for code, expected in (
        ("100", 1 / 4 * 1 / 5 * 1 / 2),
        ("010", 3 / 4 * 4 / 5 * 1 / 2),
        ("111", 1 / 4 * 4 / 5 * 1 / 2),
    ):
        same(submission.softmax.hierarchical_probability(hidden, nodes, code), expected, **DOUBLE)
    same(submission.softmax.hierarchical_probability(hidden, nodes[:1], "0"), 3 / 4, **DOUBLE)


@task("3.19", points=1)
@given(walk=walks())
@example(walk=(np.array([1.0]), np.array([[9.0]] * 40 + [[0.0]]), "0" * 41))  # the last step halves it
def test_any_walk(submission, walk):
    """The product over the steps: σ(h·n) for a "0", σ(-h·n) for a "1", from the root down."""
    hidden, nodes, code = walk
    expected = 1.0
    for node, side in zip(nodes, code, strict=True):
        expected /= 1 + np.exp(-(hidden @ node) if side == "0" else hidden @ node)
    same(submission.softmax.hierarchical_probability(hidden, nodes, code), expected, rtol=1e-7, atol=1e-12)
    single = submission.softmax.hierarchical_probability(hidden.astype(np.float32), nodes.astype(np.float32), code)
    same(single, expected, **SINGLE)


@task("3.19", points=1)
@settings(max_examples=25)
@given(data=st.data(), counts=word_counts(min_size=3, max_size=6), hidden=arrays(2, low=-2, high=2))
def test_leaves_share_all_the_probability(submission, data, counts, hidden):
    """Whatever the vectors are, the probabilities of all words of a tree sum to 1."""
    codes = reference.huffman_codes(np.array(counts))
    inner = sorted({code[:depth] for code in codes for depth in range(len(code))})
    nodes = dict(zip(inner, data.draw(arrays(len(inner), 2, low=-2, high=2), label="nodes"), strict=True))
    total = 0.0
    for code in codes:
        path = np.array([nodes[code[:depth]] for depth in range(len(code))])
        total += float(numbers(submission.softmax.hierarchical_probability(hidden, path, code), shape=()))
    same(total, 1.0, **DOUBLE)


@task("3.19", points=1)
@given(hidden=arrays(1) | arrays(3))
def test_no_step_is_certain(submission, hidden):
    """An empty code asks for no decision: probability 1."""
    same(submission.softmax.hierarchical_probability(hidden, np.zeros((0, len(hidden))), ""), 1.0, **DOUBLE)


@task("3.19", points=1)
@given(score=st.sampled_from([-1000.0, -750.0, 750.0, 1000.0]))
def test_decisions_beyond_doubt(submission, score):
    """Scores of ±1000 give 0 or 1, times the other steps, and neither NaN nor an error."""
    hidden, nodes = np.array([10.0, -1.0]), np.array([[score / 10, 0.0], [0.0, np.log(3)]])
    likely = float(score > 0)
    same(submission.softmax.hierarchical_probability(hidden, nodes, "00"), likely / 4, **DOUBLE)
    same(submission.softmax.hierarchical_probability(hidden, nodes, "11"), (1 - likely) * 3 / 4, **DOUBLE)
