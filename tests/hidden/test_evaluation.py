"""Hidden tests of a6_evaluation/evaluation.py, first half: analogies (tasks 6.1 and 6.2)."""

import numpy as np

from autograder.testing import DOUBLE, equal, given, raises, same, task, text
from reference.a6_evaluation import evaluation as reference
from tests.hidden.strategies.a6_evaluation import Question, World, analogy_lists, analogy_questions, world

ROYAL = world(man=(1, 0), woman=(1, 1), apple=(3, -1), queen=(3, 1), king=(3, 0))
"""man is to woman as king is to queen; the other way round it would be the apple."""

RAW = world(a=(0, 1), b=(4, 2), c=(1, 0), east=(2, -4), north=(1, 4), west=(-2, 3))
"""a is to b as c is to north; with vectors brought to length 1 it would be another word."""


@task("6.1", points=1)
@given(question=analogy_questions())
def test_the_answer_has_the_highest_cosine_with_the_offset(submission, question: Question) -> None:
    """The answer is the word that points most nearly where b - a + c points, words of the question excluded."""
    equal(text(submission.evaluation.analogy(*question)), reference.analogy(*question))


@task("6.1", points=1)
def test_the_offset_is_made_of_raw_vectors_and_compared_by_angle(submission) -> None:
    """Small worlds by hand: which way the offset goes, raw vectors in it, and only the angle to it counts."""
    angle = world(a=(1, 1), b=(2, 1), c=(2, 1), near=(3, 1.5), far=(9, 3))
    narrow = world(a=(1, 1), b=(2, 1), c=(2, 1), far=(9, 3), near=(3, 1.02))
    large = world(a=(1, 1), b=(1, 1), c=(1, 0), askew=(9, 9), opposite=(-8, 0), straight=(2, 0.5))
    left = world(a=(1, 1), b=(1, 1), c=(1, 0), p=(1, 0.001), q=(1, 0.003))  # hardly different,
    right = world(a=(1, 1), b=(1, 1), c=(1, 0), p=(1, 0.003), q=(1, 0.001))  # but no tie
    tiny = world(a=(1, 1), b=(1, 1), c=(1, 0), askew=(1, 1), straight=(1e-9, 0))
    slanted = world(a=(1, 1), b=(1, 1), c=(1, -1), straight=(3, -3), askew=(1, 0))
    wide = World({f"w{i:02}": i for i in range(30)}, np.eye(30)[::-1].copy())
    wide.vectors[29, 28] = 1  # part of the way along w01
    twice = world(a=(0, 1), b=(1, 1), p=(2, 1), q=(1, 0), r=(2, 2), s=(1, 2))
    for known, question, answer in (
        (ROYAL, ("man", "woman", "king"), "queen"),
        (ROYAL, ("woman", "man", "king"), "apple"),
        (World(ROYAL.vocabulary, ROYAL.vectors / 1e9), ("woman", "man", "king"), "apple"),
        (RAW, ("a", "b", "c"), "north"),
        (angle, ("a", "b", "c"), "far"),
        (narrow, ("a", "b", "c"), "far"),
        (large, ("a", "b", "c"), "straight"),
        (left, ("a", "b", "c"), "p"),
        (right, ("a", "b", "c"), "q"),
        (tiny, ("a", "b", "c"), "straight"),
        (slanted, ("a", "b", "c"), "straight"),
        (twice, ("a", "b", "b"), "p"),  # each of the three takes part,
        (twice, ("a", "b", "a"), "r"),  # whether it is the same
        (twice, ("a", "a", "b"), "r"),  # as another one or not
        (wide, ("w00", "w01", "w02"), "w29"),
    ):
        equal(text(submission.evaluation.analogy(*question, *known)), answer, note=" : ".join(question))


@task("6.1", points=1)
def test_the_words_of_the_question_are_no_answer(submission) -> None:
    """a, b and c are excluded, however high they score; a fourth word with the same vector is not."""
    rest = {"other": (0, 1), "best": (2, 1), "worse": (-1, 2)}
    worlds: dict[str, World] = {
        "a scores highest": world(a=(1, 0), b=(2, 3), c=(2, -3), **rest),
        "b scores highest": world(a=(1, 3), b=(1, 0), c=(2, 3), **rest),
        "c scores highest": world(a=(1, 3), b=(2, 3), c=(1, 0), **rest),
        "c has a twin": world(a=(3, 2), b=(3, 3), c=(3, 2), best=(3, 2), worse=(1, 9)),
        "the only word left points the other way": world(a=(2, 0), b=(1, 0), c=(3, 0), best=(-4, 0)),
    }
    for story, known in worlds.items():
        equal(text(submission.evaluation.analogy("a", "b", "c", *known)), "best", note=story)
    for answer in ("Cat", "cats", "at", "ca"):
        spelled = world(a=(3, 2), b=(3, 3), cat=(3, 2), worse=(1, 9), **{answer: (3, 3)})
        equal(text(submission.evaluation.analogy("a", "b", "cat", *spelled)), answer, note=f"{answer} is not cat")


