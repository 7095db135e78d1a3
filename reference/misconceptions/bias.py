"""Known wrong implementations of a6_evaluation/bias.py. Instructor only."""

import math

import numpy as np

from autograder.specimens import wrong
from reference.a6_evaluation import bias as right

# --- 6.6 bias_direction


@wrong(
    "D-03",
    task="6.6",
    belief="Vectors of length 1 are always the safer choice.",
    hint="Which two vectors does the exercise subtract: the ones in the table or shortened ones?",
)
def direction_of_unit_words(first, second, vocabulary, vectors):
    unit = right._units(vectors)
    return unit[vocabulary[first]] - unit[vocabulary[second]]


@wrong(
    "DX-01",
    task="6.6",
    belief="A direction has length 1.",
    hint="What does the handout say about the length of the difference?",
)
def direction_of_length_one(first, second, vocabulary, vectors):
    return right._units(right.bias_direction(first, second, vocabulary, vectors))


@wrong(
    "DX-02",
    task="6.6",
    belief="From the first word to the second: second minus first.",
    hint="For which of the two words should the cosine with the direction tend to be positive?",
)
def direction_reversed(first, second, vocabulary, vectors):
    return -right.bias_direction(first, second, vocabulary, vectors)


@wrong(
    "DX-03",
    task="6.6",
    belief="The ids are the places in the dictionary.",
    hint="What if the dictionary was filled in another order than the rows of the matrix?",
)
def direction_by_dictionary_order(first, second, vocabulary, vectors):
    words = list(vocabulary)
    if first not in words or second not in words:
        raise KeyError(first)
    return vectors[words.index(first)] - vectors[words.index(second)]


@wrong(
    "DX-04",
    task="6.6",
    belief="A word without a vector is at the origin.",
    hint="How does somebody notice that a word was mistyped?",
)
def direction_with_default(first, second, vocabulary, vectors):
    rows = [vectors[vocabulary[w]] if w in vocabulary else 0 * vectors[0] for w in (first, second)]
    return rows[0] - rows[1]


@wrong(
    "DX-05",
    task="6.6",
    belief="Half of the difference leads from the middle to each word.",
    hint="Start at the second word and add your vector: where do you arrive?",
)
def direction_halved(first, second, vocabulary, vectors):
    return right.bias_direction(first, second, vocabulary, vectors) / 2


# --- 6.7 alignment


@wrong(
    "DX-06",
    task="6.7",
    belief="Every word has a vector of some length.",
    hint="What does your formula give for a row of zeros?",
)
def alignment_unguarded(vectors, direction):
    with np.errstate(all="ignore"):
        return vectors @ direction / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(direction))


@wrong(
    "DX-07",
    task="6.7",
    belief="Zero rows are the only case to guard.",
    hint="Can the direction be zero too?",
)
def alignment_guards_rows_only(vectors, direction):
    with np.errstate(all="ignore"):
        return right._units(vectors) @ (direction / np.linalg.norm(direction))


@wrong(
    "DX-08",
    task="6.7",
    belief="A projection is a dot product with the direction.",
    hint="Does a longer word vector align better?",
)
def alignment_as_projection(vectors, direction):
    return vectors @ right._units(direction)


@wrong(
    "DX-09",
    task="6.7",
    belief="Normalising the words makes it a cosine.",
    hint="What becomes of your numbers if the direction is twice as long?",
)
def alignment_with_raw_direction(vectors, direction):
    return right._units(vectors) @ direction


@wrong(
    "DX-10",
    task="6.7",
    belief="numpy.linalg.norm of the matrix gives the lengths of its rows.",
    hint="How many numbers does your norm return for a matrix with five rows?",
)
def alignment_by_matrix_norm(vectors, direction):
    length = np.linalg.norm(vectors) * np.linalg.norm(direction)
    return vectors @ direction / length if length else np.zeros(len(vectors))


@wrong(
    "DX-11",
    task="6.7",
    belief="Alignment is a strength, without a sign.",
    hint="How would you tell the he-words from the she-words?",
)
def alignment_without_sign(vectors, direction):
    return np.abs(right.alignment(vectors, direction))


@wrong(
    "DX-12",
    task="6.7",
    belief="A tiny number below the line does no harm.",
    hint="How much does your tiny number change when the vectors are short?",
)
def alignment_with_epsilon(vectors, direction):
    return vectors @ direction / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(direction) + 1e-8)


@wrong(
    "DX-13",
    task="6.7",
    belief="Superfluous axes should always be squeezed away.",
    hint="Which shape does the answer have for a matrix with a single row?",
)
def alignment_squeezed(vectors, direction):
    return np.squeeze(right.alignment(vectors, direction))


@wrong(
    "DX-14",
    task="6.7",
    belief="Alignment runs from 0 to 1; what points away is simply not aligned.",
    hint="What should a vector against the direction get?",
)
def alignment_clipped(vectors, direction):
    return np.clip(right.alignment(vectors, direction), 0, 1)


@wrong(
    "DX-15",
    task="6.7",
    belief="The angle is the natural measure.",
    hint="Is your number 1 or 0 for a word exactly along the direction?",
)
def alignment_as_angle(vectors, direction):
    return np.arccos(np.clip(right.alignment(vectors, direction), -1, 1))


@wrong(
    "DX-16",
    task="6.7",
    belief="The mean vector should be taken out of the words first.",
    hint="Which vectors stand in the formula of the handout?",
)
def alignment_of_centred_rows(vectors, direction):
    return right.alignment(vectors - vectors.mean(axis=0), direction) if len(vectors) else np.zeros(0)


@wrong(
    "DX-17",
    task="6.7",
    belief="A zero row has no alignment, so it is left out.",
    hint="How many numbers are asked for if the matrix has V rows?",
)
def alignment_drops_zero_rows(vectors, direction):
    return right.alignment(vectors[np.abs(vectors).sum(axis=1) > 0], direction)


# --- 6.8 most_aligned


@wrong(
    "D-06",
    task="6.8",
    belief="The most aligned words are those with the largest absolute cosine.",
    hint="In which of the two lists does a word with cosine -0.9 belong?",
)
def ends_by_absolute_value(first, second, vocabulary, vectors, n=10):
    scores = np.abs(right.alignment(vectors, right.bias_direction(first, second, vocabulary, vectors)))
    words = sorted((w for w in vocabulary if w not in (first, second)), key=lambda w: scores[vocabulary[w]])
    return words[::-1][:n], words[:n]


@wrong(
    "DX-18",
    task="6.8",
    belief="Both lists are read from high to low.",
    hint="Which word should open the second list?",
)
def ends_bottom_backwards(first, second, vocabulary, vectors, n=10):
    top, bottom = right.most_aligned(first, second, vocabulary, vectors, n)
    return top, bottom[::-1]


