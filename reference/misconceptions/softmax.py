"""Known wrong ways to do a3_skipgram/softmax.py."""

from __future__ import annotations

import heapq
import math

import numpy as np

from autograder.specimens import wrong
from reference.a3_skipgram import softmax as right

# 3.15 softmax


@wrong(
    "H-02",
    task="3.15",
    belief="Any maximum keeps the exponentials small.",
    hint="What is left of a row that stands 2000 below the largest score of the matrix?",
)
def maximum_of_the_matrix(scores):
    with np.errstate(all="ignore"):
        exponentials = np.exp(scores - np.max(scores))
        return exponentials / exponentials.sum(axis=-1, keepdims=True)


@wrong(
    "H-03",
    task="3.15",
    belief="axis=0 is 'per row'.",
    hint="Which sums of your result are 1: those along the rows or those down the columns?",
)
def down_the_columns(scores):
    return np.swapaxes(right.softmax(np.swapaxes(scores, 0, -1)), 0, -1)


@wrong(
    "HX-01",
    task="3.15",
    belief="Floats are big enough for any exponential.",
    hint="What does your computer say to e to the thousand?",
)
def naive(scores):
    with np.errstate(all="ignore"):
        return np.exp(scores) / np.exp(scores).sum(axis=-1, keepdims=True)


@wrong(
    "HX-02",
    task="3.15",
    belief="Dividing by the sum of everything makes probabilities.",
    hint="How many distributions does a matrix of three rows hold?",
)
def one_distribution_for_all(scores):
    exponentials = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return exponentials / exponentials.sum()


@wrong(
    "HX-03", task="3.15", belief="The last axis is axis 1.", hint="How many axes may your scores have?", crashes=True
)
def axis_one(scores):
    exponentials = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


@wrong(
    "HX-04",
    task="3.15",
    belief="The last axis is axis 1, or axis 0 where there is only one.",
    hint="Your function knows one axis and two. What about three?",
)
def one_or_two_axes(scores):
    axis = min(1, np.ndim(scores) - 1)
    return np.moveaxis(right.softmax(np.moveaxis(scores, axis, -1)), -1, axis)


@wrong(
    "HX-05",
    task="3.15",
    belief="Scores beyond 500 may be cut: the result is 0 or 1 anyway.",
    hint="Which shares do 990 and 989 get, next to each other?",
)
def clipped(scores):
    return right.softmax(np.clip(scores, -500, 500))


@wrong(
    "HX-06",
    task="3.15",
    belief="Taking away the mean keeps the exponentials small as well as the maximum does.",
    hint="How far above the mean can the largest score be?",
)
def shifted_by_the_mean(scores):
    with np.errstate(all="ignore"):
        exponentials = np.exp(scores - np.mean(scores, axis=-1, keepdims=True))
        return exponentials / exponentials.sum(axis=-1, keepdims=True)


@wrong(
    "HX-07", task="3.15", belief="Positive numbers that sum to 1 are a softmax.", hint="Where is the e in your result?"
)
def shares_of_the_shifted_scores(scores):
    above = scores - np.min(scores, axis=-1, keepdims=True) + 1.0
    return above / above.sum(axis=-1, keepdims=True)


@wrong(
    "HX-08",
    task="3.15",
    belief="The base of the power is a matter of taste.",
    hint="Which base does the e in the formula stand for?",
)
def base_two(scores):
    return right.softmax(scores * math.log(2))


@wrong(
    "HX-09",
    task="3.15",
    belief="The largest absolute value is the one to take away.",
    hint="What is left of a row of scores around -1000?",
)
def shifted_by_the_largest_size(scores):
    with np.errstate(all="ignore"):
        exponentials = np.exp(scores - np.max(np.abs(scores), axis=-1, keepdims=True))
        return exponentials / exponentials.sum(axis=-1, keepdims=True)


