"""Plain data to bytes and back: all that ever crosses between the grader and student code.

A value is a frame (see `frames`) whose header is a msgpack tree of None, bool, int, float, str, bytes, list, dict, and
the extensions below. The bytes of arrays travel outside the header, in buffers, so that it stays small: a hostile header
can grow 64-fold in memory when decoded. Nothing is pickled; types are matched exactly, so no subclass (an array that
equals everything, say) survives the crossing.
"""

from __future__ import annotations

import math
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from autograder.worker import frames
from autograder.worker.frames import WireError, send

MAX_DEPTH = 32
MAX_DIMENSIONS = 8
MAX_DIGITS = 400
MAX_EMPTY = 1 << 16
"""Longest side of an array without items: two billion empty rows cost nothing to send, and much to look at."""

ARRAY, TUPLE, BIG_INT, HANDLE, SET, SCALAR, MAP, RNG, TENSOR = range(1, 10)

DTYPES = frozenset(["|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16"])
BIT_GENERATORS = frozenset({"PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"})

_SCALARS = {np.dtype(name).type for name in DTYPES}
_LEAVES = {type(None), bool, int, float, str, bytes}
_pack = msgspec.msgpack.Encoder().encode
_read_header = msgspec.msgpack.Decoder().decode
_Ext = msgspec.msgpack.Ext


@dataclass(frozen=True, repr=False)
class Handle:
    """An object that stays in the worker: its number there, and the name of its class."""

    number: int
    kind: str = ""

    def __repr__(self) -> str:
        return "an object that is no plain data"  # without the name, which the submission chose


@dataclass(frozen=True, eq=False)
class Tensor:
    """An array that the worker turns into a torch tensor."""

    array: Any


def encode(value: Any, adopt: Callable[[Any], Any] | None = None) -> bytes:
    """`value` as one frame. `adopt` may replace an object that is no plain data by something that is."""
    buffers: list[bytes] = []
    header = _pack(_Packer(buffers, adopt).pack(value, 0))
    return frames.join(header, buffers)


def decode(frame: bytes) -> Any:
    """The value of one whole frame. Any surprise in hostile bytes is a WireError, and nothing in them is executed."""
    header, buffers = frames.split(frame)
    try:
        return _Unpacker(buffers).unpack(_read_header(header), 0)
    except WireError:
        raise
    except Exception as error:  # undecodable, unhashable, too deep …: whatever it is, it is not data
        raise WireError(f"an undecodable message ({type(error).__name__})") from None


def receive(channel: socket.socket, deadline: float | None = None) -> Any:
    """The value of the next frame; WireError or TimeoutError as in `send`."""
    return decode(frames.receive(channel, deadline))


class _Packer:
    """Turns a value into what msgpack can write, collecting the bytes of arrays on the side."""

    def __init__(self, buffers: list[bytes], adopt: Callable[[Any], Any] | None) -> None:
        self.buffers, self.adopt = buffers, adopt

    def pack(self, value: Any, depth: int) -> Any:
        kind = type(value)
        if kind is int:
            return value if -(2**63) <= value < 2**63 else _Ext(BIG_INT, str(value).encode())
        if kind in _LEAVES:
            return value
        if depth > MAX_DEPTH:
            raise WireError("a value nested too deeply")
        if kind is list:
            return self._items(value, depth + 1)
        if kind is dict and all(type(key) is str for key in value):
            return {key: self.pack(item, depth + 1) for key, item in value.items()}
        return self._extension(kind, value, depth)

    def _extension(self, kind: type, value: Any, depth: int) -> Any:
        if kind is np.ndarray and value.dtype.str in DTYPES and value.ndim <= MAX_DIMENSIONS:
            return _Ext(ARRAY, _pack(self._array(value)))
        if kind is tuple:
            return _Ext(TUPLE, _pack(self._items(value, depth + 1)))
        if kind in (set, frozenset):
            return _Ext(SET, _pack(self._items(sorted(value, key=repr), depth + 1)))
        if kind is dict:
            return _Ext(MAP, _pack([[self.pack(k, depth + 1), self.pack(v, depth + 1)] for k, v in value.items()]))
        if kind in _SCALARS and value.dtype.str in DTYPES:
            return _Ext(SCALAR, _pack([value.dtype.str, value.tobytes()]))
        if kind is np.random.Generator:
            return _Ext(
                RNG, _pack([self.pack(value.bit_generator.state, depth + 1), self.pack(_seed(value), depth + 1)])
            )
        if kind is Handle:
            return _Ext(HANDLE, _pack([value.number, value.kind]))
        if kind is Tensor:
            return _Ext(TENSOR, _pack(self._array(np.asarray(value.array))))
        if self.adopt is None:
            raise WireError(f"{kind.__name__} is no plain data")
        return self.pack(self.adopt(value), depth + 1)

    def _items(self, values: list[Any] | tuple[Any, ...], depth: int) -> list[Any]:
        # Most items are words: no call for each of them.
        return [item if type(item) is str else self.pack(item, depth) for item in values]

    def _array(self, array: Any) -> list[Any]:
        self.buffers.append(array.tobytes())
        return [array.dtype.str, list(array.shape), len(self.buffers) - 1]


