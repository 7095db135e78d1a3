"""Assignment 3: does the loss fall, and do words of one topic find each other?"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from autograder.compare import items
from autograder.html.pictures.picture import Array, Panel, Picture, Table, canvas, curve_table, curves, finite
from autograder.html.svg import GOOD, LINE, OURS, YOURS

TOPICS = {
    "royals": ("king", "queen", "prince", "crown", "throne"),
    "animals": ("cat", "dog", "mouse", "tail", "fur"),
    "food": ("bread", "cheese", "soup", "salt", "wine"),
}
WORDS = [word for topic in TOPICS.values() for word in topic]
VOCABULARY = {word: number for number, word in enumerate(WORDS)}
TOPIC = np.repeat(np.arange(len(TOPICS)), 5)
LOOKS = ((YOURS, "o"), (OURS, "^"), (GOOD, "s"))
"""Colour and shape of each topic: either is enough."""

EPOCHS = (1, 3, 10, 30)
NEGATIVES = 3
DIMENSIONS = 8
SETTINGS = {"dimensions": DIMENSIONS, "window": 2, "negatives": NEGATIVES, "learning_rate": 0.03}


@dataclass(frozen=True)
class Trained:
    """What training came to: the loss after each number of EPOCHS, and the word vectors in the end."""

    losses: Array
    vectors: Array


def sentences() -> list[list[str]]:
    """Forty-five sentences of five words about one topic, with one word in twelve from another."""
    draw = random.Random(4)
    topics = list(TOPICS.values()) * 15
    return [[draw.choice(WORDS if draw.random() < 1 / 12 else topic) for _ in range(5)] for topic in topics]


def _collect(submission: Any, data: Path) -> Trained:
    losses = []
    for epochs in EPOCHS:
        answer = submission.skipgram.train_skipgram(
            sentences(), VOCABULARY, **SETTINGS, epochs=epochs, rng=np.random.default_rng(7)
        )
        W_in, W_out = (finite(matrix, (len(WORDS), DIMENSIONS)) for matrix in items(answer, length=2))
        losses.append(_loss(W_in, W_out))
    return Trained(np.array(losses), W_in)


def _loss(W_in: Array, W_out: Array) -> float:
    """Mean loss of a pair, its negatives averaged over rather than drawn."""
    text = [[VOCABULARY[word] for word in sentence] for sentence in sentences()]
    pairs = np.array([(s[i], s[j]) for s in text for i in range(5) for j in range(5) if 0 < abs(i - j) <= 2])
    noise = np.bincount(np.concatenate(text), minlength=len(WORDS)) ** 0.75
    scores = W_in @ W_out.T
    unlike = np.logaddexp(0, scores) @ (noise / noise.sum())
    return float(np.mean(np.logaddexp(0, -scores[pairs[:, 0], pairs[:, 1]]) + NEGATIVES * unlike[pairs[:, 0]]))


def at_home(vectors: Array) -> int:
    """Words whose nearest neighbour by cosine is of their own topic."""
    units = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    cosines = units @ units.T
    np.fill_diagonal(cosines, -np.inf)
    return int((TOPIC[cosines.argmax(axis=1)] == TOPIC).sum())


def plane(vectors: Array) -> Array:
    """The two directions in which unit vectors differ most: principal component analysis, shape (V, 2)."""
    units = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    u, sigma, _ = np.linalg.svd(units - units.mean(axis=0), full_matrices=False)
    return np.asarray(u[:, :2] * sigma[:2])


def turned(points: Array, towards: Array) -> Array:
    """`points` rotated or mirrored to lie as near to `towards` as they can (orthogonal Procrustes): axes mean nothing."""
    u, _, v = np.linalg.svd(points.T @ towards)
    return np.asarray(points @ (u @ v))


def _map(points: Array, title: str) -> Figure:
    figure, axes = canvas(4.4)
    span = max(float(np.abs(points).max()), 1e-9) * 1.12
    axes.axhline(0, color=LINE, linewidth=0.6)
    axes.axvline(0, color=LINE, linewidth=0.6)
    for number, (name, (colour, shape)) in enumerate(zip(TOPICS, LOOKS, strict=True)):
        own = points[number == TOPIC]
        axes.scatter(own[:, 0], own[:, 1], color=colour, marker=shape, s=34, label=name, linewidth=0)
    for word, (x, y), height in zip(WORDS, points, _spread(points[:, 1], 0.115 * span), strict=True):
        side = -1 if x > 0.55 * span else 1
        axes.annotate(
            word, (x, y), (x + side * 0.06 * span, height), ha="left" if side > 0 else "right", va="center", fontsize=10
        )
    axes.set(xlim=(-span, span), ylim=(-span, span), title=title, xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=3, handletextpad=0.1, columnspacing=1.2)
    return figure


def _spread(heights: Array, gap: float) -> Array:
    """Heights of labels, of one topic at least `gap` apart and still around their points."""
    placed = heights.copy()
    for number in range(len(TOPICS)):
        own = np.flatnonzero(number == TOPIC)
        order = own[np.argsort(heights[own])]
        steps = np.maximum(np.diff(heights[order]), gap)
        levels = np.concatenate([[0.0], np.cumsum(steps)])
        placed[order] = levels - levels.mean() + heights[order].mean()
    return placed


def _draw(yours: Trained, ours: Trained | None) -> list[Panel]:
    losses = curves(
        np.array(EPOCHS, dtype=float),
        yours.losses,
        ours.losses if ours else None,
        "epochs",
        "mean loss of a pair",
        "Loss",
    )
    mine = plane(yours.vectors)
    panels = [Panel("Loss", losses)]
    if ours is None:
        return [*panels, Panel("Your vectors", _map(mine, "Your vectors"))]
    theirs = plane(ours.vectors)
    return [
        *panels,
        Panel("Your vectors", _map(turned(mine, theirs), "Your vectors")),
        Panel("Vectors of the reference", _map(theirs, "Vectors of the reference")),
    ]


def _describe(yours: Trained, ours: Trained | None) -> str:
    beside = f" ({at_home(ours.vectors)} with the reference)" if ours else ""
    first, last = yours.losses[0], yours.losses[-1]
    first, last = yours.losses[0], yours.losses[-1]
    return (
        f"Forty-five toy sentences about three topics. After {EPOCHS[0]} epoch the mean loss of a pair is {first:.2f}, after "
        f"{EPOCHS[-1]} it is {last:.2f}. Of {len(WORDS)} words, {at_home(yours.vectors)} have a word of their own topic as "
        f"nearest neighbour{beside}. The map shows the two directions in which the vectors differ most; "
        "left and right, up and down mean nothing."
    )


def _table(yours: Trained, ours: Trained | None) -> Table:
    return curve_table(
        "Mean loss of a pair", "epochs", np.array(EPOCHS, dtype=float), yours.losses, ours.losses if ours else None
    )


PICTURES = (Picture("skipgram", "What skip-gram learned", ("3.10",), _collect, _draw, _describe, _table, seconds=20.0),)
