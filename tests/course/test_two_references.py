"""Two references agree: the course's, and one in plain loops (`tests/course/loops`), on many random inputs.

Each function gets 200 inputs in an ordinary run. `FIRTH_INPUTS=2000 pytest tests/course/test_two_references.py` draws
that many for each instead, more than 10^5 in all. An input is a set of keyword arguments, sometimes without those that
have a default; compared are the answer or the kind of error, and what has become of the arguments: changed by both in
the same way, or by neither.
"""

from __future__ import annotations

import copy
import inspect
import math
import os
import zlib
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pytest
from numpy.random import Generator

from reference.a1_sparse import sparse
from reference.a2_pmi import pmi
from reference.a3_skipgram import cbow, skipgram, softmax
from reference.a4_glove import glove
from reference.a5_fasttext import fasttext
from reference.a6_evaluation import bias, evaluation
from reference.a7_bert import masking, next_sentence
from reference.a8_contextual import contextual
from tests.course.loops import (
    a1_sparse,
    a2_pmi,
    a3_cbow,
    a3_skipgram,
    a3_softmax,
    a4_glove,
    a5_fasttext,
    a6_bias,
    a6_evaluation,
    a7_bert,
    a8_contextual,
    arguments,
    draws,
)

INPUTS = int(os.environ.get("FIRTH_INPUTS", "200"))
ERRORS = (ValueError, KeyError, IndexError)
# Drawn at random, trained, an encoder's, or free in sign: no single value to compare. (`huffman_codes` by its cost.)
LEFT_OUT = {
    *("sample_negatives", "mask_tokens", "nsp_pairs", "train_skipgram", "train_glove", "word_embedding"),
    *("svd_embeddings", "SkipGramDataset", "SkipGram", "train"),
}

# Forms: what of an answer the contract fixes


def _as_it_is(answer: Any, _: dict[str, Any]) -> Any:
    return answer


def _bag(answer: Any, _: dict[str, Any]) -> Any:
    """The order is free."""
    return sorted(answer)


def _examples(answer: Any, _: dict[str, Any]) -> Any:
    """Neither the order of the examples nor that of a context is fixed."""
    return sorted([sorted(context), center] for context, center in answer)


def _frequencies(answer: Any, given: dict[str, Any]) -> Any:
    """The count of the word of each id: words of equal count may change places."""
    tally = Counter(word for sentence in given["sentences"] for word in sentence)
    return {index: tally[word] for word, index in answer.items()}


def _where_clear(answer: Any, _: dict[str, Any]) -> Any:
    """The scores, and the words where no other of the list comes near and no zero vector makes them all alike."""
    scores = [score for _, score in answer]
    return [
        (word if score and sum(abs(score - other) < 1e-9 for other in scores) == 1 else None, score)
        for word, score in answer
    ]


def _huffman_cost(counts: np.ndarray) -> float:
    """What the codes of the reference cost, once no code begins another."""
    codes = softmax.huffman_codes(counts)
    assert not any(a.startswith(b) or b.startswith(a) for a, b in combinations(codes, 2)), codes
    return sum(count * len(code) for count, code in zip(counts.tolist(), codes, strict=True))


# The table


class Entry(NamedTuple):
    """One function, twice, and how to draw its arguments."""

    ours: Callable[..., Any]
    loops: Callable[..., Any]
    draw: Callable[[Generator], dict[str, Any]]
    form: Callable[[Any, dict[str, Any]], Any] = _as_it_is


