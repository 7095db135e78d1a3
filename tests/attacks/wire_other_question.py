"""Answers questions that nobody asked, and numbers them in odd ways."""
import os
import struct

import msgspec
import numpy as np

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))

def ppmi(counts): say(pack({"id": [2, True, 1.0, "1", None, 2 ** 63][np.size(counts) % 6], "value": 0.0, "changed": {}}))
