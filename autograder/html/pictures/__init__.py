"""Pictures of what a student's functions make of public toy data: one small declaration each."""

from autograder.html.pictures import bank, bias, counts, fasttext, glove, masking, skipgram
from autograder.html.pictures.picture import Picture, Table

__all__ = ["ALL", "Picture", "Table"]

ALL: tuple[Picture, ...] = (
    *counts.PICTURES,
    *skipgram.PICTURES,
    *glove.PICTURES,
    *fasttext.PICTURES,
    *bias.PICTURES,
    *masking.PICTURES,
    *bank.PICTURES,
)
"""In the order of the course."""