TABLE = [
    Entry(sparse.one_hot, a1_sparse.one_hot, arguments.one_hot),
    Entry(sparse.cosine_similarity, a1_sparse.cosine_similarity, arguments.cosine_similarity),
    Entry(sparse.orthogonal_pairs, a1_sparse.orthogonal_pairs, arguments.orthogonal_pairs),
    Entry(sparse.bag_of_words, a1_sparse.bag_of_words, arguments.bag_of_words),
    Entry(
        sparse.inverse_document_frequency, a1_sparse.inverse_document_frequency, arguments.inverse_document_frequency
    ),
    Entry(sparse.tf_idf, a1_sparse.tf_idf, arguments.tf_idf),
    Entry(pmi.cooccurrence_matrix, a2_pmi.cooccurrence_matrix, draws.corpus),
    Entry(pmi.pmi, a2_pmi.pmi, arguments.pmi),
    Entry(pmi.ppmi, a2_pmi.ppmi, arguments.ppmi),
    Entry(pmi.smoothed_pmi, a2_pmi.smoothed_pmi, arguments.smoothed_pmi),
    Entry(pmi.shifted_pmi, a2_pmi.shifted_pmi, arguments.shifted_pmi),
    Entry(pmi.shifted_ppmi, a2_pmi.shifted_ppmi, arguments.shifted_ppmi),
    Entry(skipgram.build_vocabulary, a3_skipgram.build_vocabulary, arguments.build_vocabulary, _frequencies),
    Entry(skipgram.keep_probability, a3_skipgram.keep_probability, arguments.keep_probability),
    Entry(skipgram.training_pairs, a3_skipgram.training_pairs, draws.corpus, lambda pairs, _: sorted(map(list, pairs))),
    Entry(skipgram.noise_distribution, a3_skipgram.noise_distribution, arguments.noise_distribution),
    Entry(skipgram.sigmoid, a3_skipgram.sigmoid, arguments.sigmoid),
    Entry(skipgram.sgns_loss, a3_skipgram.sgns_loss, arguments.sgns),
    Entry(skipgram.sgns_gradients, a3_skipgram.sgns_gradients, arguments.sgns),
    Entry(skipgram.sgns_step, a3_skipgram.sgns_step, arguments.sgns_step),
    Entry(skipgram.nearest_neighbours, a3_skipgram.nearest_neighbours, arguments.nearest_neighbours, _where_clear),
    Entry(cbow.cbow_examples, a3_cbow.cbow_examples, draws.corpus, _examples),
    Entry(cbow.context_mean, a3_cbow.context_mean, arguments.context_mean),
    Entry(cbow.cbow_step, a3_cbow.cbow_step, arguments.cbow_step),
    Entry(softmax.softmax, a3_softmax.softmax, arguments.scores),
    Entry(softmax.log_softmax, a3_softmax.log_softmax, arguments.scores),
    Entry(softmax.skipgram_log_probability, a3_softmax.skipgram_log_probability, arguments.skipgram_log_probability),
    Entry(_huffman_cost, a3_softmax.huffman_cost, arguments.huffman_cost),
    Entry(softmax.hierarchical_probability, a3_softmax.hierarchical_probability, arguments.hierarchical_probability),
    Entry(glove.weighted_cooccurrence, a4_glove.weighted_cooccurrence, draws.corpus),
    Entry(glove.probability_ratio, a4_glove.probability_ratio, arguments.probability_ratio),
    Entry(glove.weight, a4_glove.weight, arguments.weight),
    Entry(glove.glove_loss, a4_glove.glove_loss, draws.glove),
    Entry(glove.glove_gradients, a4_glove.glove_gradients, draws.glove),
    Entry(glove.adagrad_step, a4_glove.adagrad_step, arguments.adagrad_step),
    Entry(fasttext.character_ngrams, a5_fasttext.character_ngrams, draws.lengths, _bag),
    Entry(fasttext.hash_ngram, a5_fasttext.hash_ngram, arguments.hash_ngram),
    Entry(fasttext.ngram_rows, a5_fasttext.ngram_rows, arguments.ngram_rows, _bag),
    Entry(fasttext.word_vector, a5_fasttext.word_vector, draws.subwords),
    Entry(fasttext.nearest_words, a5_fasttext.nearest_words, arguments.nearest_words, _where_clear),
    Entry(fasttext.subword_gradients, a5_fasttext.subword_gradients, arguments.subword_gradients),
    Entry(fasttext.fasttext_step, a5_fasttext.fasttext_step, arguments.fasttext_step),
    Entry(bias.bias_direction, a6_bias.bias_direction, arguments.bias_direction),
    Entry(bias.alignment, a6_bias.alignment, arguments.alignment),
    Entry(bias.most_aligned, a6_bias.most_aligned, arguments.most_aligned),
    Entry(bias.neutralize, a6_bias.neutralize, arguments.neutralize),
    Entry(bias.equalize, a6_bias.equalize, arguments.equalize),
    Entry(bias.association, a6_bias.association, arguments.association),
    Entry(bias.weat_effect_size, a6_bias.weat_effect_size, arguments.weat_effect_size),
    Entry(evaluation.analogy, a6_evaluation.analogy, arguments.analogy),
    Entry(evaluation.analogy_accuracy, a6_evaluation.analogy_accuracy, arguments.analogy_accuracy),
    Entry(evaluation.average_ranks, a6_evaluation.average_ranks, arguments.average_ranks),
    Entry(evaluation.spearman, a6_evaluation.spearman, arguments.spearman),
    Entry(evaluation.word_similarity, a6_evaluation.word_similarity, arguments.word_similarity),
    Entry(masking.mlm_loss, a7_bert.mlm_loss, arguments.mlm_loss),
    Entry(next_sentence.pack_pair, a7_bert.pack_pair, arguments.pack_pair),
    Entry(next_sentence.nsp_loss, a7_bert.nsp_loss, arguments.nsp_loss),
    Entry(next_sentence.pretraining_loss, a7_bert.pretraining_loss, arguments.pretraining_loss),
    Entry(contextual.target_span, a8_contextual.target_span, draws.span),
    Entry(contextual.pool_pieces, a8_contextual.pool_pieces, arguments.pool_pieces),
    Entry(contextual.select_layers, a8_contextual.select_layers, arguments.select_layers),
    Entry(contextual.mean_pool, a8_contextual.mean_pool, arguments.mean_pool),
    Entry(contextual.cosine_matrix, a8_contextual.cosine_matrix, arguments.cosine_matrix),
    Entry(contextual.sense_gap, a8_contextual.sense_gap, arguments.sense_gap),
    Entry(contextual.rank_contexts, a8_contextual.rank_contexts, arguments.rank_contexts),
    Entry(contextual.static_similarities, a8_contextual.static_similarities, arguments.static_similarities),
    Entry(contextual.scalar_mix, a8_contextual.scalar_mix, arguments.scalar_mix),
]