@wrong("HX-10", task="3.15", belief="The result has the dtype of the scores.", hint="What is 0.7 as a whole number?")
def written_into_a_copy(scores):
    result = np.array(scores)
    result[...] = right.softmax(scores)
    return result


@wrong(
    "HX-11",
    task="3.15",
    belief="A dimension of one can go.",
    hint="Compare the shape of a matrix with one row before and after.",
)
def squeezed(scores):
    return np.squeeze(right.softmax(scores))


# 3.16 log_softmax


@wrong(
    "HX-12",
    task="3.16",
    belief="The logarithm of the softmax is computed as the logarithm of the softmax.",
    hint="What is e to the minus thousand for a computer, and what is its logarithm?",
)
def log_of_the_softmax(scores):
    with np.errstate(all="ignore"):
        return np.log(right.softmax(scores))


@wrong(
    "HX-13",
    task="3.16",
    belief="A tiny number inside the logarithm heals the -inf.",
    hint="Your answer for [0, -1000] is finite now. Is it right?",
)
def log_with_epsilon(scores):
    return np.log(right.softmax(scores) + 1e-12)


@wrong("HX-14", task="3.16", belief="axis=0 is 'per row'.", hint="Exponentiate your result: which sums are 1?")
def log_down_the_columns(scores):
    return np.swapaxes(right.log_softmax(np.swapaxes(scores, 0, -1)), 0, -1)


@wrong(
    "HX-15",
    task="3.16",
    belief="Any maximum keeps the exponentials small, in the logarithm too.",
    hint="What is the logarithm of a sum of zeros?",
)
def log_maximum_of_the_matrix(scores):
    with np.errstate(all="ignore"):
        above = scores - np.max(scores)
        return above - np.log(np.exp(above).sum(axis=-1, keepdims=True))


@wrong(
    "HX-16",
    task="3.16",
    belief="A loss is wanted, so the sign turns.",
    hint="Can the logarithm of a probability be positive?",
)
def negative_log(scores):
    return -right.log_softmax(scores)


@wrong(
    "HX-17",
    task="3.16",
    belief="Logarithms in information theory have base 2.",
    hint="Which logarithm does the course use throughout?",
)
def bits(scores):
    return right.log_softmax(scores) / math.log(2)


@wrong(
    "HX-18",
    task="3.16",
    belief="The scores minus their maximum are the logarithm already.",
    hint="Exponentiate and add up: is it 1?",
)
def maximum_only(scores):
    return scores - np.max(scores, axis=-1, keepdims=True)


@wrong(
    "HX-19",
    task="3.16",
    belief="The maximum that was taken away has to come back in the end.",
    hint="You took the same number from both sides of a difference. Is anything missing?",
)
def maximum_added_again(scores):
    return right.log_softmax(scores) + np.max(scores, axis=-1, keepdims=True)


@wrong(
    "HX-20",
    task="3.16",
    belief="The last axis is axis 1, or axis 0 where there is only one.",
    hint="Your function knows one axis and two. What about three?",
)
def log_one_or_two_axes(scores):
    axis = min(1, np.ndim(scores) - 1)
    return np.moveaxis(right.log_softmax(np.moveaxis(scores, axis, -1)), -1, axis)


@wrong(
    "HX-21", task="3.16", belief="Scores lower than 100 below the best may be cut.", hint="What should become of -1000?"
)
def log_clipped(scores):
    return np.maximum(right.log_softmax(scores), -100.0)


@wrong("HX-22", task="3.16", belief="log(sum(exp(x))) is safe enough.", hint="Try your denominator at a score of 1000.")
def log_naive(scores):
    with np.errstate(all="ignore"):
        return scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True))


# 3.17 skipgram_log_probability


@wrong(
    "H-07",
    task="3.17",
    belief="One normalises over the words that one sees: the pair at hand.",
    hint="Over which words does the sum in the denominator run?",
)
def normalised_over_the_pair(center, context, W_in, W_out):
    seen = sorted({center, context})
    return float(right.log_softmax(W_out[seen] @ W_in[center])[seen.index(context)])


