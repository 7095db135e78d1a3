"""Hidden tests of a8_contextual/contextual.py: arithmetic with vectors, tasks 8.5, 8.6 and 8.10."""

from __future__ import annotations

from math import e, sqrt

import numpy as np
from hypothesis import strategies as st

from autograder.testing import DOUBLE, SINGLE, given, holds, numbers, same, task
from reference.a8_contextual import contextual as reference
from tests.hidden.strategies import arrays
from tests.hidden.strategies import numbers as reals
from tests.hidden.strategies.a8_contextual import nonzero_rows


@task("8.5", points=1)
@given(data=st.data(), shape=st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 3)))
def test_only_tokens_count(submission, data, shape):
    """The mean over the positions with mask 1, wherever the zeros of the mask stand."""
    hidden = data.draw(arrays(*shape), label="hidden")
    cells = data.draw(st.lists(st.integers(0, 1), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]))
    mask = np.array(cells).reshape(shape[:2])
    one_by_one = [
        row[kept == 1].mean(axis=0) if kept.any() else np.zeros(shape[2])
        for row, kept in zip(hidden, mask, strict=True)
    ]
    same(submission.contextual.mean_pool(hidden, mask), one_by_one, **DOUBLE)


@task("8.5", points=1)
def test_worked_pools(submission):
    """[1], [3] and a padded [9] pool to [2]; another sentence of the batch changes nothing."""
    hidden = np.array([[[1.0], [3.0], [9.0]], [[-4.0], [2.0], [5.0]]])
    same(submission.contextual.mean_pool(hidden, np.array([[1, 1, 0], [1, 1, 1]])), [[2.0], [1.0]], **DOUBLE)
    same(
        submission.contextual.mean_pool(hidden[:1], np.array([[0, 1, 1]])),
        [[6.0]],
        **DOUBLE,
        note="padding on the left",
    )
    same(
        submission.contextual.mean_pool(np.arange(300.0).reshape(1, 300, 1), np.ones((1, 300), int)),
        [[149.5]],
        **DOUBLE,
        note="300 tokens",
    )
    single = submission.contextual.mean_pool(hidden.astype(np.float32) / 3, np.array([[1, 1, 0], [1, 1, 1]]))
    same(single, [[2 / 3], [1 / 3]], **SINGLE)


@task("8.5", points=1)
def test_an_empty_row_of_the_mask_gives_zeros(submission):
    """A sentence without tokens has the zero vector, next to sentences that have some."""
    hidden = np.array([[[1.0, 2.0], [3.0, 5.0]], [[4.0, 6.0], [8.0, 1.0]]])
    same(submission.contextual.mean_pool(hidden, np.array([[0, 0], [0, 1]])), [[0.0, 0.0], [8.0, 1.0]], **DOUBLE)
    same(submission.contextual.mean_pool(hidden, np.array([[1, 0], [0, 0]])), [[1.0, 2.0], [0.0, 0.0]], **DOUBLE)


@task("8.5", points=1)
@given(hidden=arrays(2, 3, 2), padding=arrays(2, 2, 2))
def test_padding_changes_nothing(submission, hidden, padding):
    """More padding, whatever it holds, leaves the vector of the sentence as it is."""
    mask = np.array([[1, 1, 1], [1, 1, 0]])
    wider = np.hstack([mask, np.zeros((2, 2), dtype=int)])
    longer = submission.contextual.mean_pool(np.concatenate([hidden, 10 * padding], axis=1), wider)
    same(longer, reference.mean_pool(hidden, mask), **DOUBLE)


@task("8.6", points=1)
@given(vectors=nonzero_rows())
def test_every_pair_has_its_cosine(submission, vectors):
    """v_i·v_j / (|v_i| |v_j|) for all i and j, both triangles and the diagonal."""
    expected = [[a @ b / sqrt((a @ a) * (b @ b)) for b in vectors] for a in vectors]
    same(submission.contextual.cosine_matrix(vectors), expected, **DOUBLE)


@task("8.6", points=1)
def test_worked_cosines(submission):
    """[3, 4] and [6, 8] point the same way, [4, -3] at a right angle to them, [-3, -4] the opposite way."""
    vectors = np.array([[3.0, 4.0], [6.0, 8.0], [4.0, -3.0], [-3.0, -4.0]])
    by_hand = [[1, 1, 0, -1], [1, 1, 0, -1], [0, 0, 1, 0], [-1, -1, 0, 1]]
    same(submission.contextual.cosine_matrix(vectors), by_hand, **DOUBLE)
    same(submission.contextual.cosine_matrix(vectors[2:3]), [[1.0]], **DOUBLE, note="a single vector")
    cancelling = np.array([[1.0, -1.0], [-2.0, 2.0]])
    same(submission.contextual.cosine_matrix(cancelling), [[1, -1], [-1, 1]], **DOUBLE, note="rows that add up to zero")
    same(submission.contextual.cosine_matrix(np.eye(9)), np.eye(9), **DOUBLE, note="nine dimensions")
    near = submission.contextual.cosine_matrix(np.array([[1.000005, 0.0], [1.0, 0.001]]))
    same(near, [[1, 1 / sqrt(1 + 1e-6)], [1 / sqrt(1 + 1e-6), 1]], **DOUBLE, note="lengths near 1, cosine near 1")
    same(submission.contextual.cosine_matrix(vectors.astype(np.float32)), by_hand, **SINGLE)
    nothing = submission.contextual.cosine_matrix(vectors[:0])
    holds(numbers(nothing).size == 0, expected="shape (0, 0)", got=nothing, note="no vector")


