"""Raises what is no Exception: SystemExit, KeyboardInterrupt, GeneratorExit."""
import numpy as np


def ppmi(counts): raise [SystemExit(0), KeyboardInterrupt(), GeneratorExit(), StopIteration()][np.size(counts) % 4]
