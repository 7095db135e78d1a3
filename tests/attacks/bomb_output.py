"""Prints as much as it can."""
import os
import sys


def ppmi(counts):
    for _ in range(200):
        try:
            os.write(1, b"x" * 65536)
            os.write(2, b"y" * 65536)
        except OSError: break
    print("z" * (1 << 24), file=sys.__stdout__ or sys.stdout)
    return 0.0 * counts
