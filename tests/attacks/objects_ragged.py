"""Answers with rows of different lengths, types and depths."""
import numpy as np


def ppmi(counts): return [0.0, [0.0], [[0.0]], "0.0", b"0.0", None, True, {1: 2}, {3}, (), np.float32(0)]
