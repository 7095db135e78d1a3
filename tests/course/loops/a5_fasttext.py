"""`a5_fasttext` in plain loops."""

from __future__ import annotations

from tests.course.loops.a3_skipgram import descend, sgns_gradients, sgns_loss
from tests.course.loops.arithmetic import Matrix, Vector, best_first, cosine, zeros


def character_ngrams(word: str, min_n: int = 3, max_n: int = 6) -> list[str]:
    if not 1 <= min_n <= max_n:
        raise ValueError("lengths")
    if word == "":
        return []
    padded, ngrams = "<" + word + ">", []
    for start in range(len(padded)):
        for end in range(start + 1, len(padded) + 1):
            if min_n <= end - start <= max_n:
                ngrams.append(padded[start:end])
    return ngrams


def hash_ngram(ngram: str) -> int:
    state = 2166136261
    for byte in ngram.encode("utf-8"):
        signed = byte - 256 if byte > 127 else byte
        state = (state ^ (signed % 2**32)) * 16777619 % 2**32
    return state


def ngram_rows(word: str, buckets: int, min_n: int = 3, max_n: int = 6) -> list[int]:
    if buckets < 1:
        raise ValueError("no buckets")
    return [hash_ngram(ngram) % buckets for ngram in character_ngrams(word, min_n, max_n)]


def _plus(u: Vector, v: Vector) -> Vector:
    return [a + b for a, b in zip(u, v, strict=True)]


def word_vector(
    word: str,
    vocabulary: dict[str, int],
    word_vectors: Matrix,
    ngram_ids: dict[str, int],
    ngram_vectors: Matrix,
    min_n: int = 3,
    max_n: int = 6,
) -> Vector:
    vector = [0.0] * len((word_vectors + ngram_vectors)[0])
    for ngram in character_ngrams(word, min_n, max_n):
        if ngram in ngram_ids:
            vector = _plus(vector, ngram_vectors[ngram_ids[ngram]])
    return _plus(vector, word_vectors[vocabulary[word]]) if word in vocabulary else vector


def nearest_words(
    word: str,
    vocabulary: dict[str, int],
    word_vectors: Matrix,
    ngram_ids: dict[str, int],
    ngram_vectors: Matrix,
    n: int = 5,
    min_n: int = 3,
    max_n: int = 6,
) -> list[tuple[str, float]]:
    rest = vocabulary, word_vectors, ngram_ids, ngram_vectors, min_n, max_n
    query = word_vector(word, *rest)
    return best_first({other: cosine(query, word_vector(other, *rest)) for other in vocabulary if other != word}, n)


def subword_gradients(center_rows: list[int], gradient: Vector, ngram_vectors_shape: tuple[int, int]) -> Matrix:
    received = zeros(*ngram_vectors_shape)
    for row in center_rows:
        received[row] = _plus(received[row], gradient)
    return received


def fasttext_step(
    word_vectors: Matrix,
    ngram_vectors: Matrix,
    W_out: Matrix,
    center: int,
    ngram_row_ids: list[int],
    context: int,
    negatives: list[int],
    learning_rate: float,
) -> float:
    composed = list(word_vectors[center])
    for row in ngram_row_ids:
        composed = _plus(composed, ngram_vectors[row])
    old = composed, list(W_out[context]), [list(W_out[negative]) for negative in negatives]
    to_center, to_context, to_negatives = sgns_gradients(*old)
    descend(word_vectors[center], to_center, learning_rate)
    for row in ngram_row_ids:
        descend(ngram_vectors[row], to_center, learning_rate)
    descend(W_out[context], to_context, learning_rate)
    for negative, gradient in zip(negatives, to_negatives, strict=True):
        descend(W_out[negative], gradient, learning_rate)
    return sgns_loss(*old)
