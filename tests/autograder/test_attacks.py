"""The attack corpus: hostile submissions gain nothing, learn nothing, break nothing, leave nothing behind.

Each file of `tests/attacks/` is the `a2_pmi/pmi.py` of one hostile submission, whose answers are wrong in any case: it
must earn what the honest wrong module (`_wrong.py`) earns. `smuggled.py` builds those that are no single file.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from hypothesis import Phase, settings
from rich.console import Console

from autograder import proxy, terminal
from autograder.grading import grade, workers
from autograder.intake import IntakeError
from autograder.registry import Course
from autograder.report import SubmissionResult
from autograder.sandbox import Pool
from autograder.worker.layers import ALL
from tests.autograder.smuggled import SMUGGLED
from tests.conftest import ROOT

ATTACKS = ROOT / "tests" / "attacks"
NAMES = sorted(path.stem for path in ATTACKS.glob("[!_]*.py"))
RIGHT = (ROOT / "tests" / "submissions" / "good" / "a2_pmi" / "pmi.py").read_text("utf-8")
TASK = frozenset({"2.3"})

SECONDS = 1.0
"""What student code may take in one test here, in place of the 20 of the course."""

CANARY = "canary-in-the-environment"
SECRETS = (
    CANARY,
    "canary-of-another-student",
    "_by_definition",  # hidden tests
    "np.add.at(ahead",  # reference
    "root:x:0",  # the machine's users
    "LEAK",  # what the attacks print when they got somewhere
)

PLANTED = ("bomb-*", "mailbox", "pickled", "results.*", "report.json", "grades.csv", "sitecustomize.py", "poison.pth")
"""Names of the files that attacks try to leave behind."""

FOLDERS = (
    ROOT,
    ROOT / "tests" / "hidden",
    ROOT / "autograder" / "worker",
    *map(Path, ("/tmp", "/dev/shm", "/var/tmp")),
)

HARMLESS = (
    "bomb_memory",
    "bomb_output",
    "exit_atexit",
    "frames_gc",
    "objects_always_equal",
    "patch_worker",
    "survive_thread",
    "text_terminal",
    "wire_changed_argument",
    "wire_early_answer",
    "wire_generator_pool",
)
"""Attacks that reach for nothing outside of their process: to be tried with layers left out, too."""


@dataclass
class Arena:
    """Where attacks take place."""

    course: Course
    pool: Pool
    folder: Path
    before: set[Path]
    processes: int
    points: int = 0

    def submit(self, text: str, name: str) -> Path:
        """A submission with this module."""
        place = self.folder / name / "a2_pmi"
        place.mkdir(parents=True, exist_ok=True)
        for mark, path in (("@ROOT@", ROOT), ("@OTHER@", self.folder / "other"), ("@HERE@", place.parent)):
            text = text.replace(mark, str(path))
        (place / "pmi.py").write_text(text, "utf-8")
        return place.parent

    def grade(self, path: Path, pool: Pool | None = None) -> SubmissionResult:
        """The result of task 2.3."""
        return grade(path, self.course, pool or self.pool, tasks=TASK)


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    """A course with short limits and few examples, workers as `firth grade` has them, and a student to steal from."""
    course, profile, patch = Course(ROOT), settings.get_profile("firth"), pytest.MonkeyPatch()
    course.assignments = tuple(_hurried(assignment) for assignment in course.assignments)
    patch.setattr(proxy, "LOAD_SECONDS", 3 * SECONDS)
    patch.setenv("FIRTH_CANARY", CANARY)
    settings.register_profile("firth", profile, max_examples=4, phases=[Phase.explicit, Phase.generate])
    try:
        with workers(course) as pool:
            pool.zygote("numpy")
            made = Arena(course, pool, tmp_path_factory.mktemp("arena"), _planted(), len(_descendants()))
            made.submit(f"# canary-of-another-student\n{RIGHT}", "other")
            made.points = made.grade(made.submit((ATTACKS / "_wrong.py").read_text("utf-8"), "wrong")).score
            yield made
    finally:
        settings.register_profile("firth", profile)
        patch.undo()


@pytest.mark.parametrize("name", NAMES)
def test_attack(name: str, arena: Arena) -> None:
    """No point, no secret, no crash, no trace; and whoever is graded next gets what is due."""
    place = arena.submit((ATTACKS / f"{name}.py").read_text("utf-8"), name)
    before = _contents(place)
    _holds(arena, arena.grade(place))
    assert _contents(place) == before
    _next_is_graded_as_always(arena)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", sorted(SMUGGLED))
def test_smuggling(name: str, arena: Arena) -> None:
    """What is handed in beside, or in place of, a module is never looked at; nor does any archive break the grader."""
    place = arena.folder / "smuggled"
    place.mkdir(exist_ok=True)
    began = time.monotonic()
    path = SMUGGLED[name](place / name, (ATTACKS / "_wrong.py").read_text("utf-8"))
    built = time.monotonic() - began
    with contextlib.suppress(IntakeError):  # one clear line, before any code runs: `firth grade` goes on to the next
        _holds(arena, arena.grade(path))
    assert time.monotonic() - began - built < 15
    _next_is_graded_as_always(arena)


LEFT_OUT = [
    {"namespaces"},
    {"namespaces", "landlock"},
    {"namespaces", "resource limits"},
    {"landlock", "seccomp"},
    {"namespaces", "landlock", "seccomp"},
]


@pytest.mark.parametrize("left_out", LEFT_OUT, ids=lambda names: "without " + ", ".join(sorted(names)))
def test_the_boundary_alone(left_out: set[str], arena: Arena, record_property: pytest.RecordProperty) -> None:
    """Whatever layers are missing, the process boundary and the decoder keep score and grader safe.

    What no longer holds (see the table in docs/security.md) is what the probe says, and it is loud about it.
    """
    hidden = ROOT / "tests" / "hidden" / "test_pmi.py"
    with Pool("none", secrets=[hidden], every_layer=True, without=frozenset(left_out)) as pool:
        pool.zygote("numpy")
        assert not left_out & set(pool.layers)
        for name in HARMLESS:
            if name == "bomb_memory" and "resource limits" in left_out:
                continue
            result = arena.grade(arena.submit((ATTACKS / f"{name}.py").read_text("utf-8"), name), pool)
            assert result.status == "graded", name
            assert result.score <= arena.points, name
        right = arena.grade(arena.submit(RIGHT, "right"), pool)
        assert right.score == right.max_score
        done = {action for action, outcome in pool.probes.items() if outcome == "DONE"}
        record_property("a worker could", sorted(done))
        walls = {"namespaces", "landlock"} & set(pool.layers)
        assert ("read test_pmi.py" in done) == (not walls)
        assert ("fork" in done) == ("seccomp" not in pool.layers)


def test_the_corpus_is_large_and_says_what_it_tries() -> None:
    """Sixty attacks at least, each with a line that says what it is about, and a function of its own to grade."""
    assert len(NAMES) >= 60
    assert set(HARMLESS) <= set(NAMES)
    for path in ATTACKS.glob("*.py"):
        text = path.read_text("utf-8")
        assert re.match(r'""".+"""\n', text), path
        assert any(isinstance(node, ast.FunctionDef) and node.name == "ppmi" for node in ast.parse(text).body), path


def test_an_active_layer_can_be_left_out() -> None:
    """The layers that tests name are layers that there are."""
    known = {"namespaces", *(layer.NAME for layer in ALL)}
    assert all(names <= known for names in LEFT_OUT)


def _holds(arena: Arena, result: SubmissionResult) -> None:
    """Nothing gained, nothing told, nobody and nothing left."""
    assert result.status == "graded", [test.message for task in result.tasks for test in task.tests]
    assert result.score <= arena.points
    told = msgspec.json.encode(result).decode()
    seen = _on_a_terminal(result)
    assert [secret for secret in SECRETS if secret in told or secret in seen] == []
    assert seen.replace("\n", "").isprintable()
    assert not re.search(r"(?m)^\s*::|##\[", seen)
    assert _planted() <= arena.before
    _wait_for(lambda: len(_descendants()) <= arena.processes)


def _next_is_graded_as_always(arena: Arena) -> None:
    right = arena.grade(arena.submit(RIGHT, "right"))
    assert (right.status, right.score) == ("graded", right.max_score)


def _on_a_terminal(result: SubmissionResult) -> str:
    console = Console(file=io.StringIO(), width=70, highlight=False)
    terminal.print_submission(result, console)
    terminal.print_line(result, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def _hurried(assignment):
    """`assignment` with short time limits."""
    replace = msgspec.structs.replace
    modules = (
        replace(module, tasks=tuple(replace(task, seconds=SECONDS) for task in module.tasks))
        for module in assignment.modules
    )
    return replace(assignment, modules=tuple(modules))


def _contents(place: Path) -> dict[Path, tuple[int, int]]:
    """Every file below, with its length and time of change."""
    return {path: (path.lstat().st_size, path.lstat().st_mtime_ns) for path in sorted(place.rglob("*"))}


def _planted() -> set[Path]:
    """Files in tempting places with names that attacks give to theirs."""
    return {path for folder in FOLDERS if folder.is_dir() for name in PLANTED for path in folder.glob(name)}


def _descendants() -> set[int]:
    """The processes that this one started, and those that they started; none that has ended."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text("utf-8", "replace").rpartition(")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if state != "Z":
            parents[int(entry.parent.name)] = int(parent)
    found = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _wait_for(condition) -> None:
    """Give what was killed a moment to end."""
    for _ in range(50):
        if condition():
            return
        time.sleep(0.05)
    assert condition()
