"""Right, if unusual, ways to do a3_skipgram/cbow.py."""

from __future__ import annotations

import math
from collections import Counter, deque

import numpy as np

from autograder.specimens import also_right
from reference.a3_skipgram import cbow as right


@also_right("WV-04", task="3.12", why="The order inside a bag is free: a Counter is a bag.")
def contexts_as_counters(sentences, vocabulary, window=2):
    return [(Counter(context), center) for context, center in right.cbow_examples(sentences, vocabulary, window)]


@also_right("WV-X01", task="3.12", why="Lists, tuples and arrays are interchangeable, inner ids included.")
def tuples_of_arrays(sentences, vocabulary, window=2):
    examples = right.cbow_examples(sentences, vocabulary, window)
    return tuple((np.array(context), np.int32(center)) for context, center in examples)


@also_right("WV-X02", task="3.12", why="The order of the examples is free.")
def last_example_first(sentences, vocabulary, window=2):
    examples = right.cbow_examples(sentences, vocabulary, window)
    return [[tuple(sorted(context)), center] for context, center in reversed(examples)]


@also_right("WV-X03", task="3.12", why="All pairs of positions, sorted into bags afterwards, are the same bags.")
def bags_from_pairs(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError("window")
    examples = []
    for sentence in sentences:
        ids = [vocabulary[w] for w in sentence if w in vocabulary]
        bags = [[] for _ in ids]
        for i in range(len(ids)):
            for j in range(i + 1, min(i + window + 1, len(ids))):
                bags[i].append(ids[j])
                bags[j].append(ids[i])
        examples += [(bag, id) for bag, id in zip(bags, ids, strict=True) if len(bag) > 0]
    return examples


@also_right(
    "WV-X04", task="3.12", why="A sentence padded at both ends with a word of no vocabulary has the same windows."
)
def padded_sentences(sentences, vocabulary, window=2):
    if window <= 0:
        raise ValueError("a window below 1")
    out = []
    for sentence in sentences:
        ids = [-1] * window + [vocabulary[w] for w in filter(vocabulary.__contains__, sentence)] + [-1] * window
        around, offsets = deque(), [o for o in range(-window, window + 1) if o]
        for i in range(window, len(ids) - window):
            around = [ids[i + o] for o in offsets if ids[i + o] >= 0]
            if around:
                out.append([around, ids[i]])
    return out


@also_right("WV-X05", task="3.12", why="A one-shot sequence is drained for the student.")
def generator_of_examples(sentences, vocabulary, window=2):
    return iter(right.cbow_examples(sentences, vocabulary, window))


@also_right("WV-02", task="3.13", why="Padding with zeros does no harm where the mean divides by the true count.")
def padded_batch_of_one(context, W_in):
    if len(context) == 0:
        raise ValueError("empty")
    padded = np.zeros((1, 10), dtype=int)
    padded[0, : len(context)] = context
    mask = (np.arange(10) < len(context))[None, :, None]
    return ((W_in[padded] * mask).sum(axis=1) / len(context))[0]


@also_right("WV-X06", task="3.13", why="A plain loop with Python floats.")
def loop_over_lists(context, W_in):
    if len(context) < 1:
        raise ValueError("empty")
    rows = [[float(x) for x in W_in[i]] for i in context]
    return [math.fsum(column) / len(rows) for column in zip(*rows, strict=True)]


@also_right("WV-X07", task="3.13", why="A matrix product with the counts of the words.")
def counts_times_matrix(context, W_in):
    counts = np.bincount(np.asarray(context, dtype=int), minlength=W_in.shape[0])
    if counts.sum() == 0:
        raise ValueError("empty")
    return counts @ W_in / counts.sum()


@also_right("WV-X08", task="3.13", why="An incremental mean: h + (x - h) / n.")
def incremental_mean(context, W_in):
    h, n = None, 0
    for id in context:
        n += 1
        h = W_in[id].astype(float) if h is None else h + (W_in[id] - h) / n
    if n == 0:
        raise ValueError("empty")
    return tuple(h)


@also_right("WV-03", task="3.14", why="bincount and a matrix product add up repeats as np.add.at does.")
def step_with_bincount(W_in, W_out, context, center, negatives, learning_rate):
    if len(context) == 0:
        raise ValueError("empty")
    share = np.bincount(np.asarray(context), minlength=len(W_in)) / len(context)
    h = share @ W_in
    scores = W_out @ h
    times = np.bincount(np.asarray(negatives, dtype=int), minlength=len(W_out))
    loss = np.logaddexp(0, -scores[center]) + (times * np.logaddexp(0, scores)).sum()
    errors = times * right._sigmoid(scores)
    errors[center] += right._sigmoid(scores[center]) - 1
    gradient = errors @ W_out
    W_out -= (learning_rate * np.outer(errors, h)).astype(W_out.dtype)
    W_in -= (learning_rate * np.outer(share, gradient)).astype(W_in.dtype)
    return loss


@also_right("WV-X09", task="3.14", why="Nothing but loops, on gradients that were all computed before anything moved.")
def step_in_loops(W_in, W_out, context, center, negatives, learning_rate):
    n, d = len(context), W_in.shape[1]
    if n == 0:
        raise ValueError("empty")
    h = [sum(float(W_in[i][j]) for i in context) / n for j in range(d)]
    pairs = [(int(center), 1.0)] + [(int(id), 0.0) for id in negatives]
    loss, grad_h, updates = 0.0, [0.0] * d, []
    for word, label in pairs:
        score = sum(float(W_out[word][j]) * h[j] for j in range(d))
        sign = score if label == 0 else -score
        loss += max(sign, 0.0) + math.log1p(math.exp(-abs(score)))
        sigma = 1 / (1 + math.exp(-score)) if score >= 0 else math.exp(score) / (1 + math.exp(score))
        grad_h = [grad_h[j] + (sigma - label) * float(W_out[word][j]) for j in range(d)]
        updates.append((word, sigma - label))
    for word, error in updates:
        for j in range(d):
            W_out[word, j] -= learning_rate * error * h[j]
    for id in context:
        for j in range(d):
            W_in[id, j] -= learning_rate * grad_h[j] / n
    return np.float64(loss)


@also_right("WV-X10", task="3.14", why="New matrices, written back into the old ones.")
def step_written_back(W_in, W_out, context, center, negatives, learning_rate):
    new_in, new_out = W_in.astype(float), W_out.astype(float)
    loss = right.cbow_step(new_in, new_out, list(context), int(center), negatives, learning_rate)
    W_in[:], W_out[:] = new_in, new_out
    return np.array(loss)


@also_right("WV-X11", task="3.14", why="Dense gradients of both tables, repeats added in a loop, one subtraction each.")
def step_with_dense_gradients(W_in, W_out, context, center, negatives, learning_rate):
    h = right.context_mean(context, W_in)
    grad_in, grad_out = np.zeros(W_in.shape), np.zeros(W_out.shape)
    positive = W_out[center] @ h
    loss = np.maximum(-positive, 0) + np.log1p(np.exp(-abs(positive)))
    grad_h = -right._sigmoid(-positive) * W_out[center]
    grad_out[center] += -right._sigmoid(-positive) * h
    for id in negatives:
        score = W_out[id] @ h
        loss = loss + np.maximum(score, 0) + np.log1p(np.exp(-abs(score)))
        grad_h = grad_h + right._sigmoid(score) * W_out[id]
        grad_out[id] += right._sigmoid(score) * h
    for id in context:
        grad_in[id] += grad_h / len(context)
    W_in[...] = W_in - learning_rate * grad_in
    W_out[...] = W_out - learning_rate * grad_out
    return float(loss)


@also_right(
    "WW-90", task="3.12", why="One occurrence of the centre is taken out of its window by value: the bag is the same."
)
def centre_removed_by_value(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError("no window")
    examples = []
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for i, center in enumerate(ids):
            around = ids[max(0, i - window) : i + window + 1]
            around.remove(center)
            if around:
                examples.append((around, center))
    return examples


@also_right("WW-91", task="3.13", why="A running mean, the n-th word with weight 1/n.")
def running_mean(context, W_in):
    if len(context) == 0:
        raise ValueError("no context")
    mean = np.zeros(W_in.shape[1])
    for n, id in enumerate(context, 1):
        mean += (W_in[id] - mean) / n
    return mean


@also_right("WW-92", task="3.14", why="Gradients of whole matrices from the number of times that each word comes up.")
def dense_gradients(W_in, W_out, context, center, negatives, learning_rate):
    if len(context) == 0:
        raise ValueError("no context")
    share = np.bincount(np.asarray(context), minlength=len(W_in)) / len(context)
    noise = np.bincount(np.asarray(negatives, dtype=int), minlength=len(W_out))
    h = share @ W_in
    scores = W_out @ h
    errors = noise * (0.5 + 0.5 * np.tanh(scores / 2))
    errors[center] += 0.5 * np.tanh(scores[center] / 2) - 0.5
    loss = np.logaddexp(0, -scores[center]) + noise @ np.logaddexp(0, scores)
    back = errors @ W_out
    W_out -= learning_rate * np.outer(errors, h)
    W_in -= learning_rate * np.outer(share, back)
    return loss


@also_right(
    "WW-93", task="3.13", why="A weighted average with the counts; its own error becomes the one that is asked for."
)
def average_by_counts(context, W_in):
    times = np.bincount(np.array(context, dtype=np.intp), minlength=len(W_in))
    try:
        return np.average(W_in, axis=0, weights=times)
    except ZeroDivisionError as error:
        raise ValueError("no context") from error


@also_right("WW-94", task="3.14", why="Old values from copies; every different word once, times its count; σ by tanh.")
def once_for_each_different_word(W_in, W_out, context, center, negatives, learning_rate):
    old_in, old_out = W_in.copy(), W_out.copy()
    h = np.asarray(right.context_mean(context, old_in))
    score = old_out[center] @ h
    loss, error = np.logaddexp(0, -score), (1 - np.tanh(score / 2)) / 2
    slope = -error * old_out[center]
    W_out[center] += learning_rate * error * h
    for word, times in Counter(np.asarray(negatives, dtype=int).tolist()).items():
        loss = loss + times * np.logaddexp(0, old_out[word] @ h)
        error = (1 + np.tanh(old_out[word] @ h / 2)) / 2
        slope = slope + times * error * old_out[word]
        W_out[word] -= learning_rate * times * error * h
    for word, times in Counter(np.asarray(context, dtype=int).tolist()).items():
        W_in[word] -= learning_rate * times / len(context) * slope
    return loss


@also_right(
    "WW-95", task="3.12", why="Arrays of 32-bit ids, the centre deleted by its place; an example is a list of two."
)
def centre_deleted_by_place(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError("a window reaches at least one word")
    examples = []
    for sentence in sentences:
        ids = np.array([vocabulary[word] for word in sentence if word in vocabulary], dtype=np.int32)
        for here, center in enumerate(ids):
            start = max(here - window, 0)
            context = np.delete(ids[start : here + window + 1], here - start)
            if context.size:
                examples.append([context, center])
    return examples
