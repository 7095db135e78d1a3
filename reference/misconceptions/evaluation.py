"""Known wrong implementations of a6_evaluation/evaluation.py. Instructor only."""

import math

import numpy as np

from autograder.specimens import wrong
from reference.a6_evaluation import evaluation as right

# --- 6.1 analogy


@wrong(
    "E-01",
    task="6.1",
    belief="A difference is a difference: a - b will do as well.",
    hint="Read your sum as a journey: it starts at c, and then which way does it go between a and b?",
)
def analogy_backwards(a, b, c, vocabulary, vectors):
    return right.analogy(b, a, c, vocabulary, vectors)


@wrong(
    "E-05",
    task="6.1",
    belief="Vectors are always normalised first, as the libraries do it.",
    hint="How long are the three vectors when you add them up, and how long are they in the handout's sum?",
)
def analogy_of_unit_vectors(a, b, c, vocabulary, vectors):
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return right.analogy(a, b, c, vocabulary, vectors / np.where(lengths > 0, lengths, 1))


@wrong(
    "E-06",
    task="6.1",
    belief="The nearest word is the one at the smallest distance.",
    hint="Stretch the vector of one candidate: may that change the winner?",
)
def analogy_by_distance(a, b, c, vocabulary, vectors):
    left = [word for word in vocabulary if word not in (a, b, c)]
    target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
    if not left:
        raise ValueError
    return min(left, key=lambda word: np.linalg.norm(vectors[vocabulary[word]] - target))


