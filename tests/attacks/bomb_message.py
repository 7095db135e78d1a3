"""Raises an exception whose text takes for ever, or is enormous."""
import time

import numpy as np


class Long(Exception):
    def __str__(self):
        time.sleep(30 if self.args[0] % 2 else 0)
        return "x" * (64 << 20)

def ppmi(counts): raise Long(np.shape(counts)[0])
