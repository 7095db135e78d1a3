"""Sends less than it claims, and closes the connection."""
import os
import struct

import msgspec

pack, Raw = msgspec.msgpack.encode, msgspec.Raw

def ppmi(counts):
    os.write(3, struct.pack("<II", 100, 0) + b"\xc0")
    os.close(3)
