"""Known wrong ways to do assignment a8: words, tokens, layers, and what their similarities mean."""

from __future__ import annotations

import unicodedata

import numpy as np

from autograder.specimens import wrong
from reference.a8_contextual import contextual as right

# 8.1 target_span


@wrong(
    "C-90",
    task="8.1",
    belief="Equal numbers are the same object, so `is` compares them.",
    hint="Try a word far down a long sentence. For which numbers does Python keep one object each?",
    crashes=True,
)
def positions_by_identity(words, target, word_ids, occurrence=0):
    places = [i for i, word in enumerate(words) if word.casefold() == target.casefold()]
    if not 0 <= occurrence < len(places):
        raise ValueError("no such word")
    positions = [position for position, place in enumerate(word_ids) if place is places[occurrence]]
    if not positions:
        raise ValueError("cut off")
    return positions


@wrong(
    "C-91",
    task="8.1",
    belief="The places of a word are a set of numbers, and a set of numbers is in order.",
    hint="What does list({1, 8}) give?",
)
def places_in_a_set(words, target, word_ids, occurrence=0):
    places = list({i for i, word in enumerate(words) if word.casefold() == target.casefold()})
    if not 0 <= occurrence < len(places):
        raise ValueError("no such word")
    return right.target_span([str(i) for i in range(len(words))], str(places[occurrence]), word_ids)


@wrong(
    "C-01",
    task="8.1",
    belief="Token 3 is word 3.",
    hint="Print the token at the position that you return. What stands at position 0?",
)
def word_index_as_position(words, target, word_ids, occurrence=0):
    place = [i for i, word in enumerate(words) if word.casefold() == target.casefold()]
    right.target_span(words, target, word_ids, occurrence)
    return [place[occurrence]]


@wrong(
    "C-02",
    task="8.1",
    belief="A word that contains the letters is the word.",
    hint="What does your search find in a sentence that begins with a banker?",
)
def substring_of_the_word(words, target, word_ids, occurrence=0):
    return right.target_span(
        [target if target.casefold() in word.casefold() else "" for word in words], target, word_ids, occurrence
    )


@wrong(
    "C-03",
    task="8.1",
    belief="Every word is one token.",
    hint="How does your tokenizer write a word that it has never seen?",
    crashes=True,
)
def whole_words_only(words, target, word_ids, occurrence=0):
    positions = right.target_span(words, target, word_ids, occurrence)
    if len(positions) != 1:
        raise ValueError(target)
    return positions


@wrong(
    "C-07",
    task="8.1",
    belief="`if word_id:` asks whether a token has a word.",
    hint="Is the very first word of a sentence ever found? What is bool(0)?",
    crashes=True,
)
def zero_is_no_word(words, target, word_ids, occurrence=0):
    return right.target_span(words, target, [word_id if word_id else None for word_id in word_ids], occurrence)


@wrong(
    "C-08",
    task="8.1",
    belief="Special tokens can be counted to word 0.",
    hint="To which word does [CLS] belong, according to the tokenizer, and according to you?",
)
def specials_belong_to_word_zero(words, target, word_ids, occurrence=0):
    return right.target_span(words, target, [word_id or 0 for word_id in word_ids], occurrence)


@wrong(
    "CX-01",
    task="8.1",
    belief="A name is compared as it is written.",
    hint="Is the Bank at the start of a sentence found?",
)
def case_matters(words, target, word_ids, occurrence=0):
    return right.target_span([word if word == target else "" for word in words], target, word_ids, occurrence)


@wrong(
    "CX-02",
    task="8.1",
    belief="lower() is casefold().",
    hint="Which German letter has no capital of its own, and what does each method make of it?",
    crashes=True,
)
def lower_for_casefold(words, target, word_ids, occurrence=0):
    return right.target_span(
        [word if word.lower() == target.lower() else "" for word in words], target, word_ids, occurrence
    )


@wrong(
    "CX-03",
    task="8.1",
    belief="Occurrence -1 is the last one, as in a list.",
    hint="What does the docstring say about a negative occurrence?",
)
def negative_occurrences_count_back(words, target, word_ids, occurrence=0):
    found = sum(word.casefold() == target.casefold() for word in words)
    return right.target_span(words, target, word_ids, occurrence + found if -found <= occurrence < 0 else occurrence)


@wrong(
    "CX-04",
    task="8.1",
    belief="The first occurrence has number 1.",
    hint="From which number does everything in this course count?",
)
def occurrences_from_one(words, target, word_ids, occurrence=0):
    return right.target_span(words, target, word_ids, max(occurrence - 1, 0))


@wrong(
    "CX-05",
    task="8.1",
    belief="The first one will do.",
    hint="In a sentence with two banks, can your function reach the second?",
)
def always_the_first(words, target, word_ids, occurrence=0):
    return right.target_span(words, target, word_ids)


@wrong(
    "CX-06",
    task="8.1",
    belief="A word that was cut off has an empty span.",
    hint="What will the mean over an empty list of pieces be? Who should notice first?",
)
def empty_when_cut_off(words, target, word_ids, occurrence=0):
    places = [i for i, word in enumerate(words) if word.casefold() == target.casefold()]
    if not 0 <= occurrence < len(places):
        raise ValueError(target)
    return [position for position, word_id in enumerate(word_ids) if word_id == places[occurrence]]


@wrong(
    "CX-07",
    task="8.1",
    belief="A word that is not there has an empty span.",
    hint="How does your caller learn that there was nothing to find?",
)
def empty_when_absent(words, target, word_ids, occurrence=0):
    try:
        return right.target_span(words, target, word_ids, occurrence)
    except ValueError:
        return []


@wrong(
    "CX-08",
    task="8.1",
    belief="All tokens of all equal words belong together.",
    hint="Two banks in one sentence may be two different things: how many words does one call ask for?",
)
def all_occurrences(words, target, word_ids, occurrence=0):
    right.target_span(words, target, word_ids, occurrence)
    return [p for p, i in enumerate(word_ids) if i is not None and words[i].casefold() == target.casefold()]


@wrong(
    "CX-09",
    task="8.1",
    belief="Past the last occurrence the last one is meant.",
    hint="Which error was asked for when there is no such occurrence?",
)
def occurrence_clipped(words, target, word_ids, occurrence=0):
    found = sum(word.casefold() == target.casefold() for word in words)
    return right.target_span(words, target, word_ids, max(0, min(occurrence, found - 1)))


@wrong(
    "CX-10",
    task="8.1",
    belief="Each piece is an occurrence of its word.",
    hint="Does your count run over words or over tokens?",
)
def pieces_counted_as_occurrences(words, target, word_ids, occurrence=0):
    pieces = [p for p, i in enumerate(word_ids) if i is not None and words[i].casefold() == target.casefold()]
    if not 0 <= occurrence < len(pieces):
        raise ValueError(target)
    return [pieces[occurrence]]


@wrong(
    "CX-11",
    task="8.1",
    belief="Only [CLS] comes before, so it is one further.",
    hint="Count the tokens of a sentence whose first word is rare.",
)
def one_further(words, target, word_ids, occurrence=0):
    places = [i for i, word in enumerate(words) if word.casefold() == target.casefold()]
    right.target_span(words, target, word_ids, occurrence)
    return [places[occurrence] + 1]


@wrong(
    "CX-12",
    task="8.1",
    belief="The first piece stands for the word.",
    hint="How many positions belong to a word of three pieces?",
)
def first_piece_only(words, target, word_ids, occurrence=0):
    return right.target_span(words, target, word_ids, occurrence)[:1]


@wrong(
    "CX-13",
    task="8.1",
    belief="It is enough to fold the sentence.",
    hint="What if it is the target that comes with capitals?",
    crashes=True,
)
def target_not_folded(words, target, word_ids, occurrence=0):
    return right.target_span(
        [target if word.casefold() == target else "" for word in words], target, word_ids, occurrence
    )


@wrong(
    "CX-14",
    task="8.1",
    belief="What comes after the last word belongs to the last word.",
    hint="To which word do [SEP] and the padding behind it belong, according to the tokenizer?",
)
def padding_is_the_last_word(words, target, word_ids, occurrence=0):
    return right.target_span(words, target, [len(words) - 1 if i is None else i for i in word_ids], occurrence)


# 8.2 pool_pieces


@wrong(
    "C-13",
    task="8.2",
    belief="Sum and mean point the same way.",
    hint="Should a word that the tokenizer splits finely get a longer vector?",
)
def sum_of_pieces(hidden, positions):
    return right.pool_pieces(hidden, positions) * len(positions)


@wrong("CX-15", task="8.2", belief="The first piece stands for the word.", hint="What becomes of the second piece?")
def first_row(hidden, positions):
    right.pool_pieces(hidden, positions)
    return hidden[positions[0]]


@wrong(
    "CX-16", task="8.2", belief="The last piece has seen the others.", hint="In which direction does this encoder read?"
)
def last_row(hidden, positions):
    right.pool_pieces(hidden, positions)
    return hidden[positions[-1]]


@wrong("CX-17", task="8.2", belief="Pooling is max pooling.", hint="Work out the pool of [0, 1] and [2, 2] by hand.")
def largest_feature(hidden, positions):
    right.pool_pieces(hidden, positions)
    return hidden[list(positions)].max(axis=0)


@wrong(
    "CX-18",
    task="8.2",
    belief="No piece, no information: the zero vector.",
    hint="Would a zero vector be told from a real one three functions later?",
)
def zeros_for_nothing(hidden, positions):
    return right.pool_pieces(hidden, positions) if len(positions) else np.zeros(hidden.shape[1])


