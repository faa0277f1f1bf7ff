"""What the screen encoding says of words, as pure functions: true of those that are not known too."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from rnntui.session.encoding_words import vocabulary_of
from rnntui.session.realise import realise
from rnntui.session.setup import Setup, sample_setup
from rnntui.text.encodings import Unknown
from rnntui.ui.view import View
from rnntui.ui.widgets.encoding_panel import Look, marked
from rnntui.ui.widgets.encoding_see import seen
from rnntui.ui.words import LANGUAGES, Language, Words


def look_at(setup: Setup) -> Look:
    vocabulary = vocabulary_of(realise(setup))
    return Look(vocabulary, 0, vocabulary.words[0].name, None)


def sentiment(text: str) -> Look:
    return look_at(Setup(text=text, model=sample_setup("sentiment").model))


def said(look: Look, lang: Language = "en") -> str:
    return seen(look, View(words=Words(lang)))[0]


def test_words_that_are_not_known_have_no_place_of_their_own() -> None:
    assert "every word has a place" in said(sentiment("the film"))
    assert "* has none, it is the zero vector" in said(sentiment("the zzz"))
    assert "all are the zero vector" in said(sentiment("yyy zzz"))
    assert "全是零向量" in said(sentiment("yyy zzz"), "zh_TW")


def test_to_a_table_no_word_may_be_known_either() -> None:
    table = Setup(text="yyy zzz", encoding="embedding", embedding="relations")
    assert "all are the zero vector" in said(look_at(table))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("unknown", ["zero", "unk"])
def test_each_text_has_a_short_one_that_fits_the_smallest_screen(lang: Language, unknown: Unknown) -> None:
    words = Words(lang)
    keys = ["one-hot", "order.one", "fed", "alone", f"some.{unknown}", f"none.{unknown}"]
    assert all(cell_len(words(f"encoding.see.{key}.short")) <= 58 for key in keys)


def test_the_star_is_the_last_thing_to_give_way() -> None:
    assert marked("movie*", 6) == "movie*"
    assert marked("movie*", 4, "") == "mov*"
    assert marked("movie*", 5) == "mov…*"
    assert marked("不好看*", 4, "") == "不*"
    assert marked("king", 3) == "ki…"
