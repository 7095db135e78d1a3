"""Task 4.7: judged by what the vectors know, at settings where every honest way of training knows it."""

import numpy as np

from autograder.testing import DOUBLE, given, holds, numbers, same, settings, task
from tests.hidden.strategies import seeds
from tests.hidden.strategies.a4_glove import apart, company, knows, share

SETTING = {"dimensions": 2, "x_max": 100.0, "alpha": 0.75, "learning_rate": 0.15, "epochs": 400}
SMALL = np.array([[2.0, 0.5, 0.0], [0.0, 7.0, 150.0], [1.5, 0.1, 3.0]])


def rng(seed=7):
    return np.random.default_rng(seed)


@task("4.7", points=1)
def test_one_finite_vector_for_every_word(submission):
    """The answer has shape (V, dimensions), and a word that was never seen (an empty row) breaks nothing."""
    train = submission.glove.train_glove
    unseen = np.array([[3.0, 0.0, 1.0], [0.0, 0.0, 0.0], [2.0, 0.0, 0.0]])
    for dimensions in (1, 2, 5):
        vectors = numbers(train(unseen, dimensions=dimensions, epochs=3, rng=rng()), shape=(3, dimensions))
        holds(np.isfinite(vectors).all(), expected="finite numbers", got=vectors)
    lonely = numbers(train(np.array([[5.0]]), dimensions=3, epochs=2, rng=rng()), shape=(1, 3))
    holds(lonely.any(), expected="a vector that is not zero", got=lonely, note="a single word")
    numbers(train(SMALL, epochs=1, rng=rng()), shape=(3, 50), note="dimensions is 50 unless given")


@task("4.7", points=1)
def test_words_that_keep_the_same_company_meet(submission):
    """Words with the same company, however frequent, get the same place, and W + W_context its full length."""
    planted = company()
    for seed in (1, 2):
        knows(submission.glove.train_glove(planted.counts, **SETTING, rng=rng(seed)), planted)


@task("4.7", points=1)
def test_a_row_and_a_column_are_two_roles(submission):
    """Where A attracts B, B attracts C and C attracts A, a word needs a vector and a bias for either role."""
    planted = company(turn=np.pi / 2)
    knows(submission.glove.train_glove(planted.counts, **SETTING, rng=rng()), planted)
    # With one dimension only the stronger pattern is learnt, that of words avoiding each other. W and W_context then point
    # opposite ways, and little is left of their sum; were they equal, they could learn the weaker one only.
    liked, avoided = np.array([1, 1, -1, -1] * 2), np.array([1, -1, 1, -1] * 2)
    counts = np.exp(0.3 * np.outer(liked, liked) - 1.6 * np.outer(avoided, avoided) + 1)
    got = numbers(submission.glove.train_glove(counts, **{**SETTING, "dimensions": 1}, rng=rng()), shape=(8, 1))
    left = float((got**2).sum())
    holds(left < 6, expected="a sum of squares below 6, as W and W_context nearly cancel", got=f"{left:.3g}")


@task("4.7", points=1)
def test_rare_cells_hardly_count_and_empty_ones_not_at_all(submission):
    """Cells of 0 are left out and cells of 0.0005 weigh next to nothing: neither may spoil what the others know."""
    planted = company(words=12, level=-2)
    row, column = np.indices(planted.counts.shape)
    pattern = (5 * row + 3 * column) % 9
    counts = np.where(pattern == 4, 0.0005, np.where(pattern == 0, 0.0, planted.counts))
    knows(submission.glove.train_glove(counts, **{**SETTING, "x_max": 5.0}, rng=rng()), planted)


@task("4.7", points=1)
def test_every_setting_has_its_effect(submission):
    """x_max and alpha set the weights; one epoch, or steps of almost nothing or that dwindle, teach almost nothing."""
    train = submission.glove.train_glove
    rare = company(level=-2.9, frequency=0.3)
    knows(train(rare.counts, **{**SETTING, "x_max": 2.0}, rng=rng()), rare, note="x_max=2")
    planted = company()
    flat = {**SETTING, "x_max": 1e5, "alpha": 0.25}
    knows(train(planted.counts, **flat, rng=rng()), planted, note="alpha=0.25")
    for change in ({"epochs": 1}, {"learning_rate": 1e-9, "epochs": 100}):
        got = apart(train(planted.counts, **{**SETTING, **change}, rng=rng()), planted)
        holds(got > 0.5, expected="groups that are not learnt yet", got=f"{got:.3g}", note=str(change))
    # One epoch moves every word a little, also where a count is a million times x_max: a weight is 1 at most.
    huge = np.array([[0.0, 1e8], [1e8, 0.0]])
    first, still = (
        numbers(train(huge, dimensions=2, epochs=1, learning_rate=rate, rng=rng()), shape=(2, 2))
        for rate in (0.1, 1e-9)
    )
    way = np.abs(first - still).max()
    holds(
        1e-6 < way < 100, expected="vectors that one epoch moves by less than 100", got=f"{way:.3g}", note="huge counts"
    )
    # With all weights 1 gradients are large. AdaGrad then takes about a sixth of the way at most, plain descent all of it.
    change = {"x_max": 1.0, "learning_rate": 0.01, "epochs": 100}
    way = share(train(planted.counts, **{**SETTING, **change}, rng=rng()), planted)
    holds(way < 0.8, expected="less than 0.8 of the way: AdaGrad's steps dwindle", got=f"{way:.3g}", note=str(change))


@task("4.7", points=1)
@settings(max_examples=5)
@given(seed=seeds())
def test_rng_is_the_only_source_of_chance(submission, seed):
    """The same generator state gives the same vectors, another one gives others; the defaults are those of the text."""
    train = submission.glove.train_glove
    short = {"dimensions": 3, "epochs": 2}
    first = numbers(train(SMALL, **short, rng=rng(seed)), shape=(3, 3))
    same(train(SMALL, **short, rng=rng(seed)), first, **DOUBLE, note="the same seed again")
    other = numbers(train(SMALL, **short, rng=rng(seed + 1)), shape=(3, 3))
    holds(np.abs(other - first).max() > 1e-7, expected="other vectors from another seed", got="the same vectors")
    spelled = {"dimensions": 50, "x_max": 100.0, "alpha": 0.75, "learning_rate": 0.05, "epochs": 25}
    same(train(SMALL, rng=rng(seed)), train(SMALL, **spelled, rng=rng(seed)), **DOUBLE, note="defaults spelled out")
