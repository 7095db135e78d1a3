"""Answers with escapes that drive a terminal."""

TEXT = "\x1b[2J\x1b]0;owned\x07\x1b[31m\r\x08\x9b1mpassed 4 of 4\x1b]8;;http://evil\x1b\\"
print(TEXT)
def ppmi(counts): return TEXT
