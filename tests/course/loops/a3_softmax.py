"""`a3_skipgram/softmax.py` in plain loops; of Huffman's codes only what they cost."""

from __future__ import annotations

import math

from tests.course.loops import arithmetic
from tests.course.loops.arithmetic import Matrix, Vector, dot, sigmoid


def log_softmax(scores):
    if isinstance(scores[0], list):
        return [log_softmax(inner) for inner in scores]
    return arithmetic.log_softmax(scores)


def softmax(scores):
    if isinstance(scores[0], list):
        return [softmax(inner) for inner in scores]
    return [math.exp(value) for value in arithmetic.log_softmax(scores)]


def skipgram_log_probability(center: int, context: int, W_in: Matrix, W_out: Matrix) -> float:
    return arithmetic.log_softmax([dot(row, W_in[center]) for row in W_out])[context]


def huffman_cost(counts: Vector) -> float:
    """Σ count·len(code) of the best code, without building one.

    Some best tree has its leaves in the order of their counts, so every tree of that order is tried: the cheapest over
    a stretch of leaves is the cheapest cut in two, plus one bit for each occurrence in the stretch.
    """
    leaves = sorted(counts)
    cheapest = {(start, start + 1): 0.0 for start in range(len(leaves))}
    for length in range(2, len(leaves) + 1):
        for start in range(len(leaves) - length + 1):
            end = start + length
            cuts = [cheapest[start, cut] + cheapest[cut, end] for cut in range(start + 1, end)]
            cheapest[start, end] = min(cuts) + sum(leaves[start:end])
    return cheapest[0, len(leaves)]


def hierarchical_probability(hidden: Vector, node_vectors: Matrix, code: str) -> float:
    probability = 1.0
    for bit, node in zip(code, node_vectors, strict=True):
        probability *= sigmoid(dot(hidden, node) if bit == "0" else -dot(hidden, node))
    return probability
