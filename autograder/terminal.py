"""A Report on a terminal: a table of tasks for each submission, and for each failure what would teach most."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.export import told
from autograder.report import Report, SubmissionResult, TaskResult, explanation
from autograder.rows import COLOURS, grid
from autograder.sandbox import Pool, cgroup, namespaces, tiers
from autograder.worker import layers


def print_footer(report: Report, console: Console) -> None:
    """What the scores above rest on."""
    isolation = report.isolation
    walls = f"isolation: tier {isolation.tier} ({', '.join(isolation.layers)})"
    console.print(Text(f"{walls}   suite {report.suite}   {report.seconds:.1f} s", style="dim"))


def print_doctor(pool: Pool, console: Console) -> None:
    """Which layers this machine offers, what each stops, and how to get those that are missing."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("layer", "", "stops"):
        table.add_column(name)
    offered = [
        (namespaces.NAME, namespaces.STOPS),
        (cgroup.NAME, cgroup.STOPS),
        *((layer.NAME, layer.STOPS) for layer in layers.ALL),
    ]
    for name, stops in offered:
        here = name in pool.layers
        table.add_row(name, Text("yes" if here else "no", style="green" if here else "red"), stops)
    console.print(table)
    for name, reason in pool.missing.items():
        console.print(Text(f"{name}: {reason}", style="yellow"))
    refused = sum(outcome == "refused" for outcome in pool.probes.values())
    tried = f"{refused} of {len(pool.probes)} forbidden actions refused" if pool.probes else "no wall to try"
    console.print(f"\nprobe: {tried}")
    for action, outcome in pool.probes.items():
        if outcome != "refused":
            console.print(Text(f"  a worker could {action}", style="red"))
    console.print(f"tier {pool.tier} of 4: {tiers.NAMES[pool.tier]}")


def print_submission(submission: SubmissionResult, console: Console) -> None:
    """One submission: score, table, failures."""
    console.print()
    console.rule(
        Text(f"{submission.name}   {submission.score} of {submission.max_score} points", style="bold"), align="left"
    )
    for problem in submission.problems:
        console.print(Text(f"note: {problem}", style="yellow"))
    console.print(_table(submission.tasks))
    for task in told.failed_tasks(submission):
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
    failures = [test for test in task.tests if test.status != "passed"]
    shown = told.failures(task)
    for test in shown:
        console.print(Padding(Text(test.docstring, style="italic"), (0, 2)))
        console.print(Padding(grid(explanation(test)), (0, 4)))
    if more := len(failures) - len(shown):
        console.print(Padding(Text(f"… and {more} more failed test{'s' if more > 1 else ''}", style="dim"), (0, 2)))
    if task.diagnosis is not None:
        console.print(Padding(grid([("perhaps", task.diagnosis.belief), ("think", task.diagnosis.hint)]), (0, 4)))
