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
from hypothesis.errors import HypothesisException

from autograder import endings, profiles, proxy, search
from autograder.calls import Call, Source
from autograder.evidence import SHOWN, Evidence, Trial, counterexample, judge
from autograder.examples import Example, Examples, recording, replay
from autograder.registry import Course
from autograder.report import TestResult
from autograder.sandbox import Pool

MOST_TIME_OUTS = 2
"""Tests of one task that may run into the time limit before the rest of them are given up."""


@dataclass
class Outcome:
    """A finished hidden test: its result, and the calls from which a diagnosis can be made."""

    task: str
    result: TestResult
    calls: list[Call]
    evidence: Evidence | None


class Grader:
    """The plugin object of one run over one submission."""

    def __init__(
        self,
        course: Course,
        sources: Mapping[str, Source],
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
            search.run(item.obj, self._trials[item.nodeid])
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
