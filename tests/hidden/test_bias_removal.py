"""Hidden tests of a6_evaluation/bias.py, second half: taking a direction out, and WEAT (tasks 6.9 to 6.12)."""

import math

import numpy as np

from autograder.testing import DOUBLE, given, numbers, raises, same, settings, task
from reference.a6_evaluation import bias as reference
from tests.hidden.strategies.a6_bias import (
    UnitPair,
    WordSets,
    plain_association,
    rows_and_direction,
    unit_pairs,
    word_sets,
)
from tests.hidden.strategies.a6_evaluation import tolerance

NAN = float("nan")


@task("6.9", points=1)
@given(case=rows_and_direction())
def test_the_projection_is_taken_away(submission, case) -> None:
    """The vector minus its projection on the direction, whatever the direction's length."""
    (vector, *_), direction = case
    same(submission.bias.neutralize(vector, direction), reference.neutralize(vector, direction), **tolerance(vector))


@task("6.9", points=1)
def test_neutralize_by_hand(submission) -> None:
    """[1, 1] without its part along [2, -1] is [0.6, 1.2]; a vector along the direction leaves nothing."""
    direction = np.array([2.0, -1.0])
    same(submission.bias.neutralize(np.array([1.0, 1.0]), direction), [0.6, 1.2], **DOUBLE)
    same(submission.bias.neutralize(np.array([-6.0, 3.0]), direction), [0, 0], **DOUBLE, note="against the direction")
    same(submission.bias.neutralize(np.array([3.0, 6.0]), direction), [3, 6], **DOUBLE, note="across the direction")
    for factor in (1e-9, 1e-5, 1.000005 / math.sqrt(5)):  # the last makes its length nearly 1
        got = submission.bias.neutralize(np.array([1.0, 1.0]), factor * direction)
        same(got, [0.6, 1.2], **DOUBLE, note=f"{factor:g} times g")
    same(submission.bias.neutralize(np.arange(9.0), np.ones(9)), np.arange(9) - 4, **DOUBLE, note="nine dimensions")
    for v, g, left in (
        ([3.0, 1.0], [1.0, -1.0], [2, 2]),  # a direction with the sum 0 is not zero
        ([3.0, 1.0, 2.0], [0.0, 7.0, 0.0], [3, 0, 2]),  # nor is one with zeros in it
        ([1.0, 0.0], [200.0, 1.0], [1 / 40001, -200 / 40001]),  # a small part of the direction counts,
        ([5e-7, 1.0], [2.0, 0.0], [0, 1]),  # a little along the direction is taken away,
        ([5e-7, 1.0], [0.0, 2.0], [5e-7, 0]),  # and a little across it stays
    ):
        same(submission.bias.neutralize(np.array(v), np.array(g)), left, **DOUBLE, note=f"v = {v}, g = {g}")


@task("6.9", points=1)
@given(case=rows_and_direction())
def test_the_length_of_the_direction_does_not_matter(submission, case) -> None:
    """A direction a thousand times as long, or half as long and turned round, takes away the same part."""
    (vector, *_), direction = case[0].astype(float), case[1].astype(float)
    expected = reference.neutralize(vector, direction)
    for factor in (1e3, 7.0, -0.5):
        same(submission.bias.neutralize(vector, factor * direction), expected, **DOUBLE, note=f"{factor:g} times g")


@task("6.9", points=1)
@given(case=rows_and_direction())
def test_what_is_left_is_across_and_what_is_gone_is_along(submission, case) -> None:
    """The rest is orthogonal to the direction, and the vector that was given is still what it was."""
    (vector, *_), direction = case[0].astype(float), case[1].astype(float)
    left = numbers(submission.bias.neutralize(vector, direction), shape=vector.shape)
    same(left @ direction, 0, rtol=0, atol=1e-7, note="along the direction")
    gone = vector - left
    same(gone * (direction @ direction), (vector @ direction) * direction, rtol=1e-7, atol=1e-7, note="taken away")


@task("6.9", points=1)
def test_a_zero_direction_takes_nothing_away(submission) -> None:
    """Nothing lies along a zero direction: the vector unchanged, and a zero vector stays zero."""
    vector = np.array([3.0, -0.5, 2.0])
    same(submission.bias.neutralize(vector, np.zeros(3)), vector, **DOUBLE, note="zero direction")
    same(submission.bias.neutralize(np.zeros(3), vector), np.zeros(3), **DOUBLE, note="zero vector")