@task("8.6", points=1)
@given(vectors=nonzero_rows(max_rows=3, max_columns=3), zeros=st.lists(st.integers(0, 3), min_size=1, max_size=2))
def test_a_zero_vector_is_similar_to_nothing(submission, vectors, zeros):
    """Its row and its column are 0.0, its place on the diagonal included; the others are untouched."""
    with_zeros = np.insert(vectors, [min(place, len(vectors)) for place in zeros], 0.0, axis=0)
    same(submission.contextual.cosine_matrix(with_zeros), reference.cosine_matrix(with_zeros), **DOUBLE)
    same(submission.contextual.cosine_matrix(np.zeros((2, 3))), np.zeros((2, 2)), **DOUBLE)


@task("8.6", points=1)
@given(vectors=nonzero_rows(), factors=st.lists(st.sampled_from([1e-4, 0.01, 7.0, 300.0]), min_size=5, max_size=5))
def test_length_does_not_matter(submission, vectors, factors):
    """A vector stretched or shrunk keeps its cosines: short vectors are no less similar."""
    scaled = vectors * np.array(factors[: len(vectors)])[:, None]
    same(submission.contextual.cosine_matrix(scaled), reference.cosine_matrix(vectors), **DOUBLE)


@task("8.10", points=1)
@given(data=st.data(), shape=st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(1, 3)), gamma=reals(-2, 3))
def test_a_weighted_mean_times_gamma(submission, data, shape, gamma):
    """gamma Σ_l softmax(weights)_l layer_l."""
    layers, weights = data.draw(arrays(*shape), label="layers"), data.draw(arrays(shape[0]), label="weights")
    shares = np.array([1 / np.exp(weights - weight).sum() for weight in weights])
    expected = gamma * sum(share * layer for share, layer in zip(shares, layers, strict=True))
    same(submission.contextual.scalar_mix(layers, weights, gamma), expected, **DOUBLE)


@task("8.10", points=1)
def test_worked_mixtures(submission):
    """Equal weights give the plain mean; weights 0 and 1 give shares of 1 : e; gamma, 1 by default, may be 0."""
    layers = np.array([[[1.0, 4.0]], [[3.0, -2.0]]])
    same(submission.contextual.scalar_mix(layers, np.array([0.0, 0.0])), [[2.0, 1.0]], **DOUBLE)
    same(submission.contextual.scalar_mix(layers, np.array([-0.3, -0.3]), gamma=2.0), [[4.0, 2.0]], **DOUBLE)
    same(
        submission.contextual.scalar_mix(layers, np.array([0.0, 1.0])),
        [[(1 + 3 * e) / (1 + e), (4 - 2 * e) / (1 + e)]],
        **DOUBLE,
    )
    half = sqrt(e)
    same(
        submission.contextual.scalar_mix(layers, np.array([0.25, 0.75])),
        [[(1 + 3 * half) / (1 + half), (4 - 2 * half) / (1 + half)]],
        **DOUBLE,
        note="raw weights, although they add up to 1",
    )
    same(
        submission.contextual.scalar_mix(layers, np.array([0.0, 12.0])),
        [[(1 + 3 * e**12) / (1 + e**12), (4 - 2 * e**12) / (1 + e**12)]],
        **DOUBLE,
        note="a small share is a share",
    )
    same(
        submission.contextual.scalar_mix(layers[:1], np.array([-5.0]), 0.5),
        [[0.5, 2.0]],
        **DOUBLE,
        note="a single layer",
    )
    same(submission.contextual.scalar_mix(layers, np.array([0.0, 1.0]), gamma=0.0), [[0.0, 0.0]], **DOUBLE)
    many = np.arange(13.0).reshape(13, 1, 1)
    same(submission.contextual.scalar_mix(many, np.zeros(13)), [[6.0]], **DOUBLE, note="thirteen layers, as BERT has")
    single = submission.contextual.scalar_mix(layers.astype(np.float32), np.array([0.0, 1.0], dtype=np.float32))
    same(single, [[(1 + 3 * e) / (1 + e), (4 - 2 * e) / (1 + e)]], **SINGLE)


@task("8.10", points=1)
def test_huge_weights(submission):
    """Weights of ±1000 neither overflow nor vanish."""
    layers = np.array([[[1.0], [4.0]], [[3.0], [-2.0]], [[8.0], [0.5]]])
    same(submission.contextual.scalar_mix(layers, np.array([0.0, 1000.0, -1000.0])), [[3.0], [-2.0]], **DOUBLE)
    same(submission.contextual.scalar_mix(layers, np.array([1000.0, 1000.0, 0.0])), [[2.0], [1.0]], **DOUBLE)
    same(submission.contextual.scalar_mix(layers, np.array([-1000.0, -1000.0, -1000.0])), [[4.0], [2.5 / 3]], **DOUBLE)
    same(
        submission.contextual.scalar_mix(layers, np.array([1000.0, 999.0, -1000.0])),
        [[(e + 3) / (e + 1)], [(4 * e - 2) / (e + 1)]],
        **DOUBLE,
    )


@task("8.10", points=1)
@given(layers=arrays(3, 2, 2), weights=arrays(3), order=st.permutations(range(3)), shift=reals(-9, 9))
def test_only_differences_of_weights_matter(submission, layers, weights, order, shift):
    """The same number on every weight changes nothing, and neither does the order of the layers with their weights."""
    mixed = submission.contextual.scalar_mix(layers[order], weights[order] + shift)
    same(mixed, reference.scalar_mix(layers, weights), **DOUBLE)
