"""A limit on the processor time of trusted code in this very process: some known mistakes never end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from autograder.endings import TimedOut


@contextmanager
def limited(seconds: float) -> Iterator[list[bool]]:
    """Raises TimedOut in what runs for longer, and again each time that it is tried anew.

    What comes back is empty until then: the exception alone is taken for the specimen's own by the worker's code. Without
    effect where the system or the thread can have no such timer.
    """
    late: list[bool] = []

    def stop(number: int, frame: Any) -> None:
        late.append(True)
        raise TimedOut(f"no answer within {seconds:.0f} seconds")

    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield late
        return
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, seconds)
    try:
        yield late
    finally:
        with suppress(TimedOut):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
