"""Whatever a sentence holds, the app shows it, and takes none of it for markup or for commands."""

from __future__ import annotations

import asyncio
import re
import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rnntui.render.show import in_one_line, show
from rnntui.session.setup import Setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.snapshot import svg_of, take, text_of
from rnntui.ui.widgets.sentence import Sentence, cluster_after, cluster_before

NASTY = (
    "[/]",
    "[red]x[/red]",
    "[UNK] [b]",
    "[@click=app.quit]x[/]",
    "\\",
    "\x1b]52;c;aGk=\x07",
    "\x1b[6n",
    "\x9b31m",
    "a\x00b\x7f",
    "\u202egnp.exe",
    "a\ud800b",
    "\ufffe",
    "é e\u0301",
    "👨‍👩‍👧 🇨🇳🇹🇼 1️⃣",
    "한\u1112\u1161\u11ab",
    "a\u200bb\ufeff",
    "①±α",
    "นี้ मनीष",
)
_NEVER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_sentence_is_shown_as_it_is(text: str) -> None:
    setup = Setup(text=f"{text} z", labels=(text, "z"))
    shown = take(setup, size=(80, 24), press=("n", "p", "A", "escape", "g", "escape"), kind="text")
    assert not _NEVER.search(shown)
    field = shown.splitlines()[1].removeprefix(" i▸ ")
    assert field.startswith(in_one_line(text)[:60])
    ET.fromstring(take(setup, size=(80, 24), press=("n",)))


@given(st.text(max_size=40))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_sentence_can_be_typed(text: str) -> None:
    asyncio.run(typed(text))


async def typed(text: str) -> None:
    app = RnntuiApp(Setup(text="a"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        while app.session is None or not app.explore.is_ready:
            await pilot.pause()
        field = app.explore.query_one(Sentence)
        field.focus()
        field.value = text
        await pilot.pause()
        assert app.session.setup.text == text
        assert not _NEVER.search(text_of(app))
        ET.fromstring(svg_of(app))
        await pilot.press("escape", "n", "end")
        assert not _NEVER.search(text_of(app))


async def test_a_click_on_markup_does_nothing() -> None:
    app = RnntuiApp(Setup(text="[@click=app.quit]x[/]"))
    async with app.run_test(size=(120, 40)) as pilot:
        while app.session is None or not app.explore.is_ready:
            await pilot.pause()
        for x in range(5, 30, 3):
            await pilot.click(offset=(x, 1))
            await pilot.click("#timeline", offset=(x, 0))
        assert app.is_running


async def test_a_paste_of_many_lines_is_one_sentence() -> None:
    from textual.events import Paste

    app = RnntuiApp(Setup(text="a"))
    async with app.run_test() as pilot:
        while app.session is None or not app.explore.is_ready:
            await pilot.pause()
        field = app.explore.query_one(Sentence)
        field.focus()
        field.post_message(Paste(" b\r\nc\n\te\u0301\x1b"))
        await pilot.pause()
        assert field.value == "a b c  é␛"
        assert app.session.setup.text == field.value


async def test_backspace_takes_what_a_reader_calls_a_character() -> None:
    app = RnntuiApp(Setup(text="a👨‍👩‍👧🇨🇳"))
    async with app.run_test() as pilot:
        while app.session is None or not app.explore.is_ready:
            await pilot.pause()
        await pilot.press("i", "end", "backspace")
        assert app.explore.query_one(Sentence).value == "a👨‍👩‍👧"
        await pilot.press("left", "left", "delete")
        assert app.explore.query_one(Sentence).value == "👨‍👩‍👧"


@given(st.text(max_size=20), st.integers(0, 20))
def test_clusters_stay_within_the_text(text: str, place: int) -> None:
    place = min(place, len(text))
    assert 0 <= cluster_before(text, place) <= place
    assert place <= cluster_after(text, place) <= len(text)


@given(st.text(max_size=40))
def test_cleaning_is_done_once(text: str) -> None:
    assert in_one_line(in_one_line(text)) == in_one_line(text)
    assert not _NEVER.search(in_one_line(text))
    assert show(unicodedata.normalize("NFC", in_one_line(text))) == in_one_line(text)
