"""Which attempt of each student counts, and what it is worth."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from autograder import late
from autograder.batch.events import Event, Fault, Graded, Outcome, Unreadable
from autograder.batch.results import Results
from autograder.registry import Course
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
    """None if we failed: that is no zero. Lateness is not in it."""
    penalty: float = 0.0
    """Points that lateness costs."""
    days_late: int = 0
    max_score: int | None = None
    extra_credit: int | None = None
    points: dict[str, int] = {}
    seconds: float = 0.0
    marked_late: bool = False
    """The download says so, without saying by how much."""
    reason: str = ""


class Rules:
    """How an attempt is chosen and what its lateness costs, by the course's policy."""

    def __init__(self, course: Course, policy: late.Policy, counting: Counting) -> None:
        self.policy, self.counting = policy, counting
        self._assignment = {p.task.id: p.assignment.name for p in course.places() if not p.task.bonus}

    def lateness(self, attempt: Attempt, points: dict[str, int]) -> tuple[int, float]:
        """Days late, of the assignment that is latest, and points lost. 0 where it is not known when it was handed in.

        Days in hand go to the earliest deadline; those that a student has spent elsewhere, the gradebook knows.
        """
        scores: dict[str, int] = {}
        for task, reached in points.items():
            if task in self._assignment:
                scores[self._assignment[task]] = scores.get(self._assignment[task], 0) + reached
        due = sorted((self.policy.due[name], name) for name in scores if name in self.policy.due)
        days = [late.days_late(self.policy, late.seconds_late(when, attempt.submitted)) for when, _ in due]
        costly = zip(due, late.charged(self.policy, days), strict=True)
        lost = sum(late.penalty(self.policy, scores[name], charged) for (_, name), charged in costly)
        return max(days, default=0), round(lost, 2)


def standings(results: Results, attempts: Iterable[Attempt], rules: Rules) -> Iterator[Standing]:
    """Student by student; `attempts` in the order of `submissions.find`."""
    for student, own in itertools.groupby(attempts, key=lambda attempt: attempt.student):
        yield standing(student, [(attempt, results.event(attempt.id)) for attempt in own], rules)


def standing(student: str, history: list[tuple[Attempt, Event | None]], rules: Rules) -> Standing:
    """What counts for a student, of attempts with the last that the journal has on each.

    An attempt that could not be read does not count beside one that could. One that we failed on might have been the
    one that counts: then there is no score until it is graded.
    """
    read = [(attempt, event) for attempt, event in history if not isinstance(event, Unreadable)]
    if not read:
        reason = next(event.reason for _, event in reversed(history) if isinstance(event, Unreadable))
        return Standing(student, len(history), "unreadable", score=0, reason=reason)
    candidates = read if rules.counting == "best" else [read[0] if rules.counting == "first" else read[-1]]
    graded: list[tuple[float, Attempt, Graded, tuple[int, float]]] = []
    for attempt, event in candidates:
        if not isinstance(event, Graded):
            reason = event.reason if isinstance(event, Fault) else "not graded yet"
            return Standing(student, len(history), "fault", attempt.number, marked_late=attempt.late, reason=reason)
        lateness = rules.lateness(attempt, event.points)
        graded.append((event.score - lateness[1], attempt, event, lateness))
    _, attempt, event, (days, penalty) = max(graded, key=lambda found: found[0])  # the first of equals
    return Standing(
        student=student,
        attempts=len(history),
        outcome="graded",
        attempt=attempt.number,
        score=event.score,
        penalty=penalty,
        days_late=days,
        max_score=event.max_score,
        extra_credit=event.extra_credit,
        points=event.points,
        seconds=event.seconds,
        marked_late=attempt.late,
    )
