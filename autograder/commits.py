"""Module files out of a commit of a git repository that a student may have made up byte by byte.

Nothing is checked out. git is asked three things: which commit a reference means, which objects the known files are, and
what is in these. No hook, filter, pager or transport has a part in that; configuration of ours is not read, and what the
repository's own could still name (another program to fetch with) is forbidden by the environment.
"""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import tempfile
from pathlib import Path

import msgspec

from autograder import intake
from autograder.escape import visible
from autograder.intake import IntakeError, Refused, most

SECONDS = 20
"""Longest that git may take to answer."""

MEMORY = 1 << 30
"""Most memory that git may use: objects are packed, and may unpack to anything."""

MOST_FILES = 100_000
"""Most files of a repository that are looked at."""

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin:/usr/local/bin",
    "HOME": "/nonexistent",
    "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_ALLOW_PROTOCOL": "",  # a partial clone would fetch what it lacks, by a program that its configuration names
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}

PLAIN_FILES = ("100644", "100755")
"""Modes of a tree's entries that are neither links (120000) nor submodules (160000)."""


class Commit(msgspec.Struct, frozen=True):
    """A reference in a repository: a folder with `.git`, or a bare one."""

    repository: Path
    ref: str

    def read(self, name: str, wanted: list[str]) -> intake.Submission:
        """The `wanted` module files (`a2_pmi/pmi.py`). Raises IntakeError if there is no such commit."""
        return intake.take(_Tree(self, wanted), wanted, name, self.repository)


class _Tree:
    """Module files of one commit."""

    def __init__(self, commit: Commit, wanted: list[str]) -> None:
        inner = commit.repository / ".git"
        self.git_dir = inner if inner.is_dir() else commit.repository
        _check(commit.repository, self.git_dir)
        words = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit.ref}^{{commit}}"]
        try:
            self.commit = self._git(words, 100).decode().strip()
        except IntakeError:
            raise IntakeError(f"{commit.repository}: no commit {visible(commit.ref)!r} that git could read") from None
        folders = sorted({path.split("/")[0] for path in wanted})
        for self.above in ("", f"{intake.HOME}/"):
            self.folders = {entry.name for entry in self._entries(folders) if entry.kind == "tree"}
            if self.folders:
                break
        self.files = [entry for entry in self._entries(wanted) if entry.name in wanted]

    def has_folder(self, name: str) -> bool:
        return name in self.folders

    def read(self, name: str) -> bytes | None:
        found = [entry for entry in self.files if entry.name == name]
        if not found:
            return None
        if len(found) > 1:
            raise Refused("is in the commit more than once")
        if found[0].kind != "blob" or found[0].mode not in PLAIN_FILES:
            raise Refused("is not a plain file")
        if found[0].size > most(name):
            raise Refused(f"is larger than {most(name) >> 10} kB")
        try:
            return self._git(["cat-file", "blob", found[0].object], most(name))
        except IntakeError:
            raise Refused("cannot be read from the repository") from None

    def _entries(self, paths: list[str]) -> list[_Entry]:
        below = [self.above + path for path in paths]
        listed = self._git(["ls-tree", "-z", "-l", "--full-tree", self.commit, "--", *below], 1 << 20)
        return [_Entry.parse(line, self.above) for line in listed.split(b"\0") if line]

    def _git(self, words: list[str], most: int) -> bytes:
        """What git answers, at most `most` bytes. Raises IntakeError if it fails, takes too long, or has more to say."""
        import resource  # only where classes are graded: not on Windows, where students check their own work

        command = ["git", "--no-pager", "--literal-pathspecs", f"--git-dir={self.git_dir.resolve()}", *words]
        # Into a file, whose size the kernel bounds: a tree may name a file a million times.
        with tempfile.TemporaryFile() as answer:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env=ENVIRONMENT,
                cwd="/",
            )
            limits = {"AS": MEMORY, "CPU": SECONDS, "FSIZE": most, "CORE": 0}
            with contextlib.suppress(ProcessLookupError):  # it may have ended already
                for name, limit in limits.items():
                    resource.prlimit(process.pid, getattr(resource, f"RLIMIT_{name}"), (limit, limit))
            try:
                code = process.wait(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise IntakeError(f"{self.git_dir}: git took more than {SECONDS} s to read it") from None
            if code != 0 or os.fstat(answer.fileno()).st_size > most:
                raise IntakeError(f"{self.git_dir}: git could not read it")
            answer.seek(0)
            return answer.read()


def _check(repository: Path, git_dir: Path) -> None:
    """Only plain files, of its own: a link, or a file that points to another repository, would hand in somebody else's."""
    if not (git_dir / "HEAD").is_file():
        raise IntakeError(f"{repository}: no git repository; clone it there first")
    if git_dir.is_symlink():
        raise IntakeError(f"{git_dir}: a link: not followed")
    for pointer in ("commondir", "objects/info/alternates"):
        if os.path.lexists(git_dir / pointer):
            raise IntakeError(f"{git_dir}: its {pointer} points to another repository; clone it without --shared")
    count = 0
    for folder, folders, files in os.walk(git_dir):
        count += len(folders) + len(files)
        if count > MOST_FILES:
            raise IntakeError(f"{git_dir}: more than {MOST_FILES} files")
        for entry in (*folders, *files):
            mode = os.lstat(os.path.join(folder, entry)).st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                raise IntakeError(f"{git_dir}: has a link or another odd file in it ({visible(entry)})")


class _Entry(msgspec.Struct, frozen=True):
    """A line of `git ls-tree -l`."""

    mode: str
    kind: str
    object: str
    size: int
    name: str

    @classmethod
    def parse(cls, line: bytes, above: str) -> _Entry:
        facts, _, name = line.decode("utf-8", "surrogateescape").partition("\t")
        mode, kind, object, size = facts.split()
        return cls(mode, kind, object, int(size) if size.isdigit() else 0, name.removeprefix(above))
