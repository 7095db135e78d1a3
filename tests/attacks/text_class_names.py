"""Raises an exception whose class has a name that drives a terminal, or a page."""

def ppmi(counts): raise type("\x1b[2J<script>alert(1)</script>", (Exception,), {"__module__": "builtins"})("x\x1b[2J")
