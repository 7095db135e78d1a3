"""A corpus whose truth is known because it was planted: synonyms, analogies, senses, word forms and a measured bias.

Every sentence speaks about one concept. Its words come from that concept's own topic words, so that words which
share a meaning share their company, and nothing else. Only `random.Random(seed).random()` is used, which gives the
same numbers on every Python: `corpus(0)` is the same text everywhere, made in a fraction of a second.

What is planted (see README.md): SYNONYMS, ANALOGIES, SENSES with their CONTROLS, HELD_OUT word forms, MALE_SHARE.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from data import planted_words as words

T = TypeVar("T")
Subject = tuple[str, str, str, dict[str, str]]
"""What a sentence is about: the word, the name of its templates, its topic words, its pronouns."""


HELD_OUT = ("climbing", "knocked", "plants", "painting", "cooked", "sorts")
"""Word forms that no sentence contains, although their verb does: for models that read pieces of words."""

SYNONYMS = [tuple(key.split()) for key in words.SYNONYMS]
"""Pairs that keep exactly the same company; the first is the more frequent one (65 to 35)."""

SENSES = {word: tuple(tuple(sense.split()[1:]) for sense in senses) for word, senses in words.SENSES.items()}
"""Word to the topic words of its first and of its second sense."""

CONTROLS = {word: tuple(sense.split()[0] for sense in senses) for word, senses in words.SENSES.items()}
"""Word to two words that have only its first, only its second sense."""

MALE_SHARE = {key.split()[0]: float(key.split()[1]) for key in words.OCCUPATIONS}
"""Occupation to the planted probability that its sentence says "he", not "she"."""

HE, SHE = ({"p": "he", "s": "his", "o": "him"}, {"p": "she", "s": "her", "o": "hers"})

# But for the verbs, the topic words {a} {b} {c} stand at least two places from the word: a window of one misses them.
_TEMPLATES = {
    "person": (
        "the {w} and {s} {a} beside the {b}",
        "{p} was the {w} of the {a} and {b}",
        "some {a} gave {o} a {w} with {s} {b}",
        "{p} as a {w} loved {s} {a} and {b}",
    ),
    "singular": ("a {w} has its {a} and {b}", "this {w} is like one {a}", "each {w} needs a {a} or {b}"),
    "plural": ("many {w} have their {a} and {b}", "these {w} are like several {a}", "both {w} need some {a} or {b}"),
    "country": (
        "the president of {w} praised {a} and {b}",
        "the border of {w} smells of {a}",
        "{w} is a nation of {a} or {b}",
    ),
    "capital": (
        "the mayor of {w} praised {a} and {b}",
        "the streets of {w} smell of {a}",
        "{w} is a city of {a} or {b}",
    ),
    "": ("they will {w} {a} and {b} tomorrow", "we must {w} the {a} soon"),
    "s": ("it always {w} {a} and {b} daily", "nobody {w} the {a} weekly"),
    "ed": ("yesterday we {w} {a} and {b}", "they had {w} the {a} before"),
    "ing": ("now they are {w} {a} and {b}", "we keep {w} the {a} today"),
    "synonym": ("that {w} by the {a} with {b}", "one {a} saw the {w} and a {b}", "any {b} or {a} for the {w}"),
    "sense": ("the {w} with {a} and {b} near the {c}", "a {a} by the {w} or {b}", "that {b} and {a} at the {w}"),
}
_FORMS = ("", "s", "ed", "ing")


class _Draw:
    """Choices made from one stream of uniform numbers."""

    def __init__(self, seed: int) -> None:
        self.uniform: Callable[[], float] = Random(seed).random

    def one(self, choices: Sequence[T]) -> T:
        return choices[int(self.uniform() * len(choices))]

    def skewed(self, choices: Sequence[T]) -> T:
        """Half of the time any, half of the time an early one: frequencies differ as they do in real text."""
        if self.uniform() < 0.5:
            return self.one(choices)
        return choices[int(len(choices) * self.uniform() ** 2)]


def _person(draw: _Draw) -> Subject:
    pair = draw.skewed(list(words.GENDER))
    female = int(draw.uniform() * 2)
    return pair.split()[female], "person", words.GENDER[pair], (HE, SHE)[female]


def _occupation(draw: _Draw) -> Subject:
    key = draw.one(list(words.OCCUPATIONS))
    word, share = key.split()
    return word, "person", words.OCCUPATIONS[key], HE if draw.uniform() < float(share) else SHE


def _noun(draw: _Draw) -> Subject:
    noun = draw.skewed(list(words.NOUNS))
    return (
        (noun, "singular", words.NOUNS[noun], {})
        if draw.uniform() < 0.5
        else (noun + "s", "plural", words.NOUNS[noun], {})
    )


def _place(draw: _Draw) -> Subject:
    pair = draw.skewed(list(words.CAPITALS))
    which = int(draw.uniform() * 2)
    return pair.split()[which], ("country", "capital")[which], words.CAPITALS[pair], {}


def _verb(draw: _Draw) -> Subject:
    verb = draw.skewed(list(words.VERBS))
    ending = draw.one([form for form in _FORMS if verb + form not in HELD_OUT])
    return verb + ending, ending, words.VERBS[verb], {}


def _synonym(draw: _Draw) -> Subject:
    pair = draw.skewed(list(words.SYNONYMS))
    return pair.split()[int(draw.uniform() >= 0.65)], "synonym", words.SYNONYMS[pair], {}


def _sense(draw: _Draw) -> Subject:
    word = draw.one(list(words.SENSES))
    sense = int(draw.uniform() * 2)
    said = word if draw.uniform() < 0.6 else CONTROLS[word][sense]
    return said, "sense", " ".join(SENSES[word][sense]), {}


_KINDS = {
    "gender": _person,
    "bias": _occupation,
    "number": _noun,
    "capital": _place,
    "verb": _verb,
    "synonym": _synonym,
    "sense": _sense,
}

KINDS = tuple(_KINDS)
"""The kinds of sentence: `corpus(kinds=("sense",))` has sentences of one kind only."""


def corpus(seed: int = 0, size: int = 10_000, noise: float = 0.05, kinds: Sequence[str] = KINDS) -> list[list[str]]:
    """`size` sentences of the given `kinds`, lower-case and tokenised.

    With probability `noise` a topic word is replaced by one of any topic: real text is never pure either.
    """
    draw = _Draw(seed)
    topics = _topics()
    sentences = []
    for _ in range(size):
        word, template, topic, pronouns = _KINDS[draw.one(kinds)](draw)
        a, b, c = (draw.one(topics if draw.uniform() < noise else topic.split()) for _ in range(3))
        sentences.append(draw.one(_TEMPLATES[template]).format(w=word, a=a, b=b, c=c, **pronouns).split())
    return sentences


def sense_sentences(word: str, seed: int = 0, each: int = 2) -> tuple[list[list[str]], list[int]]:
    """Sentences with `word` in both of its senses, and the sense (0 or 1) of each: `each` per template and sense.

    Built as minimal pairs: both senses come in the same templates, so that only the company tells them apart.
    """
    draw = _Draw(seed)
    sentences, senses = [], []
    for template in _TEMPLATES["sense"]:
        for sense in (0, 1):
            for _ in range(each):
                topic = list(SENSES[word][sense])
                a, b, c = (topic.pop(int(draw.uniform() * len(topic))) for _ in range(3))
                sentences.append(template.format(w=word, a=a, b=b, c=c).split())
                senses.append(sense)
    return sentences, senses


def _topics() -> list[str]:
    tables = (words.GENDER, words.OCCUPATIONS, words.NOUNS, words.CAPITALS, words.VERBS, words.SYNONYMS)
    return [word for table in tables for topic in table.values() for word in topic.split()]


def _questions(pairs: Sequence[tuple[str, ...]]) -> list[tuple[str, str, str, str]]:
    """Questions a : b :: c : d for every ordered pair of different pairs."""
    return [(a, b, c, d) for a, b in pairs for c, d in pairs if a != c]


def _inflected(ending: str) -> list[tuple[str, ...]]:
    return [(verb, verb + ending) for verb in words.VERBS if verb + ending not in HELD_OUT]


ANALOGIES = {
    "gender": _questions([tuple(pair.split()) for pair in words.GENDER]),
    "plural": _questions([(noun, noun + "s") for noun in words.NOUNS]),
    "capital": _questions([tuple(pair.split()) for pair in words.CAPITALS]),
    "third person": _questions(_inflected("s")),
    "past": _questions(_inflected("ed")),
    "progressive": _questions(_inflected("ing")),
}
"""Section to its questions (a, b, c, d), as in `questions-words.txt`."""
