"""`a4_glove` in plain loops, without training."""

from __future__ import annotations

import math

from tests.course.loops.arithmetic import Matrix, Vector, dot, known_ids, zeros


def weighted_cooccurrence(sentences: list[list[str]], vocabulary: dict[str, int], window: int = 10) -> Matrix:
    if window < 1:
        raise ValueError("no window")
    counts = zeros(len(vocabulary), len(vocabulary))
    for sentence in sentences:
        ids = known_ids(sentence, vocabulary)
        for i in range(len(ids)):
            for j in range(i + 1, len(ids)):
                if j - i <= window:
                    counts[ids[i]][ids[j]] += 1 / (j - i)
                    counts[ids[j]][ids[i]] += 1 / (j - i)
    return counts


def probability_ratio(counts: Matrix, i: int, j: int) -> Vector:
    if sum(counts[i]) == 0 or sum(counts[j]) == 0:
        raise ValueError("a row without counts")
    ratios = []
    for upper, lower in zip(counts[i], counts[j], strict=True):
        if lower:
            ratios.append((upper / sum(counts[i])) / (lower / sum(counts[j])))
        else:
            ratios.append(math.inf if upper else math.nan)
    return ratios


def weight(x, x_max: float = 100.0, alpha: float = 0.75):
    if isinstance(x, list):
        return [weight(value, x_max, alpha) for value in x]
    return 1.0 if x >= x_max else (x / x_max) ** alpha


def _cells(counts: Matrix, W: Matrix, W_context: Matrix, bias: Vector, bias_context: Vector):
    """Row, column, count and error of each cell that is not zero."""
    for i, row in enumerate(counts):
        for j, count in enumerate(row):
            if count:
                yield i, j, count, dot(W[i], W_context[j]) + bias[i] + bias_context[j] - math.log(count)


def glove_loss(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75) -> float:
    loss = 0.0
    for _, _, count, error in _cells(counts, W, W_context, bias, bias_context):
        loss += weight(count, x_max, alpha) * error**2
    return loss


def glove_gradients(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    size, dimensions = len(W), len(W[0])
    to_w, to_context = zeros(size, dimensions), zeros(size, dimensions)
    to_bias, to_bias_context = [0.0] * size, [0.0] * size
    for i, j, count, error in _cells(counts, W, W_context, bias, bias_context):
        slope = 2 * weight(count, x_max, alpha) * error
        for axis in range(dimensions):
            to_w[i][axis] += slope * W_context[j][axis]
            to_context[j][axis] += slope * W[i][axis]
        to_bias[i] += slope
        to_bias_context[j] += slope
    return to_w, to_context, to_bias, to_bias_context


def adagrad_step(parameter: list, gradient: list, accumulator: list, learning_rate: float) -> None:
    for index, slope in enumerate(gradient):
        if isinstance(slope, list):
            adagrad_step(parameter[index], slope, accumulator[index], learning_rate)
        else:
            parameter[index] -= learning_rate * slope / math.sqrt(accumulator[index])
            accumulator[index] += slope**2
