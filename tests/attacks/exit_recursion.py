"""Recurses without end and without a limit."""
import sys

sys.setrecursionlimit(10 ** 9)
def ppmi(counts): return ppmi(counts)
