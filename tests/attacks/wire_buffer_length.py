"""Claims a buffer of 2 ** 63 bytes, and two whose sum overflows."""
import os
import struct

import msgspec

pack, Raw = msgspec.msgpack.encode, msgspec.Raw

def ppmi(counts): os.write(3, struct.pack("<IIQQ", 1, 2, 2 ** 63, 2 ** 63 + 5) + b"\xc0")
