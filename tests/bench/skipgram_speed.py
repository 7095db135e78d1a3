"""How fast are the course's trainers, held against gensim on the same corpus in the same run, and what do they learn?

    python -m tests.bench.skipgram_speed [dimensions] [window] [epochs] [rounds]

All train on the Lee corpus that comes with gensim: same vocabulary, fixed window, no subsampling, constant rate, one
thread. The trainers take turns, and the best round of each counts. Neighbour overlap says whether a fast design still
learns the same thing. Its ceiling is what two runs of gensim reach with each other, and there are two: with another seed
only, and with the news items in another order besides. The course's trainers shuffle, so theirs is the second.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"  # before NumPy: one thread for all

import numpy as np  # noqa: E402
from gensim.models import Word2Vec  # noqa: E402

from data import corpora  # noqa: E402
from reference.a3_skipgram import banded, skipgram  # noqa: E402

NEGATIVES, RATE, MIN_COUNT = 5, 0.025, 5
DEFAULTS = {"dimensions": 100, "window": 5, "epochs": 10, "rounds": 2}


def gensim_vectors(sentences: list[list[str]], words: list[str], seed: int, setting: dict[str, int]) -> Any:
    """Vectors of `words`, and the seconds that gensim trained for (its vocabulary is not timed)."""
    model = Word2Vec(
        vector_size=setting["dimensions"], window=setting["window"], sg=1, negative=NEGATIVES, min_count=MIN_COUNT, sample=0,
        alpha=RATE, min_alpha=RATE, workers=1, shrink_windows=False, seed=seed,
    )  # fmt: skip
    model.build_vocab(sentences)
    _, seconds = timed(lambda: model.train(sentences, total_examples=len(sentences), epochs=setting["epochs"]))
    return model.wv[words], seconds


def course_vectors(train: Callable[..., Any], sentences: Any, vocabulary: Any, seed: int, setting: Any) -> Any:
    """Vectors in the order of their ids, and the seconds of a whole call (pairs and layout are timed)."""
    (W_in, _), seconds = timed(
        lambda: train(
            sentences, vocabulary, negatives=NEGATIVES, learning_rate=RATE, rng=np.random.default_rng(seed), **setting
        )
    )
    return W_in, seconds


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """What `call` returns, and the processor seconds it took (a busy machine does not change them much)."""
    start = time.process_time()
    result = call()
    return result, time.process_time() - start


def neighbours(vectors: Any, n: int = 10) -> Any:
    """The n nearest rows of each of the first 500 rows."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = unit[:500] @ unit.T
    np.fill_diagonal(cosines, -np.inf)
    return np.argsort(-cosines, axis=1)[:, :n]


def overlap(a: Any, b: Any) -> float:
    """Mean share of neighbours that two sets of vectors have in common."""
    return float(np.mean([len(set(x) & set(y)) / len(x) for x, y in zip(neighbours(a), neighbours(b), strict=True)]))


def main() -> None:
    """Train all in turns, print the table."""
    setting = DEFAULTS | dict(zip(DEFAULTS, map(int, sys.argv[1:]), strict=False))
    rounds = max(2, setting.pop("rounds"))
    sentences = corpora.lee()
    vocabulary = skipgram.build_vocabulary(sentences, MIN_COUNT)
    words = sorted(vocabulary, key=vocabulary.__getitem__)
    runs: dict[str, list[Any]] = {"gensim": [], "reference": [], "banded": []}
    for seed in range(1, rounds + 1):
        runs["gensim"].append(gensim_vectors(sentences, words, seed, setting))
        runs["banded"].append(course_vectors(banded.train_banded, sentences, vocabulary, seed, setting))
        runs["reference"].append(course_vectors(skipgram.train_skipgram, sentences, vocabulary, seed, setting))
    order = np.random.default_rng(0).permutation(len(sentences))
    shuffled, _ = gensim_vectors([sentences[i] for i in order], words, 2, setting)

    tokens = setting["epochs"] * sum(word in vocabulary for sentence in sentences for word in sentence)
    best = {name: min(seconds for _, seconds in results) for name, results in runs.items()}
    first, second = (vectors for vectors, _ in runs["gensim"][:2])
    print(f"Lee corpus, {tokens:,} words in {setting['epochs']} epochs, V = {len(vocabulary)}, d = {setting['dimensions']}, "
          f"window {setting['window']}, K = {NEGATIVES}; best of {rounds} rounds in turns")  # fmt: skip
    print("             words per processor second   ratio to gensim   overlap@10 with gensim")
    for name, results in runs.items():
        shared = overlap(second if name == "gensim" else results[0][0], first)
        note = " (another seed)" if name == "gensim" else ""
        print(f"{name:12} {tokens / best[name]:26,.0f}   {best['gensim'] / best[name]:15.2f}   {shared:.3f}{note}")
    print(f"{'gensim':12} {'':26}   {'':15}   {overlap(shuffled, first):.3f} (another seed and order of the news)")
    print(f"{'chance':12} {'':26}   {'':15}   {10 / (len(words) - 1):.3f}")


if __name__ == "__main__":
    main()
