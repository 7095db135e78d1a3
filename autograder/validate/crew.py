"""Worker processes for code that is trusted, but may crash or never end.

Each member of the crew is a process that runs one job after the other and sends what it finds, piece by piece.
A piece that does not come in time, or a process that dies, ends that job alone: the next one gets a new process.
This is no sandbox. Students' code belongs into `autograder.sandbox`.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any
from unittest import mock

SILENCE = 600.0
"""Seconds of wall time without a piece after which a process is given up."""

MEMORY = 12 << 30
"""Bytes of address space of one process: more than torch claims, less than would hurt the machine for long."""

ENVIRONMENT = {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""As in a grade: a fixed order of sets, one thread."""


class Dead(Exception):
    """The process ended, or fell silent, before its job was done. The message says how."""


class Broken(Exception):
    """The job itself raised. The message is the traceback."""


class Hand:
    """One process of the crew, started when there is something to do."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None
        self._closed = False
        self._channel: Connection

    def do(self, job: Callable[..., Iterable[Any]], *args: Any, silence: float = SILENCE) -> Iterator[Any]:
        """The pieces that `job(*args)` yields in the process. Raises Dead or Broken."""
        if self._closed:
            raise Broken("the crew has gone home")
        if self._process is None:
            self._start()
        done = False
        try:
            self._channel.send((job, args))
            while True:
                if not self._channel.poll(silence):
                    raise Dead(f"no answer within {silence:.0f} seconds")
                kind, piece = self._channel.recv()
                done = kind != "piece"
                if kind == "end":
                    return
                if kind == "broke":
                    raise Broken(piece)
                yield piece
        except (EOFError, OSError):
            raise Dead(self._obituary()) from None
        finally:
            # Whoever stops listening half way must not find the rest of the old pieces in the next job.
            if not done:
                self._stop()

    def close(self) -> None:
        """End the process from another thread; there will be no other."""
        self._closed, process = True, self._process
        if process is not None:
            process.kill()

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()
            self._channel.close()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._channel, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with mock.patch.dict(os.environ, ENVIRONMENT):
            self._process.start()
        theirs.close()

    def _obituary(self) -> str:
        assert self._process is not None
        self._process.join(5)
        code = self._process.exitcode
        if code is not None and code < 0:
            return f"ended by {signal.Signals(-code).name}"
        return f"ended itself (exit code {code})"


def _serve(channel: Connection) -> None:
    """What the process does until nobody is left to talk to."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever pressed Ctrl-C has us ended by the parent
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for standard in (1, 2):
        os.dup2(nowhere, standard)
    with suppress(EOFError, OSError):
        while True:
            job, args = channel.recv()
            try:
                for piece in job(*args):
                    channel.send(("piece", piece))
                channel.send(("end", None))
            except Exception:
                channel.send(("broke", traceback.format_exc()))
