"""The gradebook as tables: a CSV of everything, and an LMS's own sheet, filled in.

Every text that somebody chose stays text in a spreadsheet (`escape.csv`); a sheet that is filled in is otherwise given back
as it came.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from autograder import escape
from autograder.intake import IntakeError
from autograder.nbgrader.book import Mark
from autograder.nbgrader.collect import student_id

Platform = Literal["canvas", "moodle"]

IDS: dict[Platform, tuple[str, ...]] = {
    "canvas": ("ID", "SIS User ID", "SIS Login ID", "Student"),
    "moodle": ("Identifier", "ID number", "Email address", "Username", "Full name"),
}
"""Columns by which a platform's sheet names a student, the surest first."""

POINTS_POSSIBLE = "Points Possible"
"""The first cell of the line of Canvas that is no student."""


class Filled(msgspec.Struct):
    """A sheet, filled in, and whom it did not match."""

    text: str
    found: int
    not_in_sheet: list[str]


def table(marks: Iterable[Mark]) -> str:
    """One line for each student and assignment."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["student", "assignment", "score", "max_score", "late_penalty", "lab", "modules", "needs_marking"])
    for mark in marks:
        names = escape.csv(mark.student), mark.assignment
        numbers = [f"{n:g}" for n in (mark.score, mark.max_score, mark.penalty, mark.lab, mark.modules)]
        writer.writerow([*names, *numbers, "yes" if mark.needs_marking else "no"])
    return out.getvalue()


def fill(sheet: Path, platform: Platform, column: str | None, marks: list[Mark]) -> Filled:
    """Fill the scores of one assignment into the column of that name, or the only one that could be meant.

    Raises IntakeError if the sheet or the column cannot be found.
    """
    header, rows = _read(sheet)
    at = _column(sheet, header, platform, column)
    by_student = {mark.student: mark for mark in marks}
    matched: set[str] = set()
    for row in rows:
        if row and not row[0].strip().startswith(POINTS_POSSIBLE):
            student = _student(header, row, platform, by_student)
            if student:
                row[at] = f"{by_student[student].score:g}"
                matched.add(student)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return Filled(out.getvalue(), len(matched), sorted(by_student.keys() - matched))


def _read(sheet: Path) -> tuple[list[str], list[list[str]]]:
    try:
        with open(sheet, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise IntakeError(f"{sheet}: not a CSV file in UTF-8 ({error})") from None
    if not rows:
        raise IntakeError(f"{sheet}: is empty")
    width = len(rows[0])
    return rows[0], [row + [""] * (width - len(row)) for row in rows[1:]]


def _column(sheet: Path, header: list[str], platform: Platform, wanted: str | None) -> int:
    """The column to fill: by name, with or without Canvas's number in brackets; Moodle's is called Grade."""
    wanted = wanted or ("Grade" if platform == "moodle" else "")
    names = [re.sub(r" \(\d+\)$", "", name) for name in header]
    found = [number for number, name in enumerate(names) if wanted in (name, header[number])]
    if len(found) != 1:
        shown = ", ".join(escape.terminal(name) for name in header)
        raise IntakeError(f"{sheet}: {len(found) or 'no'} columns {wanted!r}; name one with --column: {shown}")
    return found[0]


def _student(header: list[str], row: list[str], platform: Platform, known: dict[str, Mark]) -> str | None:
    """The student of a row: whose name is, or ends in, one of the sheet's ids (`doejane_340934` has the id 340934)."""
    for column in IDS[platform]:
        if column in header and (value := row[header.index(column)].strip().removeprefix("Participant ")):
            wanted = student_id(value)
            found = [name for name in known if name == wanted or name.endswith(f"_{wanted}")]
            if len(found) == 1:
                return found[0]
    return None
