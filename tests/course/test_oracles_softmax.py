"""Oracles: the reference of CBOW, softmax and PyTorch skip-gram against other code and second implementations."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from scipy.special import expit, log_softmax, logsumexp, softmax

from reference.a3_skipgram import cbow
from reference.a3_skipgram import softmax as course

torch = pytest.importorskip("torch")

RNG = np.random.default_rng(4333)
CLOSE = {"rtol": 1e-10, "atol": 1e-12}


def score_arrays(count):
    """Arrays of one to four axes, moderate or extreme, each row around a height of its own."""
    for _ in range(count):
        shape = tuple(RNG.integers(1, 6, size=RNG.integers(1, 5)))
        yield RNG.normal(size=shape) * RNG.choice([0.1, 3, 100]) + RNG.choice([-1000, 0, 1000], size=(*shape[:-1], 1))


def test_softmax_against_scipy_and_torch():
    """Three implementations of the softmax and its logarithm agree on 300 arrays."""
    for scores in score_arrays(300):
        tensor = torch.tensor(scores)
        np.testing.assert_allclose(course.softmax(scores), softmax(scores, axis=-1), **CLOSE)
        np.testing.assert_allclose(course.softmax(scores), torch.softmax(tensor, -1).numpy(), **CLOSE)
        np.testing.assert_allclose(course.log_softmax(scores), log_softmax(scores, axis=-1), **CLOSE)
        np.testing.assert_allclose(course.log_softmax(scores), torch.log_softmax(tensor, -1).numpy(), **CLOSE)


def test_log_probability_against_logsumexp_and_cross_entropy():
    """ln P(context | center) is minus torch's cross-entropy, and the score less scipy's logsumexp."""
    for _ in range(200):
        words, d = RNG.integers(1, 9), RNG.integers(1, 5)
        W_in, W_out = RNG.normal(size=(2, words, d)) * 10
        center, context = RNG.integers(words, size=2)
        scores = W_out @ W_in[center]
        answer = course.skipgram_log_probability(center, context, W_in, W_out)
        np.testing.assert_allclose(answer, scores[context] - logsumexp(scores), **CLOSE)
        entropy = torch.nn.functional.cross_entropy(torch.tensor(scores), torch.tensor(context))
        np.testing.assert_allclose(answer, -entropy.item(), **CLOSE)


def shortest_code(counts):
    """Least total length over all lists of code lengths that Kraft's inequality allows."""
    longest = max(len(counts) - 1, 0)
    return min(
        sum(count * length for count, length in zip(counts, lengths, strict=True))
        for lengths in itertools.product(range(longest + 1), repeat=len(counts))
        if sum(2.0**-length for length in lengths) <= 1
    )


def test_huffman_against_brute_force():
    """No prefix-free code is shorter: every list of lengths was tried for up to five words."""
    for words in range(1, 6):
        for _ in range(15):
            counts = RNG.integers(1, 12, size=words)
            codes = course.huffman_codes(counts)
            assert sum(int(c) * len(code) for c, code in zip(counts, codes, strict=True)) == shortest_code(
                counts.tolist()
            )


def test_huffman_codes_are_complete_and_near_the_entropy():
    """Prefix-free by a trie, Kraft's sum is 1, and the mean length lies within one bit above the entropy."""
    for _ in range(100):
        counts = RNG.integers(1, 1000, size=RNG.integers(2, 60))
        codes = course.huffman_codes(counts)
        inner = {code[:depth] for code in codes for depth in range(len(code))}
        assert len(set(codes)) == len(counts)
        assert not inner & set(codes)
        assert len(inner) == len(counts) - 1
        assert math.isclose(sum(2.0 ** -len(code) for code in codes), 1)
        shares = counts / counts.sum()
        entropy = -(shares * np.log2(shares)).sum()
        assert entropy - 1e-9 <= sum(share * len(code) for share, code in zip(shares, codes, strict=True)) < entropy + 1


def test_hierarchical_softmax_is_a_distribution():
    """Over a whole Huffman tree the probabilities sum to 1, and each is the product of scipy's expit along its path."""
    for _ in range(60):
        codes = course.huffman_codes(RNG.integers(1, 40, size=RNG.integers(1, 15)))
        hidden = RNG.normal(size=3) * 3
        nodes = {code[:depth]: RNG.normal(size=3) for code in codes for depth in range(len(code))}
        total = 0.0
        for code in codes:
            path = np.array([nodes[code[:depth]] for depth in range(len(code))]).reshape(-1, 3)
            probability = course.hierarchical_probability(hidden, path, code)
            plain = math.prod(
                expit(n @ hidden if side == "0" else -(n @ hidden)) for n, side in zip(path, code, strict=True)
            )
            np.testing.assert_allclose(probability, plain, **CLOSE)
            total += probability
        np.testing.assert_allclose(total, 1, rtol=1e-12)


def test_cbow_examples_against_plain_loops():
    """Every position against every other position, without any slice."""
    words = [*"abcdefg"]
    for _ in range(300):
        vocabulary = dict(zip(words[:5], RNG.permutation(5).tolist(), strict=True))
        sentences = [RNG.choice(words, size=RNG.integers(0, 9)).tolist() for _ in range(RNG.integers(0, 4))]
        window, expected = int(RNG.integers(1, 5)), []
        for sentence in sentences:
            known = [vocabulary[word] for word in sentence if word in vocabulary]
            for i, center in enumerate(known):
                context = [id for j, id in enumerate(known) if j != i and abs(i - j) <= window]
                if context:
                    expected.append((context, center))
        assert cbow.cbow_examples(sentences, vocabulary, window) == expected


