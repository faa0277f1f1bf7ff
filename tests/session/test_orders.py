"""The orders of a sentence."""

from __future__ import annotations

from itertools import permutations
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.session import orders
from rnntui.session.orders import ALL_UP_TO, COUNTED, SAMPLE, Orders, count_of, orders_of


def sentences(found: Orders) -> list[tuple[str, ...]]:
    return [found.sentence(k) for k in range(len(found.numbers))]


@given(st.lists(st.sampled_from("abc"), max_size=6))
def test_all_orders_are_there_each_of_them_once(tokens: list[str]) -> None:
    found = orders_of(tokens)
    assert sorted(sentences(found)) == sorted(set(permutations(tokens)))
    assert sentences(found)[0] == tuple(tokens)
    assert found.possible == len(found.numbers) == count_of(tokens)
    assert not found.is_sample


def test_seven_words_have_all_their_orders() -> None:
    found = orders_of(list("gfedcba"))
    assert len(set(sentences(found))) == len(found.numbers) == factorial(7)
    assert sentences(found)[:2] == [tuple("gfedcba"), tuple("gfedcab")]


def test_of_more_a_seeded_sample_is_drawn() -> None:
    tokens = list("abcdefgh")
    found = orders_of(tokens, seed=1)
    assert found.is_sample
    assert (found.possible, len(found.numbers)) == (factorial(8), SAMPLE)
    assert len(set(sentences(found))) == SAMPLE
    assert sentences(found)[0] == tuple(tokens)
    assert all(sorted(each) == tokens for each in sentences(found))
    assert sentences(orders_of(tokens, seed=1)) == sentences(found)
    assert sentences(orders_of(tokens, seed=2)) != sentences(found)
    first = {each[0] for each in sentences(found)}
    assert first == set(tokens)


def test_the_sample_is_the_same_on_every_machine() -> None:
    assert ["".join(each) for each in sentences(orders_of(list("abcdefgh")))[1:3]] == [
        "dhfcebga",
        "gfhebacd",
    ]


def test_many_words_of_few_kinds_have_all_their_orders() -> None:
    found = orders_of(["a"] * 40 + ["b"])
    assert (len(found.numbers), found.is_sample) == (41, False)


@pytest.mark.parametrize(
    ("tokens", "count"),
    [
        ("", 1),
        ("a", 1),
        ("aab", 3),
        ("abcdefg", ALL_UP_TO),
        ("abcdefghijklmnopqr", 6402373705728000),
        ("ab" * 2000, None),
    ],
)
def test_orders_are_counted(tokens: str, count: int | None) -> None:
    assert count_of(tokens) == count
    assert count is None or count <= COUNTED


def test_of_a_very_long_sentence_fewer_orders_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders, "MOST_TOKENS", 1000)
    tokens = [f"w{k}" for k in range(100)]
    found = orders_of(tokens)
    assert (len(found.numbers), found.possible, found.is_sample) == (10, None, True)
    monkeypatch.setattr(orders, "MOST_TOKENS", 10)
    assert len(orders_of(tokens).numbers) == 1


def test_the_numbers_are_not_to_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        orders_of("ab").numbers[0, 0] = 1
