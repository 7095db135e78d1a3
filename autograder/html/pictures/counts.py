"""Assignment 2: who stands next to whom, and is it more than chance?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from autograder.html.pictures.picture import (
    Array,
    Panel,
    Picture,
    Table,
    agreement,
    finite,
    heat_map,
    matrix_table,
    pair,
)

SENTENCES = [
    sentence.split()
    for sentence in (
        "the king wears a crown",
        "the queen wears a crown",
        "the dog chases the cat",
        "the cat chases the mouse",
    )
]
WORDS = list(dict.fromkeys(word for sentence in SENTENCES for word in sentence))
VOCABULARY = {word: number for number, word in enumerate(WORDS)}
SIZE = len(WORDS)


def neighbours() -> Array:
    """Counts within two words, taken one cell at a time: what PMI is asked about does not rest on task 2.1."""
    counts = np.zeros((SIZE, SIZE))
    for sentence in SENTENCES:
        for i, word in enumerate(sentence):
            for other in sentence[max(i - 2, 0) : i] + sentence[i + 1 : i + 3]:
                counts[VOCABULARY[word], VOCABULARY[other]] += 1
    return counts


def _counts(submission: Any, data: Path) -> Array:
    return finite(submission.pmi.cooccurrence_matrix(SENTENCES, VOCABULARY, window=2), (SIZE, SIZE))


def _draw_counts(yours: Array, ours: Array | None) -> list[Panel]:
    def draw(values: Array, marked: NDArray[np.bool_]) -> Figure:
        return heat_map(values, WORDS, "times within two words", marked)

    return pair(draw, yours, ours)


def _describe_counts(yours: Array, ours: Array | None) -> str:
    return f"Four sentences, a window of two: {yours.sum():g} counts in all. {agreement(yours, ours)}".strip()


def _table_counts(yours: Array, ours: Array | None) -> Table:
    return matrix_table("Your counts", WORDS, yours)


def _pmi(submission: Any, data: Path) -> Array:
    return finite(submission.pmi.pmi(neighbours()), (SIZE, SIZE), gaps=True)


def _draw_pmi(yours: Array, ours: Array | None) -> list[Panel]:
    def draw(values: Array, marked: NDArray[np.bool_]) -> Figure:
        return heat_map(values, WORDS, "PMI (blue: more than chance, orange: less)", marked)

    return pair(draw, yours, ours)


def _describe_pmi(yours: Array, ours: Array | None) -> str:
    known = np.where(np.isfinite(yours), yours, -np.inf)
    if np.isinf(known).all():
        return f"No two words meet in your matrix. {agreement(yours, ours)}".strip()
    row, column = np.unravel_index(int(known.argmax()), known.shape)
    best = f"The same four sentences. The strongest pair is {WORDS[row]} and {WORDS[column]} with {known.max():.2f}."
    return f"{best} {agreement(yours, ours)}".strip()


def _table_pmi(yours: Array, ours: Array | None) -> Table:
    return matrix_table("Your PMI", WORDS, yours)


PICTURES = (
    Picture("counts", "The company words keep", ("2.1",), _counts, _draw_counts, _describe_counts, _table_counts),
    Picture("pmi", "More often than chance?", ("2.2",), _pmi, _draw_pmi, _describe_pmi, _table_pmi),
)