@task("6.10", points=1)
@given(pair=unit_pairs())
def test_both_results_share_what_is_across(submission, pair: UnitPair) -> None:
    """m_perp plus or minus sqrt(1 - |m_perp|²) along g / |g|."""
    same(submission.bias.equalize(*pair), reference.equalize(*pair), **tolerance(pair.u))


@task("6.10", points=1)
def test_equalize_by_hand(submission) -> None:
    """u = (0, 1), v = (-0.8, 0.6), g = (2, 0): m_perp is (0, 0.8), so the results are (0.6, 0.8) and (-0.6, 0.8)."""
    u, v, g = np.array([0.0, 1.0]), np.array([-0.8, 0.6]), np.array([2.0, 0.0])
    same(submission.bias.equalize(u, v, g), [[0.6, 0.8], [-0.6, 0.8]], **DOUBLE)
    same(submission.bias.equalize(v, u, g), [[-0.6, 0.8], [0.6, 0.8]], **DOUBLE, note="the other way round")
    for length in (2e-9, 1.000005):
        got = submission.bias.equalize(u, v, np.array([length, 0.0]))
        same(got, [[0.6, 0.8], [-0.6, 0.8]], **DOUBLE, note=f"the length of g is {length}")
    east, slanted = np.array([1.0, 0.0]), np.array([1.0, -1.0])  # not zero, although its sum is
    same(submission.bias.equalize(east, u, slanted), [east, u], **DOUBLE, note="already equal, g = (1, -1)")
    opposite = submission.bias.equalize(np.array([0.6, 0.8]), np.array([-0.6, -0.8]), g)
    same(opposite, [[1, 0], [-1, 0]], **DOUBLE, note="u = -v")
    near = np.array([0.6001, -math.sqrt(1 - 0.6001**2)])  # hardly any difference along g is one all the same
    across = (0.8 + near[1]) / 2
    along = math.sqrt(1 - across**2)
    got = submission.bias.equalize(np.array([0.6, 0.8]), near, g)
    same(got, [[-along, across], [along, across]], **DOUBLE, note="parts along g are 0.6 and 0.6001")


@task("6.10", points=1)
@settings(max_examples=20)
@given(pair=unit_pairs())
def test_both_results_are_alike_for_every_neutral_word(submission, pair: UnitPair) -> None:
    """Both have length 1, opposite parts along g, and the same part across it: no neutral word can tell them apart."""
    u, v, g = (vector.astype(float) for vector in pair)
    u, v, g = u / np.linalg.norm(u), v / np.linalg.norm(v), g / np.linalg.norm(g)
    first, second = numbers(submission.bias.equalize(u, v, g), shape=(2, len(g)))
    same([first @ first, second @ second], [1, 1], **DOUBLE, note="squared lengths")
    same(first @ g, -(second @ g), **DOUBLE, note="parts along the direction")
    across = (u + v) / 2 - ((u + v) @ g / 2) * g
    same([first - (first @ g) * g, second - (second @ g) * g], [across, across], **DOUBLE, note="parts across it")


@task("6.10", points=1)
@settings(max_examples=20)
@given(pair=unit_pairs())
def test_the_direction_decides_neither_length_nor_order(submission, pair: UnitPair) -> None:
    """u stays on its side of v, whichever way the direction points and however long it is."""
    u, v, g = (vector.astype(float) for vector in pair)
    u, v = u / np.linalg.norm(u), v / np.linalg.norm(v)
    expected = reference.equalize(u, v, g)
    for factor in (-1.0, 30.0, 0.25):
        same(submission.bias.equalize(u, v, factor * g), expected, **DOUBLE, note=f"{factor:g} times g")
    same(submission.bias.equalize(v, u, g), expected[::-1], **DOUBLE, note="u and v exchanged")


@task("6.10", points=1)
def test_a_pair_without_a_difference_is_a_value_error(submission) -> None:
    """Where u and v have the same part along the direction, there is no telling which goes to which side."""
    u, axis = np.array([0.6, 0.8]), np.array([4.0, 0.0])
    for v in (np.array([0.6, -0.8]), u):
        with raises(ValueError, note=f"v = {v}"):
            submission.bias.equalize(u, v, axis)
    with raises(ValueError, note="both across the direction"):
        submission.bias.equalize(np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0]), np.array([2.0, 0.0, 0.0]))