@wrong(
    "DX-19",
    task="6.8",
    belief="The last n of the sorted list are the top n, as they stand.",
    hint="Which word should open the first list?",
)
def ends_top_backwards(first, second, vocabulary, vectors, n=10):
    top, bottom = right.most_aligned(first, second, vocabulary, vectors, n)
    return top[::-1], bottom


@wrong(
    "DX-20",
    task="6.8",
    belief="he is a word like any other.",
    hint="Is it a discovery that he is aligned with he - she?",
)
def ends_with_the_defining_words(first, second, vocabulary, vectors, n=10):
    scores = right.alignment(vectors, right.bias_direction(first, second, vocabulary, vectors))
    words = sorted(vocabulary, key=lambda w: scores[vocabulary[w]])
    return words[::-1][:n], words[:n]


@wrong(
    "DX-21",
    task="6.8",
    belief="Taking the two words out of the finished lists is the same.",
    hint="How many words are left in your list of n?",
)
def ends_cut_before_excluding(first, second, vocabulary, vectors, n=10):
    scores = right.alignment(vectors, right.bias_direction(first, second, vocabulary, vectors))
    words = sorted(vocabulary, key=lambda w: scores[vocabulary[w]])
    top, bottom = words[::-1][:n], words[:n]
    return [w for w in top if w not in (first, second)], [w for w in bottom if w not in (first, second)]


@wrong(
    "DX-22",
    task="6.8",
    belief="first can only be at the top and second only at the bottom.",
    hint="May she stand in the list of the highest? Construct vectors for which it does.",
)
def ends_each_without_its_own_word(first, second, vocabulary, vectors, n=10):
    scores = right.alignment(vectors, right.bias_direction(first, second, vocabulary, vectors))
    words = sorted(vocabulary, key=lambda w: scores[vocabulary[w]])
    return [w for w in words[::-1] if w != first][:n], [w for w in words if w != second][:n]