@wrong(
    "EX-01",
    task="6.1",
    belief="If the vectors are good, the words of the question will not come out on top.",
    hint="How far is king - man + woman from king itself, when man and woman are neighbours?",
)
def analogy_open_to_all(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
    scores = right._units(vectors) @ target
    return max(vocabulary, key=lambda word: scores[vocabulary[word]])


@wrong(
    "EX-02",
    task="6.1",
    belief="Only the word that the step starts from can disturb.",
    hint="Could b be the best hit? What would you answer then?",
)
def analogy_without_c_only(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
    scores = right._units(vectors) @ target
    return max((w for w in vocabulary if w != c), key=lambda word: scores[vocabulary[word]])


@wrong(
    "EX-03",
    task="6.1",
    belief="a is subtracted, so it can never score high.",
    hint="Find three vectors for which b - a + c points where a points. Is that possible?",
)
def analogy_lets_a_win(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
    scores = right._units(vectors) @ target
    return max((w for w in vocabulary if w not in (b, c)), key=lambda word: scores[vocabulary[word]])


@wrong(
    "EX-04",
    task="6.1",
    belief="The dot product measures similarity, so it ranks words like the cosine.",
    hint="Which words have long vectors, and should that help them here?",
)
def analogy_by_dot_product(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    scores = vectors @ (vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]])
    return max((w for w in vocabulary if w not in (a, b, c)), key=lambda word: scores[vocabulary[word]])


@wrong(
    "EX-05",
    task="6.1",
    belief="Dividing by a length is always possible.",
    hint="Which word does argmax pick if one score is nan?",
)
def analogy_with_nan_scores(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
    with np.errstate(all="ignore"):
        scores = vectors @ target / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(target))
    scores[[vocabulary[a], vocabulary[b], vocabulary[c]]] = -np.inf
    return {i: word for word, i in vocabulary.items()}[int(np.argmax(scores))]


@wrong(
    "EX-06",
    task="6.1",
    belief="A score of 0 is out of the race.",
    hint="What if all the words that remain lie at an obtuse angle to the target?",
)
def analogy_masks_with_zero(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    scores = right._units(vectors) @ (vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]])
    scores[[vocabulary[a], vocabulary[b], vocabulary[c]]] = 0
    return {i: word for word, i in vocabulary.items()}[int(np.argmax(scores))]


@wrong(
    "EX-07",
    task="6.1",
    belief="-1 is below every cosine.",
    hint="Which is the lowest value that a cosine can really take, and who wins a tie at it?",
)
def analogy_masks_with_minus_one(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
    scores = right._units(vectors) @ right._units(target)
    scores[[vocabulary[a], vocabulary[b], vocabulary[c]]] = -1
    return {i: word for word, i in vocabulary.items()}[int(np.argmax(scores))]


@wrong(
    "EX-08",
    task="6.1",
    belief="A word is its vector: equal vectors, equal words.",
    hint="Two words may share a vector. Which of them does the rule of exclusion name?",
)
def analogy_excludes_twins(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    asked = [vectors[vocabulary[w]].tolist() for w in (a, b, c)]
    left = {w: i for w, i in vocabulary.items() if w in (a, b, c) or vectors[i].tolist() not in asked}
    return right.analogy(a, b, c, left, vectors)


@wrong(
    "EX-09",
    task="6.1",
    belief="The words of a dictionary stand in the order of their ids.",
    hint="What do you get if the dictionary was filled in another order?",
)
def analogy_counts_off_words(a, b, c, vocabulary, vectors):
    answer = right.analogy(a, b, c, vocabulary, vectors)
    return list(vocabulary)[vocabulary[answer]]


@wrong(
    "EX-10",
    task="6.1",
    belief="A word that is not there is a zero vector.",
    hint="What does the handout promise to somebody who mistypes a word?",
)
def analogy_with_get(a, b, c, vocabulary, vectors):
    rows = {w: vectors[vocabulary[w]] if w in vocabulary else np.zeros(vectors.shape[1]) for w in (a, b, c)}
    scores = right._units(vectors) @ (rows[b] - rows[a] + rows[c])
    left = [w for w in vocabulary if w not in (a, b, c)]
    if not left:
        raise ValueError
    return max(left, key=lambda word: scores[vocabulary[word]])


@wrong(
    "EX-11",
    task="6.1",
    belief="No answer is None.",
    hint="How can the caller tell that the request could not be met, by the handout's table of errors?",
)
def analogy_answers_none(a, b, c, vocabulary, vectors):
    try:
        return right.analogy(a, b, c, vocabulary, vectors)
    except ValueError:
        return None


@wrong(
    "EX-12",
    task="6.1",
    belief="A cosine near -1 is a strong similarity too.",
    hint="Which way does a vector with cosine -1 point?",
)
def analogy_by_absolute_cosine(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    scores = right._units(vectors) @ (vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]])
    return max((w for w in vocabulary if w not in (a, b, c)), key=lambda word: abs(scores[vocabulary[word]]))


@wrong(
    "EX-13",
    task="6.1",
    belief="Words without a proper vector are no candidates.",
    hint="Which cosine does the handout give to a zero vector, and is it the worst possible one?",
)
def analogy_skips_zero_rows(a, b, c, vocabulary, vectors):
    left = {w: i for w, i in vocabulary.items() if w in (a, b, c) or vectors[i].any()}
    return right.analogy(a, b, c, left if len(left) > len({a, b, c}) else vocabulary, vectors)


@wrong(
    "EX-14",
    task="6.1",
    belief="The words of the question are always the three best hits.",
    hint="Is the fourth-best word the answer if one of the question words scores badly?",
)
def analogy_takes_the_fourth(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    scores = right._units(vectors) @ (vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]])
    return sorted(vocabulary, key=lambda word: -scores[vocabulary[word]])[min(3, len(vocabulary) - 1)]


@wrong(
    "EX-15",
    task="6.1",
    belief="b and c together describe the answer; a is only the example.",
    hint="What would your answer be if a were another word?",
)
def analogy_without_a(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    scores = right._units(vectors) @ (vectors[vocabulary[b]] + vectors[vocabulary[c]])
    return max((w for w in vocabulary if w not in (a, b, c)), key=lambda word: scores[vocabulary[word]])


@wrong(
    "EX-16",
    task="6.1",
    belief="The multiplicative objective is the better analogy.",
    hint="Which formula stands in section 4.5.1: a sum of vectors or a quotient of cosines?",
)
def analogy_by_3cosmul(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    unit = right._units(vectors.astype(float))
    cos = (1 + unit @ unit[[vocabulary[a], vocabulary[b], vocabulary[c]]].T) / 2
    scores = cos[:, 1] * cos[:, 2] / (cos[:, 0] + 1e-3)
    return max((w for w in vocabulary if w not in (a, b, c)), key=lambda word: scores[vocabulary[word]])


@wrong(
    "EX-17",
    task="6.1",
    belief="The running maximum starts at -1, since no cosine is lower.",
    hint="What do you return if the only word left has a cosine of exactly -1?",
)
def analogy_above_minus_one(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    target = right._units(vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]])
    scores, best, found = right._units(vectors) @ target, -1, ""
    for word, i in vocabulary.items():
        if word not in (a, b, c) and scores[i] > best:
            best, found = scores[i], word
    return found


@wrong(
    "EX-18",
    task="6.1",
    belief="The running maximum starts at 0: an answer has to be similar.",
    hint="What do you return if all the words that are left lie at obtuse angles?",
)
def analogy_above_zero(a, b, c, vocabulary, vectors):
    right.analogy(a, b, c, vocabulary, vectors)
    scores, best, found = (
        right._units(vectors) @ (vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]),
        0,
        "",
    )
    for word, i in vocabulary.items():
        if word not in (a, b, c) and scores[i] > best:
            best, found = scores[i], word
    return found


# --- 6.2 analogy_accuracy


@wrong(
    "E-08",
    task="6.2",
    belief="There is always at least one question to divide by.",
    hint="Which accuracy does an examination have in which nobody was asked anything?",
    crashes=True,
)
def accuracy_divides_by_zero(questions, vocabulary, vectors):
    known = [q for q in questions if all(word in vocabulary for word in q)]
    return right.analogy_accuracy(known, vocabulary, vectors)[0] * len(known) / len(known), len(known) / len(questions)


@wrong(
    "EX-20",
    task="6.2",
    belief="A question that cannot be asked is a question not answered.",
    hint="What stands below the line of the accuracy: all questions or the known ones?",
)
def accuracy_over_all_questions(questions, vocabulary, vectors):
    accuracy, share = right.analogy_accuracy(questions, vocabulary, vectors)
    return accuracy * share, share


@wrong(
    "EX-21",
    task="6.2",
    belief="The answer need not be in the vocabulary to ask the question.",
    hint="Can a model ever find a word that it does not have?",
)
def accuracy_looks_at_three_words(questions, vocabulary, vectors):
    asked = [q for q in questions if all(word in vocabulary for word in q[:3])]
    known = [q for q in asked if q[3] in vocabulary]
    if not asked:
        return float("nan"), 0.0
    right_ones = right.analogy_accuracy(known, vocabulary, vectors)[0] * len(known) if known else 0
    return right_ones / len(asked), len(asked) / len(questions)


@wrong(
    "EX-22",
    task="6.2",
    belief="Where nobody can answer, nobody was asked.",
    hint="All four words are known: does the question count, by the handout's definition of known?",
)
def accuracy_skips_stuck_questions(questions, vocabulary, vectors):
    return right.analogy_accuracy([q for q in questions if vocabulary.keys() - set(q[:3])], vocabulary, vectors)


@wrong(
    "EX-23",
    task="6.2",
    belief="Nothing right is an accuracy of zero.",
    hint="Is 0 out of 0 the same result as 0 out of 20?",
)
def accuracy_of_nothing_is_zero(questions, vocabulary, vectors):
    accuracy, share = right.analogy_accuracy(questions, vocabulary, vectors)
    return (0.0 if math.isnan(accuracy) else accuracy), share


@wrong(
    "EX-24",
    task="6.2",
    belief="Each question should count once.",
    hint="A question occurs twice in the list: what does the handout say about it?",
)
def accuracy_of_distinct_questions(questions, vocabulary, vectors):
    return right.analogy_accuracy(sorted(set(questions)), vocabulary, vectors)


@wrong(
    "EX-25",
    task="6.2",
    belief="Words are the same in small and capital letters.",
    hint="Which spelling does the vocabulary look up: may you change it?",
)
def accuracy_in_lower_case(questions, vocabulary, vectors):
    return right.analogy_accuracy([tuple(w.lower() for w in q) for q in questions], vocabulary, vectors)


@wrong(
    "EX-26",
    task="6.2",
    belief="Accuracies are percentages.",
    hint="Between which two numbers does the handout want your results?",
)
def accuracy_in_percent(questions, vocabulary, vectors):
    accuracy, share = right.analogy_accuracy(questions, vocabulary, vectors)
    return 100 * accuracy, 100 * share


@wrong(
    "EX-27",
    task="6.2",
    belief="The pair may come in either order.",
    hint="Which of the two numbers does the signature name first?",
)
def accuracy_pair_exchanged(questions, vocabulary, vectors):
    return right.analogy_accuracy(questions, vocabulary, vectors)[::-1]


@wrong(
    "EX-28",
    task="6.2",
    belief="One unknown word ends the examination.",
    hint="What happens in your loop after the first question that has to be left out?",
)
def accuracy_stops_at_a_stranger(questions, vocabulary, vectors):
    known = []
    for question in questions:
        if any(word not in vocabulary for word in question):
            break
        known.append(question)
    if not known:
        return float("nan"), 0.0
    return right.analogy_accuracy(known, vocabulary, vectors)[0], len(known) / len(questions)


@wrong(
    "EX-29",
    task="6.2",
    belief="A question whose answer stands in it is a misprint, to be left out.",
    hint="Are its four words known? Then what is it?",
)
def accuracy_skips_self_answers(questions, vocabulary, vectors):
    asked = [q for q in questions if q[3] not in q[:3]]
    accuracy = right.analogy_accuracy(asked, vocabulary, vectors)[0]
    return accuracy, right.analogy_accuracy(questions, vocabulary, vectors)[1]


@wrong(
    "EX-30",
    task="6.2",
    belief="A near miss counts: the answer among the best five is right.",
    hint="How many answers does task 6.1 give to one question?",
)
def accuracy_at_two(questions, vocabulary, vectors):
    known = [q for q in questions if all(word in vocabulary for word in q)]
    if not known:
        return float("nan"), 0.0
    hits = 0
    for a, b, c, d in known:
        left, scores = [w for w in vocabulary if w not in (a, b, c)], right._units(vectors)
        target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
        hits += d in sorted(left, key=lambda w: -(scores[vocabulary[w]] @ target))[:2]
    return hits / len(known), len(known) / len(questions)


# --- 6.3 average_ranks


@wrong(
    "EX-31",
    task="6.3",
    belief="argsort of argsort gives the ranks.",
    hint="Which ranks do two equal values get from you, and do they depend on who stands first?",
)
def ranks_without_ties(values):
    return np.argsort(np.argsort(np.asarray(values), kind="stable"), kind="stable") + 1.0


@wrong(
    "EX-32",
    task="6.3",
    belief="argsort returns the ranks.",
    hint="For [30, 10, 20]: which rank has 30, and what does argsort say in its place?",
)
def ranks_from_one_argsort(values):
    return np.argsort(np.asarray(values), kind="stable") + 1.0


@wrong(
    "EX-33",
    task="6.3",
    belief="Equal values share the best of their places, as in sports.",
    hint="Three equal values take the places 2, 3 and 4. What is the mean?",
)
def ranks_as_in_sports(values):
    return np.array([1.0 + sum(other < value for other in values) for value in values])


@wrong(
    "EX-34",
    task="6.3",
    belief="Equal values share the last of their places.",
    hint="Three equal values take the places 2, 3 and 4. What is the mean?",
)
def ranks_of_the_last_place(values):
    return np.array([float(sum(other <= value for other in values)) for value in values])


@wrong(
    "EX-35",
    task="6.3",
    belief="After a tie the next rank is the next whole number.",
    hint="Add up your ranks of n values: do you get n (n + 1) / 2?",
)
def ranks_dense(values):
    return np.unique(np.asarray(values), return_inverse=True)[1] + 1.0


@wrong(
    "EX-36", task="6.3", belief="Counting begins at 0.", hint="Which rank does the smallest value have in the handout?"
)
def ranks_from_zero(values):
    return right.average_ranks(values) - 1


@wrong(
    "EX-37",
    task="6.3",
    belief="The largest value is number one.",
    hint="Which of your values has rank 1, and which one in the handout's example?",
)
def ranks_falling(values):
    return len(values) + 1 - right.average_ranks(values)


@wrong(
    "EX-38",
    task="6.3",
    belief="Floats must never be compared exactly.",
    hint="When are two values equal, according to the handout?",
)
def ranks_of_close_values(values):
    return np.array(
        [
            sum(o < v and not math.isclose(o, v, rel_tol=1e-5, abs_tol=1e-8) for o in values)
            + (1 + sum(math.isclose(o, v, rel_tol=1e-5, abs_tol=1e-8) for o in values)) / 2
            for v in values
        ]
    )


@wrong(
    "EX-39",
    task="6.3",
    belief="The ranks come out in sorted order.",
    hint="Whose rank stands in the first place of your answer?",
)
def ranks_sorted(values):
    return np.sort(right.average_ranks(values))


@wrong(
    "EX-40",
    task="6.3",
    belief="Ranks are whole numbers.",
    hint="What is the mean of the places 1 and 2?",
)
def ranks_as_integers(values):
    return right.average_ranks(values).astype(int)


@wrong(
    "EX-41",
    task="6.3",
    belief="The values are scores from 0 to 10 and may be cut to whole ones.",
    hint="Which of 1.9 and 1.2 is smaller, for you and for your program?",
)
def ranks_of_whole_parts(values):
    return right.average_ranks(np.asarray(values, dtype=int))


@wrong(
    "EX-42",
    task="6.3",
    belief="Only neighbours in the list can be equal.",
    hint="Try [7, 1, 7]: do both sevens get the same rank?",
)
def ranks_of_runs(values):
    ranks = np.argsort(np.argsort(np.asarray(values), kind="stable"), kind="stable") + 1.0
    for i in range(1, len(ranks)):
        if values[i] == values[i - 1]:
            ranks[i - 1] = ranks[i] = (ranks[i - 1] + ranks[i]) / 2
    return ranks


# --- 6.4 spearman


@wrong(
    "E-10",
    task="6.4",
    belief="argsort gives the ranks that have to be correlated.",
    hint="Take three values that are not sorted and write down their ranks; then call argsort.",
)
def spearman_of_argsort(x, y):
    if len(x) != len(y):
        raise ValueError
    if math.isnan(right.spearman(x, y)):
        return float("nan")
    return float(np.corrcoef(np.argsort(np.asarray(x)), np.argsort(np.asarray(y)))[0, 1])


@wrong(
    "E-12",
    task="6.4",
    belief="1 - 6 Σd² / (n (n² - 1)) is what Spearman's rho is.",
    hint="Where did the proof of the short formula use that the ranks are 1, 2, …, n?",
)
def spearman_by_the_short_formula(x, y):
    if math.isnan(right.spearman(x, y)):
        return float("nan")
    d, n = right.average_ranks(x) - right.average_ranks(y), len(x)
    return float(1 - 6 * (d @ d) / (n * (n * n - 1)))


@wrong(
    "E-13",
    task="6.4",
    belief="The statistics function returns what is asked for.",
    hint="How many numbers does the signature promise, and how many do you return?",
)
def spearman_with_p_value(x, y):
    rho = right.spearman(x, y)
    return rho, math.erfc(abs(rho) * math.sqrt(max(len(x) - 1, 0) / 2))


@wrong(
    "EX-43",
    task="6.4",
    belief="Correlation is correlation: the values themselves will do.",
    hint="Should one enormous value move the result, if it was the largest anyway?",
)
def spearman_of_raw_values(x, y):
    if math.isnan(right.spearman(x, y)):
        return float("nan")
    return float(np.corrcoef(np.asarray(x, dtype=float), np.asarray(y, dtype=float))[0, 1])


@wrong(
    "EX-44",
    task="6.4",
    belief="Equal values may be ranked in any order.",
    hint="Swap two equal values together with their partners: does your rho change?",
)
def spearman_of_ordinal_ranks(x, y):
    if math.isnan(right.spearman(x, y)):
        return float("nan")
    r, s = (np.argsort(np.argsort(np.asarray(v), kind="stable")) for v in (x, y))
    return float(np.corrcoef(r, s)[0, 1])


@wrong(
    "EX-45",
    task="6.4",
    belief="numpy.cov and numpy.std fit together as they are.",
    hint="What rho do you get for a list with itself?",
)
def spearman_with_mixed_ddof(x, y):
    n = len(x)
    return right.spearman(x, y) * (n / (n - 1) if n > 1 else 1)


@wrong(
    "EX-46",
    task="6.4",
    belief="No relation at all is a correlation of zero.",
    hint="Is 'they do not go together' the same as 'one of them never moves'?",
)
def spearman_zero_for_constants(x, y):
    rho = right.spearman(x, y)
    return 0.0 if math.isnan(rho) and len(x) > 1 else rho


@wrong(
    "EX-47",
    task="6.4",
    belief="Without any values there is no correlation, so it is zero.",
    hint="Could the two single values have gone apart?",
)
def spearman_zero_for_few(x, y):
    return 0.0 if len(x) == len(y) < 2 else right.spearman(x, y)


@wrong(
    "EX-48",
    task="6.4",
    belief="zip will look after the lengths.",
    hint="What becomes of the values that have no partner?",
)
def spearman_of_the_shorter(x, y):
    n = min(len(x), len(y))
    return right.spearman(x[:n], y[:n])


@wrong(
    "EX-49",
    task="6.4",
    belief="Only the strength of the agreement counts.",
    hint="What should two opposite orders give?",
)
def spearman_absolute(x, y):
    return abs(right.spearman(x, y))


@wrong(
    "EX-50",
    task="6.4",
    belief="A rank correlation sorts both sides.",
    hint="After sorting, who is the partner of whom?",
)
def spearman_of_sorted_lists(x, y):
    rho = right.spearman(x, y)
    return rho if math.isnan(rho) else right.spearman(sorted(x), sorted(y))


@wrong(
    "EX-51",
    task="6.4",
    belief="Rank correlation counts pairs in the same order.",
    hint="That is Kendall's coefficient. Which one do the benchmarks report?",
)
def spearman_as_kendall(x, y):
    if math.isnan(right.spearman(x, y)):
        return float("nan")
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    a, b = np.sign(x[:, None] - x[None]), np.sign(y[:, None] - y[None])
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum()))


