"""Runs the hidden tests on mutants, in this process: the same examples for each, and no further than the first failure."""

from __future__ import annotations

import io
import time
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from hypothesis import settings

from autograder import evidence, profiles
from autograder.calls import Source
from autograder.endings import Abort
from autograder.inprocess import Recording, TrustedSubmission, hidden_tests
from autograder.limit import limited
from autograder.registry import Course, Place
from autograder.sandbox import Pool
from tests.mutation.mutants import Mutant, mutants, users

ROOT = Path(__file__).resolve().parent.parent.parent
COURSE = Course(ROOT)
PATIENCE = 5.0, 20.0
"""Processor seconds that a test may take at least, and how many times as long as on the reference."""

Fate = Literal["value", "exception", "timeout", "survived"]


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant."""

    fate: Fate
    test: str = ""
    """The hidden test that noticed."""
    message: str = ""


class Judges:
    """The hidden tests of one task, the fastest first."""

    def __init__(self, place: Place) -> None:
        self.place = place

    @cached_property
    def tests(self) -> list[tuple[float, str, Recording]]:
        """Processor seconds on the reference, name, and the test with its examples."""
        right = (ROOT / "reference" / self.place.path).read_text("utf-8")
        found = []
        for name, test in hidden_tests(COURSE, self.place):
            recording = Recording(test)
            recording.record(_submission(self.place, right))
            began = time.process_time()
            recording.replay(_submission(self.place, right))
            found.append((time.process_time() - began, name, recording))
        return sorted(found, key=lambda entry: entry[0])

    def verdict(self, source: str) -> Verdict:
        """The first failure of a module with this source."""
        for seconds, name, test in self.tests:
            limit = max(PATIENCE[0], PATIENCE[1] * seconds)
            try:
                with redirect_stdout(io.StringIO()), limited(limit) as late:
                    test.replay(_submission(self.place, source))
            except (Exception, Abort) as failure:
                return Verdict("timeout" if late else _fate(failure), name, evidence.judge(failure)[1])
        return Verdict("survived")


class Trial:
    """All mutants of one module, and the tests that each must face."""

    def __init__(self, module: str) -> None:
        settings.load_profile(profiles.QUICK)  # before the hidden tests are imported: their own settings build on it
        self.places = [place for place in COURSE.places() if place.module.name == module]
        self.source = (ROOT / "reference" / self.places[0].path).read_text("utf-8")
        self.judges = {place.task.function: Judges(place) for place in self.places}
        self.users = users(self.source)

    @cached_property
    def mutants(self) -> list[Mutant]:
        """Those that some task depends on."""
        return [m for m in mutants(self.places[0].module, self.source) if self.tasks(m)]

    def tasks(self, mutant: Mutant) -> list[str]:
        """Functions whose tests may kill it: the function itself if it is a task, or else all tasks that make use of it."""
        if mutant.definition in self.judges:
            return [mutant.definition]
        return [task for task in self.judges if task in self.users[mutant.definition]]

    def verdict(self, mutant: Mutant) -> Verdict:
        """What becomes of a mutant: it is killed if a test of any of its tasks fails."""
        for task in self.tasks(mutant):
            verdict = self.judges[task].verdict(mutant.source)
            if verdict.fate != "survived":
                return verdict
        return Verdict("survived")


def _submission(place: Place, text: str) -> TrustedSubmission:
    source = Source(place.module.name, text, place.module.libraries)
    return TrustedSubmission({source.name: source}, Pool(), in_place=place.task.in_place, seconds=1e6)


def _fate(failure: BaseException) -> Fate:
    status, message = evidence.judge(failure)
    return "exception" if status in ("crashed", "missing") or message.startswith("raised") else "value"
