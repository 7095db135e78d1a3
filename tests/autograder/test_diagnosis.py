"""A misconception is named when it gives all of a student's answers, and never on a hunch."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import numpy as np
import pytest

from autograder import diagnosis
from autograder.calls import Call, Source
from autograder.diagnosis import diagnose
from autograder.inprocess import TrustedSubmission
from autograder.registry import Course
from autograder.sandbox import Pool
from autograder.worker.serve import Worker

COUNTS = [np.array([[4.0, 1.0], [1.0, 0.0]]), np.array([[1.0, 2.0, 3.0]]), np.array([[2.0, 0.0], [5.0, 7.0]])]
IN_BITS = "import numpy as np\ndef pmi(counts):\n    n, r, c = counts.sum(), counts.sum(1), counts.sum(0)\n"
IN_BITS += "    return np.log2(counts * n / np.outer(r, c)).tolist()\n"
NOW_AND_THEN = (
    f"{IN_BITS}bits = pmi\ndef pmi(counts):\n    return bits(counts) * (1 if len(counts) > 1 else np.log(2))\n"
)
NEVER = "def pmi(counts):\n    raise ValueError('mean counts')\n"


def _calls(text: str) -> list[Call]:
    submission = TrustedSubmission({"pmi": Source("pmi", text, "numpy")}, Pool())
    for counts in COUNTS:
        submission.begin_example()
        try:
            submission.pmi.pmi(counts)
        except Exception:  # an error is an answer too
            continue
    return submission.kept


@pytest.mark.filterwarnings("ignore:divide by zero")
@pytest.mark.parametrize(("text", "named"), [(IN_BITS, "P-15"), (NOW_AND_THEN, None), (NEVER, None)])
def test_every_answer_has_to_be_explained(text: str, named: str | None, course: Course) -> None:
    """The same mistake in other words is recognised; a mistake in two of three answers is not the same mistake."""
    calls = _calls(text)
    found = diagnose(course, course.tasks["2.2"], [calls[:1]], [calls])
    assert (found and found.id) == named


@pytest.mark.filterwarnings("ignore:divide by zero")
def test_nothing_is_said_of_a_tie_or_of_no_answer(course: Course) -> None:
    """One answer that several mistakes give names none of them; neither does a call that never came back."""
    calls = _calls(IN_BITS)
    alone = np.array([[3.0]])  # PMI 0, in any unit
    submission = TrustedSubmission({"pmi": Source("pmi", IN_BITS, "numpy")}, Pool())
    submission.pmi.pmi(alone)
    assert diagnose(course, course.tasks["2.2"], [submission.kept], [submission.kept]) is None
    calls[-1].reply = None
    assert diagnose(course, course.tasks["2.2"], [calls[:1]], [calls]) is None
    assert diagnose(course, course.tasks["2.2"], [], [calls]) is None, "nothing was wrong"


@pytest.mark.filterwarnings("ignore:divide by zero")
def test_a_misconception_that_never_ends_ends_the_search(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is said then, not even of a mistake that was recognised before."""

    def endless(counts: Any) -> Any:
        while True:
            counts = counts + 1

    known = diagnosis._misconceptions(course, course.tasks["2.2"])
    monkeypatch.setattr(diagnosis, "LONGEST", 0.2)
    monkeypatch.setattr(diagnosis, "_misconceptions", lambda *_: [*known, (known[0][0], endless)])
    calls = _calls(IN_BITS)
    assert diagnose(course, course.tasks["2.2"], [calls[:1]], [calls]) is None


def test_what_a_misconception_imports_stays_imported(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that vanished from the list of modules would be imported a second time, and break."""
    calls = _calls(IN_BITS)
    answer = Worker.answer

    def importing(worker: Worker, request: dict[str, Any]) -> bytes:
        importlib.import_module("colorsys")
        return answer(worker, request)

    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    monkeypatch.setattr(Worker, "answer", importing)
    diagnose(course, course.tasks["2.2"], [calls[:1]], [calls])
    assert "colorsys" in sys.modules


def test_changes_in_place_count_as_answers(course: Course) -> None:
    """A step in the wrong direction returns the right loss: only what it did to its arrays tells."""
    text = (course.root / "reference/a3_skipgram/skipgram.py").read_text("utf-8")
    text += "\n_right = sgns_step\ndef sgns_step(*args):\n    return _right(*args[:-1], -args[-1])\n"
    submission = TrustedSubmission({"skipgram": Source("skipgram", text, "numpy")}, Pool(), in_place=True)
    W_in, W_out = np.array([[0.5, -1.0], [2.0, 1.0]]), np.array([[1.0, 0.0], [0.5, 1.5]])
    submission.skipgram.sgns_step(W_in, W_out, 0, 1, np.array([0, 0]), 0.1)
    found = diagnose(course, course.tasks["3.9"], [submission.kept], [submission.kept])
    assert found is not None
    assert found.name == "a_step_up"


@pytest.mark.parametrize(
    ("ours", "theirs", "alike"),
    [
        ([1.0, 2.0], (1, 2), True),
        ([], [np.zeros(2), np.zeros((2, 2))], False),
        ([np.zeros(2), np.zeros((2, 2))], [np.zeros(2), np.zeros((2, 2))], True),
        ([("a", 1.0)], [["a", 1.0 + 1e-9]], True),
        ({"a": np.ones(2)}, {"a": [1.0, 1.0]}, True),
        ({"a": 1}, {"b": 1}, False),
        ("a", ["a"], False),
        (np.zeros(2), None, False),
        (float("nan"), np.float32("nan"), True),
        (np.zeros((2, 0)), [[], []], True),
        ([10**30], [10**30], True),
    ],
)
def test_answers_are_alike_up_to_rounding_and_kind(ours: object, theirs: object, alike: bool) -> None:
    """Whatever a submission answers, the comparison has an answer too."""
    assert diagnosis._same(ours, theirs, {}) is alike
