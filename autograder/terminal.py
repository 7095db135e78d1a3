"""A Report on a terminal: a table of tasks for each submission, and for each failure what would teach most."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.report import Counterexample, Report, SubmissionResult, TaskResult, TestResult

COLOURS = {
    "passed": "green",
    "partial": "yellow",
    "failed": "red",
    "crashed": "red",
    "timeout": "red",
    "missing": "dim",
    "not_implemented": "dim",
    "error": "magenta",
}


def print_footer(report: Report, console: Console) -> None:
    """What the scores above rest on."""
    facts = f"isolation: {', '.join(report.isolation)}   suite {report.suite}   {report.seconds:.1f} s"
    console.print(Text(facts, style="dim"))


def print_submission(submission: SubmissionResult, console: Console) -> None:
    """One submission: score, table, failures."""
    console.print()
    console.rule(
        Text(f"{submission.name}   {submission.score} of {submission.max_score} points", style="bold"), align="left"
    )
    for problem in submission.problems:
        console.print(Text(f"note: {problem}", style="yellow"))
    console.print(_table(submission.tasks))
    for task in submission.tasks:
        if task.status not in ("passed", "missing", "not_implemented"):
            _print_failures(task, console)


def print_line(submission: SubmissionResult, console: Console) -> None:
    """One submission in one line."""
    extra = f" + {submission.extra_credit} extra credit" if submission.extra_credit else ""
    fault = "" if submission.status == "graded" else "   (not all could be graded: our fault)"
    console.print(Text(f"{submission.name}   {submission.score} of {submission.max_score} points{extra}{fault}"))


def _table(tasks: list[TaskResult]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name, justify in (
        ("task", "left"),
        ("function", "left"),
        ("module", "left"),
        ("points", "right"),
        ("", "left"),
    ):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for task in tasks:
        points = f"{task.points} of {task.max_points}" + (" extra" if task.bonus else "")
        status = Text(task.status.replace("_", " "), style=COLOURS[task.status])
        table.add_row(task.id, task.function, Text(task.module, style="dim"), points, status)
    return table


def _print_failures(task: TaskResult, console: Console) -> None:
    heading = Text(f"\n{task.id} {task.function}", style="bold")
    heading.append(f"   {task.points} of {task.max_points} points", style="default")
    console.print(heading)
    shown: set[str] = set()
    for test in task.tests:
        said = _explanation(test)
        if test.status != "passed" and said.plain not in shown:
            shown.add(said.plain)
            console.print(Padding(Text(test.docstring, style="italic"), (0, 2)))
            console.print(Padding(said, (0, 4)))
    if task.diagnosis is not None:
        console.print(Padding(_rows([("perhaps", task.diagnosis.belief), ("think", task.diagnosis.hint)]), (0, 4)))


def _explanation(test: TestResult) -> Text:
    example = test.counterexample
    if example is None:
        return _rows([("result", test.message)])
    return _rows(counterexample_rows(example))


def counterexample_rows(example: Counterexample) -> list[tuple[str, str]]:
    """The labelled lines that show a counterexample."""
    rows = [("called" if number == 0 else "", call) for number, call in enumerate(example.called)]
    at = f"   at {example.where}" if example.where else ""
    rows += [("expected", example.expected + at), ("got", example.got)]
    return rows + ([("note", example.note)] if example.note else [])


def _rows(rows: list[tuple[str, str]]) -> Text:
    text = Text()
    for number, (label, value) in enumerate(rows):
        text.append(("\n" if number else "") + f"{label:<10} ", style="dim")
        text.append(value)
    return text
