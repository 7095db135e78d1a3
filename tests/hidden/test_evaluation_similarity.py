"""Hidden tests of a6_evaluation/evaluation.py, second half: ranks, Spearman, word similarity (tasks 6.3 to 6.5)."""

import math

import numpy as np
from hypothesis import strategies as st

from autograder.testing import DOUBLE, given, numbers, raises, same, task
from reference.a6_evaluation import evaluation as reference
from tests.hidden.strategies.a6_evaluation import (
    FORMS,
    VALUES,
    World,
    paired_values,
    similarity_lists,
    tolerance,
    world,
)

NAN = float("nan")

CROSS = world(north=(0, 4), nil=(0, 0), south=(0, -1), east=(2, 0), West=(-0.5, 0), up=(0, 8))
"""Vectors along the axes, of lengths that are powers of two: every cosine is -1, 0 or 1 without any rounding."""


def plain_ranks(numbers_to_rank) -> list[float]:
    """Ranks by counting: how many are smaller, and the middle of the equal ones."""
    of = list(numbers_to_rank)
    return [sum(other < x for other in of) + (1 + of.count(x)) / 2 for x in of]


@task("6.3", points=1)
@given(drawn=st.lists(VALUES, max_size=8))
def test_equal_values_share_the_mean_of_their_ranks(submission, drawn) -> None:
    """The rank is the number of smaller values plus the middle of the places that the equal ones take."""
    same(submission.evaluation.average_ranks(drawn), plain_ranks(drawn), **DOUBLE)


@task("6.3", points=1)
def test_ranks_by_hand(submission) -> None:
    """The smallest value has rank 1, and each rank stands where its value stood."""
    for given_values, ranks in (
        ([30, 10, 20], [3, 1, 2]),
        ([10, 20, 30], [1, 2, 3]),
        ([2.5, -1, 2.5, 0], [3.5, 1, 3.5, 2]),
        ([7, 7, 1, 7, 9, 1], [4, 4, 1.5, 4, 6, 1.5]),
        ([0.0, -0.0, -3.0], [2.5, 2.5, 1]),
    ):
        same(submission.evaluation.average_ranks(given_values), ranks, **DOUBLE, note=str(given_values))


@task("6.3", points=1)
def test_ranks_of_lists_tuples_and_arrays(submission) -> None:
    """The values may come as a list, a tuple or an array, whole numbers or not, in single precision or double."""
    for form in (*FORMS, np.float32, lambda drawn: np.array(drawn, dtype=np.int64)):
        same(submission.evaluation.average_ranks(form([40, -5, 300, -5])), [3, 1.5, 4, 1.5], **DOUBLE)


@task("6.3", points=1)
def test_ranks_of_no_value_of_one_and_of_equal_ones(submission) -> None:
    """No values have no ranks, one value has rank 1, and equal values all have the middle rank."""
    numbers(submission.evaluation.average_ranks([]), shape=(0,), note="no values")
    numbers(submission.evaluation.average_ranks(np.array([])), shape=(0,), note="no values, in an array")
    same(submission.evaluation.average_ranks([-4.5]), [1], **DOUBLE, note="one value")
    same(submission.evaluation.average_ranks([6, 6, 6, 6]), [2.5] * 4, **DOUBLE, note="four equal values")
    same(submission.evaluation.average_ranks([6] * 300), [150.5] * 300, **DOUBLE, note="300 equal values")


@task("6.3", points=1)
def test_close_is_not_equal(submission) -> None:
    """Only equal values share a rank, however near others may be."""
    near = [1.0, 1.0 + 1e-9, 1.0 - 1e-9, 1.0]
    same(submission.evaluation.average_ranks(near), [2.5, 4, 1, 2.5], **DOUBLE, note="1e-9 apart")
    same(submission.evaluation.average_ranks([3e-15, 1e-15, 2e-15]), [3, 1, 2], **DOUBLE, note="tiny values")
    same(submission.evaluation.average_ranks([1.9, 1.2, 1.4]), [3, 1, 2], **DOUBLE, note="one whole part")


