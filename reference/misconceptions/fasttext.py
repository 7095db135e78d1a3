"""Known wrong ways through a5_fasttext/fasttext.py."""

from __future__ import annotations

import unicodedata
import zlib
from collections import Counter

import numpy as np

from autograder.specimens import wrong
from reference.a5_fasttext import fasttext as right

# --- 5.1 character_ngrams


@wrong(
    "F-01",
    task="5.1",
    belief="The n-grams are cut from the word as it is written.",
    hint="The chapter's first piece of “where” is “<wh”: what was put around the word before it was cut?",
)
def ngrams_of_the_bare_word(word, min_n=3, max_n=6):
    right.character_ngrams(word, min_n, max_n)
    return [word[i : i + n] for n in range(min_n, max_n + 1) for i in range(len(word) - n + 1)]


@wrong(
    "F-02",
    task="5.1",
    belief="Marking the beginning of a word is enough.",
    hint="Which of your pieces says that a word ends in “re”?",
)
def marker_at_the_start_only(word, min_n=3, max_n=6):
    if not 1 <= min_n <= max_n:
        raise ValueError
    padded = "<" + word if word else ""
    return [padded[i : i + n] for n in range(min_n, max_n + 1) for i in range(len(padded) - n + 1)]


@wrong(
    "F-07",
    task="5.1",
    belief="The n-grams of a word are a set.",
    hint="Count by hand how often “ana” stands in “banana”, then count in your answer.",
)
def ngrams_as_a_set(word, min_n=3, max_n=6):
    return sorted(set(right.character_ngrams(word, min_n, max_n)))


@wrong(
    "F-08",
    task="5.1",
    belief="The whole word has a vector of its own, so it is no n-gram.",
    hint="“<cat>” has five characters. Which rule of the handout would leave it out?",
)
def never_the_padded_word(word, min_n=3, max_n=6):
    return [g for g in right.character_ngrams(word, min_n, max_n) if g != f"<{word}>"]


@wrong(
    "F-10",
    task="5.1",
    belief="The markers do not count as characters.",
    hint="How many characters has your shortest piece from the beginning of “where”, and how few may it have?",
)
def markers_not_counted(word, min_n=3, max_n=6):
    grams = right.character_ngrams(word, min_n, max_n + 2)
    return [g for g in grams if min_n <= len(g) - g.startswith("<") - g.endswith(">") <= max_n]


@wrong(
    "F-12",
    task="5.1",
    belief="Text should be brought into a normal form before anything else.",
    hint="Can you find every one of your pieces, code point by code point, in the word that came in?",
)
def normalised_first(word, min_n=3, max_n=6):
    return right.character_ngrams(unicodedata.normalize("NFC", word), min_n, max_n)


@wrong(
    "F-13",
    task="5.1",
    belief="A word shorter than min_n has no n-grams.",
    hint="How long is the word “a” when you come to cut it?",
)
def short_words_have_none(word, min_n=3, max_n=6):
    grams = right.character_ngrams(word, min_n, max_n)
    return grams if len(word) >= min_n else []


@wrong(
    "FX-01",
    task="5.1",
    belief="range(min_n, max_n) goes up to max_n.",
    hint="What is the longest piece that you return, and what is the longest one allowed?",
)
def max_n_excluded(word, min_n=3, max_n=6):
    return [g for g in right.character_ngrams(word, min_n, max_n) if len(g) < max_n]


@wrong(
    "FX-02",
    task="5.1",
    belief="The last window can be left to chance: range(len(padded) - n) covers them all.",
    hint="Where does the last window of three characters begin in a string of seven?",
)
def last_window_lost(word, min_n=3, max_n=6):
    right.character_ngrams(word, min_n, max_n)
    padded = f"<{word}>" if word else ""
    return [padded[i : i + n] for n in range(min_n, max_n + 1) for i in range(len(padded) - n)]


@wrong(
    "FX-03",
    task="5.1",
    belief="Slices past the end are harmless.",
    hint="How long are your pieces near the end of the word?",
)
def short_slices_at_the_end(word, min_n=3, max_n=6):
    right.character_ngrams(word, min_n, max_n)
    padded = f"<{word}>" if word else ""
    return [padded[i : i + n] for n in range(min_n, max_n + 1) for i in range(len(padded))]


@wrong(
    "FX-04",
    task="5.1",
    belief="Upper and lower case are the same word.",
    hint="Which decision about case does the contract make for the corpus, and who has already taken it?",
)
def lower_case_first(word, min_n=3, max_n=6):
    return right.character_ngrams(word.lower(), min_n, max_n)


@wrong(
    "FX-05",
    task="5.1",
    belief="Nothing but letters belongs to a word.",
    hint="What becomes of the word “don't”, or of a word that holds a “<” itself?",
)
def stripped_first(word, min_n=3, max_n=6):
    return right.character_ngrams(word.strip("<> '"), min_n, max_n)


@wrong(
    "FX-06",
    task="5.1",
    belief="Impossible lengths simply find nothing.",
    hint="How would a caller notice that the two lengths were given in the wrong order?",
)
def impossible_lengths_find_nothing(word, min_n=3, max_n=6):
    return right.character_ngrams(word, max(min_n, 1), max_n) if max(min_n, 1) <= max_n else []


@wrong(
    "FX-07",
    task="5.1",
    belief="The empty word is answered before anything can go wrong.",
    hint="Does it depend on the word whether the lengths make sense?",
)
def empty_word_before_the_check(word, min_n=3, max_n=6):
    return right.character_ngrams(word, min_n, max_n) if word else []


@wrong(
    "FX-08",
    task="5.1",
    belief="The empty word is “<>”, which has n-grams like any other.",
    hint="What does the handout say about the empty word, and for which lengths?",
)
def empty_word_is_two_markers(word, min_n=3, max_n=6):
    right.character_ngrams(word, min_n, max_n)
    padded = f"<{word}>"
    return [padded[i : i + n] for n in range(min_n, max_n + 1) for i in range(len(padded) - n + 1)]


@wrong(
    "FX-09",
    task="5.1",
    belief="The length of a string is the number of its bytes.",
    hint="How many characters has “é”, and how many bytes?",
)
def bytes_are_counted(word, min_n=3, max_n=6):
    right.character_ngrams(word, min_n, max_n)
    raw = f"<{word}>".encode() if word else b""
    spans = [raw[i : i + n] for n in range(min_n, max_n + 1) for i in range(len(raw) - n + 1)]
    return [span.decode("utf-8", errors="replace") for span in spans]


@wrong(
    "FX-10",
    task="5.1",
    belief="A lone marker is no n-gram.",
    hint="With min_n = 1, how many pieces of one character has a padded word of five characters?",
)
def lone_markers_skipped(word, min_n=3, max_n=6):
    grams = Counter(right.character_ngrams(word, min_n, max_n))
    for marker in "<>":
        grams[marker] -= grams[marker] > 0
    return list(grams.elements())


@wrong(
    "FX-11",
    task="5.1",
    belief="The chapter adds the whole-word token, so it belongs in the list.",
    hint="How long is the longest piece you return for “unbreakable”?",
)
def padded_word_always_added(word, min_n=3, max_n=6):
    grams = right.character_ngrams(word, min_n, max_n)
    return grams + [f"<{word}>"] * bool(word and len(word) + 2 > max_n)


@wrong(
    "FX-12",
    task="5.1",
    belief="A combining accent belongs to the letter before it, so both are one character.",
    hint="In which unit does the handout count lengths?",
)
def accents_glued_to_their_letter(word, min_n=3, max_n=6):
    right.character_ngrams(word, min_n, max_n)
    clusters = []
    for character in f"<{word}>" if word else "":
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return ["".join(clusters[i : i + n]) for n in range(min_n, max_n + 1) for i in range(len(clusters) - n + 1)]


