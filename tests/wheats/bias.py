"""Right but unusual implementations of a6_evaluation/bias.py: every hidden test must pass them.

The catalogue's DV-06 (a direction from the first principal component of several pairs) does not fit a function that is
given one pair, and has no specimen here.
"""

import heapq
import math
import statistics

import numpy as np

from autograder.specimens import also_right
from reference.a6_evaluation import bias as right

# --- 6.6 bias_direction


@also_right("DW-01", task="6.6", why="A list of numbers is a vector.")
def direction_as_a_list(first, second, vocabulary, vectors):
    rows = vectors[vocabulary[first]], vectors[vocabulary[second]]
    return [x - y for x, y in zip(*rows, strict=True)]


@also_right("DW-02", task="6.6", why="A product with +1 and -1 in the right places is a difference.")
def direction_as_a_product(first, second, vocabulary, vectors):
    weights = np.zeros(len(vectors), dtype=vectors.dtype)
    weights[vocabulary[first]] += 1
    weights[vocabulary[second]] -= 1
    return weights @ vectors


# --- 6.7 alignment


@also_right("DW-03", task="6.7", why="One row after the other, in plain Python.")
def alignment_row_by_row(vectors, direction):
    found = []
    for row in vectors:
        length = math.hypot(*row) * math.hypot(*direction)
        found.append(float(sum(x * y for x, y in zip(row, direction, strict=True))) / length if length else 0.0)
    return found


@also_right("DW-04", task="6.7", why="Divide first and repair the nan afterwards; clip the last digit.")
def alignment_repaired(vectors, direction):
    with np.errstate(divide="ignore", invalid="ignore"):
        cosines = np.einsum("ij,j->i", vectors, direction) / (
            np.sqrt(np.einsum("ij,ij->i", vectors, vectors)) * np.sqrt(direction.dot(direction))
        )
    return np.clip(np.nan_to_num(cosines, nan=0.0), -1, 1)


@also_right("DW-05", task="6.7", why="A guard of 1e-12 below each length catches zero vectors only.")
def alignment_with_a_floor(vectors, direction):
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return (vectors / lengths) @ (direction / max(np.linalg.norm(direction), 1e-12))


# --- 6.8 most_aligned


@also_right("DV-03", task="6.8", why="Two lists may be a list of tuples.")
def ends_as_tuples(first, second, vocabulary, vectors, n=10):
    return [tuple(words) for words in right.most_aligned(first, second, vocabulary, vectors, n)]


@also_right("DW-06", task="6.8", why="A heap finds the n largest and smallest without sorting all words.")
def ends_from_a_heap(first, second, vocabulary, vectors, n=10):
    scores = right.alignment(vectors, vectors[vocabulary[first]] - vectors[vocabulary[second]])
    scored = [(scores[i], word) for word, i in vocabulary.items() if word not in {first, second}]
    top, bottom = heapq.nlargest(n, scored), heapq.nsmallest(n, scored)
    return [word for _, word in top], [word for _, word in bottom]


@also_right(
    "DW-07", task="6.8", why="argsort over ids, and NumPy strings; a dot product with unit rows orders like the cosine."
)
def ends_by_argsort(first, second, vocabulary, vectors, n=10):
    names = np.array(sorted(vocabulary, key=vocabulary.__getitem__))
    order = np.argsort(-(right._units(vectors) @ right.bias_direction(first, second, vocabulary, vectors)))
    order = order[~np.isin(order, [vocabulary[first], vocabulary[second]])]
    return np.array([names[order[:n]], names[order[::-1][:n]]])


# --- 6.9 neutralize


@also_right("DV-04", task="6.9", why="(I - g gᵀ / gᵀg) v is the same projection, written as a matrix.")
def neutralize_by_a_matrix(vector, direction):
    square = direction @ direction
    if square == 0:
        return vector
    return (np.eye(len(vector), dtype=vector.dtype) - np.outer(direction, direction) / square) @ vector


@also_right("DW-08", task="6.9", why="Plain Python, and a list.")
def neutralize_in_plain_python(vector, direction):
    square = math.fsum(float(g) ** 2 for g in direction)
    share = math.fsum(float(x) * float(g) for x, g in zip(vector, direction, strict=True)) / square if square else 0.0
    return [x - share * g for x, g in zip(vector, direction, strict=True)]


