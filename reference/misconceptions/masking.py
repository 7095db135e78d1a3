"""Known wrong ways to do a7_bert/masking.py, each with the belief behind it and a question that helps."""

from __future__ import annotations

import copy

import numpy as np

from autograder.specimens import wrong
from reference.a7_bert import masking as right

# Task 7.1: mask_tokens


@wrong(
    "B-03",
    task="7.1",
    belief="The model is asked for what is hidden, and hidden means [MASK].",
    hint="Set probability to 1: how many labels should there be? Why leave a tenth as it is if nobody asks for it?",
)
def labels_only_under_the_mask(ids, special, mask_id, candidates, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    return masked, np.where(masked == mask_id, labels, -100)


@wrong(
    "B-05",
    task="7.1",
    belief="It does not matter when the labels are copied.",
    hint="What would the model have to answer at a place where your labels say [MASK]?",
)
def labels_copied_too_late(ids, special, mask_id, candidates, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    return masked, np.where(labels != -100, masked, -100)


@wrong(
    "B-06",
    task="7.1",
    belief="True in the selection means: ignore this one.",
    hint="Call it with probability 0 and count the labels. How many should there be?",
)
def labels_everywhere_else(ids, special, mask_id, candidates, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    return masked, np.where(labels != -100, -100, ids)


@wrong(
    "B-11",
    task="7.1",
    belief="One random word for each call is random enough.",
    hint="Mask a long text with probability 1. How many different random replacements do you see?",
)
def one_random_word_for_all(ids, special, mask_id, candidates, *, probability=0.15, rng):
    return right.mask_tokens(ids, special, mask_id, rng.choice(candidates, size=1), probability=probability, rng=rng)


@wrong(
    "B-13",
    task="7.1",
    belief="Random ids run from 0 to the number of candidates, both included.",
    hint="Pass the candidates 907 and 55 and print the random ids that come out. Are they among the two?",
)
def ids_instead_of_candidates(ids, special, mask_id, candidates, *, probability=0.15, rng):
    everything = np.arange(len(candidates) + 1)
    return right.mask_tokens(ids, special, mask_id, everything, probability=probability, rng=rng)


@wrong(
    "B-15",
    task="7.1",
    belief="The array that came in may be written to.",
    hint="Print the text before and after the call. Who may still need it?",
)
def input_is_overwritten(ids, special, mask_id, candidates, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    ids[...] = masked
    return ids, labels


@wrong(
    "B-17",
    task="7.1",
    belief="A generator of my own is as good as the one that was passed.",
    hint="Make two generators of one seed and call the function with each. Should the two answers differ?",
)
def rng_is_ignored(ids, special, mask_id, candidates, *, probability=0.15, rng):
    own = np.random.default_rng()
    return right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=own)


@wrong(
    "B-18",
    task="7.1",
    belief="Any 15 per cent will do, the first ones for instance.",
    hint="Call it a hundred times on one text and count how often each place was chosen. Which places never are?",
)
def the_first_ones_are_selected(ids, special, mask_id, candidates, *, probability=0.15, rng):
    ordinary = np.flatnonzero(~np.asarray(special, dtype=bool))
    spared = np.ones(ids.size, dtype=bool)
    spared[ordinary[: round(probability * len(ordinary))]] = False
    return right.mask_tokens(ids, spared.reshape(ids.shape), mask_id, candidates, probability=1.0, rng=rng)


@wrong(
    "BX-18",
    task="7.1",
    belief="A blank may be a stretch: one random place to begin, then 15 per cent in a row.",
    hint="If one word is selected, how likely is it that its right neighbour is selected as well?",
)
def one_stretch_is_selected(ids, special, mask_id, candidates, *, probability=0.15, rng):
    ordinary = np.flatnonzero(~np.asarray(special, dtype=bool))
    spared = np.ones(ids.size, dtype=bool)
    spared[np.roll(ordinary, int(rng.integers(ids.size)))[: round(probability * len(ordinary))]] = False
    return right.mask_tokens(ids, spared.reshape(ids.shape), mask_id, candidates, probability=1.0, rng=rng)


@wrong(
    "B-19",
    task="7.1",
    belief="Drawing the places with replacement is the same: collisions are rare.",
    hint="Draw 3,000 of 20,000 places your way. How many different ones are among them?",
)
def places_drawn_twice(ids, special, mask_id, candidates, *, probability=0.15, rng):
    ordinary = np.flatnonzero(~np.asarray(special, dtype=bool))
    spared = np.ones(ids.size, dtype=bool)
    if len(ordinary) and probability < 1:
        spared[rng.choice(ordinary, size=round(probability * len(ordinary)))] = False
    elif probability == 1:
        spared[ordinary] = False
    return right.mask_tokens(ids, spared.reshape(ids.shape), mask_id, candidates, probability=1.0, rng=rng)


@wrong(
    "B-22",
    task="7.1",
    belief="The 80 per cent belong to the choice too: 0.15 times 0.8 are selected.",
    hint="Out of 1,000 words, how many should have a label? And how many do in your version?",
)
def stages_multiplied(ids, special, mask_id, candidates, *, probability=0.15, rng):
    less = probability if probability == 1 else 0.8 * probability
    return right.mask_tokens(ids, special, mask_id, candidates, probability=less, rng=rng)


@wrong(
    "BX-01",
    task="7.1",
    belief="The tokens that stay as they are do not count among the 15 per cent.",
    hint="Count the labels, not the changes: are there 15 in 100, or fewer?",
)
def a_tenth_too_few(ids, special, mask_id, candidates, *, probability=0.15, rng):
    less = probability if probability == 1 else 0.9 * probability
    return right.mask_tokens(ids, special, mask_id, candidates, probability=less, rng=rng)


@wrong(
    "B-23",
    task="7.1",
    belief="A 1 in the special-tokens mask means: this one may be used.",
    hint="Which tokens carry a 1 in that mask, the words or [CLS] and [SEP]?",
)
def mask_read_the_wrong_way_round(ids, special, mask_id, candidates, *, probability=0.15, rng):
    words = ~np.asarray(special, dtype=bool)
    return right.mask_tokens(ids, words, mask_id, candidates, probability=probability, rng=rng)


@wrong(
    "B-26",
    task="7.1",
    belief="A word that has not been changed cannot be missed, so it needs no label.",
    hint="The model cannot know which words were left alone: what would it learn if those never cost anything?",
)
def labels_only_where_something_changed(ids, special, mask_id, candidates, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    return masked, np.where(masked != ids, labels, -100)


@wrong(
    "BX-02",
    task="7.1",
    belief="80, 10, 10 is decided once for a call: now they are masked, next time swapped.",
    hint="Look at one call with many selected words. How many different fates do you see?",
)
def one_fate_for_a_call(ids, special, mask_id, candidates, *, probability=0.15, rng):
    _, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    fates = [np.full(ids.shape, mask_id), rng.choice(candidates, size=ids.shape), ids]
    return np.where(labels != -100, fates[rng.choice(3, p=[0.8, 0.1, 0.1])], ids), labels


@wrong(
    "BX-03",
    task="7.1",
    belief="80, 10, 10 is decided once for each sentence of the batch.",
    hint="Take one row with several selected words. May one of them be masked and its neighbour stay?",
)
def one_fate_for_a_row(ids, special, mask_id, candidates, *, probability=0.15, rng):
    _, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    fate = np.broadcast_to(rng.choice(3, size=(*ids.shape[:-1], 1), p=[0.8, 0.1, 0.1]), ids.shape)
    became = np.choose(fate, [np.full(ids.shape, mask_id), rng.choice(candidates, size=ids.shape), ids])
    return np.where(labels != -100, became, ids), labels


@wrong(
    "BX-04",
    task="7.1",
    belief="80 per cent are masked, and 10 per cent of those that are left get a random word.",
    hint="Ten per cent of what? Count the random words among 1,000 selected ones.",
)
def ten_per_cent_of_the_rest(ids, special, mask_id, candidates, *, probability=0.15, rng):
    _, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    swapped = rng.random(ids.shape) < 0.1
    hidden = rng.random(ids.shape) < 0.8
    became = np.where(hidden, mask_id, np.where(swapped, rng.choice(candidates, size=ids.shape), ids))
    return np.where(labels != -100, became, ids), labels


@wrong(
    "BX-05",
    task="7.1",
    belief="One random number for each token is enough for both questions.",
    hint="What values can the number still have once it was small enough to select the token?",
)
def one_draw_for_both_stages(ids, special, mask_id, candidates, *, probability=0.15, rng):
    draw = rng.random(ids.shape)
    selected = ~np.asarray(special, dtype=bool) & (draw < probability)
    became = np.where(draw < 0.8, mask_id, np.where(draw < 0.9, rng.choice(candidates, size=ids.shape), ids))
    return np.where(selected, became, ids), np.where(selected, ids, -100)


@wrong(
    "BX-06",
    task="7.1",
    belief="One pattern of places serves all rows of the batch.",
    hint="Print the selection of two rows side by side. Is it a coincidence that they agree?",
)
def rows_share_their_places(ids, special, mask_id, candidates, *, probability=0.15, rng):
    spared = np.asarray(special, dtype=bool) | (rng.random(ids.shape[-1]) >= probability)
    return right.mask_tokens(ids, spared, mask_id, candidates, probability=1.0 if probability else 0.0, rng=rng)


@wrong(
    "BX-07",
    task="7.1",
    belief="A seed inside the function makes it reproducible.",
    hint="Call it twice with one generator. Would you train on the same blanks in every epoch?",
)
def seeded_inside(ids, special, mask_id, candidates, *, probability=0.15, rng):
    own = np.random.default_rng(0)
    return right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=own)


@wrong(
    "BX-08",
    task="7.1",
    belief="If a word is selected, it is selected wherever it occurs.",
    hint='A text with the word "the" fifty times: are its fifty places chosen together, or each for itself?',
)
def words_are_selected_not_places(ids, special, mask_id, candidates, *, probability=0.15, rng):
    kinds, which = np.unique(ids, return_inverse=True)
    spared = (rng.random(len(kinds)) >= probability)[which].reshape(ids.shape) | np.asarray(special, dtype=bool)
    return right.mask_tokens(ids, spared, mask_id, candidates, probability=1.0 if probability else 0.0, rng=rng)


@wrong(
    "BX-09",
    task="7.1",
    belief="15 per cent of the text means of all its tokens, [CLS], [SEP] and [PAD] included.",
    hint="A row of 10 words and 90 of padding: how many of the words does your version select?",
)
def special_tokens_counted(ids, special, mask_id, candidates, *, probability=0.15, rng):
    ordinary = np.flatnonzero(~np.asarray(special, dtype=bool))
    spared = np.ones(ids.size, dtype=bool)
    spared[rng.permutation(ordinary)[: round(probability * ids.size)]] = False
    return right.mask_tokens(ids, spared.reshape(ids.shape), mask_id, candidates, probability=1.0, rng=rng)


@wrong(
    "BX-10",
    task="7.1",
    belief="The candidates are a range: from the smallest to the largest.",
    hint="With the candidates 5 and 9, may a 7 come out?",
)
def candidates_are_a_range(ids, special, mask_id, candidates, *, probability=0.15, rng):
    span = np.arange(min(candidates), max(candidates) + 1)
    return right.mask_tokens(ids, special, mask_id, span, probability=probability, rng=rng)


@wrong(
    "BX-11",
    task="7.1",
    belief="The first 80 per cent of the selected places are masked, the next 10 swapped.",
    hint="Where in the text are the words that stay as they are? Always there?",
)
def fates_in_reading_order(ids, special, mask_id, candidates, *, probability=0.15, rng):
    _, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    masked, chosen = ids.copy(), np.flatnonzero(labels != -100)
    first, second = round(0.8 * len(chosen)), round(0.9 * len(chosen))
    masked.flat[chosen[:first]] = mask_id
    masked.flat[chosen[first:second]] = rng.choice(candidates, size=second - first)
    return masked, labels


@wrong(
    "BX-12",
    task="7.1",
    belief="80, 10, 10 are shares of each text: so many masked, so many swapped, rounded down.",
    hint="A text with one selected word: what are int(0.8 * 1) and int(0.1 * 1), and what becomes of the word?",
)
def shares_rounded_down(ids, special, mask_id, candidates, *, probability=0.15, rng):
    _, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    masked, chosen = ids.copy(), rng.permutation(np.flatnonzero(labels != -100))
    first, second = int(0.8 * len(chosen)), int(0.8 * len(chosen)) + int(0.1 * len(chosen))
    masked.flat[chosen[:first]] = mask_id
    masked.flat[chosen[first:second]] = rng.choice(candidates, size=second - first)
    return masked, labels


@wrong(
    "BX-13",
    task="7.1",
    belief="Id 0 is padding, so it is never selected.",
    hint="Who tells you which tokens are special: their ids, or an argument?",
)
def zero_is_padding(ids, special, mask_id, candidates, *, probability=0.15, rng):
    spared = np.asarray(special, dtype=bool) | (ids == 0)
    return right.mask_tokens(ids, spared, mask_id, candidates, probability=probability, rng=rng)


@wrong(
    "BX-14",
    task="7.1",
    belief="A probability that is too large means all, one that is too small means none.",
    hint="Somebody passes 15 and means per cent. Should your function guess, or say so?",
)
def probability_is_clipped(ids, special, mask_id, candidates, *, probability=0.15, rng):
    share = min(max(probability, 0.0), 1.0)
    return right.mask_tokens(ids, special, mask_id, candidates, probability=share, rng=rng)


@wrong(
    "BX-15",
    task="7.1",
    belief="No label is the same as label 0.",
    hint='Which word has the id 0? How could the loss tell it from "nothing asked"?',
)
def zero_for_no_label(ids, special, mask_id, candidates, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    return masked, np.where(labels == -100, 0, labels)


@wrong(
    "BX-16",
    task="7.1",
    belief="A copy of the generator leaves the caller's in peace.",
    hint="What does a second call on the same generator give? Why is that a pity for training?",
)
def rng_is_copied(ids, special, mask_id, candidates, *, probability=0.15, rng):
    own = copy.deepcopy(rng)
    return right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=own)


@wrong(
    "BX-17",
    task="7.1",
    belief="Only the choice of the places has to come from rng.",
    hint="Find every line of yours that draws a random number. Where does each of them get it from?",
)
def fates_from_elsewhere(ids, special, mask_id, candidates, *, probability=0.15, rng):
    spared = np.asarray(special, dtype=bool) | (rng.random(ids.shape) >= probability)
    own = np.random.default_rng()
    share = 1.0 if 0 < probability <= 1 else probability
    return right.mask_tokens(ids, spared, mask_id, candidates, probability=share, rng=own)


@wrong(
    "BX-19",
    task="7.1",
    belief="Two blanks must not stand side by side, or nobody could guess.",
    hint="How often should two neighbours both be selected, if each is selected for itself?",
)
def no_two_blanks_in_a_row(ids, special, mask_id, candidates, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    if not 0 < probability < 1:
        return masked, labels
    alone = np.ones(ids.shape, dtype=bool)
    alone[..., 1:] = labels[..., :-1] == -100
    return np.where(alone, masked, ids), np.where(alone, labels, -100)


@wrong(
    "BX-20",
    task="7.1",
    belief="A rounded uniform number is a uniform place in the list.",
    hint="Which numbers round to 0, and which to 1? Are the two intervals equally long?",
)
def ends_half_as_likely(ids, special, mask_id, candidates, *, probability=0.15, rng):
    places = np.rint(rng.uniform(0, len(candidates) - 1, size=10**5)).astype(int)
    return right.mask_tokens(ids, special, mask_id, candidates[places], probability=probability, rng=rng)


@wrong(
    "BX-21",
    task="7.1",
    belief="The last index of a list is len - 1, so that is the upper bound to pass.",
    hint="How often is the last candidate drawn in 1,000 replacements?",
)
def last_candidate_never(ids, special, mask_id, candidates, *, probability=0.15, rng):
    fewer = candidates[:-1] if len(candidates) > 1 else candidates
    return right.mask_tokens(ids, special, mask_id, fewer, probability=probability, rng=rng)


@wrong(
    "BX-22",
    task="7.1",
    belief="A random word can be taken from the text itself.",
    hint="If no candidate stands in the text, which ids may come out at the random places?",
)
def words_of_the_same_text(ids, special, mask_id, candidates, *, probability=0.15, rng):
    return right.mask_tokens(ids, special, mask_id, np.unique(ids), probability=probability, rng=rng)


@wrong(
    "BX-23",
    task="7.1",
    belief="~ turns a mask of 0 and 1 round.",
    hint="What is ~1 for an integer, and is it true or false?",
)
def tilde_on_integers(ids, special, mask_id, candidates, *, probability=0.15, rng):
    spared = ~(~np.asarray(special)).astype(bool)
    return right.mask_tokens(ids, spared, mask_id, candidates, probability=probability, rng=rng)


@wrong(
    "BX-24",
    task="7.1",
    belief="There is always at least one blank, or the text is wasted.",
    hint="What does a probability of 0 ask for?",
)
def at_least_one_blank(ids, special, mask_id, candidates, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    if (labels == -100).all():
        place = int(rng.integers(ids.size))
        masked.flat[place], labels.flat[place] = mask_id, ids.flat[place]
    return masked, labels


@wrong(
    "BX-25",
    task="7.1",
    belief="The labels come first: they are what the model is trained on.",
    hint="Read the last line of the docstring's return value again: which of the two arrays comes first?",
)
def labels_come_first(ids, special, mask_id, candidates, *, probability=0.15, rng):
    return right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)[::-1]


@wrong(
    "BX-26",
    task="7.1",
    belief="A batch is made of rows, so a single text becomes a batch of one.",
    hint="What shape has the text that goes in, and what shape do your arrays have?",
)
def always_a_batch(ids, special, mask_id, candidates, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    return np.atleast_2d(masked), np.atleast_2d(labels)


@wrong(
    "BX-27",
    task="7.1",
    belief="Every occurrence of a word is swapped for the same random word.",
    hint="Is the replacement drawn for the word, or for the place?",
)
def one_substitute_per_word(ids, special, mask_id, candidates, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(ids, special, mask_id, np.array([-1]), probability=probability, rng=rng)
    kinds, which = np.unique(ids, return_inverse=True)
    return np.where(masked == -1, rng.choice(candidates, size=len(kinds))[which].reshape(ids.shape), masked), labels


@wrong(
    "BX-29",
    task="7.1",
    belief="Each sentence of the batch gets one random word.",
    hint="Find a row with two random replacements. Are they always the same word?",
)
def one_random_word_per_row(ids, special, mask_id, candidates, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(ids, special, mask_id, np.array([-1]), probability=probability, rng=rng)
    words = np.broadcast_to(rng.choice(candidates, size=(*ids.shape[:-1], 1)), ids.shape)
    return np.where(masked == -1, words, masked), labels


@wrong(
    "BX-30",
    task="7.1",
    belief="One row of random numbers decides about the fates in all rows.",
    hint="Look down one column of the batch: is it masked in every row, or in none?",
)
def one_fate_for_a_column(ids, special, mask_id, candidates, *, probability=0.15, rng):
    _, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    fate = rng.random(ids.shape[-1])
    became = np.where(fate < 0.8, mask_id, np.where(fate < 0.9, rng.choice(candidates, size=ids.shape), ids))
    return np.where(labels != -100, became, ids), labels


@wrong(
    "BX-44",
    task="7.1",
    belief="15 per cent of a batch are 15 per cent of its sentences.",
    hint="Look at the rows of a batch one by one. How many blanks has each of them?",
)
def whole_rows_are_selected(ids, special, mask_id, candidates, *, probability=0.15, rng):
    if ids.ndim == 1 or not 0 < probability < 1:
        return right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    spared = np.asarray(special, dtype=bool) | (rng.random((len(ids), 1)) >= probability)
    return right.mask_tokens(ids, spared, mask_id, candidates, probability=1.0, rng=rng)


@wrong(
    "BX-28",
    task="7.1",
    belief="15 per cent is a constant of BERT: the argument is for show.",
    hint="What should come out for a probability of 1, and what does?",
)
def probability_is_a_constant(ids, special, mask_id, candidates, *, probability=0.15, rng):
    return right.mask_tokens(ids, special, mask_id, candidates, rng=rng)


# Task 7.2: mlm_loss


@wrong(
    "B-27",
    task="7.2",
    belief="There is always something to divide by.",
    hint="A batch in which no word was selected does happen. What is the mean of nothing here?",
)
def mean_of_nothing_is_nan(logits, labels, reduction="sum"):
    counted = labels != -100
    total = right.mlm_loss(logits, labels, reduction) if counted.any() or reduction not in ("sum", "mean") else 0.0
    return total if reduction == "sum" or counted.any() else float("nan")


@wrong(
    "B-28",
    task="7.2",
    belief="Scores are small numbers: exp is safe.",
    hint="Add 1000 to all scores of a position. Should the loss change, and what does np.exp(1000) give?",
)
def softmax_overflows(logits, labels, reduction="sum"):
    right.mlm_loss(logits, labels, reduction)
    counted = labels != -100
    if not counted.any():
        return 0.0
    with np.errstate(all="ignore"):
        chances = np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)
        losses = -np.log(np.take_along_axis(chances[counted], labels[counted][:, None], axis=-1))
    return losses.sum() if reduction == "sum" else losses.mean()


@wrong(
    "BX-31",
    task="7.2",
    belief="Subtracting the maximum inside the softmax is all the care a logarithm needs.",
    hint="The right word scores 2000 below the best. What is its probability in float64, and the log of that?",
)
def log_of_an_underflow(logits, labels, reduction="sum"):
    right.mlm_loss(logits, labels, reduction)
    counted = labels != -100
    if not counted.any():
        return 0.0
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    chances = powers / powers.sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore"):
        losses = -np.log(np.take_along_axis(chances[counted], labels[counted][:, None], axis=-1))
    return losses.sum() if reduction == "sum" else losses.mean()


@wrong(
    "BX-32",
    task="7.2",
    belief="A small epsilon inside the logarithm does no harm.",
    hint="How large can your loss become at most? How large should it be for scores of 1000 and -1000?",
)
def epsilon_in_the_log(logits, labels, reduction="sum"):
    right.mlm_loss(logits, labels, reduction)
    counted = labels != -100
    if not counted.any():
        return 0.0
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    chances = powers / powers.sum(axis=-1, keepdims=True)
    losses = -np.log(np.take_along_axis(chances[counted], labels[counted][:, None], axis=-1) + 1e-12)
    return losses.sum() if reduction == "sum" else losses.mean()


@wrong(
    "BX-33",
    task="7.2",
    belief="The mean is taken over all positions of the text.",
    hint="Add ten positions without a label. Should the mean loss become smaller?",
)
def mean_over_all_positions(logits, labels, reduction="sum"):
    loss = right.mlm_loss(logits, labels, reduction)
    return loss * (labels != -100).mean() if reduction == "mean" else loss


@wrong(
    "BX-34",
    task="7.2",
    belief="The mean of a batch is the mean of the means of its rows.",
    hint="One row has one blank, another has nine: how much should each blank weigh?",
)
def mean_of_the_rows(logits, labels, reduction="sum"):
    loss = right.mlm_loss(logits, labels, reduction)
    if reduction == "sum" or labels.ndim == 1:
        return loss
    rows = zip(logits.reshape(-1, *logits.shape[-2:]), labels.reshape(-1, labels.shape[-1]), strict=True)
    means = [right.mlm_loss(row, own, "mean") for row, own in rows if (own != -100).any()]
    return sum(means) / len(means) if means else 0.0


@wrong(
    "BX-35",
    task="7.2",
    belief="Label 0 is padding and costs nothing.",
    hint="Which number marks a position without a loss? Is it 0?",
)
def label_zero_is_skipped(logits, labels, reduction="sum"):
    return right.mlm_loss(logits, np.where(labels == 0, -100, labels), reduction)


@wrong(
    "BX-36",
    task="7.2",
    belief="-100 is a label like any other: Python counts from the end.",
    hint="In a vocabulary of 120 words, which word is number -100?",
)
def minus_hundred_is_a_word(logits, labels, reduction="sum"):
    words = np.asarray(logits).shape[-1]
    return right.mlm_loss(logits, labels if words < 100 else labels % words, reduction)


@wrong(
    "BX-37",
    task="7.2",
    belief="The loss of a batch is a mean by default, as in every library.",
    hint="Read the signature: which reduction do you get when nobody asks for one?",
)
def mean_by_default(logits, labels, reduction="mean"):
    return right.mlm_loss(logits, labels, reduction)


@wrong(
    "BX-38",
    task="7.2",
    belief='Whatever is not "mean" is a sum.',
    hint='Somebody writes reduction="average". What do they get, and what do they think they got?',
)
def any_other_word_is_a_sum(logits, labels, reduction="sum"):
    return right.mlm_loss(logits, labels, "mean" if reduction == "mean" else "sum")


@wrong(
    "BX-39",
    task="7.2",
    belief="A log-likelihood is a loss.",
    hint="Should a loss grow or shrink while the model gets better?",
)
def sign_forgotten(logits, labels, reduction="sum"):
    return -right.mlm_loss(logits, labels, reduction)


@wrong(
    "BX-40",
    task="7.2",
    belief="Bits are nicer than nats.",
    hint="Two words with equal scores: what does the contract's logarithm give, ln 2 or 1?",
)
def loss_in_bits(logits, labels, reduction="sum"):
    return right.mlm_loss(logits, labels, reduction) / np.log(2)


@wrong(
    "BX-41",
    task="7.2",
    belief="The softmax is taken over the positions of the text.",
    hint="Between whom is the contest: the words for one place, or the places for one word?",
)
def softmax_over_the_positions(logits, labels, reduction="sum"):
    right.mlm_loss(logits, labels, reduction)
    counted = labels != -100
    if not counted.any():
        return 0.0
    highest = logits.max(axis=-2, keepdims=True)
    logs = logits - highest - np.log(np.exp(logits - highest).sum(axis=-2, keepdims=True))
    losses = -np.take_along_axis(logs[counted], labels[counted][:, None], axis=-1)
    return losses.sum() if reduction == "sum" else losses.mean()


@wrong(
    "BX-42",
    task="7.2",
    belief="A sum over a batch is a sum per row.",
    hint='"sum" is asked for: is there anything to divide by at all?',
)
def sum_is_divided_by_the_rows(logits, labels, reduction="sum"):
    loss = right.mlm_loss(logits, labels, reduction)
    return loss / len(labels) if reduction == "sum" else loss


@wrong(
    "BX-43",
    task="7.2",
    belief="One maximum for the whole batch is enough to make the softmax stable.",
    hint="One position scores around 1000, another around -1000. What does exp make of the second one?",
)
def one_maximum_for_all(logits, labels, reduction="sum"):
    right.mlm_loss(logits, labels, reduction)
    counted = labels != -100
    if not counted.any():
        return 0.0
    shifted = logits[counted] - logits.max()
    with np.errstate(all="ignore"):
        losses = np.log(np.exp(shifted).sum(axis=-1)) - shifted[np.arange(len(shifted)), labels[counted]]
    return losses.sum() if reduction == "sum" else losses.mean()


@wrong(
    "BX-107",
    task="7.1",
    belief="Replacements are dealt like cards: while there are candidates left, no one comes twice.",
    hint="How often should two random replacements in one short text be equal?",
)
def dealt_like_cards(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if not 0 <= probability <= 1:
        raise ValueError("probability")
    selected = (rng.random(input_ids.shape) < probability) & (np.asarray(special_tokens_mask) == 0)
    fate, masked = rng.random(input_ids.shape), input_ids.copy()
    masked[selected & (fate < 0.8)] = mask_id
    random = selected & (fate >= 0.9)
    count = int(random.sum())
    masked[random] = rng.choice(candidate_ids, size=count, replace=count > len(candidate_ids))
    return masked, np.where(selected, input_ids, -100)


@wrong(
    "BX-108",
    task="7.1",
    belief="Between none and all, the probability is BERT's 15 per cent.",
    hint="Call it with probability=0.4 and count the labels.",
)
def always_fifteen_per_cent(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    share = 0.15 if 0 < probability < 1 else probability
    return right.mask_tokens(input_ids, special_tokens_mask, mask_id, candidate_ids, probability=share, rng=rng)


@wrong(
    "BX-109",
    task="7.2",
    belief="Capitals do not matter in the name of a reduction.",
    hint="Which two strings are allowed?",
)
def reduction_in_any_case(logits, labels, reduction="sum"):
    return right.mlm_loss(logits, labels, reduction.lower())


@wrong(
    "BX-113",
    task="7.1",
    belief="[MASK] is 103, as everywhere.",
    hint="In whose vocabulary is it 103, and which argument says what it is in yours?",
)
def mask_is_always_103(ids, special, mask_id, candidates, *, probability=0.15, rng):
    return right.mask_tokens(ids, special, 103, candidates, probability=probability, rng=rng)


@wrong(
    "BX-114",
    task="7.1",
    belief="80, 10, 10 are shares of each text: so many masked, so many swapped, and a coin for the fraction.",
    hint="If all words of a text of five are selected, can all five become [MASK]? How often should they?",
)
def shares_rounded_by_a_coin(ids, special, mask_id, candidates, *, probability=0.15, rng):
    _, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    masked, chosen = ids.copy(), rng.permutation(np.flatnonzero(labels != -100))
    first, second = (
        int(share * len(chosen) + coin) for share, coin in zip((0.8, 0.9), [rng.random()] * 2, strict=True)
    )
    masked.flat[chosen[:first]] = mask_id
    masked.flat[chosen[first:second]] = rng.choice(candidates, size=second - first)
    return masked, labels


@wrong(
    "BX-115",
    task="7.1",
    belief="Where the text says [MASK] already, there is nothing to hide.",
    hint="Which argument says what may be selected? Does it know of this token?",
)
def masked_already(ids, special, mask_id, candidates, *, probability=0.15, rng):
    spared = np.asarray(special, dtype=bool) | (ids == mask_id)
    return right.mask_tokens(ids, spared, mask_id, candidates, probability=probability, rng=rng)


@wrong(
    "BX-116",
    task="7.1",
    belief="A draw that returns the word itself was no swap, so there is nothing to ask.",
    hint="Let the text consist of one candidate, and set probability to 1: how many labels should there be?",
)
def own_draw_has_no_label(ids, special, mask_id, candidates, *, probability=0.15, rng):
    _, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    fate, drawn = rng.random(ids.shape), rng.choice(candidates, size=ids.shape)
    swapped = (fate >= 0.8) & (fate < 0.9)
    became = np.where(fate < 0.8, mask_id, np.where(swapped, drawn, ids))
    return np.where(labels != -100, became, ids), np.where(swapped & (drawn == ids), -100, labels)


@wrong(
    "BX-117",
    task="7.1",
    belief="Eight masked, one swapped, one as it was, and from the front again: that is 80, 10, 10.",
    hint="A word has just been swapped. What will become of the next selected one, and can it be foretold?",
)
def fates_in_turn(ids, special, mask_id, candidates, *, probability=0.15, rng):
    _, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    turn = (rng.integers(10) + np.cumsum(labels != -100).reshape(ids.shape)) % 10
    became = np.where(turn < 8, mask_id, np.where(turn == 8, rng.choice(candidates, size=ids.shape), ids))
    return np.where(labels != -100, became, ids), labels


@wrong(
    "BX-118",
    task="7.1",
    belief="The last token of a text is always a [SEP].",
    hint="Which argument says where the special tokens stand? Pass a text without any.",
)
def last_token_never(ids, special, mask_id, candidates, *, probability=0.15, rng):
    spared = np.array(special, dtype=bool)
    spared[..., -1] = True
    return right.mask_tokens(ids, spared, mask_id, candidates, probability=probability, rng=rng)


@wrong(
    "BX-119",
    task="7.1",
    belief="A word that was swapped is asked for by its new name.",
    hint="What stood in the text at that place before you touched it?",
)
def swapped_words_labelled_anew(ids, special, mask_id, candidates, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    return masked, np.where((labels != -100) & (masked != mask_id), masked, labels)


@wrong(
    "BX-146",
    task="7.1",
    belief="Beside rng a number from the global generator does no harm.",
    hint="Which generators stand elsewhere after your call than before?",
)
def the_global_generator_moves_along(ids, special, mask_id, candidates, *, probability=0.15, rng):
    np.random.random()
    return right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)


@wrong(
    "BX-120",
    task="7.1",
    belief="A probability of 1 leaves nothing to read, so it is refused.",
    hint="Is 1 outside of 0 to 1? What does the docstring say that it selects?",
    crashes=True,
)
def all_of_them_refused(ids, special, mask_id, candidates, *, probability=0.15, rng):
    if probability == 1:
        raise ValueError("nothing would be left")
    return right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)


@wrong(
    "BX-121",
    task="7.2",
    belief="Only scores above 0 can do harm, so only those are shifted.",
    hint="All scores of a position are -1000. What is exp(-1000), and what is the logarithm of a sum of those?",
)
def only_positive_scores_shifted(logits, labels, reduction="sum"):
    if reduction not in ("sum", "mean"):
        raise ValueError(reduction)
    counted = labels != -100
    if not counted.any():
        return 0.0
    scores, targets = np.asarray(logits, dtype=float)[counted], labels[counted]
    highest = np.maximum(scores.max(axis=-1), 0)
    losses = highest + np.log(np.exp(scores - highest[:, None]).sum(axis=-1)) - scores[np.arange(len(targets)), targets]
    return float(losses.sum() if reduction == "sum" else losses.mean())


@wrong(
    "BX-122",
    task="7.2",
    belief="Scores beyond ±700 may be clipped: the probability is 0 or 1 anyway.",
    hint="The right word scores 2000 below the best. What should it cost, and what does it cost after clipping?",
)
def scores_are_clipped(logits, labels, reduction="sum"):
    return right.mlm_loss(np.clip(logits, -700, 700), labels, reduction)


@wrong(
    "BX-123",
    task="7.2",
    belief="The mean is taken over the different words that are asked for.",
    hint="Two blanks ask for the same word. By what do you divide?",
)
def mean_over_different_words(logits, labels, reduction="sum"):
    if reduction != "mean":
        return right.mlm_loss(logits, labels, reduction)
    return right.mlm_loss(logits, labels) / max(len(set(labels.ravel().tolist()) - {-100}), 1)


@wrong(
    "BX-124",
    task="7.2",
    belief="The -100 have done their work once they have been counted, so they may be replaced by 0.",
    hint="Whose array is `labels`? Print it before and after the call.",
)
def labels_are_overwritten(logits, labels, reduction="sum"):
    loss = right.mlm_loss(logits, labels, reduction)
    labels[labels == -100] = 0
    return loss


@wrong(
    "BX-136",
    task="7.1",
    belief="The number that decides about the fate can pick the candidate as well.",
    hint="A token is swapped if its number lies between 0.8 and 0.9. Which places of the list can such a number name?",
)
def candidate_picked_by_the_fate(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    if not 0 <= probability <= 1:
        raise ValueError("probability")
    selected = (rng.random(input_ids.shape) < probability) & (np.asarray(special_tokens_mask) == 0)
    fate = rng.random(input_ids.shape)
    drawn = np.asarray(candidate_ids)[(fate * len(candidate_ids)).astype(int)]
    changed = np.where(fate < 0.8, mask_id, np.where(fate < 0.9, drawn, input_ids))
    return np.where(selected, changed, input_ids), np.where(selected, input_ids, -100)


@wrong(
    "BX-137",
    task="7.1",
    belief="Sixteen bits hold every id of BERT.",
    hint="Multilingual BERT has 119,547 words. What is left of the last id in sixteen bits?",
)
def ids_of_sixteen_bits(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(
        input_ids, special_tokens_mask, mask_id, candidate_ids, probability=probability, rng=rng
    )
    return masked.astype(np.int16), labels.astype(np.int16)


@wrong(
    "BX-138",
    task="7.2",
    belief="Words far below the best one do not count.",
    hint="What does a word cost whose score is 19 above the only other one: nothing, or 6 in a thousand million?",
)
def far_words_dropped(logits, labels, reduction="sum"):
    logits = np.asarray(logits, dtype=float)
    near = logits > logits.max(axis=-1, keepdims=True) - 12
    asked = np.arange(logits.shape[-1]) == np.asarray(labels)[..., None]
    return right.mlm_loss(np.where(near | asked, logits, -1e6), labels, reduction)


@wrong(
    "BX-139",
    task="7.2",
    belief="A table from word to scores holds everything that is asked.",
    hint="What becomes of the first of two blanks that ask for the same word?",
)
def one_blank_for_each_word(logits, labels, reduction="sum"):
    rows = np.asarray(logits, dtype=float).reshape(-1, np.shape(logits)[-1])
    asked = {label: row for label, row in zip(np.ravel(labels).tolist(), rows, strict=True) if label != -100}
    if not asked:
        return right.mlm_loss(logits, labels, reduction)
    return right.mlm_loss(np.array(list(asked.values())), np.array(list(asked)), reduction)


@wrong(
    "BX-140",
    task="7.2",
    belief="Single precision is what models compute in, so it will do here.",
    hint="How many digits of your loss agree with a computation in float64?",
)
def loss_in_single_precision(logits, labels, reduction="sum"):
    return right.mlm_loss(np.asarray(logits, dtype=np.float32).astype(float), labels, reduction)


@wrong(
    "BX-147",
    task="7.1",
    belief="Where the text now says [MASK], a word has been hidden.",
    hint="Set probability to 0 for a text with [MASK] in it: how many labels should there be?",
)
def every_mask_is_labelled(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(
        input_ids, special_tokens_mask, mask_id, candidate_ids, probability=probability, rng=rng
    )
    return masked, np.where(masked == mask_id, input_ids, labels)


@wrong(
    "BX-148",
    task="7.1",
    belief="A text without a blank is thrown away, and drawn again until it has one.",
    hint="How many of ten words do you select on average, if each is selected with probability 0.1 and none is not allowed?",
)
def drawn_again_until_there_is_one(input_ids, special_tokens_mask, mask_id, candidate_ids, *, probability=0.15, rng):
    for _ in range(100):
        masked, labels = right.mask_tokens(
            input_ids, special_tokens_mask, mask_id, candidate_ids, probability=probability, rng=rng
        )
        if (labels != -100).any():
            break
    return masked, labels


@wrong(
    "BX-151",
    task="7.1",
    belief="What is written to a selection of a selection arrives in the array.",
    hint="Does ids[chosen] share its memory with ids? Who sees what is written to ids[chosen][swapped]?",
)
def chained_selections(ids, special, mask_id, candidates, *, probability=0.15, rng):
    masked, labels = right.mask_tokens(ids, special, mask_id, candidates, probability=probability, rng=rng)
    swapped = (labels != -100) & (masked != mask_id)
    return np.where(swapped, ids, masked), labels


@wrong(
    "BX-152",
    task="7.2",
    belief="Two positions with the same scores and the same label are one.",
    hint="The model is asked twice and is wrong twice. How often does that count?",
)
def equal_positions_once(logits, labels, reduction="sum"):
    if reduction == "mean":
        return right.mlm_loss(logits, labels, reduction)
    kept, seen = np.array(labels), set()
    for place in np.ndindex(kept.shape):
        entry = (np.asarray(logits)[place].tobytes(), int(kept[place]))
        if entry in seen:
            kept[place] = -100
        seen.add(entry)
    return right.mlm_loss(logits, kept, reduction)
