"""Random arguments, by what they are: crooked on purpose, with repeats, zeros, unknown words and nothing at all."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.random import Generator

WORDS = [
    "a",
    "the",
    "bank",
    "banks",
    "Bank",
    "où",
    "straße",
    "STRASSE",
    "<b>",
    "\U0001f40d\U0001f40d",
    "e\u0301t",
    "river",
]
MANY = 6  # sizes stay below, so that an input that fails can be read


def one_of(rng: Generator, *values: Any) -> Any:
    """One of the values as it is, not turned into a NumPy one."""
    return values[int(rng.integers(len(values)))]


def number(rng: Generator, low: int, high: int) -> int:
    """A Python int, both ends included."""
    return int(rng.integers(low, high + 1))


def maybe(rng: Generator, share: float) -> bool:
    """True with this probability."""
    return bool(rng.random() < share)


def ids(rng: Generator, below: int, low: int = 0, high: int = MANY) -> np.ndarray:
    """Ids of a vocabulary, often repeated."""
    return rng.integers(below, size=number(rng, low, high))


def sequence(rng: Generator, values: np.ndarray) -> Any:
    """A list, a tuple or an array: a `Sequence` may be any of them."""
    return one_of(rng, values.tolist(), tuple(values.tolist()), values)


def array(rng: Generator, *shape: int) -> np.ndarray:
    """Normal numbers of any scale; now and then a row of zeros, a whole number, a score of a thousand."""
    values = rng.normal(size=shape) * one_of(rng, 1e-6, 1.0, 1.0, 3.0)
    kind = rng.random()
    if kind < 0.15 and values.size:
        values[int(rng.integers(shape[0]))] = 0.0
    elif kind < 0.3:
        values = np.round(values)
    elif kind < 0.4:
        values = values * 300.0
    return values


def distinct(rng: Generator, rows: int, columns: int) -> np.ndarray:
    """Rows no two of which are equally near to anything: at least two columns, nothing rounded."""
    return rng.normal(size=(rows, columns)) * rng.uniform(0.1, 5, size=(rows, 1))


def unit(rng: Generator, dimensions: int) -> np.ndarray:
    """A vector of length 1."""
    vector = rng.normal(size=dimensions)
    return vector / np.sqrt(vector @ vector)


def counts(rng: Generator, *shape: int) -> np.ndarray:
    """Counts, uneven and with empty rows, rarely all zero."""
    drawn = rng.poisson(rng.gamma(0.7, 4.0, size=shape)).astype(float)
    return drawn * 0 if maybe(rng, 0.03) else drawn


def table(rng: Generator) -> np.ndarray:
    """Counts, neither square nor symmetric."""
    return counts(rng, number(rng, 1, MANY), number(rng, 1, MANY)) * one_of(rng, 1.0, 1.0, 0.5, 100.0)


def square(rng: Generator, low: int = 1) -> np.ndarray:
    """Counts of as many rows as columns, some of them fractions."""
    size = number(rng, low, MANY)
    return counts(rng, size, size) * one_of(rng, 1.0, 0.5, 30.0)


def sentence(rng: Generator, low: int = 0, high: int = 9) -> list[str]:
    """A few words, the first ones of the list more often."""
    return [WORDS[min(int(rng.exponential(3.0)), len(WORDS) - 1)] for _ in range(number(rng, low, high))]


def sentences(rng: Generator) -> list[list[str]]:
    """A corpus of a few sentences, empty ones and equal ones among them."""
    lines = [sentence(rng, 0, one_of(rng, 6, 9, 14)) for _ in range(number(rng, 0, 5))]
    return [*lines, *lines[:1]] if maybe(rng, 0.2) else lines


def vocabulary(rng: Generator, low: int = 0, high: int = 8) -> dict[str, int]:
    """Ids in no order."""
    size = number(rng, low, high)
    return dict(zip(rng.permutation(WORDS)[:size].tolist(), rng.permutation(size).tolist(), strict=True))


def known(rng: Generator, vocabulary: dict[str, int], share: float = 0.95) -> str:
    """A word of the vocabulary, mostly."""
    return one_of(rng, *vocabulary) if vocabulary and maybe(rng, share) else one_of(rng, *WORDS, "nowhere")


def corpus(rng: Generator) -> dict[str, Any]:
    """What a function that slides a window is given."""
    return {
        "sentences": sentences(rng),
        "vocabulary": vocabulary(rng),
        "window": one_of(rng, 0, 1, 1, 2, 2, 3, 4, 10, 13),
    }


def embedding(rng: Generator, low: int = 1) -> dict[str, Any]:
    """A vocabulary and its vectors, far from any tie."""
    words = vocabulary(rng, low)
    return {"vocabulary": words, "vectors": distinct(rng, len(words), number(rng, 2, 5))}


def step(rng: Generator) -> dict[str, Any]:
    """What the steps by negative sampling have in common."""
    size, dimensions = number(rng, 1, MANY), number(rng, 1, 4)
    return {
        "W_in": array(rng, size, dimensions),
        "W_out": array(rng, size, dimensions),
        "center": number(rng, 0, size - 1),
        "negatives": ids(rng, size),
        "learning_rate": float(rng.uniform(0, 1)),
    }


def glove(rng: Generator) -> dict[str, Any]:
    """The arguments of the loss of GloVe."""
    cells = square(rng)
    size, dimensions = len(cells), number(rng, 1, 4)
    return {
        "counts": cells,
        "W": array(rng, size, dimensions),
        "W_context": array(rng, size, dimensions),
        "bias": rng.normal(size=size),
        "bias_context": rng.normal(size=size),
        "x_max": one_of(rng, 100.0, 10.0, 3.0),
        "alpha": one_of(rng, 0.75, 0.5, 1.0),
    }


def subwords(rng: Generator) -> dict[str, Any]:
    """Words and n-grams with vectors; some n-grams of every word have none."""
    words = vocabulary(rng)
    pieces = sorted({f"<{word}>"[i:j] for word in WORDS for i in range(len(word)) for j in range(i + 1, i + 6)})
    chosen = rng.permutation(pieces)[: number(rng, 1, len(pieces))].tolist()
    dimensions, shortest = number(rng, 2, 4), number(rng, 1, 4)
    return {
        "word": one_of(rng, known(rng, words), one_of(rng, "", "riverbank", "étranger")),
        "vocabulary": words,
        "word_vectors": distinct(rng, len(words), dimensions) * (rng.random(size=(len(words), 1)) > 0.2),
        "ngram_ids": dict(zip(chosen, rng.permutation(len(chosen)).tolist(), strict=True)),
        "ngram_vectors": distinct(rng, len(chosen), dimensions),
        "min_n": shortest,
        "max_n": shortest + number(rng, 0, 3),
    }


def lengths(rng: Generator) -> dict[str, Any]:
    """A word and the lengths of its n-grams, which need not be possible."""
    shortest = number(rng, 0, 4) if maybe(rng, 0.2) else number(rng, 1, 4)
    text = one_of(rng, "", "où", "".join(sentence(rng, 0, 3)), one_of(rng, *WORDS))
    return {"word": text, "min_n": shortest, "max_n": shortest + number(rng, -1 if maybe(rng, 0.2) else 0, 4)}


def span(rng: Generator) -> dict[str, Any]:
    """Words, their pieces, and a cut that may fall before the target."""
    words = sentence(rng, 1, 12)
    word_ids: list[int | None] = [None]
    for index in range(len(words)):
        word_ids += [index] * number(rng, 1, 3)
    cut = number(rng, 1, len(word_ids)) if maybe(rng, 0.15) else len(word_ids)
    target = one_of(rng, *words)
    return {
        "words": words,
        "target": one_of(rng, target, target.upper(), target.swapcase()),
        "word_ids": [*word_ids[:cut], None, *[None] * number(rng, 0, 2)],
        "occurrence": one_of(rng, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, -1),
    }
