"""The sentence of the handout that a hidden test rests on, found as a search engine would find it.

A test's docstring is the query; the sentences of the task's own section, and of the function's docstring, are the
documents; words are weighed by how rare they are (the TF-IDF of assignment 1). Where nothing is near enough there is no sentence.
"""

from __future__ import annotations

import ast
import math
import re
from collections import Counter
from functools import cache
from pathlib import Path

import msgspec

from autograder.registry import Course, Place

NEAR_ENOUGH = 0.4
"""Least cosine of a sentence that is quoted: between 0.3 and 0.4, half of a sample was beside the point."""

_WORDS = re.compile(r"[^\W\d_]+|\d+")
_COMMON = frozenset(
    word
    for line in (
        "a an and are as at be been but by can do does every for from has have here if in into is it its no not of on",
        "one or so than that the their them then there they this to was what when where which who with you your",
    )
    for word in line.split()
)


class Line(msgspec.Struct, frozen=True):
    """A sentence, and where it stands."""

    text: str
    source: str


def line_for(course: Course, place: Place, docstring: str) -> Line | None:
    """The sentence that says what the test of this docstring asks for; None if none is near enough.

    One word in common is no evidence, however rare the word.
    """
    lines = _lines(course.root, place)
    documents = [Counter(_stems(line.text)) for line in lines]
    rarity = {
        stem: math.log((1 + len(documents)) / (1 + sum(stem in document for document in documents))) + 1
        for document in documents
        for stem in document
    }
    query = Counter(_stems(docstring))
    scores = [_cosine(query, document, rarity) if len(query & document) > 1 else 0.0 for document in documents]
    best = max(range(len(lines)), key=scores.__getitem__, default=None)
    return lines[best] if best is not None and scores[best] >= NEAR_ENOUGH else None


def section(handout: str, task: str) -> str:
    """What the handout says below `## Task 2.1: …`, up to the next heading."""
    parts = re.split(r"(?m)^#{1,3} +(.*)$", handout)
    return next((text for title, text in zip(parts[1::2], parts[2::2], strict=True) if f"Task {task}:" in title), "")


def sentences(markdown: str) -> list[str]:
    """The sentences of a text, without its tables, quotations, formulas and marks."""
    blocks = re.split(r"\n\s*\n|\n(?=\s*[-*] )|\n(?=\s*\w+(?:, \w+)*:)", markdown)
    prose = (block for block in blocks if not re.match(r"( {4}|\||>|```|<!--|\$\$)", block.lstrip("\n")))
    flat = (" ".join(re.sub(r"\*\*?|^\s*- |^\s*(Args|Returns|Raises):\s", "", block).split()) for block in prose)
    return [part for block in flat for part in re.split(r"(?<=[.!?]) +(?=[A-Z\"(])", block) if _is_sentence(part)]


def _is_sentence(text: str) -> bool:
    """No reference, and no second half of a sentence that a formula has cut."""
    return len(text) > 12 and not text.startswith("Source:") and text.split(" ")[0] not in {*_COMMON, "over", "Σ"}


@cache
def _lines(root: Path, place: Place) -> list[Line]:
    folder = root / "reference" / place.assignment.name
    handout = (folder / "handout.md").read_text("utf-8") if (folder / "handout.md").exists() else ""
    name, function = place.module.file, place.task.function
    tree = ast.parse((folder / name).read_text("utf-8"))
    defined = (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == function)
    docstring = next((ast.get_docstring(node) for node in defined), None)
    return [
        *(Line(text, f"Handout, task {place.task.id}") for text in sentences(section(handout, place.task.id))),
        *(Line(text, f"Docstring of {function}") for text in sentences(docstring or "")),
    ]


def _stems(text: str) -> list[str]:
    """Words without endings and without those that every sentence has."""
    words = (word.lower() for word in _WORDS.findall(text))
    return [word if len(word) < 5 else word[:5] for word in words if word not in _COMMON]


def _cosine(query: Counter[str], document: Counter[str], rarity: dict[str, float]) -> float:
    """Cosine of two bags of words, each word weighed by its rarity; a word of the query alone weighs like a common one."""

    def length(bag: Counter[str]) -> float:
        return math.sqrt(sum((count * rarity.get(stem, 1.0)) ** 2 for stem, count in bag.items()))

    product = sum(count * document[stem] * rarity.get(stem, 1.0) ** 2 for stem, count in query.items())
    lengths = length(query) * length(document)
    return product / lengths if lengths else 0.0
