"""Assignment 8: one word in six sentences, layer by layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from autograder.html.pictures.picture import Array, Panel, Picture, Table, differing, finite, heat_map

SENTENCES = [
    sentence.split()
    for sentence in (
        "the bank with loan and deposit near the money",
        "the bank with money and loan near the deposit",
        "the bank with deposit and money near the loan",
        "the bank with mud and reed near the river",
        "the bank with river and mud near the reed",
        "the bank with reed and river near the mud",
    )
]
"""One template throughout, so that the company alone tells the senses apart, and not the place in the sentence."""

NAMES = ["money 1", "money 2", "money 3", "river 1", "river 2", "river 3"]
SENSE = np.array([0, 0, 0, 1, 1, 1])
LAYERS = 3
WIDTH = 64


def _collect(submission: Any, data: Path) -> Array:
    """Cosines of the six uses in each layer, shape (3, 6, 6)."""
    tokenizer, model = submission.helper.encoder(str(data / "tiny_bert"))
    layers = []
    for layer in range(LAYERS):
        uses = [
            finite(submission.contextual.word_embedding(words, "bank", tokenizer, model, layers=layer), (WIDTH,))
            for words in SENTENCES
        ]
        layers.append(finite(submission.contextual.cosine_matrix(np.array(uses)), (6, 6)))
    return np.array(layers)


def gap(cosines: Array) -> float:
    """Mean cosine of two uses in one sense, less that of two uses in different senses."""
    i, j = np.triu_indices(len(SENSE), k=1)
    alike = SENSE[i] == SENSE[j]
    return float(cosines[i, j][alike].mean() - cosines[i, j][~alike].mean())


def _draw(yours: Array, ours: Array | None) -> list[Panel]:
    wrong = differing(np.round(yours, 3), None if ours is None else np.round(ours, 3))
    palest = float(yours.min())  # all uses of one word are alike: what counts is how much more
    return [
        Panel(f"Layer {layer}", heat_map(yours[layer], NAMES, f"layer {layer}", wrong[layer], palest=palest))
        for layer in range(LAYERS)
    ]


def _describe(yours: Array, ours: Array | None) -> str:
    gaps = ", ".join(f"{gap(yours[layer]):.2f} in layer {layer}" for layer in range(LAYERS))
    said = "The word “bank” in three sentences about money and three about rivers, read by the course's tiny BERT. "
    said += f"Uses of one sense are closer than uses of two by {gaps}."
    if ours is None:
        return said
    worst = float(np.abs(yours - ours).max())
    return (
        f"{said} {'The reference gives the same.' if worst < 5e-4 else f'The reference differs by up to {worst:.2f}.'}"
    )


def _table(yours: Array, ours: Array | None) -> Table:
    rows = [
        [f"layer {layer}", name, *(f"{cosine:.2f}" for cosine in row)]
        for layer in range(LAYERS)
        for name, row in zip(NAMES, yours[layer], strict=True)
    ]
    return Table("Your cosines", ["layer", "sentence", *NAMES], rows)


PICTURES = (
    Picture("bank", "One word, many vectors", ("8.4", "8.6"), _collect, _draw, _describe, _table, seconds=20.0),
)
