"""Forks a hundred times."""
import os
import time


def ppmi(counts):
    for _ in range(100):
        try:
            if os.fork() == 0:
                time.sleep(5)
                os._exit(0)
        except OSError as error: print(error)
    return 0.0 * counts