def test_context_mean_against_embedding_bag():
    """torch's embedding_bag averages the same rows."""
    for _ in range(100):
        W_in = RNG.normal(size=(RNG.integers(1, 7), RNG.integers(1, 5)))
        context = RNG.integers(len(W_in), size=RNG.integers(1, 8))
        bag = torch.nn.functional.embedding_bag(torch.tensor(context)[None], torch.tensor(W_in), mode="mean")
        np.testing.assert_allclose(cbow.context_mean(context.tolist(), W_in), bag.numpy()[0], **CLOSE)


def test_cbow_step_against_autograd():
    """Loss and both changes are what torch.autograd makes of the formula, repeats and extreme scores included."""
    for trial in range(200):
        words, d, rate = int(RNG.integers(2, 6)), int(RNG.integers(1, 4)), float(RNG.uniform(0.01, 1))
        W_in, W_out = RNG.normal(size=(2, words, d)) * (30 if trial % 5 == 0 else 1)
        context = RNG.integers(words, size=RNG.integers(1, 6))
        negatives, center = RNG.integers(words, size=RNG.integers(0, 5)), int(RNG.integers(words))
        inputs, outputs = (torch.tensor(matrix, requires_grad=True) for matrix in (W_in, W_out))
        h = inputs[torch.tensor(context)].mean(0)
        log_sigmoid = torch.nn.functional.logsigmoid
        loss = -log_sigmoid(outputs[center] @ h) - log_sigmoid(-(outputs[torch.tensor(negatives)] @ h)).sum()
        loss.backward()
        after = W_in.copy(), W_out.copy()
        answer = cbow.cbow_step(*after, context.tolist(), center, negatives, rate)
        np.testing.assert_allclose(answer, loss.item(), rtol=1e-9, atol=1e-12)
        for new, old, leaf in zip(after, (W_in, W_out), (inputs, outputs), strict=True):
            np.testing.assert_allclose(new, old - rate * leaf.grad.numpy(), rtol=1e-8, atol=1e-10)


def test_cbow_step_against_finite_differences():
    """The slope of the loss that the step itself reports, at a learning rate of 0, is the direction of the step."""
    for _ in range(10):
        W_in, W_out = RNG.normal(size=(2, 3, 2))
        arguments = RNG.integers(3, size=4).tolist(), int(RNG.integers(3)), RNG.integers(3, size=3)
        after = W_in.copy(), W_out.copy()
        cbow.cbow_step(*after, *arguments, 1.0)
        for which in (0, 1):
            for place in np.ndindex(3, 2):
                ends = []
                for nudge in (1e-6, -1e-6):
                    moved = [W_in.copy(), W_out.copy()]
                    moved[which][place] += nudge
                    ends.append(cbow.cbow_step(*moved, *arguments, 0.0))
                slope = (ends[0] - ends[1]) / 2e-6
                np.testing.assert_allclose(
                    (W_in, W_out)[which][place] - after[which][place], slope, rtol=1e-5, atol=1e-7
                )


def test_torch_model_against_numpy():
    """Loss and gradients of the module are those of the formula in NumPy, in double precision."""
    from reference.a3_skipgram.skipgram_torch import SkipGram

    for _ in range(50):
        size, count = RNG.integers(1, 5), RNG.integers(0, 5)
        model = SkipGram(6, 3).double()
        with torch.no_grad():
            model.context.weight.normal_()
        W_in, W_out = model.center.weight.detach().numpy(), model.context.weight.detach().numpy()
        center, context, negatives = (RNG.integers(6, size=shape) for shape in ((size,), (size,), (size, count)))
        loss = model(*map(torch.tensor, (center, context, negatives)))
        loss.backward()
        expected, into, out = 0.0, np.zeros_like(W_in), np.zeros_like(W_out)
        for v, u, noise in zip(center, context, negatives, strict=True):
            for word, label in [(u, 1), *((word, 0) for word in noise)]:
                probability = expit(W_in[v] @ W_out[word])
                expected -= math.log(probability if label else 1 - probability) / size
                into[v] += (probability - label) * W_out[word] / size
                out[word] += (probability - label) * W_in[v] / size
        np.testing.assert_allclose(loss.item(), expected, rtol=1e-9)
        np.testing.assert_allclose(model.center.weight.grad.numpy(), into, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(model.context.weight.grad.numpy(), out, rtol=1e-9, atol=1e-12)


def test_torch_training_learns_who_stands_beside_whom():
    """Each word has one context of its own: after training that context scores highest."""
    from reference.a3_skipgram.skipgram_torch import SkipGram, SkipGramDataset, train

    torch.manual_seed(1)
    pairs = np.array([[word, (word + 2) % 5] for word in range(5)] * 10)
    model = SkipGram(5, 4)
    dataset = SkipGramDataset(pairs, np.full(5, 0.2), 4, seed=2)
    losses = train(dataset, model, epochs=30, batch_size=10, learning_rate=0.1, seed=3)
    scores = (model.center.weight @ model.context.weight.T).detach().numpy()
    assert losses[-1] < losses[0] / 3
    assert scores.argmax(axis=1).tolist() == [2, 3, 4, 0, 1]
