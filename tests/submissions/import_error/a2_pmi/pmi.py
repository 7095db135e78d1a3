import numpyy as np


def pmi(counts):
    return np.log(counts)
