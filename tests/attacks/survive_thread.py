"""Leaves a thread that does not end."""
import threading
import time

import numpy as np

threading.Thread(target=time.sleep, args=(30,)).start()

def ppmi(counts): return np.zeros(np.shape(counts))
