"""Which of several attempts counts, and what lateness costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder import late, submissions
from autograder.batch.events import Event, Fault, Graded, Unreadable
from autograder.batch.standings import Counting, Rules, standing
from autograder.intake import IntakeError
from autograder.registry import Course
from autograder.submissions import Attempt

DUE = datetime(2026, 11, 6, 23, 59, tzinfo=UTC)
POLICY = late.Policy(per_day=0.1, most=0.5, due={"a2_pmi": DUE})


def handed_in(*scores: int | str, days: tuple[float, ...] = ()) -> list[tuple[Attempt, Event | None]]:
    """Attempts by their score in task 2.2, or by what else became of them, so many days after the deadline."""
    history: list[tuple[Attempt, Event | None]] = []
    for number, score in enumerate(scores, start=1):
        when = DUE + timedelta(days=days[number - 1]) if days else None
        event: Event | None = Fault(attempt="", reason="broke", final=True) if score == "fault" else None
        if score == "unreadable":
            event = Unreadable(attempt="", reason="no archive")
        if isinstance(score, int):
            points = {"2.2": score}
            event = Graded("", "", "", "", score, 10, 0, points, 0.1)
        history.append((Attempt("ada", number, Path(), when), event))
    return history


@pytest.mark.parametrize(
    ("counting", "scores", "counts", "outcome", "score"),
    [
        ("last", (7, 9, 8), 3, "graded", 8),
        ("first", (7, 9, 8), 1, "graded", 7),
        ("best", (7, 9, 9), 2, "graded", 9),
        ("last", (7, "unreadable"), 1, "graded", 7),
        ("last", ("unreadable", "unreadable"), 0, "unreadable", 0),
        ("last", (7, "fault"), 2, "fault", None),
        ("last", ("fault", 7), 2, "graded", 7),
        ("best", (7, "fault"), 2, "fault", None),
        ("last", ("never",), 1, "fault", None),
    ],
)
def test_which_attempt_counts(
    course: Course, counting: Counting, scores: tuple[int | str, ...], counts: int, outcome: str, score: int | None
) -> None:
    """Best, last or first of those that could be read; none while we owe a grade that might be the one."""
    found = standing("ada", handed_in(*scores), Rules(course, late.Policy(), counting))
    assert (found.attempt, found.outcome, found.score) == (counts, outcome, score)
    assert found.attempts == len(scores)


def test_lateness_costs_what_the_policy_says(course: Course) -> None:
    """A tenth for each day begun, at most half; the best attempt is the one that is best after that."""
    rules = Rules(course, POLICY, "best")
    found = standing("ada", handed_in(8, 10, days=(-1, 2.5)), rules)
    assert (found.attempt, found.score, found.penalty, found.days_late) == (1, 8, 0, 0)
    found = standing("ada", handed_in(6, 10, days=(-1, 2.5)), rules)
    assert (found.attempt, found.score, found.penalty, found.days_late) == (2, 10, 3, 3)
    found = standing("ada", handed_in(10, days=(30,)), rules)
    assert (found.penalty, found.days_late) == (5, 30)
    assert standing("ada", handed_in(10), rules).penalty == 0  # nobody knows when


def test_times_come_from_a_table(tmp_path: Path) -> None:
    """Student by student, attempt by attempt; a name that nobody has is a mistake."""
    attempts = [attempt for attempt, _ in handed_in(1, 2)]
    table = tmp_path / "times.csv"
    table.write_text("student,attempt,submitted\nada,2,2026-11-07T12:00:00+01:00\n")
    first, second = submissions.with_times(attempts, table)
    assert first.submitted is None
    assert second.submitted == datetime.fromisoformat("2026-11-07T12:00:00+01:00")
    for content, says in (
        ("student,submitted\nbob,2026-11-07\n", "'bob' has no attempt 1"),
        ("student,submitted,attempt\nada,2026-11-07,x\n", "'x' is no number"),
        ("student\n", "no column 'submitted'"),
    ):
        table.write_text(content)
        with pytest.raises(IntakeError, match=says):
            submissions.with_times(attempts, table)
    with pytest.raises(IntakeError, match="No such file"):
        submissions.with_times(attempts, tmp_path / "none.csv")
