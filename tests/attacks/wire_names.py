"""Lies about the names that it defines."""
import os
import struct

import msgspec
import numpy as np

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))

say(pack({"id": 0, "value": ["ppmi", "pmi", "__class__", None, 3, [], "\x1b[31m" * 1000]}))

def ppmi(counts): return np.zeros(np.shape(counts))
