"""Assignment 6: where words lie between she and he."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from autograder.html.pictures.picture import Array, Panel, Picture, Table, agreement, canvas, finite
from autograder.html.svg import INK, LINE, OURS, SOFT, YOURS

LEANING = {
    "engineer": 0.75,
    "pilot": 0.5,
    "carpenter": 0.6,
    "doctor": 0.2,
    "teacher": -0.15,
    "librarian": -0.4,
    "dancer": -0.5,
    "nurse": -0.75,
    "tree": 0.0,
}
"""Toy words, and how far their made-up vectors lean towards "he"."""

WORDS = ("he", "she", *LEANING)
VOCABULARY = {word: number for number, word in enumerate(WORDS)}


def vectors() -> Array:
    """Twelve random features, and a first one that holds the leaning; lengths differ, as those of real vectors do."""
    rng = np.random.default_rng(11)
    made = 0.35 * rng.normal(size=(len(WORDS), 12))
    made[:, 0] = [1.0, -1.0, *LEANING.values()]
    return made * rng.uniform(0.6, 2.0, size=(len(WORDS), 1))


def _collect(submission: Any, data: Path) -> Array:
    direction = finite(submission.bias.bias_direction("he", "she", VOCABULARY, vectors()), (12,))
    return finite(submission.bias.alignment(vectors(), direction), (len(WORDS),))


def _draw(yours: Array, ours: Array | None) -> list[Panel]:
    figure, axes = canvas(0.27 * len(WORDS) + 1.0)
    order = np.argsort(-yours)
    places = np.arange(len(WORDS))
    axes.axvline(0, color=SOFT, linewidth=0.8)
    axes.hlines(places, 0, yours[order], color=LINE, linewidth=2)
    axes.scatter(yours[order], places, color=YOURS, s=42, zorder=3, linewidth=0, label="yours")
    if ours is not None:
        axes.scatter(
            ours[order], places, facecolor="none", edgecolor=OURS, marker="D", s=70, linewidth=1.4, label="reference"
        )
        axes.legend(loc="lower right")
    most = max(1.0, float(np.abs(yours).max()))
    axes.set_yticks(places, [WORDS[number] for number in order], color=INK)
    axes.set(xlim=(-1.1 * most, 1.1 * most), ylim=(len(WORDS) - 0.4, -0.6), xlabel="she  ←  alignment  →  he")
    axes.locator_params(axis="x", nbins=5)
    axes.tick_params(axis="y", length=0)
    return [Panel("Alignment", figure)]


def _describe(yours: Array, ours: Array | None) -> str:
    order = [WORDS[number] for number in np.argsort(-yours)]
    ends = f"Made-up vectors of eleven words: nearest to “he” lies {order[0]}, nearest to “she” {order[-1]}."
    return f"{ends} {agreement(yours, ours, 'words')}".strip()


def _table(yours: Array, ours: Array | None) -> Table:
    rows = [
        [word, f"{yours[number]:.3f}", *([f"{ours[number]:.3f}"] if ours is not None else [])]
        for word, number in VOCABULARY.items()
    ]
    return Table("Alignment with he − she", ["word", "yours", *(["reference"] if ours is not None else [])], rows)


PICTURES = (Picture("gender", "The gender axis", ("6.6", "6.7"), _collect, _draw, _describe, _table),)