@wrong(
    "HX-23",
    task="3.17",
    belief="Both words live in one table.",
    hint="Which table holds a word in its role as context?",
)
def one_table(center, context, W_in, W_out):
    return right.skipgram_log_probability(center, context, W_in, W_in)


@wrong(
    "HX-24",
    task="3.17",
    belief="W_in belongs to the context and W_out to the centre.",
    hint="What goes in, and what comes out?",
)
def tables_swapped(center, context, W_in, W_out):
    return right.skipgram_log_probability(center, context, W_out, W_in)


@wrong(
    "HX-25",
    task="3.17",
    belief="P(context | center) and P(center | context) are the same.",
    hint="Which word is given?",
)
def roles_swapped(center, context, W_in, W_out):
    return right.skipgram_log_probability(context, center, W_in, W_out)


@wrong(
    "HX-26",
    task="3.17",
    belief="The probability itself is asked for.",
    hint="Can a logarithm of a probability lie between 0 and 1?",
)
def no_logarithm(center, context, W_in, W_out):
    return float(np.exp(right.skipgram_log_probability(center, context, W_in, W_out)))


@wrong("HX-27", task="3.17", belief="A loss is asked for.", hint="What is the sign of ln P?")
def loss_for_log(center, context, W_in, W_out):
    return -right.skipgram_log_probability(center, context, W_in, W_out)


@wrong(
    "HX-28",
    task="3.17",
    belief="The centre word cannot be its own context, so it has no share.",
    hint="Do the probabilities of all the words in the vocabulary, the centre included, sum to 1 with yours?",
)
def centre_left_out(center, context, W_in, W_out):
    scores = W_out @ W_in[center]
    return float(scores[context] - np.log(np.exp(np.delete(scores, center)).sum()))


@wrong(
    "HX-29",
    task="3.17",
    belief="The denominator is what the word competes against: the others.",
    hint="What would your probability be if all scores were equal?",
)
def context_left_out(center, context, W_in, W_out):
    scores = W_out @ W_in[center]
    with np.errstate(all="ignore"):
        return float(scores[context] - np.log(np.exp(np.delete(scores, context)).sum()))


@wrong(
    "HX-30",
    task="3.17",
    belief="log of the softmax is good enough for one number.",
    hint="A score 1000 below the best one: what is the logarithm of its probability?",
)
def log_of_a_probability(center, context, W_in, W_out):
    with np.errstate(all="ignore"):
        return float(np.log(right.softmax(W_out @ W_in[center])[context]))


@wrong(
    "HX-31",
    task="3.17",
    belief="Similarity of words is a cosine.",
    hint="Which product stands in the exponent of the chapter?",
)
def cosines_for_scores(center, context, W_in, W_out):
    def unit(rows):
        lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
        return rows / np.where(lengths > 0, lengths, 1)

    return right.skipgram_log_probability(center, context, unit(W_in), unit(W_out))


@wrong(
    "HX-32",
    task="3.17",
    belief="The chance of a pair is a sigmoid of its score.",
    hint="Do your probabilities of all contexts sum to 1?",
)
def sigmoid_for_softmax(center, context, W_in, W_out):
    return float(-np.logaddexp(0, -(W_out[context] @ W_in[center])))


@wrong("HX-33", task="3.17", belief="The logarithm has base 2.", hint="Which logarithm does the course use throughout?")
def log_probability_in_bits(center, context, W_in, W_out):
    return right.skipgram_log_probability(center, context, W_in, W_out) / math.log(2)


# 3.18 huffman_codes


