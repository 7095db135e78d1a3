"""Wrong ways to skip-gram with negative sampling, each with the belief behind it and the question that shakes it."""

from __future__ import annotations

import copy
import unicodedata
from collections import Counter

import numpy as np

from autograder.specimens import wrong
from reference.a3_skipgram import skipgram as right

# 3.1 build_vocabulary


@wrong(
    "S-09",
    task="3.1",
    belief="A minimum of two means: more than two.",
    hint="Is a word that occurs exactly min_count times in or out?",
)
def more_than_the_minimum(sentences, min_count=1, max_size=None):
    return right.build_vocabulary(sentences, min_count + 1, max_size)


@wrong(
    "SX-01",
    task="3.1",
    belief="Ids are handed out as the words come along.",
    hint="Which id does the most frequent word of your vocabulary have?",
)
def ids_by_first_appearance(sentences, min_count=1, max_size=None):
    kept = right.build_vocabulary(sentences, min_count, max_size)
    words = dict.fromkeys(word for sentence in sentences for word in sentence if word in kept)
    return {word: id for id, word in enumerate(words)}


@wrong(
    "SX-02",
    task="3.1",
    belief="The first max_size words will do.",
    hint="Which words are cut off when a frequent one appears late in the corpus?",
)
def the_first_words(sentences, min_count=1, max_size=None):
    counts = Counter(word for sentence in sentences for word in sentence)
    words = [word for word in counts if counts[word] >= min_count][:max_size]
    return {word: id for id, word in enumerate(sorted(words, key=counts.__getitem__, reverse=True))}


@wrong(
    "SX-03",
    task="3.1",
    belief="`if max_size` asks whether a limit was given.",
    hint="What does Python think of the truth of 0?",
)
def zero_means_no_limit(sentences, min_count=1, max_size=None):
    return right.build_vocabulary(sentences, min_count, max_size or None)


@wrong(
    "SX-04",
    task="3.1",
    belief="A dictionary needs room for unknown words.",
    hint="Where does the contract let the ids begin, and which words do they belong to?",
)
def an_entry_for_unknown_words(sentences, min_count=1, max_size=None):
    return {"<unk>": 0} | {word: id + 1 for word, id in right.build_vocabulary(sentences, min_count, max_size).items()}


@wrong(
    "SX-05",
    task="3.1",
    belief="A vocabulary maps words to how often they occur.",
    hint="What would you use the value of a word for when you index a matrix?",
)
def counts_for_ids(sentences, min_count=1, max_size=None):
    counts = Counter(word for sentence in sentences for word in sentence)
    return {word: counts[word] for word in right.build_vocabulary(sentences, min_count, max_size)}


@wrong(
    "SX-06",
    task="3.1",
    belief="A word counts once a sentence.",
    hint='How often does "the" occur in "the cat sat on the mat"?',
)
def sentences_that_have_the_word(sentences, min_count=1, max_size=None):
    return right.build_vocabulary([list(dict.fromkeys(sentence)) for sentence in sentences], min_count, max_size)


# 3.2 keep_probability


@wrong(
    "S-44",
    task="3.2",
    belief="f is how often the word occurs.",
    hint="Would your answer be another one if you read the same book twice?",
)
def keep_by_raw_counts(counts, threshold=1e-5):
    return np.minimum(1.0, np.sqrt(threshold / np.maximum(counts, 1)))


@wrong(
    "SX-07",
    task="3.2",
    belief="The root may be larger than one.",
    hint="What kind of number is your answer for a rare word?",
)
def keep_more_than_always(counts, threshold=1e-5):
    seen = counts > 0
    return np.where(seen, np.sqrt(threshold * counts.sum() / np.where(seen, counts, 1)), 1.0)


@wrong(
    "SX-08",
    task="3.2",
    belief="The paper gives the probability to discard, so that is it.",
    hint='Should "the" get a large or a small number here?',
)
def probability_to_discard(counts, threshold=1e-5):
    return 1.0 - right.keep_probability(counts, threshold)


@wrong(
    "SX-09",
    task="3.2",
    belief="The formula of the word2vec program is the same.",
    hint="Put f = threshold into the formula of the task, and into yours.",
)
def formula_of_the_program(counts, threshold=1e-5):
    f = counts / max(counts.sum(), 1)
    safe = np.where(f > 0, f, 1.0)
    return np.where(f > 0, np.minimum(1.0, (np.sqrt(safe / threshold) + 1) * threshold / safe), 1.0)


@wrong(
    "SX-10",
    task="3.2",
    belief="What never occurs is never kept.",
    hint="Compare a word of count 0 with one of count 1: which is rarer, and what does the formula do as f gets smaller?",
)
def absent_words_are_dropped(counts, threshold=1e-5):
    return np.where(counts > 0, right.keep_probability(counts, threshold), 0.0)


@wrong(
    "SX-11",
    task="3.2",
    belief="The square root is decoration.",
    hint="A word is four times as frequent as the threshold: how many of its occurrences stay?",
)
def keep_without_the_root(counts, threshold=1e-5):
    return right.keep_probability(counts, threshold) ** 2


# 3.3 training_pairs


@wrong(
    "S-01",
    task="3.3",
    belief="The window is all words from i - c to i + c.",
    hint="Which position of the window is the word that you predict from?",
)
def the_centre_is_its_own_context(sentences, vocabulary, window=2):
    pairs = right.training_pairs(sentences, vocabulary, window).tolist()
    pairs += [(vocabulary[word], vocabulary[word]) for sentence in sentences for word in sentence if word in vocabulary]
    return np.array(pairs, dtype=int).reshape(-1, 2)


