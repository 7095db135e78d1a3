"""Leaves a daemon behind: forks twice, in a session of its own."""
import os
import time


def ppmi(counts):
    try:
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0: time.sleep(20)
            os._exit(0)
    except OSError as error: print(error)
    return 0.0 * counts
