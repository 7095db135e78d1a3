"""Tasks 4.1 to 4.3: counting with distance, ratios of probabilities, and the weight of a count."""

import numpy as np
from hypothesis import strategies as st

from autograder.testing import DOUBLE, SINGLE, given, raises, same, task
from reference.a4_glove import glove as reference
from tests.hidden.strategies import ODD_SENTENCE, ODD_VOCABULARY, arrays, corpora, vocabularies
from tests.hidden.strategies.a4_glove import square_counts

CAPS = st.sampled_from((100.0, 10, 1.0, 37.5, 0.5))
VOCABULARY = {"the": 2, "cat": 0, "sat": 3, "mat": 1}
ICE, STEAM = 0, 1
# Rows: what stands near ice, near steam, near a word never seen. Columns: solid, gas, water, fashion, plasma.
PHASES = np.array([[8, 1, 30, 1, 0], [2, 16, 60, 2, 0], [0, 0, 0, 0, 0], [5, 0, 0, 0, 1], [0, 0, 2, 1, 1]], dtype=float)


@task("4.1", points=1)
def test_a_sentence_counted_by_hand(submission):
    """the cat sat the: neighbours add 1, with one word between them 1/2, and "the" meets itself twice over."""
    got = submission.glove.weighted_cooccurrence([["the", "cat", "sat", "the"]], VOCABULARY, 3)
    same(got, [[0, 0, 1.5, 1], [0, 0, 0, 0], [1.5, 0, 2 / 3, 1.5], [1, 0, 1.5, 0]], **DOUBLE)


@task("4.1", points=1)
@given(sentences=corpora(), vocabulary=vocabularies(), window=st.integers(1, 8))
def test_any_corpus_and_window(submission, sentences, vocabulary, window):
    """Every pair of positions within the window adds 1 / distance to both of its cells."""
    expected = np.zeros((len(vocabulary), len(vocabulary)))
    for sentence in sentences:
        ids = [vocabulary[word] for word in sentence if word in vocabulary]
        for i, j in np.argwhere(np.ones((len(ids), len(ids)), dtype=bool)):
            if i != j and abs(i - j) <= window:
                expected[ids[i], ids[j]] += 1 / abs(i - j)
    same(submission.glove.weighted_cooccurrence(sentences, vocabulary, window), expected, **DOUBLE)


@task("4.1", points=1)
def test_unknown_words_leave_no_gap(submission):
    """Words outside the vocabulary are dropped before distances are measured, so they push nobody apart."""
    corpus = [["qux", "cat", "zebra", "qux", "sat", "Cat", "mat", "qux"]]
    expected = [[0, 0.5, 0, 1], [0.5, 0, 0, 1], [0, 0, 0, 0], [1, 1, 0, 0]]
    same(submission.glove.weighted_cooccurrence(corpus, VOCABULARY, 2), expected, **DOUBLE)
    same(submission.glove.weighted_cooccurrence(corpus, VOCABULARY, 1), np.floor(expected), **DOUBLE)


@task("4.1", points=1)
def test_sentences_and_the_empty_corpus(submission):
    """No pair crosses a sentence border; a corpus without pairs still gives a whole matrix of zeros."""
    count = submission.glove.weighted_cooccurrence
    corpus = [["cat", "sat"], [], ["mat"], ["the", "cat"]]
    expected = np.zeros((4, 4))
    expected[[0, 3, 2, 0], [3, 0, 0, 2]] = 1
    same(count(corpus, VOCABULARY), expected, **DOUBLE)
    for nothing in ([], [[]], [["cat"], ["sat"]], [["zebra", "qux", "zebra"]]):
        same(count(nothing, VOCABULARY), np.zeros((4, 4)), **DOUBLE)
    same(count([["cat", "cat", "cat"]], {"cat": 0}, 2), [[5.0]], **DOUBLE)
    same(count([ODD_SENTENCE], ODD_VOCABULARY, 1), [[0, 1, 0], [1, 0, 1], [0, 1, 0]], **DOUBLE)
    # Twice 299 + 298 / 2 + 297 / 3; added up in float32, so many thirds are off by more than is allowed.
    same(count([["cat"] * 300], {"cat": 0}, 3), [[1094.0]], **DOUBLE, note="a long sentence")
    wide = 2 * sum((120 - distance) / distance for distance in range(1, 101))
    same(count([["cat"] * 120], {"cat": 0}, 100), [[wide]], **DOUBLE, note="a wide window")


