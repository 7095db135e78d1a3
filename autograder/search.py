"""The search for a small example: what Hypothesis does, and a second look where a fixed example fails."""

from __future__ import annotations

import contextlib
from typing import Any

from autograder import profiles
from autograder.endings import Abort
from autograder.evidence import Evidence, Trial

SMALL = 60
"""Characters of its calls that make an example small enough: they fit on a line."""


def run(test: Any, trial: Trial) -> None:
    """Run `test` on the examples of Hypothesis if it is a function under `@given`.

    Hypothesis ends a test at the first fixed `@example` that fails, and shrinks drawn ones only. A fixed one is there
    to catch a mistake, and may be longer than need be: a smaller one is looked for among those drawn, as it would be
    if nothing had been fixed. What was found first remains the end of the test.
    """
    try:
        test(submission=trial.submission)
    except Exception:  # an Abort goes through: it is never shrunk
        if trial.evidence is not None and _is_fixed(test, trial.evidence) and trial.evidence.size[0] > SMALL:
            trial.submission.wrong_at = None
            with profiles.drawn_only(test), contextlib.suppress(Exception, Abort):
                test(submission=trial.submission)
        raise


def _is_fixed(test: Any, evidence: Evidence) -> bool:
    """Whether the wrong answer was given to one of the examples that are written beside the test."""
    fixed = len(getattr(test, "hypothesis_explicit_examples", ()))
    return bool(evidence.calls) and 0 < evidence.calls[0].example <= fixed
