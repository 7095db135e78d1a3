# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Lab 4: the ratios behind GloVe
#
# Counts once more, but with a loss that says which of them to believe. You fit your own `glove.py` to a planted
# corpus, look at its weights and at what its biases have learnt, and set its neighbours beside those of `Word2Vec`.
#
# Everything runs on one core in about half a minute.

# %%
import os
import sys
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the same sums on every machine
here = Path(globals().get("__file__", "lab.ipynb")).resolve().parent
root = next(folder for folder in (here, *here.parents) if (folder / "data" / "planted.py").exists())
sys.path.append(str(root))  # for `data`

import glove
import matplotlib.pyplot as plt
import numpy as np
from gensim.models import Word2Vec

from data import planted

# %% [markdown]
# ## 1. The weight of a count, by hand
#
# Exercise 4.4, part (a): f(X) = min(1, (X / 100)^0.75). Two numbers, and the ratio of the pull of (the, the), seen
# 500,000 times, to that of (stethoscope, patient), seen 20 times, if the errors are equal.

# %% answer="weights"
weight_of_20 = None
weight_of_500000 = None
ratio_of_pulls = None
### BEGIN SOLUTION
weight_of_20 = (20 / 100) ** 0.75
weight_of_500000 = 1
ratio_of_pulls = 1 / (20 / 100) ** 0.75
### END SOLUTION

# %% tests="weights" points=2
assert None not in (weight_of_20, weight_of_500000, ratio_of_pulls), "three numbers are wanted"
### BEGIN HIDDEN TESTS
assert abs(weight_of_20 - 0.2991) < 0.001, "a fifth of x_max, to the power 3/4"
assert abs(weight_of_500000 - 1) < 1e-6, "above x_max the weight is capped"
assert abs(ratio_of_pulls - 3.344) < 0.01, "the ratio of the two weights"
### END HIDDEN TESTS

# %%
x = np.linspace(0, 200, 400)
plt.figure(figsize=(6, 3))
for alpha, style in ((0.75, "-"), (1.0, "--"), (0.5, ":")):
    plt.plot(x, glove.weight(x, alpha=alpha), style, label=f"exponent {alpha}")
plt.xlabel("count X")
plt.ylabel("weight f(X)")
plt.legend()
plt.title("how much a count matters")
plt.show()

# %% [markdown] question=1

# %% [markdown]
# ## 2. Ice and steam
#
# The chapter's argument with its own small numbers: what tells ice from steam is neither P(k | ice) nor P(k | steam),
# but the ratio of the two. Large for *solid*, small for *gas*, near 1 for what goes with both, and with neither.

# %%
company = {"solid": (160, 20), "gas": (10, 80), "water": (300, 300), "fashion": (5, 5)}
vocabulary = {word: number for number, word in enumerate(["ice", "steam", *company])}
counts = np.zeros((6, 6))
for word, (with_ice, with_steam) in company.items():
    counts[0, vocabulary[word]] = counts[vocabulary[word], 0] = with_ice
    counts[1, vocabulary[word]] = counts[vocabulary[word], 1] = with_steam
ratios = glove.probability_ratio(counts, vocabulary["ice"], vocabulary["steam"])
for word in company:
    ratio = ratios[vocabulary[word]]
    print(f"{word:8} P(k|ice) / P(k|steam) = {ratio:6.2f}   logarithm {np.log(ratio):+.2f}")

# %% [markdown] question=3

# %% [markdown]
# ## 3. A corpus
#
# The part of the planted corpus that speaks of synonyms, and of words with two senses. Counts fall with the distance:
# 1, 1/2, 1/3, …

# %%
sentences = planted.corpus(seed=0, size=3000, kinds=("synonym", "sense"))
frequency: dict[str, int] = {}
for sentence in sentences:
    for word in sentence:
        frequency[word] = frequency.get(word, 0) + 1
words = sorted(frequency, key=frequency.__getitem__, reverse=True)
vocabulary = {word: number for number, word in enumerate(words)}
counts = glove.weighted_cooccurrence(sentences, vocabulary, window=5)
print(f"{len(words)} types, {np.mean(counts > 0):.1%} of the cells are not empty")
plt.figure(figsize=(5, 4))
plt.imshow(np.log1p(counts[:40, :40]), cmap="viridis")
plt.xticks(range(40), words[:40], rotation=90, fontsize=6)
plt.yticks(range(40), words[:40], fontsize=6)
plt.colorbar(label="ln(1 + X)")
plt.title("the forty most frequent words")
plt.show()

# %% [markdown] question=5

# %% [markdown]
# ## 4. Fit it
#
# Your `train_glove` returns W + W_context. How the loss falls is best seen with your own pieces: gradients and
# AdaGrad.

# %%
rng = np.random.default_rng(4)
shapes = [(len(words), 20), (len(words), 20), len(words), len(words)]
parameters = [rng.uniform(-0.01, 0.01, shape) for shape in shapes]
memories = [np.ones_like(parameter) for parameter in parameters]
losses = [glove.glove_loss(counts, *parameters)]
for _ in range(400):
    gradients = glove.glove_gradients(counts, *parameters)
    for parameter, gradient, memory in zip(parameters, gradients, memories, strict=True):
        glove.adagrad_step(parameter, gradient, memory, learning_rate=0.02)
    losses.append(glove.glove_loss(counts, *parameters))
plt.figure(figsize=(6, 3))
plt.plot(losses)
plt.yscale("log")
plt.xlabel("step")
plt.ylabel("loss")
plt.title("GloVe, full gradient, AdaGrad")
plt.show()

# %% [markdown]
# The biases were given nothing but errors. What have they learnt?

# %%
often = np.log(counts.sum(axis=1))
plt.figure(figsize=(5, 3.5))
plt.scatter(often, parameters[2], s=5)
plt.xlabel("ln of the row sum")
plt.ylabel("bias")
plt.title(f"correlation {np.corrcoef(often, parameters[2])[0, 1]:.2f}")
plt.show()

# %% [markdown] question=2

# %%
model = Word2Vec(sentences, vector_size=20, window=5, sg=1, min_count=1, epochs=5, seed=1, workers=1)
vectors = {
    "your train_glove": glove.train_glove(counts, dimensions=20, learning_rate=0.02, epochs=100, rng=np.random.default_rng(1)),
    "W + W_context": parameters[0] + parameters[1],
    "W alone": parameters[0],
    "Word2Vec": np.array([model.wv[word] for word in words]),
}


def rank(table: np.ndarray, word: str, other: str) -> int:
    """How many words have a higher cosine with `word` than `other` has, itself not counted."""
    cosines = table @ table[vocabulary[word]] / np.linalg.norm(table, axis=1)
    return int(np.sum(cosines > cosines[vocabulary[other]])) - 1


for name, table in vectors.items():
    ranks = [rank(table, a, b) for a, b in planted.SYNONYMS]
    print(f"{name:17} words nearer than the planted synonym, of {len(words)}: median {np.median(ranks):.0f}, at most {max(ranks)}")

# %% [markdown]
# The corpus is short, and most of its cells are empty. GloVe never hears of those; the negative samples of Word2Vec
# tell it about nothing else. Which of the two has the better neighbours, and why?
#
# And what a rate can do: with 0.05 in place of 0.02 the steps on the summed gradient are too long for counts as large
# as these. Try it in the cell above, and look at the loss. (Visiting one cell after the other stands it better, and
# takes its time.)

# %% [markdown] question=4

# %% [markdown] question=6
