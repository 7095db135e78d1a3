"""What the sandbox costs: starting a worker, each layer, a whole submission, memory. `python -m tests.bench.sandbox`."""

from __future__ import annotations

import contextlib
import statistics
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.grading import grade, workers
from autograder.registry import Course
from autograder.sandbox import Pool
from autograder.sandbox.process import WORKER
from autograder.worker import layers
from tests.bench.boundary import best

ROOT = Path(__file__).resolve().parent.parent.parent


def starts(course: Course, console: Console) -> None:
    """Cold: the zygote with its libraries, probed. Warm: one more worker, isolated and ready, and its end."""
    table = Table("libraries", "cold, s", "warm, ms (median)", "memory of its own, MiB", box=None)
    for libraries in ("numpy", "torch"):
        with workers(course) as pool:
            began = time.perf_counter()
            pool.zygote(libraries)
            cold = time.perf_counter() - began
            table.add_row(
                libraries, f"{cold:.2f}", f"{warm(pool, libraries):.1f}", f"{private_memory(pool, libraries):.1f}"
            )
    console.print(table)


def warm(pool: Pool, libraries: str) -> float:
    """Median milliseconds from asking for a worker to its end."""
    return statistics.median(start_and_end(pool, libraries) for _ in range(40))


def start_and_end(pool: Pool, libraries: str) -> float:
    """Milliseconds that one worker takes which has nothing to do."""
    began = time.perf_counter()
    worker = pool.start_worker(libraries)
    worker.stop()
    worker.close()
    return (time.perf_counter() - began) * 1e3


def private_memory(pool: Pool, libraries: str) -> float:
    """MiB that a ready worker does not share with its zygote (the dirty pages of its own)."""
    before = set(_children())
    worker = pool.start_worker(libraries)
    (process,) = set(_children()) - before
    rollup = (process / "smaps_rollup").read_text()
    worker.stop()
    worker.close()
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Private_Dirty")) / 1024


def _children() -> list[Path]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(WORKER).encode() in (process / "cmdline").read_bytes():
                found.append(process)
        except OSError:
            continue
    return found


def each_layer(course: Course, console: Console) -> None:
    """A worker with all layers, and with one of them left out: in turn, so that a busy moment hits all alike."""
    names = ["namespaces", *(layer.NAME for layer in layers.ALL)]
    without = {f"without {name}": frozenset({name}) for name in names} | {"with none": frozenset(names)}
    with contextlib.ExitStack() as stack:
        pools = {"all layers": stack.enter_context(workers(course))}
        for name, left_out in without.items():
            pools[name] = stack.enter_context(Pool("none", every_layer=True, without=left_out))
        rounds = [{name: start_and_end(pool, "numpy") for name, pool in pools.items()} for _ in range(80)]
    table = Table("a worker, ready and ended", "ms (median)", "ms (best)", box=None)
    for name in pools:
        times = [times[name] for times in rounds]
        table.add_row(name, f"{statistics.median(times):.1f}", f"{min(times):.1f}")
    console.print(table)


def submission(course: Course, console: Console) -> None:
    """A good submission in the strictest tier that there is, against no isolation at all."""
    good = ROOT / "tests" / "submissions" / "good"
    tasks = frozenset(task.id for a in course.assignments if a.name == "a2_pmi" for task in a.tasks)
    with workers(course) as strict, workers(course, "none") as none:
        times: dict[str, list[float]] = {"strict": [], "none": []}
        for _ in range(4):
            for name, pool in (("none", none), ("strict", strict)):
                times[name].append(best(lambda pool=pool: grade(good, course, pool, tasks=tasks), 1))
        ratio = min(times["strict"][1:]) / min(times["none"][1:])
        console.print(
            f"a good a2_pmi submission: tier {strict.tier} {min(times['strict'][1:]):.2f} s, "
            f"no isolation {min(times['none'][1:]):.2f} s, ratio {ratio:.2f}"
        )


def main() -> None:
    """Print all figures."""
    console, course = Console(highlight=False, width=110), Course(ROOT)
    starts(course, console)
    each_layer(course, console)
    submission(course, console)


if __name__ == "__main__":
    main()
