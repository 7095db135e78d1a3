"""Hidden tests of a1_sparse/sparse.py: one-hot vectors, cosine, bag of words, TF-IDF."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import hypot, log

import numpy as np
from hypothesis import strategies as st

from autograder.testing import DOUBLE, SINGLE, example, given, integers, raises, same, task
from reference.a1_sparse import sparse as reference
from tests.hidden.strategies import STRANGERS, arrays, corpora, sentences, vocabularies
from tests.hidden.strategies.a1_sparse import CASED, unequal_pairs, vector_pairs, weighted_vocabularies

ABC = {"c": 0, "a": 2, "b": 3, "z": 1}
"""A small vocabulary; no document below holds its z."""


@task("1.1", points=1)
@given(vocabulary=vocabularies(), place=st.integers(0, 6))
@example(vocabulary={"cat": 0, "": 1}, place=0)  # any string is a word
def test_one_at_the_id_and_zero_elsewhere(submission, vocabulary, place):
    """1 at the word's id, whatever the order of the vocabulary."""
    word = sorted(vocabulary)[place % len(vocabulary)]
    right = [float(index == vocabulary[word]) for index in range(len(vocabulary))]
    same(submission.sparse.one_hot(word, vocabulary), right, **DOUBLE)


@task("1.1", points=1)
@given(vocabulary=vocabularies(), word=st.sampled_from([*STRANGERS, "Cat", "ca", "cat ", ""]))
@example(vocabulary={"cafe": 0}, word="café")
@example(vocabulary={"\N{LATIN SMALL LETTER E WITH ACUTE}": 0}, word="e\N{COMBINING ACUTE ACCENT}")
@example(vocabulary={"<unk>": 0, "[UNK]": 1}, word="qux")
@example(vocabulary={}, word="cat")
def test_an_unknown_word_is_a_key_error(submission, vocabulary, word):
    """A word that the vocabulary does not know has no vector."""
    with raises(KeyError):
        submission.sparse.one_hot(word, vocabulary)


@task("1.1", points=1)
def test_capital_letters_make_another_word(submission):
    """ "Polish" and "polish" are two words, if the vocabulary says so."""
    same(submission.sparse.one_hot("Polish", {"polish": 0, "Polish": 1}), [0.0, 1.0], **DOUBLE)


@task("1.2", points=1)
@given(pair=vector_pairs())
@example(pair=(np.array([0.0, 3.0, -3.0]), np.array([1.0, 0.0, 2.0])))
def test_dot_product_over_lengths(submission, pair):
    """(u · v) / (|u| |v|), between -1 and 1."""
    u, v = pair
    right = sum(a * b for a, b in zip(u, v, strict=True)) / (hypot(*u) * hypot(*v))
    same(submission.sparse.cosine_similarity(u, v), right, **DOUBLE)


@task("1.2", points=1)
def test_a_cosine_by_hand(submission):
    """(1, 2, -2) and (-2, 1, 2): the dot product is -4, both lengths are 3. Nearly 1 is not 1, and nearly 0 is not 0."""
    for u, v, right in (
        ([1.0, 2.0, -2.0], [-2.0, 1.0, 2.0], -4 / 9),
        ([100.0, 0.0], [100.0, 1.0], 100 / hypot(100, 1)),
        ([1000.0, 0.0], [1000.0, 1.0], 1000 / hypot(1000, 1)),
        ([0.0, 1.0], [20_000.0, 1.0], 1 / hypot(20_000, 1)),
        ([1.0, 2.0, -2.0] * 100, [-2.0, 1.0, 2.0] * 100, -4 / 9),
    ):
        same(submission.sparse.cosine_similarity(np.array(u), np.array(v)), right, **DOUBLE)


@task("1.2", points=1)
@given(vector=arrays(3), zero_first=st.booleans())
@example(vector=np.zeros(3), zero_first=True)
def test_the_zero_vector_is_like_nothing(submission, vector, zero_first):
    """The cosine of the zero vector with anything, itself included, is 0."""
    pair = (np.zeros(3), vector) if zero_first else (vector, np.zeros(3))
    same(submission.sparse.cosine_similarity(*pair), 0.0, **DOUBLE)


@task("1.2", points=1)
@given(pair=vector_pairs(), stretch=st.sampled_from([0.001, 1000.0, 1e-9]))
def test_lengths_do_not_matter(submission, pair, stretch):
    """Short vectors have the same cosine as long ones, so nothing may be added to the denominator."""
    u, v = pair
    same(submission.sparse.cosine_similarity(stretch * u, stretch * v), reference.cosine_similarity(u, v), **DOUBLE)


