"""Look for secrets in files, whatever they are called."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import msgspec

from autograder.leaks import code
from autograder.leaks.secrets import OPERATIONS, Secret, Secrets

WEIGHTS = ".safetensors"
"""Numbers of a model: the one kind of file that is no text."""


class Leak(msgspec.Struct, frozen=True):
    """A secret that was found, or content that cannot be looked into."""

    file: str
    secret: Secret

    def __str__(self) -> str:
        """One line."""
        return f"{self.file}: {self.secret.kind} ({self.secret.where})"


def search(files: Mapping[str, bytes], secrets: Secrets) -> list[Leak]:
    """All leaks in files (name to content), each kind and place once for a file."""
    return [
        Leak(name, secret) for name, data in files.items() for secret in dict.fromkeys(_within(name, data, secrets))
    ]


def _within(name: str, data: bytes, secrets: Secrets) -> Iterator[Secret]:
    if PurePosixPath(name).suffix == WEIGHTS:
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        yield Secret("unknown content", "not text, so nobody can tell what is in it")
        return
    if name.endswith((".json", ".ipynb")):
        text = _strings(text)
    yield from _in_text(text, secrets)
    for tree in code.blocks(text):
        yield from _in_code(tree, secrets)


def _strings(text: str) -> str:
    """The strings of a JSON file, one after the other: the lines of a notebook's cell make one text again."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                found.append(f"\n{key} ")
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
            found.append("\n")
        elif value is not None:
            found.append(value if isinstance(value, str) else f" {value} ")

    try:
        walk(json.loads(text))
    except ValueError:
        return text
    return "".join(found)


def _in_text(text: str, secrets: Secrets) -> Iterator[Secret]:
    yield from secrets.phrases.within(list(code.tokens(text)))
    numbers = code.numbers(text)
    yield from secrets.lists.within(list(numbers))
    yield from (secrets.numbers[number] for number in set(numbers) & secrets.numbers.keys())
    yield from (secrets.names[word] for word in set(re.findall(r"\w+", text)) & secrets.names.keys())


def _in_code(tree: ast.Module, secrets: Secrets) -> Iterator[Secret]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in secrets.functions:
            if not _is_stub(node):
                yield Secret("solution", f"a definition of {node.name} that does something")
        elif isinstance(node, ast.expr) and code.operations(node) >= min(OPERATIONS.values()):
            secret = secrets.shapes.get(code.shape(node))
            if secret is not None:
                yield secret


def _is_stub(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Whether all that it does is to say that it is not implemented."""
    methods = [inner for inner in ast.walk(node) if isinstance(inner, ast.FunctionDef)]
    return bool(methods) and all(isinstance(method.body[-1], ast.Raise) for method in methods)
