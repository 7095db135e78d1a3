"""Check again on every save, and keep the screen calm: one page, what has changed on top, one failure below."""

from __future__ import annotations

import itertools
from pathlib import Path

from rich.console import Console
from rich.text import Text
from watchfiles import PythonFilter, watch

from autograder.registry import Course, Place
from autograder.student import display, progress
from autograder.student.check import TaskCheck

TICK = 200
"""Milliseconds between two looks."""


class Watch:
    """The tasks that are watched, and what is known of them."""

    def __init__(self, course: Course, places: list[Place], console: Console) -> None:
        self.course, self.places, self.console = course, places, console
        self.known: dict[str, str] = {}
        """Task to the status of its last check."""
        self._folders = sorted({course.work / place.assignment.name for place in places})

    def run(self) -> None:
        """Until Ctrl-C."""
        ticks = watch(
            *self._folders, watch_filter=PythonFilter(), rust_timeout=TICK, yield_on_timeout=True, raise_interrupt=False
        )
        for changes in ticks:
            before = dict(self.known)
            if not before:  # watching has begun by now, so a save during the first check is not missed
                self._show(self._check(self.places), news=[])
            elif changes:
                checks = self._check(self._touched({Path(path) for _, path in changes}))
                self._show(checks, [_news(check, before) for check in checks if _news(check, before)])

    def _touched(self, paths: set[Path]) -> list[Place]:
        """The tasks whose module or visible tests were saved; any other file may be used by all beside it."""
        names = {path.name.removeprefix("test_") for path in paths}
        return [place for place in self.places if place.module.file in names] or self.places

    def _check(self, places: list[Place]) -> list[TaskCheck]:
        checks = list(itertools.chain.from_iterable(progress.check_all(self.course, places)))
        self.known |= {check.place.task.id: check.status for check in checks}
        return checks

    def _show(self, checks: list[TaskCheck], news: list[str]) -> None:
        out = self.console
        out.clear()  # does nothing where there is no screen to clear
        for assignment, group in itertools.groupby(checks, key=lambda check: check.place.assignment):
            display.print_checks(f"{assignment.name}   {assignment.title}", list(group), out)
        display.print_failures(_first_failing(checks), out)
        display.print_summary(self.course, checks, out)
        for line in news:
            out.print(Text(line, style="bold"))
        out.print(Text("watching: save a file to check it again, Ctrl-C ends", style="dim"))


def _first_failing(checks: list[TaskCheck]) -> list[TaskCheck]:
    """One page has room for one failure; a module that cannot be imported fails as a whole."""
    failing = [check for check in checks if check.status not in ("passed", "not_implemented")]
    return failing[:1]


def _news(check: TaskCheck, before: dict[str, str]) -> str:
    """What has changed for one task; empty if nothing has."""
    task = check.place.task
    was = before.get(task.id, check.status)
    return (
        ""
        if was == check.status
        else f"{task.id} {task.function}: {display.words(was)} → {display.words(check.status)}"
    )
