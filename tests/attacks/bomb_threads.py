"""Starts five hundred threads."""
import threading
import time


def ppmi(counts):
    for _ in range(500):
        try: threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
        except RuntimeError as error: print(error)
    return 0.0 * counts
