"""Visible tests of bias.py: vectors with whole lengths, so that every cosine is a short decimal."""

import math

import numpy as np
import pytest
from bias import alignment, association, bias_direction, equalize, most_aligned, neutralize, weat_effect_size
from numpy.testing import assert_allclose

VOCABULARY = {"tree": 4, "nurse": 2, "he": 0, "pilot": 3, "she": 1}
VECTORS = np.array([[2.0, 1.0], [-1.0, 1.0], [-3.0, 4.0], [4.0, 3.0], [0.0, 5.0]])


@pytest.mark.task("6.6")
def test_he_minus_she():
    """(2, 1) - (-1, 1) = (3, 0), not shortened to length 1."""
    assert_allclose(bias_direction("he", "she", VOCABULARY, VECTORS), [3, 0])


@pytest.mark.task("6.7")
def test_alignment_by_hand():
    """Cosines with (3, 0): -3/5, 4/5, 0, and 0.0 for the zero vector."""
    rows = np.array([[-3.0, 4.0], [4.0, 3.0], [0.0, 5.0], [0.0, 0.0]])
    assert_allclose(alignment(rows, np.array([3.0, 0.0])), [-0.6, 0.8, 0, 0], atol=1e-12)


@pytest.mark.task("6.8")
def test_both_ends():
    """Pilot 0.8, tree 0, nurse -0.6; he and she are not in the lists."""
    top, bottom = most_aligned("he", "she", VOCABULARY, VECTORS, n=2)
    assert list(top) == ["pilot", "tree"]
    assert list(bottom) == ["nurse", "tree"]


@pytest.mark.task("6.9")
def test_neutralize_by_hand():
    """v·g / g·g = 1/5, so a fifth of (2, -1) is taken away."""
    assert_allclose(neutralize(np.array([1.0, 1.0]), np.array([2.0, -1.0])), [0.6, 1.2])


@pytest.mark.task("6.9")
def test_neutralize_with_a_zero_direction():
    """Nothing lies along a direction that points nowhere."""
    assert_allclose(neutralize(np.array([1.0, 2.0]), np.zeros(2)), [1, 2])


@pytest.mark.task("6.10")
def test_equalize_by_hand():
    """M = (-0.4, 0.8), m_perp = (0, 0.8), and 0.6 is left for either side."""
    u, v, g = np.array([0.0, 1.0]), np.array([-0.8, 0.6]), np.array([2.0, 0.0])
    assert_allclose(equalize(u, v, g), [[0.6, 0.8], [-0.6, 0.8]], atol=1e-12)


@pytest.mark.task("6.10")
def test_equalize_without_a_difference():
    """Both have the same part along g: nobody can say who goes where."""
    with pytest.raises(ValueError):
        equalize(np.array([0.6, 0.8]), np.array([0.6, -0.8]), np.array([1.0, 0.0]))


@pytest.mark.task("6.11")
def test_association_by_hand():
    """(0.6 + 0.8) / 2 - (-1) = 1.7."""
    A, B = np.array([[2.0, 0.0], [0.0, 7.0]]), np.array([[-6.0, -8.0]])
    assert_allclose(association(np.array([3.0, 4.0]), A, B), 1.7)


@pytest.mark.task("6.12")
def test_effect_size_by_hand():
    """The associations are 1, 0.2 and -1: (0.6 + 1) over the sample deviation of the three."""
    X, Y = np.array([[2.0, 0.0], [0.8, 0.6]]), np.array([[0.0, 5.0]])
    A, B = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    assert_allclose(weat_effect_size(X, Y, A, B), 1.6 / math.sqrt(0.5 * (2.04 - 0.2**2 / 3)))
