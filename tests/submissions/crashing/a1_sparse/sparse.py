"""Every way to die in the middle of a call."""

import ctypes
import os
import sys


def one_hot(word, vocabulary):
    sys.exit("I give up")


def cosine_similarity(u, v):
    os._exit(0)


def orthogonal_pairs(size):
    ctypes.string_at(0)


def bag_of_words(document, vocabulary):
    while True:
        pass


def inverse_document_frequency(documents, vocabulary):
    return bytearray(1 << 45)


def tf_idf(document, vocabulary, idf):
    def deeper(n):
        return deeper(n + 1)

    return deeper(0)
