"""Comparisons for hidden tests, with one form of message: what should have come, and what came.

A hidden test never uses a bare `assert` on an answer: the functions here check the form of an answer
before its values, so that no answer, however odd, can break the test itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from autograder.show import show, show_apart

DOUBLE = {"rtol": 1e-7, "atol": 1e-9}
"""The contract's tolerance where float64 comes in."""

SINGLE = {"rtol": 1e-4, "atol": 1e-5}
"""The contract's tolerance where float32 comes in."""

MOST_UNFOLDED = 1 << 20
"""Numbers of an array that may become a list: as many as a list may have on the wire, and far more than are ever asked."""

MOST_CELLS = 9
"""An expected sequence with more values is not shown whole: it would be the solution, and nobody would read it."""


class Mismatch(AssertionError):
    """The answer is not what the contract says. Every text is fit to be shown to a student."""

    def __init__(self, *, expected: str, got: str, where: str = "", note: str = "") -> None:
        at = f" at {where}" if where else ""
        super().__init__(f"expected {expected}{at}, got {got}" + (f" ({note})" if note else ""))
        self.expected, self.got, self.where, self.note = expected, got, where, note


class Raised(Protocol):
    """What an exception of the submission looks like on this side: names only, no class of theirs."""

    names: tuple[str, ...]


def same(got: Any, expected: Any, *, rtol: float, atol: float, note: str = "") -> None:
    """`got` has the shape of `expected` and its numbers, |got - expected| <= atol + rtol |expected|.

    NaN equals NaN, an infinity equals the same infinity, -0.0 equals 0.0; lists, tuples, NumPy scalars and
    arrays are interchangeable. Raises Mismatch that names the first place where the two differ.
    """
    right = np.asarray(expected, dtype=float)
    answer = numbers(got, shape=right.shape, note=note)
    wrong = ~(excess(answer, right, rtol=rtol, atol=atol) <= 1)
    if wrong.any():
        index = tuple(int(i) for i in np.argwhere(wrong)[0])
        seen = show_apart(float(right[index]), float(answer[index]))
        raise Mismatch(expected=seen[0], got=seen[1], where=_place(index), note=note)


def excess(got: NDArray[np.float64], expected: NDArray[np.float64], *, rtol: float, atol: float) -> NDArray[np.float64]:
    """Error / tolerance, |got - expected| / (atol + rtol |expected|), in every cell: up to 1, `same` accepts it.

    0 where both are NaN or the same infinity, infinite where only one of them is. A function of its own so that
    `firth validate` can listen in.
    """
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        ratio = np.abs(got - expected) / (atol + rtol * np.abs(expected))
    same_value = (got == expected) | (np.isnan(got) & np.isnan(expected))
    # An infinite expectation makes the tolerance infinite too: only the same infinity will do.
    return np.where(same_value, 0.0, np.where(np.isfinite(expected) & ~np.isnan(ratio), ratio, np.inf))


def numbers(got: Any, *, shape: tuple[int | None, ...] | None = None, note: str = "") -> NDArray[np.float64]:
    """`got` as a float64 array; Mismatch if it is not numeric or not of `shape` (None = any length)."""
    answer = _as_floats(got)
    if answer is None:
        raise Mismatch(expected=_form(shape), got=show(got), note=note)
    _check_shape(answer, shape, got, note)
    return answer


def integers(got: Any, *, shape: tuple[int | None, ...] | None = None, note: str = "") -> NDArray[np.int64]:
    """`got` as an int64 array (whole floats are integers too); Mismatch if it is none, or not of `shape`."""
    answer = numbers(got, shape=shape, note=note)
    if answer.size and not (np.isfinite(answer).all() and (answer == np.round(answer)).all()):
        raise Mismatch(expected="integers", got=show(got), note=note)
    return answer.astype(np.int64)


def equal(got: Any, expected: Any, *, note: str = "") -> None:
    """`got` equals `expected` exactly; lists, tuples and arrays are interchangeable at every level.

    Raises Mismatch that shows both, or, if there is much of it, the first place where the two differ.
    """
    answer, right = _plain(got), _plain(expected)
    if answer == right:
        return
    index: list[int] = []
    while _cells(right) > MOST_CELLS and isinstance(answer, list) and len(answer) == len(right):
        index.append(next(i for i, (a, b) in enumerate(zip(answer, right, strict=True)) if a != b))
        answer, right = answer[index[-1]], right[index[-1]]
    if _cells(right) > MOST_CELLS:  # of another length: the answer is not given away
        found = f"{len(answer)} items" if isinstance(answer, list) else show(answer)
        raise Mismatch(expected=f"{len(right)} items", got=found, where=_place(tuple(index)), note=note)
    raise Mismatch(expected=show(right), got=show(answer), where=_place(tuple(index)), note=note)


def same_bag(got: Any, expected: Any, *, note: str = "") -> None:
    """`got` and `expected` hold the same items equally often; their order is free."""
    answer, right = Counter(map(_key, _items(got, note))), Counter(map(_key, _items(expected, note)))
    for item in sorted(right.keys() | answer.keys(), key=repr):
        if answer[item] != right[item]:
            raise Mismatch(expected=_times(right[item]), got=_times(answer[item]), where=show(item), note=note)


