"""What the evaluation tests draw: small worlds of words, and questions whose answers are clear.

Two right solutions may round differently, so a ranking is only asked for where its scores keep a distance.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy.typing import NDArray

from autograder.testing import DOUBLE, SINGLE
from tests.hidden.strategies import STRANGERS, arrays, numbers, vocabularies

MARGIN = 1e-3
"""Least distance between two scores whose order is asked for."""

FORMS = (list, tuple, np.array)
"""What a Sequence argument may come as."""


class World(NamedTuple):
    """A vocabulary and the vectors of its words."""

    vocabulary: dict[str, int]
    vectors: NDArray[Any]


def world(**rows: tuple[float, ...]) -> World:
    """Words and vectors written out by hand: ids in the order of writing, the dictionary filled backwards."""
    ids = {word: i for i, word in enumerate(rows)}
    return World(dict(reversed(ids.items())), np.array(list(rows.values()), dtype=float))


@st.composite
def worlds(draw: st.DrawFn, min_words: int = 2, max_words: int = 6) -> World:
    """A few words in two or three dimensions, of very different lengths, now and then in single precision."""
    vocabulary = draw(vocabularies(min_words, max_words))
    size = len(vocabulary)
    lengths = draw(st.lists(st.sampled_from([1, 0.25, 4]), min_size=size, max_size=size))
    vectors = draw(arrays(size, draw(st.integers(2, 3)))) * np.array(lengths)[:, None]
    return World(vocabulary, draw(as_double_or_single(vectors)))


def as_double_or_single(array: NDArray[np.float64]) -> SearchStrategy[NDArray[Any]]:
    """The array, one time in four as float32."""
    return st.sampled_from([np.float64] * 3 + [np.float32]).map(array.astype)


def tolerance(*inputs: NDArray[Any]) -> dict[str, float]:
    """The contract's tolerance for what came in."""
    return SINGLE if any(array.dtype == np.float32 for array in inputs) else DOUBLE


def cosine(u: NDArray[Any], v: NDArray[Any]) -> float:
    """The cosine of two vectors, 0.0 if one is zero: sums written out, for inputs and expectations."""
    lengths = math.sqrt(sum(float(x) ** 2 for x in u)) * math.sqrt(sum(float(x) ** 2 for x in v))
    return sum(float(x) * float(y) for x, y in zip(u, v, strict=True)) / lengths if lengths else 0.0


def apart(scores: list[float]) -> bool:
    """Do all scores keep their distance from one another?"""
    return all(high - low > MARGIN for low, high in zip(sorted(scores), sorted(scores)[1:], strict=False))


def candidates(a: str, b: str, c: str, known: World) -> list[tuple[float, str]]:
    """The admissible words with their scores, best first; empty where the question has no direction."""
    of = {word: known.vectors[i].astype(float) for word, i in known.vocabulary.items()}
    target = of[b] - of[a] + of[c]
    return sorted(((cosine(of[w], target), w) for w in of if w not in (a, b, c)), reverse=True)


def is_clear(a: str, b: str, c: str, known: World) -> bool:
    """Has the question a best answer that no rounding can overthrow, or no admissible word at all?"""
    row = {word: known.vectors[i].astype(float) for word, i in known.vocabulary.items()}
    found = candidates(a, b, c, known)
    # Where the sum is zero but for rounding, its direction is noise.
    has_direction = np.linalg.norm(row[b] - row[a] + row[c]) > 0.01
    return not found or (has_direction and (len(found) == 1 or found[0][0] - found[1][0] > MARGIN))


class Question(NamedTuple):
    """What `analogy` is called with, in its order."""

    a: str
    b: str
    c: str
    vocabulary: dict[str, int]
    vectors: NDArray[Any]


@st.composite
def analogy_questions(draw: st.DrawFn) -> Question:
    """A question with a clear answer; its words may repeat."""
    known = draw(worlds(5, 7))
    words = sorted(known.vocabulary)
    any_three, different = st.tuples(*[st.sampled_from(words)] * 3), st.permutations(words)
    a, b, c = draw(st.one_of(different, different, different, any_three))[:3]
    assume(is_clear(a, b, c, known))
    return Question(a, b, c, *known)


@st.composite
def analogy_lists(draw: st.DrawFn) -> tuple[list[tuple[str, str, str, str]], dict[str, int], NDArray[Any]]:
    """Questions with their answers, many of them right, some with an unknown word, some asked twice."""
    known = draw(worlds(3, 5))
    word = st.sampled_from(sorted(known.vocabulary))
    questions: list[tuple[str, str, str, str]] = []
    for _ in range(draw(st.integers(0, 6))):
        a, b, c, d = (draw(word) for _ in "abcd")
        if is_clear(a, b, c, known):
            best = [answer for _, answer in candidates(a, b, c, known)[:1]]
            questions.append((a, b, c, draw(st.sampled_from([*best, *best, d]))))
    for _ in range(draw(st.integers(0, 3))):
        strange = [draw(word) for _ in "abcd"]
        strange[draw(st.integers(0, 3))] = STRANGERS[0]
        questions.append(tuple(strange))
    repeated = questions + questions[: draw(st.integers(0, 2))]
    return draw(st.permutations(repeated)), *known


@st.composite
def similarity_lists(draw: st.DrawFn) -> tuple[list[tuple[str, str, float]], dict[str, int], NDArray[Any]]:
    """Word pairs with human scores (ties are common); the cosines of the known pairs keep their distance."""
    known = draw(worlds(3, 6))
    words = sorted(known.vocabulary)
    score = st.integers(0, 4) | numbers(0, 10)
    pairs: list[tuple[str, str, float]] = []
    cosines: list[float] = []
    for a, b in draw(st.permutations([(a, b) for a in words for b in words if a <= b])):
        value = cosine(known.vectors[known.vocabulary[a]], known.vectors[known.vocabulary[b]])
        if apart([*cosines, value]) and len(pairs) < 7:
            cosines.append(value)
            pairs.append((*draw(st.permutations((a, b))), draw(score)))
    for _ in range(draw(st.integers(0, 2))):
        pairs.append((*draw(st.permutations((words[0], STRANGERS[0]))), draw(score)))
    return draw(st.permutations(pairs)), *known


VALUES = st.sampled_from([-1000, -1.5, -1, 0, 0.25, 2, 3.5, 1e6])
"""Numbers to be ranked: whole and not, negative and large; so few that ties are common."""


@st.composite
def paired_values(draw: st.DrawFn) -> tuple[Any, Any]:
    """Two sequences of one length, neither of them constant, in any form."""
    x, y = zip(*draw(st.lists(st.tuples(VALUES, VALUES), min_size=2, max_size=8)), strict=True)
    assume(len(set(x)) > 1 and len(set(y)) > 1)
    return draw(st.sampled_from(FORMS))(x), draw(st.sampled_from(FORMS))(y)
