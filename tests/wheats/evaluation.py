"""Right but unusual implementations of a6_evaluation/evaluation.py: every hidden test must pass them."""

import math
import statistics
from bisect import bisect_left, bisect_right
from collections import namedtuple
from itertools import groupby

import numpy as np

from autograder.specimens import also_right
from reference.a6_evaluation import evaluation as right

# --- 6.1 analogy


@also_right("EV-03", task="6.1", why="Among equal scores any word may win: here it is the last one of the dictionary.")
def analogy_last_of_ties(a, b, c, vocabulary, vectors):
    scores = right._units(vectors) @ right._units(
        vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
    )
    best = None
    for word in vocabulary:
        if word not in (a, b, c) and (best is None or scores[vocabulary[word]] >= scores[vocabulary[best]]):
            best = word
    if best is None:
        raise ValueError
    return best


@also_right(
    "EW-01", task="6.1", why="Masking with minus infinity and argmax is exclusion too; the answer is a NumPy string."
)
def analogy_by_mask_and_argmax(a, b, c, vocabulary, vectors):
    target = vectors[vocabulary[b]] + (vectors[vocabulary[c]] - vectors[vocabulary[a]])
    lengths = np.linalg.norm(vectors, axis=1)
    scores = np.zeros(len(vectors))
    np.divide(vectors @ target, lengths, out=scores, where=lengths > 0)
    scores[[vocabulary[w] for w in (a, b, c)]] = -np.inf
    if np.isneginf(scores).all():
        raise ValueError("nobody left")
    names = np.array(sorted(vocabulary, key=vocabulary.get))
    return names[scores.argmax()]


@also_right("EW-02", task="6.1", why="Plain Python, one cosine at a time.")
def analogy_in_plain_python(a, b, c, vocabulary, vectors):
    rows = {word: [float(x) for x in vectors[i]] for word, i in vocabulary.items()}
    target = [y - x + z for x, y, z in zip(rows[a], rows[b], rows[c], strict=True)]

    def cosine(u, v):
        lengths = math.hypot(*u) * math.hypot(*v)
        return math.fsum(x * y for x, y in zip(u, v, strict=True)) / lengths if lengths else 0.0

    ranked = sorted(((cosine(rows[w], target), w) for w in rows), reverse=True)
    for _, word in ranked:
        if word not in {a, b, c}:
            return word
    raise ValueError("every word was in the question")


@also_right("EW-03", task="6.1", why="A smaller angle is a larger cosine: the order is the same.")
def analogy_by_smallest_angle(a, b, c, vocabulary, vectors):
    ia, ib, ic = (vocabulary[w] for w in (a, b, c))
    unit = right._units(np.asarray(vectors, dtype=np.float64))
    target = right._units(np.asarray(vectors[ib] - vectors[ia] + vectors[ic], dtype=np.float64))
    angles = np.arccos(np.clip(unit @ target, -1, 1))
    left = sorted(set(range(len(vectors))) - {ia, ib, ic}, key=lambda i: angles[i])
    if not left:
        raise ValueError
    return next(word for word, i in vocabulary.items() if i == left[0])


# --- 6.2 analogy_accuracy


@also_right("EV-08", task="6.2", why="A named tuple is a tuple.")
def accuracy_as_named_tuple(questions, vocabulary, vectors):
    result = namedtuple("Result", ["accuracy", "share"])
    return result(*right.analogy_accuracy(questions, vocabulary, vectors))


@also_right(
    "EW-04", task="6.2", why="Errors can do the sorting: KeyError is an unknown word, ValueError a wrong answer."
)
def accuracy_by_exceptions(questions, vocabulary, vectors):
    right_ones = known = 0
    for a, b, c, d in questions:
        try:
            vocabulary[d]
            known += 1
            right_ones += right.analogy(a, b, c, vocabulary, vectors) == d
        except KeyError:
            known -= d in vocabulary
        except ValueError:
            pass
    return (right_ones / known, known / len(questions)) if known else (math.nan, 0)


@also_right("EW-05", task="6.2", why="Means of booleans, in an array: two numbers in order.")
def accuracy_as_means(questions, vocabulary, vectors):
    known = np.array([set(q) <= vocabulary.keys() for q in questions], dtype=bool)
    if not known.any():
        return np.array([np.nan, 0.0])
    hits = [
        vocabulary.keys() - set(q[:3]) != set() and right.analogy(*q[:3], vocabulary, vectors) == q[3]
        for q, fine in zip(questions, known, strict=True)
        if fine
    ]
    return np.array([np.mean(hits), known.mean()])


# --- 6.3 average_ranks


