"""Known wrong ways to do a7_bert/next_sentence.py, each with the belief behind it and a question that helps."""

from __future__ import annotations

from itertools import chain, cycle, pairwise

import numpy as np

from autograder.specimens import wrong
from reference.a7_bert import next_sentence as right

# Task 7.3: nsp_pairs


@wrong(
    "B-29",
    task="7.3",
    belief="1 is true, so 1 means: B is the next sentence.",
    hint="Look at the two constants at the top of the file. Which of them is 0?",
)
def labels_flipped(documents, *, rng):
    return [(a, b, 1 - label) for a, b, label in right.nsp_pairs(documents, rng=rng)]


@wrong(
    "B-32",
    task="7.3",
    belief="Half of the time means: half of the times I call it.",
    hint="Print the labels of one call. In which loop is the coin tossed?",
)
def one_coin_for_all(documents, *, rng):
    draws, wanted = [right.nsp_pairs(documents, rng=rng) for _ in range(40)], rng.integers(2)
    columns = zip(*draws, strict=True)
    return [next((triple for triple in choices if triple[2] == wanted), choices[0]) for choices in columns]


@wrong(
    "B-33",
    task="7.3",
    belief="Half means every second one.",
    hint="Can your next label be foretold from the last one? What would a model learn from that?",
)
def every_second_one(documents, *, rng):
    draws, found = [right.nsp_pairs(documents, rng=rng) for _ in range(40)], []
    for place, choices in enumerate(zip(*draws, strict=True)):
        found.append(next((triple for triple in choices if triple[2] == place % 2), choices[0]))
    return found


@wrong(
    "BX-51",
    task="7.3",
    belief="The corpus is one long list: what comes next in it is the next sentence.",
    hint="Does the first sentence of a document follow the last one of the document before?",
)
def borders_are_crossed(documents, *, rng):
    triples = right.nsp_pairs(documents, rng=rng)
    ends = [(ours[-1], theirs[0], 0) for ours, theirs in pairwise([d for d in documents if d])]
    return triples + ends


@wrong(
    "BX-52",
    task="7.3",
    belief="A random sentence from elsewhere: put all other sentences in one bag and draw.",
    hint="One other document has 1,000 sentences and another has one. How often should each be the source?",
)
def one_bag_of_sentences(documents, *, rng):
    right.nsp_pairs(documents, rng=rng)
    triples = []
    for here, document in enumerate(documents):
        bag = list(chain.from_iterable(other for there, other in enumerate(documents) if there != here))
        for a, b in pairwise(document):
            triples.append((a, b, 0) if rng.random() < 0.5 else (a, bag[rng.integers(len(bag))], 1))
    return triples


@wrong(
    "BX-53",
    task="7.3",
    belief="A random document is a random document, it need not be another one.",
    hint="How often does your stranger come from the same text as A, and is it one then?",
)
def any_document_will_do(documents, *, rng):
    triples, filled = [], [document for document in documents if document]
    for a, b, label in right.nsp_pairs(documents, rng=rng):
        source = filled[rng.integers(len(filled))]
        triples.append((a, source[rng.integers(len(source))] if label else b, label))
    return triples


@wrong(
    "BX-54",
    task="7.3",
    belief="A sentence that was B once is used up: the pairs do not overlap.",
    hint="In a document of three sentences, which of them have a successor?",
)
def pairs_do_not_overlap(documents, *, rng):
    triples = iter(right.nsp_pairs(documents, rng=rng))
    return [next(triples) for document in documents for at in range(len(document) - 1)][::2]


@wrong(
    "BX-55",
    task="7.3",
    belief="A document of one sentence is of no use and can be dropped.",
    hint="It has no A to offer. May a B come from it?",
)
def single_sentences_dropped(documents, *, rng):
    longer = [document for document in documents if len(document) > 1]
    spare = [document for document in documents if document]
    return right.nsp_pairs(longer if len(longer) > 1 else spare, rng=rng)


@wrong(
    "BX-56",
    task="7.3",
    belief="If there is no other document, every pair is simply a next one.",
    hint="What can a classifier learn from examples of one kind only? What does the contract want here?",
)
def alone_without_complaint(documents, *, rng):
    if sum(map(bool, documents)) < 2:
        return [(a, b, 0) for document in documents for a, b in pairwise(document)]
    return right.nsp_pairs(documents, rng=rng)


@wrong(
    "BX-57",
    task="7.3",
    belief="The last sentence has no successor, so it always gets a stranger.",
    hint="Over which sentences does A run? What could the model guess from an A that ends a document?",
)
def last_sentences_too(documents, *, rng):
    triples, filled = right.nsp_pairs(documents, rng=rng), [document for document in documents if document]
    for here, document in enumerate(filled):
        triples.append((document[-1], filled[here - 1][0], 1))
    return triples


@wrong(
    "BX-58",
    task="7.3",
    belief="The other document is chosen once for each document.",
    hint="List the sources of all strangers of one document. How many different ones are there?",
)
def one_source_per_document(documents, *, rng):
    right.nsp_pairs(documents, rng=rng)
    triples, filled = [], [document for document in documents if document]
    for here, document in enumerate(filled):
        there = int(rng.integers(len(filled) - 1))
        source = filled[there + (there >= here)]
        for a, b in pairwise(document):
            triples.append((a, b, 0) if rng.random() < 0.5 else (a, source[rng.integers(len(source))], 1))
    return triples


