"""Next sentence prediction: does B follow A? ("NSP and the [CLS] Sentence Embedding")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Array = NDArray[Any]
Sentence = list[str]
"""A sentence, already cut into words."""

IS_NEXT, NOT_NEXT = 0, 1
"""The labels, as in the BERT program and in transformers: 0 means that B follows A."""


def nsp_pairs(documents: list[list[Sentence]], *, rng: Generator) -> list[tuple[Sentence, Sentence, int]]:
    """Make a next-sentence exercise of a few documents: triples (A, B, label).

    A runs over all sentences that have a successor in their own document, one triple for each of them. Then

        with probability 1/2    B is that successor, and the label is IS_NEXT = 0
        otherwise               B is a uniformly drawn sentence of a uniformly drawn other document,
                                and the label is NOT_NEXT = 1

    documents: lists of sentences, each a list of words. A document without sentences is ignored: it is never
               drawn. A document of one sentence has no A to offer, yet B may come from it. A document is a
               place in the list: two that say the same are still two, and a sentence may occur twice.
    rng:       the only source of randomness

    A coin for each A is right, and so are balanced labels in random order (half of the triples, at random
    places). Draws are with replacement: a sentence may serve as B many times. The order of the triples is free.
    If no sentence has a successor, the answer is empty.

    Raises ValueError if fewer than two documents have a sentence.

    Source: "NSP and the [CLS] Sentence Embedding"; Devlin et al. (2019), section 3.1.
    """
    raise NotImplementedError("task 7.3: nsp_pairs")


def pack_pair(
    a: Sequence[int], b: Sequence[int], *, cls_id: int, sep_id: int, pad_id: int, max_length: int
) -> tuple[Array, Array, Array]:
    """Lay two sentences out as BERT reads them, cut to length and padded to it.

        [CLS] A [SEP] B [SEP] [PAD] [PAD] ...

    a, b:       the token ids of the two sentences, without special tokens; lists, tuples or arrays; left as they were
    max_length: the length of the result

    Returns (input_ids, token_type_ids, attention_mask), three integer arrays of shape (max_length,):

        input_ids        the layout above, pad_id on padding
        token_type_ids   0 for [CLS], A and the first [SEP]; 1 for B and its [SEP]; 0 on padding
        attention_mask   1 on every token, special ones included; 0 on padding

    If the pair is too long, drop tokens from the end of the longer of A and B, one at a time, comparing anew each
    time; on equal lengths drop from B.

    Raises ValueError if max_length < 5 (three special tokens and one of each sentence), or if a or b is empty.

    Source: "NSP and the [CLS] Sentence Embedding"; Devlin et al. (2019), section 3 and appendix A.2.
    """
    raise NotImplementedError("task 7.4: pack_pair")


def nsp_loss(logits: Array, labels: Array) -> float:
    """Mean cross-entropy of the two-way question "does B follow A?".

        L = -1/N sum over n of   ln softmax(logits[n])[labels[n]]

    logits: shape (N, 2), N >= 1; column 0 scores "B follows A", column 1 "B is from elsewhere"
    labels: shape (N,), 0 or 1 (IS_NEXT or NOT_NEXT)

    Returns one number. Right for logits of ±1000 too: no overflow, and a loss of 2000 is 2000.

    Source: "NSP and the [CLS] Sentence Embedding".
    """
    raise NotImplementedError("task 7.5: nsp_loss")


def pretraining_loss(mlm: float, nsp: float) -> float:
    """What BERT minimises: the two losses, added up.

        L = L_MLM + L_NSP

    mlm: the loss of the masked words; nsp: the loss of the sentence pairs. Neither is weighted or averaged.
    Returns one number.

    Source: "NSP and the [CLS] Sentence Embedding" (the formula is lost in print: it is this sum).
    """
    raise NotImplementedError("task 7.6: pretraining_loss")
