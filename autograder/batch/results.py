"""The results folder of a class: its lock, its journal, and one file for each attempt.

    results/journal.jsonl                 everything that happened, in order; see `journal`
    results/submissions/ada/1.json        the report on ada's first attempt, in the schema of `firth grade --json`
    results/report.json, scores.csv …     written at the end, from the two above; see `tables`

A grade is there once its line is in the journal and its file has the checksum of that line. The file is written first: a run
that ends between the two grades this one attempt again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import msgspec

from autograder.batch.events import (
    Began,
    Event,
    Fault,
    Finished,
    Graded,
    Moved,
    Outcome,
    Terms,
    Unreadable,
    reasons,
)
from autograder.batch.files import checksum, locked, replacing, result_file
from autograder.batch.journal import Journal
from autograder.report import Report


class Entry(msgspec.Struct, frozen=True):
    """What is known of an attempt; the rest is in the journal at `place`."""

    outcome: Outcome
    key: str
    place: int
    run: int | None
    """Place of the event that began its run; None if that line is damaged."""


class Results:
    """The folder at `path`, which is made if need be, for this run alone. Raises InUse, OSError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = locked(path / "lock")
        self.journal = Journal(path / "journal.jsonl")
        self.entries: dict[str, Entry] = {}
        """Attempt to what is known of it."""
        self._before: dict[str, Entry] = {}
        """Attempt to the grade that it had when all were to be graded anew."""
        self._by_key: dict[str, str] = {}
        self._run: int | None = None
        self.resumed = False
        """Whether the run before did not come to its end."""
        for place, event in self.journal:
            self._know(place, event)

    def begin(self, terms: Terms, attempts: int, regrade: bool) -> None:
        """Note that a run begins."""
        event = Began(at=_now(), terms=terms, attempts=attempts, regrade=regrade)
        self._know(self.journal.append(event), event)

    def known(self, attempt: str, key: str) -> bool:
        """Whether the attempt has this grade, and its file is as it was written."""
        entry = self.entries.get(attempt)
        return entry is not None and (entry.outcome, entry.key) == ("graded", key) and self._report(attempt) is not None

    def twin(self, key: str) -> Report | None:
        """The report on another attempt that is the same."""
        attempt = self._by_key.get(key, "")
        return self.report(attempt) if self.known(attempt, key) else None

    def keep(self, attempt: str, key: str, content: str, report: Report) -> Graded:
        """Write the report on an attempt, and then that it is there."""
        (result,) = report.submissions
        data = msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"
        file = self.file(attempt)
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file) as whole:
            whole.write(data)
        points = {task.id: task.points for task in result.tasks}
        event = Graded(
            attempt=attempt,
            key=key,
            content=content,
            checksum=checksum(data),
            score=result.score,
            max_score=result.max_score,
            extra_credit=result.extra_credit,
            points=points,
            seconds=result.seconds,
            moved=self._moved(attempt, content, result.score, points),
        )
        self._know(self.journal.append(event), event)
        return event

    def note(self, event: Unreadable | Fault | Finished) -> None:
        """Write down what is no grade; once, if it is the same as before."""
        if isinstance(event, Unreadable):
            entry = self.entries.get(event.attempt)
            if entry is not None and self.journal.at(entry.place) == event:
                return
        self._know(self.journal.append(event), event)

    def finish(self) -> None:
        """Note that the run came to its end."""
        self.note(Finished(at=_now()))

    def event(self, attempt: str) -> Event | None:
        """The last that was written about an attempt."""
        entry = self.entries.get(attempt)
        return self.journal.at(entry.place) if entry is not None else None

    def report(self, attempt: str) -> Report:
        """The report on an attempt that was graded."""
        return msgspec.json.decode(self.file(attempt).read_bytes(), type=Report)

    def moved(self) -> Iterator[tuple[str, Moved]]:
        """The grades that are no longer what they were, by this run and those before it that it took up."""
        found: dict[str, Moved] = {}
        finished = False
        for _, event in self.journal:
            if isinstance(event, Began) and finished:
                found, finished = {}, False
            if isinstance(event, Finished):
                finished = True
            if isinstance(event, Graded) and event.moved is not None:
                found[event.attempt] = event.moved
        yield from sorted(found.items())

    def file(self, attempt: str) -> Path:
        """Where the report on an attempt is."""
        student, _, number = attempt.rpartition("/")
        return result_file(self.path, student, int(number))

    def close(self) -> None:
        """Let others write to the folder."""
        self.journal.close()
        os.close(self._lock)

    def __enter__(self) -> Results:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _know(self, place: int, event: Event) -> None:
        if isinstance(event, Began):
            self._run, self.resumed = place, True
            if event.regrade:
                self._before |= {name: entry for name, entry in self.entries.items() if entry.outcome == "graded"}
                self.entries, self._by_key = {}, {}
        elif isinstance(event, Finished):
            self.resumed = False
        elif isinstance(event, Graded):
            self.entries[event.attempt] = Entry("graded", event.key, place, self._run)
            self._by_key[event.key] = event.attempt
        else:
            outcome: Outcome = "unreadable" if isinstance(event, Unreadable) else "fault"
            earlier = self.entries.get(event.attempt)
            if earlier is not None and earlier.outcome == "graded":
                self._before[event.attempt] = earlier
            self.entries[event.attempt] = Entry(outcome, "", place, self._run)

    def _moved(self, attempt: str, content: str, score: int, points: dict[str, int]) -> Moved | None:
        """What the attempt's new grade changes."""
        entry = self.entries.get(attempt)
        if entry is None or entry.outcome != "graded":
            entry = self._before.get(attempt)
        if entry is None:
            return None
        old = self.journal.at(entry.place)
        assert isinstance(old, Graded)
        if old.points == points:
            return None
        tasks = {
            task: (old.points.get(task, 0), points.get(task, 0))
            for task in sorted(old.points.keys() | points.keys())
            if old.points.get(task) != points.get(task)
        }
        why = reasons((self._terms(entry.run), old.content), (self._terms(self._run), content))
        return Moved(before=old.score, after=score, tasks=tasks, why=why)

    def _terms(self, run: int | None) -> Terms | None:
        event = self.journal.at(run) if run is not None else None
        return event.terms if isinstance(event, Began) else None

    def _report(self, attempt: str) -> bytes | None:
        """The file of an attempt, if it is as it was written."""
        entry = self.entries.get(attempt)
        event = self.journal.at(entry.place) if entry is not None else None
        if not isinstance(event, Graded):
            return None
        try:
            data = self.file(attempt).read_bytes()
        except OSError:
            return None
        return data if checksum(data) == event.checksum else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
