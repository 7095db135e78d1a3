"""Works without end, and does not listen to signals."""
import signal, time
import numpy as np

def ppmi(counts):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    end = time.time() + 30
    while time.time() < end: pass
