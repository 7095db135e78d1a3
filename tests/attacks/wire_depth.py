"""Nests arrays as deep as a message allows."""
import os
import struct

import msgspec

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))

def ppmi(counts): say(b"\x91" * 200_000 + b"\xc0")
