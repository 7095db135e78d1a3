"""Right but unusual ways to do a7_bert/next_sentence.py: every hidden test must accept them."""

from __future__ import annotations

import math
import random
from collections import deque
from itertools import pairwise

import numpy as np

from autograder.specimens import also_right
from reference.a7_bert import next_sentence as right

# Task 7.3: nsp_pairs


@also_right("BV-16", task="7.3", why="a generator, shuffled across documents: the order is free")
def shuffled_generator(documents, *, rng):
    triples = right.nsp_pairs(documents, rng=rng)
    return (triples[place] for place in rng.permutation(len(triples)))


@also_right("BW-21", task="7.3", why="balanced labels in random order are allowed beside coins")
def balanced_labels(documents, *, rng):
    filled = [document for document in documents if document]
    if len(filled) < 2:
        raise ValueError("one document")
    places = [(here, at) for here, document in enumerate(filled) for at in range(len(document) - 1)]
    triples = []
    for (here, at), label in zip(places, rng.permutation(np.arange(len(places)) % 2), strict=True):
        source = filled[rng.choice([there for there in range(len(filled)) if there != here])] if label else None
        b = source[rng.integers(len(source))] if label else filled[here][at + 1]
        triples.append([filled[here][at], b, label])
    return triples


@also_right("BW-22", task="7.3", why="the other document may be drawn until it is another one and not empty")
def drawn_until_it_fits(documents, *, rng):
    if len([1 for document in documents if len(document) > 0]) <= 1:
        raise ValueError("one document")
    for_all = []
    for here, document in enumerate(documents):
        for at in range(1, len(document)):
            if rng.integers(0, 2):
                for_all.append((document[at - 1], document[at], 0))
                continue
            there = here
            while there == here or not documents[there]:
                there = int(rng.integers(len(documents)))
            for_all.append((document[at - 1], documents[there][rng.integers(len(documents[there]))], 1))
    return for_all


@also_right("BW-23", task="7.3", why="tuples all the way down, the label a NumPy integer")
def other_containers(documents, *, rng):
    triples = right.nsp_pairs(documents, rng=rng)
    return tuple((tuple(a), tuple(b), np.int64(label)) for a, b, label in triples)


@also_right("BW-24", task="7.3", why="another library's generator, seeded anew from rng in each call")
def random_module_seeded_from_rng(documents, *, rng):
    own = random.Random(int(rng.integers(2**62)))
    filled = list(filter(None, documents))
    if not filled[1:]:
        raise ValueError("one document")
    triples = []
    for here in range(len(filled) - 1, -1, -1):
        others = filled[:here] + filled[here + 1 :]
        for a, successor in zip(filled[here], filled[here][1:], strict=False):
            stranger = own.choice(own.choice(others))
            triples.append((a, *own.choice([(successor, 0), (stranger, 1)])))
    return triples


@also_right("BW-25", task="7.3", why="all coins in one call, as truth values for labels")
def all_coins_at_once(documents, *, rng):
    filled = [document for document in documents if document]
    if len(filled) < 2:
        raise ValueError("one document")
    triples = []
    for here, document in enumerate(filled):
        coins = rng.random(len(document) - 1) >= 0.5
        there = (here + rng.integers(1, len(filled), size=len(coins))) % len(filled)
        for at, coin in enumerate(coins):
            source = filled[there[at]]
            b = source[int(rng.random() * len(source))] if coin else document[at + 1]
            triples.append((document[at], b, int(coin)))
    return triples


# Task 7.4: pack_pair


