"""Nests tuples, each an extension within the last, as deep as a message allows."""
import os
import struct

import msgspec

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def ext(code, data): return b"\xc9" + struct.pack(">Ib", len(data), code) + data
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))

def ppmi(counts):
    data = b"\xc0"
    for _ in range(3000): data = ext(2, b"\x91" + data)
    say(data)
