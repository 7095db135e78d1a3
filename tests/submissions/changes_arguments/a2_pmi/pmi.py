"""Right values, but the caller's matrix is spoilt on the way."""

import numpy as np


def cooccurrence_matrix(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError("window")
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        sentence[:] = [word for word in sentence if word in vocabulary]
        for i, word in enumerate(sentence):
            for other in sentence[max(0, i - window) : i]:
                counts[vocabulary[word], vocabulary[other]] += 1
    return counts + counts.T


def ppmi(counts):
    total, rows, columns = counts.sum(), counts.sum(axis=1, keepdims=True), counts.sum(axis=0)
    with np.errstate(all="ignore"):
        counts *= total / rows / columns
        return np.maximum(np.nan_to_num(np.log(counts), nan=0, neginf=0), 0)