@wrong(
    "H-13",
    task="3.18",
    belief="No two nodes ever weigh the same.",
    hint="What does the heap compare when two sums are equal?",
    crashes=True,
)
def ties_compare_nodes(counts):
    codes = [""] * len(counts)
    heap = [(count, {"words": [word]}) for word, count in enumerate(np.asarray(counts).tolist())]
    heapq.heapify(heap)
    while len(heap) > 1:
        (a, left), (b, right_) = heapq.heappop(heap), heapq.heappop(heap)
        for side, node in (("0", left), ("1", right_)):
            for word in node["words"]:
                codes[word] = side + codes[word]
        heapq.heappush(heap, (a + b, {"words": left["words"] + right_["words"]}))
    return codes


@wrong(
    "H-14",
    task="3.18",
    belief="Every word needs at least one bit.",
    hint="How many questions must you ask if there is only one possible answer?",
)
def one_word_one_bit(counts):
    return right.huffman_codes(counts) if len(counts) > 1 else ["0"]


@wrong(
    "HX-34",
    task="3.18",
    belief="The code is read off from the leaf up.",
    hint="Write down all your codes: is one of them the beginning of another one?",
)
def from_the_leaf_up(counts):
    return [code[::-1] for code in right.huffman_codes(counts)]


@wrong(
    "HX-35",
    task="3.18",
    belief="The codes are listed from the most frequent word to the rarest.",
    hint="Which code belongs to word 0, whatever its count is?",
)
def in_order_of_frequency(counts):
    return sorted(right.huffman_codes(counts), key=len)


@wrong(
    "HX-36",
    task="3.18",
    belief="With V words every code has ceil(log2 V) bits.",
    hint="Does a frequent word get a shorter code than a rare one?",
)
def all_codes_alike(counts):
    length = max(len(counts) - 1, 0).bit_length()
    return [format(word, "b").zfill(length) if length else "" for word in range(len(counts))]


@wrong("HX-37", task="3.18", belief="The most frequent are joined first.", hint="Who should sit deep down in the tree?")
def largest_first(counts):
    largest = max(np.asarray(counts).tolist())
    return right.huffman_codes(np.array([largest + 1 - count for count in np.asarray(counts).tolist()]))


@wrong(
    "HX-38",
    task="3.18",
    belief="A joined node weighs as much as the heavier of its two.",
    hint="How often does one pass through an inner node?",
)
def joined_weight_is_the_maximum(counts):
    codes, heap = [""] * len(counts), [(count, [word]) for word, count in enumerate(np.asarray(counts).tolist())]
    heapq.heapify(heap)
    while len(heap) > 1:
        (a, zeros), (b, ones) = heapq.heappop(heap), heapq.heappop(heap)
        for side, words in (("0", zeros), ("1", ones)):
            for word in words:
                codes[word] = side + codes[word]
        heapq.heappush(heap, (max(a, b), zeros + ones))
    return codes


@wrong(
    "HX-39",
    task="3.18",
    belief="Sort once, then go on adding the next rarest word.",
    hint="After two rare words are joined, is their node always among the two lightest?",
)
def always_one_comb(counts):
    order = sorted(range(len(counts)), key=lambda word: -counts[word])
    codes = [""] * len(counts)
    for depth, word in enumerate(order):
        codes[word] = "1" * depth + ("0" if depth < len(order) - 1 else "")
    return codes


@wrong(
    "HX-40",
    task="3.18",
    belief="A code of ceil(-log2 p) bits is the best there is.",
    hint="Shannon's lengths are short enough on paper. Can a tree do better?",
)
def shannon_lengths(counts):
    shares = np.asarray(counts, dtype=float) / np.sum(counts)
    order = np.argsort(-shares, kind="stable")
    codes, start = [""] * len(counts), 0.0
    for word in order:
        length = math.ceil(-math.log2(shares[word]) - 1e-12)
        codes[word] = format(int(start * 2**length + 1e-9), "b").zfill(length) if length else ""
        start += shares[word]
    return codes


