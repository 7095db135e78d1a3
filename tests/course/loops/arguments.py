"""What each function of the course is given, named after the function; shared ones after what they are."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
from numpy.random import Generator

from tests.course.loops import draws
from tests.course.loops.draws import array, ids, known, maybe, number, one_of, sequence


def one_hot(rng: Generator) -> dict[str, Any]:
    words = draws.vocabulary(rng)
    return {"word": known(rng, words), "vocabulary": words}


def cosine_similarity(rng: Generator) -> dict[str, Any]:
    size = number(rng, 1, 5)
    return {"u": array(rng, size), "v": array(rng, size + maybe(rng, 0.05))}


def tf_idf(rng: Generator) -> dict[str, Any]:
    words = draws.vocabulary(rng)
    return {"document": draws.sentence(rng), "vocabulary": words, "idf": rng.uniform(0, 3, size=len(words))}


def sgns(rng: Generator) -> dict[str, Any]:
    size = number(rng, 1, 5)
    return {
        "center": array(rng, size),
        "context": array(rng, size),
        "negatives": array(rng, number(rng, 1, 5), size)[number(rng, 0, 1) :],
    }


def sgns_step(rng: Generator) -> dict[str, Any]:
    drawn = draws.step(rng)
    return {**drawn, "context": number(rng, 0, len(drawn["W_out"]) - 1)}


def cbow_step(rng: Generator) -> dict[str, Any]:
    drawn = draws.step(rng)
    return {**drawn, "context": sequence(rng, ids(rng, len(drawn["W_in"])))}


def nearest_neighbours(rng: Generator) -> dict[str, Any]:
    drawn = draws.embedding(rng)
    drawn["vectors"] = drawn["vectors"] * (rng.random(size=(len(drawn["vectors"]), 1)) > 0.1)
    return {**drawn, "word": known(rng, drawn["vocabulary"]), "n": number(rng, 0, 9)}


def context_mean(rng: Generator) -> dict[str, Any]:
    W_in = array(rng, number(rng, 1, 6), number(rng, 1, 4))
    return {"context": sequence(rng, ids(rng, len(W_in))), "W_in": W_in}


def scores(rng: Generator) -> dict[str, Any]:
    return {"scores": array(rng, *[number(rng, 1, 4) for _ in range(number(rng, 1, 3))])}


def skipgram_log_probability(rng: Generator) -> dict[str, Any]:
    drawn = sgns_step(rng)
    return {name: drawn[name] for name in ("center", "context", "W_in", "W_out")}


def hierarchical_probability(rng: Generator) -> dict[str, Any]:
    code, size = "".join(rng.choice(["0", "1"], size=number(rng, 0, 5))), number(rng, 1, 4)
    return {"hidden": rng.normal(size=size), "node_vectors": rng.normal(size=(len(code), size)), "code": code}


def probability_ratio(rng: Generator) -> dict[str, Any]:
    cells = draws.square(rng)
    return {"counts": cells, "i": number(rng, 0, len(cells) - 1), "j": number(rng, 0, len(cells) - 1)}


def weight(rng: Generator) -> dict[str, Any]:
    x_max = one_of(rng, 100.0, 10.0, 3.0)
    some = rng.uniform(0, 2 * x_max, size=[number(rng, 1, 4) for _ in range(number(rng, 1, 3))])
    some.flat[0] = one_of(rng, 0.0, x_max, 1.0)
    return {
        "x": one_of(rng, some, np.round(some).astype(int), float(some.flat[-1])),
        "x_max": x_max,
        "alpha": one_of(rng, 0.75, 0.5, 1.0),
    }


def adagrad_step(rng: Generator) -> dict[str, Any]:
    shape = [number(rng, 1, 4) for _ in range(number(rng, 1, 2))]
    return {
        "parameter": array(rng, *shape),
        "gradient": array(rng, *shape),
        "accumulator": 1 + rng.exponential(2.0, size=shape),
        "learning_rate": float(rng.uniform(0, 1)),
    }


def subword_gradients(rng: Generator) -> dict[str, Any]:
    shape = number(rng, 1, 6), number(rng, 1, 4)
    return {
        "center_rows": sequence(rng, ids(rng, shape[0])),
        "gradient": array(rng, shape[1]),
        "ngram_vectors_shape": shape,
    }


def fasttext_step(rng: Generator) -> dict[str, Any]:
    drawn, rows = sgns_step(rng), number(rng, 1, 6)
    ngram_vectors = array(rng, rows, drawn["W_in"].shape[1])
    return {**_renamed(drawn), "ngram_vectors": ngram_vectors, "ngram_row_ids": sequence(rng, ids(rng, rows))}


def _renamed(drawn: dict[str, Any]) -> dict[str, Any]:
    return {"word_vectors" if name == "W_in" else name: value for name, value in drawn.items()}


def bias_direction(rng: Generator) -> dict[str, Any]:
    drawn = draws.embedding(rng, 3)
    first, second = rng.permutation(list(drawn["vocabulary"]))[:2].tolist()
    return {**drawn, "first": first, "second": one_of(rng, second, known(rng, {}, 0.0)) if maybe(rng, 0.1) else second}


def _zero_one_other(rng: Generator, drawn: dict[str, Any], asked: set[str]) -> None:
    """Now and then the zero vector for one word that is not asked about: for two of them there would be a tie."""
    others = [index for word, index in drawn["vocabulary"].items() if word not in asked]
    if others and maybe(rng, 0.3):
        drawn["vectors"][one_of(rng, *others)] = 0.0


def most_aligned(rng: Generator) -> dict[str, Any]:
    drawn = bias_direction(rng)
    while drawn["first"] == drawn["second"]:
        drawn = bias_direction(rng)
    _zero_one_other(rng, drawn, {drawn["first"], drawn["second"]})
    return {**drawn, "n": number(rng, 0, 9)}


def alignment(rng: Generator) -> dict[str, Any]:
    size = number(rng, 1, 5)
    return {"vectors": array(rng, number(rng, 1, 5), size), "direction": array(rng, size)}


def neutralize(rng: Generator) -> dict[str, Any]:
    size = number(rng, 1, 5)
    return {"vector": array(rng, size), "direction": array(rng, size)}


def equalize(rng: Generator) -> dict[str, Any]:
    size = number(rng, 2, 5)
    u, direction = draws.unit(rng, size), rng.normal(size=size) * (rng.random() > 0.05)
    return {"u": u, "v": u.copy() if maybe(rng, 0.05) else draws.unit(rng, size), "direction": direction}


def association(rng: Generator) -> dict[str, Any]:
    size = number(rng, 1, 5)
    return {
        "word": array(rng, size),
        "A": array(rng, number(rng, 1, 4), size),
        "B": array(rng, number(rng, 1, 4), size),
    }


def weat_effect_size(rng: Generator) -> dict[str, Any]:
    size, exact_zero = number(rng, 2, 5), maybe(rng, 0.05)
    drawn = {name: draws.distinct(rng, number(rng, 1, 4), size) for name in ("X", "Y", "A", "B")}
    return {name: rows * 0 if exact_zero and name in ("X", "Y") else rows for name, rows in drawn.items()}


def analogy(rng: Generator) -> dict[str, Any]:
    drawn = draws.embedding(rng, 2)
    asked = {name: known(rng, drawn["vocabulary"]) for name in "abc"}
    _zero_one_other(rng, drawn, set(asked.values()))
    return {**drawn, **asked}


def analogy_accuracy(rng: Generator) -> dict[str, Any]:
    drawn = draws.embedding(rng, 3)
    words = drawn["vocabulary"]
    questions = [tuple(known(rng, words) for _ in range(4)) for _ in range(number(rng, 0, 5))]
    return {**drawn, "questions": questions + questions[: number(rng, 0, 1)]}


def spearman(rng: Generator) -> dict[str, Any]:
    size, steps = number(rng, 0, 7), number(rng, 1, 6)
    x, y = rng.integers(steps, size=size) / 2, rng.normal(size=size + maybe(rng, 0.05))
    return {"x": sequence(rng, one_of(rng, x, rng.normal(size=size))), "y": sequence(rng, one_of(rng, y, np.round(y)))}


def word_similarity(rng: Generator) -> dict[str, Any]:
    drawn = draws.embedding(rng, 3)
    drawn["vectors"][int(rng.integers(len(drawn["vectors"])))] *= maybe(rng, 0.7)
    # Each pair once: a cosine that comes twice would be a tie by the grace of rounding.
    pairs = rng.permutation(list(combinations([*drawn["vocabulary"], "nowhere"], 2)))[: number(rng, 0, 7)].tolist()
    return {**drawn, "pairs": [(*rng.permutation(pair).tolist(), number(rng, 0, 6) / 2) for pair in pairs]}


def mlm_loss(rng: Generator) -> dict[str, Any]:
    shape = [number(rng, 1, 4) for _ in range(number(rng, 2, 4))]
    labels = rng.integers(shape[-1], size=shape[:-1])
    labels[rng.random(size=labels.shape) < one_of(rng, 0.2, 0.85)] = -100
    return {"logits": array(rng, *shape), "labels": labels, "reduction": one_of(rng, "sum", "mean", "mean", "Mean")}


def pack_pair(rng: Generator) -> dict[str, Any]:
    return {
        "a": sequence(rng, ids(rng, 50, one_of(rng, 0, 1, 1, 1), 9)),
        "b": sequence(rng, ids(rng, 50, one_of(rng, 0, 1, 1, 1), 9)),
        "cls_id": 101,
        "sep_id": 102,
        "pad_id": number(rng, 0, 3),
        "max_length": number(rng, 4, 20),
    }


def nsp_loss(rng: Generator) -> dict[str, Any]:
    logits = array(rng, number(rng, 1, 6), 2)
    return {"logits": logits, "labels": rng.integers(2, size=len(logits))}


def pool_pieces(rng: Generator) -> dict[str, Any]:
    hidden = array(rng, number(rng, 1, 6), number(rng, 1, 4))
    return {"hidden": hidden, "positions": sequence(rng, rng.permutation(len(hidden))[: number(rng, 0, 4)])}


def select_layers(rng: Generator) -> dict[str, Any]:
    shape = [number(rng, 1, 5) for _ in range(3)]
    reach = shape[0] - 1 + maybe(rng, 0.05)
    several = [number(rng, -reach, reach) for _ in range(number(rng, 0, 4))]
    return {"hidden_states": array(rng, *shape), "layers": one_of(rng, several, number(rng, -reach, reach))}


def mean_pool(rng: Generator) -> dict[str, Any]:
    shape = [number(rng, 1, 4) for _ in range(3)]
    return {"hidden": array(rng, *shape), "attention_mask": rng.integers(2, size=shape[:2])}


def sense_gap(rng: Generator) -> dict[str, Any]:
    size = number(rng, 0, 6)
    return {"similarities": rng.uniform(-1, 1, size=(size, size)), "senses": sequence(rng, rng.integers(4, size=size))}


def rank_contexts(rng: Generator) -> dict[str, Any]:
    size = number(rng, 1, 7)
    query = number(rng, -1, size) if maybe(rng, 0.2) else number(rng, 0, size - 1)
    return {"similarities": rng.uniform(-1, 1, size=(size, size)), "query": query}


def static_similarities(rng: Generator) -> dict[str, Any]:
    words = draws.vocabulary(rng, 1)
    target = known(rng, words)
    lines = [draws.sentence(rng) + [target] * (not maybe(rng, 0.1)) for _ in range(number(rng, 0, 4))]
    vectors = array(rng, len(words), number(rng, 1, 4)) * (not maybe(rng, 0.1))
    return {"sentences": lines, "target": target, "vocabulary": words, "vectors": vectors}


def scalar_mix(rng: Generator) -> dict[str, Any]:
    shape = [number(rng, 1, 4) for _ in range(3)]
    return {
        "layers": array(rng, *shape),
        "weights": array(rng, shape[0]),
        "gamma": one_of(rng, float(rng.normal()), 0.0),
    }


def orthogonal_pairs(rng: Generator) -> dict[str, Any]:
    return {"size": number(rng, 0, 70)}


def bag_of_words(rng: Generator) -> dict[str, Any]:
    return {"document": draws.sentence(rng), "vocabulary": draws.vocabulary(rng)}


def inverse_document_frequency(rng: Generator) -> dict[str, Any]:
    return {"documents": draws.sentences(rng), "vocabulary": draws.vocabulary(rng)}


def pmi(rng: Generator) -> dict[str, Any]:
    return {"counts": draws.table(rng)}


def ppmi(rng: Generator) -> dict[str, Any]:
    return {"counts": draws.table(rng)}


def smoothed_pmi(rng: Generator) -> dict[str, Any]:
    return {"counts": draws.table(rng), "alpha": one_of(rng, 0.75, 0.75, 1.0, 0.3, 2.0, 0.0, -1.0)}


def shifted_pmi(rng: Generator) -> dict[str, Any]:
    return {"counts": draws.table(rng), "k": number(rng, 0, 6)}


def shifted_ppmi(rng: Generator) -> dict[str, Any]:
    return {"counts": draws.table(rng), "k": number(rng, 0, 6)}


def build_vocabulary(rng: Generator) -> dict[str, Any]:
    return {
        "sentences": draws.sentences(rng),
        "min_count": number(rng, 1, 3),
        "max_size": one_of(rng, None, None, number(rng, 0, 7)),
    }


def keep_probability(rng: Generator) -> dict[str, Any]:
    return {"counts": draws.counts(rng, number(rng, 1, 8)), "threshold": 10.0 ** number(rng, -6, 0)}


def noise_distribution(rng: Generator) -> dict[str, Any]:
    return {"counts": draws.counts(rng, number(rng, 1, 8)), "power": one_of(rng, 0.75, 0.5, 1.0, 0.0, -1.0)}


def sigmoid(rng: Generator) -> dict[str, Any]:
    return {"x": one_of(rng, float(rng.uniform(-10000.0, 10000.0)), array(rng, 3), array(rng, 2, 3) * 10)}


def huffman_cost(rng: Generator) -> dict[str, Any]:
    return {"counts": rng.geometric(0.15, size=number(rng, 1, 8))}


def hash_ngram(rng: Generator) -> dict[str, Any]:
    some = [chr(number(rng, 0, one_of(rng, 0x82, 0x100, 0xD7FF))) for _ in range(number(rng, 0, 4))]
    return {"ngram": one_of(rng, "".join(draws.sentence(rng, 0, 4)), "".join(some))}


def ngram_rows(rng: Generator) -> dict[str, Any]:
    return {**draws.lengths(rng), "buckets": one_of(rng, -3, 0, 1, 7, 100, 2_000_000)}


def nearest_words(rng: Generator) -> dict[str, Any]:
    return {**draws.subwords(rng), "n": number(rng, 0, 9)}


def average_ranks(rng: Generator) -> dict[str, Any]:
    return {"values": sequence(rng, rng.integers(number(rng, 1, 9), size=number(rng, 0, 9)) / 4)}


def pretraining_loss(rng: Generator) -> dict[str, Any]:
    return {"mlm": float(rng.exponential(9)), "nsp": float(rng.exponential())}


def cosine_matrix(rng: Generator) -> dict[str, Any]:
    return {"vectors": array(rng, number(rng, 1, 6), number(rng, 1, 4))}
