"""`firth gradescope`: what the scripts of the zip call, on Gradescope."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from autograder import intake
from autograder.cli.common import Failure, find_course
from autograder.export.gradescope_run import run
from autograder.export.gradescope_zip import Settings
from autograder.export.run import graded
from autograder.sandbox import SandboxError

ROOT = click.argument("root", type=click.Path(path_type=Path, exists=True, file_okay=False))


@click.group(hidden=True)
def gradescope() -> None:
    """Steps of the autograder on Gradescope (see docs/gradescope.md)."""


@gradescope.command()
@ROOT
@click.pass_obj
def test(folder: Path | None, root: Path) -> None:
    """Grade the reference: exit code 1 unless it gets full marks."""
    course, chosen = find_course(folder), _settings(root)
    reference = intake.read(course.root / "reference", list(course.modules))
    try:
        made = graded(reference, course, "best", frozenset(chosen.tasks))
    except SandboxError as error:
        raise Failure(f"no submission code could be run here: {error}") from None
    wrong = [task.id for task in made.submissions[0].tasks if task.points < task.max_points]
    if wrong:
        raise Failure(f"the reference fails {', '.join(wrong)} on this machine")
    click.echo(f"the reference gets full marks in {made.seconds:.0f} s, tier {made.isolation.tier}")


@gradescope.command(name="run")
@ROOT
@click.pass_obj
def run_command(folder: Path | None, root: Path) -> None:
    """Grade `submission/` and write `results/results.json`."""
    made = run(root, find_course(folder), _settings(root))
    click.echo(f"{made['extra_data']['firth']}: {made['score']:g}")


def _settings(root: Path) -> Settings:
    try:
        return msgspec.json.decode((root / "source" / "settings.json").read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError) as error:
        raise Failure(f"{root}/source/settings.json cannot be read ({error})") from None
