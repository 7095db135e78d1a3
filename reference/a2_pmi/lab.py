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
# # Lab 2: the company words keep
#
# You have written seven functions in `pmi.py`. Here you work three examples by hand, then let your own functions loose
# on text: raw counts, PPMI and its singular value decomposition, and last, beside them, the vectors of gensim's
# `Word2Vec`. Cells that ask for an answer say so; all others run as they are, and are yours to change and try.
#
# Everything runs on one core in less than half a minute.

# %%
import os
import sys
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the same sums on every machine
here = Path(globals().get("__file__", "lab.ipynb")).resolve().parent
root = next(folder for folder in (here, *here.parents) if (folder / "data" / "planted.py").exists())
sys.path.append(str(root))  # for `data`

import matplotlib.pyplot as plt
import numpy as np
import pmi
from gensim.models import Word2Vec

from data import planted

# %% [markdown]
# ## 1. By hand
#
# Exercise 4.3: the sentence "the cat sat the cat chased the dog sat", a window of one word on each side. Count with a
# pencil first. Logarithms are natural; give at least three digits.

# %% answer="pmi-by-hand"
total = None  # N, the sum of all cells of the matrix
pmi_the_cat = None
pmi_the_chased = None
### BEGIN SOLUTION
total = 16
pmi_the_cat = np.log((2 / 16) / (5 / 16 * 4 / 16))
pmi_the_chased = np.log((1 / 16) / (5 / 16 * 2 / 16))
### END SOLUTION

# %% tests="pmi-by-hand" points=2
assert None not in (total, pmi_the_cat, pmi_the_chased), "three numbers are wanted"
### BEGIN HIDDEN TESTS
assert total == 16, "each of the eight pairs of neighbours is written into two cells"
assert abs(pmi_the_cat - 0.470) < 0.002, "PMI(the, cat): are all three probabilities shares of N?"
assert abs(pmi_the_chased - 0.470) < 0.002, "PMI(the, chased): are all three probabilities shares of N?"
### END HIDDEN TESTS

# %% [markdown]
# Does your module agree with your pencil?

# %%
sentence = "the cat sat the cat chased the dog sat".split()
vocabulary = {word: number for number, word in enumerate(dict.fromkeys(sentence))}
counts = pmi.cooccurrence_matrix([sentence], vocabulary, window=1)
print(list(vocabulary))
print(counts)
print(pmi.pmi(counts).round(3))

# %% [markdown] question=1

# %% [markdown]
# ## 2. Less often than chance
#
# "the cat sat on the mat", "the dog sat on the rug", "the cat chased the dog", with a window of **two**. Take the counts
# from your module or from the page, and compute the PMI of "the" and "on".

# %% answer="negative-pmi"
pmi_the_on = None
### BEGIN SOLUTION
pmi_the_on = np.log((2 / 50) / (15 / 50 * 8 / 50))
### END SOLUTION

# %% tests="negative-pmi" points=1
assert pmi_the_on is not None, "a number is wanted"
### BEGIN HIDDEN TESTS
assert abs(pmi_the_on - -0.182) < 0.002, "N is 50, and the rows of the two words sum to 15 and 8"
### END HIDDEN TESTS

# %% [markdown] question=2

# %% [markdown] question=3

# %% [markdown]
# ## 3. A corpus
#
# Ten thousand planted sentences. They look like English, and it is known which words belong together: each pair of synonyms
# keeps the same company by construction.

# %%
sentences = planted.corpus(seed=0)
frequency: dict[str, int] = {}
for words in sentences:
    for word in words:
        frequency[word] = frequency.get(word, 0) + 1
words = sorted(frequency, key=frequency.__getitem__, reverse=True)
vocabulary = {word: number for number, word in enumerate(words)}
counts = pmi.cooccurrence_matrix(sentences, vocabulary, window=3)
print(f"{len(sentences):,} sentences, {sum(frequency.values()):,} words, {len(words)} types; the most frequent: {words[:8]}")
print(f"{np.mean(counts == 0):.0%} of the cells are empty")


# %%
def unit(vectors: np.ndarray) -> np.ndarray:
    """The rows, each divided by its length (rows of zeros stay)."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def neighbours(vectors: np.ndarray, word: str, n: int = 5) -> list[str]:
    """The n words whose rows have the highest cosine with the word's."""
    similarity = unit(vectors) @ unit(vectors)[vocabulary[word]]
    return [words[index] for index in np.argsort(-similarity) if words[index] != word][:n]


spaces = {"raw counts": counts, "PPMI": pmi.ppmi(counts), "SVD of PPMI": pmi.svd_embeddings(pmi.ppmi(counts), 50)}
for word, synonym in planted.SYNONYMS[:4]:
    print(f"\n{word} (planted synonym: {synonym})")
    for name, vectors in spaces.items():
        print(f"  {name:12} {', '.join(neighbours(vectors, word))}")

# %% [markdown]
# How often is the planted synonym the nearest neighbour of all?

# %%
for name, vectors in spaces.items():
    found = sum(neighbours(vectors, a, 1) == [b] for a, b in planted.SYNONYMS)
    print(f"{name:12} {found:2} of {len(planted.SYNONYMS)}")

# %% [markdown] question=6

# %% [markdown] question=4

# %% [markdown]
# ## 4. Against Word2Vec
#
# The same sentences, the same window, as many dimensions; skip-gram with negative samples in place of counting.

# %%
model = Word2Vec(sentences, vector_size=50, window=3, sg=1, negative=5, min_count=1, epochs=5, seed=1, workers=1)
spaces["Word2Vec"] = np.array([model.wv[word] for word in words])
found = sum(neighbours(spaces["Word2Vec"], a, 1) == [b] for a, b in planted.SYNONYMS)
print(f"Word2Vec finds {found} of {len(planted.SYNONYMS)} synonyms")

pairs = list(planted.SYNONYMS) + [(a, d) for (a, _), (_, d) in zip(planted.SYNONYMS, planted.SYNONYMS[1:], strict=False)]
cosines = {
    name: [float(unit(vectors)[vocabulary[a]] @ unit(vectors)[vocabulary[b]]) for a, b in pairs]
    for name, vectors in spaces.items()
}
plt.figure(figsize=(5, 5))
plt.scatter(cosines["SVD of PPMI"], cosines["Word2Vec"], c=[0] * 12 + [1] * (len(pairs) - 12), cmap="coolwarm")
plt.xlabel("cosine, SVD of PPMI")
plt.ylabel("cosine, Word2Vec")
plt.title("synonyms (blue), other pairs (red)")
plt.show()

# %% [markdown]
# And a map: the two directions that say most about the synonyms' vectors.

# %%
shown = [word for pair in planted.SYNONYMS for word in pair]
rows = unit(spaces["SVD of PPMI"])[[vocabulary[word] for word in shown]]
flat = pmi.svd_embeddings(rows - rows.mean(axis=0), 2)
plt.figure(figsize=(7, 5))
plt.scatter(*flat.T, s=8)
for word, place in zip(shown, flat, strict=True):
    plt.annotate(word, place, fontsize=8)
plt.title("synonyms, by their company")
plt.show()

# %% [markdown] question=5
