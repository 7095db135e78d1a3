"""The other end of `similarity`: reads materials, writes findings, and may be ended for it."""

from __future__ import annotations

import io
import itertools
import resource
import signal
import sys
from collections import Counter

import msgspec
import numpy as np
from copydetect import CodeFingerprint, compare_files

from autograder.similarity import Findings, Material, Pair

NOISE = 25
"""Matches shorter than this (characters, a name being one) mean nothing."""

WINDOW = 6
"""Of so many neighbouring fingerprints one is kept: matches of NOISE + WINDOW - 1 are always found."""

COMMON = 0.25
"""What more than this share of the versions have in common counts no more than what was handed out."""

LEAST_COMMON = 8
"""… nor in so small a class that two pairs would be a quarter of it."""

FILE_SECONDS = 10.0
"""Longest that reading one version may take."""

MEMORY = 4 << 30


def main() -> None:
    """Compare what comes in."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    found = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Material])
    every = [compared(material) for material in found]
    findings = Findings([pair for one in every for pair in one.pairs], [name for one in every for name in one.skipped])
    sys.stdout.buffer.write(msgspec.json.encode(findings))


def compared(material: Material) -> Findings:
    """The pairs of one module, as alike as they may be."""
    handed_out = {value for text in material.handed_out for value in _fingerprint(text, 1, []).hashes}
    first, skipped = _fingerprints(material.versions, handed_out)
    # Equal versions count as one: what a dozen copied from each other is not common knowledge.
    often = Counter(value for hashes in {frozenset(made.hashes) for made in first.values()} for value in hashes)
    most = max(LEAST_COMMON, COMMON * len(first))
    common = handed_out | {value for value, count in often.items() if count > most}
    prints, _ = _fingerprints({student: material.versions[student] for student in first}, common)
    owners: dict[int, list[str]] = {}
    for student, made in prints.items():
        for value in made.hashes:
            owners.setdefault(value, []).append(student)
    alike = {pair for students in owners.values() for pair in itertools.combinations(students, 2)}
    pairs = [_pair(material, students, prints) for students in sorted(alike)]
    return Findings(pairs, [(material.module, student) for student in skipped])


def _pair(material: Material, students: tuple[str, str], prints: dict[str, CodeFingerprint]) -> Pair:
    length, shares, slices = compare_files(prints[students[0]], prints[students[1]])
    first, second = (_lines(material.versions[student], part) for student, part in zip(students, slices, strict=True))
    rounded = (round(min(float(shares[0]), 1.0), 3), round(min(float(shares[1]), 1.0), 3))
    return Pair(material.module, students, rounded, int(length), (first, second))


def _lines(text: str, slices: np.ndarray) -> list[tuple[int, int]]:
    """Passages of characters as passages of lines."""
    ends = np.cumsum([len(line) for line in text.splitlines(keepends=True)])
    starts, stops = slices.astype(int)
    numbers = [(int(a), int(b)) for a, b in np.searchsorted(ends, np.stack([starts, stops - 1], 1), side="right") + 1]
    return [(a, min(b, len(ends))) for a, b in numbers]


def _fingerprints(versions: dict[str, str], ignored: set[int]) -> tuple[dict[str, CodeFingerprint], list[str]]:
    """Student to fingerprints beyond those `ignored`, if any are left; and whose version is too odd to be read."""
    boilerplate, made, skipped = sorted(ignored), dict[str, CodeFingerprint](), list[str]()
    for student, text in sorted(versions.items()):
        try:
            found = _fingerprint(text, WINDOW, boilerplate)
        except (TimeoutError, RecursionError, MemoryError):
            skipped.append(student)
            continue
        if found.hashes:
            made[student] = found
    return made, skipped


def _fingerprint(text: str, window: int, boilerplate: list[int]) -> CodeFingerprint:
    signal.signal(signal.SIGPROF, _too_long)
    # Of its own time: a busy machine makes no difference. Again and again: where exceptions are dropped, one is lost.
    signal.setitimer(signal.ITIMER_PROF, FILE_SECONDS, FILE_SECONDS)
    try:
        return CodeFingerprint("module.py", NOISE, window, boilerplate, language="python", fp=io.StringIO(text))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _too_long(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    main()
