"""The attack corpus: hostile submissions gain nothing, learn nothing, break nothing, leave nothing behind.

Each file of `tests/attacks/` is the `a2_pmi/pmi.py` of one hostile submission, whose answers are wrong in any case: it
must earn what the honest wrong module (`_wrong.py`) earns. `smuggled.py` builds those that are no single file.
"""

from __future__ import annotations

import ast
import contextlib
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.intake import IntakeError
from autograder.report import SubmissionResult
from autograder.sandbox import Pool
from autograder.worker.layers import ALL
from tests.autograder.arena import ATTACKS, NAMES, Arena, descendants, on_a_terminal, open_arena, planted, secrets_in
from tests.autograder.smuggled import SMUGGLED
from tests.conftest import ROOT

HARMLESS = (
    "bomb_output",
    "frames_gc",
    "objects_always_equal",
    "patch_worker",
    "wire_changed_argument",
    "wire_early_answer",
)
"""Attacks that reach for nothing outside of their process: a sample to be tried with layers left out, too.

`python -m tests.bench.combinations` tries more attacks, with every combination.
"""


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    """One arena for all."""
    with open_arena(tmp_path_factory.mktemp("arena")) as opened:
        yield opened


@pytest.mark.parametrize("name", NAMES)
def test_attack(name: str, arena: Arena) -> None:
    """No point, no secret, no crash, no trace; and whoever is graded next gets what is due."""
    place = arena.submit((ATTACKS / f"{name}.py").read_text("utf-8"), name)
    before = _contents(place)
    _holds(arena, arena.grade(place))
    assert _contents(place) == before
    arena.next_call_is_served_as_always()


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
    arena.next_call_is_served_as_always()


def test_after_all_that_the_next_submission_is_graded_as_always(arena: Arena) -> None:
    """After each attack only one call of whoever came next was looked at: here is a whole grade."""
    arena.next_is_graded_as_always()


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
            result = arena.grade(arena.submit((ATTACKS / f"{name}.py").read_text("utf-8"), name), pool)
            assert result.status == "graded", name
            assert result.score <= arena.points, name
        arena.next_is_graded_as_always(pool)
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
    assert secrets_in(result) == []
    seen = on_a_terminal(result)
    assert seen.replace("\n", "").isprintable()
    assert not re.search(r"(?m)^\s*::|##\[", seen)
    assert planted() <= arena.before
    _wait_for(lambda: len(descendants()) <= arena.processes)


def _contents(place: Path) -> dict[Path, tuple[int, int]]:
    """Every file below, with its length and time of change."""
    return {path: (path.lstat().st_size, path.lstat().st_mtime_ns) for path in sorted(place.rglob("*"))}


def _wait_for(condition) -> None:
    """Give what was killed a moment to end."""
    for _ in range(50):
        if condition():
            return
        time.sleep(0.05)
    assert condition()
