"""Landlock: only the interpreter, the libraries and the course's data can be opened; only a folder of one's own written to."""

from __future__ import annotations

import contextlib
import functools
import sys
from pathlib import Path
from typing import Any

from autograder.worker.layers.settings import Settings

NAME = "landlock"
STOPS = "opening any file but the libraries and the course's data, writing anywhere"

HERE = str(Path(__file__).resolve().parent.parent)
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
    """Make a first set of rules, for nothing: what it takes is looked up now, and every fork finds it."""
    if not missing():
        import landlock

        everything, _, reading = _rights()
        landlock.Ruleset(everything).allow("/", rules=reading)


@functools.cache
def _rights() -> tuple[int, int, int]:
    """All that Landlock can take away, what one may do with a library, and with a device. Sums of flags are slow."""
    from landlock import FSAccess as Access

    return int(Access.all()), int(Access.READ_FILE | Access.READ_DIR | Access.EXECUTE), int(Access.READ_FILE)


def apply(settings: Settings) -> None:
    """From now on only what is listed here can be opened, and only for reading."""
    import landlock

    everything, library, reading = _rights()
    rules = landlock.Ruleset(everything)
    for path in (sys.prefix, sys.base_prefix, HERE, *SYSTEM, *settings.readable):
        with contextlib.suppress(FileNotFoundError):
            rules.allow(path, rules=library)
    for path in settings.writable:
        rules.allow(path, rules=_changes())
    if settings.sockets:
        access = landlock.FSAccess
        rules.allow(settings.sockets, rules=access.READ_FILE | access.MAKE_SOCK | access.REMOVE_FILE)
    for device in DEVICES:
        with contextlib.suppress(FileNotFoundError):
            rules.allow(device, rules=reading)
    rules.apply()


def _changes() -> Any:
    """All that one may do in a folder of one's own, but for running what lies there."""
    from landlock import FSAccess as Access

    reading = Access.READ_FILE | Access.READ_DIR
    making = Access.WRITE_FILE | Access.TRUNCATE | Access.MAKE_REG | Access.MAKE_DIR
    return reading | making | Access.REMOVE_FILE | Access.REMOVE_DIR | Access.REFER
