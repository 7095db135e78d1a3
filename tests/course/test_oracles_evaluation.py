"""The reference of a6_evaluation held against SciPy, gensim, identities and plain loops."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from reference.a6_evaluation import bias, evaluation

Vectors = NDArray[np.float64]


def random_lists(count: int) -> Iterator[tuple[Vectors, Vectors]]:
    """Pairs of equally long lists, some with many ties, some constant, some short."""
    rng = np.random.default_rng(61)
    for i in range(count):
        n, kinds = int(rng.integers(2, 12)), int(rng.integers(1, 9))
        x, y = rng.integers(0, kinds, n).astype(float), rng.normal(size=n)
        yield (x, rng.integers(-kinds, kinds, n) / 2) if i % 2 else (x, y)


def random_world(rng: np.random.Generator, size: int = 12, dimensions: int = 4) -> tuple[dict[str, int], Vectors]:
    """Words w0, w1, … with shuffled ids and vectors of very different lengths; one of them is zero."""
    ids = rng.permutation(size)
    vectors = rng.normal(size=(size, dimensions)) * rng.choice([0.1, 1, 20], size=(size, 1))
    vectors[rng.integers(size)] = 0
    return {f"w{n}": int(i) for n, i in enumerate(ids)}, vectors


def plain_cosine(u: Vectors, v: Vectors) -> float:
    """One cosine, number by number."""
    product = sum(float(x) * float(y) for x, y in zip(u, v, strict=True))
    lengths = math.sqrt(sum(float(x) ** 2 for x in u)) * math.sqrt(sum(float(x) ** 2 for x in v))
    return product / lengths if lengths else 0.0


# --- SciPy


def test_ranks_are_scipys() -> None:
    """average_ranks is scipy.stats.rankdata."""
    stats = pytest.importorskip("scipy.stats")
    lists = [values for pair in random_lists(1000) for values in pair]
    ours = [evaluation.average_ranks(values) for values in lists]
    assert_allclose(np.concatenate(ours), np.concatenate([stats.rankdata(values) for values in lists]))


@pytest.mark.filterwarnings("ignore:An input array is constant")
def test_spearman_is_scipys() -> None:
    """spearman is scipy.stats.spearmanr, nan for constants included."""
    stats = pytest.importorskip("scipy.stats")
    lists = list(random_lists(400))
    expected = [stats.spearmanr(x, y).statistic for x, y in lists]
    assert_allclose([evaluation.spearman(x, y) for x, y in lists], expected, atol=1e-12)


def test_effect_size_is_a_difference_in_sample_deviations() -> None:
    """The same number from SciPy's tstd (ddof = 1) of all associations."""
    stats = pytest.importorskip("scipy.stats")
    rng = np.random.default_rng(62)
    for _ in range(100):
        X, Y, A, B = (rng.normal(size=(rng.integers(1, 6), 3)) for _ in range(4))
        x, y = ([bias.association(w, A, B) for w in words] for words in (X, Y))
        expected = (np.mean(x) - np.mean(y)) / stats.tstd(x + y)
        assert_allclose(bias.weat_effect_size(X, Y, A, B), expected, rtol=1e-10)


# --- gensim


def keyed_vectors(vocabulary: dict[str, int], vectors: Vectors):
    """The same words and vectors in gensim's KeyedVectors."""
    models = pytest.importorskip("gensim.models")
    found = models.KeyedVectors(vectors.shape[1], dtype=np.float64)
    found.add_vectors(list(vocabulary), vectors[list(vocabulary.values())])
    return found


def test_analogies_are_gensims_on_unit_vectors() -> None:
    """gensim shortens the vectors first; on vectors of length 1 that is the chapter's formula."""
    rng = np.random.default_rng(63)
    for _ in range(40):
        vectors = rng.normal(size=(30, 6))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        vocabulary = {f"w{n}": int(i) for n, i in enumerate(rng.permutation(30))}
        known = keyed_vectors(vocabulary, vectors)
        for a, b, c in rng.choice(30, size=(10, 3)):
            a, b, c = f"w{a}", f"w{b}", f"w{c}"
            if len({a, b, c}) == 3:
                [(answer, _)] = known.most_similar(positive=[b, c], negative=[a], topn=1)
                assert evaluation.analogy(a, b, c, vocabulary, vectors) == answer


def test_raw_vectors_answer_otherwise() -> None:
    """With raw vectors of different lengths many answers differ from gensim's: the decision matters."""
    rng = np.random.default_rng(64)
    vocabulary = {f"w{n}": int(i) for n, i in enumerate(rng.permutation(40))}
    vectors = rng.normal(size=(40, 6)) * rng.choice([0.2, 1, 5], size=(40, 1))
    known = keyed_vectors(vocabulary, vectors)
    triples = [tuple(f"w{i}" for i in rng.choice(40, 3, replace=False)) for _ in range(100)]
    differ = sum(
        evaluation.analogy(a, b, c, vocabulary, vectors)
        != known.most_similar(positive=[b, c], negative=[a], topn=1)[0][0]
        for a, b, c in triples
    )
    assert differ > 20


