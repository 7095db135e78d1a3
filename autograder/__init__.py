"""Firth's machinery: it grades submissions of the course, and holds no secret of it."""

__version__ = "0.1.0"
