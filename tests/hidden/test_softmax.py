"""Hidden tests of a3_skipgram/softmax.py."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.testing import DOUBLE, SINGLE, example, given, numbers, same, settings, task
from tests.hidden.strategies.a3_cbow_softmax import embeddings, far_scores, scores


def shares(scores: Any) -> Any:
    """The softmax by another way: p_i = 1 / Σ_j e^(s_j - s_i)."""
    with np.errstate(over="ignore"):
        return 1 / np.exp(scores[..., None, :] - scores[..., :, None]).sum(axis=-1)


@task("3.15", points=1)
def test_softmax_by_hand(submission):
    """Scores that are logarithms of 1, 2 and 5 have the shares 1/8, 2/8 and 5/8; one score has all, twelve equal ones share."""
    same(submission.softmax.softmax(np.log([1.0, 2.0, 5.0])), [0.125, 0.25, 0.625], **DOUBLE)
    same(submission.softmax.softmax(np.array([-3.5])), [1.0], **DOUBLE)
    same(submission.softmax.softmax(np.zeros(12)), [1 / 12] * 12, **DOUBLE)


@task("3.15", points=1)
@given(scores=scores(axes=2))
def test_softmax_of_rows(submission, scores):
    """Each row of a matrix becomes probabilities of its own."""
    same(submission.softmax.softmax(scores), shares(scores), **DOUBLE)


@task("3.15", points=1)
@given(scores=scores(axes=1) | scores(axes=3) | scores(axes=4, max_length=3))
def test_softmax_of_any_number_of_axes(submission, scores):
    """One axis, three or four: the last one sums to 1."""
    same(submission.softmax.softmax(scores), shares(scores), **DOUBLE)


@task("3.15", points=1)
@given(scores=far_scores())
@example(scores=np.array([[0.0, 1000.0, -1000.0], [-1000.0, -1000.0, -999.0]]))
@example(scores=np.array([[2999.0, 3000.0]]))
def test_softmax_of_extreme_scores(submission, scores):
    """Scores of ±1000 give finite probabilities, also when one row stands far above another."""
    same(submission.softmax.softmax(scores), shares(scores), **DOUBLE)


@task("3.15", points=1)
@given(scores=scores(axes=2), precision=st.sampled_from([np.float32, np.int64]))
def test_softmax_of_other_numbers(submission, scores, precision):
    """Single precision and whole numbers are scores too."""
    given = np.round(scores).astype(precision) if precision is np.int64 else scores.astype(precision)
    same(submission.softmax.softmax(given), shares(given.astype(float)), **SINGLE)


@task("3.16", points=1)
def test_log_softmax_by_hand(submission):
    """[0, -1000] stays [0, -1000], whole numbers or not; ln 1, ln 2, ln 5 become the logarithms of their shares."""
    same(submission.softmax.log_softmax(np.array([0.0, -1000.0])), [0.0, -1000.0], **DOUBLE)
    same(submission.softmax.log_softmax(np.array([0, -1000])), [0.0, -1000.0], **DOUBLE)
    same(submission.softmax.log_softmax(np.log([1.0, 2.0, 5.0])), np.log([0.125, 0.25, 0.625]), **DOUBLE)
    same(submission.softmax.log_softmax(np.ones(12)), [-np.log(12)] * 12, **DOUBLE)


@task("3.16", points=1)
@given(scores=scores(axes=2))
def test_log_softmax_of_rows(submission, scores):
    """Each row of a matrix becomes log-probabilities of its own."""
    same(submission.softmax.log_softmax(scores), np.log(shares(scores)), **DOUBLE)


@task("3.16", points=1)
@given(scores=scores(axes=1) | scores(axes=3) | scores(axes=4, max_length=3))
def test_log_softmax_of_any_number_of_axes(submission, scores):
    """One axis, three or four: the logarithms are those of the shares along the last one."""
    same(submission.softmax.log_softmax(scores), np.log(shares(scores)), **DOUBLE)


@task("3.16", points=1)
@given(scores=far_scores())
@example(scores=np.array([[0.0, 1000.0, -1000.0], [-1000.0, -1000.0, -999.0]]))
@example(scores=np.array([[2999.0, 3000.0]]))
@example(scores=np.array([[0.0, 0.0, -742.0, -1000.0]]))  # e^-742 is a float of two digits, e^-1000 is none
def test_log_softmax_of_extreme_scores(submission, scores):
    """Scores of ±1000 have exact logarithms, also when one row stands far above another."""
    above = scores - scores.max(axis=-1, keepdims=True)
    same(submission.softmax.log_softmax(scores), above - np.log(np.exp(above).sum(axis=-1, keepdims=True)), **DOUBLE)


@task("3.16", points=1)
@given(scores=scores(axes=2))
def test_log_softmax_in_single_precision(submission, scores):
    """Scores in float32 have the same logarithms, to single precision."""
    single = scores.astype(np.float32)
    same(submission.softmax.log_softmax(single), np.log(shares(single.astype(float))), **SINGLE)


@task("3.17", points=1)
def test_log_probability_by_hand(submission):
    """Three words with the scores ln 1, ln 2 and ln 5: the word `context` has a share of 1/8, 2/8 or 5/8."""
    W_in = np.array([[9.0, 9.0], [1.0, -1.0], [-9.0, 9.0]])
    W_out = np.array([[4.0, 4.0], [1.0, 1.0], [0.0, -3.0]])
    W_out[:, 0] += np.log([1.0, 2.0, 5.0])
    W_out[2, 0] -= 3.0
    for context, share in enumerate([0.125, 0.25, 0.625]):
        same(submission.softmax.skipgram_log_probability(1, context, W_in, W_out), np.log(share), **DOUBLE)


@task("3.17", points=1)
@given(data=st.data(), matrices=embeddings(2))
def test_log_probability_of_any_pair(submission, data, matrices):
    """The score of the pair, less the logarithm of the sum over all words; centre and context may be one word."""
    W_in, W_out = matrices
    words = st.integers(0, len(W_in) - 1)
    center, context = data.draw(words, label="center"), data.draw(words, label="context")
    expected = W_out[context] @ W_in[center] - np.log(sum(np.exp(row @ W_in[center]) for row in W_out))
    same(submission.softmax.skipgram_log_probability(center, context, W_in, W_out), expected, **DOUBLE)


@task("3.17", points=1)
@settings(max_examples=25)
@given(matrices=embeddings(2))
def test_probabilities_of_all_contexts_sum_to_one(submission, matrices):
    """For every centre word the probabilities of all context words together are 1."""
    W_in, W_out = matrices
    for center in range(len(W_in)):
        logs = [submission.softmax.skipgram_log_probability(center, word, W_in, W_out) for word in range(len(W_out))]
        same(np.exp([numbers(log, shape=()) for log in logs]), shares(W_out @ W_in[center]), **DOUBLE)


@task("3.17", points=1)
@given(top=st.sampled_from([-1000.0, 0.0, 200.0, 1000.0]), gap=st.sampled_from([30.0, 742.0, 800.0, 1000.0]))
def test_log_probability_of_the_all_but_impossible(submission, top, gap):
    """A probability too small for a float still has a logarithm. Two words share the top, a half each."""
    W_in = np.array([[3.0], [-1.0], [0.5], [2.0]])
    W_out = np.array([[-top], [gap - top], [2 * gap - top], [-top]])
    for context, below in ((0, 0.0), (1, -gap), (2, -2 * gap)):
        answer = submission.softmax.skipgram_log_probability(1, context, W_in, W_out)
        same(answer, below - np.log(2), **DOUBLE, note="the scores are written in the second matrix, with a minus sign")


@task("3.17", points=1)
def test_log_probability_of_small_and_single_models(submission):
    """The only word of a vocabulary is certain, twelve equal ones are not; float32 gives the same to its precision."""
    same(
        submission.softmax.skipgram_log_probability(0, 0, np.array([[2.0, 1.0]]), np.array([[3.0, -1.0]])),
        0.0,
        **DOUBLE,
    )
    equal = np.ones((12, 1))
    same(submission.softmax.skipgram_log_probability(0, 11, equal, equal), -np.log(12), **DOUBLE)
    W_in = np.array([[1.0, -0.5], [0.25, 2.0], [-1.0, 0.75]], dtype=np.float32)
    W_out = np.array([[0.5, 1.5], [-2.0, 0.25], [1.0, 1.0]], dtype=np.float32)
    # Scores of centre 2 are 0.625, 2.1875 and -0.25.
    expected = -0.25 - np.log(np.exp([0.625, 2.1875, -0.25]).sum())
    same(submission.softmax.skipgram_log_probability(2, 2, W_in, W_out), expected, **SINGLE)