@task("6.1", points=1)
def test_a_zero_vector_has_cosine_zero(submission) -> None:
    """A word with a zero vector is worse than a word at an acute angle and better than one at an obtuse angle."""
    asked = {"nil": (0, 0), "a": (1, 0), "b": (1, 1), "c": (3, 0)}
    # Far from the offset and yet nearer than a zero vector, which has no distance to it.
    acute, obtuse = world(**asked, word=(0, 2)), world(**asked, word=(-2, -1))
    for known, answer, angle in ((acute, "word", "acute"), (obtuse, "nil", "obtuse")):
        for size, vectors in (("", known.vectors), (", short vectors", known.vectors / 8)):
            got = submission.evaluation.analogy("a", "b", "c", known.vocabulary, vectors)
            equal(text(got), answer, note=f"the other word at an {angle} angle{size}")
    nowhere = world(best=(3, 4), a=(2, 1), b=(1, 1), c=(1, 0))
    equal(text(submission.evaluation.analogy("a", "b", "c", *nowhere)), "best", note="b - a + c is zero, one word left")


@task("6.1", points=1)
def test_an_unknown_word_in_a_question_is_a_key_error(submission) -> None:
    """An analogy with a word that has no vector cannot be looked up, wherever the word stands."""
    question = ("man", "woman", "king")
    for place, word in enumerate(question):
        for stranger in ("zebra", word.title()):  # Man is not man
            asked = (*question[:place], stranger, *question[place + 1 :])
            with raises(KeyError, note=" : ".join(asked)):
                submission.evaluation.analogy(*asked, *ROYAL)


@task("6.1", points=1)
def test_no_admissible_word_is_a_value_error(submission) -> None:
    """Where the vocabulary holds nothing but the words of the question there is no answer; one word more is one."""
    three = world(cat=(1, 0), dog=(1, 1), mat=(0, 2))
    two = world(cat=(1, 0), dog=(1, 1))
    for known, question in ((three, ("cat", "dog", "mat")), (two, ("cat", "dog", "cat")), (two, ("dog", "dog", "cat"))):
        with raises(ValueError, note=" : ".join(question)):
            submission.evaluation.analogy(*question, *known)
    equal(text(submission.evaluation.analogy("cat", "dog", "cat", *three)), "mat", note="cat : dog : cat, mat is left")
    spelled = world(cat=(1, 0), dog=(1, 1), Cat=(0, 2))
    equal(text(submission.evaluation.analogy("cat", "dog", "cat", *spelled)), "Cat", note="Cat is not cat")


@task("6.2", points=1)
@given(case=analogy_lists())
def test_accuracy_is_over_the_known_questions_and_share_over_all(submission, case) -> None:
    """(right / known, known / all), repeated questions counted as often as they are asked."""
    same(submission.evaluation.analogy_accuracy(*case), reference.analogy_accuracy(*case), **DOUBLE)


