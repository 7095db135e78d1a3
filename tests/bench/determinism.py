"""The same submission, graded under many conditions: `python -m tests.bench.determinism SUBMISSION...`.

Each condition is a process of its own. What it says of a submission, down to the last digit of the last counterexample,
must be what an ordinary run says. `--python` adds other interpreters: any that can import autograder's dependencies.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import msgspec

ROOT = Path(__file__).resolve().parent.parent.parent
Verdict = dict[str, Any]
"""A SubmissionResult as plain data, without what may differ: how long it took, and where the submission lay."""


@dataclass(frozen=True)
class Condition:
    """How one run differs from an ordinary one."""

    name: str
    environment: dict[str, str] = field(default_factory=dict)
    order: str = ""
    """Of the hidden tests: "", "reversed", or a seed to shuffle them by."""
    folder: str = str(ROOT)
    """Where the grader is started."""
    python: str = sys.executable
    imports: tuple[str, ...] = ()
    """Modules that happen to be loaded: Hypothesis draws constants that it finds in those that are not installed."""
    times: int = 1
    """How often the same process grades it: the first time cold, then warm, on recorded examples."""
    together: int = 1
    """How many such processes run at once."""


BASE = Condition("an ordinary run", {"PYTHONHASHSEED": "0"})

CONDITIONS = [
    *(Condition(f"hash seed {seed}", {"PYTHONHASHSEED": seed}) for seed in ("1", "12345", "random")),
    *(
        Condition(f"{n} threads", {f"{lib}_NUM_THREADS": n for lib in ("OMP", "OPENBLAS", "MKL")})
        for n in ("1", "2", "8")
    ),
    Condition("tests reversed", order="reversed"),
    *(Condition(f"tests shuffled ({seed})", order=seed) for seed in ("1", "2", "3")),
    Condition("time zone of Kathmandu", {"TZ": "Asia/Kathmandu"}),
    Condition("the C locale, no UTF-8", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    Condition("Turkish", {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}),
    Condition("another folder", folder="/"),
    Condition("an older processor", {"OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F"}),
    Condition(
        "other modules loaded", imports=("reference.a6_evaluation.bias", "reference.a7_bert.masking", "autograder.cli")
    ),
    Condition("cold, then warm", times=3),
    Condition("four at once", together=4),
]


def verdicts(condition: Condition, submissions: list[Path], tasks: Iterable[str]) -> list[Verdict]:
    """What one process, or several at once, say of the submissions: all that was said, one after the other."""
    request = {"paths": list(map(str, submissions)), "tasks": sorted(tasks), "order": condition.order}
    request |= {"times": condition.times, "imports": condition.imports}

    def one(_: int) -> list[Verdict]:
        environment = {**os.environ, **condition.environment, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [condition.python, "-m", __spec__.name if __spec__ else "tests.bench.determinism", "--answer"],
            input=json.dumps(request),
            capture_output=True,
            encoding="utf-8",
            cwd=condition.folder,
            env=environment,
        )
        if done.returncode:
            raise click.ClickException(f"{condition.name}: {done.stderr.strip()[-2000:]}")
        found: list[Verdict] = json.loads(done.stdout)
        return found

    with ThreadPoolExecutor(condition.together) as threads:
        return [verdict for found in threads.map(one, range(condition.together)) for verdict in found]


def answer() -> None:
    """The process of one condition: grades what it is asked on standard input, and writes what it found."""
    from autograder.examples import Examples
    from autograder.grading import grade, workers
    from autograder.plugin import Grader
    from autograder.registry import Course

    request = json.load(sys.stdin.buffer)
    course, found = Course(ROOT), []
    for module in request["imports"]:
        importlib.import_module(module)
    Grader.pytest_collection_modifyitems = _in_order(Grader.pytest_collection_modifyitems, request["order"])  # type: ignore[method-assign]
    with contextlib.redirect_stdout(sys.stderr), workers(course) as pool:
        for path in map(Path, request["paths"]):
            known = Examples()
            for _ in range(request["times"]):
                result = grade(path, course, pool, tasks=frozenset(request["tasks"]) or None, known=known)
                found.append(_lasting(msgspec.to_builtins(result)))
    sys.stdout.write(json.dumps(found))


def _in_order(collect: Callable[..., None], order: str) -> Callable[..., None]:
    """The hook that plans the hidden tests, and puts them in another order afterwards."""

    def reordered(self: Any, items: list[Any]) -> None:
        collect(self, items)
        if order == "reversed":
            items.reverse()
        elif order:
            random.Random(order).shuffle(items)

    return reordered


def _lasting(found: Any) -> Any:
    """`found` without times and places; lists of tests in the order of their names."""
    if isinstance(found, dict):
        return {key: _lasting(value) for key, value in found.items() if key not in ("seconds", "path")}
    if isinstance(found, list):
        lasting = [_lasting(item) for item in found]
        named = all(isinstance(item, dict) and "name" in item for item in lasting)
        return sorted(lasting, key=lambda item: item["name"]) if named else lasting
    return found


def differences(one: Any, other: Any, where: str = "") -> list[str]:
    """The places in which two verdicts differ, with what stands there."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [line for key in one for line in differences(one[key], other[key], f"{where}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [line for i, (a, b) in pairs for line in differences(a, b, f"{where}[{i}]")]
    return [] if one == other else [f"{where}: {one!r} / {other!r}"[:400]]


@click.command()
@click.argument("submissions", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--task", "tasks", multiple=True, help="Only these tasks (default: those of the submission's folders).")
@click.option("--python", "pythons", multiple=True, help="Also with this interpreter; repeatable.")
@click.option("--answer", "answering", is_flag=True, hidden=True)
def main(submissions: tuple[Path, ...], tasks: tuple[str, ...], pythons: tuple[str, ...], answering: bool) -> None:
    """Grade the SUBMISSIONS under every condition. Exit code 1 if a verdict differs from the ordinary one."""
    if answering:
        answer()
        return
    if not submissions:
        raise click.UsageError("name at least one submission, for instance tests/submissions/typical")
    paths = [path.resolve() for path in submissions]
    expected, wrong, tests, runs = verdicts(BASE, paths, tasks), 0, 0, 0
    others = [Condition(f"with {python}", python=python) for python in pythons]
    for condition in [BASE, *CONDITIONS, *others]:
        began = time.monotonic()
        found = verdicts(condition, paths, tasks)
        each = condition.times
        right = [verdict for verdict in expected for _ in range(each)] * condition.together
        unlike = differences(right, found)
        runs, wrong = runs + len(found), wrong + bool(unlike)
        tests += sum(len(task["tests"]) for verdict in found for task in verdict["tasks"])
        click.echo(f"{condition.name:40} {len(found):3} verdicts {time.monotonic() - began:6.1f} s  {_said(unlike)}")
    click.echo(f"{runs} verdicts on {len(paths)} submissions, {tests} hidden tests; {wrong} conditions differ")
    raise SystemExit(bool(wrong))


def _said(unlike: list[str]) -> str:
    return "the same" if not unlike else "\n  ".join(["DIFFERENT", *unlike[:6]])


if __name__ == "__main__":
    main()
