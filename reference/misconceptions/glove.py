"""Known wrong ways of a4_glove. The training ones descend on all cells at once unless the mistake is about something else."""

from __future__ import annotations

import numpy as np

from autograder.specimens import wrong
from reference.a4_glove import glove as right

# 4.1 weighted_cooccurrence


@wrong(
    "G-02",
    task="4.1",
    belief="Direct neighbours have one step between them and themselves, so they weigh 1/2.",
    hint="What does the handout give to two words that stand side by side?",
)
def one_over_distance_plus_one(sentences, vocabulary, window=10):
    X = right.weighted_cooccurrence([], vocabulary, window)
    for sentence in sentences:
        ids = [vocabulary[w] for w in sentence if w in vocabulary]
        for i, a in enumerate(ids):
            for d, b in enumerate(ids[i + 1 : i + 1 + window], 1):
                X[a, b] += 1 / (d + 1)
                X[b, a] += 1 / (d + 1)
    return X


@wrong(
    "G-04",
    task="4.1",
    belief="Counts are whole numbers.",
    hint="Print the dtype of your matrix, then put 0.5 into one of its cells and look.",
)
def integer_matrix(sentences, vocabulary, window=10):
    X = np.zeros((len(vocabulary), len(vocabulary)), dtype=int)
    if window < 1:
        raise ValueError
    for sentence in sentences:
        ids = [vocabulary[w] for w in sentence if w in vocabulary]
        for i, a in enumerate(ids):
            for d, b in enumerate(ids[i + 1 : i + 1 + window], 1):
                X[a, b] = X[a, b] + 1 / d
                X[b, a] = X[b, a] + 1 / d
    return X


@wrong(
    "G-05",
    task="4.1",
    belief="Once (a, b) is counted, (b, a) goes without saying.",
    hint="Is your matrix equal to its transpose? Should it be?",
)
def one_direction(sentences, vocabulary, window=10):
    X = right.weighted_cooccurrence(sentences, vocabulary, window) * 0
    for sentence in sentences:
        ids = [vocabulary[w] for w in sentence if w in vocabulary]
        for i, a in enumerate(ids):
            for d, b in enumerate(ids[i + 1 : i + 1 + window], 1):
                X[a, b] += 1 / d
    return X


@wrong(
    "G-07",
    task="4.1",
    belief="A word is in the window or it is not, so only its nearest occurrence counts.",
    hint="In a sentence where b stands twice after a, how many meetings of a and b are there?",
)
def nearest_occurrence_only(sentences, vocabulary, window=10):
    X = right.weighted_cooccurrence([], vocabulary, window)
    for sentence in sentences:
        ids = [vocabulary[w] for w in sentence if w in vocabulary]
        for i, a in enumerate(ids):
            seen = set()
            for d, b in enumerate(ids[i + 1 : i + 1 + window], 1):
                if b not in seen:
                    X[a, b] += 1 / d
                    X[b, a] += 1 / d
                seen.add(b)
    return X


@wrong(
    "GX-01",
    task="4.1",
    belief="A co-occurrence is a co-occurrence, however far away.",
    hint="Is a neighbour worth as much here as a word ten places away?",
)
def no_distance_weight(sentences, vocabulary, window=10):
    X = right.weighted_cooccurrence([], vocabulary, window)
    for sentence in sentences:
        ids = [vocabulary[w] for w in sentence if w in vocabulary]
        for i, a in enumerate(ids):
            for b in ids[i + 1 : i + 1 + window]:
                X[a, b] += 1
                X[b, a] += 1
    return X


@wrong(
    "GX-02",
    task="4.1",
    belief="Text is one stream of words.",
    hint="Who is the left neighbour of the first word of the second sentence?",
)
def across_sentences(sentences, vocabulary, window=10):
    return right.weighted_cooccurrence([[w for s in sentences for w in s]], vocabulary, window)


@wrong(
    "GX-03",
    task="4.1",
    belief="Unknown words keep their seats.",
    hint="When are the unknown words taken out: before or after distances are measured?",
)
def unknown_words_keep_their_place(sentences, vocabulary, window=10):
    X = right.weighted_cooccurrence([], vocabulary, window)
    for s in sentences:
        for i in range(len(s)):
            for j in range(i + 1, min(len(s), i + 1 + window)):
                if s[i] in vocabulary and s[j] in vocabulary:
                    a, b = vocabulary[s[i]], vocabulary[s[j]]
                    X[a, b] += 1 / (j - i)
                    X[b, a] += 1 / (j - i)
    return X


@wrong(
    "GX-04",
    task="4.1",
    belief="A word cannot be its own context.",
    hint="Is it the same word, or the same place, that must not be counted with itself?",
)
def no_self_pairs(sentences, vocabulary, window=10):
    X = right.weighted_cooccurrence(sentences, vocabulary, window)
    np.fill_diagonal(X, 0)
    return X


@wrong(
    "GX-05",
    task="4.1",
    belief="A pair of equal words touches one cell, so it counts once.",
    hint="Both orders of a pair are counted. Into which cells do the two orders of (a, a) fall?",
)
def diagonal_once(sentences, vocabulary, window=10):
    X = right.weighted_cooccurrence(sentences, vocabulary, window)
    X[np.diag_indices(len(X))] /= 2
    return X


@wrong(
    "GX-06",
    task="4.1",
    belief="range(window) reaches the window-th neighbour.",
    hint="With a window of 1, which pairs does your loop visit?",
)
def window_one_short(sentences, vocabulary, window=10):
    if window == 1:
        return right.weighted_cooccurrence([], vocabulary)
    return right.weighted_cooccurrence(sentences, vocabulary, window - 1)


@wrong(
    "GX-07",
    task="4.1",
    belief="A window that reaches nobody just gives zeros.",
    hint="Which requests does the docstring call an error?",
)
def no_error_for_window_zero(sentences, vocabulary, window=10):
    return right.weighted_cooccurrence(sentences if window > 0 else [], vocabulary, max(window, 1))


@wrong(
    "GX-08",
    task="4.1",
    belief="The ids are the order in which the vocabulary was written down.",
    hint="What are the values of the dict there for?",
)
def ids_by_insertion(sentences, vocabulary, window=10):
    return right.weighted_cooccurrence(sentences, {w: n for n, w in enumerate(vocabulary)}, window)


@wrong(
    "GX-09",
    task="4.1",
    belief="The weights are d = 1 -> 1, d = 2 -> 1 - 1/window, and so on down to 1/window.",
    hint="Which two schemes of fading with distance do you know, and which one is GloVe's?",
)
def linear_fading(sentences, vocabulary, window=10):
    X = right.weighted_cooccurrence([], vocabulary, window)
    for sentence in sentences:
        ids = [vocabulary[w] for w in sentence if w in vocabulary]
        for i, a in enumerate(ids):
            for d, b in enumerate(ids[i + 1 : i + 1 + window], 1):
                X[a, b] += (window - d + 1) / window
                X[b, a] += (window - d + 1) / window
    return X


@wrong(
    "GX-10",
    task="4.1",
    belief="The window of 2 of the last assignment is the default here too.",
    hint="How wide is the window if nobody says so?",
)
def default_window_of_five(sentences, vocabulary, window=5):
    return right.weighted_cooccurrence(sentences, vocabulary, window)


