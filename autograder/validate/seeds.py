"""Other random numbers for the same hidden tests: the seams at which a seed can be changed from outside.

A grade uses the same seeds for everybody, so a right solution is never rejected now and then, but it could be
rejected always, by bad luck with those seeds. Repeating its tests under other seeds tells the two apart.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import hypothesis
import numpy as np

from autograder.inprocess import TrustedSubmission
from autograder.registry import Place

STRIDE = 1_000_003
"""Distance of the seeds of two repeats: more than any two seeds of one test are apart."""


def is_random(place: Place) -> bool:
    """Whether a task's function, or the constructor of its class, is given random numbers or a seed."""
    reference = importlib.import_module(f"reference.{place.assignment.name}.{place.module.name}")
    return not {"rng", "seed"}.isdisjoint(inspect.signature(getattr(reference, place.task.function)).parameters)


class Reseeded(TrustedSubmission):
    """A trusted submission every `seed` of which is another one than the hidden test says."""

    repeat = 0

    def call(self, owner: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Make the call with its `seed`, if it has one, moved on."""
        if isinstance(kwargs.get("seed"), int):
            kwargs = {**kwargs, "seed": _moved(kwargs["seed"], self.repeat)}
        return super().call(owner, name, args, kwargs)


@contextmanager
def moved(test: Any, repeat: int) -> Iterator[None]:
    """Let `test` draw other examples, and every `default_rng(seed)` other numbers, than a grade would."""
    original = np.random.default_rng

    def default_rng(seed: Any = None) -> np.random.Generator:
        return original(_moved(seed, repeat) if isinstance(seed, int) else seed)

    drawn = hasattr(test, "hypothesis")
    if drawn:
        hypothesis.seed(repeat)(test)
    try:
        with mock.patch.object(np.random, "default_rng", default_rng):
            yield
    finally:
        if drawn:
            hypothesis.seed(None)(test)


def _moved(seed: int, repeat: int) -> int:
    return (seed + STRIDE * repeat) % 2**32  # some generators take no more bits than these
