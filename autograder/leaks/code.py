"""Python code in a form that neither formatting nor other names for its variables can hide."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

_TOKEN = re.compile(r"\w+|[^\w\s'\"(),;`\\|*#]")
"""No quotes, brackets and commas: what they are there for the other tokens tell too, and formatters like to change them."""

FIXED = {"np", "numpy", "torch", "math", "nn", "functional", "scipy", "linalg", "itertools", *dir(builtins)}
"""Names that mean the same everywhere."""


def tokens(text: str) -> list[str]:
    """Words, numbers and operators, in small letters."""
    return _TOKEN.findall(text.lower())


def values(tree: ast.AST) -> Iterator[tuple[int, ast.expr]]:
    """What the statements of a piece of code compute, with their lines: right sides, conditions, answers."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.stmt, ast.comprehension)):
            for field in ("value", "test", "iter", "exc"):
                value = getattr(node, field, None)
                if isinstance(value, ast.expr) and not isinstance(value, ast.Constant):
                    yield value.lineno, value
        elif isinstance(node, ast.Lambda):
            yield node.lineno, node.body


_OPERATIONS = (
    ast.Call,
    ast.BinOp,
    ast.UnaryOp,
    ast.BoolOp,
    ast.Compare,
    ast.Attribute,
    ast.Subscript,
    ast.comprehension,
)


def operations(expression: ast.expr) -> int:
    """How much an expression does: calls, operators, look-ups."""
    return sum(isinstance(node, _OPERATIONS) for node in ast.walk(expression))


def shape(expression: ast.expr) -> tuple[str, ...]:
    """An expression as a row of words, with numbers in place of the names of variables, in the order of appearance."""
    row: list[str] = []
    _write(expression, row, {})
    return tuple(row)


def _write(value: object, row: list[str], numbered: dict[str, str]) -> None:
    if isinstance(value, ast.Name):
        row.append(value.id if value.id in FIXED else numbered.setdefault(value.id, f"_{len(numbered)}"))
    elif isinstance(value, ast.arg):
        row.append(numbered.setdefault(value.arg, f"_{len(numbered)}"))
    elif isinstance(value, ast.AST):
        row.append(type(value).__name__)
        for name in value._fields:
            inner = getattr(value, name)
            if name == "func" and isinstance(inner, ast.Name):
                row.append(inner.id)  # a function is no variable
            elif name not in ("ctx", "kind", "annotation", "type_comment"):
                _write(inner, row, numbered)
    elif isinstance(value, list):
        row.append(str(len(value)))
        for inner in value:
            _write(inner, row, numbered)
    else:
        row.append(repr(value))


def blocks(text: str) -> Iterator[ast.Module]:
    """The pieces of Python in a page of text: fenced, indented, within backticks, or all of it."""
    fenced = re.findall(r"(?ms)^```[^\n]*\n(.*?)^```", text)
    indented = re.findall(r"(?m)(?:^(?: {4}|\t).*\n?|^[ \t]*\n)+", text)
    spans = re.findall(r"`([^`\n]{9,})`", text)  # nothing shorter computes anything
    for piece in (text, *fenced, *indented, *spans):
        lines = [line for line in piece.expandtabs(4).splitlines() if line.strip()]
        margin = min((len(line) - len(line.lstrip()) for line in lines), default=0)
        try:
            yield ast.parse("\n".join(line[margin:] for line in lines))
        except (SyntaxError, ValueError):
            continue


_NUMBER = re.compile(r"(?<![\w.])-?\d[\d_]*(?:\.\d*)?(?:e[-+]?\d+)?", re.IGNORECASE)


def numbers(text: str) -> list[float]:
    """All decimal numbers of a text."""
    return [float(found) for found in _NUMBER.findall(text)]


def digits(number: float) -> int:
    """Significant digits."""
    return len(re.sub(r"e.*|\D", "", f"{number:.15g}").strip("0"))


def is_literal(node: ast.expr) -> bool:
    """Whether an expression is made of numbers, lists and tuples only."""
    plain = (ast.List, ast.Tuple, ast.UnaryOp, ast.USub, ast.Load)
    return all(
        isinstance(inner, plain) or (isinstance(inner, ast.Constant) and isinstance(inner.value, (int, float)))
        for inner in ast.walk(node)
    )
