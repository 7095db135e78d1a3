"""Makes handles of objects that do not exist, with names that are none."""
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
    handle = Raw(ext(4, pack([[-1, 10 ** 9, 0][np.size(counts) % 3], "\x1b[2J<script>"])))
    answer(pack([handle, {"a": handle}, [handle]]))