@wrong(
    "EX-52",
    task="6.4",
    belief="Ties can be left out: they say nothing.",
    hint="How many of the pairs are still in your sum?",
)
def spearman_without_tied_values(x, y):
    rho, x, y = right.spearman(x, y), list(x), list(y)
    keep = [i for i in range(len(x)) if x.count(x[i]) == y.count(y[i]) == 1]
    return rho if math.isnan(rho) or len(keep) < 2 else right.spearman([x[i] for i in keep], [y[i] for i in keep])


@wrong(
    "EX-90",
    task="6.4",
    belief="Two lengths are the same number if they are the same object.",
    hint="Does your function accept two lists of 300 values each?",
    crashes=True,
)
def lengths_by_identity(x, y):
    if len(x) is not len(y):
        raise ValueError("different lengths")
    return right.spearman(x, y)


# --- 6.5 word_similarity


@wrong(
    "E-16",
    task="6.5",
    belief="To compare two rankings, sort both.",
    hint="Give your function scores that contradict the vectors completely: what does it say?",
)
def similarity_of_sorted_lists(pairs, vocabulary, vectors):
    known = [(vocabulary[a], vocabulary[b], s) for a, b, s in pairs if a in vocabulary and b in vocabulary]
    if not known:
        return float("nan"), 0.0
    unit = right._units(vectors)
    cosines = sorted(unit[a] @ unit[b] for a, b, _ in known)
    return right.spearman(cosines, sorted(s for *_, s in known)), len(known) / len(pairs)


