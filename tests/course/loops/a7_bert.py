"""`a7_bert` in plain loops, without what is drawn at random."""

from __future__ import annotations

from tests.course.loops.arithmetic import Matrix, log_softmax, mean


def _surprises(logits: list, labels: list) -> list[float]:
    """-ln P(label) at each position that has one, whatever the number of axes."""
    found = []
    for scores, label in zip(logits, labels, strict=True):
        if isinstance(label, list):
            found.extend(_surprises(scores, label))
        elif label != -100:
            found.append(-log_softmax(scores)[label])
    return found


def mlm_loss(logits: list, labels: list, reduction: str = "sum") -> float:
    if reduction not in ("sum", "mean"):
        raise ValueError("reduction")
    surprises = _surprises(logits, labels)
    if not surprises:
        return 0.0
    return sum(surprises) if reduction == "sum" else mean(surprises)


def pack_pair(a: list[int], b: list[int], *, cls_id: int, sep_id: int, pad_id: int, max_length: int):
    if max_length < 5 or len(a) == 0 or len(b) == 0:
        raise ValueError("no room or nothing to pack")
    a, b = list(a), list(b)
    while len(a) + len(b) + 3 > max_length:
        if len(a) > len(b):
            a.pop()
        else:
            b.pop()
    ids, segments, attention = [], [], []
    for token in [cls_id, *a, sep_id]:
        ids.append(token)
        segments.append(0)
        attention.append(1)
    for token in [*b, sep_id]:
        ids.append(token)
        segments.append(1)
        attention.append(1)
    while len(ids) < max_length:
        ids.append(pad_id)
        segments.append(0)
        attention.append(0)
    return ids, segments, attention


def nsp_loss(logits: Matrix, labels: list[int]) -> float:
    return mean([-log_softmax(scores)[label] for scores, label in zip(logits, labels, strict=True)])


def pretraining_loss(mlm: float, nsp: float) -> float:
    return mlm + nsp
