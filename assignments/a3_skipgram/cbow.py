"""Continuous bag of words: predicting a word from the mean of its neighbours (section 4.3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vocabulary = dict[str, int]
Array = NDArray[Any]


def cbow_examples(sentences: list[list[str]], vocabulary: Vocabulary, window: int = 2) -> list[tuple[list[int], int]]:
    """One example (context ids, centre id) for each position that has at least one context word.

    The context of a position is every other position of the same sentence at most `window` away, cut at the ends of
    the sentence. Words that the vocabulary does not know are dropped first, so the window slides over the known words.

    sentences: lists of words. vocabulary: word -> id (look ids up, the dict may stand in any order).
    Returns a list of (context, centre). A word that stands twice in a context is there twice. The order of the examples
    and the order of the ids within a context are free. A position without any context word gives no example.
    ValueError if window < 1.
    Source: section 4.3.1.
    """
    raise NotImplementedError("task 3.12: cbow_examples")


def context_mean(context: Sequence[int], W_in: Array) -> Array:
    """The hidden vector of CBOW: h = (1/n) Σ_i W_in[context_i], over the n context words really there.

    context: n ids (a list, a tuple or an array); an id that stands there twice counts twice. W_in: (V, d).
    Returns shape (d,). ValueError if the context is empty.
    Source: section 4.3.1 (the 2c of the chapter is the n of a position far from both ends of its sentence).
    """
    raise NotImplementedError("task 3.13: context_mean")


def cbow_step(
    W_in: Array, W_out: Array, context: Sequence[int], center: int, negatives: Array, learning_rate: float
) -> float:
    """One step of gradient descent, in place on W_in and W_out; returns the loss before the step.

    With h = context_mean(context, W_in), the loss is that of negative sampling, h in the place of the centre vector:
    -ln σ(W_out[center]·h) - Σ_k ln σ(-W_out[negatives_k]·h), a sum over the negatives. It is finite and exact for
    scores of ±1000 (1000 -> 0 or 1000).

    W_in, W_out: (V, d), both changed in place: W -= learning_rate * gradient. context: n ids (list, tuple or array).
    center: the id to be predicted. negatives: ids (K,), K may be 0.
    All gradients are taken at the old values. The derivative is the exact one: each occurrence of a context word gets
    1/n of the gradient of h. A row that occurs twice (a repeated context word, a repeated negative, a negative equal to
    the centre) gets both contributions. ValueError if the context is empty.
    Source: sections 4.3.1 and 4.3.4.
    """
    raise NotImplementedError("task 3.14: cbow_step")
