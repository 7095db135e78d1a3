"""A right solution in a beginner's style: one cell at a time."""

import math

import numpy as np


def cooccurrence_matrix(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError("a window needs at least one word")
    counts = np.zeros((len(vocabulary), len(vocabulary)), dtype=int)
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for i, centre in enumerate(ids):
            for j, context in enumerate(ids):
                if i != j and abs(i - j) <= window:
                    counts[centre, context] += 1
    return counts


def smoothed_pmi(counts, alpha=0.75):
    if alpha <= 0:
        raise ValueError("alpha has to be positive")
    counts = np.asarray(counts, float)
    total = counts.sum()
    rows = counts.sum(axis=1)
    contexts = counts.sum(axis=0) ** alpha
    contexts = contexts / contexts.sum() if contexts.sum() else contexts
    result = np.full(counts.shape, -math.inf)
    for w in range(counts.shape[0]):
        for c in range(counts.shape[1]):
            if counts[w, c] > 0:
                result[w, c] = math.log(counts[w, c] / total) - math.log(rows[w] / total) - math.log(contexts[c])
    return result


def pmi(counts):
    return smoothed_pmi(counts, alpha=1.0)


def ppmi(counts):
    return np.maximum(pmi(counts), 0)


def shifted_pmi(counts, k):
    if k < 1:
        raise ValueError("k counts negative samples: at least one")
    return pmi(counts) - math.log(k)


def shifted_ppmi(counts, k):
    return np.maximum(shifted_pmi(counts, k), 0)


def svd_embeddings(matrix, dimensions):
    matrix = np.asarray(matrix, float)
    if not 1 <= dimensions <= min(matrix.shape):
        raise ValueError("no such number of dimensions")
    u, s, _ = np.linalg.svd(matrix)
    return u[:, :dimensions] @ np.diag(s[:dimensions])
