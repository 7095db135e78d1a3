"""The course checks itself: nothing missing, stubs fail, the reference passes, what students get is fresh."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import release
from autograder.grading import grade
from autograder.registry import Course
from autograder.sandbox import Pool
from tests.conftest import ROOT
from tests.course.conftest import Build

COURSE = Course(ROOT)
ASSIGNMENTS = [assignment.name for assignment in COURSE.assignments]
MODULES = list(COURSE.modules)


def _tasks(assignment: str) -> frozenset[str]:
    return frozenset(place.task.id for place in COURSE.places() if place.assignment.name == assignment)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_reference_gets_everything(
    assignment: str, reference: dict[str, str], build: Build, course: Course, pool: Pool
) -> None:
    """Full marks in every task, and the points of the tests add up to those of the task."""
    sources = {path: text for path, text in reference.items() if path.startswith(f"{assignment}/")}
    result = grade(build(sources), course, pool)
    assert {task.id: task.status for task in result.tasks} == dict.fromkeys(_tasks(assignment), "passed"), [
        (test.name, test.message) for task in result.tasks for test in task.tests if test.status != "passed"
    ]
    assert {task.id: task.points for task in result.tasks} == {
        place.task.id: place.task.points for place in course.places() if place.assignment.name == assignment
    }


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_test_fails_on_the_stub_and_for_the_right_reason(
    assignment: str, build: Build, course: Course, pool: Pool
) -> None:
    """Stubs get nothing, whether somebody has touched the file or not: nothing is implemented in them."""
    stubs = {p: (ROOT / "assignments" / p).read_text("utf-8") for p in MODULES if p.startswith(f"{assignment}/")}
    for touched in ("", "\n# I have been here.\n"):  # an untouched one is known by its text, and need not be run
        result = grade(build({path: text + touched for path, text in stubs.items()}), course, pool)
        assert {test.status for task in result.tasks for test in task.tests} == {"not_implemented"}
        assert {task.id for task in result.tasks} == _tasks(assignment)
        assert result.score == result.extra_credit == 0


def test_assignments_are_freshly_generated(course: Course) -> None:
    """What is committed is what `make release` would write."""
    assert release.stale(course) == []


def test_a_stale_assignment_is_noticed(course: Course, tmp_path: Path) -> None:
    """An edit by hand, a stray file and a missing one are all told."""
    shutil.copytree(course.root / "reference", tmp_path / "reference", ignore=shutil.ignore_patterns("__pycache__"))
    copy = Course(tmp_path)
    release.write(copy)
    assert release.stale(copy) == []
    pages = tmp_path / "assignments"
    (pages / "a2_pmi" / "pmi.py").write_text("edited", "utf-8")
    (pages / "a2_pmi" / "stray.py").write_text("", "utf-8")
    (pages / "a1_sparse" / "README.md").unlink()
    assert release.stale(copy) == ["a1_sparse/README.md", "a2_pmi/pmi.py", "a2_pmi/stray.py"]
    release.write(copy)
    assert release.stale(copy) == []


def _definitions(source: str) -> dict[str, ast.FunctionDef | ast.ClassDef]:
    tree = ast.parse(source)
    return {node.name: node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


@pytest.mark.parametrize("path", MODULES)
def test_stubs_keep_signature_and_docstring_and_nothing_else(path: str) -> None:
    """A stub promises what the reference keeps, and does not say how."""
    solution = _definitions((ROOT / "reference" / path).read_text("utf-8"))
    stubs = _definitions((ROOT / "assignments" / path).read_text("utf-8"))
    assert list(stubs) == [name for name in solution if not name.startswith("_")]
    for task in COURSE.modules[path].tasks:
        given, wanted = stubs[task.function], solution[task.function]
        assert ast.get_docstring(given) == ast.get_docstring(wanted)
        if isinstance(given, ast.FunctionDef) and isinstance(wanted, ast.FunctionDef):
            assert ast.dump(given.args) == ast.dump(wanted.args)
            assert ast.unparse(given.body[-1]) == f"raise NotImplementedError('task {task.id}: {task.function}')"
            assert len(given.body) == 2


@pytest.mark.parametrize(("origin", "outcome"), [("reference", "passed"), ("assignments", "failed")])
def test_visible_tests_pass_on_the_reference_and_fail_on_the_stub(origin: str, outcome: str, tmp_path: Path) -> None:
    """Plain pytest, as a student runs it: every visible test passes on a solution, and none on a stub."""
    for path in MODULES:
        folder, file = path.split("/")
        (tmp_path / folder).mkdir(exist_ok=True)
        shutil.copy(ROOT / origin / path, tmp_path / folder)
        shutil.copy(ROOT / "assignments" / folder / f"test_{file}", tmp_path / folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml")]
    command += [f"--rootdir={tmp_path}", "-p", "no:xdist", "--tb=line", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=300)
    summary = done.stdout.strip().splitlines()[-1]
    assert re.fullmatch(rf"\d+ {outcome}(, \d+ warnings?)? in .*", summary), done.stdout[-3000:]
    assert int(summary.split()[0]) >= len(COURSE.tasks)
    if outcome == "failed":
        assert done.stdout.count("NotImplementedError: task ") >= int(summary.split()[0])


def _marked(source: str) -> dict[str, tuple[str, int, str | None]]:
    """Test name to (task, points, docstring) of a test file."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for mark in node.decorator_list:
                name = ast.unparse(mark.func) if isinstance(mark, ast.Call) else ""
                if isinstance(mark, ast.Call) and name in ("task", "pytest.mark.task"):
                    points = next((ast.literal_eval(k.value) for k in mark.keywords if k.arg == "points"), 1)
                    found[node.name] = ast.literal_eval(mark.args[0]), points, ast.get_docstring(node)
    return found


def test_every_task_is_complete() -> None:
    """Hidden tests that add up, visible tests, three different hints, a place in the handout."""
    hidden: dict[str, int] = {}
    for file in (ROOT / "tests" / "hidden").glob("test_*.py"):
        for task, points, _ in _marked(file.read_text("utf-8")).values():
            hidden[task] = hidden.get(task, 0) + points
    for place in COURSE.places():
        task, folder = place.task, ROOT / "reference" / place.assignment.name
        assert hidden.get(task.id) == task.points, task.id
        visible = _marked((folder / f"test_{place.module.file}").read_text("utf-8"))
        assert any(marked == task.id for marked, _, _ in visible.values()), task.id
        assert len(set(task.hints)) == 3, task.id
        assert f"## Task {task.id}: {task.function}" in (folder / "handout.md").read_text("utf-8"), task.id
        assert 1 <= task.difficulty <= 5, task.id
        assert task.minutes > 0, task.id
        assert set(task.needs) <= COURSE.tasks.keys(), task.id


@pytest.mark.parametrize("file", sorted((ROOT / "tests" / "hidden").glob("test_*.py")), ids=lambda file: file.stem)
def test_hidden_tests_keep_the_rules(file: Path) -> None:
    """Every one is marked for one task, says in a sentence what it checks, and asserts only through the comparisons."""
    tree = ast.parse(file.read_text("utf-8"))
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    marked = _marked(file.read_text("utf-8"))
    assert [test.name for test in tests] == list(marked)
    for test in tests:
        assert marked[test.name][2], f"{test.name} has no docstring"
        assert test.args.args[0].arg == "submission", test.name
        assert not [node for node in ast.walk(test) if isinstance(node, ast.Assert)], f"{test.name}: bare assert"
