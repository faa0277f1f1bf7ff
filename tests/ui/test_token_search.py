"""The search for tokens, and the list of steps by their token."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from driving import KINSHIP, SAW, SIZES, running, session_of
from textual.events import AppBlur, AppFocus
from textual.widgets import Input

from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.snapshot import text_of

MARKED = {"table": "t=", "work": "How ", "time": "over time"}
"""What the titles of some panels say."""
WORDS = Setup(text="I saw a saw that saw Saul")


@pytest.mark.parametrize("size", [(60, 20), *SIZES])
async def test_typing_goes_there_at_once(size: tuple[int, int]) -> None:
    async with running(WORDS, size) as (app, pilot):
        await pilot.press("n", "slash", *"saw")
        await pilot.pause()
        assert session_of(app).moment == 3
        assert "2 of 3" in text_of(app)
        await pilot.press("down")
        assert session_of(app).moment == 5
        await pilot.press("down")
        assert (session_of(app).moment, "1 of 3" in text_of(app)) == (1, True)
        await pilot.press("up")
        assert session_of(app).moment == 5
        await pilot.press("enter")
        await pilot.pause()
        assert not app.explore.query("#search-row")
        assert session_of(app).moment == 5
        # Keys step again.
        await pilot.press("p")
        assert session_of(app).moment == 4


async def test_enter_alone_searches_again() -> None:
    async with running(WORDS, (80, 24)) as (app, pilot):
        await pilot.press("slash", *"saw", "enter")
        await pilot.pause()
        places = [session_of(app).moment]
        for _ in range(3):
            await pilot.press("slash")
            await pilot.pause()
            assert "Enter saw again" in text_of(app)
            await pilot.press("enter")
            await pilot.pause()
            places.append(session_of(app).moment)
        assert places == [1, 3, 5, 1]


async def test_esc_goes_back_and_hides_again_what_was_hidden() -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await pilot.press("slash", "孫")
        await pilot.pause()
        assert session_of(app).moment == 3
        assert "(42, 42)" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert (session_of(app).moment, session_of(app).farthest) == (0, 0)
        assert "(42, 42)" not in text_of(app)
        await pilot.press("n")
        assert session_of(app).moment == 1


async def test_capitals_count_where_they_are_typed() -> None:
    async with running(WORDS, (80, 24)) as (app, pilot):
        await pilot.press("slash", "S")
        await pilot.pause()
        assert session_of(app).moment == 6
        await pilot.press("x")
        await pilot.pause()
        assert "no token has this" in text_of(app)
        assert session_of(app).moment == 0


async def test_what_is_typed_is_no_key() -> None:
    async with running(WORDS, (80, 24)) as (app, pilot):
        await pilot.press("slash", *"qbnc")
        # Another window gets the focus, and gives it back.
        for event in (AppBlur(), AppFocus()):
            app.post_message(event)
            await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert app.is_running
        assert (app.view.mode, session_of(app).moment, len(app.screen_stack)) == ("explore", 0, 1)
        assert app.explore.query_one("#search", Input).value == "qbnc2"
        await pilot.press("tab")
        await pilot.pause()
        assert not app.explore.query("#search-row")


async def test_in_chinese_and_in_other_modes() -> None:
    async with running(WORDS, (80, 24), "zh-TW") as (app, pilot):
        await pilot.press("4")
        await pilot.pause()
        await pilot.press("slash", *"saw")
        await pilot.pause()
        assert "第 1 個，共 3 個" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert (app.view.mode, session_of(app).moment) == ("memory", 1)


async def test_what_a_decoder_wrote_is_found_when_it_is_shown() -> None:
    async with running(sample_setup("seq2seq"), (80, 24)) as (app, pilot):
        trace = session_of(app).trace
        written = trace.answers[0].tokens
        assert written[-1] == "<eos>"
        last = trace.clocks["t"] + len(written) - 1
        for before in ((), ("end", "home"), ("t",)):
            await pilot.press(*before, "slash", *"eos")
            await pilot.pause()
            is_shown = bool(before)
            assert (session_of(app).moment, "no token has this" in text_of(app)) == (last * is_shown, not is_shown)
            await pilot.press("escape")
            await pilot.pause()
            app.session = replace(session_of(app), farthest=0)


async def test_the_focus_returns_to_where_it_was() -> None:
    async with running(WORDS, (120, 40)) as (app, pilot):
        for name in ("table", "work", "time"):
            app.explore.query_one(f"#{name}").focus()
            for keys in (("slash", *"saw", "enter"), ("slash", "escape"), ("slash", "x", "enter")):
                await pilot.press(*keys)
                await pilot.pause()
                await pilot.pause()
                assert not app.explore.query("#search-row")
                assert app.explore.focused is not None
                assert app.explore.focused.id == name, keys
                # It is the one that is marked as having the focus.
                (marked,) = re.findall("━▌(.*?)▐━", text_of(app))
                assert MARKED[name] in marked, keys


@pytest.mark.parametrize(("size", "lang"), [((60, 20), "en"), ((80, 24), "en"), ((80, 24), "zh-TW")])
async def test_what_is_found_nowhere_says_so_to_the_end(size: tuple[int, int], lang: str) -> None:
    async with running(WORDS, size, lang) as (app, pilot):
        for key in ("slash", *"zz"):
            await pilot.press(key)
            await pilot.pause()
            assert "…" not in text_of(app).splitlines()[-2]
        await pilot.press("enter")
        await pilot.pause()
        told = {"en": "No token has “zz”.", "zh-TW": "沒有含「zz」的詞。"}[lang]
        assert told in text_of(app).splitlines()[-1]
        assert session_of(app).moment == 0
        await pilot.press("slash", *"sa")
        await pilot.pause()
        assert "…" not in text_of(app).splitlines()[-2]


async def test_vectors_have_no_tokens(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("1,2\n3,4\n")
    async with running(Setup(inputs=str(path)), (80, 24)) as (app, pilot):
        assert "Vectors of x.csv are read; i types a sentence." in text_of(app)
        assert app.check_action("search", ()) is None
        assert app.check_action("stops", ()) is True
        await pilot.press("slash", "b")
        await pilot.pause()
        assert "x[t][0]" in text_of(app) or "h[t][0]" in text_of(app)
        assert "token ==" not in text_of(app)


async def test_g_lists_the_steps_of_a_token() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.press("g", *"saw")
        await pilot.pause()
        shown = text_of(app)
        assert "1  saw" in shown
        assert "3  saw" in shown
        assert "0  I" not in shown
        await pilot.press("down", "enter")
        await pilot.pause()
        assert session_of(app).moment == 3


async def test_a_token_far_down_a_long_sentence_is_listed() -> None:
    async with running(Setup(text="a b " * 600 + "needle a b"), (80, 24)) as (app, pilot):
        await pilot.press("g", *"needle", "enter")
        await pilot.pause()
        assert session_of(app).moment == 1_200
        await pilot.press("g", *"zzz")
        await pilot.pause()
        assert "zzz" in text_of(app)


async def test_an_answer_is_listed_when_it_was_reached() -> None:
    async with running(Setup(text="I saw", architecture="attention_dot"), (120, 40)) as (app, pilot):
        written = session_of(app).trace.answers[0].tokens
        await pilot.press("g")
        await pilot.pause()
        assert "2  u=0" in text_of(app)
        await pilot.press("escape", "n", "n", "g")
        await pilot.pause()
        assert f"2  {written[0]}  u=0" in text_of(app)
        assert "3  u=1" in text_of(app)
