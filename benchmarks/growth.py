"""How a class of Firth's grows: `python -m benchmarks.growth [SIZE...]`, by size of class and number of jobs.

The module is a2_pmi/pmi.py, as in `benchmarks.peers`; examples are recorded before. Memory is what all processes of the run
together hold at their highest, pages that they share counted once (PSS), looked at ten times a second.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from benchmarks.classes import MODULE, ROOT, grading, make


def grade(folder: Path, out: Path, jobs: int) -> tuple[float, int]:
    """Seconds and bytes that one class takes."""
    began, most = time.monotonic(), 0
    with subprocess.Popen(grading(folder, out, jobs), cwd=ROOT, stdout=subprocess.DEVNULL) as run:
        while run.poll() is None:
            most = max(most, _held(psutil.Process(run.pid)))
            time.sleep(0.1)
    if run.returncode:
        sys.exit(f"{run.args}: exit {run.returncode}")
    return time.monotonic() - began, most


def _held(process: psutil.Process) -> int:
    held = 0
    with contextlib.suppress(psutil.Error):
        for each in [process, *process.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):  # a worker may have ended meanwhile
                held += each.memory_full_info().pss
    return held


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[25, 50, 100, 200])
    wishes = parser.parse_args()
    table = Table("students", "jobs", "seconds", "a submission", "peak memory", box=None)
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        grade(make(place / "before", 20, [MODULE]), place / "before-out", 2)
        for size in wishes.sizes:
            folder = make(place / f"class-{size}", size, [MODULE])
            for jobs in (1, 2):
                seconds, held = grade(folder, place / f"out-{size}-{jobs}", jobs)
                cells = (f"{seconds:.1f}", f"{seconds / size:.2f}", f"{held / 2**20:.0f} MiB")
                table.add_row(str(size), str(jobs), *cells)
                print(size, jobs, *cells, file=sys.stderr, flush=True)
    console = Console(highlight=False, width=110)
    console.print(table)
    console.print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