@wrong(
    "BX-59",
    task="7.3",
    belief="The successor is found by looking for the sentence in its document.",
    hint='A dialogue says "no" twice. Which successor does your look-up find the second time?',
)
def successor_by_text(documents, *, rng):
    triples, order = right.nsp_pairs(documents, rng=rng), [d for d in documents for _ in d[:-1]]
    return [(a, b if label else d[d.index(a) + 1], label) for (a, b, label), d in zip(triples, order, strict=True)]


@wrong(
    "BX-60",
    task="7.3",
    belief="Another document is one with another text.",
    crashes=True,
    hint="Two documents say the same. Are they two? What is left to draw from in your version?",
)
def other_by_text(documents, *, rng):
    right.nsp_pairs(documents, rng=rng)
    triples, filled = [], [document for document in documents if document]
    for document in filled:
        others = [other for other in filled if other != document]
        for a, b in pairwise(document):
            source = others[rng.integers(len(others))]
            triples.append((a, b, 0) if rng.random() < 0.5 else (a, source[rng.integers(len(source))], 1))
    return triples


@wrong(
    "BX-61",
    task="7.3",
    belief="Elsewhere is the following document.",
    hint="From how many different documents do the strangers of one document come?",
)
def always_the_following_document(documents, *, rng):
    right.nsp_pairs(documents, rng=rng)
    triples, filled = [], [document for document in documents if document]
    for document, source in zip(filled, filled[1:] + filled[:1], strict=True):
        for a, b in pairwise(document):
            triples.append((a, b, 0) if rng.random() < 0.5 else (a, source[rng.integers(len(source))], 1))
    return triples


@wrong(
    "BX-62",
    task="7.3",
    belief="NumPy's own generator is as good as the one that was passed.",
    hint="Call it with two generators of one seed. Should the two answers differ?",
)
def rng_is_ignored(documents, *, rng):
    return right.nsp_pairs(documents, rng=np.random.default_rng())


@wrong(
    "BX-63",
    task="7.3",
    belief="A fixed seed inside makes the data reproducible.",
    hint="Call it twice with one generator. What changes from epoch to epoch?",
)
def seeded_inside(documents, *, rng):
    return right.nsp_pairs(documents, rng=np.random.default_rng(42))


@wrong(
    "BX-64",
    task="7.3",
    belief="Half and half: each A asks twice, with its successor and with a stranger.",
    hint="How many triples does one A give, and how many should it?",
)
def both_questions_for_each(documents, *, rng):
    once, again = (right.nsp_pairs(documents, rng=rng) for _ in range(2))
    return once + again


@wrong(
    "BX-65",
    task="7.3",
    belief="The first half of the pairs is next, the second half is not.",
    hint="Where in the corpus are your strangers? What else may differ between its beginning and its end?",
)
def first_half_next(documents, *, rng):
    draws, found = [right.nsp_pairs(documents, rng=rng) for _ in range(40)], []
    for place, choices in enumerate(zip(*draws, strict=True)):
        wanted = int(place >= len(draws[0]) / 2)
        found.append(next((triple for triple in choices if triple[2] == wanted), choices[0]))
    return found


@wrong(
    "BX-66",
    task="7.3",
    belief="A random document is random enough, its first sentence will do.",
    hint="Which sentences of a long document can be a stranger in your version?",
)
def first_sentences_only(documents, *, rng):
    triples, order = right.nsp_pairs(documents, rng=rng), [i for i, d in enumerate(documents) for _ in d[:-1]]
    found = []
    for (a, b, label), here in zip(triples, order, strict=True):
        firsts = [other[0] for there, other in enumerate(documents) if there != here and other]
        found.append((a, firsts[rng.integers(len(firsts))] if label else b, label))
    return found


@wrong(
    "BX-50",
    task="7.3",
    belief="Elsewhere is further on: a later document, or the first one if there is none.",
    hint="Can a sentence of the last document ever stand beside one of the first, and the other way round?",
)
def later_documents_only(documents, *, rng):
    triples, filled = right.nsp_pairs(documents, rng=rng), [document for document in documents if document]
    order, found = [i for i, d in enumerate(filled) for _ in d[:-1]], []
    for (a, b, label), here in zip(triples, order, strict=True):
        later = filled[here + 1 :] or filled[:1]
        source = later[rng.integers(len(later))]
        found.append((a, source[rng.integers(len(source))] if label else b, label))
    return found


@wrong(
    "BX-67",
    task="7.3",
    belief="Go through the other sentences in turn: that is fair, and each gets used.",
    hint="Uniform draws sometimes repeat a sentence at once. Does yours ever?",
)
def strangers_in_turn(documents, *, rng):
    triples, order = right.nsp_pairs(documents, rng=rng), [i for i, d in enumerate(documents) for _ in d[:-1]]
    turns = {}
    for here in set(order):
        others = [other for there, other in enumerate(documents) if there != here and other]
        rounds = [[other[k % len(other)] for other in others] for k in range(60)]
        turns[here] = cycle(chain.from_iterable(rounds))
    return [(a, next(turns[here]) if label else b, label) for (a, b, label), here in zip(triples, order, strict=True)]


