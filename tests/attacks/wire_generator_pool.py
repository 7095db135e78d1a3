"""Sends a random generator whose seed would take hours to unfold."""
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

def ppmi(counts):
    state = np.random.PCG64(0).state
    state["state"] = {name: Raw(ext(3, str(number).encode())) for name, number in state["state"].items()}
    answer(ext(8, pack([state, {"entropy": 0, "spawn_key": [], "pool_size": 2 ** 20, "n_children_spawned": 0}])))
