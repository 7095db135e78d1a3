"""What every way to start workers has in common: what a worker offers, what surrounds it, how long it may take."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Protocol

from autograder.worker.layers.settings import Settings

WORKER = Path(__file__).resolve().parent.parent / "worker"
"""The folder that the worker runs from: all that it ever sees of this package."""

START_SECONDS = 120
"""How long a process may take to load its libraries (torch and transformers on a busy machine)."""

ANSWER_SECONDS = 30
"""How long a process that has them loaded may take for an order."""

WINDOWS_NEEDS = ("SYSTEMROOT", "TEMP", "TMP")
"""Without these Windows opens no socket and finds no temporary folder; other systems have no such variables."""

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/nonexistent",
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    # One thread: forks of a threaded process hang, and sums must not depend on the machine's cores.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    **({name: os.environ[name] for name in WINDOWS_NEEDS if name in os.environ} if os.name == "nt" else {}),
}

SETTINGS = {"numpy": Settings(), "scipy": Settings(), "torch": Settings(memory=4 << 30, cpu=600)}
"""Limits go by what is loaded, not by what a task declares: torch and transformers alone take 0.8 GiB of addresses."""

BERT = "transformers.models.bert.modeling_bert,transformers.models.bert.tokenization_bert"
STANDARD = "bisect,collections,copy,dataclasses,fractions,functools,heapq,itertools,math,operator,random,re,statistics"
STANDARD += ",string,typing,unicodedata,warnings"
NUMPY = "numpy.fft,numpy.lib.stride_tricks,numpy.ma,numpy.polynomial,numpy.random,numpy.typing"
"""What NumPy imports only when it is asked for: workers would do it anew, in every test."""

SCIPY = "scipy.linalg,scipy.sparse.linalg,scipy.spatial.distance,scipy.special,scipy.stats"
PRELOAD = {
    "numpy": f"{STANDARD},{NUMPY}",
    "scipy": f"{STANDARD},{NUMPY},{SCIPY}",
    "torch": f"{STANDARD},{NUMPY},torch,torch._dynamo,{BERT}",
}


class SandboxError(Exception):
    """No worker could be had: our fault, never the student's."""


def starved(process: int | str) -> float:
    """Seconds that the first thread of a process of Linux could have run, and had no processor; 0.0 if nobody knows."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


class WorkerProcess(Protocol):
    """One worker, ready for requests."""

    channel: socket.socket

    def stop(self) -> int:
        """Kill the worker and what it started; its exit code, or minus a signal's number. To be called once."""
        ...

    def settled(self, seconds: float = 0.5) -> bool:
        """True once the process has ended by itself; waits at most `seconds`."""
        ...

    def starved(self) -> float:
        """Seconds that it could have run, and had no processor; 0.0 where the system does not tell."""
        ...

    def output(self, limit: int = 4000) -> str:
        """The first `limit` bytes that the worker printed; to be asked once it is stopped."""
        ...

    def close(self) -> None:
        """Forget the captured output."""
        ...


class Starter(Protocol):
    """Starts workers that hold certain libraries."""

    layers: tuple[str, ...]
    """Names of the layers that its workers are to have."""

    missing: dict[str, str]
    """Layer to the reason why it cannot be used."""

    def start_worker(self) -> WorkerProcess:
        """A fresh worker, all its layers in place. Raises SandboxError."""
        ...

    def close(self) -> None:
        """End what is kept ready."""
        ...