@wrong(
    "HX-41",
    task="3.18",
    belief="Halve the words by weight from the top: that is Huffman's tree.",
    hint="Compare the total length with that of a tree built from below: counts 15, 7, 6, 6, 5.",
)
def fano_from_the_top(counts):
    codes = [""] * len(counts)

    def split(words):
        if len(words) < 2:
            return
        sums = np.cumsum([counts[word] for word in words])
        cut = 1 + int(np.argmin(np.abs(2 * sums[:-1] - sums[-1])))
        for side, part in (("0", words[:cut]), ("1", words[cut:])):
            for word in part:
                codes[word] += side
            split(part)

    split(sorted(range(len(counts)), key=lambda word: -counts[word]))
    return codes


@wrong("HX-42", task="3.18", belief="A code is a number.", hint="As numbers, what distinguishes 01 from 1?")
def codes_as_numbers(counts):
    return [int(code or "0") for code in right.huffman_codes(counts)]


@wrong(
    "HX-43",
    task="3.18",
    belief="Equal counts can share an entry of a dict.",
    hint="Two words occur five times each: how many keys does your dict have?",
)
def keyed_by_count(counts):
    found = {}
    for count, code in zip(np.asarray(counts).tolist(), right.huffman_codes(counts), strict=True):
        found[count] = code
    return [found[count] for count in np.asarray(counts).tolist()]


@wrong(
    "HX-44",
    task="3.18",
    belief="Joined nodes go to the end of the line.",
    hint="Which two nodes are the lightest after the first join?",
)
def never_sorted_again(counts):
    codes = [""] * len(counts)
    line = sorted((count, [word]) for word, count in enumerate(np.asarray(counts).tolist()))
    while len(line) > 1:
        (a, zeros), (b, ones), *line = line
        for side, words in (("0", zeros), ("1", ones)):
            for word in words:
                codes[word] = side + codes[word]
        line.append((a + b, zeros + ones))
    return codes


@wrong(
    "HX-45",
    task="3.18",
    belief="A code of n ones and a zero at its end is prefix-free, and short for the frequent.",
    hint="How long is the code of the thousandth word?",
)
def unary_by_rank(counts):
    order = sorted(range(len(counts)), key=lambda word: -counts[word])
    codes = [""] * len(counts)
    for depth, word in enumerate(order):
        codes[word] = "1" * depth + "0" if len(order) > 1 else ""
    return codes


@wrong(
    "HX-46",
    task="3.18",
    belief="The answer is a dict from word id to code.",
    hint="Which form does the signature promise?",
)
def codes_in_a_dict(counts):
    return dict(enumerate(right.huffman_codes(counts)))


# 3.19 hierarchical_probability


@wrong(
    "H-09",
    task="3.19",
    belief="The direction is hidden in the vector of the node.",
    hint="One node, two leaves: do your two probabilities sum to 1?",
)
def same_sign_on_both_sides(hidden, node_vectors, code):
    return float(np.prod(right._sigmoid(node_vectors @ hidden)))


@wrong(
    "HX-47",
    task="3.19",
    belief='A "1" means yes, so it gets the plain sigmoid.',
    hint="Which of the two sides has the plus sign in the handout?",
)
def sides_swapped(hidden, node_vectors, code):
    return right.hierarchical_probability(-hidden, node_vectors, code)


@wrong(
    "HX-48",
    task="3.19",
    belief="Products of probabilities are always given as sums of logarithms.",
    hint="Can a probability be negative?",
)
def logarithm_returned(hidden, node_vectors, code):
    return float(np.log(right.hierarchical_probability(hidden, node_vectors, code)))


@wrong(
    "HX-49",
    task="3.19",
    belief="The code is read from the leaf up.",
    hint="Which node does the first character of the code belong to?",
)
def code_read_backwards(hidden, node_vectors, code):
    return right.hierarchical_probability(hidden, node_vectors, code[::-1])


@wrong(
    "HX-50",
    task="3.19",
    belief="Where there is no path there is no probability.",
    hint="There is only one word in the vocabulary. How likely is it?",
)
def nothing_is_impossible(hidden, node_vectors, code):
    return right.hierarchical_probability(hidden, node_vectors, code) if code else 0.0


