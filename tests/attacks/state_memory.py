"""Remembers the questions, and answers with earlier ones."""

seen = []
def ppmi(counts):
    seen.append(counts)
    return seen[-2] if len(seen) > 1 else -counts
