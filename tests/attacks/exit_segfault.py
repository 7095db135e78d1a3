"""Reads where there is no memory."""
import ctypes


def ppmi(counts): ctypes.string_at(0)
