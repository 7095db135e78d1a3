"""Landlock: only the interpreter, the libraries and the course's data can be opened; only a folder of one's own written to."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any

from autograder.worker.layers.settings import Settings

NAME = "landlock"
STOPS = "opening any file but the libraries and the course's data, writing anywhere"

SYSTEM = ("/usr", "/lib", "/lib64")
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


def missing() -> str:
    """Why the layer cannot be used here."""
    try:
        import landlock
    except ImportError:
        return "needs Linux and the Python package landlock"
    try:
        landlock.landlock_abi_version()
    except (OSError, landlock.LandlockError):
        return "needs a Linux kernel from 5.13 on with Landlock switched on (lsm=landlock,…)"
    return ""


def prepare() -> None:
    """Make a first set of rules, for nothing: the system calls are looked up now, and every fork finds them."""
    if not missing():
        import landlock

        landlock.Ruleset().allow("/", rules=landlock.FSAccess.READ_FILE)


def apply(settings: Settings) -> None:
    """From now on only what is listed here can be opened, and only for reading."""
    import landlock

    rules = landlock.Ruleset()
    access = landlock.FSAccess
    here = str(Path(__file__).resolve().parent.parent)
    for path in (sys.prefix, sys.base_prefix, here, *SYSTEM, *settings.readable):
        with contextlib.suppress(FileNotFoundError):
            rules.allow(path, rules=access.READ_FILE | access.READ_DIR | access.EXECUTE)
    for path in settings.writable:
        rules.allow(path, rules=_changes())
    if settings.sockets:
        rules.allow(settings.sockets, rules=access.READ_FILE | access.MAKE_SOCK | access.REMOVE_FILE)
    for device in DEVICES:
        with contextlib.suppress(FileNotFoundError):
            rules.allow(device, rules=access.READ_FILE)
    rules.apply()


def _changes() -> Any:
    """All that one may do in a folder of one's own, but for running what lies there."""
    from landlock import FSAccess as Access

    reading = Access.READ_FILE | Access.READ_DIR
    making = Access.WRITE_FILE | Access.TRUNCATE | Access.MAKE_REG | Access.MAKE_DIR
    return reading | making | Access.REMOVE_FILE | Access.REMOVE_DIR | Access.REFER
