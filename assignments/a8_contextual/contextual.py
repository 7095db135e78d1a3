"""One word, many vectors: what a contextual encoder says about a word, and what a static model cannot.

Source: lab steps 3 and 4 and the section on ELMo of "Word2Vec and Contextual Embeddings"; sections 4.5.3 and 4.5.4.

Shapes are written with T tokens, H features of a hidden vector, L layers above the embedding layer, B sentences in
a batch, n vectors to compare and d features of each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
"""A NumPy array of floats; the shape stands in the docstring."""


def target_span(words: Sequence[str], target: str, word_ids: Sequence[int | None], occurrence: int = 0) -> list[int]:
    """Token positions of all pieces of one word of a sentence.

    The word is the `occurrence`-th word (counted from 0) of `words` that equals `target` without regard to case, as
    `str.casefold` sees it. A word that only contains the target, such as "banker" for "bank", is another word.

    words       the sentence, already split
    target      the word looked for
    word_ids    from the tokenizer: for each token the index of its word in `words`; None for special tokens
                ([CLS], [SEP]) and padding. A word may have several tokens (pieces), or be cut off at the end
    occurrence  which of the equal words

    Returns the positions in `word_ids`, 0-based, of every piece of that word that is there.
    ValueError: no such word, no such occurrence (a negative one included), or none of its pieces is left after
    truncation.
    Source: lab step 3.
    """
    raise NotImplementedError("task 8.1: target_span")


def pool_pieces(hidden: Array, positions: Sequence[int]) -> Array:
    """One vector for a word of several pieces: the mean of their rows.

    hidden     (T, H), one row per token
    positions  rows of the pieces

    Returns (H,): (1 / m) Σ_p hidden_p over the m positions.
    ValueError: no position.
    Source: lab step 3.
    """
    raise NotImplementedError("task 8.2: pool_pieces")


def select_layers(hidden_states: Array, layers: Sequence[int] | int = -1) -> Array:
    """The hidden vectors of one layer, or the mean of several.

    hidden_states  (L + 1, T, H); index 0 is the embedding layer, index l the output of layer l
    layers         one index, or several; negative indices count from the end as in Python

    Returns (T, H): that layer, or the mean of the layers given.
    IndexError: a layer that does not exist. ValueError: no layer at all.
    Source: stretch goals of the lab; exercise on ELMo's layers.
    """
    raise NotImplementedError("task 8.3: select_layers")


def word_embedding(
    words: Sequence[str],
    target: str,
    tokenizer: Any,
    model: Any,
    layers: Sequence[int] | int = -1,
    occurrence: int = 0,
) -> Array:
    """The contextual vector of `target` in one sentence.

    words       the sentence, already split; a punctuation mark is a word of its own
    target      the word looked for, without regard to case, as in `target_span`
    tokenizer   a fast tokenizer of transformers; called with is_split_into_words=True, truncated to its
                model_max_length. It may add padding
    model       an encoder of transformers, in training or in evaluation mode
    layers      as in `select_layers`, its IndexError included
    occurrence  as in `target_span`

    The model runs in evaluation mode (and may be left in it), records no gradients, and is given the attention mask.
    A word of several pieces has the mean of their vectors. Two calls give the same vector.

    Returns (H,).
    ValueError: as `target_span`.
    Source: lab step 3; exercise on extracting an embedding.
    """
    raise NotImplementedError("task 8.4: word_embedding")


def mean_pool(hidden: Array, attention_mask: Array) -> Array:
    """One vector per sentence: the mean of its real tokens.

    hidden          (B, T, H)
    attention_mask  (B, T), 1 at tokens and 0 at padding, which may stand anywhere

    Returns (B, H): Σ_t mask_bt hidden_bt / Σ_t mask_bt, and zeros where a row of the mask is empty (all 0).
    Source: "NSP and the [CLS] Sentence Embedding".
    """
    raise NotImplementedError("task 8.5: mean_pool")


def cosine_matrix(vectors: Array) -> Array:
    """All pairwise cosines: S_ij = v_i·v_j / (|v_i| |v_j|).

    vectors  (n, d)

    Returns (n, n), symmetric, 1 on the diagonal, except that rows and columns of zero vectors are 0.0.
    Source: lab step 4.
    """
    raise NotImplementedError("task 8.6: cosine_matrix")


def sense_gap(similarities: Array, senses: Sequence[int]) -> float:
    """How much closer uses of the same sense are than uses of different senses.

    similarities  (n, n), symmetric, one row per sentence
    senses        n labels, any integers; two sentences share a sense if their labels are equal

    Returns mean of S_ij over the pairs i < j of equal sense, minus the mean over the pairs i < j of different sense;
    nan if one of the two groups has no pair.
    Source: "Expected pattern" of lab step 3.
    """
    raise NotImplementedError("task 8.7: sense_gap")


def rank_contexts(similarities: Array, query: int) -> list[int]:
    """The other sentences, the most similar first.

    similarities  (n, n), symmetric
    query         row of the sentence to compare with, 0 to n - 1

    Returns the n - 1 other row indices by falling similarity to the query; ties in any order.
    IndexError: no such row (below 0, or n and above).
    Source: lab step 4.
    """
    raise NotImplementedError("task 8.8: rank_contexts")


def static_similarities(
    sentences: Sequence[Sequence[str]], target: str, vocabulary: Mapping[str, int], vectors: Array
) -> Array:
    """What a static model answers when asked how similar the uses of a word are.

    sentences   n sentences, each a sequence of words
    target      a word; words are compared as written (case matters)
    vocabulary  word to row of `vectors`
    vectors     (V, d)

    Returns (n, n): the cosines between the target's vector in each of the sentences. It is one and the same vector,
    so they are 1.0 everywhere (0.0 everywhere for a zero vector).
    KeyError: the target is not in the vocabulary; looked up first, whatever the sentences. ValueError: a sentence
    without the target.
    Source: 4.5.3; lab step 3.
    """
    raise NotImplementedError("task 8.9: static_similarities")


def scalar_mix(layers: Array, weights: Array, gamma: float = 1.0) -> Array:
    """ELMo's task-specific mixture of layers: gamma Σ_l s_l layer_l with s = softmax(weights).

    layers   (L, T, H), all the layers to mix
    weights  (L,), raw: any real numbers; stable for weights of ±1000
    gamma    scale of the whole

    Returns (T, H).
    Source: exercise on ELMo's layers.
    """
    raise NotImplementedError("task 8.10: scalar_mix")
