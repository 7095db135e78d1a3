"""What the tests of a4_glove draw: models with their counts, and planted counts whose right vectors are known."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy.typing import NDArray

from autograder.testing import holds, numbers

Array = NDArray[np.float64]


NUMBERS = st.integers(0, 199)
"""Inputs are numbered, small ones first: a failure shrinks to the smallest number within a handful of calls."""

CELLS = (0.0, 0.0, 0.0, 0.1, 0.5, 1.0, 1.5, 2.0, 3.0, 7.0, 12.5, 40.0, 99.0, 100.0, 150.0, 400.0)
"""Counts below one (a distance weight), at x_max and above it; hardly ever symmetric in a matrix."""

VALUES = (0.0, 1.0, -1.0, 0.5, -0.3, 0.7, 2.0, -1.6)


def square_counts(min_words: int = 1, empty_rows: bool = True) -> SearchStrategy[Array]:
    """Counts (V, V), V up to 4, empty cells included, and empty rows if `empty_rows`."""

    def make(number: int) -> Array:
        rng = np.random.default_rng(number)
        words = _size(number // 10, min_words, 4)
        counts = rng.choice(CELLS, size=(words, words))
        if not empty_rows:
            counts[~counts.any(axis=1), number % words] = 1.5
        return counts

    return NUMBERS.map(make)


def coordinates(*shape: int) -> SearchStrategy[Array]:
    """Parameters of exactly `shape`, from a short list of values."""
    return NUMBERS.map(lambda number: np.random.default_rng(number).choice(VALUES, size=shape))


@st.composite
def models(draw: st.DrawFn, min_words: int = 1) -> tuple[Array, Array, Array, Array, Array]:
    """counts (V, V), W and W_context (V, d), bias and bias_context (V,): the arguments of the loss, in order."""
    counts = draw(square_counts(min_words))
    words, number = len(counts), draw(NUMBERS)
    rng, width = np.random.default_rng(1000 + number), _size(number // 10, 1, 3)
    W, W_context, bias, bias_context = (
        rng.choice(VALUES, size=shape) for shape in ((words, width), (words, width), (words,), (words,))
    )
    return counts, W, W_context, bias, bias_context


def _size(number: int, low: int, high: int) -> int:
    """low first, and then every size up to high, over and over."""
    return low + number % (high - low + 1)


class Company(NamedTuple):
    """Planted counts: words of one group keep exactly the same company, up to how frequent they are."""

    counts: Array
    groups: NDArray[np.int64]
    spread: float
    """The least sum of squares around their mean that W + W_context can have if W W_context^T explains the counts."""


def company(*, words: int = 9, turn: float = 0.0, level: float = 1, frequency: float = 0.6) -> Company:
    """ln X_ij = u_g(i) . z_g(j) + a_i + b_j + level, three groups at the corners of a triangle, z is u turned,
    and a and b lie between -frequency and frequency.

    turn = 0: a group likes its own words. turn = 90 degrees: each likes the next one (A follows B follows C follows A).
    """
    groups = np.array([int(group) for group in "102210021012"[:words]])
    corner, index = 2 * np.pi * groups / 3, np.arange(words)
    u, z = (1.3 * np.stack((np.cos(angle), np.sin(angle)), axis=1) for angle in (corner, corner + turn))
    a, b = np.sin(2.0 * index + 0.5), np.sin(2.9 * index + 2.0)
    return Company(np.exp(u @ z.T + frequency * (a[:, None] + b) + level), groups, _least_spread(u @ z.T))


def knows(vectors: Any, planted: Company, *, note: str = "") -> None:
    """The vectors tell the groups apart, and are as long as a sum of both matrices has to be."""
    points = numbers(vectors, shape=(len(planted.groups), None), note=note)
    within, between = _distances(points, planted.groups)
    holds(
        within < 0.3 * between,
        expected="words that keep the same company nearer to each other than 0.3 of the distance to any other word",
        got=f"{within:.3g} within a group, {between:.3g} between groups",
        note=note,
    )
    found = share(points, planted)
    holds(
        0.85 < found < 1.3,
        expected="vectors as far apart as ln X says (0.85 to 1.3 of the planted sum of squares)",
        got=f"{found:.3g}",
        note=note,
    )


def share(vectors: Any, planted: Company) -> float:
    """Sum of squares of the vectors around their mean, as a share of what it is when all is learnt."""
    points = numbers(vectors, shape=(len(planted.groups), None))
    return float(((points - points.mean(axis=0)) ** 2).sum() / planted.spread)


def apart(vectors: Any, planted: Company) -> float:
    """Largest distance within a group over the smallest one between groups: 0 is perfect, above 1 is no knowledge."""
    within, between = _distances(numbers(vectors, shape=(len(planted.groups), None)), planted.groups)
    return within / between if between else float("inf")


def _distances(points: Array, groups: NDArray[np.int64]) -> tuple[float, float]:
    distance = np.linalg.norm(points[:, None] - points, axis=2)
    same = groups[:, None] == groups
    return float(distance[same].max()), float(distance[~same].min())


def _least_spread(product: Array) -> float:
    # |W + W~|^2 = |W|^2 + |W~|^2 + 2 tr(W W~^T), and |W|^2 + |W~|^2 is at least twice the nuclear norm of W W~^T.
    # Centring both sides takes out what the biases may have taken over.
    centred = product - product.mean(axis=0) - product.mean(axis=1, keepdims=True) + product.mean()
    return float(2 * np.linalg.svd(centred, compute_uv=False).sum() + 2 * np.trace(centred))
