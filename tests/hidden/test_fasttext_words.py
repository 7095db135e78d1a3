"""Hidden tests of a5_fasttext/fasttext.py, tasks 5.4 and 5.5: vectors of seen and unseen words, their neighbours."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.testing import DOUBLE, SINGLE, equal, example, given, holds, items, numbers, same, settings, task, text
from reference.a5_fasttext import fasttext as reference
from tests.hidden.strategies.a5_fasttext import Tables, lengths, tables

FEWER = 30
"""Examples of a test that draws whole models."""

WORDS = ("ban", "banana", "an", "nab", "aaaa", "Ban", "é", "e\u0301", "ж🙂", "<an", "b")
"""Words that share pieces, or nearly do."""

FAN = {f"w{i}": i for i in range(25)}
"""More words than anybody asks for, each in a direction of its own."""

UNKNOWN = ("cat", "bananas", "BAN", "")
"""Words that no drawn vocabulary holds."""


def plain_vector(word: str, model: Tables, min_n: int = 3, max_n: int = 6) -> list[float]:
    """A second way to the composed vector: start by start, number by number, in plain Python."""
    parts = [model.word_vectors[model.vocabulary[word]]] if word in model.vocabulary else []
    padded = f"<{word}>" if word else ""
    for start in range(len(padded)):
        for end in range(start + min_n, min(start + max_n, len(padded)) + 1):
            if padded[start:end] in model.ngram_ids:
                parts.append(model.ngram_vectors[model.ngram_ids[padded[start:end]]])
    return [math.fsum(float(part[i]) for part in parts) for i in range(model.word_vectors.shape[1])]


def cosines(word: str, model: Tables, **lengths: int) -> dict[str, float]:
    """Every candidate's cosine, from plain vectors."""
    query = plain_vector(word, model, **lengths)
    return {other: cosine(query, plain_vector(other, model, **lengths)) for other in model.vocabulary if other != word}


def cosine(x: list[float], y: list[float]) -> float:
    """Cosine of two plain vectors, 0.0 for a zero vector."""
    norms = math.hypot(*x) * math.hypot(*y)
    return math.fsum(a * b for a, b in zip(x, y, strict=True)) / norms if norms else 0.0


def ranked(got: Any, expected: dict[str, float], n: int, tolerance: dict[str, float] = DOUBLE) -> None:
    """`got` is a list of the n best of `expected`, each with its cosine, falling; ties in any order."""
    pairs = [items(pair, length=2) for pair in items(got, length=min(n, len(expected)))]
    names = [text(name) for name, _ in pairs]
    equal(len(set(names)), len(names), note="number of different words in the answer")
    for name in names:
        holds(name in expected, expected="a word of the vocabulary other than the query", got=name)
    values = numbers([numbers(value, shape=()) for _, value in pairs], shape=(len(pairs),))
    same(values, [expected[name] for name in names], note="the cosines of these words", **tolerance)
    same(values, sorted(expected.values(), reverse=True)[:n], note="the highest cosines, falling", **tolerance)


def ones(vocabulary: dict[str, int], pieces: str, dimensions: int = 1) -> Tables:
    """A model in which every vector is all ones: a composed vector counts its parts."""
    grams = {piece: row for row, piece in enumerate(pieces.split())}
    return Tables(vocabulary, np.ones((len(vocabulary), dimensions)), grams, np.ones((len(grams), dimensions)))


def single(model: Tables) -> Tables:
    """The same model in float32."""
    return model._replace(word_vectors=np.float32(model.word_vectors), ngram_vectors=np.float32(model.ngram_vectors))


@task("5.4", points=1)
@given(known=st.booleans(), dimensions=st.integers(1, 3))
def test_a_vector_of_ones_counts_the_parts(submission, known, dimensions):
    """With all vectors 1, "cat" in the vocabulary is 7: six n-grams, with "<cat>", and its own row; unseen it is 6."""
    model = ones({"dog": 0, "cat": 1} if known else {"dog": 0}, "<cat> at> cat <ca cat> <cat", dimensions)
    same(submission.fasttext.word_vector("cat", *model), [7.0 if known else 6.0] * dimensions, **DOUBLE)
    model = ones(model.vocabulary, "<c <ca <catch <catche catches", dimensions)
    got = submission.fasttext.word_vector("catches", *model)
    same(got, [2.0] * dimensions, **DOUBLE, note="n-grams of 3 to 6 characters, unless told otherwise")
    model = ones({"dog": 0, "": 1} if known else {"dog": 0}, "<> <", dimensions)
    got = submission.fasttext.word_vector("", *model, min_n=1)
    same(got, [1.0 if known else 0.0] * dimensions, **DOUBLE, note="the empty word has no n-gram, but may have a row")


