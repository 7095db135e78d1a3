"""Ends the program in the middle of a call."""
import os
import numpy as np

def ppmi(counts): os._exit(0)
