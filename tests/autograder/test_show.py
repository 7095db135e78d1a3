"""Values as text: bounded, readable, and harmless wherever they are printed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.escape import visible
from autograder.show import MAX_TEXT, show, show_apart, show_call


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.array([[4.0, 1.0]]), "[[4.0, 1.0]]"),
        (-0.28768207245178085, "-0.2877"),
        (np.float32(0.5), "0.5"),
        (float("-inf"), "-inf"),
        (np.zeros((0, 2)), "array of shape (0, 2)"),
        (("the", 3), "('the', 3)"),
        ({"cat": 0}, "{'cat': 0}"),
        (set(), "{}"),
        (np.random.default_rng(1), "rng"),
        (None, "None"),
    ],
)
def test_values_read_as_they_would_be_typed(value: Any, text: str) -> None:
    """Four significant digits, no dtype, no class names."""
    assert show(value) == text


def test_digits_grow_until_two_values_differ() -> None:
    """Expected and got never look the same."""
    assert show_apart(1.0, 1.0000004) == ("1.0", "1.0000004")
    assert show_apart(2.0, 3.0) == ("2.0", "3.0")


def test_calls_are_written_as_python() -> None:
    """Keywords by name."""
    assert show_call("pmi", ([1.5],), {"k": 2}) == "pmi([1.5], k=2)"


@given(
    st.recursive(
        st.text() | st.integers() | st.floats() | st.binary(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_nothing_gets_too_long_or_leaves_its_line(value: Any) -> None:
    """One printable line of at most MAX_TEXT characters, whatever the value."""
    text = show(value)
    assert len(text) <= MAX_TEXT
    assert text.isprintable()


@given(st.text())
def test_control_characters_become_visible(text: str) -> None:
    """No escape sequence, direction mark or line break survives."""
    assert visible(text).isprintable()
    assert visible("\x1b[2J\u202eevil\r") == "\\u{1b}[2J\\u{202e}evil\\u{d}"
