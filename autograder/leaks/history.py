"""All that a git repository remembers: also what was deleted again, and what no branch leads to any more."""

from __future__ import annotations

import subprocess
from pathlib import Path


def history(repository: Path) -> dict[str, bytes]:
    """Every file content, commit and tag of the repository: name to bytes. Contents have their last name and their id."""
    names = dict(
        line.split(" ", 1)
        for line in _git(repository, "rev-list", "--objects", "--all").decode().splitlines()
        if " " in line
    )
    listed = _git(repository, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").decode()
    found = {}
    for line in listed.splitlines():
        object_id, kind = line.split()
        if kind != "tree":
            name = f"git object {object_id[:12]} {names.get(object_id, kind)}"
            found[name] = _git(repository, "cat-file", kind, object_id)
    return found


def _git(repository: Path, *words: str) -> bytes:
    return subprocess.run(["git", "-C", str(repository), *words], check=True, capture_output=True).stdout