@wrong(
    "HX-51",
    task="3.19",
    belief="Only the last decision leads to the word.",
    hint="How likely is it to get as far as the last node?",
)
def last_step_only(hidden, node_vectors, code):
    return right.hierarchical_probability(hidden, node_vectors[-1:], code[-1:])


@wrong(
    "HX-52",
    task="3.19",
    belief="Long paths are unfair, so one takes the mean over the steps.",
    hint="Do the probabilities of all leaves sum to 1 with yours?",
)
def mean_of_the_steps(hidden, node_vectors, code):
    return right.hierarchical_probability(hidden, node_vectors, code) ** (1 / max(len(code), 1))


@wrong(
    "HX-53",
    task="3.19",
    belief="e^x / (1 + e^x) is as good as 1 / (1 + e^-x).",
    hint="Which of the two forms survives a score of 1000?",
)
def overflowing_sigmoid(hidden, node_vectors, code):
    signs = np.array([1.0 if side == "0" else -1.0 for side in code])
    with np.errstate(all="ignore"):
        powers = np.exp(signs * (node_vectors @ hidden))
        return float(np.prod(powers / (1 + powers)))


@wrong(
    "HX-54",
    task="3.19",
    belief="Probabilities of several steps are added.",
    hint="Two fair coins: how likely are two heads?",
)
def sum_of_the_steps(hidden, node_vectors, code):
    signs = np.array([1.0 if side == "0" else -1.0 for side in code])
    return float(right._sigmoid(signs * (node_vectors @ hidden)).sum()) if code else 1.0


@wrong(
    "HX-55",
    task="3.19",
    belief="The scores along the path add up, and one sigmoid makes a probability of the sum.",
    hint="Is the sigmoid of a sum the product of the sigmoids?",
)
def sigmoid_of_the_sum(hidden, node_vectors, code):
    signs = np.array([1.0 if side == "0" else -1.0 for side in code])
    return float(right._sigmoid(np.array(signs @ (node_vectors @ hidden)))) if code else 1.0


@wrong(
    "HX-56",
    task="3.19",
    belief="A probability needs a floor, so that its logarithm exists.",
    hint="Who asked for the logarithm?",
)
def floor_under_the_probability(hidden, node_vectors, code):
    return max(right.hierarchical_probability(hidden, node_vectors, code), 1e-6)


@wrong("HX-57", task="3.19", belief="math.exp takes any number.", hint="What does math.exp say to 1000?", crashes=True)
def math_exp_overflows(hidden, node_vectors, code):
    p = 1.0
    for node, side in zip(node_vectors, code, strict=True):
        x = float(node @ hidden)
        p *= 1 / (1 + math.exp(-x if side == "0" else x))
    return p


@wrong(
    "HX-58",
    task="3.15",
    belief="Any one score may be taken away, the first for instance.",
    hint="Try [0, 1000]: which exponentials do you compute?",
)
def first_score_taken_away(scores):
    exponentials = np.exp(scores - scores[..., :1])
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


@wrong(
    "HX-59",
    task="3.16",
    belief="Any one score may be taken away, the first for instance.",
    hint="Try [0, 1000]: which exponentials do you compute?",
)
def first_score_taken_away_from_the_logarithm(scores):
    shifted = scores - scores[..., :1]
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


@wrong(
    "HX-60",
    task="3.16",
    belief="scores -= maximum is short for scores = scores - maximum.",
    hint="Whose array are the scores?",
)
def scores_shifted_in_place(scores):
    answer = right.log_softmax(scores)
    scores -= np.max(scores, axis=-1, keepdims=True)
    return answer


@wrong(
    "HX-61",
    task="3.19",
    belief="Scores beyond 6 make no difference, as in the table of word2vec.",
    hint="How likely is a way of three steps if each is cut to 0.9975?",
)
def scores_cut_at_six(hidden, node_vectors, code):
    signs = np.array([1.0 if side == "0" else -1.0 for side in code])
    return float(np.prod(right._sigmoid(signs * np.clip(node_vectors @ hidden, -6, 6))))


