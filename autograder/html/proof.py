"""The figures of `firth validate` as one page, and as a page of the documentation with its pictures beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from autograder.html import proof_pictures as pictures
from autograder.html.page import render
from autograder.report import write_atomically
from autograder.validate import figures
from autograder.validate.headlines import headlines, of_collection
from autograder.validate.results import COURSE, Measured, Validation

_STYLE = """<style>
:root { --ink: #21201c; --soft: #5d594f; --line: #ddd8cd; --card: #fff; --yours: #00619a; --ours: #b34a00; --good: #00694c; }
@media (prefers-color-scheme: dark) { :root { --ink: #ebe7de; --soft: #aba698; --line: #363941; --card: #1d1f24;
  --yours: #6cb9ec; --ours: #f0a04b; --good: #4cc79c; } }
text { font-family: sans-serif; }
</style>"""
"""The page's colours, for a picture that stands alone in a file."""


class Row(NamedTuple):
    """One task in the table."""

    task: str
    function: str
    tests: int
    examples: int
    mistakes: int
    once: int
    wheats: int
    needed: int
    hints: str
    right: str
    wrong: str


def page(validation: Validation) -> str:
    """The page: one file, no script, nothing fetched."""
    return render("proof.html", **_context(validation), drawn=dict(_pictures(validation)))


def write_markdown(validation: Validation, file: Path) -> None:
    """The page as Markdown, its pictures in a folder of the same name: `proof.md` and `proof/kills-pmi.svg`."""
    folder = file.with_suffix("")
    folder.mkdir(exist_ok=True)
    drawn = dict(_pictures(validation))
    for name, picture in drawn.items():
        alone = str(picture).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        alone = alone.replace("<svg ", '<svg xmlns:xlink="http://www.w3.org/1999/xlink" ', 1)
        write_atomically(folder / f"{name}.svg", re.sub(r"(<title)", rf"{_STYLE}\1", alone, count=1).encode())
    text = render("proof.md", **_context(validation), drawn=list(drawn), folder=folder.name)
    write_atomically(file, text.encode())


def _context(validation: Validation) -> dict[str, object]:
    others = [name for name in validation.collections if name != COURSE]
    return {
        "validation": validation,
        "headlines": headlines(validation),
        "others": {name: of_collection(validation, name) for name in others},
        "undecided": {name: _misjudged(validation, name) for name in others},
        "rows": [_row(measured) for measured in validation.tasks],
        "broken": figures.broken_promises(validation),
        "modules": _modules(validation.tasks),
    }


def _pictures(validation: Validation) -> Iterator[tuple[str, Markup]]:
    modules = _modules(validation.tasks)
    yield "bounds", pictures.bounds(modules)
    yield "tolerances", pictures.tolerances(modules)
    yield "sizes", pictures.sizes(validation.tasks)
    for module, tasks in modules.items():
        yield f"kills-{module}", pictures.kill_matrix(module, tasks)


def _modules(tasks: list[Measured]) -> dict[str, list[Measured]]:
    names = dict.fromkeys(measured.module for measured in tasks)
    return {name: [measured for measured in tasks if measured.module == name] for name in names}


def _misjudged(validation: Validation, collection: str) -> list[str]:
    """Names of somebody else's specimens that are judged wrongly."""
    return [
        f"{measured.task} {specimen.id} {specimen.name}"
        for measured in validation.tasks
        for specimen in measured.specimens
        if specimen.collection == collection and specimen.wrong != bool(specimen.failed)
    ]


def _row(measured: Measured) -> Row:
    wrong, faintest = measured.of(wrong=True), figures.faintest_rejected(measured)
    return Row(
        task=measured.task,
        function=measured.function,
        tests=len(measured.tests),
        examples=sum(facts.examples for facts in measured.tests.values()),
        mistakes=len(wrong),
        once=len(figures.killed_once(measured)),
        wheats=len(measured.of(wrong=False)),
        needed=len(figures.cover(measured)),
        hints=f"{sum(specimen.hint == specimen.id for specimen in wrong)}",
        right=f"{figures.largest_accepted(measured)[0]:.1g}",
        wrong=f"{faintest[0]:.1g}" if faintest else "–",
    )
