"""How large the counterexamples are that a student is shown: found and shrunk as in a grade."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder import search
from autograder.calls import Call
from autograder.evidence import MOST_SHOWN_CALLS, Trial, counterexample
from autograder.registry import Place
from autograder.report import MOST_TOLD, to_read
from autograder.validate.results import Shown
from autograder.validate.trial import attempt, submission


def shown(failed: list[Callable[..., Any]], place: Place, text: str) -> list[Shown]:
    """The counterexamples that are told in full, the simplest of all failed tests, for a module of this source."""
    found = sorted((pair for test in failed if (pair := _shrunk(test, place, text))), key=lambda pair: pair[0])
    return [example for _, example in found[:MOST_TOLD]]


def _shrunk(test: Callable[..., Any], place: Place, text: str) -> tuple[float, Shown] | None:
    trial = Trial(submission(place, text))
    attempt(lambda submission: search.run(test, trial), trial.submission, place.task.seconds)
    if trial.evidence is None:
        return None
    example = counterexample(trial.evidence)
    calls = [call for call in trial.evidence.calls if not call.helper][-MOST_SHOWN_CALLS:]
    words, cells = (sum(counts) for counts in zip(*map(_size, calls), strict=True)) if calls else (0, 0)
    lines = [*example.called, example.expected, example.got, example.where, example.note]
    measured = Shown(test=test.__name__, calls=len(calls), words=words, cells=cells, text=sum(map(len, lines)))
    return to_read(example), measured


def _size(call: Call) -> tuple[int, int]:
    """Words, and numbers in arrays and tables, among the arguments of a call. An option like k=2 is neither."""
    args, kwargs = call.arguments
    values = [value for value in (*args, *kwargs.values()) if not isinstance(value, (int, float, np.generic))]
    leaves = [leaf for value in values for leaf in _leaves(value)]
    return sum(isinstance(leaf, str) for leaf in leaves), sum(isinstance(leaf, (int, float)) for leaf in leaves)


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, (np.ndarray, np.generic)):
        yield from _leaves(value.tolist())
    elif isinstance(value, dict):
        for key, item in value.items():  # a word with its number is one thing to look at
            yield from _leaves(item if isinstance(item, (list, tuple, dict, np.ndarray)) else key)
    elif isinstance(value, (list, tuple, set)):
        for item in value:
            yield from _leaves(item)
    else:
        yield value