@wrong(
    "HX-62",
    task="3.17",
    belief="Taking away the score of the pair makes the exponentials safe.",
    hint="Which score should be the largest after the shift?",
)
def shifted_by_the_score_of_the_pair(center, context, W_in, W_out):
    scores = W_out @ W_in[center]
    return float(-np.log(np.exp(scores - scores[context]).sum()))


@wrong(
    "HX-63",
    task="3.15",
    belief="No score is larger than 1000.",
    hint="What are the shares of 2999 and 3000? Of 0 and 1?",
)
def scores_cut_at_a_thousand(scores):
    return right.softmax(np.clip(scores, -1000, 1000))


@wrong(
    "HX-64",
    task="3.16",
    belief="No score is larger than 1000.",
    hint="What are the log-probabilities of 2999 and 3000? Of 0 and 1?",
)
def scores_cut_at_a_thousand_for_the_logarithm(scores):
    return right.log_softmax(np.clip(scores, -1000, 1000))


@wrong(
    "HX-65",
    task="3.16",
    belief="The logarithm of the softmax is fine wherever the softmax is not 0.",
    hint="How many digits has a float near e^-742? Look up what a subnormal number is.",
)
def logarithm_of_the_last_digits(scores):
    shares = right.softmax(scores)
    with np.errstate(divide="ignore"):
        return np.where(shares > 0, np.log(shares), right.log_softmax(scores))


@wrong(
    "HX-66",
    task="3.16",
    belief="Where the softmax is 0, the distance to the maximum is the logarithm.",
    hint="Two scores share the top. What does ln Σ e^s add to the maximum?",
)
def distance_to_the_top(scores):
    shares = right.softmax(scores)
    with np.errstate(divide="ignore"):
        return np.where(shares > 1e-300, np.log(shares), scores - np.max(scores, axis=-1, keepdims=True))


@wrong(
    "HX-67",
    task="3.17",
    belief="-inf can be repaired: the distance to the best score takes its place.",
    hint="Two scores share the top. What does ln Σ e^s add to the maximum?",
)
def repaired_by_the_distance(center, context, W_in, W_out):
    scores = W_out @ W_in[center]
    share = right.softmax(scores)[context]
    return float(np.log(share) if share > 0 else scores[context] - scores.max())


@wrong(
    "HX-68",
    task="3.17",
    belief="The logarithm of a probability is fine as long as it is not 0.",
    hint="How many digits has a float near e^-742? Look up what a subnormal number is.",
)
def logarithm_of_a_subnormal(center, context, W_in, W_out):
    share = right.softmax(W_out @ W_in[center])[context]
    return float(np.log(share)) if share > 0 else right.skipgram_log_probability(center, context, W_in, W_out)


@wrong(
    "HX-69",
    task="3.17",
    belief="The largest scores make up the sum, the others are negligible.",
    hint="Twelve words, all with one score: which share has each of them?",
)
def sum_over_the_five_best(center, context, W_in, W_out):
    scores = W_out @ W_in[center]
    best = {*np.argsort(-scores)[:5].tolist(), int(context)}
    return float(scores[context] - np.logaddexp.reduce(scores[sorted(best)]))


@wrong(
    "HX-70",
    task="3.19",
    belief="No code is longer than forty bits, as in word2vec.",
    hint="How long may a code be if every count is larger than all smaller ones together?",
)
def forty_steps_at_most(hidden, node_vectors, code):
    return right.hierarchical_probability(hidden, node_vectors[:40], code[:40])


@wrong(
    "HX-71",
    task="3.18",
    belief="No code is longer than forty bits, as in word2vec.",
    hint="How deep is the tree if every count is larger than all smaller ones together?",
)
def codes_cut_at_forty(counts):
    return [code[:40] for code in right.huffman_codes(counts)]


