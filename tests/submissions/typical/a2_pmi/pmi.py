"""Some of what goes wrong most often in a2_pmi."""

import numpy as np


def cooccurrence_matrix(sentences, vocabulary, window=2):
    tokens = [word for sentence in sentences for word in sentence]
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    for i, word in enumerate(tokens):
        for other in tokens[max(0, i - window) : i + window + 1]:
            if other != word and word in vocabulary and other in vocabulary:
                counts[vocabulary[word], vocabulary[other]] += 1
    return counts


def pmi(counts):
    total = counts.sum()
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / total
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.log2(counts / expected), neginf=-np.inf, nan=-np.inf)


def _right_pmi(counts):
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    result = np.full(counts.shape, -np.inf)
    result[counts > 0] = np.log(counts[counts > 0] / expected[counts > 0])
    return result


def ppmi(counts):
    values = _right_pmi(counts)
    return np.where(np.isneginf(values), 0, values)


def smoothed_pmi(counts, alpha=0.75):
    raise NotImplementedError("task 2.4: smoothed_pmi")


def shifted_pmi(counts, k):
    if k < 1:
        raise ValueError("k < 1")
    return _right_pmi(counts) - np.log(k)


def shifted_ppmi(counts, k):
    if k < 1:
        raise ValueError("k < 1")
    return np.maximum(_right_pmi(counts), 0) - np.log(k)


def svd_embeddings(matrix, dimensions):
    u, s, vt = np.linalg.svd(matrix, full_matrices=False)
    return u[:, :dimensions]