@wrong(
    "DX-23",
    task="6.8",
    belief="A word cannot be at both ends.",
    hint="Three words are left and n is 10: what does the handout want in each list?",
)
def ends_without_overlap(first, second, vocabulary, vectors, n=10):
    words = right.most_aligned(first, second, vocabulary, vectors, len(vocabulary))[0]
    top = words[: min(n, (len(words) + 1) // 2)]
    return top, [w for w in reversed(words) if w not in top][:n]


@wrong(
    "DX-24",
    task="6.8",
    belief="words[-n:] is the tail of length n.",
    hint="What is words[-0:]?",
)
def ends_with_a_negative_slice(first, second, vocabulary, vectors, n=10):
    words = right.most_aligned(first, second, vocabulary, vectors, len(vocabulary))[1]
    return words[-n:][::-1], words[:n]


@wrong(
    "DX-25",
    task="6.8",
    belief="Long projections are strong alignments.",
    hint="Stretch one word's vector: may it climb?",
)
def ends_by_projection(first, second, vocabulary, vectors, n=10):
    scores = vectors @ right.bias_direction(first, second, vocabulary, vectors)
    words = sorted((w for w in vocabulary if w not in (first, second)), key=lambda w: scores[vocabulary[w]])
    return words[::-1][:n], words[:n]


@wrong(
    "DX-26",
    task="6.8",
    belief="The direction runs between the normalised words.",
    hint="Which vectors does task 6.6 subtract?",
)
def ends_of_the_unit_direction(first, second, vocabulary, vectors, n=10):
    return right.most_aligned(first, second, vocabulary, right._units(vectors), n)


@wrong(
    "DX-27",
    task="6.8",
    belief="Five words are enough to see the pattern.",
    hint="How many words does the exercise ask for when nobody says a number?",
)
def ends_of_five(first, second, vocabulary, vectors, n=5):
    return right.most_aligned(first, second, vocabulary, vectors, n)


@wrong(
    "DX-28",
    task="6.8",
    belief="The lowest list comes first, as in a sorted array.",
    hint="Which list does the signature name first?",
)
def ends_exchanged(first, second, vocabulary, vectors, n=10):
    return right.most_aligned(first, second, vocabulary, vectors, n)[::-1]


@wrong(
    "DX-29",
    task="6.8",
    belief="The scores belong to the result.",
    hint="What are the items of the lists in the signature?",
)
def ends_with_scores(first, second, vocabulary, vectors, n=10):
    scores = right.alignment(vectors, right.bias_direction(first, second, vocabulary, vectors))
    found = right.most_aligned(first, second, vocabulary, vectors, n)
    return tuple([(word, float(scores[vocabulary[word]])) for word in words] for words in found)


@wrong(
    "DX-30",
    task="6.8",
    belief="Only words on the right side belong in a list: positive ones in the first, negative ones in the second.",
    hint="Five words are left, all of them on he's side, and n is 3. How long is the second list?",
)
def ends_by_sign(first, second, vocabulary, vectors, n=10):
    scores = right.alignment(vectors, right.bias_direction(first, second, vocabulary, vectors))
    top, bottom = right.most_aligned(first, second, vocabulary, vectors, n)
    return [w for w in top if scores[vocabulary[w]] > 0], [w for w in bottom if scores[vocabulary[w]] < 0]


@wrong(
    "DX-31",
    task="6.8",
    belief="Words with the same vector as he are he.",
    hint="Whose exclusion does the handout ask for: that of two words or of two vectors?",
)
def ends_without_twins(first, second, vocabulary, vectors, n=10):
    defining = [vectors[vocabulary[w]].tolist() for w in (first, second)]
    kept = {w: i for w, i in vocabulary.items() if w in (first, second) or vectors[i].tolist() not in defining}
    return right.most_aligned(first, second, kept, vectors, n)


@wrong(
    "DX-32",
    task="6.8",
    belief="Zero vectors have no alignment and are no candidates.",
    hint="What is the alignment of a zero row, by task 6.7?",
)
def ends_without_zero_rows(first, second, vocabulary, vectors, n=10):
    kept = {w: i for w, i in vocabulary.items() if w in (first, second) or vectors[i].any()}
    return right.most_aligned(first, second, kept, vectors, n)


@wrong(
    "DX-77",
    task="6.8",
    belief="Sorting puts every score in its place.",
    hint="One of the words has a zero vector. Where does your sort put a nan?",
)
def ends_with_nan_scores(first, second, vocabulary, vectors, n=10):
    direction = right.bias_direction(first, second, vocabulary, vectors)
    with np.errstate(all="ignore"):
        scores = vectors @ direction / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(direction))
    words = sorted(vocabulary, key=vocabulary.get)
    order = [words[i] for i in np.argsort(scores) if words[i] not in (first, second)]
    return order[::-1][:n], order[:n]


@wrong(
    "DX-78",
    task="6.8",
    belief="The i-th word of the dictionary has the i-th row.",
    hint="How did you get from the number of a row back to its word?",
)
def ends_by_dictionary_order(first, second, vocabulary, vectors, n=10):
    words = list(vocabulary)
    found = right.most_aligned(first, second, vocabulary, vectors, n)
    return tuple([words[vocabulary[word]] for word in names] for names in found)


# --- 6.9 neutralize


@wrong(
    "D-07",
    task="6.9",
    belief="A direction is of length one by nature.",
    hint="Is what you return orthogonal to the direction? Try a direction of length two.",
)
def neutralize_for_unit_directions(vector, direction):
    return vector - (vector @ direction) * direction


@wrong(
    "D-09",
    task="6.9",
    belief="Inside a function one works on a copy.",
    hint="Look at the vector that was passed in, after the call: to whom does it belong?",
)
def neutralize_in_place(vector, direction):
    vector -= (vector @ right._units(direction)) * right._units(direction)
    return vector


@wrong(
    "DX-33",
    task="6.9",
    belief="The projection is the neutral part.",
    hint="Take the dot product of your result with the direction: is it zero?",
)
def neutralize_keeps_the_projection(vector, direction):
    return vector - right.neutralize(vector, direction)


@wrong(
    "DX-34",
    task="6.9",
    belief="To remove a part, go to the other side of it.",
    hint="What happens if you neutralise twice?",
)
def neutralize_as_reflection(vector, direction):
    return 2 * right.neutralize(vector, direction) - vector


@wrong(
    "DX-35",
    task="6.9",
    belief="Dividing once by the length normalises the projection.",
    hint="How often does the direction occur in the projection, and how often do you divide by its length?",
)
def neutralize_divides_once(vector, direction):
    length = np.linalg.norm(direction)
    return vector - (vector @ direction) / length * direction if length else vector.copy()


@wrong(
    "DX-36",
    task="6.9",
    belief="Nobody passes a zero direction.",
    hint="What is 0 / 0?",
)
def neutralize_unguarded(vector, direction):
    with np.errstate(all="ignore"):
        return vector - (vector @ direction) / (direction @ direction) * direction


@wrong(
    "DX-37",
    task="6.9",
    belief="Along a zero direction everything is bias.",
    hint="How much of the vector lies along a direction that points nowhere?",
)
def neutralize_to_zero(vector, direction):
    return right.neutralize(vector, direction) if direction.any() else np.zeros_like(vector)


@wrong(
    "DX-38",
    task="6.9",
    belief="Debiased vectors are normalised again.",
    hint="The formula ends where: at the difference or at its unit vector?",
)
def neutralize_to_length_one(vector, direction):
    return right._units(right.neutralize(vector, direction))


@wrong(
    "DX-39",
    task="6.9",
    belief="A small epsilon below the line saves the guard and costs nothing.",
    hint="Try a very short direction: is the result still orthogonal to it?",
)
def neutralize_with_epsilon(vector, direction):
    return vector - (vector @ direction) / (direction @ direction + 1e-8) * direction


@wrong(
    "DX-40",
    task="6.9",
    belief="The vector's own length is what the projection is divided by.",
    hint="Whose shadow falls on whom?",
)
def neutralize_divides_by_the_vector(vector, direction):
    square = vector @ vector
    return vector - (vector @ direction) / square * direction if square else vector.copy()


@wrong(
    "DX-41",
    task="6.9",
    belief="Only bias toward the direction has to go.",
    hint="What do you do with a vector that points against the direction?",
)
def neutralize_one_sided(vector, direction):
    return right.neutralize(vector, direction) if vector @ direction > 0 else vector.copy()


@wrong(
    "DX-42",
    task="6.9",
    belief="Setting the strongest coordinate of the direction to zero removes it.",
    hint="Is the direction one of the axes?",
)
def neutralize_one_coordinate(vector, direction):
    changed = vector.copy()
    changed[int(np.argmax(np.abs(direction)))] = 0
    return changed if direction.any() else vector.copy()


# --- 6.10 equalize


@wrong(
    "D-10",
    task="6.10",
    belief="The symbols of the paper may be read off in any order: w stands for the word's vector throughout.",
    hint="After equalising, which numbers should be the same for both words? Are they?",
)
def equalize_with_whole_words(u, v, direction):
    right.equalize(u, v, direction)
    m = (u + v) / 2
    m_perp, m_along = right.neutralize(m, direction), m - right.neutralize(m, direction)
    step = math.sqrt(max(0.0, 1 - m_perp @ m_perp))
    return tuple(m_perp + step * (w - m_along) / np.linalg.norm(w - m_perp - m_along) for w in (u, v))


@wrong(
    "DX-43",
    task="6.10",
    belief="The first word always goes to the side that the direction points to.",
    hint="Call your function with the direction turned round: do u and v change places?",
)
def equalize_first_always_plus(u, v, direction):
    plus, minus = right.equalize(u, v, direction)
    return (plus, minus) if (plus - minus) @ direction > 0 else (minus, plus)


@wrong(
    "DX-44",
    task="6.10",
    belief="The direction has length one.",
    hint="How long are your two results?",
)
def equalize_with_raw_direction(u, v, direction):
    right.equalize(u, v, direction)
    m_perp = right.neutralize((u + v) / 2, direction)
    step = np.sign((u - v) @ direction) * math.sqrt(max(0.0, 1 - m_perp @ m_perp)) * direction
    return m_perp + step, m_perp - step


@wrong(
    "DX-45",
    task="6.10",
    belief="Where there is no difference there is nothing to do.",
    hint="Both words stand on the same side: how do you decide which one goes where?",
)
def equalize_passes_equal_pairs(u, v, direction):
    try:
        return right.equalize(u, v, direction)
    except ValueError:
        m_perp = right.neutralize((u + v) / 2, direction)
        return m_perp, m_perp


@wrong(
    "DX-46",
    task="6.10",
    belief="A zero direction leaves both words as they are.",
    hint="Does the handout treat a zero direction here as it does in task 6.9?",
)
def equalize_passes_zero_directions(u, v, direction):
    return right.equalize(u, v, direction) if direction.any() else (u.copy(), v.copy())


@wrong(
    "DX-47",
    task="6.10",
    belief="The sum of two vectors points to their middle.",
    hint="Where is the middle of (0, 1) and (0, 1)?",
)
def equalize_around_the_sum(u, v, direction):
    right.equalize(u, v, direction)
    m_perp = right.neutralize(u + v, direction)
    step = np.sign((u - v) @ direction) * math.sqrt(abs(1 - m_perp @ m_perp)) * right._units(direction)
    return m_perp + step, m_perp - step


@wrong(
    "DX-48",
    task="6.10",
    belief="The length is what is left of 1: sqrt(1 - |m_perp|).",
    hint="Write down Pythagoras: which of the three numbers is not squared in your formula?",
)
def equalize_forgets_a_square(u, v, direction):
    right.equalize(u, v, direction)
    m_perp = right.neutralize((u + v) / 2, direction)
    step = np.sign((u - v) @ direction) * math.sqrt(max(0.0, 1 - np.linalg.norm(m_perp)))
    return m_perp + step * right._units(direction), m_perp - step * right._units(direction)


@wrong(
    "DX-49",
    task="6.10",
    belief="The whole middle counts, with its part along the direction.",
    hint="Is your middle orthogonal to the direction?",
)
def equalize_around_the_whole_middle(u, v, direction):
    right.equalize(u, v, direction)
    m = (u + v) / 2
    step = np.sign((u - v) @ direction) * math.sqrt(max(0.0, 1 - m @ m)) * right._units(direction)
    return m + step, m - step


@wrong(
    "DX-50",
    task="6.10",
    belief="Each word keeps what it has across the direction.",
    hint="Can a neutral word still be nearer to one of your two results?",
)
def equalize_each_on_its_own(u, v, direction):
    right.equalize(u, v, direction)
    sign, unit = np.sign((u - v) @ direction), right._units(direction)
    across = [right.neutralize(w, direction) for w in (u, v)]
    return tuple(p + s * math.sqrt(max(0.0, 1 - p @ p)) * unit for p, s in zip(across, (sign, -sign), strict=True))


@wrong(
    "DX-51",
    task="6.10",
    belief="Equal distance is all: half of the difference on either side, no need to change lengths.",
    hint="How long should the results be, and how long are yours?",
)
def equalize_keeps_half_the_difference(u, v, direction):
    right.equalize(u, v, direction)
    m_perp, unit = right.neutralize((u + v) / 2, direction), right._units(direction)
    step = ((u - v) @ unit) / 2 * unit
    return m_perp + step, m_perp - step


@wrong(
    "DX-52",
    task="6.10",
    belief="The sign is that of u along the direction.",
    hint="What if u and v both lie on the positive side, v farther out?",
)
def equalize_by_the_sign_of_u(u, v, direction):
    plus, minus = right.equalize(u, v, direction)
    return (plus, minus) if (u @ direction) * ((u - v) @ direction) > 0 else (minus, plus)


@wrong(
    "DX-53",
    task="6.10",
    belief="Each word moves by its own sign.",
    hint="Both words lie on the positive side: where do your two results lie?",
)
def equalize_by_two_signs(u, v, direction):
    right.equalize(u, v, direction)
    m_perp, unit = right.neutralize((u + v) / 2, direction), right._units(direction)
    step = math.sqrt(max(0.0, 1 - m_perp @ m_perp)) * unit
    return m_perp + np.sign(u @ direction) * step, m_perp + np.sign(v @ direction) * step


# --- 6.11 association


@wrong(
    "DX-54",
    task="6.11",
    belief="The mean cosine is the cosine with the mean.",
    hint="Which of the two changes when one vector of A becomes ten times as long?",
)
def association_with_centroids(word, A, B):
    return float(np.subtract(*right.alignment(np.array([A.mean(axis=0), B.mean(axis=0)]), word)))


@wrong(
    "DX-55",
    task="6.11",
    belief="The dot product is the similarity.",
    hint="Should a long vector have more to say than a short one?",
)
def association_of_dot_products(word, A, B):
    return float((A @ word).mean() - (B @ word).mean())


@wrong(
    "DX-56",
    task="6.11",
    belief="A sum is as good as a mean.",
    hint="What if A has ten words and B two?",
)
def association_of_sums(word, A, B):
    return float(right.alignment(A, word).sum() - right.alignment(B, word).sum())


@wrong(
    "DX-57",
    task="6.11",
    belief="B minus A, the bias away from A.",
    hint="What sign has a word that stands among those of A?",
)
def association_reversed(word, A, B):
    return right.association(word, B, A)


@wrong(
    "DX-58",
    task="6.11",
    belief="All cosines are divided by the same number of words.",
    hint="How many words does each mean run over?",
)
def association_over_all_words(word, A, B):
    return float((right.alignment(A, word).sum() - right.alignment(B, word).sum()) / (len(A) + len(B)))


@wrong(
    "DX-59",
    task="6.11",
    belief="A zero vector cannot take part in a mean.",
    hint="How many rows has A, and over how many do you average?",
)
def association_drops_zero_rows(word, A, B):
    means = [right.alignment(rows, word)[rows.any(axis=1)] for rows in (A, B)]
    return float(np.subtract(*[cosines.mean() if len(cosines) else 0.0 for cosines in means]))


@wrong(
    "DX-60",
    task="6.11",
    belief="The nearest word of a set stands for the set.",
    hint="Which statistic of the cosines does the formula take?",
)
def association_of_the_nearest(word, A, B):
    return float(right.alignment(A, word).max() - right.alignment(B, word).max())


@wrong(
    "DX-61",
    task="6.11",
    belief="Cosines always exist.",
    hint="What is the cosine of a zero vector, in your program and in the handout?",
)
def association_unguarded(word, A, B):
    with np.errstate(all="ignore"):
        cosines = [rows @ word / np.linalg.norm(rows, axis=1) / np.linalg.norm(word) for rows in (A, B)]
    return float(cosines[0].mean() - cosines[1].mean())


@wrong(
    "DX-62",
    task="6.11",
    belief="A word of the set that occurs again should count once.",
    hint="Does the handout speak of distinct rows?",
)
def association_of_distinct_directions(word, A, B):
    A, B = (np.unique(right._units(rows).round(9), axis=0) for rows in (A, B))
    return right.association(word, A, B)


@wrong(
    "DX-63",
    task="6.11",
    belief="A tiny number below the line never shows.",
    hint="Try vectors with lengths of a hundredth.",
)
def association_with_epsilon(word, A, B):
    cosines = [rows @ word / (np.linalg.norm(rows, axis=1) * np.linalg.norm(word) + 1e-8) for rows in (A, B)]
    return float(cosines[0].mean() - cosines[1].mean())


# --- 6.12 weat_effect_size


@wrong(
    "DX-64",
    task="6.12",
    belief="numpy's standard deviation is the standard deviation.",
    hint="By what does numpy.std divide unless it is told otherwise?",
)
def weat_with_ddof_0(X, Y, A, B):
    n = len(X) + len(Y)
    return right.weat_effect_size(X, Y, A, B) * math.sqrt(n / (n - 1))


@wrong(
    "DX-65",
    task="6.12",
    belief="The deviation is pooled from the two groups, as in Cohen's d.",
    hint="Over which words does the deviation of the handout run: within each set, or over both together?",
)
def weat_with_pooled_deviation(X, Y, A, B):
    x, y = ([right.association(w, A, B) for w in words] for words in (X, Y))
    squares = sum((v - np.mean(g)) ** 2 for g in (x, y) for v in g)
    pooled = math.sqrt(squares / max(len(x) + len(y) - 2, 1))
    return float((np.mean(x) - np.mean(y)) / pooled) if pooled > 0 else float("nan")


@wrong(
    "DX-66",
    task="6.12",
    belief="The difference of the means is the effect size.",
    hint="In which unit is an effect size measured?",
)
def weat_without_deviation(X, Y, A, B):
    if math.isnan(right.weat_effect_size(X, Y, A, B)):
        return float("nan")
    x, y = ([right.association(w, A, B) for w in words] for words in (X, Y))
    return float(np.mean(x) - np.mean(y))


@wrong(
    "DX-67",
    task="6.12",
    belief="The test statistic sums over the words of X and of Y.",
    hint="Section by section: which quantity has sums, and which has means?",
)
def weat_of_sums(X, Y, A, B):
    x, y = ([right.association(w, A, B) for w in words] for words in (X, Y))
    spread = np.std([*x, *y], ddof=1)
    return float((np.sum(x) - np.sum(y)) / spread) if spread > 0 else float("nan")


@wrong(
    "DX-68",
    task="6.12",
    belief="No deviation means no effect: 0.",
    hint="What is 0 / 0, and what does the handout ask for?",
)
def weat_zero_without_deviation(X, Y, A, B):
    effect = right.weat_effect_size(X, Y, A, B)
    return 0.0 if math.isnan(effect) else effect


@wrong(
    "DX-69",
    task="6.12",
    belief="An effect size is measured by the variance.",
    hint="Multiply all associations by two: should the effect size change?",
)
def weat_by_variance(X, Y, A, B):
    x, y = ([right.association(w, A, B) for w in words] for words in (X, Y))
    spread = np.var([*x, *y], ddof=1)
    return float((np.mean(x) - np.mean(y)) / spread) if spread > 0 else float("nan")


@wrong(
    "DX-70",
    task="6.12",
    belief="The words' vectors are averaged first, then the association is taken.",
    hint="Is the association of the mean the mean of the associations?",
)
def weat_of_mean_vectors(X, Y, A, B):
    s = [right.association(w, A, B) for w in (*X, *Y)]
    spread = np.std(s, ddof=1)
    difference = right.association(X.mean(axis=0), A, B) - right.association(Y.mean(axis=0), A, B)
    return float(difference / spread) if spread > 0 else float("nan")


@wrong(
    "DX-71",
    task="6.12",
    belief="Size has no sign.",
    hint="How would you see which of the two groups is associated with A?",
)
def weat_absolute(X, Y, A, B):
    return abs(right.weat_effect_size(X, Y, A, B))


@wrong(
    "DX-72",
    task="6.12",
    belief="The deviation of X is the yardstick, Y is the control group's affair.",
    hint="Which words enter the deviation in the handout?",
)
def weat_with_deviation_of_x(X, Y, A, B):
    x, y = ([right.association(w, A, B) for w in words] for words in (X, Y))
    spread = np.std(x, ddof=1) if len(x) > 1 else 0.0
    return float((np.mean(x) - np.mean(y)) / spread) if spread > 0 else float("nan")


@wrong(
    "DX-73",
    task="6.12",
    belief="Equal words in a set count once.",
    hint="How many associations go into the mean of X?",
)
def weat_of_distinct_words(X, Y, A, B):
    X, Y = (np.unique(right._units(words).round(9), axis=0) for words in (X, Y))
    return right.weat_effect_size(X, Y, A, B)


@wrong(
    "DX-74",
    task="6.12",
    belief="Targets and attributes are interchangeable, the test is symmetric.",
    hint="Whose associations are averaged, and with whom are they associated?",
)
def weat_with_exchanged_roles(X, Y, A, B):
    return right.weat_effect_size(A, B, X, Y)


@wrong(
    "DX-75",
    task="6.12",
    belief="A tiny number below the line avoids the division by zero.",
    hint="What do you return if nothing varies, and what does the handout want?",
)
def weat_with_epsilon(X, Y, A, B):
    x, y = ([right.association(w, A, B) for w in words] for words in (X, Y))
    return float((np.mean(x) - np.mean(y)) / (np.std([*x, *y], ddof=1) + 1e-8))


@wrong(
    "DX-76",
    task="6.12",
    belief="A nan in one word's association is that word's affair.",
    hint="What becomes of a mean when one of its numbers is nan, and what is the cosine of a zero vector here?",
)
def weat_unguarded(X, Y, A, B):
    with np.errstate(all="ignore"):
        units = [words / np.linalg.norm(words, axis=1, keepdims=True) for words in (X, Y, A, B)]
        x, y = ((w @ units[2].T).mean(axis=1) - (w @ units[3].T).mean(axis=1) for w in units[:2])
        return float((x.mean() - y.mean()) / np.std(np.r_[x, y], ddof=1))


@wrong(
    "DX-79",
    task="6.7",
    belief="A vector shorter than a thousandth is as good as zero.",
    hint="Does a cosine depend on the length of a vector? Which row is a zero row?",
)
def short_rows_are_zero_rows(vectors, direction):
    lengths = np.linalg.norm(vectors, axis=1)
    return np.where(lengths < 1e-3, 0.0, right.alignment(vectors, direction))


@wrong(
    "DX-80",
    task="6.9",
    belief="A direction shorter than a thousandth is a zero direction.",
    hint="What is the projection on g / 1000, compared with the projection on g?",
)
def short_direction_is_none(vector, direction):
    return right.neutralize(vector, direction if direction @ direction > 1e-6 else 0 * direction)


@wrong(
    "DX-81",
    task="6.7",
    belief="Where there are no rows there is nothing to align: the answer is 0.",
    hint="One number comes back for each row. How many numbers is that for a table without rows?",
)
def alignment_of_nothing_is_a_number(vectors, direction):
    return right.alignment(vectors, direction) if len(vectors) else 0.0


@wrong(
    "DX-82",
    task="6.8",
    belief="An unknown word spans no direction, so nothing lies at its ends: two empty lists.",
    hint="How would the caller tell a misspelt word from a vocabulary of two words?",
)
def unknown_ends_are_empty(first, second, vocabulary, vectors, n=10):
    if first not in vocabulary or second not in vocabulary:
        return [], []
    return right.most_aligned(first, second, vocabulary, vectors, n)


@wrong(
    "DX-83",
    task="6.8",
    belief="Two ends with the same vector span no direction, so the question is refused.",
    hint="What is every alignment with a zero direction, and which order is then right?",
    crashes=True,
)
def ends_need_a_direction(first, second, vocabulary, vectors, n=10):
    if not right.bias_direction(first, second, vocabulary, vectors).any():
        raise ValueError("no direction")
    return right.most_aligned(first, second, vocabulary, vectors, n)


@wrong(
    "DX-84",
    task="6.8",
    belief="Ten words at each end are the most that anybody reads.",
    hint="What comes back for n = 12?",
)
def ends_of_at_most_ten(first, second, vocabulary, vectors, n=10):
    return right.most_aligned(first, second, vocabulary, vectors, min(n, 10))


@wrong(
    "DX-85",
    task="6.8",
    belief="Half of the words belong to each end.",
    hint="Three words are left and three are asked for. How many stand in each list?",
)
def ends_of_half_the_words(first, second, vocabulary, vectors, n=10):
    half = (len(vocabulary.keys() - {first, second}) + 1) // 2
    return right.most_aligned(first, second, vocabulary, vectors, min(n, half))


@wrong(
    "DX-86",
    task="6.6",
    belief="A direction leads from the shorter vector to the longer one.",
    hint="Which of the two words decides where the direction points: the one with the longer vector or the first one?",
)
def direction_to_the_longer_word(first, second, vocabulary, vectors):
    direction = right.bias_direction(first, second, vocabulary, vectors)
    lengths = [np.linalg.norm(vectors[vocabulary[word]]) for word in (first, second)]
    return direction if lengths[0] >= lengths[1] else -direction


@wrong(
    "DX-87",
    task="6.7",
    belief="A dot product from the left is the same as one from the right.",
    hint="In a table of as many words as dimensions, does your product run along the rows or the columns?",
)
def alignment_of_columns(vectors, direction):
    turned = vectors.T if vectors.shape[0] == vectors.shape[1] else vectors
    return right.alignment(turned, direction)


@wrong(
    "DX-88",
    task="6.9",
    belief="A word keeps its length when its gender is taken out.",
    hint="How long is what is left of (1, 1) when its second coordinate is taken away?",
)
def neutralize_keeps_the_length(vector, direction):
    left = right.neutralize(vector, direction)
    length = np.linalg.norm(left)
    return left * (np.linalg.norm(vector) / length) if length > 1e-6 else left


@wrong(
    "DX-89",
    task="6.10",
    belief="Two parts that differ in the fourth decimal are equal.",
    hint="For which difference along the direction is there no sign?",
    crashes=True,
)
def equalize_rejects_close_pairs(u, v, direction):
    if abs((u - v) @ right._units(direction)) < 1e-3:
        raise ValueError("no difference")
    return right.equalize(u, v, direction)


@wrong(
    "DX-90",
    task="6.10",
    belief="m_perp plus or minus the unit direction, brought to length 1.",
    hint="Has your result the same part across the direction as the formula's?",
)
def equalize_by_shortening(u, v, direction):
    sign = np.sign((u - v) @ direction)
    if sign == 0:
        raise ValueError("no difference")
    across, step = right.neutralize((u + v) / 2, direction), sign * right._units(direction)
    return right._units(across + step), right._units(across - step)


@wrong(
    "DX-91",
    task="6.11",
    belief="A word that is listed twice in a set counts once.",
    hint="A set of three rows, two of them equal: by what is the sum divided, and how often does each row enter it?",
)
def association_of_distinct_rows(word, A, B):
    return right.association(word, np.unique(A, axis=0), np.unique(B, axis=0))


@wrong(
    "DX-92",
    task="6.11",
    belief="The sets are compared pair by pair, as far as both go.",
    hint="What becomes of the third row of A, if B has two?",
)
def association_pair_by_pair(word, A, B):
    size = min(len(A), len(B))
    return right.association(word, A[:size], B[:size])


@wrong(
    "DX-93",
    task="6.11",
    belief="The median is the safer mean.",
    hint="Three cosines, one of them far from the others: where does it show in your answer?",
)
def association_of_medians(word, A, B):
    return float(np.median(right.alignment(A, word)) - np.median(right.alignment(B, word)))


@wrong(
    "DX-94",
    task="6.12",
    belief="A word that stands in both sets, or twice in one, enters the deviation once.",
    hint="Over how many associations does the deviation of sets of three and of one words run?",
)
def weat_with_deviation_of_distinct_words(X, Y, A, B):
    x, y = ([right.association(word, A, B) for word in words] for words in (X, Y))
    distinct = [right.association(word, A, B) for word in np.unique(np.concatenate([X, Y]), axis=0)]
    spread = np.std(distinct, ddof=1) if len(distinct) > 1 else 0.0
    return float((np.mean(x) - np.mean(y)) / spread) if spread > 0 else float("nan")


@wrong(
    "DX-95",
    task="6.12",
    belief="A deviation that is nearly zero is zero.",
    hint="X and Y hold one word each, and their associations differ by 0.0005. What is the effect size?",
)
def weat_of_close_words_is_nan(X, Y, A, B):
    together = [right.association(word, A, B) for words in (X, Y) for word in words]
    return float("nan") if np.std(together, ddof=1) < 1e-3 else right.weat_effect_size(X, Y, A, B)


@wrong(
    "DX-96",
    task="6.12",
    belief="The deviation is measured from the middle between the two means.",
    hint="X has three words and Y has one. Is the mean of all four the middle between the two means?",
)
def weat_around_the_middle_of_the_means(X, Y, A, B):
    if np.isnan(right.weat_effect_size(X, Y, A, B)):
        return float("nan")
    x, y = (np.array([right.association(word, A, B) for word in words]) for words in (X, Y))
    middle = (x.mean() + y.mean()) / 2
    together = np.concatenate([x, y])
    return float((x.mean() - y.mean()) / np.sqrt(((together - middle) ** 2).sum() / (len(together) - 1)))


@wrong(
    "DX-97",
    task="6.8",
    belief="He and he are one word.",
    hint='Which words are in neither list, and is "He" one of them?',
)
def ends_without_other_spellings(first, second, vocabulary, vectors, n=10):
    out = {first.lower(), second.lower()}
    ends = right.most_aligned(first, second, vocabulary, vectors, len(vocabulary))
    top, bottom = ([word for word in end if word.lower() not in out][:n] for end in ends)
    return top, bottom


@wrong(
    "DX-98",
    task="6.8",
    belief="Alignments that agree in two decimals are a draw.",
    hint="Two words have the cosines 0.99998 and 0.99999 with the direction. Which comes first?",
)
def ends_by_rounded_cosines(first, second, vocabulary, vectors, n=10):
    scores = np.round(right.alignment(vectors, right.bias_direction(first, second, vocabulary, vectors)), 2)
    ranked = sorted((w for w in vocabulary if w not in (first, second)), key=lambda w: scores[vocabulary[w]])
    return ranked[::-1][:n], ranked[:n]


@wrong(
    "DX-99",
    task="6.6",
    belief="Digits behind the sixth are dirt.",
    hint="Two words differ by 3e-7 in one place. What is their difference there?",
)
def direction_of_six_decimals(first, second, vocabulary, vectors):
    return np.round(right.bias_direction(first, second, vocabulary, vectors), 6)


@wrong(
    "DX-100",
    task="6.7",
    belief="A row of numbers that add up to 0 is a zero row.",
    hint="Is (5, -5) a zero row? How would you ask for one without adding up?",
)
def alignment_of_sums_of_zero(vectors, direction):
    return np.where(vectors.sum(axis=1) == 0, 0.0, right.alignment(vectors, direction))


@wrong(
    "DX-101",
    task="6.7",
    belief="A direction shorter than 1e-8 points nowhere.",
    hint="What changes in a cosine if the direction is a billion times shorter?",
)
def alignment_with_a_tiny_direction(vectors, direction):
    aligned = right.alignment(vectors, direction)
    return np.zeros_like(aligned) if np.linalg.norm(direction) < 1e-8 else aligned


@wrong(
    "DX-102",
    task="6.7",
    belief="A cosine below a millionth is rounding.",
    hint="A row is (5e-7, 1) and the direction (2, 0). What is the cosine?",
)
def alignment_without_small_cosines(vectors, direction):
    aligned = right.alignment(vectors, direction)
    return np.where(np.abs(aligned) < 1e-6, 0.0, aligned)


@wrong(
    "DX-103",
    task="6.8",
    belief="A small number below the line keeps zero away and changes no order.",
    hint="All vectors are a billion times shorter. Which words are at the ends now, and by what are they ranked?",
)
def ends_with_epsilon(first, second, vocabulary, vectors, n=10):
    g = right.bias_direction(first, second, vocabulary, vectors)
    scores = vectors @ g / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(g) + 1e-8)
    ranked = sorted((w for w in vocabulary if w not in (first, second)), key=lambda w: scores[vocabulary[w]])
    return ranked[::-1][:n], ranked[:n]


