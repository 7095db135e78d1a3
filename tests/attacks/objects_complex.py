"""Answers with the wrong number in the imaginary part."""
import numpy as np


def ppmi(counts): return np.full(np.shape(counts), 1e-12 + 7j)
