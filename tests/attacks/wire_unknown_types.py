"""Sends kinds of values that were never agreed: dates, extensions, a map as the key of a map."""
import os
import struct

import msgspec
import numpy as np

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def ext(code, data): return b"\xc9" + struct.pack(">Ib", len(data), code) + data
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))

def ppmi(counts): say([b"\xd6\xff\0\0\0\0", ext(99, b"x"), b"\x81\x81\xc0\xc0\xc0"][np.shape(counts)[0] % 3])
