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
# # Lab 6: how good are vectors, and whose view do they hold?
#
# Analogies, human judgements and the gender direction, with your `evaluation.py` and `bias.py`, on vectors trained
# here. In the planted corpus it is known which analogies hold and how often each occupation is "he".
#
# Everything runs on one core in less than a minute.

# %%
import os
import sys
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the same sums on every machine
here = Path(globals().get("__file__", "lab.ipynb")).resolve().parent
root = next(folder for folder in (here, *here.parents) if (folder / "data" / "planted.py").exists())
sys.path.append(str(root))  # for `data`

import bias
import evaluation
import matplotlib.pyplot as plt
import numpy as np
from gensim.models import Word2Vec

from data import corpora, planted

# %% [markdown]
# ## 1. By hand
#
# Four values, two of them equal: 2.0, 5.0, 5.0, 9.0, paired with 1, 2, 3, 4. Average ranks first, then the Pearson
# correlation of the ranks.

# %% answer="ranks"
ranks_of_the_values = None  # a list of four numbers
rho = None
### BEGIN SOLUTION
ranks_of_the_values = [1, 2.5, 2.5, 4]
rho = float(np.corrcoef(ranks_of_the_values, [1, 2, 3, 4])[0, 1])
### END SOLUTION

# %% tests="ranks" points=2
assert ranks_of_the_values is not None and rho is not None, "a list and a number are wanted"
### BEGIN HIDDEN TESTS
assert [float(rank) for rank in ranks_of_the_values] == [1, 2.5, 2.5, 4], "the equal values share ranks 2 and 3"
assert abs(rho - 0.9487) < 0.001, "the Pearson correlation of the ranks, not of the values"
### END HIDDEN TESTS

# %%
print("your functions:", evaluation.average_ranks([2.0, 5.0, 5.0, 9.0]), evaluation.spearman([2.0, 5.0, 5.0, 9.0], [1, 2, 3, 4]))

# %% [markdown]
# ## 2. Vectors, and analogies that work and fail

# %%
sentences = planted.corpus(seed=0)


def train(dimensions: int, window: int = 3, epochs: int = 5) -> tuple[dict[str, int], np.ndarray]:
    """Vocabulary and skip-gram vectors of the planted corpus."""
    model = Word2Vec(
        sentences, vector_size=dimensions, window=window, sg=1, min_count=1, epochs=epochs, seed=1, workers=1
    )
    return {word: number for number, word in enumerate(model.wv.index_to_key)}, model.wv.vectors.astype(float)


vocabulary, vectors = train(50, epochs=3)  # little training: some analogies are to fail
for name, questions in planted.ANALOGIES.items():
    accuracy, share = evaluation.analogy_accuracy(questions, vocabulary, vectors)
    print(f"{name:10} {len(questions):4} questions, {accuracy:.0%} right of the {share:.0%} that can be asked")
    right = [q for q in questions[:60] if evaluation.analogy(*q[:3], vocabulary, vectors) == q[3]]
    wrong = [q for q in questions[:60] if q not in right]
    for a, b, c, d in right[:1] + wrong[:2]:
        print(f"    {a} : {b} = {c} : {evaluation.analogy(a, b, c, vocabulary, vectors)}   (planted: {d})")

# %% [markdown] question=3


