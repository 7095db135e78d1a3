"""Writes 16 MiB into every folder that it may write to."""
import os

import numpy as np

for folder in ("/tmp", "/dev/shm", "/var/tmp", "/run", ".", os.path.expanduser("~"), "@HERE@", "@OTHER@", "@ROOT@"):
    try:
        with open(f"{folder}/bomb-{os.getpid()}", "wb") as file: file.write(b"x" * (16 << 20))
        print("LEAK", folder)
    except OSError as error: print(error)

def ppmi(counts): return np.zeros(np.shape(counts))