@wrong(
    "S-04",
    task="3.3",
    belief="A slice that begins before the start begins at the start.",
    hint="Print sentence[i - 2 : i] for i = 1.",
)
def slices_wrap_round(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    known = [[vocabulary[word] for word in sentence if word in vocabulary] for sentence in sentences]
    found = [
        (c, o) for ids in known for i, c in enumerate(ids) for o in ids[i - window : i] + ids[i + 1 : i + 1 + window]
    ]
    return np.array(found, dtype=int).reshape(-1, 2)


@wrong(
    "S-05",
    task="3.3",
    belief="A pair is an example or it is not.",
    hint="Two words meet ten times, two others once: what should training feel of that?",
)
def each_pair_once(sentences, vocabulary, window=2):
    return np.unique(right.training_pairs(sentences, vocabulary, window), axis=0)


@wrong(
    "S-07",
    task="3.3",
    belief="word2vec shrinks its windows at random, so I do.",
    hint="Does your function give the same pairs when it is called again?",
)
def windows_of_random_size(sentences, vocabulary, window=2):
    right.training_pairs([], vocabulary, window)
    found = [
        right.training_pairs([s], vocabulary, int(np.random.default_rng(len(s)).integers(1, window + 1)))
        for s in sentences
    ]
    return np.concatenate([np.zeros((0, 2), dtype=int), *found])


@wrong(
    "SX-12",
    task="3.3",
    belief="Only later words are contexts.",
    hint='Does "mat" at the end of a sentence have no company?',
)
def only_to_the_right(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    known = [[vocabulary[word] for word in sentence if word in vocabulary] for sentence in sentences]
    found = [(c, o) for ids in known for i, c in enumerate(ids) for o in ids[i + 1 : i + 1 + window]]
    return np.array(found, dtype=int).reshape(-1, 2)


@wrong(
    "SX-13",
    task="3.3",
    belief="A text is one long row of words.",
    hint="Who is the neighbour of the last word of a sentence?",
)
def windows_across_sentences(sentences, vocabulary, window=2):
    return right.training_pairs([[word for sentence in sentences for word in sentence]], vocabulary, window)


@wrong(
    "SX-14",
    task="3.3",
    belief="An unknown word leaves a gap.",
    hint="Is the window measured before or after the unknown words are gone?",
)
def strangers_keep_their_place(sentences, vocabulary, window=2):
    unknown = len(vocabulary)
    ids = vocabulary | {word: unknown for sentence in sentences for word in sentence if word not in vocabulary}
    pairs = right.training_pairs(sentences, ids, window)
    return pairs[(pairs < unknown).all(axis=1)]


@wrong(
    "SX-15",
    task="3.3",
    belief="A word cannot be its own context.",
    hint="Is it the word that you leave out, or the position?",
)
def equal_words_make_no_pair(sentences, vocabulary, window=2):
    pairs = right.training_pairs(sentences, vocabulary, window)
    return pairs[pairs[:, 0] != pairs[:, 1]]


@wrong(
    "SX-16",
    task="3.3",
    belief="No pairs is an empty list.",
    hint="Which shape does the text ask for, and which one has np.array([])?",
)
def nothing_has_no_shape(sentences, vocabulary, window=2):
    pairs = right.training_pairs(sentences, vocabulary, window)
    return pairs if len(pairs) else np.array([], dtype=int)


@wrong(
    "SX-17",
    task="3.3",
    belief="A window of nought simply finds nothing.",
    hint="Which of your callers would notice that the window is useless?",
)
def any_window_will_do(sentences, vocabulary, window=2):
    return right.training_pairs(sentences, vocabulary, window) if window > 0 else np.zeros((0, 2), dtype=int)


@wrong(
    "SX-18",
    task="3.3",
    belief="range(i - c, i + c) covers both sides.",
    hint="Write down the last position that your range reaches.",
)
def one_short_on_the_right(sentences, vocabulary, window=2):
    right.training_pairs([], vocabulary, window)
    known = [[vocabulary[word] for word in sentence if word in vocabulary] for sentence in sentences]
    found = [
        (ids[i], ids[j])
        for ids in known
        for i in range(len(ids))
        for j in range(max(0, i - window), min(len(ids), i + window))
        if j != i
    ]
    return np.array(found, dtype=int).reshape(-1, 2)


@wrong(
    "SX-19",
    task="3.3",
    belief="The dict is in id order, so I can count.",
    hint="What does the vocabulary itself say is the id of its first word?",
)
def ids_counted_off(sentences, vocabulary, window=2):
    return right.training_pairs(sentences, {word: id for id, word in enumerate(vocabulary)}, window)


@wrong(
    "SX-20",
    task="3.3",
    belief="A window of two is two words to the left and two to the right, so four.",
    hint="How far from its centre is the farthest context of your pairs?",
)
def twice_as_far(sentences, vocabulary, window=2):
    return right.training_pairs(sentences, vocabulary, 2 * window if window > 0 else window)


# 3.4 noise_distribution


@wrong(
    "S-10",
    task="3.4",
    belief="The exponent is fine tuning.",
    hint="Does a rare word get more than its share of the corpus?",
)
def plain_frequencies(counts, power=0.75):
    return right.noise_distribution(counts, 1.0)


@wrong(
    "S-12",
    task="3.4",
    belief="3/4 or 4/3, what is the difference?",
    hint="Ought the most frequent word to gain or to lose by the exponent?",
)
def exponent_upside_down(counts, power=0.75):
    return right.noise_distribution(counts, 1 / power if power else power)


@wrong("SX-21", task="3.4", belief="Frequencies first, then the power, done.", hint="What do the numbers sum to?")
def powers_of_shares(counts, power=0.75):
    return right.noise_distribution(counts, 1.0) ** power * (counts > 0)


@wrong("SX-22", task="3.4", belief="0 to the power of anything is 0.", hint="Ask NumPy for 0.0 ** 0.")
def nought_to_the_nought(counts, power=0.75):
    right.noise_distribution(counts)
    weights = np.asarray(counts, dtype=float) ** power
    return weights / weights.sum()


@wrong(
    "SX-23",
    task="3.4",
    belief="Nothing divided by nothing is a row of zeros.",
    hint="What would sample_negatives do with your answer?",
)
def silence_is_a_distribution(counts, power=0.75):
    return right.noise_distribution(counts, power) if np.any(counts) else np.zeros(len(counts))


@wrong(
    "SX-24",
    task="3.4",
    belief="Every word deserves a little noise.",
    hint="How likely is a word of count 0 in your distribution?",
)
def add_one(counts, power=0.75):
    right.noise_distribution(counts)
    return right.noise_distribution(np.asarray(counts) + 1, power)


@wrong("SX-25", task="3.4", belief="Probabilities are sorted.", hint="Which entry belongs to the word with id 0?")
def sorted_by_size(counts, power=0.75):
    return np.sort(right.noise_distribution(counts, power))[::-1]


# 3.5 sample_negatives


@wrong(
    "S-14",
    task="3.5",
    belief="Hitting the true word is too rare to matter.",
    hint="How rare is it in a vocabulary of two words?",
)
def the_context_may_come_up(noise, positive, k, *, rng):
    right.sample_negatives(noise, positive, k, rng=rng)
    return rng.choice(len(noise), size=k, p=noise)


@wrong(
    "S-16",
    task="3.5",
    belief="K negatives are K different words.",
    hint="Ask for more negatives than there are words.",
    crashes=True,
)
def without_replacement(noise, positive, k, *, rng):
    right.sample_negatives(noise, positive, k, rng=rng)
    others = np.where(np.arange(len(noise)) == positive, 0, noise)
    return rng.choice(len(noise), size=k, replace=False, p=others / others.sum()) if k else np.zeros(0, int)


@wrong(
    "SX-26",
    task="3.5",
    belief="Different words, as long as there are enough.",
    hint="If two negatives are drawn independently, how often are they equal?",
)
def different_while_they_last(noise, positive, k, *, rng):
    drawn = right.sample_negatives(noise, positive, k, rng=rng)
    admissible = np.flatnonzero((noise > 0) & (np.arange(len(noise)) != positive))
    if 0 < k <= len(admissible):
        return rng.choice(admissible, size=k, replace=False, p=noise[admissible] / noise[admissible].sum())
    return drawn


@wrong(
    "S-18",
    task="3.5",
    belief="Instead of the true word, its neighbour in the list will do.",
    hint="Which word inherits the share of the one that is left out?",
)
def the_next_word_steps_in(noise, positive, k, *, rng):
    right.sample_negatives(noise, positive, k, rng=rng)
    drawn = rng.choice(len(noise), size=k, p=noise)
    admissible = [id for id in range(len(noise)) if noise[id] > 0 and id != positive]
    after = next((id for id in admissible if id > positive), admissible[0] if admissible else 0)
    return np.where(drawn == positive, after, drawn)


@wrong(
    "S-19",
    task="3.5",
    belief="`choice` makes the probabilities sum to one.",
    hint="What do your probabilities sum to, just before you draw?",
    crashes=True,
)
def probabilities_left_unequal(noise, positive, k, *, rng):
    right.sample_negatives(noise, positive, k, rng=rng)
    return rng.choice(len(noise), size=k, p=np.where(np.arange(len(noise)) == positive, 0, noise))


@wrong("SX-27", task="3.5", belief="A clash is simply left out.", hint="How many negatives does the caller get?")
def clashes_are_dropped(noise, positive, k, *, rng):
    right.sample_negatives(noise, positive, k, rng=rng)
    drawn = rng.choice(len(noise), size=k, p=noise)
    return drawn[drawn != positive]


@wrong("SX-28", task="3.5", belief="Any wrong word is as good as another.", hint="Where does `noise` enter your draw?")
def all_words_alike(noise, positive, k, *, rng):
    right.sample_negatives(noise, positive, k, rng=rng)
    admissible = np.flatnonzero((noise > 0) & (np.arange(len(noise)) != positive))
    return rng.choice(admissible, size=k) if k else np.zeros(0, int)


@wrong(
    "SX-29",
    task="3.5",
    belief="Redrawing a clash with equal chances keeps the distribution.",
    hint="From which distribution is the second draw?",
)
def clashes_redrawn_uniformly(noise, positive, k, *, rng):
    right.sample_negatives(noise, positive, k, rng=rng)
    drawn = rng.choice(len(noise), size=k, p=noise)
    admissible = np.flatnonzero((noise > 0) & (np.arange(len(noise)) != positive))
    clash = drawn == positive
    drawn[clash] = rng.choice(admissible, size=int(clash.sum())) if clash.any() else 0
    return drawn


@wrong(
    "X-08",
    task="3.5",
    belief="My module may reset the random numbers.",
    hint="Who handed you a generator, and does your draw use it?",
)
def resets_the_global_generator(noise, positive, k, *, rng):
    np.random.seed(42)
    return right.sample_negatives(noise, positive, k, rng=np.random.default_rng(np.random.randint(2**31)))


@wrong(
    "SX-30",
    task="3.5",
    belief="NumPy's own generator is as random as any.",
    hint="Give your function the same generator state twice: does it draw the same?",
)
def another_source(noise, positive, k, *, rng):
    return right.sample_negatives(noise, positive, k, rng=np.random.default_rng())


@wrong(
    "SX-31",
    task="3.5",
    belief="One draw, repeated k times, is k draws.",
    hint="Look at ten negatives of one call: is there any variety?",
)
def one_word_k_times(noise, positive, k, *, rng):
    return np.repeat(right.sample_negatives(noise, positive, min(k, 1), rng=rng), k)


@wrong(
    "SX-32",
    task="3.5",
    belief="If nothing can be drawn, an empty array says so.",
    hint='How does the caller tell "none asked for" from "none possible"?',
)
def nothing_left_is_empty(noise, positive, k, *, rng):
    possible = np.any(np.delete(noise, positive))
    return right.sample_negatives(noise, positive, k, rng=rng) if possible else np.zeros(0, dtype=int)


@wrong(
    "SX-33",
    task="3.5",
    belief="A one-word vocabulary is an error even if nobody asks for a word.",
    hint="How many words must be admissible for k = 0?",
    crashes=True,
)
def refuses_before_it_counts(noise, positive, k, *, rng):
    if not np.any(np.delete(noise, positive)):
        raise ValueError
    return right.sample_negatives(noise, positive, k, rng=rng)


# 3.6 sigmoid


@wrong(
    "SX-99",
    task="3.6",
    belief="A warning is no error: the answer is right after all.",
    hint="Which number is too large for exp here, and need you compute it at all?",
)
def sigmoid_that_overflows_on_the_way(x):
    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))


@wrong("SX-34", task="3.6", belief="e^x / (1 + e^x) is the same thing.", hint="Try x = 1000 in your formula.")
def overflow_over_overflow(x):
    with np.errstate(all="ignore"):
        return np.exp(x) / (1 + np.exp(x))


@wrong(
    "SX-35",
    task="3.6",
    belief="The sign of the exponent does not matter.",
    hint="Should the sigmoid of a large number be near 0 or near 1?",
)
def mirrored(x):
    return right.sigmoid(-np.asarray(x))


@wrong(
    "SX-36",
    task="3.6",
    belief="Clipping at ±6, as the word2vec table does, is good enough.",
    hint="What are the sigmoids of 6 and of 20?",
)
def clipped_at_six(x):
    return right.sigmoid(np.clip(x, -6, 6))


@wrong(
    "SX-37",
    task="3.6",
    belief="One overflowing entry decides for all: where the input is large, all is 1.",
    hint="Give your function an array that has both 800 and -800.",
)
def one_branch_for_all(x):
    e = np.exp(-np.abs(x))
    return 1 / (1 + e) if np.all(np.asarray(x) >= 0) else e / (1 + e)


