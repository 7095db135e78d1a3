"""Recurses without end and without a limit."""
import sys
import numpy as np

sys.setrecursionlimit(10 ** 9)
def ppmi(counts): return ppmi(counts)
