"""Grading on Gradescope: one submission in `/autograder/submission`, its results in `/autograder/results/results.json`."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import msgspec

from autograder import intake
from autograder.export.gradescope import OURS, fault, gradescope
from autograder.export.gradescope_zip import Settings
from autograder.export.run import graded, seen_now
from autograder.registry import Course
from autograder.report import write_atomically
from autograder.sandbox import SandboxError

DAY = timedelta(hours=24)
KIND = "firth"
"""Key of `extra_data` under which a result says what it is: "graded", "error", or "limited"."""


Time = Annotated[datetime, msgspec.Meta(tz=True)]
"""Times without a zone could not be compared."""


class Previous(msgspec.Struct):
    """One earlier submission of the same student, as submission_metadata.json tells it."""

    submission_time: Time
    score: float | None = None
    autograder_error: bool | None = None
    results: dict[str, Any] | None = None

    @property
    def counts(self) -> bool:
        """Whether it was graded: neither our fault nor turned away."""
        kind = ((self.results or {}).get("extra_data") or {}).get(KIND, "graded")
        return self.results is not None and not self.autograder_error and kind == "graded"


class Metadata(msgspec.Struct):
    """What is needed of submission_metadata.json."""

    created_at: Time
    previous_submissions: list[Previous] = []


def metadata(path: Path) -> Metadata:
    """The submission's metadata; if it cannot be read, a submission made now without any before it."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Metadata)
    except (OSError, msgspec.MsgspecError):
        return Metadata(datetime.now(UTC))


def run(root: Path, course: Course, chosen: Settings) -> dict[str, Any]:
    """Grade the submission below `root` and write its results; they are there from the beginning, should we not survive."""
    began, results = time.monotonic(), root / "results" / "results.json"
    known = metadata(root / "submission_metadata.json")
    earlier = sorted((one for one in known.previous_submissions if one.counts), key=lambda one: one.submission_time)
    made = ungraded(earlier)
    _write(made, results)
    if turned_away := limited(known.created_at, earlier, chosen):
        made = turned_away
    else:
        made = _graded(root / "submission", course, chosen, earlier, began) or made
    _write(made, results)
    return made


def ungraded(earlier: list[Previous]) -> dict[str, Any]:
    """The results if the grader does not come to its end: the score of the last submission that was graded, or none."""
    kept = earlier[-1].score if earlier and earlier[-1].score is not None else 0
    note = f" Until then the score of your submission of {_day(earlier[-1])} stands." if earlier else ""
    return fault(kept, OURS + note) | {"extra_data": {KIND: "error"}}


def limited(now: datetime, earlier: list[Previous], chosen: Settings) -> dict[str, Any] | None:
    """The last results once more, if the day's submissions are used up; else None."""
    recent = [one for one in earlier if one.submission_time > now - DAY]
    if chosen.per_day is None or len(recent) < chosen.per_day:
        return None
    last = earlier[-1].results or {}
    again = recent[-chosen.per_day].submission_time + DAY
    note = (
        f"Not graded: {chosen.per_day} in 24 hours are graded, and you had them. This is the result of your submission of "
        f"{_day(earlier[-1])} once more. The next one is graded from {again.astimezone(UTC):%Y-%m-%d %H:%M} UTC on."
    )
    kept = {"score": earlier[-1].score or 0, **last}
    return {**kept, "output": f"{note}\n\n{last.get('output', '')}".rstrip(), "extra_data": {KIND: "limited"}}


def _graded(
    path: Path, course: Course, chosen: Settings, earlier: list[Previous], began: float
) -> dict[str, Any] | None:
    """The results of grading; None if it could not be done for reasons of ours."""
    submission = handed_in(path, course)
    try:
        made = graded(submission, course, "best", frozenset(chosen.tasks), began + 60 * chosen.minutes)
    except SandboxError as error:
        print(f"no submission code could be run: {error}")  # for the staff, who alone see the output
        return None
    (seen,) = seen_now(made, course).submissions
    results = gradescope(seen, time.monotonic() - began, leaderboard=chosen.leaderboard)
    results["extra_data"] = {KIND: "graded" if seen.status == "graded" else "error"}
    results.setdefault("score", ungraded(earlier)["score"])
    results["output"] = "\n".join([results["output"], *_notes(earlier, chosen)])
    return results


def handed_in(path: Path, course: Course) -> intake.Submission:
    """The modules below `path`: in their folders, in the one folder that holds those, or loose, as one drops them on a page."""
    wanted = list(course.modules)
    inner = [one for one in sorted(path.iterdir()) if one.is_dir() and not one.is_symlink()] if path.is_dir() else []
    for place in (path, path / "assignments", *(inner if len(inner) == 1 else [])):
        if place.is_dir() and not place.is_symlink() and (found := intake.read(place, wanted)).folders:
            return found
    loose = {name: path / Path(name).name for name in wanted if (path / Path(name).name).exists()}
    return intake.take(intake.Loose(loose), wanted, "submission", path)


def _notes(earlier: list[Previous], chosen: Settings) -> list[str]:
    scores = [one.score for one in earlier if one.score is not None]
    history = [f"Graded before: {len(earlier)}, the best with {max(scores):g} points."] if scores else []
    heavy = [f"Not graded here, since they need torch: {', '.join(chosen.left_out)}."] if chosen.left_out else []
    return history + heavy


def _day(one: Previous) -> str:
    return f"{one.submission_time.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _write(made: dict[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(made, indent=1, ensure_ascii=False).encode("utf-8", "replace"))