@also_right("EW-06", task="6.3", why="Counting smaller and equal values is quadratic and right.")
def ranks_by_counting(values):
    return [sum(o < v for o in values) + (sum(o == v for o in values) + 1) / 2 for v in values]


@also_right("EW-07", task="6.3", why="Sort once, then two binary searches per value.")
def ranks_by_bisection(values):
    ordered = sorted(values)
    return tuple((bisect_left(ordered, v) + bisect_right(ordered, v) + 1) / 2 for v in values)


@also_right("EW-08", task="6.3", why="Walk over groups of equal values in the sorted order.")
def ranks_by_groups(values):
    values = list(values)
    ranks, place = [0.0] * len(values), 0
    for _, group in groupby(sorted(range(len(values)), key=values.__getitem__), key=values.__getitem__):
        members = list(group)
        for i in members:
            ranks[i] = place + (len(members) + 1) / 2
        place += len(members)
    return ranks


@also_right(
    "EW-09", task="6.3", why="The mean of the ranks with ties broken forwards and backwards; single precision holds it."
)
def ranks_as_a_mean_of_two_orders(values):
    values = np.asarray(values)
    forwards = values.argsort(kind="stable").argsort(kind="stable")
    backwards = values[::-1].argsort(kind="stable").argsort(kind="stable")[::-1]
    return ((forwards + backwards) / 2 + 1).astype(np.float32)


@also_right("EW-10", task="6.3", why="A generator of numbers is drained into a list.")
def ranks_as_a_generator(values):
    array = np.asarray(values, dtype=float)
    return ((array < v).sum() + ((array == v).sum() + 1) / 2 for v in array)


# --- 6.4 spearman


@also_right(
    "EV-04", task="6.4", why="Covariance over standard deviations, with the same ddof, is Pearson's correlation."
)
def spearman_by_covariance(x, y):
    if len(x) != len(y):
        raise ValueError
    if len(x) < 2:
        return math.nan
    r, s = right.average_ranks(x), right.average_ranks(y)
    deviations = r.std(ddof=1) * s.std(ddof=1)
    return np.cov(r, s)[0, 1] / deviations if deviations else math.nan


@also_right("EV-05", task="6.4", why="Falling ranks on both sides have the same correlation.")
def spearman_with_falling_ranks(x, y):
    if len(x) != len(y):
        raise ValueError
    if len(x) < 2 or len(set(map(float, x))) == 1 or len(set(map(float, y))) == 1:
        return float("nan")
    r, s = (len(x) + 1 - right.average_ranks(values) for values in (x, y))
    return float(np.corrcoef(r, s)[0, 1])


@also_right("EW-11", task="6.4", why="The short formula with its correction for ties is exact.")
def spearman_with_tie_correction(x, y):
    n = len(x)
    if n != len(y):
        raise ValueError("lengths")
    if n < 2:
        return float("nan")
    squares = []
    for values in (x, y):
        sizes = np.unique(np.asarray(values), return_counts=True)[1].astype(float)
        squares.append((n**3 - n - (sizes**3 - sizes).sum()) / 12)
    d = right.average_ranks(x) - right.average_ranks(y)
    if 0 in squares:
        return float("nan")
    return float((squares[0] + squares[1] - d @ d) / 2 / math.sqrt(squares[0] * squares[1]))


@also_right(
    "EW-12", task="6.4", why="Signs of all pairwise differences give the ranks, and nan comes of 0 / 0 by itself."
)
def spearman_by_pairwise_signs(x, y):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    if x.shape != y.shape:
        raise ValueError
    r, s = (np.sign(v[:, None] - v[None, :]).sum(axis=1) for v in (x, y))
    with np.errstate(invalid="ignore"):
        return np.float64(r @ s) / np.sqrt(np.float64((r @ r) * (s @ s)))


# --- 6.5 word_similarity


@also_right("EW-13", task="6.5", why="The whole matrix of cosines first, then a look at the known pairs.")
def similarity_from_a_matrix(pairs, vocabulary, vectors):
    unit = right._units(vectors)
    table = unit @ unit.T
    known = [pair for pair in pairs if {pair[0], pair[1]} <= set(vocabulary)]
    if not known:
        return [math.nan, 0]
    rho = right.spearman([table[vocabulary[a], vocabulary[b]] for a, b, _ in known], np.array([s for *_, s in known]))
    return [rho, len(known) / len(pairs)]


