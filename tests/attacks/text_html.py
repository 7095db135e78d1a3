"""Answers with HTML."""

def ppmi(counts): return "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;'\""
