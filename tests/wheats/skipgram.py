"""Right but unusual ways to skip-gram with negative sampling: every one must pass every hidden test of its task."""

from __future__ import annotations

import heapq
import itertools
import math
from collections import Counter, OrderedDict, defaultdict, deque

import numpy as np

from autograder.specimens import also_right
from reference.a3_skipgram import skipgram as right

# 3.1 build_vocabulary


@also_right(
    "SV-06", task="3.1", why="Words of equal count may have their ids in any order: here backwards by spelling."
)
def ties_from_the_end_of_the_alphabet(sentences, min_count=1, max_size=None):
    counts = Counter(itertools.chain.from_iterable(sentences))
    words = sorted(sorted((w for w in counts if counts[w] >= min_count), reverse=True), key=lambda w: -counts[w])
    return {word: id for id, word in enumerate(words if max_size is None else words[:max_size])}


@also_right("SXV-01", task="3.1", why="The dict need not be in id order, and its ids may be NumPy integers.")
def ids_backwards_in_the_dict(sentences, min_count=1, max_size=None):
    ids = right.build_vocabulary(sentences, min_count, max_size)
    return OrderedDict((word, np.int64(id)) for word, id in reversed(ids.items()))


@also_right("SXV-02", task="3.1", why="Picking the most frequent word again and again is slow and right.")
def selection_by_maximum(sentences, min_count=1, max_size=None):
    counts = {}
    for sentence in sentences:
        for word in sentence:
            counts[word] = counts.get(word, 0) + 1
    found = {}
    while counts and len(found) != max_size:
        word = max(counts, key=counts.get)
        if counts.pop(word) < min_count:
            break
        found[word] = len(found)
    return found


@also_right("SXV-03", task="3.1", why="A defaultdict is a dict.")
def a_defaultdict(sentences, min_count=1, max_size=None):
    return defaultdict(int, right.build_vocabulary(sentences, min_count, max_size))


# 3.2 keep_probability


@also_right("SXV-04", task="3.2", why="Word by word, as a list.")
def keep_word_by_word(counts, threshold=1e-5):
    total = sum(counts)
    return [1.0 if n == 0 else min(1.0, math.sqrt(threshold / (n / total))) for n in counts.tolist()]


@also_right(
    "SXV-05", task="3.2", why="An infinite root is cut off by the minimum, so that a count of 0 gets its 1 by itself."
)
def keep_through_infinity(counts, threshold=1e-5):
    with np.errstate(divide="ignore", invalid="ignore"):
        keep = np.sqrt(threshold) * (counts / np.sum(counts)) ** -0.5
    return np.fmin(keep, 1.0)  # fmin: NaN (an empty corpus) gives 1


@also_right("SXV-06", task="3.2", why="The same in logarithms.")
def keep_by_logarithms(counts, threshold=1e-5):
    keep = np.ones(counts.shape)
    seen = np.flatnonzero(counts)
    keep[seen] = np.exp(np.minimum(0.0, 0.5 * (np.log(threshold) + np.log(counts.sum()) - np.log(counts[seen]))))
    return tuple(keep)


# 3.3 training_pairs