@wrong(
    "BX-68",
    task="7.3",
    belief="The coin is tossed once for each document.",
    hint="Print the labels of one long document. Are they all alike?",
)
def one_coin_per_document(documents, *, rng):
    draws, found = [right.nsp_pairs(documents, rng=rng) for _ in range(40)], []
    owners = [here for here, document in enumerate(documents) for _ in document[:-1]]
    coins = rng.integers(2, size=len(documents))
    for here, choices in zip(owners, zip(*draws, strict=True), strict=True):
        found.append(next((triple for triple in choices if triple[2] == coins[here]), choices[0]))
    return found


@wrong(
    "BX-69",
    task="7.3",
    belief="Not next means the wrong way round: first B, then A.",
    hint="That is another exercise (sentence order). Where does a stranger come from in this one?",
)
def swapped_instead_of_strange(documents, *, rng):
    right.nsp_pairs(documents, rng=rng)
    steps = [pair for document in documents for pair in pairwise(document)]
    return [(a, b, 0) if rng.random() < 0.5 else (b, a, 1) for a, b in steps]


@wrong(
    "BX-70",
    task="7.3",
    belief="Three kinds of B (next, same text, other text), each a third.",
    hint="How many labels of each kind are there among 1,000 triples?",
)
def a_third_is_strange(documents, *, rng):
    once, again = (right.nsp_pairs(documents, rng=rng) for _ in range(2))
    return [
        other if other[2] == 0 and rng.random() < 1 / 3 else triple for triple, other in zip(once, again, strict=True)
    ]


# Task 7.4: pack_pair


@wrong(
    "B-36",
    task="7.4",
    belief="The separator opens sentence B.",
    hint="To which sentence does the first [SEP] belong: the one that it ends, or the one that follows?",
)
def first_separator_in_segment_one(a, b, *, cls_id, sep_id, pad_id, max_length):
    ids, segments, mask = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    segments[np.flatnonzero(ids == sep_id)[0]] = 1
    return ids, segments, mask


@wrong(
    "B-38",
    task="7.4",
    belief="Too long? Cut the packed line at max_length.",
    hint="What is the last token of your line, and what should it be? Which sentence had to give way?",
)
def packed_line_is_cut(a, b, *, cls_id, sep_id, pad_id, max_length):
    roomy = max(max_length, len(a) + len(b) + 3)
    right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    rows = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=roomy)
    return tuple(row[:max_length] for row in rows)


@wrong(
    "B-39",
    task="7.4",
    belief="The attention mask is all ones.",
    hint="Should a word look at the padding, and learn from how much of it there is?",
)
def padding_is_attended(a, b, *, cls_id, sep_id, pad_id, max_length):
    ids, segments, mask = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    return ids, segments, np.ones_like(mask)


@wrong(
    "BX-71",
    task="7.4",
    belief="Only B is cut: A is the question, B the rest.",
    hint="A has ten tokens and B has two. What is left of B in your version?",
)
def only_b_gives_way(a, b, *, cls_id, sep_id, pad_id, max_length):
    right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    room = max_length - 3
    first = list(a)[: max(1, room - 1)]
    second = list(b)[: max(1, room - len(first))]
    return right.pack_pair(first, second, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)


@wrong(
    "BX-72",
    task="7.4",
    belief="On equal lengths A gives way.",
    hint="Two sentences of three tokens, and one token too many: which of the two becomes shorter?",
)
def a_gives_way_on_equal_lengths(a, b, *, cls_id, sep_id, pad_id, max_length):
    right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    first, second = list(a), list(b)
    while len(first) + len(second) > max_length - 3:
        (first if len(first) >= len(second) else second).pop()
    return right.pack_pair(first, second, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)


@wrong(
    "BX-73",
    task="7.4",
    belief="Old words are forgotten first: drop from the front.",
    hint="Which end of a sentence does the contract shorten?",
)
def dropped_from_the_front(a, b, *, cls_id, sep_id, pad_id, max_length):
    right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    first, second = list(a), list(b)
    while len(first) + len(second) > max_length - 3:
        (first if len(first) > len(second) else second).pop(0)
    return right.pack_pair(first, second, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)


@wrong(
    "BX-74",
    task="7.4",
    belief="max_length counts the words; the special tokens come on top.",
    hint="What is the length of your line, and what did the caller ask for?",
)
def special_tokens_come_on_top(a, b, *, cls_id, sep_id, pad_id, max_length):
    right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    return right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length + 3)


@wrong(
    "BX-75",
    task="7.4",
    belief="Padding comes after B, so it belongs to segment 1.",
    hint="What does the contract say about the segments of padding?",
)
def padding_in_segment_one(a, b, *, cls_id, sep_id, pad_id, max_length):
    ids, segments, mask = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    return ids, np.where(mask == 0, 1, segments), mask


@wrong(
    "BX-76",
    task="7.4",
    belief="Padding is 0, everywhere and always.",
    hint="Which id has [PAD] in the vocabulary of the caller?",
)
def padded_with_zero(a, b, *, cls_id, sep_id, pad_id, max_length):
    return right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=0, max_length=max_length)