@task("5.4", points=1)
@settings(max_examples=FEWER)
@given(model=tables(WORDS, min_words=1), data=st.data(), lengths=st.one_of(st.just({}), lengths()))
def test_known_words(submission, model, data, lengths):
    """A word of the vocabulary is the sum of its known n-grams plus its own row; other words' rows play no part."""
    word = data.draw(st.sampled_from(sorted(model.vocabulary)), label="word")
    got = submission.fasttext.word_vector(word, *model, **lengths)
    same(got, reference.word_vector(word, *model, **lengths), **DOUBLE)
    same(got, plain_vector(word, model, **lengths), **DOUBLE)


@task("5.4", points=1)
@settings(max_examples=FEWER)
@example(
    model=Tables(
        {"ban": 1, "an": 0},
        np.array([[5.0, 0.0], [1.0, 2.0]]),
        {"<Ba": 0, "<ba": 1},
        np.array([[3.0, -1.0], [0.5, 1.0]]),
    ),
    word="Ban",
    lengths={},
)
@given(model=tables(WORDS[:8]), word=st.sampled_from(WORDS[8:] + UNKNOWN), lengths=st.one_of(st.just({}), lengths(4)))
def test_unknown_words(submission, model, word, lengths):
    """A word that was never seen is the sum of the n-grams that were; an n-gram that was not is skipped."""
    got = submission.fasttext.word_vector(word, *model, **lengths)
    same(got, reference.word_vector(word, *model, **lengths), **DOUBLE)
    same(got, plain_vector(word, model, **lengths), **DOUBLE)


@task("5.4", points=1)
@example(word="banana", known=False, rows=[1, 0, 1])
@given(word=st.sampled_from(["banana", "aaaaaa", "ananan"]), known=st.booleans(), rows=st.permutations(range(3)))
def test_repeated_pieces_are_added_each_time(submission, word, known, rows):
    """An n-gram that occurs twice is added twice, as is a row of two n-grams; 0 is an id like any other."""
    model = Tables(
        {"x": 1, word: 0} if known else {"x": 0},
        np.array([[100.0, 0.0], [200.0, 0.0]])[: 1 + known],
        dict(zip(["ana", "aaa", "an"], rows, strict=True)),
        np.array([[1.0, 7.0], [10.0, -2.0], [0.5, 3.0]]),
    )
    same(submission.fasttext.word_vector(word, *model, min_n=2, max_n=3), plain_vector(word, model, 2, 3), **DOUBLE)


@task("5.4", points=1)
@settings(max_examples=FEWER)
@example(word="", model=Tables({}, np.zeros((0, 2)), {}, np.zeros((0, 2))), lengths={})
@example(word="cat", model=Tables({}, np.zeros((0, 3)), {}, np.zeros((0, 3))), lengths={})
@example(word="cat", model=ones({"dog": 0, "fox": 1, "cow": 2}, "<do dog og> owl", 2), lengths={})
@example(word="", model=ones({"a": 0}, "< > <> <a>", 2), lengths={"min_n": 1, "max_n": 3})
@given(word=st.sampled_from(["qrs", "Q", ""]), model=tables(WORDS), lengths=st.just({}))
def test_nothing_known_is_the_zero_vector(submission, word, model, lengths):
    """If neither the word nor any of its n-grams is known, the vector is zeros(d), for empty tables too."""
    same(submission.fasttext.word_vector(word, *model, **lengths), np.zeros(model.word_vectors.shape[1]), **DOUBLE)


@task("5.4", points=1)
@settings(max_examples=FEWER)
@given(model=tables(WORDS, min_words=1).map(single), data=st.data(), n=st.integers(1, 3))
def test_asking_again_gives_the_same(submission, model, data, n):
    """Asking leaves the tables alone: the second answer is the first one, and other words' too; float32 will do."""
    words = sorted(model.vocabulary)
    for word in data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=2)) * 2:
        expected = plain_vector(word, model, n, n + 2)
        same(submission.fasttext.word_vector(word, *model, n, n + 2), expected, **SINGLE)


@task("5.5", points=1)
@settings(max_examples=FEWER)
@given(
    model=tables(WORDS[:8], min_words=3, whole=True),
    word=st.sampled_from(["ж🙂", "<an", "b", "bananas", "ana"]),
    n=st.integers(1, 4),
)
def test_neighbours_of_an_unknown_word(submission, model, word, n):
    """A word that was never seen is a legal query: the n highest cosines, falling, with nobody left out."""
    got = submission.fasttext.nearest_words(word, *model, n=n, min_n=1, max_n=3)
    ranked(got, cosines(word, model, min_n=1, max_n=3), n)


