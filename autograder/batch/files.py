"""The files of a results folder: what they are called, how they are replaced, and whose turn it is."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from urllib.parse import quote

LONGEST_NAME = 120
"""Longest name of a student's folder, in bytes; what is cut off is told apart by a hash."""


class InUse(Exception):
    """Another run is writing to this folder."""


def result_file(folder: Path, student: str, number: int) -> Path:
    """Where the report on a student's attempt is in a results folder."""
    return folder / "submissions" / folder_name(student) / f"{number}.json"


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `path` once it is complete and on the disk; if something fails, never.

    To be used under the lock: what a killed run left half-written has the same name, and is written over.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with open(part, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def folder_name(student: str) -> str:
    """A name that any file system takes, different for different students."""
    name = quote(student.encode("utf-8", "surrogateescape"), safe=" ")
    name = f"%2E{name[1:]}" if name.startswith(".") else name
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[:LONGEST_NAME]}~{checksum(student.encode('utf-8', 'surrogateescape'))[:12]}"


def locked(path: Path) -> int:
    """The descriptor of a lock that lasts until it is closed, or the process ends. Raises InUse."""
    import fcntl  # not on Windows, where students check their own work without any lock

    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise InUse(f"{path.parent}: another run is writing to it; let it finish, or name another folder") from None
    return lock


def checksum(data: bytes) -> str:
    """Of a file's content."""
    return hashlib.sha256(data).hexdigest()[:32]
