"""One-hot vectors, bags of words and TF-IDF: words as dimensions (chapter 4, section 4.1)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""A NumPy array of floats."""

Vocabulary = dict[str, int]
"""Word to id. The ids are 0 .. V-1, each once, in any order: an id is looked up, never counted off."""


def one_hot(word: str, vocabulary: Vocabulary) -> Array:
    """The vector that says which word this is, and nothing else.

        e_w[i] = 1.0 if i is the id of w, else 0.0

    Args:
        word: any string; capital letters make another word.
        vocabulary: word to id, V words.

    Returns:
        Shape (V,).

    Raises:
        KeyError: the word is not in the vocabulary.

    Source: section 4.1.1.

    """
    raise NotImplementedError("task 1.1: one_hot")


def cosine_similarity(u: Array, v: Array) -> float:
    """The cosine of the angle between two vectors.

        cos(u, v) = (u · v) / (|u| |v|),   |u| = sqrt(sum of u_i²)

    It lies between -1 and 1 and depends on the directions alone: stretching u or v, however little
    or much, leaves it as it is. A zero vector has no direction; its cosine with anything is 0.0 here.

    Args:
        u: shape (d,).
        v: shape (d,).

    Returns:
        One number.

    Raises:
        ValueError: the two shapes differ.

    Source: section 4.1.3.

    """
    raise NotImplementedError("task 1.2: cosine_similarity")


def orthogonal_pairs(size: int) -> int:
    """How many pairs of distinct words of a vocabulary have one-hot vectors at right angles: all of them.

    Pairs are unordered: (cat, dog) and (dog, cat) are one pair, and a word makes no pair with itself.
    A vocabulary of 59 words has 1,711 (the chapter's headline number is a misprint); one of 0 or 1 word
    has none.

    Args:
        size: number of words V, 0 or more.

    Returns:
        A whole number.

    Source: section 4.1.3.

    """
    raise NotImplementedError("task 1.3: orthogonal_pairs")


def bag_of_words(document: list[str], vocabulary: Vocabulary) -> Array:
    """How often each word of the vocabulary occurs in the document, in whatever order.

        tf[i] = number of times that the word with id i stands in the document

    Args:
        document: words, already tokenised and cased (they are compared as they are); may be empty.
            Words that the vocabulary does not know are dropped.
        vocabulary: word to id, V words.

    Returns:
        Shape (V,); raw counts, not divided by anything.

    Source: section 4.1.2.

    """
    raise NotImplementedError("task 1.4: bag_of_words")


def inverse_document_frequency(documents: list[list[str]], vocabulary: Vocabulary) -> Array:
    """How much the presence of each word tells one document from another.

        idf[i] = ln(N / n_i)

    N is the number of documents, empty ones and those without a single known word included; n_i is the number
    of documents in which the word with id i occurs, however often. The logarithm is natural and nothing is
    smoothed: no 1 is added anywhere. A word that no document contains gets 0.0; with no documents, every word does.

    Args:
        documents: lists of words; the same document twice counts as two. Unknown words are ignored.
        vocabulary: word to id, V words.

    Returns:
        Shape (V,).

    Source: section 4.1.2.

    """
    raise NotImplementedError("task 1.5: inverse_document_frequency")


def tf_idf(document: list[str], vocabulary: Vocabulary, idf: Array) -> Array:
    """The document as a vector: how often each word occurs, times how much that tells.

        tfidf[i] = tf[i] * idf[i]

    tf is the raw count of the word with id i in this document, not divided by the document's length.
    The result is not normalised either. The idf is the one that is given: it belongs to a whole collection
    and is never worked out from this one document.

    Args:
        document: words; may be empty. Unknown words are dropped.
        vocabulary: word to id, V words.
        idf: shape (V,), one weight for each id.

    Returns:
        Shape (V,).

    Source: section 4.1.2.

    """
    raise NotImplementedError("task 1.6: tf_idf")