@wrong(
    "DX-104",
    task="6.9",
    belief="A direction whose numbers add up to 0 is zero.",
    hint="Is (1, -1) a zero direction? How would you ask for one without adding up?",
)
def neutralize_not_along_sums_of_zero(vector, direction):
    return right.neutralize(vector, direction) if direction.sum() else vector.copy()


@wrong(
    "DX-105",
    task="6.9",
    belief="`not np.all(direction)` asks for a zero direction.",
    hint="The direction is (0, 7). Does it point nowhere?",
)
def neutralize_not_along_an_axis(vector, direction):
    return right.neutralize(vector, direction) if np.all(direction) else vector.copy()


@wrong(
    "DX-106",
    task="6.9",
    belief="A part too small to be seen need not be taken away.",
    hint="The vector is (5e-7, 1), the direction (2, 0). What is left?",
)
def neutralize_leaves_small_parts(vector, direction):
    left = right.neutralize(vector, direction)
    return vector.copy() if np.allclose(vector, left, rtol=1e-6, atol=1e-6) else left


@wrong(
    "DX-107",
    task="6.10",
    belief="np.isclose tells whether u·g and v·g are equal.",
    hint="g is a billion times shorter. Are u·g and v·g equal now?",
    crashes=True,
)
def equalize_rejects_short_directions(u, v, direction):
    if np.isclose(u @ direction, v @ direction):
        raise ValueError("no difference along the direction")
    return right.equalize(u, v, direction)


