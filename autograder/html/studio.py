"""Where pictures are made: a submission's functions are asked in a sandboxed worker, the drawing is done here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from markupsafe import Markup

from autograder import grading, intake
from autograder.calls import Source
from autograder.compare import Mismatch
from autograder.endings import Abort, Missing, StudentError, TimedOut, Unwritten
from autograder.evidence import UNUSABLE
from autograder.html import pictures, svg
from autograder.html.pictures import Picture, Table
from autograder.proxy import Submission
from autograder.registry import Course
from autograder.sandbox import Pool

MOST_SECONDS = 60.0
"""Time that a submission's code may take for all of its pictures."""


@dataclass(frozen=True)
class Shown:
    """A picture as it stands in a page: drawn, or with a sentence that says why not."""

    name: str
    title: str
    text: str
    panels: list[Markup] = field(default_factory=list)
    table: Table | None = None


class Unable(Exception):
    """A picture cannot be made of this submission; the message says why."""


class Studio:
    """Makes pictures for many submissions; what the reference shows is asked only once."""

    def __init__(self, course: Course, pool: Pool) -> None:
        self.course, self.pool = course, pool
        self._of_reference: dict[str, Any] = {}

    def pictures(self, submission: intake.Submission, tasks: set[str], *, compared: set[str]) -> dict[str, list[Shown]]:
        """Assignment to the pictures of which all `tasks` are there; the reference is beside them for tasks `compared`.

        Raises SandboxError if the submission cannot be run safely.
        """
        sources = grading.sources_of(self.course, submission)
        left, shown = MOST_SECONDS, dict[str, list[Shown]]()
        for picture in pictures.ALL:
            if not set(picture.tasks) <= tasks:
                continue
            try:
                yours, spent = self._collect(picture, sources, left)
                left -= spent
                made = show(picture, yours, self._reference(picture) if set(picture.tasks) <= compared else None)
            except Unable as reason:
                left -= picture.seconds if isinstance(reason.__cause__, TimedOut) else 0.0
                made = Shown(picture.name, picture.title, f"Nothing to look at yet: {reason}.")
            shown.setdefault(self.course.tasks[picture.tasks[0]].assignment.name, []).append(made)
        return shown

    def _collect(self, picture: Picture, sources: Mapping[str, Source], seconds: float) -> tuple[Any, float]:
        """What the picture needs to know, and the seconds that it took."""
        if seconds <= 0:
            raise Unable("the pictures before it took all the time there is")
        view = Submission(sources, self.pool, in_place=picture.in_place, seconds=min(picture.seconds, seconds))
        try:
            with np.errstate(all="ignore"):  # what overflows was too large to be drawn, and is refused
                return picture.collect(view, self.course.root / "data"), view.clock.spent
        except (StudentError, Abort, *UNUSABLE) as failure:
            asked = view.calls[-1].function if view.calls else self.course.tasks[picture.tasks[0]].task.function
            raise Unable(_reason(failure, asked)) from failure
        finally:
            view.close()

    def _reference(self, picture: Picture) -> Any:
        """What the reference answers; None if it cannot be had, say on a machine that is too slow: no fault of theirs."""
        if picture.name not in self._of_reference:
            root = self.course.root / "reference"
            sources = {
                module.name: Source(module.name, (root / path).read_text("utf-8"), module.libraries)
                for path, module in self.course.modules.items()
            }
            try:
                self._of_reference[picture.name] = self._collect(picture, sources, MOST_SECONDS)[0]
            except Unable:
                return None
        return self._of_reference[picture.name]


def show(picture: Picture, yours: Any, ours: Any) -> Shown:
    """A picture drawn from what a submission and the reference (or None) answered."""
    text = picture.describe(yours, ours)
    with svg.drawing(picture.name):
        panels = [
            svg.embed(panel.figure, f"{picture.name}-{number}", f"{picture.title}: {panel.title}", text)
            for number, panel in enumerate(picture.draw(yours, ours))
        ]
    return Shown(picture.name, picture.title, text, panels, picture.table(yours, ours))


def _reason(failure: BaseException, function: str) -> str:
    """Why there is no picture, in words that a student may read and did not choose; `function` was asked last."""
    if isinstance(failure, Unwritten):
        return f"{function} is still to be written"
    if isinstance(failure, StudentError):
        return f"{function} {failure}"
    if isinstance(failure, Missing):
        return str(failure)
    if isinstance(failure, Abort):
        return f"{function}: {failure}"
    if isinstance(failure, Mismatch):
        return f"{function} should have answered with {failure.expected}, and answered with {failure.got}"
    return f"{function} answered in a form that cannot be drawn"
