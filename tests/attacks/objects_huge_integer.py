"""Answers with integers of thousands of digits."""
import numpy as np


def ppmi(counts): return [[10 ** 399] * np.shape(counts)[1], [10 ** 5000]]
