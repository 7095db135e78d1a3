"""Uses local sockets without a file, and a pair of them."""
import socket

import numpy as np

try:
    server = socket.socket(socket.AF_UNIX)
    server.bind("\0firth")
    print("LEAK")
except OSError as error: print(error)

def ppmi(counts): return np.zeros(np.shape(counts))
