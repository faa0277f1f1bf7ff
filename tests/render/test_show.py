"""Nothing from outside reaches a terminal, a widget or a picture as anything but printable text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rnntui.render.show import show

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_only_printable_text_is_left(text: str) -> None:
    shown = show(text)
    for character in shown:
        assert unicodedata.category(character) not in ("Cc", "Cs", "Co", "Zl", "Zp")
        assert character not in BIDI
        assert ord(character) & 0xFFFE != 0xFFFE
        assert not 0xFDD0 <= ord(character) <= 0xFDEF
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert len(shown.splitlines()) <= 1
    assert len(shown) >= len(text)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_what_is_shown_stays_as_it_is(text: str) -> None:
    assert show(show(text)) == show(text)


@given(
    st.lists(st.sampled_from("\U0001f3f4\U000e0067\U000e0062\U000e007f\u200d\u200c\ufe0fन्ک👩a你\u202e"), max_size=12)
)
def test_joiners_and_tags_in_any_order_stay_as_they_are_shown(characters: list[str]) -> None:
    shown = show("".join(characters))
    assert show(shown) == shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "I saw a saw, in 1999!",
        "你祖我孫，一隻 ①±α",
        "café naïve Ångström e\u0301 \u1100\u1161\u11a8",
        "नमस्ते क्\u200dष स्\u200c",
        "می\u200cخواهم",
        "ශ්\u200dරී",
        "สวัสดี שלום مرحبا",
        "👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 👩🏽\u200d💻 🇨🇳 1\ufe0f\u20e3",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "𠀀 \U000323af \U0001fae8",
        "[/] [red]x [@click=app.quit]x \\ `*_",
        "a\u3000b\u00a0c",
        "",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert show(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("a\tb\nc\rd\x00\x7f", "a␉b␊c␍d␀␡"),
        ("\x9b2J\x85", "\\x9b2J\\x85"),
        ("a\u202eb", "a\\u202eb"),
        ("\u2028\u2029", "\\u2028\\u2029"),
        ("\ufeffa\u200bb\u00ad", "\\ufeffa\\u200bb\\xad"),
        ("\ud800", "\\ud800"),
        ("\ufffe\U0001ffff\U000fffff", "\\ufffe\\U0001ffff\\U000fffff"),
        ("\ue000\ufdd0", "\\ue000\\ufdd0"),
        ("a\u200db\u200d", "a\\u200db\\u200d"),
        ("你\u200d", "你\\u200d"),
        ("\u061c\u200d", "\\u061c\\u200d"),
        ("a\U000e0067\U000e007f", "a\\U000e0067\\U000e007f"),
        ("\U0001f3f4\U000e0067", "\U0001f3f4\\U000e0067"),
    ],
)
def test_what_is_not_seen_is_written_out(text: str, shown: str) -> None:
    assert show(text) == shown


def test_pictures_are_one_cell_wide() -> None:
    assert all(cell_len(show(chr(code))) == 1 for code in (*range(32), 127))
