"""Hidden tests of a3_skipgram/cbow.py."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.testing import (
    DOUBLE,
    SINGLE,
    example,
    given,
    integers,
    items,
    raises,
    same,
    same_bag,
    task,
)
from reference.a3_skipgram import cbow as reference
from tests.hidden.strategies import ODD_SENTENCE, ODD_VOCABULARY, STRANGERS, WORDS, corpora, vocabularies
from tests.hidden.strategies.a3_cbow_softmax import embeddings, ids, sequences

CORPUS = [["the", "cat", "sat", "the", "mat"]]
IDS = {"mat": 2, "the": 3, "cat": 0, "sat": 1}


def bags(answer: Any) -> list[tuple[tuple[int, ...], int]]:
    """The examples of an answer, each context sorted: the order within a bag is free."""
    examples = [items(example, length=2, note="an example is (context ids, centre id)") for example in items(answer)]
    return [
        (tuple(sorted(int(id) for id in integers(items(context), shape=(None,)))), int(integers(center, shape=())))
        for context, center in examples
    ]


@task("3.12", points=1)
def test_examples_of_a_sentence(submission):
    """Every position of the sentence predicts its word from up to two words on each side, when no window is named."""
    expected = [((0, 1), 3), ((1, 3, 3), 0), ((0, 2, 3, 3), 1), ((0, 1, 2), 3), ((1, 3), 2)]
    same_bag(bags(submission.cbow.cbow_examples(CORPUS, IDS)), expected)
    many = {f"w{n}": 7 * n % 300 for n in range(300)}  # ids beyond one byte
    same_bag(bags(submission.cbow.cbow_examples([["w257", "w42"]], many)), [((294,), 299), ((299,), 294)])


@task("3.12", points=1)
@given(sentences=corpora(), vocabulary=vocabularies(min_size=2), window=st.sampled_from([1, 2, 3, 30]))
@example(sentences=[["cat", *["the"] * 12, "dog"]], vocabulary={"the": 1, "cat": 2, "dog": 0}, window=13)
@example(sentences=[["cat", ".", "dog"]], vocabulary={".": 2, "cat": 0, "dog": 1}, window=2)  # one sentence, as given
def test_examples_of_any_corpus(submission, sentences, vocabulary, window):
    """Sentences of any length, windows of any size: one example for each position that has company."""
    expected = []
    for sentence in sentences:
        known = [vocabulary[word] for word in sentence if word in vocabulary]
        for here, center in enumerate(known):
            context = sorted(id for there, id in enumerate(known) if 0 < abs(there - here) <= window)
            expected += [(tuple(context), center)] if context else []
    same_bag(bags(submission.cbow.cbow_examples(sentences, vocabulary, window)), expected)


@task("3.12", points=1)
@given(
    word=st.sampled_from(WORDS[:3]),
    times=st.integers(2, 5),
    vocabulary=vocabularies(min_size=7),
    window=st.integers(1, 3),
)
def test_a_bag_may_hold_a_word_twice(submission, word, times, vocabulary, window):
    """Equal words at different positions count each for themselves, also where one is the other's context."""
    sentence = [word] * times + ["fox"] + [word]
    answer = bags(submission.cbow.cbow_examples([sentence], vocabulary, window=window))
    same_bag(answer, bags(reference.cbow_examples([sentence], vocabulary, window)))


@task("3.12", points=1)
@given(vocabulary=vocabularies(min_size=7), gap=st.integers(1, 3), window=st.integers(1, 2))
def test_unknown_words_make_no_gap(submission, vocabulary, gap, window):
    """Words that the vocabulary does not know are dropped before the window slides: their neighbours move together."""
    sentence = ["cat", *STRANGERS[:1] * gap, "dog", "Dog", "sat", *STRANGERS[1:] * gap, "the", *STRANGERS[:1]]
    cat, dog, sat, the = (vocabulary[word] for word in ("cat", "dog", "sat", "the"))
    expected = {
        1: [([dog], cat), ([cat, sat], dog), ([dog, the], sat), ([sat], the)],
        2: [([dog, sat], cat), ([cat, sat, the], dog), ([cat, dog, the], sat), ([dog, sat], the)],
    }[window]
    answer = bags(submission.cbow.cbow_examples([sentence], vocabulary, window=window))
    same_bag(answer, [(tuple(sorted(context)), center) for context, center in expected])
    answer = bags(submission.cbow.cbow_examples([ODD_SENTENCE], ODD_VOCABULARY, window=1))
    same_bag(answer, [((1,), 0), ((0, 2), 1), ((1,), 2)])


