"""What the FastText tests draw: words of many scripts, n-gram lengths, small tables of pieces."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy.typing import NDArray

from reference.a5_fasttext import fasttext as reference
from tests.hidden.strategies import arrays

LETTERS = "aabbneAN<>é\u0301ñßжщ語🙂𝒳"
"""Few letters, so that pieces repeat: plain, capital, markers, accents (also combining), other scripts, emoji."""

ACCENTED = ("é", "À", "naïve", "cafe\u0301", "café", "Straße", "İzmir", "ﬁn")
"""Precomposed and combining accents, letters that grow when folded, a ligature."""

BEYOND_ASCII = (*ACCENTED, "москва", "日本語", "한국", "🙂", "a🙂b", "𝒳𝒴", "👩‍👩‍👧")
"""The same, with Cyrillic, CJK, and characters beyond the Basic Multilingual Plane."""

AS_THEY_STAND = (
    "a<b",
    "<a>",
    "<>",
    ">",
    "<<a>>",
    "Where",
    "NATO",
    "don't",
    "x-y",
    " a ",
    " ",
    "a\nb",
    "3.14",
    "__",
    *BEYOND_ASCII,
)
"""Words that somebody may want to clean: none of it is asked for."""


class Tables(NamedTuple):
    """A small subword model, in the order in which the functions take it."""

    vocabulary: dict[str, int]
    word_vectors: NDArray[np.float64]
    ngram_ids: dict[str, int]
    ngram_vectors: NDArray[np.float64]


class Step(NamedTuple):
    """The arguments of one training step."""

    word_vectors: NDArray[np.float64]
    ngram_vectors: NDArray[np.float64]
    W_out: NDArray[np.float64]
    center: int
    ngram_row_ids: list[int]
    context: int
    negatives: NDArray[np.int64]
    learning_rate: float


def words(min_size: int = 0, letters: str = LETTERS, max_size: int = 8) -> SearchStrategy[str]:
    """Any word, the empty one included unless `min_size` says otherwise."""
    return st.one_of(st.text(letters, min_size=min_size, max_size=max_size), st.sampled_from(AS_THEY_STAND))


def lengths(largest: int = 7) -> SearchStrategy[dict[str, int]]:
    """Legal n-gram lengths, as keyword arguments; often equal, sometimes 1."""
    both = st.tuples(st.integers(1, largest), st.integers(1, largest))
    return both.map(lambda pair: {"min_n": min(pair), "max_n": max(pair)})


@st.composite
def tables(draw: st.DrawFn, pool: tuple[str, ...], min_words: int = 0, whole: bool = False) -> Tables:
    """Some words of the pool as vocabulary, some of their n-grams (and strangers) as pieces; ids shuffled.

    Two n-grams share a row, and a row is to spare. `whole` draws whole numbers, the first of each vector positive:
    sums are then exact in every order, and never zero by cancellation, where a cosine would be noise.
    """
    dimensions = draw(st.integers(2 if whole else 1, 3))
    known = draw(st.lists(st.sampled_from(pool), unique=True, min_size=min_words))
    grams = sorted(
        {gram for word in pool for gram in reference.character_ngrams(word, 1, 7)}, key=lambda gram: (len(gram), gram)
    )
    pieces = draw(st.lists(st.sampled_from([*grams, "zzz"]), unique=True, max_size=12))
    rows = draw(st.permutations(range(len(pieces))))
    shared = dict(zip(pieces, rows, strict=True)) | ({pieces[0]: rows[-1]} if pieces else {})
    vectors = _whole_vectors if whole else arrays
    spare = draw(st.integers(0, 1))
    return Tables(
        dict(zip(known, draw(st.permutations(range(len(known)))), strict=True)),
        draw(vectors(len(known), dimensions)),
        shared,
        draw(vectors(len(pieces) + spare, dimensions)),
    )


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """A training step: repeated rows, repeated negatives and negatives equal to the context are common, as is none."""
    V, N, d = draw(st.integers(2, 4)), draw(st.integers(1, 4)), draw(st.integers(1, 3))
    ids = st.integers(0, V - 1)
    return Step(
        draw(arrays(V, d, low=-1.5, high=1.5)),
        draw(arrays(N, d, low=-1.5, high=1.5)),
        draw(arrays(V, d, low=-1.5, high=1.5)),
        draw(ids),
        draw(st.lists(st.integers(0, N - 1), max_size=5)),
        draw(ids),
        np.array(draw(st.lists(ids, max_size=4)), dtype=np.int64),
        draw(st.sampled_from([0.1, 0.25, 1.0, 0.02])),
    )


def _whole_vectors(rows: int, dimensions: int) -> SearchStrategy[NDArray[np.float64]]:
    vector = st.tuples(st.integers(1, 3), *[st.integers(-4, 4)] * (dimensions - 1))
    return st.lists(vector, min_size=rows, max_size=rows).map(
        lambda drawn: np.array(drawn, float).reshape(rows, dimensions)
    )
