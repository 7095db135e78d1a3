"""Rejects every example that it is asked about."""

def ppmi(counts):
    import hypothesis
    hypothesis.reject()