@task("3.12", points=1)
@given(vocabulary=vocabularies(min_size=7), window=st.integers(1, 3))
def test_lonely_words_give_no_example(submission, vocabulary, window):
    """A window stays in its sentence, and a word without any known neighbour in it gives no example."""
    lonely: list[list[str]] = [[], ["cat"], ["qux", "zebra"], ["zebra", "dog", "qux"], ["mat"]]
    same_bag(bags(submission.cbow.cbow_examples(lonely, vocabulary, window=window)), [])
    cat, dog = vocabulary["cat"], vocabulary["dog"]
    pair = submission.cbow.cbow_examples([*lonely, ["cat", "dog"], *lonely], vocabulary, window=window)
    same_bag(bags(pair), [((dog,), cat), ((cat,), dog)])
    same_bag(bags(submission.cbow.cbow_examples([], vocabulary, window=window)), [])


@task("3.12", points=1)
@given(window=st.integers(-3, 0))
def test_a_window_reaches_at_least_one_word(submission, window):
    """A window below 1 is refused with a ValueError, whatever the corpus."""
    for sentences in (CORPUS, []):
        with raises(ValueError):
            submission.cbow.cbow_examples(sentences, IDS, window=window)


@task("3.13", points=1)
def test_means_by_hand(submission):
    """The divisor is the number of context words that are there: one, two or three of them."""
    W_in = np.array([[1.0, 0.0, -3.0], [0.0, 2.0, 6.0], [5.0, 5.0, 5.0]])
    same(submission.cbow.context_mean([0, 1], W_in), [0.5, 1.0, 1.5], **DOUBLE)
    same(submission.cbow.context_mean([1], W_in), [0.0, 2.0, 6.0], **DOUBLE)
    same(submission.cbow.context_mean(np.array([0]), W_in), [1.0, 0.0, -3.0], **DOUBLE, note="0 is an id like others")
    same(submission.cbow.context_mean((1, 2), W_in), [2.5, 3.5, 5.5], **DOUBLE, note="a tuple is a sequence too")
    same(submission.cbow.context_mean([2, 0, 1], W_in), [2.0, 7 / 3, 8 / 3], **DOUBLE)


@task("3.13", points=1)
@given(data=st.data(), matrices=embeddings())
def test_mean_of_any_context(submission, data, matrices):
    """The mean of the rows of the context words, repeated words counted as often as they occur."""
    (W_in,) = matrices
    context = data.draw(ids(len(W_in), min_size=1, max_size=6), label="context")
    expected = sum(W_in[id] for id in context) / len(context)
    same(submission.cbow.context_mean(context, W_in), expected, **DOUBLE)


@task("3.13", points=1)
@given(data=st.data(), matrices=embeddings())
def test_a_bag_has_no_order(submission, data, matrices):
    """The context words in another order, as a list, a tuple or an array, have the same mean."""
    (W_in,) = matrices
    context = data.draw(ids(len(W_in), min_size=2, max_size=5), label="context")
    shuffled = data.draw(st.permutations(context).flatmap(sequences), label="shuffled")
    same(submission.cbow.context_mean(shuffled, W_in), reference.context_mean(context, W_in), **DOUBLE)


@task("3.13", points=1)
def test_mean_of_small_matrices_and_single_precision(submission):
    """One word or nine, one dimension or float32 numbers: still the mean, of shape (d,)."""
    single = np.array([[0.5, 1.25], [2.0, -3.5], [0.25, 8.0]], dtype=np.float32)
    same(submission.cbow.context_mean([2, 2, 1, 0], single), [0.75, 3.4375], **SINGLE)
    same(submission.cbow.context_mean((0, 0), np.array([[2.5]])), [2.5], **DOUBLE)
    same(submission.cbow.context_mean([0] * 8 + [1], np.array([[2.0], [11.0]])), [3.0], **DOUBLE, note="nine words")
    same(submission.cbow.context_mean([1, 0], np.array([[2.5], [0.0]])), [1.25], **DOUBLE, note="a row of 0 counts too")
    same(submission.cbow.context_mean((1,), np.array([[2.5], [-1.5]])), [-1.5], **DOUBLE)


@task("3.13", points=1)
@given(empty=st.sampled_from([[], (), np.array([], dtype=int)]))
def test_no_context_no_mean(submission, empty):
    """An empty context is refused with a ValueError."""
    with raises(ValueError):
        submission.cbow.context_mean(empty, np.array([[1.0, 2.0], [3.0, 4.0]]))
