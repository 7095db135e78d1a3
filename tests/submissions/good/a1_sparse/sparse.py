"""A right solution in a beginner's style: loops, lists, dictionaries."""

import math
from collections import Counter


def one_hot(word, vocabulary):
    vector = [0] * len(vocabulary)
    vector[vocabulary[word]] = 1
    return vector


def cosine_similarity(u, v):
    if len(u) != len(v):
        raise ValueError("vectors of different lengths")
    norms = math.hypot(*map(float, u)) * math.hypot(*map(float, v))
    return sum(float(a) * float(b) for a, b in zip(u, v)) / norms if norms else 0.0


def orthogonal_pairs(size):
    return sum(range(size))


def bag_of_words(document, vocabulary):
    counts = Counter(word for word in document if word in vocabulary)
    by_id = sorted(vocabulary, key=vocabulary.get)
    return [counts[word] for word in by_id]


def inverse_document_frequency(documents, vocabulary):
    idf = [0.0] * len(vocabulary)
    for word, index in vocabulary.items():
        containing = sum(word in document for document in documents)
        if containing:
            idf[index] = math.log(len(documents) / containing)
    return idf


def tf_idf(document, vocabulary, idf):
    return [count * idf[index] for index, count in enumerate(bag_of_words(document, vocabulary))]
