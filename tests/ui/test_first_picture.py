"""What is drawn before the app is there stands where the app puts it."""

from __future__ import annotations

import pytest
from driving import running

from rnntui.session.setup import Setup
from rnntui.ui.first_picture import first_rows
from rnntui.ui.layout import TALL
from rnntui.ui.snapshot import text_of
from rnntui.ui.view import View
from rnntui.ui.words import Words

WORDS = Words("en")


def lines(text: str, tokens: tuple[str, ...], size: tuple[int, int], inputs: str | None = None) -> list[str]:
    rows = first_rows(text, inputs, tokens, View(words=WORDS), size)
    assert [(y, x) for y, x, _ in rows] == [(1, 0), (4 if size[1] >= TALL else 2, 0)][: len(rows)]
    assert all(not style for _, _, pieces in rows for _, style in pieces)
    return ["".join(text for text, _ in pieces) for _, _, pieces in rows]


def test_sentence_and_tokens_are_there() -> None:
    assert lines("I saw", ("I", "saw"), (80, 24)) == [" i▸ I saw", " token    I ── saw"]
    assert lines("", (), (80, 24))[0] == f" i▸ {WORDS('empty')}"
    assert "x.csv" in lines("", (), (80, 24), "/a/x.csv")[0]


@pytest.mark.parametrize("text", ["a\x1b]52;c;eA==\x07b", "[/red]" * 40, "語" * 90])
def test_text_from_outside_is_shown_and_cut(text: str) -> None:
    for line in lines(text, (text,), (60, 20)):
        assert "\x1b" not in line
        assert "\x07" not in line
        assert len(line) <= 60


def test_a_screen_that_is_too_small_has_none() -> None:
    assert lines("I saw", ("I", "saw"), (59, 24)) == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_app_puts_both_there_too(size: tuple[int, int]) -> None:
    sentence, tokens = first_rows("I saw", None, ("I", "saw"), View(words=WORDS), size)
    async with running(Setup(text="I saw"), size=size) as (app, _):
        shown = text_of(app).splitlines()
        assert shown[sentence[0]].startswith(" i▸ I saw")
        assert shown[tokens[0]].startswith(" token ")
