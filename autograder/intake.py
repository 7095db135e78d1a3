"""Take the module files out of a submission: a folder, a zip or a tar archive. Nothing is ever unpacked to disk.

Only files that the course knows are read, one by one and bounded; everything else in a submission (a conftest.py,
a numpy.py, links, bombs) is never opened.
"""

from __future__ import annotations

import errno
import gzip
import io
import os
import re
import stat
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

import msgspec

from autograder.escape import visible

MAX_FILE = 256 << 10
"""Largest module file, in bytes."""

MAX_NOTEBOOK = 4 << 20
"""Largest lab.ipynb, in bytes: students' pictures are in it."""

MAX_ARCHIVE = 64 << 20
MAX_ENTRIES = 10_000
MAX_UNPACKED = 128 << 20
"""How much of a compressed tar is looked through, in bytes: its index is spread over the whole of it."""

ZIP_ENTRY = b"PK\1\2"
"""What every entry in the index of a zip begins with."""

HOME = "assignments"
"""The folder that has them all in a student's repository; a submission may be such a repository as a whole."""

ARCHIVES = (".tar.gz", ".tgz", ".tar", ".zip")

_CODING = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


class IntakeError(Exception):
    """Nothing can be graded at this path. The message says what, where and what to do."""


class Refused(Exception):
    """One file cannot be taken. The message says why, as the end of a sentence that the file's name begins."""


class Files(Protocol):
    """Where module files come from: a folder, an archive, a commit."""

    def has_folder(self, name: str) -> bool:
        """Whether there is a folder `a2_pmi`."""

    def read(self, name: str) -> bytes | None:
        """The bytes of `a2_pmi/pmi.py`, None if there is no such file. Raises Refused if it cannot be taken."""


class Submission(msgspec.Struct, frozen=True):
    """What was found: the source of each module, and why others were refused."""

    name: str
    path: Path
    sources: dict[str, str]
    """`a2_pmi/pmi.py` to its text."""
    refused: dict[str, str]
    """`a2_pmi/pmi.py` to the reason why it was not taken."""
    folders: frozenset[str]
    """The assignments that the submission has a folder for."""


def name_of(path: Path) -> str:
    """The last part of the path, without the archive ending."""
    name = path.resolve().name
    ending = next((ending for ending in ARCHIVES if name.lower().endswith(ending)), "")
    return name[: len(name) - len(ending)] or name


def read(path: Path, wanted: list[str]) -> Submission:
    """The `wanted` module files (`a2_pmi/pmi.py`) of the submission at `path`."""
    if not path.exists():
        raise IntakeError(f"{path}: no such file or folder")
    files = _Folder(path, wanted) if path.is_dir() else _open_archive(path, frozenset(wanted))
    return take(files, wanted, name_of(path), path)


def take(files: Files, wanted: list[str], name: str, path: Path) -> Submission:
    """The `wanted` module files among `files`; `name` and `path` say whose they are."""
    sources, refused = {}, {}
    folders = {file.split("/")[0] for file in wanted if files.has_folder(file.split("/")[0])}
    for file in wanted:
        try:
            data = files.read(file)
            if data is not None:
                sources[file] = _source(data)
        except Refused as reason:
            refused[file] = str(reason)
    taken = {file.split("/")[0] for file in (*sources, *refused)}
    return Submission(name, path, sources, refused, frozenset(folders | taken))


class _Folder:
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


def most(name: str) -> int:
    """How large a file of this name may be, in bytes."""
    return MAX_NOTEBOOK if name.endswith(".ipynb") else MAX_FILE


def _plain_file(opened: int, limit: int) -> bytes:
    """The content of an open file, which is closed."""
    try:
        facts = os.fstat(opened)
        if not stat.S_ISREG(facts.st_mode):
            raise Refused("is not a plain file")
        if facts.st_nlink > 1:
            raise Refused("is linked from elsewhere too (hard link)")
        with open(opened, "rb", closefd=False) as handle:  # would itself object to a folder
            return _bounded(handle, limit)
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


def _open_archive(path: Path, wanted: frozenset[str]) -> _Archive:
    lower = path.name.lower()
    if not path.is_file():
        raise IntakeError(f"{path}: neither a folder nor a file")  # opening a named pipe would wait for its writer
    if path.stat().st_size > MAX_ARCHIVE:
        raise IntakeError(f"{path}: larger than {MAX_ARCHIVE >> 20} MB; hand in the module files only")
    try:
        if lower.endswith(".zip"):
            return _Archive(_zip_files(path, wanted))
        if lower.endswith((".tar", ".tar.gz", ".tgz")):
            return _Archive(_tar_files(path, wanted))
    except Exception as error:  # hostile bytes bring out zlib.error, RecursionError, MemoryError … in these libraries
        raise IntakeError(f"{path}: not a readable archive ({type(error).__name__}: {visible(str(error))})") from None
    raise IntakeError(f"{path}: neither a folder nor a .zip, .tar or .tar.gz archive")


