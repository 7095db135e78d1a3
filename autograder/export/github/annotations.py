"""Failures at the student's own lines: as annotations of a check, and as commands that a step prints."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping
from typing import Any

from autograder import escape
from autograder.export import told
from autograder.report import SubmissionResult, TaskResult

MOST_COMMANDS = 10
"""Errors of one step that GitHub shows; it drops the rest without a word."""


def notes(result: SubmissionResult, sources: Mapping[str, str], folder: str = "") -> list[dict[str, Any]]:
    """One annotation for each failed task, in the form of the Checks API, at the line where its function is defined.

    `sources` are the module texts as they were handed in (`a2_pmi/pmi.py`), `folder` is where these lie in the repository.
    """
    return [_annotation(task, sources.get(task.module, ""), folder) for task in told.failed_tasks(result)]


def commands(found: list[dict[str, Any]]) -> list[str]:
    """The first annotations as workflow commands, as many as a step may have."""
    lines = []
    for one in found[:MOST_COMMANDS]:
        properties = {"file": one["path"], "line": str(one["start_line"]), "title": one["title"]}
        written = ",".join(f"{name}={escape.workflow_property(value)}" for name, value in properties.items())
        message = "%0A".join(map(escape.workflow, one["message"].splitlines()))
        lines.append(f"::error {written}::{message}")
    return lines


def line_of(function: str, source: str) -> int:
    """The line on which the module defines `function`: the last counts, as for Python; else where it is broken, or 1."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except SyntaxError as error:
        return min(max(error.lineno or 1, 1), source.count("\n") + 1)
    except (ValueError, RecursionError, MemoryError):
        return 1
    found = [node.lineno for node in tree.body if getattr(node, "name", None) == function]
    return found[-1] if found else 1


def _annotation(task: TaskResult, source: str, folder: str) -> dict[str, Any]:
    line = line_of(task.function, source)
    return {
        "path": folder + task.module,
        "start_line": line,
        "end_line": line,
        "annotation_level": "failure",
        "title": f"{task.id} {task.function}: {told.points(task)} points"[:255],
        "message": _message(task),
    }


def _message(task: TaskResult) -> str:
    lines = [line for test in told.failures(task) for line in (told.name_of(test), *told.lines(test))]
    shown = [escape.terminal(line) for line in lines + told.diagnosis(task)]
    return "\n".join(shown)[:16_000] or told.status(task.status)
