"""`a6_evaluation/evaluation.py` in plain loops."""

from __future__ import annotations

import math

from tests.course.loops.arithmetic import Matrix, Vector, best_first, cosine, dot


def analogy(a: str, b: str, c: str, vocabulary: dict[str, int], vectors: Matrix) -> str:
    rows = [vectors[vocabulary[word]] for word in (a, b, c)]
    target = [second - first + third for first, second, third in zip(*rows, strict=True)]
    scores = {word: cosine(target, vectors[index]) for word, index in vocabulary.items() if word not in (a, b, c)}
    if not scores:
        raise ValueError("no word left")
    return best_first(scores, 1)[0][0]


def analogy_accuracy(questions, vocabulary: dict[str, int], vectors: Matrix) -> tuple[float, float]:
    known = right = 0
    for a, b, c, expected in questions:
        if all(word in vocabulary for word in (a, b, c, expected)):
            known += 1
            if any(word not in (a, b, c) for word in vocabulary):
                right += analogy(a, b, c, vocabulary, vectors) == expected
    return (right / known, known / len(questions)) if known else (math.nan, 0.0)


def average_ranks(values: Vector) -> Vector:
    ranks = []
    for value in values:
        below = sum(1 for other in values if other < value)
        equal = sum(1 for other in values if other == value)
        # The equal ones take the ranks below + 1 to below + equal.
        ranks.append(below + (1 + equal) / 2)
    return ranks


def spearman(x: Vector, y: Vector) -> float:
    if len(x) != len(y):
        raise ValueError("lengths differ")
    if len(set(x)) < 2 or len(set(y)) < 2:
        return math.nan
    middle = (len(x) + 1) / 2
    u = [rank - middle for rank in average_ranks(x)]
    v = [rank - middle for rank in average_ranks(y)]
    return dot(u, v) / math.sqrt(dot(u, u) * dot(v, v))


def word_similarity(pairs, vocabulary: dict[str, int], vectors: Matrix) -> tuple[float, float]:
    ours, human = [], []
    for first, second, score in pairs:
        if first in vocabulary and second in vocabulary:
            ours.append(cosine(vectors[vocabulary[first]], vectors[vocabulary[second]]))
            human.append(score)
    return (spearman(ours, human), len(ours) / len(pairs)) if ours else (math.nan, 0.0)
