"""Points lost elsewhere: what the other functions of a module lose when one that they use is wrong."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from autograder import specimens
from autograder.registry import Course, Place
from autograder.validate.collection import Member

if TYPE_CHECKING:
    from autograder.validate.measure import Bench

LONGEST = 3.0
"""Processor seconds beyond which the tests of a task are left out: training has better things to do."""


def of(course: Course, place: Place, member: Member, bench: Callable[[Path, str], Bench]) -> dict[str, int]:
    """Task to points lost in it, when the right functions of the other tasks use the specimen in place of theirs."""
    source = (course.root / "reference" / place.path).read_text("utf-8")
    users = users_of(source, place.task.function)
    text = specimens.transplant(source, member.path.read_text("utf-8"), member.specimen, place.task.function, used=True)
    lost = {}
    for task in place.module.tasks:
        if task.function in users:
            other = bench(course.root, task.id)
            facts = other.measured.tests
            if sum(fact.seconds for fact in facts.values()) <= LONGEST:
                trials, _ = other.run(text)
                lost[task.id] = sum(facts[test].points for test, trial in trials.items() if not trial.passed)
    return lost


def users_of(source: str, function: str) -> set[str]:
    """The other definitions of a module that use `function`, at first or at second hand."""
    names = {
        node.name: {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
        for node in ast.parse(source).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }
    found: set[str] = set()
    while more := {name for name, used in names.items() if used & {function, *found}} - found - {function}:
        found |= more
    return found
