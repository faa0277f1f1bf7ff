"""Encodings that lose order give the same words the same vector in every order, and other words another one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rnntui.session.comparison import worked_example
from rnntui.session.order_blind import BLIND, is_reordered, order_blind
from rnntui.session.realise import realise
from rnntui.session.setup import Setup
from rnntui.text.encodings import make_encoding, names


def test_the_worked_example_is_equal_to_every_encoding_that_loses_order() -> None:
    a, b = map(realise, worked_example())
    assert is_reordered(a, b)
    assert [(each.encoding, each.is_equal) for each in order_blind(a, b)] == [("bag-of-words", True), ("lsa", True)]


@pytest.mark.parametrize(
    ("one", "other", "reordered"),
    [
        ("the dog bites the man", "the man bites the dog", True),
        ("the dog bites the man", "the dog bites a man", False),
        ("the dog", "the dog the dog", False),
    ],
)
def test_only_the_same_words_are_equal(one: str, other: str, reordered: bool) -> None:
    a, b = (realise(Setup(text=text)) for text in (one, other))
    assert is_reordered(a, b) is reordered
    assert [each.is_equal for each in order_blind(a, b)] == [reordered, reordered]


def test_the_same_sentence_is_not_reordered() -> None:
    a = realise(Setup(text="a b a"))
    assert not is_reordered(a, a)


def test_all_encodings_that_lose_order_are_asked() -> None:
    made = {name: make_encoding(name, tokens=("a", "b"), vocabulary=("a", "b"), size=2) for name in names()}
    assert {name for name, encoding in made.items() if not encoding.keeps_order} == set(BLIND)


def test_vectors_that_are_fed_have_no_words() -> None:
    a = realise(Setup(text="a b"))
    fed = replace(a, setup=replace(a.setup, inputs="samples/x.npy"))
    assert order_blind(a, fed) == order_blind(fed, a) == ()
