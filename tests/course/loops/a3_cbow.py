"""`a3_skipgram/cbow.py` in plain loops."""

from __future__ import annotations

from tests.course.loops.a3_skipgram import descend, sgns_gradients, sgns_loss
from tests.course.loops.arithmetic import Matrix, Vector, known_ids, mean_row


def cbow_examples(sentences: list[list[str]], vocabulary: dict[str, int], window: int = 2):
    if window < 1:
        raise ValueError("no window")
    examples = []
    for sentence in sentences:
        ids = known_ids(sentence, vocabulary)
        for i in range(len(ids)):
            context = [ids[j] for j in range(len(ids)) if j != i and abs(i - j) <= window]
            if context:
                examples.append((context, ids[i]))
    return examples


def context_mean(context: list[int], W_in: Matrix) -> Vector:
    if not context:
        raise ValueError("no context")
    return mean_row([W_in[index] for index in context])


def cbow_step(
    W_in: Matrix, W_out: Matrix, context: list[int], center: int, negatives: list[int], learning_rate: float
) -> float:
    old = context_mean(context, W_in), list(W_out[center]), [list(W_out[negative]) for negative in negatives]
    to_mean, to_center, to_negatives = sgns_gradients(*old)
    for index in context:
        descend(W_in[index], [slope / len(context) for slope in to_mean], learning_rate)
    descend(W_out[center], to_center, learning_rate)
    for negative, gradient in zip(negatives, to_negatives, strict=True):
        descend(W_out[negative], gradient, learning_rate)
    return sgns_loss(*old)
