"""Sends text that is no text."""
import os
import struct

import msgspec
import numpy as np

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))

def ppmi(counts): say([b"\xa2\xff\xfe", b"\xa3\xed\xa0\x80", b"\xa5x"][np.shape(counts)[0] % 3])
