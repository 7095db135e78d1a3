"""Hidden tests of a8_contextual/contextual.py: a word inside a real (if tiny) encoder, task 8.4.

The encoder is the course's own, `data/tiny_bert`: two layers, so three hidden states, and at most 32 tokens.
Tolerances are wide because batches, devices and summation orders differ in float32; the nearest mistake differs in
the second digit.
"""

from __future__ import annotations

import numpy as np

from autograder.testing import equal, raises, same, task
from reference.a8_contextual import contextual as reference
from tests.hidden.strategies.a8_contextual import TINY_BERT, local_encoder

ROUGH = {"rtol": 1e-3, "atol": 1e-4}
"""Single precision, summed in any order."""

RIVER = ["the", "bank", "near", "the", "mud", ",", "and", "a", "reed", "."]
MONEY = ["a", "loan", "by", "the", "bank", "or", "deposit"]
SPLIT = ["bank", "re-opened", ":", "the", "embankment", "isn't", "muddy", "!"]
"""Words of one piece, of three (em ##bank ##ment), of single letters, and words with marks inside."""

STREET = ["The", "Straße", "by", "the", "bank"]
"""A word that the tokenizer does not know as it stands, and would know if it were folded first."""

BLANK = ["the", "[MASK]", "by", "the", "bank"]
"""The tokenizer knows [MASK] as it is written, and takes [mask] to pieces."""

TWICE = ["Bankers", "at", "the", "Bank", "say", "the", "mud", "by", "the", "bank", "is", "deep"]
LONG = ["the", "bank", "of", *(["mud"] * 22), "and", "the", "embankment", "bank", *(["the", "reed"] * 5)]
"""More than the tokenizer keeps: of the embankment's three pieces two remain, the bank behind it is cut off."""


@task("8.4", points=1)
def test_the_vector_of_a_word_in_its_sentence(submission):
    """The last layer's vector of the word, or the mean of its pieces, wherever it stands."""
    tokenizer, model = submission.helper.encoder(TINY_BERT)
    asked = (
        (RIVER, ("bank", "the", ".")),
        (MONEY, ("bank",)),
        (STREET, ("STRASSE", "bank")),
        (SPLIT, ("bank", "embankment", "muddy", "re-opened", "!")),
        (BLANK, ("bank",)),
    )
    for words, targets in asked:
        for target in targets:
            answer = submission.contextual.word_embedding(words, target, tokenizer, model)
            expected = reference.word_embedding(words, target, *local_encoder())
            same(answer, expected, **ROUGH, note=f"{target!r} in {' '.join(words)!r}")


@task("8.4", points=1)
def test_the_layers_asked_for(submission):
    """Index 0 is the embedding layer, -1 the last, several give their mean; IndexError for one that is not there."""
    tokenizer, model = submission.helper.encoder(TINY_BERT)
    for layers in (0, 1, 2, -1, -3, [1], [0, 2], (-1, -2)):
        answer = submission.contextual.word_embedding(RIVER, "bank", tokenizer, model, layers=layers)
        same(
            answer, reference.word_embedding(RIVER, "bank", *local_encoder(), layers), **ROUGH, note=f"layers {layers}"
        )
    same(
        submission.contextual.word_embedding(SPLIT, "embankment", tokenizer, model, 0),
        _embedding_layer(["em", "##bank", "##ment"], SPLIT).mean(axis=0),
        **ROUGH,
        note="the embedding layer knows a piece and its position, and no neighbour",
    )
    for layers in (3, -4, [0, 3]):
        with raises(IndexError, note=f"layers {layers} of three hidden states"):
            submission.contextual.word_embedding(RIVER, "bank", tokenizer, model, layers)


