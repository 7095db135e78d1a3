"""What lateness costs: the course's policy in `reference/late.toml`, and pure functions that apply it.

grace_minutes = 15      # as late as this is still in time
per_day = 0.1           # share of the points reached that each day begun costs
most = 0.5              # and the most that it can cost
days_in_hand = 3        # days in the whole course that cost nothing, spent on the earliest deadlines first

[due]
a2_pmi = 2026-11-06T23:59:00+01:00
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from autograder.registry import CourseError

DAY = 24 * 60 * 60.0


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of a course. The default costs nothing."""

    grace_minutes: float = 0.0
    per_day: float = 0.0
    most: float = 1.0
    days_in_hand: int = 0
    due: dict[str, datetime] = {}
    """Assignment to deadline, with its time zone."""

    def __post_init__(self) -> None:
        if not (0 <= self.per_day <= 1 and 0 <= self.most <= 1):
            raise ValueError("per_day and most are shares, from 0 to 1")
        if not (self.grace_minutes >= 0 and self.days_in_hand >= 0):
            raise ValueError("grace_minutes and days_in_hand are not below 0")
        if naive := [name for name, moment in self.due.items() if moment.tzinfo is None]:
            raise ValueError(f"the deadline of {naive[0]} needs a time zone: 2026-11-06T23:59:00+01:00")


def read(path: Path) -> Policy:
    """The policy in a file; the default if there is no file. Raises CourseError if it makes no sense."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Policy)
    except FileNotFoundError:
        return Policy()
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: {error}") from None


def policy_of(course_root: Path) -> Policy:
    """The policy of the course in this folder."""
    return read(course_root / "reference" / "late.toml")


def seconds_late(due: datetime | None, submitted: datetime | None) -> float:
    """How long after the deadline; 0 before it, and where one of the two is unknown. Both have time zones."""
    return max(0.0, (submitted - due).total_seconds()) if due and submitted else 0.0


def days_late(policy: Policy, seconds: float) -> int:
    """Days begun after the deadline; 0 within the grace. Once the grace is over, its minutes count too."""
    return 0 if seconds <= 60 * policy.grace_minutes else math.ceil(seconds / DAY)


def charged(policy: Policy, days: Sequence[int]) -> list[int]:
    """The days of each assignment that cost something: a student's days in hand go to the first ones.

    `days` are those of one student, in the order of the deadlines.
    """
    left, costly = policy.days_in_hand, []
    for late in days:
        spent = min(late, left)
        left -= spent
        costly.append(late - spent)
    return costly


def penalty(policy: Policy, score: float, days: int) -> float:
    """Points lost for `days` that cost something, out of `score`; never more than `most` of it."""
    return max(0.0, score) * min(policy.most, policy.per_day * days)
