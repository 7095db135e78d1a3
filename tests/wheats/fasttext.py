"""Right but unusual ways through a5_fasttext/fasttext.py."""

from __future__ import annotations

import ctypes
import math
import re
import struct
from collections import Counter
from functools import reduce

import numpy as np

from autograder.specimens import also_right
from reference.a5_fasttext import fasttext as right

# --- 5.1 character_ngrams


@also_right("FV-02", task="5.1", why="The order is free: start by start, as the fastText program goes.")
def start_by_start(word, min_n=3, max_n=6):
    if min_n < 1 or max_n < min_n:
        raise ValueError("no such lengths")
    padded = "<" + word + ">"
    grams = []
    for start in range(len(padded)):
        for n in range(min_n, max_n + 1):
            if word and start + n <= len(padded):
                grams.append(padded[start : start + n])
    return grams


@also_right("FV-03", task="5.1", why="A Counter's elements in a tuple hold the same bag.")
def counted_and_unrolled(word, min_n=3, max_n=6):
    return tuple(Counter(right.character_ngrams(word, min_n, max_n)).elements())


@also_right("FV-06", task="5.1", why="Zipping shifted copies gives the same windows.")
def zipped_windows(word, min_n=3, max_n=6):
    if not (min_n >= 1 and min_n <= max_n):
        raise ValueError
    padded = f"<{word}>" * bool(word)
    return ["".join(p) for n in range(min_n, max_n + 1) for p in zip(*(padded[i:] for i in range(n)), strict=False)]


@also_right("FV-07", task="5.1", why="NumPy's strings are strings, and an array of them is a sequence.")
def numpy_windows(word, min_n=3, max_n=6):
    if not 1 <= min_n <= max_n:
        raise ValueError
    letters = np.array(list(f"<{word}>" if word else ""), dtype="<U1")
    found = []
    for n in range(min_n, min(max_n, len(letters)) + 1):
        found += [np.str_("".join(window)) for window in np.lib.stride_tricks.sliding_window_view(letters, n)]
    return np.array(found)


@also_right("FW-01", task="5.1", why="A generator of the n-grams, with the check done before it is made.")
def lazily(word, min_n=3, max_n=6):
    if not 1 <= min_n <= max_n:
        raise ValueError
    padded = f"<{word}>"
    return (
        padded[i:j] for i in range(len(padded)) for j in range(i + min_n, len(padded) + 1) if j - i <= max_n and word
    )


@also_right(
    "FW-02",
    task="5.1",
    why="Every prefix of every suffix, filtered by its length; the error is a subclass of ValueError.",
)
def prefixes_of_suffixes(word, min_n=3, max_n=6):
    class BadLengths(ValueError):
        pass

    if min_n < 1 or min_n > max_n:
        raise BadLengths
    suffixes = [f"<{word}>"[i:] for i in range(len(word) + 2)] if word else []
    return [s[:n] for s in reversed(suffixes) for n in range(max_n, min_n - 1, -1) if len(s[:n]) == n]


@also_right("FW-03", task="5.1", why="Recursion over the word: the pieces that begin here, and those of the rest.")
def recursively(word, min_n=3, max_n=6):
    if not 1 <= min_n <= max_n:
        raise ValueError

    def pieces(rest):
        return [rest[:n] for n in range(min_n, max_n + 1) if n <= len(rest)] + pieces(rest[1:]) if rest else []

    return pieces("<" + word + ">") if word else []


# --- 5.2 hash_ngram


@also_right("FV-09", task="5.2", why="struct reads the bytes as signed chars.")
def signed_by_struct(ngram):
    raw = ngram.encode("utf-8")
    h = 0x811C9DC5
    for (byte,) in struct.iter_unpack("b", raw):
        h = ((h ^ (byte & 0xFFFFFFFF)) * 0x01000193) & 0xFFFFFFFF
    return h


@also_right("FW-04", task="5.2", why="Wrapping once at the end keeps the same lowest 32 bits.")
def wrapped_at_the_end(ngram):
    h = 2166136261
    for byte in ngram.encode():
        h = (h ^ (byte - 256 if byte >= 128 else byte)) * 16777619
    return h % 2**32


