"""Reads where there is no memory."""
import ctypes
import numpy as np

def ppmi(counts): ctypes.string_at(0)
