"""Answers with an iterator without end."""
import itertools
import numpy as np

def ppmi(counts): return itertools.repeat(0.0)
