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
# # Lab 1: words as symbols
#
# Before any vector was trained, a text was a list of symbols and a document a list of counts. Here your `sparse.py`
# shows how far that carries (search, and legible answers), and where it stops: no two different words are ever alike.
#
# Everything runs on one core in a few seconds.

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
import spacy
import sparse
from nltk.stem import PorterStemmer, SnowballStemmer

from data import corpora

# %% [markdown]
# ## 1. One word, one axis
#
# A picture of every cosine between the one-hot vectors of a small vocabulary. The chapter says of a vocabulary of 59
# words how many pairs of distinct words are at right angles. Count unordered pairs, with a pencil: the printed number
# is off (see the page of errata).

# %%
words = ["cat", "dog", "puppy", "ran", "sat", "quantum"]
vocabulary = {word: number for number, word in enumerate(words)}
vectors = [sparse.one_hot(word, vocabulary) for word in words]
cosines = np.array([[sparse.cosine_similarity(u, v) for v in vectors] for u in vectors])
plt.figure(figsize=(4, 3.4))
plt.imshow(cosines, cmap="viridis")
plt.xticks(range(6), words, rotation=45)
plt.yticks(range(6), words)
plt.colorbar(label="cosine")
plt.title("one-hot vectors")
plt.show()

# %% answer="right-angles"
pairs_of_59 = None  # unordered pairs of distinct words among 59
cosine_of_a_pair = None
distance_of_a_pair = None  # Euclidean, at least three digits
### BEGIN SOLUTION
pairs_of_59 = 59 * 58 // 2
cosine_of_a_pair = 0
distance_of_a_pair = 2**0.5
### END SOLUTION

# %% tests="right-angles" points=2
assert None not in (pairs_of_59, cosine_of_a_pair, distance_of_a_pair), "three numbers are wanted"
### BEGIN HIDDEN TESTS
assert pairs_of_59 == 1711, "each word with each of the 58 others, and every pair counted once"
assert abs(cosine_of_a_pair) < 1e-9, "is there a place at which both vectors have a 1?"
assert abs(distance_of_a_pair - 1.4142) < 0.001, "two places differ, each by 1"
### END HIDDEN TESTS

# %%
print(f"your function, for 59 words: {sparse.orthogonal_pairs(59):,}")

# %% [markdown] question=1

# %% [markdown] question=2

# %% [markdown]
# ## 2. Documents: search in the news
#
# The Lee corpus, 300 short news items that come with gensim. A query is a document too. Raw counts and TF-IDF each
# say which item is nearest.

# %%
news = corpora.lee()
types = sorted({word for item in news for word in item})
vocabulary = {word: number for number, word in enumerate(types)}
idf = sparse.inverse_document_frequency(news, vocabulary)
order = np.argsort(idf)
print(f"{len(news)} items, {len(types):,} types")
print("lowest idf: ", ", ".join(f"{types[i]} {idf[i]:.2f}" for i in order[:8]))
print("highest idf:", ", ".join(f"{types[i]} {idf[i]:.2f}" for i in order[-4:]))

# %%
query = "the rain and the wind feed the fires around sydney".split()
spaces = {
    "counts": (sparse.bag_of_words(query, vocabulary), [sparse.bag_of_words(item, vocabulary) for item in news]),
    "TF-IDF": (sparse.tf_idf(query, vocabulary, idf), [sparse.tf_idf(item, vocabulary, idf) for item in news]),
}
for name, (asked, items) in spaces.items():
    similarity = [sparse.cosine_similarity(asked, item) for item in items]
    print(f"\n{name}:")
    for index in np.argsort(similarity)[::-1][:3]:
        print(f"  {similarity[index]:.2f}  {' '.join(news[index][:16])} …")

# %% [markdown] question=4

# %% [markdown]
# ## 3. What stays of an item
#
# The ten largest entries of one item, with and without the weight. Every entry has a name: this is what a dense
# vector gives up.

# %%
figure, axes = plt.subplots(1, 2, figsize=(9, 3), constrained_layout=True)
for axis, (name, (_, items)) in zip(axes, spaces.items(), strict=True):
    largest = np.argsort(items[0])[::-1][:10]
    axis.barh([types[i] for i in largest][::-1], [items[0][i] for i in largest][::-1])
    axis.set_title(f"item 0, {name}")
plt.show()
print(f"{np.mean(np.array(spaces['counts'][1]) == 0):.1%} of all entries of all items are 0")

# %% [markdown] question=3

# %% [markdown]
# ## 4. Preprocessing
#
# The same sentence through a tokenizer that knows punctuation (spaCy's English rules, a blank pipeline: no model),
# with spaCy's list of stop words, and through two stemmers of NLTK.

# %%
english = spacy.blank("en")
sentence = "The universities' scientists weren't running experiments; they were studying the universe's organisation."
tokens = [token.text.lower() for token in english(sentence) if not token.is_punct]
kept = [token.text.lower() for token in english(sentence) if not (token.is_punct or token.is_stop)]
porter, snowball = PorterStemmer(), SnowballStemmer("english")
print("split at blanks:", sentence.lower().split())
print("tokens:         ", tokens)
print("no stop words:  ", kept)
print("Porter:         ", [porter.stem(word) for word in kept])
print("Snowball:       ", [snowball.stem(word) for word in kept])

# %% [markdown]
# *universities* and *universe* have become one word. Over the whole corpus: how much shorter does the vector get, and
# which words fall together that should not?

# %%
stems: dict[str, set[str]] = {}
for word in types:
    stems.setdefault(snowball.stem(word), set()).add(word)
stop = english.Defaults.stop_words
print(f"{len(types):,} types, {len(stems):,} stems, {sum(word not in stop for word in types):,} types without stop words")
print(f"{np.mean([word in stop for item in news for word in item]):.0%} of all words of the text are stop words")
for stem in sorted(stems, key=lambda stem: -len(stems[stem]))[:6]:
    print(f"  {stem:10} {', '.join(sorted(stems[stem]))}")

# %%
stemmed = [[snowball.stem(word) for word in item] for item in news]
stem_vocabulary = {stem: number for number, stem in enumerate(sorted(stems))}
stem_idf = sparse.inverse_document_frequency(stemmed, stem_vocabulary)
for query in (["fires", "burned"], ["universities"]):
    plain = [sparse.cosine_similarity(sparse.tf_idf(query, vocabulary, idf), item) for item in spaces["TF-IDF"][1]]
    roots = [snowball.stem(word) for word in query]
    asked = sparse.tf_idf(roots, stem_vocabulary, stem_idf)
    merged = [sparse.cosine_similarity(asked, sparse.tf_idf(item, stem_vocabulary, stem_idf)) for item in stemmed]
    print(f"{' '.join(query):16} found in {np.count_nonzero(plain):3} items, stemmed in {np.count_nonzero(merged):3}")

# %% [markdown] question=5