# %%
def careless(a: str, b: str, c: str) -> str:
    """The analogy without the rule that a, b and c cannot be the answer."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    wanted = unit[vocabulary[b]] - unit[vocabulary[a]] + unit[vocabulary[c]]
    return list(vocabulary)[int(np.argmax(unit @ wanted))]


all_questions = [question for questions in planted.ANALOGIES.values() for question in questions][:400]
answers = [careless(*question[:3]) for question in all_questions]
print(f"right without the rule: {np.mean([answer == q[3] for answer, q in zip(answers, all_questions, strict=True)]):.0%}")
for name, place in (("a", 0), ("b", 1), ("c", 2)):
    print(f"answered with {name}: {np.mean([x == q[place] for x, q in zip(answers, all_questions, strict=True)]):.0%}")

# %% [markdown] question=2

# %% [markdown]
# ## 3. Dimensions
#
# Exercise 4.6 in small. The text is short, so the curve levels off early; the shape is what matters.

# %%
dimensions = [2, 5, 10, 20, 50, 100]
accuracies = []
for d in dimensions:
    words, table = train(d, epochs=3)
    accuracies.append(evaluation.analogy_accuracy(all_questions, words, table)[0])
plt.figure(figsize=(5, 3))
plt.semilogx(dimensions, accuracies, "o-")
plt.xticks(dimensions, [str(d) for d in dimensions])
plt.xlabel("dimensions")
plt.ylabel("share of analogies answered")
plt.title("accuracy against dimension")
plt.show()

# %% [markdown] question=1

# %% [markdown]
# ## 4. People's judgement
#
# WordSim-353 and SimLex-999 come with gensim. News of 2001 know few of their words, and know them from few sentences:
# look at the share before you look at the correlation.

# %%
news = corpora.lee()
model = Word2Vec(news, vector_size=50, window=5, sg=1, min_count=2, epochs=10, seed=1, workers=1)
known = {word: number for number, word in enumerate(model.wv.index_to_key)}
for name, pairs in (("WordSim-353", corpora.wordsim353()), ("SimLex-999", corpora.simlex999())):
    rho, share = evaluation.word_similarity(pairs, known, model.wv.vectors.astype(float))
    print(f"{name:12} rho {rho:+.2f} on the {share:.0%} of the pairs that are known")

# %% [markdown] question=5

# %%
shown = [word for pair in planted.SYNONYMS[:6] for word in pair]
rows = np.array([vectors[vocabulary[word]] for word in shown])
rows /= np.linalg.norm(rows, axis=1, keepdims=True)
plt.figure(figsize=(5, 4))
plt.imshow(rows @ rows.T, vmin=-1, vmax=1, cmap="RdBu_r")
plt.xticks(range(12), shown, rotation=90)
plt.yticks(range(12), shown)
plt.colorbar(label="cosine")
plt.title("six pairs of synonyms")
plt.show()

# %% [markdown] question=4

# %% [markdown] question=6

# %% [markdown]
# ## 5. The gender axis
#
# The direction from "she" to "he", and where the occupations lie on it. In this corpus the truth is known:
# `MALE_SHARE` is the probability with which a sentence about an occupation says "he".

# %%
vocabulary, vectors = train(50, epochs=15)
direction = bias.bias_direction("he", "she", vocabulary, vectors)
jobs = [job for job in planted.MALE_SHARE if job in vocabulary]
places = bias.alignment(np.array([vectors[vocabulary[job]] for job in jobs]), direction)
shares = [planted.MALE_SHARE[job] for job in jobs]
plt.figure(figsize=(6, 4))
plt.scatter(shares, places)
for job, x, y in zip(jobs, shares, places, strict=True):
    plt.annotate(job, (x, y), fontsize=8)
plt.xlabel('planted share of "he"')
plt.ylabel("cosine with he - she")
plt.title(f"rank correlation {evaluation.spearman(shares, places):.2f}")
plt.show()

for first, second in (("he", "she"), ("king", "queen")):
    one, other = bias.most_aligned(first, second, vocabulary, vectors, n=10)
    print(f"towards {first:6} {', '.join(one)}\ntowards {second:6} {', '.join(other)}\n")

# %% [markdown] question=7

# %% [markdown]
# ## 6. Taking it away
#
# Neutralise the occupations: their part along the direction goes. What is left of the difference?

# %%
flat = np.array([bias.neutralize(vectors[vocabulary[job]], direction) for job in jobs])
print(f"largest alignment afterwards: {abs(bias.alignment(flat, direction)).max():.1e}")
male = np.array(shares) > 0.5
unit = flat / np.linalg.norm(flat, axis=1, keepdims=True)
similarity = unit @ unit.T
np.fill_diagonal(similarity, np.nan)
same = np.nanmean([np.nanmean(similarity[i, male == male[i]]) for i in range(len(jobs))])
cross = np.nanmean([np.nanmean(similarity[i, male != male[i]]) for i in range(len(jobs))])
print(f"mean cosine with jobs of the same side {same:.3f}, of the other side {cross:.3f}")

# %% [markdown] question=8

# %% [markdown]
# ## 7. A test for associations, and what chance does to it

# %%
rng = np.random.default_rng(6)
effects = {
    n: [bias.weat_effect_size(*(rng.normal(size=(n, 50)) for _ in range(4))) for _ in range(200)] for n in (1, 2, 5, 10)
}
plt.figure(figsize=(5, 3))
plt.boxplot(list(effects.values()), tick_labels=[str(n) for n in effects])
plt.xlabel("words in each of X, Y, A and B")
plt.ylabel("effect size")
plt.title("random vectors")
plt.show()

# %% [markdown] question=9
