"""The time of a test: how long student code may take, whatever else the machine has to do meanwhile."""

from __future__ import annotations

import time

from autograder.sandbox import WorkerProcess, starved
from autograder.worker import frames

LONGEST = 10
"""A test may take so many times its limit in all, what the grader itself spends on odd answers included."""

LEAST = 1.0
"""Seconds that a worker has to take a request in, however little is left for the answer."""

LITTLE = 0.05
"""Seconds of waiting for a processor that are not worth another look."""


class Clock:
    """What is left of the `limit`, in seconds, for all calls of one test together.

    What the worker, or the grader, spends waiting for a processor is not counted: a right solution must not fail
    because the machine had more to do than this. It is looked up only when the time seems to be over.
    """

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.spent = 0.0
        self._lent = 0.0
        self._began = 0.0
        self._own = 0.0
        """What the grader had waited for a processor when the test began."""

    def exchange(self, worker: WorkerProcess, frame: bytes, most: float | None = None) -> bytes:
        """Send a request; the bytes of the answer. It may take `most` seconds if given, else what is left, and is charged.

        Raises TimeoutError, or WireError.
        """
        began = time.monotonic()
        if not self._began:
            self._began, self._own = began, starved("thread-self")
        left = self.limit + self._lent - self.spent if most is None else most
        try:
            frames.send(worker.channel, frame, began + max(left, LEAST))
            return frames.receive(worker.channel, self._wait(worker, began + left))
        finally:
            if most is None:
                self.spent += time.monotonic() - began

    def _wait(self, worker: WorkerProcess, until: float) -> float:
        """Wait for the beginning of the answer; by when all of it must be there."""
        latest = self._began + LONGEST * self.limit
        while not frames.waiting(worker.channel, min(until, latest)):
            more = self._lend(worker)
            if more < LITTLE or time.monotonic() >= latest:
                raise TimeoutError
            until += more
        return min(until, latest)

    def _lend(self, worker: WorkerProcess) -> float:
        """Give back what was spent waiting for a processor since the last look."""
        more = worker.starved() + starved("thread-self") - self._own - self._lent
        self._lent += max(more, 0.0)
        return more
