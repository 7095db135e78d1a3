"""The one result that everything else renders: a Report of SubmissionResults of TaskResults of TestResults."""

from __future__ import annotations

import json
import math
import os
import platform
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import msgspec

import autograder

TestStatus = Literal["passed", "failed", "not_implemented", "missing", "crashed", "timeout", "error"]
TaskStatus = Literal["passed", "failed", "partial", "not_implemented", "missing", "crashed", "timeout", "error"]


class ReportError(Exception):
    """A file holds no report. The message says which, and why."""


class Counterexample(msgspec.Struct, frozen=True, kw_only=True):
    """The smallest input found on which the answer is wrong, as text."""

    called: list[str]
    expected: str
    got: str
    where: str = ""
    note: str = ""


class TestResult(msgspec.Struct, frozen=True, kw_only=True):
    """One hidden test."""

    name: str
    docstring: str
    status: TestStatus
    points: int
    max_points: int
    message: str = ""
    """Why it did not pass, in one line, without any text that the submission chose."""
    counterexample: Counterexample | None = None
    output: str = ""
    """The beginning of what the submission printed: for the instructor, since it may quote hidden inputs."""
    seconds: float = 0.0


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """The known misconception that gives the same wrong answers."""

    misconception: str
    belief: str
    hint: str


class TaskResult(msgspec.Struct, frozen=True, kw_only=True):
    """One task: the sum of its tests."""

    id: str
    function: str
    module: str
    title: str
    points: int
    max_points: int
    status: TaskStatus
    bonus: bool
    tests: list[TestResult]
    diagnosis: Diagnosis | None = None


class SubmissionResult(msgspec.Struct, frozen=True, kw_only=True):
    """One submission. `score` and `max_score` leave extra credit out; `extra_credit` has it."""

    name: str
    path: str
    status: Literal["graded", "error"]
    score: int
    max_score: int
    extra_credit: int
    seconds: float
    tasks: list[TaskResult]
    problems: list[str] = []
    """What was odd about the submission's files, or what went wrong on our side."""


class Isolation(msgspec.Struct, frozen=True, kw_only=True):
    """What stood between student code and the grader."""

    asked: Literal["strict", "best", "none"]
    tier: int
    """1 (full) to 4 (none); see docs/security.md."""
    layers: list[str]
    missing: dict[str, str]
    """Layer that was not used to the reason why."""
    probes: dict[str, str]
    """Forbidden action that a worker tried before the run, to "refused" or "DONE"."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One run of `firth grade`."""

    version: Literal[1] = 1
    versions: dict[str, str]
    """Of Firth, Python, NumPy, Hypothesis, pytest."""
    suite: str
    """Hash of everything that can move a score."""
    isolation: Isolation
    seconds: float
    submissions: list[SubmissionResult]


def versions() -> dict[str, str]:
    """Versions of all that a score may depend on."""
    from importlib import metadata  # a tenth of a second, which a student's `check` need not wait for

    packages = {name: metadata.version(name) for name in ("numpy", "hypothesis", "pytest")}
    return {"firth": autograder.__version__, "python": platform.python_version(), **packages}


def task_status(tests: list[TestResult]) -> TaskStatus:
    """One word for a task, from the words for its tests; our own fault is never hidden by theirs."""
    statuses = [test.status for test in tests]
    if not tests or "error" in statuses:
        return "error"
    if all(status == "passed" for status in statuses):
        return "passed"
    if "passed" in statuses:
        return "partial"
    return statuses[0] if len(set(statuses)) == 1 else "failed"


MOST_TOLD = 2
"""Failed tests of one task that are told in full where people read: one teaches, five bury it."""


def simplest(tests: Iterable[TestResult]) -> list[TestResult]:
    """The tests that did not pass, no two on the same example; the one with the shortest example first."""
    different: dict[object, TestResult] = {}
    for test in tests:
        if test.status != "passed":
            example = test.counterexample
            different.setdefault(tuple(example.called) if example else test.message or test.docstring, test)
    return sorted(different.values(), key=lambda test: to_read(test.counterexample))


def to_read(example: Counterexample | None) -> float:
    """How much of a counterexample a person has to read before the answer: the characters of its calls."""
    return math.inf if example is None else sum(map(len, example.called))


def explanation(test: TestResult) -> list[tuple[str, str]]:
    """Why a test did not pass, as labelled lines."""
    return [("result", test.message)] if test.counterexample is None else counterexample_rows(test.counterexample)


def counterexample_rows(example: Counterexample) -> list[tuple[str, str]]:
    """The labelled lines that show a counterexample."""
    rows = [("called" if number == 0 else "", call) for number, call in enumerate(example.called)]
    at = f"   at {example.where}" if example.where else ""
    rows += [("expected", example.expected + at), ("got", example.got)]
    return rows + ([("note", example.note)] if example.note else [])


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a Report."""
    made: dict[str, Any] = msgspec.json.schema(Report)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schema_text() -> str:
    """The schema as it is published in `autograder/report.schema.json`."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def write_json(report: Report, path: Path) -> None:
    """Write the report whole or not at all. Raises OSError if the place cannot be written."""
    write_atomically(path, msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")


def read_json(path: Path) -> Report:
    """The report that was written to `path`. Raises ReportError, in one line, if there is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Report)
    except OSError as error:
        raise ReportError(f"{path}: cannot be read ({error.strerror})") from None
    except msgspec.MsgspecError as error:
        raise ReportError(f"{path}: not a report of `firth grade --json` ({error})") from None


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: a reader sees the old file or the new one, never half of it."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