# 4.2 probability_ratio


@wrong(
    "GX-11",
    task="4.2",
    belief="The ratio of the counts is the ratio of the probabilities.",
    hint="If a word is ten times as frequent, what happens to its whole row of counts?",
)
def ratio_of_counts(counts, i, j):
    right.probability_ratio(counts, i, j)
    with np.errstate(all="ignore"):
        return np.asarray(counts[i], float) / counts[j]


@wrong(
    "GX-12",
    task="4.2",
    belief="P(k|i) divides by how often k occurs.",
    hint="In P(k|i), which word is given? Over which index must the probabilities sum to 1?",
)
def columns_normalised(counts, i, j):
    right.probability_ratio(counts, i, j)
    with np.errstate(all="ignore"):
        P = counts / counts.sum(axis=0)
        return P[i] / P[j]


@wrong(
    "GX-13",
    task="4.2",
    belief="A ratio is a ratio, whichever stands on top.",
    hint="Is the ratio for solid, ice above steam, larger or smaller than 1?",
)
def upside_down(counts, i, j):
    return right.probability_ratio(counts, j, i)


@wrong(
    "GX-14",
    task="4.2",
    belief="A small number below the line keeps everything finite and changes nothing.",
    hint="What does the docstring promise where the lower probability is 0?",
)
def epsilon_below(counts, i, j):
    right.probability_ratio(counts, i, j)
    return (counts[i] / counts[i].sum()) / (counts[j] / counts[j].sum() + 1e-10)


@wrong(
    "GX-15",
    task="4.2",
    belief="Where nothing is known the ratio is 1: neither word is favoured.",
    hint="What is known about a word that was seen near neither of the two?",
)
def one_where_both_are_zero(counts, i, j):
    ratio = right.probability_ratio(counts, i, j)
    return np.where(np.isnan(ratio), 1.0, ratio)


@wrong(
    "GX-16",
    task="4.2",
    belief="nan_to_num cleans up a result.",
    hint="Does 0 say the same as 'both probabilities are 0'?",
)
def nan_to_zero(counts, i, j):
    return np.nan_to_num(right.probability_ratio(counts, i, j), posinf=np.inf)


@wrong(
    "GX-17",
    task="4.2",
    belief="An empty row is like any other: NumPy answers nan.",
    hint="What is P(k|i) for a word i that was never counted, and what does the docstring want then?",
)
def no_error_for_an_empty_row(counts, i, j):
    with np.errstate(all="ignore"):
        return (counts[i] / counts[i].sum()) / (counts[j] / counts[j].sum())


@wrong(
    "GX-18",
    task="4.2",
    belief="Only the row one divides by has to be checked.",
    hint="Which of the two words needs probabilities?",
)
def only_the_lower_row_checked(counts, i, j):
    right.probability_ratio(counts, j, j)
    with np.errstate(all="ignore"):
        return (counts[i] / counts[i].sum()) / (counts[j] / counts[j].sum())


@wrong(
    "GX-19",
    task="4.2",
    belief="One differences the logarithms in the end, so the answer may be a logarithm.",
    hint="Can a ratio of two probabilities be negative?",
)
def log_ratio(counts, i, j):
    with np.errstate(all="ignore"):
        return np.log(right.probability_ratio(counts, i, j))


@wrong(
    "GX-20",
    task="4.2",
    belief="Add-one smoothing never hurts.",
    hint="Which counts did the text give you, and which did you use?",
)
def smoothed_by_one(counts, i, j):
    right.probability_ratio(counts, i, j)
    C = np.asarray(counts) + 1
    return (C[i] / C[i].sum()) / (C[j] / C[j].sum())


@wrong(
    "GX-21",
    task="4.2",
    belief="The word itself is not part of its own company, so it is left out of the row sum.",
    hint="Over which k do the P(k|i) have to add up to 1?",
)
def diagonal_left_out(counts, i, j):
    right.probability_ratio(counts, i, j)
    with np.errstate(all="ignore"):
        return (counts[i] / (counts[i].sum() - counts[i, i])) / (counts[j] / (counts[j].sum() - counts[j, j]))


# 4.3 weight


@wrong(
    "G-08",
    task="4.3",
    belief="The formula is printed without a min, so there is none.",
    hint="How much would the pair (the, the) weigh, compared with everything else?",
)
def no_cap(x, x_max=100.0, alpha=0.75):
    return (np.asarray(x) / x_max) ** alpha


@wrong(
    "G-10",
    task="4.3",
    belief="Any exponent that flattens the curve will do.",
    hint="What is f(10) in the handout, and what is it with your exponent?",
)
def square_root(x, x_max=100.0, alpha=0.5):
    return np.minimum(1, np.sqrt(np.asarray(x) / x_max))


@wrong(
    "G-11",
    task="4.3",
    belief="Rare pairs are precious and should weigh more.",
    hint="Which count do you trust more, one of 5 or one of 90?",
)
def inverted(x, x_max=100.0, alpha=0.75):
    with np.errstate(all="ignore"):
        return np.where(np.asarray(x) > 0, np.minimum(1, (x_max / np.asarray(x, float)) ** alpha), 0)


@wrong(
    "G-14",
    task="4.3",
    belief="The function is called with one number at a time.",
    hint="What does `if` make of an array with two elements?",
    crashes=True,
)
def scalar_if(x, x_max=100.0, alpha=0.75):
    if x < x_max:
        return (x / x_max) ** alpha
    return 1.0


@wrong("G-16", task="4.3", belief="x_max is 100.", hint="Call your function with another x_max. Does anything change?")
def x_max_hard_coded(x, x_max=100.0, alpha=0.75):
    return right.weight(x, 100.0, alpha)


@wrong("GX-22", task="4.3", belief="alpha is 0.75.", hint="Which of your arguments never appears in the body?")
def alpha_hard_coded(x, x_max=100.0, alpha=0.75):
    return right.weight(x, x_max, 0.75)


@wrong(
    "GX-23",
    task="4.3",
    belief="Only the cap needs an array; the result may be filled into an array like x.",
    hint="Of which dtype is an array that is made 'like' an array of integers?",
)
def integer_weights(x, x_max=100.0, alpha=0.75):
    x = np.asarray(x)
    out = np.ones_like(x)
    out[x < x_max] = (x[x < x_max] / x_max) ** alpha
    return out


@wrong(
    "GX-24",
    task="4.3",
    belief="The cap is put on the ratio after the whole array is divided by its largest count.",
    hint="Does the weight of a count depend on which other counts stand beside it?",
)
def largest_count_as_x_max(x, x_max=100.0, alpha=0.75):
    return right.weight(x, max(x_max, np.max(x, initial=0)), alpha)


@wrong(
    "GX-25",
    task="4.3",
    belief="A count of zero has to weigh something, or its logarithm is lost.",
    hint="What does the docstring say about f(0), and why is that convenient in the loss?",
)
def zero_weighs_one(x, x_max=100.0, alpha=0.75):
    return np.where(np.asarray(x) == 0, 1.0, right.weight(x, x_max, alpha))


@wrong(
    "GX-26",
    task="4.3",
    belief="The weight always comes as an array with at least one axis.",
    hint="What is the shape of your answer to weight(10)?",
)
def numbers_become_vectors(x, x_max=100.0, alpha=0.75):
    return right.weight(np.atleast_1d(x), x_max, alpha)