@task("5.5", points=1)
@settings(max_examples=FEWER)
@given(model=tables(WORDS, min_words=2, whole=True), data=st.data(), n=st.integers(1, 5), lengths=lengths(4))
def test_neighbours_of_a_known_word(submission, model, data, n, lengths):
    """Both sides are composed of n-grams and own row; the query itself is not among its neighbours."""
    word = data.draw(st.sampled_from(sorted(model.vocabulary)), label="word")
    ranked(submission.fasttext.nearest_words(word, *model, n=n, **lengths), cosines(word, model, **lengths), n)


@task("5.5", points=1)
@settings(max_examples=FEWER)
@example(word="cat", model=Tables({}, np.zeros((0, 2)), {}, np.zeros((0, 2))), n=3)
@example(word="b", model=Tables({"b": 0}, np.ones((1, 2)), {"<b>": 0}, np.ones((1, 2))), n=1)
@example(  # -1 is a cosine like any other, and no mark for the query
    word="b",
    model=Tables({"an": 0, "b": 1, "nab": 2}, np.array([[-4.0, 0], [2, 0], [-1, 0]]), {}, np.zeros((0, 2))),
    n=None,
)
@example(word="b", model=Tables(FAN, np.array([[1.0, i] for i in FAN.values()]), {}, np.zeros((0, 2))), n=20)
@given(word=st.sampled_from(WORDS), model=tables(WORDS, whole=True), n=st.sampled_from([0, 11, 20, None]))
def test_as_many_as_there_are(submission, word, model, n):
    """Fewer than n candidates: all of them, perhaps none; n is five unless said otherwise, and may be zero."""
    got = submission.fasttext.nearest_words(word, *model, *([] if n is None else [n]))
    ranked(got, cosines(word, model), 5 if n is None else n)


@task("5.5", points=1)
@given(known=st.booleans(), n=st.integers(1, 4), factor=st.sampled_from([1.0, 3.0, -1.0]))
def test_a_twin_is_a_neighbour(submission, known, n, factor):
    """Only the query itself is left out: a word with the very same vector stays, with a cosine of 1."""
    rows = np.array([[1.0, 2.0], [1.0, 2.0], [3.0, -1.0], [-2.0, -4.0], [0.0, 1.0]])
    pieces = factor * np.array([[0.5, 1.0], [0.5, 1.0]])
    model = Tables({"fox": 4, "sly": 3, "dog": 2, "cat": 1, "tac": 0}, rows, {"<ca": 0, "<ta": 1}, pieces)
    word = "cat" if known else "cab"  # "cab" has one piece only, in the direction of the twins or against it
    ranked(submission.fasttext.nearest_words(word, *model, n), cosines(word, model), n)


@task("5.5", points=1)
@settings(max_examples=FEWER)
@given(
    model=tables(WORDS[:6], min_words=2, whole=True),
    word=st.sampled_from([*WORDS[:2], "qrs", ""]),
    blank=st.integers(0, 1),
)
def test_the_zero_vector_has_cosine_zero(submission, model, word, blank):
    """A word of which nothing is known, or whose vector is zero, has cosine 0.0 with all: no NaN, nobody dropped."""
    rows = model.word_vectors.copy()
    rows[blank] = 0.0
    model = Tables(model.vocabulary, rows, {}, model.ngram_vectors[:0])
    ranked(submission.fasttext.nearest_words(word, *model, n=6), cosines(word, model), 6)


@task("5.5", points=1)
@settings(max_examples=FEWER)
@given(
    model=tables(WORDS, min_words=2, whole=True),
    word=st.sampled_from(WORDS + UNKNOWN[:2]),
    scale=st.sampled_from([2.0**-30, 2.0**12]),
)
def test_cosines_do_not_depend_on_the_scale(submission, model, word, scale):
    """A cosine compares directions: all vectors far shorter or longer, in float32 too, change nothing."""
    scaled = model._replace(word_vectors=scale * model.word_vectors, ngram_vectors=scale * model.ngram_vectors)
    expected = cosines(word, model, min_n=2, max_n=3)
    ranked(submission.fasttext.nearest_words(word, *scaled, n=3, min_n=2, max_n=3), expected, 3)
    ranked(submission.fasttext.nearest_words(word, *single(scaled), n=3, min_n=2, max_n=3), expected, 3, SINGLE)
