"""The control: an honest module whose answer is plainly wrong. No attack may earn more than it does."""
import numpy as np


def ppmi(counts): return np.zeros(np.shape(counts))
