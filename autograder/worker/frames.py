"""Frames: how the bytes of a message lie, and how they cross a socket.

    frame = u32 length of header | u32 number of buffers | u64 length of each buffer | header | buffers

Every length is checked before anything of that length is read or made.
"""

from __future__ import annotations

import socket
import struct
import time

MAX_HEADER = 1 << 20
MAX_BUFFERS = 64
MAX_BULK = 64 << 20
CHUNK = 1 << 18


class WireError(Exception):
    """The other side sent something that is not plain data, is too large, or is gone."""


def join(header: bytes, buffers: list[bytes]) -> bytes:
    """One frame."""
    if len(header) > MAX_HEADER or len(buffers) > MAX_BUFFERS or sum(map(len, buffers)) > MAX_BULK:
        raise WireError("too much data for one message")
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    return b"".join([lengths, header, *buffers])


def split(frame: bytes) -> tuple[bytes, list[bytes]]:
    """Header and buffers of one whole frame."""
    try:
        header, count = struct.unpack_from("<II", frame)
        lengths = struct.unpack_from(f"<{count}Q", frame, 8)
    except struct.error:
        raise WireError("a message cut short") from None
    at = 8 + 8 * count
    if at + header + sum(lengths) != len(frame):
        raise WireError("a message of another length than it says")
    end, buffers = at + header, []
    for length in lengths:
        buffers.append(frame[end : end + length])
        end += length
    return frame[at : at + header], buffers


def send(channel: socket.socket, frame: bytes, deadline: float | None = None) -> None:
    """Write a whole frame, or raise WireError (peer gone) or TimeoutError (peer does not read)."""
    channel.settimeout(_left(deadline))
    try:
        channel.sendall(frame)
    except TimeoutError:
        raise
    except OSError as error:
        raise WireError(f"the other side is gone ({error.strerror})") from None


def receive(channel: socket.socket, deadline: float | None = None) -> bytes:
    """The bytes of the next frame, its claims of length checked before they are believed.

    As few reads as possible: for small frames the system calls are what a call costs.
    """
    frame = bytearray()
    while (length := _claimed_length(frame)) is None or len(frame) < length:
        frame += _read(channel, deadline)
    if len(frame) > length:
        raise WireError("more than one message at a time")
    return bytes(frame)


def waiting(channel: socket.socket, deadline: float) -> bool:
    """Whether anything comes until `deadline`, be it a frame, the end, or an error: `receive` tells which."""
    channel.settimeout(max(deadline - time.monotonic(), 0.001))
    try:
        channel.recv(1, socket.MSG_PEEK)
    except TimeoutError:
        return False
    except OSError:
        pass
    return True


def _claimed_length(frame: bytearray) -> int | None:
    """How long the frame that begins so says it is; None as long as it has not said."""
    if len(frame) < 8:
        return None
    header, buffers = struct.unpack_from("<II", frame)
    if header > MAX_HEADER or buffers > MAX_BUFFERS:
        raise WireError("a message over the limits")
    if len(frame) < 8 + 8 * buffers:
        return None
    bulk = sum(struct.unpack_from(f"<{buffers}Q", frame, 8))
    if bulk > MAX_BULK:
        raise WireError("a message over the limits")
    return int(8 + 8 * buffers + header + bulk)


def _read(channel: socket.socket, deadline: float | None) -> bytes:
    channel.settimeout(_left(deadline))
    try:
        data = channel.recv(CHUNK)
    except TimeoutError:
        raise
    except OSError as error:
        raise WireError(f"the other side is gone ({error.strerror})") from None
    if not data:
        raise WireError("the other side closed the connection")
    return data


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
