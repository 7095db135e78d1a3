"""What a run over a class leaves beside the reports: tables for people, for spreadsheets and for the other commands.

Everything is written line by line, from one attempt at a time: a class may be larger than the memory.
"""

from __future__ import annotations

import contextlib
import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from autograder import escape
from autograder.batch.events import Terms
from autograder.batch.files import replacing
from autograder.batch.results import Results
from autograder.batch.standings import Standing
from autograder.report import Isolation, Report

STANDINGS, REPORT, SCORES, MOVED = "standings.jsonl", "report.json", "scores.csv", "moved.csv"


class _Counted(msgspec.Struct):
    """A report on one attempt, whose result need not be looked into."""

    isolation: Isolation
    seconds: float
    submissions: list[msgspec.Raw]


def write_standings(results: Results, standings: Iterator[Standing]) -> None:
    """One line of JSON for each student."""
    with replacing(results.path / STANDINGS) as file:
        for standing in standings:
            file.write(msgspec.json.encode(standing) + b"\n")


def read_standings(folder: Path) -> Iterator[Standing]:
    """What `write_standings` wrote. Raises OSError if there is nothing."""
    with open(folder / STANDINGS, "rb") as file:
        for line in file:
            yield msgspec.json.decode(line, type=Standing)


def write_report(results: Results, terms: Terms) -> None:
    """All attempts that count in one file, in the schema of `firth grade --json`."""
    weakest: Isolation | None = None
    seconds = 0.0
    with tempfile.TemporaryFile(dir=results.path) as bodies:
        for standing in read_standings(results.path):
            if standing.outcome != "graded":
                continue
            data = results.file(f"{standing.student}/{standing.attempt}").read_bytes()
            counted = msgspec.json.decode(data, type=_Counted)
            bodies.write((b",\n" if bodies.tell() else b"") + bytes(counted.submissions[0]))
            weakest = counted.isolation if weakest is None or counted.isolation.tier > weakest.tier else weakest
            seconds += counted.seconds
        if weakest is None:
            return
        empty = Report(
            versions=terms.environment, suite=terms.suite, isolation=weakest, seconds=round(seconds, 3), submissions=[]
        )
        head, tail = msgspec.json.encode(empty).rsplit(b"[]", 1)
        with replacing(results.path / REPORT) as file:
            file.write(head + b"[\n")
            bodies.seek(0)
            while chunk := bodies.read(1 << 20):
                file.write(chunk)
            file.write(b"\n]" + tail + b"\n")


def write_scores(results: Results, tasks: list[str]) -> None:
    """A spreadsheet: a line for each student, a column for each task."""
    fixed = ("student", "outcome", "score", "penalty", "max_score", "extra_credit", "days_late", "attempts", "counts")
    with replacing(results.path / SCORES) as file, _text(file) as text:
        table = csv.writer(text, lineterminator="\n")
        table.writerow([*fixed, "marked_late", "seconds", "reason", *tasks])
        for row in read_standings(results.path):
            facts = (
                row.score,
                row.penalty,
                row.max_score,
                row.extra_credit,
                row.days_late,
                row.attempts,
                row.attempt or "",
            )
            marked = "yes" if row.marked_late else ""
            points = (row.points.get(task) for task in tasks)
            said = (escape.csv(row.student), row.outcome, *facts, marked, row.seconds, escape.csv(row.reason), *points)
            table.writerow(["" if cell is None else cell for cell in said])


def write_moved(results: Results) -> int:
    """A spreadsheet of the grades that are no longer what they were, with the reason; how many there are."""
    count = 0
    with replacing(results.path / MOVED) as file, _text(file) as text:
        table = csv.writer(text, lineterminator="\n")
        table.writerow(["attempt", "before", "after", "tasks", "why"])
        for attempt, moved in results.moved():
            count += 1
            tasks = ", ".join(f"{task}: {before} → {after}" for task, (before, after) in moved.tasks.items())
            table.writerow([escape.csv(attempt), moved.before, moved.after, tasks, moved.why])
    return count


@contextlib.contextmanager
def _text(file: IO[bytes]) -> Iterator[IO[str]]:
    with open(file.fileno(), "w", encoding="utf-8", newline="", closefd=False) as text:
        yield text
