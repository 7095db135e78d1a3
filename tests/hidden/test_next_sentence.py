"""Hidden tests of a7_bert/next_sentence.py, task 7.3: sentence pairs, next or from elsewhere.

The labels may be coins, or balanced and shuffled: counts are compared with a coin's, which hold the balanced ones too.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, permutations
from typing import Any

import numpy as np

from autograder.testing import example, given, holds, plausible, plausible_shares, raises, same_bag, task
from tests.hidden.strategies import seeds
from tests.hidden.strategies.a7_bert import Triple, dialogues, libraries, library, place, triples_of

Documents = list[list[list[str]]]

SHELF = library(1, 0, 1000, 5, 1)
"""One long document, an empty one, and three short ones of unequal length on both sides: 999 + 4 questions."""


def ask(submission: Any, documents: Documents, rng: np.random.Generator) -> list[Triple]:
    """The submission's triples, made of sentences of `documents`."""
    known = [sentence for document in documents for sentence in document]
    return triples_of(submission.next_sentence.nsp_pairs(documents, rng=rng), known)


def ask_the_long_one(submission: Any, rng: np.random.Generator) -> list[Triple]:
    """The triples whose A is in the long document of SHELF, in the order of A: one for each sentence but the last."""
    triples = ask(submission, SHELF, rng)
    found = sorted((triple for triple in triples if triple[0][0] == "d2"), key=lambda triple: place(triple[0]))
    order = [place(a)[1] for a, _, _ in found]
    holds(order == list(range(999)), expected="one triple for each sentence with a successor", got=order)
    return found


@task("7.3", points=1)
@example(documents=library(1, 1), seed=1)
@example(documents=library(3, 1), seed=1)
@example(documents=library(0, 4, 0, 2), seed=1)
@given(documents=libraries(), seed=seeds())
def test_successor_or_stranger(submission, documents, seed):
    """Each sentence with a successor is A once; B is the successor (label 0) or from another document (label 1)."""
    triples = ask(submission, documents, np.random.default_rng(seed))
    expected = [sentence for document in documents for sentence in document[:-1]]
    same_bag([a for a, _, _ in triples], expected, note="the sentences A")
    for a, b, label in triples:
        (here, at), there = place(a), place(b)
        if label == 0:
            holds(there == (here, at + 1), expected="the successor of A with label 0", got=(a, b, label))
        else:
            holds(there[0] != here, expected="a sentence of another document with label 1", got=(a, b, label))


@task("7.3", points=1)
@example(documents=[[["no"], ["yes"], ["no"], ["why"]], [["so"]]], seed=1)
@example(documents=[[["no"], ["yes"]], [["no"], ["yes"]]], seed=1)
@given(documents=dialogues(), seed=seeds())
def test_sentences_and_documents_may_repeat(submission, documents, seed):
    """Places count, not texts: a sentence that occurs twice has two successors, and two equal documents are two."""
    triples = ask(submission, documents, np.random.default_rng(seed))
    expected = [tuple(sentence) for document in documents for sentence in document[:-1]]
    same_bag([a for a, _, _ in triples], expected, note="the sentences A")
    followers = Counter((tuple(a), tuple(b)) for document in documents for a, b in pairwise(document))
    named = Counter((a, b) for a, b, label in triples if label == 0)
    for pair in named - followers:
        most = f"at most {followers[pair]} times with label 0"
        holds(False, expected=most, got=f"{named[pair]} times", where=str(pair))
    strangers = {(tuple(a), tuple(b)) for ours, theirs in permutations(documents, 2) for a in ours[:-1] for b in theirs}
    for a, b, label in triples:
        holds(label == 0 or (a, b) in strangers, expected="B of another document with label 1", got=(a, b, label))


@task("7.3", points=1)
def test_half_of_the_answers_are_no_and_none_can_be_foretold(submission):
    """A coin for each A (or balanced labels, shuffled): not one a document, not every second, not always the same."""
    rng = np.random.default_rng(81)
    labels = np.array([[label for _, _, label in ask_the_long_one(submission, rng)] for _ in range(4)])
    plausible(labels.sum(), labels.size, 0.5, of="labels 1")
    for part in np.array_split(labels, 5, axis=1):
        plausible(part.sum(), part.size, 0.5, of="labels 1 in one fifth of a document", error=1e-7)
    for distance in (1, 2):
        alike = labels[:, distance:] == labels[:, :-distance]
        plausible(alike.sum(), alike.size, 0.5, of=f"equal labels, {distance} sentences apart")
    short = [label for _, _, label in ask(submission, library(*[2] * 400), rng)]
    plausible(sum(short), len(short), 0.5, of="labels 1 in documents of two sentences")
    for call, again in pairwise(labels):
        plausible((call == again).sum(), call.size, 0.5, of="equal labels in two calls running", error=1e-7)


