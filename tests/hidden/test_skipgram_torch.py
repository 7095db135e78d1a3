"""Hidden tests of a3_skipgram/skipgram_torch.py. The models and datasets stay in the worker, and torch with them."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.testing import (
    SINGLE,
    equal,
    given,
    holds,
    integers,
    items,
    plausible,
    plausible_shares,
    same,
    settings,
    task,
)
from tests.hidden.strategies import arrays, seeds

PAIRS = np.array([[2, 4], [4, 2], [0, 1], [3, 3], [1, 4], [2, 4]])
NOISE = np.array([0.25, 0.2, 0.3, 0.15, 0.1])
TABLES = ["center.weight", "context.weight"]


def negatives_of(item: Any, count: int) -> list[int]:
    """The negatives of an item of a dataset, as `count` ids."""
    return integers(items(item, length=3)[2], shape=(count,)).tolist()


@task("3.20", points=1)
@settings(max_examples=25)
@given(pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5), seed=seeds())
def test_every_pair_is_an_item(submission, pairs, seed):
    """The dataset is as long as the pairs, and item i serves the centre and the context of pair i."""
    dataset = submission.skipgram_torch.SkipGramDataset(np.array(pairs, dtype=int).reshape(-1, 2), NOISE, 3, seed=seed)
    equal(len(dataset), len(pairs))
    for index in range(len(pairs) - 1, -1, -1):
        center, context, _ = items(dataset[index], length=3)
        equal([int(integers(id, shape=())) for id in (center, context)], pairs[index], note=f"item {index}")


@task("3.20", points=1)
@settings(max_examples=12)
@given(count=st.integers(0, 6), precision=st.sampled_from([np.int64, np.int32]))
def test_items_are_tensors_of_int64(submission, count, precision):
    """An item is made of int64 tensors of the shapes (), () and (K,), whatever integers the pairs came as."""
    dataset = submission.skipgram_torch.SkipGramDataset(PAIRS.astype(precision), NOISE, count, seed=1)
    equal(
        submission.helper.item_forms(dataset, 3),
        ["int64 ()", "int64 ()", f"int64 ({count},)" if count else "int64 (0,)"],
    )


@task("3.20", points=1)
@settings(max_examples=25)
@given(positive=st.integers(0, 1), share=st.sampled_from([0.001, 0.3, 0.7, 0.99]), seed=seeds())
def test_negatives_are_never_the_context(submission, positive, share, seed):
    """With two words every negative is the other one, however rare it is and however many are drawn."""
    noise, pairs = np.array([share, 1 - share]), np.array([[1 - positive, positive], [positive, positive]])
    dataset = submission.skipgram_torch.SkipGramDataset(pairs, noise, 5, seed=seed)
    for index in (0, 1, 1, 0):
        equal(negatives_of(dataset[index], 5), [1 - positive] * 5)


@task("3.20", points=1)
def test_negatives_follow_the_noise_without_the_context(submission):
    """Each admissible word has its share of the noise, renormalised: the centre too, and the context of another item."""
    noise = np.array([0.298, 0.15, 0.0, 0.4, 0.15, 0.002])  # a rare word too, which a coarse table would lose
    shares = np.where(noise == 0.4, 0, noise) / 0.6
    dataset = submission.skipgram_torch.SkipGramDataset(np.array([[2, 4], [0, 3]]), noise, 4000, seed=20)
    negatives_of(dataset[0], 4000)  # the context is word 4, which must be back for the next item
    drawn = negatives_of(dataset[1], 4000) + negatives_of(dataset[1], 4000)
    plausible_shares(np.bincount(drawn, minlength=6)[:6].tolist(), shares.tolist(), of="draws of word")
    again = sum(drawn[start : start + 60] == drawn[:60] for start in range(1, len(drawn)))
    equal(again, 0, note="times that the first 60 draws come again in the same order, as from a stock used in rounds")
    triples = submission.skipgram_torch.SkipGramDataset(np.array([[2, 4], [0, 3]]), noise, 3, seed=21)
    alike = sum(len(set(negatives_of(triples[1], 3))) == 1 for _ in range(400))
    plausible(alike, 400, float((shares**3).sum()), of="items with three equal negatives")


@task("3.20", points=1)
@settings(max_examples=10)
@given(seed=seeds())
def test_every_request_draws_anew(submission, seed):
    """The same item asked for again has other negatives, and so have another item of the same pair and one of the same context."""
    dataset = submission.skipgram_torch.SkipGramDataset(PAIRS, NOISE, 40, seed=seed)
    drawn = [tuple(negatives_of(dataset[index], 40)) for index in (0, 0, 5, 0, 4)]
    holds(len(set(drawn)) == 5, expected="new negatives at each request", got=drawn[0][:8])


@task("3.20", points=1)
@settings(max_examples=10)
@given(seed=seeds())
def test_dataset_depends_on_its_seed_alone(submission, seed):
    """Two datasets of one seed draw alike, even side by side, whatever the global generators do; other seeds differ."""
    make = submission.skipgram_torch.SkipGramDataset
    twins = [make(PAIRS, NOISE, 40, seed=seed), make(PAIRS, NOISE, 40, seed=seed)]
    drawn: list[list[list[int]]] = [[], []]
    for request, index in enumerate((3, 0, 3)):
        for which, twin in enumerate(twins):
            submission.helper.seed_everything(2 * request + which)
            drawn[which].append(negatives_of(twin[index], 40))
    equal(drawn[1], drawn[0], note="the same seed and the same requests")
    other = negatives_of(make(PAIRS, NOISE, 40, seed=seed + 1)[3], 40)
    holds(other != drawn[0][0], expected="other negatives with another seed", got=other[:8])


def loss_of(v: Any, u: Any, noise: Any) -> float:
    """-ln σ(u·v) - Σ ln σ(-u_k·v) of one pair."""
    return float(np.logaddexp(0, -(u @ v)) + np.logaddexp(0, noise @ v).sum())


@st.composite
def batches(draw: st.DrawFn) -> tuple[Any, ...]:
    """(center, context, negatives) of 1 to 4 pairs and 0 to 4 negatives over five words."""
    size, count = draw(st.integers(1, 4)), draw(st.integers(0, 4))
    words = st.integers(0, 4)
    flat = draw(st.lists(words, min_size=size * (2 + count), max_size=size * (2 + count)))
    ids = np.array(flat, dtype=np.int64).reshape(size, 2 + count)
    return ids[:, 0], ids[:, 1], ids[:, 2:]


def model_with(submission: Any, W_in: Any, W_out: Any) -> Any:
    """The submission's model with these vectors in it."""
    model = submission.skipgram_torch.SkipGram(*np.shape(W_in))
    for name, weights in zip(TABLES, (W_in, W_out), strict=True):
        submission.helper.set_tensor(model, name, np.array(weights, dtype=np.float32))
    return model


