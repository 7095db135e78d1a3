"""Asks for 64 GiB of memory, 256 MiB at a time."""
import numpy as np


def ppmi(counts): return len([np.zeros(256 << 20, np.uint8) for _ in range(256)])
