"""Right, if unusual, ways to do a3_skipgram/skipgram_torch.py."""

from __future__ import annotations

import bisect
import itertools
import random

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, logsigmoid, softplus

from autograder.specimens import also_right
from reference.a3_skipgram import skipgram_torch as right


@also_right("TV-01", task="3.20", why="torch.multinomial with a generator of the dataset's own.")
class MultinomialDataset(torch.utils.data.Dataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        self.pairs = torch.as_tensor(np.asarray(pairs)).long()
        self.noise, self.k = torch.as_tensor(noise, dtype=torch.float64), negatives
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        return self.pairs.shape[0]

    def __getitem__(self, index):
        center, context = self.pairs[index]
        weights = self.noise.clone()
        weights[context] = 0
        if self.k == 0:
            return center, context, torch.empty(0, dtype=torch.int64)
        return center, context, torch.multinomial(weights, self.k, replacement=True, generator=self.generator)


@also_right("TV-02", task="3.20", why="Rejection, one draw at a time, with Python's own generator; a list for an item.")
class RejectionDataset(torch.utils.data.Dataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        self.pairs, self.k = [(int(a), int(b)) for a, b in pairs], negatives
        self.cumulative = list(itertools.accumulate(float(p) for p in noise))
        self.random = random.Random(seed)

    def __len__(self):
        return len(self.pairs)

    def __getitem__(self, index):
        center, context = self.pairs[index]
        drawn = []
        while len(drawn) < self.k:
            word = bisect.bisect_right(self.cumulative, self.random.random() * self.cumulative[-1])
            if word != context and word < len(self.cumulative):
                drawn.append(word)
        return [torch.tensor(center), torch.tensor(context), torch.LongTensor(drawn)]


@also_right(
    "TV-03", task="3.20", why="A fresh generator for each request, made of seed, index and the number of the request."
)
class CountedRequests(torch.utils.data.Dataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        self.pairs, self.noise, self.k, self.seed = np.array(pairs, dtype="int64"), np.array(noise), negatives, seed
        self.requests = 0

    def __len__(self):
        return int(self.pairs.shape[0])

    def __getitem__(self, index):
        self.requests += 1
        rng = np.random.default_rng([self.seed, index, self.requests])
        context = self.pairs[index, 1]
        others = np.flatnonzero(np.arange(len(self.noise)) != context)
        share = self.noise[others] / self.noise[others].sum()
        drawn = others[rng.choice(len(others), size=self.k, p=share)]
        return (
            torch.from_numpy(self.pairs[index])[0],
            torch.tensor(int(context)),
            torch.from_numpy(drawn.astype("int64")),
        )


@also_right(
    "TV-04", task="3.20", why="Collisions are redrawn together until there are none, from a seeded RandomState."
)
class RedrawnTogether(torch.utils.data.Dataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        self.pairs, self.cdf, self.k = torch.tensor(np.asarray(pairs), dtype=torch.long), np.cumsum(noise), negatives
        self.state = np.random.RandomState(seed % 2**32)

    def __len__(self):
        return len(self.pairs)

    def draw(self, n):
        return np.searchsorted(self.cdf / self.cdf[-1], self.state.random_sample(n), side="right")

    def __getitem__(self, index):
        center, context = self.pairs[index].unbind()
        drawn = self.draw(self.k)
        while (clash := drawn == context.item()).any():
            drawn[clash] = self.draw(int(clash.sum()))
        return center, context, torch.as_tensor(drawn, dtype=torch.int64)


@also_right("TV-05", task="3.21", why="Binary cross-entropy with labels 1, 0, …, 0, summed, over B.")
class CrossEntropyModel(right.SkipGram):
    def forward(self, center, context, negatives):
        words = torch.cat([context[:, None], negatives], dim=1)
        scores = torch.einsum("bd,bkd->bk", self.center(center), self.context(words))
        labels = torch.nn.functional.one_hot(torch.zeros_like(context), words.shape[1]).to(scores)
        return binary_cross_entropy_with_logits(scores, labels, reduction="sum") / center.shape[0]


@also_right("TV-06", task="3.21", why="softplus and bmm; sparse embeddings with normal weights.")
class SparseSoftplusModel(torch.nn.Module):
    def __init__(self, vocabulary_size, dimensions):
        super().__init__()
        self.center = torch.nn.Embedding(vocabulary_size, dimensions, sparse=True)
        self.context = torch.nn.Embedding(vocabulary_size, dimensions, sparse=True)

    def forward(self, center, context, negatives):
        v = self.center(center).unsqueeze(2)
        true = torch.bmm(self.context(context).unsqueeze(1), v).reshape(-1)
        noise = torch.bmm(self.context(negatives), v).squeeze(2)
        return softplus(-true).mean() + softplus(noise).sum(dim=1).mean()


@also_right("TV-07", task="3.21", why="A loop over the pairs and one over the negatives.")
class LoopingModel(right.SkipGram):
    def forward(self, center, context, negatives):
        total = torch.zeros(())
        for b in range(len(center)):
            v = self.center.weight[center[b]]
            total = total - logsigmoid(torch.dot(self.context.weight[context[b]], v))
            for word in negatives[b]:
                total = total - logsigmoid(-torch.dot(self.context.weight[word], v))
        return total / len(center)


@also_right("TV-08", task="3.21", why="logaddexp in double precision: the weights may be doubles.")
class DoubleModel(torch.nn.Module):
    def __init__(self, vocabulary_size, dimensions):
        super().__init__()
        self.context = torch.nn.Embedding(vocabulary_size, dimensions, dtype=torch.float64)
        self.center = torch.nn.Embedding(vocabulary_size, dimensions, dtype=torch.float64)

    def forward(self, center, context, negatives):
        v = self.center(center)
        zero = torch.zeros((), dtype=torch.float64)
        true = torch.logaddexp(zero, -(self.context(context) * v).sum(1))
        return torch.mean(true + torch.logaddexp(zero, (self.context(negatives) @ v[..., None])[..., 0]).sum(1))


@also_right(
    "TV-09",
    task="3.22",
    why="Plain SGD on batches cut from a permutation; the mean over the batches, weighted by their size.",
)
def sgd_without_a_loader(dataset, model, *, epochs, batch_size, learning_rate, seed):
    rng, optimizer, means = np.random.default_rng(seed), torch.optim.SGD(model.parameters(), learning_rate), []
    for _ in range(epochs):
        order, losses = rng.permutation(len(dataset)), []
        for start in range(0, len(order), batch_size):
            items = [dataset[int(i)] for i in order[start : start + batch_size]]
            loss = model(*(torch.stack(column) for column in zip(*items, strict=True)))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses += [loss.item()] * len(items)
        means.append(np.mean(losses))
    return np.array(means)


@also_right(
    "TV-10",
    task="3.22",
    why="Adagrad, examples always in the same order: nothing random is left to seed; a mean over equal batches.",
)
def adagrad_in_order(dataset, model, *, epochs, batch_size, learning_rate, seed):
    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size)
    optimizer = torch.optim.Adagrad([model.center.weight, model.context.weight], lr=learning_rate)
    means = []
    for _ in range(epochs):
        losses = []
        for center, context, negatives in loader:
            loss = model(center, context, negatives)
            model.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.detach())
        means.append(torch.stack(losses).mean())
    return means


@also_right(
    "TV-11",
    task="3.22",
    why="SGD with momentum, and the seed of torch set at the start: the answer follows from the seed.",
)
def momentum_and_manual_seed(dataset, model, *, epochs, batch_size, learning_rate, seed):
    torch.manual_seed(seed)
    loader = torch.utils.data.DataLoader(dataset, batch_size, shuffle=True)
    optimizer, means = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9), []
    model.train()
    for _ in range(epochs):
        total, seen = 0.0, 0
        for batch in loader:
            optimizer.zero_grad(set_to_none=False)
            loss = model(*batch)
            loss.backward()
            optimizer.step()
            total, seen = total + float(loss) * batch[0].size(0), seen + batch[0].size(0)
        means.append(total / seen)
    model.eval()
    return tuple(means)


@also_right("TV-12", task="3.22", why="AdamW, and the loss of an epoch measured after it, over the whole dataset.")
def measured_after_the_epoch(dataset, model, *, epochs, batch_size, learning_rate, seed):
    generator = torch.Generator()
    generator.manual_seed(seed)
    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size, shuffle=True, generator=generator)
    optimizer, means = torch.optim.AdamW(model.parameters(), lr=learning_rate), []
    for _ in range(epochs):
        for batch in loader:
            optimizer.zero_grad()
            model(*batch).backward()
            optimizer.step()
        with torch.no_grad():
            everything = torch.utils.data.default_collate([dataset[i] for i in range(len(dataset))])
            means.append(model(*everything).item())
    return means