@also_right(
    "EW-14", task="6.5", why="Plain Python and a try for each pair; clipping a cosine to [-1, 1] changes nothing."
)
def similarity_in_plain_python(pairs, vocabulary, vectors):
    cosines, scores = [], []
    for a, b, score in pairs:
        try:
            u, v = vectors[vocabulary[a]].tolist(), vectors[vocabulary[b]].tolist()
        except KeyError:
            continue
        lengths = math.sqrt(sum(x * x for x in u)) * math.sqrt(sum(x * x for x in v))
        cosine = sum(x * y for x, y in zip(u, v, strict=True)) / lengths if lengths else 0.0
        cosines.append(max(-1.0, min(1.0, cosine)))
        scores.append(score)
    return (right.spearman(cosines, scores), len(scores) / len(pairs)) if scores else (np.nan, np.float64(0))


@also_right("EW-15", task="6.5", why="Cosine distance turned round has the same ranks as the cosine.")
def similarity_by_negative_distance(pairs, vocabulary, vectors):
    known = [(vocabulary[a], vocabulary[b], s) for a, b, s in pairs if a in vocabulary and b in vocabulary]
    if not known:
        return float("nan"), 0.0
    first, second, scores = zip(*known, strict=True)
    unit = right._units(np.asarray(vectors, dtype=float))
    distances = 1 - (unit[list(first)] * unit[list(second)]).sum(axis=1)
    return right.spearman(-distances, scores), len(known) / len(pairs)


@also_right("EW-16", task="6.1", why="Sorted by falling score and by name; a nan counts as 0; NumPy's warning stays.")
def analogy_with_warnings(a, b, c, vocabulary, vectors):
    target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
    scores = vectors @ target / np.linalg.norm(vectors, axis=1) / np.linalg.norm(target)
    scores[np.isnan(scores)] = 0
    words = set(vocabulary).difference([a, b, c])
    if not words:
        raise ValueError("no word is left")
    return sorted(words, key=lambda word: (-scores[vocabulary[word]], word))[0]


@also_right("EW-17", task="6.1", why="max() of nothing raises the ValueError by itself.")
def analogy_by_ids(a, b, c, vocabulary, vectors):
    target = vectors[[vocabulary[b], vocabulary[c]]].sum(axis=0) - vectors[vocabulary[a]]
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    scores = vectors.dot(target) / np.where(lengths == 0, 1, lengths)
    names = {i: word for word, i in vocabulary.items()}
    return names[max((i for i, word in names.items() if word not in (a, b, c)), key=scores.__getitem__)]


@also_right("EW-18", task="6.2", why="A KeyError tells what is unknown, once d has been looked up as well.")
def accuracy_by_errors(questions, vocabulary, vectors):
    hits = []
    for a, b, c, d in questions:
        try:
            vocabulary[d]
            hits.append(right.analogy(a, b, c, vocabulary, vectors) == d)
        except KeyError:
            continue
        except ValueError:
            hits.append(False)
    return (sum(hits) / len(hits), len(hits) / len(questions)) if hits else (math.nan, 0.0)


@also_right("EW-19", task="6.4", why="Sums of signs are twice the centred ranks: whole numbers up to the last line.")
def spearman_of_signs(x, y):
    if len(x) != len(y):
        raise ValueError("different lengths")
    r, s = (
        [sum((u > v) - (u < v) for v in values) for u in values]
        for values in (list(map(float, x)), list(map(float, y)))
    )
    square = sum(k * k for k in r) * sum(k * k for k in s)
    return sum(k * m for k, m in zip(r, s)) / math.sqrt(square) if square else math.nan


@also_right("EW-20", task="6.4", why="statistics.correlation of the ranks; its error means that a side is constant.")
def spearman_by_the_statistics_module(x, y):
    if len(x) != len(y):
        raise ValueError("different lengths")
    try:
        return statistics.correlation(*([float(r) for r in right.average_ranks(side)] for side in (x, y)))
    except statistics.StatisticsError:
        return math.nan


@also_right(
    "EW-21", task="6.2", why="b and c may be exchanged without another answer, so each such question is answered once."
)
def accuracy_answers_once(questions, vocabulary, vectors):
    answers = {}
    known = [tuple(q) for q in questions if set(q) <= vocabulary.keys()]
    for a, b, c, _ in known:
        key = a, frozenset((b, c))
        if key not in answers:
            answers[key] = right._answer(a, b, c, vocabulary, vectors)
    marks = [answers[a, frozenset((b, c))] == d for a, b, c, d in known]
    return (sum(marks) / len(marks), len(marks) / len(questions)) if marks else (math.nan, 0.0)


