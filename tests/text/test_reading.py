"""A sentence as an encoding reads it."""

from __future__ import annotations

import numpy as np
import pytest

from rnntui.text.encodings import make_encoding
from rnntui.text.encodings.table import Table
from rnntui.text.reading import read

KNOWN = ("我", "祖", "孫", "喜歡", "movie", "กำ")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("我愛 NTU，祖孫", ("我", "愛", "NTU", "，", "祖", "孫")),
        # A run that is known as a word stays one, and so does one of which no character is known.
        ("喜歡 movie 沒有", ("喜歡", "movie", "沒有")),
        ("我愛 movie night", ("我", "愛", "movie", "night")),
        ("movie กำ x", ("movie", "กำ", "x")),
        ("", ()),
        # More Chinese than else: the same two ways.
        ("我愛祖孫 movie", ("我", "愛", "祖", "孫", "movie")),
        ("沒有祖孫 NTU，祖", ("沒", "有", "祖", "孫", "NTU", "，", "祖")),
        ("我愛祖孫", ("我", "愛", "祖", "孫")),
    ],
)
def test_a_run_that_is_unknown_comes_apart_where_its_characters_are_known(text: str, tokens: tuple[str, ...]) -> None:
    encoding = make_encoding("one-hot", vocabulary=KNOWN)
    assert read(text, "auto", encoding) == tokens


def test_letters_stay_letters_where_they_are_what_is_known() -> None:
    encoding = make_encoding("one-hot", vocabulary=(*KNOWN, "o"))
    assert read("我愛祖孫 ok", "auto", encoding) == ("我", "愛", "祖", "孫", "o", "k")


def test_a_sentence_that_is_known_is_split_as_ever() -> None:
    encoding = make_encoding("one-hot", vocabulary=(*KNOWN, "o", "k", "ok"))
    assert read("我祖孫 ok", "auto", encoding) == ("我", "祖", "孫", "o", "k")


def test_who_says_words_gets_words() -> None:
    encoding = make_encoding("one-hot", vocabulary=KNOWN)
    assert read("我愛 movie", "words", encoding) == ("我愛", "movie")
    assert read("我愛 movie night", "auto", None) == ("我愛", "movie", "night")


def test_a_word_that_has_a_random_vector_of_its_own_is_known_by_its_characters_too() -> None:
    table = Table(("我",), np.ones((1, 2)), "a table")
    encoding = make_encoding("embedding", table=table, unknown="random")
    assert read("我愛 movie", "auto", encoding) == ("我", "愛", "movie")
