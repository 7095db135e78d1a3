"""Right, if unusual, ways to do a3_skipgram/softmax.py."""

from __future__ import annotations

import heapq
import math
from collections import deque

import numpy as np

from autograder.specimens import also_right
from reference.a3_skipgram import softmax as right


@also_right("HV-01", task="3.15", why="logsumexp first, then exp: the shift cancels.")
def exp_of_the_log(scores):
    top = np.max(scores, axis=-1, keepdims=True)
    return np.exp(scores - (top + np.log(np.sum(np.exp(scores - top), axis=-1, keepdims=True))))


@also_right(
    "HV-X01", task="3.15", why="1 / Σ_j e^(s_j - s_i) is the same fraction, shortened; an overflow to infinity means 0."
)
def pairwise_differences(scores):
    with np.errstate(over="ignore"):
        return 1.0 / np.exp(np.expand_dims(scores, -2) - np.expand_dims(scores, -1)).sum(axis=-1)


@also_right("HV-X02", task="3.15", why="A recursive loop down to the last axis, with Python floats and nested lists.")
def nested_lists(scores):
    if np.ndim(scores) > 1:
        return [nested_lists(row) for row in scores]
    top = max(float(s) for s in scores)
    powers = [math.exp(float(s) - top) for s in scores]
    return [p / math.fsum(powers) for p in powers]


@also_right("HV-X03", task="3.15", why="Any shift near the maximum will do: here the maximum plus 3.")
def shifted_a_little_further(scores):
    exponentials = np.exp(scores - (scores.max(axis=-1)[..., None] + 3))
    return np.divide(exponentials, np.add.reduce(exponentials, axis=-1)[..., None])


@also_right("HV-X04", task="3.15", why="All axes but the last flattened, and unflattened in the end.")
def flattened_rows(scores):
    rows = np.array(scores, dtype=float).reshape(-1, np.shape(scores)[-1])
    rows -= rows.max(axis=1)[:, None]
    rows = np.exp(rows)
    return (rows / rows.sum(axis=1)[:, None]).reshape(np.shape(scores))


@also_right("HV-X05", task="3.16", why="logaddexp.reduce is a stable log of a sum of exponentials.")
def reduced_by_logaddexp(scores):
    return scores - np.logaddexp.reduce(np.asarray(scores, dtype=float), axis=-1, keepdims=True)


@also_right("HV-X06", task="3.16", why="The maximum comes back inside the logsumexp.")
def logsumexp_by_hand(scores):
    top = np.amax(scores, axis=-1)
    lse = top + np.log(np.exp(scores - np.expand_dims(top, -1)).sum(-1))
    return np.subtract(scores, np.expand_dims(lse, -1))


@also_right("HV-X07", task="3.16", why="A recursive loop down to the last axis.")
def log_nested_lists(scores):
    if np.ndim(scores) > 1:
        return [log_nested_lists(row) for row in scores]
    values = [float(s) for s in scores]
    top = max(values)
    total = top + math.log(sum(math.exp(v - top) for v in values))
    return tuple(v - total for v in values)


@also_right(
    "HV-X08", task="3.16", why="-ln Σ_j e^(s_j - s_i), each row relative to each of its scores, in a stable way."
)
def log_of_pairwise_differences(scores):
    return -np.logaddexp.reduce(np.expand_dims(scores, -2) - np.expand_dims(scores, -1).astype(float), axis=-1)


@also_right("HV-X09", task="3.17", why="A loop over the vocabulary, one dot product and one logaddexp at a time.")
def loop_over_the_vocabulary(center, context, W_in, W_out):
    total = -math.inf
    for row in W_out:
        total = np.logaddexp(total, sum(float(a) * float(b) for a, b in zip(row, W_in[center], strict=True)))
    return np.dot(W_out[context], W_in[center]) - total


@also_right(
    "HV-X10", task="3.17", why="The scores of all centres at once, of which one row is used; a 0-d array is a number."
)
def whole_score_matrix(center, context, W_in, W_out):
    return np.asarray(right.log_softmax(W_in @ W_out.T)[center, context])


@also_right("HV-X11", task="3.17", why="-ln Σ_w e^(s_w - s_context), shifted where it would overflow.")
def odds_against(center, context, W_in, W_out):
    gaps = np.einsum("vd,d->v", W_out, W_in[center])
    gaps = gaps - gaps[context]
    top = gaps.max()
    return -(top + np.log(np.sum(np.exp(gaps - top))))


