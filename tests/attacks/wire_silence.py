"""Never answers."""
import time


def ppmi(counts): time.sleep(30)
