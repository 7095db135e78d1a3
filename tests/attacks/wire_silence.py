"""Never answers."""
import time
import os, struct
import numpy as np

def ppmi(counts): time.sleep(30)
