"""The command line: `firth …` or `python -m autograder …`. Thin: a command parses, calls, prints and picks the exit code.

One module of this package for each command; it is imported when the command is called, so that a student's `check` does
not wait for what only an instructor's `validate` needs.
"""

from __future__ import annotations

import importlib
import io
import sys
from importlib.util import find_spec
from pathlib import Path

import click

import autograder

COMMANDS = {
    "check": "check:check",
    "watch": "watch:watch",
    "hint": "hint:hint",
    "status": "status:status",
    "submit": "submit:submit",
    "grade": "grade:grade",
    "class": "class_page:class_command",
    "similar": "similar:similar",
    "doctor": "doctor:doctor",
    "feedback": "feedback:feedback",
    "release": "release:release_command",
    "render": "render:render",
    "labs": "labs:labs",
    "gradebook": "gradebook:gradebook",
    "formgrader": "formgrader:formgrader",
    "validate": "validate:validate",
    "export": "export:export",
    "collect": "collect:collect",
    "github": "github:github",
    "gradescope": "gradescope:gradescope",
}
"""Command to the module of this package, and the name in it, that define it."""


class Commands(click.Group):
    """The group of all commands, each imported when it is needed."""

    def list_commands(self, context: click.Context) -> list[str]:
        """In the order in which one gets to need them."""
        return [name for name, place in COMMANDS.items() if _is_here(place)]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of this name, if there is one."""
        if name not in self.list_commands(context):
            return None
        module, attribute = COMMANDS[name].split(":")
        command: click.Command = getattr(importlib.import_module(f"autograder.cli.{module}"), attribute)
        return command


def _is_here(place: str) -> bool:
    """Whether this copy of the machinery has the command: a student's has not all of them."""
    return find_spec(f"autograder.cli.{place.split(':')[0]}") is not None


@click.group(cls=Commands)
@click.version_option(autograder.__version__, prog_name="firth")
@click.option(
    "--course", type=click.Path(path_type=Path), default=None, help="The course's folder (default: found from here)."
)
@click.pass_context
def main(context: click.Context, course: Path | None) -> None:
    """Firth: an autograded course on word representations."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console of Windows may have no “ or →
    context.obj = course
