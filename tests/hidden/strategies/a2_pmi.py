"""What the hidden tests of `a2_pmi` draw, beside the shared strategies."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy.typing import NDArray

from tests.hidden.strategies import STRANGERS, count_matrices, seeds, sentences

_LINES = ("the cat sat on the mat", "the dog sat on the rug", "the cat chased the dog")
THREE_SENTENCES = [line.split() for line in _LINES]
"""The corpus of section 4.2.2."""

EXERCISE = np.array([[0, 2, 1, 1, 1], [2, 0, 1, 1, 0], [1, 1, 0, 0, 1], [1, 1, 0, 0, 0], [1, 0, 1, 0, 0]], dtype=float)
"""The counts of exercise 4.3, right ones, in the order the, cat, sat, chased, dog."""


def windows() -> SearchStrategy[int]:
    """Windows, among them one that is longer than any sentence."""
    return st.sampled_from([1, 2, 3, 4, 30])


@st.composite
def salted_corpora(draw: st.DrawFn) -> tuple[list[list[str]], list[list[str]]]:
    """A corpus, and the same with unknown words strewn between, before and after its words."""
    corpus = draw(st.lists(sentences(6, words=("cat", "dog", "sat")).filter(len), min_size=1, max_size=3))
    salt = st.lists(st.sampled_from([*STRANGERS, "Cat"]), max_size=2)
    salted = [[piece for word in line for piece in (*draw(salt), word)] + draw(salt) for line in corpus]
    return corpus, salted


@st.composite
def gappy_counts(draw: st.DrawFn) -> NDArray[np.float64]:
    """Counts with one unused row and one unused column somewhere among the others."""
    counts = draw(count_matrices(max_rows=3, max_columns=3))
    row, column = draw(st.integers(0, counts.shape[0])), draw(st.integers(0, counts.shape[1]))
    return np.insert(np.insert(counts, row, 0.0, axis=0), column, 0.0, axis=1)


@st.composite
def skewed_counts(draw: st.DrawFn) -> NDArray[np.float64]:
    """Counts as large corpora have them: from 0 to millions, so that probabilities get tiny."""
    cell = st.sampled_from([0, 1, 2, 3, 40, 700, 50_000, 2_000_000])
    rows, columns = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    cells = draw(st.lists(cell, min_size=rows * columns, max_size=rows * columns).filter(any))
    return np.array(cells, dtype=float).reshape(rows, columns)


@st.composite
def separated_matrices(draw: st.DrawFn) -> NDArray[np.float64]:
    """Numbers of either sign; the singular values are 8, 4, 2, 1, so that it is clear where to cut."""
    rng = np.random.default_rng(draw(seeds()))
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    rank = min(rows, columns, 4)
    left, right = (np.linalg.qr(rng.normal(size=(size, size)))[0][:, :rank] for size in (rows, columns))
    return left * (8.0 * 0.5 ** np.arange(rank)) @ right.T


@st.composite
def deficient_matrices(draw: st.DrawFn) -> NDArray[np.float64]:
    """Matrices of rank one or two, taller or wider than that."""
    counts = draw(count_matrices(max_rows=2, max_columns=4))
    repeats = draw(st.integers(2, 3))
    return np.vstack([counts * (times + 1) for times in range(repeats)])
