"""Words made of pieces: character n-grams, out-of-vocabulary words, subword skip-gram (section 4.4.2, exercise 4.8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vocabulary = dict[str, int]
"""Word to id, ids 0 .. V-1 in any insertion order."""

Array = NDArray[Any]
FNV_OFFSET = 2166136261
"""Where every 32-bit FNV-1a hash starts."""

FNV_PRIME = 16777619
"""What every 32-bit FNV-1a hash is multiplied by, once per byte."""


def character_ngrams(word: str, min_n: int = 3, max_n: int = 6) -> list[str]:
    """Cut a word into the pieces that FastText reads.

        all substrings of length n of "<" + word + ">", for every n with min_n <= n <= max_n

    Lengths are counted in Unicode code points, and the two boundary markers count like any other character
    (so with min_n = 1 the lone "<" and ">" are n-grams too). The padded word itself is among the n-grams when it
    is short enough. The answer is a bag: an n-gram that occurs twice is there twice, and the order is free.
    The word is taken as it stands: no case folding, no Unicode normalisation, nothing stripped, and a "<" or ">"
    of its own is a character like any other.

    The empty word has no n-grams, whatever the lengths: [].
    Raises ValueError unless 1 <= min_n <= max_n, whatever the word.

    Source: section 4.4.2; Bojanowski et al. (2017), section 3.2.
    """
    raise NotImplementedError("task 5.1: character_ngrams")


def hash_ngram(ngram: str) -> int:
    """Turn an n-gram into a number from 0 to 2^32 - 1, the same one in every run and on every machine.

    32-bit FNV-1a over the UTF-8 bytes of the n-gram, with the signed-char rule of the fastText program:

        h = FNV_OFFSET
        for each byte, in order:   h = ((h xor e) * FNV_PRIME) mod 2^32

    where e is the byte itself up to 127; a byte above 127 is read as a signed char and sign-extended to 32 bits
    before the xor. The n-gram is hashed as it stands: its markers, where it has any, are part of it and none
    are added. The empty string gives FNV_OFFSET.

        "<wh" -> 1048167652        "<where>" -> 2319392596        "é" (U+00E9) -> 1023043777

    Source: section 4.4.2; Bojanowski et al. (2017), section 3.2, and `Dictionary::hash` of fastText.
    """
    raise NotImplementedError("task 5.2: hash_ngram")


def ngram_rows(word: str, buckets: int, min_n: int = 3, max_n: int = 6) -> list[int]:
    """Row numbers of a word's n-grams in a table of `buckets` n-gram vectors.

        hash(g) mod buckets     for every n-gram g of the word

    The n-grams are those of `character_ngrams`, the hash is that of `hash_ngram`. Rows run from 0 to buckets - 1 and
    nothing is added to them: the table holds n-grams only. Repeats are kept, whether an n-gram occurs
    twice or two n-grams share a bucket; the order is free. The empty word has no rows: [].

    Raises ValueError if buckets < 1, whatever the word.

    Source: section 4.4.2; Bojanowski et al. (2017), section 3.2.
    """
    raise NotImplementedError("task 5.3: ngram_rows")


def word_vector(
    word: str,
    vocabulary: Vocabulary,
    word_vectors: Array,
    ngram_ids: dict[str, int],
    ngram_vectors: Array,
    min_n: int = 3,
    max_n: int = 6,
) -> Array:
    """The vector of any word, seen in training or not: shape (d,).

        Σ_g ngram_vectors[ngram_ids[g]]   over the n-grams g of the word
        + word_vectors[vocabulary[word]]  if the word is in the vocabulary

    word_vectors has shape (V, d), ngram_vectors (N, d); V and N may be 0. This is the SUM of the chapter and of the
    paper, not the mean that the fastText program and gensim return. The n-grams are those of `character_ngrams`,
    with one addition for each occurrence; an n-gram that is not in ngram_ids is skipped. (Two n-grams may have the
    same id; then that row is added for each of them.) Nothing known at all: zeros(d).
    No argument is changed.

    Source: section 4.4.2.
    """
    raise NotImplementedError("task 5.4: word_vector")


def nearest_words(
    word: str,
    vocabulary: Vocabulary,
    word_vectors: Array,
    ngram_ids: dict[str, int],
    ngram_vectors: Array,
    n: int = 5,
    min_n: int = 3,
    max_n: int = 6,
) -> list[tuple[str, float]]:
    """The n words of the vocabulary that are most similar to `word`, with their cosines, highest first.

        cos(x, y) = x·y / (|x| |y|),   0.0 if x or y is the zero vector

    Both sides are composed vectors, made as `word_vector` makes them: a word of the vocabulary is compared with its
    n-grams and its own row together. An unknown word is a legal query. The word itself is left out when it is in the
    vocabulary, and only it: another word with the very same vector stays. Fewer than n candidates: all of
    them (so perhaps []). Words with equal cosines come in any order.

    Source: section 4.4.2, exercise 4.8.
    """
    raise NotImplementedError("task 5.5: nearest_words")


def subword_gradients(center_rows: Sequence[int], gradient: Array, ngram_vectors_shape: tuple[int, int]) -> Array:
    """Hand the gradient of the centre vector down to the n-gram rows it was made of: shape (N, d).

    The centre vector is the sum v = Σ_r ngram_vectors[r] over the rows r in center_rows (repeats kept), and
    `gradient` (d,) is dL/dv. Row r of the answer is dL/d ngram_vectors[r]: the full gradient once per occurrence of
    r, never divided; zeros for a row that does not occur. ngram_vectors_shape is (N, d), and the answer has exactly
    this shape. No rows: all zeros. It is the gradient, not the step: no sign, no learning rate.

    Source: section 4.4.2, with the chain rule.
    """
    raise NotImplementedError("task 5.6: subword_gradients")


def fasttext_step(
    word_vectors: Array,
    ngram_vectors: Array,
    W_out: Array,
    center: int,
    ngram_row_ids: Sequence[int],
    context: int,
    negatives: Array,
    learning_rate: float,
) -> float:
    """One step of skip-gram with negative sampling on a centre word made of pieces; returns the loss before it.

        v    = word_vectors[center] + Σ_r ngram_vectors[r]     over r in ngram_row_ids, repeats kept
        loss = -ln σ(u·v) - Σ_k ln σ(-u_k·v),                 u = W_out[context], u_k = W_out[negatives[k]]
        each row of the three tables moves by -learning_rate times its own gradient of this loss

    Shapes: word_vectors (V, d), ngram_vectors (N, d), W_out (V, d); `negatives` are ids (K,), K may be 0;
    ngram_row_ids may be empty. Context words are not decomposed: they have their row of W_out and nothing else.
    The three tables are changed in place. All gradients are taken at the old values. Repeats accumulate: an n-gram
    row that occurs twice, a negative drawn twice, a negative equal to the context get every one of their
    contributions. The sums are sums, never means. The loss stays finite and exact for scores of ±1000.

    Source: section 4.4.2 with the loss of section 4.3.2 (equation 4.3).
    """
    raise NotImplementedError("task 5.7: fasttext_step")
