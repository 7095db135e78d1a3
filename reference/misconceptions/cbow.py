"""Known wrong ways to do a3_skipgram/cbow.py."""

from __future__ import annotations

import numpy as np

from autograder.specimens import wrong
from reference.a3_skipgram import cbow as right

# 3.12 cbow_examples


@wrong(
    "W-03",
    task="3.12",
    belief="The window includes the word in its middle.",
    hint="Read the centre aloud, then the context: could you have guessed the one without reading it in the other?",
)
def centre_in_its_own_context(sentences, vocabulary, window=2):
    return [([*context, center], center) for context, center in right.cbow_examples(sentences, vocabulary, window)]


@wrong(
    "WX-01",
    task="3.12",
    belief="A bag of words is a set of words.",
    hint="What would a bag of groceries hold after you put two apples in it?",
)
def contexts_as_sets(sentences, vocabulary, window=2):
    return [(sorted(set(context)), center) for context, center in right.cbow_examples(sentences, vocabulary, window)]


@wrong(
    "WX-02",
    task="3.12",
    belief="A word is never its own context.",
    hint="In 'the more the merrier', is the first 'the' a neighbour of the second?",
)
def equal_words_left_out(sentences, vocabulary, window=2):
    examples = right.cbow_examples(sentences, vocabulary, window)
    trimmed = [([id for id in context if id != center], center) for context, center in examples]
    return [example for example in trimmed if example[0]]


@wrong(
    "WX-03",
    task="3.12",
    belief="A corpus is one long stream of words.",
    hint="Which word follows the last word of a sentence, and did the author mean it to?",
)
def windows_cross_borders(sentences, vocabulary, window=2):
    return right.cbow_examples([[word for sentence in sentences for word in sentence]], vocabulary, window)


