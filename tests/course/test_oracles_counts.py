"""The references of `a1_sparse` and `a2_pmi` held against other people's code and against plain loops."""

from __future__ import annotations

import math
from itertools import chain

import numpy as np
import pytest
from scipy import linalg
from scipy.sparse.linalg import svds
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.metrics import mutual_info_score
from sklearn.metrics.pairwise import cosine_similarity

from reference.a1_sparse import sparse
from reference.a2_pmi import pmi

WORDS = [f"w{number}" for number in range(12)]
CLOSE = {"rtol": 1e-10, "atol": 1e-12}


@pytest.fixture
def rng() -> np.random.Generator:
    """The same inputs at every run."""
    return np.random.default_rng(1957)


def _corpus(rng: np.random.Generator, sentences: int = 5, longest: int = 9) -> list[list[str]]:
    return [[WORDS[i] for i in rng.zipf(1.5, size=rng.integers(0, longest)) % len(WORDS)] for _ in range(sentences)]


def _vocabulary(rng: np.random.Generator) -> dict[str, int]:
    size = int(rng.integers(1, len(WORDS)))
    return dict(zip(rng.choice(WORDS, size, replace=False).tolist(), rng.permutation(size).tolist(), strict=True))


def _counts(rng: np.random.Generator) -> np.ndarray:
    return rng.poisson(rng.uniform(0.2, 5), size=rng.integers(1, 7, size=2)).astype(float)


# Independent libraries


def test_tf_idf_is_scikit_learns_unsmoothed_one(rng):
    """scikit-learn adds 1 to every idf: without that, without smoothing and norm, the two agree."""
    documents = [line for line in _corpus(rng, sentences=60) if line]
    counter = CountVectorizer(analyzer=lambda document: document).fit(documents)
    vocabulary = {str(word): int(index) for word, index in counter.vocabulary_.items()}
    weighting = TfidfTransformer(smooth_idf=False, norm=None).fit(counter.transform(documents))
    idf = sparse.inverse_document_frequency(documents, vocabulary)
    np.testing.assert_allclose(idf, weighting.idf_ - 1.0, **CLOSE)
    theirs = weighting.transform(counter.transform(documents)).toarray() - counter.transform(documents).toarray()
    np.testing.assert_allclose([sparse.tf_idf(document, vocabulary, idf) for document in documents], theirs, **CLOSE)


def test_cosine_is_scikit_learns(rng):
    """Zero vectors included: scikit-learn gives them 0 as well."""
    vectors = rng.normal(size=(40, 5)) * 10.0 ** rng.integers(-5, 6, size=(40, 1))
    vectors[::9] = 0.0
    ours = [[sparse.cosine_similarity(u, v) for v in vectors] for u in vectors]
    np.testing.assert_allclose(ours, cosine_similarity(vectors), rtol=1e-10, atol=1e-12)


