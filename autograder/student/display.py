"""Checks and progress on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder import escape
from autograder.registry import Course, Place
from autograder.report import TestResult, explanation
from autograder.rows import COLOURS, grid
from autograder.student.check import TaskCheck
from autograder.student.progress import Progress, measure, next_task

MOST_TASKS = 3
"""Failing tasks that are told in full: one mends them one after the other anyway."""

MOST_LINES = 10
"""Lines that are shown of what a test printed."""


def print_checks(title: str, checks: list[TaskCheck], console: Console) -> None:
    """The table of one assignment."""
    console.print(Text(f"\n{title}", style="bold"))
    made = table("task", "function", ">points", ">minutes", "")
    for check in checks:
        task = check.place.task
        points = f"{task.points}" + (" extra" if task.bonus else "")
        minutes = "" if check.passed else str(task.minutes)
        made.add_row(task.id, task.function, points, minutes, _verdict(check))
    console.print(made)


def print_failures(checks: list[TaskCheck], console: Console) -> None:
    """What went wrong, for the first few tasks; what cannot be imported is said once."""
    failing = [check for check in checks if check.status in ("failed", "partial", "crashed", "timeout")]
    for message in dict.fromkeys(check.message for check in checks if check.message and not check.needs_torch):
        console.print(Text(f"\n{escape.terminal(message)}", style="red"))
    for check in failing[:MOST_TASKS]:
        _print_task(check, console)
    if more := failing[MOST_TASKS:]:
        names = ", ".join(check.place.task.id for check in more)
        console.print(Text(f"\n… and failures in {names}: firth check {more[0].place.task.id}", style="dim"))


def print_summary(course: Course, checks: list[TaskCheck], console: Console) -> None:
    """Sums, and what to do next."""
    places = [check.place for check in checks]
    passed = {check.place.task.id for check in checks if check.passed}
    console.print(Text(f"\n{_sums(measure(places, passed))}", style="bold"))
    if any(check.needs_torch for check in checks):
        console.print(Text("Tasks that need torch were left out: pip install --editable '.[torch]'", style="yellow"))
    if {check.status for check in checks} == {"not_implemented"} and len(checks) > 1:
        console.print("Nothing is implemented yet, and every test says so: your set-up works.")
    if (place := next_task([c.place for c in checks if not c.needs_torch], passed)) is not None:
        print_next(course, place, console)
    elif len(checks) > 1 and len(passed) == len(checks):
        console.print("All done, as far as visible tests can tell: `firth submit` packs what you hand in.")


def print_next(course: Course, place: Place, console: Console) -> None:
    """The task to take, and where."""
    task = place.task
    path = (course.work / place.path).relative_to(course.root).as_posix()
    console.print(f"Next: {task.id} {task.function}, “{task.title}” ({task.minutes} min), in {path}")


def table(*columns: str) -> Table:
    """An empty table; a name that begins with > stands above numbers."""
    made = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        made.add_column(column.removeprefix(">"), justify="right" if column.startswith(">") else "left")
    return made


def words(status: str) -> str:
    """A status as one says it."""
    said = {"not_implemented": "not implemented yet", "timeout": "takes too long", "missing": "cannot be run"}
    return said.get(status, status)


def _sums(done: Progress) -> str:
    tasks = f"{done.passed} of {done.tasks} tasks pass their visible tests"
    left = f"; about {done.minutes_left} minutes left to do" if done.minutes_left else ""
    return f"{tasks}, worth {done.passed_points} of {done.points} points{left}"


def _verdict(check: TaskCheck) -> Text:
    if check.needs_torch:
        return Text("needs torch", style="dim")
    if not check.tests:
        return Text("cannot be run", style="red")
    said = words(check.status)
    if check.status == "partial":
        said = f"{sum(test.status == 'passed' for test in check.tests)} of {len(check.tests)} tests"
    return Text(said, style=COLOURS[check.status])


def _print_task(check: TaskCheck, console: Console) -> None:
    task = check.place.task
    console.print(Text(f"\n{task.id} {task.function}", style="bold"))
    for test in check.tests:
        if test.status not in ("passed", "missing"):
            console.print(Padding(Text(escape.terminal(test.docstring), style="italic"), (0, 2), expand=False))
            console.print(Padding(grid([*_told(test), ("test", test.name)]), (0, 4), expand=False))
    console.print(
        Padding(grid([("again", f"firth check {task.id}"), ("stuck?", f"firth hint {task.id}")]), (0, 4), expand=False)
    )


def _told(test: TestResult) -> list[tuple[str, str]]:
    rows = explanation(test)
    printed = test.output.splitlines()
    rows += [("printed" if number == 0 else "", line) for number, line in enumerate(printed[:MOST_LINES])]
    if len(printed) > MOST_LINES:
        rows.append(("", f"… and {len(printed) - MOST_LINES} more lines; pytest shows them all"))
    return [(label, escape.terminal(value)) for label, value in rows]
