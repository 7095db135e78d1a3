"""Claims four billion buffers."""
import os


def ppmi(counts): os.write(3, b"\0\0\0\0\xff\xff\xff\xff")
