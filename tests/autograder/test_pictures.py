"""Pictures of a student's results: drawn from right answers and from odd ones, never an error of ours."""

from __future__ import annotations

import dataclasses
import importlib
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder import intake
from autograder.evidence import UNUSABLE
from autograder.html import pictures
from autograder.html.studio import Shown, Studio, show
from autograder.registry import Course
from autograder.sandbox import Pool
from tests.conftest import ROOT

LOCAL = tuple(picture for picture in pictures.ALL if picture.name != "bank")
"""Those whose functions need no torch: they can be asked in this process."""


def changed(change: Callable[[Any], Any]) -> SimpleNamespace:
    """The reference as a submission, each answer put through `change`."""

    def module(path: str) -> SimpleNamespace:
        functions = vars(importlib.import_module(path))
        return SimpleNamespace(
            **{n: (lambda *a, f=f, **k: change(f(*a, **k))) for n, f in functions.items() if callable(f)}
        )

    names = ("a2_pmi.pmi", "a3_skipgram.skipgram", "a4_glove.glove", "a5_fasttext.fasttext", "a6_evaluation.bias")
    return SimpleNamespace(**{n.split(".")[1]: module(f"reference.{n}") for n in (*names, "a7_bert.masking")})


def numbers_as(value: float) -> Callable[[Any], Any]:
    """A change that keeps the form of an answer and makes every number of it `value`."""

    def change(answer: Any) -> Any:
        if isinstance(answer, (list, tuple)):
            return type(answer)(change(item) for item in answer)
        if isinstance(answer, str) or answer is None:
            return answer
        return np.full(np.shape(answer), value)

    return change


