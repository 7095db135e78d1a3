"""The pictures of a class: scores, tasks, tests, misconceptions and time, for `class_page`."""

from __future__ import annotations

import statistics
import textwrap

import numpy as np
from markupsafe import Markup
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from autograder.batch.statistics import ClassFigures, MisconceptionFigures, TaskFigures, TestFigures
from autograder.html.svg import GOOD, INK, LINE, OURS, SOFT, YOURS, drawing, embed

WIDTH = 7.2
"""Inches of a picture; the page makes it as wide as it has room."""

ROW = 0.34
"""Inches of one bar."""


def scores(figures: ClassFigures) -> Markup:
    """How many students have which share of the points."""
    with drawing("scores"):
        figure = Figure(figsize=(WIDTH, 2.6), layout="tight")
        axes = figure.add_subplot()
        axes.hist(figures.shares, bins=[twentieth / 20 for twentieth in range(21)], color=YOURS, rwidth=0.92)
        middle = statistics.median(figures.shares)
        axes.axvline(middle, color=OURS, linewidth=1.6)
        axes.annotate(
            f"median {middle:.0%}",
            (middle, 1),
            xycoords=("data", "axes fraction"),
            xytext=(4 if middle < 0.8 else -4, -2),
            textcoords="offset points",
            ha="left" if middle < 0.8 else "right",
            va="bottom",
            color=INK,
        )
        axes.set(xlim=(0, 1), xlabel="share of the points", ylabel="students")
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        text = f"Histogram: {len(figures.shares)} students, median {middle:.0%}, from {min(figures.shares):.0%}"
        return embed(figure, "scores", "Distribution of scores", f"{text} to {max(figures.shares):.0%}.")


def tasks(rows: list[TaskFigures]) -> Markup:
    """For each task, how many students have all points, some, none, or have not begun."""
    with drawing("tasks"):
        figure = Figure(figsize=(WIDTH, 0.9 + ROW * len(rows)), layout="tight")
        axes = figure.add_subplot()
        left = np.zeros(len(rows))
        for name, colour, counts in (
            ("all points", GOOD, [row.points[row.max_points] for row in rows]),
            ("some", YOURS, [row.students - row.points[row.max_points] - row.points[0] for row in rows]),
            ("none", OURS, [row.points[0] - row.untried for row in rows]),
            ("not begun", LINE, [row.untried for row in rows]),
        ):
            shares = np.array(counts) / np.maximum([row.students for row in rows], 1)
            axes.barh(range(len(rows)), shares, left=left, color=colour, height=0.72, label=name)
            left += shares
        axes.set_yticks(range(len(rows)), [f"{row.id} {row.function}" for row in rows])
        axes.invert_yaxis()
        axes.set(xlim=(0, 1))
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.legend(ncols=4, loc="lower left", bbox_to_anchor=(0, 1), handlelength=1)
        return embed(figure, "tasks", "Points per task", "Stacked bars; the same numbers stand in the table below.")


def tests(rows: list[TestFigures]) -> Markup:
    """Which hidden tests most of those fail who have written the function."""
    labels = [f"{row.task}  {textwrap.shorten(row.docstring.split(chr(10))[0], 58, placeholder=' …')}" for row in rows]
    text = "Bars, longest first; the same numbers stand in the table below."
    return _bars("tests", "Tests that fail most", text, labels, [row.failed / max(row.tried, 1) for row in rows], True)


def misconceptions(rows: list[MisconceptionFigures]) -> Markup:
    """How many students share each misconception."""
    labels = [f"{row.task}  {textwrap.shorten(row.diagnosis.belief, 58, placeholder=' …')}" for row in rows]
    text = "Bars, longest first; examples stand below."
    return _bars("misconceptions", "Common misconceptions", text, labels, [row.students for row in rows], False)


def times(figures: ClassFigures) -> Markup:
    """How long grading took for each student."""
    with drawing("times"):
        figure = Figure(figsize=(WIDTH, 2.0), layout="tight")
        axes = figure.add_subplot()
        axes.hist(figures.seconds, bins=24, color=SOFT, rwidth=0.92)
        axes.set(xlim=(0, None), xlabel="seconds", ylabel="students")
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        middle = statistics.median(figures.seconds)
        text = f"Histogram: median {middle:.1f} s, longest {max(figures.seconds):.1f} s."
        return embed(figure, "times", "Time of a grade", text)


def _bars(name: str, title: str, text: str, labels: list[str], lengths: list[float], share: bool) -> Markup:
    with drawing(name):
        figure = Figure(figsize=(WIDTH, 0.5 + ROW * len(labels)), layout="tight")
        axes = figure.add_subplot()
        bars = axes.barh(range(len(labels)), lengths, color=OURS, height=0.72)
        axes.bar_label(
            bars, labels=[f"{value:.0%}" if share else f"{value}" for value in lengths], padding=3, color=INK
        )
        axes.set_yticks(range(len(labels)), labels)
        axes.invert_yaxis()
        axes.set_xlim(0, 1.12 * max(lengths))
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        return embed(figure, name, title, text)
