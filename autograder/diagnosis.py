"""Which known misconception gives the same answers, all of them?

The author's misconceptions are asked what the student was asked, in this process, by the worker's own code; student
code is not run again. A misconception is named if it answers everything alike, right answers and wrong ones, and if it is
the only one that does: a hint for another mistake would be worse than none.
"""

from __future__ import annotations

import importlib
import itertools
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import numpy as np

from autograder import specimens
from autograder.calls import Call
from autograder.compare import DOUBLE, SINGLE, builtin_name
from autograder.endings import TimedOut
from autograder.limit import limited
from autograder.registry import Course, Place
from autograder.specimens import Specimen
from autograder.worker import serve, wire

LONGEST = 120.0
"""Processor seconds after which nothing is said: a misconception may never end on what the student was asked."""

ENOUGH_CALLS = 300
"""Calls on which a misconception is compared with the student's answers, those with small arguments first."""

_SEQUENCES = (list, tuple)

Example = list[Call]
"""The calls of one example of a hidden test, in their order: one may use an object that another has made."""


def diagnose(course: Course, place: Place, wrong: list[Example], kept: list[list[Call]]) -> Specimen | None:
    """The one misconception that gives every recorded answer; None if there is none, or more than one.

    `wrong` are the examples that failed, one of each failed test; `kept` the first calls of every test.
    """
    examples = list(_examples(wrong, kept))
    if not wrong or any(call.reply is None for example in examples for call in example):
        return None  # the student's code gave no answer at all, and so do many mistakes
    alike: list[Specimen] = []
    with suppress(TimedOut), limited(LONGEST) as late:
        for specimen, definition in _misconceptions(course, place):
            if all(_alike_on(example, place, definition) for example in examples):
                alike.append(specimen)
            if late or len(alike) > 1:
                break
    return alike[0] if len(alike) == 1 and not late else None


def _examples(wrong: list[Example], kept: list[list[Call]]) -> Iterator[Example]:
    """What to compare, most telling first: the wrong answers, then the others from small to large."""
    yield from wrong
    whole = [list(calls) for test in kept for _, calls in itertools.groupby(test, lambda call: call.example)]
    room = ENOUGH_CALLS
    for example in sorted(whole, key=lambda calls: sum(len(call.request) for call in calls)):
        room -= len(example)
        if room >= 0:
            yield example


def _misconceptions(course: Course, place: Place) -> list[tuple[Specimen, Callable[..., Any]]]:
    path = course.root / "reference" / "misconceptions" / place.module.file
    if not path.exists():
        return []
    return [(specimen, made) for specimen, made in specimens.load(path) if specimen.task == place.task.id]


def _alike_on(example: Example, place: Place, definition: Callable[..., Any]) -> bool:
    """Whether `definition`, in the place of the function of the task, answers every call as the student's code did."""
    worker, handles = serve.Worker(), dict[int, wire.Handle]()
    module = _module(place, definition)
    worker.modules[module.__name__] = module
    with _importable(module), np.errstate(all="ignore"):
        for call in example:
            request = wire.decode(call.request)
            try:
                request = {key: _renumbered(value, handles) for key, value in request.items()}
                reply = wire.decode(worker.answer(request))
            except (KeyError, wire.WireError):
                return False
            if not _same_reply(reply, call.reply, handles):
                return False
    return True


@contextmanager
def _importable(module: types.ModuleType) -> Iterator[None]:
    """Known by its name for a while. Nothing else is put back afterwards: a library imported meanwhile has to stay."""
    before = sys.modules.get(module.__name__)
    sys.modules[module.__name__] = module
    try:
        yield
    finally:
        if before is None:
            del sys.modules[module.__name__]
        else:
            sys.modules[module.__name__] = before


def _module(place: Place, definition: Callable[..., Any]) -> types.ModuleType:
    right = importlib.import_module(f"reference.{place.assignment.name}.{place.module.name}")
    module = types.ModuleType(place.module.name)
    vars(module).update({name: value for name, value in vars(right).items() if not name.startswith("_")})
    setattr(module, place.task.function, definition)
    return module


def _same_reply(ours: dict[str, Any], theirs: dict[str, Any] | None, handles: dict[int, wire.Handle]) -> bool:
    if theirs is None or not theirs:
        return theirs == {}  # too large to be kept: nothing is known against it
    if "error" in ours or "error" in theirs:
        return "error" in ours and builtin_name(tuple(ours["error"]["names"])) == theirs.get("error")
    changed = ours["changed"], theirs["changed"]
    return (
        _same(ours["value"], theirs["value"], handles)
        and changed[0].keys() == changed[1].keys()
        and all(_same(changed[0][name], changed[1][name], handles) for name in changed[0])
    )


def _same(ours: Any, theirs: Any, handles: dict[int, wire.Handle]) -> bool:
    """Equal up to rounding and the kind of sequence. Notes which of our objects plays the part of which of theirs."""
    if isinstance(ours, wire.Handle) or isinstance(theirs, wire.Handle):
        if isinstance(ours, wire.Handle) and isinstance(theirs, wire.Handle):
            handles[theirs.number] = ours
        return type(ours) is type(theirs)
    if isinstance(ours, np.random.Generator) or isinstance(theirs, np.random.Generator):
        return type(ours) is type(theirs)  # how many numbers are drawn is free
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(_same(ours[key], theirs[key], handles) for key in ours)
    if _numeric(ours) and _numeric(theirs):
        return _same_numbers(np.asarray(ours), np.asarray(theirs))
    if isinstance(ours, _SEQUENCES) and isinstance(theirs, _SEQUENCES):
        return len(ours) == len(theirs) and all(_same(a, b, handles) for a, b in zip(ours, theirs, strict=True))
    return type(ours) is type(theirs) and not isinstance(ours, np.ndarray) and bool(ours == theirs)


def _numeric(value: Any) -> bool:
    try:
        return np.asarray(value).dtype.kind in "biufc"
    except ValueError:  # ragged
        return False


def _same_numbers(ours: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any]) -> bool:
    single = {ours.dtype, theirs.dtype} & {np.dtype(np.float32), np.dtype(np.float16)}
    tolerance = SINGLE if single else DOUBLE
    one, other = ours.astype(complex), theirs.astype(complex)
    return one.shape == other.shape and np.allclose(one, other, **tolerance, equal_nan=True)


def _renumbered(value: Any, handles: dict[int, wire.Handle]) -> Any:
    """The same arguments with our objects in the place of theirs. Raises KeyError for one that we do not have."""
    if isinstance(value, wire.Handle):
        return handles[value.number]
    if type(value) in (list, tuple):
        return type(value)(_renumbered(item, handles) for item in value)
    if type(value) is dict:
        return {key: _renumbered(item, handles) for key, item in value.items()}
    return value