@also_right("DW-09", task="6.9", why="The residual of a least-squares fit of the vector by the direction.")
def neutralize_by_least_squares(vector, direction):
    column = np.asarray(direction, dtype=float)[:, None]
    share = np.linalg.lstsq(column, np.asarray(vector, dtype=float), rcond=None)[0]
    return vector - column @ share


# --- 6.10 equalize


@also_right(
    "DW-10", task="6.10", why="The paper's form: each word's part along g minus the pair's, brought to length 1."
)
def equalize_as_in_the_paper(u, v, direction):
    if not direction.any():
        raise ValueError("zero direction")
    middle = (u + v) / 2
    m_perp = right.neutralize(middle, direction)
    along = [((w - middle) @ direction) / (direction @ direction) * direction for w in (u, v)]
    if not along[0].any():
        raise ValueError("no difference")
    step = np.sqrt(1 - np.linalg.norm(m_perp) ** 2)
    return tuple(m_perp + step * part / np.linalg.norm(part) for part in along)


@also_right("DW-11", task="6.10", why="An array of two rows is a pair; the part across as a mean of two.")
def equalize_as_rows(u, v, direction):
    gap = float(u @ direction) - float(v @ direction)
    if gap == 0:
        raise ValueError
    across = (right.neutralize(u, direction) + right.neutralize(v, direction)) / 2
    step = math.copysign(math.sqrt(1 - float(across @ across)), gap) * direction / math.sqrt(direction @ direction)
    return np.stack([across + step, across - step])


# --- 6.11 association


@also_right(
    "DW-12",
    task="6.11",
    why="The word is brought to length 1 once, the sets row by row; a zero-dimensional array is a number.",
)
def association_of_unit_vectors(word, A, B):
    unit = right._units(word)
    return np.asarray(np.mean([right._units(a) @ unit for a in A]) - np.mean([right._units(b) @ unit for b in B]))


@also_right("DW-13", task="6.11", why="The mean dot product of unit vectors is the dot product with their mean.")
def association_with_mean_unit_vectors(word, A, B):
    return right._units(word) @ (right._units(A).mean(axis=0) - right._units(B).mean(axis=0))


@also_right("DW-14", task="6.11", why="Signed weights in one sum over both sets.")
def association_in_one_sum(word, A, B):
    weights = np.r_[np.full(len(A), 1 / len(A)), np.full(len(B), -1 / len(B))]
    return float(weights @ right.alignment(np.vstack([A, B]), word))


# --- 6.12 weat_effect_size


@also_right("DW-15", task="6.12", why="The statistics module: stdev is the sample deviation.")
def weat_by_the_statistics_module(X, Y, A, B):
    x, y = ([right.association(w, A, B) for w in words] for words in (X, Y))
    spread = statistics.stdev(x + y)
    return (statistics.fmean(x) - statistics.fmean(y)) / spread if spread else math.nan


