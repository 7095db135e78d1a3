"""The clock of a test: the time of its calls together, without what the machine needed for others."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from autograder.clock import LONGEST, Clock
from autograder.sandbox import starved
from autograder.worker import frames

FRAME = frames.join(b"\x01", [])


class Slow:
    """A worker that answers after a while, and says that it had no processor for some of it."""

    def __init__(self, *, answers_after: float, waits: float) -> None:
        self.channel, self._theirs = socket.socketpair()
        self._waits = waits
        self._answer = threading.Timer(answers_after, self._theirs.sendall, [FRAME])
        self._answer.start()

    def starved(self) -> float:
        return self._waits

    def close(self) -> None:
        self._answer.cancel()
        self._answer.join()
        self.channel.close()
        self._theirs.close()


@pytest.fixture
def slow() -> Iterator[Callable[..., Any]]:
    """Makes workers, and ends them."""
    with ExitStack() as ends:
        yield lambda **how: ends.enter_context(closing(Slow(**how)))


def test_time_without_a_processor_is_given_back(slow: Callable[..., Any]) -> None:
    """An answer after half a second is in time if the worker had to wait for most of that."""
    clock = Clock(0.2)
    assert clock.exchange(slow(answers_after=0.5, waits=1.0), FRAME) == FRAME
    assert clock.spent > 0.4


def test_time_of_its_own_is_not(slow: Callable[..., Any]) -> None:
    """A worker that had its processor is late."""
    with pytest.raises(TimeoutError):
        Clock(0.2).exchange(slow(answers_after=5, waits=0.01), FRAME)


def test_calls_share_the_time(slow: Callable[..., Any]) -> None:
    """The second call has what the first has left; an import has a time of its own, and costs nothing."""
    clock = Clock(0.5)
    clock.exchange(slow(answers_after=0.6, waits=0.0), FRAME, 5.0)
    clock.exchange(slow(answers_after=0.3, waits=0.0), FRAME)
    with pytest.raises(TimeoutError):
        clock.exchange(slow(answers_after=0.4, waits=0.0), FRAME)


def test_whoever_waits_for_ever_is_not_waited_for(slow: Callable[..., Any]) -> None:
    """However long a worker says that it had no processor: a test ends after so many times its limit."""
    clock = Clock(0.1)
    with pytest.raises(TimeoutError):
        clock.exchange(slow(answers_after=20, waits=1e6), FRAME)
    assert clock.spent == pytest.approx(LONGEST * 0.1, abs=0.5)


def test_what_nobody_knows_is_nothing() -> None:
    """A process that is gone, or a system that does not tell."""
    assert starved("no process") == 0.0
    assert starved("thread-self") >= 0.0
