"""Remembers the questions, and answers with earlier ones."""
import numpy as np

seen = []
def ppmi(counts):
    seen.append(counts)
    return seen[-2] if len(seen) > 1 else -counts
