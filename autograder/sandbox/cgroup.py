"""A control group (version 2) for a zygote and all its workers together: what no limit of a single process can bound.

One for the whole tree, not one for each worker: a worker that has seccomp is one process, which its own limits hold.
What is left is the sum (forks where seccomp is missing) and memory that belongs to no process, such as a full pipe. If
it overflows, the kernel ends the largest process, which is the worker, and a zygote would be replaced.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import time
from pathlib import Path

from autograder.worker.layers.settings import Settings

NAME = "control group"
STOPS = "using up memory or processes by many together, memory that belongs to no process, swap"

MOUNTS = (Path("/sys/fs/cgroup"), Path("/sys/fs/cgroup/unified"))
OWN = Path("/proc/self/cgroup")
CONTROLLERS = {"memory", "pids"}

OURS = 16
"""Processes that are no worker's: bubblewrap's two, the zygote, and room."""

JOIN = 'echo $$ > "$0" && exec "$@"'
"""A shell that enters the group and then becomes the command: from outside one would be too late for its children."""

HELP = "try: systemd-run --user --scope firth …"

_numbers = itertools.count()


def missing() -> str:
    """Why the layer cannot be used here; a group is made, entered and removed to see."""
    place = _place()
    if place is None:
        return "needs cgroup v2 with the controllers memory and pids, handed on to the group that this process is in"
    try:
        group = Group(Settings())
    except OSError as error:
        return f"not writable here: {place} ({error.strerror}); {HELP}"
    entered = (
        subprocess.run([*group.command, "true"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    )
    group.close()
    return "" if entered else f"not writable here: a process cannot be moved into {place}; {HELP}"


class Group:
    """A new group with the limits of `settings`. Raises OSError if it cannot be made."""

    def __init__(self, settings: Settings) -> None:
        place = _place()
        if place is None:
            raise FileNotFoundError("no control group that could be divided")
        self._path = place / f"firth-{os.getpid()}-{next(_numbers)}"
        self._path.mkdir()
        try:
            self._write("memory.max", settings.memory)
            self._write("pids.max", settings.processes + OURS)
            with contextlib.suppress(OSError):  # a kernel without swap has no such file
                self._write("memory.swap.max", 0)
        except OSError:
            self.close()
            raise

    @property
    def command(self) -> list[str]:
        """The words before the command line of what is to live in the group."""
        return ["sh", "-c", JOIN, str(self._path / "cgroup.procs")]

    def close(self) -> None:
        """End whatever is left in the group, and the group."""
        with contextlib.suppress(OSError):  # kernels before 5.14 cannot
            self._write("cgroup.kill", 1)
        for _ in range(50):
            with contextlib.suppress(OSError):
                return self._path.rmdir()  # refused until the last process has gone
            time.sleep(0.02)
        return None

    def _write(self, name: str, value: int) -> None:
        (self._path / name).write_text(f"{value}\n", "ascii")


def _place() -> Path | None:
    """The group in which a new one can have limits: our own, or the one around it; None if neither hands them on."""
    mount = next((mount for mount in MOUNTS if (mount / "cgroup.controllers").exists()), None)
    if mount is None:
        return None
    lines = OWN.read_text("utf-8").splitlines()
    own = mount / next((line[3:] for line in lines if line.startswith("0::")), "").lstrip("/")
    for place in (
        (own, own.parent) if own != mount else (own,)
    ):  # a group with processes of its own hands on nothing, unless it is the topmost
        with contextlib.suppress(OSError):
            if set((place / "cgroup.subtree_control").read_text("ascii").split()) >= CONTROLLERS:
                return place
    return None
