"""What a run over a class writes down about it: the events of the journal."""

from __future__ import annotations

import hashlib
from importlib import metadata
from typing import Literal

import msgspec

from autograder import intake
from autograder.report import versions
from autograder.sandbox import Isolation

LIBRARIES = ("gensim", "scikit-learn", "scipy", "torch", "transformers")
"""What a score may depend on beside `report.versions()`, where it is installed."""

Outcome = Literal["graded", "unreadable", "fault"]
"""Graded; nothing that could be graded (the student's failure); could not be graded for reasons of ours."""


class Terms(msgspec.Struct, frozen=True):
    """All that a grade rests on beside the submission itself."""

    suite: str
    environment: dict[str, str]
    tasks: list[str] | None
    isolation: Isolation

    def key(self, submission: intake.Submission) -> str:
        """What the grade of this submission is known by: equal keys, equal grades."""
        return _digest([content(submission), msgspec.to_builtins(self)])


class Moved(msgspec.Struct, frozen=True):
    """A grade that is no longer what it was."""

    before: int
    after: int
    tasks: dict[str, tuple[int, int]]
    """Task to points before and after, where they differ."""
    why: str


class Began(msgspec.Struct, frozen=True, tag="began"):
    """A run. With `regrade`, no grade from before it counts any longer."""

    at: str
    terms: Terms
    attempts: int
    regrade: bool = False


class Graded(msgspec.Struct, frozen=True, tag="graded", omit_defaults=True):
    """The grade of one attempt, whose whole result is in a file with this checksum."""

    attempt: str
    key: str
    content: str
    checksum: str
    score: int
    max_score: int
    extra_credit: int
    points: dict[str, int]
    seconds: float
    moved: Moved | None = None


class Unreadable(msgspec.Struct, frozen=True, tag="unreadable"):
    """Nothing in this attempt could be graded, for a reason that lies with the student."""

    attempt: str
    reason: str


class Fault(msgspec.Struct, frozen=True, tag="fault"):
    """An attempt could not be graded for a reason of ours. `final` once it was tried again."""

    attempt: str
    reason: str
    final: bool


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """The run that began last came to its end."""

    at: str


Event = Began | Graded | Unreadable | Fault | Finished


def environment() -> dict[str, str]:
    """Versions of all that a score may depend on."""
    found = versions()
    for library in LIBRARIES:
        try:
            found[library] = metadata.version(library)
        except metadata.PackageNotFoundError:
            found[library] = "none"
    return found


def content(submission: intake.Submission) -> str:
    """A hash of what was handed in; not of whose it is."""
    return _digest([sorted(submission.sources.items()), sorted(submission.refused.items()), sorted(submission.folders)])


def reasons(before: tuple[Terms | None, str], after: tuple[Terms | None, str]) -> str:
    """Why a grade may differ from the one before: terms and content of each."""
    (old, old_content), (new, new_content) = before, after
    changed = ["another submission"] if old_content != new_content else []
    if old is None or new is None:
        return ", ".join([*changed, "a run of which the journal has lost the beginning"])
    if old.suite != new.suite:
        changed.append(f"suite {old.suite[:8]} → {new.suite[:8]}")
    for name in sorted(old.environment.keys() | new.environment.keys()):
        versions = old.environment.get(name, "none"), new.environment.get(name, "none")
        if versions[0] != versions[1]:
            changed.append(f"{name} {versions[0]} → {versions[1]}")
    if old.tasks != new.tasks:
        changed.append("other tasks")
    if old.isolation != new.isolation:
        changed.append(f"isolation {old.isolation} → {new.isolation}")
    return ", ".join(changed) or "nothing that we know of: not reproducible"


def _digest(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value, order="sorted")).hexdigest()[:40]
