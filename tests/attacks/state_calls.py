"""Answers by the number of the call."""
import numpy as np

calls = 0
def ppmi(counts):
    global calls
    calls += 1
    return [np.zeros(np.shape(counts)), None, "x", -np.ones(np.shape(counts)), np.full(np.shape(counts), np.inf)][calls % 5]
