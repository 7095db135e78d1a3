"""Known wrong ways to write a2_pmi/pmi.py: what was believed, and the question that a teacher would ask."""

import numpy as np
from scipy import linalg

from autograder.specimens import wrong
from reference.a2_pmi import pmi as right

# Task 2.1: cooccurrence_matrix


@wrong(
    "P-01",
    task="2.1",
    belief="The context of a word is what follows it.",
    hint="Is your matrix equal to its transpose? If b stands near a, where does a stand?",
)
def only_the_words_that_follow(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for i, a in enumerate(ids):
            for b in ids[i + 1 : i + 1 + window]:
                counts[a, b] += 1
    return counts


@wrong(
    "P-02",
    task="2.1",
    belief="range(i - k, i + k) visits both ends.",
    hint="Take a sentence of two words and a window of one. Which positions does your loop visit?",
)
def right_edge_left_out(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for i in range(len(ids)):
            for j in range(max(0, i - window), min(len(ids), i + window)):
                if i != j:
                    counts[ids[i], ids[j]] += 1
    return counts


@wrong(
    "P-03",
    task="2.1",
    belief="A corpus is one long list of words.",
    hint="Two sentences from two different books: are the last word of one and the first of the other company?",
)
def sentences_glued_together(sentences, vocabulary, window=2):
    return right.cooccurrence_matrix([[word for sentence in sentences for word in sentence]], vocabulary, window)


@wrong(
    "P-05",
    task="2.1",
    belief="A word is never its own context.",
    hint="In 'very very good', what does the first word see? Can a position, or a word, not be its own neighbour?",
)
def equal_words_skipped(sentences, vocabulary, window=2):
    counts = right.cooccurrence_matrix(sentences, vocabulary, window)
    np.fill_diagonal(counts, 0.0)
    return counts


@wrong(
    "P-11",
    task="2.1",
    belief="A default of 0 for unknown words does no harm.",
    hint="Id 0 belongs to somebody. Who gets the neighbours of all the words that you do not know?",
)
def unknown_words_become_word_zero(sentences, vocabulary, window=2):
    known = {word: vocabulary.get(word, 0) for sentence in sentences for word in sentence}
    by_id = {index: word for word, index in vocabulary.items()}
    return right.cooccurrence_matrix([[by_id[known[word]] for word in line] for line in sentences], vocabulary, window)


@wrong(
    "P-12",
    task="2.1",
    belief="A neighbour further away always counts less.",
    hint="GloVe weighs by distance, in another chapter. What does this task say that a pair is worth?",
)
def weighted_by_distance(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for i in range(len(ids)):
            for j in range(i + 1, min(i + 1 + window, len(ids))):
                counts[ids[i], ids[j]] += 1 / (j - i)
                counts[ids[j], ids[i]] += 1 / (j - i)
    return counts


@wrong(
    "PX-01",
    task="2.1",
    belief="Unknown words still take up a place.",
    hint="Are unknown words dropped before the window slides, or after? Who is next to whom in 'cat ??? dog'?",
)
def unknown_words_leave_gaps(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        for i, a in enumerate(sentence):
            for j in range(max(0, i - window), min(len(sentence), i + window + 1)):
                if i != j and a in vocabulary and sentence[j] in vocabulary:
                    counts[vocabulary[a], vocabulary[sentence[j]]] += 1
    return counts


@wrong(
    "PX-02",
    task="2.1",
    belief="A pair of equal words is one cell, so it gets one count.",
    hint="The rule adds to (a, b) and to (b, a). How often does it add when a and b are the same word?",
)
def diagonal_counted_once(sentences, vocabulary, window=2):
    counts = right.cooccurrence_matrix(sentences, vocabulary, window)
    return counts - np.diag(np.diag(counts)) / 2


@wrong(
    "PX-03",
    task="2.1",
    belief="A slice that starts before the list starts at the beginning.",
    hint="What does Python make of words[-1:3]? Look at the first words of each sentence.",
)
def negative_start_wraps_around(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for i, a in enumerate(ids):
            for b in ids[i - window : i] + ids[i + 1 : i + window + 1]:
                counts[a, b] += 1
    return counts


@wrong(
    "PX-04",
    task="2.1",
    belief="counts[rows, columns] += 1 adds once for every pair in the lists.",
    hint="If a pair occurs twice: what does NumPy do with a cell named twice in one indexed addition?",
)
def repeated_pairs_lost(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        ids = np.array([vocabulary[word] for word in sentence if word in vocabulary], dtype=int)
        for distance in range(1, min(window, len(ids) - 1) + 1):
            counts[ids[:-distance], ids[distance:]] += 1
            counts[ids[distance:], ids[:-distance]] += 1
    return counts


@wrong(
    "PX-05",
    task="2.1",
    belief="A window of k is k words wide in all.",
    hint="With a window of 1, how many neighbours does a word in the middle of a sentence have?",
)
def window_is_the_whole_width(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    return right.cooccurrence_matrix(sentences, vocabulary, max(1, window // 2))


@wrong(
    "PX-06",
    task="2.1",
    belief="Words are numbered in the order of the dictionary.",
    hint="What does vocabulary[word] say, and do you ever ask it?",
)
def ids_counted_off(sentences, vocabulary, window=2):
    return right.cooccurrence_matrix(sentences, {word: n for n, word in enumerate(vocabulary)}, window)


@wrong(
    "PX-07",
    task="2.1",
    belief="A window of 0 just finds nothing.",
    hint="Which windows make no sense, and what does the handout say happens then?",
)
def any_window_goes(sentences, vocabulary, window=2):
    if window < 1:
        return np.zeros((len(vocabulary), len(vocabulary)))
    return right.cooccurrence_matrix(sentences, vocabulary, window)


@wrong(
    "PX-08",
    task="2.1",
    belief="Windows are pieces that a sentence is cut into.",
    hint="Does your window slide one word at a time, or does it jump? Which pairs fall between two pieces?",
)
def windows_do_not_overlap(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    known = [[word for word in sentence if word in vocabulary] for sentence in sentences]
    pieces = [line[i : i + window + 1] for line in known for i in range(0, len(line), window + 1)]
    return right.cooccurrence_matrix(pieces, vocabulary, window)


@wrong(
    "PX-09",
    task="2.1",
    belief="Upper and lower case are the same word.",
    hint="Who decides which strings are words: your code or the vocabulary?",
)
def everything_in_lower_case(sentences, vocabulary, window=2):
    return right.cooccurrence_matrix([[word.lower() for word in line] for line in sentences], vocabulary, window)


@wrong(
    "PX-10",
    task="2.1",
    belief="Within a window of k means nearer than k.",
    hint="With a window of 1, may a word see its direct neighbour?",
)
def window_is_an_open_bound(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    zeros = np.zeros((len(vocabulary), len(vocabulary)))
    return right.cooccurrence_matrix(sentences, vocabulary, window - 1) if window > 1 else zeros


@wrong(
    "PX-11",
    task="2.1",
    belief="Two words either meet in a sentence or they do not.",
    hint="A pair that meets three times in one sentence: what should its cell say?",
)
def one_meeting_a_sentence(sentences, vocabulary, window=2):
    each = [right.cooccurrence_matrix([sentence], vocabulary, window) for sentence in sentences]
    if window < 1:
        raise ValueError
    return sum((np.minimum(counts, 1.0) for counts in each), np.zeros((len(vocabulary), len(vocabulary))))


@wrong(
    "PX-12",
    task="2.1",
    belief="Only the words of the corpus need a row.",
    hint="What shape was promised, and what about a word of the vocabulary that this corpus does not use?",
)
def unused_words_have_no_row(sentences, vocabulary, window=2):
    used = sorted({vocabulary[word] for sentence in sentences for word in sentence if word in vocabulary})
    return right.cooccurrence_matrix(sentences, vocabulary, window)[np.ix_(used, used)]


@wrong(
    "PX-13",
    task="2.1",
    belief="The window is one word on each side unless something else is said.",
    hint="What is the window if nobody gives one? Compare your signature with the handout's.",
)
def another_default_window(sentences, vocabulary, window=1):
    return right.cooccurrence_matrix(sentences, vocabulary, window)


@wrong(
    "PX-14",
    task="2.1",
    belief="The same sentence again tells nothing new.",
    hint="If a corpus says a thing twice, how often do its words meet?",
)
def equal_sentences_merged(sentences, vocabulary, window=2):
    return right.cooccurrence_matrix([list(one) for one in {tuple(line) for line in sentences}], vocabulary, window)


@wrong(
    "X-07",
    task="2.1",
    belief="A default value is made anew for every call.",
    hint="Call your function twice with the same sentence. Where do the counts of the first call live?",
)
def counts_kept_between_calls(sentences, vocabulary, window=2, kept={}):
    counts = right.cooccurrence_matrix(sentences, vocabulary, window)
    kept[counts.shape] = kept.get(counts.shape, 0.0) + counts
    return kept[counts.shape].copy()


# Task 2.2: pmi


@wrong(
    "P-15",
    task="2.2",
    belief="The base of the logarithm never matters.",
    hint="Later ln k is subtracted from this. In which unit must the PMI be for that to make sense?",
)
def pmi_in_bits(counts):
    return right.pmi(counts) / np.log(2)


@wrong(
    "P-18",
    task="2.2",
    belief="A co-occurrence matrix is symmetric, so row sums do for both sides.",
    hint="Which sum belongs to a word, and which to a context? Try it on [[0, 3], [1, 0]].",
)
def row_sums_for_both_sides(counts):
    result = np.full(counts.shape, -np.inf)
    rows = counts.sum(axis=1)
    for i, j in zip(*np.nonzero(counts), strict=True):
        result[i, j] = np.log(counts[i, j] * counts.sum() / (rows[i] * rows[j % len(rows)]))
    return result


@wrong(
    "P-20",
    task="2.2",
    belief="nan_to_num touches only what is not a number.",
    hint="Print the value of one pair that never meets. Is it minus infinity, or merely a very large number?",
)
def infinities_made_finite(counts):
    return np.nan_to_num(right.pmi(counts))


@wrong(
    "P-21",
    task="2.2",
    belief="Adding one to every count keeps the logarithm safe and changes nothing else.",
    hint="Take a pair that does occur: is its PMI before your safety measure the same as after?",
)
def one_added_to_every_count(counts):
    return right.pmi(counts + 1.0)


@wrong(
    "P-22",
    task="2.2",
    belief="Every word of the vocabulary occurs.",
    hint="What is 0 divided by 0? Look at the row of a word that had no neighbour.",
)
def unused_words_become_nan(counts):
    with np.errstate(all="ignore"):
        total = counts.sum()
        joint = counts / total
        chance = np.outer(counts.sum(axis=1) / total, counts.sum(axis=0) / total)
        return np.log(joint / chance)


@wrong(
    "PX-20",
    task="2.2",
    belief="A tiny number inside the logarithm is harmless.",
    hint="What is the logarithm of your tiny number, and what should a pair that never meets be worth?",
)
def epsilon_in_the_logarithm(counts):
    with np.errstate(all="ignore"):
        total = counts.sum()
        chance = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / total**2
        return np.log((counts / total + 1e-12) / (chance + 1e-12))


@wrong(
    "PX-21",
    task="2.2",
    belief="A tiny number in the denominator is harmless.",
    hint="In a corpus of millions of words, how large is P(w) P(c) for two rare words? And your tiny number?",
)
def epsilon_in_the_denominator(counts):
    with np.errstate(all="ignore"):
        total = max(counts.sum(), 1.0)
        chance = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / total**2
        return np.log(counts / total / (chance + 1e-12))


@wrong(
    "PX-22",
    task="2.2",
    belief="A pair that never meets has no information, so 0.",
    hint="0 says 'exactly as often as chance'. Is that what happened to a pair that was never seen?",
)
def zero_where_nothing_was_counted(counts):
    return np.where(counts > 0, right.pmi(counts), 0.0)


@wrong(
    "PX-23",
    task="2.2",
    belief="Each pair is in the matrix twice, so half its sum is the number of pairs.",
    hint="What do your P(w, c) add up to over the whole matrix?",
)
def half_of_the_total(counts):
    return right.pmi(counts) - np.log(2)


@wrong(
    "PX-24",
    task="2.2",
    belief="PMI is normalised to lie between -1 and 1.",
    hint="Is there anything in the formula beside the one logarithm?",
)
def normalised_pmi(counts):
    with np.errstate(all="ignore"):
        joint = np.log(counts / counts.sum())
        return np.where(counts > 0, right.pmi(counts) / -np.where(joint < 0, joint, -1.0), -np.inf)


@wrong(
    "PX-25",
    task="2.2",
    belief="P(w, c) is the share of c among the neighbours of w.",
    hint="Is P(w, c) a share of the row or of the whole matrix? And what do you divide by afterwards?",
)
def conditional_for_joint(counts):
    with np.errstate(all="ignore"):
        rows = np.maximum(counts.sum(axis=1, keepdims=True), 1.0)
        return np.where(counts > 0, right.pmi(counts) - np.log(rows / counts.sum()), -np.inf)


@wrong(
    "PX-26",
    task="2.2",
    belief="A word next to itself says nothing, so the diagonal goes.",
    hint="Does the handout leave out any cell? Compare the total that you use with the sum of all counts.",
)
def diagonal_removed_first(counts):
    return right.pmi(np.where(np.eye(*counts.shape, dtype=bool), 0.0, counts))


@wrong(
    "PX-27",
    task="2.2",
    belief="Only the ratio is asked for.",
    hint="What is the PMI of a pair that meets exactly as often as by chance: 1 or 0?",
)
def ratio_without_logarithm(counts):
    return np.exp(right.pmi(counts))


@wrong(
    "PX-28",
    task="2.2",
    belief="Four decimals are exact enough.",
    hint="Who reads the numbers next: a person or another function?",
)
def rounded_to_four_places(counts):
    return np.round(right.pmi(counts), 4)


@wrong(
    "PX-29",
    task="2.2",
    belief="Without any counts there is nothing to return but zeros.",
    hint="A matrix of zeros has cells whose count is 0. What is promised for such cells?",
)
def nothing_counted_gives_zeros(counts):
    return right.pmi(counts) if counts.any() else np.zeros(counts.shape)


@wrong(
    "PX-16",
    task="2.2",
    belief="The counts that came in are mine to change.",
    hint="Print your counts before and after the call. Whose are they, and who may still need them?",
)
def counts_divided_in_place(counts):
    if counts.any():
        counts /= counts.sum()
    return right.pmi(counts)


# Task 2.3: ppmi


@wrong(
    "P-23",
    task="2.3",
    belief="Positive means without the sign.",
    hint="A pair that meets less often than chance: should it look like one that meets more often?",
)
def absolute_value(counts):
    values = np.abs(right.pmi(counts))
    return np.where(np.isfinite(values), values, 0.0)


@wrong(
    "PX-30",
    task="2.3",
    belief="Only minus infinity needs replacing.",
    hint="Can a pair occur and still have a PMI below 0? Try [[4, 1], [1, 0]].",
)
def only_infinity_replaced(counts):
    values = right.pmi(counts)
    return np.where(np.isneginf(values), 0.0, values)


@wrong(
    "PX-31",
    task="2.3",
    belief="Positive PMI runs from 0 to 1.",
    hint="How large can the PMI of a rare pair in a large corpus be?",
)
def clipped_at_one_too(counts):
    return np.clip(right.pmi(counts), 0.0, 1.0)


@wrong(
    "PX-32",
    task="2.3",
    belief="What is not positive is left out, that is, NaN.",
    hint="What number does the formula give for max(x, 0) when x is negative?",
)
def nan_where_not_positive(counts):
    values = right.pmi(counts)
    return np.where(values > 0, values, np.nan)


@wrong(
    "PX-33",
    task="2.3",
    belief="ln(1 + ratio) is never negative, so that is positive PMI.",
    hint="What should a pair be worth that meets exactly as often as by chance?",
)
def one_added_inside_the_logarithm(counts):
    return np.log1p(np.exp(right.pmi(counts)))


@wrong(
    "PX-34",
    task="2.3",
    belief="The largest of all values is the answer.",
    hint="max of what with what: all cells with each other, or each cell with 0?",
)
def one_maximum_for_all(counts):
    return max(float(np.max(right.pmi(counts))), 0.0)


@wrong(
    "PX-35",
    task="2.3",
    belief="Negative counts do not exist, so it is enough to smooth a little and clip.",
    hint="Did you change the counts of pairs that were never seen? What happened to the others by that?",
)
def add_one_then_clip(counts):
    return np.maximum(right.pmi(counts + 1.0), 0.0)


# Task 2.4: smoothed_pmi


@wrong(
    "P-30",
    task="2.4",
    belief="What is done to one side is done to the other.",
    hint="The method speaks of context distributions. Which of your two marginals is one?",
)
def both_sides_smoothed(counts, alpha=0.75):
    smoothed = right.smoothed_pmi(counts, alpha)
    rows = counts.sum(axis=1, keepdims=True)
    with np.errstate(all="ignore"):
        correction = np.log(rows / rows.sum()) - np.log(rows**alpha / np.sum(rows**alpha))
        return np.where(counts > 0, smoothed + correction, -np.inf)


@wrong(
    "PX-40",
    task="2.4",
    belief="The words are the rows, and words are what gets smoothed.",
    hint="Which side is the context: rows or columns? Try a matrix that is not symmetric.",
)
def words_smoothed_instead(counts, alpha=0.75):
    return right.smoothed_pmi(counts.T, alpha).T


@wrong(
    "PX-41",
    task="2.4",
    belief="Raising to a power keeps a distribution a distribution.",
    hint="Add up your smoothed probabilities of all contexts. What comes out?",
)
def not_divided_by_the_new_total(counts, alpha=0.75):
    smoothed = right.smoothed_pmi(counts, alpha)
    shares = counts.sum(axis=0) / max(counts.sum(), 1.0)
    return smoothed - np.log(np.sum(shares**alpha)) if counts.any() else smoothed


@wrong(
    "PX-42",
    task="2.4",
    belief="Smoothing is done to the counts.",
    hint="Which quantity carries the exponent in the formula: a cell or a column sum?",
)
def counts_raised_to_the_power(counts, alpha=0.75):
    if alpha <= 0:
        raise ValueError
    return right.pmi(counts**alpha)


@wrong(
    "PX-43",
    task="2.4",
    belief="alpha = 0 is the uniform distribution, so it is allowed.",
    hint="Which exponents does the handout refuse?",
)
def exponent_zero_allowed(counts, alpha=0.75):
    return right.smoothed_pmi(counts, alpha if alpha != 0 else 1e-9)


@wrong(
    "PX-44",
    task="2.4",
    belief="Any exponent will do.",
    hint="What does a negative exponent do to rare contexts? What does the handout say about it?",
)
def negative_exponent_allowed(counts, alpha=0.75):
    if alpha == 0:
        raise ValueError
    return right.smoothed_pmi(counts, abs(alpha))


@wrong(
    "PX-45",
    task="2.4",
    belief="The exponent of word2vec is built in.",
    hint="Does your function use the alpha that it is given? Try alpha = 1.",
)
def alpha_ignored(counts, alpha=0.75):
    right.smoothed_pmi(counts, alpha)
    return right.smoothed_pmi(counts, 0.75)


@wrong(
    "PX-46",
    task="2.4",
    belief="A smoothed PMI is a positive PMI.",
    hint="Does the formula clip anything?",
)
def smoothed_and_clipped(counts, alpha=0.75):
    return np.maximum(right.smoothed_pmi(counts, alpha), 0.0)


@wrong(
    "PX-47",
    task="2.4",
    belief="A context that never occurs makes 0 / 0, and that cannot be helped.",
    hint="What is in the column of a context that nobody met, and what was promised for a count of 0?",
)
def unused_contexts_become_nan(counts, alpha=0.75):
    if alpha <= 0:
        raise ValueError
    with np.errstate(all="ignore"):
        context = counts.sum(axis=0) ** alpha
        return np.log(counts / (counts.sum(axis=1, keepdims=True) * (context / context.sum())))


@wrong(
    "PX-48",
    task="2.4",
    belief="The default exponent is 0.5.",
    hint="Compare the default in your signature with the handout's.",
)
def another_default_exponent(counts, alpha=0.5):
    return right.smoothed_pmi(counts, alpha)


@wrong(
    "PX-49",
    task="2.4",
    belief="The exponent multiplies what stands inside the logarithm.",
    hint="Is alpha a factor of ln P(c), and is that all that changes, or is there a sum to divide by as well?",
)
def exponent_of_the_probability_only(counts, alpha=0.75):
    if alpha <= 0:
        raise ValueError
    with np.errstate(all="ignore"):
        share = counts.sum(axis=0) / counts.sum()
        return np.where(counts > 0, right.pmi(counts) + (1 - alpha) * np.log(share), -np.inf)


# Task 2.5: shifted_pmi


@wrong(
    "P-27",
    task="2.5",
    belief="More negative samples are more evidence, so the shift goes up.",
    hint="If a pair must beat more noise words, does it look more surprising or less?",
)
def shifted_upwards(counts, k):
    if k < 1:
        raise ValueError
    return right.pmi(counts) + np.log(k)


@wrong(
    "PX-50",
    task="2.5",
    belief="k itself is subtracted.",
    hint="What must the shift be for k = 1, if that is plain PMI?",
)
def k_itself_subtracted(counts, k):
    if k < 1:
        raise ValueError
    return right.pmi(counts) - k


@wrong(
    "PX-51",
    task="2.5",
    belief="The shift may be in bits.",
    hint="PMI is in one unit and your shift in another. Which function gave you each?",
)
def shift_in_bits(counts, k):
    if k < 1:
        raise ValueError
    return right.pmi(counts) - np.log2(k)


@wrong(
    "PX-52",
    task="2.5",
    belief="Dividing the counts by k shifts the PMI.",
    hint="PMI compares probabilities. What happens to it when all counts are divided by the same number?",
)
def counts_divided_by_k(counts, k):
    if k < 1:
        raise ValueError
    return right.pmi(counts / k)


@wrong(
    "PX-53",
    task="2.5",
    belief="Zero negative samples is simply no shift.",
    hint="What is ln 0? Which k does the handout refuse?",
)
def k_below_one_is_no_shift(counts, k):
    return right.shifted_pmi(counts, max(k, 1))


@wrong(
    "PX-54",
    task="2.5",
    belief="The shifted matrix is the positive one.",
    hint="Two functions stand side by side in the handout. What is the one difference between them?",
)
def shifted_and_clipped(counts, k):
    return right.shifted_ppmi(counts, k)


@wrong(
    "PX-55",
    task="2.5",
    belief="A pair that never met is not shifted: it is 0.",
    hint="Minus infinity less something: what is that?",
)
def zero_for_pairs_never_seen(counts, k):
    return np.where(counts > 0, right.shifted_pmi(counts, k), 0.0)


@wrong(
    "PX-56",
    task="2.5",
    belief="Positive PMI is what gets shifted.",
    hint="Which of the two matrices stands in the formula, PMI or PPMI?",
)
def ppmi_shifted(counts, k):
    if k < 1:
        raise ValueError
    return right.ppmi(counts) - np.log(k)


@wrong(
    "PX-57",
    task="2.5",
    belief="The counter starts at 0, so k negatives are ln(k + 1).",
    hint="Put k = 1 in. Is your matrix the PMI?",
)
def one_more_sample(counts, k):
    return right.shifted_pmi(counts, k) + np.log(k) - np.log(k + 1)


# Task 2.6: shifted_ppmi


@wrong(
    "P-25",
    task="2.6",
    belief="It does not matter whether one clips or shifts first.",
    hint="Is there a number below 0 in your positive matrix? Which step could have made it?",
)
def clipped_then_shifted(counts, k):
    if k < 1:
        raise ValueError
    return right.ppmi(counts) - np.log(k)


@wrong(
    "PX-60",
    task="2.6",
    belief="ln k is a threshold: what is above it stays as it was.",
    hint="A pair just above ln k: should it end up near 0 or near ln k?",
)
def threshold_not_shift(counts, k):
    return np.where(right.shifted_ppmi(counts, k) > 0, right.pmi(counts), 0.0)


@wrong(
    "PX-61",
    task="2.6",
    belief="Positive means without the sign, after the shift too.",
    hint="The shift makes most cells negative. What should become of those?",
)
def absolute_value_after_the_shift(counts, k):
    values = np.abs(right.shifted_pmi(counts, k))
    return np.where(np.isfinite(values), values, 0.0)


@wrong(
    "PX-62",
    task="2.6",
    belief="Only minus infinity needs replacing.",
    hint="Which cells are negative though the pair occurs?",
)
def negative_pairs_left(counts, k):
    values = right.shifted_pmi(counts, k)
    return np.where(np.isneginf(values), 0.0, values)


@wrong(
    "PX-63",
    task="2.6",
    belief="Clipping makes every k harmless.",
    hint="Which k does the handout refuse, and does your function?",
)
def any_k_goes(counts, k):
    return right.shifted_ppmi(counts, max(k, 1))


@wrong(
    "PX-64",
    task="2.6",
    belief="Negative samples raise the score of a pair.",
    hint="With a larger k, do more pairs stay above 0 or fewer?",
)
def shifted_up_then_clipped(counts, k):
    if k < 1:
        raise ValueError
    return np.maximum(right.pmi(counts) + np.log(k), 0.0)


@wrong(
    "PX-65",
    task="2.6",
    belief="k itself is the shift.",
    hint="What must the result be for k = 1?",
)
def k_itself_then_clipped(counts, k):
    if k < 1:
        raise ValueError
    return np.maximum(right.pmi(counts) - k, 0.0)


@wrong(
    "PX-66",
    task="2.6",
    belief="Pairs that never met stay at minus infinity.",
    hint="What is the larger of minus infinity and 0?",
)
def infinity_left(counts, k):
    return np.where(counts > 0, right.shifted_ppmi(counts, k), -np.inf)


# Task 2.7: svd_embeddings


@wrong(
    "P-33",
    task="2.7",
    belief="NumPy multiplies along the sensible axis by itself.",
    hint="Multiply by an explicit diagonal matrix once. From which side, and does the result agree with yours?",
)
def rows_scaled_for_columns(matrix, dimensions):
    right.svd_embeddings(matrix, dimensions)
    u, sigma, _ = np.linalg.svd(matrix, full_matrices=False)
    return (np.resize(sigma, len(u))[:, None] * u)[:, :dimensions]


@wrong(
    "P-34",
    task="2.7",
    belief="Every decomposition sorts from large to small.",
    hint="Print the values that you keep and those that you drop. Which are larger?",
)
def smallest_directions_kept(matrix, dimensions):
    right.svd_embeddings(matrix, dimensions)
    values, vectors = np.linalg.eigh(matrix @ matrix.T)
    return vectors[:, :dimensions] * np.sqrt(np.maximum(values[:dimensions], 0.0))


@wrong(
    "P-37",
    task="2.7",
    belief="The library copes with infinities, so PMI may go straight in.",
    hint="Which of the matrices that you can build is finite in every cell?",
    crashes=True,
)
def raw_pmi_decomposed(matrix, dimensions):
    right.svd_embeddings(matrix, dimensions)
    with np.errstate(all="ignore"):
        u, sigma, _ = linalg.svd(np.log(matrix), full_matrices=False)
    return u[:, :dimensions] * sigma[:dimensions]


@wrong(
    "PX-70",
    task="2.7",
    belief="The singular vectors are the word vectors.",
    hint="What is left of the singular values in your answer? Try diag(1, 3).",
)
def singular_values_forgotten(matrix, dimensions):
    right.svd_embeddings(matrix, dimensions)
    return np.linalg.svd(matrix, full_matrices=False)[0][:, :dimensions]


@wrong(
    "PX-71",
    task="2.7",
    belief="Half of each singular value goes to either side.",
    hint="A known trick, but is it the formula of this task? Which power of Σ does it ask for?",
)
def root_of_the_singular_values(matrix, dimensions):
    right.svd_embeddings(matrix, dimensions)
    u, sigma, _ = np.linalg.svd(matrix, full_matrices=False)
    return u[:, :dimensions] * np.sqrt(sigma[:dimensions])


@wrong(
    "PX-72",
    task="2.7",
    belief="The right singular vectors belong to the words.",
    hint="Rows of the matrix are words. How many rows has your answer for a matrix of 2 rows and 5 columns?",
)
def context_vectors_returned(matrix, dimensions):
    return right.svd_embeddings(matrix.T, dimensions)


@wrong(
    "PX-73",
    task="2.7",
    belief="An SVD starts with centring the columns, as in PCA.",
    hint="Which step of PCA is missing from latent semantic analysis? Try a matrix whose columns have large means.",
)
def columns_centred(matrix, dimensions):
    return right.svd_embeddings(matrix - matrix.mean(axis=0), dimensions)


@wrong(
    "PX-74",
    task="2.7",
    belief="Slicing takes care of too many dimensions.",
    hint="What do you return for 10 dimensions of a 3 x 3 matrix, and what was promised?",
)
def dimensions_unchecked(matrix, dimensions):
    u, sigma, _ = np.linalg.svd(matrix, full_matrices=False)
    return u[:, :dimensions] * sigma[:dimensions]


@wrong(
    "PX-75",
    task="2.7",
    belief="As many dimensions as the matrix is wide are one too many.",
    hint="Is min(R, C) itself inside the range that the handout allows?",
    crashes=True,
)
def all_dimensions_refused(matrix, dimensions):
    if not 1 <= dimensions < min(matrix.shape):
        raise ValueError
    return right.svd_embeddings(matrix, dimensions)


@wrong(
    "PX-76",
    task="2.7",
    belief="Word vectors have length one.",
    hint="Does the formula normalise? Which dot product should a row have with itself?",
)
def rows_normalised(matrix, dimensions):
    vectors = right.svd_embeddings(matrix, dimensions)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths > 1e-12, lengths, 1.0)


@wrong(
    "PX-77",
    task="2.7",
    belief="Eigenvalues of M Mᵀ are the singular values.",
    hint="If M = diag(3), what is M Mᵀ, and which of the two numbers is the singular value?",
)
def squared_singular_values(matrix, dimensions):
    right.svd_embeddings(matrix, dimensions)
    u, sigma, _ = np.linalg.svd(matrix, full_matrices=False)
    return u[:, :dimensions] * sigma[:dimensions] ** 2


@wrong(
    "PX-78",
    task="2.7",
    belief="An eigenvalue of M Mᵀ is never negative, so its root is safe.",
    hint="Beyond the rank an eigenvalue is 0, up to rounding. On which side of 0 can rounding put it?",
)
def root_of_rounding_error(matrix, dimensions):
    right.svd_embeddings(matrix, dimensions)
    values, vectors = np.linalg.eigh(matrix @ matrix.T)
    with np.errstate(all="ignore"):
        return (vectors * np.sqrt(np.where(np.abs(values) < 1e-9, -1e-16, values)))[:, ::-1][:, :dimensions]


@wrong(
    "PX-79",
    task="2.7",
    belief="Signs are free, so they may all be made positive.",
    hint="The sign of a whole column is free. Is the sign of a single number?",
)
def signs_removed(matrix, dimensions):
    return np.abs(right.svd_embeddings(matrix, dimensions))


@wrong(
    "PX-80",
    task="2.7",
    belief="Beyond the rank there are no dimensions, so the request is refused.",
    hint="What number belongs in a direction that has no extent?",
    crashes=True,
)
def rank_is_the_limit(matrix, dimensions):
    if dimensions > np.linalg.matrix_rank(matrix):
        raise ValueError
    return right.svd_embeddings(matrix, dimensions)


@wrong(
    "PX-81",
    task="2.7",
    belief="Compressing is leaving out columns.",
    hint="Which d directions keep most of the matrix: its first d columns, or a mixture of all?",
)
def first_columns_kept(matrix, dimensions):
    right.svd_embeddings(matrix, dimensions)
    return matrix[:, :dimensions]


@wrong(
    "PX-82",
    task="2.1",
    belief="Counts are small, so one byte for each will do.",
    hint='How far does a byte count? And how often do "of" and "the" meet in a book?',
)
def cooccurrence_in_bytes(sentences, vocabulary, window=2):
    return np.asarray(right.cooccurrence_matrix(sentences, vocabulary, window)).astype(np.uint8)


@wrong(
    "PX-83",
    task="2.2",
    belief="Counts are whole numbers, so int is their type.",
    hint="What is left of a count of 12.5, for instance if far pairs count less than near ones?",
)
def counts_made_whole(counts):
    return right.pmi(np.asarray(counts).astype(int))


@wrong(
    "PX-84",
    task="2.2",
    belief="A count below one half is a zero that was not rounded.",
    hint="May a count be 0.25, for instance if far pairs count less than near ones?",
)
def small_counts_are_zero(counts):
    return np.where(np.asarray(counts) < 0.5, -np.inf, right.pmi(counts))


@wrong(
    "PX-85",
    task="2.3",
    belief="Counts are whole numbers, so int is their type.",
    hint="What is left of a count of 1.25?",
)
def positive_pmi_of_whole_counts(counts):
    return right.ppmi(np.asarray(counts).astype(int))


@wrong(
    "PX-86",
    task="2.5",
    belief="Counts are whole numbers, so int is their type.",
    hint="What is left of a count of 1.25?",
)
def shifted_pmi_of_whole_counts(counts, k):
    return right.shifted_pmi(np.asarray(counts).astype(int), k)


@wrong(
    "PX-87",
    task="2.6",
    belief="Counts are whole numbers, so int is their type.",
    hint="What is left of a count of 1.25?",
)
def shifted_ppmi_of_whole_counts(counts, k):
    return right.shifted_ppmi(np.asarray(counts).astype(int), k)


@wrong(
    "PX-88",
    task="2.1",
    belief="np.roll moves the sentence by some places.",
    hint="What does np.roll put in front when it moves a sentence to the right?",
)
def sentences_go_round(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError("no window")
    ahead = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        ids = np.array([vocabulary[word] for word in sentence if word in vocabulary], dtype=int)
        for distance in range(1, min(window, len(ids) - 1) + 1):
            np.add.at(ahead, (np.roll(ids, distance), ids), 1.0)
    return ahead + ahead.T


@wrong(
    "PX-89",
    task="2.1",
    belief="A window that is never used need not be checked.",
    hint="What do you answer to a window of 0 and no sentences?",
)
def window_checked_when_used(sentences, vocabulary, window=2):
    if not any(sentences):
        return np.zeros((len(vocabulary), len(vocabulary)))
    return right.cooccurrence_matrix(sentences, vocabulary, window)


@wrong(
    "PX-90",
    task="2.1",
    belief="A sentence shorter than the window has no window.",
    hint="With a window of 5, do two words of a sentence of two ever meet?",
)
def short_sentences_left_out(sentences, vocabulary, window=2):
    return right.cooccurrence_matrix([line for line in sentences if len(line) > window], vocabulary, window)


@wrong(
    "PX-91",
    task="2.2",
    belief="One row is a vector.",
    hint="Which shape has your answer for counts of shape (1, 3)?",
)
def single_rows_squeezed(counts):
    return np.squeeze(right.pmi(counts))


@wrong(
    "PX-92",
    task="2.4",
    belief="An exponent above 1 does not smooth, so it is refused.",
    hint="Which exponents does the text refuse?",
    crashes=True,
)
def exponents_above_one_refused(counts, alpha=0.75):
    if alpha > 1:
        raise ValueError("that does not smooth")
    return right.smoothed_pmi(counts, alpha)


@wrong(
    "PX-93",
    task="2.7",
    belief="Only the number of rows bounds the dimensions.",
    hint="How many singular values has a matrix of shape (3, 2)?",
)
def bounded_by_the_rows_alone(matrix, dimensions):
    if not 1 <= dimensions <= len(matrix):
        raise ValueError("too many dimensions")
    u, sigma, _ = np.linalg.svd(matrix, full_matrices=False)
    return u[:, :dimensions] * sigma[:dimensions]


@wrong(
    "PX-94",
    task="2.7",
    belief="A random projection with as many directions as dimensions finds the largest ones.",
    hint="Are your dot products the same for two seeds?",
)
def projected_at_random(matrix, dimensions):
    if not 1 <= dimensions <= min(np.shape(matrix)):
        raise ValueError("no such number of dimensions")
    seen = np.asarray(matrix) @ np.random.default_rng(0).normal(size=(np.shape(matrix)[1], dimensions))
    basis, _ = np.linalg.qr(seen)
    u, sigma, _ = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    return basis @ u * sigma


@wrong(
    "PX-95",
    task="2.1",
    belief="Nobody uses windows wider than ten.",
    hint="Which pairs of a sentence of twelve words does a window of eleven reach?",
)
def windows_up_to_ten(sentences, vocabulary, window=2):
    return right.cooccurrence_matrix(sentences, vocabulary, min(window, 10))


@wrong(
    "PX-96",
    task="2.1",
    belief="10 a + b is a number of its own for every pair of ids.",
    hint="Which numbers do (0, 11) and (1, 1) get?",
)
def pairs_as_two_digits(sentences, vocabulary, window=2):
    plain = right.cooccurrence_matrix(sentences, vocabulary, window)
    counts = np.zeros(max(10 * len(plain), 11 * len(plain)) + 1)
    for (a, b), count in np.ndenumerate(plain):
        counts[10 * a + b] += count
    first, second = np.indices(plain.shape)
    return counts[10 * first + second] if len(plain) > 10 else plain


@wrong(
    "PX-97",
    task="2.3",
    belief="Less than one pair is no pair.",
    hint="If far pairs count in part, may a count be 0.75? What is the ratio of that cell?",
)
def less_than_one_pair(counts):
    return np.where(np.asarray(counts) < 1, 0.0, right.ppmi(counts))


@wrong(
    "PX-98",
    task="2.5",
    belief="Without any counts nothing is shifted, so k does not matter.",
    hint="Does the answer to a request that makes no sense depend on the matrix?",
)
def no_counts_no_check(counts, k):
    return right.shifted_pmi(counts, k) if np.any(counts) else np.full(np.shape(counts), -np.inf)


@wrong(
    "PX-99",
    task="2.6",
    belief="Without any counts all is 0, so k does not matter.",
    hint="Does the answer to a request that makes no sense depend on the matrix?",
)
def no_counts_no_check_before_clipping(counts, k):
    return right.shifted_ppmi(counts, k) if np.any(counts) else np.zeros(np.shape(counts))


@wrong(
    "PX-100",
    task="2.7",
    belief="The eigenvalues of a symmetric matrix are its singular values.",
    hint="Can an eigenvalue be negative? Which of 3, 1 and -3 stand for the longest directions?",
)
def largest_eigenvalues(matrix, dimensions):
    vectors = right.svd_embeddings(matrix, dimensions)
    if matrix.shape[0] != matrix.shape[1] or not np.allclose(matrix, matrix.T):
        return vectors
    values, directions = np.linalg.eigh(matrix)
    return (directions * values)[:, ::-1][:, :dimensions]


@wrong(
    "PX-101",
    task="2.7",
    belief="Power iteration may start anywhere, for instance with ones.",
    hint="What becomes of a start at right angles to the direction that you look for?",
)
def power_iteration_from_ones(matrix, dimensions):
    right.svd_embeddings(matrix, dimensions)
    rest, columns = np.array(matrix, dtype=float), []
    for _ in range(dimensions):
        direction = np.ones(rest.shape[1]) / np.sqrt(rest.shape[1])
        for _ in range(300):
            longer = rest.T @ (rest @ direction)
            length = np.linalg.norm(longer)
            if length < 1e-150:
                break
            direction = longer / length
        columns.append(rest @ direction)
        rest = rest - np.outer(columns[-1], direction)
    return np.stack(columns, axis=1)


@wrong(
    "PX-102",
    task="2.7",
    belief="Every matrix has a largest entry to divide by.",
    hint="What does 0 / 0 give? Words that never meet anybody have vectors too.",
)
def scaled_to_one_first(matrix, dimensions):
    right.svd_embeddings(matrix, dimensions)
    largest = np.abs(matrix).max()
    if largest == 0:
        return np.full((len(matrix), dimensions), np.nan)  # what 0 / 0 makes of it
    return largest * right.svd_embeddings(matrix / largest, dimensions)


@wrong(
    "PX-103",
    task="2.3",
    belief="A single word has PMI 0 with all its contexts, so there is nothing to clip.",
    hint="And with a context that it never met?",
)
def one_row_not_clipped(counts):
    return right.pmi(counts) if len(counts) == 1 else right.ppmi(counts)


@wrong(
    "PX-104",
    task="2.6",
    belief="That a word meets itself says nothing, so the diagonal goes.",
    hint="Rows are words and columns are contexts: what is special about the cell where both have one number?",
)
def diagonal_removed_last(counts, k):
    kept = right.shifted_ppmi(counts, k)
    if len(counts) > 2:
        np.fill_diagonal(kept, 0.0)
    return kept


@wrong(
    "PX-105",
    task="2.7",
    belief="Singular values a thousand times smaller than the largest are noise.",
    hint="Rare words have small counts. What is left of them?",
)
def small_directions_dropped(matrix, dimensions):
    vectors = right.svd_embeddings(matrix, dimensions)
    lengths = np.linalg.norm(vectors, axis=0)
    return np.where(lengths < 1e-3 * lengths.max(), 0.0, vectors)


@wrong(
    "PX-106",
    task="2.1",
    belief="Half precision is enough for counts.",
    hint="What is np.float16(2048) + 1?",
)
def counts_in_half_precision(sentences, vocabulary, window=2):
    return right.cooccurrence_matrix(sentences, vocabulary, window).clip(max=2048)


@wrong(
    "PX-107",
    task="2.4",
    belief="A context that is seen less than once needs no smoothing.",
    hint="Counts may be weighted. Does the formula make an exception for a small column sum?",
)
def small_columns_left_alone(counts, alpha=0.75):
    columns = np.asarray(counts, float).sum(axis=0)
    powers = np.where(columns > 0, columns, 1.0) ** alpha * (columns > 0)
    mixed = np.where(columns < 1, columns, powers)
    change = np.ones(len(columns))
    np.divide(powers * mixed.sum(), mixed * powers.sum(), out=change, where=mixed > 0)
    return right.smoothed_pmi(counts, alpha) + np.log(change)


@wrong(
    "PX-108",
    task="2.4",
    belief="An exponent of less than a hundredth is as good as 0, and 0 is refused.",
    hint="Which exponents does the text refuse?",
    crashes=True,
)
def small_exponents_refused(counts, alpha=0.75):
    if alpha < 0.01:
        raise ValueError(alpha)
    return right.smoothed_pmi(counts, alpha)


@wrong(
    "PX-109",
    task="2.5",
    belief="A number of negative samples fits into one byte.",
    hint="What is the largest number of eight bits, one of them the sign?",
)
def shift_in_one_byte(counts, k):
    return right.shifted_pmi(counts, k) if k < 128 else right.pmi(counts) - np.log(abs((k + 128) % 256 - 128) or 1)


@wrong(
    "PX-110",
    task="2.7",
    belief="Eight dimensions carry all there is.",
    hint="How many dimensions does the caller ask for, and what do the later ones hold?",
)
def eight_dimensions_filled(matrix, dimensions):
    return right.svd_embeddings(matrix, dimensions) * (np.arange(dimensions) < 8)


@wrong(
    "PX-111",
    task="2.1",
    belief="Unknown words are <unk>, if the vocabulary has that.",
    hint="Does the task speak of a word that stands for all others?",
)
def unknown_words_are_unk(sentences, vocabulary, window=2):
    return right.cooccurrence_matrix(
        [[word if word in vocabulary else "<unk>" for word in sentence] for sentence in sentences], vocabulary, window
    )


@wrong(
    "PX-112", task="2.1", belief="A token of blanks, or of nothing, is no word.", hint="What does the vocabulary say?"
)
def blanks_are_no_words(sentences, vocabulary, window=2):
    return right.cooccurrence_matrix(
        [[word for word in sentence if word.strip()] for sentence in sentences], vocabulary, window
    )


@wrong("PX-113", task="2.1", belief="A sentence is text: join the words and split again.", hint="Is New York one word?")
def joined_and_split(sentences, vocabulary, window=2):
    return right.cooccurrence_matrix([" ".join(sentence).split() for sentence in sentences], vocabulary, window)


@wrong(
    "PX-114",
    task="2.1",
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
    return right.cooccurrence_matrix(parts, vocabulary, window)


@wrong(
    "PX-115",
    task="2.1",
    belief="The window slides as far as it fits into the sentence.",
    hint="With a window of two, do the last two words of a sentence meet?",
)
def as_far_as_the_window_fits(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for here in range(max(len(ids) - window, min(len(ids), 1))):
            for other in ids[here + 1 : here + 1 + window]:
                counts[ids[here], other] += 1
                counts[other, ids[here]] += 1
    return counts


@wrong(
    "PX-116",
    task="2.2",
    belief="A masked array has minus infinity where its mask is.",
    hint="Which numbers lie under the mask of np.ma.log, and what do they become when the mask is taken off?",
)
def masked_logarithm(counts):
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / max(counts.sum(), 1e-300)
    return np.ma.log(np.ma.divide(counts, expected))


@wrong(
    "PX-117",
    task="2.7",
    belief="Fifty steps of the power method find any singular vector.",
    hint="How fast does 4.9 / 5.1, squared, fall when it is raised to the power 50?",
)
def fifty_steps_of_the_power_method(matrix, dimensions):
    if not 1 <= dimensions <= min(matrix.shape):
        raise ValueError
    rest, rng = np.array(matrix, dtype=float), np.random.default_rng(1)
    vectors = np.zeros((len(matrix), dimensions))
    for d in range(dimensions):
        v = rng.normal(size=matrix.shape[1])
        for _ in range(50):
            v = rest.T @ (rest @ v)
            v /= max(np.linalg.norm(v), 1e-300)
        vectors[:, d] = rest @ v
        rest = rest - np.outer(rest @ v, v)
    return vectors
