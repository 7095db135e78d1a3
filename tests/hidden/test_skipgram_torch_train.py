"""Hidden tests of `train` in a3_skipgram/skipgram_torch.py, on datasets and models of the worker's helpers."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.testing import SINGLE, equal, example, given, holds, numbers, same, settings, task
from tests.hidden.strategies import seeds

WORDS, DIMENSIONS, NEGATIVES = 4, 3, 2
START = DIMENSIONS * (2 + NEGATIVES)
"""What each example costs in an untrained `bowl_model`."""


def centers_of(count: int) -> Any:
    """The centre words of the first `count` examples."""
    return np.resize([0, 1, 2, 0, 3, 1, 0], count)


def ids_of(count: int) -> tuple[Any, Any, Any]:
    """The first `count` examples: centres, contexts, negatives."""
    contexts, negatives = np.resize([3, 1, 2, 0, 1], count), np.resize([[0, 2], [3, 3], [1, 0]], (count, NEGATIVES))
    return centers_of(count), contexts, negatives


def examples(submission: Any, count: int) -> Any:
    """A dataset of `count` examples; five of them and more use every word, some more often than others."""
    return submission.helper.fixed_dataset(*ids_of(count))


@task("3.22", points=1)
@settings(max_examples=10)
@given(epochs=st.integers(1, 4), size=st.sampled_from([1, 2, 5, 10]), seed=seeds())
def test_losses_are_means_over_an_epoch(submission, epochs, size, seed):
    """One number for each epoch: the mean over all its examples, each of them taken once."""
    prices = np.array([1.5, -2.0, 7.25, 0.5])
    model = submission.helper.bowl_model(WORDS, DIMENSIONS, prices)
    losses = submission.skipgram_torch.train(
        examples(submission, 10), model, epochs=epochs, batch_size=size, learning_rate=0.01, seed=seed
    )
    same(losses, np.full(epochs, prices[centers_of(10)].mean()), **SINGLE)


@task("3.22", points=1)
@settings(max_examples=2)
@given(seed=seeds())
def test_loss_falls_to_the_bottom(submission, seed):
    """On an easy problem the loss falls, from the second batch on, and stays down, also when all batches are alike.

    Every epoch is told, also of a training that goes astray.
    """
    model = submission.helper.bowl_model(WORDS, DIMENSIONS)
    losses = submission.skipgram_torch.train(
        examples(submission, 24), model, epochs=40, batch_size=4, learning_rate=0.1, seed=seed
    )
    found = numbers(losses, shape=(40,))
    holds(found[0] < START, expected=f"less than {START} in the first epoch, that has six batches", got=float(found[0]))
    late = float(found[-15:].max())
    holds(late < START / 10, expected=f"less than {START / 10} in each of the last 15 epochs", got=late)
    # Whatever the optimizer, sixty equal examples one by one lead to the bottom, if each step follows its own gradient.
    alike = submission.helper.fixed_dataset([0] * 60, [1] * 60, [[2, 3]] * 60)
    model = submission.helper.bowl_model(WORDS, DIMENSIONS)
    losses = submission.skipgram_torch.train(alike, model, epochs=2, batch_size=1, learning_rate=0.1, seed=seed)
    late = float(numbers(losses, shape=(2,))[1])
    holds(late < START / 60, expected=f"less than {START / 60} after sixty equal examples, one by one", got=late)
    model = submission.helper.bowl_model(WORDS, DIMENSIONS)
    losses = submission.skipgram_torch.train(
        examples(submission, 12), model, epochs=8, batch_size=12, learning_rate=20.0, seed=seed
    )
    astray = float(numbers(losses, shape=(8,)).max())
    holds(astray > 2 * START, expected=f"a loss above {2 * START} after a step far too long", got=astray)


@task("3.22", points=1)
@settings(max_examples=6)
@given(seed=seeds(), rate=st.sampled_from([1e-7, 0.05]))
def test_model_is_trained_in_place(submission, seed, rate):
    """Both tables of the model that was handed in have moved, as far as the learning rate says, and the last loss is near theirs."""
    model = submission.helper.bowl_model(WORDS, DIMENSIONS)
    losses = submission.skipgram_torch.train(
        examples(submission, 12), model, epochs=5, batch_size=4, learning_rate=rate, seed=seed
    )
    after = []
    for name, direction in (("center.weight", 1), ("context.weight", -1)):
        moved = direction * numbers(submission.helper.get_tensor(model, name), shape=(WORDS, DIMENSIONS))
        after.append(((moved - 1) ** 2).sum(axis=1))
        least, most = (1e-9, 1e-4) if rate < 0.01 else (0.01, 10.0)
        fits = ((least < moved) & (moved < most)).all()
        holds(fits, expected=f"{name} moved by {least} to {most} at learning rate {rate}", got=moved)
    center, context, negatives = ids_of(12)
    now = float((after[0][center] + after[1][context] + after[1][negatives].sum(axis=1)).mean())
    last, slack = float(numbers(losses, shape=(5,))[-1]), 0.25 * (START - now) + 1e-4
    near = abs(last - now) < slack
    holds(near, expected=f"a last loss within {slack:.2g} of {now:.4f}, that of the trained model", got=f"{last:.4f}")
    near, far = (_first_step(submission, seed, learning_rate) for learning_rate in (0.004, 0.04))
    holds(
        far > 3 * near, expected=f"a first step far above {near:.3g} at ten times the learning rate", got=f"{far:.3g}"
    )


def _first_step(submission: Any, seed: int, rate: float) -> float:
    """How far the centre vectors move in a single batch."""
    model = submission.helper.bowl_model(WORDS, DIMENSIONS)
    submission.skipgram_torch.train(
        examples(submission, 12), model, epochs=1, batch_size=12, learning_rate=rate, seed=seed
    )
    return float(np.abs(numbers(submission.helper.get_tensor(model, "center.weight"), shape=(WORDS, DIMENSIONS))).sum())


@task("3.22", points=1)
@settings(max_examples=8)
@example(epochs=1, size=6, seed=0)
@given(epochs=st.integers(1, 3), size=st.sampled_from([1, 3, 4, 6, 12]), seed=seeds())
def test_batches_have_the_size_asked_for(submission, epochs, size, seed):
    """Twelve examples make 12 / batch_size batches in every epoch, and the second one meets a model that has moved."""
    model = submission.helper.bowl_model(WORDS, DIMENSIONS)
    losses = submission.skipgram_torch.train(
        examples(submission, 12), model, epochs=epochs, batch_size=size, learning_rate=0.01, seed=seed
    )
    equal(submission.helper.trained_batches(model), [size] * (epochs * 12 // size))
    first = float(numbers(losses, shape=(epochs,))[0])
    holds(
        first < START or size == 12, expected=f"less than {START}, as the first batch ends with a step", got=f"{first}"
    )


@task("3.22", points=1)
@settings(max_examples=8)
@given(count=st.integers(1, 7), size=st.sampled_from([3, 8, 64]), seed=seeds())
def test_the_last_batch_may_be_smaller(submission, count, size, seed):
    """Examples that fill no batch are trained on as well, also when all of them together fill none."""
    model = submission.helper.bowl_model(WORDS, DIMENSIONS, np.full(WORDS, 2.75))
    losses = submission.skipgram_torch.train(
        examples(submission, count), model, epochs=2, batch_size=size, learning_rate=0.01, seed=seed
    )
    same(losses, [2.75, 2.75], **SINGLE)
    sizes = sorted(2 * ([size] * (count // size) + [count % size] * (count % size > 0)))
    equal(sorted(submission.helper.trained_batches(model)), sizes, note="batch sizes")
    # One example by itself, and one that is left over from a batch of three: each has a centre that no other one has.
    for ids in (range(1), range(4)):
        lonely = submission.helper.bowl_model(WORDS, DIMENSIONS)
        dataset = submission.helper.fixed_dataset(list(ids), [0 for _ in ids], [[1, 2] for _ in ids])
        submission.skipgram_torch.train(dataset, lonely, epochs=1, batch_size=3, learning_rate=0.01, seed=seed)
        moved = numbers(submission.helper.get_tensor(lonely, "center.weight"), shape=(WORDS, DIMENSIONS))[: len(ids)]
        holds((moved > 0).all(), expected="centres, each moved by its only example", got=moved)


@task("3.22", points=1)
@settings(max_examples=6)
@given(seed=seeds())
def test_training_depends_on_its_seed_alone(submission, seed):
    """The same seed gives the same losses and the same vectors, whatever the global generators do."""
    found = []
    for other in (1, 2, 3):
        submission.helper.seed_everything(other)
        model = submission.helper.bowl_model(WORDS, DIMENSIONS)
        losses = submission.skipgram_torch.train(
            examples(submission, 12), model, epochs=2, batch_size=2, learning_rate=0.1, seed=seed
        )
        found.append([numbers(losses, shape=(2,)), submission.helper.get_tensor(model, "context.weight")])
    for losses, weights in found[1:]:
        same(losses, found[0][0], **SINGLE, note="losses of a second run with the same seed")
        same(weights, found[0][1], **SINGLE, note=".context after a second run with the same seed")
