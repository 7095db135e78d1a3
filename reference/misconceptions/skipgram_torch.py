"""Known wrong ways to do a3_skipgram/skipgram_torch.py."""

from __future__ import annotations

import copy

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, logsigmoid

from autograder.specimens import wrong
from reference.a3_skipgram import skipgram_torch as right

# 3.20 SkipGramDataset


@wrong(
    "TX-01",
    task="3.20",
    belief="That a negative equals the context is too rare to matter.",
    hint="Take a vocabulary of two words: what should every negative be?",
)
class ContextMayBeDrawn(right.SkipGramDataset):
    def __getitem__(self, index):
        center, context, negatives = super().__getitem__(index)
        return center, context, torch.tensor(self._rng.choice(len(self._noise), size=len(negatives), p=self._noise))


@wrong(
    "TX-02",
    task="3.20",
    belief="The word that must not be drawn is the centre.",
    hint="Of which word do the negatives claim that it does not stand next to the centre?",
)
class CentreExcluded(right.SkipGramDataset):
    def __getitem__(self, index):
        center, context, _ = super().__getitem__(index)
        p = self._noise.copy()
        p[int(center)] = 0
        return center, context, torch.tensor(self._rng.choice(len(p), size=self._negatives, p=p / p.sum()))


@wrong(
    "TX-03",
    task="3.20",
    belief="Negatives are part of the data and drawn once.",
    hint="Ask for item 0 twice. Should a model see the same wrong answers in every epoch?",
)
class DrawnOnce(right.SkipGramDataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        super().__init__(pairs, noise, negatives, seed=seed)
        self._items = [right.SkipGramDataset.__getitem__(self, index) for index in range(len(pairs))]

    def __getitem__(self, index):
        return self._items[index]


@wrong(
    "TX-04",
    task="3.20",
    belief="Reproducible means that each item has a seed of its own.",
    hint="Ask for item 0 twice: what has changed?",
)
class SeededPerItem(right.SkipGramDataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        super().__init__(pairs, noise, negatives, seed=seed)
        self._seed = seed

    def __getitem__(self, index):
        self._rng = np.random.default_rng([self._seed, index])
        return super().__getitem__(index)


@wrong(
    "TX-05",
    task="3.20",
    belief="Noise is noise: any word is as good as another.",
    hint="How often does your dataset draw the rarest word, and how often should it?",
)
class UniformNoise(right.SkipGramDataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        super().__init__(pairs, np.full(len(noise), 1 / len(noise)), negatives, seed=seed)


@wrong(
    "TX-06",
    task="3.20",
    belief="When the context is drawn, its successor will do.",
    hint="Which word inherits the share of the context in your draws?",
)
class NextIdInstead(right.SkipGramDataset):
    def __getitem__(self, index):
        center, context, _ = super().__getitem__(index)
        drawn = self._rng.choice(len(self._noise), size=self._negatives, p=self._noise)
        return center, context, torch.tensor(np.where(drawn == int(context), (drawn + 1) % len(self._noise), drawn))


@wrong(
    "TX-07",
    task="3.20",
    belief="A negative that equals the context is thrown away.",
    hint="How many negatives are left, and how many were promised?",
)
class CollisionsDropped(right.SkipGramDataset):
    def __getitem__(self, index):
        center, context, _ = super().__getitem__(index)
        drawn = self._rng.choice(len(self._noise), size=self._negatives, p=self._noise)
        return center, context, torch.tensor(drawn[drawn != int(context)])


@wrong(
    "TX-08",
    task="3.20",
    belief="K negatives are K different words.",
    hint="Ask for more negatives than there are words.",
    crashes=True,
)
class WithoutReplacement(right.SkipGramDataset):
    def __getitem__(self, index):
        center, context, _ = super().__getitem__(index)
        p = self._noise.copy()
        p[int(context)] = 0
        return center, context, torch.tensor(self._rng.choice(len(p), self._negatives, replace=False, p=p / p.sum()))


@wrong(
    "TX-09",
    task="3.20",
    belief="The noise must be raised to 0.75 here.",
    hint="What is `noise`: counts, or probabilities that somebody has bent already?",
)
class BentTwice(right.SkipGramDataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        super().__init__(pairs, np.asarray(noise) ** 0.75, negatives, seed=seed)


@wrong(
    "TX-10",
    task="3.20",
    belief="An id is a number, and torch likes numbers with a point.",
    hint="What is the dtype of your tensors, and what does an embedding want?",
)
class FloatIds(right.SkipGramDataset):
    def __getitem__(self, index):
        return tuple(tensor.float() for tensor in super().__getitem__(index))


@wrong(
    "TX-11",
    task="3.20",
    belief="Every tensor has at least one axis.",
    hint="Which shape has your centre, and which shape will a batch of eight of them have?",
)
class ShapeOfOne(right.SkipGramDataset):
    def __getitem__(self, index):
        center, context, negatives = super().__getitem__(index)
        return center.reshape(1), context.reshape(1), negatives


@wrong(
    "TX-12",
    task="3.20",
    belief="Seeding the global generator once makes the dataset reproducible.",
    hint="Make two datasets with the same seed and ask them in turn. Do they draw alike?",
)
class GlobalSeed(right.SkipGramDataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        super().__init__(pairs, noise, negatives, seed=seed)
        torch.manual_seed(seed)

    def __getitem__(self, index):
        center, context, _ = super().__getitem__(index)
        p = torch.tensor(self._noise)
        p[context] = 0
        drawn = torch.multinomial(p, self._negatives, replacement=True) if self._negatives else torch.zeros(0).long()
        return center, context, drawn


@wrong(
    "TX-13",
    task="3.20",
    belief="Random is random; the seed is for those who want one.",
    hint="Where in your class is the seed used?",
)
class SeedIgnored(right.SkipGramDataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        super().__init__(pairs, noise, negatives, seed=None)


@wrong(
    "TX-14",
    task="3.20",
    belief="The context comes first in a pair.",
    hint="What does the handout say about the two columns of `pairs`?",
)
class ColumnsSwapped(right.SkipGramDataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        super().__init__(np.asarray(pairs)[:, ::-1], noise, negatives, seed=seed)


@wrong(
    "TX-15",
    task="3.20",
    belief="One draw is enough for all K places.",
    hint="Print the negatives of one item: how many different words are there?",
)
class OneDrawRepeated(right.SkipGramDataset):
    def __getitem__(self, index):
        center, context, negatives = super().__getitem__(index)
        return center, context, negatives[:1].repeat(len(negatives)) if len(negatives) else negatives


@wrong("TX-16", task="3.20", belief="The dataset is as long as the vocabulary.", hint="How many examples are there?")
class LengthOfTheVocabulary(right.SkipGramDataset):
    def __len__(self):
        return len(self._noise)


@wrong(
    "TX-17", task="3.20", belief="The loader will make tensors of my arrays.", hint="What is the type of dataset[0][2]?"
)
class ArraysForTensors(right.SkipGramDataset):
    def __getitem__(self, index):
        return tuple(tensor.numpy() for tensor in super().__getitem__(index))


@wrong(
    "TX-18",
    task="3.20",
    belief="The ids keep the dtype of the pairs.",
    hint="The pairs may come as int32. What do you hand on?",
)
class DtypeOfThePairs(right.SkipGramDataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        super().__init__(pairs, noise, negatives, seed=seed)
        self._pairs = np.asarray(pairs)


@wrong(
    "TX-19",
    task="3.20",
    belief="The generator is made when an item is asked for.",
    hint="Which number does a fresh generator with the same seed draw first, every time?",
)
class GeneratorInGetitem(right.SkipGramDataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        super().__init__(pairs, noise, negatives, seed=seed)
        self._seed = seed

    def __getitem__(self, index):
        self._rng = np.random.default_rng(self._seed)
        return super().__getitem__(index)


# 3.21 SkipGram


@wrong(
    "TX-20",
    task="3.21",
    belief="A batch costs the sum of its pairs.",
    hint="What happens to the size of a step when the batch grows?",
)
class SumOverTheBatch(right.SkipGram):
    def forward(self, center, context, negatives):
        return super().forward(center, context, negatives) * len(center)


@wrong(
    "TX-21",
    task="3.21",
    belief="A mean is a mean: over the negatives as well.",
    hint="Which axis is summed and which is averaged?",
)
class MeanOverNegatives(right.SkipGram):
    def forward(self, center, context, negatives):
        v = self.center(center)
        scores = (self.context(negatives) * v.unsqueeze(1)).sum(-1)
        noise = -logsigmoid(-scores).sum(-1) / max(negatives.shape[1], 1)
        return (noise - logsigmoid((self.context(context) * v).sum(-1))).mean()


@wrong(
    "TX-22",
    task="3.21",
    belief="The same formula holds for all K + 1 words.",
    hint="Which score should fall, and does your loss fall with it?",
)
class PlusForNegatives(right.SkipGram):
    def forward(self, center, context, negatives):
        v = self.center(center)
        noise = logsigmoid((self.context(negatives) * v.unsqueeze(1)).sum(-1)).sum(-1)
        return -(logsigmoid((self.context(context) * v).sum(-1)) + noise).mean()


@wrong(
    "TX-23", task="3.21", belief="The objective is what the module returns.", hint="Does the optimizer go up or down?"
)
class ObjectiveForLoss(right.SkipGram):
    def forward(self, center, context, negatives):
        return -super().forward(center, context, negatives)


@wrong(
    "TX-24",
    task="3.21",
    belief="One table is enough: words are words.",
    hint="Write different numbers into .center and .context. Are they still different?",
)
class OneTable(right.SkipGram):
    def __init__(self, vocabulary_size, dimensions):
        super().__init__(vocabulary_size, dimensions)
        self.context = self.center


@wrong(
    "TX-25",
    task="3.21",
    belief="Negatives are words like the centre, so they come from the same table.",
    hint="In which role does a negative appear: as centre or as context?",
)
class NegativesFromCenters(right.SkipGram):
    def forward(self, center, context, negatives):
        v = self.center(center)
        noise = logsigmoid(-(self.center(negatives) * v.unsqueeze(1)).sum(-1)).sum(-1)
        return -(logsigmoid((self.context(context) * v).sum(-1)) + noise).mean()


@wrong(
    "TX-26",
    task="3.21",
    belief="The tables are called by the other word's name.",
    hint="Which table should move when only the centre word changes?",
)
class TablesSwapped(right.SkipGram):
    def forward(self, center, context, negatives):
        v = self.context(center)
        noise = logsigmoid(-(self.center(negatives) * v.unsqueeze(1)).sum(-1)).sum(-1)
        return -(logsigmoid((self.center(context) * v).sum(-1)) + noise).mean()


@wrong(
    "TX-27",
    task="3.21",
    belief="The logarithm of a sigmoid is written torch.log(torch.sigmoid(x)).",
    hint="Try a score of minus two hundred.",
)
class LogOfSigmoid(right.SkipGram):
    def forward(self, center, context, negatives):
        v = self.center(center)
        true = torch.sigmoid((self.context(context) * v).sum(-1))
        noise = torch.sigmoid(-(self.context(negatives) * v.unsqueeze(1)).sum(-1))
        return -(torch.log(true) + torch.log(noise).sum(-1)).mean()


@wrong(
    "TX-28",
    task="3.21",
    belief="A small number in the logarithm keeps it finite.",
    hint="What does a score of minus two hundred cost, exactly?",
)
class LogWithEpsilon(right.SkipGram):
    def forward(self, center, context, negatives):
        v = self.center(center)
        true = torch.sigmoid((self.context(context) * v).sum(-1))
        noise = torch.sigmoid(-(self.context(negatives) * v.unsqueeze(1)).sum(-1))
        return -(torch.log(true + 1e-9) + torch.log(noise + 1e-9).sum(-1)).mean()


@wrong(
    "TX-29",
    task="3.21",
    belief="The loss of each pair is returned, and somebody will take the mean.",
    hint="Which shape has a scalar?",
)
class LossPerPair(right.SkipGram):
    def forward(self, center, context, negatives):
        v = self.center(center)
        noise = logsigmoid(-(self.context(negatives) * v.unsqueeze(1)).sum(-1)).sum(-1)
        return -(logsigmoid((self.context(context) * v).sum(-1)) + noise)


@wrong(
    "TX-30",
    task="3.21",
    belief="Binary cross-entropy with its default settings is the loss.",
    hint="By which number does the default reduction divide?",
)
class MeanOfAllTerms(right.SkipGram):
    def forward(self, center, context, negatives):
        words = torch.cat([context.unsqueeze(1), negatives], dim=1)
        scores = (self.context(words) * self.center(center).unsqueeze(1)).sum(-1)
        labels = torch.zeros_like(scores)
        labels[:, 0] = 1
        return binary_cross_entropy_with_logits(scores, labels)


@wrong("TX-31", task="3.21", belief="Word 0 is padding.", hint="Which row of your tables never learns?")
class PaddingWord(right.SkipGram):
    def __init__(self, vocabulary_size, dimensions):
        super().__init__(vocabulary_size, dimensions)
        self.center = torch.nn.Embedding(vocabulary_size, dimensions, padding_idx=0)
        self.context = torch.nn.Embedding(vocabulary_size, dimensions, padding_idx=0)


@wrong(
    "TX-32",
    task="3.21",
    belief="Noise words are not to be trained, so they are detached.",
    hint="Which term of the gradient pushes a negative away from the centre?",
)
class NegativesDetached(right.SkipGram):
    def forward(self, center, context, negatives):
        v = self.center(center)
        noise = logsigmoid(-(self.context(negatives).detach() * v.unsqueeze(1)).sum(-1)).sum(-1)
        return -(logsigmoid((self.context(context) * v).sum(-1)) + noise).mean()


@wrong(
    "TX-33",
    task="3.21",
    belief="Rows first or columns first is the same to an embedding.",
    hint="How many rows should the table of a large vocabulary have?",
)
class SizesSwapped(right.SkipGram):
    def __init__(self, vocabulary_size, dimensions):
        super().__init__(dimensions, vocabulary_size)


@wrong(
    "TX-34",
    task="3.21",
    belief="Embeddings should have unit length.",
    hint="Does the formula of the loss divide by lengths?",
)
class UnitVectors(right.SkipGram):
    def forward(self, center, context, negatives):
        normalize = torch.nn.functional.normalize
        v = normalize(self.center(center), dim=-1)
        noise = logsigmoid(-(normalize(self.context(negatives), dim=-1) * v.unsqueeze(1)).sum(-1)).sum(-1)
        return -(logsigmoid((normalize(self.context(context), dim=-1) * v).sum(-1)) + noise).mean()


@wrong(
    "TX-35",
    task="3.21",
    belief="Long vectors are cut back by max_norm.",
    hint="Put a vector of length 1000 into the table. What comes out of it?",
)
class CutToLength(right.SkipGram):
    def __init__(self, vocabulary_size, dimensions):
        super().__init__(vocabulary_size, dimensions)
        self.center = torch.nn.Embedding(vocabulary_size, dimensions, max_norm=1.0)


@wrong(
    "TX-36", task="3.21", belief="A loss is a Python number.", hint="On what do you call backward() then?", crashes=True
)
class PythonNumber(right.SkipGram):
    def forward(self, center, context, negatives):
        return super().forward(center, context, negatives).item()


@wrong(
    "TX-37",
    task="3.21",
    belief="All negatives of a batch serve all of its pairs.",
    hint="How many negative terms has one pair in your loss?",
)
class NegativesShared(right.SkipGram):
    def forward(self, center, context, negatives):
        everything = negatives.reshape(1, -1).expand(len(center), -1)
        return super().forward(center, context, everything)


# 3.22 train


@wrong(
    "TX-40",
    task="3.22",
    belief="backward() replaces the old gradients.",
    hint="What does backward() do with a gradient that is there already?",
)
def gradients_never_cleared(dataset, model, *, epochs, batch_size, learning_rate, seed):
    loader = torch.utils.data.DataLoader(
        dataset, batch_size, shuffle=True, generator=torch.Generator().manual_seed(seed)
    )
    optimizer, means = torch.optim.SGD(model.parameters(), lr=learning_rate), []
    for _ in range(epochs):
        losses = []
        for batch in loader:
            loss = model(*batch)
            loss.backward()
            optimizer.step()
            losses += [loss.item()] * len(batch[0])
        means.append(sum(losses) / max(len(losses), 1))
    return means


@wrong(
    "TX-41",
    task="3.22",
    belief="The loss of an epoch is the loss of its last batch.",
    hint="What if the last batch is an easy one?",
)
def last_batch_only(dataset, model, *, epochs, batch_size, learning_rate, seed):
    seen = []
    hook = model.register_forward_hook(lambda _, __, loss: seen.append(loss.item()))
    right.train(dataset, model, epochs=epochs, batch_size=batch_size, learning_rate=learning_rate, seed=seed)
    hook.remove()
    return [float(losses[-1]) for losses in np.array_split(seen, epochs)]


@wrong(
    "TX-42",
    task="3.22",
    belief="The loss of an epoch is the sum of its batches.",
    hint="Does your number grow when the dataset doubles?",
)
def sum_of_the_batches(dataset, model, *, epochs, batch_size, learning_rate, seed):
    seen = []
    hook = model.register_forward_hook(lambda _, __, loss: seen.append(loss.item()))
    right.train(dataset, model, epochs=epochs, batch_size=batch_size, learning_rate=learning_rate, seed=seed)
    hook.remove()
    return [float(losses.sum()) for losses in np.array_split(seen, epochs)]


@wrong(
    "TX-43",
    task="3.22",
    belief="The sum of the batch losses is divided by the number of examples.",
    hint="Each batch loss is a mean already: of how many of them do you take the mean?",
)
def batch_means_over_examples(dataset, model, *, epochs, batch_size, learning_rate, seed):
    seen = []
    hook = model.register_forward_hook(lambda _, __, loss: seen.append(loss.item()))
    right.train(dataset, model, epochs=epochs, batch_size=batch_size, learning_rate=learning_rate, seed=seed)
    hook.remove()
    return [float(losses.sum()) / len(dataset) for losses in np.array_split(seen, epochs)]


@wrong(
    "TX-44",
    task="3.22",
    belief="Every batch has its entry in the list.",
    hint="How many numbers does the caller expect?",
)
def one_number_per_batch(dataset, model, *, epochs, batch_size, learning_rate, seed):
    seen = []
    hook = model.register_forward_hook(lambda _, __, loss: seen.append(loss.item()))
    right.train(dataset, model, epochs=epochs, batch_size=batch_size, learning_rate=learning_rate, seed=seed)
    hook.remove()
    return seen


@wrong(
    "TX-45", task="3.22", belief="It is safer to train a copy.", hint="Which object will the caller look at afterwards?"
)
def a_copy_is_trained(dataset, model, *, epochs, batch_size, learning_rate, seed):
    fresh = copy.deepcopy(model)
    return right.train(dataset, fresh, epochs=epochs, batch_size=batch_size, learning_rate=learning_rate, seed=seed)


@wrong("TX-46", task="3.22", belief="0.01 is a good learning rate.", hint="Who decides about the learning rate?")
def own_learning_rate(dataset, model, *, epochs, batch_size, learning_rate, seed):
    return right.train(dataset, model, epochs=epochs, batch_size=batch_size, learning_rate=0.01, seed=seed)


@wrong(
    "TX-47", task="3.22", belief="One example at a time is the purest form of learning.", hint="What is batch_size for?"
)
def one_at_a_time(dataset, model, *, epochs, batch_size, learning_rate, seed):
    return right.train(dataset, model, epochs=epochs, batch_size=1, learning_rate=learning_rate, seed=seed)


@wrong(
    "TX-48",
    task="3.22",
    belief="An incomplete batch spoils the statistics and is dropped.",
    hint="What does your function learn from a dataset that is smaller than one batch?",
)
def incomplete_batches_dropped(dataset, model, *, epochs, batch_size, learning_rate, seed):
    loader = torch.utils.data.DataLoader(
        dataset, batch_size, shuffle=True, drop_last=True, generator=torch.Generator().manual_seed(seed)
    )
    optimizer, means = torch.optim.SGD(model.parameters(), lr=learning_rate), []
    for _ in range(epochs):
        losses = []
        for batch in loader:
            optimizer.zero_grad()
            loss = model(*batch)
            loss.backward()
            optimizer.step()
            losses += [loss.item()] * len(batch[0])
        means.append(sum(losses) / max(len(losses), 1))
    return means


@wrong(
    "TX-49",
    task="3.22",
    belief="shuffle=True is reproducible by itself.",
    hint="Run your training twice with the same seed. Are the losses the same?",
)
def seed_not_used(dataset, model, *, epochs, batch_size, learning_rate, seed):
    loader = torch.utils.data.DataLoader(dataset, batch_size, shuffle=True)
    optimizer, means = torch.optim.SGD(model.parameters(), lr=learning_rate), []
    for _ in range(epochs):
        losses = []
        for batch in loader:
            optimizer.zero_grad()
            loss = model(*batch)
            loss.backward()
            optimizer.step()
            losses += [loss.item()] * len(batch[0])
        means.append(sum(losses) / max(len(losses), 1))
    return means


@wrong(
    "TX-50",
    task="3.22",
    belief="The total loss runs on through the epochs.",
    hint="When does your running total begin at zero?",
)
def total_never_reset(dataset, model, *, epochs, batch_size, learning_rate, seed):
    return np.cumsum(
        right.train(dataset, model, epochs=epochs, batch_size=batch_size, learning_rate=learning_rate, seed=seed)
    ).tolist()


@wrong(
    "TX-51",
    task="3.22",
    belief="Only the word vectors need training, and they are in .center.",
    hint="Look at .context before and after.",
)
def only_centres_trained(dataset, model, *, epochs, batch_size, learning_rate, seed):
    model.context.weight.requires_grad_(False)
    losses = right.train(dataset, model, epochs=epochs, batch_size=batch_size, learning_rate=learning_rate, seed=seed)
    model.context.weight.requires_grad_(True)
    return losses


@wrong(
    "TX-52",
    task="3.22",
    belief="Drawing examples at random is shuffling.",
    hint="Is every example seen in every epoch?",
)
def drawn_with_replacement(dataset, model, *, epochs, batch_size, learning_rate, seed):
    generator = torch.Generator().manual_seed(seed)
    sampler = torch.utils.data.RandomSampler(dataset, replacement=True, generator=generator)
    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size, sampler=sampler)
    optimizer, losses = torch.optim.SGD(model.parameters(), lr=learning_rate), []
    for _ in range(epochs):
        total = 0.0
        for batch in loader:
            optimizer.zero_grad()
            loss = model(*batch)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch[0])
        losses.append(total / len(dataset))
    return losses


@wrong("TX-53", task="3.22", belief="backward() moves the weights.", hint="Which of your lines changes a weight?")
def never_a_step(dataset, model, *, epochs, batch_size, learning_rate, seed):
    return right.train(dataset, model, epochs=epochs, batch_size=batch_size, learning_rate=0.0, seed=seed)


@wrong(
    "TX-54",
    task="3.22",
    belief="The whole dataset is the best batch.",
    hint="How many steps does an epoch take with your function?",
)
def full_batches(dataset, model, *, epochs, batch_size, learning_rate, seed):
    return right.train(dataset, model, epochs=epochs, batch_size=len(dataset), learning_rate=learning_rate, seed=seed)


@wrong(
    "TX-55",
    task="3.22",
    belief="An epoch before the first one shows where the model started.",
    hint="How many numbers does the caller expect?",
)
def one_epoch_too_many(dataset, model, *, epochs, batch_size, learning_rate, seed):
    return right.train(dataset, model, epochs=epochs + 1, batch_size=batch_size, learning_rate=learning_rate, seed=seed)


@wrong("TX-56", task="3.22", belief="The gradient is followed, so its sign stays.", hint="Does the loss fall?")
def uphill(dataset, model, *, epochs, batch_size, learning_rate, seed):
    for parameter in model.parameters():
        parameter.register_hook(torch.neg)
    return right.train(dataset, model, epochs=epochs, batch_size=batch_size, learning_rate=learning_rate, seed=seed)


@wrong(
    "TX-57",
    task="3.22",
    belief="Adam looks after the gradients by itself.",
    hint="Print a gradient before backward(), in the second batch. Is it what you would have liked to find there?",
)
def adam_never_cleared(dataset, model, *, epochs, batch_size, learning_rate, seed):
    generator = torch.Generator().manual_seed(seed)
    loader = torch.utils.data.DataLoader(dataset, batch_size, shuffle=True, generator=generator)
    optimizer, means = torch.optim.Adam(model.parameters(), lr=learning_rate), []
    for _ in range(epochs):
        losses = []
        for batch in loader:
            loss = model(*batch)
            loss.backward()
            optimizer.step()
            losses += [loss.item()] * len(batch[0])
        means.append(sum(losses) / len(losses))
    return means


@wrong(
    "TX-58",
    task="3.20",
    belief="The context's probability can be set to 0 in the noise itself.",
    hint="Ask for one item, then for another one. Can the context of the first still be drawn?",
)
class ContextsNeverComeBack(right.SkipGramDataset):
    def __getitem__(self, index):
        center, context = self._pairs[index]
        if self._noise[np.arange(len(self._noise)) != context].any():
            self._noise[context] = 0.0
        drawn = self._rng.choice(len(self._noise), size=self._negatives, p=self._noise / self._noise.sum())
        return torch.tensor(center), torch.tensor(context), torch.tensor(drawn, dtype=torch.int64)


@wrong(
    "TX-59",
    task="3.20",
    belief="A table of a hundred slots is a good picture of any distribution.",
    hint="How many slots has a word with a probability of 0.002?",
)
class DrawnFromACoarseTable(right.SkipGramDataset):
    def __getitem__(self, index):
        center, context = self._pairs[index]
        others = self._noise.copy()
        others[context] = 0.0
        slots = np.repeat(np.arange(len(others)), np.round(100 * others / others.sum()).astype(int))
        drawn = slots[self._rng.integers(len(slots), size=self._negatives)]
        return torch.tensor(center), torch.tensor(context), torch.tensor(drawn, dtype=torch.int64)


@wrong(
    "TX-60",
    task="3.22",
    belief="The gradients of all batches are gathered, and one step ends the epoch.",
    hint="How many steps does your optimizer take in an epoch of six batches?",
)
def one_step_an_epoch(dataset, model, *, epochs, batch_size, learning_rate, seed):
    generator = torch.Generator().manual_seed(seed)
    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size, shuffle=True, generator=generator)
    optimizer, means = torch.optim.Adam(model.parameters(), lr=learning_rate), []
    for _ in range(epochs):
        optimizer.zero_grad()
        losses = []
        for batch in loader:
            loss = model(*batch)
            loss.backward()
            losses += [loss.item()] * len(batch[0])
        optimizer.step()
        means.append(sum(losses) / len(losses))
    return means


@wrong(
    "TX-61",
    task="3.21",
    belief="squeeze() takes away the axis that is too many.",
    hint="Which axes are left of shape (3, 1, 1), a batch of three with one negative?",
)
class SqueezesTooMuch(right.SkipGram):
    def forward(self, center, context, negatives):
        v, u, noise = self.center(center), self.context(context), self.context(negatives)
        noise_scores = torch.bmm(noise, v.unsqueeze(2)).squeeze()
        return -(logsigmoid((u * v).sum(dim=-1)) + logsigmoid(-noise_scores).sum(dim=-1)).mean()


@wrong(
    "TX-62",
    task="3.21",
    belief="An embedding needs a row more, for unknown words.",
    hint="How many rows has a table of `vocabulary_size` words?",
)
class ARowForStrangers(right.SkipGram):
    def __init__(self, vocabulary_size, dimensions):
        super().__init__(vocabulary_size + 1, dimensions)


@wrong(
    "TX-63",
    task="3.20",
    belief="`seed or None` says: a seed if there is one.",
    hint="What does Python think of the truth of 0, and is 0 a seed?",
)
class ZeroIsNoSeed(right.SkipGramDataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        super().__init__(pairs, noise, negatives, seed=seed)
        self._rng = np.random.default_rng(seed or None)


@wrong(
    "TX-64",
    task="3.20",
    belief="A new draw is a new seed: the seed and how often this pair was asked for.",
    hint="Two items have the same context. What do they draw when each is asked for the first time?",
)
class SeededByTheRequest(right.SkipGramDataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        super().__init__(pairs, noise, negatives, seed=seed)
        self._seed, self._asked = seed, {}

    def __getitem__(self, index):
        pair = tuple(self._pairs[index])
        self._asked[pair] = self._asked.get(pair, 0) + 1
        self._rng = np.random.default_rng((self._seed, self._asked[pair]))
        return super().__getitem__(index)


@wrong(
    "TX-65",
    task="3.22",
    belief="The loss is averaged over all that has been seen so far.",
    hint="After many epochs, how far does one good epoch move the last number of your list?",
)
def mean_of_all_epochs_so_far(dataset, model, *, epochs, batch_size, learning_rate, seed):
    losses = right.train(dataset, model, epochs=epochs, batch_size=batch_size, learning_rate=learning_rate, seed=seed)
    return [sum(losses[: n + 1]) / (n + 1) for n in range(len(losses))]


@wrong(
    "TX-66",
    task="3.21",
    belief="Centre vectors are kept at a length of ten at most.",
    hint="What happens to a row of .center that is longer, as soon as it is looked up?",
)
class LongCentersCut(right.SkipGram):
    def __init__(self, vocabulary_size, dimensions):
        super().__init__(vocabulary_size, dimensions)
        self.center = torch.nn.Embedding(vocabulary_size, dimensions, max_norm=10.0)


@wrong(
    "TX-67",
    task="3.22",
    belief="A learning rate above 0.01 is a slip of the pen.",
    hint="Who decides about the learning rate?",
)
def rate_bounded(dataset, model, *, epochs, batch_size, learning_rate, seed):
    rate = min(learning_rate, 0.01)
    return right.train(dataset, model, epochs=epochs, batch_size=batch_size, learning_rate=rate, seed=seed)


@wrong(
    "TX-68",
    task="3.20",
    belief="A stock of negatives, drawn once and gone through in rounds, is as good as new draws.",
    hint="After how many requests do the same negatives come again in the same order?",
)
class StockInRounds(right.SkipGramDataset):
    def __init__(self, pairs, noise, negatives, *, seed):
        super().__init__(pairs, noise, negatives, seed=seed)
        self._stock, self._next = self._rng.choice(len(noise), 4096, p=self._noise / self._noise.sum()), 0

    def __getitem__(self, index):
        center, context = self._pairs[index]
        found = []
        while len(found) < self._negatives:
            word, self._next = self._stock[self._next % 4096], self._next + 1
            found += [int(word)] if word != context else []
        return torch.tensor(center), torch.tensor(context), torch.tensor(found, dtype=torch.int64)


@wrong(
    "TX-69",
    task="3.22",
    belief="Gradients are cleared at the beginning of each epoch.",
    hint="What does .grad hold after the second batch?",
)
def gradients_cleared_once_an_epoch(dataset, model, *, epochs, batch_size, learning_rate, seed):
    loader = torch.utils.data.DataLoader(
        dataset, batch_size, shuffle=True, generator=torch.Generator().manual_seed(seed)
    )
    optimizer, means = torch.optim.Adam(model.parameters(), lr=learning_rate), []
    for _ in range(epochs):
        losses = []
        optimizer.zero_grad()
        for batch in loader:
            loss = model(*batch)
            loss.backward()
            optimizer.step()
            losses += [loss.item()] * len(batch[0])
        means.append(sum(losses) / len(losses))
    return means


@wrong(
    "TX-71",
    task="3.22",
    belief="Training stops when the loss has not become better for three epochs.",
    hint="How many numbers are asked for?",
)
def early_stopping(dataset, model, *, epochs, batch_size, learning_rate, seed):
    means = []
    for epoch in range(epochs):
        means += right.train(
            dataset, model, epochs=1, batch_size=batch_size, learning_rate=learning_rate, seed=seed + epoch
        )
        if len(means) > 3 and min(means[-3:]) > min(means[:-3]):
            break
    return means


@wrong(
    "TX-72",
    task="3.22",
    belief="An epoch that made the loss worse is undone.",
    hint="Which model has the loss that you report?",
)
def bad_epochs_undone(dataset, model, *, epochs, batch_size, learning_rate, seed):
    means = []
    for epoch in range(epochs):
        before = copy.deepcopy(model.state_dict())
        (mean,) = right.train(
            dataset, model, epochs=1, batch_size=batch_size, learning_rate=learning_rate, seed=seed + epoch
        )
        if means and mean > means[-1]:
            model.load_state_dict(before)
            mean = means[-1]
        means.append(mean)
    return means


@wrong(
    "TX-73",
    task="3.22",
    belief="One example alone is too noisy for a step.",
    hint="What does a model learn from a dataset of one example?",
)
def no_step_for_one_example(dataset, model, *, epochs, batch_size, learning_rate, seed):
    loader = torch.utils.data.DataLoader(
        dataset, batch_size, shuffle=True, generator=torch.Generator().manual_seed(seed)
    )
    optimizer, means = torch.optim.Adam(model.parameters(), lr=learning_rate), []
    for _ in range(epochs):
        losses = []
        for batch in loader:
            optimizer.zero_grad()
            loss = model(*batch)
            loss.backward()
            if len(batch[0]) > 1 or batch_size == 1:
                optimizer.step()
            losses += [loss.item()] * len(batch[0])
        means.append(sum(losses) / len(losses))
    return means


@wrong(
    "TX-74",
    task="3.22",
    belief="One example that is left over is too noisy for a step, after all the full batches.",
    hint="Take four examples in batches of three. Which of them does the model never learn from?",
)
def no_step_for_one_left_over(dataset, model, *, epochs, batch_size, learning_rate, seed):
    loader = torch.utils.data.DataLoader(
        dataset, batch_size, shuffle=True, generator=torch.Generator().manual_seed(seed)
    )
    optimizer, means = torch.optim.Adam(model.parameters(), lr=learning_rate), []
    for _ in range(epochs):
        losses = []
        for batch in loader:
            optimizer.zero_grad()
            loss = model(*batch)
            loss.backward()
            if len(batch[0]) == min(batch_size, len(dataset)) or len(batch[0]) > 1:
                optimizer.step()
            losses += [loss.item()] * len(batch[0])
        means.append(sum(losses) / len(losses))
    return means


@wrong(
    "TX-75",
    task="3.22",
    belief="The gradients of two batches are gathered for one step: the same as a batch of twice the size.",
    hint="How many batches are there in an epoch, and how many calls of optimizer.step()?",
)
def one_step_for_two_batches(dataset, model, *, epochs, batch_size, learning_rate, seed):
    loader = torch.utils.data.DataLoader(
        dataset, batch_size, shuffle=True, generator=torch.Generator().manual_seed(seed)
    )
    optimizer, means = torch.optim.Adam(model.parameters(), lr=learning_rate), []
    for _ in range(epochs):
        losses = []
        for number, batch in enumerate(loader, 1):
            loss = model(*batch)
            loss.backward()
            if number % 2 == 0 or number == len(loader):
                optimizer.step()
                optimizer.zero_grad()
            losses += [loss.item()] * len(batch[0])
        means.append(sum(losses) / len(losses))
    return means