@task("1.2", points=1)
@given(pair=unequal_pairs())
@example(pair=(np.array([2.0]), np.array([1.0, 2.0, 3.0])))
def test_vectors_of_different_lengths_are_refused(submission, pair):
    """Two vectors of different lengths have no angle."""
    with raises(ValueError):
        submission.sparse.cosine_similarity(*pair)


@task("1.2", points=1)
@given(pair=vector_pairs())
def test_single_precision_vectors(submission, pair):
    """Vectors in float32 have the same cosine, up to single precision."""
    u, v = pair
    answer = submission.sparse.cosine_similarity(u.astype(np.float32), v.astype(np.float32))
    same(answer, reference.cosine_similarity(u, v), **SINGLE)


@task("1.3", points=1)
def test_fifty_nine_words(submission):
    """The chapter's vocabulary of 59 words has 1,711 pairs."""
    same(submission.sparse.orthogonal_pairs(59), 1711, **DOUBLE)


@task("1.3", points=1)
@given(size=st.integers(0, 1))
def test_one_word_has_no_partner(submission, size):
    """No word and one word make no pair."""
    same(submission.sparse.orthogonal_pairs(size), 0, **DOUBLE)


@task("1.3", points=1)
@given(size=st.integers(2, 120))
def test_every_unordered_pair_counts_once(submission, size):
    """As many as there are ways to pick two different words, without order."""
    pairs = integers(submission.sparse.orthogonal_pairs(size), shape=())
    same(pairs, sum(1 for _ in combinations(range(size), 2)), **DOUBLE)


@task("1.4", points=1)
@given(document=sentences(), vocabulary=vocabularies())
@example(document=["cat"] * 300, vocabulary={"dog": 1, "cat": 0})
@example(document=["a", "I", "a"], vocabulary={"I": 0, "a": 1})
@example(document=["don't", "", "new york"], vocabulary={"new york": 1, "york": 0, "don't": 3, "": 2})
def test_every_occurrence_counts(submission, document, vocabulary):
    """How often each word of the vocabulary stands in the document."""
    same(submission.sparse.bag_of_words(document, vocabulary), _counted(document, vocabulary), **DOUBLE)


@task("1.4", points=1)
@given(
    document=sentences(words=(*STRANGERS, "fox", "cats", "mathematics")),
    vocabulary=vocabularies().filter(lambda drawn: "fox" not in drawn),
)
@example(document=["Cat", "Cat", "cat."], vocabulary={"cat": 0})
@example(document=["café", "cat "], vocabulary={"cat": 1, "cafe": 0, "caf": 2})
@example(document=["electroencephalographs"], vocabulary={"electroencephalograph": 0})
@example(document=["qux"], vocabulary={"<unk>": 1, "[UNK]": 0, "": 2})
def test_unknown_words_are_dropped(submission, document, vocabulary):
    """Words without an id count for nothing, not even for another word."""
    same(submission.sparse.bag_of_words(document, vocabulary), np.zeros(len(vocabulary)), **DOUBLE)


@task("1.4", points=1)
def test_words_are_compared_as_they_are(submission):
    """A capital letter makes another word; a repeated word counts again."""
    document = ["The", "Polish", "polish", "the", "Polish", "table"]
    same(submission.sparse.bag_of_words(document, CASED), [1.0, 2.0, 1.0, 1.0], **DOUBLE)


@task("1.4", points=1)
@given(vocabulary=vocabularies())
def test_an_empty_document_is_an_empty_bag(submission, vocabulary):
    """No words: zeros, one for each word of the vocabulary."""
    same(submission.sparse.bag_of_words([], vocabulary), np.zeros(len(vocabulary)), **DOUBLE)


@task("1.5", points=1)
@given(documents=corpora(max_sentences=6), vocabulary=vocabularies())
def test_the_log_of_all_over_those_that_contain_it(submission, documents, vocabulary):
    """ln(N / n_w), and 0 for a word that no document contains."""
    answer = submission.sparse.inverse_document_frequency(documents, vocabulary)
    same(answer, reference.inverse_document_frequency(documents, vocabulary), **DOUBLE)


@task("1.5", points=1)
def test_three_small_documents(submission):
    """a is in all three, b in two, c in one, and z in none."""
    documents = [["a", "b"], ["b", "c", "a"], ["a", "a", "d"]]
    answer = submission.sparse.inverse_document_frequency(documents, ABC)
    same(answer, [log(3), 0.0, 0.0, log(3 / 2)], **DOUBLE)