@task("6.4", points=1)
@given(case=paired_values())
def test_rho_is_the_correlation_of_average_ranks(submission, case) -> None:
    """Pearson's correlation of the ranks, with many ties, for lists, tuples and arrays."""
    x, y = case
    expected = np.corrcoef(plain_ranks(x), plain_ranks(y))[0, 1]
    same(submission.evaluation.spearman(x, y), expected, **DOUBLE)


@task("6.4", points=1)
def test_rho_by_hand(submission) -> None:
    """Worked examples: without ties 0.6, and with a tie 4.5 / sqrt(4.5 · 5)."""
    same(submission.evaluation.spearman([2, 4, 1, 3], [1, 3, 2, 4]), 0.6, **DOUBLE, note="no ties")
    same(submission.evaluation.spearman([1, 2, 3, 4], [1, 3, 2, 4]), 0.8, **DOUBLE, note="the same values, in order")
    tied = 4.5 / math.sqrt(4.5 * 5)
    same(submission.evaluation.spearman([1, 2, 2, 4], [1, 3, 2, 4]), tied, **DOUBLE, note="a tie")
    for x, y in (([1, 2, 3], [7, 7, 0]), ([7, 7, 0], [1, 2, 3])):
        same(submission.evaluation.spearman(x, y), -math.sqrt(3) / 2, **DOUBLE, note="a tie on one side")


@task("6.4", points=1)
def test_only_the_order_matters(submission) -> None:
    """An increasing curve has rho 1, a falling one -1, however crooked; and values keep their partners."""
    x = [3.0, -1.0, 0.5, 9.0, 2.0]
    same(submission.evaluation.spearman(x, np.exp(x)), 1, **DOUBLE, note="increasing")
    same(submission.evaluation.spearman(x, [-(v**3) for v in x]), -1, **DOUBLE, note="falling")
    for outlier in (1e9, 100):
        same(
            submission.evaluation.spearman([1, 2, 3, outlier], [10, 30, 20, 40]), 0.8, **DOUBLE, note="with an outlier"
        )
    many = [float(v) for v in range(300)]
    falling = [*many[:1:-1], 0.0, 1.0]  # but for the last two
    same(submission.evaluation.spearman(many, falling), 12 / (300**3 - 300) - 1, **DOUBLE, note="300 values")


@task("6.4", points=1)
def test_a_constant_side_has_no_correlation(submission) -> None:
    """Where one side is constant rho is nan, for the other side nothing follows from it."""
    for x, y in (([5, 5, 5], [1, 3, 2]), ([0.5, 2, 1, 7], [0.1] * 4), ([2, 2], [3, 3]), ([4, 4], [4, 4])):
        same(submission.evaluation.spearman(x, y), NAN, **DOUBLE, note=f"{x}, {y}")
    near = [1 + 1e-10, 1.0, 1 + 2e-10]
    same(submission.evaluation.spearman(near, [2, 1, 3]), 1, **DOUBLE, note="nearly constant is not constant")


@task("6.4", points=1)
def test_fewer_than_two_values_have_no_correlation(submission) -> None:
    """No pair of values, or a single one: nan. Two are enough."""
    same(submission.evaluation.spearman([], []), NAN, **DOUBLE, note="no values")
    same(submission.evaluation.spearman(np.array([3.5]), [2]), NAN, **DOUBLE, note="one value each")
    same(submission.evaluation.spearman((1, 2), (9, 3)), -1, **DOUBLE, note="two values each")


@task("6.4", points=1)
def test_different_lengths_are_a_value_error(submission) -> None:
    """Values without a partner cannot be correlated."""
    for x, y in (([1, 2, 3], [2, 1]), ([2, 1], [1, 2, 3]), ((1, 5, 2, 4), np.array([3.0, 1, 2]))):
        with raises(ValueError, note=f"{len(x)} against {len(y)} values"):
            submission.evaluation.spearman(x, y)


@task("6.5", points=1)
@given(case=similarity_lists())
def test_rho_is_over_the_known_pairs_and_share_over_all(submission, case) -> None:
    """(Spearman of cosine against score over the known pairs, known / all)."""
    same(submission.evaluation.word_similarity(*case), reference.word_similarity(*case), **tolerance(case[2]))


