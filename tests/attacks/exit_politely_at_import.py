"""Raises SystemExit at import."""
import numpy as np

raise SystemExit(0)

def ppmi(counts): return np.zeros(np.shape(counts))