@wrong(
    "SX-38",
    task="3.6",
    belief="The result has the type of the input.",
    hint="What does σ(2) become if 2 is an int and so is the answer?",
)
def an_array_like_the_input(x):
    out = np.zeros_like(x)
    out[...] = right.sigmoid(x)
    return out


@wrong(
    "SX-39",
    task="3.6",
    belief="A sigmoid belongs to a number or a row.",
    hint="Which shape has your answer for a matrix?",
)
def always_flat(x):
    return right.sigmoid(np.ravel(x))


# 3.7 sgns_loss


@wrong(
    "S-22",
    task="3.7",
    belief="The same formula for all K + 1 words.",
    hint="Which scores ought to go down, and does your loss fall when they do?",
)
def negatives_pulled_up(center, context, negatives):
    return right.sgns_loss(center, context, -negatives)


@wrong(
    "S-24",
    task="3.7",
    belief="The chapter prints the formula without a minus.",
    hint="Can a quantity that you minimise, and that is a sum of -ln of probabilities, be negative?",
)
def objective_for_loss(center, context, negatives):
    return -right.sgns_loss(center, context, negatives)


@wrong(
    "S-25",
    task="3.7",
    belief="Floats are big enough for any exponential.",
    hint="What does your loss say to a score of -1000?",
)
def logarithm_of_nothing(center, context, negatives):
    with np.errstate(all="ignore"):
        loss = -np.log(1 / (1 + np.exp(-(context @ center)))) - np.log(1 / (1 + np.exp(negatives @ center))).sum()
    return float(loss)


@wrong(
    "SX-40",
    task="3.7",
    belief="A small number inside the logarithm does no harm.",
    hint="What does a pair with score -1000 cost you, and what should it cost?",
)
def epsilon_in_the_logarithm(center, context, negatives):
    eps = 1e-10
    return float(
        -np.log(right.sigmoid(context @ center) + eps) - np.log(right.sigmoid(-(negatives @ center)) + eps).sum()
    )


@wrong(
    "SX-41",
    task="3.7",
    belief="A loss is a mean.",
    hint="How does your loss change when the same negative comes up twice?",
)
def mean_over_the_negatives(center, context, negatives):
    positive = right.sgns_loss(center, context, negatives[:0])
    return positive + (right.sgns_loss(center, context, negatives) - positive) / max(len(negatives), 1)


@wrong(
    "SX-42",
    task="3.7",
    belief="Information is measured in bits.",
    hint="Which logarithm does the course use everywhere?",
)
def loss_in_bits(center, context, negatives):
    return right.sgns_loss(center, context, negatives) / np.log(2)


@wrong("SX-43", task="3.7", belief="1 - σ is as good as σ of minus.", hint="How much is 1 - σ(40) on your computer?")
def one_minus_sigmoid(center, context, negatives):
    with np.errstate(all="ignore"):
        loss = np.logaddexp(0, -(context @ center)) - np.log(1 - right.sigmoid(negatives @ center)).sum()
    return float(loss)


@wrong(
    "SX-44",
    task="3.7",
    belief="The negatives are compared with the context.",
    hint="Whose neighbours are being told apart from noise: which vector is in every score?",
)
def negatives_against_the_context(center, context, negatives):
    return right.sgns_loss(center, context, negatives[:0]) + float(np.logaddexp(0, negatives @ context).sum())


@wrong(
    "SX-45",
    task="3.7",
    belief="One sigmoid over the sum of the scores.",
    hint="How many separate yes-or-no questions does a pair ask?",
)
def negatives_melted_together(center, context, negatives):
    return right.sgns_loss(center, context, negatives[:0]) + (
        float(np.logaddexp(0, (negatives @ center).sum())) if len(negatives) else 0.0
    )


# 3.8 sgns_gradients


@wrong(
    "S-29",
    task="3.8",
    belief="The error is the sigmoid, for every word.",
    hint="What should the gradient be when the model is already sure of the true pair?",
)
def label_forgotten(center, context, negatives):
    e, f = right.sigmoid(context @ center), right.sigmoid(negatives @ center)
    return e * context + f @ negatives, e * center, np.outer(f, center)


@wrong(
    "SX-46",
    task="3.8",
    belief="The gradient shows the way to go.",
    hint="If you subtract your gradient, does the loss go up or down?",
)
def uphill(center, context, negatives):
    return tuple(-gradient for gradient in right.sgns_gradients(center, context, negatives))


@wrong(
    "SX-47",
    task="3.8",
    belief="The centre only meets its context.",
    hint="Which scores does the centre vector take part in?",
)
def centre_without_negatives(center, context, negatives):
    _, u, n = right.sgns_gradients(center, context, negatives)
    return right.sgns_gradients(center, context, negatives[:0])[0], u, n


@wrong(
    "SX-48",
    task="3.8",
    belief="The gradient of the negatives is one vector.",
    hint="How many rows of W_out must be told how to move?",
)
def negatives_share_a_gradient(center, context, negatives):
    v, u, n = right.sgns_gradients(center, context, negatives)
    return v, u, np.broadcast_to(n.sum(axis=0), n.shape)


@wrong(
    "SX-49",
    task="3.8",
    belief="The gradients come in the order of the matrix rows.",
    hint="Which of your three answers is zero if the centre vector is zero?",
)
def centre_and_context_swapped(center, context, negatives):
    v, u, n = right.sgns_gradients(center, context, negatives)
    return u, v, n


@wrong(
    "SX-50",
    task="3.8",
    belief="Means are steadier than sums.",
    hint="Compare your gradient with a finite difference of the loss of task 3.7.",
)
def mean_of_the_negatives_gradients(center, context, negatives):
    v, u, n = right.sgns_gradients(center, context, negatives)
    alone = right.sgns_gradients(center, context, negatives[:0])[0]
    return alone + (v - alone) / max(len(negatives), 1), u, n / max(len(negatives), 1)


@wrong(
    "SX-51",
    task="3.8",
    belief="The derivative of a sigmoid is σ(1 - σ), so it must appear.",
    hint="You differentiate a logarithm of a sigmoid: what cancels?",
)
def sigmoid_slope_left_in(center, context, negatives):
    s, t = right.sigmoid(context @ center), right.sigmoid(negatives @ center)
    e, f = (s - 1) * s * (1 - s), t * t * (1 - t)
    return e * context + f @ negatives, e * center, np.outer(f, center)


@wrong("SX-52", task="3.8", belief="e^x / (1 + e^x) is a sigmoid.", hint="Try a score of 1000 and look for NaN.")
def gradients_overflow(center, context, negatives):
    with np.errstate(all="ignore"):
        e, f = (np.exp(x) / (1 + np.exp(x)) for x in (context @ center, negatives @ center))
        return (e - 1) * context + f @ negatives, (e - 1) * center, np.outer(f, center)


@wrong(
    "SX-53",
    task="3.8",
    belief="With no negatives there is nothing to return for them.",
    hint="Which shape has a list of no gradients of length d?",
)
def nothing_for_no_negatives(center, context, negatives):
    v, u, n = right.sgns_gradients(center, context, negatives)
    return v, u, n if len(n) else np.zeros(0)


# 3.9 sgns_step


@wrong(
    "S-30",
    task="3.9",
    belief="`W[ids] -= g` subtracts once for every id.",
    hint="Draw the same noise word twice: how often does its row move?",
)
def repeats_are_lost(W_in, W_out, center, context, negatives, learning_rate):
    v, u, N = W_in[center].copy(), W_out[context].copy(), W_out[negatives]
    gradient, gradient_u, gradient_n = right.sgns_gradients(v, u, N)
    W_in[center] -= learning_rate * gradient
    W_out[context] -= learning_rate * gradient_u
    W_out[negatives] -= learning_rate * gradient_n
    return right.sgns_loss(v, u, N)


@wrong(
    "S-31",
    task="3.9",
    belief="The order of the updates is a matter of taste.",
    hint="At which values are the output gradients taken: before or after the centre has moved?",
)
def centre_moves_first(W_in, W_out, center, context, negatives, learning_rate):
    u, N = W_out[context].copy(), W_out[negatives]
    loss = right.sgns_loss(W_in[center], u, N)
    W_in[center] -= learning_rate * right.sgns_gradients(W_in[center], u, N)[0]
    _, gradient_u, gradient_n = right.sgns_gradients(W_in[center], u, N)
    W_out[context] -= learning_rate * gradient_u
    np.subtract.at(W_out, negatives, learning_rate * gradient_n)
    return loss


@wrong(
    "SX-54",
    task="3.9",
    belief="One word after the other, each at the values of the moment.",
    hint="Does the last negative see the same centre vector as the first?",
)
def word_by_word(W_in, W_out, center, context, negatives, learning_rate):
    loss = right.sgns_loss(W_in[center], W_out[context], W_out[negatives])
    for label, target in [(1.0, context), *((0.0, n) for n in negatives)]:
        v = W_in[center].copy()
        error = right.sigmoid(W_out[target] @ v) - label
        W_in[center] -= learning_rate * error * W_out[target]
        W_out[target] -= learning_rate * error * v
    return loss


@wrong(
    "S-34",
    task="3.9",
    belief="Both matrices hold embeddings, either will do.",
    hint="Which matrix speaks of a word as a centre?",
)
def matrices_swapped(W_in, W_out, center, context, negatives, learning_rate):
    return right.sgns_step(W_out, W_in, center, context, negatives, learning_rate)


@wrong(
    "S-35",
    task="3.9",
    belief="One matrix for both roles saves memory.",
    hint="Which rows of W_out has your step changed, and is the centre's among them?",
)
def one_matrix_for_both(W_in, W_out, center, context, negatives, learning_rate):
    loss = right.sgns_step(W_in, W_in, center, context, negatives, learning_rate)
    W_out[...] = W_in
    return loss


