"""`a2_pmi` in plain loops, without the decomposition."""

from __future__ import annotations

import math

from tests.course.loops.arithmetic import Matrix, known_ids, zeros


def cooccurrence_matrix(sentences: list[list[str]], vocabulary: dict[str, int], window: int = 2) -> Matrix:
    if window < 1:
        raise ValueError("no window")
    counts = zeros(len(vocabulary), len(vocabulary))
    for sentence in sentences:
        ids = known_ids(sentence, vocabulary)
        for i in range(len(ids)):
            for j in range(i + 1, len(ids)):
                if j - i <= window:
                    counts[ids[i]][ids[j]] += 1.0
                    counts[ids[j]][ids[i]] += 1.0
    return counts


def _information(counts: Matrix, context: list[float]) -> Matrix:
    """ln(P(w,c) / (P(w) P(c))) where P(c) is given."""
    total = sum(sum(row) for row in counts)
    table = []
    for row in counts:
        table.append([])
        for column, count in enumerate(row):
            if count == 0:
                table[-1].append(-math.inf)
            else:
                table[-1].append(math.log((count / total) / (sum(row) / total * context[column])))
    return table


def smoothed_pmi(counts: Matrix, alpha: float = 0.75) -> Matrix:
    if alpha <= 0:
        raise ValueError("alpha")
    columns = range(len(counts[0]))
    powers = [sum(row[column] for row in counts) ** alpha for column in columns]
    return _information(counts, [power / sum(powers) if power else 0.0 for power in powers])


def pmi(counts: Matrix) -> Matrix:
    total = sum(sum(row) for row in counts)
    columns = range(len(counts[0]))
    return _information(counts, [sum(row[column] for row in counts) / total if total else 0.0 for column in columns])


def ppmi(counts: Matrix) -> Matrix:
    return [[max(value, 0.0) for value in row] for row in pmi(counts)]


def shifted_pmi(counts: Matrix, k: int) -> Matrix:
    if k < 1:
        raise ValueError("k")
    return [[value - math.log(k) for value in row] for row in pmi(counts)]


def shifted_ppmi(counts: Matrix, k: int) -> Matrix:
    return [[max(value, 0.0) for value in row] for row in shifted_pmi(counts, k)]
