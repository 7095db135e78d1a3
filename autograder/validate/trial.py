"""One hidden test on one implementation, in this process: only for code that is trusted."""

from __future__ import annotations

import io
import math
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any

from autograder import compare
from autograder.calls import Source
from autograder.endings import Abort, TimedOut
from autograder.evidence import judge
from autograder.inprocess import TrustedSubmission
from autograder.limit import limited
from autograder.proxy import Submission
from autograder.registry import Place
from autograder.sandbox import Pool
from autograder.validate.results import Trial
from autograder.validate.seeds import Reseeded

LONGEST = 30.0
"""Processor seconds after which a test is called off, unless its task allows more: some mistakes never end."""


def submission(place: Place, text: str, repeat: int = 0) -> TrustedSubmission:
    """A module of this source as a `submission` without a process of its own; time is limited by `attempt`, not by it."""
    source = Source(place.module.name, text, place.module.libraries)
    view = Reseeded({source.name: source}, Pool(), in_place=place.task.in_place, seconds=math.inf)
    view.repeat = repeat
    return view


def attempt(test: Callable[..., Any], view: Submission, allowed: float = 0.0) -> tuple[Trial, float]:
    """How `test` ends on `view`, and the processor seconds that it took; `allowed` are those that its task allows."""
    failure: BaseException | None = None
    began = time.process_time()
    with (
        _overheard() as ratios,
        redirect_stdout(io.StringIO()),
        warnings.catch_warnings(),
        limited(max(LONGEST, allowed)) as late,
    ):
        warnings.simplefilter("ignore")  # mistakes divide by zero
        try:
            test(submission=view)
        except (Exception, Abort) as caught:
            failure = TimedOut("too slow") if late else caught
    status, message = judge(failure)
    trial = Trial(
        status=status,
        by_value=status == "failed" and not message.startswith("raised"),
        accepted=max((ratio for ratio in ratios if ratio <= 1), default=0.0),
        rejected=min((ratio for ratio in ratios if 1 < ratio < math.inf), default=None),
    )
    return trial, time.process_time() - began


@contextmanager
def _overheard() -> Iterator[list[float]]:
    """Collects the error / tolerance of every comparison of numbers, in its worst cell."""
    original, heard = compare.excess, []

    def excess(*args: Any, **kwargs: Any) -> Any:
        ratio = original(*args, **kwargs)
        heard.append(float(ratio.max(initial=0.0)))
        return ratio

    compare.excess = excess
    try:
        yield heard
    finally:
        compare.excess = original