@task("4.1", points=1)
def test_the_window_is_ten_unless_given(submission):
    """Twelve different words: the pair at distance 10 adds 1/10, that at distance 11 nothing, unless the window reaches it."""
    sentence = [f"w{n}" for n in range(12)]
    vocabulary = {word: (7 * n + 3) % 12 for n, word in enumerate(sentence)}
    place = np.array([vocabulary[word] for word in sentence])
    distance = np.abs(np.arange(12)[:, None] - np.arange(12)).astype(float)
    expected = np.zeros((12, 12))
    expected[np.ix_(place, place)] = np.where((distance > 0) & (distance <= 10), 1 / np.maximum(distance, 1), 0)
    same(submission.glove.weighted_cooccurrence([sentence], vocabulary), expected, **DOUBLE)
    expected[place[[0, 11]], place[[11, 0]]] = 1 / 11
    same(submission.glove.weighted_cooccurrence([sentence], vocabulary, 11), expected, **DOUBLE, note="window = 11")


@task("4.1", points=1)
def test_a_window_without_words_is_an_error(submission):
    """A window below 1 reaches no neighbour at all: ValueError, also where there is no pair to look for."""
    for window, corpus in ((0, [["cat", "sat", "the"]]), (-1, [["cat", "sat"]]), (-10, [["cat"], []]), (0, [])):
        with raises(ValueError, note=f"window={window}, corpus={corpus}"):
            submission.glove.weighted_cooccurrence(corpus, VOCABULARY, window)


@task("4.2", points=1)
def test_ice_and_steam(submission):
    """solid speaks for ice, gas for steam, water and fashion for neither; little is not nothing, and much is not infinite."""
    # Row sums 40 and 80, so 8/40 : 2/80, 1/40 : 16/80, 30/40 : 60/80, 1/40 : 2/80.
    got = submission.glove.probability_ratio(PHASES, ICE, STEAM)
    same(got, [8, 1 / 8, 1, 1, np.nan], **DOUBLE)
    little = np.array([[1.0, 2.0], [1e-9, 5e-10]])
    same(submission.glove.probability_ratio(little, 0, 1), [1 / 2, 2], **DOUBLE)
    same(submission.glove.probability_ratio(np.array([[4e9, 0.0], [1, 4e9 - 1]]), 0, 1), [4e9, 0], **DOUBLE)


@task("4.2", points=1)
@given(counts=square_counts(empty_rows=False), data=st.data())
def test_any_two_rows(submission, counts, data):
    """P(k|i) / P(k|j), each row divided by its own sum."""
    i, j = (data.draw(st.integers(0, len(counts) - 1), label=name) for name in "ij")
    p, q = (counts[row] / counts[row].sum() for row in (i, j))
    ratio = [a / b if b else (np.inf if a else np.nan) for a, b in zip(p, q, strict=True)]
    same(submission.glove.probability_ratio(counts, i, j), ratio, **DOUBLE)


@task("4.2", points=1)
def test_zero_above_below_and_on_both_sides(submission):
    """0 where only the upper probability is 0, inf where only the lower one is, nan where both are; also for i = j."""
    counts = np.array([[4, 0, 0, 1], [0, 3, 0, 1], [1, 1, 1, 1], [0, 0, 0, 2]])
    same(submission.glove.probability_ratio(counts, 0, 1), [np.inf, 0, np.nan, 0.8], **DOUBLE)
    same(submission.glove.probability_ratio(counts, 1, 0), [0, np.inf, np.nan, 1.25], **DOUBLE)
    same(submission.glove.probability_ratio(counts, 1, 1), [np.nan, 1, np.nan, 1], **DOUBLE)
    same(submission.glove.probability_ratio(np.array([[3]]), 0, 0), [1], **DOUBLE)