@task("6.2", points=1)
def test_accuracy_of_six_questions_by_hand(submission) -> None:
    """Two of four known questions right, four of six known: (0.5, 2/3)."""
    questions = [
        ("man", "woman", "king", "queen"),  # right
        ("woman", "man", "king", "apple"),  # right
        ("man", "woman", "king", "apple"),  # wrong
        ("man", "woman", "king", "king"),  # wrong: no word of the question is ever the answer
        ("man", "woman", "king", "zebra"),  # not known
        ("qux", "woman", "king", "queen"),  # not known
    ]
    same(submission.evaluation.analogy_accuracy(questions, *ROYAL), (0.5, 2 / 3), **DOUBLE)
    same(submission.evaluation.analogy_accuracy(questions[:2], *ROYAL), (1, 1), **DOUBLE, note="both right")
    same(submission.evaluation.analogy_accuracy(questions[2:4], *ROYAL), (0, 1), **DOUBLE, note="both wrong")
    # The same questions in other worlds: queen and apple have exchanged their ids, or their vectors.
    swapped = ROYAL.vocabulary | {"queen": ROYAL.vocabulary["apple"], "apple": ROYAL.vocabulary["queen"]}
    rows = ROYAL.vectors[[swapped[word] for word in sorted(ROYAL.vocabulary, key=ROYAL.vocabulary.__getitem__)]]
    for other in (World(swapped, ROYAL.vectors), World(ROYAL.vocabulary, rows)):
        same(submission.evaluation.analogy_accuracy(questions[:2], *other), (0, 1), **DOUBLE, note="another world")
    same(submission.evaluation.analogy_accuracy([("a", "b", "c", "north")], *RAW), (1, 1), **DOUBLE, note="raw vectors")
    spelled = world(man=(1, 0), woman=(1, 1), king=(3, 0), queen=(3, 1), Queen=(0, -1))
    capital = [("man", "woman", "king", "Queen")]
    same(submission.evaluation.analogy_accuracy(capital, *spelled), (0, 1), **DOUBLE, note="Queen is not queen")
    twin = world(man=(1, 0), woman=(1, 1), king=(3, 0), King=(3, 0), apple=(0, -1))
    same(submission.evaluation.analogy_accuracy([questions[3]], *twin), (0, 1), **DOUBLE, note="King is not king")
    others = {"up": (0, 1), "west": (-1, 0), "down": (0, -1)}
    close = world(a=(1, 1), b=(1, 1), c=(1, 0), first=(1, 0.001), second=(1, 0.003), **others)
    nowhere = world(best=(3, 4), a=(2, 1), b=(1, 1), c=(1, 0))  # b - a + c is zero, and one word left
    same(submission.evaluation.analogy_accuracy([("a", "b", "c", "best")], *nowhere), (1, 1), **DOUBLE, note="zero")
    line = {"a": (1, 0), "b": (2, 0), "c": (3, 0)}
    for rows, best in (
        ({"nil": (0, 0), "word": (1, 2)}, "word"),  # a zero vector has cosine 0.0:
        ({"nil": (0, 0), "word": (-1, 2)}, "nil"),  # worse than an acute angle, better than an obtuse one
        ({"word": (-2, 0)}, "word"),  # opposite, and the only one
    ):
        got = submission.evaluation.analogy_accuracy([("a", "b", "c", best)], *world(**line, **rows))
        same(got, (1, 1), **DOUBLE, note=f"the answer is {best}")
    asked = [("a", "b", "c", "first"), ("a", "b", "c", "second")]
    same(submission.evaluation.analogy_accuracy(asked, *close), (0.5, 1), **DOUBLE, note="close is not right")
    twice = [questions[0], questions[2], questions[0]]
    same(submission.evaluation.analogy_accuracy(twice, *ROYAL), (2 / 3, 1), **DOUBLE, note="one of them asked twice")
    many = 20 * questions[:1] + questions[2:3]
    same(submission.evaluation.analogy_accuracy(many, *ROYAL), (20 / 21, 1), **DOUBLE, note="one asked twenty times")


@task("6.2", points=1)
def test_a_question_is_known_if_all_four_words_are(submission) -> None:
    """An unknown word takes a question out of the accuracy wherever it stands; Man is not man."""
    right = ("man", "woman", "king", "queen")
    for place, word in enumerate(right):
        for stranger in ("zebra", word.title(), ""):
            questions = [(*right[:place], stranger, *right[place + 1 :]), right]
            got = submission.evaluation.analogy_accuracy(questions, *ROYAL)
            same(got, (1, 0.5), **DOUBLE, note=f"{stranger!r} in place {place}")


@task("6.2", points=1)
def test_without_a_known_question_there_is_no_accuracy(submission) -> None:
    """No known question: (nan, 0.0), for no question at all as well."""
    nothing = (float("nan"), 0)
    unknown = [("zebra", "woman", "king", "queen"), ("man", "woman", "king", "qux")]
    same(submission.evaluation.analogy_accuracy(unknown, *ROYAL), nothing, **DOUBLE, note="unknown words only")
    same(submission.evaluation.analogy_accuracy([], *ROYAL), nothing, **DOUBLE, note="no questions")


@task("6.2", points=1)
def test_a_known_question_without_an_admissible_word_is_wrong(submission) -> None:
    """Where no fourth word exists, the question is known all the same, and nobody can answer it."""
    three = world(cat=(1, 0), dog=(1, 1), mat=(0, 2))
    stuck, fine = ("cat", "dog", "mat", "cat"), ("cat", "cat", "mat", "dog")
    same(submission.evaluation.analogy_accuracy([stuck], *three), (0, 1), **DOUBLE, note="that question alone")
    same(submission.evaluation.analogy_accuracy([stuck, fine], *three), (0.5, 1), **DOUBLE, note="and a right one")
