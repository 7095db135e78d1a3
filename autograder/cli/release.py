"""`firth release`: assignments/ from reference/."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import release
from autograder.cli.common import Failure, find_course


@click.command(name="release")
@click.option("--check", is_flag=True, help="Change nothing; fail if assignments/ is stale.")
@click.pass_obj
def release_command(root: Path | None, check: bool) -> None:
    """Write assignments/ anew from reference/."""
    course = find_course(root)
    stale = release.stale(course)
    if check and stale:
        raise Failure(
            f"assignments/ is stale ({', '.join(stale[:3])}{' …' if len(stale) > 3 else ''}); run make release"
        )
    if not check:
        release.write(course)
    click.echo("assignments/ is up to date" if check or not stale else f"assignments/: {len(stale)} files written")
