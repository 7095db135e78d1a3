"""Who of a class handed in what: folders, archives, downloads of Canvas and Moodle, and lists of git references.

    submissions/ada/a2_pmi/pmi.py                       one folder for each student
    submissions/ada/first-try/a2_pmi/pmi.py             … or one for each attempt, in the order of their names
    submissions/ada.zip, submissions/ada/try-2.zip      archives in the place of folders
    submissions/doejane_LATE_340934_208490284_hw2.zip   what Canvas lets one download
    submissions/Jane Doe_123_assignsubmission_file_/    what Moodle does, with folders or without
    class.csv                                           columns student, repository, ref; if known, submitted

Nothing is read here but names; links are not followed. `Attempt.read` takes the module files by way of `intake`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from autograder import intake
from autograder.commits import Commit
from autograder.escape import visible
from autograder.intake import ARCHIVES, IntakeError

CANVAS = re.compile(r"(?P<name>[^_]+)(?P<late>_LATE)?_(?P<id>\d+|(?<=anon_)\w{5})_(?P<upload>\d+)_(?P<file>.+)")
"""Canvas: name, LATE, number of the user (a code, if grading is anonymous), number of the upload, the student's own name of
the file."""

MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?P<kind>[a-z]+)_?(?P<file>.*)")
"""Moodle: name, number of the participant, kind of submission, and the file's name unless it has a folder of its own."""

MOST_ROWS = 1_000_000
"""Rows of a list of git references."""


class Attempt(msgspec.Struct, frozen=True):
    """One thing that one student handed in."""

    student: str
    number: int
    """From 1, in the order of handing in."""
    place: Path | dict[str, Path] | Commit
    """A folder or archive, or loose module files by name (`pmi.py`), or a commit."""
    submitted: datetime | None = None
    late: bool = False
    """The download says so (Canvas); when, it does not."""

    @property
    def id(self) -> str:
        """`ada/1`: names the attempt within the class."""
        return f"{self.student}/{self.number}"

    def read(self, wanted: list[str]) -> intake.Submission:
        """The module files. Raises IntakeError if there is nothing that could be read."""
        if isinstance(self.place, Commit):
            return self.place.read(self.student, wanted)
        if isinstance(self.place, Path):
            return msgspec.structs.replace(intake.read(self.place, wanted), name=self.student)
        files = intake.Loose({name: self.place[Path(name).name] for name in wanted if Path(name).name in self.place})
        return intake.take(files, wanted, self.student, next(iter(self.place.values())).parent)


class Found(msgspec.Struct, frozen=True):
    """All attempts, student by student; and what was passed over, with the reason."""

    attempts: list[Attempt]
    ignored: dict[Path, str]


def find(path: Path, modules: Iterable[str]) -> Found:
    """The attempts in a class's folder, or in a CSV file of git references.

    `modules` are the files that the course knows (`a2_pmi/pmi.py`). Raises IntakeError if there are no attempts.
    """
    if path.is_file() and path.suffix.lower() == ".csv":
        found = Found(sorted(_listed(path), key=lambda attempt: (attempt.student, attempt.number)), {})
    elif path.is_dir():
        found = _Folder(path, modules).found()
    elif path.exists():
        raise IntakeError(f"{path}: neither a folder of submissions nor a .csv file; unpack a download first")
    else:
        raise IntakeError(f"{path}: no such file or folder")
    if not found.attempts:
        raise IntakeError(f"{path}: no submissions in it; there should be a folder or an archive for each student")
    return found


def with_times(attempts: list[Attempt], path: Path) -> list[Attempt]:
    """The attempts with the times of a CSV file: columns student and submitted, and attempt if there are several.

    Raises IntakeError if the file cannot be used, or names somebody whom nobody knows.
    """
    times: dict[tuple[str, int], datetime | None] = {}
    for line, row in _rows(path, ("student", "submitted")):
        number = (row.get("attempt") or "1").strip()
        if not number.isdecimal():
            raise IntakeError(f"{path}: line {line}: {visible(number)!r} is no number of an attempt")
        times[row["student"].strip(), int(number)] = _time(path, line, row["submitted"])
    known = {(attempt.student, attempt.number) for attempt in attempts}
    if unknown := sorted(times.keys() - known):
        raise IntakeError(f"{path}: {visible(unknown[0][0])!r} has no attempt {unknown[0][1]} in this class")
    return [
        msgspec.structs.replace(attempt, submitted=times.get((attempt.student, attempt.number), attempt.submitted))
        for attempt in attempts
    ]


class _Upload(msgspec.Struct, frozen=True):
    """One entry that belongs to a student, before the entries are put together."""

    order: tuple[int | str, ...]
    place: Path
    name: str
    """As the student called it."""
    late: bool = False


