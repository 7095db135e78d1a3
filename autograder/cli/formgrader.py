"""`firth formgrader`: nbgrader's pages for marking, in a browser, on this course's gradebook."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from autograder.cli.labs import folder_option, open_book, told


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8888, show_default=True, help="Port on this machine.")
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser.")
@folder_option
@click.pass_obj
def formgrader(root: Path | None, port: int, browser: bool, folder: Path | None) -> None:
    """Mark written answers in a browser; Ctrl-C ends it.

    It listens on this machine only, and the address that it prints holds the password.
    """
    with told():
        book = open_book(root, folder)
    os.chdir(book.folder)  # where nbgrader looks for its settings
    options = {
        "jpserver_extensions": "{'nbgrader.server_extensions.formgrader': True}",
        "root_dir": str(book.folder),
        "port": str(port),
        "open_browser": str(browser),
        "default_url": "/formgrader",
        "allow_root": "True",
        "terminals_enabled": "False",
    }
    words = [f"--ServerApp.{name}={value}" for name, value in options.items()]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "jupyter_server", *words])