@also_right(
    "SV-02",
    task="3.3",
    why="An array by shifts: whoever stands d places further on is a context, and the other way round.",
)
def pairs_by_shifts(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError("window")
    known = [np.array([vocabulary[w] for w in s if w in vocabulary], dtype=int) for s in sentences]
    blocks = [np.zeros((0, 2), dtype=int)]
    for ids in known:
        for d in range(1, min(window, len(ids) - 1) + 1):
            blocks += [np.stack([ids[d:], ids[:-d]], axis=1), np.stack([ids[:-d], ids[d:]], axis=1)]
    return np.concatenate(blocks)


@also_right(
    "SV-04", task="3.3", why="Each pair of positions gives both directions at once; the order of the pairs is free."
)
def both_directions_at_once(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError("window")
    found = []
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for i, j in itertools.combinations(range(len(ids)), 2):
            if j - i <= window:
                found += [(ids[i], ids[j]), (ids[j], ids[i])]
    return found or np.empty((0, 2))


@also_right("SXV-07", task="3.3", why="A list of lists of NumPy integers, last sentence first.")
def a_list_backwards(sentences, vocabulary, window=2):
    pairs = right.training_pairs(sentences[::-1], vocabulary, window)
    return [[np.int32(a), np.int32(b)] for a, b in pairs] if len(pairs) else pairs.astype(np.int16)


@also_right("SXV-08", task="3.3", why="Whole floats are integers to the tests.")
def pairs_as_floats(sentences, vocabulary, window=2):
    return right.training_pairs(sentences, vocabulary, window)[::-1].astype(float)


# 3.4 noise_distribution


@also_right("SV-08", task="3.4", why="Computed in logarithms, shifted by the largest, as a list.")
def noise_by_logarithms(counts, power=0.75):
    if max(counts) <= 0:
        raise ValueError("no counts")
    logs = [power * math.log(n) if n else -math.inf for n in counts.tolist()]
    weights = [math.exp(x - max(logs)) for x in logs]
    return [w / math.fsum(weights) for w in weights]


@also_right("SXV-09", task="3.4", why="Shares first and the power afterwards is the same, if one renormalises.")
def noise_of_shares(counts, power=0.75):
    if not np.count_nonzero(counts):
        raise ValueError("no counts")
    shares = np.where(counts > 0, counts / counts.sum(), 1.0)
    weights = np.where(counts > 0, np.power(shares, power), 0.0)
    return weights / np.sum(weights)


@also_right("SXV-10", task="3.4", why="Word by word in plain Python.")
def noise_word_by_word(counts, power=0.75):
    weights = [float(n) ** power if n > 0 else 0.0 for n in counts]
    total = sum(weights)
    if total == 0:
        raise ValueError("no counts")
    return tuple(w / total for w in weights)


# 3.5 sample_negatives


@also_right("SV-09", task="3.5", why="Inverse distribution function: other use of the stream, same distribution.")
def cumulated_and_searched(noise, positive, k, *, rng):
    weights = noise * (np.arange(len(noise)) != positive)
    if k and not weights.any():
        raise ValueError("nothing left")
    cumulated = np.cumsum(weights)
    drawn = np.searchsorted(cumulated, rng.random(k) * cumulated[-1], side="right")
    return np.minimum(drawn, np.flatnonzero(weights)[-1]) if k else drawn


@also_right("SV-10", task="3.5", why="Draw and reject one by one: a varying number of random numbers.")
def rejected_one_by_one(noise, positive, k, *, rng):
    if k == 0:
        return []
    if not any(p > 0 for id, p in enumerate(noise) if id != positive):
        raise ValueError("nothing left")
    found = []
    while len(found) < k:
        id = int(np.searchsorted(np.cumsum(noise), rng.random() * noise.sum(), side="right"))
        if id != positive and id < len(noise) and noise[id] > 0:
            found.append(id)
    return found


@also_right("SXV-11", task="3.5", why="A batch, then its clashes again, until there are none.")
def clashes_redrawn(noise, positive, k, *, rng):
    if k and not np.any(np.delete(noise, positive)):
        raise ValueError("nothing left")
    drawn = rng.choice(len(noise), size=k, p=noise) if k else np.array([], dtype=int)
    while np.any(drawn == positive):
        drawn[drawn == positive] = rng.choice(len(noise), size=np.sum(drawn == positive), p=noise)
    return drawn


@also_right("SXV-12", task="3.5", why="Gumbel noise: the largest ln p + Gumbel is a draw from p.")
def largest_gumbel(noise, positive, k, *, rng):
    with np.errstate(divide="ignore"):
        logs = np.log(np.where(np.arange(len(noise)) == positive, 0, noise))
    if k and np.isneginf(logs).all():
        raise ValueError("nothing left")
    return np.argmax(logs + rng.gumbel(size=(k, len(noise))), axis=1)


@also_right("SXV-13", task="3.5", why="How often each word comes up is multinomial; then the order is shuffled.")
def counted_and_shuffled(noise, positive, k, *, rng):
    others = np.delete(np.arange(len(noise)), positive)
    if k == 0:
        return np.zeros(0, dtype=np.int32)
    if not noise[others].any():
        raise ValueError("nothing left")
    return rng.permutation(np.repeat(others, rng.multinomial(k, noise[others] / noise[others].sum())))


# 3.6 sigmoid


@also_right("SXV-14", task="3.6", why="A hyperbolic tangent in disguise.")
def sigmoid_by_tanh(x):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(x, dtype=float)))


