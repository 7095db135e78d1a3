"""Aborts."""
import os


def ppmi(counts): os.abort()