@wrong(
    "EX-53",
    task="6.5",
    belief="The dot product is as good as the cosine for a ranking.",
    hint="Make one vector ten times as long: may the order of the pairs change?",
)
def similarity_by_dot_product(pairs, vocabulary, vectors):
    known = [(vocabulary[a], vocabulary[b], s) for a, b, s in pairs if a in vocabulary and b in vocabulary]
    if not known:
        return float("nan"), 0.0
    rho = right.spearman([vectors[a] @ vectors[b] for a, b, _ in known], [s for *_, s in known])
    return rho, len(known) / len(pairs)


@wrong(
    "EX-54",
    task="6.5",
    belief="Alike means near: minus the distance ranks the pairs.",
    hint="What is the cosine of a short and a long vector that point the same way, and what is their distance?",
)
def similarity_by_distance(pairs, vocabulary, vectors):
    known = [(vocabulary[a], vocabulary[b], s) for a, b, s in pairs if a in vocabulary and b in vocabulary]
    if not known:
        return float("nan"), 0.0
    near = [-np.linalg.norm(vectors[a] - vectors[b]) for a, b, _ in known]
    return right.spearman(near, [s for *_, s in known]), len(known) / len(pairs)


@wrong(
    "EX-55",
    task="6.5",
    belief="A pair without vectors has similarity 0.",
    hint="Does the model deserve blame, or praise, for a word that it has never seen?",
)
def similarity_with_strangers(pairs, vocabulary, vectors):
    _, share = right.word_similarity(pairs, vocabulary, vectors)
    unit = np.vstack([right._units(vectors), np.zeros(vectors.shape[1])])
    cosines = [unit[vocabulary.get(a, -1)] @ unit[vocabulary.get(b, -1)] for a, b, _ in pairs]
    return (right.spearman(cosines, [s for *_, s in pairs]) if share else float("nan")), share


@wrong(
    "EX-56",
    task="6.5",
    belief="No known pair means no correlation, that is 0.",
    hint="What did you measure, if there was nothing to measure?",
)
def similarity_of_nothing_is_zero(pairs, vocabulary, vectors):
    rho, share = right.word_similarity(pairs, vocabulary, vectors)
    return (rho if share else 0.0), share


@wrong(
    "EX-57",
    task="6.5",
    belief="Pearson's correlation compares the numbers more exactly.",
    hint="On which scale did people give their scores, and is it the scale of the cosine?",
)
def similarity_by_pearson(pairs, vocabulary, vectors):
    rho, share = right.word_similarity(pairs, vocabulary, vectors)
    if math.isnan(rho):
        return rho, share
    known = [(vocabulary[a], vocabulary[b], s) for a, b, s in pairs if a in vocabulary and b in vocabulary]
    unit = right._units(vectors)
    return float(np.corrcoef([unit[a] @ unit[b] for a, b, _ in known], [s for *_, s in known])[0, 1]), share


@wrong(
    "EX-58",
    task="6.5",
    belief="A pair with a zero vector has no cosine and is left out.",
    hint="Which number does the handout give to such a pair?",
)
def similarity_drops_zero_vectors(pairs, vocabulary, vectors):
    share = right.word_similarity(pairs, vocabulary, vectors)[1]
    fine = {word: i for word, i in vocabulary.items() if vectors[i].any()}
    return right.word_similarity(pairs, fine, vectors)[0], share


@wrong(
    "EX-59",
    task="6.5",
    belief="A repeated pair is a slip of the list and counts once.",
    hint="Compare the number of pairs in the list with the number in your sum.",
)
def similarity_of_distinct_pairs(pairs, vocabulary, vectors):
    distinct = {frozenset((a, b)): (a, b, score) for a, b, score in pairs}
    return right.word_similarity(list(distinct.values()), vocabulary, vectors)


@wrong(
    "EX-60",
    task="6.5",
    belief="Capital letters are spelling, not words.",
    hint="Is the spelling of the pair a key of the vocabulary?",
)
def similarity_in_lower_case(pairs, vocabulary, vectors):
    folded = {word.lower(): i for word, i in vocabulary.items()}
    return right.word_similarity([(a.lower(), b.lower(), s) for a, b, s in pairs], folded, vectors)