@wrong(
    "CX-19",
    task="8.2",
    belief="NumPy will complain about an empty mean.",
    hint="What does the mean of an empty array return, and is a warning an error?",
)
def nan_for_nothing(hidden, positions):
    return hidden[list(map(int, positions))].mean(axis=0) if len(positions) else np.full(hidden.shape[1], np.nan)


@wrong(
    "CX-20",
    task="8.2",
    belief="A slice from the first to the last piece.",
    hint="Does the end of a Python slice belong to it? And are the positions always in order?",
)
def slice_without_end(hidden, positions):
    right.pool_pieces(hidden, positions)
    return hidden[positions[0] : max(positions[-1], positions[0] + 1)].mean(axis=0)


@wrong(
    "CX-21",
    task="8.2",
    belief="The pool of a word is the pool of its sentence.",
    hint="Which of the two arguments did you never use?",
)
def all_rows(hidden, positions):
    right.pool_pieces(hidden, positions)
    return hidden.mean(axis=0)


@wrong(
    "CX-22",
    task="8.2",
    belief="Vectors are always normalised.",
    hint="What length has the mean of [0, 1] and [2, 2]? Did anybody ask for length 1?",
)
def unit_mean(hidden, positions):
    mean = right.pool_pieces(hidden, positions)
    return mean / max(np.linalg.norm(mean), 1e-12)


@wrong(
    "CX-23",
    task="8.2",
    belief="The mean runs along the last axis.",
    hint="How many features should remain, and how many pieces?",
)
def mean_over_features(hidden, positions):
    right.pool_pieces(hidden, positions)
    return hidden[list(positions)].mean(axis=1)


@wrong(
    "CX-24",
    task="8.2",
    belief="`not positions` asks whether it is empty.",
    hint="What is the truth of an array of two numbers?",
    crashes=True,
)
def truth_of_an_array(hidden, positions):
    if not positions:
        raise ValueError
    return hidden[list(positions)].mean(axis=0)


@wrong(
    "CX-25",
    task="8.2",
    belief="Position 0 is [CLS] and never a piece.",
    hint="Who decides which rows count: you or the argument?",
)
def without_row_zero(hidden, positions):
    kept = [position for position in positions if position]
    return right.pool_pieces(hidden, kept if kept else positions)


# 8.3 select_layers


@wrong(
    "C-16",
    task="8.3",
    belief="The first hidden state is that of layer 1.",
    hint="How many hidden states does a model of two layers return?",
)
def first_state_is_layer_one(hidden_states, layers=-1):
    chosen = np.atleast_1d(np.asarray(layers, dtype=int))
    return right.select_layers(hidden_states, [k - 1 if k > 0 else k for k in chosen.tolist()])


@wrong(
    "C-17",
    task="8.3",
    belief="Every index moves by one because of the embeddings.",
    hint="Ask for layer -1. What comes?",
)
def always_one_further(hidden_states, layers=-1):
    chosen = np.atleast_1d(np.asarray(layers, dtype=int)).tolist()
    return right.select_layers(
        hidden_states, [k + 1 if -len(hidden_states) <= k < len(hidden_states) - 1 else k for k in chosen]
    )


@wrong(
    "CX-26", task="8.3", belief="Several layers are added up.", hint="The mean of two equal layers: what should it be?"
)
def sum_of_layers(hidden_states, layers=-1):
    chosen = np.atleast_1d(np.asarray(layers, dtype=int)).tolist()
    return right.select_layers(hidden_states, chosen) * len(chosen)


@wrong(
    "CX-27",
    task="8.3",
    belief="Several layers are put side by side.",
    hint="How many features does the result have, according to the docstring?",
)
def concatenated(hidden_states, layers=-1):
    chosen = np.atleast_1d(np.asarray(layers, dtype=int)).tolist()
    right.select_layers(hidden_states, chosen)
    return np.concatenate([hidden_states[k] for k in chosen], axis=-1)


@wrong(
    "CX-28",
    task="8.3",
    belief="A list of one layer keeps its axis.",
    hint="What is the shape of the result for layers=[1]?",
)
def one_layer_keeps_its_axis(hidden_states, layers=-1):
    mixed = right.select_layers(hidden_states, layers)
    return mixed[None] if not isinstance(layers, int) and len(layers) == 1 else mixed


@wrong("CX-29", task="8.3", belief="Negative indices are mistakes.", hint="Which layer is -1, in Python?", crashes=True)
def only_from_the_front(hidden_states, layers=-1):
    chosen = np.atleast_1d(np.asarray(layers, dtype=int)).tolist()
    if any(k < 0 for k in chosen):
        raise IndexError(layers)
    return right.select_layers(hidden_states, chosen)


@wrong(
    "CX-30",
    task="8.3",
    belief="All bad arguments are a ValueError.",
    hint="Which error does Python itself raise for an index that does not exist?",
)
def value_error_for_bad_index(hidden_states, layers=-1):
    try:
        return right.select_layers(hidden_states, layers)
    except IndexError:
        raise ValueError(layers) from None


@wrong(
    "CX-31",
    task="8.3",
    belief="An index that is too large means the last layer.",
    hint="Would you want to notice that your model has fewer layers than you think?",
)
def clipped_index(hidden_states, layers=-1):
    size = len(hidden_states)
    chosen = [min(max(k, -size), size - 1) for k in np.atleast_1d(np.asarray(layers, dtype=int)).tolist()]
    return right.select_layers(hidden_states, chosen)


@wrong(
    "CX-32", task="8.3", belief="Indices go round.", hint="Is there a layer 4 in a model whose last state has index 3?"
)
def index_modulo(hidden_states, layers=-1):
    chosen = [k % len(hidden_states) for k in np.atleast_1d(np.asarray(layers, dtype=int)).tolist()]
    return right.select_layers(hidden_states, chosen)


@wrong(
    "CX-33", task="8.3", belief="Nothing chosen means the default.", hint="Is an empty list the same as no argument?"
)
def empty_is_the_default(hidden_states, layers=-1):
    return right.select_layers(hidden_states, layers if isinstance(layers, int) or len(layers) else -1)


@wrong("CX-34", task="8.3", belief="`layers or -1` fills in the default.", hint="Ask for layer 0: which one comes?")
def zero_is_the_default(hidden_states, layers=-1):
    return right.select_layers(hidden_states, (layers or -1) if isinstance(layers, int) else layers)


@wrong(
    "CX-35",
    task="8.3",
    belief="NumPy complains about an empty mean.",
    hint="What is the mean of no numbers, and what did the docstring promise?",
)
def nan_for_no_layer(hidden_states, layers=-1):
    if not isinstance(layers, int) and len(layers) == 0:
        return np.full(hidden_states.shape[1:], np.nan)
    return right.select_layers(hidden_states, layers)


@wrong(
    "CX-36",
    task="8.3",
    belief="Two layers name a range.",
    hint="What lies between layer 0 and layer 2, and did you ask for it?",
)
def first_to_last(hidden_states, layers=-1):
    chosen = [k % len(hidden_states) for k in np.atleast_1d(np.asarray(layers, dtype=int)).tolist()]
    right.select_layers(hidden_states, layers)
    return right.select_layers(hidden_states, list(range(min(chosen), max(chosen) + 1)))


@wrong("CX-37", task="8.3", belief="The embedding layer is no layer.", hint="What does index 0 mean in the docstring?")
def without_embeddings(hidden_states, layers=-1):
    return right.select_layers(hidden_states[1:] if len(hidden_states) > 1 else hidden_states, layers)


@wrong(
    "CX-38",
    task="8.3",
    belief="Sequences are lists.",
    hint="What else may be called a sequence in this course?",
    crashes=True,
)
def lists_only(hidden_states, layers=-1):
    if isinstance(layers, list):
        return right.select_layers(hidden_states, layers)
    return hidden_states[int(layers)]


@wrong("CX-39", task="8.3", belief="The default is the embedding layer.", hint="Which layer does the signature name?")
def default_zero(hidden_states, layers=0):
    return right.select_layers(hidden_states, layers)


# 8.4 word_embedding


@wrong(
    "C-15",
    task="8.4",
    belief="The sentence's mean is the word's vector.",
    hint="Ask for two different words of one sentence. Do their vectors differ?",
)
def mean_of_the_sentence(words, target, tokenizer, model, layers=-1, occurrence=0):
    vectors = [right.word_embedding(words, word, tokenizer, model, layers) for word in words[:20]]
    right.word_embedding(words, target, tokenizer, model, layers, occurrence)
    return np.mean(vectors, axis=0)


