"""Right but unusual ways to write a1_sparse/sparse.py: every hidden test must accept all of them."""

import bisect
import math
from collections import Counter
from fractions import Fraction
from itertools import combinations, groupby

import numpy as np

from autograder.specimens import also_right
from reference.a1_sparse import sparse as right

# Task 1.1: one_hot


@also_right("VV-01", task="1.1", why="A row of the identity matrix.")
def row_of_the_identity(word, vocabulary):
    return np.eye(len(vocabulary))[vocabulary[word]]


@also_right("VW-01", task="1.1", why="A list of integers has the same values.")
def list_of_integers(word, vocabulary):
    place = vocabulary[word]
    return [int(index == place) for index in range(len(vocabulary))]


@also_right("VW-02", task="1.1", why="True is 1 and False is 0.")
def comparison(word, vocabulary):
    return np.arange(len(vocabulary)) == vocabulary[word]


@also_right("VW-03", task="1.1", why="The error may be raised by hand, and the vector be in single precision.")
def checked_by_hand(word, vocabulary):
    if word not in vocabulary:
        raise KeyError(f"no such word: {word}")
    vector = np.zeros(len(vocabulary), dtype=np.float32)
    np.put(vector, vocabulary[word], 1)
    return vector


# Task 1.2: cosine_similarity


@also_right("PV-18", task="1.2", why="Both vectors are scaled to length 1 first, and rounding above 1 is cut off.")
def unit_vectors_first(u, v):
    if u.shape != v.shape:
        raise ValueError("shapes")
    lengths = np.linalg.norm(u), np.linalg.norm(v)
    if 0.0 in lengths:
        return 0.0
    return np.clip(np.dot(u / lengths[0], v / lengths[1]), -1.0, 1.0)


@also_right("VW-10", task="1.2", why="Plain Python: the math module and a loop.")
def loops_and_math(u, v):
    if len(u) != len(v):
        raise ValueError
    dot = math.fsum(float(a) * float(b) for a, b in zip(u, v, strict=True))
    length = math.hypot(*map(float, u)) * math.hypot(*map(float, v))
    return dot / length if length else 0


@also_right(
    "VW-11",
    task="1.2",
    why="One root for both lengths; NaN only where a length was 0. An array with no dimensions is a number.",
)
def one_root(u, v):
    if np.shape(u) != np.shape(v):
        raise ValueError
    with np.errstate(invalid="ignore"):
        ratio = np.asarray(u @ v / np.sqrt((u @ u) * (v @ v)))
    return np.nan_to_num(ratio)


@also_right("VW-12", task="1.2", why="The law of cosines on the two unit vectors: 1 - |a - b|² / 2.")
def law_of_cosines(u, v):
    if u.shape != v.shape:
        raise ValueError
    if not (np.any(u) and np.any(v)):
        return 0.0
    difference = u / np.linalg.norm(u) - v / np.linalg.norm(v)
    return 1.0 - 0.5 * np.sum(difference**2)


# Task 1.3: orthogonal_pairs


@also_right("VW-20", task="1.3", why="The pairs are listed and counted.")
def listed(size):
    return len(list(combinations(range(size), 2)))


@also_right("VW-21", task="1.3", why="0 + 1 + 2 + …: each word pairs up with those before it.")
def sum_of_a_range(size):
    return sum(range(size))


@also_right("VW-22", task="1.3", why="A float that is whole is a whole number.")
def true_division(size):
    return size * (size - 1) / 2


@also_right(
    "VW-23", task="1.3", why="The zeros of the one-hot vectors' own table of dot products, counted above the diagonal."
)
def counted_in_the_gram_matrix(size):
    vectors = np.eye(size)
    return np.sum(np.triu(vectors @ vectors.T == 0.0, k=1))


# Task 1.4: bag_of_words


@also_right("VW-30", task="1.4", why="Ids counted with bincount: an array of integers.")
def bincount_of_ids(document, vocabulary):
    ids = [vocabulary[word] for word in document if word in vocabulary]
    return np.bincount(np.array(ids, dtype=np.int64), minlength=len(vocabulary))


@also_right("VW-31", task="1.4", why="list.count for every word, in the order of the ids.")
def count_each_word(document, vocabulary):
    return [document.count(word) for word, _ in sorted(vocabulary.items(), key=lambda item: item[1])]


@also_right("VW-32", task="1.4", why="The sum of the one-hot vectors of the known words.")
def sum_of_one_hots(document, vocabulary):
    rows = [right.one_hot(word, vocabulary) for word in document if word in vocabulary]
    return np.sum(rows, axis=0) if rows else np.zeros(len(vocabulary))


@also_right("VW-33", task="1.4", why="A place more for all the unknown words, cut off at the end.")
def one_place_for_strangers(document, vocabulary):
    bag = np.zeros(len(vocabulary) + 1)
    np.add.at(bag, [vocabulary.get(word, len(vocabulary)) for word in document], 1.0) if document else None
    return bag[:-1]


# Task 1.5: inverse_document_frequency


@also_right("VV-04", task="1.5", why="Kept by word in a dictionary, laid out by id at the end.")
def dictionary_by_word(documents, vocabulary):
    share = {word: sum(word in document for document in documents) / max(len(documents), 1) for word in vocabulary}
    weights = {index: -math.log(share[word]) if share[word] else 0.0 for word, index in vocabulary.items()}
    return tuple(weights[index] for index in range(len(vocabulary)))


@also_right(
    "VW-40", task="1.5", why="A table of documents by words, its columns counted, and a difference of two logarithms."
)
def difference_of_logarithms(documents, vocabulary):
    table = np.zeros((len(documents), len(vocabulary)), dtype=bool)
    for row, document in enumerate(documents):
        for word in document:
            if word in vocabulary:
                table[row, vocabulary[word]] = True
    counts = table.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(counts == 0, 0.0, np.log(len(documents)) - np.log(counts))