@task("8.4", points=1)
def test_evaluation_mode_and_no_gradients(submission):
    """A model left in training mode with dropout gives its evaluation vector, twice the same, and stays as it was."""
    tokenizer, model = submission.helper.encoder(TINY_BERT, dropout=0.4, training=True)
    first = submission.contextual.word_embedding(MONEY, "bank", tokenizer, model)
    expected = reference.word_embedding(MONEY, "bank", *local_encoder())
    same(first, expected, **ROUGH)
    same(submission.contextual.word_embedding(MONEY, "bank", tokenizer, model), np.asarray(first, dtype=float), **ROUGH)
    graph = submission.helper.carries_gradient("contextual", "word_embedding", MONEY, "bank", tokenizer, model)
    equal(graph, False, note="whether the answer holds on to the graph of its gradients")
    untouched = {"dtype": "torch.float32", "trainable": 1.0, "gradients": 0}
    equal(submission.helper.encoder_state(model), untouched, note="the model afterwards; only its mode may change")
    tokenizer, model = submission.helper.encoder(TINY_BERT)
    submission.contextual.word_embedding(["bank"], "bank", tokenizer, model)
    equal(submission.helper.is_training(model), False, note="the mode of a model that came in evaluation mode")
    written = {"weight": np.zeros(64), "bias": np.arange(64.0)}  # the embedding layer is the bias now
    for name, values in written.items():
        submission.helper.set_tensor(model, f"embeddings.LayerNorm.{name}", values)
    answer = submission.contextual.word_embedding(MONEY, "bank", tokenizer, model, 0)
    same(answer, written["bias"], **ROUGH, note="the sentence of before in another model")


@task("8.4", points=1)
def test_the_attention_mask_is_passed(submission):
    """With a tokenizer that fills up to a fixed length the padding must not reach the word."""
    tokenizer, model = submission.helper.encoder(TINY_BERT, padded=True)
    for words, target, layers in ((MONEY, "bank", -1), (SPLIT, "embankment", [0, 1, 2])):
        answer = submission.contextual.word_embedding(words, target, tokenizer, model, layers)
        expected = reference.word_embedding(words, target, *local_encoder(), layers)
        same(answer, expected, **ROUGH, note=f"{target!r} in {' '.join(words)!r}, padded to 32 tokens")


@task("8.4", points=1)
def test_the_word_asked_for_and_no_other(submission):
    """The occurrence-th whole word without regard to case; ValueError if there is none."""
    tokenizer, model = submission.helper.encoder(TINY_BERT)
    for target, occurrence in (("bank", 0), ("bank", 1), ("BANK", 1), ("the", 2), ("Bankers", 0)):
        answer = submission.contextual.word_embedding(TWICE, target, tokenizer, model, occurrence=occurrence)
        expected = reference.word_embedding(TWICE, target, *local_encoder(), occurrence=occurrence)
        same(answer, expected, **ROUGH, note=f"occurrence {occurrence} of {target!r}")
    for target, occurrence in (("bank", 2), ("bank", -1), ("banker", 0), ("river", 0)):
        with raises(ValueError, note=f"no occurrence {occurrence} of {target!r}"):
            submission.contextual.word_embedding(TWICE, target, tokenizer, model, -1, occurrence)


@task("8.4", points=1)
def test_long_sentences_are_cut(submission):
    """The model reads as much as the tokenizer's model_max_length; a word behind that has no vector: ValueError."""
    tokenizer, model = submission.helper.encoder(TINY_BERT)
    for target in ("bank", "embankment"):
        answer = submission.contextual.word_embedding(LONG, target, tokenizer, model)
        same(
            answer,
            reference.word_embedding(LONG, target, *local_encoder()),
            **ROUGH,
            note=f"{target!r} in {len(LONG)} words",
        )
    for target, occurrence in (("bank", 1), ("reed", 0)):
        with raises(ValueError, note=f"occurrence {occurrence} of {target!r} was cut off"):
            submission.contextual.word_embedding(LONG, target, tokenizer, model, occurrence=occurrence)


def _embedding_layer(pieces: list[str], words: list[str]) -> np.ndarray:
    """Rows of the embedding layer for consecutive `pieces`: normalised sums of word, position and segment vectors."""
    tokenizer, model = local_encoder()
    weights = {name: tensor.numpy() for name, tensor in model.embeddings.state_dict().items()}
    start = tokenizer(words, is_split_into_words=True).tokens().index(pieces[0])
    rows = weights["word_embeddings.weight"][tokenizer.convert_tokens_to_ids(pieces)]
    total = (
        rows
        + weights["position_embeddings.weight"][start : start + len(pieces)]
        + weights["token_type_embeddings.weight"][0]
    )
    centred = total - total.mean(axis=1, keepdims=True)
    return centred / centred.std(axis=1, keepdims=True) * weights["LayerNorm.weight"] + weights["LayerNorm.bias"]
