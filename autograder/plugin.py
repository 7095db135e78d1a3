"""The pytest plugin of the grader: gives hidden tests their `submission`, and collects what became of them.

`grading` makes one Grader for each submission and hands it to pytest.
"""

from __future__ import annotations

import functools
import inspect
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.errors import Flaky, HypothesisException

from autograder import endings, profiles, proxy
from autograder.compare import Mismatch
from autograder.examples import Example, Examples, recording, replay
from autograder.registry import Course
from autograder.report import Counterexample, TestResult, TestStatus
from autograder.sandbox import Pool, SandboxError

MOST_SHOWN_CALLS = 3
"""An example with more calls than this is shown by its last ones."""

MOST_TIME_OUTS = 2
"""Tests of one task that may run into the time limit before the rest of them are given up."""

SHOWN: frozenset[TestStatus] = frozenset({"failed", "crashed", "timeout"})
"""Statuses for which the calls of an example say something."""

UNUSABLE = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, AssertionError)
"""What a hidden test may stumble over when an answer has an odd form. The reference never makes it stumble (a test of
the course sees to that), so the answer is at fault; any other exception is ours."""


@dataclass
class Evidence:
    """One wrong answer: the calls that led to it, and what is wrong with it."""

    calls: list[proxy.Call]
    shown: list[str]
    failure: BaseException

    @property
    def size(self) -> tuple[int, list[str]]:
        """Order by which the smallest example is chosen."""
        return sum(map(len, self.shown)), self.shown


@dataclass
class Trial:
    """What is known about one hidden test while it runs."""

    submission: proxy.Submission
    evidence: Evidence | None = None

    def remember(self, failure: BaseException) -> None:
        """Keep the smallest wrong answer of the test so far; a call without an answer only for want of one."""
        if self.evidence is None or isinstance(failure, (Mismatch, endings.StudentError, *UNUSABLE)):
            calls = list(self.submission.calls)
            found = Evidence(calls, [str(call) for call in calls if not call.helper], failure)
            if self.evidence is None or found.size < self.evidence.size:
                self.evidence = found


@dataclass
class Outcome:
    """A finished hidden test: its result, and the calls from which a diagnosis can be made."""

    task: str
    result: TestResult
    calls: list[proxy.Call]
    evidence: Evidence | None


