"""Texts, logits and documents as BERT's pretraining meets them: what the hidden tests of a7_bert draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from autograder.testing import holds, integers, items
from tests.hidden.strategies import arrays

Array = NDArray[Any]
Sentence = tuple[str, ...]
Triple = tuple[Sentence, Sentence, int]

IGNORED = -100
MASK = 104
"""The id of [MASK], not BERT's own 103, which might be written into a solution: no drawn text or candidate has it."""

CANDIDATES = np.array([907, 55, 119001, 120, 430, 66])
"""Ids that no drawn text has: unsorted and with gaps, so that a place in the list or a range is no substitute.

One does not fit into sixteen bits: multilingual BERT has 119,547 of them.
"""


@st.composite
def texts(draw: st.DrawFn, max_rows: int = 3, max_length: int = 8) -> tuple[Array, Array]:
    """Ids of shape (T,) or (B, T), and which of them are special (0/1 or False/True, at any place, with any id)."""
    length = draw(st.integers(1, max_length))
    shape = draw(st.one_of(st.just((length,)), st.tuples(st.integers(1, max_rows), st.just(length))))
    size = int(np.prod(shape))
    ids = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size))
    special = draw(st.lists(st.integers(0, 1), min_size=size, max_size=size))
    return np.array(ids).reshape(shape), np.array(special, dtype=draw(st.sampled_from([int, bool]))).reshape(shape)


def candidates() -> st.SearchStrategy[Array]:
    """At least two different ids, unsorted; some may stand in the text too."""
    return st.lists(st.integers(5, 30), min_size=2, max_size=4, unique=True).map(np.array)


@st.composite
def labelled_logits(draw: st.DrawFn, max_words: int = 4, min_labelled: int = 0) -> tuple[Array, Array]:
    """Logits (T, V), (B, T, V) or (A, B, T, V), and labels of which some, none or all are -100."""
    shape = tuple(draw(st.lists(st.integers(1, 3), min_size=1, max_size=3)))
    words, size = draw(st.integers(1, max_words)), int(np.prod(shape))
    ids = st.one_of(st.integers(0, words - 1), st.just(IGNORED))
    enough = st.lists(ids, min_size=size, max_size=size).filter(lambda drawn: size - drawn.count(-100) >= min_labelled)
    return draw(arrays(*shape, words)), np.array(draw(enough)).reshape(shape)


@st.composite
def answers(draw: st.DrawFn, max_pairs: int = 5) -> tuple[Array, Array]:
    """Logits (N, 2) and N labels 0 or 1."""
    count = draw(st.integers(1, max_pairs))
    labels = draw(st.lists(st.integers(0, 1), min_size=count, max_size=count))
    return draw(arrays(count, 2)), np.array(labels)


def library(*lengths: int) -> list[list[list[str]]]:
    """Documents of these numbers of sentences; each sentence says where it stands: ["d0", "s2"]."""
    return [[[f"d{d}", f"s{s}"] for s in range(length)] for d, length in enumerate(lengths)]


def libraries() -> st.SearchStrategy[list[list[list[str]]]]:
    """Two to five documents, some of one sentence and some without any; at least two are not empty."""
    lengths = st.lists(st.integers(0, 4), min_size=2, max_size=5).filter(lambda drawn: sum(map(bool, drawn)) >= 2)
    return lengths.map(lambda drawn: library(*drawn))


def dialogues() -> st.SearchStrategy[list[list[list[str]]]]:
    """Two or three documents made of three sentences over and over: repeats within one, and equal documents."""
    said = st.sampled_from([["no"], ["yes"], ["so", "what"]])
    return st.lists(st.lists(said, min_size=1, max_size=5), min_size=2, max_size=3)


def place(sentence: Sentence) -> tuple[int, int]:
    """Document and position of a `library` sentence."""
    return int(sentence[0][1:]), int(sentence[1][1:])


def triples_of(got: Any, known: Sequence[Sequence[str]] = ()) -> list[Triple]:
    """An answer of nsp_pairs as (A, B, label); Mismatch if it is no list of such, or of sentences not `known`."""
    triples = []
    for entry in items(got):
        a, b, label = items(entry, length=3, note="an entry is (A, B, label)")
        triples.append((_sentence(a), _sentence(b), int(integers(label, shape=()))))
        holds(triples[-1][2] in (0, 1), expected="a label 0 or 1", got=label)
    allowed = {tuple(sentence) for sentence in known}
    for triple in triples if known else ():
        holds(allowed.issuperset(triple[:2]), expected="sentences of the documents", got=triple)
    return triples


def _sentence(got: Any) -> Sentence:
    words = items(got, note="a sentence is a list of words")
    holds(all(isinstance(word, str) for word in words), expected="a sentence made of words", got=got)
    return tuple(str(word) for word in words)


def pair_tokens(max_size: int = 9) -> st.SearchStrategy[list[int]]:
    """Token ids of one sentence: at least one, repeats likely, 0 included, none of them a special id."""
    return st.lists(st.integers(0, 5), min_size=1, max_size=max_size)


def special_ids() -> st.SearchStrategy[dict[str, int]]:
    """Three different ids for [CLS], [SEP] and [PAD], in no fixed order, none of which is a word's."""
    names = ("cls_id", "sep_id", "pad_id")
    return st.permutations([40, 41, 42, 43]).map(lambda ids: dict(zip(names, ids, strict=False)))
