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
# # Lab 7: fill in the blanks, and train a small BERT on it
#
# Your `masking.py` and `next_sentence.py` make the two exercises that BERT was trained on. Here they first meet real
# text, and then feed a model of two layers, from scratch, with both losses.
#
# Everything runs on one core in about a minute.

# %%
import os
import sys
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the same sums on every machine
here = Path(globals().get("__file__", "lab.ipynb")).resolve().parent
root = next(folder for folder in (here, *here.parents) if (folder / "data" / "planted.py").exists())
sys.path.append(str(root))  # for `data`

import masking
import matplotlib.pyplot as plt
import next_sentence
import numpy as np
import torch
from torch.nn.functional import cross_entropy
from transformers import BertForPreTraining, BertTokenizerFast
from transformers.utils import logging

from data import planted, tiny_bert

torch.set_num_threads(1)
torch.manual_seed(7)
logging.set_verbosity_error()
logging.disable_progress_bar()

# %% [markdown]
# ## 1. Count them first
#
# A text of 1,000 ordinary tokens, 15 % selected, 80/10/10. How many tokens are expected to be selected, how many
# become [MASK], and which share of all tokens looks different afterwards? (A random replacement that draws the
# original word may be neglected.)

# %% answer="shares"
selected = None
masks = None
visibly_different = None  # a share, between 0 and 1
### BEGIN SOLUTION
selected, masks, visibly_different = 150, 120, 0.135
### END SOLUTION

# %% tests="shares" points=2
assert None not in (selected, masks, visibly_different), "three numbers are wanted"
### BEGIN HIDDEN TESTS
assert selected == 150, "15 % of 1,000"
assert masks == 120, "80 % of the selected"
assert abs(visibly_different - 0.135) < 1e-6, "the kept ones are selected, but look as before"
### END HIDDEN TESTS

# %%
tokenizer = BertTokenizerFast.from_pretrained(tiny_bert.FOLDER)
sentences = planted.corpus(seed=0, kinds=("sense",))
cls, sep, pad, blank = (tokenizer.convert_tokens_to_ids(f"[{name}]") for name in ("CLS", "SEP", "PAD", "MASK"))
ordinary = np.array([i for i in range(len(tokenizer)) if i not in tokenizer.all_special_ids])
rng = np.random.default_rng(0)

text = [cls, *tokenizer(" ".join(sentences[0]), add_special_tokens=False)["input_ids"], sep]
ids = np.array([text])
special = np.isin(ids, tokenizer.all_special_ids)
for _ in range(4):
    inputs, labels = masking.mask_tokens(ids, special, blank, ordinary, probability=0.3, rng=rng)
    tokens = tokenizer.convert_ids_to_tokens(inputs[0])
    print("  ".join(f"{token}{'*' if label >= 0 else ''}" for token, label in zip(tokens, labels[0], strict=True)))

# %% [markdown]
# Four calls on one generator, four different exercises of one sentence; the star marks a token with a label. And the
# shares, over many:

# %%
many = np.tile(ids, (2000, 1))
inputs, labels = masking.mask_tokens(many, np.tile(special, (2000, 1)), blank, ordinary, rng=rng)
chosen = labels >= 0
shares = {
    "[MASK]": np.mean(inputs[chosen] == blank),
    "another token": np.mean((inputs[chosen] != blank) & (inputs[chosen] != many[chosen])),
    "unchanged": np.mean(inputs[chosen] == many[chosen]),
}
plt.figure(figsize=(5, 3))
plt.bar(list(shares), list(shares.values()), label="yours")
plt.plot(list(shares), [0.8, 0.1, 0.1], "k_", markersize=40, label="wanted")
plt.ylabel("share of the selected")
plt.title(f"{chosen.sum() / (~np.tile(special, (2000, 1))).sum():.1%} of the ordinary tokens are selected")
plt.legend()
plt.show()

# %% [markdown] question=2

# %% [markdown] question=3

# %% [markdown] question=4

# %% [markdown]
# ## 2. Does B follow A?
#
# Pairs of neighbouring sentences, half of them with a stranger from another document. The planted corpus has no
# documents, so we make some: eight sentences on one topic are one. Each pair is packed as BERT reads it.

# %%
topics = [set(topic) for meanings in planted.SENSES.values() for topic in meanings]
by_topic: list[list[list[int]]] = [[] for _ in topics]
for words in sentences[:3000]:
    about = int(np.argmax([len(topic & set(words)) for topic in topics]))
    by_topic[about].append(tokenizer(" ".join(words), add_special_tokens=False)["input_ids"])
