"""`a1_sparse` in plain loops."""

from __future__ import annotations

import math

from tests.course.loops.arithmetic import Vector, cosine

Vocabulary = dict[str, int]


def one_hot(word: str, vocabulary: Vocabulary) -> Vector:
    position = vocabulary[word]
    return [1.0 if index == position else 0.0 for index in range(len(vocabulary))]


def cosine_similarity(u: Vector, v: Vector) -> float:
    if len(u) != len(v):
        raise ValueError("shapes differ")
    return cosine(u, v)


def orthogonal_pairs(size: int) -> int:
    pairs = 0
    for first in range(size):
        for _second in range(first + 1, size):
            pairs += 1
    return pairs


def bag_of_words(document: list[str], vocabulary: Vocabulary) -> Vector:
    bag = [0.0] * len(vocabulary)
    for word in document:
        if word in vocabulary:
            bag[vocabulary[word]] += 1.0
    return bag


def inverse_document_frequency(documents: list[list[str]], vocabulary: Vocabulary) -> Vector:
    idf = [0.0] * len(vocabulary)
    for word, index in vocabulary.items():
        holding = sum(1 for document in documents if word in document)
        if holding:
            idf[index] = math.log(len(documents) / holding)
    return idf


def tf_idf(document: list[str], vocabulary: Vocabulary, idf: Vector) -> Vector:
    weighted = [0.0] * len(vocabulary)
    for word, index in vocabulary.items():
        weighted[index] = document.count(word) * idf[index]
    return weighted
