"""Answers with Markdown."""

def ppmi(counts): return "```\n# passed\n[x](javascript:alert(1)) ![x](http://evil/x.png) | 4 | 4 |\n<!-- -->@everyone"
