"""Sentences into tokens."""

from __future__ import annotations

import subprocess
import sys
import time
import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from rnntui.errors import UsageError
from rnntui.text.tokens import SplitBy, default_split, normalised, split


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("I saw a saw", ("I", "saw", "a", "saw")),
        ("Don't panic, l'homme!", ("Don't", "panic", ",", "l'homme", "!")),
        ("well-known 3.14 ...", ("well-known", "3.14", ".", ".", ".")),
        ("<bos> a <unk> b </s>", ("<bos>", "a", "<unk>", "b", "</s>")),
        ("naïve café", ("naïve", "café")),
        ("한국어 단어", ("한국어", "단어")),
        ("hi 👨‍👩‍👧!", ("hi", "👨‍👩‍👧", "!")),
        ("", ()),
        (" \t\n ", ()),
    ],
)
def test_words(text: str, tokens: tuple[str, ...]) -> None:
    assert split(text, "words") == tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("你祖我孫", ("你", "祖", "我", "孫")),
        ("我 愛 你", ("我", "愛", "你")),
        ("👨‍👩‍👧🇨🇳🇹🇼", ("👨‍👩‍👧", "🇨🇳", "🇹🇼")),
        ("e\u0301a", ("é", "a")),
        ("กำ", ("กำ",)),
        ("a\x1b[31m", ("a", "\x1b", "[", "3", "1", "m")),
    ],
)
def test_characters_are_grapheme_clusters(text: str, tokens: tuple[str, ...]) -> None:
    assert split(text, "characters") == tokens


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("你祖我孫", "characters"),
        ("ひらがなとカタカナ", "characters"),
        ("ภาษาไทย", "characters"),
        ("한국어", "words"),
        ("I like 茶", "words"),
        ("我愛 tea", "words"),
        ("我愛喝茶 ok", "characters"),
        ("", "words"),
        ("123 !!", "words"),
    ],
)
def test_the_default_follows_the_script(text: str, chosen: str) -> None:
    assert default_split(text) == chosen


@given(st.text(), st.sampled_from(["words", "characters"]))
def test_nothing_but_white_space_is_lost(text: str, by: str) -> None:
    joined = "".join(split(text, by))  # type: ignore[arg-type]
    assert joined == regex.sub(r"\s", "", normalised(text))
    assert all(split(text, by))  # type: ignore[arg-type]


@given(st.text())
def test_composed_and_decomposed_text_give_the_same_tokens(text: str) -> None:
    assert split(unicodedata.normalize("NFD", text)) == split(unicodedata.normalize("NFC", text))


def test_a_lone_surrogate_is_a_token_like_others() -> None:
    assert split("a\ud800b", "characters") == ("a", "\ud800", "b")


def test_another_way_to_split_is_refused_with_the_valid_ones() -> None:
    with pytest.raises(UsageError, match="words, characters"):
        split("a", "letters")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["a" * 10**6, "a " * 500_000, "🇹🇼" * 500_000, "e" + "\u0301" * 10**5, "語" * 10**6])
def test_a_million_characters_take_linear_time(text: str) -> None:
    start = time.perf_counter()
    split(text)
    # Generous by a factor of ten or more; what is quadratic takes minutes.
    assert time.perf_counter() - start < 30


def test_tokens_need_no_numpy() -> None:
    code = "import sys, rnntui.text.tokens; assert 'numpy' not in sys.modules and 'regex' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.text("aZ09_ 你祖我孫一龥", max_size=12), st.sampled_from(["auto", "words", "characters"]))
def test_plain_texts_are_split_as_all_others(text: str, by: SplitBy) -> None:
    # A point at the end takes the text off the short way, and is a token of its own.
    assert split(text, by) == split(f"{text} .", by)[:-1]
