"""Recorded examples: what is replayed gives the verdict, and the words, that drawing anew gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import Mock

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.examples import Example, Examples, recording, replay
from autograder.grading import grade
from autograder.registry import Course
from autograder.report import SubmissionResult
from autograder.sandbox import Pool
from tests.conftest import ROOT

ZOO = ROOT / "tests" / "submissions"
FRAME = Example(b"arguments", "data", [b"drawn"])


def _comparable(result: SubmissionResult) -> object:
    """All but the times."""

    def timeless(value: object) -> object:
        if isinstance(value, dict):
            return {key: timeless(item) for key, item in value.items() if key != "seconds"}
        return [timeless(item) for item in value] if isinstance(value, list) else value

    return timeless(msgspec.to_builtins(result))


def test_replayed_and_drawn_examples_give_the_same_report(course: Course, pool: Pool, tmp_path: Path) -> None:
    """Passed or failed, with or without a counterexample: the same to the bit, from memory and from the disk."""
    tasks = frozenset({"2.3", "2.5"})
    known = Examples(tmp_path / "examples")
    submissions = [ZOO / name for name in ("good", "typical", "crashing", "chatty")]
    cold = [_comparable(grade(path, course, pool, tasks=tasks, known=Examples())) for path in submissions]
    grade(submissions[0], course, pool, tasks=tasks, known=known)
    for again in (known, Examples(tmp_path / "examples")):
        assert [_comparable(grade(path, course, pool, tasks=tasks, known=again)) for path in submissions] == cold
    assert list((tmp_path / "examples").iterdir())


def test_a_submission_that_fails_only_once_fails(course: Course, pool: Pool, tmp_path: Path) -> None:
    """A wrong answer to a replayed example counts, even if the same question is answered rightly when drawn again."""
    known = Examples()
    grade(ZOO / "good", course, pool, tasks=frozenset({"2.3"}), known=known)
    right = (ZOO / "good" / "a2_pmi" / "pmi.py").read_text("utf-8")
    fickle = "\nimport os\nright = ppmi\ndef ppmi(counts):\n    return right(counts) + os.getpid() % 2\n"
    (tmp_path / "a2_pmi").mkdir()
    (tmp_path / "a2_pmi" / "pmi.py").write_text(right + fickle)
    result = grade(tmp_path, course, pool, tasks=frozenset({"2.3"}), known=known)
    statuses = [test.status for test in result.tasks[0].tests]  # of workers with an odd number, and with an even one
    assert "failed" in statuses
    assert result.status == "graded"


def test_recording_keeps_what_it_can_bring_back() -> None:
    """Arguments come back as they were drawn; what cannot be written down is not recorded."""
    seen: list[object] = []

    @given(words=st.lists(st.sampled_from(["cat", "dog"])), ids=st.tuples(st.integers()))
    def plain(submission: Any, words: list[str], ids: tuple[int, ...]) -> None:
        seen.append((list(words), ids))
        words.append("changed by the test")

    with recording(plain) as recorder:
        plain(submission=Mock())
    drawn, seen[:] = list(seen), []
    assert recorder.examples is not None
    replay(plain.hypothesis.inner_test, Mock(), recorder.examples)
    assert seen == drawn
    recorder.note({"function": lambda: None})
    assert recorder.examples is None


def test_what_a_test_draws_on_the_way_comes_back() -> None:
    """`st.data()` gives out again what it gave, in its order, even if the test has changed it since."""
    seen: list[object] = []

    @given(size=st.integers(1, 3), data=st.data())
    def interactive(submission: Any, size: int, data: Any) -> None:
        words = data.draw(st.lists(st.sampled_from("abc"), min_size=size), label="words")
        seen.append((tuple(words), data.draw(st.sampled_from(words))))
        words.clear()

    with recording(interactive) as recorder:
        interactive(submission=Mock())
    drawn, seen[:] = list(seen), []
    assert recorder.examples is not None
    replay(interactive.hypothesis.inner_test, Mock(), recorder.examples)
    assert seen == drawn


def test_damaged_and_unwritable_folders_only_cost_time(tmp_path: Path) -> None:
    """What cannot be read is drawn again, what cannot be written is kept in memory."""
    examples = Examples(tmp_path)
    examples.keep("test", [FRAME])
    (file,) = tmp_path.iterdir()
    assert Examples(tmp_path).get("test") == [FRAME]
    file.write_bytes(b"\xff damaged")
    assert Examples(tmp_path).get("test") is None
    (tmp_path / "file").write_text("")
    nowhere = Examples(tmp_path / "file" / "folder")
    nowhere.keep("test", [FRAME])
    assert nowhere.get("test") == [FRAME]


def test_examples_of_another_suite_are_forgotten(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are kept under the hash of all that can change them, for their owner's eyes only."""
    other = Course(ROOT)
    other.root = tmp_path  # where to keep them, only
    first = Examples.of(other)
    first.keep("test", [FRAME])
    assert Examples.of(other).get("test") == [FRAME]
    assert (tmp_path / ".firth" / "examples").stat().st_mode & 0o077 == 0
    monkeypatch.setitem(vars(other), "suite_hash", "another")
    assert Examples.of(other).get("test") is None
    assert list((tmp_path / ".firth" / "examples").iterdir()) == []
