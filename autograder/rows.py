"""How a failure is told on a terminal, by the grader and by a student's own check alike: labelled lines."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

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
"""Of each status of a task."""


def grid(rows: list[tuple[str, str]]) -> Table:
    """Labels on the left, what they stand for on the right."""
    made = Table.grid(padding=(0, 3))
    made.add_column(min_width=len("expected"))
    made.add_column()
    for label, value in rows:
        made.add_row(Text(label, style="dim"), Text(value))
    return made