@wrong(
    "BX-77",
    task="7.4",
    belief="Attention is for words: special tokens are no words.",
    hint="Whose vector does the next-sentence head read, and what should it be able to see?",
)
def special_tokens_not_attended(a, b, *, cls_id, sep_id, pad_id, max_length):
    ids, segments, mask = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    return ids, segments, np.where((ids == cls_id) | (ids == sep_id), 0, mask)


@wrong(
    "BX-78",
    task="7.4",
    belief="Padding is the business of whoever makes the batch.",
    hint="What shape do your three arrays have for a short pair?",
)
def no_padding(a, b, *, cls_id, sep_id, pad_id, max_length):
    rows = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    return tuple(row[: int(rows[2].sum())] for row in rows)


@wrong(
    "BX-79",
    task="7.4",
    belief="An empty sentence is a sentence too: [CLS] [SEP] B [SEP].",
    hint="What is there to ask about a pair with an empty half?",
)
def empty_sentences_allowed(a, b, *, cls_id, sep_id, pad_id, max_length):
    if max_length < 5 or (len(a) and len(b)):
        return right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    line = [cls_id, *a, sep_id, *b, sep_id]
    rest = [0] * (max_length - len(line))
    return line + [pad_id] * len(rest), [0] * (len(a) + 2) + [1] * (len(b) + 1) + rest, [1] * len(line) + rest


@wrong(
    "BX-80",
    task="7.4",
    belief="Three places are enough: the special tokens fit.",
    hint="How many tokens of A and B are left with four places?",
)
def four_places_allowed(a, b, *, cls_id, sep_id, pad_id, max_length):
    if not 3 <= max_length < 5:
        return right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    line = [cls_id, *a[: max_length - 3], sep_id, sep_id]
    return line, [0] * (max_length - 1) + [1], [1] * max_length


