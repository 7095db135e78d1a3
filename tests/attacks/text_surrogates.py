"""Answers with, prints, and raises half a character."""
import numpy as np


def ppmi(counts):
    print("\ud800 \udfff")
    if np.shape(counts)[0] % 2: raise ValueError("\ud800")
    return ["\udfff", {"\ud800": 1}]