def test_mean_pmi_is_mutual_information(rng):
    """The mean of the PMI over all pairs is the mutual information that scikit-learn works out of the same table."""
    for _ in range(50):
        counts = rng.integers(1, 30, size=rng.integers(2, 6, size=2)).astype(float)
        mean = np.sum(counts / counts.sum() * pmi.pmi(counts))
        np.testing.assert_allclose(mean, mutual_info_score(None, None, contingency=counts), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("dimensions", [1, 3, 8])
def test_svd_is_that_of_scipy_and_scikit_learn(rng, dimensions):
    """LAPACK and ARPACK by SciPy, ARPACK by scikit-learn, whose default solver is only approximate."""
    vocabulary = {word: index for index, word in enumerate(WORDS)}
    matrix = pmi.ppmi(pmi.cooccurrence_matrix(_corpus(rng, sentences=200), vocabulary))
    ours = pmi.svd_embeddings(matrix, dimensions)
    u, sigma, _ = linalg.svd(matrix)
    arpack_u, arpack_sigma, _ = svds(matrix, k=dimensions, random_state=0)
    learned = TruncatedSVD(dimensions, algorithm="arpack", random_state=0).fit_transform(matrix)
    for theirs in (u[:, :dimensions] * sigma[:dimensions], arpack_u * arpack_sigma, learned):
        np.testing.assert_allclose(ours @ ours.T, theirs @ theirs.T, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(np.linalg.norm(ours, axis=0), sigma[:dimensions], **CLOSE)


# A second implementation in plain loops, on many random inputs


def test_sparse_functions_agree_with_plain_loops(rng):
    """A thousand random collections, unknown words and empty documents among them."""
    for _ in range(1000):
        documents, vocabulary = _corpus(rng, sentences=int(rng.integers(0, 6))), _vocabulary(rng)
        idf = sparse.inverse_document_frequency(documents, vocabulary)
        np.testing.assert_allclose(idf, _plain_idf(documents, vocabulary), **CLOSE)
        for document in documents:
            bag = [float(document.count(word)) for word in sorted(vocabulary, key=vocabulary.__getitem__)]
            np.testing.assert_array_equal(sparse.bag_of_words(document, vocabulary), bag)
            product = [n * weight for n, weight in zip(bag, idf, strict=True)]
            np.testing.assert_allclose(sparse.tf_idf(document, vocabulary, idf), product, **CLOSE)


def test_cooccurrence_agrees_with_plain_loops(rng):
    """Two thousand random corpora and windows, counted centre by centre instead of pair by pair."""
    for _ in range(2000):
        sentences, vocabulary, window = _corpus(rng), _vocabulary(rng), int(rng.integers(1, 12))
        ours = pmi.cooccurrence_matrix(sentences, vocabulary, window)
        np.testing.assert_array_equal(ours, _plain_counts(sentences, vocabulary, window))


def test_pmi_functions_agree_with_plain_loops(rng):
    """Ten thousand random tables, cell by cell, with empty rows, empty columns and empty tables among them."""
    for _ in range(10_000):
        counts, k, alpha = _counts(rng), int(rng.integers(1, 20)), float(rng.uniform(0.05, 2.0))
        plain = _plain_pmi(counts, 1.0)
        shifted = [[value - math.log(k) for value in row] for row in plain]
        for ours, theirs in (
            (pmi.pmi(counts), plain),
            (pmi.ppmi(counts), [[max(value, 0.0) for value in row] for row in plain]),
            (pmi.smoothed_pmi(counts, alpha), _plain_pmi(counts, alpha)),
            (pmi.shifted_pmi(counts, k), shifted),
            (pmi.shifted_ppmi(counts, k), [[max(value, 0.0) for value in row] for row in shifted]),
        ):
            assert all(_equal(a, b) for a, b in zip(ours.ravel().tolist(), chain.from_iterable(theirs), strict=True))


def test_cosine_and_pairs_agree_with_plain_loops(rng):
    """Two thousand random pairs of vectors; all vocabularies of up to 60 words."""
    for _ in range(2000):
        u, v = rng.normal(size=(2, rng.integers(1, 8)))
        plain = math.fsum(a * b for a, b in zip(u, v, strict=True)) / math.hypot(*u) / math.hypot(*v)
        assert _equal(sparse.cosine_similarity(u, v), plain)
    for size in range(60):
        assert sparse.orthogonal_pairs(size) == sum(1 for i in range(size) for j in range(i))


def test_errata_of_the_chapter():
    """What the course says about the chapter's two count tables, and the one negative pair it adds."""
    three = [line.split() for line in ("the cat sat on the mat", "the dog sat on the rug", "the cat chased the dog")]
    ids = {word: index for index, word in enumerate(dict.fromkeys(chain.from_iterable(three)))}
    the, cat, dog, on, chased = (ids[word] for word in ("the", "cat", "dog", "on", "chased"))
    near = pmi.cooccurrence_matrix(three, ids, window=1)
    assert (near[cat, the], near[dog, the], near[dog, chased]) == (2, 2, 0)
    assert pmi.pmi(pmi.cooccurrence_matrix(three, ids, window=2))[the, on] == pytest.approx(math.log(5 / 6))
    one = [["the", "cat", "sat", "the", "cat", "chased", "the", "dog", "sat"]]
    ids = {word: index for index, word in enumerate(dict.fromkeys(one[0]))}
    values = pmi.pmi(pmi.cooccurrence_matrix(one, ids, window=1))
    assert values[ids["the"], ids["cat"]] == pytest.approx(math.log(1.6))
    assert values[ids["the"], ids["chased"]] == pytest.approx(math.log(1.6))
    assert np.all((values > 0) | np.isneginf(values))


def _plain_idf(documents: list[list[str]], vocabulary: dict[str, int]) -> list[float]:
    weights = [0.0] * len(vocabulary)
    for word, index in vocabulary.items():
        containing = sum(1 for document in documents if word in document)
        if containing:
            weights[index] = math.log(len(documents) / containing)
    return weights


def _plain_counts(sentences: list[list[str]], vocabulary: dict[str, int], window: int) -> list[list[int]]:
    counts = [[0] * len(vocabulary) for _ in vocabulary]
    for sentence in sentences:
        known = [word for word in sentence if word in vocabulary]
        for i, centre in enumerate(known):
            for j, context in enumerate(known):
                if i != j and abs(i - j) <= window:
                    counts[vocabulary[centre]][vocabulary[context]] += 1
    return counts


def _plain_pmi(counts: np.ndarray, alpha: float) -> list[list[float]]:
    table = counts.tolist()
    total = sum(map(sum, table))
    rows = [sum(row) for row in table]
    powers = [sum(column) ** alpha for column in zip(*table, strict=True)]
    cells = [[-math.inf] * len(powers) for _ in rows]
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            if count:
                joint, word, context = count / total, rows[i] / total, powers[j] / sum(powers)
                cells[i][j] = math.log(joint) - math.log(word) - math.log(context)
    return cells


def _equal(a: float, b: float) -> bool:
    return a == b or abs(a - b) <= 1e-12 + 1e-10 * abs(b)
