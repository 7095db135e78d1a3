"""Answers with an iterator without end."""
import itertools


def ppmi(counts): return itertools.repeat(0.0)
