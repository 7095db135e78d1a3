"""Module files on disk: opened without following links, judged by what was opened."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from autograder.intake.bounds import HOME, Refused, bounded, most


class Folder:
    """Module files of a folder: opened without following links, judged by what was opened."""

    def __init__(self, path: Path, wanted: list[str]) -> None:
        self.path = path
        if not any(self.has_folder(name.split("/")[0]) for name in wanted) and self.has_folder(HOME):
            self.path = path / HOME

    def has_folder(self, name: str) -> bool:
        return os.path.isdir(self.path / name) and not os.path.islink(self.path / name)

    def read(self, name: str) -> bytes | None:
        folder, file = name.split("/")
        try:
            opened = _open_plainly(self.path, folder, file)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Refused(f"cannot be opened as a plain file ({error.strerror})") from None
        return _plain_file(opened, most(name))


class Loose:
    """Module files that lie about without their folders, as one uploads them to a learning platform: each by its path."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self.paths = paths

    def has_folder(self, name: str) -> bool:
        return False

    def read(self, name: str) -> bytes | None:
        if name not in self.paths:
            return None
        try:
            return _plain_file(os.open(self.paths[name], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), most(name))
        except OSError as error:
            raise Refused(f"cannot be opened as a plain file ({error.strerror})") from None


def _plain_file(opened: int, limit: int) -> bytes:
    """The content of an open file, which is closed."""
    try:
        facts = os.fstat(opened)
        if not stat.S_ISREG(facts.st_mode):
            raise Refused("is not a plain file")
        if facts.st_nlink > 1:
            raise Refused("is linked from elsewhere too (hard link)")
        with open(opened, "rb", closefd=False) as handle:  # would itself object to a folder
            return bounded(handle, limit)
    finally:
        os.close(opened)


def _open_plainly(place: Path, folder: str, file: str) -> int:
    """A descriptor of `place`/folder/file, neither of the last two being a link."""
    if os.open not in os.supports_dir_fd:  # Windows, where nobody but its author looks at a submission
        path = place / folder / file
        if path.is_symlink() or path.parent.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    root = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        inner = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=root)
    finally:
        os.close(root)
    try:
        # NONBLOCK: opening a named pipe must not wait for its writer.
        return os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=inner)
    finally:
        os.close(inner)
