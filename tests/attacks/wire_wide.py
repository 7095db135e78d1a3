"""Answers with a tree that is small to send and long to write out."""
import os
import struct

import msgspec

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def say(header, *buffers):
    lengths = struct.pack(f"<II{len(buffers)}Q", len(header), len(buffers), *map(len, buffers))
    os.write(3, lengths + header + b"".join(buffers))
def answer(value, *buffers): say(pack({"id": 1, "value": Raw(value), "changed": {}}), *buffers)

def tree(depth): return b"\xc0" if depth == 0 else b"\xdc" + struct.pack(">H", 24) + tree(depth - 1) * 24

def ppmi(counts): answer(tree(3))
