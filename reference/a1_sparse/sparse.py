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
    vector = np.zeros(len(vocabulary))
    vector[vocabulary[word]] = 1.0
    return vector


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
    if np.shape(u) != np.shape(v):
        raise ValueError(f"two vectors of one length are needed, not {np.shape(u)} and {np.shape(v)}")
    return float(_unit(u) @ _unit(v))


def _unit(vector: Array) -> Array:
    """`vector` stretched to length 1; the zero vector stays as it is."""
    vector = np.asarray(vector, dtype=float)
    largest = np.max(np.abs(vector), initial=0.0)
    if largest == 0.0:
        return vector
    # Dividing by the largest entry first keeps the squares of tiny and huge entries within range.
    scaled = vector / largest
    return scaled / np.sqrt(scaled @ scaled)


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
    return size * (size - 1) // 2


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
    counts = np.zeros(len(vocabulary))
    for word in document:
        if word in vocabulary:
            counts[vocabulary[word]] += 1.0
    return counts


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
    document_counts = np.zeros(len(vocabulary))
    for document in documents:
        for word in set(document) & vocabulary.keys():
            document_counts[vocabulary[word]] += 1.0
    seen = document_counts > 0
    ratio = np.divide(len(documents), document_counts, out=np.ones(len(vocabulary)), where=seen)
    return np.log(ratio)


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
    return bag_of_words(document, vocabulary) * idf