@wrong(
    "BX-81",
    task="7.4",
    belief="A and B get half of the room each.",
    hint="One sentence is short. Who may have the places that it leaves?",
)
def half_of_the_room_each(a, b, *, cls_id, sep_id, pad_id, max_length):
    right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    room = max_length - 3
    halves = (a, b) if len(a) + len(b) <= room else (a[: (room + 1) // 2], b[: room // 2])
    return right.pack_pair(*halves, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)


@wrong(
    "BX-82",
    task="7.4",
    belief="The lists that come in may be shortened.",
    hint="Print A before and after the call. Who else may need it?",
)
def callers_lists_are_cut(a, b, *, cls_id, sep_id, pad_id, max_length):
    rows = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    first = int((rows[1][: int(rows[2].sum())] == 0).sum()) - 2
    for sequence, keep in ((a, first), (b, int(rows[1].sum()) - 1)):
        if isinstance(sequence, list):
            del sequence[keep:]
    return rows


@wrong(
    "BX-83",
    task="7.4",
    belief="A line of exactly max_length is already too long.",
    hint="Two plus one tokens and six places: is anything too long?",
)
def cut_one_too_early(a, b, *, cls_id, sep_id, pad_id, max_length):
    right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    first, second = list(a), list(b)
    while len(first) + len(second) >= max_length - 3 and len(first) + len(second) > 2:
        (first if len(first) > len(second) else second).pop()
    return right.pack_pair(first, second, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)


@wrong(
    "BX-84", task="7.4", belief="What is not 0 is a token.", hint="May a word have the id 0? And must padding have it?"
)
def attention_is_not_zero(a, b, *, cls_id, sep_id, pad_id, max_length):
    ids, segments, _ = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    return ids, segments, (ids != 0).astype(int)


@wrong(
    "BX-85",
    task="7.4",
    belief="The order of the three arrays is a matter of taste.",
    hint="Which array does the docstring name second?",
)
def attention_comes_second(a, b, *, cls_id, sep_id, pad_id, max_length):
    ids, segments, mask = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    return ids, mask, segments


@wrong(
    "BX-86",
    task="7.4",
    belief="Padding goes in front, so that the ends of all lines meet.",
    hint="At which position does BERT expect [CLS]?",
)
def padded_in_front(a, b, *, cls_id, sep_id, pad_id, max_length):
    rows = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    return tuple(np.roll(row, max_length - int(rows[2].sum())) for row in rows)


@wrong(
    "BX-87",
    task="7.4",
    belief="A sequence that is not empty is true.",
    crashes=True,
    hint="Pass two arrays of several ids. What does `not a` make of an array?",
)
def truth_of_an_array(a, b, *, cls_id, sep_id, pad_id, max_length):
    if not a or not b:
        raise ValueError("both sentences need a token")
    return right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)


@wrong(
    "BX-88",
    task="7.4",
    belief="One [SEP] between the sentences is enough.",
    hint="How many separators does the layout in the docstring have?",
)
def one_separator(a, b, *, cls_id, sep_id, pad_id, max_length):
    rows = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    for row, filler in zip(rows, (pad_id, 0, 0), strict=True):
        row[int(rows[2].sum()) - (row is not rows[2])] = filler
    return rows


@wrong(
    "BX-89",
    task="7.4",
    belief="The longer one gives everything that is too much, in one go.",
    hint="Five and four tokens for four places: how many does each of them keep?",
)
def longer_one_gives_all(a, b, *, cls_id, sep_id, pad_id, max_length):
    right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    first, second, room = list(a), list(b), max_length - 3
    excess = max(0, len(a) + len(b) - room)
    if excess and len(first) > len(second):
        first = first[: max(1, len(first) - excess)]
    elif excess:
        second = second[: max(1, len(second) - excess)]
    return right.pack_pair(first, second, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)


# Task 7.5: nsp_loss


@wrong(
    "BX-91",
    task="7.5",
    belief='Column 1 is "yes, B follows".',
    hint="Label 0 means next. Which column of the scores does it point to?",
)
def columns_swapped(logits, labels):
    return right.nsp_loss(logits, 1 - labels)


@wrong(
    "BX-92",
    task="7.5",
    belief="The losses of the pairs are summed, as for the words.",
    hint="Put the same pairs in twice. Should the loss double?",
)
def sum_of_the_pairs(logits, labels):
    return right.nsp_loss(logits, labels) * len(labels)


@wrong(
    "BX-93",
    task="7.5",
    belief="exp is safe for scores.",
    hint="Add 1000 to both scores of a pair. Should anything change?",
)
def softmax_overflows(logits, labels):
    with np.errstate(all="ignore"):
        chances = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        return -np.log(chances[np.arange(len(labels)), labels]).mean()


@wrong(
    "BX-94",
    task="7.5",
    belief="With two classes the second score is the logit of a sigmoid.",
    hint="Add a number to both scores. Should the probability change? Does yours?",
)
def sigmoid_of_one_column(logits, labels):
    signs = 1 - 2 * np.asarray(labels)
    return float(np.logaddexp(0, np.asarray(logits, dtype=float)[:, 1] * signs).mean())


@wrong("BX-95", task="7.5", belief="A mean log-probability is a loss.", hint="Can your loss be negative? Should it?")
def sign_forgotten(logits, labels):
    return -right.nsp_loss(logits, labels)


@wrong(
    "BX-96",
    task="7.5",
    belief="Clipping the probability keeps the logarithm safe and changes nothing.",
    hint="Wrong by 2000 points: how large is the loss, and how large can yours get?",
)
def clipped_probability(logits, labels):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances = powers / powers.sum(axis=1, keepdims=True)
    return -np.log(np.clip(chances[np.arange(len(labels)), labels], 1e-12, 1)).mean()


@wrong(
    "BX-97",
    task="7.5",
    belief="The softmax runs over the pairs.",
    hint="Which scores compete: the two of one pair, or those of different pairs?",
)
def softmax_over_the_pairs(logits, labels):
    logs = logits - np.logaddexp.reduce(np.asarray(logits, dtype=float), axis=0, keepdims=True)
    return -logs[np.arange(len(labels)), labels].mean()


@wrong(
    "BX-98",
    task="7.5",
    belief="Both columns take part, so the mean runs over all 2N numbers.",
    hint="How many questions were asked: N or 2N?",
)
def mean_over_both_columns(logits, labels):
    return right.nsp_loss(logits, labels) / 2


@wrong(
    "BX-99",
    task="7.5",
    belief="The loss is the share of wrong answers.",
    hint="Does your loss become smaller when a right answer becomes more certain?",
)
def share_of_wrong_answers(logits, labels):
    return float((np.argmax(logits, axis=1) != labels).mean())


# Task 7.6: pretraining_loss


@wrong(
    "BX-101",
    task="7.6",
    belief="Two losses are combined by their mean.",
    hint="What does the chapter call the joint loss: the mean or the sum?",
)
def mean_of_the_two(mlm, nsp):
    return (mlm + nsp) / 2


@wrong(
    "BX-102",
    task="7.6",
    belief="The smaller task gets the smaller weight.",
    hint="Is there a weight anywhere in the text?",
)
def weighted_sum(mlm, nsp):
    return mlm + 0.5 * nsp


@wrong(
    "BX-103",
    task="7.6",
    belief="RoBERTa dropped it, so the second loss does not count.",
    hint="Whose recipe is this: BERT's or RoBERTa's?",
)
def masked_words_only(mlm, nsp):
    return mlm


@wrong(
    "BX-104",
    task="7.6",
    belief="Probabilities multiply, so losses do.",
    hint="What becomes of a product of probabilities when you take the logarithm?",
)
def product(mlm, nsp):
    return mlm * nsp


@wrong(
    "BX-105",
    task="7.6",
    belief="The larger of the two is what has to be pushed down.",
    hint="If the smaller loss improves, should the total notice?",
)
def the_larger_one(mlm, nsp):
    return max(mlm, nsp)


@wrong(
    "BX-110",
    task="7.3",
    belief="A stranger that reads like the successor would be a false negative, so it is never drawn.",
    hint="Over which sentences of the other document is the draw uniform?",
)
def strangers_unlike_the_successor(documents, *, rng):
    documents = [document for document in documents if document]
    if len(documents) < 2:
        raise ValueError("two documents at least")
    triples = []
    for here, document in enumerate(documents):
        for a, successor in pairwise(document):
            if rng.random() < 0.5:
                triples.append((a, successor, 0))
                continue
            elsewhere = documents[rng.choice([there for there in range(len(documents)) if there != here])]
            unlike = [sentence for sentence in elsewhere if sentence != successor] or elsewhere
            triples.append((a, unlike[rng.integers(len(unlike))], 1))
    return triples


@wrong(
    "BX-111",
    task="7.4",
    belief="What has the id of the padding is padding.",
    hint="Some models pad with the id of [SEP]. Which positions hold a token then?",
)
def attention_by_pad_id(a, b, *, cls_id, sep_id, pad_id, max_length):
    ids, segments, _ = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    return ids, segments, (np.asarray(ids) != pad_id).astype(int)


@wrong(
    "BX-112",
    task="7.3",
    belief="A second document is only missed when a sentence from elsewhere is to be drawn.",
    hint="What do you return for one document of a single sentence, and what does the docstring ask for?",
)
def elsewhere_when_needed(documents, *, rng):
    documents = [document for document in documents if document]
    if not documents:
        raise ValueError("no document")
    if len(documents) > 1:
        return right.nsp_pairs(documents, rng=rng)
    triples = []
    for a, successor in pairwise(documents[0]):
        if rng.random() < 0.5:
            raise ValueError("there is no other document")
        triples.append((a, successor, 0))
    return triples


@wrong(
    "BX-125",
    task="7.3",
    belief="Another document is one with another text, as long as there is such a one.",
    hint="Two documents of three say the same. From how many documents may a stranger of the first come?",
)
def other_text_if_there_is_one(documents, *, rng):
    right.nsp_pairs(documents, rng=rng)
    triples, filled = [], [document for document in documents if document]
    for here, document in enumerate(filled):
        others = [other for other in filled if other != document] or filled[:here] + filled[here + 1 :]
        for a, b in pairwise(document):
            source = others[rng.integers(len(others))]
            triples.append((a, b, 0) if rng.random() < 0.5 else (a, source[rng.integers(len(source))], 1))
    return triples


@wrong(
    "BX-126",
    task="7.3",
    belief="A sentence that has been a stranger once is spent, as long as there are fresh ones.",
    hint="Is a draw with replacement allowed to return what was drawn before? How often should it?",
)
def strangers_once_each(documents, *, rng):
    right.nsp_pairs(documents, rng=rng)
    triples, spent, filled = [], set(), [document for document in documents if document]
    for here, document in enumerate(filled):
        others = [there for there in range(len(filled)) if there != here]
        for a, b in pairwise(document):
            for _ in range(50):
                there = others[rng.integers(len(others))]
                place = int(rng.integers(len(filled[there])))
                if (there, place) not in spent:
                    break
            if rng.random() < 0.5:
                triples.append((a, b, 0))
            else:
                spent.add((there, place))
                triples.append((a, filled[there][place], 1))
    return triples


@wrong(
    "BX-127",
    task="7.3",
    belief="A B is a sentence that follows another one, so the first sentence of a document is never drawn.",
    hint="Over which sentences of the other document is the draw uniform?",
)
def never_a_first_sentence(documents, *, rng):
    right.nsp_pairs(documents, rng=rng)
    triples, filled = [], [document for document in documents if document]
    for here, document in enumerate(filled):
        others = filled[:here] + filled[here + 1 :]
        for a, b in pairwise(document):
            source = others[rng.integers(len(others))]
            source = source[1:] or source
            triples.append((a, b, 0) if rng.random() < 0.5 else (a, source[rng.integers(len(source))], 1))
    return triples


@wrong(
    "BX-128",
    task="7.3",
    belief="If the document that was drawn is empty, the successor will do.",
    hint="Of four documents one is empty. Which share of your triples has the label 1?",
)
def successor_for_an_empty_one(documents, *, rng):
    right.nsp_pairs(documents, rng=rng)
    triples = []
    for here, document in enumerate(documents):
        others = documents[:here] + documents[here + 1 :]
        for a, b in pairwise(document):
            source = others[rng.integers(len(others))]
            strange = source and rng.random() < 0.5
            triples.append((a, source[rng.integers(len(source))], 1) if strange else (a, b, 0))
    return triples


@wrong(
    "BX-129",
    task="7.3",
    belief="If the document that was drawn is empty, take the one behind it.",
    hint="How likely is it that a document is drawn which stands behind an empty one?",
)
def the_one_behind_an_empty_one(documents, *, rng):
    right.nsp_pairs(documents, rng=rng)
    triples = []
    for here, document in enumerate(documents):
        for a, b in pairwise(document):
            there = int(rng.integers(len(documents)))
            while there == here or not documents[there]:
                there = (there + 1) % len(documents)
            source = documents[there]
            triples.append((a, b, 0) if rng.random() < 0.5 else (a, source[rng.integers(len(source))], 1))
    return triples


@wrong(
    "BX-130",
    task="7.4",
    belief="A byte is enough for a token.",
    hint="How many words has BERT's vocabulary, and what is the largest number that your integer type holds?",
)
def ids_in_a_byte(a, b, *, cls_id, sep_id, pad_id, max_length):
    ids, segments, attention = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    return ids.astype(np.uint8), segments, attention


@wrong(
    "BX-131",
    task="7.5",
    belief="Beyond a difference of ten the softmax is 0 or 1, and the loss a straight line.",
    hint="What is ln(1 + exp(-12)), to seven digits? And what do you answer?",
)
def a_straight_line_beyond_ten(logits, labels):
    gap = (logits[:, 1] - logits[:, 0]).astype(float) * (1 - 2 * labels)
    return float(np.where(np.abs(gap) > 10, np.maximum(gap, 0), np.log1p(np.exp(np.clip(gap, -10, 10)))).mean())


@wrong(
    "BX-132",
    task="7.5",
    belief="One maximum for all pairs makes the softmax stable.",
    hint="One pair scores (1000, 1000), the next (-1000, -1000). What is left of the second after the shift?",
)
def one_maximum_for_all_pairs(logits, labels):
    scores = logits - logits.max()
    return float(np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(len(labels)), labels]))


