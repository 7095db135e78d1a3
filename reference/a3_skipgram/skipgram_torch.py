"""Skip-gram with negative sampling in PyTorch (coding exercise 4 of the BERT chapter, section 4.3.4)."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import logsigmoid
from torch.utils.data import DataLoader, Dataset

Array = NDArray[Any]


class SkipGramDataset(Dataset):
    """Pairs of centre and context word, each served with fresh negatives."""

    def __init__(self, pairs: Array, noise: Array, negatives: int, *, seed: int) -> None:
        """Keep the pairs and the noise, and prepare to draw.

        pairs: ids, shape (n, 2), columns centre and context. noise: probabilities (V,). negatives: K, how many to
        draw for each item (may be 0). `seed` decides all draws: two datasets with the same arguments, asked for the
        same items in the same order, answer alike, whatever else draws random numbers meanwhile (no global state).
        """
        self._pairs = np.asarray(pairs, dtype=np.int64)
        self._noise = np.asarray(noise, dtype=float)
        self._negatives = negatives
        self._rng = np.random.default_rng(seed)

    def __len__(self) -> int:
        """The number of pairs."""
        return len(self._pairs)

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor, Tensor]:
        """(center, context, negatives) of pair `index`: int64 tensors of shapes (), () and (K,).

        The negatives are drawn with replacement from the noise without the context word, renormalised; so none of them
        equals the context, while the centre word may be among them. Each time an item is asked for they are drawn anew.
        """
        center, context = self._pairs[index]
        admissible = self._noise.copy()
        admissible[context] = 0.0
        negatives = self._rng.choice(len(admissible), size=self._negatives, p=admissible / admissible.sum())
        return torch.tensor(center), torch.tensor(context), torch.tensor(negatives, dtype=torch.int64)


class SkipGram(nn.Module):
    """Two tables of vectors, and the loss of negative sampling."""

    def __init__(self, vocabulary_size: int, dimensions: int) -> None:
        """Two `nn.Embedding` of `vocabulary_size` rows and `dimensions` columns: `.center` and `.context`.

        How they are initialised is free.
        """
        super().__init__()
        self.center = nn.Embedding(vocabulary_size, dimensions)
        self.context = nn.Embedding(vocabulary_size, dimensions)
        nn.init.uniform_(self.center.weight, -0.5 / dimensions, 0.5 / dimensions)
        nn.init.zeros_(self.context.weight)

    def forward(self, center: Tensor, context: Tensor, negatives: Tensor) -> Tensor:
        """The mean over the batch of -ln σ(u·v) - Σ_k ln σ(-u_k·v), as a scalar tensor (shape ()) to differentiate.

        center, context: ids (B,). negatives: ids (B, K), K may be 0. v is the row of `.center` for the centre, u and
        u_k are the rows of `.context` for the context and the negatives. A sum over the negatives, a mean over the
        batch. Finite and exact for scores of ±1000.
        """
        v, u, noise = self.center(center), self.context(context), self.context(negatives)
        true_scores = (u * v).sum(dim=-1)
        noise_scores = (noise * v.unsqueeze(1)).sum(dim=-1)
        return -(logsigmoid(true_scores) + logsigmoid(-noise_scores).sum(dim=-1)).mean()


def train(
    dataset: SkipGramDataset, model: SkipGram, *, epochs: int, batch_size: int, learning_rate: float, seed: int
) -> list[float]:
    """Train `model` in place and return the mean loss of each epoch, `epochs` numbers.

    An epoch takes every example of the dataset once, in batches of `batch_size` (the last one may be smaller); each
    batch costs model(center, context, negatives) and ends with optimizer.step(). Which optimizer is free, its learning
    rate is `learning_rate`; what is random here, such as the order of the examples, follows from `seed`. Of dataset
    and model it uses only what is public: len, items, .center, .context and the call.
    """
    loader = DataLoader(dataset, batch_size=batch_size, shuffle=True, generator=torch.Generator().manual_seed(seed))
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for center, context, negatives in loader:
            optimizer.zero_grad()
            loss = model(center, context, negatives)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(center)
        losses.append(total / len(dataset))
    return losses
