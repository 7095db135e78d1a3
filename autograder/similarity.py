"""Which modules of a class are alike: a list to look at, never a verdict.

copydetect compares modules as strings of tokens: names, comments and layout make no difference. What the course itself hands
out does not count, and neither does what many have in common: there are only so many ways to write a short function.

Reading what students wrote is left to a process of its own, with bounds on time and memory: a file can be made that keeps a
tokeniser busy for ever. There, too, Python's string hashes, which copydetect chooses its fingerprints by, are the same in every run.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

import autograder
from autograder.registry import Course

LEAST_SHARE = 0.5
"""Pairs of which neither module shares so much with the other are not listed."""

SECONDS = 1800
"""Longest that the comparison of a class may take."""


class Material(msgspec.Struct, frozen=True):
    """Versions of one module, and what all of them were given."""

    module: str
    handed_out: list[str]
    versions: dict[str, str]
    """Student to text."""


class Pair(msgspec.Struct, frozen=True):
    """Two students' versions of one module."""

    module: str
    students: tuple[str, str]
    shares: tuple[float, float]
    """How much of each is in the other too, of what was neither handed out nor common."""
    characters: int
    """Length of what they share, names counted as one character each."""
    passages: tuple[list[tuple[int, int]], list[tuple[int, int]]]
    """Where it is in each of the texts: first and last line, from 1."""

    @property
    def share(self) -> float:
        """The larger of the two: who copies a part may have added more."""
        return max(self.shares)


class Findings(msgspec.Struct, frozen=True):
    """Pairs, most alike first; and the versions that could not be compared."""

    pairs: list[Pair]
    skipped: list[tuple[str, str]]
    """Module and student."""


class SimilarityError(Exception):
    """The comparison did not come to its end."""


def materials(course: Course, submissions: Iterable[tuple[str, dict[str, str]]]) -> list[Material]:
    """What there is to compare: `submissions` are students with the sources of their modules."""
    versions: dict[str, dict[str, str]] = {}
    for student, sources in submissions:
        for module, text in sources.items():
            versions.setdefault(module, {})[student] = text
    return [
        Material(module, _handed_out(course, module), versions[module])
        for module in course.modules
        if module in versions
    ]


def compare(found: list[Material]) -> Findings:
    """The pairs that are alike. Raises SimilarityError."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "autograder.similarity_worker"],
            input=msgspec.json.encode(found),
            capture_output=True,
            timeout=SECONDS,
            cwd="/",
            env={
                "PYTHONHASHSEED": "0",
                "PYTHONPATH": str(Path(autograder.__file__).parent.parent),
                "MPLBACKEND": "agg",
            },
        )
    except subprocess.TimeoutExpired:
        raise SimilarityError(f"comparing took more than {SECONDS} s; give fewer submissions at a time") from None
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise SimilarityError(f"comparing failed: {said[-1] if said else 'out of memory or time'}")
    findings = msgspec.json.decode(done.stdout, type=Findings)
    listed = [pair for pair in findings.pairs if pair.share >= LEAST_SHARE]
    listed.sort(key=lambda pair: (-pair.share, -pair.characters, pair.module, pair.students))
    return Findings(listed, findings.skipped)


def _handed_out(course: Course, module: str) -> list[str]:
    """The stub, and all other Python of the assignment's folder: visible tests, labs."""
    folder = course.root / "assignments" / module.split("/")[0]
    return [path.read_text("utf-8") for path in sorted(folder.glob("*.py"))]
