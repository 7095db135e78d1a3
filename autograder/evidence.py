"""What a hidden test ended with, and what of it is told: status, message, counterexample."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis.errors import Flaky

from autograder import endings
from autograder.calls import Call
from autograder.compare import Mismatch
from autograder.proxy import Submission
from autograder.report import Counterexample, TestStatus
from autograder.sandbox import SandboxError

MOST_SHOWN_CALLS = 3
"""An example with more calls than this is shown by its last ones."""

SHOWN: frozenset[TestStatus] = frozenset({"failed", "crashed", "timeout"})
"""Statuses for which the calls of an example say something."""

UNUSABLE = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, AssertionError)
"""What a hidden test may stumble over when an answer has an odd form. The reference never makes it stumble (a test of
the course sees to that), so the answer is at fault; any other exception is ours."""


@dataclass
class Evidence:
    """One wrong answer: the calls that led to it, and what is wrong with it."""

    calls: list[Call]
    shown: list[str]
    failure: BaseException

    @property
    def size(self) -> tuple[int, list[str]]:
        """Order by which the smallest example is chosen."""
        return sum(map(len, self.shown)), self.shown


@dataclass
class Trial:
    """What is known about one hidden test while it runs."""

    submission: Submission
    evidence: Evidence | None = None

    def __post_init__(self) -> None:
        self.submission.on_wrong = self.remember

    def remember(self, failure: BaseException) -> None:
        """Keep the smallest wrong answer of the test so far; a call without an answer only for want of one."""
        if self.evidence is None or isinstance(failure, (Mismatch, endings.StudentError, *UNUSABLE)):
            calls = list(self.submission.calls)
            found = Evidence(calls, [str(call) for call in calls if not call.helper], failure)
            if self.evidence is None or found.size < self.evidence.size:
                self.evidence = found


def judge(failure: BaseException | None) -> tuple[TestStatus, str]:
    """Status and message of a test that ended with `failure`: theirs, or ours."""
    if failure is None:
        return "passed", ""
    if isinstance(failure, (endings.StudentError, Mismatch)):
        return "failed", str(failure)
    if isinstance(failure, endings.Abort):
        return failure.status, str(failure)  # type: ignore[return-value]
    if isinstance(failure, SandboxError):
        return "error", str(failure)
    if isinstance(failure, Flaky):
        return "failed", "the same call is answered now one way, now another"
    if isinstance(failure, UNUSABLE):
        return "failed", "the answer has a form that cannot be used"
    return "error", f"the hidden test itself broke: {type(failure).__name__}: {failure}"[:400]


def counterexample(evidence: Evidence) -> Counterexample:
    """The evidence as text."""
    hidden = len(evidence.shown) - MOST_SHOWN_CALLS
    called = ([f"… {hidden} calls before"] if hidden > 0 else []) + evidence.shown[-MOST_SHOWN_CALLS:]
    failure = evidence.failure
    if isinstance(failure, Mismatch):
        return Counterexample(
            called=called, expected=failure.expected, got=failure.got, where=failure.where, note=failure.note
        )
    known = isinstance(failure, (endings.StudentError, endings.Abort))
    return Counterexample(
        called=called, expected="an answer", got=str(failure) if known else "an answer of another form"
    )
