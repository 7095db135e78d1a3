"""Known right ways pass, known wrong ways lose points in their own task: the grader is judged before it judges."""

from __future__ import annotations

import ast
import functools
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from autograder import profiles, specimens
from autograder.calls import Source
from autograder.compare import MOST_CELLS
from autograder.endings import Abort
from autograder.evidence import judge
from autograder.grading import grade
from autograder.inprocess import Recording, TrustedSubmission, hidden_tests
from autograder.registry import Course, Place
from autograder.sandbox import Pool
from autograder.specimens import Specimen
from tests.conftest import ROOT
from tests.course.conftest import Build

COURSE = Course(ROOT)
FOLDERS = {True: ROOT / "reference" / "misconceptions", False: ROOT / "tests" / "wheats"}
SLOW = {"3.5", "3.10", "3.20", "3.22", "4.7", "7.1", "7.3", "8.4"}
"""Tasks whose specimens train, draw thousands of samples or run an encoder: much of the time of all. `make proof` has them."""
TASKS = [pytest.param(task, marks=pytest.mark.slow) if task in SLOW else task for task in COURSE.tasks]


def _specimens(place: Place, wrong: bool) -> list[Specimen]:
    path = FOLDERS[wrong] / place.module.file
    found = specimens.load(path) if path.exists() else []
    return [specimen for specimen, _ in found if specimen.task == place.task.id]


def _module(place: Place, specimen: Specimen) -> str:
    """The reference module with one function done as the specimen does it."""
    source = (FOLDERS[specimen.wrong] / place.module.file).read_text("utf-8")
    reference = (ROOT / "reference" / place.path).read_text("utf-8")
    return specimens.transplant(reference, source, specimen, place.task.function)


def _submission(place: Place, source: Source) -> TrustedSubmission:
    return TrustedSubmission({source.name: source}, Pool(), in_place=place.task.in_place, seconds=1e6)


def _alone(place: Place) -> str:
    """The reference with every function of the module broken but the one of the task."""
    alone = Specimen("alone", place.task.id, "alone", wrong=False)
    others = [other.function for other in place.module.tasks if other != place.task]
    reference = (ROOT / "reference" / place.path).read_text("utf-8")
    module = specimens.transplant(reference, f"alone = right.{place.task.function}", alone, place.task.function)
    return f"{module}\n" + "\n".join(f"def {other}(*_, **__): raise RuntimeError('broken')" for other in others)


@functools.cache
def _recorded(task: str) -> tuple[list[tuple[str, Recording]], dict[str, str]]:
    """The hidden tests of a task with their examples, drawn once: that is most of the work. The fastest come first.

    Also the failures meanwhile: the examples are drawn with a right function in a module that is broken otherwise.
    """
    settings.load_profile(profiles.QUICK)  # before the tests are imported: their own settings build on it
    place = COURSE.tasks[task]
    source, found, failures = Source(place.module.name, _alone(place), place.module.libraries), [], {}
    for name, test in hidden_tests(COURSE, place):
        recording, began = Recording(test), time.process_time()
        try:
            recording.record(_submission(place, source))
        except (Exception, Abort) as failure:
            failures[name] = str(failure)
        found.append((time.process_time() - began, name, recording))
    return [(name, recording) for _, name, recording in sorted(found, key=lambda entry: entry[:2])], failures


def _failures(place: Place, module: str) -> Iterator[tuple[str, BaseException]]:
    """Each hidden test of the task that the source of a module fails, one after the other, and how."""
    source = Source(place.module.name, module, place.module.libraries)
    for name, test in _recorded(place.task.id)[0]:
        try:
            test.replay(_submission(place, source))
        except (Exception, Abort) as failure:
            yield name, failure


@pytest.mark.parametrize("task", TASKS)
def test_every_wheat_passes(task: str) -> None:
    """Right is right, however unusual."""
    place = COURSE.tasks[task]
    found = {
        specimen.name: [(name, *judge(failure)) for name, failure in _failures(place, _module(place, specimen))]
        for specimen in _specimens(place, wrong=False)
    }
    assert found, "no wheat for this task"
    assert {name: failures for name, failures in found.items() if failures} == {}


@pytest.mark.parametrize("task", TASKS)
def test_every_misconception_loses_points(task: str) -> None:
    """By a wrong value, unless the mistake is known to show as an exception; `firth validate` runs the other tests too."""
    place = COURSE.tasks[task]
    found = _specimens(place, wrong=True)
    assert found, "no misconception for this task"
    unnoticed = [
        specimen.name
        for specimen in found
        if not any(
            specimen.crashes or _is_wrong_value(*failure) for failure in _failures(place, _module(place, specimen))
        )
    ]
    assert unnoticed == []


def _is_wrong_value(name: str, failure: BaseException) -> bool:
    status, message = judge(failure)
    assert status != "error", (name, message)
    expected = str(getattr(failure, "expected", ""))
    given_away = expected.startswith(("[", "(")) and _cells(expected) > MOST_CELLS
    assert not given_away, f"{name} shows the whole answer: {message}"
    return status == "failed" and not message.startswith("raised")


def _cells(text: str) -> int:
    """Numbers in the longest sequence that is written out in a text."""
    return max(
        (len(re.findall(r"\d+(?:\.\d+)?(?:e[-+]?\d+)?", part)) for part in re.findall(r"\[.*\]|\(.*\)", text)),
        default=0,
    )


@pytest.mark.parametrize("task", list(COURSE.tasks))
def test_tasks_stand_alone(task: str) -> None:
    """With every other function of its module broken, a right function still gets everything."""
    assert _recorded(task)[1] == {}


@pytest.mark.parametrize("task", [module.tasks[0].id for module in COURSE.modules.values()])
def test_the_real_grader_agrees(task: str, build: Build, course: Course, pool: Pool) -> None:
    """One wheat and one misconception of every module through intake, worker and wire."""
    place = COURSE.tasks[task]
    for wrong in (False, True):
        specimen = _specimens(place, wrong)[0]
        result = grade(build({place.path: _module(place, specimen)}), course, pool, tasks=frozenset({task}))
        assert (result.tasks[0].status != "passed") == wrong, specimen
        assert result.status == "graded"


def test_ids_are_unique_and_hints_are_hints() -> None:
    """One id per specimen of a task; a misconception has a belief and a question, a wheat has a reason."""
    for wrong, folder in FOLDERS.items():
        for path in sorted(folder.glob("*.py")):
            found = [specimen for specimen, _ in specimens.load(path)]
            assert len({(s.id, s.name) for s in found}) == len(found), path
            for specimen in found:
                assert COURSE.tasks[specimen.task].module.file == Path(path).name, specimen.id
                assert specimen.wrong == wrong, specimen.id
                assert (specimen.belief and specimen.hint) if wrong else specimen.why, specimen.id


@pytest.mark.parametrize("path", list(COURSE.modules))
def test_hints_ask_and_do_not_tell(path: str) -> None:
    """No line of the reference's code and no array of more than nine cells: a hint is a question, not the solution."""
    tree = ast.parse((ROOT / "reference" / path).read_text("utf-8"))
    statements = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, (ast.Return, ast.Assign, ast.Expr))}
    code = {line.removeprefix("return ") for statement in statements for line in statement.splitlines()}
    telling = [line for line in code if len(line) >= 20 and not line.startswith(("'", '"'))]
    for specimen, _ in specimens.load(FOLDERS[True] / Path(path).name):
        for said in (specimen.belief, specimen.hint):
            assert not [line for line in telling if line in said], specimen.id
            assert _cells(said) <= MOST_CELLS, specimen.id
