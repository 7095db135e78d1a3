"""Right but unusual ways of a4_glove: other loops, other containers, other orders of summing, other ways to train."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from autograder.specimens import also_right
from reference.a4_glove import glove as right

# 4.1 weighted_cooccurrence


@also_right(
    "GV-03", task="4.1", why="The same terms, summed from the far end of the window to the near one: an ulp a term."
)
def far_pairs_first(sentences, vocabulary, window=10):
    if window < 1:
        raise ValueError("window")
    X = np.zeros((len(vocabulary),) * 2)
    for sentence in reversed(sentences):
        ids = [vocabulary[w] for w in sentence if w in vocabulary]
        for d in range(window, 0, -1):
            for i in range(len(ids) - d):
                X[ids[i + d], ids[i]] += 1 / d
                X[ids[i], ids[i + d]] += 1 / d
    return X


@also_right("GV-04", task="4.1", why="Exact fractions, turned into floats once at the end.")
def fractions_inside(sentences, vocabulary, window=10):
    if window < 1:
        raise ValueError("window")
    X = [[Fraction(0)] * len(vocabulary) for _ in vocabulary]
    for sentence in sentences:
        ids = [vocabulary[w] for w in sentence if w in vocabulary]
        for i, a in enumerate(ids):
            for j, b in enumerate(ids):
                if 0 < abs(i - j) <= window:
                    X[a][b] += Fraction(1, abs(i - j))
    return np.array([[float(x) for x in row] for row in X])


@also_right(
    "GXV-01", task="4.1", why="One shifted pair of id arrays a distance, scattered with np.add.at, then mirrored."
)
def shifted_arrays(sentences, vocabulary, window=10):
    if not window >= 1:
        raise ValueError("window")
    X = np.zeros((len(vocabulary),) * 2)
    for sentence in sentences:
        ids = np.array([vocabulary[w] for w in sentence if w in vocabulary], dtype=int)
        for d in range(1, min(window, max(len(ids) - 1, 0)) + 1):
            np.add.at(X, (ids[:-d], ids[d:]), 1 / d)
    return X + X.T


@also_right("GXV-02", task="4.1", why="A dict of cells, as for a large vocabulary, unfolded into nested lists.")
def dictionary_of_cells(sentences, vocabulary, window=10):
    if window <= 0:
        raise ValueError("window")
    cells = {}
    for sentence in sentences:
        known = [w for w in sentence if w in vocabulary]
        for i in range(len(known)):
            for j in range(max(0, i - window), i):
                for a, b in ((known[i], known[j]), (known[j], known[i])):
                    key = vocabulary[a], vocabulary[b]
                    cells[key] = cells.get(key, 0.0) + 1.0 / (i - j)
    V = len(vocabulary)
    return [[cells.get((a, b), 0.0) for b in range(V)] for a in range(V)]


# 4.2 probability_ratio


@also_right("GXV-03", task="4.2", why="Plain Python with the three special cases written out; the answer is a list.")
def ratio_by_cases(counts, i, j):
    a, b = [float(x) for x in counts[i]], [float(x) for x in counts[j]]
    if not sum(a) or not sum(b):
        raise ValueError("no counts")
    out = []
    for x, y in zip(a, b):
        p, q = x / sum(a), y / sum(b)
        out.append(p / q if q else math.inf if p else math.nan)
    return out


@also_right(
    "GXV-04", task="4.2", why="Multiplies crosswise: (X_ik N_j) / (X_jk N_i) is the same number up to rounding."
)
def crosswise(counts, i, j):
    X = np.asarray(counts, dtype=float)
    n = X.sum(axis=1)
    if n[i] == 0 or n[j] == 0:
        raise ValueError("no counts")
    with np.errstate(all="ignore"):
        return X[i] * n[j] / (X[j] * n[i])


@also_right(
    "GXV-05", task="4.2", why="Differences of logarithms, exponentiated: -inf - -inf is nan, and x - -inf is inf."
)
def through_logarithms(counts, i, j):
    if not counts[i].any() or not counts[j].any():
        raise ValueError("no counts")
    with np.errstate(all="ignore"):
        p, q = (np.log(np.asarray(counts[r], float)) - np.log(float(counts[r].sum())) for r in (i, j))
        return np.exp(p - q)


@also_right(
    "GXV-06",
    task="4.2",
    why="Normalises all rows at once; rows without counts are checked only where they are asked for.",
)
def all_rows_at_once(counts, i, j):
    total = np.asarray(counts).sum(axis=1, keepdims=True)
    if (total[[i, j]] == 0).any():
        raise ValueError("no counts")
    with np.errstate(all="ignore"):
        P = counts / total
        return np.divide(P[i], P[j])


# 4.3 weight


@also_right("GV-05", task="4.3", why="The textbook form.")
def minimum_form(x, x_max=100.0, alpha=0.75):
    return np.minimum(1, (x / x_max) ** alpha)


@also_right("GV-07", task="4.3", why="exp(alpha log x), with the warning about log 0 silenced.")
def exponential_of_a_logarithm(x, x_max=100.0, alpha=0.75):
    with np.errstate(divide="ignore"):
        return np.exp(np.minimum(0.0, alpha * (np.log(np.asarray(x, dtype=float)) - np.log(x_max))))


@also_right("GXV-07", task="4.3", why="Caps x before the power instead of the power.")
def clip_before_the_power(x, x_max=100.0, alpha=0.75):
    return np.power(np.clip(x, 0, x_max) / x_max, alpha)


@also_right(
    "GXV-08",
    task="4.3",
    why="A Python loop through np.vectorize with a float result; a number comes back for a number.",
)
def one_at_a_time(x, x_max=100.0, alpha=0.75):
    f = np.vectorize(lambda v: 1.0 if v >= x_max else float(v / x_max) ** alpha, otypes=[float])
    return float(f(x)) if np.ndim(x) == 0 else f(x)


@also_right("GXV-09", task="4.3", why="Boolean-index assignment into an array of floats.")
def by_mask(x, x_max=100.0, alpha=0.75):
    x = np.asarray(x, dtype=np.float64)
    out = np.ones(x.shape)
    low = x < x_max
    out[low] = (x[low] / x_max) ** alpha
    return out


# 4.4 glove_loss


@also_right("GV-09", task="4.4", why="The whole matrix with a masked logarithm.")
def masked_logarithm(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    logs = np.log(counts, where=counts > 0, out=np.zeros(np.shape(counts)))
    error = np.einsum("id,jd->ij", W, W_context) + np.add.outer(bias, bias_context) - logs
    return np.sum((counts > 0) * right.weight(counts, x_max, alpha) * np.square(error))


@also_right("GV-11", task="4.4", why="Loops over the cells and adds up exactly with math.fsum.")
def exact_sum(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    terms = []
    for i, row in enumerate(counts):
        for j, x in enumerate(row):
            if x != 0:
                error = math.fsum(a * b for a, b in zip(W[i], W_context[j])) + bias[i] + bias_context[j] - math.log(x)
                terms.append(min(1.0, float(x / x_max) ** alpha) * error * error)
    return math.fsum(terms)


@also_right("GXV-10", task="4.4", why="Only the non-zero cells, as three flat arrays.")
def sparse_cells(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    i, j = np.nonzero(counts)
    x = counts[i, j]
    error = (W[i] * W_context[j]).sum(axis=1) + bias[i] + bias_context[j] - np.log(x)
    return np.dot(np.minimum(1, (x / x_max) ** alpha), error**2)


@also_right(
    "GXV-11",
    task="4.4",
    why="A tiny number under the logarithm is harmless here: f(0) = 0 takes exactly those cells out.",
)
def epsilon_where_empty(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    error = W @ W_context.T + bias.reshape(-1, 1) + bias_context.reshape(1, -1) - np.log(np.maximum(counts, 1e-30))
    return float((np.minimum(1, counts / x_max) ** alpha * error**2).sum())


@also_right("GXV-12", task="4.4", why="The square multiplied in as the square of sqrt(f) times the error.")
def norm_of_weighted_errors(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    rows, columns = (counts > 0).nonzero()
    x = np.asarray(counts, dtype=float)[rows, columns]
    model = (W @ W_context.T)[rows, columns] + bias[rows] + bias_context[columns]
    return np.linalg.norm(np.minimum(x / x_max, 1) ** (alpha / 2) * (model - np.log(x))) ** 2


# 4.5 glove_gradients


@also_right("GV-13", task="4.5", why="The matrix form.")
def matrix_form(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    with np.errstate(divide="ignore", invalid="ignore"):
        diff = W @ W_context.T + bias[:, None] + bias_context[None] - np.log(counts)
        G = np.where(counts > 0, 2 * right.weight(counts, x_max, alpha) * diff, 0.0)
    return [G @ W_context, (W.T @ G).T, G @ np.ones(len(G)), np.ones(len(G)) @ G]


@also_right("GXV-13", task="4.5", why="Cell by cell, as one would write it from the derivative of one term.")
def gradients_cell_by_cell(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    dW, dC, db, dc = (np.zeros(np.shape(p)) for p in (W, W_context, bias, bias_context))
    for i in range(len(counts)):
        for j in range(len(counts)):
            if counts[i][j] > 0:
                error = W[i] @ W_context[j] + bias[i] + bias_context[j] - math.log(counts[i][j])
                g = 2 * min(1.0, float(counts[i][j] / x_max) ** alpha) * error
                dW[i] += g * W_context[j]
                dC[j] += g * W[i]
                db[i] += g
                dc[j] += g
    return dW, dC, db, dc


@also_right("GXV-14", task="4.5", why="Non-zero cells only, scattered back with np.add.at; the answer is nested lists.")
def gradients_scattered(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    i, j = np.nonzero(counts)
    x = np.asarray(counts, float)[i, j]
    error = np.einsum("nd,nd->n", W[i], W_context[j]) + bias[i] + bias_context[j] - np.log(x)
    g = 2 * np.minimum(1, x / x_max) ** alpha * error
    out = [np.zeros(p.shape) for p in (W, W_context, bias, bias_context)]
    for target, index, value in zip(out, (i, j, i, j), (g[:, None] * W_context[j], g[:, None] * W[i], g, g)):
        np.add.at(target, index, value)
    return [target.tolist() if target.size else target for target in out]


@also_right(
    "GXV-15",
    task="4.5",
    why="A bias is one more dimension whose partner is always 1: one product gives vectors and biases together.",
)
def biases_as_dimensions(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    one = np.ones(len(bias))
    A, B = np.column_stack([W, bias, one]), np.column_stack([W_context, one, bias_context])
    seen = counts > 0
    G = np.zeros(np.shape(counts))
    G[seen] = 2 * right.weight(counts[seen], x_max, alpha) * ((A @ B.T)[seen] - np.log(counts[seen]))
    dA, dB = G @ B, G.T @ A
    return dA[:, :-2], dB[:, :-2], dA[:, -2], dB[:, -1]


# 4.6 adagrad_step


@also_right("GXV-16", task="4.6", why="np.subtract and np.add with out=.")
def with_out(parameter, gradient, accumulator, learning_rate):
    np.subtract(parameter, gradient / np.sqrt(accumulator) * learning_rate, out=parameter)
    np.add(accumulator, np.square(gradient), out=accumulator)


@also_right("GXV-17", task="4.6", why="Computes both new arrays first and then writes them through a slice.")
def through_a_slice(parameter, gradient, accumulator, learning_rate):
    moved = parameter - learning_rate * accumulator**-0.5 * gradient
    grown = accumulator + gradient * gradient
    parameter[:], accumulator[:] = moved, grown


@also_right("GXV-18", task="4.6", why="Number by number through flat views.")
def number_by_number(parameter, gradient, accumulator, learning_rate):
    for n in range(parameter.size):
        g = float(gradient.flat[n])
        parameter.flat[n] -= learning_rate * g / math.sqrt(accumulator.flat[n])
        accumulator.flat[n] += g * g


@also_right("GXV-19", task="4.6", why="Lets the accumulator grow first but keeps a copy of the old one for the step.")
def keeps_the_old_accumulator(parameter, gradient, accumulator, learning_rate):
    old = accumulator.copy()
    accumulator += gradient**2
    parameter -= learning_rate / np.sqrt(old) * gradient


# 4.7 train_glove


@also_right(
    "GV-16", task="4.7", why="The authors' way: one cell at a time, shuffled every epoch, AdaGrad on the touched rows."
)
def cell_by_cell(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [(rng.random(s) - 0.5) / dimensions for s in ((V, dimensions), (V, dimensions), (V, 1), (V, 1))]
    G = [np.ones(p.shape) for p in P]
    cells = np.argwhere(counts > 0)
    for _ in range(epochs):
        for i, j in rng.permutation(cells):
            w, c = P[0][i].copy(), P[1][j].copy()
            error = w @ c + P[2][i, 0] + P[3][j, 0] - math.log(counts[i, j])
            g = 2 * min(1.0, (counts[i, j] / x_max) ** alpha) * error
            for p, a, row, slope in zip(P, G, (i, j, i, j), (g * c, g * w, g, g)):
                p[row] -= learning_rate * slope / np.sqrt(a[row])
                a[row] += slope**2
    return P[0] + P[1]


@also_right("GV-18", task="4.7", why="np.add of the two matrices, everything full batch.")
def full_batch_np_add(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = counts.shape[0]
    W, C = rng.normal(0, 0.1, (V, dimensions)), rng.normal(0, 0.1, (V, dimensions))
    P = [W, C, np.zeros(V), np.zeros(V)]
    G = [np.ones_like(p) for p in P]
    for _ in range(epochs):
        for p, d, a in zip(P, right.glove_gradients(counts, *P, x_max=x_max, alpha=alpha), G):
            right.adagrad_step(p, d, a, learning_rate)
    out = W.copy()
    return np.add(out, C, out=out)


@also_right(
    "GXV-20",
    task="4.7",
    why="Pure Python lists, cells in order, the 2 of the gradient left to the learning rate as in the C program.",
)
def pure_python(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V, D = len(counts), range(dimensions)
    start = lambda: [[(float(rng.random()) - 0.5) / dimensions for _ in range(dimensions + 1)] for _ in range(V)]
    W, C = start(), start()
    GW, GC = [[1.0] * (dimensions + 1) for _ in range(V)], [[1.0] * (dimensions + 1) for _ in range(V)]
    cells = [
        (i, j, math.log(counts[i][j]), min(1.0, float(counts[i][j] / x_max) ** alpha))
        for i in range(V)
        for j in range(V)
        if counts[i][j] > 0
    ]
    for _ in range(epochs):
        for i, j, log, f in cells:
            w, c, gw, gc = W[i], C[j], GW[i], GC[j]
            g = f * (sum(w[k] * c[k] for k in D) + w[-1] + c[-1] - log)
            for k in D:
                a, b = g * c[k], g * w[k]
                w[k] -= learning_rate * a / math.sqrt(gw[k])
                c[k] -= learning_rate * b / math.sqrt(gc[k])
                gw[k] += a * a
                gc[k] += b * b
            w[-1] -= learning_rate * g / math.sqrt(gw[-1])
            c[-1] -= learning_rate * g / math.sqrt(gc[-1])
            gw[-1] += g * g
            gc[-1] += g * g
    return [[W[i][k] + C[i][k] for k in D] for i in range(V)]


@also_right("GXV-21", task="4.7", why="Shuffled batches of eight cells, starting from U(-0.5, 0.5).")
def small_batches(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [rng.uniform(-0.5, 0.5, s) for s in ((V, dimensions), (V, dimensions), (V,), (V,))]
    G = [np.ones_like(p) for p in P]
    I, J = np.nonzero(counts)
    for _ in range(epochs):
        order = rng.permutation(len(I))
        for start in range(0, len(I), 8):
            batch = np.zeros(np.shape(counts))
            chosen = order[start : start + 8]
            batch[I[chosen], J[chosen]] = counts[I[chosen], J[chosen]]
            for p, d, a in zip(P, right.glove_gradients(batch, *P, x_max, alpha), G):
                right.adagrad_step(p, d, a, learning_rate)
    return P[0] + P[1]


@also_right(
    "GXV-22",
    task="4.7",
    why="The gradient without its factor 2, full batch, biases starting at zero, drawn with standard_normal / d.",
)
def half_gradients(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [rng.standard_normal((V, dimensions)) / (2 * dimensions) for _ in "wc"] + [np.zeros(V), np.zeros(V)]
    G = [np.ones_like(p) for p in P]
    for _ in range(epochs):
        for p, d, a in zip(P, right.glove_gradients(counts, *P, x_max, alpha), G):
            right.adagrad_step(p, d / 2, a, learning_rate)
    return P[0] + P[1]


@also_right(
    "GXV-23",
    task="4.7",
    why="float32 inside, as the C program is often built; rng is asked for a seed of its own stream.",
)
def single_precision(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    own = np.random.default_rng(rng.integers(2**63))
    V, X = len(counts), np.asarray(counts, dtype=np.float32)
    P = [
        ((own.random(s) - 0.5) / dimensions).astype(np.float32) for s in ((V, dimensions), (V, dimensions), (V,), (V,))
    ]
    G = [np.ones_like(p) for p in P]
    for _ in range(epochs):
        for p, d, a in zip(P, right.glove_gradients(X, *P, x_max, alpha), G):
            right.adagrad_step(p, d.astype(np.float32), a, learning_rate)
    return P[0] + P[1]


@also_right("GXV-24", task="4.1", why="A band of 1 / distance between matrices with a 1 for each word in its place.")
def band_between_places(sentences, vocabulary, window=10):
    if window < 1:
        raise ValueError("window < 1")
    total = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        ids = np.array([vocabulary[word] for word in sentence if word in vocabulary], dtype=int)
        places = np.eye(len(vocabulary))[ids]
        distance = np.abs(np.subtract.outer(np.arange(len(ids)), np.arange(len(ids)))).astype(float)
        reached = (distance > 0) & (distance <= window)
        band = np.divide(1, distance, out=np.zeros_like(distance), where=reached)
        total += np.einsum("ia,ij,jb->ab", places, band, places)
    return total


@also_right("GXV-25", task="4.2", why="Logarithms subtracted; inf and nan come out by themselves.")
def ratio_of_logarithms(counts, i, j):
    if not (counts[i].any() and counts[j].any()):
        raise ValueError("an empty row")
    rows = np.asarray(counts[[i, j]], dtype=counts.dtype if counts.dtype.kind == "f" else float)
    logs = np.log(rows) - np.log(rows.sum(axis=1, keepdims=True))
    return np.exp(logs[0] - logs[1])


@also_right("GXV-26", task="4.4", why="The biases as further columns of the two matrices.")
def loss_with_wider_matrices(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    ones = np.ones(len(W))
    left, second = np.column_stack([W, bias, ones]), np.column_stack([W_context, ones, bias_context])
    i, j = np.where(counts > 0)
    error = np.einsum("nd,nd->n", left[i], second[j]) - np.log(counts[i, j])
    return np.dot(np.minimum(1, (counts[i, j] / x_max) ** alpha), error**2)


@also_right("GXV-27", task="4.4", why="The logarithm of every cell, NumPy's warning included; empty ones are left out.")
def loss_of_all_logarithms(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    error = W @ W_context.T + bias[:, None] + bias_context[None] - np.log(counts)
    return np.where(counts > 0, np.minimum(1, (counts / x_max) ** alpha) * error**2, 0).sum()


@also_right(
    "GXV-28", task="4.5", why="The loss at a point moved by 1e-30 i has the slope as its imaginary part, exactly."
)
def gradients_by_complex_steps(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    on = counts > 0
    weights, logs = np.minimum(1, counts / x_max) ** alpha, np.log(np.where(on, counts, 1))
    point = [np.array(part, dtype=complex) for part in (W, W_context, bias, bias_context)]
    slopes = [np.zeros(part.shape) for part in point]
    for part, slope in zip(point, slopes, strict=True):
        for place in np.ndindex(*part.shape):
            part[place] += 1e-30j
            error = point[0] @ point[1].T + point[2][:, None] + point[3] - logs
            slope[place] = (weights * error * error)[on].sum().imag / 1e-30
            part[place] -= 1e-30j
    return tuple(slopes)


@also_right("GXV-29", task="4.7", why="Cell by cell in the order of the rows, without shuffling, as one flat loop.")
def cells_in_order(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    both = (rng.random((2 * V, dimensions + 1)) - 0.5) / (dimensions + 1)  # the last column is the bias
    squares = np.ones_like(both)
    cells = [(i, V + j, float(counts[i, j])) for i, j in zip(*np.nonzero(counts), strict=True)]
    for i, j, x in cells * epochs:
        error = both[i, :-1] @ both[j, :-1] + both[i, -1] + both[j, -1] - math.log(x)
        slope = 2 * min(1.0, (x / x_max) ** alpha) * error
        steps = slope * np.append(both[j, :-1], 1), slope * np.append(both[i, :-1], 1)
        for row, step in zip((i, j), steps, strict=True):
            both[row] -= learning_rate * step / np.sqrt(squares[row])
            squares[row] += step**2
    return (both[:V] + both[V:])[:, :-1]


@also_right(
    "GXV-30", task="4.7", why="All parameters in one flat array; the biases start at 0, the rest at N(0, 0.05)."
)
def one_flat_array(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V, size = len(counts), len(counts) * dimensions
    theta = np.concatenate([0.05 * rng.standard_normal(2 * size), np.zeros(2 * V)])
    squares = np.ones_like(theta)
    for _ in range(epochs):
        W, W_context, biases = theta[:size], theta[size : 2 * size], theta[2 * size :]
        matrices = W.reshape(V, dimensions), W_context.reshape(V, dimensions)
        gradients = right.glove_gradients(counts, *matrices, biases[:V], biases[V:], x_max, alpha)
        right.adagrad_step(theta, np.concatenate([part.ravel() for part in gradients]), squares, learning_rate)
    return (theta[:size] + theta[size : 2 * size]).reshape(V, dimensions)


@also_right("GXV-31", task="4.4", why="Masked arrays; the loss comes as an array without axes.")
def loss_by_masked_arrays(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    X = np.ma.masked_equal(np.asarray(counts, dtype=float), 0)
    error = W @ W_context.T + bias[:, None] + bias_context - np.ma.log(X)
    return np.asarray(np.ma.filled((np.ma.minimum(1.0, (X / x_max) ** alpha) * error**2).sum(), 0.0))


@also_right("GXV-32", task="4.5", why="The biases as further columns; the answers are views of two products.")
def gradients_with_bias_columns(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    ones, d = np.ones((len(W), 1)), W.shape[1]
    A, B = np.hstack([W, bias[:, None], ones]), np.hstack([W_context, ones, bias_context[:, None]])
    logs = np.log(counts, out=np.zeros(np.shape(counts)), where=np.asarray(counts) > 0)
    slope = 2 * np.minimum(1, counts / x_max) ** alpha * (A @ B.T - logs)  # the weight of 0 is 0
    left, below = slope @ B, slope.T @ A
    return left[:, :d], below[:, :d], left[:, d], below[:, d + 1]


@also_right("GXV-33", task="4.1", why="A band of 1/d between positions, and one-hot rows on both sides of it.")
def cooccurrence_by_a_band(sentences, vocabulary, window=10):
    if window < 1:
        raise ValueError("window")
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        ids = np.array([vocabulary[word] for word in sentence if word in vocabulary], dtype=int)
        words, places = np.eye(len(vocabulary))[ids], np.arange(len(ids))
        distance = np.abs(places[:, None] - places).astype(float)
        near = (distance > 0) & (distance <= window)
        counts += words.T @ np.divide(1, distance, out=np.zeros(distance.shape), where=near) @ words
    return counts


@also_right(
    "GXV-34", task="4.7", why="Two child generators, a bias as one more column, one cell at a time, half the slope."
)
def train_with_children_of_the_generator(
    counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng
):
    X = np.asarray(counts, dtype=float)
    left, right_ = (child.uniform(-0.5, 0.5, (len(X), dimensions + 1)) / dimensions for child in rng.spawn(2))
    of_left, of_right = np.ones_like(left), np.ones_like(right_)
    for _ in range(epochs):
        for i, j in zip(*X.nonzero()):
            error = left[i, :-1] @ right_[j, :-1] + left[i, -1] + right_[j, -1] - np.log(X[i, j])
            slope = error * min(1.0, (X[i, j] / x_max) ** alpha)
            at_left, at_right = slope * np.append(right_[j, :-1], 1), slope * np.append(left[i, :-1], 1)
            left[i] -= learning_rate * at_left / np.sqrt(of_left[i])
            right_[j] -= learning_rate * at_right / np.sqrt(of_right[j])
            of_left[i] += at_left**2
            of_right[j] += at_right**2
    return (left + right_)[:, :dimensions]