@task("4.2", points=1)
@given(counts=square_counts(min_words=2, empty_rows=False), factor=st.sampled_from((3.0, 0.25, 1000.0)))
def test_how_often_a_word_occurs_does_not_matter(submission, counts, factor):
    """Counting everything about one word more often leaves its probabilities, and so the ratios, as they are."""
    more = counts.copy()
    more[1] *= factor
    ratio = submission.glove.probability_ratio
    same(ratio(more, 0, 1), reference.probability_ratio(counts, 0, 1), **DOUBLE)
    same(ratio(more.astype(np.float32), 1, 0), reference.probability_ratio(counts, 1, 0), **SINGLE, note="float32")


@task("4.2", points=1)
def test_a_word_without_counts_has_no_probabilities(submission):
    """A row without counts, above or below: ValueError. An empty column is none."""
    for i, j in ((2, 0), (1, 2), (2, 2)):
        with raises(ValueError, note=f"i={i}, j={j}"):
            submission.glove.probability_ratio(PHASES, i, j)
    with raises(ValueError, note="column 0 has counts, row 0 has none"):
        submission.glove.probability_ratio(np.array([[0, 0, 0], [2, 0, 1], [1, 4, 0]]), 0, 1)
    same(submission.glove.probability_ratio(np.array([[0, 3], [0, 1]]), 0, 1), [np.nan, 1], **DOUBLE)


@task("4.3", points=1)
def test_weights_by_hand(submission):
    """x_max = 100: f(0) = 0, f(1) = 0.0316, f(10) = 0.1778, f(50) = 0.5946, and 1 from 100 on."""
    for x, expected in ((0, 0), (1, 0.031622776602), (10, 0.177827941004), (50.0, 0.594603557501), (99.9, 0.999**0.75)):
        same(submission.glove.weight(x), expected, **DOUBLE, note=f"x = {x}")
    for x in (100, 100.0, 101, 200, 5e5):
        same(submission.glove.weight(x), 1.0, **DOUBLE, note=f"x = {x}")


@task("4.3", points=1)
@given(x=arrays(2, 3, low=0, high=250), x_max=CAPS, alpha=st.sampled_from((0.75, 1.0, 0.5, 2)))
def test_any_counts_and_settings(submission, x, x_max, alpha):
    """min(1, (x / x_max)^alpha), cell by cell, for the x_max and the alpha that are given."""
    expected = [[(cell / x_max) ** alpha if cell < x_max else 1.0 for cell in row] for row in x.tolist()]
    same(submission.glove.weight(x, x_max, alpha), expected, **DOUBLE)
    same(submission.glove.weight(float(x[0, 0]), x_max=x_max, alpha=alpha), expected[0][0], **DOUBLE)


@task("4.3", points=1)
def test_the_shape_that_came_in_goes_out(submission):
    """A number for a number, and for an array the same shape, empty ones included."""
    weight = submission.glove.weight
    for shape in ((4,), (1,), (2, 3), (3, 1), (2, 1, 2), (0,), (0, 3)):
        x = np.arange(np.prod(shape), dtype=float).reshape(shape) * 45
        same(weight(x), np.minimum(1, x / 100) ** 0.75, **DOUBLE, note=f"shape {shape}")
    for number in (7, 7.0, np.float64(7), np.int64(7), np.array(7.0)):
        same(weight(number), 0.07**0.75, **DOUBLE, note=f"one {type(number).__name__}")


@task("4.3", points=1)
def test_whole_numbers_and_short_floats(submission):
    """Integer counts have weights between 0 and 1 too; float32 in is judged as float32."""
    counts = np.array([[0, 3, 250], [99, 100, 1]])
    expected = np.minimum(1, counts / 100) ** 0.75
    same(submission.glove.weight(counts), expected, **DOUBLE)
    same(submission.glove.weight(counts.astype(np.int32), 50), np.minimum(1, counts / 50) ** 0.75, **DOUBLE)
    same(submission.glove.weight(counts.astype(np.float32)), expected, **SINGLE)


@task("4.3", points=1)
@given(x=arrays(5, low=0.01, high=300), factor=st.sampled_from((0.1, 7.0, 1000.0)))
def test_only_the_ratio_to_x_max_counts(submission, x, factor):
    """f(c x) with c x_max is f(x) with x_max, and alpha multiplies the logarithm of f."""
    plain = reference.weight(x)
    same(submission.glove.weight(factor * x, x_max=100 * factor), plain, **DOUBLE)
    same(submission.glove.weight(x, alpha=1.5), plain**2, **DOUBLE)
