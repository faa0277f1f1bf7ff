"""The words of a run as its encoding sees them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rnntui.session.encoding_words import other_order, rows_of, tokens_of, vocabulary_of
from rnntui.session.realise import realise
from rnntui.session.setup import Setup, sample_setup

ORDER_BLIND = ("bag-of-words", "lsa")


def test_each_word_is_there_once_in_the_order_of_the_sentence() -> None:
    found = vocabulary_of(realise(Setup(text="I saw a saw")))
    assert [(word.name, word.first, word.count) for word in found.words] == [("I", 0, 1), ("saw", 1, 2), ("a", 2, 1)]
    assert found.places == (0, 1, 2, 1)
    assert [found.place_of(name) for name in ("saw", "see")] == [1, None]


def test_a_word_that_the_encoding_does_not_know_is_marked_and_zero() -> None:
    found = vocabulary_of(realise(Setup(text="king zzz man", encoding="embedding", embedding="relations")))
    assert [word.is_known for word in found.words] == [True, False, True]
    assert not found.vectors(("zzz",)).any()
    assert found.vectors(("king",)).any()


@pytest.mark.parametrize("encoding", ORDER_BLIND)
def test_the_rows_of_an_order_blind_encoding_add_up_to_its_one_vector(encoding: str) -> None:
    realised = realise(Setup(text="the king saw the queen", encoding=encoding))
    found = vocabulary_of(realised)
    assert tokens_of(realised) == ("the", "king", "saw", "the", "queen")
    assert [word.count for word in found.words] == [2, 1, 1, 1]
    rows = rows_of(found, [word.name for word in found.words])
    assert len(rows) == 5
    np.testing.assert_allclose(rows[:-1].sum(axis=0), rows[-1], atol=1e-12)
    np.testing.assert_array_equal(rows[-1], realised.trace["x"][0])


@pytest.mark.parametrize("encoding", ORDER_BLIND)
@pytest.mark.parametrize("text", ["the king saw the queen", "a b a", "你祖我孫"])
def test_another_order_gives_the_same_vector(encoding: str, text: str) -> None:
    realised = realise(Setup(text=text, encoding=encoding))
    other = other_order(vocabulary_of(realised))
    assert other is not None
    assert sorted(other.tokens) == sorted(tokens_of(realised))
    assert other.tokens != tokens_of(realised)
    assert other.is_same


def test_there_is_no_other_order_where_order_is_kept_or_there_is_one_alone() -> None:
    assert other_order(vocabulary_of(realise(Setup(text="I saw a saw")))) is None
    assert other_order(vocabulary_of(realise(Setup(text="a a", encoding="bag-of-words")))) is None


def test_rows_of_an_encoding_that_keeps_order_are_its_vectors() -> None:
    realised = realise(sample_setup("kinship"))
    found = vocabulary_of(realised)
    np.testing.assert_array_equal(rows_of(found, ("祖", "孫")), [[1, 0], [1, 1]])
    np.testing.assert_array_equal(rows_of(found, [word.name for word in found.words]), realised.trace["x"])


def test_fed_vectors_are_words_by_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("1,0\n0,1\n1,1\n")
    found = vocabulary_of(realise(Setup(inputs=str(path))))
    assert [word.name for word in found.words] == ["0", "1", "2"]
    np.testing.assert_array_equal(found.vectors(("2", "0")), [[1, 1], [1, 0]])
    assert (found.size, found.entries, found.keeps_order) == (2, (), True)


def test_an_empty_sentence_has_no_words() -> None:
    found = vocabulary_of(realise(Setup()))
    assert (found.words, found.places, found.size) == ((), (), 0)