def _seed(generator: np.random.Generator) -> dict[str, Any] | None:
    """What `Generator.spawn` goes by, which is not part of the state."""
    seed = generator.bit_generator.seed_seq
    return dict(seed.state) if type(seed) is np.random.SeedSequence else None


class _Unpacker:
    """Turns what msgpack has read of hostile bytes into values: of the agreed types only, and not too deep."""

    def __init__(self, buffers: list[bytes]) -> None:
        self._buffers, self._unused = buffers, set(range(len(buffers)))

    def unpack(self, value: Any, depth: int) -> Any:
        kind = type(value)
        if kind in _LEAVES:
            return value
        if depth > MAX_DEPTH:
            raise WireError("a value nested too deeply")
        if kind is list:
            return self._items(value, depth + 1)
        if kind is dict:
            return dict(zip(self._items(value, depth + 1), self._items(value.values(), depth + 1), strict=True))
        if kind is _Ext:
            return self._extension(value.code, value.data, depth)
        raise WireError(f"a value of type {kind.__name__}")  # msgpack by itself could also make dates

    def _items(self, values: Iterable[Any], depth: int) -> list[Any]:
        return [item if type(item) in _LEAVES else self.unpack(item, depth) for item in values]

    def _extension(self, code: int, data: bytes, depth: int) -> Any:
        if code == BIG_INT:
            if len(data) > MAX_DIGITS:
                raise WireError("an integer too long")
            return int(bytes(data))
        parts = self.unpack(_read_header(data), depth + 1)
        if code not in _REBUILD or type(parts) is not list:
            raise WireError("an unknown kind of value")
        return _REBUILD[code](self, parts)

    def array(self, parts: Any) -> Any:
        name, shape, index = parts
        if name not in DTYPES or type(shape) is not list or len(shape) > MAX_DIMENSIONS or index not in self._unused:
            raise WireError("a malformed array")
        if any(type(size) is not int or not 0 <= size < 2**31 for size in shape):
            raise WireError("an array of impossible shape")
        if 0 in shape and max(shape) > MAX_EMPTY:
            raise WireError("an array of impossible shape")
        self._unused.discard(index)
        data, dtype = self._buffers[index], np.dtype(name)
        if math.prod(shape) * dtype.itemsize != len(data):
            raise WireError("an array of another size than its shape")
        if name == "|b1" and np.frombuffer(data, np.uint8).max(initial=0) > 1:
            raise WireError("a truth value that is neither 0 nor 1")
        return np.frombuffer(data, dtype).reshape(shape).copy()

    def scalar(self, parts: Any) -> Any:
        name, data = parts
        if name not in DTYPES or type(data) is not bytes or len(data) != np.dtype(name).itemsize:
            raise WireError("a malformed number")
        if name == "|b1" and data > b"\1":
            raise WireError("a truth value that is neither 0 nor 1")
        return np.frombuffer(data, name)[0]

    def generator(self, parts: Any) -> np.random.Generator:
        state, seed = parts
        if type(state) is not dict or state.get("bit_generator") not in BIT_GENERATORS:
            raise WireError("a malformed random generator")
        # A large pool takes hours to fill; a position outside of the state would be read, from wherever it leads.
        if seed and seed.get("pool_size") != np.random.SeedSequence(0).pool_size:
            raise WireError("a malformed random generator")
        if not (0 <= state.get("buffer_pos", 0) <= 4 and 0 <= state.get("state", {}).get("pos", 0) <= 624):
            raise WireError("a malformed random generator")
        bits = getattr(np.random, state["bit_generator"])(np.random.SeedSequence(**seed) if seed else None)
        bits.state = state
        return np.random.Generator(bits)

    def handle(self, parts: Any) -> Handle:
        number, kind = parts
        if type(number) is not int or type(kind) is not str:
            raise WireError("a malformed handle")
        return Handle(number, kind[:80])


_REBUILD: dict[int, Callable[[_Unpacker, Any], Any]] = {
    ARRAY: _Unpacker.array,
    TENSOR: lambda unpacker, parts: Tensor(unpacker.array(parts)),
    TUPLE: lambda _, parts: tuple(parts),
    SET: lambda _, parts: set(parts),
    MAP: lambda _, parts: dict(parts),
    SCALAR: _Unpacker.scalar,
    RNG: _Unpacker.generator,
    HANDLE: _Unpacker.handle,
}

__all__ = ["Handle", "Tensor", "WireError", "decode", "encode", "receive", "send"]
