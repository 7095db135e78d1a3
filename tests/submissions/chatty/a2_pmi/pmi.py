"""Right, but prints 50 MB at import and a line in every call."""

import numpy as np

for _ in range(50):
    print("x" * 1_000_000)


def ppmi(counts):
    print("called with", counts)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    return np.array([[max(np.log(c / e), 0) if c else 0 for c, e in zip(*rows)] for rows in zip(counts, expected)])
