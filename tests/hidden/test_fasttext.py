"""Hidden tests of a5_fasttext/fasttext.py, tasks 5.1 to 5.3: pieces of words, their hashes, their rows."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.testing import equal, example, given, integers, items, raises, same_bag, task
from reference.a5_fasttext import fasttext as reference
from tests.hidden.strategies.a5_fasttext import AS_THEY_STAND, BEYOND_ASCII, lengths, words

KNOWN_HASHES = {"<wh": 1048167652, "<where>": 2319392596, "é": 1023043777, "": 2166136261, "a": 3826002220}


def plain_ngrams(word: str, min_n: int = 3, max_n: int = 6) -> list[str]:
    """A second way: every start, every end, keep what is long enough and short enough."""
    padded = "<" + word + ">" if word else ""
    ends = range(len(padded) + 1)
    return [padded[i:j] for i in ends for j in ends[i + 1 :] if min_n <= j - i <= max_n]


def plain_hash(ngram: str) -> int:
    """A second way: the bytes as C's signed chars, arithmetic without bound, wrapped once at the end."""
    h = 0x811C9DC5
    for byte in np.frombuffer(ngram.encode("utf-8"), dtype=np.int8):
        h = (h ^ int(byte)) * 0x01000193
    return h & 0xFFFFFFFF


def plain_rows(word: str, buckets: int, **lengths: int) -> list[int]:
    """A second way to the rows, by the two second ways above."""
    return [plain_hash(ngram) % buckets for ngram in plain_ngrams(word, **lengths)]


@task("5.1", points=1)
def test_where_is_cut_into_fourteen_pieces(submission):
    """The example of the chapter: by default "where" has 14 n-grams of 3 to 6 characters, markers included."""
    expected = [
        "<wh",
        "whe",
        "her",
        "ere",
        "re>",
        "<whe",
        "wher",
        "here",
        "ere>",
        "<wher",
        "where",
        "here>",
        "<where",
        "where>",
    ]
    same_bag(submission.fasttext.character_ngrams("where"), expected)


@task("5.1", points=1)
@example(word="where", lengths={"min_n": 2, "max_n": 4})
@example(word="ab", lengths={"min_n": 1, "max_n": 1})
@example(word="unbreakable", lengths={"min_n": 5, "max_n": 5})
@example(word="donaudampfschifffahrt", lengths={"min_n": 20, "max_n": 30})
@given(word=words(min_size=1), lengths=lengths())
def test_all_lengths_from_min_n_to_max_n(submission, word, lengths):
    """Every n-gram of the padded word from min_n to max_n characters is there, and nothing else; the order is free."""
    got = submission.fasttext.character_ngrams(word, **lengths)
    same_bag(got, reference.character_ngrams(word, **lengths))
    same_bag(got, plain_ngrams(word, **lengths))


@task("5.1", points=1)
@example(word="banana")
@example(word="aaaaaaaa")
@given(word=words(min_size=1, letters="ab", max_size=10))
def test_an_ngram_that_occurs_twice_is_there_twice(submission, word):
    """The n-grams are a bag: a word of L letters has (L + 2) - n + 1 n-grams of n characters, repeats included."""
    got = submission.fasttext.character_ngrams(word)
    items(got, length=sum(max(0, len(word) + 3 - n) for n in range(3, 7)))
    same_bag(got, plain_ngrams(word))


@task("5.1", points=1)
@example(word="", lengths={"min_n": 1, "max_n": 2})
@example(word="", lengths={})
@example(word="a", lengths={})
@example(word="cat", lengths={})
@example(word="cats", lengths={})
@example(word="catch", lengths={})
@example(word="a", lengths={"min_n": 4, "max_n": 6})
@given(word=words(max_size=2), lengths=lengths())
def test_short_words(submission, word, lengths):
    """A short word has its padded form among its n-grams, if max_n allows; the empty word has none at all."""
    same_bag(submission.fasttext.character_ngrams(word, **lengths), plain_ngrams(word, **lengths))


@task("5.1", points=1)
@given(word=st.sampled_from(AS_THEY_STAND), lengths=st.sampled_from([{}, {"min_n": 1, "max_n": 8}]))
def test_the_word_is_taken_as_it_stands(submission, word, lengths):
    """Lengths are code points in every script; no folding, no normalisation, nothing stripped, its own < and > kept."""
    same_bag(submission.fasttext.character_ngrams(word, **lengths), plain_ngrams(word, **lengths))