@wrong(
    "BX-133",
    task="7.5",
    belief="Both answers weigh the same, however many pairs there are of each.",
    hint="Three pairs have the label 0 and one has the label 1. By what is each of the four losses divided?",
)
def mean_of_the_two_answers(logits, labels):
    return float(np.mean([right.nsp_loss(logits[labels == label], labels[labels == label]) for label in set(labels)]))


@wrong(
    "BX-134",
    task="7.6",
    belief="Six decimals are enough for a loss.",
    hint="At the end of training a loss may be 0.0004. How many of its digits are left?",
)
def six_decimals(mlm, nsp):
    return round(float(mlm + nsp), 6)


@wrong(
    "BX-135",
    task="7.6",
    belief="Where no word was masked there is nothing to learn from.",
    hint="The text had no blank, so mlm is 0. What about the pair?",
)
def nothing_without_a_blank(mlm, nsp):
    return mlm + nsp if mlm else 0.0


@wrong(
    "BX-141",
    task="7.3",
    belief="The sentences of a document are dealt like cards: each comes once before any comes again.",
    hint="A document has two sentences, and one of them has just been B. How likely is it to be B the next time?",
)
def strangers_dealt(documents, *, rng):
    documents = [document for document in documents if document]
    if len(documents) < 2:
        raise ValueError("a second document is needed")
    cards, triples = [[] for _ in documents], []
    for here, document in enumerate(documents):
        for a, successor in pairwise(document):
            if rng.random() < 0.5:
                triples.append((a, successor, 0))
                continue
            there = int(rng.integers(len(documents) - 1))
            there += there >= here
            cards[there] = cards[there] or list(rng.permutation(len(documents[there])))
            triples.append((a, documents[there][cards[there].pop()], 1))
    return triples


