"""Changes its answer after it was given."""
import threading
import time

import numpy as np


def ppmi(counts):
    answer = np.zeros(np.shape(counts))
    def change():
        for k in range(100): answer[...] = k; time.sleep(0.001)

    threading.Thread(target=change, daemon=True).start()
    return answer
