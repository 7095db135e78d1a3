"""Which known misconception gives the same wrong answers?

The question is put to the author's misconceptions, in this process; never to student code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder import specimens
from autograder.plugin import Outcome
from autograder.proxy import Call
from autograder.registry import Course, Place
from autograder.report import Diagnosis

ENOUGH_CALLS = 60
"""Calls on which a misconception is compared with the student's answers."""


def diagnose(course: Course, place: Place, outcomes: list[Outcome]) -> Diagnosis | None:
    """The misconception that explains every wrong answer and the most of the others, or None.

    A wrong answer of each failed test must be reproduced; among those that manage it, the one that also
    agrees with the most of the recorded answers is named.
    """
    wrong = _calls_of(place, [outcome.evidence.calls for outcome in outcomes if outcome.evidence is not None])
    others = _calls_of(place, [outcome.calls for outcome in outcomes])[:ENOUGH_CALLS]
    if not wrong:
        return None
    best: tuple[float, specimens.Specimen] | None = None
    for specimen, definition in _misconceptions(course, place):
        if not all(_answers_alike(definition, call) for call in wrong):
            continue
        agreement = sum(_answers_alike(definition, call) for call in others) / max(len(others), 1)
        if best is None or agreement > best[0]:
            best = agreement, specimen
    if best is None:
        return None
    return Diagnosis(misconception=best[1].id, belief=best[1].belief, hint=best[1].hint)


def _calls_of(place: Place, recorded: list[list[Call]]) -> list[Call]:
    return [call for calls in recorded for call in calls if call.function == place.task.function]


def _misconceptions(course: Course, place: Place) -> list[tuple[specimens.Specimen, Callable[..., Any]]]:
    path = course.root / "reference" / "misconceptions" / place.module.file
    if not path.exists():
        return []
    return [(specimen, made) for specimen, made in specimens.load(path) if specimen.task == place.task.id]


def _answers_alike(definition: Callable[..., Any], call: Call) -> bool:
    args, kwargs = call.arguments
    try:
        with np.errstate(all="ignore"):
            return _alike(definition(*args, **kwargs), call.answer)
    except Exception:  # a misconception may crash where the student's code did: then there is no answer to compare
        return call.answer is None


def _alike(a: Any, b: Any) -> bool:
    try:
        left, right = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    except (TypeError, ValueError):
        return bool(type(a) is type(b) and a == b) or (
            isinstance(a, (list, tuple))
            and isinstance(b, (list, tuple))
            and len(a) == len(b)
            and all(map(_alike, a, b))
        )
    return left.shape == right.shape and np.allclose(left, right, rtol=1e-6, atol=1e-9, equal_nan=True)
