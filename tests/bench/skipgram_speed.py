"""How fast is the reference's train_skipgram, held against gensim on the same corpus in the same run?

    python tests/bench/skipgram_speed.py [dimensions] [window] [epochs]

Both train on the Lee background corpus that comes with gensim: same vocabulary, fixed window, no subsampling, constant rate,
negatives of their own for every pair, one thread. The neighbour overlap says that the fast design still learns the
same thing; its ceiling is what two seeds of gensim reach.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"  # before NumPy: one thread for both
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np  # noqa: E402
from gensim.models import Word2Vec  # noqa: E402
from gensim.test.utils import datapath  # noqa: E402

from reference.a3_skipgram import skipgram  # noqa: E402

NEGATIVES, RATE, MIN_COUNT = 5, 0.025, 5


def lee() -> list[list[str]]:
    """The news items of the Lee corpus, one a line."""
    return [line.lower().split() for line in Path(datapath("lee_background.cor")).read_text().splitlines()]


def gensim_vectors(
    sentences: list[list[str]], words: list[str], seed: int, *, dimensions: int, window: int, epochs: int
) -> Any:
    """Vectors of `words`, and the seconds that gensim trained for."""
    model = Word2Vec(
        vector_size=dimensions, window=window, sg=1, negative=NEGATIVES, min_count=MIN_COUNT, sample=0, alpha=RATE, min_alpha=RATE,
        workers=1, shrink_windows=False, seed=seed,
    )  # fmt: skip
    model.build_vocab(sentences)
    _, seconds = timed(lambda: model.train(sentences, total_examples=model.corpus_count, epochs=epochs))
    return model.wv[words], seconds


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
    """Train all, print the table."""
    dimensions, window, epochs = (int(a) for a in (sys.argv[1:] + ["100", "5", "10"][len(sys.argv) - 1 :])[:3])
    setting = {"dimensions": dimensions, "window": window, "epochs": epochs}
    sentences = lee()
    vocabulary = skipgram.build_vocabulary(sentences, MIN_COUNT)
    tokens = sum(word in vocabulary for sentence in sentences for word in sentence) * epochs
    words = sorted(vocabulary, key=vocabulary.__getitem__)

    first, gensim_seconds = gensim_vectors(sentences, words, 1, **setting)
    (ours, _), seconds = timed(
        lambda: skipgram.train_skipgram(
            sentences, vocabulary, negatives=NEGATIVES, learning_rate=RATE, rng=np.random.default_rng(1), **setting
        )
    )
    second, again = gensim_vectors(sentences, words, 2, **setting)
    gensim_seconds = min(gensim_seconds, again)

    print(f"Lee corpus, V = {len(vocabulary)}, d = {dimensions}, window {window}, K = {NEGATIVES}, {epochs} epochs")
    print(f"gensim      {tokens / gensim_seconds:10,.0f} words per processor second")
    print(f"reference   {tokens / seconds:10,.0f} words per processor second, ratio {gensim_seconds / seconds:.2f}")
    print(f"overlap@10  {overlap(ours, first):.3f} with gensim; gensim with itself {overlap(first, second):.3f}")


if __name__ == "__main__":
    main()