@wrong(
    "SX-55",
    task="3.9",
    belief="The loss is what the model has after learning.",
    hint="Does a rate of 0.5 change the number that you return for the very first step?",
)
def loss_after_the_step(W_in, W_out, center, context, negatives, learning_rate):
    right.sgns_step(W_in, W_out, center, context, negatives, learning_rate)
    return right.sgns_loss(W_in[center], W_out[context], W_out[negatives])


@wrong(
    "SX-56", task="3.9", belief="A step follows the gradient.", hint="Do the same step ten times: does the loss fall?"
)
def a_step_up(W_in, W_out, center, context, negatives, learning_rate):
    return right.sgns_step(W_in, W_out, center, context, negatives, -learning_rate)


@wrong(
    "SX-57",
    task="3.9",
    belief="`W = W - step` changes W.",
    hint="What does the caller's matrix look like after your function has returned?",
)
def only_a_copy_learns(W_in, W_out, center, context, negatives, learning_rate):
    return right.sgns_step(W_in.copy(), W_out.copy(), center, context, negatives, learning_rate)


@wrong(
    "SX-58",
    task="3.9",
    belief="A negative that is the context is a mistake of the sampler: skip it.",
    hint="What does the text say about a row that occurs twice?",
)
def clashes_are_skipped(W_in, W_out, center, context, negatives, learning_rate):
    return right.sgns_step(W_in, W_out, center, context, negatives[negatives != context], learning_rate)


@wrong(
    "SX-59",
    task="3.9",
    belief="Only the words' own vectors are learnt.",
    hint="Which vectors tell what a context looks like, and who trains them?",
)
def only_the_centre_learns(W_in, W_out, center, context, negatives, learning_rate):
    return right.sgns_step(W_in, W_out.copy(), center, context, negatives, learning_rate)


@wrong(
    "SX-60",
    task="3.9",
    belief="The negatives need no update: they are wrong anyway.",
    hint="How does a noise word learn to stay away?",
)
def negatives_stay(W_in, W_out, center, context, negatives, learning_rate):
    changed = W_out.copy()
    loss = right.sgns_step(W_in, changed, center, context, negatives, learning_rate)
    W_out[context] -= learning_rate * right.sgns_gradients(W_in[center] * 0, W_out[context], W_out[:0])[1]
    W_out[context] = changed[context]
    return loss


@wrong(
    "SX-61",
    task="3.9",
    belief="The rate is shared among the words of the step.",
    hint="Halve the number of negatives: does the context's row move differently?",
)
def rate_divided_by_words(W_in, W_out, center, context, negatives, learning_rate):
    return right.sgns_step(W_in, W_out, center, context, negatives, learning_rate / (1 + len(negatives)))


# 3.10 train_skipgram


@wrong(
    "S-38",
    task="3.10",
    belief="After training the two matrices are the same.",
    hint="Which of them speaks of words as centres, and in which order are they asked for?",
)
def matrices_returned_the_wrong_way_round(sentences, vocabulary, **settings):
    return right.train_skipgram(sentences, vocabulary, **settings)[::-1]


@wrong(
    "SX-62",
    task="3.10",
    belief="The mean of both matrices is better, so it is the answer.",
    hint="What is W_in @ W_out.T with the matrices that you return?",
)
def averaged_matrices(sentences, vocabulary, **settings):
    W_in, W_out = right.train_skipgram(sentences, vocabulary, **settings)
    return (W_in + W_out) / 2, (W_in + W_out) / 2


@wrong(
    "SX-63",
    task="3.10",
    belief="The objective is printed with a plus, so one climbs.",
    hint="Print the loss after each epoch: which way does it go?",
)
def training_uphill(sentences, vocabulary, *, learning_rate=0.01, **settings):
    with np.errstate(all="ignore"):
        return right.train_skipgram(sentences, vocabulary, learning_rate=-learning_rate, **settings)


@wrong(
    "SX-64",
    task="3.10",
    belief="True pairs are all there is to learn.",
    hint="What stops all vectors from pointing the same way?",
)
def no_negatives(sentences, vocabulary, *, negatives=5, **settings):
    return right.train_skipgram(sentences, vocabulary, negatives=0, **settings)


@wrong(
    "SX-65",
    task="3.10",
    belief="A batch is averaged, as everywhere.",
    hint="How far does a word that occurs once in a batch of 256 move, compared with sgns_step?",
)
def batch_mean(sentences, vocabulary, *, learning_rate=0.01, **settings):
    return right.train_skipgram(sentences, vocabulary, learning_rate=learning_rate / 256, **settings)


@wrong(
    "SX-66",
    task="3.10",
    belief="Zeros are the neutral start.",
    hint="What is the gradient of each matrix if the other one is zero?",
)
def both_start_at_zero(sentences, vocabulary, *, dimensions=50, **settings):
    return tuple(
        np.zeros_like(W) for W in right.train_skipgram(sentences, vocabulary, dimensions=dimensions, **settings)
    )


@wrong("SX-67", task="3.10", belief="The vocabulary is in id order.", hint="Which row belongs to the word with id 0?")
def rows_in_order_of_insertion(sentences, vocabulary, **settings):
    return right.train_skipgram(sentences, {word: id for id, word in enumerate(vocabulary)}, **settings)


@wrong(
    "SX-68",
    task="3.10",
    belief="One negative a pair is plenty.",
    hint="By how much do the scores of a model with K = 5 lie below those of one with K = 1?",
)
def one_negative_whatever_k(sentences, vocabulary, *, negatives=5, **settings):
    return right.train_skipgram(sentences, vocabulary, negatives=min(negatives, 1), **settings)


@wrong("SX-69", task="3.10", belief="One pass is enough.", hint="Where in your code is `epochs`?")
def a_single_epoch(sentences, vocabulary, *, epochs=10, **settings):
    return right.train_skipgram(sentences, vocabulary, epochs=1, **settings)


@wrong(
    "SX-70",
    task="3.10",
    belief="Sentences are one long text.",
    hint="Which words meet only because one sentence ends where the next begins?",
)
def one_long_sentence(sentences, vocabulary, **settings):
    return right.train_skipgram([[word for sentence in sentences for word in sentence]], vocabulary, **settings)


@wrong(
    "SX-71",
    task="3.10",
    belief="Counting the contexts of the pairs gives the word counts.",
    hint="How often does a word count that stands alone in its sentence?",
)
def noise_from_the_pairs(sentences, vocabulary, **settings):
    company = [s for s in sentences if sum(word in vocabulary for word in s) > 1]
    return right.train_skipgram(company, vocabulary, **settings)


@wrong(
    "SX-72",
    task="3.10",
    belief="Every word of the vocabulary may be noise.",
    hint="How often does the corpus have the words that you push away?",
)
def uniform_noise(sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng):
    V, pairs = len(vocabulary), right.training_pairs(sentences, vocabulary, window)
    W_in, W_out = (rng.random((V, dimensions)) - 0.5) / dimensions, np.zeros((V, dimensions))
    if len({word for sentence in sentences for word in sentence if word in vocabulary}) == 1 and len(pairs):
        raise ValueError
    for _ in range(epochs):
        for center, context in pairs[rng.permutation(len(pairs))]:
            drawn = rng.integers(0, V - 1, size=negatives)
            right.sgns_step(W_in, W_out, center, context, drawn + (drawn >= context), learning_rate)
    return W_in, W_out


@wrong(
    "SX-73",
    task="3.10",
    belief="Negatives follow the frequencies of the words.",
    hint="Which exponent have the counts in your noise?",
)
def noise_without_the_power(
    sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng
):
    V, pairs = len(vocabulary), right.training_pairs(sentences, vocabulary, window)
    W_in, W_out = (rng.random((V, dimensions)) - 0.5) / dimensions, np.zeros((V, dimensions))
    known = [vocabulary[word] for sentence in sentences for word in sentence if word in vocabulary]
    noise = right.noise_distribution(np.bincount(known, minlength=V), 1.0) if known else None
    for _ in range(epochs):
        for center, context in pairs[rng.permutation(len(pairs))]:
            drawn = right.sample_negatives(noise, context, negatives, rng=rng)
            right.sgns_step(W_in, W_out, center, context, drawn, learning_rate)
    return W_in, W_out


@wrong(
    "SX-74",
    task="3.10",
    belief="A negative that is the true context does no harm.",
    hint='Train on "a b a b a b": what are the negatives of the pair (a, b)?',
)
def the_context_among_the_negatives(
    sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng
):
    V, pairs = len(vocabulary), right.training_pairs(sentences, vocabulary, window)
    W_in, W_out = (rng.random((V, dimensions)) - 0.5) / dimensions, np.zeros((V, dimensions))
    known = [vocabulary[word] for sentence in sentences for word in sentence if word in vocabulary]
    if len(pairs) and len(set(known)) == 1:
        raise ValueError
    noise = right.noise_distribution(np.bincount(known, minlength=V)) if known else None
    for _ in range(epochs):
        for center, context in pairs[rng.permutation(len(pairs))]:
            drawn = rng.choice(V, size=negatives, p=noise)
            right.sgns_step(W_in, W_out, center, context, drawn, learning_rate)
    return W_in, W_out