@task("3.21", points=1)
@settings(max_examples=8)
@given(words=st.integers(1, 9), dimensions=st.integers(1, 5))
def test_model_has_two_embeddings(submission, words, dimensions):
    """`.center` and `.context` are embeddings with a row for each word, two tables and not one."""
    model = submission.skipgram_torch.SkipGram(words, dimensions)
    shapes = submission.helper.embedding_shapes(model, ["center", "context"])
    equal(shapes, {"center": [words, dimensions], "context": [words, dimensions]})
    for name, value in zip(TABLES, (0.25, -1.5), strict=True):
        submission.helper.set_tensor(model, name, np.full((words, dimensions), value, dtype=np.float32))
    same(submission.helper.get_tensor(model, "center.weight"), np.full((words, dimensions), 0.25), **SINGLE)


@task("3.21", points=1)
def test_loss_of_a_batch_by_hand(submission):
    """Two pairs with two negatives each: a sum over the negatives, a mean over the pairs, one number."""
    # Scores of pair one: ln 3, then -ln 4 and 0; of pair two: 0, then ln 3 twice.
    model = model_with(submission, [[1, 0], [0, 1], [7, 7]], [[np.log(3), 0], [-np.log(4), np.log(3)], [0, 0]])
    loss = submission.helper.forward(model, np.array([0, 1]), np.array([0, 2]), np.array([[1, 2], [1, 1]]))
    first, second = np.log(4 / 3) + np.log(5 / 4) + np.log(2), np.log(2) + 2 * np.log(4)
    same(loss, (first + second) / 2, **SINGLE)


@task("3.21", points=1)
@settings(max_examples=40)
@given(W_in=arrays(5, 3, low=-2, high=2), W_out=arrays(5, 3, low=-2, high=2), batch=batches())
def test_loss_of_any_batch(submission, W_in, W_out, batch):
    """Batches of one pair or several, no negatives or many, ids that repeat: the mean of the losses of the pairs."""
    losses = [loss_of(W_in[v], W_out[u], W_out[noise]) for v, u, noise in zip(*batch, strict=True)]
    same(submission.helper.forward(model_with(submission, W_in, W_out), *batch), np.mean(losses), **SINGLE)


@task("3.21", points=1)
@settings(max_examples=25)
@given(W_in=arrays(5, 2, low=-2, high=2), W_out=arrays(5, 2, low=-2, high=2), batch=batches())
def test_loss_can_be_differentiated(submission, W_in, W_out, batch):
    """The gradient reaches every row that the batch uses, in both tables, and no other row."""
    into, out = np.zeros_like(W_in), np.zeros_like(W_out)
    for v, u, noise in zip(*batch, strict=True):
        for word, label in [(u, 1), *((word, 0) for word in noise)]:
            error = (1 / (1 + np.exp(-(W_out[word] @ W_in[v]))) - label) / len(batch[0])
            into[v] += error * W_out[word]
            out[word] += error * W_in[v]
    found = submission.helper.gradients(model_with(submission, W_in, W_out), TABLES, *batch)
    same(found["center.weight"], into, **SINGLE, note="gradient of .center")
    same(found["context.weight"], out, **SINGLE, note="gradient of .context")


@task("3.21", points=1)
@settings(max_examples=8)
@given(score=st.sampled_from([-1000.0, -200.0, 200.0, 1000.0]))
def test_loss_at_extreme_scores(submission, score):
    """Scores of ±1000 cost 0 where the model is right and the score where it is wrong: no infinity, no NaN."""
    model = model_with(submission, [[1.0], [0.0]], [[score], [-score]])
    one_pair = np.array([0]), np.array([0]), np.array([[1, 1]])
    same(submission.helper.forward(model, *one_pair), 3 * max(-score, 0.0), **SINGLE)
    long = model_with(submission, [[score], [0.0]], [[1.0], [-1.0]])
    same(submission.helper.forward(long, *one_pair), 3 * max(-score, 0.0), **SINGLE, note="a long centre vector")
    slope = submission.helper.gradients(model, ["context.weight"], *one_pair)["context.weight"]
    same(slope, np.array([[-1.0], [2.0]]) * (score < 0), **SINGLE, note="gradient of .context")