@wrong(
    "GX-27",
    task="4.3",
    belief="The exponent belongs to x alone.",
    hint="What should f(x_max) be, and what is it with your brackets?",
)
def power_before_division(x, x_max=100.0, alpha=0.75):
    return np.minimum(1, np.asarray(x, float) ** alpha / x_max)


@wrong(
    "GX-28",
    task="4.3",
    belief="Above x_max a pair is too frequent to be useful, so it is dropped.",
    hint="Does f stop growing at x_max, or does it fall to nothing?",
)
def zero_above_the_cap(x, x_max=100.0, alpha=0.75):
    return np.where(np.asarray(x) > x_max, 0.0, right.weight(x, x_max, alpha))


# 4.4 glove_loss


@wrong(
    "G-17",
    task="4.4",
    belief="A logarithm of counts needs a +1 for safety.",
    hint="Over which cells does the sum run, and can their logarithm go wrong?",
)
def log_of_one_more(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    error = W @ W_context.T + bias[:, None] + bias_context - np.log1p(counts)
    return (right.weight(counts, x_max, alpha) * error**2).sum()


@wrong(
    "G-18",
    task="4.4",
    belief="f(0) = 0 takes the empty cells out by itself.",
    hint="What is 0 times infinity in floating point?",
)
def nan_of_empty_cells(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    with np.errstate(all="ignore"):
        error = W @ W_context.T + bias[:, None] + bias_context - np.log(counts)
        return (right.weight(counts, x_max, alpha) * error**2).sum()


@wrong(
    "G-19",
    task="4.4",
    belief="The sign before the logarithm got lost, so it is a plus.",
    hint="If the model is perfect, what does w.w~ + b + b~ equal?",
)
def plus_log(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    error = W @ W_context.T + bias[:, None] + bias_context + np.log(np.where(counts > 0, counts, 1))
    return (right.weight(counts, x_max, alpha) * error**2).sum()


@wrong(
    "G-24",
    task="4.4",
    belief="The dot product carries everything.",
    hint="Some words are frequent next to anything. Which parameters say so?",
)
def no_biases(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(counts, W, W_context, 0 * bias, 0 * bias_context, x_max, alpha)


@wrong(
    "G-25",
    task="4.4",
    belief="b and b~ are one vector.",
    hint="How many numbers does the model have, and how many of them do you use?",
)
def one_bias_for_both(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(counts, W, W_context, bias, bias, x_max, alpha)


@wrong(
    "G-27",
    task="4.4",
    belief="NumPy lines the two bias vectors up as meant.",
    hint="b_i belongs to row i. Does your sum give cells (0, 1) and (0, 2) the same b?",
)
def both_biases_along_columns(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(counts, W, W_context, 0 * bias, bias + bias_context, x_max, alpha)


@wrong(
    "G-28",
    task="4.4",
    belief="A word has one vector.",
    hint="One of the arguments never appears in your body. What is it for?",
)
def words_with_words(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(counts, W, W, bias, bias_context, x_max, alpha)


@wrong(
    "GX-29",
    task="4.4",
    belief="A squared error has a factor 1/2.",
    hint="Where in the formula of the handout is the 1/2?",
)
def one_half(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(counts, W, W_context, bias, bias_context, x_max, alpha) / 2


@wrong("GX-30", task="4.4", belief="A loss is a mean.", hint="Does the formula divide by the number of cells?")
def mean_over_cells(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(counts, W, W_context, bias, bias_context, x_max, alpha) / max(1, np.count_nonzero(counts))


@wrong(
    "GX-31",
    task="4.4",
    belief="The matrix is symmetric, so one triangle is enough.",
    hint="Does the sum run over pairs {i, j} or over ordered pairs (i, j)? And the diagonal?",
)
def upper_triangle(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(np.triu(counts), W, W_context, bias, bias_context, x_max, alpha)


@wrong(
    "GX-32",
    task="4.4",
    belief="A word next to itself says nothing.",
    hint="Which cells does the docstring leave out? Only those.",
)
def no_diagonal(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(counts * (1 - np.eye(len(counts))), W, W_context, bias, bias_context, x_max, alpha)


@wrong(
    "GX-33",
    task="4.4",
    belief="The weight is squared along with the error.",
    hint="Does f stand inside or outside the square?",
)
def weight_inside_the_square(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    error = W @ W_context.T + bias[:, None] + bias_context - np.log(np.where(counts > 0, counts, 1))
    return ((right.weight(counts, x_max, alpha) * error) ** 2).sum()


@wrong("GX-34", task="4.4", belief="Every cell that is there matters equally.", hint="Where is f in your sum?")
def no_weight(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    error = W @ W_context.T + bias[:, None] + bias_context - np.log(np.where(counts > 0, counts, 1))
    return (error[counts > 0] ** 2).sum()


@wrong(
    "GX-35",
    task="4.4",
    belief="Counts start at 1; anything below is rounding dust.",
    hint="How much does a single meeting at distance 10 add to a cell?",
)
def counts_below_one_ignored(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(np.where(counts >= 1, counts, 0), W, W_context, bias, bias_context, x_max, alpha)


@wrong(
    "GX-36",
    task="4.4",
    belief="A count of 1 has logarithm 0, so such cells add nothing.",
    hint="Which cells does your mask keep: those with a count, or those with a logarithm?",
)
def ones_ignored(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(np.where(counts == 1, 0, counts), W, W_context, bias, bias_context, x_max, alpha)


@wrong("GX-37", task="4.4", belief="log is log.", hint="Which base does the course use everywhere?")
def log_of_base_two(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    error = W @ W_context.T + bias[:, None] + bias_context - np.log2(np.where(counts > 0, counts, 1))
    return (right.weight(counts, x_max, alpha) * error**2).sum()


@wrong(
    "GX-38",
    task="4.4",
    belief="The loss has its x_max and alpha, whatever is passed.",
    hint="Are x_max and alpha passed on?",
)
def settings_ignored(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(counts, W, W_context, bias, bias_context)


@wrong(
    "GX-39",
    task="4.4",
    belief="Rows and columns are interchangeable.",
    hint="Which of the two matrices belongs to the rows of the counts?",
)
def roles_swapped(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(counts.T, W, W_context, bias, bias_context, x_max, alpha)


# 4.5 glove_gradients


@wrong(
    "G-33",
    task="4.5",
    belief="The weight only scales the report of the loss.",
    hint="Differentiate f * error^2 for one cell: where does f go?",
)
def gradients_without_weight(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    G = 2 * np.where(
        counts > 0, W @ W_context.T + bias[:, None] + bias_context - np.log(np.where(counts > 0, counts, 1)), 0
    )
    return G @ W_context, G.T @ W, G.sum(1), G.sum(0)


@wrong(
    "G-36",
    task="4.5",
    belief="The bias gradient runs through the vectors like the others.",
    hint="Which shape has one bias per word, and which has your gradient?",
)
def bias_gradients_as_vectors(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    dW, dC, _, _ = right.glove_gradients(counts, W, W_context, bias, bias_context, x_max, alpha)
    return dW, dC, dW, dC


@wrong("GX-40", task="4.5", belief="Biases are not learnt.", hint="Move b_0 a little: does the loss move?")
def bias_gradients_zero(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    dW, dC, _, _ = right.glove_gradients(counts, W, W_context, bias, bias_context, x_max, alpha)
    return dW, dC, 0 * bias, 0 * bias_context


@wrong(
    "GX-41",
    task="4.5",
    belief="The 2 of the square goes with a 1/2 that is not there.",
    hint="Compare with a finite difference: is the ratio 2 everywhere?",
)
def gradients_without_two(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return tuple(g / 2 for g in right.glove_gradients(counts, W, W_context, bias, bias_context, x_max, alpha))


@wrong(
    "GX-42",
    task="4.5",
    belief="The gradient points downhill.",
    hint="If you move along your gradient, does the loss grow?",
)
def gradients_downhill(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return tuple(-g for g in right.glove_gradients(counts, W, W_context, bias, bias_context, x_max, alpha))


@wrong(
    "GX-43",
    task="4.5",
    belief="With symmetric counts no transpose is needed.",
    hint="Which cells contain context j: a row or a column?",
)
def transpose_forgotten(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    out = right.glove_gradients(counts, W, W_context, bias, bias_context, x_max, alpha)
    G = (
        2
        * right.weight(counts, x_max, alpha)
        * np.where(
            counts > 0, W @ W_context.T + bias[:, None] + bias_context - np.log(np.where(counts > 0, counts, 1)), 0
        )
    )
    return out[0], G @ W, out[2], out[3]


@wrong(
    "GX-44",
    task="4.5",
    belief="The derivative with respect to w contains w.",
    hint="Differentiate w.w~ with respect to w: which of the two is left?",
)
def own_vector_instead_of_the_other(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    dW, dC, db, dc = right.glove_gradients(counts, W, W_context, bias, bias_context, x_max, alpha)
    return db[:, None] * W, dc[:, None] * W_context, db, dc


@wrong(
    "GX-45",
    task="4.5",
    belief="The two bias gradients are summed over the same axis.",
    hint="b_i belongs to row i, b~_j to column j. Over what do you sum for each?",
)
def bias_sums_swapped(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    dW, dC, db, dc = right.glove_gradients(counts, W, W_context, bias, bias_context, x_max, alpha)
    return dW, dC, dc, db


@wrong(
    "GX-46",
    task="4.5",
    belief="The order of the answer is free.",
    hint="In which order does the docstring name the four?",
)
def biases_after_their_matrices(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    dW, dC, db, dc = right.glove_gradients(counts, W, W_context, bias, bias_context, x_max, alpha)
    return dW, db, dC, dc


@wrong(
    "GX-47",
    task="4.5",
    belief="Empty cells pull the model to ln 1 = 0.",
    hint="Does the loss change if the model changes at a cell without counts? Then what is its derivative?",
)
def empty_cells_pull(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    G = (
        2
        * np.where(counts > 0, right.weight(counts, x_max, alpha), 1)
        * (W @ W_context.T + bias[:, None] + bias_context - np.log(np.where(counts > 0, counts, 1)))
    )
    return G @ W_context, G.T @ W, G.sum(1), G.sum(0)


@wrong(
    "GX-48",
    task="4.5",
    belief="The gradient is that of a mean loss.",
    hint="Was there a division by the number of cells in the loss?",
)
def gradients_of_the_mean(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    n = max(1, np.count_nonzero(counts))
    return tuple(g / n for g in right.glove_gradients(counts, W, W_context, bias, bias_context, x_max, alpha))


@wrong(
    "GX-49",
    task="4.5",
    belief="x_max and alpha matter for the loss only.",
    hint="Call with another x_max: do your gradients change as the loss does?",
)
def gradient_settings_ignored(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_gradients(counts, W, W_context, bias, bias_context)


@wrong(
    "GX-50",
    task="4.5",
    belief="Gradients explode, so one clips them.",
    hint="Is the derivative of the loss ever cut off in the formula?",
)
def clipped_gradients(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return tuple(
        np.clip(g, -5, 5) for g in right.glove_gradients(counts, W, W_context, bias, bias_context, x_max, alpha)
    )


@wrong(
    "G-39",
    task="4.5",
    belief="Updating W first and deriving for W_context afterwards is the same.",
    hint="At which W is the derivative with respect to W_context taken: the one that came in, or one that has moved?",
)
def context_gradient_after_a_step(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    dW, dC, db, dc = right.glove_gradients(counts, W, W_context, bias, bias_context, x_max, alpha)
    return dW, right.glove_gradients(counts, W - 0.05 * dW, W_context, bias, bias_context, x_max, alpha)[1], db, dc


# 4.6 adagrad_step


@wrong(
    "G-38",
    task="4.6",
    belief="One learning rate for each word.",
    hint="How many numbers does the accumulator hold for a row of the parameter?",
)
def one_rate_for_each_row(parameter, gradient, accumulator, learning_rate):
    rate = np.mean(accumulator, axis=-1, keepdims=True) if parameter.size else accumulator
    parameter -= learning_rate * gradient / np.sqrt(rate)
    accumulator += np.mean(gradient**2, axis=-1, keepdims=True) if parameter.size else 0


@wrong(
    "GX-51",
    task="4.6",
    belief="The newest gradient counts already for its own step.",
    hint="Which accumulator does the first step from 1 divide by?",
)
def accumulator_first(parameter, gradient, accumulator, learning_rate):
    accumulator += gradient**2
    parameter -= learning_rate * gradient / np.sqrt(accumulator)


@wrong(
    "GX-52",
    task="4.6",
    belief="A small number under the root protects from zero.",
    hint="Can the accumulator be 0, if it starts at 1? What does a tiny one do to your step?",
)
def padded_root(parameter, gradient, accumulator, learning_rate):
    parameter -= learning_rate * gradient / np.sqrt(accumulator + 1e-4)
    accumulator += gradient**2


@wrong(
    "GX-53",
    task="4.6",
    belief="Assigning to the name changes the caller's array.",
    hint="After `parameter = ...`, which array does the caller still hold?",
)
def new_array_instead_of_in_place(parameter, gradient, accumulator, learning_rate):
    parameter = parameter - learning_rate * gradient / np.sqrt(accumulator)
    accumulator += gradient**2


@wrong(
    "GX-54", task="4.6", belief="The accumulator is bookkeeping of the caller.", hint="Who makes the accumulator grow?"
)
def accumulator_never_grows(parameter, gradient, accumulator, learning_rate):
    parameter -= learning_rate * gradient / np.sqrt(accumulator)


@wrong(
    "GX-55",
    task="4.6",
    belief="One divides by the accumulator.",
    hint="The gradient is in metres, the accumulator in square metres. What makes them comparable?",
)
def root_forgotten(parameter, gradient, accumulator, learning_rate):
    parameter -= learning_rate * gradient / accumulator
    accumulator += gradient**2


@wrong(
    "GX-56",
    task="4.6",
    belief="The accumulator sums what was applied.",
    hint="What is squared in the second line: the gradient, or the step?",
)
def squares_of_the_steps(parameter, gradient, accumulator, learning_rate):
    step = learning_rate * gradient
    parameter -= step / np.sqrt(accumulator)
    accumulator += step**2


@wrong(
    "GX-57",
    task="4.6",
    belief="Learning means adding the gradient.",
    hint="In which direction does the gradient of a loss point?",
)
def uphill(parameter, gradient, accumulator, learning_rate):
    parameter += learning_rate * gradient / np.sqrt(accumulator)
    accumulator += gradient**2


@wrong(
    "GX-58",
    task="4.6",
    belief="Old gradients should fade away.",
    hint="Which optimiser forgets, and is it the one of this task?",
)
def fading_accumulator(parameter, gradient, accumulator, learning_rate):
    parameter -= learning_rate * gradient / np.sqrt(accumulator)
    accumulator *= 0.9
    accumulator += 0.1 * gradient**2


@wrong(
    "GX-59",
    task="4.6",
    belief="A step gives back what it has made.",
    hint="What does the signature say about the answer?",
)
def returns_the_parameter(parameter, gradient, accumulator, learning_rate):
    parameter -= learning_rate * gradient / np.sqrt(accumulator)
    accumulator += gradient**2
    return parameter


@wrong(
    "GX-60",
    task="4.6",
    belief="The gradient is scratch paper.",
    hint="Print the gradient after your step. Is it still the caller's?",
)
def gradient_overwritten(parameter, gradient, accumulator, learning_rate):
    grown = accumulator + gradient**2
    gradient *= learning_rate
    gradient /= np.sqrt(accumulator)
    parameter -= gradient
    accumulator[...] = grown


@wrong(
    "GX-61",
    task="4.6",
    belief="Magnitudes, not squares, are summed.",
    hint="What has the root of the second line to do with the square of the first?",
)
def sum_of_magnitudes(parameter, gradient, accumulator, learning_rate):
    parameter -= learning_rate * gradient / np.sqrt(accumulator)
    accumulator += np.abs(gradient)


@wrong(
    "GX-62",
    task="4.6",
    belief="A large gradient is a mistake and has to be clipped.",
    hint="Does the formula know a largest step?",
)
def clipped_step(parameter, gradient, accumulator, learning_rate):
    parameter -= learning_rate * np.clip(gradient, -100, 100) / np.sqrt(accumulator)
    accumulator += gradient**2


# 4.7 train_glove


@wrong(
    "GX-63",
    task="4.7",
    belief="Random vectors are vectors.",
    hint="How does your loss change from the first epoch to the last?",
)
def never_trained(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    return right.train_glove(counts, dimensions=dimensions, epochs=0, rng=rng)


@wrong("GX-64", task="4.7", belief="One follows the gradient.", hint="Print the loss. Does it fall?")
def climbing(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    with np.errstate(all="ignore"):
        return right.train_glove(
            counts,
            dimensions=dimensions,
            x_max=x_max,
            alpha=alpha,
            learning_rate=-learning_rate,
            epochs=epochs,
            rng=rng,
        )


@wrong(
    "GX-65",
    task="4.7",
    belief="The word vectors are the answer, as in skip-gram.",
    hint="Which two matrices does the last sentence of the docstring name?",
)
def words_only(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [(rng.random(s) - 0.5) / dimensions for s in ((V, dimensions), (V, dimensions), (V,), (V,))]
    G = [np.ones_like(p) for p in P]
    for _ in range(epochs):
        for p, d, a in zip(P, right.glove_gradients(counts, *P, x_max, alpha), G):
            right.adagrad_step(p, d, a, learning_rate)
    return P[0]


@wrong(
    "GX-66",
    task="4.7",
    belief="The two vectors of a word are averaged.",
    hint="W + W_context: is there a division in it?",
)
def mean_of_both(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    return (
        right.train_glove(
            counts, dimensions=dimensions, x_max=x_max, alpha=alpha, learning_rate=learning_rate, epochs=epochs, rng=rng
        )
        / 2
    )


@wrong(
    "GX-67",
    task="4.7",
    belief="Starting at zero is the neutral choice.",
    hint="If both matrices are zero, what is the gradient of either?",
)
def starting_at_zero(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [np.zeros(s) for s in ((V, dimensions), (V, dimensions), (V,), (V,))]
    G = [np.ones_like(p) for p in P]
    for _ in range(epochs):
        for p, d, a in zip(P, right.glove_gradients(counts, *P, x_max, alpha), G):
            right.adagrad_step(p, d, a, learning_rate)
    return P[0] + P[1]


@wrong(
    "GX-68",
    task="4.7",
    belief="The biases can stay where they are.",
    hint="Which part of ln X has nothing to do with meaning, and where does it go in your model?",
)
def biases_never_move(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [(rng.random(s) - 0.5) / dimensions for s in ((V, dimensions), (V, dimensions))] + [np.zeros(V), np.zeros(V)]
    G = [np.ones_like(p) for p in P]
    for _ in range(epochs):
        for p, d, a in zip(P[:2], right.glove_gradients(counts, *P, x_max, alpha), G):
            right.adagrad_step(p, d, a, learning_rate)
    return P[0] + P[1]


@wrong(
    "GX-69",
    task="4.7",
    belief="One matrix plays both roles.",
    hint="If A attracts B but B does not attract A, can one vector a word say so?",
)
def one_matrix(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    W = (rng.random((V, dimensions)) - 0.5) / dimensions
    b, c = np.zeros(V), np.zeros(V)
    G = [np.ones_like(p) for p in (W, b, c)]
    for _ in range(epochs):
        dW, dC, db, dc = right.glove_gradients(counts, W, W, b, c, x_max, alpha)
        for p, d, a in zip((W, b, c), (dW + dC, db, dc), G):
            right.adagrad_step(p, d, a, learning_rate)
    return W + W


@wrong(
    "GX-70",
    task="4.7",
    belief="One bias a word is enough.",
    hint="Is a word as often a centre as it is a context, in every count matrix?",
)
def one_bias(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [(rng.random(s) - 0.5) / dimensions for s in ((V, dimensions), (V, dimensions), (V,))]
    G = [np.ones_like(p) for p in P]
    for _ in range(epochs):
        dW, dC, db, dc = right.glove_gradients(counts, *P, P[2], x_max, alpha)
        for p, d, a in zip(P, (dW, dC, db + dc), G):
            right.adagrad_step(p, d, a, learning_rate)
    return P[0] + P[1]


@wrong(
    "GX-71",
    task="4.7",
    belief="Only the words learn, the contexts stand still.",
    hint="How many of your four arrays change in an epoch?",
)
def contexts_frozen(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [(rng.random(s) - 0.5) / dimensions for s in ((V, dimensions), (V, dimensions), (V,), (V,))]
    G = [np.ones_like(p) for p in P]
    for _ in range(epochs):
        g = right.glove_gradients(counts, *P, x_max, alpha)
        for k in (0, 2):
            right.adagrad_step(P[k], g[k], G[k], learning_rate)
    return P[0] + P[1]


@wrong(
    "GX-72",
    task="4.7",
    belief="ln(X + 1) is as good as ln X and never infinite.",
    hint="How far is ln(1 + X) from ln X when X is 0.1?",
)
def trained_on_log_of_one_more(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [(rng.random(s) - 0.5) / dimensions for s in ((V, dimensions), (V, dimensions), (V,), (V,))]
    G = [np.ones_like(p) for p in P]
    for _ in range(epochs):
        D = 2 * right.weight(counts, x_max, alpha) * (P[0] @ P[1].T + P[2][:, None] + P[3] - np.log1p(counts))
        for p, d, a in zip(P, (D @ P[1], D.T @ P[0], D.sum(1), D.sum(0)), G):
            right.adagrad_step(p, d, a, learning_rate)
    return P[0] + P[1]


@wrong(
    "GX-73",
    task="4.7",
    belief="All cells matter alike.",
    hint="Should a pair that was hardly ever seen pull as hard as one seen every day?",
)
def trained_without_weight(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [(rng.random(s) - 0.5) / dimensions for s in ((V, dimensions), (V, dimensions), (V,), (V,))]
    I, J = np.nonzero(counts)
    for _ in range(epochs):
        for i, j in zip(I, J):
            g = 0.2 * learning_rate * (P[0][i] @ P[1][j] + P[2][i] + P[3][j] - np.log(counts[i, j]))
            P[0][i], P[1][j] = P[0][i] - g * P[1][j], P[1][j] - g * P[0][i]
            P[2][i] -= g
            P[3][j] -= g
    return P[0] + P[1]


@wrong(
    "GX-74",
    task="4.7",
    belief="A pair that was never seen has logarithm 0, and the model should learn that too.",
    hint="Over which cells does an epoch go?",
)
def empty_cells_trained(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    filled = np.where(counts > 0, counts, 1.0)
    return right.train_glove(
        filled, dimensions=dimensions, x_max=x_max, alpha=alpha, learning_rate=learning_rate, epochs=epochs, rng=rng
    )


@wrong(
    "GX-75",
    task="4.7",
    belief="x_max and alpha have good values already.",
    hint="Which of the keyword arguments are never read in your body?",
)
def weights_as_always(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    return right.train_glove(counts, dimensions=dimensions, learning_rate=learning_rate, epochs=epochs, rng=rng)


@wrong("GX-76", task="4.7", belief="x_max has a good value already.", hint="Is x_max passed on to the weights?")
def x_max_as_always(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    return right.train_glove(
        counts, dimensions=dimensions, alpha=alpha, learning_rate=learning_rate, epochs=epochs, rng=rng
    )


@wrong("GX-77", task="4.7", belief="alpha has a good value already.", hint="Is alpha passed on to the weights?")
def alpha_as_always(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    return right.train_glove(
        counts, dimensions=dimensions, x_max=x_max, learning_rate=learning_rate, epochs=epochs, rng=rng
    )


@wrong(
    "GX-78",
    task="4.7",
    belief="Twenty-five epochs are the rule.",
    hint="How often does your loop run when epochs is 400?",
)
def always_twenty_five_epochs(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    return right.train_glove(
        counts, dimensions=dimensions, x_max=x_max, alpha=alpha, learning_rate=learning_rate, epochs=25, rng=rng
    )


@wrong(
    "GX-79",
    task="4.7",
    belief="The learning rate has a good value already.",
    hint="What should a learning rate of almost nothing teach?",
)
def rate_as_always(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    return right.train_glove(
        counts, dimensions=dimensions, x_max=x_max, alpha=alpha, learning_rate=0.15, epochs=epochs, rng=rng
    )


@wrong(
    "GX-80",
    task="4.7",
    belief="A fixed seed makes it reproducible.",
    hint="Two different generators come in. Do two different answers come out?",
)
def own_fixed_seed(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    return right.train_glove(
        counts,
        dimensions=dimensions,
        x_max=x_max,
        alpha=alpha,
        learning_rate=learning_rate,
        epochs=epochs,
        rng=np.random.default_rng(0),
    )


@wrong(
    "GX-81",
    task="4.7",
    belief="np.random is there for everyone.",
    hint="The same generator state comes in twice. Does the same answer come out?",
)
def global_chance(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    own = np.random.default_rng(np.random.randint(2**31))
    return right.train_glove(
        counts, dimensions=dimensions, x_max=x_max, alpha=alpha, learning_rate=learning_rate, epochs=epochs, rng=own
    )


@wrong(
    "GX-82",
    task="4.7",
    belief="Both vectors side by side keep the most.",
    hint="How long is a vector of your answer, and how long should it be?",
)
def side_by_side(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    S = right.train_glove(
        counts, dimensions=dimensions, x_max=x_max, alpha=alpha, learning_rate=learning_rate, epochs=epochs, rng=rng
    )
    return np.concatenate([S / 2, S / 2], axis=1)


@wrong("GX-83", task="4.7", belief="Vectors of length 1 are handier.", hint="Does the docstring normalise?")
def normalised_vectors(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    S = right.train_glove(
        counts, dimensions=dimensions, x_max=x_max, alpha=alpha, learning_rate=learning_rate, epochs=epochs, rng=rng
    )
    return S / np.linalg.norm(S, axis=1, keepdims=True)


@wrong(
    "GX-84",
    task="4.7",
    belief="Counts come symmetric, so I train on one triangle.",
    hint="Which cells does an epoch visit, and what if X[i, j] is not X[j, i]?",
)
def one_triangle(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    return right.train_glove(
        np.triu(counts),
        dimensions=dimensions,
        x_max=x_max,
        alpha=alpha,
        learning_rate=learning_rate,
        epochs=epochs,
        rng=rng,
    )


@wrong(
    "GX-85", task="4.7", belief="The model predicts the count itself.", hint="What are the dot products to be close to?"
)
def trained_on_counts(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [(rng.random(s) - 0.5) / dimensions for s in ((V, dimensions), (V, dimensions), (V,), (V,))]
    G = [np.ones_like(p) for p in P]
    for _ in range(epochs):
        D = 2 * right.weight(counts, x_max, alpha) * (P[0] @ P[1].T + P[2][:, None] + P[3] - counts)
        for p, d, a in zip(P, (D @ P[1], D.T @ P[0], D.sum(1), D.sum(0)), G):
            right.adagrad_step(p, d, a, learning_rate)
    return P[0] + P[1]


@wrong(
    "GX-86",
    task="4.7",
    belief="The vectors come from the first epoch on; the sum is taken before the loop.",
    hint="Which arrays does your last line add: those before or those after training?",
)
def sum_taken_too_early(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [(rng.random(s) - 0.5) / dimensions for s in ((V, dimensions), (V, dimensions), (V,), (V,))]
    S = P[0] + P[1]
    for _ in range(epochs):
        P = [p - learning_rate * d for p, d in zip(P, right.glove_gradients(counts, *P, x_max, alpha))]
    return S


@wrong(
    "GX-87",
    task="4.1",
    belief="Ten words on each side are the most that there can be.",
    hint="What happens to a window of 11?",
)
def window_of_at_most_ten(sentences, vocabulary, window=10):
    return right.weighted_cooccurrence(sentences, vocabulary, min(window, 10))


@wrong(
    "GX-88",
    task="4.1",
    belief="Capital letters do not matter.",
    hint='Is "Cat" a key of a vocabulary that has "cat"?',
)
def counted_in_lower_case(sentences, vocabulary, window=10):
    return right.weighted_cooccurrence([[word.lower() for word in line] for line in sentences], vocabulary, window)


@wrong(
    "GX-89",
    task="4.5",
    belief="Gradients are clipped at 100, as in the authors' program.",
    hint="Is a clipped gradient still the derivative of the loss?",
)
def gradients_clipped(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    gradients = right.glove_gradients(counts, W, W_context, bias, bias_context, x_max, alpha)
    return tuple(np.clip(gradient, -100.0, 100.0) for gradient in gradients)


@wrong(
    "GX-90",
    task="4.1",
    belief="The window is only looked at where there are words to count.",
    hint="A window of 0 and a corpus without sentences: is that a request that can be met?",
    crashes=True,
)
def window_checked_at_the_first_pair(sentences, vocabulary, window=10):
    if not any(len(sentence) > 1 for sentence in sentences):
        return np.zeros((len(vocabulary), len(vocabulary)))
    return right.weighted_cooccurrence(sentences, vocabulary, window)


@wrong(
    "GX-91",
    task="4.1",
    belief="A sentence that is not longer than the window holds no full window.",
    hint="How many pairs has a sentence of two words, if the window is 10?",
)
def short_sentences_skipped(sentences, vocabulary, window=10):
    known = [[word for word in sentence if word in vocabulary] for sentence in sentences]
    return right.weighted_cooccurrence([s for s in known if len(s) > window], vocabulary, window)


@wrong(
    "GX-92",
    task="4.1",
    belief="An unknown word ends the sentence.",
    hint="What becomes of the known words behind an unknown one?",
)
def stops_at_an_unknown_word(sentences, vocabulary, window=10):
    heads = []
    for sentence in sentences:
        strange = [i for i, word in enumerate(sentence) if word not in vocabulary]
        heads.append(sentence[: strange[0]] if strange else sentence)
    return right.weighted_cooccurrence(heads, vocabulary, window)


@wrong(
    "GX-93",
    task="4.1",
    belief="An unknown word cuts its sentence in two.",
    hint="Two known words with an unknown one between them: do they meet, and at which distance?",
)
def unknown_words_are_borders(sentences, vocabulary, window=10):
    parts = []
    for sentence in sentences:
        parts.append([])
        for word in sentence:
            if word in vocabulary:
                parts[-1].append(word)
            else:
                parts.append([])
    return right.weighted_cooccurrence(parts, vocabulary, window)


@wrong(
    "GX-94",
    task="4.2",
    belief="A row whose counts do not even sum to 1 has no counts.",
    hint="Two words met once, at distance 4. What is the sum of such a row?",
    crashes=True,
)
def less_than_one_count_is_none(counts, i, j):
    if counts[i].sum() < 1 or counts[j].sum() < 1:
        raise ValueError("no counts")
    return right.probability_ratio(counts, i, j)


@wrong(
    "GX-95",
    task="4.2",
    belief="A table with an empty row is broken, whichever rows are asked for.",
    hint="Which rows does the ratio for i and j need?",
    crashes=True,
)
def any_empty_row_is_an_error(counts, i, j):
    if (counts.sum(axis=1) == 0).any():
        raise ValueError("an empty row")
    return right.probability_ratio(counts, i, j)


@wrong(
    "GX-96",
    task="4.2",
    belief="A word compared with itself gives 1 for every k.",
    hint="What is 0/0, also for one and the same word?",
)
def one_for_the_same_word(counts, i, j):
    ratio = right.probability_ratio(counts, i, j)
    return np.ones(len(ratio)) if i == j else ratio


@wrong(
    "GX-97",
    task="4.4",
    belief="An error of more than 10 is an outlier and counts as 10.",
    hint="How large is the loss of a single cell that the model misses by 50?",
)
def residual_clipped(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    residual = np.clip(right._residual(counts, W, W_context, bias, bias_context), -10, 10)
    return float((right.weight(counts, x_max, alpha) * residual**2).sum())


@wrong(
    "GX-98",
    task="4.5",
    belief="Above x_max the weight is flat, so such a cell has no slope.",
    hint="Which part of the loss of a cell depends on the parameters: its weight or its error?",
)
def frequent_cells_have_no_slope(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    rare = np.where(counts > x_max, 0, counts)
    return right.glove_gradients(rare, W, W_context, bias, bias_context, x_max, alpha)


@wrong(
    "GX-99",
    task="4.6",
    belief="The divisor is never below 1, or steps explode.",
    hint="What is the step for a gradient of 0.001 and an accumulator of 0.0001?",
)
def divisor_of_at_least_one(parameter, gradient, accumulator, learning_rate):
    parameter -= learning_rate * gradient / np.sqrt(np.maximum(accumulator, 1))
    accumulator += gradient**2


@wrong(
    "GX-100",
    task="4.7",
    belief="Any gradient descent will do; the accumulators are a refinement.",
    hint="After a hundred steps with large gradients, how long is AdaGrad's next step, and how long is yours?",
)
def plain_descent(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [(rng.random(s) - 0.5) / dimensions for s in ((V, dimensions), (V, dimensions), (V,), (V,))]
    for _ in range(epochs):
        with np.errstate(all="ignore"):
            P = [p - learning_rate * d for p, d in zip(P, right.glove_gradients(counts, *P, x_max, alpha))]
    return P[0] + P[1]


@wrong(
    "GX-101",
    task="4.7",
    belief="range(1, epochs) are the epochs: the first one is the start.",
    hint="How many epochs does your loop run for epochs = 1?",
)
def one_epoch_less(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    settings = {"dimensions": dimensions, "x_max": x_max, "alpha": alpha, "learning_rate": learning_rate}
    return right.train_glove(counts, **settings, epochs=epochs - 1, rng=rng)


@wrong(
    "GX-102",
    task="4.7",
    belief="The weight in training is (X / x_max)^alpha; no count is as large as x_max anyway.",
    hint="How long is your first step for a pair that was counted a million times x_max?",
)
def trained_without_a_cap(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    V = len(counts)
    P = [(rng.random(s) - 0.5) / dimensions for s in ((V, dimensions), (V, dimensions), (V,), (V,))]
    G = [np.ones_like(p) for p in P]
    for _ in range(epochs):
        slope = 2 * (counts / x_max) ** alpha * right._residual(counts, *P)
        gradients = slope @ P[1], slope.T @ P[0], slope.sum(axis=1), slope.sum(axis=0)
        for p, d, a in zip(P, gradients, G):
            right.adagrad_step(p, d, a, learning_rate)
    return P[0] + P[1]


@wrong(
    "GX-103",
    task="4.7",
    belief="Pairs above x_max are stop words, and training leaves them out.",
    hint="What is the weight of a pair above x_max?",
)
def frequent_pairs_not_trained(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    settings = {"x_max": x_max, "alpha": alpha, "learning_rate": learning_rate, "epochs": epochs}
    return right.train_glove(np.where(counts > x_max, 0, counts), dimensions=dimensions, **settings, rng=rng)


@wrong(
    "GX-104",
    task="4.7",
    belief="What all words have in common is noise, and is taken out at the end.",
    hint="Train on a vocabulary of one word. What is its vector?",
)
def centred_vectors(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    settings = {"x_max": x_max, "alpha": alpha, "learning_rate": learning_rate, "epochs": epochs}
    vectors = right.train_glove(counts, dimensions=dimensions, **settings, rng=rng)
    return vectors - vectors.mean(axis=0)


@wrong(
    "GX-105",
    task="4.1",
    belief="X[a, b] += 1 / d adds for every pair when a and b are arrays.",
    hint="What does X[[0, 0], [1, 1]] += 1 make of X[0, 1]?",
)
def repeated_cells_added_once(sentences, vocabulary, window=10):
    counts = right.weighted_cooccurrence([], vocabulary, window)
    for sentence in sentences:
        ids = np.array([vocabulary[word] for word in sentence if word in vocabulary], dtype=int)
        for d in range(1, min(window, len(ids) - 1) + 1):
            counts[ids[:-d], ids[d:]] += 1 / d
            counts[ids[d:], ids[:-d]] += 1 / d
    return counts


@wrong(
    "GX-106",
    task="4.2",
    belief="A probability below a millionth is zero.",
    hint="A word was counted once among a billion others. Was it seen or not?",
)
def tiny_probabilities_are_zero(counts, i, j):
    right.probability_ratio(counts, i, j)
    upper, lower = (np.where(row / row.sum() < 1e-6, 0, row / row.sum()) for row in (counts[i], counts[j]))
    with np.errstate(divide="ignore", invalid="ignore"):
        return upper / lower


@wrong(
    "GX-107",
    task="4.3",
    belief="As good as x_max is x_max.",
    hint="What is f(99.9) if x_max is 100?",
)
def nearly_x_max_is_x_max(x, x_max=100.0, alpha=0.75):
    return np.where(np.asarray(x) > 0.99 * x_max, 1.0, right.weight(x, x_max, alpha))


@wrong(
    "GX-108",
    task="4.1",
    belief="Counts are no science: float32 will do.",
    hint="A hundred thirds are added up. How many of the digits of the sum are right?",
)
def counted_in_single_precision(sentences, vocabulary, window=10):
    counts = right.weighted_cooccurrence([], vocabulary, window).astype(np.float32)
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for i, a in enumerate(ids):
            for d, b in enumerate(ids[i + 1 : i + 1 + window], 1):
                counts[a, b] += 1 / d
                counts[b, a] += 1 / d
    return counts


@wrong(
    "GX-110",
    task="4.4",
    belief="An exponent above 1 makes no sense, so alpha is 1 at most.",
    hint="Which values of alpha does the handout exclude?",
)
def alpha_is_one_at_most(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(counts, W, W_context, bias, bias_context, x_max, min(alpha, 1.0))


@wrong(
    "GX-111",
    task="4.7",
    belief="One random matrix is enough: the contexts start as a copy of the words.",
    hint="Counts are symmetric and both matrices start equal. Can they ever become different?",
)
def contexts_start_as_a_copy(counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng):
    W = (rng.random((len(counts), dimensions)) - 0.5) / dimensions
    parameters = [W, W.copy(), np.zeros(len(counts)), np.zeros(len(counts))]
    squares = [np.ones(parameter.shape) for parameter in parameters]
    for _ in range(epochs):
        gradients = right.glove_gradients(counts, *parameters, x_max, alpha)
        for parameter, gradient, square in zip(parameters, gradients, squares):
            right.adagrad_step(parameter, gradient, square, learning_rate)
    return parameters[0] + parameters[1]


@wrong(
    "GX-112",
    task="4.1",
    belief="A sentence is a string: joined with blanks, and split again.",
    hint="Which tokens of a sentence may hold a blank, or nothing at all?",
)
def joined_and_split_again(sentences, vocabulary, window=10):
    return right.weighted_cooccurrence([" ".join(words).split() for words in sentences], vocabulary, window)


@wrong(
    "GX-113",
    task="4.1",
    belief="A word that is not in the vocabulary is its <unk>, if there is one.",
    hint="What becomes of an unknown word? Does it matter what the words of the vocabulary are called?",
)
def unknown_words_become_unk(sentences, vocabulary, window=10):
    if "<unk>" not in vocabulary:
        return right.weighted_cooccurrence(sentences, vocabulary, window)
    known = [[word if word in vocabulary else "<unk>" for word in words] for words in sentences]
    return right.weighted_cooccurrence(known, vocabulary, window)


@wrong(
    "GX-114",
    task="4.4",
    belief="Errors are cut at 100, as the authors' program cuts its gradients.",
    hint="What is the square of an error of 600?",
)
def errors_cut_at_hundred(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    errors = np.clip(right._residual(counts, W, W_context, bias, bias_context), -100, 100)
    return float((right.weight(counts, x_max, alpha) * errors**2).sum())


@wrong(
    "GX-115",
    task="4.1",
    belief="Fifty steps are far enough for any window.",
    hint="Who decides how far a window reaches? Try one of a hundred words.",
)
def fifty_steps_at_most(sentences, vocabulary, window=10):
    return right.weighted_cooccurrence(sentences, vocabulary, min(window, 50))


@wrong(
    "GX-116",
    task="4.3",
    belief="x_max is a count, and so at least 1.",
    hint="Counts may be fractions. What is the weight of 0.2 when x_max is 0.5?",
)
def x_max_of_one_at_least(x, x_max=100.0, alpha=0.75):
    return right.weight(x, max(x_max, 1.0), alpha)


@wrong(
    "GX-117",
    task="4.4",
    belief="A count below a thousandth is a zero that was rounded badly.",
    hint="Which cells does the sum leave out: those that are small, or those that are zero?",
)
def tiny_counts_are_zeros(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_loss(np.where(counts > 1e-3, counts, 0), W, W_context, bias, bias_context, x_max, alpha)


@wrong(
    "GX-118",
    task="4.5",
    belief="A count below a thousandth is a zero that was rounded badly, and nothing learns from it.",
    hint="Compare with the loss: does a cell of 0.0005 add something there?",
)
def nothing_learns_from_tiny_counts(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    return right.glove_gradients(np.where(counts > 1e-3, counts, 0), W, W_context, bias, bias_context, x_max, alpha)


@wrong(
    "GX-119",
    task="4.5",
    belief="[np.zeros(V)] * 2 makes two arrays.",
    hint="Do the two bias gradients of your answer share their memory?",
)
def one_array_for_two_biases(counts, W, W_context, bias, bias_context, x_max=100.0, alpha=0.75):
    to_words, to_contexts, rows, columns = right.glove_gradients(counts, W, W_context, bias, bias_context, x_max, alpha)
    to_bias, to_bias_context = [np.zeros(len(counts))] * 2
    to_bias += rows
    to_bias_context += columns
    return to_words, to_contexts, to_bias, to_bias_context


@wrong(
    "GX-121",
    task="4.7",
    belief="Cells come in batches of eight, and an incomplete batch is dropped.",
    hint="How many non-zero cells are left when you have taken eight at a time? Do they ever get their turn?",
)
def incomplete_batch_of_cells_dropped(
    counts, *, dimensions=50, x_max=100.0, alpha=0.75, learning_rate=0.05, epochs=25, rng
):
    used = np.zeros(np.shape(counts))
    cells = np.argwhere(np.asarray(counts) > 0)
    for i, j in cells[: len(cells) // 8 * 8]:
        used[i, j] = counts[i, j]
    options = {"dimensions": dimensions, "x_max": x_max, "alpha": alpha, "learning_rate": learning_rate}
    return right.train_glove(used, **options, epochs=epochs, rng=rng)
