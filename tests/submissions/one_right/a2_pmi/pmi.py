"""One function right, the rest untouched."""

import numpy as np


def cooccurrence_matrix(sentences, vocabulary, window=2):
    raise NotImplementedError("task 2.1: cooccurrence_matrix")


def pmi(counts):
    raise NotImplementedError("task 2.2: pmi")


def ppmi(counts):
    with np.errstate(all="ignore"):
        ratio = counts * counts.sum() / np.outer(counts.sum(axis=1), counts.sum(axis=0))
        return np.where(ratio > 1, np.log(ratio), 0.0)
