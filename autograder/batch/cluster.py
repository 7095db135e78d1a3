"""Jobs on many machines, by dask.distributed.

A worker that dies takes no job with it: the scheduler gives what it had to another. Workers may come and go during a run.
The course must be in the same folder on every machine; each of them checks that it has the suite and the versions that are
meant, and isolates student code as it would in a run of its own.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import Any, TypeVar

from distributed import Client, LocalCluster

from autograder.batch.executors import Lost

T = TypeVar("T")

PER_THREAD = 2
"""Jobs under way for each thread of a worker: one that runs, and one that it finds when it is done with that."""

CONNECT_SECONDS = 5

COUNTED_SECONDS = 2.0
"""How long a count of workers holds: to ask the scheduler takes longer than to give it a job."""


class Cluster:
    """The workers of the scheduler at `address`; if that is None, a cluster on this machine with so many `workers`."""

    def __init__(self, address: str | None, workers: int) -> None:
        # It tells of every worker that comes and goes; what matters of that, the run says itself.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._own = None
        try:
            if address is None:
                self._own = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            self._client = Client(self._own or address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise Lost(f"{address or 'local cluster'}: no scheduler answers there ({error})") from None
        self._executor = self._client.get_executor(pure=False)
        self._width, self._counted = 0, -COUNTED_SECONDS

    @property
    def width(self) -> int:
        """As many as the workers that are there can use; 0 if there are none."""
        if self._client.status != "running":
            raise Lost("the scheduler is gone; start it again, and give the same command again")
        if time.monotonic() - self._counted > COUNTED_SECONDS:
            workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
            self._width = PER_THREAD * int(sum(worker["nthreads"] for worker in workers))
            self._counted = time.monotonic()
        return self._width

    def submit(self, work: Callable[..., T], *arguments: Any) -> Future[T]:
        made: Future[T] = self._executor.submit(work, *arguments)
        return made

    def close(self) -> None:
        self._executor.shutdown(wait=False)
        self._client.close()
        if self._own is not None:
            self._own.close()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
