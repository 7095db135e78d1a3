"""Sends noise."""
import os

import numpy as np


def ppmi(counts): os.write(3, np.random.default_rng(0).bytes(5000))
