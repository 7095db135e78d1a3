"""Take the module files out of a submission: a folder, a zip or a tar archive. Nothing is ever unpacked to disk.

Only files that the course knows are read, one by one and bounded; everything else in a submission (a conftest.py,
a numpy.py, links, bombs) is never opened.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol

import msgspec

from autograder.intake.archives import ARCHIVES, MAX_ARCHIVE, open_archive
from autograder.intake.bounds import HOME, MAX_FILE, IntakeError, Refused, most
from autograder.intake.folders import Folder, Loose

_CODING = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


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
    files = Folder(path, wanted) if path.is_dir() else open_archive(path, frozenset(wanted))
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


__all__ = [
    "ARCHIVES",
    "HOME",
    "MAX_ARCHIVE",
    "MAX_FILE",
    "Files",
    "IntakeError",
    "Loose",
    "Refused",
    "Submission",
    "most",
    "name_of",
    "read",
    "take",
]
