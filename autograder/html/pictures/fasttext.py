"""Assignment 5: the pieces of an unknown word, and the words that share them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from autograder.compare import Mismatch, items
from autograder.html.pictures.picture import Array, Panel, Picture, Table, canvas, finite, word
from autograder.html.svg import INK, LINE, OURS, SOFT, YOURS

UNKNOWN = "kingship"
PADDED = f"<{UNKNOWN}>"
LENGTHS = (3, 4)
WORDS = ("king", "kings", "kingdom", "queen", "ship", "ships", "shop", "friend", "friendship", "apple")
SHOWN = 6
MOST_PIECES = 200
"""More n-grams than this are no answer for a word of eight letters."""


def _pieces(submission: Any, data: Path) -> list[str]:
    answer = items(submission.fasttext.character_ngrams(UNKNOWN, *LENGTHS))
    if len(answer) > MOST_PIECES:
        raise Mismatch(expected=f"at most {MOST_PIECES} n-grams", got=f"{len(answer)}")
    return [word(piece) for piece in answer]


def _places(pieces: list[str]) -> tuple[list[tuple[int, str]], list[str]]:
    """Each n-gram with where it begins in the padded word, and those that are no part of it."""
    left, placed = Counter(pieces), []
    for length in range(1, len(PADDED) + 1):
        for start in range(len(PADDED) - length + 1):
            if left[PADDED[start : start + length]] > 0:
                left[PADDED[start : start + length]] -= 1
                placed.append((start, PADDED[start : start + length]))
    return placed, sorted(left.elements())


def _draw_pieces(yours: list[str], ours: list[str] | None) -> list[Panel]:
    placed, strange = _places(yours)
    missing = _places(list((Counter(ours or ()) - Counter(yours)).elements()))[0]
    rows = [(start, piece, YOURS, "solid") for start, piece in placed[:40]]
    rows += [(start, piece, OURS, "dashed") for start, piece in missing]
    figure, axes = canvas(0.19 * (len(rows) + 2) + 0.5)
    for place, letter in enumerate(PADDED):
        axes.text(place + 0.5, -0.4, letter, ha="center", va="center", fontsize=13, color=INK)
        axes.axvline(place, color=LINE, linewidth=0.5)
    for row, (start, piece, colour, style) in enumerate(rows, start=1):
        axes.barh(row, len(piece), left=start, height=0.8, color=colour, alpha=0.25, linewidth=0)
        axes.barh(row, len(piece), left=start, height=0.8, fill=False, edgecolor=colour, linestyle=style, linewidth=1)
        for place, letter in enumerate(piece):
            axes.text(start + place + 0.5, row, letter, ha="center", va="center", fontsize=8, color=INK)
    axes.set(xlim=(0, len(PADDED)), ylim=(len(rows) + 0.7, -1.2))
    axes.axis("off")
    if strange:
        axes.set_title(f"and {len(strange)} that are no part of it", color=SOFT, loc="left", y=-0.06, fontsize=9)
    return [Panel("N-grams", figure)]


def _describe_pieces(yours: list[str], ours: list[str] | None) -> str:
    placed, strange = _places(yours)
    said = f"Your n-grams of {PADDED} with {LENGTHS[0]} to {LENGTHS[1]} characters: {len(placed)} pieces of it"
    said += f", and {len(strange)} that are none." if strange else "."
    if ours is None:
        return said
    missing = (Counter(ours) - Counter(yours)).total()
    extra = (Counter(yours) - Counter(ours)).total()
    if not missing and not extra:
        return f"{said} The reference gives the same."
    return f"{said} The reference has {missing} that you lack (broken outline), and lacks {extra} of yours."


def _table_pieces(yours: list[str], ours: list[str] | None) -> Table:
    return Table("Your n-grams", ["n-gram", "characters"], [[piece, str(len(piece))] for piece in yours[:40]])


def _neighbours(submission: Any, data: Path) -> list[tuple[str, float]]:
    """An unknown word among ten known ones; a vector for each n-gram of the course's own cutting, none for the words."""
    padded = [f"<{word}>" for word in (*WORDS, UNKNOWN)]
    ngrams = sorted({word[i : i + n] for word in padded for n in (3, 4) for i in range(len(word) - n + 1)})
    vectors = np.random.default_rng(5).normal(size=(len(ngrams), 40))
    answer = submission.fasttext.nearest_words(
        UNKNOWN,
        {word: number for number, word in enumerate(WORDS)},
        np.zeros((len(WORDS), 40)),
        {ngram: number for number, ngram in enumerate(ngrams)},
        vectors,
        n=SHOWN,
        min_n=3,
        max_n=4,
    )
    found = [items(pair, length=2) for pair in items(answer)[:SHOWN]]
    return [(word(name), float(finite(cosine, ()))) for name, cosine in found]


def _draw_neighbours(yours: list[tuple[str, float]], ours: list[tuple[str, float]] | None) -> list[Panel]:
    panels = [Panel("Your neighbours", _bars(yours, "yours", YOURS))]
    if ours is not None and not _alike(yours, ours):
        panels.append(Panel("Neighbours by the reference", _bars(ours, "reference", OURS)))
    return panels


def _bars(neighbours: list[tuple[str, float]], title: str, colour: str) -> Figure:
    figure, axes = canvas(0.3 * max(len(neighbours), 1) + 0.9)
    cosines: Array = np.array([cosine for _, cosine in neighbours])
    places = np.arange(len(neighbours))
    axes.barh(places, cosines, color=colour, alpha=0.6, height=0.62)
    for place, cosine in zip(places, cosines, strict=True):
        axes.text(max(cosine, 0), float(place), f" {cosine:.2f}", va="center", fontsize=9)
    axes.set_yticks(places, [word for word, _ in neighbours])
    axes.set(title=f"cosine with “{UNKNOWN}”, {title}", ylim=(len(neighbours) - 0.4, -0.6))
    axes.set_xlim(min(0.0, cosines.min(initial=0.0)), max(0.1, cosines.max(initial=0.0) * 1.2))
    axes.tick_params(axis="y", length=0)
    return figure


def _alike(yours: list[tuple[str, float]], ours: list[tuple[str, float]]) -> bool:
    mine, theirs = dict(yours), dict(ours)
    return mine.keys() == theirs.keys() and all(abs(mine[word] - theirs[word]) < 1e-6 for word in mine)


def _describe_neighbours(yours: list[tuple[str, float]], ours: list[tuple[str, float]] | None) -> str:
    names = ", ".join(f"{word} ({cosine:.2f})" for word, cosine in yours) or "none"
    said = f"No text held “{UNKNOWN}”; its pieces place it near {names}."
    if ours is None:
        return said
    return f"{said} The reference {'gives the same' if _alike(yours, ours) else 'gives others'}."


def _table_neighbours(yours: list[tuple[str, float]], ours: list[tuple[str, float]] | None) -> Table:
    return Table("Your neighbours", ["word", "cosine"], [[word, f"{cosine:.4f}"] for word, cosine in yours])


PICTURES = (
    Picture("ngrams", "The pieces of a word", ("5.1",), _pieces, _draw_pieces, _describe_pieces, _table_pieces),
    Picture(
        "neighbours",
        "A word that no text held",
        ("5.5",),
        _neighbours,
        _draw_neighbours,
        _describe_neighbours,
        _table_neighbours,
    ),
)
