"""Claims a header of 4 GiB."""
import os


def ppmi(counts): os.write(3, b"\xff\xff\xff\xff\0\0\0\0")
