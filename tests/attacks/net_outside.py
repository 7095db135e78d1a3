"""Sends a packet, and asks for a name."""
import socket

import numpy as np

try: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"hello", ("192.0.2.1", 9)); print("LEAK")
except OSError as error: print(error)
try: print("LEAK", socket.getaddrinfo("example.invalid", 80))
except OSError as error: print(error)

def ppmi(counts): return np.zeros(np.shape(counts))
