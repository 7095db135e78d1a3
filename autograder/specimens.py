"""Specimens: known wrong and known right implementations of one task each, which the grader is judged by.

A specimen file belongs to one module of the course and holds one small definition per specimen:

    from autograder.specimens import wrong
    from reference.a2_pmi import pmi as right

    @wrong("P-15", task="2.2", belief="The base of the logarithm never matters.", hint="Which unit …?")
    def pmi_in_bits(counts):
        return right.pmi(counts) / np.log(2)

Wrong ones live in `reference/misconceptions/`, right but unusual ones in `tests/wheats/`.
"""

from __future__ import annotations

import functools
import importlib.util
import re
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

Definition = TypeVar("Definition", bound=Callable[..., Any])


class Specimen(msgspec.Struct, frozen=True):
    """One implementation of one task, told from the reference by one idea."""

    id: str
    task: str
    name: str
    """Name of the definition in its file."""
    wrong: bool
    belief: str = ""
    """The misconception, as the student would say it (wrong ones)."""
    hint: str = ""
    """What a good teacher would ask (wrong ones)."""
    why: str = ""
    """Why it is right all the same (right ones)."""
    crashes: bool = False
    """True if the mistake shows as an exception, not as a value."""


def wrong(id: str, *, task: str, belief: str, hint: str, crashes: bool = False) -> Callable[[Definition], Definition]:
    """Mark a definition as a known wrong implementation of `task`."""
    return _mark(lambda name: Specimen(id, task, name, True, belief=belief, hint=hint, crashes=crashes))


def also_right(id: str, *, task: str, why: str) -> Callable[[Definition], Definition]:
    """Mark a definition as a right, if unusual, implementation of `task`."""
    return _mark(lambda name: Specimen(id, task, name, False, why=why))


def _mark(make: Callable[[str], Specimen]) -> Callable[[Definition], Definition]:
    def mark(definition: Definition) -> Definition:
        definition.__specimen__ = make(definition.__name__)  # type: ignore[attr-defined]
        return definition

    return mark


def load(path: Path) -> list[tuple[Specimen, Callable[..., Any]]]:
    """The specimens of one file, in the order they stand in, each with its definition."""
    module = _import(path.resolve())
    return [(value.__specimen__, value) for value in vars(module).values() if hasattr(value, "__specimen__")]


def transplant(reference: str, specimens: str, specimen: Specimen, function: str, *, used: bool = False) -> str:
    """Source of a whole module: the `reference` source, but with `function` done as `specimen` does it.

    `specimens` is the source of the specimen's file. The reference keeps a namespace of its own, so that its other
    functions go on using the right one: a specimen then loses points in its own task only. If `used`, there is a second
    reference, whose other functions use the specimen, as a student's would.
    """
    others = "mine" if used else "right"
    body = re.sub(r"(?m)^from (__future__|autograder|reference)\b.*$", "", specimens)
    return f"""from __future__ import annotations
import sys, types
right = sys.modules["right"] = types.ModuleType("right")
mine = types.ModuleType("mine")
for module in (right, mine):
    exec(compile({reference!r}, "right.py", "exec"), vars(module))
wrong = also_right = lambda *_, **__: lambda definition: definition
{body}
_chosen = {specimen.name}
mine.{function} = _chosen
globals().update((name, value) for name, value in vars({others}).items() if not name.startswith("_"))
{function} = _chosen
"""


@functools.cache
def _import(path: Path) -> types.ModuleType:
    name = f"specimens_of_{path.parent.name}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