@task("1.5", points=1)
def test_every_document_counts_among_all(submission):
    """Empty documents and those without a known word are documents too."""
    answer = submission.sparse.inverse_document_frequency([["a"], [], ["A"], ["b", "b", "a"], []], ABC)
    same(answer, [0.0, 0.0, log(5 / 2), log(5)], **DOUBLE)


@task("1.5", points=1)
def test_the_same_document_twice_is_two(submission):
    """Equal documents are counted each for itself, above and below the fraction."""
    answer = submission.sparse.inverse_document_frequency([["a", "c"], ["a", "c"], ["c"], ["c"], ["b"]], ABC)
    same(answer, [log(5 / 4), 0.0, log(5 / 2), log(5)], **DOUBLE)


@task("1.5", points=1)
@given(vocabulary=vocabularies(), documents=st.lists(sentences(words=(*STRANGERS, "cats")), max_size=3))
@example(vocabulary={"cat": 1, "dog": 0}, documents=[])
@example(vocabulary={"cat": 1, "the": 0}, documents=[["cats", "them"], ["bobcat"]])
def test_words_in_no_document_have_no_weight(submission, vocabulary, documents):
    """0 where no document contains the word, and everywhere if there is no document."""
    answer = submission.sparse.inverse_document_frequency(documents, vocabulary)
    same(answer, np.zeros(len(vocabulary)), **DOUBLE)


@task("1.5", points=1)
@given(documents=corpora(), vocabulary=vocabularies(), times=st.integers(2, 3))
@example(documents=[["cat"], ["dog"]], vocabulary={"dog": 1, "cat": 0}, times=300)
def test_repeating_the_collection_changes_nothing(submission, documents, vocabulary, times):
    """The share of documents counts, not their number, so nothing may be added to either."""
    answer = submission.sparse.inverse_document_frequency(documents * times, vocabulary)
    same(answer, reference.inverse_document_frequency(documents, vocabulary), **DOUBLE)


@task("1.6", points=1)
@given(document=sentences(), weighted=weighted_vocabularies())
@example(document=["cat", "dog", "the", "dog"], weighted=({"the": 2, "dog": 0, "cat": 1}, np.array([0.5, 2.0, 1.5])))
def test_raw_count_times_the_given_idf(submission, document, weighted):
    """How often each word occurs, times the weight of its id."""
    vocabulary, idf = weighted
    same(submission.sparse.tf_idf(document, vocabulary, idf), _counted(document, vocabulary) * idf, **DOUBLE)


@task("1.6", points=1)
def test_a_tf_idf_by_hand(submission):
    """Four words known, two of them equal; the weights are those given, a negative, a tiny and a large one among them."""
    document = ["b", "a", "qux", "b", "c"]
    answer = submission.sparse.tf_idf(document, ABC, np.array([-0.25, 1.25, 0.0005, 20.0]))
    same(answer, [-0.25, 0.0, 0.0005, 40.0], **DOUBLE)


@task("1.6", points=1)
@given(document=sentences(4), weighted=weighted_vocabularies(), times=st.integers(2, 5))
@example(document=["cat"], weighted=({"dog": 1, "cat": 0}, np.array([0.5, 2.0])), times=300)
def test_saying_everything_again_counts_again(submission, document, weighted, times):
    """A document twice as long weighs twice as much: nothing is divided by a length."""
    vocabulary, idf = weighted
    answer = submission.sparse.tf_idf(document * times, vocabulary, idf)
    same(answer, times * reference.tf_idf(document, vocabulary, idf), **DOUBLE)


@task("1.6", points=1)
@given(document=sentences(4, words=STRANGERS), weighted=weighted_vocabularies())
@example(document=[], weighted=({"cat": 1, "dog": 0}, np.array([1.0, 2.0])))
@example(document=["Cat", "Cat", "cat."], weighted=({"cat": 0}, np.array([2.0])))
def test_a_document_of_unknown_words_is_zero(submission, document, weighted):
    """An empty document, or one of unknown words only, gives zeros."""
    vocabulary, idf = weighted
    same(submission.sparse.tf_idf(document, vocabulary, idf), np.zeros(len(vocabulary)), **DOUBLE)


@task("1.6", points=1)
def test_capital_letters_keep_their_own_weight(submission):
    """Each of two words that differ in a capital letter has a weight of its own."""
    answer = submission.sparse.tf_idf(["Polish", "polish", "Polish"], CASED, np.array([1.0, 0.5, 0.25, 3.0]))
    same(answer, [0.0, 1.0, 0.25, 0.0], **DOUBLE)


def _counted(document, vocabulary):
    """Occurrences by id, with no help from the reference."""
    found = Counter(document)
    return np.array([found[word] for word in sorted(vocabulary, key=vocabulary.__getitem__)], dtype=float)
