"""What the hidden tests draw: small, readable, asymmetric inputs. One name for each kind of thing the course speaks of."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy.typing import NDArray

WORDS = ("cat", "dog", "sat", "the", "ran", "mat", "fox")
"""Vocabulary words: few enough that repeats are common."""

STRANGERS = ("zebra", "qux")
"""Words that no drawn vocabulary knows."""

ODD_VOCABULARY = {"<unk>": 2, "New York": 0, "": 1}
"""Words like any others, and none of them stands for "qux"."""

ODD_SENTENCE = ["New York", "qux", "", "<unk>"]


def numbers(low: float = -4.0, high: float = 4.0) -> SearchStrategy[float]:
    """Floats with at most two decimals: they shrink to something one can compute with by hand."""
    return st.integers(round(low * 100), round(high * 100)).map(lambda n: n / 100)


@st.composite
def vocabularies(draw: st.DrawFn, min_size: int = 1, max_size: int = len(WORDS)) -> dict[str, int]:
    """Word to id; the insertion order is not the id order, so that an id has to be looked up."""
    words = draw(st.lists(st.sampled_from(WORDS), unique=True, min_size=min_size, max_size=max_size))
    ids = draw(st.permutations(range(len(words))))
    return dict(zip(words, ids, strict=True))


def sentences(max_size: int = 8, words: tuple[str, ...] = WORDS + STRANGERS[:1]) -> SearchStrategy[list[str]]:
    """A sentence, perhaps empty, perhaps with a word that no vocabulary knows."""
    return st.lists(st.sampled_from(words), max_size=max_size)


def corpora(max_sentences: int = 4, max_words: int = 8) -> SearchStrategy[list[list[str]]]:
    """A few sentences, some of them empty."""
    return st.lists(sentences(max_words), max_size=max_sentences)


@st.composite
def arrays(draw: st.DrawFn, *shape: int, low: float = -4.0, high: float = 4.0) -> NDArray[np.float64]:
    """A float64 array of exactly `shape`."""
    size = int(np.prod(shape))
    return np.array(draw(st.lists(numbers(low, high), min_size=size, max_size=size)), dtype=float).reshape(shape)


@st.composite
def count_matrices(draw: st.DrawFn, max_rows: int = 4, max_columns: int = 4, min_total: int = 1) -> NDArray[np.float64]:
    """Counts of shape (R, C): rarely square, hardly ever symmetric, zeros and whole empty rows included."""
    rows, columns = draw(st.integers(1, max_rows)), draw(st.integers(1, max_columns))
    cells = st.lists(st.integers(0, 9), min_size=rows * columns, max_size=rows * columns)
    counts: Any = draw(cells.filter(lambda drawn: sum(drawn) >= min_total))
    return np.array(counts, dtype=float).reshape(rows, columns)


def seeds() -> SearchStrategy[int]:
    """Seeds for a `numpy.random.default_rng`."""
    return st.integers(0, 2**32 - 1)
