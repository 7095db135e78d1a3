"""Sends a set of integers that all have the same hash."""
import os
import struct

import msgspec

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def ext(code, data): return b"\xc9" + struct.pack(">Ib", len(data), code) + data
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))

def ppmi(counts):
    numbers = [ext(3, str(k * (2 ** 61 - 1)).encode()) for k in range(5, 3000)]
    say(ext(5, b"\xdc" + struct.pack(">H", len(numbers)) + b"".join(numbers)))
