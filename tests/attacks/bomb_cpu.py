"""Works without end, and does not listen to signals."""
import signal
import time


def ppmi(counts):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    end = time.time() + 30
    while time.time() < end: pass
