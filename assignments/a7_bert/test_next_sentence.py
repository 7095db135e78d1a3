"""Visible tests of next_sentence.py: small enough to check by hand."""

import numpy as np
import pytest
from next_sentence import nsp_loss, nsp_pairs, pack_pair, pretraining_loss
from numpy.testing import assert_allclose, assert_array_equal

STORY = [["it", "rained"], ["we", "stayed"], ["we", "read"]]
PROVERB = [["time", "flies"]]


@pytest.mark.task("7.3")
def test_every_sentence_with_a_successor_asks_once():
    """Two sentences of the story have a successor; the only sentence from elsewhere is the proverb."""
    triples = list(nsp_pairs([STORY, [], PROVERB], rng=np.random.default_rng(3)))
    assert sorted(list(a) for a, _, _ in triples) == sorted(STORY[:2])
    for a, b, label in triples:
        right = STORY[STORY.index(list(a)) + 1] if label == 0 else PROVERB[0]
        assert list(b) == right


@pytest.mark.task("7.3")
def test_one_document_is_not_enough():
    """There is no elsewhere: an empty document does not help."""
    with pytest.raises(ValueError):
        list(nsp_pairs([STORY, []], rng=np.random.default_rng(3)))


@pytest.mark.task("7.4")
def test_a_pair_with_room_to_spare():
    """[CLS] 11 12 [SEP] 21 [SEP], and two places of padding."""
    ids, segments, attention = pack_pair([11, 12], [21], cls_id=1, sep_id=2, pad_id=0, max_length=8)
    assert_array_equal(ids, [1, 11, 12, 2, 21, 2, 0, 0])
    assert_array_equal(segments, [0, 0, 0, 0, 1, 1, 0, 0])
    assert_array_equal(attention, [1, 1, 1, 1, 1, 1, 0, 0])


@pytest.mark.task("7.4")
def test_a_pair_that_is_too_long():
    """Five and three tokens for four places: A gives two, then they take turns, B first."""
    ids, segments, attention = pack_pair([11, 12, 13, 14, 15], [21, 22, 23], cls_id=1, sep_id=2, pad_id=0, max_length=7)
    assert_array_equal(ids, [1, 11, 12, 2, 21, 22, 2])
    assert_array_equal(segments, [0, 0, 0, 0, 1, 1, 1])
    assert_array_equal(attention, [1] * 7)


@pytest.mark.task("7.5")
def test_loss_of_two_questions():
    """Probabilities 3/4 and 1/4 for the right answers: the mean of ln(4/3) and ln 4."""
    logits = np.log([[3.0, 1.0], [3.0, 1.0]])
    assert_allclose(nsp_loss(logits, np.array([0, 1])), (np.log(4 / 3) + np.log(4)) / 2, rtol=1e-7)


@pytest.mark.task("7.6")
def test_both_losses_count():
    """7.5 for the words and 0.25 for the sentences."""
    assert pretraining_loss(7.5, 0.25) == 7.75
