"""What still holds without a layer: attacks under every combination of layers. `python -m tests.bench.combinations`.

Each attack bounds itself, and is told of a copy of the course: what it may change without walls is not this one. Left out
are attacks that would look through the machine itself, or plant code where its Python imports it. Takes minutes.
Words after the command are layers: then only combinations that leave out all of these are tried.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.sandbox import Pool
from autograder.sandbox.process import WORKER
from autograder.worker.layers import ALL
from tests.autograder.arena import ATTACKS, PLANTED, ROOT, Arena, open_arena, planted, secrets_in

LAYERS = ("namespaces", *(layer.NAME for layer in ALL))

TRIED = (
    *("read_hidden_tests", "read_reference", "read_import", "read_others", "read_environment", "read_by_syscall"),
    *("net_families", "net_loopback", "net_abstract", "net_own_channel"),
    *("state_mailbox", "state_edit_tests", "bomb_disk", "bomb_fork", "bomb_pipe"),
    *("survive_daemon", "survive_program", "survive_kill_others", "survive_new_limits", "survive_thread"),
    *("frames_gc", "objects_always_equal", "patch_worker", "wire_changed_argument", "wire_early_answer", "exit_atexit"),
)
"""Attacks that reach out of their process, and some that stay in it and go for the score."""

LEFT_BEHIND_IN = (Path("/"), Path("/run"))
"""Where an attack may leave a file, besides the places that the tests look at."""


@dataclass
class Outcome:
    """What attacks brought about under one combination."""

    tier: int
    done: set[str]
    told: set[str] = field(default_factory=set)
    gained: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    alive: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)


def run(arena: Arena, without: frozenset[str]) -> Outcome:
    """All attacks, without some layers; then a right submission."""
    secrets = [arena.root / "tests" / "hidden" / "test_pmi.py", arena.root / "reference" / "a2_pmi" / "pmi.py"]
    with Pool("none", secrets=secrets, every_layer=True, without=without) as pool:
        pool.zygote("numpy")
        outcome = Outcome(pool.tier, {action for action, came in pool.probes.items() if came == "DONE"})
        for name in TRIED:
            _attack(arena, pool, name, outcome)
        try:
            arena.next_is_graded_as_always(pool)
        except AssertionError:
            outcome.broken.add("the next submission")
    return outcome


def _attack(arena: Arena, pool: Pool, name: str, outcome: Outcome) -> None:
    before, running = _files(arena), _left_running()
    result = arena.grade(arena.submit((ATTACKS / f"{name}.py").read_text("utf-8"), name), pool)
    time.sleep(0.2)
    changed = {path for path, facts in _files(arena).items() if facts != before.get(path)}
    alive = _left_running() - running
    for found, names in (
        (secrets_in(result), outcome.told),
        (result.score > arena.points, outcome.gained),
        (changed, outcome.files),
        (alive, outcome.alive),
        (result.status != "graded", outcome.broken),
    ):
        if found:
            names.add(name)
    for path in changed - set(before):
        path.unlink(missing_ok=True)
    for pid in alive:
        os.kill(pid, signal.SIGKILL)


def _files(arena: Arena) -> dict[Path, tuple[int, int, int]]:
    """Files that an attack may have left or changed, with length, mode and time of change."""
    found = {path for folder in LEFT_BEHIND_IN for name in PLANTED for path in folder.glob(name)} | planted()
    for folder in (arena.root, arena.folder / "other"):
        found |= {path for path in folder.rglob("*") if path.is_file()}
    return {path: (path.stat().st_size, path.stat().st_mode, path.stat().st_mtime_ns) for path in found}


def _left_running() -> set[int]:
    """Processes that lost their parent, or whose parent is a zygote: at rest there are none."""
    workers, parents = set(), {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes()
            parents[int(process.name)] = int((process / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if words.startswith(b"sleep\0" + b"20\0") or (str(WORKER).encode() in words and not words.startswith(b"bwrap")):
            workers.add(int(process.name))
    return {pid for pid in workers if parents[pid] in workers or parents[pid] == 1}


def _copy_of_the_course(place: Path) -> Path:
    for part in ("tests/hidden", "reference", "autograder/worker"):
        shutil.copytree(ROOT / part, place / part, ignore=shutil.ignore_patterns("__pycache__"))
    return place


def main() -> None:
    """Print one row for each combination."""
    table = Table(
        "left out", "tier", "probe", "told", "points gained", "files left", "processes left", "errors", box=None
    )
    console = Console(width=230, highlight=False)
    chosen = sys.argv[1:] or [""]
    with tempfile.TemporaryDirectory() as folder, open_arena(Path(folder) / "arena") as arena:
        arena.root = _copy_of_the_course(Path(folder) / "course")
        for size in range(len(LAYERS) + 1):
            for names in itertools.combinations(LAYERS, size):
                if not all(name in ("", *names) for name in chosen):
                    continue
                outcome = run(arena, frozenset(names))
                sets = (outcome.told, outcome.gained, outcome.files, outcome.alive, outcome.broken)
                cells = [", ".join(sorted(found)) or "–" for found in sets]
                table.add_row(", ".join(names) or "nothing", str(outcome.tier), str(len(outcome.done)), *cells)
                print(f"{', '.join(names) or 'nothing'}: {outcome}", file=sys.stderr, flush=True)
    console.print(table)


if __name__ == "__main__":
    main()
