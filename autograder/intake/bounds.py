"""How much of a submission is read, and what is said where that is not enough."""

from __future__ import annotations

from typing import IO

MAX_FILE = 256 << 10
"""Largest module file, in bytes."""

MAX_NOTEBOOK = 4 << 20
"""Largest lab.ipynb, in bytes: students' pictures are in it."""

HOME = "assignments"
"""The folder that has them all in a student's repository; a submission may be such a repository as a whole."""


class IntakeError(Exception):
    """Nothing can be graded at this path. The message says what, where and what to do."""


class Refused(Exception):
    """One file cannot be taken. The message says why, as the end of a sentence that the file's name begins."""


def most(name: str) -> int:
    """How large a file of this name may be, in bytes."""
    return MAX_NOTEBOOK if name.endswith(".ipynb") else MAX_FILE


def bounded(file: IO[bytes], limit: int) -> bytes:
    """All of a file. Raises Refused if that is more than `limit` bytes."""
    data: bytes = file.read(limit + 1)
    if len(data) > limit:
        raise Refused(f"is larger than {limit >> 10} kB")
    return data
