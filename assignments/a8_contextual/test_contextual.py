"""Visible tests of assignment a8: run them with `pytest`, one task with `pytest -k pool`."""

import math

import numpy as np
import pytest
from contextual import (
    cosine_matrix,
    mean_pool,
    pool_pieces,
    rank_contexts,
    scalar_mix,
    select_layers,
    sense_gap,
    static_similarities,
    target_span,
    word_embedding,
)
from numpy.testing import assert_allclose

WORDS = ["The", "embankment", "by", "the", "bank"]
WORD_IDS = [None, 0, 1, 1, 1, 2, 3, 4, None]
"""[CLS] the em ##bank ##ment by the bank [SEP]"""


@pytest.mark.task("8.1")
def test_span_of_one_piece():
    """The bank is token 7, and the embankment is another word."""
    assert list(target_span(WORDS, "bank", WORD_IDS)) == [7]


@pytest.mark.task("8.1")
def test_span_of_several_pieces_and_occurrences():
    """Three pieces of one word; two words that are equal but for their case."""
    assert list(target_span(WORDS, "Embankment", WORD_IDS)) == [2, 3, 4]
    assert list(target_span(WORDS, "the", WORD_IDS, occurrence=1)) == [6]


@pytest.mark.task("8.1")
def test_span_that_is_not_there():
    """No such word, no such occurrence, and a word that was cut off."""
    with pytest.raises(ValueError):
        target_span(WORDS, "river", WORD_IDS)
    with pytest.raises(ValueError):
        target_span(WORDS, "bank", WORD_IDS, occurrence=1)
    with pytest.raises(ValueError):
        target_span(WORDS, "bank", WORD_IDS[:6])


@pytest.mark.task("8.2")
def test_pieces_are_averaged():
    """Two pieces of three tokens."""
    hidden = np.array([[0.0, 1.0], [9.0, 9.0], [2.0, 2.0]])
    assert_allclose(pool_pieces(hidden, [0, 2]), [1.0, 1.5])


@pytest.mark.task("8.2")
def test_no_pieces():
    """Nothing to average."""
    with pytest.raises(ValueError):
        pool_pieces(np.ones((2, 3)), [])


@pytest.mark.task("8.3")
def test_layers():
    """The last one, the embedding layer, and the mean of the two."""
    states = np.array([[[0.0, 2.0]], [[5.0, 5.0]], [[4.0, -2.0]]])
    assert_allclose(select_layers(states), [[4.0, -2.0]])
    assert_allclose(select_layers(states, 0), [[0.0, 2.0]])
    assert_allclose(select_layers(states, [0, -1]), [[2.0, 0.0]])


@pytest.mark.task("8.3")
def test_layers_that_do_not_exist():
    """Layer 3 of three states, and no layer at all."""
    with pytest.raises(IndexError):
        select_layers(np.zeros((3, 1, 2)), 3)
    with pytest.raises(ValueError):
        select_layers(np.zeros((3, 1, 2)), [])


@pytest.mark.task("8.4")
def test_word_embedding(tmp_path):
    """A BERT with random weights: the vector is the mean of the pieces' rows in the hidden state asked for."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "em", "##bank", "##ment", "by", "bank"]
    (tmp_path / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    tokenizer = transformers.BertTokenizerFast(str(tmp_path / "vocab.txt"), model_max_length=16)
    torch.manual_seed(1)
    sizes = {"vocab_size": 11, "hidden_size": 8, "intermediate_size": 16}
    depth = {"num_hidden_layers": 2, "num_attention_heads": 2, "initializer_range": 0.5}
    model = transformers.BertModel(transformers.BertConfig(**sizes, **depth))
    model.train()  # dropout is on: your function has to see to that
    vector = word_embedding(WORDS, "embankment", tokenizer, model, layers=[1, 2])
    model.eval()
    with torch.no_grad():
        states = model(torch.tensor([[2, 5, 6, 7, 8, 9, 5, 10, 3]]), output_hidden_states=True).hidden_states
    expected = ((states[1] + states[2]) / 2)[0, 2:5].mean(dim=0)
    assert_allclose(np.asarray(vector), expected.numpy(), rtol=1e-4, atol=1e-5)


@pytest.mark.task("8.5")
def test_mean_pool():
    """Padding does not count; a sentence without tokens has the zero vector."""
    hidden = np.array([[[1.0], [3.0], [9.0]], [[4.0], [5.0], [6.0]]])
    assert_allclose(mean_pool(hidden, np.array([[1, 1, 0], [0, 0, 0]])), [[2.0], [0.0]])


@pytest.mark.task("8.6")
def test_cosine_matrix():
    """The same direction, a right angle, and a zero vector."""
    vectors = np.array([[3.0, 4.0], [6.0, 8.0], [-4.0, 3.0], [0.0, 0.0]])
    expected = [[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]]
    assert_allclose(cosine_matrix(vectors), expected, atol=1e-12)


@pytest.mark.task("8.7")
def test_sense_gap():
    """Pairs of equal sense: 0.9 and 0.7. Pairs of different sense: 0.4, 0.3, 0.2 and 0.5."""
    similarities = np.array([[1.0, 0.9, 0.4, 0.3], [0.9, 1.0, 0.2, 0.5], [0.4, 0.2, 1.0, 0.7], [0.3, 0.5, 0.7, 1.0]])
    assert_allclose(sense_gap(similarities, [0, 0, 1, 1]), 0.8 - 0.35)
    assert math.isnan(sense_gap(similarities, [1, 1, 1, 1]))


@pytest.mark.task("8.8")
def test_rank_contexts():
    """The nearest first, and never the query itself."""
    similarities = np.array([[1.0, -0.5, 0.25], [-0.5, 1.0, 0.75], [0.25, 0.75, 1.0]])
    assert list(rank_contexts(similarities, 2)) == [1, 0]
    with pytest.raises(IndexError):
        rank_contexts(similarities, -1)


@pytest.mark.task("8.9")
def test_static_similarities():
    """A look-up table has one bank."""
    vocabulary, vectors = {"river": 1, "bank": 0}, np.array([[3.0, -0.5], [1.0, 2.0]])
    sentences = [["the", "bank", "of", "the", "river"], ["the", "bank", "approved", "it"]]
    assert_allclose(static_similarities(sentences, "bank", vocabulary, vectors), [[1.0, 1.0], [1.0, 1.0]])
    with pytest.raises(KeyError):
        static_similarities(sentences, "loan", vocabulary, vectors)
    with pytest.raises(ValueError):
        static_similarities(sentences, "river", vocabulary, vectors)


@pytest.mark.task("8.10")
def test_scalar_mix():
    """Weights 0 and ln 3 give shares of 1/4 and 3/4."""
    layers = np.array([[[4.0, 0.0]], [[8.0, -4.0]]])
    assert_allclose(scalar_mix(layers, np.array([0.0, math.log(3)]), gamma=2.0), [[14.0, -6.0]])
    assert_allclose(scalar_mix(layers, np.array([1000.0, -1000.0])), [[4.0, 0.0]])