@wrong(
    "EX-61",
    task="6.5",
    belief="Checking the first word is enough.",
    hint="What do you do with the pair (cat, zebra)? And with (zebra, cat)?",
)
def similarity_checks_the_first_word(pairs, vocabulary, vectors):
    share = sum(a in vocabulary for a, _, _ in pairs) / len(pairs) if pairs else 0.0
    return right.word_similarity(pairs, vocabulary, vectors)[0], share


@wrong(
    "EX-62",
    task="6.5",
    belief="The scores are the third column, the cosines the known pairs: they go together.",
    hint="After a pair has been left out, whose score stands beside whose cosine?",
)
def similarity_with_shifted_scores(pairs, vocabulary, vectors):
    known = [(a, b) for a, b, _ in pairs if a in vocabulary and b in vocabulary]
    scores = [score for *_, score in pairs][: len(known)]
    rho, share = right.word_similarity(
        [(a, b, s) for (a, b), s in zip(known, scores, strict=True)], vocabulary, vectors
    )
    return rho, share * len(known) / len(pairs) if pairs else 0.0


@wrong(
    "EX-63",
    task="6.5",
    belief="One pair agrees with itself perfectly.",
    hint="Could a single pair have disagreed?",
)
def similarity_of_one_pair_is_perfect(pairs, vocabulary, vectors):
    rho, share = right.word_similarity(pairs, vocabulary, vectors)
    return (1.0 if math.isnan(rho) and round(share * len(pairs)) == 1 else rho), share


@wrong(
    "EX-64",
    task="6.5",
    belief="Cosine distance and cosine are interchangeable.",
    hint="Is a pair with the value 0 very alike in your ranking, or not at all?",
)
def similarity_of_cosine_distances(pairs, vocabulary, vectors):
    rho, share = right.word_similarity(pairs, vocabulary, vectors)
    return -rho, share


@wrong(
    "EX-65",
    task="6.5",
    belief="The sign of a cosine does not matter for similarity.",
    hint="Are two words that point in opposite directions alike?",
)
def similarity_by_absolute_cosine(pairs, vocabulary, vectors):
    known = [(vocabulary[a], vocabulary[b], s) for a, b, s in pairs if a in vocabulary and b in vocabulary]
    if not known:
        return float("nan"), 0.0
    unit = right._units(vectors)
    return right.spearman([abs(unit[a] @ unit[b]) for a, b, _ in known], [s for *_, s in known]), len(known) / len(
        pairs
    )


@wrong(
    "EX-66",
    task="6.5",
    belief="The share is over words: how many of them have vectors.",
    hint="What stands below the line in the handout: words or pairs?",
)
def similarity_share_of_words(pairs, vocabulary, vectors):
    rho, share = right.word_similarity(pairs, vocabulary, vectors)
    words = [word for a, b, _ in pairs for word in (a, b)]
    return rho, sum(word in vocabulary for word in words) / len(words) if words else share


@wrong(
    "EX-67",
    task="6.1",
    belief="Three words of the question and an answer make four: a smaller vocabulary has no answer.",
    hint="How many different words has the question a : b = a : ?",
    crashes=True,
)
def always_four_words(a, b, c, vocabulary, vectors):
    if len(vocabulary) < 4:
        raise ValueError("too few words")
    return right.analogy(a, b, c, vocabulary, vectors)


@wrong(
    "EX-68",
    task="6.5",
    belief="A line that stands twice in the list is a slip, and counts once.",
    hint="Over which pairs does the correlation run? What does the second line do to the ranks?",
)
def repeated_lines_dropped(pairs, vocabulary, vectors):
    return right.word_similarity(list(dict.fromkeys(map(tuple, pairs))), vocabulary, vectors)


@wrong(
    "EX-91",
    task="6.1",
    belief="Two cosines that agree in two decimals are a draw.",
    hint="The cosines 0.9999 and 1 belong to two words. Which of the two is the answer?",
)
def analogy_of_rounded_cosines(a, b, c, vocabulary, vectors):
    target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
    scores = np.round(right._units(vectors) @ right._units(target), 2)
    admissible = [word for word in vocabulary if word not in (a, b, c)]
    if not admissible:
        raise ValueError("no word is left")
    return max(admissible, key=lambda word: scores[vocabulary[word]])


@wrong(
    "EX-92",
    task="6.2",
    belief="An answer that points the same way as d, or further, is as good as d.",
    hint="May one of the question's own words be the right answer, if its cosine is the highest?",
)
def accuracy_by_score(questions, vocabulary, vectors):
    known = [question for question in questions if all(word in vocabulary for word in question)]
    if not known:
        return float("nan"), 0.0
    hits, units = 0, right._units(vectors)
    for a, b, c, d in known:
        scores = units @ right._units(vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]])
        others = [scores[i] for word, i in vocabulary.items() if word not in (a, b, c)]
        hits += bool(others) and bool(scores[vocabulary[d]] >= max(others))
    return hits / len(known), len(known) / len(questions)


@wrong(
    "EX-93",
    task="6.2",
    belief="The share is one of different questions.",
    hint="A question is asked twice. How often does it count below the line?",
)
def share_of_distinct_questions(questions, vocabulary, vectors):
    accuracy, _ = right.analogy_accuracy(questions, vocabulary, vectors)
    return accuracy, right.analogy_accuracy(list(set(questions)), vocabulary, vectors)[1]


@wrong(
    "EX-94",
    task="6.3",
    belief="A tie is one of two: both get the rank between their places.",
    hint="Three equal values take the places 1, 2 and 3. Which rank has each of them?",
)
def ranks_for_ties_of_two(values):
    smaller, equal = (
        np.array([sum(test(other, x) for other in values) for x in values], dtype=float)
        for test in (lambda other, x: other < x, lambda other, x: other == x)
    )
    return smaller + np.where(equal > 1, 1.5, 1.0)


@wrong(
    "EX-95",
    task="6.3",
    belief="Seven digits tell values apart.",
    hint="Are 1 and 1 + 1e-9 equal? Are they in float32?",
)
def ranks_in_single_precision(values):
    return right.average_ranks(np.asarray(values, dtype=np.float32))


@wrong(
    "EX-96",
    task="6.4",
    belief="A list that hardly varies is constant.",
    hint="Three values differ in the tenth decimal only. Which ranks have they?",
)
def spearman_of_nearly_constant_is_nan(x, y):
    rho = right.spearman(x, y)
    return rho if len(x) < 2 or min(np.ptp(x), np.ptp(y)) > 1e-8 else float("nan")


@wrong(
    "EX-97",
    task="6.4",
    belief="A list agrees perfectly with itself.",
    hint="What does the formula divide by for two equal lists of one repeated value?",
)
def spearman_of_equal_lists_is_one(x, y):
    rho = right.spearman(x, y)
    return 1.0 if len(x) > 1 and list(x) == list(y) else rho


