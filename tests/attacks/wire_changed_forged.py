"""Claims changes of arguments that do not exist, in forms that make no sense."""
import os
import struct

import msgspec
import numpy as np

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))

FORMS = [{9: 0}, {-1: 0}, {"counts": 0}, {"__class__": 0}, [0], "counts", None, {True: 0}, {0.0: 0}]
def ppmi(counts): say(pack({"id": 1, "value": 0.0, "changed": FORMS[np.size(counts) % 9]}))
