"""Masked language modelling: hide some words, and ask for them back ("MLM: The Fill-in-the-Blank Objective")."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Array = NDArray[Any]
IGNORED = -100
"""The label of a position that takes no part in the loss."""

_MASK, _RANDOM = 0.8, 0.1  # of the selected tokens; the rest stay as they are


def mask_tokens(
    input_ids: Array,
    special_tokens_mask: Array,
    mask_id: int,
    candidate_ids: Array,
    *,
    probability: float = 0.15,
    rng: Generator,
) -> tuple[Array, Array]:
    """Make a fill-in-the-blank exercise of a text: the ids that the model reads, and the labels it is asked for.

    Two stages. First, each token that is not special is selected with `probability`. Then, for each selected
    token, and independently of all others:

        with probability 0.8    it becomes mask_id
        with probability 0.1    it becomes a uniform draw from candidate_ids (its own id may come out)
        with probability 0.1    it stays as it is

    input_ids:           integer array of shape (T,) or (B, T)
    special_tokens_mask: same shape, 0/1 or False/True; 1 or True marks [CLS], [SEP], [PAD]: never selected
    mask_id:             the id of [MASK]
    candidate_ids:       integer array of shape (C,): the ids that a random replacement may have, in any order
    probability:         0 selects no token, 1 selects every token that is not special
    rng:                 the only source of randomness; two calls on one generator give two different exercises

    Returns (masked_ids, labels), two integer arrays of the shape of input_ids. labels holds the original id wherever
    a token was selected (whatever became of it) and IGNORED = -100 everywhere else; masked_ids equals input_ids
    wherever no token was selected. input_ids is left as it was.

    Selecting each token on its own is right, and so is an exact count with the same expectation (3 of 20 for 0.15, at
    random places). How many numbers are drawn, and in which order, is free.

    Raises ValueError if probability is below 0 or above 1.

    Source: "MLM: The Fill-in-the-Blank Objective"; Devlin et al. (2019), section 3.1 and appendix A.1.
    """
    raise NotImplementedError("task 7.1: mask_tokens")


def mlm_loss(logits: Array, labels: Array, reduction: str = "sum") -> float:
    """How surprised the model is by the words that were taken away: cross-entropy at the labelled positions.

        L = sum over the positions t with labels[t] != -100 of   -ln softmax(logits[t])[labels[t]]

    logits:    shape (..., T, V), one score per word of the vocabulary at each position
    labels:    integer array of shape (..., T), ids from 0 to V-1, or -100 where no loss is taken
    reduction: "sum" (the chapter's loss) or "mean": L divided by the number of labelled positions of the whole array

    Returns one number. If no position is labelled, the answer is 0.0 for both reductions.
    Right for logits of ±1000 too: no overflow, and a loss of 2000 is 2000.

    Raises ValueError for any other reduction.

    Source: "MLM: The Fill-in-the-Blank Objective".
    """
    raise NotImplementedError("task 7.2: mlm_loss")
