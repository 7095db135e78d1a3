"""What students may see: levels, dates, and that nothing else comes through."""

from __future__ import annotations

import types
import typing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import report
from autograder.registry import LEVELS, Course, CourseError, Feedback
from autograder.visibility import OUR_FAULT, level_at, levels_at, seen_by_student, shows

SUBMISSION = {"name", "status", "score", "max_score", "extra_credit"}
TASK = {"id", "function", "module", "title", "points", "max_points", "status", "bonus"}
HINT = {"docstring", "belief", "hint"}
COUNTEREXAMPLE = {"message", "called", "expected", "got", "where", "note"}
ALLOWED = {"score": set(), "task": TASK, "hint": TASK | HINT, "counterexample": TASK | HINT | COUNTEREXAMPLE}
"""Fields of tasks and their tests that each level may show; test statuses and points come with "hint"."""

TOML = """
title = "t"
chapter = "1"
summary = "s"
modules = []
"""


def planted(kind: Any, field: str, found: dict[str, str]) -> Any:
    """A value of type `kind` in which every string and number is a canary that `found` maps to its field."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return "failed" if "failed" in args else args[-1]
    if origin in (typing.Union, types.UnionType):
        return planted(args[0], field, found)
    if origin is list:
        return [planted(args[0], field, found) for _ in range(2)]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        return kind(**{name: planted(hints[name], name, found) for name in kind.__struct_fields__})
    if kind is bool:
        return True
    number = 7_000_000 + len(found)
    found[str(number)] = field
    return f"canary-{number}" if kind is str else number


@pytest.mark.parametrize("level", LEVELS)
def test_every_field_is_hidden_unless_its_level_shows_it(level: str) -> None:
    """A canary in each field of a result, those of tomorrow included: only what the level allows comes through."""
    found: dict[str, str] = {}
    result = planted(report.SubmissionResult, "", found)
    rendered = msgspec.json.encode(seen_by_student(result, level)).decode()
    leaked = {field for number, field in found.items() if number in rendered}
    assert leaked == SUBMISSION - {"status"} | ALLOWED[level] - {"status", "bonus"}


def _result(status: str = "failed", problems: tuple[str, ...] = (), message: str = "") -> report.SubmissionResult:
    test = report.TestResult(
        name="test_secret", docstring="", status=status, points=0, max_points=1, message=message, seconds=3.5
    )
    task = report.TaskResult(
        id="2.3", function="ppmi", module="a2_pmi/pmi.py", title="", points=0, max_points=1, status=status, bonus=False,
        tests=[test],
    )  # fmt: skip
    return report.SubmissionResult(
        name="ann", path="/secret/ann", status="error" if status == "error" else "graded", score=0, max_score=1,
        extra_credit=0, seconds=4.5, tasks=[task], problems=list(problems),
    )  # fmt: skip


@pytest.mark.parametrize("level", LEVELS)
def test_an_error_of_ours_tells_only_that_it_was_ours(level: str) -> None:
    """Neither the message of a broken hidden test, nor what pytest said about it."""
    broken = _result(
        "error", ("tests/hidden/test_pmi.py: cannot be collected",), "the hidden test itself broke: KeyError"
    )
    shown = seen_by_student(broken, level)
    assert shown.status == "error"
    assert shown.problems == [OUR_FAULT]
    assert "hidden" not in msgspec.json.encode(shown).decode()


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_odd_about_the_files_is_always_shown(level: str) -> None:
    """A refused file, or a module that cannot be imported, is no hidden result."""
    unread = "pmi.py cannot be imported: SyntaxError: invalid syntax (pmi.py, line 2)"
    shown = seen_by_student(_result("crashed", ("a2_pmi/pmi.py is a link",), unread), level)
    assert shown.problems == ["a2_pmi/pmi.py is a link", unread]


def test_each_assignment_has_its_own_level() -> None:
    """A mapping speaks for each assignment; one that it does not name is shown as its score alone."""
    assert len(seen_by_student(_result(), {"a2_pmi": "task"}).tasks) == 1
    assert seen_by_student(_result(), {"a1_sparse": "counterexample"}).tasks == []


@given(levels=st.lists(st.sampled_from(LEVELS), min_size=2, max_size=2))
def test_a_higher_level_shows_no_less(levels: list[Any]) -> None:
    """The levels are increasing."""
    low, high = sorted(levels, key=LEVELS.index)
    result = planted(report.SubmissionResult, "", found := {})
    seen = [msgspec.json.encode(seen_by_student(result, level)).decode() for level in (low, high)]
    assert {n for n in found if n in seen[0]} <= {n for n in found if n in seen[1]}
    assert shows(high, low)


def test_the_deadline_divides_before_from_after() -> None:
    """To the second, in whatever zone; without a deadline it is always after."""
    deadline = datetime.fromisoformat("2026-12-01T12:00:00+01:00")
    feedback = Feedback(deadline=deadline)
    assert level_at(feedback, datetime.fromisoformat("2026-12-01T10:59:59+00:00")) == "task"
    assert level_at(feedback, datetime.fromisoformat("2026-12-01T11:00:00+00:00")) == "counterexample"
    chosen = Feedback(before="score", after="hint", deadline=deadline)
    assert [level_at(chosen, deadline + timedelta(seconds=s)) for s in (-1, 0)] == ["score", "hint"]
    assert level_at(Feedback(after="hint"), deadline) == "hint"


def _course(place: Path, feedback: str) -> Course:
    (place / "reference" / "a1").mkdir(parents=True)
    (place / "reference" / "a1" / "tasks.toml").write_text(TOML + feedback, encoding="utf-8")
    return Course(place)


def test_the_choice_is_read_from_tasks_toml(tmp_path: Path) -> None:
    """A table of its own, with the deadline as a time of TOML."""
    course = _course(tmp_path, '[feedback]\nbefore = "score"\nafter = "hint"\ndeadline = 2026-12-01T23:59:00+01:00\n')
    assert levels_at(course, datetime.fromisoformat("2026-12-01T22:00:00+00:00")) == {"a1": "score"}
    assert levels_at(course, datetime.fromisoformat("2026-12-01T23:00:00+00:00")) == {"a1": "hint"}


@pytest.mark.parametrize(
    ("feedback", "says"),
    [
        ('after = "all"', "Invalid enum value 'all'"),
        ("deadline = 2026-12-01", "Expected `datetime | null`, got `date` - at `$.feedback.deadline`"),
        ("deadline = 2026-12-01T23:59:00", "a deadline is a time with its zone, such as"),
        ('before = "score"', '"before" needs a deadline'),
        ('befor = "score"', "unknown field `befor`"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_refused(tmp_path: Path, feedback: str, says: str) -> None:
    """One line that names the file and what is wrong."""
    with pytest.raises(CourseError) as error:
        _course(tmp_path, f"[feedback]\n{feedback}\n")
    assert says in str(error.value)
    assert "tasks.toml" in str(error.value)