documents = [texts[start : start + 8] for texts in by_topic for start in range(0, len(texts) - 8, 8)]
pairs = next_sentence.nsp_pairs(documents, rng=rng)
a, b, label = pairs[0]
print(f"{len(documents)} documents, {len(pairs)} pairs, {np.mean([label for *_, label in pairs]):.0%} with label 1")
packed = next_sentence.pack_pair(a, b, cls_id=cls, sep_id=sep, pad_id=pad, max_length=tiny_bert.MAX_LENGTH)
print(tokenizer.convert_ids_to_tokens(packed[0]))
print("segments ", packed[1].tolist(), "\nattention", packed[2].tolist())

# %% [markdown] question=5

# %% [markdown] question=6

# %% [markdown]
# ## 3. Pretraining
#
# An untrained BERT (two layers of width 64) on both exercises: your masking, your pairs, your packing. PyTorch
# computes the losses that it descends; yours, in NumPy, are computed beside them and must agree.

# %%
model = tiny_bert.build_model(tokenizer)
model.train()
optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
exercises = [
    (*next_sentence.pack_pair(a, b, cls_id=cls, sep_id=sep, pad_id=pad, max_length=tiny_bert.MAX_LENGTH), label)
    for a, b, label in pairs
]
ids, segments, attention, follows = (np.array(column) for column in zip(*exercises, strict=True))
history = []
for step in range(240):
    rows = rng.integers(len(ids), size=32)
    inputs, labels = masking.mask_tokens(ids[rows], np.isin(ids[rows], tokenizer.all_special_ids), blank, ordinary, rng=rng)
    out = model(
        input_ids=torch.tensor(inputs),
        token_type_ids=torch.tensor(segments[rows]),
        attention_mask=torch.tensor(attention[rows]),
    )
    words = cross_entropy(out.prediction_logits.flatten(0, 1), torch.tensor(labels).flatten(), ignore_index=-100)
    next_one = cross_entropy(out.seq_relationship_logits, torch.tensor(follows[rows]))
    optimizer.zero_grad()
    (words + next_one).backward()
    optimizer.step()
    history.append((words.item(), next_one.item()))
    if step % 60 == 0:
        yours = masking.mlm_loss(out.prediction_logits.detach().numpy().astype(float), labels, reduction="mean")
        other = next_sentence.nsp_loss(out.seq_relationship_logits.detach().numpy().astype(float), follows[rows])
        total = next_sentence.pretraining_loss(yours, other)
        print(f"step {step:3}: PyTorch {history[-1][0]:.4f} + {history[-1][1]:.4f}, yours {yours:.4f} + {other:.4f} = {total:.4f}")

# %%
smooth = np.apply_along_axis(lambda column: np.convolve(column, np.ones(20) / 20, "valid"), 0, np.array(history))
figure, axes = plt.subplots(1, 2, figsize=(9, 3), constrained_layout=True)
guessing = {"masked words": np.log(len(tokenizer)), "next sentence": np.log(2)}
for axis, (name, chance), curve in zip(axes, guessing.items(), smooth.T, strict=True):
    axis.plot(curve)
    axis.axhline(chance, linestyle="--", color="grey")
    axis.set_title(f"{name} (dashed: guessing)")
    axis.set_xlabel("step")
    axis.set_ylabel("loss")
plt.show()

# %% [markdown] question=1

# %% [markdown] question=8

# %% [markdown]
# ## 4. What has it learnt?
#
# A blank in a sentence, filled by the model that you have just trained, and by the one that comes with the course:
# the same size, and many more steps.

# %%
model.eval()
for name, filler in (("yours", model), ("the course's", BertForPreTraining.from_pretrained(tiny_bert.FOLDER).eval())):
    print(f"\n{name}, {sum(weights.numel() for weights in filler.parameters()):,} parameters")
    for words in sentences[:3]:
        asked = tokenizer(" ".join(words))["input_ids"]
        place = len(asked) // 2
        was, asked[place] = tokenizer.convert_ids_to_tokens(asked[place]), blank
        with torch.no_grad():
            logits = filler(input_ids=torch.tensor([asked])).prediction_logits[0, place]
        best = tokenizer.convert_ids_to_tokens(logits.topk(3).indices.tolist())
        print(f"   {tokenizer.decode(asked[1:-1])}:  {', '.join(best)}  (was: {was})")

# %% [markdown] question=7