@also_right(
    "EW-22",
    task="6.2",
    why="All questions in one product; what is excluded has -inf, and an -inf that wins is no answer.",
)
def accuracy_all_at_once(questions, vocabulary, vectors):
    known = [[vocabulary[w] for w in q] for q in questions if all(w in vocabulary for w in q)]
    if not known:
        return float("nan"), 0.0
    a, b, c, d = np.array(known).T
    scores = right._units(vectors[b] - vectors[a] + vectors[c]) @ right._units(vectors).T
    rows = np.arange(len(known))
    for excluded in (a, b, c):
        scores[rows, excluded] = -np.inf
    hits = (scores.argmax(axis=1) == d) & np.isfinite(scores.max(axis=1))
    return hits.mean(), len(known) / len(questions)


@also_right("EW-23", task="6.3", why="The mean of two orders: equal values from left to right, and from right to left.")
def ranks_from_both_sides(values):
    v = np.array(values, dtype=float)
    there, back, places = np.empty(v.size), np.empty(v.size), np.arange(1, v.size + 1)
    there[np.argsort(v, kind="stable")] = places
    back[np.argsort(v[::-1], kind="stable")] = places
    return (there + back[::-1]) / 2


@also_right("EW-24", task="6.4", why="Doubled ranks are whole numbers, so that nothing is rounded before the root.")
def spearman_in_whole_numbers(x, y):
    n = len(x)
    if n != len(y):
        raise ValueError("lengths")
    r, s = ([sum(b < a for b in side) + sum(b <= a for b in side) for a in side] for side in (x, y))
    across = n * sum(int(a) * int(b) for a, b in zip(r, s)) - int(sum(r)) * int(sum(s))
    alone = [n * sum(int(a) ** 2 for a in side) - int(sum(side)) ** 2 for side in (r, s)]
    return across / math.sqrt(alone[0] * alone[1]) if all(alone) else float("nan")


@also_right(
    "EW-25",
    task="6.1",
    why="The square of a cosine with its sign orders like the cosine; the target's length is left out.",
)
def analogy_of_signed_squares(a, b, c, vocabulary, vectors):
    target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]

    def score(word):
        row = vectors[vocabulary[word]]
        along, square = float(np.vdot(row, target)), float(np.vdot(row, row))
        return math.copysign(along * along / square, along) if square else 0.0

    return max(vocabulary.keys() - {a, b, c}, key=score)


@also_right("EW-26", task="6.3", why="Quicksort: the smaller ones, the equal ones, the larger ones.")
def ranks_by_quicksort(values):
    of, ranks = [float(value) for value in values], [0.0] * len(values)

    def rank(places, first):
        if places:
            pivot = of[places[len(places) // 2]]
            smaller, equal = ([i for i in places if test(of[i], pivot)] for test in (float.__lt__, float.__eq__))
            rank(smaller, first)
            for i in equal:
                ranks[i] = first + len(smaller) + (len(equal) - 1) / 2
            rank([i for i in places if of[i] > pivot], first + len(smaller) + len(equal))

    rank(list(range(len(of))), 1)
    return tuple(ranks)


@also_right(
    "EW-27",
    task="6.3",
    why="A stable sort from below and one from above break ties in opposite ways: the mean of both ranks is the average rank.",
)
def ranks_from_both_ends(values):
    values = np.array(values, dtype=float)
    up, down = np.empty(len(values)), np.empty(len(values))
    up[np.argsort(values, kind="stable")] = np.arange(1, len(values) + 1)
    down[np.argsort(-values, kind="stable")] = np.arange(len(values), 0, -1)
    return (up + down) / 2


@also_right(
    "EW-28",
    task="6.4",
    why="How many values are smaller less how many are larger is twice the centred average rank: whole numbers, no mean.",
)
def rho_of_balances(x, y):
    if len(x) != len(y):
        raise ValueError
    r, s = (np.sign(v[:, None] - v).sum(axis=1) for v in (np.array(x, dtype=float), np.array(y, dtype=float)))
    spread = math.sqrt(float(r @ r) * float(s @ s))
    return float(r @ s) / spread if spread else math.nan


@also_right("EW-29", task="6.2", why="Counting by recursion, and b and c may change places in the sum.")
def accuracy_by_recursion(questions, vocabulary, vectors):
    answers = {}

    def answer(a, b, c):
        key = (a, *sorted((b, c)))
        if key not in answers:
            left = vocabulary.keys() - {a, b, c}
            answers[key] = right.analogy(a, c, b, vocabulary, vectors) if left else None
        return answers[key]

    def count(rest):
        if not rest:
            return 0, 0
        (*abc, d), hits, known = rest[0], *count(rest[1:])
        if not {*abc, d} <= vocabulary.keys():
            return hits, known
        return hits + (answer(*abc) == d), known + 1

    hits, known = count(list(questions))
    return (hits / known, known / len(questions)) if known else [math.nan, 0]