@task("5.1", points=1)
@given(
    word=st.sampled_from(["where", "", "a"]),
    lengths=st.sampled_from([(0, 3), (-1, 2), (4, 3), (0, 0), (7, 6), (2, -1)]),
)
def test_impossible_lengths_are_an_error(submission, word, lengths):
    """Unless 1 <= min_n <= max_n the request cannot be met: ValueError, for every word, the empty one too."""
    with raises(ValueError):
        submission.fasttext.character_ngrams(word, *lengths)


@task("5.2", points=1)
@given(vector=st.sampled_from(sorted(KNOWN_HASHES.items())))
def test_known_hash_values(submission, vector):
    """Values that the fastText program gives, in every run and on every machine; "" gives the starting value."""
    ngram, expected = vector
    equal(int(integers(submission.fasttext.hash_ngram(ngram), shape=())), expected, note=repr(ngram))


@task("5.2", points=1)
@example(ngram="The")
@example(ngram=" a ")
@example(ngram="ereh")
@example(ngram="unbreakable and far longer than any n-gram")
@given(ngram=st.text("abehrtw<>AB 09", max_size=12))
def test_hash_of_plain_letters(submission, ngram):
    """FNV-1a in 32 bits: xor, multiply, wrap, byte by byte; the string as it stands, case and markers included."""
    got = integers(submission.fasttext.hash_ngram(ngram), shape=())
    equal(int(got), reference.hash_ngram(ngram))
    equal(int(got), plain_hash(ngram))


@task("5.2", points=1)
@example(ngram="cafe\u0301")
@example(ngram="🙂>")
@given(ngram=st.one_of(st.sampled_from(BEYOND_ASCII), st.text("ae<>éÀñß\u0301жщ語🙂𝒳", max_size=6)))
def test_bytes_above_127_are_sign_extended(submission, ngram):
    """Beyond ASCII the UTF-8 bytes are hashed, each one above 127 as the signed char of the fastText program."""
    got = integers(submission.fasttext.hash_ngram(ngram), shape=())
    equal(int(got), reference.hash_ngram(ngram))
    equal(int(got), plain_hash(ngram))


@task("5.2", points=1)
@given(
    ngram=st.sampled_from(
        ["\x7f", "a\0b", "\x7f~\x7f", "À", "Àb", "a\u00a0b", "a" * 40, "я" * 30, "\u0080", "ÿ", "\u07ff", "\uffee"]
    )
)
def test_bytes_at_the_border(submission, ngram):
    """127 is the last plain byte, 128 the first signed one, and 0 ends no string; a long one hashes to 0 .. 2^32 - 1."""
    equal(int(integers(submission.fasttext.hash_ngram(ngram), shape=())), plain_hash(ngram))


@task("5.3", points=1)
@example(word="where", buckets=1000, lengths={})
@example(word="москва", buckets=100, lengths={"min_n": 2, "max_n": 3})
@example(word="banana", buckets=2_000_000, lengths={"min_n": 1, "max_n": 4})
@example(word="cat", buckets=4_000_000_007, lengths={})
@given(word=words(), buckets=st.integers(1, 50), lengths=lengths())
def test_rows_are_hashes_modulo_buckets(submission, word, buckets, lengths):
    """Every n-gram's row is its hash modulo the number of buckets, from 0 to buckets - 1, with nothing added."""
    got = submission.fasttext.ngram_rows(word, buckets, **lengths)
    same_bag(got, reference.ngram_rows(word, buckets, **lengths))
    same_bag(got, plain_rows(word, buckets, **lengths))


@task("5.3", points=1)
@given(
    word=st.sampled_from(["banana", "aaaaaa", "abab", "мама", "🙂🙂🙂"]), buckets=st.sampled_from([5, 97, 1_999_993])
)
def test_rows_keep_repeats(submission, word, buckets):
    """A row stands once for each n-gram, whether an n-gram occurs twice or two n-grams share a bucket."""
    same_bag(submission.fasttext.ngram_rows(word, buckets), plain_rows(word, buckets))


@task("5.3", points=1)
@example(word="", buckets=10)
@example(word="a", buckets=1)
@given(word=words(max_size=4), buckets=st.sampled_from([1, 2, 3]))
def test_few_buckets_and_short_words(submission, word, buckets):
    """One bucket is enough: every row is 0; a word without n-grams has no rows."""
    same_bag(submission.fasttext.ngram_rows(word, buckets), plain_rows(word, buckets))


@task("5.3", points=1)
@given(word=st.sampled_from(["where", "", "é"]), buckets=st.sampled_from([0, -1, -7, -2_000_000]))
def test_no_bucket_is_an_error(submission, word, buckets):
    """Without a bucket nothing can be stored: ValueError, whatever the word."""
    with raises(ValueError):
        submission.fasttext.ngram_rows(word, buckets)
