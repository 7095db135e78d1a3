"""How well a set of layers isolates: four tiers, and which of them a run accepts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

Isolation = Literal["strict", "best", "none"]

ALWAYS = ("separate process", "plain data only")
"""Layers that every worker has."""

MINIMUM_TIER = 2
"""Worst tier in which hidden tests are graded, unless the isolation "none" is asked for."""

NAMES = {
    1: "full: an empty file system of its own, Landlock, seccomp",
    2: "Landlock and seccomp: no file but the libraries, no other process; names of files can be guessed",
    3: "another user: files that are closed to others, and nothing more",
    4: "none: a process of its own, without any wall",
}


def tier(layers: Collection[str]) -> int:
    """The tier that these layers make."""
    if {"landlock", "seccomp"} <= set(layers):
        return 1 if "namespaces" in layers else 2
    return 3 if "own user" in layers else 4


def accepted(isolation: Isolation) -> int:
    """Worst tier that `isolation` puts up with."""
    return {"strict": 1, "best": MINIMUM_TIER, "none": 4}[isolation]
