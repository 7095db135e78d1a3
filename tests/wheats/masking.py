"""Right but unusual ways to do a7_bert/masking.py: every hidden test must accept them."""

from __future__ import annotations

import math
import random

import numpy as np

from autograder.specimens import also_right
from reference.a7_bert import masking as right

# Task 7.1: mask_tokens


@also_right("BV-02", task="7.1", why="an exact count by shuffling, as in the BERT program: a share of 15 % too")
def exact_count_of_the_batch(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if not 0 <= probability <= 1:
        raise ValueError("no probability")
    ordinary = rng.permutation(np.flatnonzero(np.asarray(special_tokens_mask) == 0))
    count = max(1, round(probability * len(ordinary))) if probability > 0 else 0
    masked, labels = input_ids.copy(), np.full(input_ids.shape, -100)
    for place in ordinary[:count]:
        labels.flat[place] = input_ids.flat[place]
        if rng.random() < 0.8:
            masked.flat[place] = mask_id
        elif rng.random() < 0.5:
            masked.flat[place] = rng.choice(candidate_ids)
    return masked, labels


@also_right("BW-01", task="7.1", why="an exact count for each row, with a coin for the fraction")
def exact_count_of_each_row(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if not 0 <= probability <= 1:
        raise ValueError(probability)
    spared = np.ones(input_ids.shape, dtype=bool)
    for row, special in zip(np.atleast_2d(spared), np.atleast_2d(special_tokens_mask), strict=True):
        ordinary = np.flatnonzero(np.asarray(special) == 0)
        count = math.floor(round(probability * len(ordinary), 9) + rng.random())
        row[rng.choice(ordinary, size=min(count, len(ordinary)), replace=False)] = False
    return right.mask_tokens(input_ids, spared, mask_id, candidate_ids, probability=1.0, rng=rng)


@also_right("BV-03", task="7.1", why="one uniform number for the fate, cut at 0.8 and 0.9; another for the selection")
def one_number_for_each_stage(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if probability < 0 or probability > 1:
        raise ValueError("no probability")
    choice, fate = rng.random((2, *input_ids.shape))
    selected = np.logical_and(np.logical_not(special_tokens_mask), choice < probability)
    masked = input_ids.copy()
    masked[selected & (fate < 0.8)] = mask_id
    swapped = selected & (fate >= 0.8) & (fate < 0.9)
    masked[swapped] = rng.choice(candidate_ids, size=swapped.sum())
    return masked, np.where(selected, input_ids, -100)


@also_right("BW-02", task="7.1", why="one number for both stages is right as long as it is rescaled after the first")
def one_rescaled_number(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if not 0 <= probability <= 1:
        raise ValueError("no probability")
    draw = rng.random(input_ids.shape)
    selected = (np.asarray(special_tokens_mask) == 0) & (draw < probability)
    fate = draw / (probability or 1.0)
    swapped = rng.choice(candidate_ids, size=input_ids.shape)
    became = np.select([fate < 0.8, fate < 0.9], [np.full_like(input_ids, mask_id), swapped], default=input_ids)
    return np.where(selected, became, input_ids), np.where(selected, input_ids, -100)


@also_right("BV-05", task="7.1", why="the fate as a draw from three outcomes with probabilities 0.8, 0.1, 0.1")
def fate_by_choice(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    _, labels = right.mask_tokens(
        input_ids, special_tokens_mask, mask_id, candidate_ids, probability=probability, rng=rng
    )
    fate = rng.choice(3, size=input_ids.shape, p=[0.8, 0.1, 0.1])
    swapped = np.asarray(candidate_ids)[rng.integers(len(candidate_ids), size=input_ids.shape)]
    became = np.choose(fate, [np.full(input_ids.shape, mask_id), swapped, input_ids])
    return np.where(labels == -100, input_ids, became), labels


@also_right("BV-06", task="7.1", why="the order of the thresholds is free: keep first, then swap, then mask")
def keep_comes_first(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if not 0.0 <= probability <= 1.0:
        raise ValueError("no probability")
    masked, labels = np.array(input_ids), np.full_like(input_ids, -100)
    for place in np.ndindex(*input_ids.shape):
        if special_tokens_mask[place] or rng.random() >= probability:
            continue
        labels[place] = input_ids[place]
        fate = rng.random()
        if fate >= 0.2:
            masked[place] = mask_id
        elif fate >= 0.1:
            masked[place] = candidate_ids[int(rng.random() * len(candidate_ids))]
    return masked, labels


@also_right("BV-08", task="7.1", why="a uniform draw may give the token's own id: the signature's text says so")
def own_id_may_come_out(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    return right.mask_tokens(
        input_ids, special_tokens_mask, mask_id, rng.permutation(candidate_ids), probability=probability, rng=rng
    )


@also_right("BV-09", task="7.1", why="a replacement that is never the original differs by 1/V only")
def own_id_is_drawn_again(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(
        input_ids, special_tokens_mask, mask_id, np.array([-1]), probability=probability, rng=rng
    )
    for place in zip(*np.nonzero(masked == -1), strict=True):
        drawn = rng.choice(candidate_ids)
        while drawn == input_ids[place]:
            drawn = rng.choice(candidate_ids)
        masked[place] = drawn
    return masked, labels


@also_right("BV-10", task="7.1", why="a uniform draw by the inverse distribution function")
def candidates_by_inverse_cdf(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(
        input_ids, special_tokens_mask, mask_id, np.array([-1]), probability=probability, rng=rng
    )
    cdf = np.cumsum(np.full(len(candidate_ids), 1 / len(candidate_ids)))
    cdf[-1] = 1.0
    drawn = candidate_ids[np.searchsorted(cdf, rng.random(masked.shape), "right")]
    return np.where(masked == -1, drawn, masked), labels


@also_right("BW-03", task="7.1", why="as in transformers: 80 % of the selected, then half of those that are left")
def eighty_then_half_of_the_rest(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if not 0 <= probability <= 1:
        raise ValueError("no probability")
    chances = np.where(special_tokens_mask, 0.0, probability)
    selected = rng.binomial(1, chances).astype(bool)
    masked, labels = input_ids.copy(), input_ids.copy()
    labels[~selected] = -100
    hidden = rng.binomial(1, 0.8, size=input_ids.shape).astype(bool) & selected
    masked[hidden] = mask_id
    swapped = rng.binomial(1, 0.5, size=input_ids.shape).astype(bool) & selected & ~hidden
    masked[swapped] = candidate_ids[rng.integers(0, len(candidate_ids), input_ids.shape)][swapped]
    return masked, labels


@also_right("BW-04", task="7.1", why="nested lists of NumPy numbers are as good as arrays, and so is a list of two")
def lists_of_numbers(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if input_ids.ndim == 2:
        rows = [
            lists_of_numbers(row, special, mask_id, candidate_ids, probability=probability, rng=rng)
            for row, special in zip(input_ids, special_tokens_mask, strict=True)
        ]
        return [list(column) for column in zip(*rows, strict=True)]
    masked, labels = right.mask_tokens(
        input_ids, special_tokens_mask, mask_id, candidate_ids, probability=probability, rng=rng
    )
    return [list(masked), list(labels)]


@also_right("BW-05", task="7.1", why="any integer type will do")
def small_integers(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(
        input_ids, special_tokens_mask, mask_id, candidate_ids, probability=probability, rng=rng
    )
    return masked.astype(np.int32), labels.astype(np.int16)


@also_right("BW-06", task="7.1", why="another library's generator, seeded anew from rng in each call")
def random_module_seeded_from_rng(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if not 0 <= probability <= 1:
        raise ValueError("no probability")
    own = random.Random(int(rng.integers(2**62)))
    masked, labels = input_ids.flatten(), []
    for place, (token, special) in enumerate(zip(input_ids.flat, np.ravel(special_tokens_mask), strict=True)):
        taken = not special and own.random() < probability
        labels.append(token if taken else -100)
        if taken:
            masked[place] = own.choices([mask_id, own.choice(list(candidate_ids)), token], weights=[8, 1, 1])[0]
    return masked.reshape(input_ids.shape), np.reshape(labels, input_ids.shape)


@also_right("BW-07", task="7.1", why="deciding on the fate of every token, selected or not, is wasteful and right")
def fates_before_selection(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    corrupted, _ = right.mask_tokens(
        input_ids, np.zeros_like(input_ids), mask_id, candidate_ids, probability=1.0, rng=rng
    )
    _, labels = right.mask_tokens(
        input_ids, special_tokens_mask, mask_id, candidate_ids, probability=probability, rng=rng
    )
    return np.where(labels == -100, input_ids, corrupted), labels


@also_right("BW-08", task="7.1", why="geometric jumps from one selected word to the next select each of them alone")
def geometric_jumps(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if not 0 <= probability <= 1:
        raise ValueError("no probability")
    masked, labels = np.array(input_ids), np.full(input_ids.shape, -100)
    ordinary, at = np.argwhere(np.asarray(special_tokens_mask) == 0), -1
    while probability > 0 and (at := at + int(rng.geometric(probability))) < len(ordinary):
        place = tuple(ordinary[at])
        labels[place] = masked[place]
        die = rng.integers(10)
        if die < 8:
            masked[place] = mask_id
        elif die == 8:
            masked[place] = candidate_ids[rng.integers(len(candidate_ids))]
    return masked, labels


@also_right("BW-09", task="7.1", why="a child of the generator: each call spawns another one")
def child_of_the_generator(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    (child,) = rng.spawn(1)
    return right.mask_tokens(input_ids, special_tokens_mask, mask_id, candidate_ids, probability=probability, rng=child)


@also_right("BW-10", task="7.1", why="a binomial number of random places in each row is a coin for each place")
def binomial_count_of_each_row(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if not 0 <= probability <= 1:
        raise ValueError("no probability")
    spared = np.ones(input_ids.shape, dtype=bool)
    for row, special in zip(np.atleast_2d(spared), np.atleast_2d(special_tokens_mask), strict=True):
        ordinary = rng.permutation(np.flatnonzero(special == 0))
        row[ordinary[: rng.binomial(len(ordinary), probability)]] = False
    return right.mask_tokens(input_ids, spared, mask_id, candidate_ids, probability=1.0, rng=rng)


# Task 7.2: mlm_loss


@also_right("BV-15", task="7.2", why="torch's cross_entropy with ignore_index -100 is the same sum")
def by_torch(logits, labels, reduction="sum"):
    import torch

    if reduction not in ("sum", "mean"):
        raise ValueError(reduction)
    if (np.asarray(labels) == -100).all():
        return torch.tensor(0.0).item()
    scores = torch.as_tensor(np.asarray(logits)).reshape(-1, np.shape(logits)[-1])
    targets = torch.as_tensor(np.asarray(labels)).reshape(-1)
    return torch.nn.functional.cross_entropy(scores, targets, ignore_index=-100, reduction=reduction).item()


@also_right("BW-11", task="7.2", why="a loop over positions, with an exactly rounded sum")
def by_a_loop(logits, labels, reduction="sum"):
    if reduction != "sum" and reduction != "mean":
        raise ValueError(reduction)
    scores, losses = np.asarray(logits), []
    for place in np.ndindex(*np.shape(labels)):
        if labels[place] >= 0:
            best = max(scores[place])
            log_total = best + math.log(math.fsum(math.exp(s - best) for s in scores[place]))
            losses.append(log_total - scores[place][labels[place]])
    return math.fsum(losses) / (len(losses) or 1 if reduction == "mean" else 1)


@also_right("BW-12", task="7.2", why="logaddexp.reduce is a stable ln sum exp; the answer may be a NumPy number")
def by_logaddexp(logits, labels, reduction="sum"):
    if reduction not in {"sum", "mean"}:
        raise ValueError(reduction)
    counted = np.asarray(labels) != -100
    total = np.logaddexp.reduce(np.asarray(logits, float), axis=-1)
    target = np.take_along_axis(logits, np.where(counted, labels, 0)[..., None], axis=-1)[..., 0]
    losses = np.where(counted, total - target, 0.0)
    return losses.sum() / max(1, counted.sum()) if reduction == "mean" else losses.sum()


@also_right("BW-13", task="7.2", why="one-hot labels, all zero where there is none; the answer is an array of shape ()")
def by_one_hot(logits, labels, reduction="sum"):
    if reduction not in ("sum", "mean"):
        raise ValueError(reduction)
    one_hot = np.asarray(labels)[..., None] == np.arange(logits.shape[-1])
    highest = logits.max(axis=-1, keepdims=True)
    logs = logits - highest - np.log(np.exp(logits - highest).sum(axis=-1, keepdims=True))
    loss = -np.sum(logs * one_hot)
    return np.array(loss / max(1, one_hot.sum()) if reduction == "mean" else loss)


@also_right("BW-14", task="7.2", why="-ln softmax as ln(1 + sum of exp(other - own)), in one logaddexp with 0")
def by_gaps(logits, labels, reduction="sum"):
    if reduction not in ("sum", "mean"):
        raise ValueError(reduction)
    rows, ids = np.reshape(logits, (-1, np.shape(logits)[-1])).astype(np.longdouble), np.ravel(labels)
    losses = [np.logaddexp.reduce(row - row[i]) for row, i in zip(rows, ids, strict=True) if i != -100]
    if not losses:
        return 0
    return sum(losses) if reduction == "sum" else sum(losses) / len(losses)


@also_right("BW-15", task="7.2", why="the scores as differences to the label's own, with a shift of each row")
def differences_to_the_own_score(logits, labels, reduction="sum"):
    if reduction not in {"sum", "mean"}:
        raise ValueError(f"{reduction}?")
    where = np.nonzero(labels != -100)
    if not where[0].size:
        return 0
    gaps = logits[where] - logits[where][range(where[0].size), labels[where]][:, None]
    highest = gaps.max(axis=1)
    losses = highest + np.log(np.exp(gaps - highest[:, None]).sum(axis=1))
    return getattr(losses, reduction)()


@also_right(
    "BW-16", task="7.2", why="grouped by label, one row of differences each, and summed from the smallest loss on"
)
def grouped_by_label(logits, labels, reduction="sum"):
    if reduction not in ("sum", "mean"):
        raise ValueError(reduction)
    labels, losses = np.asarray(labels), []
    for label in set(labels.ravel().tolist()) - {-100}:
        scores = np.asarray(logits, dtype=float)[labels == label]
        scores = scores - scores.max(axis=-1, keepdims=True)
        losses += list(np.log(np.exp(scores).sum(axis=-1)) - scores[:, label])
    return sum(sorted(losses), 0.0) / (len(losses) or 1 if reduction == "mean" else 1)


@also_right(
    "BW-17",
    task="7.1",
    why="an exact count over the whole batch, with a coin for the fraction; fates from a die of ten",
)
def exact_count_and_a_die(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if not 0 <= probability <= 1:
        raise ValueError("no probability")
    masked, labels = input_ids.ravel().copy(), np.full(input_ids.size, -100)
    places = [place for place, special in enumerate(np.ravel(special_tokens_mask)) if not special]
    count = math.floor(round(probability * len(places), 9) + rng.random())
    for place in rng.permutation(places)[:count].astype(int):
        labels[place] = masked[place]
        die = rng.integers(10)
        if die > 1:
            masked[place] = mask_id
        elif die == 1:
            masked[place] = candidate_ids[int(rng.random() * len(candidate_ids))]
    return masked.reshape(input_ids.shape), labels.reshape(input_ids.shape)


@also_right("BW-18", task="7.1", why="one number for each token, cut at 0.8, 0.9 and 1 times the probability")
def one_number_cut_in_three(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if not 0 <= probability <= 1:
        raise ValueError("no probability")
    number = np.where(np.asarray(special_tokens_mask, dtype=bool), 2.0, rng.random(input_ids.shape))
    kind = np.searchsorted(probability * np.array([0.8, 0.9, 1.0]), number, side="right")
    drawn = rng.choice(candidate_ids, size=input_ids.shape)
    masked = np.choose(kind, [np.full_like(input_ids, mask_id), drawn, input_ids, input_ids])
    return masked, np.where(kind < 3, input_ids, -100)


@also_right(
    "BW-53",
    task="7.1",
    why="Waiting times between coins are geometric: the next selected token is drawn, not each coin.",
)
def places_by_waiting(ids, special, mask_id, candidates, *, probability=0.15, rng):
    if not 0 <= probability <= 1:
        raise ValueError("no probability")
    masked, labels = np.array(ids), np.full(np.shape(ids), -100)
    places = [tuple(place) for place in np.argwhere(np.asarray(special) == 0)] if probability else []
    here = int(rng.geometric(probability)) - 1 if places else 0
    while here < len(places):
        place, fate = places[here], rng.integers(10)
        labels[place] = masked[place]
        masked[place] = mask_id if fate > 1 else rng.choice(candidates) if fate else masked[place]
        here += int(rng.geometric(probability))
    return masked, labels


@also_right("BW-54", task="7.1", why="Each row has a child of the generator: no two calls have the same children.")
def rows_by_children(ids, special, mask_id, candidates, *, probability=0.15, rng):
    both = zip(np.atleast_2d(ids), np.atleast_2d(special), rng.spawn(len(np.atleast_2d(ids))))
    options = {"probability": probability}
    rows = [right.mask_tokens(row, marks, mask_id, candidates, rng=child, **options) for row, marks, child in both]
    return [np.reshape(part, np.shape(ids)) for part in zip(*rows)]
