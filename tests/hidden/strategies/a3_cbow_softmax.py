"""What the tests of CBOW and of the softmax draw: contexts, scores, trees."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy.typing import NDArray

from tests.hidden.strategies import arrays, numbers

Array = NDArray[Any]


@st.composite
def embeddings(draw: st.DrawFn, count: int = 1, max_rows: int = 5, max_columns: int = 3) -> tuple[Array, ...]:
    """`count` matrices of one shape (V, d), V >= 2, entries between -1.5 and 1.5."""
    rows, columns = draw(st.integers(2, max_rows)), draw(st.integers(1, max_columns))
    return tuple(draw(arrays(rows, columns, low=-1.5, high=1.5)) for _ in range(count))


def ids(below: int, min_size: int = 0, max_size: int = 5) -> SearchStrategy[list[int]]:
    """Ids below `below`, in any order, repeats welcome."""
    return st.lists(st.integers(0, below - 1), min_size=min_size, max_size=max_size)


@st.composite
def sequences(draw: st.DrawFn, items: list[int]) -> Any:
    """`items` as a list, a tuple or an array: whatever may stand where the contract says Sequence."""
    return draw(st.sampled_from([list, tuple, np.array]))(items)


@st.composite
def scores(draw: st.DrawFn, axes: int, max_length: int = 4) -> Array:
    """Moderate scores of `axes` axes, rarely square."""
    shape = draw(st.lists(st.integers(1, max_length), min_size=axes, max_size=axes))
    return draw(arrays(*shape))


@st.composite
def far_scores(draw: st.DrawFn) -> Array:
    """Two to four rows, each around its own height between -990 and 990: far from one another, close within."""
    rows, columns = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    heights = draw(st.permutations([-990.0, 990.0, 0.0, 500.0]))
    return np.array(heights[:rows])[:, None] + draw(arrays(rows, columns, low=-10, high=10))


def word_counts(min_size: int = 2, max_size: int = 9) -> SearchStrategy[list[int]]:
    """Positive counts in id order: unsorted, with ties."""
    return st.lists(st.sampled_from([1, 2, 3, 4, 7, 12, 40]) | st.integers(1, 99), min_size=min_size, max_size=max_size)


@st.composite
def walks(draw: st.DrawFn, max_steps: int = 5) -> tuple[Array, Array, str]:
    """(hidden, node vectors, code): a way down a tree, at least one step long."""
    steps, dimensions = draw(st.integers(1, max_steps)), draw(st.integers(1, 3))
    code = draw(st.text("01", min_size=steps, max_size=steps))
    return draw(arrays(dimensions, low=-2, high=2)), draw(arrays(steps, dimensions, low=-2, high=2)), code


def small_numbers() -> SearchStrategy[float]:
    """A learning rate between 0.01 and 2."""
    return numbers(0.01, 2.0)
