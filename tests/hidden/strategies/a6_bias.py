"""What the bias tests draw: ends of a direction, unit pairs, sets of word vectors."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.hidden.strategies import arrays
from tests.hidden.strategies.a6_evaluation import apart, as_double_or_single, cosine, worlds


class Ends(NamedTuple):
    """What `most_aligned` is called with, in its order."""

    first: str
    second: str
    vocabulary: dict[str, int]
    vectors: NDArray[Any]
    n: int


@st.composite
def ends(draw: st.DrawFn) -> Ends:
    """A direction and words along it whose order is clear; n may be 0 or more than there are words."""
    vocabulary, vectors = draw(worlds(3, 7))
    first, second = draw(st.permutations(sorted(vocabulary)))[:2]
    direction = vectors[vocabulary[first]] - vectors[vocabulary[second]]
    others = [i for word, i in vocabulary.items() if word not in (first, second)]
    assume(np.linalg.norm(direction) > 0.01 and apart([cosine(vectors[i], direction) for i in others]))
    return Ends(first, second, vocabulary, vectors, draw(st.integers(0, 7)))


@st.composite
def rows_and_direction(draw: st.DrawFn, min_rows: int = 1) -> tuple[NDArray[Any], NDArray[Any]]:
    """(V, d) and (d,): V rarely d; zero rows included, a zero direction rarely."""
    rows, size = draw(st.integers(min_rows, 4)), draw(st.integers(2, 4))
    both = draw(as_double_or_single(draw(arrays(rows + 1, size))))
    return both[1:], both[0]


class UnitPair(NamedTuple):
    """What `equalize` is called with: two vectors of length 1 and a direction of any length."""

    u: NDArray[Any]
    v: NDArray[Any]
    direction: NDArray[Any]


@st.composite
def unit_pairs(draw: st.DrawFn) -> UnitPair:
    """Unit vectors that differ clearly along the direction, and not along it only."""
    size = draw(st.integers(2, 4))
    u, v, direction = draw(arrays(3, size))
    assume(min(np.linalg.norm(u), np.linalg.norm(v), np.linalg.norm(direction)) > 0.01)
    u, v, unit = (vector / np.linalg.norm(vector) for vector in (u, v, direction))
    middle = (u + v) / 2
    across = middle - (middle @ unit) * unit
    assume(abs((u - v) @ unit) > 0.05 and 1 - across @ across > 0.05)
    return UnitPair(*draw(as_double_or_single(np.array([u, v, direction]))))


class WordSets(NamedTuple):
    """What `weat_effect_size` is called with: target sets X, Y and attribute sets A, B."""

    X: NDArray[Any]
    Y: NDArray[Any]
    A: NDArray[Any]
    B: NDArray[Any]


def plain_association(word: NDArray[Any], A: NDArray[Any], B: NDArray[Any]) -> float:
    """s(w, A, B), one cosine after the other."""
    return sum(cosine(word, a) for a in A) / len(A) - sum(cosine(word, b) for b in B) / len(B)


@st.composite
def word_sets(draw: st.DrawFn) -> WordSets:
    """Four sets of different sizes whose associations are spread out."""
    size = draw(st.integers(2, 3))
    sets = WordSets(*(draw(arrays(draw(st.integers(1, 3)), size)) for _ in "XYAB"))
    associations = [plain_association(word, sets.A, sets.B) for word in (*sets.X, *sets.Y)]
    assume(max(associations) - min(associations) > 0.2)
    single = draw(st.sampled_from([False, False, False, True]))
    return WordSets(*(words.astype(np.float32 if single else np.float64) for words in sets))