class _Folder:
    """The folder of a class."""

    def __init__(self, path: Path, modules: Iterable[str]) -> None:
        self.path = path
        self.folders = {name.split("/")[0] for name in modules}
        self.files = {name.split("/")[1] for name in modules}
        self.ignored: dict[Path, str] = {}
        self.uploads: dict[str, list[_Upload]] = {}

    def found(self) -> Found:
        for entry in sorted(self.path.iterdir(), key=_natural):
            if reason := self._sort_in(entry):
                self.ignored[entry] = reason
        attempts = [attempt for student in sorted(self.uploads) for attempt in self._attempts(student)]
        return Found(attempts, self.ignored)

    def _sort_in(self, entry: Path) -> str:
        """Note whose entry this is; else why it is nobody's."""
        if reason := _passed_over(entry):
            return reason
        if match := MOODLE.fullmatch(entry.name):
            if match["kind"] != "file":
                return f"no files: Moodle's {visible(match['kind'])}"
            student, name, order, late = f"{match['name']}_{match['id']}", match["file"] or entry.name, 0, False
        elif not entry.is_dir() and (match := CANVAS.fullmatch(entry.name)):
            student, name = f"{match['name']}_{match['id']}", match["file"]
            order, late = int(match["upload"]), bool(match["late"])
        elif entry.is_dir() or _is_archive(entry):
            student, name, order, late = intake.name_of(entry), entry.name, 0, False
        else:
            return "neither a folder nor an archive"
        if not entry.is_dir() and not _is_archive(entry) and self._module(name) is None:
            return "neither an archive nor a module of the course"
        student = student.encode("utf-8", "backslashreplace").decode()  # names of files need not be text
        self.uploads.setdefault(student, []).append(_Upload((order, *_natural(entry)), entry, name, late))
        return ""

    def _attempts(self, student: str) -> Iterator[Attempt]:
        """Every archive and folder is an attempt; loose files together are one."""
        whole: list[_Upload] = []
        loose: list[_Upload] = []
        for upload in self.uploads[student]:
            for part in self._inside(upload) if upload.place.is_dir() else [upload]:
                (whole if part.place.is_dir() or _is_archive(part.place) else loose).append(part)
        attempts: list[tuple[_Upload, Path | dict[str, Path]]] = [(upload, upload.place) for upload in whole]
        if loose:
            loose.sort(key=lambda upload: upload.order)
            attempts.append((loose[-1], {str(self._module(upload.name)): upload.place for upload in loose}))
        for number, (upload, place) in enumerate(sorted(attempts, key=lambda attempt: attempt[0].order), start=1):
            yield Attempt(student, number, place, late=upload.late)

    def _inside(self, upload: _Upload) -> list[_Upload]:
        """The folder itself, if it has assignments (or nothing at all); else what it has of attempts and loose modules."""
        entries = [entry for entry in sorted(upload.place.iterdir(), key=_natural) if not _passed_over(entry)]
        if any(entry.name in self.folders or entry.name == intake.HOME for entry in entries):
            return [upload]
        parts = [
            _Upload((*upload.order, *_natural(entry)), entry, entry.name, upload.late)
            for entry in entries
            if entry.is_dir() or _is_archive(entry) or self._module(entry.name)
        ]
        return parts or [upload]

    def _module(self, name: str) -> str | None:
        """`pmi.py` for `pmi.py` and for `pmi-1.py`, as a file is called that was handed in again; None for no module."""
        plain = re.sub(r"(-\d+| \(\d+\))(?=\.py$)", "", name)
        return plain if plain in self.files else None


def _passed_over(entry: Path) -> str:
    """Why nobody could have meant this entry; empty if somebody could."""
    if entry.is_symlink():
        return "a link: not followed"
    if entry.name.startswith((".", "__")):
        return "hidden"
    return "" if entry.is_dir() or entry.is_file() else "no plain file"


def _is_archive(path: Path) -> bool:
    return path.is_file() and path.name.lower().endswith(ARCHIVES)


def _natural(path: Path) -> tuple[int | str, ...]:
    """Order in which attempt-10 comes after attempt-9: text and numbers by turns."""
    return tuple(int(part) if number % 2 else part for number, part in enumerate(re.split(r"(\d{1,18})", path.name)))


def _listed(path: Path) -> Iterator[Attempt]:
    """The attempts of a CSV file; repositories are looked for beside it."""
    numbers: dict[str, int] = {}
    for line, row in _rows(path, ("student", "repository", "ref")):
        student, repository, ref = (row[name].strip() for name in ("student", "repository", "ref"))
        if not (student and repository and ref):
            raise IntakeError(f"{path}: line {line}: student, repository and ref must not be empty")
        numbers[student] = numbers.get(student, 0) + 1
        commit = Commit(path.parent / repository, ref)
        yield Attempt(student, numbers[student], commit, _time(path, line, row.get("submitted") or ""))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows of a CSV file that has these columns."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, restval="")
            if missing := [name for name in columns if name not in (rows.fieldnames or ())]:
                raise IntakeError(f"{path}: no column {missing[0]!r}; it needs {', '.join(columns)}")
            for row in rows:
                if rows.line_num > MOST_ROWS:
                    raise IntakeError(f"{path}: more than {MOST_ROWS} lines")
                yield rows.line_num, row
    except OSError as error:
        raise IntakeError(f"{path}: cannot be read ({error.strerror})") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise IntakeError(f"{path}: not a CSV file in UTF-8 ({error})") from None


def _time(path: Path, line: int, text: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise IntakeError(f"{path}: line {line}: {visible(text)!r} is no time such as 2026-05-01T23:59+02:00") from None
    return moment if moment.tzinfo else moment.astimezone()