@wrong(
    "DX-108",
    task="6.10",
    belief="A direction whose numbers add up to 0 is zero.",
    hint="Is (1, -1) a zero direction? Which of (1, 0) and (0.6, 0.8) lies further along it?",
    crashes=True,
)
def equalize_rejects_sums_of_zero(u, v, direction):
    if direction.sum() == 0:
        raise ValueError("zero direction")
    return right.equalize(u, v, direction)


@wrong(
    "DX-109",
    task="6.11",
    belief="A word whose numbers add up to 0 has no company.",
    hint="Is (1, -1) a zero vector? What is its cosine with itself?",
)
def association_of_sums_of_zero(word, A, B):
    return right.association(word, A, B) if word.sum() else 0.0


@wrong(
    "DX-110",
    task="6.11",
    belief="A word shorter than 1e-8 is a zero vector.",
    hint="All vectors are a billion times shorter. Which cosines change?",
)
def association_of_tiny_words(word, A, B):
    return right.association(word, A, B) if np.linalg.norm(word) >= 1e-8 else 0.0


@wrong(
    "DX-111",
    task="6.12",
    belief="Where A and B are the same set there is no bias, and that is 0.",
    hint="All associations are 0. What is their deviation, and what does the handout say of that?",
)
def weat_of_equal_attributes_is_zero(X, Y, A, B):
    return 0.0 if np.array_equal(A, B) else right.weat_effect_size(X, Y, A, B)


