"""Hidden tests of a2_pmi/pmi.py, task 2.7: truncated SVD. Signs are free, so dot products between rows are compared."""

from __future__ import annotations

from functools import partial

import numpy as np
from hypothesis import strategies as st

from autograder.testing import example, given, numbers, raises, same, settings, task
from reference.a2_pmi import pmi as reference
from tests.hidden.strategies import count_matrices
from tests.hidden.strategies.a2_pmi import deficient_matrices, separated_matrices

close = partial(same, rtol=1e-6, atol=1e-6, note="dot products between the rows of the answer")
"""Going by the eigenvectors of M Mᵀ is right too, and costs some digits."""


@task("2.7", points=2)
@given(matrix=separated_matrices(), part=st.integers(0, 3))
@example(matrix=np.array([[0.0, 3.0, 0.0], [3.0, 0.0, 0.0], [0.0, 0.0, 1.0]]), part=1)  # its eigenvalues: 3, 1 and -3
@example(matrix=np.diag([1000.0, 0.5]), part=1)  # small beside the largest, and no noise
@example(matrix=np.array([[5.0, 0.1], [0.1, 5.0]]), part=0)  # singular values 5.1 and 4.9: near to one another
@example(matrix=np.array([[2.0, -2.0], [1.0, 1.0]]), part=0)  # (1, 1) is at right angles to the largest direction
def test_the_d_largest_directions_are_kept(submission, matrix, part):
    """The rows of U_d Σ_d, with the d largest singular values, of a matrix of any shape."""
    dimensions = 1 + part % min(*matrix.shape, 4)
    vectors = submission.pmi.svd_embeddings(matrix, dimensions)
    close(_gram(vectors, len(matrix), dimensions), _gram(reference.svd_embeddings(matrix, dimensions)))


@task("2.7", points=1)
def test_a_diagonal_matrix(submission):
    """Of diag(1, 3) one dimension keeps the second word, with length 3; of twelve words, ten dimensions keep ten."""
    vectors = submission.pmi.svd_embeddings(np.diag([1.0, 3.0]), dimensions=1)
    close(_gram(vectors, 2, 1), [[0.0, 0.0], [0.0, 9.0]])
    lengths = 2.0 ** np.arange(12)
    vectors = submission.pmi.svd_embeddings(np.diag(lengths), dimensions=10)
    close(_gram(vectors, 12, 10), np.diag(np.where(lengths >= 4, lengths**2, 0)))


@task("2.7", points=1)
@given(matrix=count_matrices(max_rows=5, max_columns=5))
def test_all_dimensions_together_lose_nothing(submission, matrix):
    """With d = min(R, C) all dot products between the rows of the matrix are kept, and so its rows were not centred."""
    dimensions = min(matrix.shape)
    close(_gram(submission.pmi.svd_embeddings(matrix, dimensions), len(matrix), dimensions), matrix @ matrix.T)


@task("2.7", points=1)
@settings(max_examples=30)
@given(matrix=deficient_matrices())
@example(matrix=np.zeros((2, 3)))
def test_more_dimensions_than_the_rank(submission, matrix):
    """Beyond the rank the numbers are finite, and add nothing."""
    dimensions = min(matrix.shape)
    close(_gram(submission.pmi.svd_embeddings(matrix, dimensions), len(matrix), dimensions), matrix @ matrix.T)


@task("2.7", points=1)
@given(matrix=count_matrices(), beyond=st.sampled_from(["none", "negative", "one too many"]))
def test_as_many_dimensions_as_there_are(submission, matrix, beyond):
    """d must lie between 1 and the smaller of R and C."""
    dimensions = {"none": 0, "negative": -1, "one too many": min(matrix.shape) + 1}[beyond]
    with raises(ValueError):
        submission.pmi.svd_embeddings(matrix, dimensions)


def _gram(vectors, rows=None, columns=None):
    """Dot products between all rows of `vectors`, once its shape is right."""
    answer = numbers(vectors, shape=(rows, columns))
    with np.errstate(all="ignore"):
        return answer @ answer.T