@task("7.3", points=1)
def test_strangers_come_from_any_other_document(submission):
    """First a document is drawn, all other ones equally likely, however short; then one of its sentences, any one."""
    rng = np.random.default_rng(82)
    calls = [ask_the_long_one(submission, rng) for _ in range(5)]
    drawn = [b for triples in calls for _, b, label in triples if label == 1]
    found = Counter(map(place, drawn))
    sources = {(0, 0): 1 / 3, (4, 0): 1 / 3, **{(3, s): 1 / 15 for s in range(5)}}
    holds(found.keys() <= sources.keys(), expected="sentences of the other documents", got=sorted(found))
    counts = [found[source] for source in sources]
    plausible_shares(counts, list(sources.values()), of=f"draws from {list(sources)}, number")
    repeats = sum(p * p for p in sources.values())
    pairs = list(zip(drawn[0::2], drawn[1::2], strict=False))
    plausible(sum(b == c for b, c in pairs), len(pairs), repeats, of="equal strangers, one after the other")
    both = [(b, c) for (_, b, k), (_, c, m) in zip(calls[0], calls[1], strict=True) if k == m == 1]
    plausible(sum(b == c for b, c in both), len(both), repeats, of="equal strangers for one A in two calls")
    documents = [[["why"]] * 300, [["why"]] * 300, [["so"]] * 2 + [["why"]] * 8]
    alike = [b == a for a, b, label in ask(submission, documents, rng) if a == ("why",) and label == 1]
    plausible(sum(alike), len(alike), 0.9, of="strangers that read like the successor")
    asked = sorted(ask(submission, library(1000, 2), rng), key=lambda triple: place(triple[0]))
    two = [b for a, b, label in asked if a[0] == "d0" and label == 1]
    pairs = list(zip(two[0::2], two[1::2], strict=False))
    plausible(sum(b == c for b, c in pairs), len(pairs), 1 / 2, of="equal strangers running, from a document of two")
    for many, note in (([2] * 400, "about 200 draws from 800 sentences"), ([200, 200], "from two times 200")):
        once = [b for _, b, label in ask(submission, library(*many), rng) if label == 1]
        holds(len(set(once)) < len(once), expected="a few strangers more than once", got="each only once", note=note)
    unequal = [triple for _ in range(200) for triple in ask(submission, library(2, 5), rng)]
    found = Counter(place(b)[1] for a, b, label in unequal if label == 1 and a[0] == "d0")
    plausible_shares([found[s] for s in range(5)], [1 / 5] * 5, of="draws from five sentences for a document of two")


@task("7.3", points=1)
def test_the_generator_decides(submission):
    """All chance comes from rng: the same seed gives the same triples, another seed or a second call gives others."""
    documents = library(60, 3, 2)

    def calls(seed: int) -> list[list[Triple]]:
        rng = np.random.default_rng(seed)
        return [ask(submission, documents, rng) for _ in range(2)]

    first, second = calls(83)
    for got, right in zip(calls(83), (first, second), strict=True):
        same_bag(got, right, note="two generators of one seed")
    for other, which in ((second, "a second call on one generator"), (calls(84)[0], "a generator of another seed")):
        holds(Counter(other) != Counter(first), expected="other triples", got="the same again", note=which)


@task("7.3", points=1)
def test_elsewhere_needs_a_second_document(submission):
    """Fewer than two documents with a sentence: ValueError. Empty ones do not count, and short ones do."""
    alone = library(3)
    for documents in ([], [[]], alone, [[], *alone, []], library(1), library(30)):
        with raises(ValueError, note=f"{len(documents)} documents, {sum(map(bool, documents))} with a sentence"):
            submission.next_sentence.nsp_pairs(documents, rng=np.random.default_rng(1))
    for documents in (library(4, 1), library(0, 1, 4)):
        triples = ask(submission, documents, np.random.default_rng(2))
        expected = [sentence for document in documents for sentence in document[:-1]]
        same_bag([a for a, _, _ in triples], expected, note="the sentences A")