@also_right("FW-05", task="5.2", why="NumPy's 32-bit integers wrap by themselves, and an np.uint32 is a number.")
def numpy_integers(ngram):
    h = np.uint32(2166136261)
    with np.errstate(over="ignore"):
        for byte in np.frombuffer(ngram.encode("utf8"), dtype=np.int8).astype(np.int32).view(np.uint32):
            h = (h ^ byte) * np.uint32(16777619)
    return h


@also_right("FW-06", task="5.2", why="The multiplication as shifts: 16777619 = 2^24 + 2^8 + 0x93.")
def shifts(ngram):
    h = 0x811C9DC5
    for byte in ngram.encode():
        h ^= int.from_bytes([byte], signed=True, byteorder="big") & 0xFFFFFFFF
        h = ((h << 24) + (h << 8) + h * 0x93) & 0xFFFFFFFF
    return h


@also_right("FW-07", task="5.2", why="A fold over the bytes, sign extension by arithmetic.")
def folded(ngram):
    return reduce(lambda h, b: (h ^ ((b ^ 0x80) - 0x80)) * 16777619 % 2**32, bytes(ngram, "utf-8"), 2166136261)


# --- 5.3 ngram_rows


@also_right("FW-08", task="5.3", why="All in one array, from the longest n-grams down.")
def rows_as_array(word, buckets, min_n=3, max_n=6):
    if buckets <= 0:
        raise ValueError
    hashes = [
        right.hash_ngram(gram) for n in range(max_n, min_n - 1, -1) for gram in right.character_ngrams(word, n, n)
    ]
    return np.array(hashes, dtype=np.uint64) % np.uint64(buckets)


@also_right("FW-09", task="5.3", why="A remainder by divmod, each n-gram hashed once and repeated.")
def counted_rows(word, buckets, min_n=3, max_n=6):
    if not buckets >= 1:
        raise ValueError("buckets")
    grams = Counter(right.character_ngrams(word, min_n, max_n))
    return tuple(divmod(right.hash_ngram(gram), buckets)[1] for gram, times in grams.items() for _ in range(times))


@also_right("FW-10", task="5.3", why="Sorted rows are the same bag; NumPy integers are integers.")
def sorted_rows(word, buckets, min_n=3, max_n=6):
    return [np.int64(row) for row in sorted(right.ngram_rows(word, buckets, min_n, max_n))]


# --- 5.4 word_vector


