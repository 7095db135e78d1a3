"""The class at a glance: one page for the instructor, pictures first, and the same figures as a spreadsheet."""

from __future__ import annotations

import csv
import io
import statistics

from autograder import escape
from autograder.batch.statistics import ClassFigures
from autograder.html import class_pictures as pictures
from autograder.html.page import render

MOST_TESTS = 15
MOST_MISCONCEPTIONS = 15
"""Bars of one picture."""


def class_page(figures: ClassFigures, *, anonymous: bool = False) -> str:
    """The page; with `anonymous` it holds no name of a student, and no reason that could quote one."""
    tasks = list(figures.tasks.values())
    tests = sorted(
        figures.tests.values(), key=lambda test: (-test.failed / max(test.tried, 1), -test.failed, test.task)
    )
    failing = [test for test in tests if test.failed][:MOST_TESTS]
    shared = sorted(figures.misconceptions.values(), key=lambda found: (-found.students, found.task))
    common = shared[:MOST_MISCONCEPTIONS]
    graded = bool(figures.shares)
    return render(
        "class.html",
        figures=figures,
        anonymous=anonymous,
        median=statistics.median(figures.shares) if graded else None,
        quarters=statistics.quantiles(figures.shares, n=4) if len(figures.shares) > 1 else None,
        seconds=statistics.median(figures.seconds) if graded else None,
        tasks=tasks,
        failing=failing,
        common=common,
        more=len(shared) - len(common),
        scores_picture=pictures.scores(figures) if graded else None,
        tasks_picture=pictures.tasks(tasks) if tasks else None,
        tests_picture=pictures.tests(failing) if failing else None,
        common_picture=pictures.misconceptions(common) if common else None,
        times_picture=pictures.times(figures) if graded else None,
    )


def class_csv(figures: ClassFigures) -> str:
    """A line for each task, hidden test and misconception; no name of a student."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(
        ["kind", "task", "name", "text", "students", "tried", "passed", "failed", "mean_points", "max_points"]
    )
    for task in figures.tasks.values():
        tried, full = task.students - task.untried, task.points[task.max_points]
        facts = (task.students, tried, full, tried - full, round(task.mean, 3), task.max_points)
        table.writerow(["task", task.id, task.function, escape.csv(task.title), *facts])
    for test in figures.tests.values():
        counts = (test.statuses.total(), test.tried, test.statuses["passed"], test.failed)
        table.writerow(["test", test.task, escape.csv(test.name), escape.csv(test.docstring), *counts, "", ""])
    for found in figures.misconceptions.values():
        name, belief = escape.csv(found.diagnosis.misconception), escape.csv(found.diagnosis.belief)
        table.writerow(["misconception", found.task, name, belief, found.students, "", "", "", "", ""])
    return text.getvalue()