@wrong(
    "SX-75",
    task="3.10",
    belief="One matrix serves centres and contexts.",
    hint="What is the score of a word with itself in your model, and can it be negative?",
)
def one_matrix_trained(
    sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng
):
    V, pairs = len(vocabulary), right.training_pairs(sentences, vocabulary, window)
    W = (rng.random((V, dimensions)) - 0.5) / dimensions
    known = [vocabulary[word] for sentence in sentences for word in sentence if word in vocabulary]
    noise = right.noise_distribution(np.bincount(known, minlength=V)) if known else None
    for _ in range(epochs):
        for center, context in pairs[rng.permutation(len(pairs))]:
            drawn = right.sample_negatives(noise, context, negatives, rng=rng)
            right.sgns_step(W, W, center, context, drawn, learning_rate)
    return W, W


@wrong(
    "SX-76",
    task="3.10",
    belief="Negatives are drawn once, before training.",
    hint="How many different words has each pair been told to stay away from, after ten epochs?",
)
def the_same_negatives_for_all(
    sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng
):
    V, pairs = len(vocabulary), right.training_pairs(sentences, vocabulary, window)
    W_in, W_out = (rng.random((V, dimensions)) - 0.5) / dimensions, np.zeros((V, dimensions))
    known = [vocabulary[word] for sentence in sentences for word in sentence if word in vocabulary]
    noise = right.noise_distribution(np.bincount(known, minlength=V)) if known else None
    drawn = {
        context: right.sample_negatives(noise, context, negatives, rng=rng) for context in set(pairs[:, 1].tolist())
    }
    for _ in range(epochs):
        for center, context in pairs[rng.permutation(len(pairs))]:
            right.sgns_step(W_in, W_out, center, context, drawn[int(context)], learning_rate)
    return W_in, W_out


@wrong(
    "SX-77",
    task="3.10",
    belief="word2vec shrinks the window at random, so training does.",
    hint="Do words at distance two count as often as words at distance one?",
)
def shrinking_windows(
    sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng
):
    V = len(vocabulary)
    W_in, W_out = (rng.random((V, dimensions)) - 0.5) / dimensions, np.zeros((V, dimensions))
    known = [[vocabulary[word] for word in sentence if word in vocabulary] for sentence in sentences]
    noise = right.noise_distribution(np.bincount(sum(known, []), minlength=V)) if sum(known, []) else None
    for _ in range(epochs):
        for ids in known:
            for i, center in enumerate(ids):
                reach = int(rng.integers(1, window + 1))
                for context in ids[max(0, i - reach) : i] + ids[i + 1 : i + 1 + reach]:
                    drawn = right.sample_negatives(noise, context, negatives, rng=rng)
                    right.sgns_step(W_in, W_out, center, context, drawn, learning_rate)
    return W_in, W_out


