"""A whole class: many submissions graded side by side, on one machine or many, without ever losing a grade.

    submissions → jobs → executor → results folder (journal, one file for each attempt) → tables

What is graded is written at once, and safely; a run that was ended, by whatever, is taken up where it was.
"""
