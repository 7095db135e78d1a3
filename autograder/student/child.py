"""The process in which visible tests run: pytest over one test file, and a line of JSON for everything that happens.

    python -m autograder.student.child TEST_FILE TASK,TASK… [LEFT_OUT…]

Results go where standard output led; what the student's code prints goes to pytest, and into the results as text.
"""

from __future__ import annotations

import inspect
import os
import sys
import types
from collections.abc import Generator
from pathlib import Path
from typing import BinaryIO

import pytest

from autograder.escape import visible
from autograder.report import TestResult
from autograder.student import events
from autograder.student.explain import Trail, explain, lacks_torch, recorded

MAX_OUTPUT = 4000
"""Characters that are kept of what a test printed."""


class Reporter:
    """The pytest plugin that picks the tests and tells what becomes of them."""

    def __init__(self, module: Path, tasks: frozenset[str], left_out: frozenset[str], results: BinaryIO) -> None:
        self.module, self.tasks, self.left_out, self.results = module, tasks, left_out, results
        self.trail = Trail()

    def tell(self, event: events.Event) -> None:
        """At once, since the next line of student code may be the last."""
        self.results.write(events.encode(event))
        self.results.flush()

    def pytest_configure(self, config: pytest.Config) -> None:
        """Know the marker wherever the file lies."""
        config.addinivalue_line("markers", "task(id): visible test of a task")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the tests that are wanted, and listen to the calls that they make."""
        items[:] = [item for item in items if _task(item) in self.tasks and item.name not in self.left_out]
        self.tell(events.Collected({item.name: _task(item) for item in items}))
        for module in {item.module for item in items if isinstance(item, pytest.Function)}:
            for name, value in list(vars(module).items()):
                if isinstance(value, types.FunctionType) and value.__module__ == self.module.stem:
                    setattr(module, name, recorded(value, lambda: self.trail))

    def pytest_exception_interact(self, node: pytest.Item | pytest.Collector, call: pytest.CallInfo[object]) -> None:
        """Tell why a file could not even be imported."""
        if isinstance(node, pytest.Collector) and call.excinfo is not None:
            error = call.excinfo.value.__cause__ or call.excinfo.value
            why = events.NEEDS_TORCH if lacks_torch(error) else _why_unreadable(error, self.module)
            self.tell(events.Unreadable(why))

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Before a test."""
        self.trail = Trail()
        self.tell(events.Started(nodeid.split("::", 1)[1]))

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        """Keep both sides of a comparison that failed; the text is left to pytest."""
        self.trail.compared = op, left, right

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """After a test."""
        report = yield
        if call.when == "call" or (call.when == "setup" and call.excinfo is not None):
            self.tell(events.Finished(_task(item), self._result(item, call, report)))
        return report

    def _result(self, item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> TestResult:
        docstring = inspect.cleandoc(getattr(getattr(item, "function", None), "__doc__", None) or "")
        if call.excinfo is None:
            return TestResult(name=item.name, docstring=docstring, status="passed", points=0, max_points=0)
        status, message, example = explain(call.excinfo, self.trail, self.module)
        return TestResult(
            name=item.name,
            docstring=docstring,
            status=status,
            points=0,
            max_points=0,
            message=message,
            counterexample=example,
            output=report.capstdout[:MAX_OUTPUT],
            seconds=round(call.duration, 4),
        )


def _task(item: pytest.Item) -> str:
    marker = item.get_closest_marker("task")
    return str(marker.args[0]) if marker and marker.args else ""


def _why_unreadable(error: BaseException, module: Path) -> str:
    said = visible(f"{type(error).__name__}: {getattr(error, 'msg', None) or error}")
    if isinstance(error, SyntaxError):
        return f"{said} ({Path(error.filename or module).name}, line {error.lineno})"
    frames, traceback = [], error.__traceback__
    while traceback is not None:
        frames.append((Path(traceback.tb_frame.f_code.co_filename), traceback.tb_lineno))
        traceback = traceback.tb_next
    lines = [line for path, line in frames if path.name == module.name]
    return f"{said} ({module.name}, line {lines[-1]})" if lines else said


def main() -> None:
    """Run the tests; the exit code says nothing, the lines everything."""
    tests, tasks, *left_out = sys.argv[1:]
    results = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)  # for pytest's own report
    path = Path(tests)
    module = path.with_name(path.name.removeprefix("test_"))
    reporter = Reporter(module, frozenset(tasks.split(",")), frozenset(left_out), results)
    pytest.main(["-p", "no:cacheprovider", "--tb=no", f"--rootdir={path.parent}", str(path)], plugins=[reporter])


if __name__ == "__main__":
    main()
