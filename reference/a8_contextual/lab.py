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
# # Lab 8: one word, many vectors
#
# "bank", "bat", "crane", "spring" and "play": each of them means two things in the planted corpus, and a sentence
# tells which. Your `contextual.py` asks a small BERT, layer by layer, whether it can tell as well.
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

import contextual
import matplotlib.pyplot as plt
import numpy as np
import torch
from gensim.models import Word2Vec
from transformers.utils import logging

from data import corpora, planted, tiny_bert

torch.set_num_threads(1)
logging.set_verbosity_error()
logging.disable_progress_bar()
tokenizer, model = corpora.encoder(tiny_bert.FOLDER)

# %% [markdown]
# ## 1. A gap, by hand
#
# Three uses of a word with senses 0, 0, 1 and cosines s(1, 2) = 0.9, s(1, 3) = 0.4, s(2, 3) = 0.2. What is the gap
# between the mean of equal and of different senses?

# %% answer="gap"
gap = None
### BEGIN SOLUTION
gap = 0.9 - (0.4 + 0.2) / 2
### END SOLUTION

# %% tests="gap" points=1
assert gap is not None, "a number is wanted"
### BEGIN HIDDEN TESTS
assert abs(gap - 0.6) < 0.001, "one pair of equal sense, two of different sense"
### END HIDDEN TESTS

# %%
by_hand = np.array([[1, 0.9, 0.4], [0.9, 1, 0.2], [0.4, 0.2, 1]])
print(f"your function: {contextual.sense_gap(by_hand, [0, 0, 1]):.3f}")

# %% [markdown]
# ## 2. Pieces
#
# A tokenizer may cut a word into pieces; its vector is their mean.

# %%
words = "the embanker keeps the bank".split()
encoded = tokenizer([words], is_split_into_words=True)
print(tokenizer.convert_ids_to_tokens(encoded["input_ids"][0]))
for target in ("embanker", "bank"):
    print(target, "stands at", contextual.target_span(words, target, encoded.word_ids(0)))

# %% [markdown] question=1

# %% [markdown]
# ## 3. "bank", layer by layer

# %%
sentences, senses = planted.sense_sentences("bank")
order = np.argsort(senses, kind="stable")
sentences, senses = [sentences[i] for i in order], [senses[i] for i in order]
for number, (sentence, sense) in enumerate(zip(sentences, senses, strict=True)):
    print(f"{number}  sense {sense}  {' '.join(sentence)}")


def similarities(word: str, uses: list[list[str]], layers: int | list[int]) -> np.ndarray:
    """The cosines of all uses of a word with one another."""
    vectors = [contextual.word_embedding(use, word, tokenizer, model, layers) for use in uses]
    return contextual.cosine_matrix(np.array(vectors))


layers = range(model.config.num_hidden_layers + 1)
figure, axes = plt.subplots(1, len(layers), figsize=(10, 3.2), constrained_layout=True)
for layer, axis in zip(layers, axes, strict=True):
    table = similarities("bank", sentences, layer)
    image = axis.imshow(table, vmin=0, vmax=1, cmap="viridis")
    axis.set_title(f"layer {layer}: gap {contextual.sense_gap(table, senses):.3f}")
    axis.set_xlabel("sentence")
figure.colorbar(image, ax=axes, label="cosine")
plt.show()

# %%
table = similarities("bank", sentences, -1)
for query in (0, len(sentences) - 1):
    nearest = contextual.rank_contexts(table, query)
    print(f"{' '.join(sentences[query])}  (sense {senses[query]})")
    for other in nearest[:3]:
        print(f"   {table[query, other]:.2f}  sense {senses[other]}  {' '.join(sentences[other])}")

# %% [markdown]
# ## 4. All five words, and two controls each
#
# A word with one sense should show no gap, whatever sentences it stands in. The controls are such words.

# %%
rows = []
for word in planted.SENSES:
    uses, labels = planted.sense_sentences(word, each=4)
    rows.append([contextual.sense_gap(similarities(word, uses, layer), labels) for layer in layers])
plt.figure(figsize=(6, 3.5))
for word, gaps in zip(planted.SENSES, rows, strict=True):
    plt.plot(list(layers), gaps, "o-", label=word)
plt.axhline(0, color="grey", linewidth=0.8)
plt.xticks(list(layers))
plt.xlabel("layer")
plt.ylabel("sense gap")
plt.legend()
plt.title("how far the senses are apart")
plt.show()

# %%
for word, (first, _) in list(planted.CONTROLS.items())[:3]:
    uses = [sentence for sentence in planted.corpus(seed=1) if first in sentence][:8]
    halves = [0] * (len(uses) // 2) + [1] * (len(uses) - len(uses) // 2)
    gap = contextual.sense_gap(similarities(first, uses, -1), halves)
    print(f"{first:10} (a sense of {word}), uses split in two at random: gap {gap:+.3f}")

# %% [markdown] question=7

# %% [markdown] question=3

# %% [markdown] question=5

# %% [markdown]
# ## 5. A static model

# %%
static = Word2Vec(planted.corpus(seed=0), vector_size=50, window=3, sg=1, min_count=1, epochs=5, seed=1, workers=1)
vocabulary = {word: number for number, word in enumerate(static.wv.index_to_key)}
same = contextual.static_similarities(sentences, "bank", vocabulary, static.wv.vectors.astype(float))
print(f"all cosines of the uses of bank: {same.min():.3f} to {same.max():.3f}; gap {contextual.sense_gap(same, senses):.3f}")
print("nearest to its one vector:", ", ".join(word for word, _ in static.wv.most_similar("bank", topn=8)))

# %% [markdown] question=6

# %% [markdown]
# ## 6. ELMo's mix
#
# A task may want more of one layer than of another: a softmax of one weight a layer. Which mix has the largest gap?

# %%
def states(use: list[str]) -> np.ndarray:
    """The word's vector in every layer, shape (layers, width)."""
    return np.array([contextual.word_embedding(use, "bank", tokenizer, model, layer) for layer in layers])


per_use = [states(use) for use in sentences]
for weights in ([0.0, 0.0, 0.0], [5.0, 0.0, 0.0], [0.0, 5.0, 0.0], [0.0, 0.0, 5.0]):
    mixed = np.array([contextual.scalar_mix(layers_of[:, None, :], np.array(weights))[0] for layers_of in per_use])
    gap = contextual.sense_gap(contextual.cosine_matrix(mixed), senses)
    print(f"weights {weights}: gap {gap:.3f}")

# %% [markdown] question=2

# %% [markdown] question=4
