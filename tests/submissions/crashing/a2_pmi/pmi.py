"""A module that does not even import."""

import numpy as np

def pmi(counts)
    return np.log(counts)
