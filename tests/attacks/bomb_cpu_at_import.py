"""Works without end at its import, in one step that no signal handler can interrupt."""
import numpy as np

x = 9 ** 9 ** 8

def ppmi(counts): return np.zeros(np.shape(counts))
