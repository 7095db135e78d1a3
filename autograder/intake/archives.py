"""Module files in a zip or a tar archive. Nothing is ever unpacked to disk."""

from __future__ import annotations

import gzip
import io
import re
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from autograder.escape import visible
from autograder.intake.bounds import HOME, IntakeError, Refused, bounded, most

MAX_ARCHIVE = 64 << 20
MAX_ENTRIES = 10_000
MAX_UNPACKED = 128 << 20
"""How much of a compressed tar is looked through, in bytes: its index is spread over the whole of it."""

ZIP_ENTRY = b"PK\1\2"
"""What every entry in the index of a zip begins with."""

ARCHIVES = (".tar.gz", ".tgz", ".tar", ".zip")


def open_archive(path: Path, wanted: frozenset[str]) -> Archive:
    """The archive at `path`, by its ending. Raises IntakeError if it cannot be read."""
    lower = path.name.lower()
    if not path.is_file():
        raise IntakeError(f"{path}: neither a folder nor a file")  # opening a named pipe would wait for its writer
    if path.stat().st_size > MAX_ARCHIVE:
        raise IntakeError(f"{path}: larger than {MAX_ARCHIVE >> 20} MB; hand in the module files only")
    try:
        if lower.endswith(".zip"):
            return Archive(_zip_files(path, wanted))
        if lower.endswith((".tar", ".tar.gz", ".tgz")):
            return Archive(_tar_files(path, wanted))
    except Exception as error:  # hostile bytes bring out zlib.error, RecursionError, MemoryError … in these libraries
        raise IntakeError(f"{path}: not a readable archive ({type(error).__name__}: {visible(str(error))})") from None
    raise IntakeError(f"{path}: neither a folder nor a .zip, .tar or .tar.gz archive")


class Archive:
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
        return bounded(file, limit)
    except Refused as reason:
        return str(reason)
    except Exception as error:  # as above: these bytes may bring out anything
        return f"cannot be read ({type(error).__name__})"
