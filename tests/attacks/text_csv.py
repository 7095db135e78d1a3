"""Answers with the formula of a spreadsheet."""

def ppmi(counts): return "=HYPERLINK(\"http://evil\",\"4\")"
