"""Another user: when the grader is root, a worker runs as a user that owns nothing, different for each worker."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from autograder.worker.layers.settings import Settings

NAME = "own user"
STOPS = "reading or changing what other users may not, signals to other processes, root's powers"

FIRST_UID = 60_000
UIDS = 5_000


def missing() -> str:
    """Why the layer cannot be used here."""
    if not hasattr(os, "setresuid") or os.getuid() != 0:
        return "needs root; not needed where the layers above hold"
    for folder in (sys.prefix, sys.base_prefix):
        for place in (Path(folder), *Path(folder).parents):
            if not place.stat().st_mode & stat.S_IXOTH:
                return f"Python lies in {folder}, and {place} is closed to other users; install it elsewhere"
    return ""


def apply(settings: Settings) -> None:
    """Become that user, for good."""
    uid = FIRST_UID + os.getpid() % UIDS
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
