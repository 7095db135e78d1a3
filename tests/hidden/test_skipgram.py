"""Hidden tests of a3_skipgram/skipgram.py, tasks 3.1 to 3.5: words, pairs, noise, negatives."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.testing import (
    DOUBLE,
    equal,
    example,
    given,
    holds,
    integers,
    plausible,
    plausible_shares,
    raises,
    same,
    same_bag,
    task,
)
from reference.a3_skipgram import skipgram as reference
from tests.hidden.strategies import ODD_SENTENCE, ODD_VOCABULARY, STRANGERS, corpora, seeds, vocabularies
from tests.hidden.strategies.a3_skipgram import noises, word_counts

TALK = [["the", "cat", "sat", "on", "the", "mat"], ["the", "dog", "sat"], [], ["dog", "the", "cat", "dog"]]


def generator(seed: int = 0) -> np.random.Generator:
    """The source of randomness that is handed over."""
    return np.random.default_rng(seed)


def check_vocabulary(got: Any, sentences: list[list[str]], min_count: int = 1, max_size: int | None = None) -> None:
    """`got` numbers the most frequent words from 0 on, by falling frequency; ties are free."""
    counts = Counter(word for sentence in sentences for word in sentence)
    frequencies = sorted((n for n in counts.values() if n >= min_count), reverse=True)[:max_size]
    holds(isinstance(got, dict), expected="a dict", got=got)
    ids = integers(list(got.values()), shape=(None,))
    equal(sorted(ids.tolist()), list(range(len(frequencies))), note="the ids")
    words = [word for _, word in sorted(zip(ids.tolist(), got, strict=True))]
    equal([counts.get(word, 0) for word in words], frequencies, note="occurrences of the words with ids 0, 1, 2, …")


@task("3.1", points=1)
def test_more_frequent_words_have_smaller_ids(submission):
    """Counting runs over all sentences, words as they are written, and the most frequent word is number 0."""
    check_vocabulary(submission.skipgram.build_vocabulary(TALK), TALK)
    equal(submission.skipgram.build_vocabulary([["b", "C"], ["b", "c", "c"], ["c"]]), {"c": 0, "b": 1, "C": 2})
    equal(submission.skipgram.build_vocabulary([["b"] * 200, ["a"] * 300, ["c"] * 301]), {"c": 0, "a": 1, "b": 2})
    # A blank, two spellings of one look, no letters, nothing at all.
    words = ["New York", "caf\u00e9", "cafe\u0301", "3.14", "don't", ""]
    ranked = [[word] * (len(words) - n) for n, word in enumerate(words)]
    equal(submission.skipgram.build_vocabulary(ranked), {word: id for id, word in enumerate(words)})


@task("3.1", points=1)
@given(sentences=corpora(), min_count=st.integers(1, 4))
def test_a_word_at_the_minimum_is_in(submission, sentences, min_count):
    """A word with exactly min_count occurrences in the whole corpus belongs to the vocabulary, one with fewer does not."""
    check_vocabulary(submission.skipgram.build_vocabulary(sentences, min_count), sentences, min_count)


@task("3.1", points=1)
@given(sentences=corpora(), max_size=st.integers(1, 9))
def test_the_most_frequent_words_are_kept(submission, sentences, max_size):
    """A vocabulary of at most max_size words holds the most frequent ones, and all of them if there is room."""
    answer = submission.skipgram.build_vocabulary(sentences, max_size=max_size)
    check_vocabulary(answer, sentences, max_size=max_size)


@task("3.1", points=1)
def test_both_limits_at_once(submission):
    """min_count and max_size hold together; a vocabulary of at most 0 words is empty, and so is that of no words."""
    for min_count, max_size in ((2, 3), (2, 10), (3, 10), (4, None), (9, 2), (1, 0), (1, None)):
        answer = submission.skipgram.build_vocabulary(TALK, min_count=min_count, max_size=max_size)
        check_vocabulary(answer, TALK, min_count, max_size)
    check_vocabulary(submission.skipgram.build_vocabulary([[], []]), [])


@task("3.2", points=1)
def test_keep_probability_worked(submission):
    """Shares of 90 %, 9 % and 1 % against a threshold of 1 %: 0.1054, 1/3 and 1."""
    for times in (1, 10**8):  # a corpus of billions of words, too
        kept = submission.skipgram.keep_probability(times * np.array([10, 900, 90]), 0.01)
        same(kept, [1.0, 0.10540925533894598, 1 / 3], **DOUBLE)


@task("3.2", points=1)
@given(counts=word_counts(), threshold=st.sampled_from([0.0, 1e-8, 1e-4, 1e-3, 0.05, 0.5]))
def test_keep_probability_of_any_counts(submission, counts, threshold):
    """Whatever the counts, min(1, sqrt(threshold / f)) with the relative frequency f; 1 for a word that never occurs."""
    total = float(counts.sum())
    expected = [min(1.0, (threshold * total / n) ** 0.5) if n else 1.0 for n in counts.tolist()]
    same(submission.skipgram.keep_probability(counts, threshold=threshold), expected, **DOUBLE)


@task("3.2", points=1)
@given(counts=word_counts(max_size=5))
def test_a_corpus_ten_times_as_long_keeps_the_same(submission, counts):
    """Ten times the text has the same frequencies; the threshold is 1e-5 if none is given."""
    kept = submission.skipgram.keep_probability(10 * counts)
    same(kept, reference.keep_probability(counts, 1e-5), **DOUBLE)


@task("3.2", points=1)
def test_words_that_never_occur_are_kept(submission):
    """A count of 0 gives 1.0, in an empty corpus too, and no NaN."""
    same(
        submission.skipgram.keep_probability(np.array([0, 7, 0, 1]), 0.2),
        [1.0, (0.2 * 8 / 7) ** 0.5, 1.0, 1.0],
        **DOUBLE,
    )
    same(submission.skipgram.keep_probability(np.array([0.0, 0.0])), [1.0, 1.0], **DOUBLE)


def bag(got: Any) -> list[list[int]]:
    """The pairs of an answer of shape (n, 2)."""
    return integers(got, shape=(None, 2), note="(centre, context) pairs").tolist()


@task("3.3", points=1)
def test_pairs_of_a_sentence(submission):
    """With the default window of two, "cat" in "the cat sat on the mat" has three contexts: the, sat, on."""
    ids = {"mat": 0, "the": 4, "on": 1, "sat": 3, "cat": 2}
    contexts = [(4, [2, 3]), (2, [4, 3, 1]), (3, [4, 2, 1, 4]), (1, [2, 3, 4, 0]), (4, [3, 1, 0]), (0, [1, 4])]
    expected = [(center, context) for center, found in contexts for context in found]
    same_bag(bag(submission.skipgram.training_pairs(TALK[:1], ids)), expected)
    many = {f"w{n}": 7 * n % 1100 for n in range(1100)}
    answer = submission.skipgram.training_pairs([["w257", "w42"]], many)  # ids beyond one byte
    same_bag(bag(answer), [(699, 294), (294, 699)])
    line = [many[word] for word in many]  # and a sentence longer than the word2vec program has them
    expected = [pair for a, b in pairwise(line) for pair in ((a, b), (b, a))]
    same_bag(bag(submission.skipgram.training_pairs([list(many)], many, window=1)), expected)


@task("3.3", points=1)
@given(sentences=corpora(), vocabulary=vocabularies(), window=st.sampled_from([1, 2, 3, 4, 30]))
@example(sentences=[["cat", "dog"] * 6], vocabulary={"dog": 0, "cat": 1}, window=12)
@example(sentences=[ODD_SENTENCE], vocabulary=ODD_VOCABULARY, window=1)
@example(sentences=[["cat", ".", "dog"]], vocabulary={".": 2, "cat": 0, "dog": 1}, window=2)  # one sentence, as given
def test_pairs_of_any_corpus(submission, sentences, vocabulary, window):
    """Any corpus, any window: two positions of one sentence at most `window` apart make two pairs."""
    expected = []
    for sentence in sentences:
        known = [vocabulary[word] for word in sentence if word in vocabulary]
        for distance in range(1, window + 1):
            for left, right in zip(known, known[distance:], strict=False):
                expected += [(left, right), (right, left)]
    same_bag(bag(submission.skipgram.training_pairs(sentences, vocabulary, window)), expected)


@task("3.3", points=1)
@given(strangers=st.lists(st.sampled_from([*STRANGERS, "Cat"]), min_size=1, max_size=4), window=st.integers(1, 2))
def test_unknown_words_do_not_take_up_room(submission, strangers, window):
    """Words that the vocabulary does not have are dropped before the window slides."""
    sentence = ["cat", *strangers, "sat", strangers[0], "mat"]
    expected = [(2, 0), (0, 2), (0, 1), (1, 0)] + ([(2, 1), (1, 2)] if window == 2 else [])
    answer = submission.skipgram.training_pairs([sentence], {"sat": 0, "mat": 1, "cat": 2}, window)
    same_bag(bag(answer), expected)


@task("3.3", points=1)
@given(words=st.lists(st.sampled_from(["cat", "dog"]), min_size=2, max_size=6), window=st.integers(1, 3))
def test_repeated_words_and_repeated_pairs(submission, words, window):
    """Equal words at different positions make a pair, and a pair is listed as often as it occurs."""
    ids = {"dog": 0, "cat": 1}
    expected = [
        (ids[a], ids[b]) for i, a in enumerate(words) for j, b in enumerate(words) if i != j and abs(i - j) <= window
    ]
    same_bag(bag(submission.skipgram.training_pairs([words], ids, window)), expected)


@task("3.3", points=1)
def test_no_pair_has_a_shape_too(submission):
    """Without any pair the answer has shape (0, 2): no sentence, lonely words, or nothing but strangers; borders are not crossed."""
    for sentences in ([], [[]], [["cat"], ["dog"], []], [["zebra", "cat", "qux"]], [["zebra", "qux"]]):
        same(submission.skipgram.training_pairs(sentences, {"dog": 1, "cat": 0}, 3), np.zeros((0, 2)), **DOUBLE)
    same_bag(
        bag(submission.skipgram.training_pairs([["cat"], ["dog", "cat"]], {"dog": 1, "cat": 0}, 3)), [(1, 0), (0, 1)]
    )


@task("3.3", points=1)
def test_a_window_below_one_is_refused(submission):
    """A window that reaches no neighbour is a ValueError, whatever the corpus."""
    for window in (0, -1):
        for sentences in ([], TALK):
            with raises(ValueError):
                submission.skipgram.training_pairs(sentences, {"cat": 0, "the": 1}, window)


@task("3.4", points=1)
def test_noise_worked(submission):
    """Counts 8, 1, 1 and the default power 3/4: 8^0.75 = 4.7568, so the first word gets 0.7040."""
    share = 8**0.75 / (8**0.75 + 2)
    same(
        submission.skipgram.noise_distribution(np.array([1, 8, 1])), [(1 - share) / 2, share, (1 - share) / 2], **DOUBLE
    )


@task("3.4", points=1)
@given(counts=word_counts(), power=st.sampled_from([0.25, 0.5, 0.75, 1.0, 2.0, -1]))
def test_noise_of_any_counts(submission, counts, power):
    """count^power, divided by its sum, in id order; a zero count has probability 0, whatever the power."""
    weights = [float(n) ** power if n else 0.0 for n in counts.tolist()]
    same(submission.skipgram.noise_distribution(counts, power=power), [w / sum(weights) for w in weights], **DOUBLE)


@task("3.4", points=1)
@given(counts=word_counts())
def test_only_shares_matter(submission, counts):
    """Counting the same text ten times changes nothing, and the power is 0.75 if none is given."""
    same(submission.skipgram.noise_distribution(10 * counts), reference.noise_distribution(counts, 0.75), **DOUBLE)


@task("3.4", points=1)
@given(counts=word_counts())
def test_power_zero_spares_absent_words(submission, counts):
    """With power 0 all words that occur are equally likely; a word that never occurs still has probability 0."""
    seen = counts > 0
    same(submission.skipgram.noise_distribution(counts, 0), seen / seen.sum(), **DOUBLE)


@task("3.4", points=1)
def test_noise_of_nothing_is_refused(submission):
    """If no word occurs there is nothing to draw from: ValueError, whatever the power."""
    for counts in (np.zeros(3), np.array([0, 0]), np.array([0])):
        for power in (0.75, 0.0):
            with raises(ValueError):
                submission.skipgram.noise_distribution(counts, power)


@task("3.5", points=1)
@given(drawn=noises(), k=st.integers(1, 7), seed=seeds())
def test_negatives_are_admissible(submission, drawn, k, seed):
    """k ids, more than there are words if need be, none of them the positive word, none of probability 0."""
    noise, positive = drawn
    answer = submission.skipgram.sample_negatives(noise, positive, k, rng=generator(seed))
    admissible = [id for id, p in enumerate(noise.tolist()) if p > 0 and id != positive]
    for id in integers(answer, shape=(k,)).tolist():
        holds(id in admissible, expected=f"an id out of {admissible}", got=str(id))


@task("3.5", points=1)
def test_no_negatives_asked_for(submission):
    """k = 0 gives an empty array, even if no other word could be drawn."""
    for noise in (np.array([0.5, 0.3, 0.2]), np.array([0.0, 1.0])):
        integers(submission.skipgram.sample_negatives(noise, 1, 0, rng=generator()), shape=(0,))


@task("3.5", points=1)
def test_no_word_left_is_refused(submission):
    """If only the positive word has a probability, no negative exists: ValueError."""
    for noise, positive in (([1.0], 0), ([0.0, 1.0, 0.0], 1), ([1.0, 0.0], 0)):
        with raises(ValueError):
            submission.skipgram.sample_negatives(np.array(noise), positive, 3, rng=generator())


@task("3.5", points=1)
def test_the_positive_words_share_goes_to_all(submission):
    """The other words keep their proportions: `noise` without the positive word, renormalised."""
    noise = np.array([0.1, 0.25, 0.45, 0.004, 0.196])  # a rare word too, which a coarse table would lose
    for positive, seed in ((2, 1), (0, 2), (4, 3)):
        answer = submission.skipgram.sample_negatives(noise, positive, 30_000, rng=generator(seed))
        ids = integers(answer, shape=(30_000,))
        holds(bool(((ids >= 0) & (ids < 5)).all()), expected="ids from 0 to 4", got=answer)
        shares = np.where(np.arange(5) == positive, 0.0, noise)
        plausible_shares(np.bincount(ids, minlength=5).tolist(), (shares / shares.sum()).tolist(), of="draws of word")
    # Nearly every draw is a clash here: one that gives up after a hundred clashes is seen. Ids are beyond one byte.
    noise = np.zeros(400)
    noise[[3, 299, 300, 399]] = [0.0005, 0.998, 0.001, 0.0005]
    answer = submission.skipgram.sample_negatives(noise, 299, 60, rng=generator(5))
    ids = integers(answer, shape=(60,))
    holds(bool(np.isin(ids, [3, 300, 399]).all()), expected="ids out of [3, 300, 399]", got=answer)
    plausible_shares([int((ids == id).sum()) for id in (3, 300, 399)], [0.25, 0.5, 0.25], of="draws of word")


@task("3.5", points=1)
def test_draws_are_independent(submission):
    """Drawn with replacement: within one call the next id equals the one before as often as chance says."""
    noise, rng = np.array([0.2, 0.3, 0.4, 0.1]), generator(4)
    q = np.array([2, 3, 1]) / 6  # without word 2
    ids = integers(submission.skipgram.sample_negatives(noise, 2, 20_000, rng=rng), shape=(20_000,))
    plausible(int((ids[::2] == ids[1::2]).sum()), 10_000, float(q @ q), of="neighbouring draws are equal")
    # Few draws from many words may repeat, too. Without word 1, a draw and its mirror image never agree.
    for noise, agree in ((np.array([0.3, 0.4, 0.3]), 1 / 2), (np.array([0.4, 0.2, *[0.05] * 8]), 9 / 32)):
        calls = [integers(submission.skipgram.sample_negatives(noise, 1, 2, rng=rng), shape=(2,)) for _ in range(300)]
        plausible(sum(int(a == b) for a, b in calls), 300, agree, of="draws of two are equal")


@task("3.5", points=1)
def test_the_generator_is_the_only_source(submission):
    """The same generator state gives the same negatives; a second call, or another seed, gives other ones."""
    noise, rng = np.array([0.3, 0.2, 0.4, 0.1]), generator(11)
    draw = submission.skipgram.sample_negatives
    first, second = (integers(draw(noise, 1, 60, rng=rng), shape=(60,)).tolist() for _ in range(2))
    again, other = (integers(draw(noise, 1, 60, rng=generator(seed)), shape=(60,)).tolist() for seed in (11, 12))
    equal(again, first, note="the same seed a second time")
    holds(second != first, expected="new draws in a second call", got=second)
    holds(other != first, expected="other draws from another seed", got=other)