@wrong(
    "DX-112",
    task="6.12",
    belief="Rows whose numbers add up to 0 are zero rows.",
    hint="Is (1, -1) a zero row? What is its cosine with (2, -2)?",
)
def weat_of_sums_of_zero(X, Y, A, B):
    return right.weat_effect_size(*(np.where(M.sum(axis=1, keepdims=True) == 0, 0.0, M) for M in (X, Y, A, B)))


@wrong(
    "DX-113",
    task="6.12",
    belief="Vectors shorter than 1e-8 are zero vectors.",
    hint="All vectors are a billion times shorter. Does the effect size change?",
)
def weat_of_tiny_vectors(X, Y, A, B):
    sets = (np.where(np.linalg.norm(M, axis=1, keepdims=True) < 1e-8, 0.0, M) for M in (X, Y, A, B))
    return right.weat_effect_size(*sets)


@wrong(
    "DX-114",
    task="6.8",
    belief="`word not in first` asks whether the word is another one.",
    hint="What does Python say to 'sh' in 'she'?",
)
def ends_without_parts_of_the_two(first, second, vocabulary, vectors, n=10):
    scores = right.alignment(vectors, right.bias_direction(first, second, vocabulary, vectors))
    left = [word for word in vocabulary if word not in first and word not in second]
    rising = sorted(left, key=lambda word: scores[vocabulary[word]])
    return rising[::-1][:n], rising[:n]


