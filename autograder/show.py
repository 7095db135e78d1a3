"""Values as a person reads them: short, bounded, and never able to drive a terminal."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from autograder.escape import visible

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


def _render(value: Any, digits: int, depth: int) -> str:
    if isinstance(value, np.ndarray):
        if not value.size:
            return f"array of shape {value.shape}"
        return _sequence(value, "[]", digits, depth) if value.ndim else _render(value.item(), digits, depth)
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
        pairs = (f"{_render(k, digits, depth + 1)}: {_render(v, digits, depth + 1)}" for k, v in value.items())
        return "{" + ", ".join(_enough(pairs) + _more(value)) + "}"
    if isinstance(value, (set, frozenset)):
        return _sequence(sorted(value, key=repr), "{}", digits, depth)
    if isinstance(value, (list, tuple)):
        return _sequence(value, "[]" if isinstance(value, list) else "()", digits, depth)
    return visible(str(value))[:MAX_TEXT]


def _sequence(items: Any, brackets: str, digits: int, depth: int) -> str:
    shown = _enough(_render(item, digits, depth + 1) for item in items)
    return brackets[0] + ", ".join(shown + _more(items)) + brackets[1]


def _number(value: float, digits: int) -> str:
    text = f"{value:.{digits}g}"
    return text + ".0" if text.lstrip("-").isdigit() else text


def _enough(parts: Iterable[str]) -> list[str]:
    """The first MAX_ITEMS parts; fewer, once there is more text than will be shown: a wide tree would take for ever."""
    taken, length = [], 0
    for part in itertools.islice(parts, MAX_ITEMS):
        taken.append(part)
        length += len(part)
        if length > MAX_TEXT:
            break
    return taken


def _more(items: Any) -> list[str]:
    return [f"… {len(items) - MAX_ITEMS} more"] if len(items) > MAX_ITEMS else []
