"""The wire: everything plain crosses unchanged, nothing else crosses at all."""

from __future__ import annotations

import socket
import struct
import time
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from autograder.worker import wire

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**80), 2**80)
    | st.floats()
    | st.text(max_size=20)
    | st.binary(max_size=20)
)
ARRAYS = nps.arrays(
    st.sampled_from(sorted(wire.DTYPES)).map(np.dtype), nps.array_shapes(min_dims=0, min_side=0, max_side=4)
)
KEYS = st.text(max_size=5) | st.integers() | st.tuples(st.text(max_size=3), st.integers())
VALUES = st.recursive(
    SCALARS | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple) | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=8,
)


def _alike(a: Any, b: Any) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(_alike, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(map(_alike, a.values(), b.values()))
    return bool(a == b) or (a != a and b != b)


@given(VALUES)
def test_plain_data_crosses_unchanged(value: Any) -> None:
    """Type, shape, dtype and every bit arrive as they were sent."""
    assert _alike(wire.decode(wire.encode(value)), value)


@pytest.mark.parametrize("value", [{1, 2}, np.float32(0.1), np.bool_(True), 10**300, -0.0, np.zeros((0, 3))])
def test_less_common_values_cross_too(value: Any) -> None:
    """Sets, NumPy scalars, big integers, negative zero, empty arrays."""
    assert _alike(wire.decode(wire.encode(value)), value)


@pytest.mark.parametrize("kind", sorted(wire.BIT_GENERATORS))
def test_a_generator_arrives_in_the_same_state(kind: str) -> None:
    """Both sides draw the same numbers afterwards."""
    here = np.random.Generator(getattr(np.random, kind)(7))
    here.random(3)
    there = wire.decode(wire.encode(here))
    assert here.random(5).tolist() == there.random(5).tolist()


class Equal(np.ndarray):
    """An array that equals everything."""

    def __eq__(self, other: object) -> Any:
        return True


@pytest.mark.parametrize(
    "value",
    [
        object(),
        np.zeros(2).view(Equal),
        np.array([object()]),
        type("Text", (str,), {})("x"),
        np.ma.masked_array([1.0]),
        print,
    ],
    ids=["object", "array subclass", "object array", "str subclass", "masked array", "function"],
)
def test_anything_else_is_refused(value: Any) -> None:
    """Exact types only: a subclass is not data."""
    with pytest.raises(wire.WireError):
        wire.encode(value)


def _frame(header: bytes, *buffers: bytes) -> bytes:
    return (
        struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers)) + header + b"".join(buffers)
    )


def _array(dtype: str, shape: list[int], index: int = 0) -> bytes:
    packed = msgspec.msgpack.encode([dtype, shape, index])
    return msgspec.msgpack.encode(msgspec.msgpack.Ext(wire.ARRAY, packed))


HOSTILE = {
    "cut short": b"\1\0",
    "longer than it says": _frame(b"\xc0") + b"x",
    "no msgpack": _frame(b"\xc1"),
    "trailing bytes in the header": _frame(b"\xc0\xc0"),
    "invalid text": _frame(b"\xa1\xff"),
    "object dtype": _frame(_array("|O8", [1]), bytes(8)),
    "structured dtype": _frame(_array("[('a', '<i4')]", [1]), bytes(4)),
    "negative shape": _frame(_array("<f8", [-1]), bytes(8)),
    "overflowing shape": _frame(_array("<f8", [2**31 - 1, 2**31 - 1, 8]), bytes(8)),
    "shape larger than its bytes": _frame(_array("<f8", [2]), bytes(8)),
    "missing buffer": _frame(_array("<f8", [1], 3), bytes(8)),
    "buffer used twice": _frame(b"\x92" + _array("<f8", [1]) * 2, bytes(8)),
    "truth value 2": _frame(_array("|b1", [1]), b"\2"),
    "nested too deeply": _frame(b"\x91" * 200 + b"\xc0"),
    "nested far too deeply": _frame(b"\x91" * 200_000 + b"\xc0"),
    "a date": _frame(b"\xd6\xff" + bytes(4)),
    "unknown extension": _frame(msgspec.msgpack.encode(msgspec.msgpack.Ext(99, b"\x90"))),
    "unhashable key": _frame(msgspec.msgpack.encode(msgspec.msgpack.Ext(wire.MAP, b"\x91\x92\x90\xc0"))),
    "unhashable set": _frame(msgspec.msgpack.encode(msgspec.msgpack.Ext(wire.SET, b"\x91\x90"))),
    "huge integer": _frame(msgspec.msgpack.encode(msgspec.msgpack.Ext(wire.BIG_INT, b"9" * 10_000))),
    "generator of another kind": _frame(msgspec.msgpack.encode(msgspec.msgpack.Ext(wire.RNG, b"\x80"))),
}


@pytest.mark.parametrize("frame", HOSTILE.values(), ids=HOSTILE)
def test_hostile_bytes_are_refused(frame: bytes) -> None:
    """Whatever the bytes, decoding ends in a WireError."""
    with pytest.raises(wire.WireError):
        wire.decode(frame)


@given(st.binary(max_size=200))
def test_random_bytes_never_do_more_than_fail(data: bytes) -> None:
    """Decoding any header gives plain data or a WireError."""
    try:
        wire.decode(_frame(data))
    except wire.WireError:
        return


@pytest.mark.parametrize("lengths", [(2**32 - 1, 0), (8, 2**32 - 1)])
def test_claims_of_length_are_not_believed(lengths: tuple[int, int]) -> None:
    """A frame over the limits is refused before anything is read or allocated."""
    ours, theirs = socket.socketpair()
    theirs.sendall(struct.pack("<II", *lengths))
    with pytest.raises(wire.WireError):
        wire.receive(ours, time.monotonic() + 5)


def test_a_silent_peer_costs_no_more_than_the_deadline() -> None:
    """Half a frame and then nothing: TimeoutError, at the deadline."""
    ours, theirs = socket.socketpair()
    theirs.sendall(b"\5\0\0\0")
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        wire.receive(ours, began + 0.2)
    assert time.monotonic() - began < 5


def test_a_peer_that_hangs_up_is_an_error() -> None:
    """No end of file passes for an answer."""
    ours, theirs = socket.socketpair()
    theirs.close()
    with pytest.raises(wire.WireError):
        wire.receive(ours)
