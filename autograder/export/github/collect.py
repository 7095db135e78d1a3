"""In the pull request's own job: put the module files that it changes into a folder, to be handed on.

Nothing here can be trusted, since a pull request may change this file as well; it is a convenience for the honest. Whoever takes
the files looks at each of them again.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from autograder.intake import MAX_FILE

MODULE = re.compile(r"(?:^|/)(a\d+_\w+/(?!test_|conftest)\w+\.py)$", re.ASCII)
"""What a module of the course is called, wherever its folder lies."""

MOST_FILES = 100
"""More than the course has."""


class CollectError(Exception):
    """The changed files cannot be found out. The message says why."""


def changed(base: str) -> list[str]:
    """Paths of the files that differ between HEAD and where it left `base` (a commit), but for deleted ones."""
    asked = ["git", "diff", "-z", "--name-only", "--diff-filter=d", "--no-renames", f"{base}...HEAD", "--"]
    told = subprocess.run(asked, capture_output=True)
    if told.returncode:
        raise CollectError(f"git diff {base}...HEAD failed: {told.stderr.decode(errors='replace').strip()[:300]}")
    return [name.decode(errors="surrogateescape") for name in told.stdout.split(b"\0") if name]


def collect(names: list[str], out: Path) -> list[str]:
    """Copy the modules among `names` to `out`; a line for each file about what became of it."""
    said = []
    modules = {name: found[1] for name in names if (found := MODULE.search(name))}
    for name, inner in list(modules.items())[:MOST_FILES]:
        said.append(f"{name}: {_copy(Path(name), out / inner)}")
    if more := len(modules) - MOST_FILES:
        said += [f"{more} more modules are left out: the course has fewer"] if more > 0 else []
    return [*said, f"modules changed: {len(modules)}; other files, which are not graded: {len(names) - len(modules)}"]


def _copy(source: Path, target: Path) -> str:
    if source.is_symlink() or not source.is_file():
        return "left out, not a plain file"
    if source.stat().st_size > MAX_FILE:
        return f"left out, larger than {MAX_FILE >> 10} kB"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
    return "collected"
