"""What keys and mouse do to the one session."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.events import MouseScrollDown
from textual.pilot import Pilot

from rnntui.session.session import Session
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.snapshot import text_of
from rnntui.ui.widgets.sentence import Sentence
from rnntui.ui.widgets.table import Table
from rnntui.ui.widgets.timeline import Timeline

SIZES = ((80, 24), (120, 40))
KINSHIP = replace(sample_setup("kinship"), notes=None)
"""The worked example, without what is told beside it."""
SAW = Setup(text="I saw a saw", architecture="lstm")


@asynccontextmanager
async def running(setup: Setup, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[RnntuiApp, Pilot[int]]]:
    """The app, after its first run."""
    app = RnntuiApp(setup)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        while app.session is None:
            await pilot.pause()
        yield app, pilot


def session_of(app: RnntuiApp) -> Session:
    assert app.session is not None
    return app.session


@pytest.mark.parametrize("size", SIZES)
async def test_stepping_to_42(size: tuple[int, int]) -> None:
    async with running(KINSHIP, size) as (app, pilot):
        assert "(42, 42)" not in text_of(app)
        await pilot.press("n", "n", "n")
        assert session_of(app).cursor.step == 3
        assert "(42, 42)" in text_of(app)
        await pilot.press("n")
        assert session_of(app).cursor.step == 3
        await pilot.press("p", "home", "end", "p")
        assert session_of(app).cursor.step == 2


async def test_stepping_by_equations() -> None:
    async with running(SAW) as (app, pilot):
        await pilot.press("s")
        assert (session_of(app).cursor.step, session_of(app).cursor.micro) == (1, 0)
        await pilot.press("s", "s", "s")
        assert session_of(app).cursor.variable == "c"
        assert not session_of(app).is_known("h", 1)
        await pilot.press("S")
        assert session_of(app).cursor.micro == 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("focus", ["table", "equations", "work", "time"])
async def test_keys_work_wherever_the_focus_is(size: tuple[int, int], focus: str) -> None:
    async with running(SAW, size) as (app, pilot):
        panel = app.explore.query_one(f"#{focus}")
        if not panel.display:
            return
        panel.focus()
        await pilot.press("n", "down", "right", "left", "left")
        cursor = session_of(app).cursor
        assert (cursor.step, cursor.unit, cursor.variable) == (1, 1, "c")


async def test_typing_runs_at_once_and_moves_nothing() -> None:
    async with running(sample_setup("kinship")) as (app, pilot):
        await pilot.press("i", "end", "n", "p", "q", "s", "1")
        assert session_of(app).setup.text == "你祖我孫npqs1"
        assert session_of(app).cursor.step == 0
        await pilot.press("enter")
        assert isinstance(app.focused, Table)
        await pilot.press("u")
        assert session_of(app).setup.text == "你祖我孫"
        assert app.explore.query_one(Sentence).value == "你祖我孫"
        await pilot.press("r")
        assert session_of(app).setup.text == "你祖我孫npqs1"


async def test_two_bursts_of_typing_are_two_changes() -> None:
    async with running(Setup(text="a")) as (app, pilot):
        await pilot.press("i", "end", "b", "c", "escape", "i", "end", "d", "escape")
        assert [setup.text for setup in session_of(app).past] == ["a", "abc"]


async def test_an_error_loses_nothing_that_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rnntui.session.setup.LONGEST_TEXT", 3)
    async with running(Setup(text="abc")) as (app, pilot):
        await pilot.press("i", "end", "d", "enter")
        assert session_of(app).setup.text == "abc"
        assert isinstance(app.focused, Sentence)
        assert app.focused.value == "abcd"
        await pilot.pause()
        assert "3 are the limit" in text_of(app)


async def test_choosing_an_architecture_by_typing() -> None:
    async with running(sample_setup("kinship")) as (app, pilot):
        await pilot.press("A", *"lstm", "enter")
        await pilot.pause()
        assert session_of(app).setup.architecture == "lstm"
        assert session_of(app).cursor.micro == len(session_of(app).microsteps) - 1
        await pilot.press("H", "7", "enter")
        await pilot.pause()
        assert session_of(app).model.units["hidden"] == 7
        await pilot.press("u", "u")
        assert session_of(app).setup.architecture == "elman"
        assert session_of(app).model.units["hidden"] == 3


@pytest.mark.parametrize("key", ["A", "E", "H", "L", "D", "W", "O", "g"])
async def test_every_list_opens_and_its_first_lines_can_be_taken(key: str) -> None:
    async with running(SAW) as (app, pilot):
        await pilot.press(key, "down", "up")
        assert len(app.screen_stack) == 2
        await pilot.press("escape")
        assert len(app.screen_stack) == 1
        await pilot.press(key, "down", "enter")
        await pilot.pause()
        assert len(app.screen_stack) == 1


async def test_every_architecture_can_be_chosen() -> None:
    from rnntui.engine.catalogue import architecture_names
    from rnntui.ui.choices import offer

    async with running(SAW) as (app, pilot):
        for option in offer("architecture", session_of(app), app.view.words).options:
            app.take(option)
            await pilot.press("s", "f", "n", "o", "l", "f")
            assert option.setup is not None
            assert session_of(app).setup.architecture == option.setup.architecture
        assert len(session_of(app).past) >= len(architecture_names()) - 1


async def test_going_to_a_step_by_its_number() -> None:
    async with running(Setup(text="a b c " * 50)) as (app, pilot):
        await pilot.press("g", *"149", "enter")
        await pilot.pause()
        assert session_of(app).cursor.step == 149


async def test_mouse() -> None:
    async with running(SAW) as (app, pilot):
        timeline = app.explore.query_one(Timeline)
        await pilot.click(Timeline, offset=(11, 0))
        assert session_of(app).cursor.step == 0
        await pilot.click(Timeline, offset=(30, 0))
        assert session_of(app).cursor.step == 1
        timeline.post_message(wheel(timeline))
        await pilot.pause()
        assert session_of(app).cursor.step == 2
        await pilot.click(Table, offset=(34, 4))
        assert (session_of(app).cursor.variable, session_of(app).cursor.unit) == ("i", 2)


def wheel(widget: Timeline) -> MouseScrollDown:
    """The wheel turned down over a widget."""
    return MouseScrollDown(widget, 0, 0, 0, 0, 0, False, False, False)


async def test_pages_and_order_of_many_units() -> None:
    async with running(SAW.with_size("hidden", 1000)) as (app, pilot):
        rows = app.explore.query_one(Table).page_rows
        await pilot.press("pagedown")
        assert session_of(app).cursor.unit == rows
        await pilot.press("o", "pageup", "down")
        page = app.explore.query_one(Table).page
        assert page is not None
        assert session_of(app).cursor.unit in page.rows
        assert list(page.rows) != sorted(page.rows)


async def test_layers_come_one_after_the_other() -> None:
    async with running(Setup(text="a b", architecture="elman", layers=2, bidirectional=True)) as (app, pilot):
        seen = []
        for _ in range(4):
            seen.append(app.view.group)
            await pilot.press("l")
        assert seen == ["l0", "l0_reverse", "l1", "l1_reverse"]
        assert app.view.group == "l0"


async def test_a_panel_fills_the_screen_and_gives_it_back() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.press("enter")
        assert app.view.large == "work"
        assert "How h[0][0] came about" in text_of(app)
        await pilot.press("escape")
        assert app.view.large is None
        await pilot.press("z")
        assert app.view.large == "table"
        await pilot.press("z")
        assert app.view.large is None


async def test_what_lies_ahead_is_shown_when_asked_for() -> None:
    async with running(sample_setup("kinship")) as (app, pilot):
        assert "42" not in text_of(app)
        await pilot.press("t")
        assert "(42, 42)" in text_of(app)


async def test_what_can_not_be_done_is_greyed_out() -> None:
    async with running(KINSHIP) as (app, pilot):
        assert app.check_action("step", (-1,)) is None
        assert app.check_action("step", (1,)) is True
        assert app.check_action("undo", ()) is None
        await pilot.press("end")
        assert app.check_action("step", (1,)) is None
        assert app.check_action("micro", (1,)) is None


async def test_playing_ends_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rnntui.ui.looking_app.PAUSE", 0.001)
    async with running(KINSHIP) as (app, pilot):
        await pilot.press("space")
        while session_of(app).cursor.step < 3 or app.view.playing:
            await pilot.pause()
        assert session_of(app).reached == 3


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_quitting(key: str) -> None:
    async with running(sample_setup("kinship")) as (app, pilot):
        await pilot.press(key)
        assert app.return_code == 0
    assert not app.is_running


async def test_ctrl_c_quits_from_the_field_and_from_a_list() -> None:
    for keys in (("i", "ctrl+c"), ("A", "ctrl+c"), ("question_mark", "ctrl+c")):
        async with running(sample_setup("kinship")) as (app, pilot):
            await pilot.press(*keys)
            assert app.return_code == 0


async def test_too_small_and_back() -> None:
    async with running(sample_setup("kinship")) as (app, pilot):
        await pilot.resize_terminal(59, 20)
        assert "needs 60x20" in text_of(app)
        await pilot.press("n")
        await pilot.resize_terminal(60, 20)
        assert "(3, 3)" in text_of(app)
        assert not app.explore.query_one("#textual-tooltip").display


async def test_the_palette_finds_actions_architectures_and_samples() -> None:
    from rnntui.ui.palette import Everything

    async with running(sample_setup("kinship")) as (app, pilot):
        provider = Everything(app.screen)
        found = [hit async for hit in provider.discover()]
        texts = [str(getattr(hit, "display", "")) for hit in found]
        assert any("next" in text for text in texts)
        assert any("LSTM peephole" in text for text in texts)
        assert any("kinship" in text for text in texts)
        await pilot.press("ctrl+p", *"jordan")
        await app.workers.wait_for_complete()
        await pilot.press("enter")
        await pilot.pause()
        while len(app.screen_stack) > 1:
            await pilot.press("enter")
        assert session_of(app).setup.architecture in ("jordan", "elman")


async def test_a_crash_ends_the_app_and_is_kept_for_the_one_line() -> None:
    app = RnntuiApp(sample_setup("kinship"))

    async def crash() -> None:
        async with app.run_test() as pilot:
            app.call_later(lambda: 1 / 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await crash()
    assert isinstance(app.crash, ZeroDivisionError)
