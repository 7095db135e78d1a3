"""Aborts."""
import os
import numpy as np

def ppmi(counts): os.abort()
