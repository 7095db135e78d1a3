"""Right but unusual ways to write a2_pmi/pmi.py: every hidden test must accept all of them."""

import math
from collections import Counter, defaultdict
from fractions import Fraction
from itertools import combinations

import numpy as np
from scipy import linalg
from scipy.sparse.linalg import svds

from autograder.specimens import also_right
from reference.a2_pmi import pmi as right

# Task 2.1: cooccurrence_matrix


@also_right("PV-01", task="2.1", why="Every pair of positions is visited once and written into both cells.")
def pairs_of_positions(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError("window")
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for i, j in combinations(range(len(ids)), 2):
            if j - i <= window:
                counts[ids[i], ids[j]] += 1
                counts[ids[j], ids[i]] += 1
    return counts


@also_right("PV-03", task="2.1", why="One diagonal of the position table at a time, then the transpose on top.")
def shifted_against_itself(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        ids = np.array([vocabulary[word] for word in sentence if word in vocabulary], dtype=np.intp)
        for distance in range(1, window + 1):
            np.add.at(counts, (ids[:-distance], ids[distance:]), 1)
    return counts + counts.T


@also_right("PV-05", task="2.1", why="Counts are whole numbers: an integer array holds the same values.")
def whole_numbers(sentences, vocabulary, window=2):
    return right.cooccurrence_matrix(sentences, vocabulary, window).astype(np.int64)


@also_right("PW-01", task="2.1", why="A list of lists of Python integers is a matrix too.")
def nested_lists(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    counts = [[0] * len(vocabulary) for _ in vocabulary]
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for i, a in enumerate(ids):
            for b in ids[max(0, i - window) : i] + ids[i + 1 : i + 1 + window]:
                counts[a][b] += 1
    return counts


@also_right("PW-02", task="2.1", why="A dictionary of pairs first, the matrix last.")
def counted_in_a_dictionary(sentences, vocabulary, window=2):
    if not window >= 1:
        raise ValueError(window)
    pairs = Counter()
    for sentence in sentences:
        known = list(filter(vocabulary.__contains__, sentence))
        for i, a in enumerate(known):
            pairs.update((a, b) for b in known[i + 1 : i + 1 + window])
    counts = np.zeros((len(vocabulary),) * 2, dtype=np.float32)
    for (a, b), n in pairs.items():
        counts[vocabulary[a], vocabulary[b]] += n
        counts[vocabulary[b], vocabulary[a]] += n
    return counts


@also_right("PW-03", task="2.1", why="Positions times a band matrix times positions: Xᵀ B X counts the same pairs.")
def band_matrix_product(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    total = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        if ids:
            positions = np.eye(len(vocabulary))[ids]
            distance = np.abs(np.subtract.outer(np.arange(len(ids)), np.arange(len(ids))))
            total += positions.T @ ((distance > 0) & (distance <= window)) @ positions
    return total


@also_right("PW-04", task="2.1", why="A subclass of ValueError is a ValueError.")
def error_of_its_own(sentences, vocabulary, window=2):
    class BadWindow(ValueError):
        """A window that sees nothing."""

    if window < 1:
        raise BadWindow(window)
    return right.cooccurrence_matrix(sentences, vocabulary, window)


# Task 2.2: pmi


@also_right(
    "PV-09", task="2.2", why="Only the cells that have a count are worked out; the others are filled in before."
)
def cell_by_cell(counts):
    result = np.full(counts.shape, -np.inf)
    total, rows, columns = counts.sum(), counts.sum(axis=1), counts.sum(axis=0)
    for i, j in zip(*np.nonzero(counts), strict=True):
        result[i, j] = math.log(counts[i, j] * total / (rows[i] * columns[j]))
    return result


@also_right("PV-10", task="2.2", why="A change of base: log2 divided by log2(e) is the natural logarithm.")
def change_of_base(counts):
    with np.errstate(all="ignore"):
        ratio = counts * counts.sum() / np.outer(counts.sum(axis=1), counts.sum(axis=0))
        return np.where(counts > 0, np.log2(ratio) / np.log2(np.e), -np.inf)


@also_right(
    "PW-10", task="2.2", why="A sum of logarithms is the logarithm of the ratio, if NaN is replaced at the end."
)
def logarithms_added(counts):
    with np.errstate(all="ignore"):
        parts = np.log(counts) + np.log(counts.sum()) - np.log(counts.sum(1))[:, None] - np.log(counts.sum(0))[None, :]
    parts[np.isnan(parts) | (counts == 0)] = -np.inf
    return parts


@also_right("PW-11", task="2.2", why="ln P(c | w) - ln P(c): the same ratio, seen from the row.")
def conditional_probabilities(counts):
    counts = np.asarray(counts, dtype=np.float64)
    rows = counts.sum(axis=1, keepdims=True)
    given = counts / np.where(rows == 0, 1, rows)
    context = counts.sum(axis=0) / max(counts.sum(), 1)
    context[context == 0] = 1
    with np.errstate(divide="ignore"):
        return np.log(given / context)


@also_right("PW-12", task="2.2", why="Exact fractions, one logarithm at the end, and plain lists.")
def exact_fractions(counts):
    table = [[Fraction(float(n)) for n in row] for row in counts]
    total, rows = sum(map(sum, table)), [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    return [
        [math.log(n * total / (rows[i] * columns[j])) if n else -math.inf for j, n in enumerate(row)]
        for i, row in enumerate(table)
    ]


@also_right("PW-13", task="2.2", why="It stays in the precision that came in: float32 for float32.")
def precision_kept(counts):
    with np.errstate(all="ignore"):
        joint = counts / counts.sum()
        result = np.log(joint / (joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)))
    return np.where(counts == 0, np.array(-np.inf, dtype=counts.dtype), result)


# Task 2.3: ppmi


@also_right("PW-20", task="2.3", why="The ratio is clipped at 1 before the logarithm: ln 1 = 0.")
def ratio_clipped_at_one(counts):
    return np.log(np.maximum(np.exp(right.pmi(counts)), 1.0))


@also_right("PW-21", task="2.3", why="A comparison that keeps the positive cells; -inf is not among them.")
def positive_cells_kept(counts):
    values = right.pmi(counts)
    return np.where(values > 0, values, -0.0)


@also_right("PW-22", task="2.3", why="Plain Python, list in list out.")
def loops_and_max(counts):
    return [[max(0.0, value) for value in row] for row in right.pmi(counts).tolist()]


@also_right("PW-23", task="2.3", why="Half the sum of a number and its absolute value is its positive part.")
def half_of_value_plus_size(counts):
    values = np.nan_to_num(right.pmi(counts), neginf=0.0)
    return (values + np.abs(values)) / 2


# Task 2.4: smoothed_pmi


@also_right("PW-30", task="2.4", why="PMI plus ln P(c) less ln P_alpha(c), wherever there is a count.")
def pmi_corrected(counts, alpha=0.75):
    if not alpha > 0:
        raise ValueError
    columns = counts.sum(axis=0)
    with np.errstate(all="ignore"):
        correction = np.log(columns / columns.sum()) - np.log(columns**alpha / (columns**alpha).sum())
        return np.where(counts > 0, right.pmi(counts) + correction, -np.inf)


@also_right(
    "PW-31", task="2.4", why="The shares may be raised to the power instead of the sums: the total takes care of it."
)
def shares_to_the_power(counts, alpha=0.75):
    if alpha <= 0:
        raise ValueError
    result = np.full(counts.shape, -np.inf)
    if counts.sum() == 0:
        return result
    joint = counts / counts.sum()
    context = joint.sum(axis=0) ** alpha
    context /= context.sum()
    for i, j in np.argwhere(counts):
        result[i, j] = np.log(joint[i, j]) - np.log(joint[i].sum()) - np.log(context[j])
    return result


@also_right("PW-32", task="2.4", why="exp(alpha ln x) is x to the power alpha.")
def power_by_exponential(counts, alpha=0.75):
    if alpha <= 0:
        raise ValueError("alpha")
    with np.errstate(all="ignore"):
        weights = np.exp(alpha * np.log(counts.sum(axis=0)))
        result = np.log(counts) - np.log(counts.sum(axis=1, keepdims=True)) - np.log(weights) + np.log(weights.sum())
    result[np.isnan(result)] = -np.inf
    result[counts == 0] = -np.inf
    return result.tolist()


# Task 2.5: shifted_pmi


@also_right("PW-40", task="2.5", why="The shift may go inside the logarithm: ln(x / k) = ln x - ln k.")
def shift_inside_the_logarithm(counts, k):
    if k < 1:
        raise ValueError
    with np.errstate(all="ignore"):
        return np.log(np.exp(right.pmi(counts)) / k)


@also_right("PW-41", task="2.5", why="math.log is the natural logarithm too; -inf takes part in the subtraction.")
def cells_in_python(counts, k):
    if k <= 0:
        raise ValueError
    return [tuple(value - math.log(k) for value in row) for row in right.pmi(counts)]


@also_right("PW-42", task="2.5", why="Adding ln(1 / k) is subtracting ln k.")
def inverse_added(counts, k):
    if not k >= 1:
        raise ValueError
    return right.pmi(counts) + np.log(1 / k)


# Task 2.6: shifted_ppmi


@also_right("PV-13", task="2.6", why="ln(counts N / (k r c)), clipped: the shift stands inside the logarithm.")
def shift_inside_then_clip(counts, k):
    if k < 1:
        raise ValueError
    expected = k * np.outer(counts.sum(axis=1), counts.sum(axis=0))
    ratio = counts * counts.sum() / np.where(expected > 0, expected, 1.0)
    return np.log(np.where(ratio > 1, ratio, 1.0))


@also_right(
    "PW-50", task="2.6", why="Clipping before the shift is harmless if one clips again after it, for ln k >= 0."
)
def clipped_twice(counts, k):
    if k < 1:
        raise ValueError
    return np.clip(right.ppmi(counts) - np.log(k), 0.0, None)


@also_right("PW-51", task="2.6", why="A dictionary of the cells above 0, written out as a matrix at the end.")
def sparse_first(counts, k):
    if k < 1:
        raise ValueError
    kept = defaultdict(float)
    for (i, j), value in np.ndenumerate(right.pmi(counts)):
        if value > math.log(k):
            kept[i, j] = value - math.log(k)
    return [[kept[i, j] for j in range(counts.shape[1])] for i in range(counts.shape[0])]


# Task 2.7: svd_embeddings


@also_right(
    "PV-14", task="2.7", why="Eigenvectors of M Mᵀ by descending eigenvalue, times the roots: same rows, up to signs."
)
def eigenvectors_of_the_gram_matrix(matrix, dimensions):
    if dimensions < 1 or dimensions > min(matrix.shape):
        raise ValueError
    values, vectors = np.linalg.eigh(matrix @ matrix.T)
    largest = np.argsort(values)[::-1][:dimensions]
    return vectors[:, largest] * np.sqrt(np.clip(values[largest], 0.0, None))


@also_right(
    "PV-17", task="2.7", why="Beyond the rank the columns hold rounding noise, which is zero to any sensible eye."
)
def noise_beyond_the_rank(matrix, dimensions):
    vectors = np.array(right.svd_embeddings(matrix, dimensions))
    return np.where(np.abs(vectors) < 1e-12, 1e-15, vectors)


@also_right("PW-60", task="2.7", why="M V_d is U_d Σ_d.")
def projected_on_the_right_vectors(matrix, dimensions):
    if not 0 < dimensions <= min(matrix.shape):
        raise ValueError
    return matrix @ linalg.svd(matrix, full_matrices=False)[2][:dimensions].T


@also_right(
    "PW-61", task="2.7", why="An explicit diagonal matrix, a full decomposition, and every second sign turned over."
)
def other_signs(matrix, dimensions):
    if not 0 < dimensions <= min(matrix.shape):
        raise ValueError
    u, sigma, _ = np.linalg.svd(matrix)
    return u[:, :dimensions] @ np.diag(sigma[:dimensions]) * (-1.0) ** np.arange(dimensions)


@also_right(
    "PW-62", task="2.7", why="scipy's sparse solver where it can, the dense one where all directions are asked for."
)
def sparse_solver(matrix, dimensions):
    if not 0 < dimensions <= min(matrix.shape):
        raise ValueError
    if dimensions == min(matrix.shape):
        return right.svd_embeddings(matrix, dimensions)
    u, sigma, _ = svds(np.asarray(matrix, dtype=float), k=dimensions, random_state=0)
    order = np.argsort(-sigma)
    return (u * sigma)[:, order]


@also_right("PW-63", task="2.7", why="One direction at a time by power iteration, then deflation: slow, and right.")
def power_iteration(matrix, dimensions):
    if not 0 < dimensions <= min(matrix.shape):
        raise ValueError
    rest, columns = np.array(matrix, dtype=float), []
    for step in range(dimensions):
        direction = np.random.default_rng(step).normal(size=rest.shape[1])
        for _ in range(300):
            image = rest.T @ (rest @ direction)
            length = np.linalg.norm(image)
            direction = image / length if length > 1e-20 else np.zeros_like(direction)
        columns.append(rest @ direction)
        rest = rest - np.outer(rest @ direction, direction)
    return np.column_stack(columns)


@also_right("PW-70", task="2.1", why="The last `window` known words are remembered; nested lists of integers.")
def last_words_remembered(sentences, vocabulary, window=2):
    if window <= 0:
        raise ValueError("no window")
    counts = [[0] * len(vocabulary) for _ in vocabulary]
    for sentence in sentences:
        last = []
        for here in (vocabulary[word] for word in sentence if word in vocabulary):
            for before in last:
                counts[before][here] += 1
                counts[here][before] += 1
            last = [*last, here][-window:]
    return counts


@also_right("PW-71", task="2.4", why="Column sums divided by the largest before the power; one cell at a time.")
def scaled_before_the_power(counts, alpha=0.75, *, out=None):
    if not alpha > 0:
        raise ValueError("alpha")
    counts = np.array(counts, dtype=float)
    weights = (counts.sum(axis=0) / (counts.sum(axis=0).max() or 1)) ** alpha
    out = np.full(counts.shape, -np.inf) if out is None else out
    for i, j in zip(*np.nonzero(counts), strict=True):
        out[i, j] = np.log(counts[i, j] / counts[i].sum() * weights.sum() / weights[j])
    return out


@also_right("PW-72", task="2.7", why="One-sided Jacobi: columns are turned in pairs until they stand at right angles.")
def jacobi_rotations(matrix, dimensions):
    A = np.array(matrix, dtype=float)
    if not 1 <= dimensions <= min(A.shape):
        raise ValueError("dimensions")
    for _ in range(60):
        turned = False
        for p, q in combinations(range(A.shape[1]), 2):
            a, b, g = A[:, p] @ A[:, p], A[:, q] @ A[:, q], A[:, p] @ A[:, q]
            if abs(g) <= 1e-15 * np.sqrt(a * b):
                continue
            turned, z = True, (b - a) / (2 * g)
            t = (1 if z >= 0 else -1) / (abs(z) + np.hypot(1, z))
            c = 1 / np.hypot(1, t)
            A[:, p], A[:, q] = c * (A[:, p] - t * A[:, q]), c * (t * A[:, p] + A[:, q])
        if not turned:
            break
    return A[:, np.argsort(-np.linalg.norm(A, axis=0), kind="stable")[:dimensions]]


@also_right("PW-73", task="2.2", why="A masked array: what never meets is masked, and filled with -inf in the end.")
def masked_zeros(counts):
    counts = np.asarray(counts, dtype=float)
    chance = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / max(counts.sum(), 1e-300)
    return np.ma.log(np.ma.masked_equal(counts, 0) / np.where(chance > 0, chance, 1)).filled(-np.inf)


@also_right("PW-74", task="2.4", why="All in logarithms: the total is a logaddexp over the contexts.")
def smoothed_in_logarithms(counts, alpha=0.75):
    if not alpha > 0:
        raise ValueError("alpha")
    counts = np.asarray(counts, dtype=float)
    with np.errstate(all="ignore"):
        context = alpha * np.log(counts.sum(axis=0))
        word = np.log(counts.sum(axis=1, keepdims=True))
        result = np.log(counts) - word - context + np.logaddexp.reduce(context)
    result[counts == 0] = -np.inf
    return result


@also_right(
    "PW-75",
    task="2.1",
    why="One long line of ids, each with the number of its sentence: a pair counts within one number.",
)
def numbered_sentences(sentences, vocabulary, window=2):
    if not window >= 1:
        raise ValueError("window")
    size = len(vocabulary)
    tokens = [(n, vocabulary[word]) for n, line in enumerate(sentences) for word in line if word in vocabulary]
    number, ids = np.array(tokens, dtype=int).reshape(-1, 2).T
    flat = np.zeros(size * size, dtype=int)
    for distance in range(1, min(window + 1, len(ids))):
        together = number[distance:] == number[:-distance]
        a, b = ids[:-distance][together], ids[distance:][together]
        flat += np.bincount(np.r_[a * size + b, b * size + a], minlength=size * size)
    return flat.reshape(size, size)