@also_right("FV-12", task="5.4", why="A vector of counts times the table.")
def counts_times_table(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    counts = np.zeros(len(ngram_vectors))
    for gram in right.character_ngrams(word, min_n, max_n):
        if gram in ngram_ids:
            counts[ngram_ids[gram]] += 1
    own = np.zeros(len(word_vectors))
    if word in vocabulary:
        own[vocabulary[word]] = 1
    return counts @ ngram_vectors + own @ word_vectors


@also_right("FV-13", task="5.4", why="The mean times the number of parts is the sum, but for rounding.")
def mean_times_number(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    parts = [ngram_vectors[ngram_ids[g]] for g in right.character_ngrams(word, min_n, max_n) if g in ngram_ids]
    if word in vocabulary:
        parts = [word_vectors[vocabulary[word]], *parts]
    return np.mean(parts, axis=0) * len(parts) if parts else np.zeros(word_vectors.shape[1])


@also_right("FV-14", task="5.4", why="float32 tables may give float32 sums, in any order.")
def single_precision_kept(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    vector = np.zeros(word_vectors.shape[1], dtype=word_vectors.dtype)
    for gram in reversed(right.character_ngrams(word, min_n, max_n)):
        if gram in ngram_ids:
            vector += ngram_vectors[ngram_ids[gram]]
    return vector + word_vectors[vocabulary[word]] if word in vocabulary else vector


@also_right("FW-11", task="5.4", why="A plain list of Python floats, summed exactly.")
def list_of_floats(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    parts = [word_vectors[vocabulary[word]]] if word in vocabulary else []
    parts += [
        ngram_vectors[i] for g in right.character_ngrams(word, min_n, max_n) if (i := ngram_ids.get(g)) is not None
    ]
    return [math.fsum(float(part[j]) for part in parts) for j in range(word_vectors.shape[1])]


@also_right("FW-12", task="5.4", why="One stacked table with the n-grams behind the words.")
def one_stacked_table(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    table = np.vstack([word_vectors, ngram_vectors])
    rows = [len(word_vectors) + ngram_ids[g] for g in right.character_ngrams(word, min_n, max_n) if g in ngram_ids]
    rows += [vocabulary[word]] if word in vocabulary else []
    return np.add.reduce(table[np.array(rows, dtype=int)], axis=0)


# --- 5.5 nearest_words


@also_right("FV-17", task="5.5", why="A normalised matrix, kept for as long as the same tables come in.")
def cached_matrix(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    cache = right.__dict__.setdefault("_cached", {})
    arguments = (vocabulary, word_vectors, ngram_ids, ngram_vectors)
    key = (*map(id, arguments), min_n, max_n)

    def unit(w):
        v = right.word_vector(w, *arguments, min_n, max_n)
        return v / (np.linalg.norm(v) or 1.0)

    if key not in cache:  # the arguments are kept with it, so that their ids stay theirs
        cache[key] = (arguments, {w: unit(w) for w in vocabulary})
    query = unit(word)
    pairs = [(w, float(query @ v)) for w, v in cache[key][1].items() if w != word]
    return sorted(pairs, key=lambda pair: -pair[1])[:n]


@also_right("FW-13", task="5.5", why="All at once: a matrix of composed vectors in id order, and argsort.")
def one_matrix(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    arguments = (vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
    names = sorted(vocabulary, key=vocabulary.get)
    matrix = np.array([right.word_vector(w, *arguments) for w in names]).reshape(len(names), word_vectors.shape[1])
    query = right.word_vector(word, *arguments)
    norms = np.linalg.norm(matrix, axis=1) * np.linalg.norm(query)
    cosines = np.divide(matrix @ query, norms, out=np.zeros(len(names)), where=norms > 0)
    order = [i for i in np.argsort(-cosines) if names[i] != word]
    return [(names[i], cosines[i]) for i in order[:n]]


@also_right(
    "FW-14", task="5.5", why="A heap of the best, with Python floats, clipped to [-1, 1]; lists instead of tuples."
)
def heap_of_the_best(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    from heapq import nlargest

    def vector(w):
        return [
            float(x) for x in right.word_vector(w, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
        ]

    def cosine(x, y):
        dot, xx, yy = (sum(a * b for a, b in zip(p, q, strict=True)) for p, q in ((x, y), (x, x), (y, y)))
        return max(-1.0, min(1.0, dot / math.sqrt(xx * yy))) if xx * yy else 0.0

    query = vector(word)
    scores = {w: cosine(query, vector(w)) for w in vocabulary if w != word}
    return [[w, scores[w]] for w in nlargest(n, scores, key=scores.get)]


@also_right(
    "FW-15", task="5.5", why="The query is ranked too and then taken out by its name; ties come the other way round."
)
def query_removed_by_name(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    arguments = (vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
    query = right.word_vector(word, *arguments)
    ranking = sorted(((right._cosine(query, right.word_vector(w, *arguments)), w) for w in vocabulary), reverse=True)
    return tuple((w, np.float64(value)) for value, w in ranking if w != word)[:n]


# --- 5.6 subword_gradients


@also_right("FW-16", task="5.6", why="How often each row occurs, times the gradient.")
def outer_product_of_counts(center_rows, gradient, ngram_vectors_shape):
    counts = np.bincount(np.asarray(center_rows, dtype=int), minlength=ngram_vectors_shape[0])
    return np.outer(counts, gradient)


@also_right("FW-17", task="5.6", why="A loop over the rows that came in.")
def row_by_row(center_rows, gradient, ngram_vectors_shape):
    gradients = np.zeros(ngram_vectors_shape)
    for row in center_rows:
        gradients[row] = gradients[row] + gradient
    return gradients


@also_right("FW-18", task="5.6", why="Lists of lists are as good as an array where they are not empty.")
def lists_of_lists(center_rows, gradient, ngram_vectors_shape):
    rows = [int(row) for row in center_rows]
    if not ngram_vectors_shape[0]:
        return np.empty(ngram_vectors_shape)
    return [[rows.count(row) * float(x) for x in gradient] for row in range(ngram_vectors_shape[0])]


@also_right(
    "FW-19", task="5.6", why="The transposed selection matrix times the gradient, in single precision if that came in."
)
def selection_matrix(center_rows, gradient, ngram_vectors_shape):
    rows = np.array(center_rows, dtype=int)
    selection = (rows[:, None] == np.arange(ngram_vectors_shape[0])).astype(gradient.dtype)
    return selection.T @ np.broadcast_to(gradient, (len(rows), ngram_vectors_shape[1]))


# --- 5.7 fasttext_step


@also_right("FW-20", task="5.7", why="Loops over words and rows, changes collected first and made last.")
def plain_loops(word_vectors, ngram_vectors, W_out, center, ngram_row_ids, context, negatives, learning_rate):
    v = word_vectors[center].copy()
    for row in ngram_row_ids:
        v += ngram_vectors[row]
    loss, gradient, moves = 0.0, np.zeros(len(v)), []
    for target, label in [(context, 1), *((k, 0) for k in negatives)]:
        score = float(W_out[target] @ v)
        signed = -score if label else score
        loss += max(signed, 0.0) + math.log1p(math.exp(-abs(signed)))
        sigmoid = 1 / (1 + math.exp(-score)) if score > -700 else 0.0
        gradient += (sigmoid - label) * W_out[target]
        moves.append((target, (sigmoid - label) * v))
    for target, move in moves:
        W_out[target] -= learning_rate * move
    word_vectors[center] -= learning_rate * gradient
    for row in ngram_row_ids:
        ngram_vectors[row] -= learning_rate * gradient
    return loss


@also_right("FW-21", task="5.7", why="Whole gradient tables, subtracted from the whole tables in place.")
def whole_tables(word_vectors, ngram_vectors, W_out, center, ngram_row_ids, context, negatives, learning_rate):
    rows = np.bincount(np.array(ngram_row_ids, dtype=int), minlength=len(ngram_vectors))
    v = rows @ ngram_vectors + word_vectors[center]
    positive = np.zeros(len(W_out))
    positive[context] = 1
    negative = np.bincount(np.array(negatives, dtype=int), minlength=len(W_out))
    scores = W_out @ v
    sigmoid = 0.5 * (1 + np.tanh(scores / 2))
    errors = negative * sigmoid - positive * (1 - sigmoid)
    loss = positive @ np.logaddexp(0, -scores) + negative @ np.logaddexp(0, scores)
    gradient = errors @ W_out
    W_out -= (learning_rate * np.outer(errors, v)).astype(W_out.dtype)
    word_vectors[center, :] = word_vectors[center] - learning_rate * gradient
    ngram_vectors[:] = ngram_vectors - learning_rate * np.outer(rows, gradient)
    return loss


@also_right(
    "FW-22",
    task="5.7",
    why="Old tables are copied first, and the order of updates no longer matters; an np scalar comes back.",
)
def on_copies(word_vectors, ngram_vectors, W_out, center, ngram_row_ids, context, negatives, learning_rate):
    old_words, old_pieces, old_out = word_vectors.copy(), ngram_vectors.copy(), W_out.copy()
    v = np.vstack([old_words[center][None], old_pieces[list(ngram_row_ids)]]).sum(axis=0)
    signs = {(-1, context): 1} | {(i, int(k)): -1 for i, k in enumerate(negatives)}
    loss = np.float64(0.0)
    for (_, target), sign in signs.items():
        score = old_out[target] @ v
        loss = loss + np.logaddexp(0.0, -sign * score)
        error = -sign * np.exp(-np.logaddexp(0.0, sign * score))
        W_out[target] -= learning_rate * error * v
        word_vectors[center] -= learning_rate * error * old_out[target]
        for row in ngram_row_ids:
            ngram_vectors[row] -= learning_rate * error * old_out[target]
    return loss


@also_right("FW-23", task="5.7", why="Branches for large scores instead of one formula, on Python floats.")
def branches(word_vectors, ngram_vectors, W_out, center, ngram_row_ids, context, negatives, learning_rate):
    def softplus(x):
        return x if x > 500 else math.exp(x) if x < -40 else math.log1p(math.exp(x))

    def sigmoid(x):
        return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))

    v = word_vectors[center] + sum((ngram_vectors[r] for r in ngram_row_ids), start=np.zeros(word_vectors.shape[1]))
    outs = [W_out[k].copy() for k in negatives]
    u = W_out[context].copy()
    loss = softplus(-float(u @ v)) + sum(softplus(float(o @ v)) for o in outs)
    gradient = (sigmoid(float(u @ v)) - 1) * u + sum(sigmoid(float(o @ v)) * o for o in outs)
    np.subtract.at(ngram_vectors, np.array(ngram_row_ids, dtype=int), learning_rate * gradient)
    np.subtract.at(word_vectors, center, learning_rate * gradient)
    for k, o in zip(negatives, outs, strict=True):
        W_out[k] -= learning_rate * sigmoid(float(o @ v)) * v
    W_out[context] -= learning_rate * (sigmoid(float(u @ v)) - 1) * v
    return float(loss)


@also_right("FW-24", task="5.6", why="A plain list of rows, added to number by number.")
def list_of_rows(center_rows, gradient, ngram_vectors_shape):
    rows = [[0.0] * int(ngram_vectors_shape[1]) for _ in range(ngram_vectors_shape[0])]
    for row in center_rows:
        rows[int(row)] = [a + float(b) for a, b in zip(rows[int(row)], gradient, strict=True)]
    return rows


@also_right("FW-25", task="5.1", why="A lookahead finds overlapping matches; (?s) lets the dot be any character.")
def by_regular_expressions(word, min_n=3, max_n=6):
    if not 1 <= min_n <= max_n:
        raise ValueError("impossible lengths")
    lengths = range(min_n, min(max_n, len(word) + 2) + 1) if word else ()
    return [m.group(1) for n in lengths for m in re.finditer(f"(?s)(?=(.{{{n}}}))", f"<{word}>")]


@also_right("FW-26", task="5.2", why="C's own types by ctypes: int8 for the byte, uint32 for the hash.")
def with_ctypes(ngram):
    h = ctypes.c_uint32(2166136261)
    for byte in bytearray(ngram, "utf-8"):
        h.value = (h.value ^ ctypes.c_int8(byte).value) * 16777619
    return h.value


@also_right("FW-27", task="5.4", why="The known rows one by one out of a generator, added up by reduce.")
def rows_from_a_generator(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    def rows():
        yield np.zeros(word_vectors.shape[1])
        ids = map(ngram_ids.get, right.character_ngrams(word, min_n, max_n))
        yield from (ngram_vectors[i] for i in ids if i is not None)
        if word in vocabulary:
            yield word_vectors[vocabulary[word]]

    return reduce(np.add, rows())


@also_right("FW-28", task="5.7", why="1 / (1 + e^-x) is exact even where e^-x overflows; only the loss needs care.")
def plain_sigmoid(word_vectors, ngram_vectors, W_out, center, ngram_row_ids, context, negatives, learning_rate):
    v, old = word_vectors[center].copy(), W_out.copy()
    for row in ngram_row_ids:
        v += ngram_vectors[row]
    loss, slope = 0, np.zeros_like(v)
    for label, target in [(1, context), *((0, k) for k in negatives)]:
        score = old[target] @ v
        loss += np.logaddexp(0, -score if label else score)
        error = 1 / (1 + np.exp(-score)) - label
        slope += error * old[target]
        W_out[target] -= learning_rate * error * v
    word_vectors[center] -= learning_rate * slope
    for row in ngram_row_ids:
        ngram_vectors[row] -= learning_rate * slope
    return loss


@also_right("FW-29", task="5.3", why="Long division, bit by bit, leaves the same remainder.")
def rows_by_long_division(word, buckets, min_n=3, max_n=6):
    if buckets < 1:
        raise ValueError("no buckets")

    def remainder(h):
        left = 0
        for bit in f"{h:b}":
            left = 2 * left + int(bit)
            left -= buckets if left >= buckets else 0
        return left

    return tuple(remainder(right.hash_ngram(ngram)) for ngram in right.character_ngrams(word, min_n, max_n))


@also_right("FW-30", task="5.5", why="For unit vectors the cosine is 1 - |x - y|² / 2.")
def neighbours_by_distance(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    def unit(w):
        v = right.word_vector(w, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
        return v / np.linalg.norm(v) if np.any(v) else None

    def cosine(x, y):
        return 0.0 if x is None or y is None else 1 - float(((x - y) ** 2).sum()) / 2

    query = unit(word)
    cosines = {other: cosine(query, unit(other)) for other in vocabulary if other != word}
    return sorted(cosines.items(), key=lambda item: (-item[1], item[0]))[:n]


@also_right("FW-31", task="5.7", why="σ(x) is (1 + tanh(x / 2)) / 2; each row moves once, by all that it gets.")
def step_with_tanh(word_vectors, ngram_vectors, W_out, center, ngram_row_ids, context, negatives, learning_rate):
    many = Counter(int(row) for row in ngram_row_ids)
    v = sum((times * ngram_vectors[row] for row, times in many.items()), start=word_vectors[center].copy())
    scores = W_out @ v
    pulls = Counter(int(k) for k in negatives)
    loss = np.logaddexp(0, -scores[context]) + sum(m * np.logaddexp(0, scores[k]) for k, m in pulls.items())
    errors = {k: m * (1 + math.tanh(scores[k] / 2)) / 2 for k, m in pulls.items()}
    errors[context] = errors.get(context, 0.0) + (math.tanh(scores[context] / 2) - 1) / 2
    at_v = sum(error * W_out[k] for k, error in errors.items())
    for k, error in errors.items():
        W_out[k] -= learning_rate * error * v
    for row, times in many.items():
        ngram_vectors[row] -= learning_rate * times * at_v
    word_vectors[center] -= learning_rate * at_v
    return loss


@also_right(
    "FW-32", task="5.2", why="32-bit unsigned numbers of NumPy, which wrap by themselves; the answer is one of them."
)
def hash_in_uint32(ngram):
    h, prime = np.array([2166136261], dtype=np.uint32), np.array([16777619], dtype=np.uint32)
    for e in np.frombuffer(ngram.encode("utf-8"), dtype=np.int8).astype(np.int32).view(np.uint32):
        h = (h ^ e) * prime
    return h[0]


@also_right(
    "FW-33", task="5.7", why="How often a row takes part is a vector of counts; all three tables move as wholes."
)
def step_with_counts(word_vectors, ngram_vectors, W_out, center, ngram_row_ids, context, negatives, learning_rate):
    pieces = np.bincount(np.asarray(ngram_row_ids, dtype=int), minlength=len(ngram_vectors)).astype(float)
    drawn = np.bincount(np.asarray(negatives, dtype=int), minlength=len(W_out)).astype(float)
    v = word_vectors[center] + pieces @ ngram_vectors
    scores = W_out @ v
    loss = np.logaddexp(0, -scores[context]) + drawn @ np.logaddexp(0, scores)
    errors = drawn * np.exp(-np.logaddexp(0, -scores))
    errors[context] -= np.exp(-np.logaddexp(0, scores[context]))
    at_v = errors @ W_out
    W_out -= learning_rate * np.outer(errors, v)
    word_vectors[center] -= learning_rate * at_v
    ngram_vectors -= learning_rate * np.outer(pieces, at_v)
    return loss


@also_right(
    "FW-34", task="5.4", why="From the side of the table: how often each known n-gram stands in the padded word."
)
def vector_from_the_table(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    padded = f"<{word}>" if word else ""
    v = np.zeros(ngram_vectors.shape[1])
    for ngram, row in ngram_ids.items():
        if min_n <= len(ngram) <= max_n:
            v = v + sum(padded.startswith(ngram, start) for start in range(len(padded))) * ngram_vectors[row]
    return v + word_vectors[vocabulary[word]] if word in vocabulary else v


@also_right("FW-35", task="5.3", why="The hash of a longer n-gram goes on from that of the shorter one.")
def rows_by_going_on(word, buckets, min_n=3, max_n=6):
    if buckets < 1 or not 1 <= min_n <= max_n:
        raise ValueError("buckets or lengths")
    padded, rows = f"<{word}>" if word else "", []
    for start in range(len(padded)):
        h = 2166136261
        for length, character in enumerate(padded[start : start + max_n], 1):
            for byte in character.encode():
                h = (h ^ (byte | -256 if byte & 128 else byte)) * 16777619 % 2**32
            if length >= min_n:
                rows.append(h % buckets)
    return rows
