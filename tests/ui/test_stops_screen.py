"""Breakpoints in the app: the list, the keys c and C, the marks of the timeline; by keys and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from driving import SAW, SIZES, running, session_of
from textual.pilot import Pilot
from textual.widgets import Input

from rnntui.engine.catalogue import architecture_names
from rnntui.session.session import go
from rnntui.session.setup import Setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.ascii import in_ascii
from rnntui.ui.screens.stops import Stops
from rnntui.ui.snapshot import take, text_of
from rnntui.ui.stop_rows import error_lines
from rnntui.ui.widgets.timeline import Timeline

WORD = 'token == "saw"'
NAMES = {" ": "space"}


def typed(text: str) -> Iterator[str]:
    return (NAMES.get(each, each) for each in text)


async def add(app: RnntuiApp, pilot: Pilot[int], *texts: str) -> None:
    """Set breakpoints with the keyboard, and leave the list."""
    await pilot.press("b")
    for text in texts:
        await pilot.press(*typed(text), "enter")
    await pilot.press("escape")
    await pilot.pause()
    assert len(app.screen_stack) == 1


def line_with(app: RnntuiApp, text: str) -> tuple[int, int]:
    """Where a text stands on the screen."""
    lines = text_of(app).splitlines()
    y = next(place for place, line in enumerate(lines) if text in line)
    return lines[y].index(text), y


@pytest.mark.parametrize("size", [(60, 20), *SIZES, (250, 70)])
@pytest.mark.parametrize("lang", ["en", "zh-TW"])
async def test_a_breakpoint_is_set_and_stops(size: tuple[int, int], lang: str) -> None:
    async with running(SAW, size, lang) as (app, pilot):
        await add(app, pilot, WORD)
        assert session_of(app).breakpoints == (WORD,)
        stops = []
        for key in ("c", "c", "c", "C", "C"):
            await pilot.press(key)
            await pilot.pause()
            stops.append(session_of(app).moment)
        assert stops == [1, 3, 3, 1, 1]
        assert f"● {WORD} " in text_of(app).splitlines()[-2]


async def test_what_holds_nowhere_moves_nothing_and_says_so() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.press("n")

        async def pressed(key: str) -> str:
            """What is said when a key is pressed."""
            await pilot.press(key)
            await pilot.pause()
            assert session_of(app).moment == 1
            (told,) = app._notifications
            assert told.message in text_of(app).splitlines()[-1]
            return told.message

        for key in "cC":
            assert await pressed(key) == "There is no breakpoint yet: b sets one."
        assert await pressed("'") == "There is no mark yet: m sets one."
        app.session = replace(session_of(app), breakpoints=("h[t][0] > 9",))
        assert (await pressed("c")).startswith("No breakpoint holds after step 1: nothing moved.")
        assert (await pressed("C")).startswith("No breakpoint holds before step 1: nothing moved.")
        app.session = replace(session_of(app), disabled=("h[t][0] > 9",))
        assert await pressed("c") == "All breakpoints are off: b lists them, Space turns one on."
        app.session = replace(session_of(app), breakpoints=("q[t][0] > 9",))
        assert await pressed("c") == "No breakpoint means anything in this network: b says why."
        assert (await pressed("m")).startswith("Marked.")
        assert await pressed("'") == "The only mark is here: m takes it away."
        for key, told in (("x", "Compare: 2"), ("G", "Encoding: 3"), ("R", "Diagram: 6")):
            assert await pressed(key) == f"This key belongs to {told} opens it."


async def test_before_there_is_a_sentence_keys_say_so_but_for_breakpoints() -> None:
    async with running(replace(SAW, text=""), (80, 24)) as (app, pilot):
        for key in ("c", "C", "m", "apostrophe", "slash", "g", "K", "n"):
            app.clear_notifications()
            await pilot.press(key)
            await pilot.pause()
            assert "There is no sentence yet: i types one." in text_of(app).splitlines()[-1], key
        assert len(app.screen_stack) == 1
        assert session_of(app).marks == ()
        await add(app, pilot, WORD)
        await pilot.press("i", *"saw", "enter", "c")
        assert f"● {WORD} holds here" in text_of(app)


@pytest.mark.parametrize("name", architecture_names())
async def test_examples_are_taken_with_two_keys(name: str) -> None:
    async with running(Setup(text="I saw a saw", architecture=name), (80, 24)) as (app, pilot):
        await pilot.press("b", "enter", "enter")
        (text,) = session_of(app).breakpoints
        assert f"● {text}" in text_of(app)
        assert " of " in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "●" in text_of(app).splitlines()[2] or app.size.height > 30


async def test_what_is_typed_is_checked_at_once() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.press("b", *typed("h[t] > q[t]"))
        lines = text_of(app).splitlines()
        x, y = line_with(app, "h[t] > q[t]")
        assert lines[y + 1].index("^") == x + len("h[t] > ")
        assert "there is no variable 'q'" in lines[y + 2]
        await pilot.press("enter")
        assert session_of(app).breakpoints == ()
        await pilot.press(*["backspace"] * 4, *typed("0"))
        shown = text_of(app)
        assert "^" not in shown
        # Nothing can stop at a vector, but it can be watched.
        assert "is not one truth value" in shown
        assert "Stop where it holds" not in shown
        # Who wants to stop there reads why not, and is not given a watch instead.
        await pilot.press("enter")
        assert session_of(app).watches == ()
        assert app.screen.query_one(Input).value == "h[t] > 0"
        await pilot.press("down")
        assert "▶= Watch it" in text_of(app)
        await pilot.press("up")
        assert "▶= Watch it" not in text_of(app)
        await pilot.press(*["left"] * 4, *typed("[0]"))
        assert "Stop where it holds" in text_of(app)
        assert " of 4 steps" in text_of(app)
        await pilot.press("escape", "escape")
        assert len(app.screen_stack) == 1


async def test_what_can_only_be_watched_is_watched() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.press("b", *typed("h[t]"), "enter", *typed("h[t] > 0"), "down", "enter")
        assert session_of(app).watches == ("h[t]", "h[t] > 0")


async def test_the_list_says_how_often_each_holds_and_goes_there() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.press("n")
        await add(app, pilot, WORD, "h[t][0] > 9")
        await pilot.press("b")
        shown = text_of(app)
        assert "holds at 2 of 4 steps · holds here" in shown
        assert "holds at 0 of 4 steps" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert session_of(app).moment == 3
        await pilot.press("b", "down", "enter")
        await pilot.pause()
        assert session_of(app).moment == 3
        assert "h[t][0] > 9 holds nowhere in this run." in text_of(app)


async def test_one_is_switched_off_and_removed() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await add(app, pilot, WORD, "h[t][0] > 0")
        await pilot.press("b", "space")
        assert session_of(app).disabled == (WORD,)
        assert f"○ {WORD}" in text_of(app)
        assert "off · holds at 2 of 4 steps" in text_of(app)
        await pilot.press("delete")
        assert (session_of(app).breakpoints, session_of(app).disabled) == (("h[t][0] > 0",), ())
        await pilot.press("delete", "delete")
        assert session_of(app).breakpoints == ()


async def test_all_of_it_with_the_mouse() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.click(offset=line_with(app, "n next"))
        await pilot.press("b")
        await pilot.click(offset=line_with(app, WORD))
        await pilot.click(offset=line_with(app, "Stop where it holds"))
        assert session_of(app).breakpoints == (WORD,)
        x, y = line_with(app, f"● {WORD}")
        await pilot.click(offset=(x, y))
        assert session_of(app).disabled == (WORD,)
        await pilot.click(offset=(x, y))
        assert session_of(app).disabled == ()
        await pilot.click(offset=(x + 3, y))
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert session_of(app).moment == 3
        await pilot.press("b")
        await pilot.click(offset=line_with(app, "✕"))
        assert session_of(app).breakpoints == ()


async def test_the_timeline_marks_hits_and_marks_of_ones_own() -> None:
    async with running(SAW, (120, 40)) as (app, pilot):
        await add(app, pilot, WORD)
        await pilot.press("n", "m", "n", "m", "home")
        line = text_of(app).splitlines()[app.explore.query_one(Timeline).region.y]
        assert [part for part in line.replace("─", " ").split() if part not in ("token", "▐I▌")] == [
            "saw", "●◆", "a", "◆", "saw", "●",
        ]  # fmt: skip
        await pilot.press("apostrophe", "apostrophe", "apostrophe")
        assert session_of(app).moment == 1
        await pilot.press("m")
        assert session_of(app).marks == (2,)


def test_in_ascii_the_marks_are_not_those_of_others() -> None:
    shown = [in_ascii(mark) for mark in "●○◆✕≠?"]
    assert all(map(str.isascii, shown))
    assert len({*shown, "*"}) == 7


async def test_one_that_fits_no_more_says_why_in_the_list() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await add(app, pilot, "c[t][0] < 9")
        await pilot.press("A", *"gru", "enter")
        await pilot.pause(0.1)
        assert session_of(app).setup.architecture == "gru"
        assert session_of(app).breakpoints == ("c[t][0] < 9",)
        await pilot.press("b")
        assert "! c[t][0] < 9" in text_of(app)
        assert "there is no variable 'c'" in " ".join(text_of(app).replace("│", "").split())
        await pilot.press("escape", "c")
        await pilot.pause()
        assert session_of(app).moment == 0


async def test_a_long_run_is_looked_at_beside_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rnntui.session.hits.LARGEST", 64)
    monkeypatch.setattr("rnntui.ui.stop_rows.SOON", 0.0)
    text = "a b c d " * 1_000 + "z"
    async with running(Setup(text=text), (80, 24)) as (app, pilot):
        # While it is typed too.
        await pilot.press("b", *typed('token == "z"'))
        while "holds at 1 of 4,001 steps" not in text_of(app):
            await pilot.pause(0.05)
        await pilot.press("enter", "escape", "c")
        while session_of(app).moment != 4_000:
            await pilot.pause(0.05)


async def test_what_is_changed_while_one_runs_on_stays() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await add(app, pilot, WORD)
        before = session_of(app)
        app._run_to(before, lambda: _marked(app), "")
        await pilot.pause()
        assert (session_of(app).moment, session_of(app).marks) == (2, (1,))


def _marked(app: RnntuiApp) -> int:
    app.session = replace(session_of(app), marks=(1,))
    return 2


async def test_two_runs_side_by_side_stop_where_either_does() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await add(app, pilot, WORD)
        await pilot.press("2")
        while app.beside is None:
            await pilot.pause()

        async def columns(*keys: str) -> list[int]:
            found = []
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
                assert app.beside is not None
                found.append(app.beside.column)
            return found

        # I saw a saw beside saw a saw I: saw stands in the columns 1 and 3.
        assert await columns("c", "c", "c", "C", "C") == [1, 3, 3, 1, 1]
        assert f"● {WORD} holds here in A, B." in text_of(app)
        marked = [line.split("▐saw▌")[1][:2] for line in text_of(app).splitlines() if "▐saw▌" in line]
        assert marked[:2] == ["●─", "●─"]
        assert await columns("m", "home", "apostrophe", "slash") == [1, 0, 1, 1]
        assert "●◆" in text_of(app)
        await pilot.press("a")
        assert app.beside.column == 2
        await pilot.press("down")
        assert app.beside.column == 3
        await pilot.press("escape")
        await pilot.pause()
        assert app.beside.column == 1
        await pilot.press("b", *typed("h[t][0] > 9"), "enter", "escape")
        await pilot.pause()
        assert session_of(app).breakpoints == app.beside.b.breakpoints == (WORD, "h[t][0] > 9")
        await pilot.press("g", "3", "enter")
        assert app.beside.column == 3


async def test_keys_that_go_nowhere_are_grey() -> None:
    async with running(SAW) as (app, pilot):
        assert app.check_action("run_on", (1,)) is None
        app.session = replace(session_of(app), breakpoints=(WORD,))
        assert app.check_action("run_on", (-1,)) is None
        assert app.check_action("run_on", (1,)) is True
        app.session = go(session_of(app), 3)
        assert app.check_action("run_on", (1,)) is None
        assert app.check_action("run_on", (-1,)) is True
        await pilot.press("S")
        assert app.check_action("run_on", (1,)) is True
        assert app.check_action("to_mark", ()) is None


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_many_are_scrolled_through(size: tuple[int, int]) -> None:
    async with running(SAW, size) as (app, pilot):
        app.session = replace(session_of(app), breakpoints=tuple(f"h[t][0] > 0.0{k:02}" for k in range(40)))
        await pilot.press("b", *["down"] * 25)
        assert "▶● h[t][0] > 0.025" in text_of(app)
        await pilot.press("pagedown", "pagedown", "pagedown", "pagedown")
        assert "▶+" in text_of(app)
        await pilot.press(*["pageup"] * 9)
        assert "▶● h[t][0] > 0.000" in text_of(app)


async def test_the_caret_stays_below_a_field_that_is_scrolled() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.press("b")
        long = "h[t][0] > 0 and " * 8 + "q[t][0]"
        app.screen.query_one(Input).value = long[:-1]
        await pilot.press("end", "]")
        await pilot.pause()
        assert isinstance(app.screen, Stops)
        lines = text_of(app).splitlines()
        x, y = line_with(app, "q[t][0] ")
        assert lines[y + 1].index("^") == x
        assert app.screen.wrong is not None
        assert error_lines(long, app.screen.wrong, 30, 0, app.view.words)[0][0].text == " " * 28 + "^"


@pytest.mark.parametrize("lang", ["en", "zh-TW"])
async def test_hostile_texts_are_made_visible(lang: str) -> None:
    hostile = "\x1b]52;c;aGk=\x07\u202e[@click=app.quit]x[/]\x9b31m"
    async with running(Setup(text=f"{hostile} b"), (120, 40), lang) as (app, pilot):
        texts = (hostile, f"token == {hostile}", f'token == "{hostile}"')
        app.session = replace(session_of(app), breakpoints=texts, watches=texts, marks=(0, 99))
        await pilot.pause()
        for keys in (("n", "p"), ("b",), ("escape", "c"), ("slash", "["), ("escape", "m", "apostrophe")):
            await pilot.press(*keys)
            await pilot.pause()
            assert not set("\x1b\x07\x9b\u202e") & set(text_of(app)), keys
        assert app.is_running


@pytest.mark.parametrize("press", [("b",), ("b", "enter", "enter", "escape", "m", "n", "c"), ("slash", "a")])
def test_in_ascii_there_is_nothing_else(press: tuple[str, ...]) -> None:
    for size in ((80, 24), (120, 40)):
        assert take(SAW, size=size, press=press, kind="text", ascii_only=True).isascii()
