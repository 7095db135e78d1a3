"""What the tests of a4_glove draw: models with their counts, and planted counts whose right vectors are known."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy.typing import NDArray

from autograder.testing import holds, numbers

Array = NDArray[np.float64]


def square_counts(min_words: int = 1, max_words: int = 4, empty_rows: bool = True) -> SearchStrategy[Array]:
    """Counts (V, V), hardly ever symmetric: zeros, fractions below one (a distance weight) and numbers above x_max."""
    cells = st.sampled_from((0.0, 0.0, 0.1, 0.5, 1.0, 1.5, 2.0, 3.0, 7.0, 12.5, 40.0, 99.0, 100.0, 150.0, 400.0))

    def fill(words: int) -> SearchStrategy[Array]:
        row = st.lists(cells, min_size=words, max_size=words)
        row = row if empty_rows else row.filter(any)
        return st.lists(row, min_size=words, max_size=words).map(lambda rows: np.array(rows).reshape(words, words))

    return st.integers(min_words, max_words).flatmap(fill)


def coordinates(*shape: int) -> SearchStrategy[Array]:
    """Parameters of exactly `shape`, from a short list: enough to be asymmetric, and quick to shrink."""
    size = int(np.prod(shape))
    few = st.sampled_from((0.0, 1.0, -1.0, 0.5, -0.3, 0.7, 2.0, -1.6))
    return st.lists(few, min_size=size, max_size=size).map(lambda drawn: np.array(drawn, dtype=float).reshape(shape))


@st.composite
def models(draw: st.DrawFn, min_words: int = 1) -> tuple[Array, Array, Array, Array, Array]:
    """counts (V, V), W and W_context (V, d), bias and bias_context (V,): the arguments of the loss, in order."""
    counts = draw(square_counts(min_words))
    words, width = len(counts), draw(st.integers(1, 3))
    wide, narrow = coordinates(words, width), coordinates(words)
    return counts, draw(wide), draw(wide), draw(narrow), draw(narrow)


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
    share = float(((points - points.mean(axis=0)) ** 2).sum() / planted.spread)
    holds(
        0.85 < share < 1.3,
        expected="vectors as far apart as ln X says (0.85 to 1.3 of the planted sum of squares)",
        got=f"{share:.3g}",
        note=note,
    )


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
