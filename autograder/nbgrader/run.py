"""Run a lab: the student's cells in the sandboxed kernel, the tests here, on answers that are plain data.

No test is ever sent to the kernel, and no output of the kernel decides about points. A cell of tests that was not judged,
for whatever reason, is worth 0.
"""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable
from typing import Any

import msgspec
from nbformat import NotebookNode

from autograder.escape import visible
from autograder.nbgrader import names
from autograder.nbgrader.kernel import TIME_OUT, Kernel, KernelLost, failure

NOTEBOOK_SECONDS = 300.0
"""How long all cells together may take."""

NOT_RUN = "NotRun"


class Test(msgspec.Struct, frozen=True):
    """A cell of tests as it stands in the gradebook: what a student's notebook says of it does not matter."""

    source: str
    points: float


class Outcome(msgspec.Struct):
    """Points by the name of a cell of tests; and what went wrong, if the notebook did not come to its end."""

    points: dict[str, float]
    problem: str = ""


def run(notebook: NotebookNode, tests: dict[str, Test], start: Callable[[], Kernel], cell_seconds: float) -> Outcome:
    """Fill in the outputs of all code cells, and judge the tests, each where it stands in the notebook."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in cells:
        cell.outputs, cell.execution_count = [failure(NOT_RUN, "the notebook ended before this cell")], None
    outcome = Outcome(dict.fromkeys(tests, 0.0))
    deadline, waiting, at = time.monotonic() + NOTEBOOK_SECONDS, dict(tests), 0
    try:
        with start() as kernel:
            for at, cell in enumerate(cells, start=1):
                test = waiting.pop(_name(cell), None)
                if test is not None:
                    cell.source = test.source
                    message = judge(test.source, kernel.answers(names.asked(test.source)))
                    cell.outputs = [failure("Failed", message)] if message else []
                    outcome.points[_name(cell)] = 0.0 if message else test.points
                else:
                    left = deadline - time.monotonic()
                    if left <= 0:
                        raise KernelLost(f"the notebook did not end within {NOTEBOOK_SECONDS:.0f} s")
                    cell.outputs = kernel.run(cell.source, min(cell_seconds, left))
                    if any(output.get("ename") == TIME_OUT for output in cell.outputs):
                        outcome.problem = f"code cell {at} of {len(cells)} took too long"
    except KernelLost as error:
        where = f" (code cell {at} of {len(cells)})" if at else ""
        outcome.problem = f"{visible(str(error))}{where}"
        for cell in cells[max(at - 1, 0) : at]:
            cell.outputs = [failure("KernelLost", visible(str(error)))]
    return outcome


def judge(source: str, answers: dict[str, Any]) -> str:
    """Run the tests on the answers; empty if they pass, else the message of the first that does not."""
    namespace = dict(answers)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(source, "<tests>", "exec"), namespace)  # the course's own code, on plain data
    except NameError as error:
        return f"there is no answer {error.name!r} that is a number, a text or a list of them"
    except AssertionError as error:
        return visible(str(error)) or "the answer is not right"
    except Exception as error:  # an answer of another type than the test expects
        return f"the answer cannot be tested: {visible(str(error))}"
    return ""


def _name(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
