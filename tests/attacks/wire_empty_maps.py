"""Sends the header that becomes the largest when it is decoded."""
import os
import struct

import msgspec

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))

def ppmi(counts): say(b"\xdd" + struct.pack(">I", (1 << 20) - 10) + b"\x80" * ((1 << 20) - 10))
