"""The written questions of a lab: what the student reads (handout.md), and points and rubric (questions.md)."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from autograder.registry import CourseError

ASKED = "## Questions for the lab"
"""The heading of the handout below which the numbered questions stand."""

_HEADING = re.compile(r"(?m)^## (\d+)\. (.+?) \((\d+) points?(, extra credit)?\)$")
_ITEM = re.compile(r"(?m)^(\d+)\. ")


class Question(msgspec.Struct, frozen=True):
    """One question for a person to mark."""

    number: int
    title: str
    text: str
    """As the handout asks it, in Markdown."""
    points: int
    bonus: bool
    rubric: str
    """Model answer and points for its parts, in Markdown; for instructors only."""


def read(folder: Path) -> dict[int, Question]:
    """The questions of the assignment in `reference/<folder>`, by number. Raises CourseError if the two files differ."""
    asked = _asked((folder / "handout.md").read_text("utf-8"))
    parts = _HEADING.split((folder / "questions.md").read_text("utf-8"))[1:]
    questions = {}
    for number, title, points, bonus, rubric in zip(*(parts[start::5] for start in range(5)), strict=True):
        if int(number) not in asked:
            raise CourseError(f"{folder}/questions.md has a question {number} that handout.md does not ask")
        text = asked[int(number)]
        questions[int(number)] = Question(int(number), title, text, int(points), bool(bonus), rubric.strip())
    if missing := sorted(asked.keys() - questions.keys()):
        raise CourseError(f"{folder}/questions.md has no heading “## {missing[0]}. Title (N points)”")
    return questions


def _asked(handout: str) -> dict[int, str]:
    """Question number to its text, from the numbered list under the heading."""
    _, _, below = handout.partition(f"\n{ASKED}\n")
    parts = _ITEM.split(re.split(r"(?m)^## ", below)[0])[1:]
    return {int(number): " ".join(text.split()) for number, text in zip(parts[::2], parts[1::2], strict=True)}
