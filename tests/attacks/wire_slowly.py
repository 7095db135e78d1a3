"""Sends its answer a byte at a time."""
import os
import struct
import time

import msgspec

pack, Raw = msgspec.msgpack.encode, msgspec.Raw

def ppmi(counts):
    for byte in struct.pack("<II", 5000, 0) + b"\xc0" * 5000:
        os.write(3, bytes([byte]))
        time.sleep(0.3)
