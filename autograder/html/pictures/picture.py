"""What a picture is, and the forms that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from autograder import escape
from autograder.compare import Mismatch, numbers, text
from autograder.html.svg import INK, LINE, OURS, SOFT, YOURS

Array = NDArray[np.float64]

LARGEST = 1e4
"""Larger numbers than this are no result of toy data, and drive every axis mad."""

LONGEST = 20
"""Most characters of a word that is drawn."""

WIDTH = 4.6
"""Inches of a panel, 331 points: it fits a phone at full size."""


@dataclass(frozen=True)
class Table:
    """The numbers of a picture, for those who would rather read them."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Panel:
    """One drawing of a picture."""

    title: str
    figure: Figure


@dataclass(frozen=True)
class Picture:
    """From a submission's functions to something to look at.

    `collect` calls the submission (or the reference, through the same door) and returns checked, bounded numbers; the
    folder that it is given is the course's `data/`. `draw`, `describe` and `table` get the student's numbers and the
    reference's, or None where these are not to be shown.
    """

    name: str
    title: str
    tasks: tuple[str, ...]
    """Ids of the tasks whose functions it calls."""
    collect: Callable[[Any, Path], Any]
    draw: Callable[[Any, Any], list[Panel]]
    describe: Callable[[Any, Any], str]
    table: Callable[[Any, Any], Table]
    seconds: float = 10.0
    """Time that the submission's code may take."""
    in_place: bool = False
    """Whether a function that it calls changes its arguments, as the `*_step` functions do."""


def finite(answer: Any, shape: tuple[int | None, ...], *, gaps: bool = False) -> Array:
    """`answer` as finite numbers of `shape` that can be drawn; `gaps` allows NaN and -inf as well. Raises Mismatch."""
    array = numbers(answer, shape=shape)
    fits = np.isfinite(array) & (np.abs(np.nan_to_num(array)) <= LARGEST)
    if gaps:
        fits |= np.isnan(array) | (array == -np.inf)
    if not fits.all():
        first = array[~fits][0]
        raise Mismatch(expected="finite numbers of a size that can be drawn", got=f"{first:.4g}")
    return array


def word(answer: Any) -> str:
    """A short text of the submission's, fit to be drawn. Raises Mismatch."""
    return escape.svg(text(answer)[:LONGEST])


def canvas(height: float, width: float = WIDTH) -> tuple[Figure, Axes]:
    """An empty figure that was never seen by pyplot, and so leaves nothing behind."""
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot()


def differing(yours: Array, ours: Array | None) -> NDArray[np.bool_]:
    """The cells in which two arrays of one shape differ by more than a rounding; none without a reference."""
    if ours is None:
        return np.zeros(yours.shape, dtype=bool)
    return ~np.isclose(yours, ours, rtol=1e-5, atol=1e-7, equal_nan=True)


def agreement(yours: Array, ours: Array | None, what: str = "cells") -> str:
    """A sentence on how far the two agree; empty without a reference."""
    if ours is None:
        return ""
    wrong = int(differing(yours, ours).sum())
    return f"{wrong} of {yours.size} {what} differ from the reference." if wrong else "The reference gives the same."


def pair(draw: Callable[[Array, NDArray[np.bool_]], Figure], yours: Array, ours: Array | None) -> list[Panel]:
    """The student's array, and the reference's beside it where the two differ."""
    wrong = differing(yours, ours)
    if ours is None or not wrong.any():
        return [Panel("yours", draw(yours, wrong))]
    panels = [Panel("yours", draw(yours, wrong)), Panel("reference", draw(ours, np.zeros_like(wrong)))]
    for panel in panels:
        axes = panel.figure.axes[0]
        axes.set_title(f"{panel.title}: {axes.get_title()}")
    return panels


def heat_map(
    values: Array, words: Sequence[str], title: str, marked: NDArray[np.bool_], *, palest: float = 0.0
) -> Figure:
    """A square of cells, blue above 0 and orange below, the stronger the further from `palest`; `marked` ones are framed."""
    size = len(words)
    figure, axes = canvas(4.5)
    edges = np.arange(size + 1) - 0.5
    distance = np.where(np.isfinite(values), np.abs(values - palest), 0.0)
    shades = 0.5 * distance / max(float(distance.max()), 1e-9)
    colours = [
        to_rgba(OURS if value < 0 else YOURS, shade) for value, shade in zip(values.flat, shades.flat, strict=True)
    ]
    axes.pcolormesh(edges, edges, np.zeros((size, size))).set(array=None, facecolor=colours)
    for (row, column), value in np.ndenumerate(values):
        known = np.isfinite(value)
        label = axes.text(column, row, _short(value), ha="center", va="center", fontsize=7.5 if size > 8 else 10.5)
        label.set(color=INK if known and value else SOFT, in_layout=False)  # to measure a hundred labels takes a second
        if marked[row, column]:
            axes.add_patch(Rectangle((column - 0.46, row - 0.46), 0.92, 0.92, fill=False, edgecolor=INK, linewidth=1.4))
    axes.set(xlim=(-0.5, size - 0.5), ylim=(size - 0.5, -0.5), title=title)
    axes.set_xticks(range(size), words, rotation=55, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(size), words)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return figure


def _short(value: float) -> str:
    """At most four characters."""
    if np.isnan(value):
        return "NaN"
    if value == -np.inf:
        return "−∞"
    whole = abs(value - round(value)) < 1e-6
    text = f"{value:.0f}" if whole else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return text.replace("-", "−").replace("0.", ".") if abs(value) < 1 else text.replace("-", "−")


def curves(x: Array, yours: Array, ours: Array | None, xlabel: str, ylabel: str, title: str) -> Figure:
    """The student's curve, and the reference's as a broken line."""
    figure, axes = canvas(2.9)
    axes.plot(x, yours, color=YOURS, linewidth=2.2, label="yours", marker="o" if len(x) < 8 else "", markersize=4)
    if ours is not None:
        axes.plot(x, ours, color=OURS, linewidth=1.6, linestyle=(0, (4, 3)), label="reference")
        axes.legend()
    axes.grid(axis="y", color=LINE, linewidth=0.6)
    axes.set(xlabel=xlabel, ylabel=ylabel, title=title)
    return figure


def matrix_table(caption: str, words: Sequence[str], values: Array) -> Table:
    """A table of a square of numbers."""
    rows = [[word, *(_short(float(value)) for value in row)] for word, row in zip(words, values, strict=True)]
    return Table(caption, ["word", *words], rows)


def curve_table(caption: str, name: str, x: Array, yours: Array, ours: Array | None) -> Table:
    """A table of two curves."""
    known = [] if ours is None else [[f"{value:.3f}"] for value in ours]
    rows = [[f"{a:g}", f"{b:.3f}", *(known[i] if known else [])] for i, (a, b) in enumerate(zip(x, yours, strict=True))]
    return Table(caption, [name, "yours", *(["reference"] if ours is not None else [])], rows)
