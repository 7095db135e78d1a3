"""`a8_contextual` in plain loops, without the encoder."""

from __future__ import annotations

import math

from tests.course.loops.arithmetic import Matrix, Vector, cosine, log_softmax, mean, mean_row


def target_span(words: list[str], target: str, word_ids: list[int | None], occurrence: int = 0) -> list[int]:
    found = [index for index, word in enumerate(words) if word.casefold() == target.casefold()]
    if occurrence < 0 or occurrence >= len(found):
        raise ValueError("no such word")
    span = [position for position, index in enumerate(word_ids) if index == found[occurrence]]
    if not span:
        raise ValueError("cut off")
    return span


def pool_pieces(hidden: Matrix, positions: list[int]) -> Vector:
    if len(positions) == 0:
        raise ValueError("no position")
    return mean_row([hidden[position] for position in positions])


def select_layers(hidden_states: list[Matrix], layers: list[int] | int = -1) -> Matrix:
    if isinstance(layers, int):
        return hidden_states[layers]
    if len(layers) == 0:
        raise ValueError("no layer")
    chosen = [hidden_states[layer] for layer in layers]
    return [mean_row([layer[token] for layer in chosen]) for token in range(len(chosen[0]))]


def mean_pool(hidden: list[Matrix], attention_mask: list[list[int]]) -> Matrix:
    pooled = []
    for tokens, mask in zip(hidden, attention_mask, strict=True):
        kept = [token for token, bit in zip(tokens, mask, strict=True) if bit]
        pooled.append(mean_row(kept) if kept else [0.0] * len(tokens[0]))
    return pooled


def cosine_matrix(vectors: Matrix) -> Matrix:
    return [[cosine(u, v) for v in vectors] for u in vectors]


def sense_gap(similarities: Matrix, senses: list[int]) -> float:
    same, different = [], []
    for i in range(len(senses)):
        for j in range(i + 1, len(senses)):
            (same if senses[i] == senses[j] else different).append(similarities[i][j])
    return mean(same) - mean(different) if same and different else math.nan


def rank_contexts(similarities: Matrix, query: int) -> list[int]:
    if not 0 <= query < len(similarities):
        raise IndexError("no such row")
    others = [index for index in range(len(similarities)) if index != query]
    return sorted(others, key=lambda index: -similarities[query][index])


def static_similarities(sentences: list[list[str]], target: str, vocabulary: dict[str, int], vectors: Matrix) -> Matrix:
    vector = vectors[vocabulary[target]]
    for sentence in sentences:
        if target not in sentence:
            raise ValueError("a sentence without the target")
    return [[1.0 if any(vector) else 0.0 for _ in sentences] for _ in sentences]


def scalar_mix(layers: list[Matrix], weights: Vector, gamma: float = 1.0) -> Matrix:
    shares = [math.exp(value) for value in log_softmax(weights)]
    tokens, width = len(layers[0]), len(layers[0][0])
    return [
        [gamma * sum(share * layer[t][h] for share, layer in zip(shares, layers, strict=True)) for h in range(width)]
        for t in range(tokens)
    ]