@wrong(
    "DX-115",
    task="6.8",
    belief="Words that begin like the two are forms of them: hero belongs to he.",
    hint="Which words are in neither list, according to the handout?",
)
def ends_without_words_that_begin_alike(first, second, vocabulary, vectors, n=10):
    scores = right.alignment(vectors, right.bias_direction(first, second, vocabulary, vectors))
    left = [word for word in vocabulary if not word.startswith((first, second))]
    rising = sorted(left, key=lambda word: scores[vocabulary[word]])
    return rising[::-1][:n], rising[:n]


@wrong(
    "DX-116",
    task="6.11",
    belief="With four words or more, the best and the worst are outliers.",
    hint="Eight rows, seven with a cosine of 0.6 and one with 0.8: what is their mean?",
)
def association_without_the_extremes(word, A, B):
    def mean(rows):
        cosines = np.sort(right.alignment(rows, word))
        return cosines.mean() if len(cosines) < 4 else cosines[1:-1].mean()

    return float(mean(A) - mean(B))


@wrong(
    "DX-117",
    task="6.12",
    belief="A few words of each group are enough.",
    hint="X has eight words. Which of them does your answer depend on?",
)
def weat_of_the_first_words(X, Y, A, B):
    return right.weat_effect_size(X[:4], Y[:4], A[:4], B[:4])