@task("6.5", points=1)
def test_similarity_by_hand(submission) -> None:
    """Four pairs with cosines 24/25, 3/5, 0 and -4/5: the lengths of the vectors do not matter, nor does distance."""
    known = world(tea=(30, 40), coffee=(4, 3), cup=(0.1, 0), sun=(0, -2))
    pairs = [("sun", "cup", 3.0), ("coffee", "tea", 8.5), ("tea", "sun", 0.5), ("tea", "cup", 1.5)]
    same(submission.evaluation.word_similarity(pairs, *known), (0.8, 1), **DOUBLE)
    slanted = world(tea=(2, -2), coffee=(1, 0), cup=(-1, 0))  # no zero vector, although its sum is zero
    near = [("tea", "coffee", 3), ("tea", "cup", 2), ("coffee", "cup", 1)]
    same(submission.evaluation.word_similarity(near, *slanted), (1, 1), **DOUBLE, note="tea = (2, -2)")
    tiny = World(slanted.vocabulary, slanted.vectors / 1e9)
    same(submission.evaluation.word_similarity(near, *tiny), (1, 1), **DOUBLE, note="tiny vectors")
    alike = world(tea=(0, 1), coffee=(0.001, 1), cup=(0.002, 1))
    near = [("tea", "tea", 3), ("tea", "coffee", 2), ("tea", "cup", 1)]
    same(submission.evaluation.word_similarity(near, *alike), (1, 1), **DOUBLE, note="cosines that hardly differ")
    rated = [(a, b, -score) for a, b, score in pairs]
    same(submission.evaluation.word_similarity(rated, *known), (-0.8, 1), **DOUBLE, note="scores turned round")


@task("6.5", points=1)
def test_pairs_with_an_unknown_word_count_in_the_share_only(submission) -> None:
    """A pair is left out of rho if either word is unknown; west is not West."""
    pairs = [("north", "up", 9.0), ("north", "south", 1.0), ("north", "East", 9.5), ("zebra", "south", 9.8),
             ("zebra", "qux", 0.0), ("west", "east", 10.0), ("up", "east", 4.0), ("", "east", 7.0)]  # fmt: skip
    same(submission.evaluation.word_similarity(pairs, *CROSS), (1, 3 / 8), **DOUBLE)
    same(submission.evaluation.word_similarity([pairs[3], *pairs[:2]], *CROSS), (1, 2 / 3), **DOUBLE, note="three")


@task("6.5", points=1)
def test_ties_repeated_pairs_and_zero_vectors(submission) -> None:
    """Equal cosines and equal scores share their ranks, a repeated pair counts again, a zero vector has cosine 0."""
    pairs = [("nil", "up", 5), ("north", "up", 8), ("up", "north", 8), ("north", "south", 1), ("east", "West", 6),
             ("east", "east", 10), ("nil", "nil", 3), ("up", "east", 5), ("up", "east", 2), ("north", "south", 1)]  # fmt: skip
    cosines = [0, 1, 1, -1, -1, 1, 0, 0, 0, -1]
    expected = np.corrcoef(plain_ranks(cosines), plain_ranks([score for *_, score in pairs]))[0, 1]
    same(submission.evaluation.word_similarity(pairs, *CROSS), (expected, 1), **DOUBLE)


@task("6.5", points=1)
def test_similarity_where_there_is_no_rho(submission) -> None:
    """No known pair: (nan, 0.0). One known pair, equal cosines or equal scores: nan, and the share all the same."""
    one, alike = ("north", "up", 9.0), ("north", "east", 9.0)
    for pairs, share in (
        ([], 0),
        ([("zebra", "up", 3.0), ("up", "qux", 2.0)], 0),
        ([one, ("zebra", "up", 3.0)], 0.5),
        ([one, alike], 1),
        ([alike, ("up", "West", 1.0), ("nil", "up", 5.0), ("nil", "qux", 1.0)], 0.75),
    ):
        same(submission.evaluation.word_similarity(pairs, *CROSS), (NAN, share), **DOUBLE, note=str(pairs))
