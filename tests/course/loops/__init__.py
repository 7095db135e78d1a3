"""The course a second time: lists, loops and `math`, as slow and as obvious as they come.

Written from the contract alone, so that a misreading of the reference is not repeated here. Arrays come in as nested
lists; an array without rows comes in as `[]`, whatever its other axes. What is drawn at random, trained or decomposed
has no second version: there is no single value to compare.
"""
