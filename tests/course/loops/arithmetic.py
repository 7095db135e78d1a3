"""The few sums that every assignment needs."""

from __future__ import annotations

import math

Vector = list[float]
Matrix = list[Vector]


def zeros(rows: int, columns: int) -> Matrix:
    """A matrix of zeros, no row shared."""
    return [[0.0] * columns for _ in range(rows)]


def dot(u: Vector, v: Vector) -> float:
    """Σ u_i v_i."""
    total = 0.0
    for a, b in zip(u, v, strict=True):
        total += a * b
    return total


def cosine(u: Vector, v: Vector) -> float:
    """0.0 beside a zero vector."""
    if not any(u) or not any(v):
        return 0.0
    return dot(u, v) / (math.sqrt(dot(u, u)) * math.sqrt(dot(v, v)))


def mean(values: Vector) -> float:
    """Sum over number."""
    return sum(values) / len(values)


def mean_row(rows: Matrix) -> Vector:
    """Mean of each column."""
    return [mean([row[column] for row in rows]) for column in range(len(rows[0]))]


def sigmoid(x: float) -> float:
    """The exponential is only taken of what is not positive."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def minus_log_sigmoid(x: float) -> float:
    """ln(1 + e^-x)."""
    return max(-x, 0.0) + math.log1p(math.exp(-abs(x)))


def log_softmax(scores: Vector) -> Vector:
    """The highest score is taken off first."""
    top = max(scores)
    log_sum = math.log(sum(math.exp(score - top) for score in scores))
    return [score - top - log_sum for score in scores]


def known_ids(sentence: list[str], vocabulary: dict[str, int]) -> list[int]:
    """Unknown words are dropped before any window slides."""
    return [vocabulary[word] for word in sentence if word in vocabulary]


def best_first(scores: dict[str, float], n: int) -> list[tuple[str, float]]:
    """The n highest, found one after the other."""
    left, found = dict(scores), []
    while left and len(found) < n:
        word = max(left, key=lambda name: left[name])
        found.append((word, left.pop(word)))
    return found
