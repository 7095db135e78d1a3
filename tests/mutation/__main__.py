"""`python -m tests.mutation`: make the reference wrong in every way that the operators know, and see who notices."""

from __future__ import annotations

import json
import random
import resource
import sys
import warnings
from collections import Counter
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tests.mutation import equivalent
from tests.mutation.mutants import Mutant
from tests.mutation.trial import COURSE, Trial, Verdict

MEMORY = 8 << 30
"""Bytes of address space: some mutants ask for more than there is."""

FATES = "value", "exception", "timeout", "survived"
Result = tuple[Mutant, Verdict]


@click.command()
@click.option("--module", "modules", multiple=True, type=click.Choice([m.name for m in COURSE.modules.values()]))
@click.option("--task", "tasks", multiple=True, type=click.Choice(list(COURSE.tasks)), help="Only mutants of these.")
@click.option("--without", multiple=True, type=click.Choice(list(COURSE.tasks)), help="No mutants of these tasks.")
@click.option("--sample", type=click.IntRange(min=1), help="Only so many mutants of each module, chosen at random.")
@click.option("--seed", default=0, help="Which sample.")
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write every mutant and its fate here.")
def main(
    modules: tuple[str, ...],
    tasks: tuple[str, ...],
    without: tuple[str, ...],
    sample: int | None,
    seed: int,
    file: Path | None,
) -> None:
    """Count the mutants that the hidden tests kill. Exit code 1 if one survives that is not known to be equivalent."""
    warnings.simplefilter("ignore")  # mutants divide by zero
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))
    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else 150)
    names = modules or tuple(dict.fromkeys(COURSE.tasks[task].module.name for task in tasks or COURSE.tasks))
    wanted = {COURSE.tasks[task].task.function for task in (tasks or COURSE.tasks) if task not in without}
    known = equivalent.Equivalents(equivalent.load(), names)
    results: list[Result] = []
    stale: list[equivalent.Entry] = []
    for name in names:
        trial = Trial(name)
        stale += equivalent.Equivalents(known.entries.values(), [name]).stale(trial.mutants)
        chosen = [mutant for mutant in trial.mutants if wanted.issuperset(trial.tasks(mutant))]
        if sample is not None and sample < len(chosen):
            chosen = random.Random(f"{seed} {name}").sample(chosen, sample)
        results += _run(trial, chosen, known, console)
    sound = _show(results, known, stale, console)
    if file is not None:
        file.write_text(json.dumps([_record(*result, known) for result in results], indent=1) + "\n", "utf-8")
    raise SystemExit(not sound)


def _run(trial: Trial, chosen: list[Mutant], known: equivalent.Equivalents, console: Console) -> list[Result]:
    """The verdict on each mutant; survivors are told at once."""
    results = []
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        for mutant in progress.track(chosen, description=trial.places[0].module.name):
            verdict = trial.verdict(mutant)
            results.append((mutant, verdict))
            if _outcome(mutant, verdict, known) == "survived":
                console.print(f"[red]survived[/red] {escape(str(mutant))}")
    return results


def _show(
    results: list[Result], known: equivalent.Equivalents, stale: list[equivalent.Entry], console: Console
) -> bool:
    """The table; whether nothing is wrong with suite and list."""
    table = Table(
        "module", "mutants", *(f"by {fate}" for fate in FATES[:3]), "equivalent", "survived", "killed", box=None
    )
    names = list(dict.fromkeys(mutant.module for mutant, _ in results))
    for name in [*names, "all"]:
        mine = [result for result in results if name in ("all", result[0].module)]
        fates = Counter(_outcome(*result, known) for result in mine)
        killed = sum(fates[fate] for fate in FATES[:3])
        share = f"{killed / max(1, killed + fates['survived']):.1%}"
        counts = [fates[fate] for fate in (*FATES[:3], "equivalent", "survived")]
        table.add_row(name, *map(str, [len(mine), *counts]), share, style="bold" if name == "all" else "")
    console.print(table)
    wrong = [(mutant, verdict) for mutant, verdict in results if mutant in known and verdict.fate != "survived"]
    for mutant, verdict in wrong:
        console.print(f"[red]listed as equivalent, yet {verdict.test} fails[/red] {escape(str(mutant))}")
        console.print(f"    {escape(verdict.message)}")
    for entry in stale:
        console.print(f"[red]listed as equivalent, yet no mutant[/red] {escape(str(entry))}")
    return not (wrong or stale or fates["survived"])


def _outcome(mutant: Mutant, verdict: Verdict, known: equivalent.Equivalents) -> str:
    """The fate of a mutant, or that it is no mistake."""
    return "equivalent" if verdict.fate == "survived" and known.excuses(mutant) else verdict.fate


def _record(mutant: Mutant, verdict: Verdict, known: equivalent.Equivalents) -> dict[str, object]:
    return {
        "module": mutant.module,
        "definition": mutant.definition,
        "operator": mutant.operator,
        "before": mutant.before,
        "after": mutant.after,
        "fate": _outcome(mutant, verdict, known),
        "test": verdict.test,
    }


if __name__ == "__main__":
    main()
