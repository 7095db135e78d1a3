"""How a call can end without an answer: the student's code raised, died, took too long, or was never there."""

from __future__ import annotations

from typing import Any

import msgspec

from autograder.compare import Mismatch, builtin_name
from autograder.worker import wire


class Abort(BaseException):
    """The test cannot go on. No Exception, or Hypothesis would retry and shrink it, a hundred time-outs long."""

    status = "crashed"


class Crash(Abort):
    """The worker died, or broke the protocol."""


class TimedOut(Abort):
    """The student's code took too long."""

    status = "timeout"


class OutOfTime(Abort):
    """The grader's own time is up before this test could begin."""

    status = "error"


class Missing(Abort):
    """The module or the function is not there."""

    status = "missing"


class Unwritten(Abort):
    """The function is still the stub's: no smaller input would say more."""

    status = "not_implemented"

    def __init__(self) -> None:
        super().__init__("not implemented yet")


class EnoughShrinking(Abort):
    """The search for a smaller counterexample has had its share."""

    status = "failed"


class StudentError(Exception):
    """The student's code raised. Names of classes as it claims them, and its text; never one of its objects."""

    def __init__(self, names: tuple[str, ...], message: str, touched: bool = False) -> None:
        super().__init__(f"raised {builtin_name(names)}")
        self.names, self.message = names, message
        self.touched = touched
        """Whether an argument had been changed by then."""


def read_reply(reply: Any, number: int) -> dict[str, Any]:
    """`reply` if it answers request `number`; StudentError if it reports one, WireError if it is neither."""
    if type(reply) is not dict or type(reply.get("id")) is not int or reply["id"] != number:
        raise wire.WireError("a reply to another question")
    if "error" not in reply:
        return reply
    try:
        claimed = msgspec.convert(reply["error"], _Error, strict=True)
    except msgspec.ValidationError:
        raise wire.WireError("a malformed error") from None
    if claimed.names[:1] == ("WireError",):
        raise Mismatch(expected="plain data", got="something else, or more than one answer may hold")
    raise StudentError(claimed.names, claimed.message, claimed.touched)


class _Error(msgspec.Struct):
    """How the worker reports an exception."""

    names: tuple[str, ...]
    message: str
    touched: bool = False