@also_right("DW-16", task="6.12", why="All associations as one matrix product; nan comes of 0 / 0 by itself.")
def weat_by_matrices(X, Y, A, B):
    unit_a, unit_b = right._units(A), right._units(B)
    together = right._units(np.concatenate([X, Y]))
    s = (together @ unit_a.T).mean(axis=1) - (together @ unit_b.T).mean(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.subtract(s[: len(X)].mean(), s[len(X) :].mean()) / s.std(ddof=1)


@also_right("DW-17", task="6.12", why="The variance from the sum of squares and the square of the sum.")
def weat_by_sums_of_squares(X, Y, A, B):
    x, y = ([right.association(w, A, B) for w in words] for words in (X, Y))
    n, together = len(x) + len(y), x + y
    square = sum(s * s for s in together) - sum(together) ** 2 / n
    if square <= 0:
        return float("nan")
    return (sum(x) / len(x) - sum(y) / len(y)) / math.sqrt(square / (n - 1))


# --- more of them


@also_right("DW-18", task="6.7", why="nan where a length is 0, replaced by 0 afterwards; NumPy's warning stays.")
def alignment_with_warnings(vectors, direction):
    cosines = (vectors @ direction) / (np.linalg.norm(vectors, axis=-1) * np.linalg.norm(direction))
    cosines[np.isnan(cosines)] = 0.0
    return cosines


@also_right("DW-19", task="6.8", why="Two sorts of plain cosines; equal ones in the order of the alphabet.")
def ends_by_two_sorts(first, second, vocabulary, vectors, n=10):
    direction = [float(x) - float(y) for x, y in zip(vectors[vocabulary[first]], vectors[vocabulary[second]])]

    def score(word):
        row = [float(x) for x in vectors[vocabulary[word]]]
        lengths = math.hypot(*row) * math.hypot(*direction)
        return math.fsum(x * y for x, y in zip(row, direction)) / lengths if lengths else 0.0

    words = sorted(set(vocabulary) - {first, second})
    return sorted(words, key=score, reverse=True)[:n], sorted(words, key=score)[:n]


@also_right("DW-20", task="6.10", why="The formula as printed: nothing guards the root, |m_perp| is below 1 anyway.")
def equalize_as_printed(u, v, direction):
    sign = np.sign((u - v) @ direction)
    if sign == 0:
        raise ValueError("no difference")
    m = (u + v) / 2
    m = m - (m @ direction) / (direction @ direction) * direction
    step = sign * np.sqrt(1 - np.linalg.norm(m) ** 2) * direction / np.linalg.norm(direction)
    return m + step, m - step


@also_right("DW-21", task="6.10", why="The second is the first in the mirror: twice its part along g is taken away.")
def equalize_by_a_mirror(u, v, direction):
    unit, sign = right._units(direction), np.sign(u @ direction - v @ direction)
    if not sign:
        raise ValueError("no difference")
    across = right.neutralize(0.5 * u + 0.5 * v, direction)
    first = across + sign * np.sqrt(max(0.0, 1.0 - np.linalg.norm(across) ** 2)) * unit
    return np.array([first, first - 2 * (first @ unit) * unit])


@also_right("DW-22", task="6.9", why="The part in an orthonormal basis of all that lies across the direction.")
def neutralize_by_a_basis(vector, direction):
    if not np.any(direction):
        return vector
    across = np.linalg.svd(direction[None] / np.linalg.norm(direction))[2][1:]
    return across.T @ (across @ vector)


@also_right("DW-23", task="6.12", why="The variance is half the mean square of the differences of all pairs.")
def weat_by_differences(X, Y, A, B):
    x, y = (np.array([right.association(word, A, B) for word in words]) for words in (X, Y))
    s = np.append(x, y)
    variance = ((s[:, None] - s) ** 2).sum() / (2 * s.size * (s.size - 1))
    return float((x[:, None] - y).mean() / variance**0.5) if variance else float("nan")


@also_right("DW-24", task="6.11", why="The mean of the cosines is the dot product with the mean of the unit rows.")
def association_by_mean_units(word, A, B):
    return right._units(word) @ (right._units(A).mean(axis=0) - right._units(B).mean(axis=0))


@also_right("DW-25", task="6.10", why="1 - r² is (1 - r)(1 + r), and copysign knows which side is whose.")
def equalized_by_copysign(u, v, direction):
    parts = float(u @ direction), float(v @ direction)
    if parts[0] == parts[1]:
        raise ValueError("no difference")
    unit = direction / np.linalg.norm(direction)
    across = (u + v) / 2 - ((u + v) @ unit / 2) * unit
    r = float(np.linalg.norm(across))
    along = math.copysign(math.sqrt((1 - r) * (1 + r)) if r < 1 else 0.0, parts[0] - parts[1])
    return [across + along * unit, across - along * unit]


@also_right(
    "DW-26", task="6.7", why="The dot product of two unit vectors from the lengths of their sum and their difference."
)
def alignment_by_polarisation(vectors, direction):
    units, unit = right._units(np.asarray(vectors, float)), right._units(np.asarray(direction, float))
    return (((units + unit) ** 2).sum(axis=1) - ((units - unit) ** 2).sum(axis=1)) / 4


@also_right(
    "DW-27", task="6.10", why="Bolukbasi's own formula, (w_B - mu_B) / |w_B - mu_B|, has the sign in it; a list of two."
)
def equalize_by_the_paper(u, v, direction):
    if not np.any(direction) or (u - v) @ direction == 0:
        raise ValueError
    unit = direction / np.sqrt(direction @ direction)
    mean = (u + v) / 2
    across = mean - (mean @ unit) * unit
    sides = [((one - other) @ unit) * unit for one, other in ((u, v), (v, u))]
    return [across + np.sqrt(max(0.0, 1 - across @ across)) * side / np.linalg.norm(side) for side in sides]