def items(got: Any, *, length: int | None = None, note: str = "") -> list[Any]:
    """`got` as a list, if it is a sequence (or set) of `length` items; Mismatch if not."""
    found = _items(got, note)
    if length is not None and len(found) != length:
        raise Mismatch(expected=f"{length} items", got=f"{len(found)} items: {show(got)}", note=note)
    return found


def text(got: Any, *, note: str = "") -> str:
    """`got` if it is a string; Mismatch if not."""
    if not isinstance(got, str):
        raise Mismatch(expected="a string", got=show(got), note=note)
    return str(got)


def holds(condition: Any, *, expected: str, got: Any, where: str = "", note: str = "") -> None:
    """A property that is no equality: Mismatch(expected, got) unless `condition` is true."""
    if not bool(condition):
        raise Mismatch(expected=expected, got=got if isinstance(got, str) else show(got), where=where, note=note)


@contextmanager
def raises(error: type[Exception], *, note: str = "") -> Iterator[None]:
    """The call inside must raise `error` (or a subclass of it). Anything else it raises counts as wrong too."""
    try:
        yield
    except Exception as raised:
        names = getattr(raised, "names", None)
        if names is None:
            raise  # ours: no answer to this question
        if error.__name__ not in names:
            raise Mismatch(expected=error.__name__, got=builtin_name(names), note=note) from None
        return
    raise Mismatch(expected=error.__name__, got="no error", note=note)


def builtin_name(names: tuple[str, ...]) -> str:
    """The most specific built-in exception among claimed class `names`: a word that the submission did not choose."""
    import builtins

    return next((name for name in names if isinstance(getattr(builtins, name, None), type)), "an error of its own")


def _as_floats(got: Any) -> NDArray[np.float64] | None:
    """`got` as float64, or None if it holds anything but numbers (np.asarray would read "3" as 3 and None as NaN)."""
    if not isinstance(got, (bool, int, float, complex, np.generic, np.ndarray, list, tuple)):
        return None
    try:
        array = np.asarray(got)
        if array.dtype.kind == "c" and not array.imag.any():
            array = array.real
        if array.dtype.kind == "O" and all(type(item) is int for item in array.flat):
            array = array.astype(float)  # integers beyond 64 bits
    except (ValueError, OverflowError):  # ragged, or beyond any float
        return None
    return array.astype(float) if array.dtype.kind in "biuf" else None


def _check_shape(answer: NDArray[Any], shape: tuple[int | None, ...] | None, got: Any, note: str) -> None:
    if shape is None:
        return
    fits = answer.ndim == len(shape) and all(
        want in (None, have) for want, have in zip(shape, answer.shape, strict=True)
    )
    if not fits:
        raise Mismatch(expected=_form(shape), got=f"{_form(answer.shape)}: {show(got)}", note=note)


def _form(shape: tuple[int | None, ...] | None) -> str:
    if shape is None:
        return "numbers"
    return "a number" if shape == () else f"shape {show(tuple('any' if n is None else n for n in shape))}"


def _place(index: tuple[int, ...]) -> str:
    if len(index) == 2:
        return f"row {index[0]}, column {index[1]}"
    return f"index {', '.join(map(str, index))}" if index else ""


def _cells(value: Any) -> int:
    """Values in nested lists; 0 if it is none."""
    return sum(_cells(item) or 1 for item in value) if isinstance(value, list) else 0


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times" if count else "not at all"


def _plain(value: Any) -> Any:
    """Nested lists of Python scalars, whatever mixture of sequences and NumPy types comes in."""
    if isinstance(value, (np.ndarray, np.generic)):
        return _plain(_unfoldable(value).tolist())
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {_key(key): _plain(item) for key, item in value.items()}
    return value


def _unfoldable(array: Any) -> Any:
    """`array`, unless as a list it would fill the grader's memory."""
    if array.size > MOST_UNFOLDED:
        raise Mismatch(expected=f"at most {MOST_UNFOLDED} numbers", got=show(array))
    return array


def _key(value: Any) -> Any:
    """A hashable stand-in for `value`: nested tuples for sequences."""
    plain = _plain(value)
    if isinstance(plain, list):
        return tuple(_key(item) for item in plain)
    if isinstance(plain, dict):
        return tuple(sorted(((key, _key(item)) for key, item in plain.items()), key=repr))
    return frozenset(map(_key, plain)) if isinstance(plain, (set, frozenset)) else plain


def _items(value: Any, note: str) -> list[Any]:
    if isinstance(value, np.ndarray) and value.ndim:
        return list(_unfoldable(value))
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(value)
    if isinstance(value, dict) and all(isinstance(n, int) and n >= 0 for n in value.values()):
        return list(Counter(value).elements()) if sum(value.values()) < 10**6 else []  # a Counter is a bag
    raise Mismatch(expected="a sequence", got=show(value), note=note)
