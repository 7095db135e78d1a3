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
# # Lab 5: a vector for a word that nobody has seen
#
# `Word2Vec` has a row for each word of its corpus and nothing for any other. FastText reads pieces, and pieces it has
# seen before. The planted corpus holds some word forms back on purpose, so that you can see whether your functions
# place them where they belong.
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

import fasttext
import matplotlib.pyplot as plt
import numpy as np
from gensim.models import FastText, Word2Vec
from gensim.models.fasttext_inner import compute_ngrams, ft_hash_bytes

from data import planted

# %% [markdown]
# ## 1. Pieces, by hand
#
# How many pieces of three to six characters has *where*, with its boundary marks, and how many has *unbreathable*?
# (Question 3 asks for the formula.)

# %% answer="pieces"
pieces_of_where = None
pieces_of_unbreathable = None
### BEGIN SOLUTION
pieces_of_where = 14
pieces_of_unbreathable = 42
### END SOLUTION

# %% tests="pieces" points=1
assert None not in (pieces_of_where, pieces_of_unbreathable), "two numbers are wanted"
### BEGIN HIDDEN TESTS
assert pieces_of_where == 14, "<where> has seven characters: 5 + 4 + 3 + 2"
assert pieces_of_unbreathable == 42, "<unbreathable> has fourteen characters"
### END HIDDEN TESTS

# %%
for word in ("where", "unbreathable", "breathe", "unable"):
    print(f"{word:13} {len(fasttext.character_ngrams(word)):2}  {' '.join(fasttext.character_ngrams(word)[:12])} …")
shared = set(fasttext.character_ngrams("unbreathable"))
for word in ("breathe", "unable"):
    print(f"shared with {word}: {' '.join(sorted(shared & set(fasttext.character_ngrams(word)), key=len))}")

# %% [markdown] question=2

# %% [markdown] question=3

# %% [markdown]
# ## 2. Buckets
#
# No table has a row for each piece that could ever come. A hash sends every piece to one of so many rows; two pieces
# may meet.

# %%
sentences = planted.corpus(seed=0)
types = sorted({word for sentence in sentences for word in sentence})
pieces = sorted({piece for word in types for piece in fasttext.character_ngrams(word)})
print(f"{len(types)} types, {len(pieces):,} different pieces")
sizes = 2 ** np.arange(6, 19)
alone = []
for size in sizes:
    rows, times = np.unique([fasttext.hash_ngram(piece) % size for piece in pieces], return_counts=True)
    alone.append(times[times == 1].sum() / len(pieces))
plt.figure(figsize=(6, 3))
plt.semilogx(sizes, alone, "o-", base=2)
plt.xlabel("buckets")
plt.ylabel("pieces with a row of their own")
plt.title("collisions")
plt.show()

# %% [markdown] question=4

# %% [markdown]
# ## 3. Train, and ask for what was held back
#
# gensim's `FastText` learns the tables; your functions read them. The pieces of the vocabulary are put into a
# dictionary, which is what your `word_vector` wants.

# %%
settings = {"vector_size": 50, "window": 3, "sg": 1, "min_count": 1, "epochs": 15, "seed": 1, "workers": 1}
model = FastText(sentences, min_n=3, max_n=6, bucket=20_000, **settings)
plain = Word2Vec(sentences, **settings)
words = model.wv.index_to_key
vocabulary = {word: number for number, word in enumerate(words)}
word_vectors = model.wv.vectors_vocab
ngram_ids: dict[str, int] = {}
rows = []
for word in words:
    for piece in compute_ngrams(word, 3, 6):
        if piece not in ngram_ids:
            ngram_ids[piece] = len(rows)
            rows.append(model.wv.vectors_ngrams[ft_hash_bytes(piece.encode()) % model.wv.bucket])
ngram_vectors = np.array(rows)
tables = vocabulary, word_vectors, ngram_ids, ngram_vectors

for word in planted.HELD_OUT:
    known = [piece for piece in fasttext.character_ngrams(word) if piece in ngram_ids]
    near = fasttext.nearest_words(word, *tables, n=4)
    print(f"{word:10} {len(known):2} known pieces; near: {', '.join(f'{other} {cosine:.2f}' for other, cosine in near)}")

# %%
try:
    plain.wv["climbing"]
except KeyError as error:
    print("Word2Vec:", error)

# %% [markdown]
# Five words that are certainly in no corpus of this size, as exercise 4.8 asks. Are the neighbours good, or only
# spelt alike?

# %%
for word in ("unbreathable", "oversnowified", "microplasticize", "knocker", "paintings"):
    known = [piece for piece in fasttext.character_ngrams(word) if piece in ngram_ids]
    print(f"\n{word}: {len(known)} known pieces, {' '.join(known[:10])}")
    for other, cosine in fasttext.nearest_words(word, *tables, n=5):
        print(f"   {other:12} {cosine:.2f}")

# %% [markdown] question=1

# %% [markdown]
# ## 4. Sum or mean?
#
# Your `word_vector` adds the pieces; the program divides by their number. The directions agree, the lengths do not.

# %%
ours = np.array([fasttext.word_vector(word, *tables) for word in words])
theirs = np.array([model.wv[word] for word in words])
lengths = [len(fasttext.character_ngrams(word)) for word in words]
cosine = np.sum(ours * theirs, axis=1) / np.linalg.norm(ours, axis=1) / np.linalg.norm(theirs, axis=1)
print(f"cosine with gensim's own vector: {cosine.min():.6f} to {cosine.max():.6f}")
figure, axes = plt.subplots(1, 2, figsize=(9, 3), constrained_layout=True)
for axis, (name, table) in zip(axes, {"sum": ours, "mean": theirs}.items(), strict=True):
    axis.scatter(lengths, np.linalg.norm(table, axis=1), s=4)
    axis.set_xlabel("pieces of the word")
    axis.set_ylabel("length of the vector")
    axis.set_title(name)
plt.show()

# %% [markdown] question=5

# %% [markdown]
# ## 5. Forms of a verb
#
# Where do the forms of one verb lie, those of the corpus and the one that was held back?

# %%
verbs = ["climb", "climbs", "climbed", "climbing", "paint", "paints", "painted", "painting", "cook", "cooks", "cooked", "cooking"]
flat = np.array([fasttext.word_vector(word, *tables) for word in verbs])
flat /= np.linalg.norm(flat, axis=1, keepdims=True)
flat -= flat.mean(axis=0)
u, s, _ = np.linalg.svd(flat, full_matrices=False)
plt.figure(figsize=(6, 4))
for word, (x, y) in zip(verbs, u[:, :2] * s[:2], strict=True):
    seen = word in vocabulary
    plt.scatter(x, y, marker="o" if seen else "x", color="C0" if seen else "C3")
    plt.annotate(word, (x, y), fontsize=8)
plt.title("verb forms; crosses were never seen")
plt.show()

# %% [markdown] question=6

# %% [markdown] question=7
