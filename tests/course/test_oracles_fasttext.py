"""The reference of a5_fasttext against gensim, torch, finite differences and plain loops."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from reference.a5_fasttext import fasttext as reference

ALPHABET = "aabcneAN<>é\u0301ñßжщ語🙂𝒳 -'"
NAMED = [
    "where",
    "banana",
    "a",
    "naïve",
    "cafe\u0301",
    "москва",
    "日本語",
    "🙂",
    "a🙂b",
    "<a>",
    "<<>>",
    "Straße",
    "👩‍👩‍👧",
]


def random_words(count: int, seed: int) -> list[str]:
    """Words of many scripts, one letter to twelve, and the named ones."""
    generator = random.Random(seed)
    return NAMED + ["".join(generator.choices(ALPHABET, k=generator.randint(1, 12))) for _ in range(count)]


def random_step(rng: np.random.Generator) -> tuple:
    """Tables and ids of a training step: repeats are likely, none is possible."""
    V, N, d, K = rng.integers(1, 6), rng.integers(1, 6), rng.integers(1, 5), rng.integers(0, 6)
    tables = [rng.normal(size=(rows, d)) for rows in (V, N, V)]
    rows = rng.integers(0, N, size=rng.integers(0, 7)).tolist()
    return (
        *tables,
        int(rng.integers(V)),
        rows,
        int(rng.integers(V)),
        rng.integers(0, V, size=K),
        float(rng.uniform(0.01, 1)),
    )


def step_loss(words, pieces, outputs, center, rows, context, negatives) -> float:
    """The loss from its formula, number by number."""
    d = len(words[center])
    v = [math.fsum([words[center][j], *(pieces[r][j] for r in rows)]) for j in range(d)]
    scores = [math.fsum(outputs[i][j] * v[j] for j in range(d)) for i in (context, *negatives)]
    return math.fsum(math.log1p(math.exp(x)) for x in (-scores[0], *scores[1:]))


@pytest.mark.parametrize("lengths", [(3, 6), (2, 4), (1, 3), (5, 5), (4, 9)])
def test_ngrams_are_those_of_gensim(lengths):
    """Bag by bag, for 400 words and five ranges of lengths."""
    compute_ngrams = pytest.importorskip("gensim.models.fasttext").compute_ngrams
    for word in random_words(400, seed=1):
        assert sorted(reference.character_ngrams(word, *lengths)) == sorted(compute_ngrams(word, *lengths)), word


def test_hashes_are_those_of_gensim():
    """Every n-gram of 300 words, and strings of arbitrary code points."""
    gensim = pytest.importorskip("gensim.models.fasttext")
    generator = random.Random(2)
    points = [*range(1, 0xD800), *range(0xE000, 0x110000)]
    strings = ["".join(map(chr, generator.choices(points, k=generator.randint(1, 9)))) for _ in range(500)]
    strings += [gram for word in random_words(300, seed=3) for gram in reference.character_ngrams(word)]
    for ngram in [*strings, *map(chr, range(1, 0x300))]:
        assert reference.hash_ngram(ngram) == gensim.ft_hash_bytes(ngram.encode()), repr(ngram)


@pytest.mark.parametrize("buckets", [1, 2, 10, 97, 2_000_000])
def test_rows_are_those_of_gensim(buckets):
    """Hash and remainder together, repeats included (min_n from 2 on: gensim drops lone markers when it hashes)."""
    hashes = pytest.importorskip("gensim.models.fasttext").ft_ngram_hashes
    for word in random_words(200, seed=4):
        for lengths in ((3, 6), (2, 3)):
            assert sorted(reference.ngram_rows(word, buckets, *lengths)) == sorted(hashes(word, *lengths, buckets)), (
                word
            )


def test_vectors_are_those_of_gensim_times_the_number_of_parts():
    """gensim's vector of an unknown word is the mean over buckets: our sum, divided by the number of n-grams."""
    FastText = pytest.importorskip("gensim.models").FastText
    model = FastText(
        [["banana", "bread"], ["москва", "naïve", "banana"]], vector_size=5, min_count=1, bucket=50, seed=1, workers=1
    )
    table = model.wv.vectors_ngrams.astype(float)
    for word in ["bananas", "breadth", "москвы", "naive", "🙂🙂🙂"]:
        ids = {gram: reference.hash_ngram(gram) % 50 for gram in reference.character_ngrams(word)}
        ours = reference.word_vector(word, {}, np.zeros((0, 5)), ids, table)
        np.testing.assert_allclose(ours / len(reference.character_ngrams(word)), model.wv[word], rtol=1e-4, atol=1e-6)