@wrong(
    "EX-98",
    task="6.4",
    belief="Two points always lie on a line, so two values say nothing.",
    hint="From how many values on is there a correlation?",
)
def spearman_of_two_is_nan(x, y):
    rho = right.spearman(x, y)
    return rho if len(x) > 2 else float("nan")


@wrong(
    "EX-99",
    task="6.5",
    belief="With one known pair there is nothing to correlate, so the share is 0.",
    hint="What is the share of the known pairs, whether they can be correlated or not?",
)
def share_of_one_pair_is_zero(pairs, vocabulary, vectors):
    known = sum(a in vocabulary and b in vocabulary for a, b, _ in pairs)
    return right.word_similarity(pairs, vocabulary, vectors) if known > 1 else (float("nan"), 0.0)


@wrong(
    "EX-100",
    task="6.5",
    belief="A word beside itself tests nothing and is left out of rho.",
    hint='Is ("east", "east", 10) a known pair?',
)
def similarity_without_self_pairs(pairs, vocabulary, vectors):
    rho, _ = right.word_similarity([pair for pair in pairs if pair[0] != pair[1]], vocabulary, vectors)
    return rho, right.word_similarity(pairs, vocabulary, vectors)[1]


@wrong(
    "EX-101",
    task="6.5",
    belief="Two decimals of a cosine are enough to rank it.",
    hint="Do two cosines that differ in the third decimal share a rank?",
)
def similarity_of_rounded_cosines(pairs, vocabulary, vectors):
    known = [(a, b, score) for a, b, score in pairs if a in vocabulary and b in vocabulary]
    if not known:
        return float("nan"), 0.0
    units = right._units(vectors)
    cosines = [round(float(units[vocabulary[a]] @ units[vocabulary[b]]), 2) for a, b, _ in known]
    return right.spearman(cosines, [score for *_, score in known]), len(known) / len(pairs)


@wrong(
    "EX-102",
    task="6.1",
    belief="Another spelling of a word of the question is that word.",
    hint='cat : dog = cat : ? Is "Cat" one of the words of the question?',
    crashes=True,
)
def analogy_without_other_spellings(a, b, c, vocabulary, vectors):
    out = {word.lower() for word in (a, b, c)}
    left = {word: i for word, i in vocabulary.items() if word in (a, b, c) or word.lower() not in out}
    return right.analogy(a, b, c, left, vectors)


@wrong(
    "EX-103",
    task="6.2",
    belief="An answer in other capitals is the answer.",
    hint='Two rows of the table belong to "queen" and "Queen". Is one the answer when the other is expected?',
)
def accuracy_in_any_capitals(questions, vocabulary, vectors):
    known = [question for question in questions if all(word in vocabulary for word in question)]
    if not known:
        return float("nan"), 0.0
    answers = [right._answer(a, b, c, vocabulary, vectors) or "" for a, b, c, _ in known]
    hits = sum(answer.lower() == d.lower() for answer, (*_, d) in zip(answers, known, strict=True))
    return hits / len(known), len(known) / len(questions)


@wrong(
    "EX-104",
    task="6.1",
    belief="Numbers that add up to 0 make a zero vector.",
    hint="Is (3, -3) a zero vector? How would you ask for one without adding up?",
)
def analogy_of_sums_of_zero(a, b, c, vocabulary, vectors):
    return right.analogy(a, b, c, vocabulary, np.where(vectors.sum(axis=1, keepdims=True) == 0, 0.0, vectors))


@wrong(
    "EX-105",
    task="6.1",
    belief="A small number below the line keeps zero away and changes nothing.",
    hint="A word has a vector of length 1e-9, straight along the target. What is its cosine, and what do you get?",
)
def analogy_with_epsilon(a, b, c, vocabulary, vectors):
    target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
    scores = vectors @ target / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(target) + 1e-8)
    return max((w for w in vocabulary if w not in (a, b, c)), key=lambda word: scores[vocabulary[word]])


@wrong(
    "EX-106",
    task="6.1",
    belief="A longer form of c is c.",
    hint='Which words are excluded? Is "kings" one of "man", "woman" and "king"?',
)
def analogy_without_longer_forms(a, b, c, vocabulary, vectors):
    forms = [word for word in vocabulary if c and word.startswith(c) and word not in (a, b, c)]
    kept = {word: i for word, i in vocabulary.items() if word not in forms}
    try:
        return right.analogy(a, b, c, kept, vectors)
    except ValueError:
        return right.analogy(a, b, c, vocabulary, vectors)


@wrong(
    "EX-107",
    task="6.1",
    belief="A target that is close to 0 is 0.",
    hint="All vectors are a billion times shorter. Which answer changes?",
)
def analogy_of_a_tiny_target(a, b, c, vocabulary, vectors):
    target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
    return right.analogy(a, b, c, vocabulary, 0 * vectors if np.allclose(target, 0) else vectors)


@wrong(
    "EX-108",
    task="6.2",
    belief="An examination is held with vectors of length 1.",
    hint="Which vectors make up the target of task 6.1? Does its answer change if they are shortened first?",
)
def accuracy_of_unit_vectors(questions, vocabulary, vectors):
    return right.analogy_accuracy(questions, vocabulary, right._units(vectors))


@wrong(
    "EX-109",
    task="6.3",
    belief="Twelve decimals are all that a number has.",
    hint="Are 1e-15 and 2e-15 equal? Which has the lower rank?",
)
def ranks_of_twelve_decimals(values):
    return right.average_ranks(np.round(np.asarray(values, dtype=float), 12))


@wrong(
    "EX-110",
    task="6.5",
    belief="Numbers that add up to 0 make a zero vector, and that has cosine 0.",
    hint="Is (2, -2) a zero vector? What is its cosine with (1, 0)?",
)
def similarity_of_sums_of_zero(pairs, vocabulary, vectors):
    return right.word_similarity(pairs, vocabulary, np.where(vectors.sum(axis=1, keepdims=True) == 0, 0.0, vectors))


@wrong(
    "EX-111",
    task="6.5",
    belief="A vector shorter than 1e-8 is a zero vector.",
    hint="All vectors are a billion times shorter. Which cosines change?",
)
def similarity_of_tiny_vectors(pairs, vocabulary, vectors):
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return right.word_similarity(pairs, vocabulary, np.where(lengths < 1e-8, 0.0, vectors))


@wrong(
    "EX-112",
    task="6.5",
    belief="Cosines that agree in four decimals are equal.",
    hint="Two cosines are 0.999998 and 0.9999995. Which of the two has the higher rank?",
)
def similarity_of_four_decimals(pairs, vocabulary, vectors):
    known = [pair for pair in pairs if pair[0] in vocabulary and pair[1] in vocabulary]
    if not known:
        return float("nan"), 0.0
    units = right._units(vectors)
    cosines = [round(float(units[vocabulary[a]] @ units[vocabulary[b]]), 4) for a, b, _ in known]
    return right.spearman(cosines, [score for *_, score in known]), len(known) / len(pairs)


