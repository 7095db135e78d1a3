"""The whole course, and what is handed in, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from autograder import escape
from autograder.registry import Course, Place
from autograder.student.display import print_next, table
from autograder.student.progress import Progress, measure, next_task
from autograder.student.submission import Packed


def print_status(course: Course, found: dict[str, str], hints: dict[str, int], console: Console) -> None:
    """A bar for each assignment, and one for the course."""
    passed = {task for task, status in found.items() if status == "passed"}
    made = table("", "", ">tasks", ">points", ">minutes left", ">hints")
    for assignment in course.assignments:
        places = [place for place in course.places() if place.assignment.name == assignment.name]
        taken = sum(hints.get(place.task.id, 0) for place in places)
        _add_bar(made, assignment.name, measure(places, passed), taken)
    everything = measure(list(course.places()), passed)
    _add_bar(made, "course", everything, sum(hints.values()), style="bold")
    console.print(made)
    extra = [place.task.id for place in course.places() if place.task.bonus and place.task.id in passed]
    if extra:
        console.print(f"Extra credit: {', '.join(extra)}")
    console.print("By the visible tests; the hidden ones look further.", style="dim")
    if (place := next_task(list(course.places()), passed)) is not None:
        print_next(course, place, console)


def print_packed(packed: Packed, places: list[Place], found: dict[str, str], console: Console) -> None:
    """What is in an archive, what is missing from it, and what the visible tests say about it."""
    console.print(Text(f"{escape.terminal(str(packed.path))} holds", style="bold"))
    for name, size in packed.files.items():
        inside = [place.task for place in places if place.path == name]
        passed = sum(found[task.id] == "passed" for task in inside)
        console.print(f"  {name}   {size} bytes   {passed} of {len(inside)} tasks pass their visible tests")
    for problem in packed.problems:
        console.print(Text(f"problem: {escape.terminal(problem)}", style="red"))
    for note in packed.notes:
        console.print(Text(f"note: {escape.terminal(note)}", style="yellow"))
    unfinished = [place.task.id for place in places if found[place.task.id] != "passed" and not place.task.bonus]
    if unfinished:
        console.print(f"Not done yet, by the visible tests: {', '.join(unfinished)}")


def _add_bar(made: Table, name: str, done: Progress, hints: int, style: str = "") -> None:
    bar = ProgressBar(total=max(done.points, 1), completed=done.passed_points, width=24)
    made.add_row(
        Text(name, style=style),
        bar,
        f"{done.passed} of {done.tasks}",
        f"{done.passed_points} of {done.points}",
        str(done.minutes_left or ""),
        str(hints or ""),
    )
