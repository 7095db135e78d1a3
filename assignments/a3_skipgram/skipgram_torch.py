"""Skip-gram with negative sampling in PyTorch (coding exercise 4 of the BERT chapter, section 4.3.4)."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.utils.data import Dataset

Array = NDArray[Any]


class SkipGramDataset(Dataset):
    """Pairs of centre and context word, each served with fresh negatives."""

    def __init__(self, pairs: Array, noise: Array, negatives: int, *, seed: int) -> None:
        """Keep the pairs and the noise, and prepare to draw.

        pairs: ids, shape (n, 2), columns centre and context. noise: probabilities (V,). negatives: K, how many to
        draw for each item (may be 0). `seed` decides all draws: two datasets with the same arguments, asked for the
        same items in the same order, answer alike, whatever else draws random numbers meanwhile (no global state).
        """
        raise NotImplementedError("task 3.20: SkipGramDataset")

    def __len__(self) -> int:
        """The number of pairs."""
        raise NotImplementedError("task 3.20: SkipGramDataset")

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor, Tensor]:
        """(center, context, negatives) of pair `index`: int64 tensors of shapes (), () and (K,).

        The negatives are drawn with replacement from the noise without the context word, renormalised; so none of them
        equals the context, while the centre word may be among them. Each time an item is asked for they are drawn anew.
        """
        raise NotImplementedError("task 3.20: SkipGramDataset")


class SkipGram(nn.Module):
    """Two tables of vectors, and the loss of negative sampling."""

    def __init__(self, vocabulary_size: int, dimensions: int) -> None:
        """Two `nn.Embedding` of `vocabulary_size` rows and `dimensions` columns: `.center` and `.context`.

        How they are initialised is free.
        """
        raise NotImplementedError("task 3.21: SkipGram")

    def forward(self, center: Tensor, context: Tensor, negatives: Tensor) -> Tensor:
        """The mean over the batch of -ln σ(u·v) - Σ_k ln σ(-u_k·v), as a scalar tensor (shape ()) to differentiate.

        center, context: ids (B,). negatives: ids (B, K), K may be 0. v is the row of `.center` for the centre, u and
        u_k are the rows of `.context` for the context and the negatives. A sum over the negatives, a mean over the
        batch. Finite and exact for scores of ±1000.
        """
        raise NotImplementedError("task 3.21: SkipGram")


def train(
    dataset: SkipGramDataset, model: SkipGram, *, epochs: int, batch_size: int, learning_rate: float, seed: int
) -> list[float]:
    """Train `model` in place and return the mean loss of each epoch, `epochs` numbers.

    An epoch takes every example of the dataset once, in batches of `batch_size` (the last one may be smaller); each
    batch costs model(center, context, negatives) and ends with optimizer.step(). Which optimizer is free, its learning
    rate is `learning_rate`; what is random here, such as the order of the examples, follows from `seed`. Of dataset
    and model it uses only what is public: len, items, .center, .context and the call.
    """
    raise NotImplementedError("task 3.22: train")