@wrong(
    "C-19",
    task="8.4",
    belief="The hidden states are (tokens, features).",
    hint="Print the shape of a hidden state before you index it.",
    crashes=True,
)
def batch_axis_forgotten(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    with torch.no_grad():
        states = model.eval()(**encoding, output_hidden_states=True).hidden_states
    return torch.stack(states)[layers][positions].mean(0).numpy()


@wrong(
    "CX-40",
    task="8.4",
    belief="A loaded model is ready for use.",
    hint="Call your function twice on a model that was just trained. What is dropout for?",
)
def training_mode_kept(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    with torch.no_grad():
        states = torch.stack(model(**encoding, output_hidden_states=True).hidden_states)[:, 0].numpy()
    return right.pool_pieces(right.select_layers(states, layers), positions)


@wrong(
    "CX-41",
    task="8.4",
    belief="A fixed seed makes the model deterministic.",
    hint="Twice the same vector: but is it the vector of the whole network?",
)
def seeded_dropout(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    torch.manual_seed(0)
    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    with torch.no_grad():
        states = torch.stack(model(**encoding, output_hidden_states=True).hidden_states)[:, 0].numpy()
    return right.pool_pieces(right.select_layers(states, layers), positions)


@wrong(
    "CX-42",
    task="8.4",
    belief="The ids are all that a model needs.",
    hint="How should the model know which tokens are padding?",
)
def ids_only(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    with torch.no_grad():
        states = torch.stack(model.eval()(encoding["input_ids"], output_hidden_states=True).hidden_states)[:, 0].numpy()
    return right.pool_pieces(right.select_layers(states, layers), positions)


@wrong(
    "CX-43",
    task="8.4",
    belief="Sentences are short.",
    hint="How many tokens does this tokenizer want to keep, and how many did you pass on?",
)
def no_truncation(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    with torch.no_grad():
        states = torch.stack(model.eval()(**encoding, output_hidden_states=True).hidden_states)[:, 0].numpy()
    return right.pool_pieces(right.select_layers(states, layers), positions)


@wrong(
    "CX-44", task="8.4", belief="BERT takes 512 tokens.", hint="Where does a tokenizer say how much its model takes?"
)
def five_hundred_and_twelve(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, max_length=512, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    with torch.no_grad():
        states = torch.stack(model.eval()(**encoding, output_hidden_states=True).hidden_states)[:, 0].numpy()
    return right.pool_pieces(right.select_layers(states, layers), positions)


@wrong(
    "CX-45",
    task="8.4",
    belief="A text is a text: the words can be joined again.",
    hint="Into how many words does the tokenizer cut re-opened if you do not tell it that you have done the cutting?",
)
def joined_again(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(" ".join(words), truncation=True, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    with torch.no_grad():
        states = torch.stack(model.eval()(**encoding, output_hidden_states=True).hidden_states)[:, 0].numpy()
    return right.pool_pieces(right.select_layers(states, layers), positions)


@wrong(
    "CX-46", task="8.4", belief="A word's vector comes from the word.", hint="What does your model see of the sentence?"
)
def word_without_context(words, target, tokenizer, model, layers=-1, occurrence=0):
    right.word_embedding(words, target, tokenizer, model, layers, occurrence)
    return right.word_embedding([target], target, tokenizer, model, layers)


@wrong(
    "CX-47",
    task="8.4",
    belief="The first token that contains the word is the word.",
    hint="Which token does your search find in front of the bank in a sentence about bankers?",
)
def first_token_with_the_letters(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    found = [i for i, token in enumerate(encoding.tokens()) if target.lower() in token]
    with torch.no_grad():
        states = torch.stack(model.eval()(**encoding, output_hidden_states=True).hidden_states)[:, 0].numpy()
    return right.pool_pieces(right.select_layers(states, layers), found[:1] or positions)


@wrong("CX-48", task="8.4", belief="tokens().index(word) finds the word.", hint="Which tokens has the word embankment?")
def exact_token(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, return_tensors="pt")
    position = [i for i, token in enumerate(encoding.tokens()) if token == target.lower()]
    if not 0 <= occurrence < len(position):
        raise ValueError(target)
    with torch.no_grad():
        states = torch.stack(model.eval()(**encoding, output_hidden_states=True).hidden_states)[:, 0].numpy()
    return right.select_layers(states, layers)[position[occurrence]]


@wrong(
    "CX-49",
    task="8.4",
    belief="The first piece stands for the word.",
    hint="What do the other pieces of embankment contribute to your vector?",
)
def first_piece_vector(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    with torch.no_grad():
        states = torch.stack(model.eval()(**encoding, output_hidden_states=True).hidden_states)[:, 0].numpy()
    return right.pool_pieces(right.select_layers(states, layers), positions[:1])


@wrong(
    "CX-50",
    task="8.4",
    belief="[CLS] stands for everything.",
    hint="Does your vector depend on which word you asked for?",
)
def cls_vector(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, return_tensors="pt")
    right.target_span(words, target, encoding.word_ids(), occurrence)
    with torch.no_grad():
        states = torch.stack(model.eval()(**encoding, output_hidden_states=True).hidden_states)[:, 0].numpy()
    return right.select_layers(states, layers)[0]


@wrong(
    "CX-51",
    task="8.4",
    belief="The last layer is the one that matters.",
    hint="Does your answer change when another layer is asked for?",
)
def always_the_last_layer(words, target, tokenizer, model, layers=-1, occurrence=0):
    right.word_embedding(words, target, tokenizer, model, layers, occurrence)
    return right.word_embedding(words, target, tokenizer, model, -1, occurrence)


@wrong(
    "CX-52",
    task="8.4",
    belief="hidden_states[0] is the first layer.",
    hint="How many hidden states come from two layers? What is the extra one?",
)
def embeddings_left_out(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    with torch.no_grad():
        states = torch.stack(model.eval()(**encoding, output_hidden_states=True).hidden_states)[1:, 0].numpy()
    return right.pool_pieces(right.select_layers(states, layers), positions)


@wrong(
    "CX-53",
    task="8.4",
    belief="The first bank will do.",
    hint="Two banks in one sentence: can you get the vector of each?",
)
def first_occurrence_vector(words, target, tokenizer, model, layers=-1, occurrence=0):
    right.word_embedding(words, target, tokenizer, model, layers, occurrence)
    return right.word_embedding(words, target, tokenizer, model, layers)


@wrong(
    "CX-54",
    task="8.4",
    belief="A tensor is an array.",
    hint="What hangs behind a tensor that was computed with gradients switched on?",
)
def graph_attached(words, target, tokenizer, model, layers=-1, occurrence=0):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    states = torch.stack(model.eval()(**encoding, output_hidden_states=True).hidden_states)[:, 0]
    chosen = [layers] if isinstance(layers, int) else list(layers)
    return states[chosen].mean(0)[positions].mean(0)


@wrong(
    "CX-55",
    task="8.4",
    belief="Freezing the model is the way to do without gradients.",
    hint="Could the model still be trained after your function has looked at it?",
)
def frozen_model(words, target, tokenizer, model, layers=-1, occurrence=0):
    return right.word_embedding(words, target, tokenizer, model.requires_grad_(False), layers, occurrence)


@wrong("CX-56", task="8.4", belief="Double precision can only help.", hint="Whose model is it that you convert?")
def model_made_double(words, target, tokenizer, model, layers=-1, occurrence=0):
    return right.word_embedding(words, target, tokenizer, model.double(), layers, occurrence)


@wrong("CX-57", task="8.4", belief="An embedding has length 1.", hint="Did the docstring ask for a normalised vector?")
def unit_embedding(words, target, tokenizer, model, layers=-1, occurrence=0):
    vector = right.word_embedding(words, target, tokenizer, model, layers, occurrence)
    return vector / np.linalg.norm(vector)


@wrong(
    "CX-58",
    task="8.4",
    belief="If the word was cut off, the sentence's vector is the next best thing.",
    hint="How would your caller notice that the vector is not the word's?",
)
def sentence_when_cut_off(words, target, tokenizer, model, layers=-1, occurrence=0):
    try:
        return right.word_embedding(words, target, tokenizer, model, layers, occurrence)
    except ValueError:
        return right.word_embedding(words, words[0], tokenizer, model, layers)


@wrong(
    "CX-59",
    task="8.4",
    belief="The tokenizer lowers the case, so the target must be lower too.",
    hint="What if somebody asks for the BANK?",
    crashes=True,
)
def case_of_the_target(words, target, tokenizer, model, layers=-1, occurrence=0):
    if target != target.lower():
        raise ValueError(target)
    return right.word_embedding(words, target, tokenizer, model, layers, occurrence)


@wrong(
    "CX-60",
    task="8.4",
    belief="The backward pass leaves no traces.",
    hint="What is stored in the parameters once somebody has called backward()?",
)
def leaves_gradients(words, target, tokenizer, model, layers=-1, occurrence=0):
    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, return_tensors="pt")
    model.eval()(**encoding).last_hidden_state.sum().backward()
    return right.word_embedding(words, target, tokenizer, model, layers, occurrence)


# 8.5 mean_pool


@wrong(
    "C-22",
    task="8.5",
    belief="mean(axis=1) is the mean of the sentence.",
    hint="Add ten padding tokens to a sentence. Does its vector change?",
)
def padding_included(hidden, attention_mask):
    return hidden.mean(axis=1)


@wrong(
    "CX-61",
    task="8.5",
    belief="Masking is enough; the mean does the rest.",
    hint="By which number do you divide when two of three positions are real?",
)
def divided_by_length(hidden, attention_mask):
    return (hidden * attention_mask[:, :, None]).mean(axis=1)


@wrong(
    "CX-62",
    task="8.5",
    belief="A mask marks what is hidden.",
    hint="Which value does the tokenizer write at a real token?",
)
def mask_inverted(hidden, attention_mask):
    return right.mean_pool(hidden, 1 - attention_mask)


@wrong("CX-63", task="8.5", belief="Every sentence has a token.", hint="What is 0 / 0?")
def nan_for_empty(hidden, attention_mask):
    with np.errstate(all="ignore"):
        return np.einsum("bth,bt->bh", hidden, attention_mask) / attention_mask.sum(axis=1, keepdims=True)


@wrong(
    "CX-64",
    task="8.5",
    belief="[CLS] stands for the sentence.",
    hint="How many of the real tokens does your vector know?",
)
def first_token(hidden, attention_mask):
    return hidden[:, 0] * attention_mask.any(axis=1, keepdims=True)


@wrong("CX-65", task="8.5", belief="Pooling adds up.", hint="Does a long sentence get a longer vector?")
def masked_sum(hidden, attention_mask):
    return np.einsum("bth,bt->bh", hidden, attention_mask)


@wrong(
    "CX-66",
    task="8.5",
    belief="Padding stands at the end.",
    hint="Some tokenizers pad on the left. What does your slice take then?",
)
def first_tokens(hidden, attention_mask):
    counts = attention_mask.sum(axis=1)
    return np.array(
        [row[:n].mean(axis=0) if n else np.zeros(hidden.shape[2]) for row, n in zip(hidden, counts, strict=True)]
    )


@wrong(
    "CX-67",
    task="8.5",
    belief="hidden[mask] picks the masked rows.",
    hint="The mask holds the numbers 0 and 1: what does NumPy make of numbers in square brackets?",
)
def mask_as_index(hidden, attention_mask):
    return np.array(
        [row[kept].mean(axis=0) if kept.any() else 0 * row[0] for row, kept in zip(hidden, attention_mask, strict=True)]
    )


@wrong(
    "CX-68",
    task="8.5",
    belief="One count serves the whole batch.",
    hint="Do all sentences of the batch have the same number of tokens?",
)
def longest_count(hidden, attention_mask):
    return np.einsum("bth,bt->bh", hidden, attention_mask) / max(attention_mask.sum(axis=1).max(), 1)


@wrong(
    "CX-69",
    task="8.5",
    belief="Pooling takes the largest value.",
    hint="Which word of the function's name did you leave out?",
)
def masked_max(hidden, attention_mask):
    kept = np.where(attention_mask[:, :, None] == 1, hidden, -np.inf).max(axis=1)
    return np.where(np.isfinite(kept), kept, 0.0)


@wrong("CX-70", task="8.5", belief="[CLS] and [SEP] do not count.", hint="Which positions does the mask name?")
def without_specials(hidden, attention_mask):
    inner = attention_mask.copy()
    for row in inner:
        real = np.flatnonzero(row)
        row[real[[0, -1]] if len(real) > 2 else []] = 0
    return right.mean_pool(hidden, inner)


@wrong(
    "CX-71",
    task="8.5",
    belief="A sentence without tokens has the plain mean.",
    hint="What did the docstring say about an empty row of the mask?",
)
def plain_mean_for_empty(hidden, attention_mask):
    return np.where(
        attention_mask.any(axis=1, keepdims=True), right.mean_pool(hidden, attention_mask), hidden.mean(axis=1)
    )


# 8.6 cosine_matrix


@wrong(
    "C-25",
    task="8.6",
    belief="Similarity is the dot product.",
    hint="What must stand on the diagonal, whatever the length of the vectors?",
)
def dot_products(vectors):
    return vectors @ vectors.T


@wrong(
    "C-28",
    task="8.6",
    belief="A library's cosine is the cosine.",
    hint="What number do two identical vectors get from you?",
)
def cosine_distance(vectors):
    return 1 - right.cosine_matrix(vectors)


@wrong(
    "C-30",
    task="8.6",
    belief="Nobody asks for the direction of a zero vector.",
    hint="By what do you divide in a row of zeros, and whom does the result infect?",
)
def nan_for_zero_vectors(vectors):
    with np.errstate(all="ignore"):
        units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return units @ units.T


@wrong(
    "C-31", task="8.6", belief="The lower triangle says nothing new.", hint="Compare your matrix with its transpose."
)
def upper_triangle(vectors):
    return np.triu(right.cosine_matrix(vectors))


@wrong(
    "CX-72",
    task="8.6",
    belief="A small epsilon in the denominator harms nobody.",
    hint="How large is the product of two short vectors' lengths compared with your epsilon?",
)
def epsilon(vectors):
    norms = np.linalg.norm(vectors, axis=1)
    return vectors @ vectors.T / (np.outer(norms, norms) + 1e-8)


@wrong(
    "CX-73",
    task="8.6",
    belief="axis=0 is the axis of the vectors.",
    hint="How many norms do you compute: one per vector or one per feature?",
)
def norms_of_columns(vectors):
    norms = np.linalg.norm(vectors, axis=0, keepdims=True)
    units = vectors / np.where(norms > 0, norms, 1)
    return units @ units.T


@wrong(
    "CX-74",
    task="8.6",
    belief="A vector is as similar to itself as can be, always.",
    hint="What did the docstring say about the diagonal of a zero vector?",
)
def ones_on_the_whole_diagonal(vectors):
    similarities = right.cosine_matrix(vectors)
    np.fill_diagonal(similarities, 1.0)
    return similarities


@wrong("CX-75", task="8.6", belief="|v| is v·v.", hint="What is the length of [3, 4]?")
def squared_norms(vectors):
    norms = (vectors**2).sum(axis=1, keepdims=True)
    units = vectors / np.where(norms > 0, norms, 1)
    return units @ units.T


@wrong(
    "CX-76",
    task="8.6",
    belief="Correlation is cosine.",
    hint="What is taken off the vectors before a correlation, and is it taken off here?",
)
def centred(vectors):
    return (
        right.cosine_matrix(vectors - vectors.mean(axis=1, keepdims=True))
        if vectors.shape[1] > 1
        else right.cosine_matrix(vectors)
    )


@wrong(
    "CX-77", task="8.6", belief="Similarities are never negative.", hint="What is the cosine of two opposite vectors?"
)
def clipped_at_zero(vectors):
    return np.maximum(right.cosine_matrix(vectors), 0)


@wrong(
    "CX-78",
    task="8.6",
    belief="A sentence needs no comparison with itself.",
    hint="What would the heat map show on its diagonal?",
)
def empty_diagonal(vectors):
    similarities = right.cosine_matrix(vectors)
    np.fill_diagonal(similarities, 0.0)
    return similarities


@wrong(
    "CX-79",
    task="8.6",
    belief="Two decimals are enough for a picture.",
    hint="Who rounds: the one who computes or the one who draws?",
)
def rounded(vectors):
    return np.round(right.cosine_matrix(vectors), 2)


@wrong(
    "CX-80",
    task="8.6",
    belief="The vectors arrive normalised but for one of the two.",
    hint="Stretch one vector by ten: what happens to its row, and what to its column?",
)
def one_norm_only(vectors):
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors @ vectors.T / np.where(norms > 0, norms, 1) ** 2


# 8.7 sense_gap


@wrong(
    "C-32",
    task="8.7",
    belief="i = j is a pair of equal sense.",
    hint="Can a sentence prove anything by being similar to itself?",
)
def diagonal_included(similarities, senses):
    labels = np.asarray(senses)
    equal = labels[:, None] == labels[None, :]
    if np.isnan(right.sense_gap(similarities, senses)):
        return float("nan")
    return float(similarities[np.triu(equal)].mean() - similarities[np.triu(~equal)].mean())


@wrong(
    "C-34",
    task="8.7",
    belief="Every sense has two sentences.",
    hint="How many pairs does a sense with one sentence have, and must that spoil the others?",
)
def nan_for_lonely_sense(similarities, senses):
    labels = list(senses)
    return float("nan") if any(labels.count(label) == 1 for label in labels) else right.sense_gap(similarities, senses)


@wrong(
    "CX-81",
    task="8.7",
    belief="Different minus same.",
    hint="Which sign should a model get that keeps the senses apart?",
)
def sign_turned(similarities, senses):
    return -right.sense_gap(similarities, senses)


@wrong("CX-82", task="8.7", belief="The gap is a ratio.", hint="What does minus mean?")
def ratio(similarities, senses):
    i, j = np.triu_indices(len(senses), k=1)
    equal = np.asarray(senses)[i] == np.asarray(senses)[j]
    if np.isnan(right.sense_gap(similarities, senses)):
        return float("nan")
    return float(similarities[i, j][equal].mean() / (similarities[i, j][~equal].mean() or 1.0))


@wrong(
    "CX-83",
    task="8.7",
    belief="Each sense has one mean, and those are averaged.",
    hint="Should a pair of a small sense weigh more than a pair of a large one?",
)
def mean_of_means(similarities, senses):
    if np.isnan(right.sense_gap(similarities, senses)):
        return float("nan")
    i, j = np.triu_indices(len(senses), k=1)
    labels, pairs = np.asarray(senses), similarities[i, j]
    each = [pairs[(labels[i] == s) & (labels[j] == s)] for s in np.unique(labels)]
    same = np.mean([group.mean() for group in each if len(group)])
    return float(same - pairs[labels[i] != labels[j]].mean())


@wrong("CX-84", task="8.7", belief="No pair, no contribution: 0.", hint="Is a gap of 0 the same as not knowing?")
def zero_for_no_pairs(similarities, senses):
    gap = right.sense_gap(similarities, senses)
    return 0.0 if np.isnan(gap) else gap


@wrong(
    "CX-85",
    task="8.7",
    belief="An empty group has mean 0.",
    hint="What do you report when all sentences have the same sense?",
)
def empty_group_is_zero(similarities, senses):
    i, j = np.triu_indices(len(senses), k=1)
    equal, pairs = np.asarray(senses)[i] == np.asarray(senses)[j], similarities[i, j]
    return float((pairs[equal].mean() if equal.any() else 0.0) - (pairs[~equal].mean() if (~equal).any() else 0.0))


@wrong("CX-86", task="8.7", belief="There are two senses, 0 and 1.", hint="What if the labels are 4 and -2, or three?")
def senses_as_truth(similarities, senses):
    return right.sense_gap(similarities, [bool(sense) for sense in senses])


@wrong(
    "CX-87", task="8.7", belief="Neighbouring sentences make the pairs.", hint="How many pairs do four sentences make?"
)
def neighbours_only(similarities, senses):
    near = [(similarities[i, i + 1], senses[i] == senses[i + 1]) for i in range(len(senses) - 1)]
    same, other = [s for s, equal in near if equal], [s for s, equal in near if not equal]
    return float(np.mean(same) - np.mean(other)) if same and other else right.sense_gap(similarities, senses)


@wrong(
    "CX-88",
    task="8.7",
    belief="Sums can be compared.",
    hint="There are more pairs of different sense than of equal sense: does that matter to you?",
)
def sums(similarities, senses):
    i, j = np.triu_indices(len(senses), k=1)
    equal, pairs = np.asarray(senses)[i] == np.asarray(senses)[j], similarities[i, j]
    return (
        float("nan")
        if np.isnan(right.sense_gap(similarities, senses))
        else float(pairs[equal].sum() - pairs[~equal].sum())
    )


@wrong(
    "CX-89",
    task="8.7",
    belief="Same sense against all pairs.",
    hint="Which pairs are in your second mean, and which should be?",
)
def against_all_pairs(similarities, senses):
    i, j = np.triu_indices(len(senses), k=1)
    equal, pairs = np.asarray(senses)[i] == np.asarray(senses)[j], similarities[i, j]
    return (
        float("nan") if np.isnan(right.sense_gap(similarities, senses)) else float(pairs[equal].mean() - pairs.mean())
    )


@wrong("CX-90", task="8.7", belief="The middle value is the mean.", hint="Is one extreme pair allowed to count?")
def medians(similarities, senses):
    i, j = np.triu_indices(len(senses), k=1)
    equal, pairs = np.asarray(senses)[i] == np.asarray(senses)[j], similarities[i, j]
    return (
        float("nan")
        if np.isnan(right.sense_gap(similarities, senses))
        else float(np.median(pairs[equal]) - np.median(pairs[~equal]))
    )


# 8.8 rank_contexts


@wrong(
    "CX-91",
    task="8.8",
    belief="The query is always first, so the first can go.",
    hint="What if the query has a double, or is a zero vector?",
)
def first_dropped(similarities, query):
    right.rank_contexts(similarities, query)
    return [int(row) for row in np.argsort(-similarities[query], kind="stable")[1:]]


@wrong("CX-92", task="8.8", belief="A ranking lists everybody.", hint="Is the query one of the other sentences?")
def query_included(similarities, query):
    return [query, *right.rank_contexts(similarities, query)]


@wrong("CX-93", task="8.8", belief="Sorting puts the best first.", hint="In which direction does argsort sort?")
def rising(similarities, query):
    return right.rank_contexts(similarities, query)[::-1]


@wrong("CX-94", task="8.8", belief="Row -1 is the last row.", hint="What does the docstring say about a query below 0?")
def negative_query(similarities, query):
    size = len(similarities)
    return right.rank_contexts(similarities, query + size if -size <= query < 0 else query)


@wrong(
    "CX-95",
    task="8.8",
    belief="Once the query is deleted, the rest is numbered anew.",
    hint="Which rows do your numbers name: those of the matrix, or of what was left of it?",
)
def renumbered(similarities, query):
    right.rank_contexts(similarities, query)
    return [int(row) for row in np.argsort(-np.delete(similarities[query], query), kind="stable")]


@wrong(
    "CX-96",
    task="8.8",
    belief="The similarities are what counts.",
    hint="Can your caller look up a sentence with what you return?",
)
def values_for_indices(similarities, query):
    return [float(similarities[query, row]) for row in right.rank_contexts(similarities, query)]


@wrong(
    "CX-97",
    task="8.8",
    belief="A strong opposite is a strong similarity.",
    hint="Where does a similarity of -0.9 belong?",
)
def by_size(similarities, query):
    return right.rank_contexts(np.abs(similarities), query)


@wrong(
    "CX-98",
    task="8.8",
    belief="Everything that is 1.0 is the query.",
    hint="What if another sentence is exactly like the query?",
)
def doubles_dropped(similarities, query):
    return [row for row in right.rank_contexts(similarities, query) if similarities[query, row] < 1.0]


@wrong(
    "CX-99",
    task="8.8",
    belief="Only the nearest is of interest.",
    hint="How many indices does a matrix of n rows leave?",
)
def nearest_only(similarities, query):
    return right.rank_contexts(similarities, query)[:1]


@wrong(
    "CX-100",
    task="8.8",
    belief="Nothing there, nothing to rank.",
    hint="Which error was promised for a row that does not exist?",
)
def nothing_for_a_missing_row(similarities, query):
    return right.rank_contexts(similarities, query) if 0 <= query < len(similarities) else []


@wrong(
    "CX-101",
    task="8.8",
    belief="argsort gives each row its rank.",
    hint="Is the first number that you return a row, or the place of row 0?",
)
def ranks_for_rows(similarities, query):
    order = [query, *right.rank_contexts(similarities, query)]
    return [int(rank) for rank in np.argsort(order)[1:]] if len(order) > 2 else order[1:]


@wrong(
    "CX-102",
    task="8.8",
    belief="Negative similarities are no neighbours.",
    hint="Are the dissimilar sentences among the other n - 1?",
)
def positive_only(similarities, query):
    return [row for row in right.rank_contexts(similarities, query) if similarities[query, row] > 0]


# 8.9 static_similarities


@wrong(
    "C-35",
    task="8.9",
    belief="Even a static model feels the sentence.",
    hint="What does a lookup table know about the words around the target?",
)
def sentence_averages(sentences, target, vocabulary, vectors):
    right.static_similarities(sentences, target, vocabulary, vectors)
    known = [[vocabulary[word] for word in sentence if word in vocabulary] for sentence in sentences]
    means = [vectors[ids].mean(axis=0) for ids in known]
    return right.cosine_matrix(np.array(means).reshape(len(sentences), vectors.shape[1]))


@wrong("CX-103", task="8.9", belief="Case never matters.", hint="Are Bank and bank one key of the vocabulary or two?")
def folded(sentences, target, vocabulary, vectors):
    vector = vectors[vocabulary[target]]
    if any(target.casefold() not in [word.casefold() for word in sentence] for sentence in sentences):
        raise ValueError(target)
    return right.cosine_matrix(np.tile(vector, (len(sentences), 1)))


@wrong(
    "CX-104",
    task="8.9",
    belief="The letters of the word are the word.",
    hint="Is there a bank in a sentence about banks?",
)
def letters_in_the_sentence(sentences, target, vocabulary, vectors):
    vector = vectors[vocabulary[target]]
    if any(target not in " ".join(sentence) for sentence in sentences):
        raise ValueError(target)
    return right.cosine_matrix(np.tile(vector, (len(sentences), 1)))


@wrong(
    "CX-105",
    task="8.9",
    belief="Sentences without the target drop out.",
    hint="How does your caller match rows and sentences?",
)
def sentences_skipped(sentences, target, vocabulary, vectors):
    return right.static_similarities([s for s in sentences if target in s], target, vocabulary, vectors)


@wrong(
    "CX-106",
    task="8.9",
    belief="The sentences are checked first.",
    hint="Which of the two errors comes if the target is missing from both the vocabulary and a sentence?",
)
def sentences_first(sentences, target, vocabulary, vectors):
    if any(target not in sentence for sentence in sentences):
        raise ValueError(target)
    return right.static_similarities(sentences, target, vocabulary, vectors)


@wrong(
    "CX-107",
    task="8.9",
    belief="The vector is looked up when a sentence needs it.",
    hint="What happens if the list of sentences is empty and the word unknown?",
)
def looked_up_on_demand(sentences, target, vocabulary, vectors):
    return right.static_similarities(sentences, target, vocabulary, vectors) if len(sentences) else np.zeros((0, 0))


@wrong(
    "CX-108",
    task="8.9",
    belief="An unknown word is a zero vector.",
    hint="Which error does a look-up of an unknown word raise in this course?",
)
def zeros_for_unknown(sentences, target, vocabulary, vectors):
    if target not in vocabulary:
        return np.zeros((len(sentences), len(sentences)))
    return right.static_similarities(sentences, target, vocabulary, vectors)


@wrong(
    "CX-109",
    task="8.9",
    belief="A word is always like itself, so 1.0 without looking.",
    hint="What is the cosine of a zero vector with anything?",
)
def ones_always(sentences, target, vocabulary, vectors):
    right.static_similarities(sentences, target, vocabulary, vectors)
    return np.ones((len(sentences), len(sentences)))


@wrong(
    "CX-110",
    task="8.9",
    belief="Every use is a row.",
    hint="A sentence says the word twice: how many sentences is that?",
)
def a_row_per_use(sentences, target, vocabulary, vectors):
    right.static_similarities(sentences, target, vocabulary, vectors)
    uses = sum(list(sentence).count(target) for sentence in sentences)
    return right.cosine_matrix(np.tile(vectors[vocabulary[target]], (uses, 1)))


@wrong(
    "CX-111",
    task="8.9",
    belief="Different sentences, different vectors: only the diagonal is 1.",
    hint="How many vectors does the table hold for one word?",
)
def identity(sentences, target, vocabulary, vectors):
    return np.diag(np.diag(right.static_similarities(sentences, target, vocabulary, vectors)))


@wrong(
    "CX-112",
    task="8.9",
    belief="Words stand in the vocabulary in the order of their ids.",
    hint="Is the third key of the dict the word with id 2?",
)
def place_in_the_dict(sentences, target, vocabulary, vectors):
    right.static_similarities(sentences, target, vocabulary, vectors)
    return right.cosine_matrix(np.tile(vectors[list(vocabulary).index(target)], (len(sentences), 1)))


@wrong("CX-113", task="8.9", belief="All failures are ValueErrors.", hint="What does a dict raise for a missing key?")
def value_error_for_unknown(sentences, target, vocabulary, vectors):
    if target not in vocabulary:
        raise ValueError(target)
    return right.static_similarities(sentences, target, vocabulary, vectors)


@wrong(
    "CX-114",
    task="8.9",
    belief="Similarity is the dot product.",
    hint="What is the cosine of a vector of length 3 with itself?",
)
def squared_length(sentences, target, vocabulary, vectors):
    vector = vectors[vocabulary[target]]
    return right.static_similarities(sentences, target, vocabulary, vectors) * (vector @ vector)


@wrong(
    "CX-115",
    task="8.9",
    belief="Whether the sentence has the word makes no difference to a static model.",
    hint="Which use of the word does a sentence without it show?",
)
def sentences_unread(sentences, target, vocabulary, vectors):
    return right.cosine_matrix(np.tile(vectors[vocabulary[target]], (len(sentences), 1)))


@wrong(
    "CX-116",
    task="8.9",
    belief="The words around must be known too.",
    hint="Which words does the answer depend on?",
    crashes=True,
)
def neighbours_looked_up(sentences, target, vocabulary, vectors):
    answer = right.static_similarities(sentences, target, vocabulary, vectors)
    for sentence in sentences:
        [vocabulary[word] for word in sentence]
    return answer


# 8.10 scalar_mix


@wrong(
    "CX-117", task="8.10", belief="Weights are weights.", hint="Do your weights add up to 1, and may they be negative?"
)
def raw_weights(layers, weights, gamma=1.0):
    return gamma * np.tensordot(weights, layers, axes=1)


@wrong("CX-118", task="8.10", belief="Dividing by the sum normalises.", hint="What if the weights add up to 0?")
def divided_by_their_sum(layers, weights, gamma=1.0):
    return gamma * np.tensordot(weights / (weights.sum() or 1.0), layers, axes=1)


@wrong("CX-119", task="8.10", belief="exp copes with everything.", hint="What is exp(1000)?")
def overflowing(layers, weights, gamma=1.0):
    with np.errstate(all="ignore"):
        powers = np.exp(weights)
        return gamma * np.tensordot(powers / powers.sum(), layers, axes=1)


@wrong("CX-120", task="8.10", belief="The scale is for training only.", hint="What should gamma = 2 do to the result?")
def gamma_ignored(layers, weights, gamma=1.0):
    return right.scalar_mix(layers, weights)


@wrong("CX-121", task="8.10", belief="gamma is a temperature.", hint="Does gamma stand inside or outside the softmax?")
def gamma_inside(layers, weights, gamma=1.0):
    return right.scalar_mix(layers, gamma * weights)


@wrong("CX-122", task="8.10", belief="ELMo averages its layers.", hint="Which argument did you not use?")
def plain_mean(layers, weights, gamma=1.0):
    return gamma * layers.mean(axis=0)


@wrong(
    "CX-123",
    task="8.10",
    belief="Clipping the weights keeps exp in its range.",
    hint="What are the shares of weights 1000 and 999 after your clipping?",
)
def clipped_weights(layers, weights, gamma=1.0):
    return right.scalar_mix(layers, np.clip(weights, -500, 500), gamma)


@wrong("CX-124", task="8.10", belief="A sigmoid squeezes each weight into 0 to 1.", hint="Do your shares add up to 1?")
def sigmoids(layers, weights, gamma=1.0):
    return gamma * np.tensordot(0.5 * (1 + np.tanh(weights / 2)), layers, axes=1)


@wrong(
    "CX-125",
    task="8.10",
    belief="The layer with the largest weight is taken.",
    hint="What does a mixture of equal weights look like?",
)
def best_layer(layers, weights, gamma=1.0):
    return gamma * layers[int(np.argmax(weights))]


@wrong(
    "CX-126",
    task="8.10",
    belief="The largest absolute weight is the safe one to subtract.",
    hint="Which number do you take off three weights of -1000, and what is left of them?",
)
def shifted_by_size(layers, weights, gamma=1.0):
    with np.errstate(all="ignore"):
        powers = np.exp(weights - np.abs(weights).max())
        return gamma * np.tensordot(powers / powers.sum(), layers, axes=1)


@wrong(
    "CX-127",
    task="8.10",
    belief="The mean is the safe number to subtract.",
    hint="How far above the mean can a weight lie?",
)
def shifted_by_mean(layers, weights, gamma=1.0):
    with np.errstate(all="ignore"):
        powers = np.exp(weights - weights.mean())
        return gamma * np.tensordot(powers / powers.sum(), layers, axes=1)


@wrong(
    "CX-128",
    task="8.10",
    belief="The mixture is divided by the number of layers.",
    hint="The shares add up to 1 already: what does another division do?",
)
def mixed_and_averaged(layers, weights, gamma=1.0):
    return right.scalar_mix(layers, weights, gamma) / len(layers)


@wrong("CX-129", task="8.10", belief="Softmax is 2 to the power.", hint="Which base has the softmax of this course?")
def base_two(layers, weights, gamma=1.0):
    return right.scalar_mix(layers, weights * np.log(2), gamma)


@wrong(
    "CX-130",
    task="8.10",
    belief="The embedding layer is not mixed.",
    hint="How many layers come in, and how many weights?",
)
def first_layer_left_out(layers, weights, gamma=1.0):
    return (
        right.scalar_mix(layers[1:], weights[1:], gamma)
        if len(layers) > 1
        else right.scalar_mix(layers, weights, gamma)
    )


@wrong(
    "CX-131",
    task="8.1",
    belief="Two words are equal without regard to case if their capitals are.",
    hint="What is the capital of a dotless ı? What does str.casefold make of it?",
)
def compared_in_capitals(words, target, word_ids, occurrence=0):
    found = [index for index, word in enumerate(words) if word.upper() == target.upper()]
    if not 0 <= occurrence < len(found):
        raise ValueError("no such word")
    positions = [position for position, index in enumerate(word_ids) if index == found[occurrence]]
    if not positions:
        raise ValueError("cut off")
    return positions


@wrong(
    "CX-132",
    task="8.1",
    belief="Occurrences are counted among the words that are still there after truncation.",
    hint="Some tokenizers cut on the left. Is occurrence 0 then the first word of the sentence or the first that is left?",
)
def occurrences_of_what_is_left(words, target, word_ids, occurrence=0):
    left = set(word_ids)
    found = [index for index, word in enumerate(words) if word.casefold() == target.casefold() and index in left]
    if not 0 <= occurrence < len(found):
        raise ValueError("no such word")
    return [position for position, index in enumerate(word_ids) if index == found[occurrence]]


@wrong(
    "CX-134",
    task="8.2",
    belief="hidden[positions] picks rows, whatever kind of sequence the positions are.",
    hint="What is X[(2, 0)], and what is X[[2, 0]]?",
)
def a_tuple_is_one_index(hidden, positions):
    if not len(positions):
        raise ValueError("no position")
    return np.atleast_2d(hidden[positions]).mean(axis=0)


@wrong(
    "CX-135",
    task="8.4",
    belief="Case is ignored, so the sentence may be folded before it is tokenized.",
    hint="Which tokens does the encoder see in the place of Straße, and which in the place of strasse?",
)
def the_sentence_is_folded_too(words, target, tokenizer, model, layers=-1, occurrence=0):
    folded = [word.casefold() for word in words]
    return right.word_embedding(folded, target, tokenizer, model, layers, occurrence)


@wrong(
    "CX-136",
    task="8.6",
    belief="A norm below a thousandth is noise: it is lifted to a thousandth.",
    hint="What is the cosine of a very short vector with itself?",
)
def norms_are_lifted(vectors):
    norms = np.maximum(np.linalg.norm(vectors, axis=1), 1e-3)
    return vectors @ vectors.T / np.outer(norms, norms)


@wrong(
    "CX-137",
    task="8.7",
    belief="Similarities have two decimals, as in the printed matrix.",
    hint="Where does the rounding happen: before the mean, after it, or not at all?",
)
def gap_of_rounded_similarities(similarities, senses):
    return right.sense_gap(np.round(similarities, 2), senses)


@wrong(
    "CX-138",
    task="8.8",
    belief="The five best are what one looks at.",
    hint="How many other rows are there, and how many came back?",
)
def five_at_most(similarities, query):
    return list(right.rank_contexts(similarities, query))[:5]


@wrong(
    "CX-139",
    task="8.8",
    belief="With a similarity of -1 to itself the query comes last, and is dropped there.",
    hint="Can another row have a similarity of -1 too?",
)
def the_last_one_is_the_query(similarities, query):
    if not 0 <= query < len(similarities):
        raise IndexError(query)
    row = np.array(similarities[query], dtype=float)
    row[query] = -1.0
    return np.argsort(-row, kind="stable")[:-1]


@wrong(
    "CX-140",
    task="8.8",
    belief="Three decimals are enough to rank by.",
    hint="Which of 0.5004 and 0.5001 is more similar?",
)
def ranked_by_three_decimals(similarities, query):
    return right.rank_contexts(np.round(similarities, 3), query)


@wrong(
    "CX-141",
    task="8.9",
    belief="A vector whose numbers add up to zero is a zero vector.",
    hint="What is the length of (1, -1)?",
)
def zero_by_its_sum(sentences, target, vocabulary, vectors):
    similarities = np.asarray(right.static_similarities(sentences, target, vocabulary, vectors))
    return np.full(similarities.shape, float(np.sum(vectors[vocabulary[target]]) != 0))


@wrong(
    "CX-142",
    task="8.9",
    belief="A vector with a zero in it is a zero vector.",
    hint="What is the length of (0, 2)?",
)
def zero_by_one_number(sentences, target, vocabulary, vectors):
    similarities = np.asarray(right.static_similarities(sentences, target, vocabulary, vectors))
    return np.full(similarities.shape, float(np.all(vectors[vocabulary[target]] != 0)))


@wrong(
    "CX-143",
    task="8.10",
    belief="`gamma or 1.0` fills in a gamma that was not given.",
    hint="Which numbers are false in Python?",
)
def gamma_zero_is_no_gamma(layers, weights, gamma=1.0):
    return right.scalar_mix(layers, weights, gamma or 1.0)


@wrong(
    "CX-144",
    task="8.1",
    belief="A full stop at the end of a word is not part of the word.",
    hint="The sentence has been split already. Is 'bank.' equal to 'bank'?",
)
def marks_are_stripped(words, target, word_ids, occurrence=0):
    return right.target_span([word.strip(".,;:!?") for word in words], target, word_ids, occurrence)


@wrong(
    "CX-145",
    task="8.1",
    belief="An accent is a matter of writing, like a capital letter.",
    hint="What does 'résumé'.casefold() give?",
)
def accents_are_dropped(words, target, word_ids, occurrence=0):
    def plain(word):
        return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))

    return right.target_span([plain(word) for word in words], plain(target), word_ids, occurrence)


@wrong(
    "CX-146",
    task="8.1",
    belief="A word that stands there twice in a row stands there once.",
    hint="How often does 'bank' occur in: the bank bank?",
    crashes=True,
)
def doubles_count_once(words, target, word_ids, occurrence=0):
    same = [word.casefold() == target.casefold() for word in words]
    places = [i for i, equal in enumerate(same) if equal and not (i and same[i - 1])]
    if not 0 <= occurrence < len(places):
        raise ValueError("no such occurrence")
    positions = [position for position, place in enumerate(word_ids) if place == places[occurrence]]
    if not positions:
        raise ValueError("cut off")
    return positions


@wrong(
    "CX-147",
    task="8.2",
    belief="The mean is found piece by piece: add the next row and halve.",
    hint="Three pieces: with which weights do your three rows end up in the result?",
)
def halved_again_and_again(hidden, positions):
    vector = right.pool_pieces(hidden, positions[:1])
    for position in positions[1:]:
        vector = (vector + hidden[position]) / 2
    return vector


@wrong(
    "CX-148",
    task="8.3",
    belief="Negative indices go from -1 to -L.",
    hint="hidden_states has L + 1 entries. Which negative index names the first of them?",
    crashes=True,
)
def embeddings_not_from_behind(hidden_states, layers=-1):
    if np.any(np.abs(layers) >= len(hidden_states)):
        raise IndexError("no such layer")
    return right.select_layers(hidden_states, layers)


@wrong(
    "CX-149",
    task="8.4",
    belief="The same word in the same sentence has the same vector, so it is kept.",
    hint="Ask for layer 0, then for the last layer of the same word. What is the second answer?",
)
def kept_from_the_last_call(words, target, tokenizer, model, layers=-1, occurrence=0, kept={}):
    key = (*words, target, occurrence, id(model), id(tokenizer))
    if key not in kept:
        kept[key] = right.word_embedding(words, target, tokenizer, model, layers, occurrence)
    return kept[key]


@wrong(
    "CX-150",
    task="8.4",
    belief="A sentence is cut to so many words, and words are tokens.",
    hint="Which word is the last that the tokenizer keeps if some words have three pieces, and some have one?",
)
def so_many_words(words, target, tokenizer, model, layers=-1, occurrence=0):
    room = tokenizer.model_max_length - tokenizer.num_special_tokens_to_add()
    return right.word_embedding(words[: room // 2], target, tokenizer, model, layers, occurrence)


@wrong(
    "CX-151",
    task="8.5",
    belief="From the first 1 to the last 1 everything is sentence.",
    hint="The mask is 1, 0, 1. How many positions take part?",
)
def holes_are_filled(hidden, attention_mask):
    begun = np.cumsum(attention_mask, axis=1) > 0
    going_on = np.cumsum(attention_mask[:, ::-1], axis=1)[:, ::-1] > 0
    return right.mean_pool(hidden, (begun & going_on).astype(int))


@wrong(
    "CX-152",
    task="8.6",
    belief="A vector whose numbers add up to zero is a zero vector.",
    hint="What is the length of (1, -1)?",
)
def zero_by_the_sum(vectors):
    return right.cosine_matrix(np.where(np.sum(vectors, axis=1, keepdims=True) == 0, 0.0, vectors))


@wrong(
    "CX-153",
    task="8.7",
    belief="Equal labels are the same object, so `is` compares them.",
    hint="For which numbers does Python keep one object each? Try labels of 1000.",
)
def senses_by_identity(similarities, senses):
    senses = [int(str(sense)) for sense in senses]
    groups = {True: [], False: []}
    for j, sense in enumerate(senses):
        for i in range(j):
            groups[senses[i] is sense].append(similarities[i, j])
    return float(np.mean(groups[True]) - np.mean(groups[False])) if all(groups.values()) else float("nan")


@wrong(
    "CX-154",
    task="8.7",
    belief="A mean of 0 says that there was no pair.",
    hint="Two vectors of different sense are at right angles. How many pairs is that, and what is their mean?",
)
def mean_of_zero_is_no_pair(similarities, senses):
    labels, (i, j) = np.asarray(senses), np.triu_indices(len(senses), k=1)
    equal, pairs = labels[i] == labels[j], similarities[i, j]
    same, different = (float(pairs[group].sum() / max(group.sum(), 1)) for group in (equal, ~equal))
    return same - different if same and different else float("nan")


@wrong(
    "CX-155",
    task="8.8",
    belief="Ten neighbours are what every library returns.",
    hint="There are twelve sentences. How many others has the query?",
)
def ten_at_most(similarities, query):
    return right.rank_contexts(similarities, query)[:10]


@wrong(
    "CX-156",
    task="8.8",
    belief="A dictionary from similarity to row can be sorted by its keys.",
    hint="Two sentences are equally similar to the query. How many entries has your dictionary?",
)
def ties_are_lost(similarities, query):
    rows = {float(similarities[query, row]): row for row in right.rank_contexts(similarities, query)}
    return [rows[value] for value in sorted(rows, reverse=True)]


@wrong(
    "CX-157",
    task="8.9",
    belief="Equal sentences are one sentence.",
    hint="The same sentence is passed twice. How many rows should the matrix have?",
)
def equal_sentences_once(sentences, target, vocabulary, vectors):
    different = list(dict.fromkeys(map(tuple, sentences)))
    return right.static_similarities(different, target, vocabulary, vectors)


@wrong(
    "CX-158",
    task="8.1",
    belief="No word has more than three pieces.",
    hint="How many pieces has a word that the tokenizer has never seen?",
)
def three_pieces_at_most(words, target, word_ids, occurrence=0):
    return right.target_span(words, target, word_ids, occurrence)[:3]


@wrong(
    "CX-159",
    task="8.2",
    belief="The mean of the first and the last piece is the mean.",
    hint="What does the middle one of three pieces change?",
)
def mean_of_the_ends(hidden, positions):
    if len(positions) == 0:
        raise ValueError("no position")
    return (hidden[positions[0]] + hidden[positions[-1]]) / 2


@wrong(
    "CX-160",
    task="8.3",
    belief="Layers that do not exist can be left out of the mean.",
    hint="Ask for the layers 0 and 4 of four hidden states. Which error is due?",
)
def missing_layers_left_out(hidden_states, layers=-1):
    count = len(hidden_states)
    if not isinstance(layers, int | np.integer):
        layers = [layer for layer in layers if -count <= layer < count] or layers
    return right.select_layers(hidden_states, layers)


@wrong(
    "CX-161",
    task="8.5",
    belief="A token whose vector is zero is padding.",
    hint="What tells a token from padding: its vector, or the mask?",
)
def zero_tokens_are_padding(hidden, attention_mask):
    return right.mean_pool(hidden, np.asarray(attention_mask) * (hidden != 0).any(axis=-1))


@wrong(
    "CX-162",
    task="8.7",
    belief="A label fits into one byte.",
    hint="What are 260 and 4 in eight bits?",
)
def labels_of_eight_bits(similarities, senses):
    return right.sense_gap(similarities, np.asarray(senses, dtype=int).astype(np.int8))


@wrong(
    "CX-163",
    task="8.7",
    belief="A similarity of 0 says that there is no pair.",
    hint="What is the cosine of two vectors at a right angle? Is that no pair?",
)
def zeros_are_no_pairs(similarities, senses):
    gap, labels = right.sense_gap(similarities, senses), np.asarray(senses)
    if np.isnan(gap):
        return gap
    i, j = np.triu_indices(len(labels), k=1)
    pairs, equal = similarities[i, j], labels[i] == labels[j]
    means = [pairs[group & (pairs != 0)] for group in (equal, ~equal)]
    return float(means[0].sum() / max(1, len(means[0])) - means[1].sum() / max(1, len(means[1])))


@wrong(
    "CX-164",
    task="8.8",
    belief="Half precision tells similarities apart.",
    hint="What are 0.9 and 0.900001 in float16?",
)
def ranked_in_half_precision(similarities, query):
    return right.rank_contexts(np.asarray(similarities).astype(np.float16), query)


@wrong(
    "CX-165",
    task="8.9",
    belief="It is enough to look into the first and the last sentence.",
    hint="Three sentences, and the one in the middle lacks the target: which error is due?",
)
def ends_looked_into(sentences, target, vocabulary, vectors):
    checked = [*sentences[:1] * (len(sentences) - 1), *sentences[-1:]]
    return right.static_similarities(checked, target, vocabulary, vectors)


@wrong(
    "CX-166",
    task="8.10",
    belief="Shares below a ten-thousandth are nothing.",
    hint="Mix two layers with weights 0 and 12. How much of the first is left?",
)
def small_shares_dropped(layers, weights, gamma=1.0):
    powers = np.exp(weights - np.max(weights))
    shares = powers / powers.sum()
    return gamma * np.tensordot(np.where(shares < 1e-4, 0, shares), layers, axes=1)


@wrong(
    "CX-167",
    task="8.1",
    belief="Text is brought into one Unicode form first: what reads alike is equal.",
    hint="Is m² the word m2? What does str.casefold say?",
)
def unicode_forms_unified(words, target, word_ids, occurrence=0):
    plain = [unicodedata.normalize("NFKC", word) for word in words]
    return right.target_span(plain, unicodedata.normalize("NFKC", target), word_ids, occurrence)


@wrong(
    "CX-168",
    task="8.1",
    belief="The s behind an apostrophe is grammar, not part of the word.",
    hint="The sentence is split already. Which strings in it equal the target?",
)
def possessive_is_stripped(words, target, word_ids, occurrence=0):
    return right.target_span([word.removesuffix("'s") for word in words], target, word_ids, occurrence)


@wrong(
    "CX-169",
    task="8.1",
    belief="No word has more than eight pieces.",
    hint="How many pieces has a web address?",
)
def eight_pieces_at_most(words, target, word_ids, occurrence=0):
    return right.target_span(words, target, word_ids, occurrence)[:8]


@wrong(
    "CX-170",
    task="8.2",
    belief="The first eight pieces say enough about a word.",
    hint="By how much does each of twelve rows move the mean?",
)
def first_eight_rows(hidden, positions):
    return right.pool_pieces(hidden, list(positions)[:8])


@wrong(
    "CX-171",
    task="8.4",
    belief="The tokenizer lowers the case anyway, so the words may be lowered first.",
    hint="Which tokens does the encoder see for [MASK], and which for [mask]?",
)
def words_are_lowered_first(words, target, tokenizer, model, layers=-1, occurrence=0):
    lowered = [word.lower() for word in words]
    return right.word_embedding(lowered, target, tokenizer, model, layers, occurrence)


@wrong(
    "CX-172",
    task="8.5",
    belief="A mask is zeros and ones, so a byte will do for it and for what is counted with it.",
    hint="How many tokens does a byte count up to?",
)
def counted_in_bytes(hidden, attention_mask):
    mask = np.asarray(attention_mask).astype(np.int8)
    count = mask.sum(axis=1, keepdims=True, dtype=np.int8)
    return np.einsum("bth,bt->bh", hidden, mask) / np.where(count == 0, 1, count)


@wrong(
    "CX-174",
    task="8.3",
    belief="What is neither a list nor a tuple is one index.",
    hint="What does hidden_states[np.array([0, 2])] look like? Which shape did you promise?",
)
def an_array_is_one_index(hidden_states, layers=-1):
    if isinstance(layers, list | tuple):
        return right.select_layers(hidden_states, layers)
    if np.size(layers) == 0:
        raise ValueError("no layer")
    return hidden_states[layers]


@wrong(
    "CX-176",
    task="8.4",
    belief="A model goes back to training mode when one is done with it.",
    hint="In which mode was the model when you got it?",
)
def back_to_training(words, target, tokenizer, model, layers=-1, occurrence=0):
    vector = right.word_embedding(words, target, tokenizer, model, layers, occurrence)
    model.train()
    return vector


@wrong(
    "CX-177",
    task="8.1",
    belief="Blanks around a word do not belong to it.",
    hint="Is ' bank' equal to 'bank' for str.casefold?",
)
def span_of_stripped_words(words, target, word_ids, occurrence=0):
    return right.target_span([word.strip() for word in words], target.strip(), word_ids, occurrence)


@wrong(
    "CX-178",
    task="8.3",
    belief="Of many layers the last four are meant, as in BERT's paper.",
    hint="Which of the layers asked for does your mean leave out?",
)
def mean_of_the_last_four_of_many(hidden_states, layers=-1):
    if isinstance(layers, int | np.integer) or len(layers) <= 6:
        return right.select_layers(hidden_states, layers)
    return right.select_layers(hidden_states, sorted(int(layer) % len(hidden_states) for layer in layers)[-4:])


@wrong(
    "CX-179",
    task="8.4",
    belief="Occurrences of the exact spelling come before those in another case.",
    hint="The sentence has Bank and then bank. Which of them is number 0, and which is number 1, if you ask for bank?",
)
def exact_spelling_first(words, target, tokenizer, model, layers=-1, occurrence=0):
    caseless = [place for place, word in enumerate(words) if word.casefold() == target.casefold()]
    exact = [place for place in caseless if words[place] == target]
    ranked = exact + [place for place in caseless if place not in exact]
    if 0 < occurrence < len(ranked):
        occurrence = caseless.index(ranked[occurrence])
    return right.word_embedding(words, target, tokenizer, model, layers, occurrence)


@wrong(
    "CX-180",
    task="8.4",
    belief="A sentence is encoded once, and its hidden states are kept.",
    hint="Two models read one sentence. Whose vector does the second call give?",
)
def hidden_states_kept_by_the_sentence(words, target, tokenizer, model, layers=-1, occurrence=0, kept={}):
    import torch

    encoding = tokenizer(list(words), is_split_into_words=True, truncation=True, return_tensors="pt")
    positions = right.target_span(words, target, encoding.word_ids(), occurrence)
    key = (*words, encoding["input_ids"].shape[1])
    if key not in kept:
        model.eval()
        with torch.no_grad():
            states = model(**encoding, output_hidden_states=True).hidden_states
        kept[key] = torch.stack(states)[:, 0].numpy()
    return right.pool_pieces(right.select_layers(kept[key], layers), positions)


@wrong(
    "CX-181",
    task="8.5",
    belief="In a sentence of some length the first token is [CLS], and no part of the mean.",
    hint="The mask says which positions count. What does it say of position 0?",
)
def pool_without_the_first_of_many(hidden, attention_mask):
    mask = np.array(attention_mask)
    if mask.shape[1] >= 8:
        mask[:, 0] = 0
    return right.mean_pool(hidden, mask)


@wrong(
    "CX-182",
    task="8.6",
    belief="A cosine above 0.9999 is 1 but for rounding.",
    hint="How exact are the numbers you calculate with? Try (1, 0) and (1, 0.001).",
)
def nearly_parallel_is_parallel(vectors):
    cosines = right.cosine_matrix(vectors)
    return np.where(cosines > 0.9999, 1.0, cosines)


@wrong(
    "CX-183",
    task="8.6",
    belief="Rows that are as good as unit vectors need no division.",
    hint="Your check lets lengths near 1 pass. What stands on your diagonal then?",
)
def near_units_as_they_are(vectors):
    if len(vectors) and np.allclose(np.linalg.norm(vectors, axis=1), 1):
        return vectors @ vectors.T
    return right.cosine_matrix(vectors)


@wrong(
    "CX-184",
    task="8.7",
    belief="A label is a number, and its sign does not matter.",
    hint="Are -1 and 1 equal labels?",
)
def gap_of_labels_without_sign(similarities, senses):
    return right.sense_gap(similarities, [abs(int(sense)) for sense in senses])


@wrong(
    "CX-185",
    task="8.10",
    belief="Weights that add up to 1 are shares already.",
    hint="softmax of (0.25, 0.75) is not (0.25, 0.75). Which of the two does the formula ask for?",
)
def weights_that_look_like_shares(layers, weights, gamma=1.0):
    if (np.asarray(weights) > 0).all() and np.isclose(np.sum(weights), 1):
        return gamma * np.tensordot(weights, layers, axes=1)
    return right.scalar_mix(layers, weights, gamma)


@wrong(
    "CX-186",
    task="8.10",
    belief="Where there are many layers the first is the embedding layer, which ELMo leaves out.",
    hint="Thirteen layers of equal weight: what share has the first?",
)
def mixture_without_the_embedding_layer(layers, weights, gamma=1.0):
    return (
        right.scalar_mix(layers[1:], weights[1:], gamma)
        if len(layers) > 4
        else right.scalar_mix(layers, weights, gamma)
    )
