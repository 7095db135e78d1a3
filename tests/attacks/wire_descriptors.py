"""Sends open descriptors along with its answer."""
import array as arrays
import socket
import struct

import msgspec

pack, Raw = msgspec.msgpack.encode, msgspec.Raw
def ext(code, data): return b"\xc9" + struct.pack(">Ib", len(data), code) + data
def array(dtype, shape): return ext(1, pack([dtype, shape, 0]))

def ppmi(counts):
    channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, fileno=3)
    data = pack({"id": 1, "value": 0.0, "changed": {}})
    rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, arrays.array("i", [0, 1, 2, 3] * 20))
    try: channel.sendmsg([struct.pack("<II", len(data), 0) + data], [rights])
    except OSError as error: print(error)
    channel.detach()
    return 0.0
