"""How fast, how large, compared with what: one command for each figure, `python -m benchmarks.NAME`."""