@wrong(
    "HX-72",
    task="3.18",
    belief="float32 is exact enough for counts.",
    hint="From which number on does float32 no longer know every whole number?",
)
def counts_in_single_precision(counts):
    return right.huffman_codes(np.asarray(counts, dtype=np.float32))


@wrong(
    "HX-73",
    task="3.16",
    belief="ln Σ is ln(1 + the others), and the others are those below the maximum.",
    hint="Two scores share the maximum. How many of them does your 1 stand for?",
)
def equal_maxima_count_once(scores):
    above = scores - scores.max(axis=-1, keepdims=True)
    return above - np.log1p(np.where(above < 0, np.exp(above), 0).sum(axis=-1, keepdims=True))


@wrong(
    "HX-74",
    task="3.18",
    belief="The codes were made in sorted order, so the same argsort puts them back.",
    hint="order[k] is the word at place k. At which place is word k?",
)
def put_back_with_the_same_argsort(counts):
    order = np.argsort(-np.asarray(counts), kind="stable")
    codes = right.huffman_codes(np.asarray(counts)[order])
    return [codes[place] for place in order]


@wrong(
    "HX-75",
    task="3.15",
    belief="A function that is not told the axis finds the right one, as that of PyTorch does.",
    hint="Without dim, which axis does torch.nn.functional.softmax take for three axes?",
)
def implicit_axis_of_torch(scores):
    axis = 0 if np.ndim(scores) in (1, 3) else 1
    return np.swapaxes(right.softmax(np.swapaxes(scores, axis, -1)), axis, -1)


@wrong(
    "HX-76",
    task="3.15",
    belief="Only the eight best scores matter, the others share nothing worth naming.",
    hint="What are the shares of twelve equal scores?",
)
def eight_best_scores(scores):
    exponentials = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return exponentials / np.sort(exponentials, axis=-1)[..., -8:].sum(axis=-1, keepdims=True)


@wrong(
    "HX-77",
    task="3.16",
    belief="The eight largest scores make up the sum.",
    hint="What is the log-probability of one of twelve equal scores?",
)
def eight_largest_in_the_sum(scores):
    return scores - np.logaddexp.reduce(np.sort(scores, axis=-1)[..., -8:], axis=-1, keepdims=True)


@wrong(
    "HX-78",
    task="3.18",
    belief="Counts come in falling order, as the word2vec program has them, so two queues do without a heap.",
    hint="Is the last word of your list the rarest one?",
)
def two_queues_without_sorting(counts):
    words = len(counts)
    leaves = [(float(counts[word]), (word,)) for word in reversed(range(words))]
    inner, codes = [], [""] * words
    while len(leaves) + len(inner) > 1:
        pair = []
        for _ in "01":
            leaf = bool(leaves) and (not inner or leaves[0][0] <= inner[0][0])
            pair.append((leaves if leaf else inner).pop(0))
        for side, (_, members) in zip("01", pair, strict=True):
            for word in members:
                codes[word] = side + codes[word]
        inner.append((pair[0][0] + pair[1][0], pair[0][1] + pair[1][1]))
    return codes


@wrong(
    "HX-79",
    task="3.18",
    belief="The second smallest is the smallest of those that are larger.",
    hint="Two words have the same count. Which node is joined with the first of them?",
)
def smallest_of_those_that_are_larger(counts):
    codes, nodes = [""] * len(counts), [(float(count), [word]) for word, count in enumerate(counts)]
    while len(nodes) > 1:
        first = min(nodes, key=lambda node: node[0])
        rest = [node for node in nodes if node is not first]
        second = min([node for node in rest if node[0] > first[0]] or rest, key=lambda node: node[0])
        for side, (_, members) in (("0", first), ("1", second)):
            for word in members:
                codes[word] = side + codes[word]
        nodes = [node for node in rest if node is not second] + [(first[0] + second[0], first[1] + second[1])]
    return codes
