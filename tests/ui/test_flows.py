"""What keys do to the one session."""

from __future__ import annotations

from dataclasses import replace

import pytest
from driving import KINSHIP, SAW, SIZES, running, session_of

from rnntui.engine.interventions import Intervention
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.snapshot import text_of
from rnntui.ui.widgets.sentence import Sentence
from rnntui.ui.widgets.table import Table


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


async def test_going_to_a_step_by_its_number() -> None:
    async with running(Setup(text="a b c " * 50)) as (app, pilot):
        await pilot.press("g", *"149", "enter")
        await pilot.pause()
        assert session_of(app).cursor.step == 149


async def test_pages_and_order_of_many_units() -> None:
    async with running(SAW.with_size("hidden", 1000)) as (app, pilot):
        assert app.explore.table.page is not None
        rows = app.explore.table.page.room
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
        # Readouts stand over all layers; from one of them a layer's own state comes into view.
        assert session_of(app).cursor.variable == "h_l0"


async def test_a_panel_fills_the_screen_and_gives_it_back() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.press("enter")
        assert app.view.walk is not None
        assert "How h[0][0] came about" in text_of(app)
        await pilot.press("escape")
        assert app.view.walk is None
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


async def test_a_crash_ends_the_app_and_is_kept_for_the_one_line() -> None:
    app = RnntuiApp(sample_setup("kinship"))

    async def crash() -> None:
        async with app.run_test() as pilot:
            app.call_later(lambda: 1 / 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await crash()
    assert isinstance(app.crash, ZeroDivisionError)


async def test_a_narrated_sample_goes_from_note_to_note() -> None:
    async with running(sample_setup("kinship"), (80, 24)) as (app, pilot):
        assert "┃ 1/" in text_of(app)
        await pilot.press("n", "n", "n")
        assert (session_of(app).cursor.step, session_of(app).setup.text) == (3, "你祖我孫")
        await pilot.press("n")
        assert (session_of(app).cursor.step, session_of(app).setup.text) == (0, "我祖你孫")
        assert app.explore.query_one(Sentence).value == "我祖你孫"
        await pilot.press("p")
        assert (session_of(app).cursor.step, session_of(app).setup.text) == (3, "你祖我孫")
        await pilot.press("i", "end", "!")
        assert "┃ 1/" not in text_of(app)
        await pilot.press("escape", "u")
        assert "┃ 1/" in text_of(app)


async def test_sorted_by_change_the_top_stays_the_top() -> None:
    async with running(SAW.with_size("hidden", 60), (80, 24)) as (app, pilot):
        await pilot.press("n", "o")
        table = app.explore.query_one(Table)
        for key in ("n", "n", "p"):
            await pilot.press(key)
            assert table.page is not None
            assert session_of(app).cursor.unit == table.page.order[0]
        await pilot.press("down", "down")
        unit = session_of(app).cursor.unit
        await pilot.press("n")
        assert session_of(app).cursor.unit == unit


async def test_another_run_of_the_same_page_is_another_heat_map() -> None:
    async with running(Setup(text="a b c"), (120, 40)) as (app, pilot):
        await pilot.press("t", "W", "2", "enter")
        first = text_of(app).splitlines()[-8:]
        await pilot.press("W", "3", "enter")
        assert text_of(app).splitlines()[-8:] != first


@pytest.mark.parametrize("size", SIZES)
async def test_a_forced_value_says_so(size: tuple[int, int]) -> None:
    forced = replace(SAW, interventions=(Intervention("h", 0.5, 0, 1),))
    async with running(forced, size) as (app, pilot):
        await pilot.press("down")
        shown = text_of(app)
        assert "h[0][1]=0.5" in shown.splitlines()[0]
        assert "h[0][1] is forced to 0.5; its equation gives" in shown
        await pilot.press("up")
        assert "is forced" not in text_of(app)


async def test_playing_ends_with_the_app() -> None:
    async with running(SAW) as (app, pilot):
        await pilot.press("space")
    # A timer that was on its way finds no screen any more.
    app._play_on()
    assert app.crash is None
