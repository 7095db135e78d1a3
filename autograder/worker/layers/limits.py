"""Resource limits: memory, CPU time, output, processes, open files."""

from __future__ import annotations

import os
import sys

from autograder.worker.layers import identity
from autograder.worker.layers.settings import Settings

NAME = "resource limits"
STOPS = "using up memory, CPU time, disk or processes"


def missing() -> str:
    """Why the layer cannot be used here."""
    try:
        import resource  # noqa: F401
    except ImportError:
        return "needs a POSIX system (Linux, macOS)"
    return ""


def apply(settings: Settings) -> None:
    """Set the kernel's limits."""
    import resource

    processes = settings.processes
    if os.getuid() < identity.FIRST_UID:
        # The kernel counts all processes of a user: a limit would hit a thread of a right solution for what others run.
        processes = resource.getrlimit(resource.RLIMIT_NPROC)[1]
    for kind, amount in (
        (resource.RLIMIT_AS, settings.memory),
        (resource.RLIMIT_CPU, settings.cpu),
        (resource.RLIMIT_FSIZE, settings.output),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_NOFILE, settings.files),
        (resource.RLIMIT_CORE, 0),
    ):
        if kind == resource.RLIMIT_AS and sys.platform == "darwin":
            continue  # macOS refuses it: a new process there has hundreds of gigabytes of addresses already
        resource.setrlimit(kind, (amount, amount))
