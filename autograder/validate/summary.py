"""The headline figures on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.validate import figures
from autograder.validate.figures import Rate
from autograder.validate.results import COURSE, Measured, Validation


def print_summary(validation: Validation, console: Console) -> None:
    """A table of modules, what each collection says about the grader, and every broken promise."""
    console.print(_modules(validation.tasks))
    console.print()
    for collection in validation.collections:
        console.print(_rates(validation, collection))
    console.print(_suite(validation.tasks))
    for problem in validation.problems:
        console.print(Text(problem, style="yellow"))
    broken = figures.broken_promises(validation)
    for line in broken:
        console.print(Text(line, style="red"))
    kept = "every promise is kept" if not broken else f"{len(broken)} promises are broken"
    console.print(Text(f"{kept}   suite {validation.suite}   {validation.seconds:.0f} s", style="bold"))


def percent(rate: Rate) -> str:
    """`0 of 89 (at most 3.3 %)`."""
    return f"{rate.errors} of {rate.of} (at most {100 * rate.upper:.2g} %)" if rate.of else "none"


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


def _rates(validation: Validation, collection: str) -> str:
    tasks = validation.tasks
    title = "the course's own specimens" if collection == COURSE else f"specimens of {collection}"
    lines = [
        f"[bold]{title}[/bold]",
        f"  wrong ones accepted: {percent(figures.false_accepts(tasks, collection))}",
        f"  right ones rejected: {percent(figures.false_rejects(tasks, collection))}",
    ]
    again = figures.unlucky_runs(tasks, collection)
    if again.of:
        lines.append(f"  the same under {validation.seeds - 1} other seeds (random tasks): {percent(again)}")
    return "\n".join(lines)


def _suite(tasks: list[Measured]) -> str:
    tests = sum(len(measured.tests) for measured in tasks)
    needed = sum(len(figures.cover(measured)) for measured in tasks)
    overlaps = [value for measured in tasks if (value := figures.redundancy(measured)) == value]
    return (
        f"[bold]the suite[/bold]\n  {tests} tests; {needed} of them would catch the same misconceptions (exact set cover)\n"
        f"  two tests of a task share {sum(overlaps) / max(len(overlaps), 1):.0%} of what they catch (Jaccard)\n"
        f"  a grade spreads by {figures.stability(tasks):.1f} points of 100 when a fifth of the tests is left out"
    )