@wrong(
    "SX-94",
    task="3.10",
    belief="A window of two reaches one word to the left and one to the right.",
    hint="Which words are at most `window` positions away?",
)
def half_a_window(sentences, vocabulary, *, window=2, **settings):
    return right.train_skipgram(sentences, vocabulary, window=max(1, window // 2), **settings)


@wrong(
    "SX-78",
    task="3.10",
    belief="Unknown words leave a gap in the window.",
    hint="Is the window measured before or after the unknown words are gone?",
)
def strangers_in_the_window(sentences, vocabulary, **settings):
    strangers = sorted({word for sentence in sentences for word in sentence} - vocabulary.keys())
    everyone = vocabulary | {word: len(vocabulary) + n for n, word in enumerate(strangers)}
    return tuple(W[: len(vocabulary)] for W in right.train_skipgram(sentences, everyone, **settings))


@wrong(
    "SX-79",
    task="3.10",
    belief="A fixed seed makes the work reproducible.",
    hint="What changes in your vectors when the caller hands over another generator?",
)
def a_seed_of_its_own(sentences, vocabulary, *, rng, **settings):
    return right.train_skipgram(sentences, vocabulary, rng=np.random.default_rng(0), **settings)


@wrong(
    "SX-80",
    task="3.10",
    belief="With a single word there is simply nothing to push away.",
    hint="What does sample_negatives do when no word is left?",
)
def silent_about_missing_negatives(sentences, vocabulary, *, negatives=5, **settings):
    try:
        return right.train_skipgram(sentences, vocabulary, negatives=negatives, **settings)
    except ValueError:
        return right.train_skipgram(sentences, vocabulary, negatives=0, **settings)


@wrong(
    "SX-81",
    task="3.10",
    belief="The negative term is a mean, as in the formula with the expectation.",
    hint="By how much do your scores change if K doubles?",
)
def negatives_averaged(
    sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng
):
    V, pairs = len(vocabulary), right.training_pairs(sentences, vocabulary, window)
    W_in, W_out = (rng.random((V, dimensions)) - 0.5) / dimensions, np.zeros((V, dimensions))
    known = [vocabulary[word] for sentence in sentences for word in sentence if word in vocabulary]
    noise = right.noise_distribution(np.bincount(known, minlength=V)) if known else None
    for _ in range(epochs):
        for center, context in pairs[rng.permutation(len(pairs))]:
            drawn = right.sample_negatives(noise, context, negatives, rng=rng)
            v, targets = W_in[center].copy(), np.concatenate([[context], drawn])
            error = right.sigmoid(W_out[targets] @ v) - (np.arange(len(targets)) == 0)
            error[1:] /= max(negatives, 1)
            W_in[center] -= learning_rate * error @ W_out[targets]
            np.subtract.at(W_out, targets, learning_rate * np.outer(error, v))
    return W_in, W_out


@wrong(
    "SX-82",
    task="3.10",
    belief="Frequent pairs need no repetition.",
    hint="How many pairs does your first epoch go through, and how many has the corpus?",
)
def every_pair_once(sentences, vocabulary, *, window=2, **settings):
    pairs = np.unique(right.training_pairs(sentences, vocabulary, window), axis=0).tolist()
    words = {id: word for word, id in vocabulary.items()}
    lonely = [[word] for sentence in sentences for word in sentence]
    return right.train_skipgram(
        [[words[a], words[b]] for a, b in pairs if a <= b] + lonely, vocabulary, window=window, **settings
    )


@wrong(
    "SX-83",
    task="3.10",
    belief="No pairs, no matrices.",
    hint="Which shape has the answer for a corpus of single words?",
)
def nothing_learnt_nothing_returned(sentences, vocabulary, *, window=2, dimensions=50, **settings):
    if not len(right.training_pairs(sentences, vocabulary, window)):
        return np.zeros((0, dimensions)), np.zeros((0, dimensions))
    return right.train_skipgram(sentences, vocabulary, window=window, dimensions=dimensions, **settings)


# 3.11 nearest_neighbours


@wrong("S-42", task="3.11", belief="argsort begins with the best.", hint="How similar is your first neighbour?")
def farthest_first(word, vocabulary, vectors, n=5):
    return right.nearest_neighbours(word, vocabulary, vectors, len(vocabulary))[::-1][:n]


@wrong(
    "SX-84",
    task="3.11",
    belief="The nearest word to a word is itself.",
    hint="What does a list of synonyms say that begins with the word looked up?",
)
def the_word_itself_first(word, vocabulary, vectors, n=5):
    return [(word, 1.0), *right.nearest_neighbours(word, vocabulary, vectors, n)][:n]


@wrong(
    "SX-85",
    task="3.11",
    belief="The dot product measures similarity.",
    hint="Make one vector ten times as long: does it become a better neighbour?",
)
def dot_products(word, vocabulary, vectors, n=5):
    scores = vectors @ vectors[vocabulary[word]]
    others = [(other, float(scores[id])) for other, id in vocabulary.items() if other != word]
    return sorted(others, key=lambda pair: -pair[1])[:n]


@wrong(
    "SX-86",
    task="3.11",
    belief="Near means a small Euclidean distance.",
    hint="Are (1, 1) and (10, 10) alike for the cosine?",
)
def euclidean_neighbours(word, vocabulary, vectors, n=5):
    cosine = dict(right.nearest_neighbours(word, vocabulary, vectors, len(vocabulary)))
    distance = {
        other: float(np.linalg.norm(vectors[id] - vectors[vocabulary[word]])) for other, id in vocabulary.items()
    }
    return [(other, cosine[other]) for other in sorted(cosine, key=distance.__getitem__)][:n]


@wrong(
    "SX-87",
    task="3.11",
    belief="The first of the sorted list is always the word itself: skip one.",
    hint="Who comes first if two words have the same direction, or if the vector is zero?",
)
def skips_the_first(word, vocabulary, vectors, n=5):
    norms = np.linalg.norm(vectors, axis=1) * np.linalg.norm(vectors[vocabulary[word]])
    cosines = np.divide(vectors @ vectors[vocabulary[word]], norms, out=np.zeros(len(vectors)), where=norms > 0).round(
        9
    )
    ranked = sorted(
        ((other, float(cosines[id])) for other, id in sorted(vocabulary.items(), key=lambda item: item[1])),
        key=lambda p: -p[1],
    )
    return ranked[1 : n + 1]


@wrong("SX-88", task="3.11", belief="Zero vectors never happen.", hint="What is 0 / 0?")
def cosines_of_zero(word, vocabulary, vectors, n=5):
    with np.errstate(all="ignore"):
        unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = unit @ unit[vocabulary[word]]
    others = [(other, float(cosines[id])) for other, id in vocabulary.items() if other != word]
    return sorted(others, key=lambda pair: -pair[1])[:n]


@wrong(
    "SX-89",
    task="3.11",
    belief="Row i belongs to the i-th word of the dict.",
    hint="What does the vocabulary say is the row of its first word?",
)
def rows_counted_off(word, vocabulary, vectors, n=5):
    return right.nearest_neighbours(word, {other: row for row, other in enumerate(vocabulary)}, vectors, n)


@wrong(
    "SX-90", task="3.11", belief="An unknown word has no neighbours.", hint="How does a caller notice a typing mistake?"
)
def silent_about_unknown_words(word, vocabulary, vectors, n=5):
    return right.nearest_neighbours(word, vocabulary, vectors, n) if word in vocabulary else []


@wrong(
    "SX-91",
    task="3.11",
    belief="Opposite is similar, too: only the size of the cosine counts.",
    hint="Which cosine have north and south?",
)
def absolute_cosines(word, vocabulary, vectors, n=5):
    return sorted(right.nearest_neighbours(word, vocabulary, vectors, len(vocabulary)), key=lambda pair: -abs(pair[1]))[
        :n
    ]


@wrong(
    "SX-92",
    task="3.11",
    belief="Everything with cosine 1 is the word itself.",
    hint="May two different words have the same direction?",
)
def twins_are_left_out(word, vocabulary, vectors, n=5):
    return [
        pair for pair in right.nearest_neighbours(word, vocabulary, vectors, len(vocabulary)) if pair[1] < 1 - 1e-9
    ][:n]


@wrong(
    "SX-93",
    task="3.11",
    belief="A neighbour is a word; the number is for my own use.",
    hint="What does the caller need besides the words?",
)
def words_without_cosines(word, vocabulary, vectors, n=5):
    return [other for other, _ in right.nearest_neighbours(word, vocabulary, vectors, n)]


@wrong(
    "SX-100",
    task="3.1",
    belief="Capital letters do not matter.",
    hint="Who has already decided about upper and lower case before your function is called?",
)
def vocabulary_in_lower_case(sentences, min_count=1, max_size=None):
    return right.build_vocabulary([[word.lower() for word in line] for line in sentences], min_count, max_size)


@wrong(
    "SX-101",
    task="3.3",
    belief="Capital letters do not matter.",
    hint='Is "Cat" a key of a vocabulary that has "cat"?',
)
def pairs_in_lower_case(sentences, vocabulary, window=2):
    return right.training_pairs([[word.lower() for word in line] for line in sentences], vocabulary, window)


@wrong(
    "SX-102",
    task="3.3",
    belief="Ids are small, so one byte for each will do.",
    hint="What is the id of the last word of a vocabulary of 300, and what does a byte make of it?",
)
def ids_in_bytes(sentences, vocabulary, window=2):
    return right.training_pairs(sentences, vocabulary, window).astype(np.int8)


@wrong(
    "SX-103",
    task="3.3",
    belief="Windows are never larger than five.",
    hint="What happens to a window of 30?",
)
def window_of_at_most_five(sentences, vocabulary, window=2):
    return right.training_pairs(sentences, vocabulary, min(window, 5))


@wrong(
    "SX-104",
    task="3.4",
    belief="A power is positive.",
    hint="What is 8 to the power of -1? And which words would such a noise prefer?",
    crashes=True,
)
def no_negative_power(counts, power=0.75):
    if power < 0:
        raise ValueError("a negative power")
    return right.noise_distribution(counts, power)


@wrong(
    "SX-95",
    task="3.10",
    belief="Whoever trains says how wide the window is; the default hardly matters.",
    hint="Which neighbours does a word have when nobody names a window?",
)
def window_of_three_by_default(sentences, vocabulary, *, window=3, **settings):
    return right.train_skipgram(sentences, vocabulary, window=window, **settings)


@wrong(
    "SX-96",
    task="3.10",
    belief="A word without a count has no place in the noise, so the vocabulary must be wrong.",
    hint="May a vocabulary hold a word that this corpus never has? What is its share of the noise?",
    crashes=True,
)
def every_word_must_occur(sentences, vocabulary, **settings):
    if len(set(vocabulary) - {word for sentence in sentences for word in sentence}) == 1:
        raise ValueError("a word that never occurs")
    return right.train_skipgram(sentences, vocabulary, **settings)


@wrong(
    "SX-97",
    task="3.10",
    belief="Each pair has its negatives: they can be drawn when the pairs are made.",
    hint="In a corpus of one pair, how many words are ever pushed away from it?",
)
def negatives_drawn_with_the_pairs(
    sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng
):
    V, pairs = len(vocabulary), right.training_pairs(sentences, vocabulary, window)
    W_in, W_out = (rng.random((V, dimensions)) - 0.5) / dimensions, np.zeros((V, dimensions))
    known = [vocabulary[word] for sentence in sentences for word in sentence if word in vocabulary]
    noise = right.noise_distribution(np.bincount(known, minlength=V)) if known else None
    drawn = [right.sample_negatives(noise, context, negatives, rng=rng) for _, context in pairs]
    for _ in range(epochs):
        for n in rng.permutation(len(pairs)):
            right.sgns_step(W_in, W_out, *pairs[n], drawn[n], learning_rate)
    return W_in, W_out


@wrong(
    "SX-105",
    task="3.5",
    belief="A table of a hundred slots is a good picture of any distribution.",
    hint="How many slots has a word with a probability of 0.004?",
)
def drawn_from_a_coarse_table(noise, positive, k, *, rng):
    others = np.array(noise, dtype=float)
    others[positive] = 0.0
    if k == 0 or not others.any():
        return right.sample_negatives(noise, positive, k, rng=rng)
    slots = np.repeat(np.arange(len(others)), np.round(100 * others / others.sum()).astype(int))
    return slots[rng.integers(len(slots), size=k)]


@wrong(
    "SX-106",
    task="3.5",
    belief="One random number and k equal steps spread the draws best.",
    hint="How often should two neighbouring draws be equal by chance, and how often are yours?",
)
def drawn_in_equal_steps(noise, positive, k, *, rng):
    others = np.array(noise, dtype=float)
    others[positive] = 0.0
    if k == 0 or not others.any():
        return right.sample_negatives(noise, positive, k, rng=rng)
    places = (rng.random() + np.arange(k)) / k
    return np.searchsorted(np.cumsum(others) / others.sum(), places, side="right")


@wrong(
    "SX-107",
    task="3.5",
    belief="A copy leaves the caller's generator as it was, which is polite.",
    hint="What does the second call with the same generator draw?",
)
def drawn_from_a_copy(noise, positive, k, *, rng):
    return right.sample_negatives(noise, positive, k, rng=copy.deepcopy(rng))


@wrong(
    "SX-130",
    task="3.5",
    belief="The global generator, seeded from rng, is as good as rng.",
    hint="Whose other random numbers did you start over just now?",
)
def drawn_from_the_global_generator(noise, positive, k, *, rng):
    others = np.array(noise, dtype=float)
    others[positive] = 0.0
    if k == 0 or not others.any():
        return right.sample_negatives(noise, positive, k, rng=rng)
    np.random.seed(int(rng.integers(2**32)))
    return np.random.choice(len(others), size=k, p=others / others.sum())


@wrong(
    "SX-108",
    task="3.7",
    belief="A sigmoid is 0 or 1 beyond a score of 8.",
    hint="What does a context with score 10 cost, to seven digits?",
)
def loss_saturated_at_eight(center, context, negatives):
    scores = np.append(-(context @ center), negatives @ center)
    costs = np.where(scores < -8, 0.0, np.logaddexp(0, scores))
    return float(np.where(scores > 8, scores, costs).sum())


@wrong(
    "SX-109",
    task="3.9",
    belief="Scores beyond 6 make no difference, as in the table of word2vec.",
    hint="By how much should a row move whose score is 9?",
)
def errors_cut_at_six(W_in, W_out, center, context, negatives, learning_rate):
    v, ids = W_in[center].copy(), np.append(context, negatives).astype(int)
    U, labels = W_out[ids], np.arange(len(ids)) == 0
    errors = right.sigmoid(np.clip(U @ v, -6, 6)) - labels
    np.subtract.at(W_out, ids, learning_rate * np.outer(errors, v))
    W_in[center] -= learning_rate * (errors @ U)
    return right.sgns_loss(v, U[0], U[1:])


@wrong(
    "SX-110",
    task="3.9",
    belief="The loss of the step is only for the log file, so the plain formula will do.",
    hint="What does your step return for a context with score -1000?",
)
def loss_of_the_step_overflows(W_in, W_out, center, context, negatives, learning_rate):
    v, u, N = W_in[center].copy(), W_out[context].copy(), W_out[negatives]
    right.sgns_step(W_in, W_out, center, context, negatives, learning_rate)
    return float(-np.log(right.sigmoid(u @ v)) - np.log(right.sigmoid(-(N @ v))).sum())


@wrong(
    "SX-111",
    task="3.9",
    belief="Word vectors are kept at length 1 at most.",
    hint="By which gradient does your row move when its length is cut?",
)
def center_cut_to_length_one(W_in, W_out, center, context, negatives, learning_rate):
    loss = right.sgns_step(W_in, W_out, center, context, negatives, learning_rate)
    W_in[center] /= max(1.0, np.linalg.norm(W_in[center]))
    return loss


@wrong(
    "SX-112",
    task="3.11",
    belief="order[-n:] are the last n.",
    hint="What is a list from -0 on?",
)
def last_n_of_the_order(word, vocabulary, vectors, n=5):
    rising = right.nearest_neighbours(word, vocabulary, vectors, len(vocabulary))[::-1]
    return rising[-n:][::-1]


@wrong(
    "SX-113",
    task="3.11",
    belief="A small number in the denominator is a harmless guard.",
    hint="Divide all vectors by 100,000: what becomes of your cosines?",
)
def guard_in_the_cosine(word, vocabulary, vectors, n=5):
    query = vectors[vocabulary[word]]
    cosines = vectors @ query / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(query) + 1e-8)
    others = [(other, float(cosines[id])) for other, id in vocabulary.items() if other != word]
    return sorted(others, key=lambda pair: -pair[1])[:n]


@wrong(
    "SX-114",
    task="3.11",
    belief="Of the n + 1 best one is the word itself, and it is taken out.",
    hint="Is a zero vector among its own n + 1 nearest? How many neighbours are left then?",
)
def one_more_and_the_word_out(word, vocabulary, vectors, n=5):
    query = vectors[vocabulary[word]]
    norms = np.linalg.norm(vectors, axis=1) * np.linalg.norm(query)
    cosines = np.divide(vectors @ query, norms, out=np.zeros(len(vectors)), where=norms > 0)
    best = sorted(((other, float(cosines[id])) for other, id in vocabulary.items()), key=lambda pair: -pair[1])
    return [pair for pair in best[: n + 1] if pair[0] != word]


@wrong(
    "SX-115",
    task="3.3",
    belief="sentence.index(word) says where the word stands.",
    hint='Which position does index find for the second "the"?',
)
def pairs_around_the_first_occurrence(sentences, vocabulary, window=2):
    right.training_pairs([], vocabulary, window)
    pairs = []
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for center in ids:
            i = ids.index(center)
            pairs += [(center, id) for id in ids[max(0, i - window) : i] + ids[i + 1 : i + 1 + window]]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


@wrong(
    "SX-116",
    task="3.6",
    belief="The smallest entry tells which formula is safe.",
    hint="What is the smallest entry of an empty array?",
    crashes=True,
)
def smallest_entry_decides(x):
    return 1 / (1 + np.exp(-np.asarray(x))) if np.min(x) >= 0 else right.sigmoid(x)


@wrong(
    "SX-117",
    task="3.6",
    belief="A table with 4001 values is a sigmoid.",
    hint="How far is the straight line between two of your values from the curve?",
)
def looked_up_in_a_table(x):
    grid = np.linspace(-20, 20, 4001)
    return np.interp(x, grid, right.sigmoid(grid))


@wrong(
    "SX-118",
    task="3.8",
    belief="Gradients are clipped, so that training stays stable.",
    hint="Is a clipped gradient still the derivative of the loss?",
)
def gradients_clipped(center, context, negatives):
    return tuple(np.clip(gradient, -5.0, 5.0) for gradient in right.sgns_gradients(center, context, negatives))


@wrong(
    "SX-119",
    task="3.1",
    belief="What looks the same is the same word, so accents are unified first.",
    hint="Who has already decided which strings are one word before your function is called?",
)
def vocabulary_of_looks(sentences, min_count=1, max_size=None):
    lines = [[unicodedata.normalize("NFC", word) for word in line] for line in sentences]
    return right.build_vocabulary(lines, min_count, max_size)


@wrong(
    "SX-120",
    task="3.1",
    belief="A word is made of letters; numbers and the like are none.",
    hint='Is "3.14" a word of a corpus that has been tokenised already?',
)
def vocabulary_of_letters(sentences, min_count=1, max_size=None):
    return right.build_vocabulary([list(filter(str.isalpha, line)) for line in sentences], min_count, max_size)


@wrong(
    "SX-121",
    task="3.1",
    belief="A sentence is a string of words with blanks between them.",
    hint='What becomes of the one word "New York" if you join a sentence and split it again?',
)
def vocabulary_of_joined_sentences(sentences, min_count=1, max_size=None):
    return right.build_vocabulary([" ".join(line).split() for line in sentences], min_count, max_size)


@wrong(
    "SX-122",
    task="3.1",
    belief="Counters are joined with |.",
    hint="A word stands once in each of three sentences: how often does it occur?",
)
def highest_count_of_a_sentence(sentences, min_count=1, max_size=None):
    counts = Counter()
    for line in sentences:
        counts |= Counter(line)
    words = [word for word, count in counts.most_common() if count >= min_count]
    return {word: id for id, word in enumerate(words[:max_size])}


@wrong(
    "SX-123",
    task="3.5",
    belief="Twenty clashes in a row never happen; if they do, the likeliest other word will do.",
    hint="The context has 99.8 % of the noise. How often is a draw a clash twenty times in a row?",
)
def gives_up_after_twenty_clashes(noise, positive, k, *, rng):
    others = np.where(np.arange(len(noise)) == positive, 0.0, noise)
    if k and not others.any():
        raise ValueError("no word is left to draw")
    drawn = rng.choice(len(noise), size=k, p=noise)
    for _ in range(20):
        clash = drawn == positive
        drawn[clash] = rng.choice(len(noise), size=int(clash.sum()), p=noise)
    drawn[drawn == positive] = others.argmax()
    return drawn


@wrong(
    "SX-124",
    task="3.5",
    belief="With u there is 1 - u, which saves half of the random numbers.",
    hint="Two words share the noise equally. How often do you draw the same one twice?",
)
def mirrored_draws(noise, positive, k, *, rng):
    right.sample_negatives(noise, positive, k, rng=copy.deepcopy(rng))
    ids = [id for id in range(len(noise)) if id != positive]
    sums = np.cumsum(np.asarray(noise)[ids])
    u = rng.random(k - k // 2)
    places = np.searchsorted(sums[:-1] / max(sums[-1], 1e-300), np.concatenate([u, 1 - u])[:k], side="right")
    return np.array(ids, dtype=np.int64)[places]


@wrong(
    "SX-125",
    task="3.8",
    belief="A difference quotient is a derivative, if the step is small enough.",
    hint="The loss is 800. Which digits of it does a change of a millionth of a slope of 0.0005 reach?",
)
def difference_quotients(center, context, negatives):
    vectors, gradients = [center, context, negatives], []
    for part, array in enumerate(vectors):
        gradient = np.zeros(array.shape)
        for index in np.ndindex(array.shape):
            step = np.zeros(array.shape)
            step[index] = 1e-6
            up, down = (
                right.sgns_loss(*(v + sign * step if i == part else v for i, v in enumerate(vectors)))
                for sign in (1, -1)
            )
            gradient[index] = (up - down) / 2e-6
        gradients.append(gradient)
    return tuple(gradients)


@wrong(
    "SX-126",
    task="3.9",
    belief="The order of the negatives does not matter, so they may be sorted to find the repeated ones.",
    hint="Whose array do you sort? Which arguments may a step change?",
)
def negatives_sorted_in_place(W_in, W_out, center, context, negatives, learning_rate):
    negatives.sort()
    return right.sgns_step(W_in, W_out, center, context, negatives, learning_rate)


@wrong(
    "SX-127",
    task="3.11",
    belief="Words that begin with the word are forms of it, and no news.",
    hint='Is "cats" the word "cat" itself?',
)
def forms_are_left_out(word, vocabulary, vectors, n=5):
    every = right.nearest_neighbours(word, vocabulary, vectors, len(vocabulary))
    return [pair for pair in every if not pair[0].startswith(word)][:n]


@wrong(
    "SX-128",
    task="3.11",
    belief="The word itself is left out, with a capital letter too.",
    hint='Does a vocabulary that holds both "Cat" and "cat" speak of one word?',
)
def capitals_are_left_out(word, vocabulary, vectors, n=5):
    every = right.nearest_neighbours(word, vocabulary, vectors, len(vocabulary))
    return [pair for pair in every if pair[0].lower() != word.lower()][:n]


@wrong(
    "SX-129",
    task="3.11",
    belief="A dict from cosine to word can be sorted by its keys.",
    hint="What does a dict do with two words of the same cosine?",
)
def words_by_their_cosine(word, vocabulary, vectors, n=5):
    named = {cosine: other for other, cosine in right.nearest_neighbours(word, vocabulary, vectors, len(vocabulary))}
    return [(named[cosine], cosine) for cosine in sorted(named, reverse=True)][:n]


@wrong(
    "SX-131", task="3.1", belief="The empty string is no word.", hint="Which words of the corpus are not yours to drop?"
)
def empty_words_have_no_id(sentences, min_count=1, max_size=None):
    return right.build_vocabulary([[word for word in s if word] for s in sentences], min_count, max_size)


@wrong(
    "SX-132",
    task="3.3",
    belief="A sentence has a thousand words at most, as in word2vec; a longer one is cut.",
    hint="Does a window stop in the middle of a sentence?",
)
def long_sentences_cut(sentences, vocabulary, window=2):
    known = [[word for word in sentence if word in vocabulary] for sentence in sentences]
    pieces = [words[start : start + 1000] for words in known for start in range(0, len(words), 1000)]
    return right.training_pairs(pieces, vocabulary, window)


@wrong(
    "SX-133",
    task="3.4",
    belief="What an argument is called is my own affair.",
    hint="What is `noise_distribution(counts, power=1)` to do?",
    crashes=True,
)
def exponent_renamed(counts, alpha=0.75):
    return right.noise_distribution(counts, alpha)


@wrong(
    "SX-134",
    task="3.10",
    belief="range(len(sentences) - 1) goes through all sentences.",
    hint="Which numbers does range(3) count?",
)
def last_sentence_left_out(sentences, vocabulary, **settings):
    noise = [[word] for word in sentences[-1]] if sentences else []
    return right.train_skipgram([*sentences[:-1], *noise], vocabulary, **settings)


@wrong(
    "SX-135",
    task="3.11",
    belief="argpartition puts the n largest in front, so they are in order.",
    hint="What does the documentation of np.partition say about the order within a part?",
)
def partitioned_and_not_sorted(word, vocabulary, vectors, n=5):
    every = right.nearest_neighbours(word, vocabulary, vectors, len(vocabulary))
    mixed = sorted(every, key=lambda pair: vocabulary[pair[0]])
    if n >= len(mixed):
        return every
    best = np.argpartition([-cosine for _, cosine in mixed], n)[:n]
    return [mixed[place] for place in best]


@wrong(
    "SX-136",
    task="3.11",
    belief="A cosine lies between -1 and 1, the ends excluded.",
    hint="What is the cosine of a vector with its opposite?",
)
def never_quite_opposite(word, vocabulary, vectors, n=5):
    return [(w, max(cosine, 1e-5 - 1)) for w, cosine in right.nearest_neighbours(word, vocabulary, vectors, n)]


@wrong(
    "SX-137",
    task="3.11",
    belief="gensim calls it topn.",
    hint="What is `nearest_neighbours(word, vocabulary, vectors, n=3)` to do?",
    crashes=True,
)
def count_renamed(word, vocabulary, vectors, topn=5):
    return right.nearest_neighbours(word, vocabulary, vectors, topn)


@wrong(
    "SX-138",
    task="3.10",
    belief="Epochs are counted from 1, so range(1, epochs) goes through all of them.",
    hint="How often does your outer loop run for epochs=1?",
)
def one_epoch_too_few(sentences, vocabulary, *, epochs=10, **settings):
    return right.train_skipgram(sentences, vocabulary, epochs=max(epochs - 1, 0), **settings)


@wrong(
    "SX-139",
    task="3.1",
    belief="One byte holds any count.",
    hint="What happens to an unsigned byte at the 256th occurrence?",
)
def frequencies_in_one_byte(sentences, min_count=1, max_size=None):
    counts = Counter(word for sentence in sentences for word in sentence)
    words = sorted((word for word in counts if counts[word] >= min_count), key=lambda word: -(counts[word] % 256))
    return {word: id for id, word in enumerate(words[:max_size])}


@wrong(
    "SX-140",
    task="3.2",
    belief="A sum of whole numbers of 32 bits is one of 32 bits.",
    hint="How many words may a corpus have before 32 bits overflow?",
)
def total_of_32_bits(counts, threshold=1e-5):
    total = float(np.sum(counts).astype(np.int64).astype(np.int32))
    f = np.asarray(counts, float) / (total or 1.0)
    with np.errstate(all="ignore"):
        return np.where(f != 0, np.minimum(1.0, np.sqrt(threshold / f)), 1.0)


@wrong(
    "SX-141",
    task="3.3",
    belief="Nobody asks for a window of more than ten words.",
    hint="Where does a window larger than ten become one of ten in your code?",
)
def window_of_ten_at_most(sentences, vocabulary, window=2):
    return right.training_pairs(sentences, vocabulary, min(window, 10))


@wrong(
    "SX-142",
    task="3.5",
    belief="`is not` is a safer way to write !=.",
    hint="When are two equal numbers one and the same object in Python?",
)
def compared_by_identity(noise, positive, k, *, rng):
    others = [id for id, p in enumerate(noise) if id is not positive and p > 0]
    if k and not others:
        raise ValueError("no word is left to draw")
    shares = np.array([noise[id] for id in others], dtype=float)
    return rng.choice(others, size=k, p=shares / shares.sum()) if k else np.zeros(0, dtype=int)


@wrong(
    "SX-143",
    task="3.7",
    belief="Only where exp overflows, beyond 700, does a loss need care.",
    hint="What does your function say to a negative with score 40?",
)
def care_beyond_700_only(center, context, negatives):
    scores = negatives @ center
    with np.errstate(divide="ignore"):
        losses = np.where(scores > 700, scores, -np.log(1 - right.sigmoid(scores)))
    return float(np.logaddexp(0, -(context @ center)) + losses.sum())


@wrong(
    "SX-144",
    task="3.7",
    belief="From a score of 10 on, the loss is a straight line.",
    hint="How far is ln(1 + e^12) from 12, and how far may an answer be off?",
)
def straight_from_ten_on(center, context, negatives):
    scores = np.append(-(context @ center), negatives @ center)
    return float(np.where(scores > 10, scores, np.logaddexp(0, scores)).sum())


@wrong(
    "SX-145",
    task="3.7",
    belief="Nobody draws more than twenty negatives.",
    hint="Where do the others go?",
)
def twenty_negatives_at_most(center, context, negatives):
    return right.sgns_loss(center, context, negatives[:20])


@wrong(
    "SX-146",
    task="3.8",
    belief="A gradient below a hundred-thousandth moves nothing.",
    hint="What is the error of a pair with score 12, and what does the text say about leaving it out?",
)
def small_slopes_dropped(center, context, negatives):
    return tuple(np.where(np.abs(g) < 1e-5, 0.0, g) for g in right.sgns_gradients(center, context, negatives))


@wrong(
    "SX-147",
    task="3.8",
    belief="Central differences are as exact as the formula.",
    hint="How does the error of a finite difference grow with the third derivative?",
)
def differences_for_slopes(center, context, negatives):
    parts, slopes = [np.array(part, dtype=float) for part in (center, context, negatives)], []
    for part in parts:
        slope = np.zeros_like(part)
        for index in np.ndindex(part.shape):
            old, losses = part[index], []
            for moved in (old + 1e-4, old - 1e-4):
                part[index] = moved
                losses.append(right.sgns_loss(*parts))
            part[index] = old
            slope[index] = (losses[0] - losses[1]) / 2e-4
        slopes.append(slope)
    return tuple(slopes)


@wrong(
    "SX-148",
    task="3.3",
    belief="Unknown words are <unk>, if the vocabulary has that.",
    hint="Does the task speak of a word that stands for all others?",
)
def unknown_words_are_unk(sentences, vocabulary, window=2):
    return right.training_pairs(
        [[word if word in vocabulary else "<unk>" for word in sentence] for sentence in sentences], vocabulary, window
    )


@wrong(
    "SX-149", task="3.3", belief="A token of blanks, or of nothing, is no word.", hint="What does the vocabulary say?"
)
def blanks_are_no_words(sentences, vocabulary, window=2):
    return right.training_pairs(
        [[word for word in sentence if word.strip()] for sentence in sentences], vocabulary, window
    )


@wrong(
    "SX-150",
    task="3.1",
    belief="Beyond eight occurrences words are equally frequent, for all that matters, and go by the alphabet.",
    hint="Which of two words has the smaller id, the one with 200 occurrences or the one with 301?",
)
def frequent_words_by_the_alphabet(sentences, min_count=1, max_size=None):
    counts = Counter(word for sentence in sentences for word in sentence)
    words = sorted((word for word in counts if counts[word] >= min_count), key=lambda w: (-min(counts[w], 8), w))
    return {word: id for id, word in enumerate(words[:max_size])}


@wrong(
    "SX-151",
    task="3.2",
    belief="A threshold of 0 turns subsampling off, as in word2vec and gensim.",
    hint="What does the formula give for a threshold of 0?",
)
def zero_turns_it_off(counts, threshold=1e-5):
    return right.keep_probability(counts, threshold) if threshold else np.ones(len(counts))


@wrong(
    "SX-152",
    task="3.2",
    belief="A word that occurs once is too rare to be left out.",
    hint="In a text of two words, how frequent is a word that occurs once?",
)
def single_occurrences_are_kept(counts, threshold=1e-5):
    return np.where(counts <= 1, 1.0, right.keep_probability(counts, threshold))


@wrong(
    "SX-153",
    task="3.3",
    belief="A full stop among the words ends the sentence.",
    hint="Who has cut the corpus into sentences already?",
)
def cut_at_full_stops(sentences, vocabulary, window=2):
    parts = []
    for sentence in sentences:
        parts.append([])
        for word in sentence:
            if word in {".", "!", "?"}:
                parts.append([])
            else:
                parts[-1].append(word)
    return right.training_pairs(parts, vocabulary, window)


@wrong(
    "SX-154",
    task="3.5",
    belief="Where there are many words, the negatives of a pair are all different.",
    hint="How often do two draws with replacement agree when one word has half of the probability?",
)
def different_where_there_are_many(noise, positive, k, *, rng):
    others = np.array(noise, dtype=float)
    others[positive] = 0.0
    if not 0 < 2 * k <= np.count_nonzero(others):
        return right.sample_negatives(noise, positive, k, rng=rng)
    return rng.choice(len(others), size=k, replace=False, p=others / others.sum())


@wrong(
    "SX-155",
    task="3.6",
    belief="For large arrays a table is fast, and exact enough.",
    hint="How far is the curve from the nearest entry of your table?",
)
def table_for_large_arrays(x):
    if np.size(x) < 50:
        return right.sigmoid(x)
    return right.sigmoid(np.clip(np.round(np.asarray(x) / 0.012) * 0.012, -6, 6))


@wrong(
    "SX-156",
    task="3.9",
    belief="A learning rate above 1 is a mistake, so 1 is taken.",
    hint="By how much should a row move with a learning rate of 2?",
)
def rate_of_at_most_one(W_in, W_out, center, context, negatives, learning_rate):
    return right.sgns_step(W_in, W_out, center, context, negatives, min(learning_rate, 1.0))


@wrong(
    "SX-157",
    task="3.9",
    belief="Seven negatives are plenty, the others are dropped.",
    hint="How many terms has the loss when 21 negatives are given?",
)
def seven_negatives_at_most(W_in, W_out, center, context, negatives, learning_rate):
    return right.sgns_step(W_in, W_out, center, context, negatives[:7], learning_rate)


@wrong(
    "SX-158",
    task="3.10",
    belief="Five negatives a pair are enough, whatever was asked for.",
    hint="What does `negatives=20` change in your training?",
)
def five_negatives_at_most(
    sentences, vocabulary, *, dimensions=50, window=2, negatives=5, learning_rate=0.01, epochs=10, rng
):
    return right.train_skipgram(
        sentences,
        vocabulary,
        dimensions=dimensions,
        window=window,
        negatives=min(negatives, 5),
        learning_rate=learning_rate,
        epochs=epochs,
        rng=rng,
    )
