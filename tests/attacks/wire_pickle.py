"""Sends a pickle that would run a command."""
import os
import pickle
import struct

import msgspec
import numpy as np

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))
def answer(value, *buffers): say(pack({"id": 1, "value": Raw(value), "changed": {}}), *buffers)

class Run:
    def __reduce__(self): return os.system, ("touch @HERE@/pickled",)

def ppmi(counts):
    data = pickle.dumps(Run())
    answer(pack(data)) if np.shape(counts)[0] % 2 else say(data)
