"""Answers with as much as a message may hold, every time."""
import os
import struct

import msgspec

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def ext(code, data): return b"\xc9" + struct.pack(">Ib", len(data), code) + data
def array(dtype, shape): return ext(1, pack([dtype, shape, 0]))
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))
def answer(value, *buffers): say(pack({"id": 1, "value": Raw(value), "changed": {}}), *buffers)

def ppmi(counts): answer(array("|b1", [1 << 11, 1 << 11]), b"\0" * (1 << 22))
