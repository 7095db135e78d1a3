"""Fails at its import with a message that drives a terminal."""
import numpy as np

raise ValueError("\x1b[2J\x1b]0;owned\x07\r\npassed   4 of 4\u202e\u2028")

def ppmi(counts): return np.zeros(np.shape(counts))
