"""a7_bert's reference against other people's code (transformers, tokenizers, torch) and against plain loops."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.chance import plausible, plausible_shares
from reference.a7_bert import masking, next_sentence

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

WORDS = ["the", "cat", "sat", "on", "mat", "it", "was", "tired", "time", "flies", "like", "an", "arrow", "we", "read"]


@pytest.fixture
def tokenizer(tmp_path: Path) -> Any:
    """BERT's tokenizer over a vocabulary of twenty entries written by hand."""
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    (tmp_path / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    entries = {entry: number for number, entry in enumerate(vocabulary)}
    try:
        made = transformers.BertTokenizerFast(vocab=entries)
    except TypeError:  # before version 5 the argument was the file
        made = transformers.BertTokenizerFast(vocab_file=str(tmp_path / "vocab.txt"))
    assert len(made) == len(vocabulary)
    assert made.mask_token_id == 4
    return made


def fates(masked: Any, labels: Any, ids: Any, mask_id: int) -> list[int]:
    """How many labelled tokens became the mask, another id, or stayed."""
    taken = labels != -100
    hidden, stayed = taken & (masked == mask_id), taken & (masked == ids)
    return [int(hidden.sum()), int((taken & ~hidden & ~stayed).sum()), int(stayed.sum())]


def test_masking_has_the_shares_of_the_collator(tokenizer):
    """transformers' collator and the reference both select 15 % and split them 80/10/10 (own id drawn: kept)."""
    ids = np.array([tokenizer("the cat sat on the mat it was tired time flies like an arrow")["input_ids"]] * 4000)
    special = np.isin(ids, tokenizer.all_special_ids)
    torch.manual_seed(7)
    collator = transformers.DataCollatorForLanguageModeling(tokenizer, mlm_probability=0.15)
    batch = collator([{"input_ids": row.tolist()} for row in ids])
    everything = np.arange(len(tokenizer))
    rng = np.random.default_rng(7)
    ours = masking.mask_tokens(ids, special, tokenizer.mask_token_id, everything, rng=rng)
    own = 0.1 / len(tokenizer)  # a random draw over all ids is sometimes the mask, sometimes the original
    for masked, labels in ((batch["input_ids"].numpy(), batch["labels"].numpy()), ours):
        taken = labels != -100
        assert not (taken & special).any()
        assert (labels[taken] == ids[taken]).all()
        assert (masked[~taken] == ids[~taken]).all()
        plausible(int(taken.sum()), int((~special).sum()), 0.15, of="tokens selected")
        counts = fates(masked, labels, ids, tokenizer.mask_token_id)
        plausible_shares(counts, [0.8 + own, 0.1 - 2 * own, 0.1 + own], of="fate")


def test_masked_loss_is_torchs_cross_entropy():
    """Sum and mean equal torch's, with its ignore_index of -100."""
    rng = np.random.default_rng(1)
    for shape in ((7,), (3, 5), (2, 3, 4)):
        logits, labels = 9 * rng.normal(size=(*shape, 11)), rng.integers(0, 11, size=shape)
        labels[rng.random(shape) < 0.5] = -100
        flat = torch.tensor(logits).reshape(-1, 11), torch.tensor(labels).reshape(-1)
        for reduction in ("sum", "mean"):
            expected = torch.nn.functional.cross_entropy(*flat, ignore_index=-100, reduction=reduction).item()
            assert masking.mlm_loss(logits, labels, reduction) == pytest.approx(expected, rel=1e-12)


def test_joint_loss_is_that_of_bert_for_pretraining():
    """transformers' BertForPreTraining returns mean masked loss plus next-sentence loss, with 0 for "is next"."""
    torch.manual_seed(0)
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    model = transformers.BertForPreTraining(transformers.BertConfig(vocab_size=30, **sizes)).eval()
    rng = np.random.default_rng(2)
    ids, follows = rng.integers(5, 30, size=(4, 12)), np.array([0, 1, 1, 0])
    masked, labels = masking.mask_tokens(ids, np.zeros_like(ids), 4, np.arange(5, 30), probability=0.5, rng=rng)
    inputs = {"input_ids": masked, "labels": labels, "next_sentence_label": follows}
    with torch.no_grad():
        out = model(**{name: torch.tensor(array) for name, array in inputs.items()})
    mlm = masking.mlm_loss(out.prediction_logits.numpy(), labels, reduction="mean")
    nsp = next_sentence.nsp_loss(out.seq_relationship_logits.numpy(), follows)
    assert next_sentence.pretraining_loss(mlm, nsp) == pytest.approx(out.loss.item(), rel=1e-5)


@pytest.mark.parametrize("max_length", [5, 6, 8, 9, 12, 16])
def test_packing_is_that_of_the_tokenizer(tokenizer, max_length):
    """BERT's tokenizer packs, cuts ("longest_first") and pads a pair of sentences in the same way, but for one place.

    Where both sentences end up with half of an odd room, the tokenizers library leaves the odd place to the longer one
    and to B on equal lengths; the BERT program, which the course follows, always leaves it to A.
    """
    rng, room, compared = np.random.default_rng(max_length), max_length - 3, 0
    for _ in range(80):
        first, second = (rng.choice(WORDS, size=rng.integers(1, 9)).tolist() for _ in range(2))
        if room % 2 and room // 2 < len(first) <= len(second):
            continue
        fits = {"truncation": "longest_first", "padding": "max_length", "max_length": max_length}
        expected = tokenizer(" ".join(first), " ".join(second), **fits)
        a, b = tokenizer.convert_tokens_to_ids(first), tokenizer.convert_tokens_to_ids(second)
        got = next_sentence.pack_pair(a, b, cls_id=2, sep_id=3, pad_id=0, max_length=max_length)
        names = ("input_ids", "token_type_ids", "attention_mask")
        assert [row.tolist() for row in got] == [expected[name] for name in names], (a, b)
        compared += 1
    assert compared >= 40


def test_packing_is_that_of_the_bert_program():
    """A second implementation: recursion on the pair, as create_pretraining_data cuts it (B unless A is longer)."""

    def pack(a: list[int], b: list[int], length: int) -> list[list[int]]:
        if len(a) + len(b) > length - 3:
            return pack(a[:-1], b, length) if len(a) > len(b) else pack(a, b[:-1], length)
        columns = [(2, 0, 1), *((x, 0, 1) for x in a), (3, 0, 1), *((x, 1, 1) for x in b), (3, 1, 1)]
        return [list(row) for row in zip(*columns, *[(0, 0, 0)] * (length - len(columns)), strict=True)]

    for length in range(5, 14):
        for m in range(1, 8):
            for n in range(1, 8):
                a, b = list(range(10, 10 + m)), list(range(20, 20 + n))
                got = next_sentence.pack_pair(a, b, cls_id=2, sep_id=3, pad_id=0, max_length=length)
                assert [row.tolist() for row in got] == pack(a, b, length)


def test_next_sentence_loss_is_torchs_cross_entropy():
    """The mean of torch's cross-entropy over two classes."""
    rng = np.random.default_rng(3)
    logits, labels = 20 * rng.normal(size=(50, 2)), rng.integers(0, 2, size=50)
    expected = torch.nn.functional.cross_entropy(torch.tensor(logits), torch.tensor(labels)).item()
    assert next_sentence.nsp_loss(logits, labels) == pytest.approx(expected, rel=1e-12)


def test_masking_like_a_plain_loop():
    """A second implementation, token by token, has the same shares of every outcome at every place."""
    ids, special, mask, pool = [3, 1, 1, 2, 0], [0, 0, 1, 0, 0], 9, [7, 8]

    def loop(rng: np.random.Generator) -> tuple[tuple[int, ...], tuple[int, ...]]:
        masked, labels = list(ids), [-100] * len(ids)
        for place, token in enumerate(ids):
            if not special[place] and rng.random() < 0.4:
                labels[place] = token
                if (fate := rng.random()) < 0.9:
                    masked[place] = mask if fate < 0.8 else pool[int(rng.integers(2))]
        return tuple(masked), tuple(labels)

    rng = np.random.default_rng(4)
    plain = [loop(rng) for _ in range(4000)]
    rows = np.tile(ids, (4000, 1))
    masked, labels = masking.mask_tokens(
        rows, np.tile(special, (4000, 1)), mask, np.array(pool), probability=0.4, rng=rng
    )
    ours = [(tuple(m), tuple(k)) for m, k in zip(masked.tolist(), labels.tolist(), strict=True)]
    chances = {"none": 0.6, "mask": 0.32, "kept": 0.04, "7": 0.02, "8": 0.02}
    for answers in (plain, ours):
        for place in (0, 1, 3, 4):
            seen: Counter[str] = Counter()
            for m, k in answers:
                kind = "none" if k[place] == -100 else "mask" if m[place] == mask else "kept"
                seen[str(m[place]) if m[place] in pool else kind] += 1
            plausible_shares([seen[kind] for kind in chances], list(chances.values()), of=f"outcomes at {place},")
        assert all(k[2] == -100 and m[2] == 1 for m, k in answers)


def test_pairs_like_a_plain_loop():
    """A second implementation over (document, sentence) numbers has the same shares of every B, for every A."""
    documents = [[["a0"], ["a1"]], [], [["b0"]], [["c0"], ["c1"], ["c2"]]]
    rng = np.random.default_rng(5)
    seen = {a: Counter() for a in ("a0", "c0", "c1")}
    for _ in range(4000):
        for (a,), (b,), label in next_sentence.nsp_pairs(documents, rng=rng):
            seen[a][b, label] += 1
    expected = {}
    for here, document in enumerate(documents):
        for at in range(len(document) - 1):
            others = [other for there, other in enumerate(documents) if there != here and other]
            shares = Counter({(document[at + 1][0], 0): 0.5})
            for other in others:
                for sentence in other:
                    shares[sentence[0], 1] += 0.5 / len(others) / len(other)
            expected[document[at][0]] = shares
    assert seen.keys() == expected.keys()
    for a, shares in expected.items():
        assert seen[a].keys() <= shares.keys()
        assert sum(seen[a].values()) == 4000
        assert math.isclose(sum(shares.values()), 1)
        plausible_shares([seen[a][b] for b in shares], list(shares.values()), of=f"what follows {a},")