def wordsim353(words: set[str] | None = None) -> list[tuple[str, str, float]]:
    """The pairs of WordSim-353 as they come with gensim."""
    utilities = pytest.importorskip("gensim.test.utils")
    with open(utilities.datapath("wordsim353.tsv"), encoding="utf8") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if row and not row[0].startswith("#")]
    return [(a, b, float(score)) for a, b, score in rows]


def test_wordsim_is_evaluated_as_gensim_does() -> None:
    """rho and the share of known pairs agree with evaluate_word_pairs, on random vectors."""
    utilities = pytest.importorskip("gensim.test.utils")
    pairs = wordsim353()
    assert len(pairs) == 353
    words = sorted({word for a, b, _ in pairs for word in (a, b)})
    for seed in (65, 66, 67):
        rng = np.random.default_rng(seed)
        some = rng.permutation(words)[: len(words) * 3 // 4].tolist()
        vocabulary, vectors = {word: i for i, word in enumerate(some)}, rng.normal(size=(len(some), 8))
        rho, share = evaluation.word_similarity(pairs, vocabulary, vectors)
        _, spearman, unknown = keyed_vectors(vocabulary, vectors).evaluate_word_pairs(
            utilities.datapath("wordsim353.tsv"), restrict_vocab=None, case_insensitive=False
        )
        assert_allclose(rho, spearman.statistic, atol=1e-5)  # gensim's norms are float32: near ties may swap
        assert_allclose(100 * (1 - share), unknown)


def test_questions_are_counted_as_gensim_does() -> None:
    """Accuracy over the known questions of a small file, against evaluate_word_analogies on unit vectors."""
    rng = np.random.default_rng(68)
    vectors = rng.normal(size=(20, 3))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vocabulary = {f"w{n}": int(i) for n, i in enumerate(rng.permutation(20))}
    known, questions = keyed_vectors(vocabulary, vectors), []
    for _ in range(150):
        a, b, c, d = (f"w{i}" for i in rng.choice(24, 4, replace=False))
        if {a, b, c} <= vocabulary.keys() and rng.random() < 0.5:
            d = known.most_similar(positive=[b, c], negative=[a], topn=1)[0][0]
        questions.append((a, b, c, d))
    answerable = [question for question in questions if vocabulary.keys() >= set(question)]
    right = sum(known.most_similar(positive=[b, c], negative=[a], topn=1)[0][0] == d for a, b, c, d in answerable)
    expected = right / len(answerable), len(answerable) / len(questions)
    assert_allclose(evaluation.analogy_accuracy(questions, vocabulary, vectors), expected)


# --- WEAT's identities


def test_identities_of_weat() -> None:
    """Antisymmetric in X, Y and in A, B; bounded by 2 for equal sizes; blind to rotation, order and length."""
    rng = np.random.default_rng(69)
    for _ in range(60):
        n = int(rng.integers(2, 6))
        X, Y, A, B = rng.normal(size=(4, n, 4))
        effect = bias.weat_effect_size(X, Y, A, B)
        assert_allclose(bias.weat_effect_size(Y, X, A, B), -effect, rtol=1e-9)
        assert_allclose(bias.weat_effect_size(X, Y, B, A), -effect, rtol=1e-9)
        assert abs(effect) < 2
        turn = np.linalg.qr(rng.normal(size=(4, 4)))[0]
        turned = (rng.permutation(words) * rng.uniform(0.1, 9, size=(n, 1)) @ turn for words in (X, Y, A, B))
        assert_allclose(bias.weat_effect_size(*turned), effect, rtol=1e-7)
        assert_allclose(abs(bias.weat_effect_size(X[:1], Y[:1], A, B)), math.sqrt(2), rtol=1e-7)


def test_equalized_pairs_are_mirror_images() -> None:
    """Length 1, the same distance to every neutral word, and the paper's own formula."""
    rng = np.random.default_rng(70)
    for _ in range(100):
        u, v, g, word = rng.normal(size=(4, 5))
        u, v = u / np.linalg.norm(u), v / np.linalg.norm(v)
        first, second = bias.equalize(u, v, g)
        neutral = bias.neutralize(word, g)
        assert_allclose([first @ first, second @ second], 1)
        assert_allclose(first @ neutral, second @ neutral, atol=1e-12)
        middle = (u + v) / 2
        part = (u - middle) - bias.neutralize(u - middle, g)  # the paper's w_B - mu_B
        across = bias.neutralize(middle, g)
        assert_allclose(first, across + math.sqrt(1 - across @ across) * part / np.linalg.norm(part), atol=1e-7)


# --- second implementations in plain loops


def plain_ranks(values: Vectors) -> list[float]:
    """Ranks by counting."""
    return [sum(o < v for o in values) + (1 + sum(o == v for o in values)) / 2 for v in values]


def plain_rho(x: Vectors, y: Vectors) -> float:
    """Spearman's rho, products summed one by one."""
    r, s = plain_ranks(x), plain_ranks(y)
    mean = sum(r) / len(r)
    squares = sum((i - mean) ** 2 for i in r) * sum((j - mean) ** 2 for j in s)
    products = sum((i - mean) * (j - mean) for i, j in zip(r, s, strict=True))
    return products / math.sqrt(squares) if squares else math.nan


def test_plain_loops_agree_on_ranks_and_rho() -> None:
    """Counting ranks and summing products one by one, on thousands of lists."""
    lists = list(random_lists(3000))
    ours = np.concatenate([evaluation.average_ranks(x) for x, _ in lists])
    assert_allclose(ours, [rank for x, _ in lists for rank in plain_ranks(x)])
    rhos = [evaluation.spearman(x, y) for x, y in lists]
    assert_allclose(rhos, [plain_rho(x, y) for x, y in lists], atol=1e-12)


def test_plain_loops_agree_on_analogies_and_pairs() -> None:
    """One cosine after the other, unknown words skipped by hand."""
    rng = np.random.default_rng(71)
    for _ in range(150):
        vocabulary, vectors = random_world(rng)
        names = [f"w{i}" for i in range(14)]
        questions, right, asked = [], 0, 0
        for _ in range(6):
            a, b, c, d = rng.choice(names, 4)
            best = None
            if {a, b, c} <= vocabulary.keys():
                target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
                scored = [(plain_cosine(vectors[i], target), w) for w, i in vocabulary.items() if w not in (a, b, c)]
                best = max(scored)[1]
                d = best if rng.random() < 0.5 else d
                assert plain_cosine(vectors[vocabulary[evaluation.analogy(a, b, c, vocabulary, vectors)]], target) == (
                    pytest.approx(max(scored)[0], abs=1e-12)
                )
            questions.append((a, b, c, d))
            if best is not None and d in vocabulary and np.any(target):
                asked, right = asked + 1, right + (best == d)
            elif best is not None and d in vocabulary:
                questions.pop()  # no direction: any word may be the answer
        expected = (right / asked, asked / len(questions)) if asked else (math.nan, 0.0)
        assert_allclose(evaluation.analogy_accuracy(questions, vocabulary, vectors), expected)

        pairs = [(*rng.choice(names, 2, replace=False), float(rng.integers(0, 5))) for _ in range(8)]
        fine = [(vocabulary[a], vocabulary[b], s) for a, b, s in pairs if a in vocabulary and b in vocabulary]
        cosines = [round(plain_cosine(vectors[a], vectors[b]), 12) for a, b, _ in fine]
        if len(set(cosines)) == len(cosines) and fine:
            rho = evaluation.spearman(cosines, [s for *_, s in fine])
            expected = (rho, len(fine) / len(pairs))
            assert_allclose(evaluation.word_similarity(pairs, vocabulary, vectors), expected, atol=1e-12)


def test_plain_loops_agree_on_bias() -> None:
    """Alignment, ends, projection and association written out number by number."""
    rng = np.random.default_rng(72)
    for _ in range(200):
        vocabulary, vectors = random_world(rng)
        first, second = rng.choice(sorted(vocabulary), 2, replace=False)
        g = np.array([x - y for x, y in zip(vectors[vocabulary[first]], vectors[vocabulary[second]], strict=True)])
        assert_allclose(bias.bias_direction(first, second, vocabulary, vectors), g)
        cosines = [plain_cosine(row, g) for row in vectors]
        assert_allclose(bias.alignment(vectors, g), cosines, atol=1e-12)
        others = sorted((w for w in vocabulary if w not in (first, second)), key=lambda w: cosines[vocabulary[w]])
        n = int(rng.integers(0, 13))
        assert bias.most_aligned(first, second, vocabulary, vectors, n) == (others[::-1][:n], others[:n])
        v, square = vectors[0], sum(x * x for x in g)
        share = sum(x * y for x, y in zip(v, g, strict=True)) / square
        assert_allclose(bias.neutralize(v, g), [x - share * y for x, y in zip(v, g, strict=True)], atol=1e-9)
        A, B = vectors[:3], vectors[3:8]
        expected = sum(plain_cosine(v, a) for a in A) / 3 - sum(plain_cosine(v, b) for b in B) / 5
        assert_allclose(bias.association(v, A, B), expected, atol=1e-12)