@wrong(
    "BX-142",
    task="7.3",
    belief="Dropping the empty documents does not change the numbers of the others.",
    hint="Put an empty document in front. From which documents do the strangers of the first real one come?",
)
def numbered_before_dropping(documents, *, rng):
    full = [document for document in documents if document]
    if len(full) < 2:
        raise ValueError("a second document is needed")
    triples = []
    for here, document in enumerate(documents):
        for a, successor in pairwise(document):
            if rng.random() < 0.5:
                triples.append((a, successor, 0))
            else:
                others = [other for number, other in enumerate(full) if number != here]
                other = others[rng.integers(len(others))]
                triples.append((a, other[rng.integers(len(other))], 1))
    return triples


@wrong(
    "BX-143",
    task="7.4",
    belief="Sixteen bits hold every id of BERT.",
    hint="Multilingual BERT has 119,547 words. What is left of the last id in sixteen bits?",
)
def ids_of_sixteen_bits(a, b, *, cls_id, sep_id, pad_id, max_length):
    ids, segments, mask = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    return ids.astype(np.int16), segments, mask


@wrong(
    "BX-144",
    task="7.4",
    belief="On equal lengths the two give way in turn, B first.",
    hint="Both have four tokens, and three places are left. Who gives way after B has, and A has?",
)
def equal_ones_in_turn(a, b, *, cls_id, sep_id, pad_id, max_length):
    right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    a, b, ties, room = list(a), list(b), 0, max_length - 3
    while len(a) + len(b) > room:
        ties += len(a) == len(b)
        longer = len(a) > len(b) or (len(a) == len(b) and ties % 2 == 0)
        (a if longer else b).pop()
    return right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)


@wrong(
    "BX-145",
    task="7.5",
    belief="Beyond a margin of 15 an answer is certain and costs nothing.",
    hint="What is ln(1 + e^-19), and is it 0?",
)
def certain_answers_free(logits, labels):
    logits, labels = np.asarray(logits, dtype=float), np.asarray(labels)
    rows = np.arange(len(labels))
    gap = logits[rows, 1 - labels] - logits[rows, labels]
    return float(np.where(gap < -15, 0, np.logaddexp(0, gap)).mean())


