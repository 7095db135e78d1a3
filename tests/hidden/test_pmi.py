"""Hidden tests of a2_pmi/pmi.py, tasks 2.1 to 2.6 (task 2.7 is in test_pmi_svd.py)."""

from __future__ import annotations

from math import comb, log

import numpy as np
from hypothesis import strategies as st

from autograder.testing import DOUBLE, SINGLE, example, given, raises, same, task
from reference.a2_pmi import pmi as reference
from tests.hidden.strategies import ODD_SENTENCE, ODD_VOCABULARY, corpora, count_matrices, vocabularies
from tests.hidden.strategies.a2_pmi import (
    EXERCISE,
    THREE_SENTENCES,
    gappy_counts,
    salted_corpora,
    skewed_counts,
    windows,
)

ANIMALS = {"sat": 0, "dog": 2, "cat": 1}
INF = float("inf")
NEGATIVE_PAIR = np.array([[4.0, 1.0], [1.0, 0.0]])
"""The first cell is seen less often than chance has it: PMI = ln(24 / 25)."""


@task("2.1", points=1)
@given(sentences=corpora(), vocabulary=vocabularies(), window=windows())
@example(sentences=[list("abcdefghijkl")], vocabulary={word: id for id, word in enumerate("bcdefghijkla")}, window=11)
@example(sentences=[ODD_SENTENCE], vocabulary=ODD_VOCABULARY, window=1)
@example(sentences=[["cat", ".", "dog"]], vocabulary={".": 2, "cat": 0, "dog": 1}, window=2)  # one sentence, as given
def test_every_pair_within_the_window_counts(submission, sentences, vocabulary, window):
    """Each pair of positions at most `window` apart adds 1 to (a, b) and 1 to (b, a)."""
    counts = submission.pmi.cooccurrence_matrix(sentences, vocabulary, window=window)
    same(counts, reference.cooccurrence_matrix(sentences, vocabulary, window), **DOUBLE)


@task("2.1", points=1)
def test_the_three_sentences_of_the_chapter(submission):
    """The corpus of section 4.2.2, with the default window of two words on each side."""
    vocabulary = {"the": 2, "cat": 0, "sat": 4, "on": 3, "dog": 1}
    counts = submission.pmi.cooccurrence_matrix(THREE_SENTENCES, vocabulary)
    by_hand = [[0, 1, 3, 1, 1], [1, 0, 2, 1, 1], [3, 2, 2, 2, 4], [1, 1, 2, 0, 2], [1, 1, 4, 2, 0]]
    same(counts, by_hand, **DOUBLE, note="mat, rug and chased are no words of this vocabulary")


@task("2.1", points=1)
@given(corpus=salted_corpora(), window=st.integers(1, 3))
def test_unknown_words_are_dropped_before_the_window_slides(submission, corpus, window):
    """Words without an id leave no gap: their neighbours stand side by side."""
    plain, salted = corpus
    same(
        submission.pmi.cooccurrence_matrix(salted, ANIMALS, window),
        reference.cooccurrence_matrix(plain, ANIMALS, window),
        **DOUBLE,
    )


@task("2.1", points=1)
@given(sentences=corpora(max_sentences=3, max_words=3), window=windows())
@example(sentences=[["dog", "cat"], ["dog", "cat"], ["sat"], []], window=1)
def test_no_window_crosses_a_sentence_border(submission, sentences, window):
    """The counts of a corpus are the sum of the counts of its sentences."""
    each = [reference.cooccurrence_matrix([sentence], ANIMALS, window) for sentence in sentences]
    same(submission.pmi.cooccurrence_matrix(sentences, ANIMALS, window), sum(each, np.zeros((3, 3))), **DOUBLE)


@task("2.1", points=1)
@given(times=st.integers(0, 6), window=windows())
@example(times=2, window=1)
@example(times=1100, window=2)
def test_a_word_beside_itself_adds_two(submission, times, window):
    """Two equal words in a window add 2 to the diagonal."""
    pairs = comb(times, 2) - comb(max(times - window, 0), 2)
    counts = submission.pmi.cooccurrence_matrix([["dog"] * times], ANIMALS, window)
    same(counts, np.diag([0.0, 0.0, 2.0 * pairs]), **DOUBLE)


@task("2.1", points=1)
@given(sentences=corpora(), window=st.integers(-2, 0))
def test_a_window_below_one_is_refused(submission, sentences, window):
    """A window must reach at least one word."""
    with raises(ValueError):
        submission.pmi.cooccurrence_matrix(sentences, ANIMALS, window=window)


