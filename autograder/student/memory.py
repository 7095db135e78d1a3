"""What a student's repository remembers between commands: hints taken, and the last check of each task.

One small file, `.firth/state.json` beside the assignments. Nothing depends on it: damaged or lost, it begins anew.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import msgspec

from autograder.registry import Course, digest

STATE = Path(".firth", "state.json")


class Seen(msgspec.Struct, frozen=True):
    """The last check of one task."""

    status: str
    fingerprint: str
    """Of the module and its visible tests, as they were checked."""


class State(msgspec.Struct):
    """All that is remembered."""

    hints: dict[str, int] = {}
    """Task to the number of hints taken."""
    checks: dict[str, Seen] = {}
    """Task to its last check."""


def load(course: Course) -> State:
    """What is remembered; nothing, if the file is missing or damaged."""
    try:
        return msgspec.json.decode((course.work / STATE).read_bytes(), type=State)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return State()


def save(course: Course, state: State) -> bool:
    """Remember, all or nothing; whether that was possible."""
    path = course.work / STATE
    try:
        path.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".json", delete=False) as file:
            file.write(msgspec.json.format(msgspec.json.encode(state), indent=2))
        os.replace(file.name, path)
    except OSError:  # a read-only folder, a full disk: a check is worth having all the same
        return False
    return True


def fingerprint(course: Course, path: str) -> str:
    """Changes whenever another check of the module at `path` could come to another result."""
    module = course.work / path
    files = (module, module.with_name(f"test_{module.name}"))
    return digest(b"\0".join(file.read_bytes() if file.is_file() else b"" for file in files))
