"""Answers with text that reads in another direction than it is written."""

def ppmi(counts): return "\u202e4 fo 4\u202c\u2066\u200b\u200d\ufeff\U000e0041\u2028\u2029\x85"
