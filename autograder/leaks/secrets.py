"""What must not leave the instructor's repository, in a form that can be looked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from autograder.leaks import code
from autograder.registry import Course

Kind = Literal["solution", "hidden test", "expected value", "misconception", "rubric", "unknown content"]

OPERATIONS: dict[Kind, int] = {"solution": 3, "hidden test": 3, "misconception": 5}
"""Of the simplest expression that counts: `np.maximum(pmi(counts), 0)` does, `len(words) - 1` does not. Of what is wrong only
larger pieces do: what gives a misconception away is what is believed, in words."""

WORDS = 6
"""Of the shortest sentence that counts."""

TOKENS = 7
"""Words, numbers and operators of the shortest expression that counts in a page of text."""

DIGITS = 6
"""Significant digits of the shortest number that counts by itself."""

NUMBERS = 8
"""Length of the shortest list of numbers that counts."""

PREFIX = 4
"""Words or numbers by which a longer run of them is looked up."""


class Secret(msgspec.Struct, frozen=True):
    """One thing to keep."""

    kind: Kind
    where: str
    """File and line of ours."""


class Runs:
    """Runs of words, or of numbers, to be found within longer ones."""

    def __init__(self) -> None:
        self._by_prefix: dict[tuple[object, ...], list[tuple[tuple[object, ...], Secret]]] = {}

    def add(self, run: tuple[object, ...], secret: Secret) -> None:
        """Keep a run of PREFIX items or more."""
        self._by_prefix.setdefault(run[:PREFIX], []).append((run, secret))

    def remove(self, text: list[object]) -> None:
        """Forget those that stand in `text`."""
        known = set(self.within(text))
        for prefix, runs in self._by_prefix.items():
            self._by_prefix[prefix] = [(run, secret) for run, secret in runs if secret not in known]

    def within(self, text: list[object]) -> Iterator[Secret]:
        """Those that stand in `text`."""
        for start in range(len(text) - PREFIX + 1):
            for run, secret in self._by_prefix.get(tuple(text[start : start + PREFIX]), ()):
                if tuple(text[start : start + len(run)]) == run:
                    yield secret


class Secrets:
    """All that is to be kept, indexed by what one would see of it."""

    def __init__(self, course: Course) -> None:
        self.root = course.root
        self.functions = {place.task.function for place in course.places()}
        """Of the tasks: whoever defines one of these has written a solution."""
        self.shapes: dict[tuple[str, ...], Secret] = {}
        self.names: dict[str, Secret] = {}
        self.numbers: dict[float, Secret] = {}
        self.phrases, self.lists = Runs(), Runs()
        modules = [f"reference/{path}" for path in course.modules]
        for pattern in (*modules, "reference/*/banded.py", "tests/wheats/*.py", "tests/course/loops/*.py"):
            self._keep_code("solution", pattern)
        self._keep_code("hidden test", "tests/hidden/**/*.py")
        self._keep_code("misconception", "reference/misconceptions/*.py")
        for where, text in self._files("reference/*/questions.md"):
            self._keep_sentences(text, Secret("rubric", where))
        for pattern in ("assignments/**/*.md", "assignments/**/*.py"):
            for _, text in self._files(pattern):
                self._forget_what_is_shown(text)

    def _files(self, pattern: str) -> Iterator[tuple[str, str]]:
        for path in sorted(self.root.glob(pattern)):
            yield path.relative_to(self.root).as_posix(), path.read_text("utf-8")

    def _keep_code(self, kind: Kind, pattern: str) -> None:
        for where, text in self._files(pattern):
            tree = ast.parse(text)
            for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
                self._keep_function(kind, where, function)
            if kind == "hidden test":
                self._keep_numbers(where, tree)

    def _keep_function(self, kind: Kind, where: str, function: ast.FunctionDef) -> None:
        for line, value in code.values(function):
            # Without a variable it is data, and kept as numbers.
            if code.operations(value) >= OPERATIONS[kind] and "_0" in (shape := code.shape(value)):
                secret = Secret(kind, f"{where}, line {line}")
                self.shapes.setdefault(shape, secret)
                if len(run := code.tokens(ast.unparse(value))) >= TOKENS:
                    self.phrases.add(tuple(run), secret)
        secret = Secret(kind, f"{where}, line {function.lineno}")
        if kind != "solution" and function.name.count("_") > 2:
            self.names.setdefault(function.name, secret)
        for mark in function.decorator_list if kind == "misconception" else ():
            for keyword in mark.keywords if isinstance(mark, ast.Call) else ():
                if keyword.arg in ("belief", "hint") and isinstance(keyword.value, ast.Constant):
                    self._keep_sentences(str(keyword.value.value), secret)

    def _keep_sentences(self, text: str, secret: Secret) -> None:
        for sentence in re.split(r"(?<=[.;:?!])\s+|\n\s*\n|\n\s*- ", text):
            run = code.tokens(sentence)
            if sum(word.isalpha() for word in run) >= WORDS:
                self.phrases.add(tuple(run), secret)

    def _keep_numbers(self, where: str, tree: ast.AST) -> None:
        for node in ast.walk(tree):
            if isinstance(node, (ast.List, ast.Tuple, ast.Constant)):
                found = code.numbers(ast.unparse(node)) if code.is_literal(node) else []
                secret = Secret("expected value", f"{where}, line {node.lineno}")
                if len(found) >= NUMBERS and len(set(found)) >= PREFIX:
                    self.lists.add(tuple(found), secret)
                elif isinstance(node, ast.Constant) and found and code.digits(found[0]) >= DIGITS:
                    self.numbers.setdefault(found[0], secret)

    def _forget_what_is_shown(self, text: str) -> None:
        """Numbers and names of tests that the pages for students show are no secrets: worked examples, mostly.

        Code and sentences never are forgotten in this way: a page that shows those is what we are looking for.
        """
        shown = code.numbers(text)
        self.lists.remove(list(shown))
        for number in set(shown):
            self.numbers.pop(number, None)
        for name in set(re.findall(r"\w+", text)):
            self.names.pop(name, None)