@wrong(
    "EX-113",
    task="6.1",
    belief="The three words and their signs are a dictionary: {a: -1, b: 1, c: 1}.",
    hint="man : woman :: woman : ? How often is woman in your sum?",
)
def analogy_with_a_dictionary_of_signs(a, b, c, vocabulary, vectors):
    signs = {a: -1, b: 1, c: 1}
    target = sum(sign * vectors[vocabulary[word]] for word, sign in signs.items())
    left = [word for word in vocabulary if word not in signs]
    if not left:
        raise ValueError("no word left")
    scores = right._units(vectors) @ right._units(target)
    return max(left, key=lambda word: scores[vocabulary[word]])


@wrong(
    "EX-114",
    task="6.2",
    belief="An answer is right if it has the vector of the right answer.",
    hint="King has the vector of king, and king is a word of the question. Is King the answer that people give?",
)
def accuracy_of_equal_vectors(questions, vocabulary, vectors):
    known = [question for question in questions if all(word in vocabulary for word in question)]
    if not known:
        return float("nan"), 0.0
    answers = [(right._answer(a, b, c, vocabulary, vectors), d) for a, b, c, d in known]
    hits = sum(
        word is not None and np.allclose(vectors[vocabulary[word]], vectors[vocabulary[d]]) for word, d in answers
    )
    return hits / len(known), len(known) / len(questions)


@wrong(
    "EX-115",
    task="6.2",
    belief="A score that is close to the best one is the best one.",
    hint="Two words score 0.9999995 and 0.9999955. Which one is the answer?",
)
def accuracy_of_close_scores(questions, vocabulary, vectors):
    known = [question for question in questions if all(word in vocabulary for word in question)]
    if not known:
        return float("nan"), 0.0
    hits, units = 0, right._units(vectors)
    for a, b, c, d in known:
        cosines = units @ right._units(vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]])
        scores = {word: cosines[i] for word, i in vocabulary.items() if word not in (a, b, c)}
        hits += d in scores and bool(np.isclose(scores[d], max(scores.values())))
    return hits / len(known), len(known) / len(questions)


@wrong(
    "EX-116",
    task="6.2",
    belief="Where b - a + c is zero there is no question.",
    hint="What is the cosine of a zero vector with anything? And the share: which questions are known?",
)
def accuracy_without_zero_targets(questions, vocabulary, vectors):
    def asks(question):
        if not all(word in vocabulary for word in question):
            return True
        a, b, c, _ = (vectors[vocabulary[word]] for word in question)
        return bool(np.any(b - a + c))

    return right.analogy_accuracy([question for question in questions if asks(question)], vocabulary, vectors)


@wrong(
    "EX-117",
    task="6.4",
    belief="Ties matter if both sides have some; otherwise the short formula will do.",
    hint="x is 1, 2, 3 and y is 7, 7, 0. What do both formulas say?",
)
def spearman_short_unless_both_are_tied(x, y):
    rho, n = right.spearman(x, y), len(x)
    if math.isnan(rho) or (len({*x}) < n and len({*y}) < n):
        return rho
    d = right.average_ranks(x) - right.average_ranks(y)
    return 1 - 6 * float(d @ d) / (n * (n * n - 1))


@wrong(
    "EX-118",
    task="6.4",
    belief="Whole numbers without ties are ranks already.",
    hint="What is the rank of 100 among 1, 2, 3 and 100?",
)
def spearman_of_whole_numbers(x, y):
    rho = right.spearman(x, y)
    whole = all(np.asarray(side).dtype.kind in "iu" for side in (x, y))
    if math.isnan(rho) or not whole or len({*x}) < len(x) or len({*y}) < len(y):
        return rho
    return float(np.corrcoef(x, y)[0, 1])


@wrong(
    "EX-119",
    task="6.2",
    belief="The same questions have the same answers, so they are looked up the second time.",
    hint="The same questions are put to other vectors. What does your function remember?",
)
def accuracy_remembered(questions, vocabulary, vectors, remembered={}):
    key = str(questions), str(vocabulary)
    if key not in remembered:
        remembered[key] = right.analogy_accuracy(questions, vocabulary, vectors)
    return remembered[key]


@wrong(
    "EX-120",
    task="6.1",
    belief="On unit vectors the smallest distance is the largest cosine, zero vectors included.",
    hint="How far is a zero vector from a unit vector? At which cosine is a unit vector as far away?",
)
def analogy_by_distance_of_units(a, b, c, vocabulary, vectors):
    target = right._units(vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]])
    distances = np.linalg.norm(right._units(vectors) - target, axis=1)
    words = [word for word in vocabulary if word not in (a, b, c)]
    if not words:
        raise ValueError("no word is left")
    return min(words, key=lambda word: distances[vocabulary[word]])


@wrong(
    "EX-121",
    task="6.1",
    belief="A word that a word of the question begins with is its stem, and no answer either.",
    hint="Is ca the same word as cat? Which words does the docstring exclude?",
)
def analogy_without_stems(a, b, c, vocabulary, vectors):
    asked = {a, b, c}
    kept = {w: i for w, i in vocabulary.items() if w in asked or not any(word.startswith(w) for word in asked)}
    return right.analogy(a, b, c, kept if kept.keys() - asked else vocabulary, vectors)


@wrong(
    "EX-122",
    task="6.2",
    belief="Where every score is minus infinity, argmax has nothing to choose.",
    hint="What does argmax return for a row of equal numbers? Can that row be d's?",
)
def accuracy_of_excluded_answers(questions, vocabulary, vectors):
    known = [[vocabulary[w] for w in question] for question in questions if all(w in vocabulary for w in question)]
    if not known:
        return float("nan"), 0.0
    a, b, c, d = np.array(known).T
    scores = right._units(vectors[b] - vectors[a] + vectors[c]) @ right._units(vectors).T
    for excluded in (a, b, c):
        scores[np.arange(len(known)), excluded] = -np.inf
    return float((scores.argmax(axis=1) == d).mean()), len(known) / len(questions)


@wrong(
    "EX-123",
    task="6.2",
    belief="The three words of a question are a set, so its answer can be kept under that set.",
    hint="Have a : b : c and b : a : c the same answer?",
)
def accuracy_kept_by_set(questions, vocabulary, vectors):
    known = [question for question in questions if all(word in vocabulary for word in question)]
    if not known:
        return float("nan"), 0.0
    kept = {}
    for *asked, _ in known:
        kept.setdefault(frozenset(asked), right._answer(*asked, vocabulary, vectors))
    return sum(kept[frozenset(asked)] == d for *asked, d in known) / len(known), len(known) / len(questions)


@wrong(
    "EX-124",
    task="6.3",
    belief="Ranks fit into an array like that of the values.",
    hint="Which dtype has np.empty_like of whole numbers? What becomes of rank 1.5 in it?",
)
def ranks_in_the_dtype_of_the_values(values):
    values = np.asarray(values)
    ranks = np.empty_like(values)
    ranks[:] = right.average_ranks(values)
    return ranks


