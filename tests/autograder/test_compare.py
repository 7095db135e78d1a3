"""The comparisons: what they accept, what they refuse, and the words they refuse it with."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import compare
from autograder.compare import DOUBLE, Mismatch
from autograder.endings import StudentError, Unwritten

NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ([1, 2], np.array([1.0, 2.0])),
        ((1.0, 2.0), [1, 2]),
        (np.float32(0.5), 0.5),
        ([[NAN, -INF]], [[NAN, -INF]]),
        (-0.0, 0.0),
        (np.zeros((0, 2)), np.zeros((0, 2))),
        (1.0 + 1e-8, 1.0),
        (True, 1.0),
    ],
)
def test_same_accepts(got: Any, expected: Any) -> None:
    """Containers and number types are interchangeable; NaN is NaN; rounding is no mistake."""
    compare.same(got, expected, **DOUBLE)


@pytest.mark.parametrize(
    ("got", "expected", "words"),
    [
        ([1.0, 2.5], [1.0, 2.0], "expected 2.0 at index 1, got 2.5"),
        ([[0.0, -0.0408]], [[0.0, 0.0]], "expected 0.0 at row 0, column 1, got -0.0408"),
        (NAN, 0.0, "got nan"),
        (0.0, NAN, "expected nan"),
        (1e308, INF, "expected inf"),
        (-INF, INF, "got -inf"),
        ([1.0], [[1.0]], "expected shape (1, 1), got shape (1)"),
        ([1.0, 2.0], 1.0, "expected a number"),
        ("1.0", 1.0, "got '1.0'"),
        (None, 1.0, "got None"),
        ([[1.0], [2.0, 3.0]], [[1.0], [2.0]], "expected shape (2, 1)"),
        ({0: 1.0}, [1.0], "expected shape (1)"),
        (1.0001, 1.0, "expected 1.0, got 1.0001"),
        (1.0000004, 1.0, "got 1.0000004"),
    ],
)
def test_same_refuses(got: Any, expected: Any, words: str) -> None:
    """Wrong values, shapes and kinds, with the first place where they differ."""
    with pytest.raises(Mismatch) as caught:
        compare.same(got, expected, **DOUBLE)
    assert words in str(caught.value)


def test_bags_ignore_order_and_nothing_else() -> None:
    """The same items equally often, whatever they are wrapped in."""
    compare.same_bag([(0, 1), (1, 0), (0, 1)], np.array([[0, 1], [0, 1], [1, 0]]))
    compare.same_bag({"ab": 2, "b": 1}, ["ab", "b", "ab"])
    with pytest.raises(Mismatch, match=r"expected 2 times at \(0, 1\), got once"):
        compare.same_bag([(0, 1)], [(0, 1), (0, 1)])
    with pytest.raises(Mismatch, match="expected a sequence"):
        compare.same_bag(3, [1])


def test_equal_looks_through_containers() -> None:
    """Lists, tuples and arrays are interchangeable at every level; values are not."""
    compare.equal((np.int64(1), [2, 3]), [1, (2, 3)])
    with pytest.raises(Mismatch):
        compare.equal([1, 2], [2, 1])


@pytest.mark.parametrize("compared", [lambda got: compare.equal(got, [1]), compare.items])
def test_an_array_too_large_for_a_list_is_refused_before_it_is_one(compared: Any) -> None:
    """64 MB of zeros, as a list, would be a gigabyte of the grader's memory."""
    huge = np.broadcast_to(0, (1 << 40,))
    with pytest.raises(Mismatch, match="at most"):
        compared(huge)


def test_integers_may_be_whole_floats() -> None:
    """3.0 is an integer, 3.5 and nan are not."""
    assert compare.integers([3.0, 4]).tolist() == [3, 4]
    for bad in ([3.5], [NAN], ["3"]):
        with pytest.raises(Mismatch):
            compare.integers(bad)


def test_raises_goes_by_the_names_of_the_classes() -> None:
    """A subclass will do, another error or none will not, and a stub is no answer."""
    with compare.raises(ValueError):
        raise StudentError(("MyError", "ValueError", "Exception"), "text")
    with pytest.raises(Mismatch, match="expected KeyError, got ValueError"), compare.raises(KeyError):
        raise StudentError(("ValueError", "Exception"), "text")
    with pytest.raises(Mismatch, match="expected ValueError, got no error"), compare.raises(ValueError):
        pass
    with pytest.raises(Unwritten), compare.raises(ValueError):
        raise Unwritten
    with pytest.raises(ZeroDivisionError), compare.raises(ValueError):
        _ = 1 / 0


def test_a_name_that_the_submission_chose_is_never_shown() -> None:
    """Only names of built-in exceptions get into a message."""
    assert compare.builtin_name(("hidden_input_42", "KeyError", "LookupError")) == "KeyError"
    assert compare.builtin_name(("hidden_input_42",)) == "an error of its own"


@pytest.mark.parametrize(
    ("got", "expected", "words"),
    [
        ([1, 2, 4], (1, 2, 3), "expected [1, 2, 3], got [1, 2, 4]"),
        ([*range(12), 0], range(13), "expected 12 at index 12, got 0"),
        (np.eye(4), np.ones((4, 4)), "expected [1.0, 1.0, 1.0, 1.0] at index 0, got [1.0, 0.0, 0.0, 0.0]"),
        ([[*range(10)], [0] * 10], [[*range(10)], [*range(10)]], "expected 1 at row 1, column 1, got 0"),
        ([1] * 11, range(12), "expected 12 items, got 11 items"),
        (None, range(12), "expected 12 items, got None"),
    ],
)
def test_equal_never_shows_a_long_solution(got: Any, expected: Any, words: str) -> None:
    """Up to nine values are shown; of more, the first place that differs, or how many there should be."""
    with pytest.raises(Mismatch) as caught:
        compare.equal(got, list(expected), note="")
    assert str(caught.value) == words
