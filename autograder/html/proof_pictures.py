"""The pictures of `firth validate`: which test catches which mistake, and how far the tolerance is from both."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from autograder.html.svg import GOOD, INK, LINE, OURS, SOFT, YOURS, drawing, embed
from autograder.validate import figures
from autograder.validate.results import Measured

WIDTH = 7.6
"""Inches of a picture; the page makes it as wide as it has room."""

ROW = 0.17
"""Inches of one row of a kill matrix."""


def kill_matrix(module: str, tasks: list[Measured]) -> Markup:
    """Tests as rows, the misconceptions of the task as columns: caught by a value, by an exception, or not."""
    rows = [(measured, test) for measured in tasks for test in measured.tests]
    widest = max(len(measured.of(wrong=True)) for measured in tasks)
    name = f"kills-{module}"
    with drawing(name):
        figure = Figure(figsize=(WIDTH, 0.5 + ROW * len(rows)), layout="tight")
        axes = figure.add_subplot()
        cells: dict[str, list[tuple[int, int]]] = {YOURS: [], OURS: [], LINE: []}
        for y, (measured, test) in enumerate(rows):
            for x, specimen in enumerate(measured.of(wrong=True)):
                trial = specimen.trials[test]
                cells[LINE if trial.passed else YOURS if trial.by_value else OURS].append((x, y))
        for colour, places in cells.items():
            _squares(axes, colour, places)
        axes.set(xlim=(0, widest), ylim=(len(rows), 0), xlabel="misconceptions of the task")
        axes.set_yticks([y + 0.5 for y in range(len(rows))], [_label(*row) for row in rows], fontsize=6)
        axes.tick_params(length=0)
        axes.set_xticks([])
        for y, (one, other) in enumerate(itertools.pairwise(rows), 1):
            if one[0] is not other[0]:
                axes.axhline(y, color=SOFT, linewidth=0.8)
        caught, total = len(cells[YOURS]) + len(cells[OURS]), sum(map(len, cells.values()))
        text = f"Of {total} cells {caught} are kills, {len(cells[OURS])} of them by an exception. The table has the numbers."
        return embed(figure, name, f"Kill matrix of {module}: hidden tests by misconceptions", text)


def tolerances(modules: dict[str, list[Measured]]) -> Markup:
    """Error / tolerance of the farthest wheat and of the faintest mistake of each module, on a logarithmic scale."""
    with drawing("tolerances"):
        figure = Figure(figsize=(WIDTH, 0.9 + 0.28 * len(modules)), layout="tight")
        axes = figure.add_subplot()
        for y, tasks in enumerate(modules.values()):
            right = max(figures.largest_accepted(measured)[0] for measured in tasks)
            wrong = [found[0] for measured in tasks if (found := figures.faintest_rejected(measured)) is not None]
            axes.plot([max(right, 1e-9)], [y], "o", color=GOOD, label="right solution, farthest" if not y else None)
            if wrong:
                axes.plot([min(wrong)], [y], "X", color=OURS, label="mistake, faintest" if not y else None)
        axes.axvline(1, color=INK, linewidth=1)
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(LogLocator(base=1000))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda ratio, _: f"{ratio:g}"))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.set_yticks(range(len(modules)), list(modules))
        axes.set(ylim=(len(modules) - 0.5, -0.5), xlabel="error / tolerance; 1 is the line between right and wrong")
        axes.grid(axis="x")
        axes.legend(ncols=2, loc="lower left", bbox_to_anchor=(0, 1))
        return embed(
            figure, "tolerances", "Distance from the tolerance", "Dots right, crosses wrong; numbers in the table."
        )


def sizes(tasks: list[Measured]) -> Markup:
    """How many words, or numbers if there are no words, the counterexamples hold that were looked at."""
    shown = [e for measured in tasks for s in measured.of(wrong=True) for e in s.examples or []]
    with drawing("sizes"):
        figure = Figure(figsize=(WIDTH, 2.4), layout="tight")
        for place, (title, aim, found) in enumerate(
            (
                ("numbers, where there are no words", 9, Counter(min(e.cells, 30) for e in shown if not e.words)),
                ("words", 3, Counter(min(e.words, 30) for e in shown if e.words)),
            )
        ):
            axes = figure.add_subplot(1, 2, place + 1)
            axes.bar(list(found), list(found.values()), color=YOURS)
            axes.axvline(aim + 0.5, color=OURS, linewidth=1.2)
            axes.set(title=title, xlabel="30 stands for 30 and more", xlim=(-0.8, 31))
        text = f"Two histograms of {len(shown)} counterexamples. The lines stand at 9 numbers and at 3 words."
        return embed(figure, "sizes", "Size of counterexamples", text)


def bounds(modules: dict[str, list[Measured]]) -> Markup:
    """How large the error rates of each module may at most be, given what was seen."""
    with drawing("bounds"):
        figure = Figure(figsize=(WIDTH, 0.9 + 0.32 * len(modules)), layout="tight")
        axes = figure.add_subplot()
        at = np.arange(len(modules))
        for shift, colour, label, rate in (
            (-0.18, OURS, "wrong ones accepted", figures.false_accepts),
            (0.18, GOOD, "right ones rejected", figures.false_rejects),
        ):
            found = [100 * rate(tasks).upper for tasks in modules.values()]
            axes.barh(at + shift, found, height=0.34, color=colour, label=label)
        axes.set_yticks(at, list(modules))
        axes.invert_yaxis()
        axes.set(xlabel="at most, in per cent (one-sided 95 % Clopper-Pearson bound): few specimens, a wide bound")
        axes.legend(ncols=2, loc="lower left", bbox_to_anchor=(0, 1))
        return embed(
            figure, "bounds", "What the error rates may at most be", "Bars; the same numbers stand in the table."
        )


def _squares(axes: Axes, colour: str, places: list[tuple[int, int]]) -> None:
    """All cells of one colour as a single path: a picture of hundreds stays small."""
    if places:
        squares = [Rectangle((x + 0.06, y + 0.06), 0.88, 0.88) for x, y in places]
        paths = [square.get_patch_transform().transform_path(square.get_path()) for square in squares]
        axes.add_patch(PathPatch(Path.make_compound_path(*paths), facecolor=colour, linewidth=0))


def _label(measured: Measured, test: str) -> str:
    words = test.removeprefix("test_").replace("_", " ")
    return f"{measured.task}  {words if len(words) <= 56 else words[:55] + '…'}"