class _Archive:
    """Module files of an archive, by exact name, below at most one enclosing folder."""

    def __init__(self, members: Iterator[tuple[str, bytes | str | None]]) -> None:
        # A member's bytes, or why it is refused, or None if it is a folder or nobody asked for it.
        self.members: dict[str, list[bytes | str | None]] = {}
        for count, (name, content) in enumerate(members):
            if count >= MAX_ENTRIES:
                raise ValueError(f"more than {MAX_ENTRIES} entries")
            self.members.setdefault(name, []).append(content)

    def has_folder(self, name: str) -> bool:
        return any(known == name or known.startswith(f"{name}/") for known in self.members)

    def read(self, name: str) -> bytes | None:
        found = self.members.get(name, [])
        if len(found) > 1:
            raise Refused("is in the archive more than once")
        if not found:
            return None
        if not isinstance(found[0], bytes):
            raise Refused(found[0] or "is a folder")
        return found[0]


def _zip_files(path: Path, wanted: frozenset[str]) -> Iterator[tuple[str, bytes | str | None]]:
    if path.read_bytes().count(ZIP_ENTRY) > MAX_ENTRIES:  # before a million of them become objects
        raise ValueError(f"more than {MAX_ENTRIES} entries")
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        names = _inner_names([info.filename for info in infos])
        for info, name in zip(infos, names, strict=True):
            if name is None:
                continue
            if info.is_dir() or name not in wanted:
                yield name, None
            elif info.flag_bits & 1:
                yield name, "is encrypted"
            elif stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
                yield name, "is not a plain file"
            else:
                with archive.open(info) as file:
                    yield name, _read_member(file, most(name))


def _tar_files(path: Path, wanted: frozenset[str]) -> Iterator[tuple[str, bytes | str | None]]:
    # In memory and bounded, since tarfile reads whatever length a header claims, and seeks by unpacking.
    with open(path, "rb") as raw, gzip.open(raw) if path.name.lower().endswith("gz") else raw as stream:
        data = stream.read(MAX_UNPACKED + 1)
    if len(data) > MAX_UNPACKED:
        raise ValueError(f"more than {MAX_UNPACKED >> 20} MB in it")
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        members = []
        for member in archive:
            members.append(member)
            if len(members) > MAX_ENTRIES:
                raise ValueError(f"more than {MAX_ENTRIES} entries")
        for member, name in zip(members, _inner_names([m.name for m in members]), strict=True):
            if name is None:
                continue
            if member.isdir() or name not in wanted:
                yield name, None
            elif member.isreg() and (file := archive.extractfile(member)):
                yield name, _read_member(file, most(name))
            else:
                yield name, "is not a plain file"


def _inner_names(names: list[str]) -> list[str | None]:
    """Names below the one enclosing folder, if all share one, and below HOME; None for what leads elsewhere or is noise."""
    parts = [PurePosixPath(name.removeprefix("./")).parts for name in names]
    clean = [p if p and ".." not in p and not p[0].startswith("/") and p[0] != "__MACOSX" else None for p in parts]
    tops = {p[0] for p in clean if p}
    wrapped = len(tops) == 1 and not re.match(r"a\d+_", next(iter(tops)))
    inner = [p[1:] if p and wrapped else p for p in clean]
    if not any(p and re.match(r"a\d+_", p[0]) for p in inner):
        inner = [p[1:] if p and p[0] == HOME else p for p in inner]
    return ["/".join(p) or None if p else None for p in inner]


def _read_member(file: IO[bytes], limit: int) -> bytes | str:
    try:
        return _bounded(file, limit)
    except Refused as reason:
        return str(reason)
    except Exception as error:  # as above: these bytes may bring out anything
        return f"cannot be read ({type(error).__name__})"


def _bounded(file: IO[bytes], limit: int) -> bytes:
    data: bytes = file.read(limit + 1)
    if len(data) > limit:
        raise Refused(f"is larger than {limit >> 10} kB")
    return data


def _source(data: bytes) -> str:
    """Text that means the same to every reader: UTF-8, no NUL, no other declared encoding."""
    if b"\0" in data:
        raise Refused("has a NUL byte: not Python source")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    for line in text.split("\n")[:2]:
        declared = _CODING.match(line)
        if declared and declared[1].lower().replace("_", "-") not in (
            "utf-8",
            "utf8",
            "utf-8-sig",
            "ascii",
            "us-ascii",
        ):
            raise Refused("declares an encoding other than UTF-8; save it as UTF-8")
    return text
