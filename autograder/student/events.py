"""What the process of the visible tests tells the one that started it: a line of JSON for each event."""

from __future__ import annotations

import msgspec

from autograder.report import TestResult

NEEDS_TORCH = "needs torch"
"""The message of what cannot run without torch or transformers where they are not installed."""


class Collected(msgspec.Struct, frozen=True, tag="collected"):
    """The tests that are going to run."""

    tests: dict[str, str]
    """Name to task."""


class Started(msgspec.Struct, frozen=True, tag="started"):
    """A test begins: whatever happens to the process now is this test's doing."""

    test: str


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """A test has ended."""

    task: str
    result: TestResult


class Unreadable(msgspec.Struct, frozen=True, tag="unreadable"):
    """The module, or its test file, cannot be imported."""

    message: str


Event = Collected | Started | Finished | Unreadable


def encode(event: Event) -> bytes:
    """One line."""
    return msgspec.json.encode(event) + b"\n"


def decode(line: bytes) -> Event:
    """The event of one line; msgspec.MsgspecError if it is none."""
    event: Event = msgspec.json.decode(line, type=Event)
    return event
