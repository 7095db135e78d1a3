"""The headline figures on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.validate import figures
from autograder.validate.headlines import Headline, headlines, of_collection
from autograder.validate.results import COURSE, Measured, Validation


def print_summary(validation: Validation, console: Console) -> None:
    """A table of modules, the headlines, what each further collection says, and every broken promise."""
    console.print(_modules(validation.tasks))
    _print_lines("the course's own specimens", headlines(validation), console)
    for collection in validation.collections:
        if collection != COURSE:
            _print_lines(f"specimens of {collection}", of_collection(validation, collection), console)
    for problem in validation.problems:
        console.print(Text(problem, style="yellow"))
    broken = figures.broken_promises(validation)
    for line in broken:
        console.print(Text(line, style="red"))
    kept = "every promise is kept" if not broken else f"{len(broken)} promises are broken"
    console.print(Text(f"{kept}   suite {validation.suite}   {validation.seconds:.0f} s", style="bold"))


def _print_lines(title: str, lines: list[Headline], console: Console) -> None:
    table = Table(title, "", "aim", "", box=None)
    for line in lines:
        sign = {True: Text("reached", "green"), False: Text("not reached", "red"), None: Text("")}[line.met]
        table.add_row(line.what, line.value, line.aim, sign)
    console.print()
    console.print(table)


def _modules(tasks: list[Measured]) -> Table:
    names = ("module", "tests", "examples", "seconds", "mistakes", "by one test", "wheats", "wheat", "mistake")
    table = Table(
        *names,
        box=None,
        caption="wheat, mistake: error / tolerance, the largest accepted and the smallest rejected",
    )
    for module in dict.fromkeys(measured.module for measured in tasks):
        mine = [measured for measured in tasks if measured.module == module]
        facts = [facts for measured in mine for facts in measured.tests.values()]
        faintest = [found[0] for measured in mine if (found := figures.faintest_rejected(measured)) is not None]
        table.add_row(
            module,
            str(len(facts)),
            str(sum(fact.examples for fact in facts)),
            f"{sum(fact.seconds for fact in facts):.1f}",
            str(sum(len(measured.of(wrong=True)) for measured in mine)),
            str(sum(len(figures.killed_once(measured)) for measured in mine)),
            str(sum(len(measured.of(wrong=False)) for measured in mine)),
            f"{max(figures.largest_accepted(measured)[0] for measured in mine):.2g}",
            f"{min(faintest):.2g}" if faintest else "",
        )
    return table
