"""The Hypothesis settings that hidden tests run under."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture.providers import HypothesisProvider
from hypothesis.internal.constants_ast import Constants

# Hypothesis draws a few of the constants that it finds in the modules that happen to be loaded and not installed: the
# examples would depend on what else is graded, and on where the course lies. There is no setting for it.
HypothesisProvider._local_constants = Constants()  # type: ignore[assignment,method-assign]

GRADING = "firth"
"""The profile of every grade."""

QUICK = "firth without shrinking"
"""The same examples, but the first wrong answer will do: for trying many known solutions."""

settings.register_profile(
    GRADING,
    derandomize=True,  # the same examples for everybody, every time
    database=None,
    deadline=None,  # time is measured per test, and only the student's
    max_examples=50,
    report_multiple_bugs=False,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
settings.register_profile(QUICK, settings.get_profile(GRADING), phases=[Phase.explicit, Phase.generate])


def shrink(test: Any) -> None:
    """Have `test` shrink its wrong answers: its own settings were made from whatever profile was active at its import."""
    own = test._hypothesis_internal_use_settings
    if own is not None:
        test._hypothesis_internal_use_settings = settings(own, phases=settings.get_profile(GRADING).phases)


@contextlib.contextmanager
def drawn_only(test: Any) -> Iterator[None]:
    """While this lasts, `test` passes over its fixed examples: they are neither run nor in the way of a search."""
    own = test._hypothesis_internal_use_settings
    test._hypothesis_internal_use_settings = settings(own, phases=[Phase.generate, Phase.shrink])
    try:
        yield
    finally:
        test._hypothesis_internal_use_settings = own
