"""What a worker gives up before it runs student code, layer by layer.

Each layer is a module with a NAME, a line on what it STOPS, `missing()`, which says why it cannot be used here
("" if it can) and what would help, and `apply(settings)`, which is called once, in the forked worker, and
cannot be undone.
"""

from __future__ import annotations

from typing import Protocol

from autograder.worker.layers import files, identity, limits, syscalls
from autograder.worker.layers.settings import Settings


class Layer(Protocol):
    """The interface of a layer's module."""

    NAME: str
    STOPS: str

    def missing(self) -> str:
        """Why the layer cannot be used here, and what would help; "" if it can."""
        ...

    def apply(self, settings: Settings) -> None:
        """Give up what this layer takes away."""
        ...


# In the order in which they are applied: each needs something that a later one takes away.
ALL: tuple[Layer, ...] = (identity, files, limits, syscalls)


def apply(chosen: list[str], settings: Settings) -> None:
    """Give up, for good, what the chosen layers take away."""
    for layer in ALL:
        if layer.NAME in chosen:
            layer.apply(settings)


__all__ = ["ALL", "Layer", "Settings", "apply"]