@also_right("SXV-15", task="3.6", why="exp of minus the softplus.")
def sigmoid_by_logaddexp(x):
    return np.exp(-np.logaddexp(0, -np.asarray(x)))


@also_right("SXV-16", task="3.6", why="Clipped far out, where nothing is lost.")
def sigmoid_clipped(x):
    return 1 / (1 + np.exp(-np.clip(x, -700, 700)))


@also_right("SXV-17", task="3.6", why="Two branches by masks, a Python float for a number.")
def sigmoid_by_masks(x):
    x = np.asarray(x, dtype=float)
    flat = np.array([1 / (1 + math.exp(-a)) if a >= 0 else math.exp(a) / (1 + math.exp(a)) for a in x.ravel()])
    return flat.reshape(x.shape) if x.ndim else flat.item()


# 3.7 sgns_loss


@also_right("SV-13", task="3.7", why="log1p of exp of minus the size, plus the negative part.")
def loss_by_log1p(center, context, negatives):
    def log_loss(s):
        return max(-s, 0.0) + math.log1p(math.exp(-abs(s)))

    return log_loss(float(np.dot(context, center))) + sum(log_loss(-float(np.dot(n, center))) for n in negatives)


@also_right("SV-15", task="3.7", why="Binary cross-entropy with labels 1, 0, 0, …")
def loss_by_labels(center, context, negatives):
    scores = np.vstack([context, negatives]) @ center
    labels = np.r_[1, np.zeros(len(negatives))]
    return np.sum(np.maximum(scores, 0) - scores * labels + np.log1p(np.exp(-np.abs(scores))))


@also_right("SXV-18", task="3.7", why="The negatives' signs turned, then one formula for all; a 0-d array.")
def loss_with_signs(center, context, negatives):
    rows = np.concatenate([context[None], -negatives])
    return np.array(np.logaddexp.reduce(np.stack([np.zeros(len(rows)), -(rows @ center)])).sum())


# 3.8 sgns_gradients


@also_right("SXV-19", task="3.8", why="All K + 1 words in one matrix, split afterwards.")
def gradients_in_one_go(center, context, negatives):
    words = np.vstack([context[None, :], negatives])
    error = right.sigmoid(words @ center)
    error[0] -= 1
    outputs = error[:, None] * center
    return error @ words, outputs[0], outputs[1:]


@also_right("SXV-20", task="3.8", why="Loops over negatives and dimensions; lists.")
def gradients_by_loops(center, context, negatives):
    grad_v = [0.0] * len(center)
    outputs = []
    for label, word in [(1.0, context), *((0.0, n) for n in negatives)]:
        error = float(right.sigmoid(sum(a * b for a, b in zip(word, center)))) - label
        grad_v = [g + error * float(a) for g, a in zip(grad_v, word)]
        outputs.append([error * float(a) for a in center])
    return grad_v, outputs[0], np.array(outputs[1:]).reshape(len(negatives), len(center))


@also_right("SXV-21", task="3.8", why="The error of the context as -σ(-s); einsum; a list of three.")
def gradients_by_einsum(center, context, negatives):
    e, f = -right.sigmoid(-(context @ center)), right.sigmoid(np.einsum("kd,d->k", negatives, center))
    return [e * context + np.einsum("k,kd->d", f, negatives), e * center, np.einsum("k,d->kd", f, center)]


# 3.9 sgns_step


@also_right("SV-17", task="3.9", why="New matrices are computed and copied back in one go.")
def step_on_copies(W_in, W_out, center, context, negatives, learning_rate):
    new_in, new_out = W_in.copy(), W_out.copy()
    v, u, n = right.sgns_gradients(W_in[center], W_out[context], W_out[negatives])
    loss = right.sgns_loss(W_in[center], W_out[context], W_out[negatives])
    new_in[center] -= learning_rate * v
    np.add.at(new_out, np.append(negatives, context), -learning_rate * np.vstack([n, u[None]]))
    W_in[:], W_out[:] = new_in, new_out
    return loss


