"""Hidden tests of a6_evaluation/bias.py, first half: the direction and who lies along it (tasks 6.6 to 6.8)."""

import math

import numpy as np

from autograder.testing import DOUBLE, equal, given, items, numbers, raises, same, same_bag, task
from reference.a6_evaluation import bias as reference
from tests.hidden.strategies import seeds
from tests.hidden.strategies.a6_bias import Ends, ends, rows_and_direction
from tests.hidden.strategies.a6_evaluation import World, cosine, tolerance, world, worlds

PRONOUNS = world(nurse=(-1, 2), she=(0, 2), pilot=(4, 1), he=(4, 1), tree=(0, 0), queen=(-9, 0))
"""he - she is (4, -1)."""


@task("6.6", points=1)
@given(known=worlds(1, 6), seed=seeds())
def test_the_direction_is_first_minus_second(submission, known: World, seed: int) -> None:
    """v_first - v_second for any two words, which may be the same one."""
    words = sorted(known.vocabulary)
    first, second = words[seed % len(words)], words[seed // 7 % len(words)]
    expected = reference.bias_direction(first, second, *known)
    same(submission.bias.bias_direction(first, second, *known), expected, **tolerance(known.vectors))


@task("6.6", points=1)
def test_the_direction_is_raw(submission) -> None:
    """he - she by hand: not brought to length 1, neither before nor after, and it points to the first word."""
    same(submission.bias.bias_direction("he", "she", *PRONOUNS), [4, -1], **DOUBLE, note="he, she")
    same(submission.bias.bias_direction("she", "he", *PRONOUNS), [-4, 1], **DOUBLE, note="she, he")
    same(submission.bias.bias_direction("nurse", "nurse", *PRONOUNS), [0, 0], **DOUBLE, note="one word twice")
    near = world(he=(0.5, 2e-7), she=(0.499999, -1e-7))
    same(submission.bias.bias_direction("he", "she", *near), [1e-6, 3e-7], **DOUBLE, note="hardly different")


@task("6.6", points=1)
def test_an_unknown_end_is_a_key_error(submission) -> None:
    """A word that is not in the vocabulary has no vector, and He is not he."""
    for first, second in (("he", "zebra"), ("zebra", "she"), ("He", "she"), ("qux", "zebra")):
        with raises(KeyError, note=f"{first}, {second}"):
            submission.bias.bias_direction(first, second, *PRONOUNS)
    for unknown in ("<unk>", "[UNK]"):
        with raises(KeyError, note=f"zebra is not {unknown}"):
            submission.bias.bias_direction("he", "zebra", *world(he=(1, 0), **{unknown: (0, 1)}))


@task("6.7", points=1)
@given(case=rows_and_direction())
def test_alignment_is_the_cosine_of_every_row(submission, case) -> None:
    """One cosine for each row, in the order of the rows."""
    vectors, direction = case
    expected = [cosine(row, direction) for row in vectors]
    same(submission.bias.alignment(vectors, direction), expected, **tolerance(vectors))


@task("6.7", points=1)
def test_alignment_by_hand(submission) -> None:
    """Signed cosines: along, against, across, and between; as many as there are rows, also for a single one."""
    rows = np.array([[3.0, 4.0], [-0.6, -0.8], [8.0, -6.0], [0.0, 5.0], [10.0, 0.0]])
    same(submission.bias.alignment(rows, np.array([6.0, 8.0])), [1, -1, 0, 0.8, 0.6], **DOUBLE)
    same(submission.bias.alignment(rows[3:4], np.array([6.0, 8.0])), [0.8], **DOUBLE, note="a single row")
    short = rows[:3] / 500
    same(submission.bias.alignment(short, np.array([0.006, 0.008])), [1, -1, 0], **DOUBLE, note="short vectors")
    same(submission.bias.alignment(rows[3:] / 1e9, np.array([6.0, 8.0])), [0.8, 0.6], **DOUBLE, note="tiny rows")
    same(submission.bias.alignment(rows[3:], np.array([3e-9, 4e-9])), [0.8, 0.6], **DOUBLE, note="tiny direction")
    nearly = 1.000005  # not quite 1
    got = submission.bias.alignment(nearly * np.eye(2), nearly * np.array([0.6, 0.8]))
    same(got, [0.6, 0.8], **DOUBLE, note="lengths near 1")
    same(
        submission.bias.alignment(np.array([[5e-7, 1.0]]), np.array([2.0, 0.0])), [5e-7], **DOUBLE, note="hardly along"
    )
    same(submission.bias.alignment(np.eye(49), np.ones(49)), np.full(49, 1 / 7), **DOUBLE, note="49 dimensions")
    same(submission.bias.alignment(np.array([[-2.0], [3.0]]), np.array([5.0])), [-1, 1], **DOUBLE, note="one dimension")
    cancel = np.array([[5.0, -5.0], [3.0, 4.0]])  # no zero vector, although its sum is zero
    same(submission.bias.alignment(cancel, np.array([1.0, -1.0])), [1, -math.sqrt(0.02)], **DOUBLE, note="sum 0")


@task("6.7", points=1)
def test_alignment_of_zero_vectors_is_zero(submission) -> None:
    """The cosine of a zero row, or with a zero direction, is 0.0, and the other rows are what they were."""
    rows = np.array([[0.0, 0.0, 0.0], [0.0, 3.0, 4.0], [0.0, 0.0, 0.0], [0.0, 0.0, -2.0]])
    same(submission.bias.alignment(rows, np.array([0.0, 0.0, 2.0])), [0, 0.8, 0, -1], **DOUBLE, note="zero rows")
    same(submission.bias.alignment(rows, np.zeros(3)), [0, 0, 0, 0], **DOUBLE, note="zero direction")


@task("6.7", points=1)
@given(case=rows_and_direction())
def test_alignment_does_not_know_lengths(submission, case) -> None:
    """Rows and direction may be as short or as long as they like: only where they point matters."""
    vectors, direction = case[0].astype(float), case[1].astype(float)
    stretched = vectors * np.array([0.5, 1e4, 7.0, 0.3])[: len(vectors), None]
    expected = reference.alignment(vectors, direction)
    same(submission.bias.alignment(stretched, 1e3 * direction), expected, **DOUBLE, note="lengths changed")
    same(submission.bias.alignment(stretched, -0.5 * direction), -expected, **DOUBLE, note="direction turned round")


@task("6.7", points=1)
def test_alignment_of_no_rows(submission) -> None:
    """No rows have no alignments: shape (0,)."""
    numbers(submission.bias.alignment(np.zeros((0, 3)), np.array([1.0, 2.0, 3.0])), shape=(0,))


@task("6.8", points=1)
@given(case=ends())
def test_both_ends_of_the_direction(submission, case: Ends) -> None:
    """The n words with the highest and the n with the lowest alignment, the most extreme first."""
    equal(submission.bias.most_aligned(*case), reference.most_aligned(*case))


@task("6.8", points=1)
def test_both_ends_by_hand(submission) -> None:
    """Signed, by angle and not by length, against the raw direction; each list begins at its own end."""
    known = world(he=(1, 0), she=(-3, 0), nurse=(-5, 1), boss=(1, 0.5), tree=(0, 2), giant=(40, 40), dwarf=(-0.1, 0.1))
    expected = (["boss", "giant"], ["nurse", "dwarf"])
    equal(submission.bias.most_aligned("he", "she", *known, n=2), expected, note="he, she")
    equal(submission.bias.most_aligned("she", "he", *known, n=2), expected[::-1], note="she, he")
    tiny = World(known.vocabulary, known.vectors / 1e9)
    equal(submission.bias.most_aligned("he", "she", *tiny, n=2), expected, note="tiny vectors")
    raw = world(first=(0, 1), second=(-4, 0), flat=(4, 0), steep=(0, 4), slanted=(4, 1.5))
    equal(submission.bias.most_aligned("first", "second", *raw, n=1), (["slanted"], ["steep"]), note="raw direction")
    # Two pairs that hardly differ: rounding makes each a draw, and no order of the draws is right for both.
    close = world(he=(1, 0), she=(-1, 0), a=(3, 0.02), b=(3, 0.01), c=(-3, 0.02), d=(-3, 0.01))
    equal(submission.bias.most_aligned("he", "she", *close), (["b", "a", "c", "d"], ["d", "c", "a", "b"]), note="close")


@task("6.8", points=1)
def test_the_defining_words_are_in_neither_list(submission) -> None:
    """The two words of the direction are no finding, but a third word with the same vector is one."""
    equal(
        submission.bias.most_aligned("he", "she", *PRONOUNS, n=4),
        (["pilot", "tree", "nurse", "queen"], ["queen", "nurse", "tree", "pilot"]),
    )
    equal(submission.bias.most_aligned("he", "she", *world(she=(1, 0), he=(2, 1))), ([], []), note="no other word")
    spelled = submission.bias.most_aligned("he", "she", *world(she=(1, 0), he=(2, 1), He=(2, 2)))
    equal(spelled, (["He"], ["He"]), note="He is not he")
    parts = world(the=(1, -2), she=(1, 0), sh=(3, 0), he=(2, 1), shelf=(0, -1), hero=(2, 2))
    expected = ["hero", "sh", "the", "shelf"]
    equal(submission.bias.most_aligned("he", "she", *parts), (expected, expected[::-1]), note="parts of words")
    for first, second in (("he", "he"), ("he", "pilot")):  # no direction: every alignment is 0, any order will do
        others = sorted(PRONOUNS.vocabulary.keys() - {first, second})
        for end in items(submission.bias.most_aligned(first, second, *PRONOUNS), length=2):
            same_bag(end, others, note=f"{first}, {second}")


@task("6.8", points=1)
def test_fewer_candidates_than_asked_for(submission) -> None:
    """Where fewer than n words are left each list holds all of them, in its own order."""
    known = world(b=(1, 2), she=(0, 0), a=(2, 1), he=(5, 0), c=(-2, 1))
    for n in (3, 4, 5, 6, 100):
        expected = (["a", "b", "c"], ["c", "b", "a"])
        equal(submission.bias.most_aligned("he", "she", *known, n=n), expected, note=f"n = {n}")
    equal(submission.bias.most_aligned("he", "she", *known, n=2), (["a", "b"], ["c", "b"]), note="n = 2: b is in both")


@task("6.8", points=1)
def test_ten_words_unless_asked_otherwise(submission) -> None:
    """n is 10 by default, and may be more; no word at all is asked for with n = 0."""
    angles = np.linspace(0.1, 3.0, 25)
    shuffled = np.random.default_rng(6).permutation(25)
    rows = {f"w{i:02}": (np.cos(angles[i]) * (1 + i % 3), np.sin(angles[i]) * (1 + i % 3)) for i in shuffled}
    known = world(**rows, right=(2, 1), left=(-1, 1))
    names = [f"w{i:02}" for i in range(25)]
    equal(submission.bias.most_aligned("right", "left", *known), (names[:10], names[:14:-1]), note="default")
    more = submission.bias.most_aligned("right", "left", *known, n=12)
    equal(more, (names[:12], names[:12:-1]), note="n = 12")
    equal(submission.bias.most_aligned("right", "left", *known, n=0), ([], []), note="n = 0")


@task("6.8", points=1)
def test_an_unknown_end_has_no_ends(submission) -> None:
    """The direction of an unknown word is a KeyError."""
    for first, second in (("he", "zebra"), ("zebra", "she")):
        with raises(KeyError, note=f"{first}, {second}"):
            submission.bias.most_aligned(first, second, *PRONOUNS)