@task("2.2", points=1)
@given(counts=count_matrices())
@example(counts=np.array([[2.5, 0.0], [0.25, 1.25]]))
def test_each_cell_is_the_log_of_a_ratio_of_probabilities(submission, counts):
    """ln(P(w, c) / (P(w) P(c))), with row sums for w and column sums for c, whatever the shape."""
    same(submission.pmi.pmi(counts), _by_definition(counts), **DOUBLE)


@task("2.2", points=1)
def test_the_corpus_of_exercise_4_3(submission):
    """the-cat and the-chased are worth ln 1.6 each, and no pair is negative."""
    ratios = [
        [0, 8 / 5, 16 / 15, 8 / 5, 8 / 5],
        [8 / 5, 0, 4 / 3, 2, 0],
        [16 / 15, 4 / 3, 0, 0, 8 / 3],
        [8 / 5, 2, 0, 0, 0],
        [8 / 5, 0, 8 / 3, 0, 0],
    ]
    same(submission.pmi.pmi(EXERCISE), [[log(ratio) if ratio else -INF for ratio in row] for row in ratios], **DOUBLE)


@task("2.2", points=1)
@given(counts=gappy_counts())
@example(counts=np.zeros((2, 3)))
def test_a_zero_count_is_minus_infinity_and_never_nan(submission, counts):
    """-inf wherever the count is 0, also in a row or column that is never used, or if nothing is."""
    same(submission.pmi.pmi(counts), reference.pmi(counts), **DOUBLE)


@task("2.2", points=1)
@given(counts=count_matrices(), times=st.sampled_from([10, 1000, 12.5]))
def test_scaling_all_counts_changes_nothing(submission, counts, times):
    """PMI compares probabilities, so counting everything ten or 12.5 times must not change it."""
    same(submission.pmi.pmi(times * counts), reference.pmi(counts), **DOUBLE)


@task("2.2", points=1)
@given(counts=skewed_counts())
@example(counts=np.array([[0.0, 2_000_000.0], [1.0, 3.0]]))
def test_rare_pairs_of_a_large_corpus(submission, counts):
    """Nothing is added to a count or a probability, however small it is."""
    same(submission.pmi.pmi(counts), reference.pmi(counts), **DOUBLE)


@task("2.2", points=1)
@given(counts=count_matrices())
def test_single_precision_counts(submission, counts):
    """Counts in float32 give the same PMI, up to single precision."""
    same(submission.pmi.pmi(counts.astype(np.float32)), reference.pmi(counts), **SINGLE)


@task("2.3", points=1)
@given(counts=count_matrices())
@example(counts=np.array([[0.75, 0.25], [0.5, 8.0]]))
def test_ppmi_is_pmi_clipped_at_zero(submission, counts):
    """max(PMI, 0) in every cell."""
    same(submission.pmi.ppmi(counts), np.maximum(_by_definition(counts), 0.0), **DOUBLE)


@task("2.3", points=1)
def test_what_meets_less_often_than_chance_becomes_zero(submission):
    """A pair that occurs, yet less often than chance would have it, gets 0; the others keep their PMI."""
    same(submission.pmi.ppmi(NEGATIVE_PAIR), [[0.0, log(1.2)], [log(1.2), 0.0]], **DOUBLE)


@task("2.3", points=1)
@given(counts=gappy_counts())
@example(counts=np.zeros((2, 3)))
@example(counts=np.array([[2.0, 0.0]]))
def test_ppmi_of_unused_words_is_zero(submission, counts):
    """Every entry is finite: 0 where the count is 0, unused rows and columns included."""
    same(submission.pmi.ppmi(counts), reference.ppmi(counts), **DOUBLE)


@task("2.3", points=1)
@given(counts=skewed_counts())
def test_ppmi_of_rare_pairs_is_not_bounded(submission, counts):
    """However large the PMI of a rare pair is, PPMI keeps it."""
    same(submission.pmi.ppmi(counts), reference.ppmi(counts), **DOUBLE)


def _by_definition(counts):
    """PMI by the definition, one cell at a time, with no help from the reference."""
    total, rows, columns = counts.sum(), counts.sum(axis=1), counts.sum(axis=0)
    return np.array(
        [
            [log(n / total / (rows[i] / total * columns[j] / total)) if n else -INF for j, n in enumerate(row)]
            for i, row in enumerate(counts)
        ]
    )