@also_right("BW-31", task="7.4", why="the lengths by arithmetic instead of one token at a time")
def cut_by_arithmetic(a, b, *, cls_id, sep_id, pad_id, max_length):
    if max_length < 5 or min(len(a), len(b)) < 1:
        raise ValueError("no room, or no tokens")
    room = max_length - 3
    second = min(len(b), max(room // 2, room - len(a)))
    first = min(len(a), room - second)
    ids = np.full(max_length, pad_id)
    line = np.concatenate([[cls_id], a[:first], [sep_id], b[:second], [sep_id]]).astype(int)
    ids[: len(line)] = line
    places = np.arange(max_length)
    segments = (places >= first + 2) & (places < len(line))
    return ids, segments.astype(int), (places < len(line)).astype(int)


@also_right("BW-32", task="7.4", why="three lists will do, and truth values are the integers 0 and 1")
def lists_and_truth_values(a, b, *, cls_id, sep_id, pad_id, max_length):
    if max_length < 5 or len(a) * len(b) == 0:
        raise ValueError("no room, or no tokens")
    first, second = deque(a), deque(b)
    while 3 + len(first) + len(second) > max_length:
        if len(second) >= len(first):
            second.pop()
        else:
            first.pop()
    rows = [(token, False) for token in (cls_id, *first, sep_id)] + [(token, True) for token in (*second, sep_id)]
    padding = max_length - len(rows)
    ids, segments = zip(*rows, *[(pad_id, False)] * padding, strict=True)
    return [list(ids), list(segments), [True] * len(rows) + [False] * padding]


@also_right("BW-33", task="7.4", why="one array of shape (3, max_length) unpacks into three")
def one_array_of_three_rows(a, b, *, cls_id, sep_id, pad_id, max_length):
    rows = right.pack_pair(list(a), list(b), cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    return np.array(rows, dtype=np.int32)


@also_right("BW-34", task="7.4", why="the cut by recursion")
def cut_by_recursion(a, b, *, cls_id, sep_id, pad_id, max_length):
    special = {"cls_id": cls_id, "sep_id": sep_id, "pad_id": pad_id, "max_length": max_length}
    if max_length >= 5 and len(a) and len(b) and len(a) + len(b) + 3 > max_length:
        shorter = (a[:-1], b) if len(a) > len(b) else (a, b[:-1])
        return cut_by_recursion(*shorter, **special)
    return right.pack_pair(a, b, **special)


# Task 7.5: nsp_loss


@also_right("BW-41", task="7.5", why="for two classes: softplus of the gap between the wrong and the right score")
def softplus_of_the_gap(logits, labels):
    signs = 1 - 2 * np.asarray(labels)
    gaps = (logits[:, 1].astype(float) - logits[:, 0]) * signs
    return np.mean(np.maximum(gaps, 0) + np.log1p(np.exp(-np.abs(gaps))))


@also_right("BW-42", task="7.5", why="a loop with the maximum taken out; the answer is a Python float")
def by_a_loop(logits, labels):
    total = 0.0
    for (x, y), label in zip(np.asarray(logits, dtype=float).tolist(), labels, strict=True):
        best = max(x, y)
        total += best + math.log(math.exp(x - best) + math.exp(y - best)) - (y if label else x)
    return total / len(labels)


@also_right("BW-43", task="7.5", why="log-softmax in full and one-hot labels; the answer is an array of shape ()")
def by_one_hot(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return np.array(-(logs * np.eye(2)[labels]).sum() / logs.shape[0])


@also_right("BW-44", task="7.5", why="torch's cross_entropy with its default reduction is the mean")
def by_torch(logits, labels):
    import torch

    return torch.nn.functional.cross_entropy(torch.as_tensor(logits), torch.as_tensor(labels)).item()


# Task 7.6: pretraining_loss


@also_right("BV-20", task="7.6", why="a NumPy number is a number")
def numpy_number(mlm, nsp):
    return np.float64(mlm) + nsp


@also_right("BW-51", task="7.6", why="an exactly rounded sum")
def by_fsum(mlm, nsp):
    return math.fsum((mlm, nsp))


@also_right("BW-52", task="7.6", why="an array of shape () is a number")
def array_of_no_axes(mlm, nsp):
    return np.sum(np.stack([mlm, nsp]), axis=0, keepdims=False).reshape(())


@also_right(
    "BW-26", task="7.3", why="one bag of all strangers, each with the share of its document, drawn by its weight"
)
def one_weighted_bag(documents, *, rng):
    filled = [document for document in documents if document]
    if len(filled) < 2:
        raise ValueError("two documents at least")
    triples = []
    for here, document in enumerate(filled):
        others = filled[:here] + filled[here + 1 :]
        bag = [sentence for other in others for sentence in other]
        ends = np.cumsum([1 / len(other) for other in others for _ in other])
        for a, successor in pairwise(document):
            if rng.integers(2):
                triples.append((a, bag[np.searchsorted(ends, rng.random() * ends[-1], side="right")], 1))
            else:
                triples.append((a, successor, 0))
    return triples


@also_right("BW-35", task="7.4", why="what stays is what comes first if A and B take turns")
def taking_turns(a, b, *, cls_id, sep_id, pad_id, max_length):
    if max_length < 5 or not len(a) or not len(b):
        raise ValueError("no room or no tokens")
    turns = sorted([(i, 0) for i in range(len(a))] + [(i, 1) for i in range(len(b))])[: max_length - 3]
    second = sum(which for _, which in turns)
    first = len(turns) - second
    ids = np.full(max_length, pad_id)
    ids[: len(turns) + 3] = np.concatenate([[cls_id], a[:first], [sep_id], b[:second], [sep_id]])
    place = np.arange(max_length)
    tokens = place < len(turns) + 3
    return ids, (tokens & (place > first + 1)).astype(np.int8), tokens.astype(np.int8)


@also_right("BW-45", task="7.5", why="a column minus a row is an N by N table with the same mean")
def mean_of_a_table(logits, labels):
    own = np.where(labels == 1, logits[:, 1], logits[:, 0])
    return (np.logaddexp(*logits.T)[:, None] - own).mean()


@also_right("BW-46", task="7.5", why="binary cross-entropy of the difference of the two scores")
def binary_cross_entropy(logits, labels):
    score = logits[:, 1] - logits[:, 0]
    return np.average(np.maximum(score, 0) - score * labels + np.log1p(np.exp(-abs(score))))


@also_right(
    "BW-27", task="7.3", why="all numbers are drawn in one table at the start; the sentences come back as copies"
)
def a_table_of_numbers(documents, *, rng):
    filled = list(filter(len, documents))
    if len(filled) < 2:
        raise ValueError("two documents at least")
    numbers = iter(rng.random((sum(len(document) - 1 for document in filled), 3)))
    triples = []
    for here, document in enumerate(filled):
        others = filled[:here] + filled[here + 1 :]
        for a, successor in pairwise(document):
            coin, which, where = next(numbers)
            other = others[int(which * len(others))]
            b = other[int(where * len(other))] if coin < 0.5 else successor
            triples.append((list(a), list(b), int(coin < 0.5)))
    return triples


@also_right("BW-47", task="7.5", why="the pairs grouped by their label, then one mean over both groups together")
def grouped_by_answer(logits, labels):
    groups = [logits[labels == answer].astype(float) for answer in (0, 1)]
    losses = [np.logaddexp.reduce(group, axis=1) - group[:, answer] for answer, group in enumerate(groups)]
    return np.concatenate(losses).mean()


@also_right(
    "BW-55",
    task="7.3",
    why="A ring of documents: one to n - 1 steps on from A's own, and fractions in place of whole numbers.",
)
def pairs_on_a_ring(documents, *, rng):
    filled = list(filter(len, documents))
    n = len(filled)
    if n < 2:
        raise ValueError("a second document is needed")

    def elsewhere(here):
        document = filled[(here + 1 + int(rng.random() * (n - 1))) % n]
        return document[int(rng.random() * len(document))]

    return [
        [document[i], elsewhere(here), 1] if rng.integers(2) else [document[i], document[i + 1], 0]
        for here, document in reversed(list(enumerate(filled)))
        for i in range(len(document) - 1)
    ]


@also_right(
    "BW-56",
    task="7.3",
    why="All numbers are drawn at once: one for the coin, one for the document, one for the sentence.",
)
def all_numbers_at_once(documents, *, rng):
    documents = tuple(tuple(document) for document in documents if len(document))
    if len(documents) < 2:
        raise ValueError
    pairs = [(here, a, b) for here, document in enumerate(documents) for a, b in pairwise(document)]
    found = []
    for (here, a, b), (coin, x, y) in zip(pairs, rng.random((len(pairs), 3)), strict=True):
        others = documents[:here] + documents[here + 1 :]
        there = others[math.floor(x * len(others))]
        label = np.int8(coin >= 0.5)
        found.append((a, there[math.floor(y * len(there))] if label else b, label))
    return found


@also_right(
    "BW-57", task="7.4", why="How much is kept, by recursion; the three rows are the columns of a table of int32."
)
def columns_of_a_table(a, b, *, cls_id, sep_id, pad_id, max_length):
    if max_length < 5 or min(len(a), len(b)) == 0:
        raise ValueError

    def keep(p, q):
        if p + q <= max_length - 3:
            return p, q
        return keep(p - 1, q) if p > q else keep(p, q - 1)

    p, q = keep(len(a), len(b))
    rows = [(cls_id, 0, 1), *((t, 0, 1) for t in a[:p]), (sep_id, 0, 1), *((t, 1, 1) for t in b[:q]), (sep_id, 1, 1)]
    return np.array(rows + [(pad_id, 0, 0)] * (max_length - len(rows)), dtype=np.int32).T
