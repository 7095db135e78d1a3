"""A report as Markdown: for a pull request's comment, the summary of a job, or a mail."""

from __future__ import annotations

from autograder import escape
from autograder.export import told
from autograder.report import Report, SubmissionResult, TaskResult, TestResult

LEFT_OUT = "\n*There is no room here for more; the whole report has it.*\n"


def markdown(report: Report, limit: int | None = None) -> str:
    """The report as GitHub's Markdown, cut at the end of a task so that it takes at most `limit` bytes."""
    parts = [part for result in report.submissions for part in parts_of(result)]
    return fitted([*parts, _footer(report)], limit)


def fitted(parts: list[str], limit: int | None) -> str:
    """The parts as one text; if `limit` bytes do not hold them all, those that fit and a line that says so."""
    whole = "\n".join(parts)
    if limit is None or len(whole.encode()) <= limit:
        return whole
    room, taken = limit - len(LEFT_OUT.encode()), []
    for part in parts:
        room -= len(part.encode()) + 1
        if room < 0:
            break
        taken.append(part)
    return "\n".join(taken) + LEFT_OUT


def parts_of(result: SubmissionResult) -> list[str]:
    """One submission: headline and problems, table, a part for each failure."""
    problems = [f"- {escape.markdown(problem)}\n" for problem in result.problems]
    head = f"## {escape.markdown(result.name)}: {told.headline(result)}\n\n" + "".join(problems)
    table = [_table(result.tasks)] if result.tasks else []
    return [head, *table, *map(_failure, told.failed_tasks(result))]


def _table(tasks: list[TaskResult]) -> str:
    rows = ["| task | function | module | points | |", "|---|---|---|--:|---|"]
    for task in tasks:
        place = f"{escape.markdown(task.function)} | {escape.markdown(task.module)}"
        rows.append(f"| {task.id} | {place} | {told.points(task)} | {told.status(task.status)} |")
    return "\n".join(rows) + "\n"


def _failure(task: TaskResult) -> str:
    title = f"### {task.id} {escape.markdown(task.function)}: {told.points(task)} points\n"
    shown = told.failures(task)
    more = sum(test.status != "passed" for test in task.tests) - len(shown)
    note = f"… and {more} more failed test{'s' if more > 1 else ''}\n" if more else ""
    why = told.diagnosis(task)
    block = escape.markdown_block(why) + "\n" if why else ""
    return "\n".join(part for part in (title, *map(_test, shown), note, block) if part)


def _test(test: TestResult) -> str:
    rows = told.lines(test)
    return escape.markdown_prose(told.name_of(test)) + "\n" + (f"\n{escape.markdown_block(rows)}\n" if rows else "")


def _footer(report: Report) -> str:
    isolation = f"isolation: tier {report.isolation.tier}"
    return f"<sub>suite {report.suite} · {isolation} · {report.seconds:.1f} s</sub>\n"
