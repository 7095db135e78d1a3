"""What the tests of skip-gram draw: counts, scores, steps, and small planted corpora whose truth is known exactly."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy.typing import NDArray

from tests.hidden.strategies import arrays

Array = NDArray[Any]
Corpus = tuple[list[list[str]], dict[str, int]]
"""Sentences and a vocabulary."""


def word_counts(min_size: int = 1, max_size: int = 6, zeros: bool = True) -> SearchStrategy[Array]:
    """Occurrences of each word, in id order: unsorted, with ties, some of them 0, whole numbers or floats; one is positive."""
    some = st.sampled_from([1, 2, 5, 9, 40, 1000, 65000])
    drawn = st.lists(some | st.just(0) if zeros else some, min_size=min_size, max_size=max_size).filter(any)
    return st.builds(np.array, drawn, dtype=st.sampled_from([np.int64, np.float64]))


@st.composite
def noises(draw: st.DrawFn) -> tuple[Array, int]:
    """(noise, positive): a distribution with zeros in it, and an id beside which another one has a positive probability."""
    weights = draw(st.lists(st.sampled_from([0, 0, 1, 2, 7]), min_size=2, max_size=6).filter(any))
    rest = [id for id in range(len(weights)) if sum(weights) > weights[id]]
    positive = draw(st.sampled_from(rest)) if rest else 0
    if not rest:
        weights[0], weights[1] = 1, 1
    return np.array(weights) / sum(weights), positive


class Pair(NamedTuple):
    """The vectors of one training pair."""

    center: Array
    context: Array
    negatives: Array


@st.composite
def pairs(draw: st.DrawFn, min_negatives: int = 1, max_negatives: int = 4, low: float = -2, high: float = 2) -> Pair:
    """v (d,), u (d,), negatives (K, d)."""
    d, k = draw(st.integers(1, 3)), draw(st.integers(min_negatives, max_negatives))
    return Pair(*(draw(arrays(*shape, low=low, high=high)) for shape in ((d,), (d,), (k, d))))


class Step(NamedTuple):
    """The arguments of one step."""

    W_in: Array
    W_out: Array
    center: int
    context: int
    negatives: Array
    learning_rate: float


@st.composite
def steps(draw: st.DrawFn, repeats: bool) -> Step:
    """A step on random matrices; with `repeats`, negatives come up twice or are the context itself, else all rows differ."""
    words, d = draw(st.integers(3, 6)), draw(st.integers(1, 3))
    W_in, W_out = (draw(arrays(words, d, low=-1.5, high=1.5)) for _ in range(2))
    center, context = draw(st.integers(0, words - 1)), draw(st.integers(0, words - 1))
    if repeats:
        twice = draw(st.sampled_from([[context], [context, context], [0, 0], [1, 2, 1], [2, context, 2]]))
        negatives = draw(st.permutations([*twice, draw(st.integers(0, words - 1))]))
    else:
        others = [id for id in range(words) if id != context]
        negatives = draw(st.lists(st.sampled_from(others), unique=True, max_size=4))
    return Step(
        W_in, W_out, center, context, np.array(negatives, dtype=np.int64), draw(st.sampled_from([0.1, 0.5, 2.0]))
    )


def _numbered(words: list[str], seed: int) -> dict[str, int]:
    """A vocabulary whose order is not the order of its ids."""
    return dict(zip(words, np.random.default_rng(seed).permutation(len(words)).tolist(), strict=True))


def topic_corpus() -> tuple[list[list[str]], dict[str, int], list[list[str]]]:
    """(sentences, vocabulary, topics): three words of one topic a sentence, two strangers between any two, topics taking turns."""
    topics = [["oak", "elm", "ash", "fir"], ["red", "tan", "blue", "grey"], ["run", "hop", "skip", "walk"]]
    rng = np.random.default_rng(31)
    sentences = []
    for n in range(150):
        a, b, c = (topics[n % 3][i] for i in rng.integers(0, 4, 3))
        sentences.append([a, "qux", "zebra", b, "zebra", "qux", c])
    return sentences, _numbered([word for words in zip(*topics, strict=True) for word in words], 5), topics


def hermit_corpus() -> tuple[Corpus, list[str], list[str], list[str]]:
    """((sentences, vocabulary), social, hermits, absent): hermits live in sentences of one word; absent words are never said."""
    social, hermits, absent = ["ann", "bob", "cid", "dan"], ["owl", "yak", "eel"], [f"nobody{n}" for n in range(8)]
    rng = np.random.default_rng(32)
    talk = [[social[i] for i in rng.integers(0, 4, 4)] for _ in range(100)]
    sentences = [sentence for n, words in enumerate(talk) for sentence in (words, [hermits[n % 3]])]
    return (sentences, _numbered(absent[:4] + social + hermits + absent[4:], 6)), social, hermits, absent


def three_slots() -> tuple[Corpus, list[list[str]]]:
    """((sentences, vocabulary), slots): who, does, what; with likings of different strength, near (who-does) and far (who-what)."""
    slots = [["cats", "dogs", "kids"], ["chase", "like", "see"], ["mice", "bones", "games"]]
    liking = np.array([[6, 2, 1], [1, 5, 3], [2, 2, 5]])
    rng = np.random.default_rng(34)
    sentences = []
    for _ in range(110):
        who = int(rng.choice(3, p=[0.5, 0.3, 0.2]))
        does, what = (int(rng.choice(3, p=row / row.sum())) for row in (liking[who], liking[(who + 1) % 3]))
        sentences.append([slots[0][who], slots[1][does], slots[2][what]])
    return (sentences, _numbered([word for slot in slots for word in slot], 7)), slots


def lopsided_corpus() -> Corpus:
    """Five words without any liking for one another, one of them twenty times as frequent as another."""
    words, weights = ["the", "of", "tea", "kettle", "teapot"], np.array([27, 9, 4, 2, 1])
    rng = np.random.default_rng(33)
    sentences = [[words[i] for i in rng.choice(5, 6, p=weights / weights.sum())] for _ in range(60)]
    return sentences, _numbered(words, 8)


class Optimum(NamedTuple):
    """Where the expected gradient of skip-gram with negative sampling is zero, cell by cell of (centre, context)."""

    scores: Array
    """ln(X / N): -inf where a pair never occurs."""
    weights: Array
    """X + N: how often a cell takes part in training."""


def optimum(corpus: Corpus, window: int, negatives: int) -> Optimum:
    """The scores W_in W_out^T at which training comes to rest: shifted PMI with smoothed contexts, but for the redrawing.

    X counts the pairs; N the expected negatives: a centre's pairs with context c' meet c with chance P(c) / (1 - P(c')).
    """
    sentences, vocabulary = corpus
    size = len(vocabulary)
    X, count = np.zeros((size, size)), np.zeros(size)
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence]
        np.add.at(count, ids, 1)
        for i, center in enumerate(ids):
            for j in range(max(0, i - window), min(len(ids), i + window + 1)):
                X[center, ids[j]] += i != j
    noise = count**0.75 / (count**0.75).sum()
    chance = noise / (1 - noise[:, None])  # row: the context, which is redrawn; column: the negative
    np.fill_diagonal(chance, 0)
    N = negatives * X @ chance
    with np.errstate(divide="ignore"):
        return Optimum(np.log(X / N), X + N)
