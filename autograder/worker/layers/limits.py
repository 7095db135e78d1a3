"""Resource limits: memory, CPU time, output, processes, open files."""

from __future__ import annotations

import resource

from autograder.worker.layers.settings import Settings

NAME = "resource limits"
STOPS = "using up memory, CPU time, disk or processes"


def missing() -> str:
    """The layer can always be used."""
    return ""


def apply(settings: Settings) -> None:
    """Set the kernel's limits."""
    for kind, amount in (
        (resource.RLIMIT_AS, settings.memory),
        (resource.RLIMIT_CPU, settings.cpu),
        (resource.RLIMIT_FSIZE, settings.output),
        (resource.RLIMIT_NPROC, settings.processes),
        (resource.RLIMIT_NOFILE, settings.files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (amount, amount))
