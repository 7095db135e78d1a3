"""Answers that are no answers."""

import numpy as np


class Always(np.ndarray):
    def __eq__(self, other):
        return True


class Endless:
    def __getattr__(self, name):
        return self

    def __call__(self, *args):
        return self


def cooccurrence_matrix(sentences, vocabulary, window=2):
    return "four"


def pmi(counts):
    nested = []
    for _ in range(10_000):
        nested = [nested]
    return nested


def ppmi(counts):
    return np.zeros_like(counts).view(Always)


def smoothed_pmi(counts, alpha=0.75):
    return iter(int, 1)


def shifted_pmi(counts, k):
    return Endless()


def shifted_ppmi(counts, k):
    return {"a": object(), 3: [None, {1, 2}]}


def svd_embeddings(matrix, dimensions):
    return np.array([None, "text", 3], dtype=object)