@wrong(
    "EX-125",
    task="6.3",
    belief="Equal values look alike when they are printed.",
    hint="Is -0.0 equal to 0.0? How are the two printed?",
)
def ranks_by_their_text(values):
    values = list(values)
    places = {}
    for place, value in enumerate(sorted(values), 1):
        places.setdefault(str(value), []).append(place)
    return np.array([np.mean(places[str(value)]) for value in values])


@wrong(
    "EX-126",
    task="6.3",
    belief="Counts of values are small numbers: eight bits will do.",
    hint="How many values are smaller than the last of 300? How far does int8 count?",
)
def ranks_of_eight_bits(values):
    values = np.asarray(values)
    below = np.array([(values < value).sum() for value in values]).astype(np.int8)
    equal = np.array([(values == value).sum() for value in values]).astype(np.int8)
    return below + (1 + equal.astype(float)) / 2


@wrong(
    "EX-127",
    task="6.4",
    belief="The short formula fails only where x has ties.",
    hint="In which of the two rankings of your test are there equal ranks? Does a tie in y matter less?",
)
def spearman_short_where_x_is_untied(x, y):
    rho, n = right.spearman(x, y), len(x)
    if np.isnan(rho) or len({*np.asarray(x).tolist()}) < n:
        return rho
    d = right.average_ranks(x) - right.average_ranks(y)
    return 1 - 6 * float(d @ d) / (n * (n * n - 1))


@wrong(
    "EX-128",
    task="6.1",
    belief="Among vectors of length 1 the nearest to b - a + c is the one at the smallest angle to it.",
    hint="One vector cannot be brought to length 1. How far is it from a short b - a + c?",
)
def analogy_nearest_unit_vector(a, b, c, vocabulary, vectors):
    left = [word for word in vocabulary if word not in (a, b, c)]
    target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
    if not left:
        raise ValueError
    units = right._units(vectors)
    return min(left, key=lambda word: np.linalg.norm(units[vocabulary[word]] - target))


@wrong(
    "EX-129",
    task="6.1",
    belief="Cosines that agree to four digits are equal.",
    hint="Two candidates point almost the same way, but not quite. Which of them wins, and does the order of the words matter?",
)
def analogy_rounded_to_four_digits(a, b, c, vocabulary, vectors):
    target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
    scores = np.round(right._units(vectors) @ right._units(target), 4)
    left = [word for word in sorted(vocabulary) if word not in (a, b, c)]
    if not left:
        raise ValueError
    return max(left, key=lambda word: scores[vocabulary[word]])


@wrong(
    "EX-130",
    task="6.1",
    belief="A word that is unknown as it is written is looked up in small letters.",
    hint="Man is asked for, and the vocabulary has man. Is that the same key?",
)
def analogy_small_letters_if_need_be(a, b, c, vocabulary, vectors):
    a, b, c = (word if word in vocabulary else word.lower() for word in (a, b, c))
    return right.analogy(a, b, c, vocabulary, vectors)


@wrong(
    "EX-131",
    task="6.1",
    belief="The first ten words of a vocabulary are the frequent ones, and one of them will be the answer.",
    hint="Which of the words in your vocabulary are never looked at?",
)
def analogy_among_the_first_ten(a, b, c, vocabulary, vectors):
    few = {word: i for place, (word, i) in enumerate(vocabulary.items()) if place < 10 or word in (a, b, c)}
    return right.analogy(a, b, c, few if len(vocabulary) > 10 else vocabulary, vectors)


@wrong(
    "EX-132",
    task="6.2",
    belief="Every question has an answer, and a question is right if d is one of the two best.",
    hint="How many answers does one question have in task 6.1? Ask for a word that comes second.",
)
def accuracy_among_the_two_best(questions, vocabulary, vectors):
    known = [q for q in questions if all(word in vocabulary for word in q)]
    if not known:
        return float("nan"), 0.0
    hits = 0
    for a, b, c, d in known:
        target = vectors[vocabulary[b]] - vectors[vocabulary[a]] + vectors[vocabulary[c]]
        scores = right._units(vectors) @ right._units(target)
        left = sorted((w for w in vocabulary if w not in (a, b, c)), key=lambda w: -scores[vocabulary[w]])
        hits += d in left[: 2 if len(vocabulary) > 6 else 1]
    return hits / len(known), len(known) / len(questions)


def _masked_answers(known, vocabulary, units, vectors, low):
    """The row of the best score of each known question, with the words of the question at `low`."""
    rows = np.array([[vocabulary[word] for word in question] for question in known])
    targets = vectors[rows[:, 1]] - vectors[rows[:, 0]] + vectors[rows[:, 2]]
    scores = right._units(targets) @ units.T
    np.put_along_axis(scores, rows[:, :3], low, axis=1)
    answerable = [bool(vocabulary.keys() - set(question[:3])) for question in known]
    return (scores.argmax(axis=1) == rows[:, 3]) & answerable


@wrong(
    "EX-133",
    task="6.2",
    belief="No cosine is below -1: a word set to -1 is out.",
    hint="The only word that is left points the opposite way. What is its cosine, and what is that of the words set aside?",
)
def accuracy_masked_by_minus_one(questions, vocabulary, vectors):
    known = [q for q in questions if all(word in vocabulary for word in q)]
    if not known:
        return float("nan"), 0.0
    hits = _masked_answers(known, vocabulary, right._units(vectors), vectors, -1.0)
    return float(np.mean(hits)), len(known) / len(questions)


@wrong(
    "EX-134",
    task="6.2",
    belief="argmax passes over nan.",
    hint="A word has the vector zero. What is its cosine in your matrix, and what does np.argmax say of [0.5, nan]?",
)
def accuracy_where_nan_wins(questions, vocabulary, vectors):
    known = [q for q in questions if all(word in vocabulary for word in q)]
    if not known:
        return float("nan"), 0.0
    with np.errstate(all="ignore"):
        units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return float(np.mean(_masked_answers(known, vocabulary, units, vectors, -np.inf))), len(known) / len(questions)


@wrong(
    "EX-135",
    task="6.2",
    belief="A word with a zero vector has no cosine, and so is never an answer.",
    hint="All the other words point away from b - a + c. Which cosine is higher: theirs, or that of a zero vector?",
)
def accuracy_without_zero_vectors(questions, vocabulary, vectors):
    known = [q for q in questions if all(word in vocabulary for word in q)]
    if not known:
        return float("nan"), 0.0
    hits = 0
    for a, b, c, d in known:
        words = [word for word in vocabulary if word in (a, b, c) or np.any(vectors[vocabulary[word]])]
        hits += right._answer(a, b, c, {word: vocabulary[word] for word in words}, vectors) == d
    return hits / len(known), len(known) / len(questions)


@wrong(
    "EX-136",
    task="6.4",
    belief="A correlation of ten values or more is given to three digits.",
    hint="Does anything in the definition round? Compare two long lists of which only the last two values change places.",
)
def rho_to_three_digits(x, y):
    rho = right.spearman(x, y)
    return rho if len(x) < 10 else round(rho, 3)
