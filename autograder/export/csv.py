"""A report as a table: one line for each task of each submission, for spreadsheets and data frames."""

from __future__ import annotations

import csv as _csv
import io

from autograder import escape
from autograder.report import Report

OF_SUBMISSION = ("submission", "submission_status", "score", "max_score", "extra_credit")
"""The same in each line of a submission. One without tasks has a single line, in which the others are empty."""

OF_TASK = ("task", "function", "module", "points", "max_points", "bonus", "status", "misconception")


def csv(report: Report) -> str:
    """The report as RFC 4180 wants it, with a header."""
    written = io.StringIO()
    table = _csv.writer(written)
    table.writerow((*OF_SUBMISSION, *OF_TASK))
    for result in report.submissions:
        whole = (escape.csv(result.name), result.status, result.score, result.max_score, result.extra_credit)
        for task in result.tasks:
            place = (task.id, task.function, task.module, task.points, task.max_points, str(task.bonus).lower())
            table.writerow((*whole, *place, task.status, task.diagnosis.misconception if task.diagnosis else ""))
        if not result.tasks:
            table.writerow((*whole, *("" for _ in OF_TASK)))
    return written.getvalue()
