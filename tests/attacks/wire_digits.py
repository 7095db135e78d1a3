"""Sends integers that are no integers, and one that takes long to read."""
import os
import struct

import msgspec
import numpy as np

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def ext(code, data): return b"\xc9" + struct.pack(">Ib", len(data), code) + data
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))
def answer(value, *buffers): say(pack({"id": 1, "value": Raw(value), "changed": {}}), *buffers)

def ppmi(counts): answer(ext(3, [b"9" * 100_000, b"0x10", b"1_0", "٣".encode()][np.size(counts) % 4]))