@also_right("SXV-22", task="3.9", why="A loop over the negatives with gradients computed beforehand.")
def step_by_loop(W_in, W_out, center, context, negatives, learning_rate):
    v = W_in[center].copy()
    targets = [int(context)] + [int(n) for n in negatives]
    words = [W_out[t].copy() for t in targets]
    loss = right.sgns_loss(v, words[0], np.array(words[1:]).reshape(-1, len(v)))
    for index, (target, word) in enumerate(zip(targets, words)):
        error = float(right.sigmoid(word @ v)) - (index == 0)
        W_out[target] -= learning_rate * error * v
        W_in[center] -= learning_rate * error * word
    return loss


@also_right("SXV-23", task="3.9", why="Gradients of whole matrices, gathered with a one-hot product.")
def step_with_whole_gradients(W_in, W_out, center, context, negatives, learning_rate):
    targets = np.append([context], negatives).astype(int)
    labels = np.zeros(len(targets))
    labels[0] = 1
    hot = np.eye(len(W_out))[targets]
    errors = right.sigmoid(W_out[targets] @ W_in[center]) - labels
    loss = np.logaddexp(0, np.where(labels == 1, -1, 1) * (W_out[targets] @ W_in[center])).sum()
    grad_out, grad_in = hot.T @ np.outer(errors, W_in[center]), errors @ W_out[targets]
    W_out -= (learning_rate * grad_out).astype(W_out.dtype)
    W_in[center] -= learning_rate * grad_in
    return np.float64(loss)


@also_right("SXV-24", task="3.9", why="Repeated negatives are counted first, and their gradient multiplied.")
def step_with_counted_negatives(W_in, W_out, center, context, negatives, learning_rate):
    v = W_in[center].copy()
    ids, times = np.unique(np.append(negatives, []).astype(int), return_counts=True)
    loss = right.sgns_loss(v, W_out[context], W_out[negatives])
    grad_v, grad_u, _ = right.sgns_gradients(v, W_out[context].copy(), W_out[negatives])
    push = learning_rate * np.outer(times * right.sigmoid(W_out[ids] @ v), v)
    W_out[ids] -= push
    W_out[context] -= learning_rate * grad_u
    W_in[center] -= learning_rate * grad_v
    return loss


# 3.10 train_skipgram


@also_right(
    "SXV-25",
    task="3.10",
    why="Pair by pair with the course's own functions, word2vec's initial values, pairs shuffled.",
)
def pair_by_pair(sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng):
    V, pairs = len(vocabulary), right.training_pairs(sentences, vocabulary, window)
    W_in, W_out = rng.uniform(-0.5, 0.5, (V, dimensions)) / dimensions, np.zeros((V, dimensions))
    counts = Counter(word for sentence in sentences for word in sentence if word in vocabulary)
    by_id = np.zeros(V)
    for word, count in counts.items():
        by_id[vocabulary[word]] = count
    for _ in range(epochs):
        for center, context in rng.permutation(pairs):
            noise = right.noise_distribution(by_id)
            right.sgns_step(
                W_in, W_out, center, context, right.sample_negatives(noise, context, negatives, rng=rng), learning_rate
            )
    return W_in, W_out


@also_right(
    "SXV-26",
    task="3.10",
    why="Normal initial values for both matrices, pairs in the order of the text, rate falling a little.",
)
def in_the_order_of_the_text(
    sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng
):
    V, pairs = len(vocabulary), right.training_pairs(sentences, vocabulary, window)
    W_in, W_out = rng.normal(0, 0.1, (V, dimensions)), rng.normal(0, 0.1, (V, dimensions))
    known = [vocabulary[word] for sentence in sentences for word in sentence if word in vocabulary]
    noise = right.noise_distribution(np.bincount(known, minlength=V)) if known else None
    for epoch in range(epochs):
        rate = learning_rate * (1 - 0.7 * epoch / epochs)
        for center, context in pairs:
            right.sgns_step(
                W_in, W_out, center, context, right.sample_negatives(noise, context, negatives, rng=rng), rate
            )
    return W_in, W_out


