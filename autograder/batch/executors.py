"""Where jobs run: the interface, and its version for one machine."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Lost(Exception):
    """The executor as a whole is gone: the run cannot go on. The message says why."""


class Executor(Protocol):
    """What the run asks of whoever does the work. A future that fails stands for a fault of ours."""

    @property
    def width(self) -> int:
        """How many jobs may be under way at once; it may change from one moment to the next."""

    def submit(self, work: Callable[..., T], *arguments: Any) -> Future[T]:
        """Begin `work(*arguments)`; to be called while fewer than `width` jobs are under way. Raises Lost."""

    def close(self) -> None:
        """End everything at once, jobs under way included."""

    def __enter__(self) -> Executor: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


class Local:
    """Processes of this machine, each with workers of its own. One that dies takes one job with it, and is replaced."""

    def __init__(self, jobs: int) -> None:
        self._slots = [_Slot(core) for core in _cores(jobs)]

    @property
    def width(self) -> int:
        return len(self._slots)

    def submit(self, work: Callable[..., T], *arguments: Any) -> Future[T]:
        free = next(slot for slot in self._slots if slot.free)
        return free.submit(work, *arguments)

    def close(self) -> None:
        for slot in self._slots:
            slot.end()

    def __enter__(self) -> Local:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Slot:
    """A pool of one process: of a larger one, a single death would end all jobs."""

    def __init__(self, core: int | None) -> None:
        self._core = core
        self._under_way: Future[Any] | None = None
        self._pool: ProcessPoolExecutor | None = None
        self._leash: Connection | None = None

    @property
    def free(self) -> bool:
        return self._under_way is None or self._under_way.done()

    def submit(self, work: Callable[..., T], *arguments: Any) -> Future[T]:
        pool = self._pool or self._start()
        try:
            made = pool.submit(work, *arguments)
        except BrokenProcessPool:
            self.end()
            made = self._start().submit(work, *arguments)
        self._under_way = made
        return made

    def end(self) -> None:
        """Let go of the leash: the process ends, whatever it is doing."""
        if self._pool is not None and self._leash is not None:
            self._leash.close()
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        end, self._leash = multiprocessing.Pipe(duplex=False)
        # Not forked: a fork would inherit the leashes of the others, and threads in the middle of something.
        self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _leashed, (end, self._core))
        return self._pool


def _cores(jobs: int) -> list[int | None]:
    """A core for each job where there are at least as many jobs as cores, for then none is left idle by it.

    A grader and its worker take turns, a thousand times a submission and more: waking each other across cores makes
    it half as long again.
    """
    if not hasattr(os, "sched_getaffinity"):
        return [None] * jobs
    cores = sorted(os.sched_getaffinity(0))
    return [cores[number % len(cores)] if jobs >= len(cores) else None for number in range(jobs)]


def _leashed(end: Connection, core: int | None) -> None:
    """In the new process: stay on one core, and end with the run, however that ends; Ctrl-C is the run's business."""
    if core is not None:
        os.sched_setaffinity(0, {core})
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        with contextlib.suppress(EOFError, OSError):
            end.recv()
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
