"""The run over a class: what is known stays, the rest is read, handed to the executor, and written down as it comes back."""

from __future__ import annotations

import concurrent.futures
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path

import msgspec

from autograder import escape
from autograder.batch import work
from autograder.batch.events import Fault, Outcome, Terms, Unreadable, content
from autograder.batch.executors import Executor, Lost
from autograder.batch.results import Results
from autograder.intake import IntakeError
from autograder.report import Report
from autograder.submissions import Attempt

ALIVE_SECONDS = 5.0
"""How often the run looks whether its executor can do more, or less, than before."""


class Settled(msgspec.Struct, frozen=True):
    """What has become of an attempt in this run."""

    attempt: Attempt
    outcome: Outcome
    reason: str = ""
    new: bool = True
    """False for a grade that was known already."""


class _Pending(msgspec.Struct):
    """An attempt whose job is to be done."""

    attempt: Attempt
    job: work.Job
    key: str
    again: bool = False
    """It has failed once, for reasons of ours."""


class Run:
    """One run. `settled` is told of every attempt once."""

    def __init__(
        self,
        results: Results,
        executor: Executor,
        root: Path,
        modules: list[str],
        terms: Terms,
        settled: Callable[[Settled], None] = lambda settled: None,
        do: work.Work = work.grade,
    ) -> None:
        self.results, self.executor, self.terms, self.settled, self.do = results, executor, terms, settled, do
        self.root, self.modules = str(root), modules
        self._prepared = do is not work.grade
        self._again: deque[_Pending] = deque()
        self._under_way: dict[Future[work.Answer], _Pending] = {}

    def grade(self, attempts: Iterable[Attempt]) -> None:
        """Grade whatever is not yet known.

        Raises OSError if something cannot be written, Lost if nobody works any more, SandboxError and work.OtherTerms if
        nothing could be graded.
        """
        waiting = self._ungraded(attempts)
        while self._fill(waiting) or self._under_way or self._again:
            if not self._under_way:
                time.sleep(ALIVE_SECONDS / 10)  # the executor can do nothing at all just now
            done, _ = concurrent.futures.wait(self._under_way, ALIVE_SECONDS, concurrent.futures.FIRST_COMPLETED)
            for future in done:
                self._take(self._under_way.pop(future), future)

    def _fill(self, waiting: Iterator[_Pending]) -> bool:
        """Submit as much as the executor can take; whether there may be more to read."""
        while len(self._under_way) < self.executor.width:
            pending = next(waiting, None)
            # What failed for reasons of ours comes last: the reason may be gone by then.
            if pending is None and not self._again:
                return False
            self._submit(pending or self._again.popleft())
        return True

    def _ungraded(self, attempts: Iterable[Attempt]) -> Iterator[_Pending]:
        """What has to be graded, read one by one as it is asked for."""
        for attempt in attempts:
            try:
                submission = attempt.read(self.modules)
            except IntakeError as error:
                reason = escape.terminal(str(error))
                self.results.note(Unreadable(attempt=attempt.id, reason=reason))
                self.settled(Settled(attempt, "unreadable", reason))
                continue
            pending = _Pending(attempt, work.Job(submission, self.root, self.terms), self.terms.key(submission))
            if self.results.known(attempt.id, pending.key):
                self.settled(Settled(attempt, "graded", new=False))
            elif (twin := self.results.twin(pending.key)) is not None:
                self._keep(pending, twin)
            else:
                yield pending

    def _submit(self, pending: _Pending) -> None:
        if not self._prepared:
            # If nothing can be graded at all, that is said now, and not once for each attempt.
            self.executor.submit(work.prepare, self.root, self.terms).result()
            self._prepared = True
        self._under_way[self.executor.submit(self.do, pending.job)] = pending

    def _take(self, pending: _Pending, future: Future[work.Answer]) -> None:
        if future.cancelled():
            raise Lost("the job was given up by those who were to do it")
        error = future.exception()
        if error is not None:
            self._fail(pending, f"{type(error).__name__}: {error}")
            return
        answer = future.result()
        if answer.result.status == "error":
            ours = [test.message for task in answer.result.tasks for test in task.tests if test.status == "error"]
            self._fail(pending, next(iter([*answer.result.problems, *ours]), "no reason given"))
            return
        report = Report(
            versions={name: self.terms.environment[name] for name in sorted(self.terms.environment)},
            suite=self.terms.suite,
            isolation=answer.isolation,
            seconds=answer.result.seconds,
            submissions=[answer.result],
        )
        self._keep(pending, report)

    def _keep(self, pending: _Pending, report: Report) -> None:
        """Write a report on this attempt, or on its twin, under this attempt's name."""
        submission = pending.job.submission
        name, path = escape.terminal(submission.name), escape.terminal(str(submission.path))
        result = msgspec.structs.replace(report.submissions[0], name=name, path=path)
        report = msgspec.structs.replace(report, submissions=[result])
        self.results.keep(pending.attempt.id, pending.key, content(submission), report)
        self.settled(Settled(pending.attempt, "graded"))

    def _fail(self, pending: _Pending, reason: str) -> None:
        """Our fault: once more, later; then it is listed."""
        reason = escape.terminal(reason)[:400]
        self.results.note(Fault(attempt=pending.attempt.id, reason=reason, final=pending.again))
        if pending.again:
            self.settled(Settled(pending.attempt, "fault", reason))
        else:
            pending.again = True
            self._again.append(pending)