@wrong(
    "FX-13",
    task="5.1",
    belief="Characters that sit beyond 16 bits count twice.",
    hint="What does len() say about a single emoji in Python?",
)
def utf16_units(word, min_n=3, max_n=6):
    grams = right.character_ngrams(word, 1, max(max_n, 1))
    right.character_ngrams(word, min_n, max_n)
    return [g for g in grams if min_n <= len(g.encode("utf-16-le")) // 2 <= max_n]


@wrong(
    "FX-14",
    task="5.1",
    belief="min_n must be smaller than max_n.",
    hint="What should “all pieces of exactly three characters” look like as a call?",
    crashes=True,
)
def equal_lengths_rejected(word, min_n=3, max_n=6):
    if min_n == max_n:
        raise ValueError("min_n must be smaller than max_n")
    return right.character_ngrams(word, min_n, max_n)


@wrong(
    "FX-15",
    task="5.1",
    belief="A word that already has angle brackets needs no markers.",
    hint="Is a “<” inside a word the same thing as the beginning of a word?",
)
def no_second_markers(word, min_n=3, max_n=6):
    right.character_ngrams(word, min_n, max_n)
    padded = ("" if word.startswith("<") else "<") + word + ("" if word.endswith(">") else ">")
    return [padded[i : i + n] for n in range(min_n, max_n + 1) for i in range(len(padded) - n + 1)] if word else []


# --- 5.2 hash_ngram


@wrong(
    "F-15",
    task="5.2",
    belief="Python has a hash function, and a hash is a hash.",
    hint="Start Python twice and hash the same string: could a model saved by one run be used by the other?",
)
def python_hash(ngram):
    return hash(ngram) % 2**32


@wrong(
    "F-17",
    task="5.2",
    belief="Integers stay within 32 bits by themselves.",
    hint="How many digits may a number below 2^32 have, and how many has yours after three bytes?",
)
def never_wrapped(ngram):
    h = right.FNV_OFFSET
    for byte in ngram.encode():
        h = (h ^ right._sign_extended(byte)) * right.FNV_PRIME
    return h


@wrong(
    "FX-16",
    task="5.2",
    belief="A byte is a number from 0 to 255, and that is what enters the xor.",
    hint="Your plain letters are right. What does a signed char do with the value 0xC3?",
)
def unsigned_bytes(ngram):
    h = right.FNV_OFFSET
    for byte in ngram.encode():
        h = (h ^ byte) * right.FNV_PRIME % 2**32
    return h


@wrong(
    "FX-17",
    task="5.2",
    belief="FNV-1 and FNV-1a are the same function.",
    hint="Which operation comes first for each byte, the xor or the multiplication?",
)
def multiply_before_xor(ngram):
    h = right.FNV_OFFSET
    for byte in ngram.encode():
        h = h * right.FNV_PRIME % 2**32 ^ right._sign_extended(byte)
    return h


@wrong(
    "FX-18",
    task="5.2",
    belief="A character's number is its byte.",
    hint="What is ord(“é”), and which bytes does UTF-8 make of it?",
)
def code_points_hashed(ngram):
    h = right.FNV_OFFSET
    for character in ngram:
        h = (h ^ ord(character)) * right.FNV_PRIME % 2**32
    return h


@wrong(
    "FX-19",
    task="5.2",
    belief="Signed bytes make a signed hash.",
    hint="May a hash be negative here? Between which two numbers does the contract put it?",
)
def signed_result(ngram):
    h = right.hash_ngram(ngram)
    return h - 2**32 if h >= 2**31 else h


@wrong(
    "FX-20",
    task="5.2",
    belief="127 is already the first signed byte.",
    hint="What is the largest number that a signed char can hold?",
)
def border_at_127(ngram):
    h = right.FNV_OFFSET
    for byte in ngram.encode():
        h = (h ^ (byte | 0xFFFFFF00 if byte >= 127 else byte)) * right.FNV_PRIME % 2**32
    return h


@wrong(
    "FX-21",
    task="5.2",
    belief="The sign extends above 128 only.",
    hint="Which number is the bit pattern 1000 0000 as a signed char?",
)
def border_at_128(ngram):
    h = right.FNV_OFFSET
    for byte in ngram.encode():
        h = (h ^ (byte | 0xFFFFFF00 if byte > 128 else byte)) * right.FNV_PRIME % 2**32
    return h


@wrong(
    "FX-22",
    task="5.2",
    belief="The sign is extended to 16 bits.",
    hint="How wide is the number that the extended byte is xored with?",
)
def extended_to_16_bits(ngram):
    h = right.FNV_OFFSET
    for byte in ngram.encode():
        h = (h ^ (byte | 0xFF00 if byte > 127 else byte)) * right.FNV_PRIME % 2**32
    return h


@wrong(
    "FX-23",
    task="5.2",
    belief="Any 32-bit checksum is as good.",
    hint="Does your function give the three values printed in the handout?",
)
def another_checksum(ngram):
    return zlib.crc32(ngram.encode())


@wrong(
    "FX-24",
    task="5.2",
    belief="A hash starts at 0.",
    hint="What is the hash of nothing at all?",
)
def starts_at_zero(ngram):
    h = 0
    for byte in ngram.encode():
        h = (h ^ right._sign_extended(byte)) * right.FNV_PRIME % 2**32
    return h


@wrong(
    "FX-25",
    task="5.2",
    belief="Every n-gram needs its markers before it is hashed.",
    hint="Has “her” in the middle of “where” any marker?",
)
def markers_added(ngram):
    return right.hash_ngram(f"<{ngram}>")


@wrong(
    "FX-26",
    task="5.2",
    belief="The same letter should have the same hash, however it is encoded.",
    hint="Do an “e” with a combining accent and an “é” have the same bytes?",
)
def normalised_before_hashing(ngram):
    return right.hash_ngram(unicodedata.normalize("NFC", ngram))


@wrong(
    "FX-27",
    task="5.2",
    belief="Case should not change a hash.",
    hint="Are “The” and “the” the same bytes?",
)
def case_folded_before_hashing(ngram):
    return right.hash_ngram(ngram.casefold())


@wrong(
    "FX-28",
    task="5.2",
    belief="Unicode letters that do not fit may be dropped.",
    hint="Do two words of another script get different hashes from you?",
)
def ascii_only(ngram):
    return right.hash_ngram(ngram.encode("ascii", errors="ignore").decode())


@wrong(
    "FX-29",
    task="5.2",
    belief="Sign-extended means: subtract 128.",
    hint="Which number does the bit pattern 1100 0011 stand for in two's complement?",
)
def minus_128(ngram):
    h = right.FNV_OFFSET
    for byte in ngram.encode():
        h = (h ^ ((byte - 128) % 2**32 if byte > 127 else byte)) * right.FNV_PRIME % 2**32
    return h


# --- 5.3 ngram_rows


@wrong(
    "F-20",
    task="5.3",
    belief="The first rows belong to somebody else, so an offset is always added.",
    hint="What else is in a table that holds n-gram vectors only, and what is its first row's number?",
)
def offset_of_one(word, buckets, min_n=3, max_n=6):
    return [1 + row for row in right.ngram_rows(word, buckets, min_n, max_n)]


@wrong(
    "FX-30",
    task="5.3",
    belief="A row needs to be named once only.",
    hint="How many rows should a word with 18 n-grams give?",
)
def each_row_once(word, buckets, min_n=3, max_n=6):
    return sorted(set(right.ngram_rows(word, buckets, min_n, max_n)))


@wrong(
    "FX-31",
    task="5.3",
    belief="An n-gram that occurs twice is still one n-gram.",
    hint="Is the list of a word's n-grams a set or a bag?",
)
def each_ngram_once(word, buckets, min_n=3, max_n=6):
    right.ngram_rows(word, buckets, min_n, max_n)
    return [right.hash_ngram(g) % buckets for g in set(right.character_ngrams(word, min_n, max_n))]


@wrong(
    "FX-32",
    task="5.3",
    belief="The word itself gets a bucket as well.",
    hint="Which table holds the vectors of whole words, and is it this one?",
)
def word_hashed_too(word, buckets, min_n=3, max_n=6):
    return [*right.ngram_rows(word, buckets, min_n, max_n), right.hash_ngram(word) % buckets]


@wrong(
    "FX-33",
    task="5.3",
    belief="The lengths are always 3 to 6.",
    hint="Which of your arguments does the answer not depend on?",
)
def default_lengths_always(word, buckets, min_n=3, max_n=6):
    return right.ngram_rows(word, buckets)


@wrong(
    "FX-34",
    task="5.3",
    belief="Taking the lowest bits is the same as the remainder.",
    hint="For which numbers of buckets are the two the same?",
)
def lowest_bits(word, buckets, min_n=3, max_n=6):
    right.ngram_rows(word, buckets, min_n, max_n)
    return [right.hash_ngram(g) & (buckets - 1) for g in right.character_ngrams(word, min_n, max_n)]


@wrong(
    "FX-35",
    task="5.3",
    belief="Hashes are signed, and the remainder takes care of it.",
    hint="What is the remainder of -1 and of 2^32 - 1, for ten buckets?",
)
def signed_hash_modulo(word, buckets, min_n=3, max_n=6):
    right.ngram_rows(word, buckets, min_n, max_n)
    hashes = [right.hash_ngram(g) for g in right.character_ngrams(word, min_n, max_n)]
    return [(h - 2**32 if h >= 2**31 else h) % buckets for h in hashes]


@wrong(
    "FX-36",
    task="5.3",
    belief="Only zero buckets is an error.",
    hint="What do you do with a negative number of buckets?",
)
def negative_buckets_accepted(word, buckets, min_n=3, max_n=6):
    if buckets == 0:
        raise ValueError
    return [right.hash_ngram(g) % buckets for g in right.character_ngrams(word, min_n, max_n)]


@wrong(
    "FX-37",
    task="5.3",
    belief="The number of buckets matters only if the word has n-grams.",
    hint="Does it depend on the word whether a table without rows makes sense?",
)
def buckets_checked_late(word, buckets, min_n=3, max_n=6):
    return right.ngram_rows(word, buckets, min_n, max_n) if word else []


@wrong(
    "FX-38",
    task="5.3",
    belief="One bucket cannot hold anything useful.",
    hint="Which numbers of buckets does the contract forbid?",
    crashes=True,
)
def one_bucket_rejected(word, buckets, min_n=3, max_n=6):
    if buckets <= 1:
        raise ValueError
    return right.ngram_rows(word, buckets, min_n, max_n)


@wrong(
    "FX-39",
    task="5.3",
    belief="Two n-grams in one bucket are a collision, and the second one moves on.",
    hint="Does a row depend on anything but the n-gram itself?",
)
def collisions_resolved(word, buckets, min_n=3, max_n=6):
    rows, owner = [], {}
    right.ngram_rows(word, buckets, min_n, max_n)
    for gram in right.character_ngrams(word, min_n, max_n):
        row = right.hash_ngram(gram) % buckets
        while owner.get(row, gram) != gram and len(owner) < buckets:
            row = (row + 1) % buckets
        owner.setdefault(row, gram)
        rows.append(row)
    return rows


@wrong(
    "FX-40",
    task="5.3",
    belief="A modulus of buckets + 1 uses all the buckets.",
    hint="Which is the largest row you can return, and how many rows has the table?",
)
def one_bucket_too_many(word, buckets, min_n=3, max_n=6):
    right.ngram_rows(word, buckets, min_n, max_n)
    return [right.hash_ngram(g) % (buckets + 1) for g in right.character_ngrams(word, min_n, max_n)]


# --- 5.4 word_vector


@wrong(
    "F-21",
    task="5.4",
    belief="A word's vector is the mean of its parts, as in the library.",
    hint="With all vectors 1, what comes out for a word of seven parts, by the chapter's formula and by yours?",
)
def mean_of_the_parts(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    grams = [g for g in right.character_ngrams(word, min_n, max_n) if g in ngram_ids]
    total = right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
    return total / max(1, len(grams) + (word in vocabulary))


@wrong(
    "F-22",
    task="5.4",
    belief="The n-grams are the word; nothing else is needed.",
    hint="Two words may have nearly the same pieces: which term tells a known one from the other?",
)
def own_row_left_out(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    return right.word_vector(word, {}, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)


@wrong(
    "F-26",
    task="5.4",
    belief="Every piece of a word has been seen in training.",
    hint="Which pieces of a new word can the table know?",
    crashes=True,
)
def every_ngram_looked_up(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    rows = [ngram_ids[g] for g in right.character_ngrams(word, min_n, max_n)]
    own = word_vectors[vocabulary[word]] if word in vocabulary else 0.0
    return ngram_vectors[rows].sum(axis=0) + own


@wrong(
    "F-27",
    task="5.4",
    belief="If nothing is known there is no vector, so the answer is not a number.",
    hint="What is the sum of no vectors at all?",
)
def nothing_known_is_nan(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    known = word in vocabulary or any(g in ngram_ids for g in right.character_ngrams(word, min_n, max_n))
    vector = right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
    return vector if known else np.full(word_vectors.shape[1], np.nan)


@wrong(
    "F-29",
    task="5.4",
    belief="Taking a row out of a table makes a copy.",
    hint="Ask for the same known word twice: is the second answer the first one?",
)
def adds_into_the_table(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    vector = word_vectors[vocabulary[word]] if word in vocabulary else np.zeros(word_vectors.shape[1])
    for gram in right.character_ngrams(word, min_n, max_n):
        if gram in ngram_ids:
            vector += ngram_vectors[ngram_ids[gram]]
    return vector


@wrong(
    "FX-41",
    task="5.4",
    belief="N-grams are for unknown words; a known word has its row.",
    hint="From how many parts is the vector of “where” summed in the chapter?",
)
def ngrams_for_strangers_only(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    if word in vocabulary:
        return word_vectors[vocabulary[word]].copy()
    return right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)


@wrong(
    "FX-42",
    task="5.4",
    belief="Each different n-gram is added once.",
    hint="How often does “ana” go into the vector of “banana”?",
)
def different_ngrams_once(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    rows = [ngram_ids[g] for g in set(right.character_ngrams(word, min_n, max_n)) if g in ngram_ids]
    own = word_vectors[vocabulary[word]] if word in vocabulary else 0.0
    return ngram_vectors[rows].sum(axis=0) + own


@wrong(
    "FX-43",
    task="5.4",
    belief="A truth test tells whether an id was found.",
    hint="What does “if” make of the id 0?",
)
def ngram_id_zero_is_missing(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    ids = {gram: row for gram, row in ngram_ids.items() if row}
    return right.word_vector(word, vocabulary, word_vectors, ids, ngram_vectors, min_n, max_n)


@wrong(
    "FX-44",
    task="5.4",
    belief="vocabulary.get(word) is true for every known word.",
    hint="Which id has the first word of a vocabulary?",
)
def word_id_zero_is_missing(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    known = {w: i for w, i in vocabulary.items() if i}
    return right.word_vector(word, known, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)


@wrong(
    "FX-45",
    task="5.4",
    belief="Ids are counted off in the order of the dictionary.",
    hint="What does the value that stands beside an n-gram in ngram_ids mean?",
)
def ids_counted_off(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    words, grams = {w: i for i, w in enumerate(vocabulary)}, {g: i for i, g in enumerate(ngram_ids)}
    return right.word_vector(word, words, word_vectors, grams, ngram_vectors, min_n, max_n)


@wrong(
    "FX-46",
    task="5.4",
    belief="An unknown n-gram may share row 0.",
    hint="Whose vector is in row 0?",
)
def strangers_use_row_zero(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    if not len(ngram_vectors):
        return right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
    ids = dict.fromkeys(right.character_ngrams(word, min_n, max_n), 0) | ngram_ids
    return right.word_vector(word, vocabulary, word_vectors, ids, ngram_vectors, min_n, max_n)


@wrong(
    "FX-47",
    task="5.4",
    belief="The padded word is the word, so as an n-gram it would count twice.",
    hint="“<cat>” has a row among the n-grams and “cat” one among the words: are they the same vector?",
)
def padded_word_not_added(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    ids = {gram: row for gram, row in ngram_ids.items() if gram != f"<{word}>"}
    return right.word_vector(word, vocabulary, word_vectors, ids, ngram_vectors, min_n, max_n)


@wrong(
    "FX-48",
    task="5.4",
    belief="Vectors are compared by cosine, so they may as well have length one.",
    hint="What is the length of the vector that the formula of the chapter gives?",
)
def normalised_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    vector = right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
    return vector / (np.linalg.norm(vector) or 1.0)


@wrong(
    "FX-49",
    task="5.4",
    belief="The lengths of the n-grams are 3 to 6, always.",
    hint="Which arguments of your function are never used?",
)
def default_lengths_for_vectors(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    return right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors)


@wrong(
    "FX-50",
    task="5.4",
    belief="A word without a row in the vocabulary cannot be asked for.",
    hint="For which words were n-grams invented?",
    crashes=True,
)
def unknown_word_is_an_error(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    pieces = right.word_vector(word, {}, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
    return pieces + word_vectors[vocabulary[word]]


@wrong(
    "FX-51",
    task="5.4",
    belief="Only the n-grams need averaging; the word's own row stays as it is.",
    hint="Is there any division in the chapter's formula?",
)
def mean_of_ngrams_plus_row(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    grams = [g for g in right.character_ngrams(word, min_n, max_n) if g in ngram_ids]
    pieces = right.word_vector(word, {}, word_vectors, ngram_ids, ngram_vectors, min_n, max_n) / max(1, len(grams))
    return pieces + (word_vectors[vocabulary[word]] if word in vocabulary else 0.0)


@wrong(
    "FX-52",
    task="5.4",
    belief="A table of n-grams holds any piece of the word, whatever its length.",
    hint="A piece of two letters is in the table: when does it belong to the word, and when not?",
)
def any_known_piece(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    return right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, 1, 99)


@wrong(
    "FX-53",
    task="5.4",
    belief="Without n-grams the word gets the mean of all rows, a neutral vector.",
    hint="Which vector does the contract name for a word of which nothing is known?",
)
def neutral_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    known = word in vocabulary or any(g in ngram_ids for g in right.character_ngrams(word, min_n, max_n))
    if known or not len(word_vectors):
        return right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
    return word_vectors.mean(axis=0)


@wrong(
    "FX-54",
    task="5.4",
    belief="Each row enters once, however many n-grams point at it.",
    hint="What does indexing with [1, 1] += do, and what should it do here?",
)
def shared_rows_once(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    mask = np.zeros(len(ngram_vectors))
    mask[[ngram_ids[g] for g in right.character_ngrams(word, min_n, max_n) if g in ngram_ids]] += 1
    return mask @ ngram_vectors + (word_vectors[vocabulary[word]] if word in vocabulary else 0.0)


@wrong(
    "FX-90",
    task="5.4",
    belief="The lengths of the n-grams are given where it matters; a default of 3 to 5 will do.",
    hint="Which n-grams of a long word enter its vector if nobody names a length?",
)
def up_to_five_by_default(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=5):
    return right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)


# --- 5.5 nearest_words


@wrong(
    "F-31",
    task="5.5",
    belief="The rows of the word matrix are the vectors of the known words.",
    hint="How is the vector of a known word made in this chapter, and how is your query's?",
)
def compared_with_raw_rows(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    query = right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
    pairs = [(w, right._cosine(query, word_vectors[i])) for w, i in vocabulary.items() if w != word]
    return sorted(pairs, key=lambda pair: -pair[1])[:n]


@wrong(
    "FX-55",
    task="5.5",
    belief="Only a word without a row has to be composed.",
    hint="Print the vectors of a known word, once as a query and once by word_vector: are they equal?",
)
def composed_for_strangers_only(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    query = right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
    if word in vocabulary:
        query = word_vectors[vocabulary[word]]
    pairs = [(w, right._cosine(query, word_vectors[i])) for w, i in vocabulary.items() if w != word]
    return sorted(pairs, key=lambda pair: -pair[1])[:n]


@wrong(
    "FX-56",
    task="5.5",
    belief="The query is a word like any other and may find itself.",
    hint="Which word is most similar to “where”? Is that news?",
)
def query_among_its_neighbours(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    vectors = {
        w: right.word_vector(w, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
        for w in [word, *vocabulary]
    }
    pairs = [(w, right._cosine(vectors[word], vectors[w])) for w in vocabulary]
    return sorted(pairs, key=lambda pair: -pair[1])[:n]


@wrong(
    "FX-57",
    task="5.5",
    belief="The first of the ranking is always the query itself.",
    hint="Who is first in the ranking when the query is not in the vocabulary?",
)
def first_one_dropped(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    arguments = (word_vectors, ngram_ids, ngram_vectors)
    pairs = right.nearest_words(word, vocabulary, *arguments, n=n + 1, min_n=min_n, max_n=max_n)
    return pairs[:n] if word in vocabulary else pairs[1:]


@wrong(
    "FX-58",
    task="5.5",
    belief="A cosine of 1 can only be the query itself.",
    hint="May two different words have vectors in the same direction?",
)
def twins_dropped(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    arguments = (word, vocabulary, word_vectors, ngram_ids, ngram_vectors)
    pairs = right.nearest_words(*arguments, n=len(vocabulary), min_n=min_n, max_n=max_n)
    return [pair for pair in pairs if pair[1] < 0.999999][:n]


@wrong(
    "FX-59",
    task="5.5",
    belief="Neighbours can be asked for known words only.",
    hint="What is the point of n-grams for a word that nobody has seen?",
    crashes=True,
)
def unknown_query_is_an_error(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    vocabulary[word]
    arguments = (word, vocabulary, word_vectors, ngram_ids, ngram_vectors)
    return right.nearest_words(*arguments, n=n, min_n=min_n, max_n=max_n)


@wrong(
    "FX-60",
    task="5.5",
    belief="A dot product ranks as well as a cosine.",
    hint="Sums of many pieces are long: does the length of a vector enter your similarity?",
)
def dot_product(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    vectors = {
        w: right.word_vector(w, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
        for w in [word, *vocabulary]
    }
    pairs = [(w, float(vectors[word] @ vectors[w])) for w in vocabulary if w != word]
    return sorted(pairs, key=lambda pair: -pair[1])[:n]


@wrong(
    "FX-61",
    task="5.5",
    belief="Sorting puts the best first.",
    hint="In which direction does sorting go if nothing is said?",
)
def lowest_first(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    arguments = (word, vocabulary, word_vectors, ngram_ids, ngram_vectors)
    return right.nearest_words(*arguments, n=len(vocabulary), min_n=min_n, max_n=max_n)[::-1][:n]


@wrong(
    "FX-62",
    task="5.5",
    belief="No vector has length zero.",
    hint="What is the vector of a word of which nothing is known, and what happens when you divide by its length?",
)
def zero_vectors_give_nan(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    vectors = {
        w: right.word_vector(w, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
        for w in [word, *vocabulary]
    }
    with np.errstate(all="ignore"):
        norm = {w: np.linalg.norm(v) for w, v in vectors.items()}
        pairs = [(w, vectors[word] @ vectors[w] / (norm[word] * norm[w])) for w in vocabulary if w != word]
    return sorted(pairs, key=lambda pair: -pair[1])[:n]


@wrong(
    "FX-63",
    task="5.5",
    belief="The nearest word is the one at the smallest distance.",
    hint="Which measure does the contract rank by, and does it change if a vector is doubled?",
)
def ranked_by_distance(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    vectors = {
        w: right.word_vector(w, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
        for w in [word, *vocabulary]
    }
    others = sorted((w for w in vocabulary if w != word), key=lambda w: np.linalg.norm(vectors[w] - vectors[word]))
    return [(w, right._cosine(vectors[word], vectors[w])) for w in others[:n]]


@wrong(
    "FX-64",
    task="5.5",
    belief="The words of a vocabulary stand in the order of their ids.",
    hint="In what order does a dictionary list its keys, and in what order are the rows of your matrix?",
)
def names_in_another_order(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    arguments = (word, vocabulary, word_vectors, ngram_ids, ngram_vectors)
    names, by_id = list(vocabulary), sorted(vocabulary, key=vocabulary.__getitem__)
    pairs = right.nearest_words(*arguments, n=len(names), min_n=min_n, max_n=max_n)
    renamed = [(names[by_id.index(w)], value) for w, value in pairs]
    return [pair for pair in renamed if pair[0] != word][:n]


@wrong(
    "FX-65",
    task="5.5",
    belief="A small constant in the denominator does no harm.",
    hint="Try vectors that are a thousand times shorter: does a word stay as similar as it was?",
)
def epsilon_in_the_denominator(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    vectors = {
        w: right.word_vector(w, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
        for w in [word, *vocabulary]
    }
    norm = {w: np.linalg.norm(v) for w, v in vectors.items()}
    pairs = [(w, vectors[word] @ vectors[w] / (norm[word] * norm[w] + 1e-8)) for w in vocabulary if w != word]
    return sorted(pairs, key=lambda pair: -pair[1])[:n]


@wrong(
    "FX-66",
    task="5.5",
    belief="The lengths of n-grams matter for cutting, not for comparing.",
    hint="Which lengths do the words have that your query is compared with?",
)
def default_lengths_for_neighbours(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    return right.nearest_words(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=n)


@wrong(
    "FX-67",
    task="5.5",
    belief="A word whose vector is zero is similar to nothing, so it is no candidate.",
    hint="How many words must come back when n is as large as the vocabulary?",
)
def zero_vectors_left_out(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    arguments = (word, vocabulary, word_vectors, ngram_ids, ngram_vectors)
    pairs = right.nearest_words(*arguments, n=len(vocabulary), min_n=min_n, max_n=max_n)
    return [
        (w, value)
        for w, value in pairs
        if right.word_vector(w, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n).any()
    ][:n]


@wrong(
    "FX-68",
    task="5.5",
    belief="First take the n best, then remove the query.",
    hint="How many words are left when the query was among the n best?",
)
def cut_before_removing_the_query(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    arguments = (word, vocabulary, word_vectors, ngram_ids, ngram_vectors)
    return right.nearest_words(*arguments, n=max(0, n - (word in vocabulary)), min_n=min_n, max_n=max_n)


@wrong(
    "FX-69",
    task="5.5",
    belief="Ten neighbours are the usual number.",
    hint="How many words does the signature promise to someone who does not say how many?",
)
def ten_by_default(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=10, min_n=3, max_n=6):
    arguments = (word, vocabulary, word_vectors, ngram_ids, ngram_vectors)
    return right.nearest_words(*arguments, n=n, min_n=min_n, max_n=max_n)


@wrong(
    "FX-70",
    task="5.5",
    belief="Asking for more neighbours than there are is an error.",
    hint="What does the contract promise when there are fewer than n candidates?",
    crashes=True,
)
def too_few_is_an_error(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    if n > len([w for w in vocabulary if w != word]):
        raise ValueError
    arguments = (word, vocabulary, word_vectors, ngram_ids, ngram_vectors)
    return right.nearest_words(*arguments, n=n, min_n=min_n, max_n=max_n)


@wrong(
    "FX-71",
    task="5.5",
    belief="Similarities are never negative.",
    hint="What is the cosine of two vectors that point in opposite directions?",
)
def absolute_cosines(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    arguments = (word, vocabulary, word_vectors, ngram_ids, ngram_vectors)
    pairs = right.nearest_words(*arguments, n=len(vocabulary), min_n=min_n, max_n=max_n)
    return sorted(((w, abs(value)) for w, value in pairs), key=lambda pair: -pair[1])[:n]


@wrong(
    "FX-72",
    task="5.5",
    belief="Four decimals are all that anybody needs.",
    hint="Who asked for rounded numbers?",
)
def rounded_cosines(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    arguments = (word, vocabulary, word_vectors, ngram_ids, ngram_vectors)
    return [(w, round(v, 4)) for w, v in right.nearest_words(*arguments, n=n, min_n=min_n, max_n=max_n)]


@wrong(
    "FX-73",
    task="5.5",
    belief="A word's id is as good as the word.",
    hint="What stands first in each pair of the signature's result?",
)
def ids_for_words(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    arguments = (word, vocabulary, word_vectors, ngram_ids, ngram_vectors)
    return [(vocabulary[w], v) for w, v in right.nearest_words(*arguments, n=n, min_n=min_n, max_n=max_n)]


@wrong(
    "FX-74",
    task="5.5",
    belief="The query is composed of n-grams; its own row is for the other side.",
    hint="Is the vector of a known word the same on both sides of your cosine?",
)
def query_without_its_row(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    rest = {w: i for w, i in vocabulary.items() if w != word}
    return right.nearest_words(word, rest, word_vectors, ngram_ids, ngram_vectors, n, min_n, max_n)


@wrong(
    "FX-75",
    task="5.5",
    belief="If nothing is known about the query there is nothing to compare.",
    hint="Which cosine has the zero vector with anything, and what follows for the list?",
)
def zero_query_finds_nobody(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    if not right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n).any():
        return []
    arguments = (word, vocabulary, word_vectors, ngram_ids, ngram_vectors)
    return right.nearest_words(*arguments, n=n, min_n=min_n, max_n=max_n)


@wrong(
    "FX-76",
    task="5.5",
    belief="The best n are enough; nobody said in which order.",
    hint="Which word should a reader of the list see first?",
)
def best_in_alphabetical_order(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    arguments = (word, vocabulary, word_vectors, ngram_ids, ngram_vectors)
    return sorted(right.nearest_words(*arguments, n=n, min_n=min_n, max_n=max_n))


# --- 5.6 subword_gradients


@wrong(
    "F-34",
    task="5.6",
    belief="The pieces share the gradient, so each one gets its part of it.",
    hint="By how much does the sum of five numbers change when one of them changes by 1?",
)
def gradient_shared_out(center_rows, gradient, ngram_vectors_shape):
    return right.subword_gradients(center_rows, gradient, ngram_vectors_shape) / max(1, len(center_rows))


@wrong(
    "F-35",
    task="5.6",
    belief="Adding at a list of rows adds once for each entry of the list.",
    hint="What does G[[1, 1]] += 1 leave in row 1 of a table of zeros?",
)
def buffered_addition(center_rows, gradient, ngram_vectors_shape):
    gradients = np.zeros(ngram_vectors_shape)
    gradients[np.asarray(center_rows, dtype=int)] += gradient
    return gradients


@wrong(
    "FX-77",
    task="5.6",
    belief="A gradient is what the rows move by, so it is negative.",
    hint="Compare with a finite difference: does the loss rise or fall along your answer?",
)
def descent_direction(center_rows, gradient, ngram_vectors_shape):
    return -right.subword_gradients(center_rows, gradient, ngram_vectors_shape)


@wrong(
    "FX-78",
    task="5.6",
    belief="Only the rows that took part are of interest.",
    hint="What shape does the contract give to the answer?",
)
def touched_rows_only(center_rows, gradient, ngram_vectors_shape):
    rows = sorted({int(row) for row in center_rows})
    return right.subword_gradients(center_rows, gradient, ngram_vectors_shape)[rows]


@wrong(
    "FX-79",
    task="5.6",
    belief="The table ends with the last row that was used.",
    hint="Which argument tells how many rows the table has?",
)
def table_up_to_the_last_row(center_rows, gradient, ngram_vectors_shape):
    counts = np.bincount(np.asarray(center_rows, dtype=int))
    return np.outer(counts, gradient)


@wrong(
    "FX-80",
    task="5.6",
    belief="Row 0 is for padding and never learns.",
    hint="Does the contract treat any row unlike the others?",
)
def row_zero_is_padding(center_rows, gradient, ngram_vectors_shape):
    gradients = right.subword_gradients(center_rows, gradient, ngram_vectors_shape).copy()
    gradients[:1] = 0
    return gradients


@wrong(
    "FX-81",
    task="5.6",
    belief="If every piece hears the same gradient, a smaller share by the root is the fair one.",
    hint="Which derivative rule has a square root in it, and does a plain sum?",
)
def divided_by_the_root(center_rows, gradient, ngram_vectors_shape):
    gradients = right.subword_gradients(center_rows, gradient, ngram_vectors_shape)
    return gradients / np.sqrt(max(1, len(center_rows)))


@wrong(
    "FX-82",
    task="5.6",
    belief="The gradients come in the order of the rows that were named.",
    hint="What does row r of the answer belong to: the r-th n-gram of the word, or row r of the table?",
)
def in_order_of_mention(center_rows, gradient, ngram_vectors_shape):
    return np.tile(gradient, (len(center_rows), 1))


@wrong(
    "FX-83",
    task="5.6",
    belief="The number of occurrences is all that reaches a row.",
    hint="What unit has your answer? Does it change when the loss gets steeper?",
)
def counts_only(center_rows, gradient, ngram_vectors_shape):
    return right.subword_gradients(center_rows, np.ones_like(gradient), ngram_vectors_shape)


@wrong(
    "FX-84",
    task="5.6",
    belief="Gradients should be clipped to length one.",
    hint="What comes out for a loss ten times as steep?",
)
def clipped_gradient(center_rows, gradient, ngram_vectors_shape):
    clipped = gradient / max(1.0, float(np.linalg.norm(gradient)))
    return right.subword_gradients(center_rows, clipped, ngram_vectors_shape)


@wrong(
    "FX-85",
    task="5.6",
    belief="A repeated row matters once more, not each time.",
    hint="What should a row get that occurs three times?",
)
def at_most_twice(center_rows, gradient, ngram_vectors_shape):
    counts = np.bincount(np.asarray(center_rows, dtype=int), minlength=ngram_vectors_shape[0])
    return np.outer(np.minimum(counts, 2), gradient)


@wrong(
    "FX-86",
    task="5.6",
    belief="Without n-grams there is nothing to return.",
    hint="Which shape has the answer when center_rows is empty?",
)
def nothing_for_no_rows(center_rows, gradient, ngram_vectors_shape):
    if not len(center_rows):
        return []
    return right.subword_gradients(center_rows, gradient, ngram_vectors_shape)


# --- 5.7 fasttext_step


@wrong(
    "FX-87",
    task="5.7",
    belief="The centre is its n-grams.",
    hint="Which term of the formula for v have you not used?",
)
def centre_without_its_row(wv, gv, W_out, center, rows, context, negatives, rate):
    return right.fasttext_step(np.zeros_like(wv), gv, W_out, center, rows, context, negatives, rate)


@wrong(
    "FX-88",
    task="5.7",
    belief="Only the pieces learn; the word's own row is looked up, not trained.",
    hint="Is v's derivative by the word's own row zero?",
)
def own_row_never_moves(wv, gv, W_out, center, rows, context, negatives, rate):
    return right.fasttext_step(wv.copy(), gv, W_out, center, rows, context, negatives, rate)


@wrong(
    "FX-89",
    task="5.7",
    belief="Indexing with a list adds once for each entry.",
    hint="Train on “banana” and look at the row of “ana”: how often was it moved?",
)
def repeated_pieces_move_once(wv, gv, W_out, center, rows, context, negatives, rate):
    targets, rows = np.array([context, *negatives], dtype=int), np.asarray(rows, dtype=int)
    v, u = wv[center] + gv[rows].sum(axis=0), W_out[targets]
    loss, errors = right._loss_and_errors(u @ v)
    np.add.at(W_out, targets, -rate * np.outer(errors, v))
    wv[center] -= rate * errors @ u
    gv[rows] -= rate * errors @ u
    return loss


@wrong(
    "FX-136",
    task="5.7",
    belief="Indexing with the negatives adds once for each of them.",
    hint="What should happen to a negative that was drawn twice, and what does W[[2, 2]] -= 1 do?",
)
def repeated_negatives_move_once(wv, gv, W_out, center, rows, context, negatives, rate):
    targets, rows = np.array([context, *negatives], dtype=int), np.asarray(rows, dtype=int)
    v, u = wv[center] + gv[rows].sum(axis=0), W_out[targets]
    loss, errors = right._loss_and_errors(u @ v)
    W_out[context] -= rate * errors[0] * v
    W_out[targets[1:]] -= rate * np.outer(errors[1:], v)
    wv[center] -= rate * errors @ u
    np.add.at(gv, rows, -rate * errors @ u)
    return loss


@wrong(
    "FX-91",
    task="5.7",
    belief="A negative that equals the context contradicts it, so it is skipped.",
    hint="What does the contract say about a negative equal to the context?",
)
def positive_among_negatives_skipped(wv, gv, W_out, center, rows, context, negatives, rate):
    others = np.array([k for k in negatives if k != context], dtype=int)
    return right.fasttext_step(wv, gv, W_out, center, rows, context, others, rate)


@wrong(
    "FX-92",
    task="5.7",
    belief="Each table may be updated as soon as its gradient is known.",
    hint="Which output rows does the gradient at v need: the ones before the step or after it?",
)
def outputs_moved_first(wv, gv, W_out, center, rows, context, negatives, rate):
    targets, rows = np.array([context, *negatives], dtype=int), np.asarray(rows, dtype=int)
    v = wv[center] + gv[rows].sum(axis=0)
    loss, errors = right._loss_and_errors(W_out[targets] @ v)
    np.add.at(W_out, targets, -rate * np.outer(errors, v))
    gradient = errors @ W_out[targets]
    wv[center] -= rate * gradient
    np.add.at(gv, rows, -rate * gradient)
    return loss


@wrong(
    "FX-93",
    task="5.7",
    belief="The centre is updated first; the outputs then see the new centre.",
    hint="At which v is the gradient of an output row taken?",
)
def centre_moved_first(wv, gv, W_out, center, rows, context, negatives, rate):
    targets, rows = np.array([context, *negatives], dtype=int), np.asarray(rows, dtype=int)
    v, u = wv[center] + gv[rows].sum(axis=0), W_out[targets]
    loss, errors = right._loss_and_errors(u @ v)
    wv[center] -= rate * errors @ u
    np.add.at(gv, rows, -rate * errors @ u)
    np.add.at(W_out, targets, -rate * np.outer(errors, wv[center] + gv[rows].sum(axis=0)))
    return loss


@wrong(
    "FX-94",
    task="5.7",
    belief="The centre vector is the mean of its parts.",
    hint="What is v for two parts that are both (1, 0)?",
)
def mean_centre(wv, gv, W_out, center, rows, context, negatives, rate):
    targets, rows = np.array([context, *negatives], dtype=int), np.asarray(rows, dtype=int)
    v, u = (wv[center] + gv[rows].sum(axis=0)) / (1 + len(rows)), W_out[targets]
    loss, errors = right._loss_and_errors(u @ v)
    np.add.at(W_out, targets, -rate * np.outer(errors, v))
    wv[center] -= rate * errors @ u
    np.add.at(gv, rows, -rate * errors @ u)
    return loss


@wrong(
    "FX-95",
    task="5.7",
    belief="The parts of a word divide the step among themselves.",
    hint="By how much does the loss change when one part of a sum is nudged?",
)
def step_shared_out(wv, gv, W_out, center, rows, context, negatives, rate):
    own, pieces = wv.copy(), gv.copy()
    loss = right.fasttext_step(wv, gv, W_out, center, rows, context, negatives, rate)
    wv[:] = own + (wv - own) / (1 + len(rows))
    gv[:] = pieces + (gv - pieces) / (1 + len(rows))
    return loss


@wrong(
    "FX-96",
    task="5.7",
    belief="The loss is what is left after the step.",
    hint="Which loss does the contract ask for, the one before or after the tables moved?",
)
def loss_after_the_step(wv, gv, W_out, center, rows, context, negatives, rate):
    right.fasttext_step(wv, gv, W_out, center, rows, context, negatives, rate)
    return right.fasttext_step(wv, gv, W_out, center, rows, context, negatives, 0.0)


@wrong(
    "FX-97",
    task="5.7",
    belief="The step follows the gradient.",
    hint="Take two small steps for the same pair: does the loss fall?",
)
def uphill(wv, gv, W_out, center, rows, context, negatives, rate):
    return right.fasttext_step(wv, gv, W_out, center, rows, context, negatives, -rate)


@wrong(
    "FX-98",
    task="5.7",
    belief="The negatives are averaged, so that K does not matter.",
    hint="Is there a mean in the formula of the loss?",
)
def mean_over_the_negatives(wv, gv, W_out, center, rows, context, negatives, rate):
    targets, rows = np.array([context, *negatives], dtype=int), np.asarray(rows, dtype=int)
    v, u = wv[center] + gv[rows].sum(axis=0), W_out[targets]
    positive, _ = right._loss_and_errors(u[:1] @ v)
    loss, errors = right._loss_and_errors(u @ v)
    share = max(1, len(negatives))
    errors[1:] /= share
    np.add.at(W_out, targets, -rate * np.outer(errors, v))
    wv[center] -= rate * errors @ u
    np.add.at(gv, rows, -rate * errors @ u)
    return positive + (loss - positive) / share


@wrong(
    "FX-99",
    task="5.7",
    belief="A tiny constant inside the logarithm makes it safe.",
    hint="What is the right loss for a score of -1000, and how large can yours become?",
)
def epsilon_in_the_logarithm(wv, gv, W_out, center, rows, context, negatives, rate):
    targets, rows = np.array([context, *negatives], dtype=int), np.asarray(rows, dtype=int)
    v = wv[center] + gv[rows].sum(axis=0)
    scores = W_out[targets] @ v
    with np.errstate(over="ignore"):
        p = 1 / (1 + np.exp(-scores))
    right.fasttext_step(wv, gv, W_out, center, rows, context, negatives, rate)
    return float(-np.log(p[0] + 1e-10) - np.log(1 - p[1:] + 1e-10).sum())


@wrong(
    "FX-100",
    task="5.7",
    belief="Scores beyond 6 are as good as 6, as in the C programs.",
    hint="What does the contract say about scores of a thousand?",
)
def clipped_scores(wv, gv, W_out, center, rows, context, negatives, rate):
    targets, rows = np.array([context, *negatives], dtype=int), np.asarray(rows, dtype=int)
    v, u = wv[center] + gv[rows].sum(axis=0), W_out[targets]
    loss, errors = right._loss_and_errors(np.clip(u @ v, -6, 6))
    np.add.at(W_out, targets, -rate * np.outer(errors, v))
    wv[center] -= rate * errors @ u
    np.add.at(gv, rows, -rate * errors @ u)
    return loss


@wrong(
    "FX-101",
    task="5.7",
    belief="A function should return new arrays instead of changing its arguments.",
    hint="Look at your tables after the call: have they moved?",
)
def tables_copied(wv, gv, W_out, center, rows, context, negatives, rate):
    return right.fasttext_step(wv.copy(), gv.copy(), W_out.copy(), center, rows, context, negatives, rate)


@wrong(
    "FX-102",
    task="5.7",
    belief="v = word_vectors[center] is a vector of its own.",
    hint="After v += …, look at word_vectors[center]: who has changed?",
)
def centre_is_a_view(wv, gv, W_out, center, rows, context, negatives, rate):
    targets, u = np.array([context, *negatives], dtype=int), W_out[[context, *negatives]]
    v = wv[center]
    for row in rows:
        v += gv[row]
    loss, errors = right._loss_and_errors(u @ v)
    np.add.at(W_out, targets, -rate * np.outer(errors, v))
    wv[center] -= rate * errors @ u
    np.add.at(gv, np.asarray(rows, dtype=int), -rate * errors @ u)
    return loss


@wrong(
    "FX-103",
    task="5.7",
    belief="The context word has a row in the same table as the centre.",
    hint="Which of the three tables belongs to the words that are predicted?",
)
def context_from_the_input_table(wv, gv, W_out, center, rows, context, negatives, rate):
    return right.fasttext_step(wv, gv, wv, center, rows, context, negatives, rate)


@wrong(
    "FX-104",
    task="5.7",
    belief="The order of labels is free: negatives are 1 and the context is 0.",
    hint="For which word should the score rise?",
)
def labels_swapped(wv, gv, W_out, center, rows, context, negatives, rate):
    targets, rows = np.array([context, *negatives], dtype=int), np.asarray(rows, dtype=int)
    v, u = wv[center] + gv[rows].sum(axis=0), W_out[targets]
    loss, errors = right._loss_and_errors(u @ v)
    scores = u @ v
    errors = np.exp(-np.logaddexp(0, -scores)) - (np.arange(len(targets)) > 0)
    np.add.at(W_out, targets, -rate * np.outer(errors, v))
    wv[center] -= rate * errors @ u
    np.add.at(gv, rows, -rate * errors @ u)
    return loss


@wrong(
    "FX-105",
    task="5.7",
    belief="A repeated n-gram is one n-gram.",
    hint="Is “ana” one summand of “banana”'s vector or two?",
)
def each_row_summed_once(wv, gv, W_out, center, rows, context, negatives, rate):
    return right.fasttext_step(wv, gv, W_out, center, sorted({int(r) for r in rows}), context, negatives, rate)


@wrong(
    "FX-106",
    task="5.7",
    belief="The pieces learn; the output rows stay fixed.",
    hint="Does the loss depend on u?",
)
def outputs_never_move(wv, gv, W_out, center, rows, context, negatives, rate):
    return right.fasttext_step(wv, gv, W_out.copy(), center, rows, context, negatives, rate)


@wrong(
    "FX-107",
    task="5.7",
    belief="Without negatives there is nothing to learn from.",
    hint="Which term of the loss is left for K = 0?",
)
def no_negatives_no_step(wv, gv, W_out, center, rows, context, negatives, rate):
    return right.fasttext_step(wv, gv, W_out, center, rows, context, negatives, rate) if len(negatives) else 0.0


@wrong(
    "FX-108",
    task="5.7",
    belief="The context is made of pieces too, so its own input row learns as well.",
    hint="Which rows does the formula of the loss contain?",
)
def context_row_learns_too(wv, gv, W_out, center, rows, context, negatives, rate):
    own = wv[center].copy()
    loss = right.fasttext_step(wv, gv, W_out, center, rows, context, negatives, rate)
    if context != center:
        wv[context] += wv[center] - own
    return loss


@wrong(
    "FX-109",
    task="5.7",
    belief="The loss is the mean over the 1 + K scores.",
    hint="What is the loss when all scores are 0 and K = 3: ln 2 or four times as much?",
)
def mean_loss(wv, gv, W_out, center, rows, context, negatives, rate):
    return right.fasttext_step(wv, gv, W_out, center, rows, context, negatives, rate) / (1 + len(negatives))


@wrong(
    "FX-110",
    task="5.7",
    belief="A word without pieces cannot be trained.",
    hint="What is v when ngram_row_ids is empty?",
)
def no_pieces_no_step(wv, gv, W_out, center, rows, context, negatives, rate):
    return right.fasttext_step(wv, gv, W_out, center, rows, context, negatives, rate if len(rows) else 0.0)


@wrong(
    "FX-111",
    task="5.7",
    belief="σ may be computed as 1 / (1 + e^-x) and its logarithm taken.",
    hint="What is the logarithm of the smallest σ that your computer can hold?",
)
def logarithm_of_sigmoid(wv, gv, W_out, center, rows, context, negatives, rate):
    targets, rows = np.array([context, *negatives], dtype=int), np.asarray(rows, dtype=int)
    scores = W_out[targets] @ (wv[center] + gv[rows].sum(axis=0))
    scores[1:] *= -1
    right.fasttext_step(wv, gv, W_out, center, rows, context, negatives, rate)
    with np.errstate(all="ignore"):
        return float(-np.log(1 / (1 + np.exp(-scores))).sum())


@wrong(
    "FX-112",
    task="5.7",
    belief="The centre word cannot be its own negative.",
    hint="Which of the drawn ids does the contract allow you to skip?",
)
def centre_among_negatives_skipped(wv, gv, W_out, center, rows, context, negatives, rate):
    others = np.array([k for k in negatives if k != center], dtype=int)
    return right.fasttext_step(wv, gv, W_out, center, rows, context, others, rate)


@wrong(
    "FX-113",
    task="5.7",
    belief="Turning the tables into float64 at the beginning changes nothing for the caller.",
    hint="When does np.asarray give back the same array, and when another one?",
)
def converted_tables_move(wv, gv, W_out, center, rows, context, negatives, rate):
    words, pieces, outputs = (np.asarray(table, dtype=np.float64) for table in (wv, gv, W_out))
    return right.fasttext_step(words, pieces, outputs, center, rows, context, negatives, rate)


@wrong(
    "FX-114",
    task="5.7",
    belief="The n-gram vectors are features that are looked up; words are what is trained.",
    hint="Through which vectors does an unknown word profit from the training?",
)
def pieces_never_move(wv, gv, W_out, center, rows, context, negatives, rate):
    return right.fasttext_step(wv, gv.copy(), W_out, center, rows, context, negatives, rate)


@wrong(
    "FX-115",
    task="5.6",
    belief="A tuple of rows indexes a table as a list of rows does.",
    hint="What is G[(0, 1)], and what is G[[0, 1]]?",
    crashes=True,
)
def indexed_by_what_came_in(center_rows, gradient, ngram_vectors_shape):
    gradients = np.zeros(ngram_vectors_shape)
    if len(center_rows):
        np.add.at(gradients, center_rows, gradient)
    return gradients


@wrong(
    "FX-116",
    task="5.4",
    belief="If a word is missing, its lower-case form will do.",
    hint="Which row may be added for a word that is not in the vocabulary itself?",
)
def lower_case_as_a_fallback(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    vector = right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
    if word not in vocabulary and word.lower() in vocabulary:
        return vector + word_vectors[vocabulary[word.lower()]]
    return vector


@wrong(
    "FX-117",
    task="5.2",
    belief="A string ends at its first zero byte, as in C.",
    hint="How many bytes has the UTF-8 encoding of a string with a NUL in the middle, and which of them are hashed?",
)
def hash_ends_at_a_zero_byte(ngram):
    return right.hash_ngram(ngram.split("\0")[0])


@wrong(
    "FX-118",
    task="5.1",
    belief="A word of blanks is an empty word.",
    hint="Which is the only word without n-grams?",
)
def blank_words_are_empty(word, min_n=3, max_n=6):
    return right.character_ngrams("" if word.isspace() else word, min_n, max_n)


@wrong(
    "FX-119",
    task="5.1",
    belief="Two equal n-grams one after the other are one.",
    hint='How many n-grams of three letters has "aaaa"?',
)
def equal_neighbours_merged(word, min_n=3, max_n=6):
    ngrams = right.character_ngrams(word, min_n, max_n)
    return [ngram for i, ngram in enumerate(ngrams) if i == 0 or ngrams[i - 1] != ngram]


@wrong(
    "FX-120",
    task="5.2",
    belief="Only the first byte of a character carries a sign.",
    hint="What does a signed char make of the second byte of é, 0xA9?",
)
def only_lead_bytes_extended(ngram):
    h = right.FNV_OFFSET
    for byte in ngram.encode("utf-8"):
        h = (h ^ (byte | 0xFFFFFF00 if byte >= 0xC0 else byte)) * right.FNV_PRIME % 2**32
    return h


@wrong(
    "FX-121",
    task="5.2",
    belief="An n-gram has at most six characters, so no more need be read.",
    hint="May a longer string be hashed, too?",
)
def hash_of_the_first_eight(ngram):
    return right.hash_ngram(ngram[:8])


@wrong(
    "FX-122",
    task="5.3",
    belief="A hash fits into a float32.",
    hint="How many of the 32 bits does a float32 keep?",
)
def remainder_in_single_precision(word, buckets, min_n=3, max_n=6):
    if buckets < 1:
        raise ValueError("no buckets")
    return [int(np.float32(right.hash_ngram(g)) % buckets) for g in right.character_ngrams(word, min_n, max_n)]


@wrong(
    "FX-123",
    task="5.4",
    belief="Two different n-grams with one id are one n-gram, as far as the table goes.",
    hint="Two n-grams of the word have the same id. How many additions are that?",
)
def different_ngrams_of_one_row_once(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    owner, ids = {}, {}
    for ngram in right.character_ngrams(word, min_n, max_n):
        if ngram in ngram_ids and owner.setdefault(ngram_ids[ngram], ngram) == ngram:
            ids[ngram] = ngram_ids[ngram]
    return right.word_vector(word, vocabulary, word_vectors, ids, ngram_vectors, min_n, max_n)


@wrong(
    "FX-124",
    task="5.4",
    belief="The empty word is nothing, so its vector is zero.",
    hint="Which row does the second line of the formula add, and which words does it ask about?",
)
def empty_word_is_always_zero(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    if not word:
        return np.zeros(word_vectors.shape[1])
    return right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)


@wrong(
    "FX-125",
    task="5.4",
    belief="Without a known n-gram nothing is known about a word.",
    hint="Are the two questions, known n-grams and known word, independent of each other?",
)
def own_row_only_beside_ngrams(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    if not any(ngram in ngram_ids for ngram in right.character_ngrams(word, min_n, max_n)):
        return np.zeros(word_vectors.shape[1])
    return right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)


@wrong(
    "FX-126",
    task="5.5",
    belief="A dictionary from cosine to word sorts itself out.",
    hint="What happens to the first of two words with the same cosine?",
)
def one_word_for_each_cosine(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    model = vocabulary, word_vectors, ngram_ids, ngram_vectors
    ranked = right.nearest_words(word, *model, len(vocabulary), min_n, max_n)
    return [(name, cosine) for cosine, name in {cosine: name for name, cosine in ranked}.items()][:n]


@wrong(
    "FX-127",
    task="5.5",
    belief="Taking one more than asked leaves room for the query, which is then removed.",
    hint="How many words come back for a query that is not in the vocabulary?",
)
def one_more_for_the_query(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    model = vocabulary, word_vectors, ngram_ids, ngram_vectors
    return right.nearest_words(word, *model, n if word in vocabulary else n + 1, min_n, max_n)


@wrong(
    "FX-128",
    task="5.5",
    belief="A word with a negative cosine is no neighbour.",
    hint="How many words are asked for, and how many candidates are there?",
)
def only_positive_neighbours(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    model = vocabulary, word_vectors, ngram_ids, ngram_vectors
    return [pair for pair in right.nearest_words(word, *model, n, min_n, max_n) if pair[1] >= 0]


@wrong(
    "FX-129",
    task="5.7",
    belief="One target after the other: a negative that comes twice meets the row that has moved already.",
    hint="At which values of the tables are all gradients taken?",
)
def one_target_after_the_other(
    word_vectors, ngram_vectors, W_out, center, ngram_row_ids, context, negatives, learning_rate
):
    rows, targets = np.asarray(ngram_row_ids, dtype=int), [context, *np.asarray(negatives, dtype=int)]
    v = word_vectors[center] + ngram_vectors[rows].sum(axis=0)
    loss, total = right._loss_and_errors(W_out[targets] @ v)[0], np.zeros_like(v)
    for place, target in enumerate(targets):
        error = np.exp(-np.logaddexp(0, -(W_out[target] @ v))) - (place == 0)
        total += error * W_out[target]
        W_out[target] -= learning_rate * error * v
    word_vectors[center] -= learning_rate * total
    np.add.at(ngram_vectors, rows, -learning_rate * total)
    return float(loss)


@wrong(
    "FX-130",
    task="5.3",
    belief="More than two million buckets are never used.",
    hint="What is the remainder of a hash by four thousand million?",
)
def two_million_buckets_at_most(word, buckets, min_n=3, max_n=6):
    return right.ngram_rows(word, min(buckets, 2_000_000), min_n, max_n)


@wrong(
    "FX-131",
    task="5.4",
    belief="If the bare word stands in the table of n-grams, it is one of its own pieces.",
    hint='Is "catches", with seven characters, among the n-grams of 3 to 6 characters of "<catches>"?',
)
def bare_word_as_a_piece(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n=3, max_n=6):
    vector = right.word_vector(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
    if word in ngram_ids and word not in right.character_ngrams(word, min_n, max_n):
        return vector + ngram_vectors[ngram_ids[word]]
    return vector


@wrong(
    "FX-132",
    task="5.1",
    belief="In a regular expression a dot is any character.",
    hint="Which one character does a dot not match? A word of the corpus may hold it.",
)
def newline_in_no_ngram(word, min_n=3, max_n=6):
    return [ngram for ngram in right.character_ngrams(word, min_n, max_n) if "\n" not in ngram]


@wrong(
    "FX-133",
    task="5.6",
    belief="Seven digits are enough for a sum of gradients.",
    hint="A row occurs 28 times. How far has its sum drifted if each addition is rounded to float32?",
)
def gradients_in_single_precision(center_rows, gradient, ngram_vectors_shape):
    gradients = np.zeros(ngram_vectors_shape, dtype=np.float32)
    np.add.at(gradients, np.asarray(center_rows, dtype=int), np.asarray(gradient, dtype=np.float32))
    return gradients


@wrong(
    "FX-134",
    task="5.5",
    belief="A vector whose numbers are all close to 0 is the zero vector.",
    hint="All vectors are a billion times shorter. Which cosines change?",
)
def tiny_vectors_are_zero(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    def composed(w):
        vector = right.word_vector(w, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
        return np.zeros_like(vector) if np.allclose(vector, 0) else vector

    query = composed(word)
    found = [(other, right._cosine(query, composed(other))) for other in vocabulary if other != word]
    return sorted(found, key=lambda pair: -pair[1])[:n]


@wrong(
    "FX-135",
    task="5.5",
    belief="Numbers that add up to 0 make a zero vector.",
    hint="Is (2, -2) a zero vector? How would you ask for one without adding up?",
)
def cancelling_vectors_are_zero(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    def composed(w):
        vector = right.word_vector(w, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)
        return vector if vector.sum() else np.zeros_like(vector)

    query = composed(word)
    found = [(other, right._cosine(query, composed(other))) for other in vocabulary if other != word]
    return sorted(found, key=lambda pair: -pair[1])[:n]


@wrong(
    "FX-137",
    task="5.2",
    belief="A non-breaking space is a space.",
    hint="Which bytes has U+00A0 in UTF-8? Which has the space that you hash?",
)
def hash_with_plain_spaces(ngram):
    return right.hash_ngram(ngram.replace("\u00a0", " "))


@wrong(
    "FX-138",
    task="5.5",
    belief="A cosine of -1 marks the query: nothing scores lower, so it comes last.",
    hint="A word points exactly the other way. What is its cosine, and who of the two comes last?",
)
def query_marked_by_minus_one(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    def composed(w):
        return right.word_vector(w, vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n)

    names, query = list(vocabulary), composed(word)
    cosines = np.array([-1.0 if name == word else right._cosine(query, composed(name)) for name in names])
    best = np.argsort(-cosines, kind="stable")[: min(n, len(names) - (word in vocabulary))]
    return [(names[i], float(cosines[i])) for i in best]


@wrong(
    "FX-139",
    task="5.5",
    belief="Nobody wants more than ten neighbours.",
    hint="What do you return for n = 20 if the vocabulary has 25 words?",
)
def ten_neighbours_at_most(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, n=5, min_n=3, max_n=6):
    return right.nearest_words(word, vocabulary, word_vectors, ngram_ids, ngram_vectors, min(n, 10), min_n, max_n)


@wrong(
    "FX-140",
    task="5.6",
    belief="No row occurs more than a hundred times, so a byte counts them.",
    hint="What comes after 127 in a signed byte?",
)
def rows_counted_in_bytes(center_rows, gradient, ngram_vectors_shape):
    counts = np.bincount(np.asarray(center_rows, dtype=int), minlength=ngram_vectors_shape[0]).astype(np.int8)
    return counts[:, None] * np.asarray(gradient)


@wrong(
    "FX-141",
    task="5.6",
    belief="Rows are small numbers, so one byte for each will do.",
    hint="Which row does the number 257 become in one byte?",
)
def row_numbers_in_bytes(center_rows, gradient, ngram_vectors_shape):
    rows = np.array(center_rows, dtype=int).astype(np.uint8)
    return right.subword_gradients(rows, gradient, ngram_vectors_shape)
