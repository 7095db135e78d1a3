"""`a3_skipgram/skipgram.py` in plain loops, without sampling and training."""

from __future__ import annotations

import math

from tests.course.loops import arithmetic
from tests.course.loops.arithmetic import Matrix, Vector, best_first, cosine, dot, known_ids, minus_log_sigmoid


def build_vocabulary(sentences: list[list[str]], min_count: int = 1, max_size: int | None = None) -> dict[str, int]:
    counts: dict[str, float] = {}
    for sentence in sentences:
        for word in sentence:
            counts[word] = counts.get(word, 0) + 1
    frequent = {word: count for word, count in counts.items() if count >= min_count}
    limit = len(frequent) if max_size is None else max_size
    return {word: index for index, (word, _) in enumerate(best_first(frequent, limit))}


def keep_probability(counts: Vector, threshold: float = 1e-5) -> Vector:
    kept = []
    for count in counts:
        kept.append(1.0 if count == 0 else min(1.0, math.sqrt(threshold / (count / sum(counts)))))
    return kept


def training_pairs(sentences: list[list[str]], vocabulary: dict[str, int], window: int = 2) -> list[list[int]]:
    if window < 1:
        raise ValueError("no window")
    pairs = []
    for sentence in sentences:
        ids = known_ids(sentence, vocabulary)
        for i in range(len(ids)):
            for j in range(len(ids)):
                if i != j and abs(i - j) <= window:
                    pairs.append([ids[i], ids[j]])
    return pairs


def noise_distribution(counts: Vector, power: float = 0.75) -> Vector:
    powers = [0.0 if count == 0 else count**power for count in counts]
    if not any(counts):
        raise ValueError("no counts")
    return [value / sum(powers) for value in powers]


def sigmoid(x):
    return [sigmoid(value) for value in x] if isinstance(x, list) else arithmetic.sigmoid(x)


def sgns_loss(center: Vector, context: Vector, negatives: Matrix) -> float:
    loss = minus_log_sigmoid(dot(context, center))
    for negative in negatives:
        loss += minus_log_sigmoid(-dot(negative, center))
    return loss


def sgns_gradients(center: Vector, context: Vector, negatives: Matrix) -> tuple[Vector, Vector, Matrix]:
    # The derivative of -ln σ(x) is -σ(-x), that of -ln σ(-x) is σ(x).
    slope = -arithmetic.sigmoid(-dot(context, center))
    to_center = [slope * value for value in context]
    to_context = [slope * value for value in center]
    to_negatives = []
    for negative in negatives:
        slope = arithmetic.sigmoid(dot(negative, center))
        to_center = [old + slope * value for old, value in zip(to_center, negative, strict=True)]
        to_negatives.append([slope * value for value in center])
    return to_center, to_context, to_negatives


def descend(row: Vector, gradient: Vector, rate: float) -> None:
    """One row, in place."""
    for index, slope in enumerate(gradient):
        row[index] -= rate * slope


def sgns_step(W_in: Matrix, W_out: Matrix, center: int, context: int, negatives: list[int], learning_rate: float):
    old = list(W_in[center]), list(W_out[context]), [list(W_out[negative]) for negative in negatives]
    to_center, to_context, to_negatives = sgns_gradients(*old)
    descend(W_in[center], to_center, learning_rate)
    descend(W_out[context], to_context, learning_rate)
    for negative, gradient in zip(negatives, to_negatives, strict=True):
        descend(W_out[negative], gradient, learning_rate)
    return sgns_loss(*old)


def nearest_neighbours(word: str, vocabulary: dict[str, int], vectors: Matrix, n: int = 5) -> list[tuple[str, float]]:
    query = vectors[vocabulary[word]]
    others = {other: cosine(query, vectors[index]) for other, index in vocabulary.items() if other != word}
    return best_first(others, n)