@also_right(
    "SXV-27",
    task="3.10",
    why="Wide uniform initial values, sums over batches of sixteen pairs, negatives by searchsorted; arrays of float32.",
)
def batches_of_sixteen(
    sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng
):
    V, pairs = len(vocabulary), right.training_pairs(sentences, vocabulary, window)
    W_in, W_out = rng.uniform(-1, 1, (2, V, dimensions)) / np.sqrt(dimensions)
    known = [vocabulary[word] for sentence in sentences for word in sentence if word in vocabulary]
    if len(pairs) and negatives and len(set(known)) < 2:
        raise ValueError("no negatives")
    cumulated = np.cumsum(right.noise_distribution(np.bincount(known, minlength=V))) if known else None
    for _ in range(epochs):
        order = rng.permutation(len(pairs))
        for start in range(0, len(order), 16):
            centers, contexts = pairs[order[start : start + 16]].T
            drawn = np.searchsorted(cumulated / cumulated[-1], rng.random((len(centers), negatives)), side="right")
            while (clash := drawn == contexts[:, None]).any():
                drawn[clash] = np.searchsorted(cumulated / cumulated[-1], rng.random(clash.sum()), side="right")
            targets = np.column_stack([contexts, drawn])
            v, words = W_in[centers], W_out[targets]
            error = right.sigmoid(np.einsum("bd,bkd->bk", v, words)) - (np.arange(1 + negatives) == 0)
            np.subtract.at(W_in, centers, learning_rate * np.einsum("bk,bkd->bd", error, words))
            np.subtract.at(W_out, targets, learning_rate * error[:, :, None] * v[:, None, :])
    return [W_in.astype(np.float32), W_out.astype(np.float32)]


@also_right(
    "SXV-28", task="3.10", why="W_in starts at zero and W_out does not; sentence by sentence, sentences shuffled."
)
def the_other_matrix_at_zero(
    sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng
):
    V = len(vocabulary)
    W_in, W_out = np.zeros((V, dimensions)), rng.normal(0, 0.05, (V, dimensions))
    counts = np.zeros(V)
    for word in itertools.chain(*sentences):
        if word in vocabulary:
            counts[vocabulary[word]] += 1
    for _ in range(epochs):
        for n in rng.permutation(len(sentences)):
            for center, context in right.training_pairs([sentences[n]], vocabulary, window):
                weights = counts**0.75
                weights[context] = 0
                if not weights.any():
                    raise ValueError("no negatives")
                drawn = rng.choice(V, negatives, p=weights / weights.sum())
                right.sgns_step(W_in, W_out, center, context, drawn, learning_rate)
    return W_in, W_out


# 3.11 nearest_neighbours


@also_right("SV-20", task="3.11", why="A heap of the n largest; ties in any order.")
def neighbours_by_heap(word, vocabulary, vectors, n=5):
    query = vectors[vocabulary[word]]

    def cosine(other):
        v = vectors[vocabulary[other]]
        size = math.sqrt(float(v @ v)) * math.sqrt(float(query @ query))
        return float(v @ query) / size if size else 0.0

    return [(other, cosine(other)) for other in heapq.nlargest(n, vocabulary.keys() - {word}, key=cosine)]


@also_right("SXV-29", task="3.11", why="Unit vectors, argpartition, then a sort of the few; lists with NumPy numbers.")
def neighbours_by_partition(word, vocabulary, vectors, n=5):
    me, words = vocabulary[word], {id: w for w, id in vocabulary.items()}
    norms = np.sqrt((vectors**2).sum(axis=1))
    unit = vectors / np.where(norms == 0, 1, norms)[:, None]
    cosines = unit @ unit[me]
    cosines[me] = -np.inf
    n = min(n, len(cosines) - 1)
    if n == 0:
        return []
    best = np.argpartition(-cosines, n - 1)[:n]
    return [[words[id], cosines[id]] for id in best[np.argsort(-cosines[best])]]


@also_right(
    "SXV-30",
    task="3.11",
    why="The words as (cosine, word) pairs, sorted backwards and turned round; np.str_ and tuples.",
)
def neighbours_by_sorted_pairs(word, vocabulary, vectors, n=5):
    pairs = dict(right.nearest_neighbours(word, vocabulary, vectors, len(vocabulary)))
    return tuple(
        (np.str_(other), np.float64(c)) for c, other in sorted(((c, o) for o, c in pairs.items()), reverse=True)[:n]
    )


