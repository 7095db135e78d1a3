"""Claims a header of 4 GiB."""
import os, struct
import numpy as np

def ppmi(counts): os.write(3, b"\xff\xff\xff\xff\0\0\0\0")
