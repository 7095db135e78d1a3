"""One submission in, one SubmissionResult out: intake, hidden tests, scores."""

from __future__ import annotations

import contextlib
import functools
import io
import math
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import diagnosis, escape, intake
from autograder.calls import Source
from autograder.endings import Crash, Missing, Unwritten
from autograder.examples import Examples
from autograder.plugin import Grader, Outcome
from autograder.registry import Course, Libraries, Place
from autograder.report import Diagnosis, SubmissionResult, TaskResult, TestResult, task_status
from autograder.sandbox import Isolation, Pool

_IMPORTS = re.compile(r"(?m)^[ \t]*(?:import|from)[ \t]+(torch|transformers|scipy)\b")
"""No pattern that could match across lines: on a file of empty ones it would try each pair of them."""


def grade(
    path: Path,
    course: Course,
    pool: Pool,
    *,
    tasks: frozenset[str] | None = None,
    known: Examples | None = None,
) -> SubmissionResult:
    """Grade the submission at `path` on `tasks`.

    None stands for the tasks of those assignments that the submission has a folder for; for all, if it has none.
    `known` are the recorded examples to go by and to add to; None for those that the course keeps.

    Raises intake.IntakeError if there is nothing to grade at `path`, SandboxError if no student code can be run.
    """
    return grade_taken(intake.read(path, list(course.modules)), course, pool, tasks=tasks, known=known)


def grade_taken(
    submission: intake.Submission,
    course: Course,
    pool: Pool,
    *,
    tasks: frozenset[str] | None = None,
    known: Examples | None = None,
    until: float = math.inf,
) -> SubmissionResult:
    """As `grade`, of a submission whose files have been read: wherever they came from.

    No test begins after `until` (of time.monotonic): who has to have an answer by then gets one.
    """
    began = time.monotonic()
    planned = plan(course, submission, tasks)
    sources = sources_of(course, submission)
    for libraries in {sources[place.module.name].libraries for place in planned if place.path in submission.sources}:
        pool.zygote(libraries)  # if workers cannot be had, say so once, before any test
    chosen = frozenset(place.task.id for place in planned)
    grader = Grader(course, sources, chosen, pool, known or _examples_of(course), until)
    _run_hidden_tests(course, grader, planned)
    by_task: dict[str, list[Outcome]] = {}
    for outcome in grader.outcomes:
        by_task.setdefault(outcome.task, []).append(outcome)
    results = [_task_result(course, place, by_task.get(place.task.id, [])) for place in planned]
    problems = [*grader.faults, *(f"{name} {reason}" for name, reason in sorted(submission.refused.items()))]
    counted = [result for result in results if not result.bonus]
    broken = bool(grader.faults) or any(result.status == "error" for result in results)
    return SubmissionResult(
        name=escape.terminal(submission.name),
        path=escape.terminal(str(submission.path)),
        status="error" if broken else "graded",
        score=sum(result.points for result in counted),
        max_score=sum(result.max_points for result in counted),
        extra_credit=sum(result.points for result in results if result.bonus),
        seconds=round(time.monotonic() - began, 3),
        tasks=results,
        problems=problems,
    )


_examples_of = functools.cache(Examples.of)


def workers(course: Course, isolation: Isolation = "best", *, every_layer: bool = False) -> Pool:
    """Workers for a course: they may read its data, and must not be able to read its hidden tests and solutions."""
    hidden = sorted((course.root / "tests" / "hidden").glob("test_*.py"))[:1]
    solutions = [course.root / "reference" / path for path in list(course.modules)[:1]]
    return Pool(isolation, secrets=hidden + solutions, readable=(str(course.root / "data"),), every_layer=every_layer)


def plan(course: Course, submission: intake.Submission, tasks: frozenset[str] | None) -> list[Place]:
    """The tasks to grade, in the order of the course."""
    if tasks is not None:
        return [place for place in course.places() if place.task.id in tasks]
    return [p for p in course.places() if p.assignment.name in submission.folders or not submission.folders]


def sources_of(course: Course, submission: intake.Submission) -> dict[str, Source]:
    """Module name to what its worker needs, for every module of the course; those that are not there say so when called."""
    sources = {}
    for path, module in course.modules.items():
        text = submission.sources.get(path, "")
        source = Source(module.name, text, _libraries(text, module.libraries))
        if path in submission.refused:
            source.broken = Crash(f"{module.file} {submission.refused[path]}")
        elif path not in submission.sources:
            source.broken = Missing(f"there is no {path}")
        elif text == _stub(course, path):
            source.broken = Unwritten()  # as everyone's file is for a while: nothing has to be run to see it
        sources[module.name] = source
    return sources


def _libraries(text: str, usual: Libraries) -> str:
    """The libraries that a module's workers had better hold already: to import them takes up to seconds, in each test."""
    imported = set(_IMPORTS.findall(text))
    if usual == "torch" or imported & {"torch", "transformers"}:
        return "torch"
    return "scipy" if imported else usual


def _stub(course: Course, path: str) -> str | None:
    try:
        return (course.root / "assignments" / path).read_text("utf-8")
    except OSError:
        return None


def _run_hidden_tests(course: Course, grader: Grader, planned: list[Place]) -> None:
    files = course.hidden_tests({place.module.name for place in planned})
    if not files:
        return
    options = ["--import-mode=importlib", "--noconftest", "--disable-plugin-autoload", "-W", "ignore"]
    options += ["-p", "no:unraisableexception", "-p", "no:threadexception"]  # they collect garbage after every test
    options += ["-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:logging", "--capture=no"]
    options += ["-p", "no:faulthandler"]  # it would call off the watch that is kept over a run over a class
    options += ["-c", "/dev/null", f"--rootdir={course.root}"]
    with _on_path(course.root), contextlib.redirect_stdout(io.StringIO()):
        code = pytest.main([*options, *map(str, files)], plugins=[grader])
    finished = len(grader.outcomes)
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) or finished != len(grader.collected):
        grader.faults.append(
            f"the hidden tests ended early: {finished} of {len(grader.collected)} ran (exit {int(code)})"
        )


@contextlib.contextmanager
def _on_path(root: Path) -> Iterator[None]:
    """Hidden tests import the course's `reference` and `tests` packages."""
    sys.path.insert(0, str(root))
    try:
        yield
    finally:
        sys.path.remove(str(root))


def _task_result(course: Course, place: Place, outcomes: list[Outcome]) -> TaskResult:
    tests: list[TestResult] = [outcome.result for outcome in outcomes]
    status = task_status(tests)
    return TaskResult(
        id=place.task.id,
        function=place.task.function,
        module=place.path,
        title=place.task.title,
        points=sum(test.points for test in tests) if status != "error" else 0,
        max_points=place.task.points,
        status=status,
        bonus=place.task.bonus,
        tests=tests,
        diagnosis=_diagnosis(course, place, outcomes) if status in ("failed", "partial") else None,
    )


def _diagnosis(course: Course, place: Place, outcomes: list[Outcome]) -> Diagnosis | None:
    wrong = [outcome.evidence.calls for outcome in outcomes if outcome.evidence is not None]
    found = diagnosis.diagnose(course, place, wrong, [outcome.calls for outcome in outcomes])
    return None if found is None else Diagnosis(misconception=found.id, belief=found.belief, hint=found.hint)
