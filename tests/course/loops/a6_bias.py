"""`a6_evaluation/bias.py` in plain loops."""

from __future__ import annotations

import math

from tests.course.loops.arithmetic import Matrix, Vector, best_first, cosine, dot, mean


def bias_direction(first: str, second: str, vocabulary: dict[str, int], vectors: Matrix) -> Vector:
    return [a - b for a, b in zip(vectors[vocabulary[first]], vectors[vocabulary[second]], strict=True)]


def alignment(vectors: Matrix, direction: Vector) -> Vector:
    return [cosine(row, direction) for row in vectors]


def most_aligned(first: str, second: str, vocabulary: dict[str, int], vectors: Matrix, n: int = 10):
    direction = bias_direction(first, second, vocabulary, vectors)
    scores = {
        word: cosine(vectors[index], direction) for word, index in vocabulary.items() if word not in (first, second)
    }
    negated = {word: -score for word, score in scores.items()}
    return [word for word, _ in best_first(scores, n)], [word for word, _ in best_first(negated, n)]


def neutralize(vector: Vector, direction: Vector) -> Vector:
    if not any(direction):
        return list(vector)
    share = dot(vector, direction) / dot(direction, direction)
    return [value - share * axis for value, axis in zip(vector, direction, strict=True)]


def equalize(u: Vector, v: Vector, direction: Vector) -> tuple[Vector, Vector]:
    if not any(direction) or dot(u, direction) == dot(v, direction):
        raise ValueError("nothing to tell the two apart")
    middle = neutralize([(a + b) / 2 for a, b in zip(u, v, strict=True)], direction)
    length = math.sqrt(dot(direction, direction))
    part = math.sqrt(max(0.0, 1 - dot(middle, middle)))
    if dot(u, direction) < dot(v, direction):
        part = -part
    first = [value + part * axis / length for value, axis in zip(middle, direction, strict=True)]
    second = [value - part * axis / length for value, axis in zip(middle, direction, strict=True)]
    return first, second


def association(word: Vector, A: Matrix, B: Matrix) -> float:
    return mean([cosine(word, row) for row in A]) - mean([cosine(word, row) for row in B])


def weat_effect_size(X: Matrix, Y: Matrix, A: Matrix, B: Matrix) -> float:
    of_x = [association(row, A, B) for row in X]
    of_y = [association(row, A, B) for row in Y]
    both = of_x + of_y
    deviation = math.sqrt(sum((value - mean(both)) ** 2 for value in both) / (len(both) - 1))
    return (mean(of_x) - mean(of_y)) / deviation if deviation else math.nan
