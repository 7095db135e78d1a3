"""Closes the connection and goes on."""
import time
import os, struct
import numpy as np

def ppmi(counts):
    os.close(3)
    time.sleep(3)
