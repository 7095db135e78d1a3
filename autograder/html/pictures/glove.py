"""Assignment 4: how much a count matters, and whether the steps go downhill."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from autograder.html.pictures.counts import SIZE, neighbours
from autograder.html.pictures.picture import Array, Panel, Picture, Table, agreement, curve_table, curves, finite

COUNTS = np.linspace(0.0, 200.0, 41)
STEPS = 30
STEPS_TAKEN = np.arange(STEPS, dtype=float)


def _weights(submission: Any, data: Path) -> Array:
    return finite(submission.glove.weight(COUNTS, x_max=100.0, alpha=0.75), COUNTS.shape)


def _draw_weights(yours: Array, ours: Array | None) -> list[Panel]:
    return [Panel("Weight", curves(COUNTS, yours, ours, "count", "weight in the loss", "x_max = 100, alpha = 0.75"))]


def _describe_weights(yours: Array, ours: Array | None) -> str:
    at = {count: float(np.interp(count, COUNTS, yours)) for count in (10, 100, 200)}
    values = ", ".join(f"{weight:.2f} at a count of {count}" for count, weight in at.items())
    return f"Your curve is {values}. {agreement(yours, ours, 'points')}".strip()


def _table_weights(yours: Array, ours: Array | None) -> Table:
    some = slice(None, None, 4)
    return curve_table(
        "Weight of a count", "count", COUNTS[some], yours[some], ours[some] if ours is not None else None
    )


def _losses(submission: Any, data: Path) -> Array:
    """The loss before each step of AdaGrad down the gradient: three functions at work together."""
    counts, rng, settings = neighbours(), np.random.default_rng(3), (10.0, 0.75)
    shapes = (SIZE, 4), (SIZE, 4), (SIZE,), (SIZE,)
    parameters = [(rng.random(shape) - 0.5) / 4 for shape in shapes]
    sums = [np.ones(shape) for shape in shapes]
    losses = []
    for _ in range(STEPS):
        losses.append(float(finite(submission.glove.glove_loss(counts, *parameters, *settings), ())))
        gradients = submission.glove.glove_gradients(counts, *parameters, *settings)
        for parameter, gradient, total in zip(parameters, gradients, sums, strict=True):
            submission.glove.adagrad_step(parameter, finite(gradient, parameter.shape), total, 0.3)
    return np.array(losses)


def _draw_losses(yours: Array, ours: Array | None) -> list[Panel]:
    return [Panel("Loss", curves(STEPS_TAKEN, yours, ours, "steps", "GloVe loss", "Loss of ten words"))]


def _describe_losses(yours: Array, ours: Array | None) -> str:
    way = "falls" if yours[-1] < yours[0] else "does not fall"
    course = f"Your loss {way}: {yours[0]:.2f} before the first step, {yours[-1]:.2f} before the last of {STEPS}."
    return f"{course} {agreement(yours, ours, 'values')}".strip()


def _table_losses(yours: Array, ours: Array | None) -> Table:
    some = slice(None, None, 5)
    return curve_table(
        "Loss before each step", "step", STEPS_TAKEN[some], yours[some], ours[some] if ours is not None else None
    )


PICTURES = (
    Picture("weight", "How much a count matters", ("4.3",), _weights, _draw_weights, _describe_weights, _table_weights),
    Picture(
        "glove",
        "Downhill with AdaGrad",
        ("4.4", "4.5", "4.6"),
        _losses,
        _draw_losses,
        _describe_losses,
        _table_losses,
        in_place=True,
    ),
)
