"""The late policy: grace, days begun, days in hand, and the most that it can cost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import late
from autograder.registry import CourseError

POLICY = late.Policy(grace_minutes=15, per_day=0.1, most=0.5, days_in_hand=3)
MINUTE, HOUR = 60.0, 3600.0


@pytest.mark.parametrize(
    ("seconds", "days"),
    [(0, 0), (15 * MINUTE, 0), (15 * MINUTE + 1, 1), (24 * HOUR, 1), (24 * HOUR + 1, 2), (72 * HOUR, 3)],
)
def test_days_are_counted_once_the_grace_is_over(seconds: float, days: int) -> None:
    """A quarter of an hour is free; then every day begun counts, from the deadline on."""
    assert late.days_late(POLICY, seconds) == days


def test_days_in_hand_go_to_the_earliest_deadlines() -> None:
    """Three days in hand: two for the first, one for the third, and the rest costs."""
    assert late.charged(POLICY, [2, 0, 4, 1]) == [0, 0, 3, 1]


@pytest.mark.parametrize(
    ("score", "days", "lost"), [(20, 0, 0), (20, 1, 2), (20, 4, 8), (20, 9, 10), (0, 3, 0), (-1, 3, 0)]
)
def test_a_day_costs_its_share_of_the_score_up_to_the_most(score: float, days: int, lost: float) -> None:
    """Ten per cent a day of what was reached, half of it at most."""
    assert late.penalty(POLICY, score, days) == pytest.approx(lost)


@given(st.lists(st.integers(0, 20), max_size=6), st.integers(0, 10), st.integers(0, 100))
def test_no_more_days_are_forgiven_than_there_are(days: list[int], in_hand: int, score: int) -> None:
    """What is forgiven is what was late or what was in hand, whichever is less; a penalty never exceeds the score."""
    policy = late.Policy(per_day=0.2, days_in_hand=in_hand)
    costly = late.charged(policy, days)
    assert sum(days) - sum(costly) == min(sum(days), in_hand)
    assert all(0 <= late.penalty(policy, score, day) <= score for day in costly)


def test_the_policy_is_read_and_nonsense_refused(tmp_path: Path) -> None:
    """No file: nothing costs anything. A wrong word or value: one line with the file's name."""
    assert late.read(tmp_path / "late.toml") == late.Policy()
    (tmp_path / "late.toml").write_text("per_day = 0.1\n[due]\na2_pmi = 2026-11-06T23:59:00+01:00\n")
    policy = late.read(tmp_path / "late.toml")
    submitted = datetime(2026, 11, 7, 0, 0, tzinfo=UTC)
    assert late.seconds_late(policy.due["a2_pmi"], submitted) == 3660.0
    assert late.seconds_late(None, submitted) == 0.0
    for text in (
        "per_day = 10",
        "perday = 0.1",
        "days_in_hand = -1",
        "[due]\na2_pmi = 2026-11-06T23:59:00",
        "per_day =",
    ):
        (tmp_path / "late.toml").write_text(text)
        with pytest.raises(CourseError, match=r"late\.toml"):
            late.read(tmp_path / "late.toml")
