"""The reference of a8 against torch and transformers, and the promise of the lab: the senses of "bank" separate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data import planted
from reference.a8_contextual import contextual

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

TINY_BERT = str(Path(__file__).resolve().parents[2] / "data" / "tiny_bert")


@pytest.fixture(scope="module")
def encoder() -> tuple[Any, Any]:
    """Tokenizer and encoder of the course."""
    transformers.logging.set_verbosity_error()
    model = transformers.AutoModel.from_pretrained(TINY_BERT)
    return transformers.AutoTokenizer.from_pretrained(TINY_BERT), model.eval()


def test_word_embedding_is_a_row_of_the_hidden_state(encoder):
    """A word of one piece has exactly the row that BertModel computes for its token, in every layer."""
    tokenizer, model = encoder
    words = ["the", "bank", "near", "the", "reed"]
    ids = torch.tensor([tokenizer.convert_tokens_to_ids(["[CLS]", *words, "[SEP]"])])
    with torch.no_grad():
        states = model(ids, output_hidden_states=True).hidden_states
    for layer, state in enumerate(states):
        answer = contextual.word_embedding(words, "bank", tokenizer, model, layer)
        np.testing.assert_allclose(answer, state[0, 2].numpy(), rtol=1e-5, atol=1e-6)


def test_spans_agree_with_word_to_tokens(encoder):
    """transformers' own map from word to tokens gives the same span, split words included."""
    tokenizer, _ = encoder
    words = ["The", "bankers'", "Bank", "re-opened", ",", "an", "embankment", "by", "the", "bank"]
    encoding = tokenizer(words, is_split_into_words=True)
    for place, word in enumerate(words):
        earlier = sum(other.casefold() == word.casefold() for other in words[:place])
        span = encoding.word_to_tokens(place)
        found = contextual.target_span(words, word.upper(), encoding.word_ids(), earlier)
        assert found == list(range(span.start, span.end))


def test_cosines_agree_with_torch():
    """torch.nn.functional.cosine_similarity, pair by pair."""
    vectors = np.random.default_rng(3).normal(size=(5, 7))
    tensor = torch.from_numpy(vectors)
    theirs = torch.nn.functional.cosine_similarity(tensor[:, None], tensor[None], dim=-1)
    np.testing.assert_allclose(contextual.cosine_matrix(vectors), theirs.numpy(), atol=1e-12)


def test_scalar_mix_agrees_with_torch():
    """torch's softmax, weights of every size."""
    rng = np.random.default_rng(4)
    layers = rng.normal(size=(4, 3, 2))
    for scale in (1.0, 30.0, 1000.0):
        weights = scale * rng.normal(size=4)
        shares = torch.softmax(torch.from_numpy(weights), dim=0).numpy()
        np.testing.assert_allclose(
            contextual.scalar_mix(layers, weights, 0.5), 0.5 * np.einsum("l,lth->th", shares, layers), atol=1e-12
        )


def test_mean_pool_agrees_with_masked_torch(encoder):
    """Sentences pooled in a padded batch equal the same sentences pooled alone."""
    tokenizer, model = encoder
    sentences = [["the", "bank"], ["a", "loan", "by", "the", "bank", "or", "deposit"]]
    batch = tokenizer(sentences, is_split_into_words=True, padding=True, return_tensors="pt")
    with torch.no_grad():
        hidden = model(**batch).last_hidden_state
        alone = [
            model(**tokenizer([s], is_split_into_words=True, return_tensors="pt")).last_hidden_state[0].mean(0)
            for s in sentences
        ]
    pooled = contextual.mean_pool(hidden.numpy(), batch["attention_mask"].numpy())
    np.testing.assert_allclose(pooled, torch.stack(alone).numpy(), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("word", sorted(planted.SENSES))
def test_senses_separate_above_the_embedding_layer(encoder, word):
    """Layer 0 cannot tell the senses apart, the last layer can: for "bank" and the five other words."""
    gaps = [_gap(*encoder, word, layer) for layer in (0, -1)]
    assert abs(gaps[0]) < 0.02
    assert gaps[1] > 0.1


def test_the_nearest_use_of_bank_has_the_same_sense(encoder):
    """In the last layer nearly every use has a use of its own sense as its nearest neighbour."""
    sentences, senses = planted.sense_sentences("bank", seed=7, each=4)
    similarities = _similarities(*encoder, sentences, "bank", -1)
    hits = [senses[contextual.rank_contexts(similarities, query)[0]] == sense for query, sense in enumerate(senses)]
    assert np.mean(hits) > 0.9


def _gap(tokenizer: Any, model: Any, word: str, layer: int) -> float:
    sentences, senses = planted.sense_sentences(word, seed=3, each=4)
    return contextual.sense_gap(_similarities(tokenizer, model, sentences, word, layer), senses)


def _similarities(tokenizer: Any, model: Any, sentences: list[list[str]], word: str, layer: int) -> np.ndarray:
    return contextual.cosine_matrix(
        np.array([contextual.word_embedding(s, word, tokenizer, model, layer) for s in sentences])
    )
