"""Which attempt of each student counts, and what it is worth."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from autograder.batch.events import Event, Fault, Graded, Outcome, Unreadable
from autograder.batch.results import Results
from autograder.submissions import Attempt

Counting = Literal["best", "last", "first"]


class Standing(msgspec.Struct, frozen=True):
    """One student."""

    student: str
    attempts: int
    outcome: Outcome
    attempt: int = 0
    """The one that counts; 0 if none does."""
    score: int | None = None
    """None if we failed: that is no zero."""
    max_score: int | None = None
    extra_credit: int | None = None
    points: dict[str, int] = {}
    seconds: float = 0.0
    late: bool = False
    reason: str = ""


def standings(results: Results, attempts: Iterable[Attempt], counting: Counting) -> Iterator[Standing]:
    """Student by student; `attempts` in the order of `submissions.find`."""
    for student, own in itertools.groupby(attempts, key=lambda attempt: attempt.student):
        yield standing(student, [(attempt, results.event(attempt.id)) for attempt in own], counting)


def standing(student: str, history: list[tuple[Attempt, Event | None]], counting: Counting) -> Standing:
    """What counts for a student, of attempts with the last that the journal has on each.

    An attempt that could not be read does not count beside one that could. One that we failed on might have been the
    one that counts: then there is no score until it is graded.
    """
    read = [(attempt, event) for attempt, event in history if isinstance(event, (Graded, Fault))]
    if not read:
        reasons = [event.reason for _, event in history if isinstance(event, Unreadable)]
        outcome: Outcome = "unreadable" if len(reasons) == len(history) else "fault"
        reason = reasons[-1] if outcome == "unreadable" else "not graded yet"
        return Standing(student, len(history), outcome, score=0 if outcome == "unreadable" else None, reason=reason)
    candidates = read if counting == "best" else [read[0] if counting == "first" else read[-1]]
    for attempt, event in candidates:
        if isinstance(event, Fault):
            return Standing(student, len(history), "fault", attempt.number, late=attempt.late, reason=event.reason)
    graded = [(attempt, event) for attempt, event in candidates if isinstance(event, Graded)]
    attempt, best = max(graded, key=lambda pair: pair[1].score)  # the first of equals
    return Standing(
        student,
        len(history),
        "graded",
        attempt.number,
        best.score,
        best.max_score,
        best.extra_credit,
        best.points,
        best.seconds,
        attempt.late,
    )
