"""Hidden tests of a8_contextual/contextual.py: what similarities say about senses, tasks 8.7 to 8.9."""

from __future__ import annotations

from itertools import combinations
from math import nan

import numpy as np
from hypothesis import strategies as st

from autograder.testing import (
    DOUBLE,
    SINGLE,
    equal,
    given,
    holds,
    integers,
    items,
    numbers,
    raises,
    same,
    same_bag,
    task,
)
from tests.hidden.strategies import arrays
from tests.hidden.strategies.a8_contextual import labels, similarity_matrices

FOUR = np.array([[1.0, 0.0], [1.0, 0.1], [0.0, 1.0], [0.1, 1.0]])
"""Two vectors to the right, two upwards."""

SENTENCES = [
    ["the", "bank", "of", "the", "river"],
    ["a", "bank", "approved", "a", "loan"],
    ["bank", "on", "that", "bank"],
]
VOCABULARY = {"river": 2, "bank": 1, "Bank": 3, "nothing": 0}
VECTORS = np.array([[0.0, 0.0], [3.0, -0.5], [1.0, 2.0], [0.0, 0.0]])


@task("8.7", points=2)
@given(data=st.data(), similarities=similarity_matrices())
def test_the_difference_of_two_means(submission, data, similarities):
    """Mean over all pairs of equal sense minus mean over all pairs of different sense; nan if either has no pair."""
    senses = data.draw(labels(len(similarities)), label="senses")
    groups: dict[bool, list[float]] = {True: [], False: []}
    for i, j in combinations(range(len(senses)), 2):
        groups[senses[i] == senses[j]].append(similarities[i, j])
    expected = np.mean(groups[True]) - np.mean(groups[False]) if groups[True] and groups[False] else nan
    same(submission.contextual.sense_gap(similarities, senses), expected, **DOUBLE)


@task("8.7", points=1)
def test_worked_gaps(submission):
    """Two vectors to the right and two upwards; the diagonal is no pair; a sense with one sentence adds none."""
    similarities = FOUR @ FOUR.T
    by_hand = (1.0 + 1.0) / 2 - (0.0 + 0.1 + 0.1 + 0.2) / 4
    same(submission.contextual.sense_gap(similarities, [0, 0, 1, 1]), by_hand, **DOUBLE)
    same(
        submission.contextual.sense_gap(similarities, (260, 260, 4, 4)),
        by_hand,
        **DOUBLE,
        note="labels are only compared",
    )
    same(submission.contextual.sense_gap(similarities / 3, np.array([1, 0, 0, 1])), -0.15, **DOUBLE)
    same(
        submission.contextual.sense_gap(similarities, [0, 0, 0, 1]),
        1.1 / 3 - 1.3 / 3,
        **DOUBLE,
        note="one sense has one sentence",
    )
    same(submission.contextual.sense_gap(similarities, [5, 5, 5, 9]), 1.1 / 3 - 1.3 / 3, **DOUBLE)
    same(submission.contextual.sense_gap(similarities, [0, 1, 0, 2]), -0.48, **DOUBLE, note="three senses")


@task("8.7", points=1)
def test_a_group_without_pairs_gives_nan(submission):
    """One sense only, as many senses as sentences, a single sentence: there is no gap to speak of."""
    similarities = np.array([[1.0, 0.25, 0.5], [0.25, 1.0, 0.75], [0.5, 0.75, 1.0]])
    same(submission.contextual.sense_gap(similarities, [2, 2, 2]), nan, **DOUBLE)
    same(submission.contextual.sense_gap(similarities, [0, 1, 2]), nan, **DOUBLE)
    same(submission.contextual.sense_gap(np.array([[1.0]]), [0]), nan, **DOUBLE)
    same(submission.contextual.sense_gap(np.zeros((0, 0)), []), nan, **DOUBLE, note="no sentence")


@task("8.8", points=2)
@given(data=st.data(), similarities=similarity_matrices(max_rows=8))
def test_the_others_by_falling_similarity(submission, data, similarities):
    """All other rows, the most similar first."""
    similarities = similarities * data.draw(st.sampled_from([1, 1e-3]), label="scale")
    query = data.draw(st.integers(0, len(similarities) - 1), label="query")
    others = sorted(set(range(len(similarities))) - {query}, key=lambda row: -similarities[query, row])
    answer = integers(submission.contextual.rank_contexts(similarities, query), shape=(len(others),))
    equal(answer, others)


