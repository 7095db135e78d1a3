"""Run the visible tests of one module, whatever the module does: hang, crash, or end the interpreter."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

import autograder
from autograder.registry import Course, Place
from autograder.report import TestResult, TestStatus, task_status
from autograder.student import events

SECONDS_TO_START = 120.0
"""For Python, pytest and the imports of the module, torch among them on a slow disk."""

SECONDS = {"numpy": 20.0, "torch": 120.0}
"""For one visible test; some of those with torch load a model."""


class TaskCheck(msgspec.Struct, frozen=True):
    """What became of the visible tests of one task."""

    place: Place
    tests: list[TestResult]
    message: str = ""
    """Why there was nothing to run, or nothing that could run."""

    @property
    def needs_torch(self) -> bool:
        """Whether something could not be run for want of torch."""
        return events.NEEDS_TORCH in (self.message, *(test.message for test in self.tests))

    @property
    def status(self) -> str:
        """One word, as the grader has them."""
        return "missing" if not self.tests else task_status(self.tests)

    @property
    def passed(self) -> bool:
        """Whether there are tests, and all of them pass."""
        return self.status == "passed"


def check(course: Course, places: list[Place]) -> list[TaskCheck]:
    """The visible tests of tasks that share one module."""
    first = places[0]
    module = course.work / first.path
    tests = module.with_name(f"test_{module.name}")
    for path in (module, tests):
        if not path.is_file():
            return [TaskCheck(place, [], f"{path.parent.name}/{path.name} is missing") for place in places]
    ran = _Run(tests, [place.task.id for place in places], SECONDS[first.module.libraries])
    ran.all()
    without = "its visible tests are gone from " + tests.name
    return [
        TaskCheck(place, ran.results[place.task.id], ran.broken or ("" if ran.results[place.task.id] else without))
        for place in places
    ]


class _Run:
    """One test file. It takes as many processes as there are tests that kill theirs, and one more."""

    def __init__(self, tests: Path, tasks: list[str], seconds: float) -> None:
        self.tests, self.seconds = tests, seconds
        self.results: dict[str, list[TestResult]] = {task: [] for task in tasks}
        self.broken = ""
        """Why no test could run at all."""
        self._collected: dict[str, str] | None = None
        self._running = ""
        self._done: list[str] = []

    def all(self) -> None:
        """Run until every test has its result, or it is clear that there will be none."""
        while (ending := self._one_process()) is not None:
            status, message = ending
            if self._collected is None:
                self.broken = f"{self.tests.name.removeprefix('test_')}: {message} while it was imported"
                return
            name = self._running
            lost = TestResult(name=name, docstring="", status=status, points=0, max_points=0, message=message)
            self._hear(events.Finished(self._collected[name], lost))

    def _one_process(self) -> tuple[TestStatus, str] | None:
        """Run what is left. None if all went well; else how the process ended while something was running."""
        with _process([str(self.tests), ",".join(self.results), *self._done]) as (process, lines):
            while True:
                limit = self.seconds if self._running else SECONDS_TO_START
                try:
                    line = lines.get(timeout=limit)
                except queue.Empty:
                    return "timeout", f"no end within {limit:g} s"
                if not line:
                    break
                self._hear(events.decode(line))
            code = process.wait()
        ended_well = self.broken or (self._collected is not None and not self._running)
        return None if ended_well else ("crashed", _ending(code))

    def _hear(self, event: events.Event) -> None:
        if isinstance(event, events.Collected):
            self._collected = (self._collected or {}) | event.tests
        elif isinstance(event, events.Started):
            self._running = event.test
        elif isinstance(event, events.Finished):
            self.results[event.task].append(event.result)
            self._done.append(event.result.name)
            self._running = ""
        else:
            self.broken = event.message


@contextmanager
def _process(arguments: list[str]) -> Iterator[tuple[subprocess.Popen[bytes], queue.Queue[bytes]]]:
    """A child with the given arguments, and the lines that it tells, an empty one last."""
    # -P: no folder of the student's stands before the libraries. -B: two versions of a module that are saved within a
    # second must not be taken for one.
    command = [sys.executable, "-P", "-B", "-m", "autograder.student.child", *arguments]
    paths = [str(Path(autograder.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTEST_ADDOPTS": "",
    }
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    lines: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_read_lines, args=(process, lines), daemon=True).start()
    try:
        yield process, lines
    finally:
        process.kill()
        process.wait()


def _read_lines(process: subprocess.Popen[bytes], lines: queue.Queue[bytes]) -> None:
    """In a thread, since Windows has no other way to read a pipe with a time limit."""
    assert process.stdout is not None
    with process.stdout as stream:
        for line in stream:
            lines.put(line)
    lines.put(b"")


def _ending(code: int) -> str:
    try:
        return f"Python died ({signal.Signals(-code).name})"
    except ValueError:
        return f"Python ended (exit code {code})"