@also_right("HV-06", task="3.18", why="Two queues on sorted counts make a tree of the same cost in linear time.")
def two_queues(counts):
    order = sorted(range(len(counts)), key=lambda word: counts[word])
    leaves, joined = deque((float(counts[w]), w) for w in order), deque()
    if len(order) == 1:
        return [""]

    def lightest():
        return joined.popleft() if not leaves or (joined and joined[0][0] < leaves[0][0]) else leaves.popleft()

    while len(leaves) + len(joined) > 1:
        a, b = lightest(), lightest()
        joined.append((a[0] + b[0], (a, b)))
    codes, stack = {}, [(joined[0], "")]
    while stack:
        (_, node), code = stack.pop()
        if isinstance(node, tuple):
            stack += [(node[0], code + "1"), (node[1], code + "0")]
        else:
            codes[node] = code
    return tuple(codes[word] for word in range(len(counts)))


@also_right(
    "HV-07",
    task="3.18",
    why="Each code is gathered as a list of bits and joined into a string in the end; parents as an array.",
)
def parents_as_in_word2vec(counts):
    n = len(counts)
    weight, parent, side = [int(c) for c in counts] + [0] * (n - 1), [0] * (2 * n - 1), [0] * (2 * n - 1)
    free = set(range(n))
    for new in range(n, 2 * n - 1):
        a = min(free, key=lambda i: (weight[i], -i))
        free.remove(a)
        b = min(free, key=lambda i: (weight[i], -i))
        free.remove(b)
        weight[new], parent[a], parent[b], side[b] = weight[a] + weight[b], new, new, 1
        free.add(new)
    codes = []
    for word in range(n):
        bits, node = [], word
        while node != 2 * n - 2:
            bits.append(str(side[node]))
            node = parent[node]
        codes.append("".join(reversed(bits)))
    return codes


@also_right("HV-X12", task="3.18", why="Canonical codes: only the lengths come from the tree, the bits are counted up.")
def canonical_codes(counts):
    lengths = [len(code) for code in right.huffman_codes(counts)]
    codes, value, before = [""] * len(lengths), 0, 0
    for word in sorted(range(len(lengths)), key=lambda w: (lengths[w], w)):
        value <<= lengths[word] - before
        before = lengths[word]
        codes[word] = format(value, "b").zfill(before) if before else ""
        value += 1
    return codes


@also_right(
    "HV-X13",
    task="3.18",
    why="Which side is 0 is free, and so are ties: the heap prefers later entries, recursion reads the tree.",
)
def recursive_with_a_counter(counts):
    heap = [(float(count), -word, word) for word, count in enumerate(counts)]
    heapq.heapify(heap)
    serial = len(heap)
    while len(heap) > 1:
        (a, _, first), (b, _, second) = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a + b, -serial, [first, second]))
        serial += 1
    codes = {}

    def descend(node, code):
        if isinstance(node, list):
            descend(node[1], code + "0")
            descend(node[0], code + "1")
        else:
            codes[node] = code

    descend(heap[0][2], "")
    return [codes[word] for word in sorted(codes)]


@also_right("HV-X14", task="3.18", why="A list sorted anew after each join is slow, and right.")
def sorted_again_and_again(counts):
    codes = dict.fromkeys(range(len(counts)), "")
    nodes = [(count, {word}) for word, count in enumerate(np.asarray(counts, dtype=float))]
    while len(nodes) > 1:
        nodes.sort(key=lambda node: node[0], reverse=True)
        (a, left), (b, rest) = nodes.pop(), nodes.pop()
        codes.update({word: "1" + codes[word] for word in left})
        codes.update({word: "0" + codes[word] for word in rest})
        nodes.append((a + b, left | rest))
    return [codes[word] for word in range(len(counts))]


@also_right("HV-04", task="3.19", why="1 - σ(x) is σ(-x): left σ, right the rest.")
def one_side_and_the_rest(hidden, node_vectors, code):
    p = 1.0
    for node, side in zip(node_vectors, code, strict=True):
        left = 0.5 * (1 + math.tanh(float(node @ hidden) / 2))
        p *= left if side == "0" else 1 - left
    return p


