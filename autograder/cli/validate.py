"""`firth validate`: the grader judged by solutions whose verdict is known."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.cli.common import OURS, Failure, find_course, writable
from autograder.html import proof
from autograder.registry import Course, Place
from autograder.report import write_atomically
from autograder.validate import collection, figures, run, summary
from autograder.validate.crew import Broken
from autograder.validate.results import Validation, together

File = click.Path(path_type=Path, dir_okay=False)
Folder = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.option("--module", "modules", multiple=True, metavar="NAME", help="Only this module (pmi); repeatable.")
@click.option("--also", "folders", multiple=True, type=Folder, metavar="DIR", help="Further specimens; repeatable.")
@click.option("--seeds", type=click.IntRange(1, 1000), default=20, show_default=True, help="Runs of random tasks.")
@click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Tasks at a time.")
@click.option("--json", "json_path", type=File, metavar="FILE", help="Write everything that was measured here.")
@click.option("--html", "html_path", type=File, metavar="FILE", help="Write a page with pictures.")
@click.option(
    "--markdown", "markdown_path", type=File, metavar="FILE", help="The same as Markdown, pictures beside it."
)
@click.option(
    "--from",
    "earlier",
    multiple=True,
    type=File,
    metavar="FILE",
    help="Measure nothing: tell what this JSON file holds; several files, with different modules, are told as one.",
)
@click.pass_obj
def validate(
    root: Path | None,
    modules: tuple[str, ...],
    folders: tuple[Path, ...],
    seeds: int,
    jobs: int,
    json_path: Path | None,
    html_path: Path | None,
    markdown_path: Path | None,
    earlier: tuple[Path, ...],
) -> None:
    """Judge the grader by known right and wrong solutions.

    Runs the course's own specimens, which are trusted, and those in DIR, which you have to trust: they are in no
    sandbox. Exit code 1 if a right solution is rejected, a wrong one accepted, or a test catches nothing.
    """
    course = find_course(root)
    places = _places(course, modules)
    collections = [collection.own(course), *map(_outside, folders)]
    if len({found.name for found in collections}) < len(collections):
        raise click.UsageError("--also: two folders of one name; rename one, so that their figures can be told apart")
    for option, path in (("json", json_path), ("html", html_path), ("markdown", markdown_path)):
        if path is not None and not writable(path):
            raise click.UsageError(f"--{option} {path}: cannot be written; name a file in a folder that exists")
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
    validation = _earlier(earlier, course) if earlier else _measured(course, collections, places, seeds, jobs, console)
    summary.print_summary(validation, console)
    if json_path is not None:
        write_atomically(json_path, msgspec.json.format(msgspec.json.encode(validation), indent=1) + b"\n")
    if html_path is not None:
        write_atomically(html_path, proof.page(validation).encode())
    if markdown_path is not None:
        proof.write_markdown(validation, markdown_path)
    if figures.broken_promises(validation):
        sys.exit(OURS)


def _earlier(paths: tuple[Path, ...], course: Course) -> Validation:
    parts = []
    for path in paths:
        try:
            parts.append(msgspec.json.decode(path.read_bytes(), type=Validation))
        except OSError as error:
            raise click.UsageError(f"--from {path}: cannot be read ({error.strerror})") from None
        except msgspec.DecodeError as error:
            raise click.UsageError(f"--from {path}: no file of firth validate --json ({error})") from None
    try:
        return together(parts, [place.task.id for place in course.places()])
    except ValueError as error:
        raise click.UsageError(f"--from: {error}") from None


def _places(course: Course, modules: tuple[str, ...]) -> list[Place]:
    known = list(dict.fromkeys(place.module.name for place in course.places()))
    for name in modules:
        if name not in known:
            raise click.UsageError(f"--module {name}: no such module; there are {', '.join(known)}")
    return [place for place in course.places() if not modules or place.module.name in modules]


def _outside(folder: Path) -> collection.Collection:
    found = collection.outside(folder)
    if not collection.files(found):
        raise click.UsageError(f"--also {folder}: no misconceptions/*.py and no wheats/*.py in it")
    return found


def _measured(
    course: Course,
    collections: list[collection.Collection],
    places: list[Place],
    seeds: int,
    jobs: int,
    console: Console,
) -> Validation:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("reading the specimens", total=None)
        try:
            return run.validate(
                course,
                collections,
                places,
                seeds=seeds,
                jobs=jobs,
                begin=lambda total: progress.update(bar, total=total, description="drawing examples"),
                tick=lambda what: progress.update(bar, advance=1, description=what),
            )
        except run.Unmeasurable as error:
            raise Failure(str(error)) from None
        except Broken as error:
            raise Failure(f"the measuring itself broke: {str(error).strip().splitlines()[-1]}") from None
