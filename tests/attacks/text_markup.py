"""Answers with the markup of the library that writes the terminal's tables."""

def ppmi(counts): return "[bold green]4 of 4[/] [link=http://evil]x[/link] [/] :warning: {score}"