@also_right("HV-X15", task="3.19", why="A sum of log-sigmoids, exponentiated once.")
def through_logarithms(hidden, node_vectors, code):
    scores = np.asarray(node_vectors) @ hidden
    signs = 1 - 2 * np.array([int(bit) for bit in code], dtype=float)
    return np.exp(-np.logaddexp(0, -signs * scores).sum())


@also_right("HV-X16", task="3.19", why="Recursion: the first step, times the walk that is left.")
def step_by_step(hidden, node_vectors, code):
    if len(code) == 0:
        return 1
    x = float(np.dot(hidden, node_vectors[0])) * (1 if code[0] == "0" else -1)
    here = 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x))
    return here * step_by_step(hidden, node_vectors[1:], code[1:])


@also_right(
    "HV-X17", task="3.19", why="An overflow of exp to infinity gives the right 0, and underflow is never graded."
)
def naive_sigmoid_that_holds(hidden, node_vectors, code):
    flips = np.where(np.array(list(code), dtype="U1") == "1", 1.0, -1.0)
    with np.errstate(over="ignore"):
        return np.prod(1 / (1 + np.exp(flips * (node_vectors @ hidden))))


@also_right("HW-90", task="3.17", why="Differences to the score of the pair, added up by logaddexp.")
def differences_to_the_pair(center, context, W_in, W_out):
    return -np.logaddexp.reduce(np.einsum("vd,d->v", W_out - W_out[context], W_in[center]))


@also_right(
    "HW-91",
    task="3.19",
    why="The plain sigmoid of NumPy: e^1000 is infinite, one over it is 0, and a warning is no error here.",
)
def plain_sigmoids(hidden, node_vectors, code):
    p = 1.0
    for node, side in zip(node_vectors, code, strict=True):
        score = node @ hidden
        p *= 1 / (1 + np.exp(-score if side == "0" else score))
    return p


@also_right(
    "HW-92", task="3.18", why="Shares in place of counts: all divided by the largest, which decides nothing but ties."
)
def huffman_of_shares(counts):
    shares = np.asarray(counts, dtype=float) / np.max(counts)
    heap = [(share, word, (word,)) for word, share in enumerate(shares)]
    codes = dict.fromkeys(range(len(shares)), "")
    heapq.heapify(heap)
    while len(heap) > 1:
        (a, _, left), (b, first, others) = heapq.heappop(heap), heapq.heappop(heap)
        codes |= {word: "1" + codes[word] for word in left} | {word: "0" + codes[word] for word in others}
        heapq.heappush(heap, (a + b, first, left + others))
    return [codes[word] for word in range(len(shares))]


@also_right("HW-93", task="3.19", why="σ(x) = (1 + tanh(x / 2)) / 2, which never overflows.")
def walk_by_tanh(hidden, node_vectors, code):
    signs = np.array([1.0 if side == "0" else -1.0 for side in code])
    return np.prod((1 + np.tanh(signs * (node_vectors @ hidden) / 2)) / 2)


@also_right(
    "HW-94", task="3.15", why="Turned round by .T, so that the last axis is the first and everything broadcasts."
)
def softmax_turned_round(scores):
    turned = np.asarray(scores, dtype=float).T
    exponentials = np.exp(turned - turned.max(axis=0))
    return (exponentials / exponentials.sum(axis=0)).T


@also_right(
    "HW-95", task="3.18", why="Package-merge with a limit that never binds: other trees among ties, the same cost."
)
def codes_by_package_merge(counts):
    words = len(counts)
    if words == 1:
        return [""]
    singles = sorted((float(count), (word,)) for word, count in enumerate(counts))
    row = list(singles)
    for _ in range(words - 1):
        pairs = [(a + b, x + y) for (a, x), (b, y) in zip(row[::2], row[1::2])]
        row = sorted(singles + pairs, key=lambda package: package[0])
    lengths = [0] * words
    for _, members in row[: 2 * words - 2]:
        for word in members:
            lengths[word] += 1
    codes, value, last = [""] * words, 0, 0
    for word in sorted(range(words), key=lambda word: (lengths[word], -word)):
        value <<= lengths[word] - last
        last = lengths[word]
        codes[word] = format(value, f"0{last}b")
        value += 1
    return codes
