"""Reports errors that are none."""
import os
import struct

import msgspec
import numpy as np

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))

FORMS = [None, [], "x", {"names": "x"}, {"names": [1], "message": 1}, {"names": [], "message": ""}]
def ppmi(counts): say(pack({"id": 1, "error": FORMS[np.size(counts) % 6]}))
