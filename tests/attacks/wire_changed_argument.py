"""Claims that the question was another one."""
import os
import struct

import msgspec
import numpy as np

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def ext(code, data): return b"\xc9" + struct.pack(">Ib", len(data), code) + data
def array(dtype, shape): return ext(1, pack([dtype, shape, 0]))
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))

def ppmi(counts):
    zeros = Raw(array("<f8", list(np.shape(counts))))
    say(pack({"id": 1, "value": 0.0, "changed": {0: zeros}}), b"\0" * 8 * np.size(counts))
