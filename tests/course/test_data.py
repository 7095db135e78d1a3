"""The course's data: the same everywhere, with its truth really planted, and loaders that load or say why not."""

from __future__ import annotations

import hashlib
import importlib
import re
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from data import corpora, planted

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sentences() -> list[list[str]]:
    """The corpus of seed 0."""
    return planted.corpus(0)


def test_the_corpus_is_the_same_everywhere(sentences):
    """Its hash is written down: a change of the generator is a change of every lab and oracle."""
    text = "\n".join(" ".join(sentence) for sentence in sentences)
    assert hashlib.sha256(text.encode()).hexdigest().startswith("747577e975e6f049")
    assert (len(sentences), sum(map(len, sentences)), len(set(text.split()))) == (10_000, 75_920, 441)
    assert planted.corpus(1, 50) != planted.corpus(0, 50) == sentences[:50]


def test_the_corpus_is_made_at_once():
    """Well under a second, even on a busy machine."""
    began = time.process_time()
    planted.corpus(5)
    assert time.process_time() - began < 1


def test_only_the_kinds_asked_for():
    """A corpus of one kind has words of that kind only."""
    words = {word for sentence in planted.corpus(0, 500, noise=0.0, kinds=("sense",)) for word in sentence}
    assert set(planted.SENSES) <= words
    assert not words & {word for pair in planted.SYNONYMS for word in pair}


def test_every_planted_word_occurs(sentences):
    """Synonyms, both sides of every analogy, senses with controls, occupations; and no held-out form."""
    counts = Counter(word for sentence in sentences for word in sentence)
    questions = {word for section in planted.ANALOGIES.values() for question in section for word in question}
    senses = {word for pair in planted.CONTROLS.values() for word in pair} | set(planted.SENSES)
    rare = [
        word
        for word in questions | senses | {w for p in planted.SYNONYMS for w in p} | set(planted.MALE_SHARE)
        if counts[word] < 15
    ]
    assert rare == []
    assert [word for word in planted.HELD_OUT if counts[word]] == []


def test_synonyms_are_split_65_to_35(sentences):
    """The first of a pair is the more frequent one."""
    counts = Counter(word for sentence in sentences for word in sentence)
    shares = [counts[first] / (counts[first] + counts[second]) for first, second in planted.SYNONYMS]
    assert 0.6 < np.mean(shares) < 0.7


def test_occupations_have_their_pronouns(sentences):
    """The share of "he" among the sentences of an occupation follows the plan."""
    for word, planned in planted.MALE_SHARE.items():
        told = [s for s in sentences if word in s]
        male = sum(bool({"he", "his", "him"} & set(s)) for s in told)
        pronouns = sum(bool({"he", "his", "him", "she", "her", "hers"} & set(s)) for s in told)
        assert abs(male / pronouns - planned) < 0.15, word


def test_senses_share_no_company():
    """The two senses of a word have different topic words, and the minimal pairs use the right ones."""
    for word, (first, second) in planted.SENSES.items():
        assert not set(first) & set(second)
        told, labels = planted.sense_sentences(word, seed=2)
        assert Counter(labels) == {0: 6, 1: 6}
        for sentence, label in zip(told, labels, strict=True):
            assert word in sentence
            assert not set(sentence) & set((second, first)[label])