@also_right("VW-41", task="1.5", why="log1p((N - n) / n) is ln(N / n).")
def log_of_one_plus(documents, vocabulary):
    frequency = Counter(word for document in documents for word in set(document))
    result = [0.0] * len(vocabulary)
    for word, index in vocabulary.items():
        if frequency[word] > 0:
            result[index] = math.log1p((len(documents) - frequency[word]) / frequency[word])
    return result


@also_right("VW-42", task="1.5", why="Unseen words are given the frequency N, whose logarithm of the ratio is 0.")
def unseen_words_as_everywhere(documents, vocabulary):
    if not documents:
        return np.zeros(len(vocabulary))
    counts = np.sum([np.minimum(right.bag_of_words(document, vocabulary), 1) for document in documents], axis=0)
    counts[counts == 0] = len(documents)
    return np.log(len(documents) / counts)


# Task 1.6: tf_idf


@also_right("VV-06", task="1.6", why="A Counter of the document, one product for each word of the vocabulary.")
def counter_of_the_document(document, vocabulary, idf):
    counts = Counter(document)
    result = np.empty(len(vocabulary))
    for word, index in vocabulary.items():
        result[index] = counts[word] * idf[index]
    return result


@also_right("VV-07", task="1.6", why="tf (idf + 1) - tf is tf idf, up to rounding.")
def one_added_and_taken_away(document, vocabulary, idf):
    tf = right.bag_of_words(document, vocabulary)
    return tf * (idf + 1.0) - tf


@also_right("VW-50", task="1.6", why="The weight is added once for every occurrence.")
def added_up(document, vocabulary, idf):
    result = [0.0] * len(vocabulary)
    for word in document:
        if word in vocabulary:
            result[vocabulary[word]] += idf[vocabulary[word]]
    return result


@also_right("VW-51", task="1.6", why="One-hot rows of the document, times the weights on a diagonal.")
def matrix_product(document, vocabulary, idf):
    rows = [right.one_hot(word, vocabulary) for word in document if word in vocabulary]
    return np.ones(len(rows)) @ np.reshape(rows, (len(rows), len(vocabulary))) @ np.diag(idf)


@also_right("VW-60", task="1.2", why="Exact fractions, one root at the end: nothing can overflow or underflow.")
def cosine_in_fractions(u, v):
    if len(u) != len(v):
        raise ValueError("shapes")
    a, b = ([Fraction(float(x)) for x in vector] for vector in (u, v))
    dot, sizes = sum(x * y for x, y in zip(a, b)), sum(x * x for x in a) * sum(y * y for y in b)
    return math.copysign(math.sqrt(dot * dot / sizes), dot) if sizes else 0


@also_right("VW-61", task="1.1", why="A column of a larger table: a view with a stride.")
def column_of_a_table(word, vocabulary):
    table = np.zeros((len(vocabulary), 3))
    table[vocabulary[word], 1] = 1
    return table[:, 1]


@also_right("VW-62", task="1.4", why="The sorted document, and two binary searches for each word; single precision.")
def bag_by_binary_search(document, vocabulary):
    words, bag = sorted(document), np.zeros(len(vocabulary), dtype=np.float32)
    for word, id in vocabulary.items():
        bag[id] = bisect.bisect_right(words, word) - bisect.bisect_left(words, word)
    return bag


@also_right("VW-63", task="1.2", why="Scaled by powers of two, which costs no digit; the two squares under one root.")
def cosine_with_binary_exponents(u, v):
    u, v = np.array(u, dtype=float), np.array(v, dtype=float)
    if u.shape != v.shape:
        raise ValueError("two lengths")
    if not u.any() or not v.any():
        return 0
    u, v = (np.ldexp(w, -np.frexp(np.abs(w).max())[1]) for w in (u, v))
    return np.einsum("i,i", u, v) / np.sqrt(np.einsum("i,i", u, u) * np.einsum("i,i", v, v))


@also_right("VW-64", task="1.4", why="Runs of equal words in a sorted copy; unknown ones are an exception caught.")
def bag_by_runs(document, vocabulary):
    bag = np.zeros(len(vocabulary), dtype=np.int32)
    for word, run in groupby(sorted(document)):
        try:
            bag[vocabulary[word]] = len(list(run))
        except KeyError:
            continue
    return bag


@also_right("VW-65", task="1.1", why="A class can be called like a function, and need not return an object of its own.")
class Encoder:
    def __new__(cls, word, vocabulary, *, dtype=np.float32):
        vector = np.zeros(len(vocabulary), dtype=dtype)
        vector.put(vocabulary[word], 1)
        return vector


@also_right("VW-66", task="1.3", why="Recursion: the pairs within each half, and those between the halves.")
def halved(size):
    def pairs(n):
        return 0 if n < 2 else pairs(n // 2) + pairs(n - n // 2) + n // 2 * (n - n // 2)

    return pairs(size)


@also_right("VW-67", task="1.2", why="The angle between unit vectors by its half, from their difference and their sum.")
def angle_by_its_half(u, v):
    if np.shape(u) != np.shape(v):
        raise ValueError("shapes")
    if not (np.any(u) and np.any(v)):
        return np.float64(0)
    u, v = (np.asarray(vector, dtype=float) / np.max(np.abs(vector)) for vector in (u, v))
    u, v = u / math.hypot(*u), v / math.hypot(*v)
    return math.cos(2 * math.atan2(math.hypot(*(u - v)), math.hypot(*(u + v))))


@also_right("VW-68", task="1.3", why="Half of the square less half of the size: both are rounded down, or neither.")
def difference_of_halves(size):
    return size**2 // 2 - size // 2
