"""Visible tests of skip-gram in PyTorch (extra credit)."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose
from skipgram_torch import SkipGram, SkipGramDataset, train

PAIRS, NOISE = np.array([[0, 1], [1, 2], [2, 0]]), np.array([0.5, 0.3, 0.2])


@pytest.mark.task("3.20")
def test_an_item_of_the_dataset():
    """Item 1 is the second pair, with four fresh negatives that are not its context."""
    dataset = SkipGramDataset(PAIRS, NOISE, 4, seed=1)
    center, context, negatives = dataset[1]
    assert len(dataset) == 3
    assert (int(center), int(context)) == (1, 2)
    assert [tensor.dtype for tensor in (center, context, negatives)] == [torch.int64] * 3
    assert [tuple(tensor.shape) for tensor in (center, context, negatives)] == [(), (), (4,)]
    assert 2 not in negatives.tolist()


@pytest.mark.task("3.20")
def test_negatives_are_drawn_anew():
    """The same item again has other negatives; the same seed again has the same ones."""
    first, second = (SkipGramDataset(PAIRS, NOISE, 50, seed=3) for _ in range(2))
    drawn = [first[0][2].tolist(), first[0][2].tolist()]
    assert drawn[0] != drawn[1]
    assert drawn == [second[0][2].tolist(), second[0][2].tolist()]


@pytest.mark.task("3.21")
def test_loss_of_zero_scores():
    """Where all scores are 0 every one of the 1 + K terms costs ln 2; the batch is averaged."""
    model = SkipGram(3, 2)
    with torch.no_grad():
        model.center.weight.zero_()
    loss = model(torch.tensor([0, 1]), torch.tensor([1, 2]), torch.tensor([[2, 0, 2], [0, 0, 1]]))
    assert loss.shape == ()
    assert_allclose(loss.item(), 4 * np.log(2), rtol=1e-5)


@pytest.mark.task("3.22")
def test_training_lowers_the_loss():
    """Each word has one context: easy to learn."""
    torch.manual_seed(0)
    model = SkipGram(3, 4)
    with torch.no_grad():
        for table in (model.center, model.context):
            table.weight.normal_(0, 0.3)
    before = model.center.weight.detach().clone()
    dataset = SkipGramDataset(np.repeat(PAIRS, 8, axis=0), NOISE, 2, seed=5)
    losses = train(dataset, model, epochs=40, batch_size=4, learning_rate=0.1, seed=7)
    assert len(losses) == 40
    assert losses[-1] < 0.7 * losses[0]
    assert not torch.equal(before, model.center.weight)