def test_the_planted_truth_can_be_found(sentences):
    """PPMI and SVD, written in six lines, find the synonyms and answer the analogies."""
    words = sorted({word for sentence in sentences for word in sentence})
    index = {word: i for i, word in enumerate(words)}
    counts = np.zeros((len(words), len(words)))
    for sentence in sentences:
        ids = [index[word] for word in sentence]
        for i, a in enumerate(ids):
            for b in ids[max(0, i - 3) : i]:
                counts[a, b] += 1
                counts[b, a] += 1
    with np.errstate(divide="ignore"):
        ppmi = np.maximum(np.log(counts * counts.sum() / np.outer(counts.sum(1), counts.sum(0))), 0)
    left, values, _ = np.linalg.svd(ppmi)
    vectors = left[:, :100] * np.sqrt(values[:100])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    near = (vectors @ vectors.T - 2 * np.eye(len(words))).argmax(axis=1)
    assert np.mean([near[index[a]] == index[b] for pair in planted.SYNONYMS for a, b in (pair, pair[::-1])]) > 0.9
    hits = []
    for a, b, c, d in (question for section in planted.ANALOGIES.values() for question in section):
        scores = vectors @ (vectors[index[b]] - vectors[index[a]] + vectors[index[c]])
        scores[[index[a], index[b], index[c]]] = -np.inf
        hits.append(words[scores.argmax()] == d)
    assert np.mean(hits) > 0.95


def test_benchmarks_have_their_sizes():
    """Rows of the files that gensim ships."""
    pytest.importorskip("gensim")
    try:
        lee, wordsim, simlex, google = (
            corpora.lee(),
            corpora.wordsim353(),
            corpora.simlex999(),
            corpora.analogy_questions(),
        )
    except corpora.NotThere as missing:
        pytest.skip(str(missing))
    assert (len(lee), len(wordsim), len(simlex)) == (300, 353, 999)
    assert ("dog", "cat", 1.75) in simlex
    assert sum(map(len, google.values())) == 19_544
    assert sum(len(asked) for section, asked in google.items() if not section.startswith("gram")) == 8_869


def test_what_is_missing_is_told_in_one_line(monkeypatch, tmp_path):
    """No gensim, no such folder, no such name: a sentence, not a traceback of somebody else's library."""
    monkeypatch.setitem(sys.modules, "gensim.test.utils", None)
    monkeypatch.setitem(sys.modules, "gensim", None)
    monkeypatch.setitem(sys.modules, "gensim.downloader", None)
    for ask in (
        corpora.lee,
        corpora.simlex999,
        lambda: corpora.download("text8"),
        lambda: corpora.encoder(tmp_path / "nowhere"),
    ):
        with pytest.raises(corpora.NotThere, match=r"^[^\n]+$"):
            ask()
    with pytest.raises(ValueError, match="none of"):
        corpora.download("text9")


def test_the_card_tells_the_truth():
    """The numbers of data/README.md are those of the data."""
    card = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    assert "75,920 words and 441 types" in card
    sizes = {file.name: file.stat().st_size for file in (ROOT / "data" / "tiny_bert").iterdir()}
    assert 400_000 < sizes["model.safetensors"] < 700_000
    assert {"config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"} == set(sizes)
    assert re.search(r"\bbank\b", card)


def test_masking_feeds_a_real_training_step():
    """With the masks of assignment 7 a small masked language model learns: the loss falls in thirty steps."""
    torch, transformers = pytest.importorskip("torch"), pytest.importorskip("transformers")
    masking = importlib.import_module("reference.a7_bert.masking")
    tiny_bert = importlib.import_module("data.tiny_bert")
    torch.manual_seed(0)
    told = planted.corpus(1, 640, noise=0.0, kinds=("sense",))
    tokenizer = tiny_bert.build_tokenizer(told)
    model = transformers.BertForMaskedLM(tiny_bert.build_model(tokenizer).config).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
    rng, losses = np.random.default_rng(0), []
    others = np.arange(len(tiny_bert.SPECIALS), len(tokenizer))
    for step in range(30):
        batch = tokenizer(told[64 * (step % 10) :][:64], is_split_into_words=True, padding=True, return_tensors="np")
        ids = batch["input_ids"]
        special = ids < len(tiny_bert.SPECIALS)
        inputs, labels = masking.mask_tokens(ids, special, tokenizer.mask_token_id, others, probability=0.3, rng=rng)
        loss = model(
            torch.tensor(inputs), attention_mask=torch.tensor(batch["attention_mask"]), labels=torch.tensor(labels)
        ).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert np.mean(losses[-5:]) < 0.8 * np.mean(losses[:5])