def test_vectors_and_neighbours_by_plain_loops():
    """Two hundred random models: sums over dictionaries of lists, cosines by math."""
    rng = np.random.default_rng(5)
    for _ in range(200):
        d = int(rng.integers(1, 5))
        words = [str(w) for w in rng.permutation(NAMED)[: rng.integers(0, 7)]]
        vocabulary = {word: int(i) for word, i in zip(words, rng.permutation(len(words)), strict=True)}
        grams = sorted({gram for word in NAMED for gram in reference.character_ngrams(word, 1, 4)})
        chosen = [grams[i] for i in rng.permutation(len(grams))[: rng.integers(0, 30)]]
        ids = {gram: int(i) for gram, i in zip(chosen, rng.permutation(len(chosen)), strict=True)}
        E, G = rng.normal(size=(len(words), d)), rng.normal(size=(len(chosen), d))
        composed = {}
        for word in NAMED:
            total = list(E[vocabulary[word]]) if word in vocabulary else [0.0] * d
            padded = f"<{word}>"
            for i in range(len(padded)):
                for j in range(i + 2, min(len(padded), i + 4) + 1):
                    if padded[i:j] in ids:
                        total = [a + b for a, b in zip(total, G[ids[padded[i:j]]], strict=True)]
            composed[word] = total
            vector = reference.word_vector(word, vocabulary, E, ids, G, 2, 4)
            np.testing.assert_allclose(vector, total, rtol=1e-12, atol=1e-12)
        query = str(rng.choice(NAMED))
        expected = []
        for word in set(vocabulary) - {query}:
            x, y = composed[query], composed[word]
            norms = math.hypot(*x) * math.hypot(*y)
            expected.append((sum(a * b for a, b in zip(x, y, strict=True)) / norms if norms else 0.0, word))
        got = reference.nearest_words(query, vocabulary, E, ids, G, n=3, min_n=2, max_n=4)
        best = sorted(expected, reverse=True)[:3]
        np.testing.assert_allclose([value for _, value in got], [value for value, _ in best], rtol=1e-10, atol=1e-12)
        assert {word: round(value, 9) for word, value in got}.items() <= {w: round(v, 9) for v, w in expected}.items()


def test_subword_gradients_are_those_of_embedding_bag():
    """torch's embedding_bag in sum mode, differentiated by autograd, two hundred times."""
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(6)
    for _ in range(200):
        N, d = int(rng.integers(1, 7)), int(rng.integers(1, 5))
        rows, gradient = rng.integers(0, N, size=rng.integers(0, 9)), rng.normal(size=d)
        table = torch.zeros(N, d, dtype=torch.float64, requires_grad=True)
        offsets = torch.zeros(1, dtype=torch.long)
        bag = torch.nn.functional.embedding_bag(torch.from_numpy(rows), table, offsets, mode="sum")[0]
        (bag @ torch.from_numpy(gradient)).backward()
        got = reference.subword_gradients(rows, gradient, (N, d))
        np.testing.assert_allclose(got, table.grad.numpy(), rtol=1e-12, atol=1e-12)


def test_steps_are_those_of_autograd():
    """Loss and all three tables after the step, two hundred times."""
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(7)
    for _ in range(200):
        *tables, center, rows, context, negatives, rate = random_step(rng)
        leaves = [torch.tensor(table, requires_grad=True) for table in tables]
        words, pieces, outputs = leaves
        v = words[center] + pieces[torch.tensor(rows, dtype=torch.long)].sum(0)
        ln_sigmoid = torch.nn.functional.logsigmoid  # softplus would turn into a straight line at 20
        loss = -ln_sigmoid(outputs[context] @ v) - ln_sigmoid(-outputs[torch.from_numpy(negatives)] @ v).sum()
        loss.backward()
        after = [leaf.detach().numpy() - rate * leaf.grad.numpy() for leaf in leaves]
        got = reference.fasttext_step(*tables, center, rows, context, negatives, rate)
        np.testing.assert_allclose(got, loss.item(), rtol=1e-12)
        for table, expected in zip(tables, after, strict=True):
            np.testing.assert_allclose(table, expected, rtol=1e-10, atol=1e-12)


def test_steps_follow_finite_differences():
    """Central differences of the plain formula, by every number of every table."""
    rng = np.random.default_rng(8)
    for _ in range(30):
        *tables, center, rows, context, negatives, rate = random_step(rng)
        before = [table.copy() for table in tables]
        ids = (center, rows, context, negatives)
        assert reference.fasttext_step(*tables, *ids, rate) == pytest.approx(step_loss(*before, *ids), rel=1e-12)
        for place, new in enumerate(tables):
            old = before[place].copy()
            slope = np.zeros_like(old)
            for index in np.ndindex(*old.shape):
                sides = []
                for nudge in (1e-5, -1e-5):
                    before[place][index] = old[index] + nudge
                    sides.append(step_loss(*before, *ids))
                before[place][index] = old[index]
                slope[index] = (sides[0] - sides[1]) / 2e-5
            np.testing.assert_allclose(new, old - rate * slope, rtol=1e-6, atol=1e-7)


def test_large_scores_are_exact():
    """Scores of ±1000: a loss of 0 or 1000 for each, and no warning of overflow."""
    with np.errstate(over="raise", invalid="raise"):
        for positive, negative in [(1000, -1000), (-1000, 1000), (-1000, -1000), (1000, 1000)]:
            outputs = np.array([[positive / 10], [negative / 10]], dtype=float)
            loss = reference.fasttext_step(
                np.full((2, 1), 4.0), np.full((1, 1), 6.0), outputs, 0, [0], 0, np.array([1]), 0.1
            )
            assert loss == pytest.approx(max(-positive, 0) + max(negative, 0), abs=1e-300, rel=1e-12)