@task("6.10", points=1)
def test_a_zero_direction_is_a_value_error(submission) -> None:
    """Nothing can be equalised along a direction that points nowhere."""
    for u, v in (([1.0, 0.0], [0.0, 1.0]), ([0.6, 0.8], [-0.6, -0.8]), ([1.0, 0.0, 0.0], [1.0, 0.0, 0.0])):
        with raises(ValueError, note=f"u = {u}, v = {v}"):
            submission.bias.equalize(np.array(u), np.array(v), np.zeros(len(u)))


@task("6.11", points=1)
@given(sets=word_sets())
def test_association_is_a_difference_of_mean_cosines(submission, sets: WordSets) -> None:
    """Mean cosine with A minus mean cosine with B; the sets may differ in size."""
    word, A, B = sets.X[0], sets.A, sets.B
    same(submission.bias.association(word, A, B), plain_association(word, A, B), **tolerance(word))


@task("6.11", points=1)
def test_association_by_hand(submission) -> None:
    """(0.6 + 0.8 + 0.8) / 3 - (-1): every row counts, a repeated one again."""
    word, B = np.array([3.0, 4.0]), np.array([[-6.0, -8.0]])
    A = np.array([[2.0, 0.0], [0.0, 9.0], [0.0, 9.0]])
    same(submission.bias.association(word, A, B), 2.2 / 3 + 1, **DOUBLE)
    same(submission.bias.association(word, B, A), -2.2 / 3 - 1, **DOUBLE, note="A and B exchanged")
    slanted = np.array([[1.0, -1.0], [1.0, 1.0]])  # the entries of the first cancel, and yet it is no zero vector
    same(submission.bias.association(slanted[0], slanted[:1], slanted[1:]), 1, **DOUBLE, note="along A, across B")
    many = np.array([[2.0, 0.0]] * 29 + [[0.0, 9.0]])
    same(submission.bias.association(word, many, B), 18.2 / 30 + 1, **DOUBLE, note="thirty rows")
    near = 1.000005 * np.array([0.6, 0.8])
    same(submission.bias.association(near, 1.000005 * np.eye(2), B), 1.7, **DOUBLE, note="lengths near 1")
    short = word / 1e9, A / 1e9, B / 1e9
    same(submission.bias.association(*short), 2.2 / 3 + 1, **DOUBLE, note="short vectors")


@task("6.11", points=1)
@settings(max_examples=20)
@given(sets=word_sets())
def test_association_does_not_know_lengths(submission, sets: WordSets) -> None:
    """Long vectors have no more to say than short ones, neither the word's nor those of the sets."""
    word, A, B = sets.X[0].astype(float), sets.A.astype(float), sets.B.astype(float)
    stretch = np.array([0.5, 1e4, 7.0])[:, None]
    got = submission.bias.association(1e3 * word, A * stretch[: len(A)], B * stretch[::-1][: len(B)])
    same(got, reference.association(word, A, B), **DOUBLE)


@task("6.11", points=1)
def test_association_of_zero_vectors(submission) -> None:
    """A zero vector has cosine 0.0 with everything, and it counts as a word of its set."""
    word, nil = np.array([0.0, 2.0]), np.zeros(2)
    A, B = np.array([[0.0, 5.0], [0.0, 0.0]]), np.array([[3.0, 0.0], [0.0, -1.0], [0.0, 0.0], [-7.0, 0.0]])
    same(submission.bias.association(word, A, B), 0.5 + 0.25, **DOUBLE, note="zero rows")
    same(submission.bias.association(nil, A, B), 0, **DOUBLE, note="zero word")


@task("6.12", points=1)
@given(sets=word_sets())
def test_effect_size_of_any_sets(submission, sets: WordSets) -> None:
    """Difference of the mean associations over the standard deviation of all of them, ddof = 1."""
    x, y = ([plain_association(word, sets.A, sets.B) for word in words] for words in (sets.X, sets.Y))
    together = np.array([*x, *y])
    deviation = math.sqrt(((together - together.mean()) ** 2).sum() / (len(together) - 1))
    same(submission.bias.weat_effect_size(*sets), (np.mean(x) - np.mean(y)) / deviation, **tolerance(sets.X))


