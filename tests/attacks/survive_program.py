"""Starts a program that goes on."""
import subprocess

import numpy as np

for command in (["sleep", "20"], ["/bin/sh", "-c", "sleep 20 &"]):
    try: subprocess.Popen(command, start_new_session=True)
    except OSError as error: print(error)

def ppmi(counts): return np.zeros(np.shape(counts))