@wrong(
    "BX-149",
    task="7.3",
    belief="A document lends each of its sentences once; only when all are spent it lends any again.",
    hint="From a document of 200 sentences you draw 100 with replacement: how likely is it that all are different?",
)
def spent_in_its_document(documents, *, rng):
    right.nsp_pairs(documents, rng=rng)
    filled, triples = [document for document in documents if document], []
    fresh = [set(range(len(document))) for document in filled]
    for here, document in enumerate(filled):
        for a, successor in pairwise(document):
            there = int(rng.integers(len(filled) - 1))
            there += there >= here
            if rng.random() < 0.5:
                triples.append((a, successor, 0))
                continue
            place = int(rng.choice(sorted(fresh[there]) or len(filled[there])))
            fresh[there].discard(place)
            triples.append((a, filled[there][place], 1))
    return triples


@wrong(
    "BX-150",
    task="7.3",
    belief="The sentences of a document are a set: one that is said twice is one sentence.",
    hint="A document says no, no, no, yes. How often is the stranger from there a yes?",
)
def strangers_from_a_set(documents, *, rng):
    right.nsp_pairs(documents, rng=rng)
    filled, triples = [document for document in documents if document], []
    said = [[list(words) for words in dict.fromkeys(map(tuple, document))] for document in filled]
    for here, document in enumerate(filled):
        for a, successor in pairwise(document):
            elsewhere = said[rng.choice([there for there in range(len(filled)) if there != here])]
            if rng.random() < 0.5:
                triples.append((a, successor, 0))
            else:
                triples.append((a, elsewhere[rng.integers(len(elsewhere))], 1))
    return triples


@wrong(
    "BX-153",
    task="7.3",
    belief="BERT's program lets a text that is too short for a pair have a stranger always.",
    hint="Ask for the pairs of documents of two sentences: how many of the labels are 0?",
)
def strangers_for_short_documents(documents, *, rng):
    filled = [document for document in documents if len(document)]
    triples = []
    for a, b, label in right.nsp_pairs(documents, rng=rng):
        here = next(k for k, document in enumerate(filled) if a in document[:-1])
        if label == 0 and len(filled[here]) == 2:
            b, label = right._sentence_from_elsewhere(filled, here, rng), 1
        triples.append((a, b, label))
    return triples


@wrong(
    "BX-154",
    task="7.3",
    belief="One number of a sentence serves for every document, modulo its length.",
    hint="Below which number do you draw, and how many sentences has the other document?",
)
def numbers_of_the_own_document(documents, *, rng):
    filled = [document for document in documents if len(document)]
    if len(filled) < 2:
        raise ValueError("a second document is needed")
    triples = []
    for here, document in enumerate(filled):
        for a, b in pairwise(document):
            other = filled[rng.choice([k for k in range(len(filled)) if k != here])]
            stranger = other[int(rng.integers(len(document))) % len(other)]
            triples.append((a, b, 0) if rng.random() < 0.5 else (a, stranger, 1))
    return triples


@wrong(
    "BX-155",
    task="7.3",
    belief="As many labels 0 as 1, so there are twice half as many as sentences.",
    hint="How many labels do you make for three sentences A? What does zip do with the third?",
)
def one_of_an_odd_number_lost(documents, *, rng):
    triples = right.nsp_pairs(documents, rng=rng)
    return triples[: len(triples) // 2 * 2] if len(triples) > 1 else triples


@wrong(
    "BX-156",
    task="7.4",
    belief="a[:-n] drops n tokens from the end, whatever n is.",
    hint="What is [5, 6][:-0]?",
)
def minus_nothing(a, b, *, cls_id, sep_id, pad_id, max_length):
    rows = right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=max_length)
    first = int((rows[1][: int(rows[2].sum())] == 0).sum()) - 2
    second = int(rows[2].sum()) - 3 - first
    if (first < len(a)) == (second < len(b)):
        return rows
    a, b = ([], b[:second]) if first == len(a) else (a[:first], [])
    ids = [cls_id, *a, sep_id, *b, sep_id]
    padding = max_length - len(ids)
    segments = [0] * (len(a) + 2) + [1] * (len(b) + 1) + [0] * padding
    return np.array(ids + [pad_id] * padding), np.array(segments), np.array([1] * len(ids) + [0] * padding)


@wrong(
    "BX-157",
    task="7.5",
    belief="The mean over batches of eight is the mean.",
    hint="Nine pairs make a batch of eight and one of one. What does the ninth pair count for?",
)
def mean_of_batches(logits, labels):
    starts = range(0, len(labels), 8)
    return float(np.mean([right.nsp_loss(logits[k : k + 8], labels[k : k + 8]) for k in starts]))


@wrong(
    "BX-158",
    task="7.6",
    belief="A loss beyond ten thousand is a mistake, and is cut off.",
    hint="The loss of the words is a sum over all masked places of a batch. How large may it get?",
)
def cut_at_ten_thousand(mlm, nsp):
    return min(mlm + nsp, 1e4)


@wrong(
    "BX-159",
    task="7.4",
    belief="BERT takes 512 tokens, so nothing is ever longer.",
    hint="Who decides how long the result is? Ask for 600 places.",
)
def never_longer_than_512(a, b, *, cls_id, sep_id, pad_id, max_length):
    return right.pack_pair(a, b, cls_id=cls_id, sep_id=sep_id, pad_id=pad_id, max_length=min(max_length, 512))