@task("8.8", points=1)
def test_the_query_is_never_among_them(submission):
    """Also where it is not the most similar to itself (a zero vector), or has a double."""
    with_zero = np.array([[1.0, 0.0, 0.5], [0.0, 0.0, 0.0], [0.5, 0.0, 1.0]])
    with_double = np.array(
        [[1.0, 0.5, 1.0, -0.25], [0.5, 1.0, 0.5, 0.75], [1.0, 0.5, 1.0, -0.25], [-0.25, 0.75, -0.25, 1.0]]
    )
    for query, others in ((0, [2, 1]), (2, [0, 1])):
        equal(submission.contextual.rank_contexts(with_zero, query), others)
        equal(submission.contextual.rank_contexts(with_double, query), [2 - query, 1, 3])
    same_bag(submission.contextual.rank_contexts(with_zero, 1), [0, 2], note="ties may come in any order")
    opposites = np.array([[1.0, -0.5, -0.25], [-0.5, 1.0, -1.0], [-0.25, -1.0, 1.0]])
    equal(submission.contextual.rank_contexts(opposites, 1), [0, 2], note="less opposite is more similar")
    items(submission.contextual.rank_contexts(np.array([[1.0]]), 0), length=0, note="a sentence on its own")
    answer = submission.contextual.rank_contexts(np.eye(20), 1)
    same_bag(answer, [0, *range(2, 20)], note="twenty sentences have nineteen others")
    near = np.array([[1.0, 0.9, 0.900001], [0.9, 1.0, 0.5], [0.900001, 0.5, 1.0]])
    equal(submission.contextual.rank_contexts(near, 0), [2, 1], note="a millionth is a difference")


@task("8.8", points=1)
def test_a_row_that_is_not_there(submission):
    """IndexError below 0 as well as past the end: a query is no Python index."""
    similarities = np.array([[1.0, 0.25, 0.5], [0.25, 1.0, 0.75], [0.5, 0.75, 1.0]])
    for query in (3, -1, -3, 10):
        with raises(IndexError, note="rows 0 to 2"):
            submission.contextual.rank_contexts(similarities, query)
    with raises(IndexError, note="no row at all"):
        submission.contextual.rank_contexts(np.zeros((0, 0)), 0)


@task("8.9", points=1)
@given(data=st.data(), vector=arrays(3))
def test_one_word_one_vector(submission, data, vector):
    """Similarity 1.0 between all uses (0.0 for a zero vector), whatever words stand around the target."""
    words = st.sampled_from(["bank", "river", "zebra", "the"])
    sentence = st.lists(words, max_size=4).flatmap(lambda some: st.permutations([*some, "bank"]))
    sentences = data.draw(st.lists(sentence, max_size=4), label="sentences")
    vectors = np.array([[0.5, 1.0, -2.0], vector, [3.0, 0.25, 0.5], [-1.0, 0.0, 4.0]])
    answer = submission.contextual.static_similarities(sentences, "bank", VOCABULARY, vectors)
    size = len(sentences)
    if size:
        same(answer, np.full((size, size), 1.0 if vector.any() else 0.0), **DOUBLE)
    else:
        holds(numbers(answer).size == 0, expected="shape (0, 0)", got=answer, note="no sentence")


@task("8.9", points=1)
def test_worked_uses_of_a_word(submission):
    """Three sentences, one of them with the word twice: (3, 3), all ones; a word with a zero vector: all zeros."""
    same(submission.contextual.static_similarities(SENTENCES, "bank", VOCABULARY, VECTORS), np.ones((3, 3)), **DOUBLE)
    many = submission.contextual.static_similarities(SENTENCES * 3, "bank", VOCABULARY, VECTORS)
    same(many, np.ones((9, 9)), **DOUBLE, note="nine sentences")
    for vector in ([0.0, 2.0], [1.5, -1.5], [1e-4, 0.0]):
        answer = submission.contextual.static_similarities(SENTENCES, "bank", {"bank": 0}, np.array([vector]))
        same(answer, np.ones((3, 3)), **DOUBLE, note=f"the vector {vector}")
    as_tuples = tuple(map(tuple, SENTENCES))
    single = submission.contextual.static_similarities(as_tuples, "bank", VOCABULARY, VECTORS.astype(np.float32))
    same(single, np.ones((3, 3)), **SINGLE)
    zeros = submission.contextual.static_similarities(
        [["nothing"], ["bank", "nothing"]], "nothing", VOCABULARY, VECTORS
    )
    same(zeros, np.zeros((2, 2)), **DOUBLE, note="a zero vector")
    same(submission.contextual.static_similarities([["Bank", "bank"]], "Bank", VOCABULARY, VECTORS), [[0.0]], **DOUBLE)


@task("8.9", points=1)
def test_the_unknown_target_comes_first(submission):
    """KeyError for a target without a vector, whether or not the sentences have it, and with no sentence at all."""
    for sentences in ([["the", "zebra"]], [["the", "bank"]], [["a", "zebra"], ["a", "bank"]], []):
        with raises(KeyError, note="zebra is not in the vocabulary"):
            submission.contextual.static_similarities(sentences, "zebra", VOCABULARY, VECTORS)
    with raises(KeyError, note="words are compared as written: RIVER is not river"):
        submission.contextual.static_similarities([["RIVER"]], "RIVER", VOCABULARY, VECTORS)


@task("8.9", points=1)
def test_a_sentence_without_the_target(submission):
    """ValueError, in whichever place it stands; "Bank", "banks" and "river bank" are other words."""
    for other in (["the", "river"], ["the", "Bank"], ["banks", "embankment"], ["river bank"], []):
        for sentences in ([other], [["bank"], other], [other, ["bank"]], [["bank"], other, ["bank"]]):
            with raises(ValueError, note=f"no 'bank' in {other}"):
                submission.contextual.static_similarities(sentences, "bank", VOCABULARY, VECTORS)
