"""`firth doctor`: what this machine can isolate."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console

from autograder import terminal
from autograder.cli.common import OURS, Failure, find_course
from autograder.grading import workers
from autograder.sandbox import SandboxError, tiers


@click.command()
@click.pass_obj
def doctor(root: Path | None) -> None:
    """Say which layers of isolation this machine offers, and try them."""
    with workers(find_course(root), "none", every_layer=True) as pool:
        try:
            pool.zygote("numpy")
        except SandboxError as error:
            raise Failure(str(error)) from None
        terminal.print_doctor(pool, Console(highlight=False))
        if pool.tier > tiers.MINIMUM_TIER:
            sys.exit(OURS)
