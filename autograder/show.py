"""Values as a person reads them: short, bounded, and never able to drive a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

MAX_TEXT = 400
"""Longest rendering of one value, in characters; the rest becomes an ellipsis."""

MAX_STRING = 60
"""Longest string that is written out: an answer is no place for a letter."""

MAX_ITEMS = 24
"""Most items of one sequence that are written out."""


def show(value: Any, digits: int = 4) -> str:
    """`value` in one line, numbers with `digits` significant digits, at most MAX_TEXT characters."""
    text = _render(value, digits, depth=0)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"


def show_apart(a: Any, b: Any) -> tuple[str, str]:
    """Both values with as many digits as it takes to see that they differ."""
    for digits in (4, 6, 9):
        shown = show(a, digits), show(b, digits)
        if shown[0] != shown[1]:
            return shown
    return show(a, 17), show(b, 17)


def show_call(function: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str:
    """A call as it would be typed: `pmi([[4, 1], [1, 0]], k=2)`."""
    given = [show(arg) for arg in args] + [f"{name}={show(arg)}" for name, arg in kwargs.items()]
    return f"{function}({', '.join(given)})"


def visible(text: str) -> str:
    """`text` with every character that could move a cursor, reorder text or end a line written as an escape."""
    return "".join(char if char.isprintable() else f"\\u{{{ord(char):x}}}" for char in text)


def _render(value: Any, digits: int, depth: int) -> str:
    if isinstance(value, np.ndarray):
        return _render(value.tolist(), digits, depth) if value.size else f"array of shape {value.shape}"
    if isinstance(value, np.generic):
        return _render(value.item(), digits, depth)
    if isinstance(value, float):
        return _number(value, digits)
    if isinstance(value, str):
        return repr(visible(value if len(value) <= MAX_STRING else value[:MAX_STRING] + "…"))
    if isinstance(value, bytes):
        return repr(value[:MAX_TEXT])
    if isinstance(value, np.random.Generator):
        return "rng"
    if depth > 6:
        return "…"
    if isinstance(value, dict):
        pairs = [f"{_render(k, digits, depth + 1)}: {_render(v, digits, depth + 1)}" for k, v in _first(value.items())]
        return "{" + ", ".join(pairs + _more(value)) + "}"
    if isinstance(value, (list, tuple, set, frozenset)):
        left, right = {list: ("[", "]"), tuple: ("(", ")")}.get(type(value), ("{", "}"))
        items = sorted(value, key=repr) if isinstance(value, (set, frozenset)) else value
        return left + ", ".join([_render(item, digits, depth + 1) for item in _first(items)] + _more(value)) + right
    return visible(str(value))[:MAX_TEXT]


def _number(value: float, digits: int) -> str:
    text = f"{value:.{digits}g}"
    return text + ".0" if text.lstrip("-").isdigit() else text


def _first(items: Any) -> list[Any]:
    return [item for item, _ in zip(items, range(MAX_ITEMS), strict=False)]


def _more(items: Any) -> list[str]:
    return [f"… {len(items) - MAX_ITEMS} more"] if len(items) > MAX_ITEMS else []