@wrong(
    "DX-118",
    task="6.6",
    belief="A word without a vector has that of the unknown word.",
    hint="What does the docstring raise for an unknown word? Does it make an exception for vocabularies with <unk>?",
)
def direction_of_unknown_words(first, second, vocabulary, vectors):
    spare = next((vocabulary[word] for word in ("<unk>", "[UNK]") if word in vocabulary), None)

    def row(word):
        return vectors[vocabulary[word] if spare is None else vocabulary.get(word, spare)]

    return row(first) - row(second)


@wrong(
    "DX-119",
    task="6.6",
    belief="Components that np.isclose takes for equal do not differ.",
    hint="Does np.isclose take 0.5 and 0.499999 for equal? What is their difference?",
)
def direction_without_small_parts(first, second, vocabulary, vectors):
    u, v = vectors[vocabulary[first]], vectors[vocabulary[second]]
    return np.where(np.isclose(u, v), 0.0, u - v)


@wrong(
    "DX-120",
    task="6.7",
    belief="A single number has a size, but no direction.",
    hint="In one dimension there are two ways to point. Which cosine has -2 with 5?",
)
def alignment_of_numbers(vectors, direction):
    cosines = right.alignment(vectors, direction)
    return np.abs(cosines) if len(direction) == 1 else cosines


@wrong(
    "DX-121",
    task="6.9",
    belief="A direction that begins and ends with 0 is zero.",
    hint="Which entries of the direction do you look at? Is [0, 7, 0] zero?",
)
def neutralize_by_the_ends(vector, direction):
    if direction[0] == 0 and direction[-1] == 0:
        return vector.copy()
    return right.neutralize(vector, direction)


@wrong(
    "DX-122",
    task="6.9",
    belief="What is left below a millionth is rounding.",
    hint="The vector [5e-7, 1] loses its part along [0, 2]. What should its first entry be?",
)
def neutralize_and_clean_up(vector, direction):
    left = right.neutralize(vector, direction)
    return np.where(np.abs(left) < 1e-6, 0.0, left)


@wrong(
    "DX-123",
    task="6.12",
    belief="An effect size lies between -2 and 2.",
    hint="Does that hold for groups of unequal size? Try seven equal words against one other.",
)
def effect_size_between_two_and_two(X, Y, A, B):
    return float(np.clip(right.weat_effect_size(X, Y, A, B), -2, 2))


@wrong(
    "DX-124",
    task="6.7",
    belief="What is as good as a unit vector needs no division.",
    hint="Your check lets lengths near 1 pass. How far from 1 may they be, and how exact is the cosine then?",
)
def alignment_of_near_units_as_they_are(vectors, direction):
    lengths = np.linalg.norm(vectors, axis=1)
    rows = vectors if np.allclose(lengths, 1) else right._units(vectors)
    return rows @ (direction if np.isclose(np.linalg.norm(direction), 1) else right._units(direction))


@wrong(
    "DX-125",
    task="6.9",
    belief="A direction that is as good as a unit vector needs no division.",
    hint="Your check lets lengths near 1 pass. How much of the direction is left in the vector then?",
)
def neutralize_by_a_near_unit_as_it_is(vector, direction):
    if np.isclose(np.linalg.norm(direction), 1):
        return vector - (vector @ direction) * direction
    return right.neutralize(vector, direction)


@wrong(
    "DX-126",
    task="6.10",
    belief="A direction that is as good as a unit vector needs no division.",
    hint="Your check lets lengths near 1 pass. How long are the two results then?",
)
def equalize_along_a_near_unit_as_it_is(u, v, direction):
    first, second = right.equalize(u, v, direction)
    if not np.isclose(np.linalg.norm(direction), 1):
        return first, second
    middle = (u + v) / 2
    across = middle - (middle @ direction) * direction
    step = np.sign((u - v) @ direction) * np.sqrt(max(0.0, 1 - across @ across)) * direction
    return across + step, across - step


@wrong(
    "DX-127",
    task="6.9",
    belief="A direction of which one coordinate is a hundred times the others is an axis.",
    hint="What is left along (200, 1) if you only set the first coordinate to 0?",
)
def neutralize_along_the_largest_coordinate(vector, direction):
    sizes = np.abs(direction)
    largest = int(sizes.argmax())
    if sizes[largest] <= 100 * np.delete(sizes, largest).max(initial=0):
        return right.neutralize(vector, direction)
    left = np.array(vector, dtype=float)
    left[largest] = 0
    return left


@wrong(
    "DX-128",
    task="6.11",
    belief="The lists of the association test have eight words.",
    hint="Caliskan's lists of names have twenty-five. How many rows of A does your sum see?",
)
def association_with_the_first_eight(word, A, B):
    return right.association(word, A[:8], B[:8])


@wrong(
    "DX-129",
    task="6.11",
    belief="Word vectors come with length 1, or as good as that; then the dot product is the cosine.",
    hint="Your check lets lengths near 1 pass. How far from 1 may they be, and how exact is the mean then?",
)
def association_of_near_units_as_they_are(word, A, B):
    def units(rows):
        return rows if np.allclose(np.linalg.norm(rows, axis=-1), 1) else right._units(rows)

    return float((units(A) @ units(word)).mean() - (units(B) @ units(word)).mean())