class Grader:
    """The plugin object of one run over one submission."""

    def __init__(
        self,
        course: Course,
        sources: Mapping[str, proxy.Source],
        tasks: frozenset[str],
        pool: Pool,
        known: Examples,
        until: float = math.inf,
    ) -> None:
        self.course, self.sources, self.tasks, self.pool = course, sources, tasks, pool
        self._known, self._until = known, until
        self.outcomes: list[Outcome] = []
        self.collected: list[str] = []
        self.faults: list[str] = []
        self._trials: dict[str, Trial] = {}
        self._time_outs: Counter[str] = Counter()

    def pytest_configure(self, config: pytest.Config) -> None:
        """Register the marker, and the settings under which every hidden test runs."""
        config.addinivalue_line("markers", "task(id, points=1): hidden test of a task")
        settings.load_profile(profiles.GRADING)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the tests of the planned tasks."""
        items[:] = [item for item in items if _mark(item)[0] in self.tasks]
        self.collected = [item.nodeid for item in items]
        for item in items:
            _watch(item)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A test file that cannot be read is our fault."""
        if report.failed:
            self.faults.append(f"{report.nodeid or 'hidden tests'}: cannot be collected")

    @pytest.fixture
    def submission(self, request: pytest.FixtureRequest) -> Iterator[proxy.Submission]:
        """The student's modules, in a worker of this test's own."""
        yield self._begin(request.node).submission
        if trial := self._trials.pop(request.node.nodeid, None):
            trial.submission.close()

    def _begin(self, item: pytest.Item) -> Trial:
        """A view of the submission of which no call has been made yet."""
        task = self.course.tasks[_mark(item)[0]].task
        view = proxy.Submission(self.sources, self.pool, in_place=task.in_place, seconds=task.seconds)
        trial = self._trials[item.nodeid] = Trial(view)
        view.on_wrong = trial.remember
        if self._time_outs[task.id] >= MOST_TIME_OUTS:
            view.refuse = endings.TimedOut(f"not run: {MOST_TIME_OUTS} tests of this task took too long before")
        if time.monotonic() > self._until:
            view.refuse = self._out_of_time()
        return trial

    def _out_of_time(self) -> endings.Abort:
        """Why a test does not begin any more: if the submission was never too slow, the machine was."""
        if any(self._time_outs.values()):
            return endings.TimedOut("not run: the time for all tests together was used up before")
        return endings.OutOfTime("not run: the machine was too slow for all the tests")

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool | None:
        """Run a test on its recorded examples, if it has any; else draw them, and record them."""
        if not hasattr(pyfuncitem.obj, "hypothesis"):
            return None
        examples = self._known.get(pyfuncitem.nodeid)
        if examples is None:
            self._draw(pyfuncitem)
        else:
            self._replay(pyfuncitem, examples)
        return True

    def _draw(self, item: pytest.Function) -> None:
        with recording(item.obj) as recorder:
            item.obj(submission=self._trials[item.nodeid].submission)
        if recorder.examples is not None:
            self._known.keep(item.nodeid, recorder.examples)

    def _replay(self, item: pytest.Function, examples: list[Example]) -> None:
        trial = self._trials[item.nodeid]
        try:
            replay(item.obj.hypothesis.inner_test, trial.submission, examples)
        except Exception as failure:  # an Abort goes through: it is never shrunk
            if judge(failure)[0] not in SHOWN:
                raise
            trial.submission.close()
            again = self._begin(item)
            self._draw(item)
            again.submission.close()
            self._trials[item.nodeid] = trial  # right this time: it answers now one way, now another
            raise

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Turn the end of a test into an Outcome.

        In place of pytest's own report, whose traceback nobody reads and which takes half a second to write.
        """
        if call.when == "call" or (call.when == "setup" and call.excinfo is not None):
            self.outcomes.append(self._outcome(item, call))
        outcome = "passed" if call.excinfo is None else "failed"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, call.when)  # type: ignore[arg-type]

    def _outcome(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Outcome:
        task, points = _mark(item)
        trial = self._trials.get(item.nodeid)
        failure = call.excinfo.value if call.excinfo is not None else None
        status, message = judge(failure)
        self._time_outs[task] += status == "timeout"
        evidence = trial.evidence if trial and failure is not None else None
        if evidence is not None and status in SHOWN:
            # A wrong answer found earlier, on a smaller example, says more than how the search for it ended.
            status, message = judge(evidence.failure)
        result = TestResult(
            name=item.name,
            docstring=inspect.cleandoc(getattr(getattr(item, "function", None), "__doc__", None) or ""),
            status=status,
            points=points if status == "passed" else 0,
            max_points=points,
            message=message,
            counterexample=counterexample(evidence) if evidence is not None and status in SHOWN else None,
            output=trial.submission.close() if trial and failure is not None else "",
            seconds=round(call.duration, 4),
        )
        return Outcome(task, result, list(trial.submission.kept) if trial else [], evidence)


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


def _mark(item: pytest.Item | Any) -> tuple[str, int]:
    marker = item.get_closest_marker("task")
    if marker is None:
        raise pytest.UsageError(f"{item.nodeid}: a hidden test needs @task(id, points=…)")
    return str(marker.args[0]), int(marker.kwargs.get("points", 1))


def _watch(item: pytest.Item) -> None:
    """Have every example of the test (or the test itself, if it has none) reported to its submission."""
    function = getattr(item, "obj", None)
    drawn = getattr(function, "hypothesis", None)
    if drawn is not None:
        drawn.inner_test = watched(drawn.inner_test)
        profiles.shrink(function)
    elif isinstance(item, pytest.Function):
        item.obj = watched(item.obj)


def watched(test: Callable[..., Any]) -> Callable[..., Any]:
    """The test as a function that tells its submission when an example begins, and when an answer was wrong."""
    if hasattr(test, "__watched__"):  # test modules outlive a run, when several submissions are graded in one process
        return test

    @functools.wraps(test)
    def run(*args: Any, **kwargs: Any) -> Any:
        submission = kwargs["submission"]
        submission.begin_example()
        try:
            return test(*args, **kwargs)
        except HypothesisException:
            raise  # an assumption that does not hold says nothing about the answer
        except (Exception, endings.Abort) as failure:
            submission.wrong(failure)
            raise

    run.__watched__ = True  # type: ignore[attr-defined]
    return run