# The comparison


def _plain(value: Any) -> Any:
    """Lists, numbers, strings and dicts: arrays become lists, tuples too."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def _agree(ours: Any, theirs: Any) -> bool:
    """Equal, and numbers equal but for rounding."""
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(_agree, ours, theirs))
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(_agree(ours[key], theirs[key]) for key in ours)
    if isinstance(ours, float) and isinstance(theirs, int | float):
        return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-12) or (math.isnan(ours) and math.isnan(theirs))
    return bool(ours == theirs)


def _without_defaults(function: Callable[..., Any], drawn: dict[str, Any]) -> dict[str, Any]:
    """Only the arguments that have to be given."""
    parameters = inspect.signature(function).parameters
    return {name: value for name, value in drawn.items() if parameters[name].default is inspect.Parameter.empty}


def _outcome(function: Callable[..., Any], given: dict[str, Any], form: Callable[..., Any]) -> tuple[bool, Any]:
    """Whether there is an answer, and the answer in plain form or the name of the error."""
    try:
        answer = function(**given)
    except ERRORS as error:
        return False, next(kind.__name__ for kind in ERRORS if isinstance(error, kind))
    return True, _plain(form(_plain(answer), given))


def test_no_function_is_forgotten(course):
    """Every task is in the table or left out by name."""
    tabled = {entry.ours.__name__ for entry in TABLE} - {"_huffman_cost"} | {"huffman_codes"}
    functions = {place.task.function for place in course.places()}
    assert functions == tabled | LEFT_OUT
    assert not tabled & LEFT_OUT


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: f"{entry.loops.__module__[19:]}-{entry.loops.__name__}")
def test_two_references_agree(entry):
    """Same answers, same errors, same traces in the arguments."""
    rng = np.random.default_rng(zlib.crc32(entry.loops.__name__.encode()))
    answers = 0
    for _ in range(INPUTS):
        drawn = entry.draw(rng)
        if draws.maybe(rng, 0.1):
            drawn = _without_defaults(entry.loops, drawn)
        for_ours, for_loops = copy.deepcopy(drawn), _plain(drawn)
        answered, ours = _outcome(entry.ours, for_ours, entry.form)
        _, theirs = _outcome(entry.loops, for_loops, entry.form)
        assert _agree(ours, theirs), f"{drawn}\nreference: {ours}\nloops: {theirs}"
        assert _agree(_plain(for_ours), for_loops), f"{drawn}\nreference left {for_ours}\nloops left {for_loops}"
        answers += answered
    assert answers > INPUTS / 2, "most inputs should have an answer"