@wrong(
    "WX-04",
    task="3.12",
    belief="An unknown word is skipped when the window meets it.",
    hint="Write the sentence down without its unknown words. Who stands next to whom now?",
)
def unknown_words_keep_their_place(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    examples = []
    for sentence in sentences:
        for i, word in enumerate(sentence):
            near = [sentence[j] for j in range(max(0, i - window), min(len(sentence), i + window + 1)) if j != i]
            context = [vocabulary[other] for other in near if other in vocabulary]
            if word in vocabulary and context:
                examples.append((context, vocabulary[word]))
    return examples


@wrong(
    "WX-05",
    task="3.12",
    belief="Every position gives an example.",
    hint="What would you predict a word from that has no neighbours?",
)
def empty_contexts_kept(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    known = [[vocabulary[word] for word in sentence if word in vocabulary] for sentence in sentences]
    return [(s[max(0, i - window) : i] + s[i + 1 : i + window + 1], s[i]) for s in known for i in range(len(s))]


@wrong(
    "WX-06",
    task="3.12",
    belief="Only positions with a full window count.",
    hint="How many examples does a sentence of three words give with a window of two?",
)
def full_windows_only(sentences, vocabulary, window=2):
    return [example for example in right.cbow_examples(sentences, vocabulary, window) if len(example[0]) == 2 * window]


@wrong(
    "WX-07",
    task="3.12",
    belief="A slice that begins below zero begins at zero.",
    hint="What is s[-1:1] for a list of three?",
)
def negative_start(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    known = [[vocabulary[word] for word in sentence if word in vocabulary] for sentence in sentences]
    found = [(s[i - window : i] + s[i + 1 : i + window + 1], s[i]) for s in known for i in range(len(s))]
    return [example for example in found if example[0]]


@wrong(
    "WX-08",
    task="3.12",
    belief="CBOW trains on pairs, as skip-gram does.",
    hint="How many predictions does CBOW make at one position?",
)
def one_example_per_neighbour(sentences, vocabulary, window=2):
    return [([id], center) for context, center in right.cbow_examples(sentences, vocabulary, window) for id in context]


@wrong(
    "WX-09",
    task="3.12",
    belief="The pair is (centre, context), as everywhere.",
    hint="Which of the two comes first in the handout's signature?",
)
def center_comes_first(sentences, vocabulary, window=2):
    return [(center, context) for context, center in right.cbow_examples(sentences, vocabulary, window)]


@wrong(
    "WX-10",
    task="3.12",
    belief="The n-th word of the dict has id n.",
    hint="Print the dict: do the ids stand in rising order?",
)
def ids_counted_off(sentences, vocabulary, window=2):
    return right.cbow_examples(sentences, {word: id for id, word in enumerate(vocabulary)}, window)


@wrong(
    "WX-11",
    task="3.12",
    belief="A window of 0 simply finds nothing.",
    hint="What does the handout say about a window below 1?",
)
def no_window_no_examples(sentences, vocabulary, window=2):
    return right.cbow_examples(sentences, vocabulary, window) if window > 0 else []


@wrong(
    "WX-12",
    task="3.12",
    belief="word2vec shrinks its windows, so one word on each side is enough by default.",
    hint="How far does your window reach when nobody says?",
)
def default_window_of_one(sentences, vocabulary, window=1):
    return right.cbow_examples(sentences, vocabulary, window)


@wrong(
    "WX-13",
    task="3.12",
    belief="The context is what came before.",
    hint="CBOW is no language model: in which directions may it look?",
)
def left_context_only(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    known = [[vocabulary[word] for word in sentence if word in vocabulary] for sentence in sentences]
    return [(s[max(0, i - window) : i], s[i]) for s in known for i in range(1, len(s))]


@wrong(
    "WX-14",
    task="3.12",
    belief="An example seen once need not be seen again.",
    hint="Should a phrase that occurs ten times teach no more than one that occurs once?",
)
def examples_made_unique(sentences, vocabulary, window=2):
    examples = right.cbow_examples(sentences, vocabulary, window)
    return list({(tuple(sorted(context)), center) for context, center in examples})


@wrong(
    "WX-15",
    task="3.12",
    belief="A range includes its end, so the right side is one word short.",
    hint="Which positions does your window visit to the right of the first word?",
)
def right_side_too_short(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    known = [[vocabulary[word] for word in sentence if word in vocabulary] for sentence in sentences]
    found = [(s[max(0, i - window) : i] + s[i + 1 : i + window], s[i]) for s in known for i in range(len(s))]
    return [example for example in found if example[0]]


@wrong(
    "WX-16",
    task="3.12",
    belief="Id 0 means 'no word'.",
    hint="Which word of your vocabulary never shows up in an example?",
)
def id_zero_is_falsy(sentences, vocabulary, window=2):
    if window < 1:
        raise ValueError
    known = [[vocabulary[word] for word in sentence if vocabulary.get(word)] for sentence in sentences]
    found = [(s[max(0, i - window) : i] + s[i + 1 : i + window + 1], s[i]) for s in known for i in range(len(s))]
    return [example for example in found if example[0]]


# 3.13 context_mean


@wrong(
    "W-01",
    task="3.13",
    belief="The 2c of the chapter is a constant.",
    hint="How many neighbours has the first word of a sentence, and by what do you divide there?",
)
def divided_by_two_c(context, W_in):
    if len(context) == 0:
        raise ValueError
    return W_in[list(context)].sum(axis=0) / 4


@wrong(
    "W-05",
    task="3.13",
    belief="Bag means set.",
    hint="The context 'the … the cat': does your mean change when one 'the' goes?",
)
def each_word_once(context, W_in):
    return right.context_mean(sorted({int(id) for id in context}), W_in)


@wrong(
    "W-10",
    task="3.13",
    belief="A nearer word says more, so it should weigh more.",
    hint="What is the 'bag' in the name of the model?",
)
def first_words_weigh_more(context, W_in):
    if len(context) == 0:
        raise ValueError
    return np.average(W_in[list(context)], axis=0, weights=np.arange(len(context), 0, -1))


@wrong(
    "WX-17",
    task="3.13",
    belief="The hidden vector is the sum; a factor is learned anyway.",
    hint="Would a longer context give a longer vector?",
)
def sum_for_mean(context, W_in):
    if len(context) == 0:
        raise ValueError
    return W_in[list(context)].sum(axis=0)


@wrong(
    "WX-18",
    task="3.13",
    belief="The mean of nothing is nothing: zeros.",
    hint="What does the handout want for an empty context?",
)
def zeros_for_nothing(context, W_in):
    return right.context_mean(context, W_in) if len(context) else np.zeros(W_in.shape[1])


@wrong(
    "WX-19",
    task="3.13",
    belief="Any sequence picks rows, a tuple as well as a list.",
    hint="W[[1, 2]] and W[(1, 2)]: what does NumPy make of each?",
)
def tuple_as_index(context, W_in):
    if len(context) == 0:
        raise ValueError
    return np.atleast_2d(W_in[context]).mean(axis=0)


@wrong(
    "WX-20",
    task="3.13",
    belief="np.mean without an axis knows what is meant.",
    hint="How many numbers do you get back, and how many does a word vector have?",
)
def mean_of_everything(context, W_in):
    if len(context) == 0:
        raise ValueError
    return W_in[list(context)].mean()


@wrong(
    "WX-21",
    task="3.13",
    belief="axis=1 runs over the words.",
    hint="Your result should be as long as a word vector. Is it?",
)
def mean_over_dimensions(context, W_in):
    if len(context) == 0:
        raise ValueError
    return W_in[list(context)].mean(axis=1)


@wrong(
    "WX-22",
    task="3.13",
    belief="Vectors should be normalised before they are averaged.",
    hint="Where does the formula of the chapter divide by a length?",
)
def unit_vectors_averaged(context, W_in):
    if len(context) == 0:
        raise ValueError
    rows = W_in[list(context)]
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1)).mean(axis=0)


@wrong(
    "WX-23",
    task="3.13",
    belief="An empty context shows as an empty list, so `not context` finds it.",
    hint="What does Python answer when you ask for the truth of an array?",
    crashes=True,
)
def truth_of_an_array(context, W_in):
    if not context:
        raise ValueError
    return W_in[list(context)].mean(axis=0)


@wrong(
    "WX-24",
    task="3.13",
    belief="A running mean is half of the old and half of the new.",
    hint="With three words, which share has each of them in your mean?",
)
def running_halves(context, W_in):
    if len(context) == 0:
        raise ValueError
    h = W_in[context[0]]
    for id in context[1:]:
        h = (h + W_in[id]) / 2
    return h


# 3.14 cbow_step


@wrong(
    "W-08",
    task="3.14",
    belief="`W[ids] -= g` subtracts once for each id in the list.",
    hint="Take the context 'the … the' and measure how far the row of 'the' has moved.",
)
def repeated_context_moved_once(W_in, W_out, context, center, negatives, learning_rate):
    before, rows = W_in.copy(), np.asarray(context, dtype=int)
    loss = right.cbow_step(before, W_out, context, center, negatives, learning_rate)
    moved = (before - W_in) / np.maximum(np.bincount(rows, minlength=len(W_in)), 1)[:, None]
    W_in += moved
    return loss


@wrong(
    "WX-25",
    task="3.14",
    belief="The mean has no derivative of its own.",
    hint="Nudge one context vector by 0.01: by how much does h move?",
)
def undivided_gradient(W_in, W_out, context, center, negatives, learning_rate):
    before = W_in.copy()
    loss = right.cbow_step(before, W_out, context, center, negatives, learning_rate)
    W_in += (before - W_in) * len(context)
    return loss


@wrong(
    "WX-26",
    task="3.14",
    belief="`W[ids] -= g` subtracts once for each id: for negatives too.",
    hint="Draw one noise word twice: how often should it be pushed away?",
)
def repeated_negatives_moved_once(W_in, W_out, context, center, negatives, learning_rate):
    h, words = right.context_mean(context, W_in), np.append(center, negatives).astype(int)
    scores = W_out[words] @ h
    errors = right._sigmoid(scores) - (np.arange(len(words)) == 0)
    rows = W_out[words]
    loss = np.logaddexp(0, -scores[0]) + np.logaddexp(0, scores[1:]).sum()
    W_out[words] -= learning_rate * np.outer(errors, h)
    np.subtract.at(W_in, np.asarray(context, dtype=int), learning_rate * errors @ rows / len(context))
    return float(loss)


@wrong(
    "WX-27",
    task="3.14",
    belief="The output rows can be updated first, the input rows afterwards.",
    hint="Which values does the derivative speak of: those before or those after the step?",
)
def outputs_updated_first(W_in, W_out, context, center, negatives, learning_rate):
    old_in = W_in.copy()
    loss = right.cbow_step(W_in, W_out, context, center, negatives, learning_rate)
    W_in[:] = old_in
    h, words = right.context_mean(context, old_in), np.append(center, negatives).astype(int)
    errors = right._sigmoid(W_out[words] @ h) - (np.arange(len(words)) == 0)
    np.subtract.at(W_in, np.asarray(context, dtype=int), learning_rate * errors @ W_out[words] / len(context))
    return loss


@wrong(
    "WX-28",
    task="3.14",
    belief="The loss to report is the one that the step has reached.",
    hint="Before or after the step: which does the handout ask for?",
)
def loss_after_the_step(W_in, W_out, context, center, negatives, learning_rate):
    right.cbow_step(W_in, W_out, context, center, negatives, learning_rate)
    return right.cbow_step(W_in.copy(), W_out.copy(), context, center, negatives, learning_rate)


@wrong(
    "WX-29",
    task="3.14",
    belief="The context words are outputs and the centre is the input, as in skip-gram.",
    hint="Which word is predicted here, and which words are known?",
)
def matrices_swapped(W_in, W_out, context, center, negatives, learning_rate):
    return right.cbow_step(W_out, W_in, context, center, negatives, learning_rate)


@wrong(
    "WX-30",
    task="3.14",
    belief="The negatives share one vote: their terms are averaged.",
    hint="Is there a 1/K in the loss?",
)
def mean_over_negatives(W_in, W_out, context, center, negatives, learning_rate):
    h, words = right.context_mean(context, W_in), np.append(center, negatives).astype(int)
    weights, U = np.append(1.0, np.full(len(negatives), 1 / max(len(negatives), 1))), W_out[words]
    scores, labels = U @ h, np.arange(len(words)) == 0
    errors = weights * (right._sigmoid(scores) - labels)
    np.subtract.at(W_out, words, learning_rate * np.outer(errors, h))
    np.subtract.at(W_in, np.asarray(context, dtype=int), learning_rate * errors @ U / len(context))
    return float((weights * np.logaddexp(0, np.where(labels, -scores, scores))).sum())


@wrong(
    "WX-31",
    task="3.14",
    belief="A negative that happens to be the centre is a mistake to skip.",
    hint="Is it your step that draws the negatives, or does it take them as they come?",
)
def centre_among_negatives_skipped(W_in, W_out, context, center, negatives, learning_rate):
    kept = np.array([id for id in negatives if id != center], dtype=int)
    return right.cbow_step(W_in, W_out, context, center, kept, learning_rate)


@wrong(
    "WX-32",
    task="3.14",
    belief="The logarithm of a sigmoid is computed as the logarithm of a sigmoid.",
    hint="Try a score of minus eight hundred.",
)
def log_of_a_sigmoid(W_in, W_out, context, center, negatives, learning_rate):
    h = right.context_mean(context, W_in)
    with np.errstate(all="ignore"):
        loss = -np.log(1 / (1 + np.exp(-(W_out[center] @ h)))) - np.log(1 / (1 + np.exp(W_out[negatives] @ h))).sum()
    right.cbow_step(W_in, W_out, context, center, negatives, learning_rate)
    return float(loss)


@wrong(
    "WX-33",
    task="3.14",
    belief="`W = W - …` changes the matrix of the caller.",
    hint="Look at the caller's matrix after the call. Which object did your assignment change?",
)
def new_matrices(W_in, W_out, context, center, negatives, learning_rate):
    return right.cbow_step(W_in.copy(), W_out.copy(), context, center, negatives, learning_rate)


@wrong(
    "WX-34",
    task="3.14",
    belief="One goes up the gradient to make things likelier.",
    hint="Does the loss fall when you take a small step?",
)
def uphill(W_in, W_out, context, center, negatives, learning_rate):
    return right.cbow_step(W_in, W_out, context, center, negatives, -learning_rate)


@wrong(
    "WX-35",
    task="3.14",
    belief="A step without context is a step of zero.",
    hint="What does the handout ask for when there is nothing to predict from?",
)
def nothing_to_do(W_in, W_out, context, center, negatives, learning_rate):
    return right.cbow_step(W_in, W_out, context, center, negatives, learning_rate) if len(context) else 0.0


@wrong(
    "WX-36",
    task="3.14",
    belief="The derivative is divided by the number of different words.",
    hint="The context has n places. Does the mean divide by the places or by the words?",
)
def divided_by_distinct_words(W_in, W_out, context, center, negatives, learning_rate):
    before = W_in.copy()
    loss = right.cbow_step(before, W_out, context, center, negatives, learning_rate)
    W_in += (before - W_in) * len(context) / len({int(id) for id in context})
    return loss


@wrong(
    "WX-37",
    task="3.14",
    belief="The centre must not help to predict itself, so it is left out of the context.",
    hint="If the same word stands at another position too, is it a neighbour like any other?",
)
def centre_removed_from_context(W_in, W_out, context, center, negatives, learning_rate):
    others = [id for id in context if id != center] or list(context)
    return right.cbow_step(W_in, W_out, others, center, negatives, learning_rate)


@wrong(
    "WX-38",
    task="3.14",
    belief="Each word is a step of its own, on the values that the one before has left.",
    hint="When the same negative comes twice, at which values is its second gradient taken?",
)
def one_word_after_the_other(W_in, W_out, context, center, negatives, learning_rate):
    h, total, loss = right.context_mean(context, W_in), 0.0, 0.0
    for position, word in enumerate([center, *negatives]):
        score = W_out[word] @ h
        loss += np.logaddexp(0, -score if position == 0 else score)
        error = right._sigmoid(score) - (position == 0)
        total = total + error * W_out[word]
        W_out[word] -= learning_rate * error * h
    np.subtract.at(W_in, np.asarray(context, dtype=int), learning_rate * total / len(context))
    return float(loss)


@wrong(
    "WX-39",
    task="3.14",
    belief="CBOW moves the word vector of the centre as well.",
    hint="Does the loss depend on W_in[center] at all?",
)
def centre_row_of_inputs_moved(W_in, W_out, context, center, negatives, learning_rate):
    before = W_in.copy()
    loss = right.cbow_step(W_in, W_out, context, center, negatives, learning_rate)
    W_in[center] += (W_in - before).sum(axis=0)
    return loss


@wrong(
    "WX-40",
    task="3.14",
    belief="A negative score is good for the true word, too.",
    hint="Which score should be pushed up, and which down?",
)
def labels_forgotten(W_in, W_out, context, center, negatives, learning_rate):
    words = np.append(center, negatives).astype(int)
    h, U = right.context_mean(context, W_in), W_out[words]
    scores = U @ h
    loss = np.logaddexp(0, -scores[0]) + np.logaddexp(0, scores[1:]).sum()
    errors = right._sigmoid(scores)
    np.subtract.at(W_out, words, learning_rate * np.outer(errors, h))
    np.subtract.at(W_in, np.asarray(context, dtype=int), learning_rate * errors @ U / len(context))
    return float(loss)


@wrong(
    "WX-41",
    task="3.14",
    belief="Only the loss of the true word is of interest to the caller.",
    hint="Which terms does the loss have, and which of them do you return?",
)
def loss_without_negatives(W_in, W_out, context, center, negatives, learning_rate):
    h = right.context_mean(context, W_in)
    loss = float(np.logaddexp(0, -(W_out[center] @ h)))
    right.cbow_step(W_in, W_out, context, center, negatives, learning_rate)
    return loss


@wrong(
    "WX-42",
    task="3.14",
    belief="Scores beyond 20 make no difference, so they may be clipped.",
    hint="Which loss do you report for a score of -1000?",
)
def clipped_scores(W_in, W_out, context, center, negatives, learning_rate):
    h = right.context_mean(context, W_in)
    scores = np.clip(W_out[np.append(center, negatives).astype(int)] @ h, -20, 20)
    right.cbow_step(W_in, W_out, context, center, negatives, learning_rate)
    return float(np.logaddexp(0, -scores[0]) + np.logaddexp(0, scores[1:]).sum())


@wrong(
    "WX-43",
    task="3.14",
    belief="Sorting the negatives changes nothing, their order is free.",
    hint="Whose array do you sort, and who may still need it as it was?",
)
def negatives_sorted_in_place(W_in, W_out, context, center, negatives, learning_rate):
    negatives.sort()
    return right.cbow_step(W_in, W_out, context, center, negatives, learning_rate)


@wrong(
    "WX-44",
    task="3.12",
    belief="Capital letters do not matter.",
    hint='Is "Dog" a key of a vocabulary that has "dog"?',
)
def examples_in_lower_case(sentences, vocabulary, window=2):
    return right.cbow_examples([[word.lower() for word in line] for line in sentences], vocabulary, window)


@wrong(
    "WX-45",
    task="3.12",
    belief="A window that is never used need not be checked.",
    hint="What do you answer to a window of 0 and no sentences?",
)
def window_checked_when_used(sentences, vocabulary, window=2):
    return right.cbow_examples(sentences, vocabulary, window) if sentences else []


@wrong(
    "WX-46",
    task="3.12",
    belief="sentence.index(word) says where the word stands.",
    hint='Which position does index find for the second "the"?',
)
def position_of_the_first_occurrence(sentences, vocabulary, window=2):
    right.cbow_examples([], vocabulary, window)
    examples = []
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for center in ids:
            i = ids.index(center)
            context = ids[max(0, i - window) : i] + ids[i + 1 : i + 1 + window]
            if context:
                examples.append((context, center))
    return examples


@wrong(
    "WX-47",
    task="3.12",
    belief="Unknown words can be taken out of the sentences once and for all.",
    hint="Whose sentences are they, and who may still need them as they were?",
)
def strangers_removed_from_the_corpus(sentences, vocabulary, window=2):
    for sentence in sentences:
        sentence[:] = [word for word in sentence if word in vocabulary]
    return right.cbow_examples(sentences, vocabulary, window)


@wrong(
    "WX-48",
    task="3.13",
    belief="h = W_in[i] is a copy that I may add to.",
    hint="Compare W_in before and after your function.",
)
def summed_up_in_the_first_row(context, W_in):
    right.context_mean(context, W_in)
    h = W_in[int(context[0])]
    for id in context[1:]:
        h += W_in[int(id)]
    return h / len(context)


@wrong(
    "WX-49",
    task="3.14",
    belief="A sigmoid is 0 or 1 beyond a score of 8.",
    hint="What does a true word with score 10 cost, to seven digits?",
)
def loss_saturated_at_eight(W_in, W_out, context, center, negatives, learning_rate):
    scores = W_out[np.append(center, negatives).astype(int)] @ right.context_mean(context, W_in)
    scores[0] *= -1
    right.cbow_step(W_in, W_out, context, center, negatives, learning_rate)
    costs = np.where(scores < -8, 0.0, np.logaddexp(0, scores))
    return float(np.where(scores > 8, scores, costs).sum())


@wrong(
    "WX-50",
    task="3.14",
    belief="Gradients are clipped, so that training stays stable.",
    hint="Is a clipped gradient still the derivative of the loss?",
)
def gradient_of_the_context_clipped(W_in, W_out, context, center, negatives, learning_rate):
    before = W_in.copy()
    loss = right.cbow_step(W_in, W_out, context, center, negatives, learning_rate)
    W_in[:] = before + np.clip(W_in - before, -learning_rate, learning_rate)
    return loss


@wrong(
    "WX-51",
    task="3.12",
    belief="Ids are small, so one byte for each will do.",
    hint="How far does a byte count? And how many words does your vocabulary have?",
)
def ids_in_bytes(sentences, vocabulary, window=2):
    examples = right.cbow_examples(sentences, vocabulary, window)
    return [(np.array(context).astype(np.uint8), np.array(center).astype(np.uint8)) for context, center in examples]


@wrong(
    "WX-52",
    task="3.12",
    belief="Nobody uses windows wider than ten.",
    hint="Which words does a window of thirteen reach from the first word of a sentence of fourteen?",
)
def windows_up_to_ten(sentences, vocabulary, window=2):
    return right.cbow_examples(sentences, vocabulary, min(window, 10))


@wrong(
    "WX-53",
    task="3.13",
    belief="An array is false when it is empty.",
    hint="What is bool(np.array([0]))? Ask for the length.",
    crashes=True,
)
def false_is_empty(context, W_in):
    if len(context) < 2 and not context:
        raise ValueError
    return right.context_mean(context, W_in)


@wrong(
    "WX-54",
    task="3.14",
    belief="`learning_rate or 0.025` fills in a default.",
    hint="What is `0.0 or 0.025`? How far should a step with a learning rate of 0 go?",
)
def rate_zero_is_no_rate(W_in, W_out, context, center, negatives, learning_rate):
    return right.cbow_step(W_in, W_out, context, center, negatives, learning_rate or 0.025)


@wrong(
    "WX-55",
    task="3.14",
    belief="Five negatives are enough, the others can be spared.",
    hint="How many terms has the sum over the negatives if seven are given?",
)
def five_negatives_are_enough(W_in, W_out, context, center, negatives, learning_rate):
    return right.cbow_step(W_in, W_out, context, center, negatives[:5], learning_rate)


@wrong(
    "WX-56",
    task="3.13",
    belief="A row of zeros stands for a word that has no vector yet, so it does not count.",
    hint="By what is the sum divided if one of two rows is zero?",
)
def zero_rows_do_not_count(context, W_in):
    kept = [id for id in context if np.any(W_in[id])]
    return right.context_mean(kept or context, W_in)


@wrong(
    "WX-57",
    task="3.12",
    belief="A word that is not in the vocabulary is its <unk>, if there is one.",
    hint="What becomes of an unknown word before the window slides? Does it matter what the words of the vocabulary are called?",
)
def unknown_words_become_unk(sentences, vocabulary, window=2):
    spare = vocabulary.get("<unk>")
    known = [[id for id in (vocabulary.get(word, spare) for word in words) if id is not None] for words in sentences]
    return right.cbow_examples(known, {id: id for id in vocabulary.values()}, window)


@wrong(
    "WX-58",
    task="3.12",
    belief="An empty string is what splitting leaves behind, and no word.",
    hint="Who decides what is a word, you or the vocabulary?",
)
def empty_strings_are_no_words(sentences, vocabulary, window=2):
    return right.cbow_examples([[word for word in words if word.strip()] for words in sentences], vocabulary, window)


@wrong(
    "WX-59",
    task="3.13",
    belief="Eight context words are enough, the others can be spared.",
    hint="How many rows are in the mean of nine context words?",
)
def mean_of_eight_at_most(context, W_in):
    return right.context_mean(context[:8], W_in)


@wrong(
    "WX-60",
    task="3.12",
    belief="A full stop among the words ends the sentence.",
    hint="Who has cut the corpus into sentences already?",
)
def cut_at_full_stops(sentences, vocabulary, window=2):
    parts = []
    for words in sentences:
        parts.append([])
        for word in words:
            if word in {".", "!", "?"}:
                parts.append([])
            else:
                parts[-1].append(word)
    return right.cbow_examples(parts, vocabulary, window)


@wrong(
    "WX-61",
    task="3.12",
    belief="Where the sentence is long enough, an example needs all words of its left side.",
    hint="Has the first word of a sentence a context?",
)
def left_side_in_full(sentences, vocabulary, window=2):
    examples = []
    for words in sentences:
        ids = [vocabulary[word] for word in words if word in vocabulary]
        found = right.cbow_examples([words], vocabulary, window)
        examples += found[window:] if len(ids) > 2 * window else found
    return examples if window >= 1 else right.cbow_examples([], vocabulary, window)


@wrong(
    "WX-62",
    task="3.13",
    belief="The running mean of rows is (mean + row) / 2.",
    hint="How much does the first of three rows weigh in the end?",
)
def halves_of_halves(context, W_in):
    mean = right.context_mean(context[:1], W_in)
    for id in context[1:]:
        mean = (mean + W_in[id]) / 2
    return mean


@wrong(
    "WX-63",
    task="3.14",
    belief="A learning rate above 1 is a mistake, so 1 is taken.",
    hint="By how much should a row move with a learning rate of 2?",
)
def rate_of_at_most_one(W_in, W_out, context, center, negatives, learning_rate):
    return right.cbow_step(W_in, W_out, context, center, negatives, min(learning_rate, 1.0))


@wrong(
    "WX-64",
    task="3.14",
    belief="A word of the context is no negative.",
    hint="Does the formula leave out a negative that happens to stand nearby?",
)
def no_negatives_from_the_context(W_in, W_out, context, center, negatives, learning_rate):
    far = [id for id in np.asarray(negatives).tolist() if id not in list(context)]
    return right.cbow_step(W_in, W_out, context, center, np.array(far, dtype=int), learning_rate)