@also_right("TV-13", task="3.22", why="RMSprop with a closure.")
def rmsprop_with_closure(dataset, model, *, epochs, batch_size, learning_rate, seed):
    generator = torch.Generator().manual_seed(seed)
    optimizer, means = torch.optim.RMSprop(model.parameters(), lr=learning_rate), []
    for _ in range(epochs):
        total = 0.0
        for indices in torch.randperm(len(dataset), generator=generator).split(batch_size):
            batch = torch.utils.data.default_collate([dataset[int(i)] for i in indices])

            def closure(batch=batch):
                optimizer.zero_grad()
                loss = model(*batch)
                loss.backward()
                return loss

            total += float(optimizer.step(closure)) * len(indices)
        means.append(total / len(dataset))
    return means


@also_right("TV-14", task="3.20", why="A stock of random numbers drawn ahead, used up from request to request.")
class StockOfNumbers(right.SkipGramDataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        super().__init__(pairs, noise, negatives, seed=seed)
        self._stock = []

    def __getitem__(self, index):
        center, context = (int(id) for id in self._pairs[index])
        others = self._noise.copy()
        others[context] = 0.0
        cumulative = np.cumsum(others) / others.sum()
        while len(self._stock) < self._negatives:
            self._stock += self._rng.random(100).tolist()
        drawn = np.searchsorted(cumulative, [self._stock.pop() for _ in range(self._negatives)], side="right")
        drawn = torch.from_numpy(drawn.astype(np.int64))
        return torch.tensor(center), torch.tensor(context), drawn


@also_right(
    "TV-15",
    task="3.22",
    why="In the order of the dataset, an optimizer for each table, np.average weighted by the sizes.",
)
def an_optimizer_for_each_table(dataset, model, *, epochs, batch_size, learning_rate, seed):
    optimizers = [torch.optim.RMSprop(table.parameters(), lr=learning_rate) for table in (model.center, model.context)]
    means = []
    for _ in range(epochs):
        losses, sizes = [], []
        for start in range(0, len(dataset), batch_size):
            items = [dataset[i] for i in range(start, min(start + batch_size, len(dataset)))]
            loss = model(*(torch.stack(column) for column in zip(*items, strict=True)))
            model.zero_grad()
            loss.backward()
            for optimizer in optimizers:
                optimizer.step()
            losses.append(loss.item())
            sizes.append(len(items))
        means.append(float(np.average(losses, weights=sizes)))
    return means


@also_right("TV-16", task="3.20", why="The largest ln p + Gumbel is a draw from p; the tables are tensors made once.")
class GumbelDataset(torch.utils.data.Dataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        self.pairs = torch.from_numpy(np.array(pairs, dtype=np.int64).reshape(-1, 2))
        self.logs = torch.log(torch.from_numpy(np.array(noise, dtype=np.float64)))
        self.count, self.generator = negatives, torch.Generator().manual_seed(seed)

    def __len__(self):
        return self.pairs.shape[0]

    def __getitem__(self, index):
        center, context = self.pairs[index]
        waits = torch.empty(self.count, len(self.logs), dtype=torch.float64).exponential_(generator=self.generator)
        keys = self.logs - torch.log(waits)
        keys[:, context] = -torch.inf
        return center, context, keys.argmax(dim=1)


@also_right("TV-17", task="3.22", why="Gradient descent with momentum over a permutation of NumPy's.")
def train_with_momentum(dataset, model, *, epochs, batch_size, learning_rate, seed):
    rng, history = np.random.default_rng(seed), []
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=0.9)
    for _ in range(epochs):
        costs, order = [], rng.permutation(len(dataset)).tolist()
        for start in range(0, len(order), batch_size):
            items = [dataset[i] for i in order[start : start + batch_size]]
            loss = model(*(torch.stack(column) for column in zip(*items, strict=True)))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            costs += [float(loss)] * len(items)
        history.append(sum(costs) / len(costs))
    return history


@also_right("TV-18", task="3.21", why="(B,) and (B, 1) make a table of B², whose mean is the sum of the two means.")
class BroadcastModel(right.SkipGram):
    def forward(self, center, context, negatives):
        v, u, noise = self.center(center), self.context(context), self.context(negatives)
        costs = -logsigmoid(-(noise * v.unsqueeze(1)).sum(dim=-1)).sum(dim=1, keepdim=True)
        return (costs - logsigmoid((u * v).sum(dim=1))).mean()


@also_right(
    "TV-19", task="3.20", why="The quickest of exponential times of waiting is a draw; the context is not in the race."
)
class RaceDataset(torch.utils.data.Dataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        self.pairs, self.noise = np.array(pairs, dtype=np.int64), np.array(noise, dtype=float)
        self.count, self.rng = negatives, np.random.Generator(np.random.PCG64(seed))

    def __len__(self):
        return self.pairs.shape[0]

    def __getitem__(self, index):
        center, context = (int(word) for word in self.pairs[index])
        rates = np.delete(self.noise, context)
        with np.errstate(divide="ignore"):
            first = (self.rng.exponential(size=(self.count, len(rates))) / rates).argmin(axis=1)
        ids = torch.from_numpy((first + (first >= context)).astype(np.int64))
        return torch.tensor(center), torch.tensor(context), ids


@also_right(
    "TV-20", task="3.22", why="SGD in the dataset's order with a new optimizer for each epoch; an array of means."
)
def new_optimizer_each_epoch(dataset, model, *, epochs, batch_size, learning_rate, seed):
    means = np.zeros(epochs)
    for epoch in range(epochs):
        optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
        for batch in torch.utils.data.DataLoader(dataset, batch_size=batch_size):

            def closure(batch=batch):
                optimizer.zero_grad()
                loss = model(*batch)
                loss.backward()
                return loss

            means[epoch] += optimizer.step(closure).item() * len(batch[0]) / len(dataset)
    return means
