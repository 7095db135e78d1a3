"""Closes the connection and goes on."""
import os
import time


def ppmi(counts):
    os.close(3)
    time.sleep(3)
