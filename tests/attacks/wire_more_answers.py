"""Answers every question three times."""
import os
import struct

import msgspec

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))
def answer(value, *buffers): say(pack({"id": 1, "value": Raw(value), "changed": {}}), *buffers)

def ppmi(counts):
    for _ in range(3): answer(pack(0.0))
    return 0.0
