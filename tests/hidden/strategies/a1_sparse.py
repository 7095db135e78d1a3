"""What the hidden tests of `a1_sparse` draw, beside the shared strategies."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.hidden.strategies import arrays, numbers, vocabularies

CASED = {"polish": 2, "the": 0, "Polish": 1, "The": 3}
"""Two words and their capitalised twins, which are words of their own."""


@st.composite
def vector_pairs(draw: st.DrawFn) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Two vectors of one length, neither of them zero."""
    size = draw(st.integers(1, 5))
    some = arrays(size).filter(np.any)
    return draw(some), draw(some)


@st.composite
def unequal_pairs(draw: st.DrawFn) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Two vectors of different lengths, length 1 included; no entry is 0."""
    one, other = draw(st.lists(st.integers(1, 4), min_size=2, max_size=2, unique=True))
    return draw(arrays(one, low=0.5)), draw(arrays(other, low=0.5))


@st.composite
def weighted_vocabularies(draw: st.DrawFn) -> tuple[dict[str, int], NDArray[np.float64]]:
    """A vocabulary with one weight, 0 to 4, for each id: an idf of some collection."""
    vocabulary = draw(vocabularies())
    weights = draw(st.lists(numbers(0.0, 4.0), min_size=len(vocabulary), max_size=len(vocabulary)))
    return vocabulary, np.array(weights, dtype=float)
