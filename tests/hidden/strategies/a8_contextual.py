"""Sentences with their tokens, vectors with clear directions, and the tiny encoder: what the tests of a8 draw from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy.typing import NDArray

from tests.hidden.strategies import arrays

TINY_BERT = str(Path(__file__).resolve().parents[3] / "data" / "tiny_bert")
"""The course's own encoder: two layers of width 64, at most 32 tokens."""

LOOK_ALIKES = ("bank", "Bank", "BANK", "banker", "embankment", "banks", "the", "river", "ban")
"""Words among which only whole-word comparison finds the bank."""


class Tokens(NamedTuple):
    """A sentence as a tokenizer sees it."""

    words: list[str]
    word_ids: list[int | None]


@st.composite
def tokenized(draw: st.DrawFn, words: tuple[str, ...] = LOOK_ALIKES) -> Tokens:
    """A sentence of one to seven words, each of one to four pieces, between special tokens, padded on either side."""
    sentence = draw(st.lists(st.sampled_from(words), min_size=1, max_size=7))
    pieces = draw(st.lists(st.integers(1, 4), min_size=len(sentence), max_size=len(sentence)))
    left, right = draw(st.integers(0, 2)), draw(st.integers(0, 2))
    inside = [index for index, count in enumerate(pieces) for _ in range(count)]
    return Tokens(sentence, [None] * (1 + left) + inside + [None] * (1 + right))


@st.composite
def nonzero_rows(draw: st.DrawFn, max_rows: int = 5, max_columns: int = 4) -> NDArray[np.float64]:
    """(n, d) without a zero row: a first entry of at least one half keeps the norms away from rounding."""
    rows, columns = draw(st.integers(1, max_rows)), draw(st.integers(1, max_columns))
    vectors = draw(arrays(rows, columns))
    vectors[np.abs(vectors[:, 0]) < 0.5, 0] = draw(st.sampled_from([-1.5, 0.75]))
    return vectors


@st.composite
def similarity_matrices(draw: st.DrawFn, min_rows: int = 1, max_rows: int = 6) -> NDArray[np.float64]:
    """(n, n), symmetric, all off-diagonal values different and at least 0.01 apart, 1 on the diagonal."""
    rows = draw(st.integers(min_rows, max_rows))
    cells = rows * (rows - 1) // 2
    values = draw(st.lists(st.integers(-99, 99), min_size=cells, max_size=cells, unique=True))
    similarities = np.eye(rows)
    upper = np.triu_indices(rows, k=1)
    similarities[upper] = np.array(values, dtype=float) / 100
    similarities.T[upper] = similarities[upper]
    return similarities


def labels(size: int) -> SearchStrategy[list[int]]:
    """`size` sense labels, any integers."""
    return st.lists(st.sampled_from([7, -1, 1]), min_size=size, max_size=size)


@cache
def local_encoder() -> tuple[Any, Any]:
    """The tokenizer and the encoder on this side, for the expected vectors; never handed to a submission."""
    from autograder.worker.helpers import encoder

    return encoder(TINY_BERT)