ODD: dict[str, Callable[[Any], Any]] = {
    "nothing": lambda answer: None,
    "a text": lambda answer: "<b>$x_1$</b>\u202e\x1b[31m",
    "texts": lambda answer: [("<script>", 1.0)] * 3,
    "too many": lambda answer: ["abc"] * 100_000,
    "an empty list": lambda answer: [],
    "ragged": lambda answer: [[1.0], [2.0, 3.0]],
    "another shape": lambda answer: np.zeros((2, 3, 4)),
    "a huge integer": lambda answer: 10**400,
    "complex": lambda answer: np.full(np.shape(answer), 1j) if isinstance(answer, np.ndarray) else 1j,
    "zeros": numbers_as(0.0),
    "NaN": numbers_as(np.nan),
    "infinity": numbers_as(np.inf),
    "minus infinity": numbers_as(-np.inf),
    "huge": numbers_as(1e300),
    "large and negative": numbers_as(-9.9e3),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.filterwarnings("error")
def test_an_odd_answer_is_drawn_or_refused(odd: str) -> None:
    """Whatever comes back, either it is drawn, or it is one of the exceptions that become a sentence."""
    submission = changed(ODD[odd])
    for picture in LOCAL:
        try:
            with np.errstate(all="ignore"):
                yours = picture.collect(submission, ROOT / "data")
        except UNUSABLE:
            continue
        shown = show(picture, yours, None)
        assert shown.panels
        assert "nan" not in "".join(shown.panels).lower().replace("nan<", "")


def test_answers_that_differ_are_framed_and_counted() -> None:
    """The reference stands beside a matrix that differs, and the text says in how many cells."""
    counts = pictures.ALL[0]
    right = counts.collect(changed(lambda answer: answer), ROOT)
    wrong = right.copy()
    wrong[0, 1] += 1
    assert len(counts.draw(right, right)) == 1
    assert len(counts.draw(wrong, right)) == 2
    assert "1 of 100 cells differ" in counts.describe(wrong, right)
    assert "reference" not in counts.describe(wrong, None)


def test_words_of_a_submission_stay_text() -> None:
    """A neighbour's name may be markup, mathematics or a command: in the picture and beside it, it is letters."""
    picture = next(picture for picture in LOCAL if picture.name == "neighbours")
    named = changed(lambda answer: [("<script>$\\frac{1}{0}$", 0.5), ("a\u202eb\x1b[31m&", 0.25)])
    yours = picture.collect(named, ROOT)
    shown = show(picture, yours, None)
    drawn = str(shown.panels[0])
    assert "&lt;script&gt;$\\frac{1" in drawn
    assert not re.search("<script|\u202e|\x1b", drawn)


@pytest.fixture(scope="module")
def drawn(course: Course, pool: Pool) -> list[Shown]:
    """All pictures of the reference, as it were a submission."""
    tasks = set(course.tasks)
    taken = intake.read(ROOT / "reference", list(course.modules))
    by_assignment = Studio(course, pool).pictures(taken, tasks, compared=tasks)
    return [shown for assignment in by_assignment.values() for shown in assignment]


def test_the_reference_has_all_its_pictures(drawn: list[Shown]) -> None:
    """Drawn from a worker's answers, alike beside itself, lean, with title and description."""
    assert [shown.name for shown in drawn] == [picture.name for picture in pictures.ALL]
    for shown in drawn:
        assert shown.panels, shown.text
        for panel in shown.panels:
            assert re.match(r'<svg viewBox="[\d. ]+" role="img" aria-labelledby="\S+ \S+"><title', panel)
            assert not re.search(
                r"<(script|style|image|foreignObject|metadata)|https?://(?!www\.w3\.org)| on\w+=", panel
            )
        assert "differ" not in shown.text or "two directions" in shown.text
    assert sum(len(panel) for shown in drawn for panel in shown.panels) < 600_000


def test_ids_are_unique_within_a_page(drawn: list[Shown]) -> None:
    """Clip paths and titles of one picture are not those of another."""
    ids = [name for shown in drawn for panel in shown.panels for name in re.findall(r' id="([^"]*)"', panel)]
    assert len(ids) == len(set(ids))
    everything = "".join(panel for shown in drawn for panel in shown.panels)
    assert set(re.findall(r'url\(#([^)]*)\)|href="#([^"]*)"', everything)) <= {(n, "") for n in ids} | {
        ("", n) for n in ids
    }


def test_the_same_numbers_give_the_same_bytes() -> None:
    """No date, no random name."""
    picture = next(picture for picture in LOCAL if picture.name == "weight")
    yours = picture.collect(changed(lambda answer: answer), ROOT)
    assert show(picture, yours, yours) == show(picture, yours, yours)


def _submission(path: str, text: str) -> intake.Submission:
    return intake.Submission("s", Path("s"), {path: text}, {}, frozenset())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def weight(x, x_max, alpha):\n    raise NotImplementedError", ": weight is still to be written."),
        ("def weight(x, x_max, alpha):\n    raise ValueError('<b>')", "weight raised ValueError."),
        ("", "glove.py does not define weight."),
        ("def weight(x, x_max, alpha):\n    import os; os._exit(3)", "weight: the program ended itself (exit code 3)"),
        ("x = (", ": weight: glove.py cannot be imported: SyntaxError"),
        ("def weight(x, x_max, alpha):\n    return x[:3]", "weight should have answered with shape (41)"),
        (
            "def weight(x, x_max, alpha):\n    x[:] = 1\n    return x",
            "arguments left as they were, and answered with argument 1 changed",
        ),
        ("def weight(x, x_max, alpha):\n    while True: pass", "weight: no answer within 1 seconds."),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(
    text: str, says: str, course: Course, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Missing, unwritten, raising, dying, endless or malformed: said in a line, without the student's own words."""
    monkeypatch.setattr("autograder.html.studio.MOST_SECONDS", 1.0)
    submission = _submission("a4_glove/glove.py", text)
    shown = Studio(course, pool).pictures(submission, {"4.3"}, compared=set())["a4_glove"]
    assert [s.panels for s in shown] == [[]]
    assert says in shown[0].text
    assert "<b>" not in shown[0].text


def test_a_reference_that_cannot_be_asked_is_no_fault_of_theirs(
    course: Course, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The student's own result is drawn all the same, only alone."""
    asked: list[Any] = []

    def collect(submission: Any, data: Path) -> np.ndarray:
        asked.append(submission)
        if len(asked) > 1:
            raise ValueError("the reference, today")
        return np.eye(10)

    monkeypatch.setattr(pictures, "ALL", (dataclasses.replace(pictures.ALL[0], collect=collect),))
    shown = Studio(course, pool).pictures(_submission("a2_pmi/pmi.py", ""), {"2.1"}, compared={"2.1"})["a2_pmi"]
    assert len(asked) == 2
    assert len(shown[0].panels) == 1


def test_pictures_that_take_too_long_leave_no_time_for_others(course: Course, pool: Pool) -> None:
    """There is one budget for all of a submission's pictures."""
    asked: list[float] = []

    class Slow(Studio):
        def _collect(self, picture: Any, sources: Any, seconds: float) -> Any:
            asked.append(seconds)
            if seconds <= 0:
                return super()._collect(picture, sources, seconds)
            return np.ones((10, 10)), 45.0

    submission = _submission("a2_pmi/pmi.py", "")
    tasks = {"2.1", "2.2", "4.3"}
    shown = Slow(course, pool).pictures(submission, tasks, compared=set())
    assert asked == [60.0, 15.0, -30.0]
    assert "took all the time" in shown["a4_glove"][0].text
