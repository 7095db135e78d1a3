"""The grader judged by solutions whose verdict is known: what `firth validate` measures, and how it is told.

`collection` finds known right and wrong solutions, `trial` runs one hidden test on one of them, `measure` all tests of
a task on all of them, `crew` does that in processes of their own; `figures` draws the conclusions, `promises` says which of
them must hold, and `summary`, `page` and `pictures` tell them.
"""
