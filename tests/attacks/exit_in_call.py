"""Ends the program in the middle of a call."""
import os


def ppmi(counts): os._exit(0)
