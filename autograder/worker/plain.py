"""What the worker does with an answer that is not plain data: make it plain, or keep it and hand out a handle."""

from __future__ import annotations

import collections.abc
import fractions
import itertools
import numbers
from typing import Any

import numpy as np

from autograder.worker import wire

MAX_ITEMS = 1_000_000
"""Items taken from an iterator before it counts as endless."""


class Objects:
    """The objects that stay here, by the number in their handle."""

    def __init__(self) -> None:
        self._kept: list[Any] = []

    def keep(self, thing: Any) -> wire.Handle:
        """A handle for `thing`."""
        self._kept.append(thing)
        return wire.Handle(len(self._kept) - 1, type(thing).__name__)

    def revive(self, value: Any) -> Any:
        """`value` as student code is to see it: handles and tensors replaced by what they stand for."""
        kind = type(value)
        if kind is wire.Handle:
            return self._kept[value.number]
        if kind is wire.Tensor:
            import torch

            return torch.from_numpy(value.array)
        if kind in (list, tuple):
            return kind(self.revive(item) for item in value)
        if kind is dict:
            return {key: self.revive(item) for key, item in value.items()}
        return value

    def adopt(self, value: Any) -> Any:
        """A plain stand-in for `value`, or a handle: what `wire.encode` asks for when it meets something odd."""
        plain = _as_number(value)
        if plain is None:
            plain = _as_container(value)
        if plain is None:
            plain = _as_array(value)
        if plain is None:
            plain = _as_sequence(value)
        return self.keep(value) if plain is None else plain


def _as_number(value: Any) -> Any:
    if isinstance(value, np.str_ | str):
        return str.__str__(value)
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, fractions.Fraction | numbers.Real) or type(value).__name__ == "Decimal":
        return float(value)
    return None


def _as_container(value: Any) -> Any:
    if isinstance(value, collections.abc.Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return tuple(value)
    if isinstance(value, list | collections.abc.Set):
        return list(value) if isinstance(value, list) else set(value)
    return None


def _as_array(value: Any) -> Any:
    if hasattr(value, "detach") and hasattr(value, "cpu"):
        return value.detach().cpu().numpy()
    if not hasattr(value, "__array__"):
        return None
    array = np.array(value, subok=False, copy=True)
    kind = {"g": np.float64, "G": np.complex128}.get(array.dtype.char)  # longer than a double
    array = array.astype(kind or array.dtype.newbyteorder("<"))
    return array if array.dtype.str in wire.DTYPES else array.tolist()


def _as_sequence(value: Any) -> Any:
    if isinstance(value, bytearray | memoryview):
        return bytes(value)
    # A class instance that merely can be indexed (a data set, a model) is an object, not a sequence.
    if isinstance(value, collections.abc.Iterator | collections.abc.ValuesView | range | collections.deque):
        taken = list(itertools.islice(value, MAX_ITEMS + 1))
        if len(taken) > MAX_ITEMS:
            raise wire.WireError(f"an iterator of more than {MAX_ITEMS} items")
        return taken
    return None
