"""What a hidden test holds of the submission: modules and objects that live in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.compare import Mismatch
from autograder.worker import wire

if TYPE_CHECKING:
    from autograder.proxy import Submission

MOST_ITEMS = 10_000_000
"""Longest length that an object of the submission may claim."""


@dataclass
class RemoteModule:
    """A module of the submission: its attributes are functions to call."""

    submission: Submission
    name: str

    def __getattr__(self, function: str) -> Any:
        return lambda *args, **kwargs: self.submission.call(self.name, function, args, kwargs)


@dataclass
class RemoteObject:
    """An object that stays in the worker: call it, call its methods, index it, or pass it to another call."""

    submission: Submission
    handle: wire.Handle

    def __getattr__(self, method: str) -> Any:
        if method.startswith("__"):
            raise AttributeError(method)  # NumPy and copy probe for protocols: this is no such thing
        return lambda *args, **kwargs: self.submission.call(self.handle, method, args, kwargs)

    def __str__(self) -> str:
        return "an object that is no plain data"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.submission.call(self.handle, "__call__", args, kwargs)

    def __getitem__(self, index: Any) -> Any:
        return self.submission.call(self.handle, "__getitem__", (index,), {})

    def __len__(self) -> int:
        size = self.submission.call(self.handle, "__len__", (), {})
        if type(size) is not int or not 0 <= size <= MOST_ITEMS:  # lists are made as long as they are said to be
            raise Mismatch(expected="a length", got=repr(size)[:40])
        return size


def unwrap(value: Any) -> Any:
    """What stands for a value on the wire."""
    return value.handle if isinstance(value, RemoteObject) else value