@also_right(
    "SXV-90", task="3.5", why="A child generator from rng's own numbers: rng moves on and stays the only source."
)
def drawn_by_a_child(noise, positive, k, *, rng):
    child = np.random.Generator(np.random.Philox(int(rng.integers(2**62))))
    return right.sample_negatives(noise, positive, k, rng=child)


@also_right("SXV-91", task="3.3", why="A deque of the last known words; a list of tuples, unless it is empty.")
def pairs_from_a_deque(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError("no window")
    pairs = []
    for sentence in sentences:
        last = deque(maxlen=window)
        for id in (vocabulary[word] for word in sentence if word in vocabulary):
            for before in last:
                pairs += [(before, id), (id, before)]
            last.append(id)
    return pairs or np.empty((0, 2), dtype=np.int32)


@also_right("SXV-92", task="3.11", why="math.hypot for the lengths, each entry divided before it is multiplied.")
def cosines_by_hypot(word, vocabulary, vectors, n=5):
    units = {}
    for other, id in vocabulary.items():
        length = math.hypot(*map(float, vectors[id]))
        units[other] = [float(x) / length for x in vectors[id]] if length else [0.0] * len(vectors[id])
    query = units.pop(word)
    found = [(other, sum(a * b for a, b in zip(query, unit))) for other, unit in units.items()]
    return sorted(found, key=lambda pair: pair[1], reverse=True)[:n]


@also_right("SXV-93", task="3.3", why="All distances between positions as one table; the answer is a frozen array.")
def pairs_by_a_table_of_distances(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError(window)
    found = np.zeros((0, 2), dtype=np.int32)
    for sentence in sentences:
        ids = np.array([vocabulary[word] for word in sentence if word in vocabulary], dtype=np.int32)
        place = np.arange(len(ids))
        distance = np.abs(np.subtract.outer(place, place))
        i, j = np.nonzero((distance > 0) & (distance <= window))
        found = np.vstack((found, np.column_stack((ids[i], ids[j]))))
    found.flags.writeable = False
    return found


@also_right("SXV-94", task="3.5", why="A race: the first of exponential waiting times with rates p is a draw from p.")
def negatives_by_a_race(noise, positive, k, *, rng):
    ids = np.flatnonzero(noise)
    ids = ids[ids != positive]
    if k and not ids.size:
        raise ValueError("nobody runs")
    return [int(ids[np.argmin(rng.exponential(size=ids.size) / noise[ids])]) for _ in range(k)]


@also_right("SXV-95", task="3.6", why="1 / (1 + inf) is 0; the overflow is expected, and silenced where it happens.")
def sigmoid_that_expects_the_overflow(x):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(np.negative(x, dtype=float)))


@also_right(
    "SXV-96", task="3.8", why="The loss at a score moved by 1e-30 i has the slope as its imaginary part, exactly."
)
def gradients_by_the_complex_step(center, context, negatives):
    def slope(score):
        z = complex(-abs(score), 1e-30 if score < 0 else -1e-30)  # of ln(1 + e^-s), s reflected to the left
        rest = (np.log(1 + np.exp(z))).imag / 1e-30
        return rest - (score < 0)

    error = slope(context @ center)
    errors = np.array([-slope(-(word @ center)) for word in negatives]).reshape(-1, 1)
    return error * context + (errors * negatives).sum(axis=0), error * center, errors * center


@also_right(
    "SXV-97", task="3.5", why="The alias method: a slot of equal chance, and a coin for its owner or its guest."
)
def negatives_by_alias(noise, positive, k, *, rng):
    if k == 0:
        return np.zeros((0,), dtype=np.int64)
    ids = [id for id, p in enumerate(noise) if p > 0 and id != positive]
    if not ids:
        raise ValueError("nothing to draw")
    total = math.fsum(float(noise[id]) for id in ids)
    share, guest = [float(noise[id]) / total * len(ids) for id in ids], list(range(len(ids)))
    small, large = ([n for n, q in enumerate(share) if (q < 1) == less] for less in (True, False))
    while small and large:
        poor, rich = small.pop(), large.pop()
        guest[poor] = rich
        share[rich] -= 1 - share[poor]
        (small if share[rich] < 1 else large).append(rich)
    for left in small + large:
        share[left] = 1.0
    slots, coins = rng.integers(len(ids), size=k), rng.random(k)
    return np.array([ids[slot if coin < share[slot] else guest[slot]] for slot, coin in zip(slots, coins, strict=True)])


@also_right(
    "SXV-98",
    task="3.10",
    why="A step for each sentence, its pairs summed at the old values; both matrices normal; nested lists.",
)
def train_by_sentences(
    sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng
):
    V = len(vocabulary)
    W_in, W_out = rng.normal(0, 0.1, (V, dimensions)), rng.normal(0, 0.1, (V, dimensions))
    known = [[word for word in line if word in vocabulary] for line in sentences]
    parts = [pairs for pairs in (right.training_pairs([line], vocabulary, window) for line in known) if len(pairs)]
    if not parts:
        return W_in, W_out
    noise = right.noise_distribution(np.bincount([vocabulary[word] for line in known for word in line], minlength=V))
    if negatives and (noise > 0).sum() < 2:
        raise ValueError("no negative")
    for _ in range(epochs):
        for n in rng.permutation(len(parts)):
            centers, contexts = parts[n].T
            drawn = rng.choice(V, size=(len(centers), negatives), p=noise)
            while (clash := drawn == contexts[:, None]).any():
                drawn[clash] = rng.choice(V, size=clash.sum(), p=noise)
            targets = np.concatenate([contexts[:, None], drawn], axis=1)
            v, u = W_in[centers], W_out[targets]
            errors = right.sigmoid(np.einsum("bkd,bd->bk", u, v))
            errors[:, 0] -= 1
            np.add.at(W_in, centers, -learning_rate * np.einsum("bk,bkd->bd", errors, u))
            np.add.at(W_out, targets, -learning_rate * errors[:, :, None] * v[:, None, :])
    return W_in.tolist(), W_out.tolist()


@also_right("SXV-99", task="3.5", why="An id is proposed uniformly and kept with a chance in proportion to its noise.")
def proposed_and_kept(noise, positive, k, *, rng):
    ids = [id for id, p in enumerate(noise) if p > 0 and id != positive]
    if k > 0 and not ids:
        raise ValueError("no word is left")
    drawn, highest = [], max((noise[id] for id in ids), default=0.0)
    while len(drawn) < k:
        id = ids[int(rng.integers(len(ids)))]
        if rng.random() * highest < noise[id]:
            drawn.append(id)
    return drawn


@also_right(
    "SXV-100",
    task="3.10",
    why="Position after position, all contexts of a centre and their negatives in one step; W_in starts at zero.",
)
def train_by_positions(
    sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng
):
    V, weights = len(vocabulary), np.zeros(len(vocabulary))
    W_in, W_out = np.zeros((V, dimensions)), rng.uniform(-0.5, 0.5, (V, dimensions)) / math.sqrt(dimensions)
    text = [[vocabulary[word] for word in sentence if word in vocabulary] for sentence in sentences]
    np.add.at(weights, [id for ids in text for id in ids], 1)
    weights **= 0.75
    places = [
        (ids[i], ids[max(0, i - window) : i] + ids[i + 1 : i + 1 + window]) for ids in text for i in range(len(ids))
    ]
    if negatives and np.count_nonzero(weights) < 2 and any(contexts for _, contexts in places):
        raise ValueError("no negatives")
    noise = {}
    for context in {id for _, contexts in places for id in contexts}:
        others = np.where(np.arange(V) == context, 0.0, weights)
        noise[context] = others / max(others.sum(), 1e-300)
    for _ in range(epochs):
        for place in rng.permutation(len(places)):
            center, contexts = places[place]
            drawn = [rng.choice(V, negatives, p=noise[id]) for id in contexts] if negatives else []
            ids = np.array([*contexts, *np.ravel(drawn)], dtype=int)
            U, v = W_out[ids], W_in[center].copy()
            push = learning_rate * (right.sigmoid(U @ v) - (np.arange(len(ids)) < len(contexts)))
            W_in[center] -= push @ U
            np.subtract.at(W_out, ids, np.outer(push, v))
    return W_in, W_out
