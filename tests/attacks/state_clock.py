"""Answers by the clock, and by chance."""
import random
import time

import numpy as np


def ppmi(counts): return random.choice([None, 0.0, np.zeros(np.shape(counts)), -1.0]) if time.time_ns() % 2 else "x"
