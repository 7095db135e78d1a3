"""Proof that a student's repository gives nothing away: no solution, hidden test, expected value, misconception, rubric.

Code is compared by what it computes, expression by expression, whatever its layout and the names of its variables;
sentences word by word; numbers as numbers. It finds copies, however they were edited; not the same idea put otherwise.
"""

from autograder.leaks.history import history
from autograder.leaks.search import Leak, search
from autograder.leaks.secrets import Kind, Secret, Secrets

__all__ = ["Kind", "Leak", "Secret", "Secrets", "history", "search"]