@task("6.12", points=1)
def test_effect_size_by_hand(submission) -> None:
    """Associations 1, 1, 0.2 against -1: 26/15 over their deviation; repeated rows and zero rows count."""
    A, B = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    X, Y = np.array([[7.0, 0.0], [7.0, 0.0], [0.8, 0.6]]), np.array([[0.0, 5.0]])
    deviation = math.sqrt((2 * 0.7**2 + 0.1**2 + 1.3**2) / 3)
    same(submission.bias.weat_effect_size(X, Y, A, B), (2.2 / 3 + 1) / deviation, **DOUBLE)
    same(submission.bias.weat_effect_size(X, Y, B, A), -(2.2 / 3 + 1) / deviation, **DOUBLE, note="A and B exchanged")
    short = X / 1e9, Y / 1e9, A / 1e9, B / 1e9
    same(submission.bias.weat_effect_size(*short), (2.2 / 3 + 1) / deviation, **DOUBLE, note="short vectors")
    X, B = np.array([[2.0, 0.0], [0.0, 0.0]]), np.array([[0.0, 1.0], [0.0, 0.0]])
    zeros = 1 / math.sqrt((25 + 1 + 16) / 36 / 2)  # the associations are 1, 0 and -1/2
    same(submission.bias.weat_effect_size(X, Y, A, B), zeros, **DOUBLE, note="with zero rows")
    X, Y, A, B = (np.array(rows, dtype=float) for rows in ([[1, -1]], [[1, 1], [-1, 1]], [[2, -2]], [[3, 3]]))
    # The associations are 1, -1 and -1; no vector is zero, although the entries of some cancel.
    same(submission.bias.weat_effect_size(X, Y, A, B), math.sqrt(3), **DOUBLE, note="entries that cancel")
    X = np.array([[1.0, -1.0]] * 7 + [[1.0, 1.0]])  # 1 seven times and -1, against -1 and -1
    deviation = math.sqrt((7 * 0.6**2 + 3 * 1.4**2) / 9)
    same(submission.bias.weat_effect_size(X, Y, A, B), 1.75 / deviation, **DOUBLE, note="eight words in X")
    same(submission.bias.weat_effect_size(X[:7], Y[:1], A, B), math.sqrt(8), **DOUBLE, note="more than 2")


@task("6.12", points=1)
@settings(max_examples=20)
@given(sets=word_sets())
def test_exchanging_the_sets_turns_the_sign(submission, sets: WordSets) -> None:
    """X for Y, or A for B, turns the sign; and the lengths of the vectors change nothing."""
    X, Y, A, B = (words.astype(float) for words in sets)
    expected = reference.weat_effect_size(X, Y, A, B)
    same(submission.bias.weat_effect_size(Y, X, A, B), -expected, **DOUBLE, note="X and Y exchanged")
    same(submission.bias.weat_effect_size(X, Y, B, A), -expected, **DOUBLE, note="A and B exchanged")
    stretch = np.array([0.5, 7.0, 300.0])[:, None]
    stretched = [words * stretch[: len(words)] for words in (X, Y, A, B)]
    same(submission.bias.weat_effect_size(*stretched), expected, **DOUBLE, note="lengths changed")


@task("6.12", points=1)
def test_one_word_against_one_word(submission) -> None:
    """Two associations that differ always lie sqrt(2) sample deviations apart, however little they differ."""
    A, B = np.array([[1.0, 0.0], [3.0, 1.0]]), np.array([[0.0, 1.0]])
    X, Y = np.array([[3.0, 1.0]]), np.array([[-2.0, 5.0]])
    same(submission.bias.weat_effect_size(X, Y, A, B), math.sqrt(2), **DOUBLE)
    same(submission.bias.weat_effect_size(Y, X, A, B), -math.sqrt(2), **DOUBLE, note="exchanged")
    near = np.array([[3.0, 1.001]])
    same(submission.bias.weat_effect_size(X, near, A, B), math.sqrt(2), **DOUBLE, note="hardly different")


@task("6.12", points=1)
def test_no_deviation_no_effect_size(submission) -> None:
    """Where all associations are equal the effect size is nan, also if they are equal but not zero."""
    east, west, north = np.array([[2.0, 0.0]]), np.array([[-1.0, 0.0]]), np.array([[0.0, 4.0]])
    same(submission.bias.weat_effect_size(east, 2 * east, east, west), NAN, **DOUBLE, note="all 2")
    same(submission.bias.weat_effect_size(north, np.zeros((2, 2)), east, west), NAN, **DOUBLE, note="all 0")
    same(submission.bias.weat_effect_size(np.vstack([east, east]), east, north, west), NAN, **DOUBLE, note="all 1")
    same(submission.bias.weat_effect_size(east, north, west, west), NAN, **DOUBLE, note="A and B are the same set")
