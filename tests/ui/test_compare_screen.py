"""The mode compare: what it shows is what the comparison says, and the keys change either run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from driving import KINSHIP, SAW, running, session_of
from test_outside_text import _RAW, leaks, lesson

from rnntui.render.show import show
from rnntui.session.beside import Comparison
from rnntui.session.comparison import go, opening
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.choices import offer
from rnntui.ui.snapshot import _settled, take, text_of
from rnntui.ui.widgets.compare_page import page_of
from rnntui.ui.widgets.compare_table import CompareTable
from rnntui.ui.widgets.sentence import Sentence

__all__ = ["leaks", "lesson"]
WRITER = Setup(text="a b c", architecture="seq2seq", labels=("<bos>", "<eos>", "p", "q"))
SIZES = ((60, 20), (80, 24), (120, 40), (250, 70))


def compared(app: RnntuiApp) -> Comparison:
    assert app.comparison is not None
    return app.comparison


def rows_of(app: RnntuiApp) -> list[str]:
    return text_of(app).splitlines()


def choose(app: RnntuiApp, what: str, name: str) -> None:
    """Take an option of a list for the chosen side."""
    options = offer(what, compared(app).shown, app.view.words).options
    app.take(next(option for option in options if option.name == name))


@pytest.mark.parametrize("size", SIZES)
async def test_it_opens_on_the_worked_example(size: tuple[int, int]) -> None:
    async with running(sample_setup("kinship"), size) as (app, pilot):
        await pilot.press("2")
        await _settled(app, pilot)
        assert [each.text for each in compared(app).setups] == ["你祖我孫", "我祖你孫"]
        shown = text_of(app)
        assert "≠ first" in shown
        assert "(42, 42)" not in shown
        assert "(114, 114)" not in shown
        await pilot.press("n", "n", "n")
        assert "(42, 42)" in text_of(app)
        assert "(114, 114)" in text_of(app)
        assert "order counts" in text_of(app)
        assert compared(app).a.cursor.step == compared(app).b.cursor.step == 3
        # The session of the other modes stays where it was.
        assert session_of(app).moment == 0


async def test_every_number_of_the_table_is_that_of_the_comparison() -> None:
    async with running(KINSHIP, (120, 40)) as (app, pilot):
        await pilot.press("2", "end")
        row = next(row for row in rows_of(app) if row.startswith("▶   0"))
        found = compared(app).differences
        for name in ("h", "y"):
            for rows in (found.values("a", name), found.values("b", name), found.difference(name)):
                assert f"{rows[3, 0]:.0f}" in row
        assert row.count("≠") == 2
        await pilot.press("d")
        row = next(row for row in rows_of(app) if row.startswith("▶   0"))
        assert "24" in row
        assert "72" in row
        assert "114" not in row
        assert "(72, 72)" in text_of(app)


async def test_the_difference_is_a_third_map() -> None:
    async with running(KINSHIP, (120, 40)) as (app, pilot):
        await pilot.press("2", "end")
        assert "A, B, B-A" in text_of(app)
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await pilot.press("2", "end")
        assert "h over time: A, B ─" in text_of(app)
        await pilot.press("d")
        assert "h over time: B-A ─" in text_of(app)
        assert "▶B-A     0   +░░░░░░  +░░░░░░  +▒▒▒▒▒▒  +██████" in text_of(app)


async def test_the_chosen_side_is_typed_into_and_undone() -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await pilot.press("2", "x")
        assert app.explore.query_one(Sentence).value == "我祖你孫"
        assert "▶B" in text_of(app)
        await pilot.press("i", "end", "我", "孫", "enter")
        assert [each.text for each in compared(app).setups] == ["你祖我孫", "我祖你孫我孫"]
        assert session_of(app).setup.text == "你祖我孫"
        await pilot.press("u")
        assert [each.text for each in compared(app).setups] == ["你祖我孫", "我祖你孫"]
        await pilot.press("r")
        assert compared(app).b.setup.text == "我祖你孫我孫"
        await pilot.press("x")
        assert app.explore.query_one(Sentence).value == "你祖我孫"


async def test_each_side_has_its_own_network() -> None:
    async with running(SAW, (120, 40)) as (app, pilot):
        await pilot.press("2", "x", "n", "n", "n", "n")
        choose(app, "architecture", "Elman")
        assert [each.architecture for each in compared(app).setups] == ["lstm", "elman"]
        assert "Elman 3→3→2" in rows_of(app)[0]
        assert "▶B Elman" in text_of(app)
        assert " A LSTM" in text_of(app)
        while compared(app).variable != "c":
            await pilot.press("left")
        assert "c is only in A: there is no B-A." in text_of(app)
        await pilot.press("x")
        assert "LSTM 3→3→2" in rows_of(app)[0]
        assert session_of(app).setup.architecture == "lstm"


async def test_what_has_another_size_is_said_in_both_languages() -> None:
    for lang, said in (("en", "h has 3 units in A and 5 in B"), ("zh-TW", "h 在 A 有 3 個單元，在 B 有 5 個")):
        async with running(KINSHIP, (120, 40), lang) as (app, pilot):
            await pilot.press("2", "x", "H", "5", "enter", "d")
            assert said in text_of(app)
            assert "h" in compared(app).differences.apart


async def test_a_comparison_is_kept_until_the_session_changes() -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await pilot.press("2", "n", "x", "H", "5", "enter", "1")
        assert app.explore.query_one(Sentence).value == "你祖我孫"
        await pilot.press("n", "2")
        assert compared(app).b.model.units["hidden"] == 5
        assert compared(app).column == 1
        await pilot.press("1", "H", "4", "enter", "2")
        assert [each.model.units["hidden"] for each in (compared(app).a, compared(app).b)] == [4, 4]
        assert compared(app).chosen == "a"


async def test_arrows_page_through_units_and_variables_of_both() -> None:
    async with running(SAW.with_size("hidden", 40), (80, 24)) as (app, pilot):
        await pilot.press("2", "n", "down", "right")
        assert (compared(app).unit, compared(app).variable) == (1, "y")
        await pilot.press("left", "left", "pagedown", "down")
        assert compared(app).variable == "c"
        assert compared(app).unit > 3
        await pilot.press("o")
        page = page_of(compared(app), app.view, 80, 6)
        gaps = abs(compared(app).difference("c")[1])
        assert list(page.rows) == sorted(range(40), key=lambda unit: -gaps[unit])[: len(page.rows)]
        assert compared(app).unit == page.rows[0]
        await pilot.press("n")
        assert compared(app).unit == page_of(compared(app), app.view, 80, 6).rows[0]


async def test_micro_steps_leave_blank_what_is_not_computed() -> None:
    async with running(SAW, (120, 40)) as (app, pilot):
        await pilot.press("2", "s")
        assert (compared(app).column, compared(app).micro) == (1, 0)
        shown = text_of(app)
        assert "equation step 1 of 5" in shown
        marks = next(row for row in shown.splitlines() if row.startswith(" ≠"))
        assert marks.split()[1:] == ["≠", "first", "?", "?", "?", "?"]
        await pilot.press("S")
        assert (compared(app).column, compared(app).micro) == (0, 4)


async def test_what_can_not_be_done_is_greyed_out() -> None:
    async with running(KINSHIP) as (app, pilot):
        for name in ("side", "difference", "orders"):
            assert app.check_action(name, ()) is None
        await pilot.press("x", "d", "X")
        assert (app.view.difference, app.view.orders) == (False, False)
        await pilot.press("2")
        for name in ("side", "difference", "orders"):
            assert app.check_action(name, ()) is True
        assert app.check_action("step", (-1,)) is None
        assert app.check_action("undo", ()) is None
        await pilot.press("end")
        assert app.check_action("step", (1,)) is None
        assert app.check_action("micro", (1,)) is None
        assert app.check_action("last", ()) is None


async def test_the_mouse_does_it_too() -> None:
    async with running(KINSHIP, (120, 40)) as (app, pilot):
        await pilot.press("2", "end")
        rows = rows_of(app)
        row = next(k for k, line in enumerate(rows) if line.startswith(" B "))
        await pilot.click(offset=(1, row))
        assert compared(app).chosen == "b"
        # A wide character takes two cells.
        await pilot.click(offset=(10, row))
        assert compared(app).column == 0
        table = app.explore.query_one(CompareTable)
        titles = rows[table.region.y + 1]
        await pilot.click(CompareTable, offset=(titles.index("y[t] A"), 3))
        assert (compared(app).variable, compared(app).unit) == ("y", 1)
        row = next(k for k, line in enumerate(rows_of(app)) if "x other side" in line)
        await pilot.click(offset=(rows_of(app)[row].index("difference"), row))
        assert app.view.difference
        await pilot.press("d")
        heat = app.explore.query_one("#compare-time")
        await pilot.click("#compare-time", offset=(12 + 9 + 1, 3))
        assert (compared(app).column, compared(app).unit) == (1, 1)
        assert heat.has_focus


async def test_a_decoder_goes_on_through_what_it_writes() -> None:
    async with running(WRITER, (120, 40)) as (app, pilot):
        await pilot.press("2", "x")
        choose(app, "architecture", "Attention dot")
        while compared(app).clock == "t":
            await pilot.press("n")
        here = compared(app)
        assert here.column == here.inputs
        assert {here.a.cursor.clock, here.b.cursor.clock} == {"u"}
        assert all(row.endswith(" ?") for row in rows_of(app) if row.startswith("   y[u]"))
        assert "▐<bos>▌" in text_of(app)
        assert "u=0 (" in text_of(app)
        await pilot.press("s")
        assert compared(app).column == here.inputs + 1


async def test_a_panel_fills_the_screen_and_gives_it_back() -> None:
    async with running(SAW.with_size("hidden", 40), (80, 24)) as (app, pilot):
        await pilot.press("2", "n")
        app.action_large("work")
        await pilot.pause()
        shown = text_of(app)
        for which in "AB":
            assert f"{which}: How h[" in shown
        for keys, large in ((("escape", "v"), "time"), (("v", "z"), "table"), (("escape",), None)):
            await pilot.press(*keys)
            assert app.view.large == large
            assert app.explore.query_one(CompareTable).display == (large != "time")


@pytest.mark.parametrize("setup", [Setup(), Setup(text="a"), WRITER, replace(WRITER, text="")])
@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_any_sentence_and_any_key(setup: Setup, size: tuple[int, int]) -> None:
    async with running(setup, size) as (app, pilot):
        await pilot.press("2")
        for key in ("n", "s", "p", "down", "right", "d", "o", "f", "t", "l", "v", "z", "escape", "enter", "X", "down",
                    "X", "x", "home", "end", "space", "y", "tab", "tab"):  # fmt: skip
            await pilot.press(key)
            await _settled(app, pilot)
        assert app.is_running
        assert app.crash is None


@pytest.mark.parametrize("lang", ["en", "zh-TW"])
async def test_nothing_raw_is_drawn(lesson: Setup, leaks: list[str], lang: str) -> None:
    async with running(lesson, (120, 40), lang) as (app, pilot):
        for key in ("2", "end", "d", "X", "down", "X", "x", "right", "v", "escape", "enter", "escape", "y"):
            await pilot.press(key)
            await _settled(app, pilot)
            assert not _RAW.search(text_of(app).replace("\n", "")), key
        assert show("\x1b") in text_of(app)
        assert app.is_running
    assert leaks == []


@pytest.mark.parametrize("lang", ["en", "zh-TW"])
@pytest.mark.parametrize("size", SIZES)
def test_in_ascii_nothing_but_what_was_typed_is_other(lang: str, size: tuple[int, int]) -> None:
    setup = Setup(text="dog bites man")
    for press in (("n", "n"), ("n", "d"), ("X",), ("enter",)):
        drawn = take(setup, size=size, press=press, kind="text", lang=lang, ascii_only=True, mode="compare")
        others = {each for each in drawn if not each.isascii()}
        assert not others & set("≠▶▸│─━▌▐•░▒▓█…→–")
        assert lang == "zh-TW" or not others


def test_every_opening_is_what_the_screen_shows() -> None:
    drawn = take(Setup(text="I saw a saw"), size=(80, 24), press=("x",), kind="text", mode="compare")
    assert opening(Setup(text="I saw a saw"))[1].text in drawn.splitlines()[1]


async def test_steps_of_one_side_alone_say_so() -> None:
    async with running(Setup(text="a b"), (80, 24)) as (app, pilot):
        await pilot.press("2", "x", "i", "end", "space", "c", "space", "d", "enter", "end")
        there = go(compared(app), 99)
        assert None in there.here
        assert "–" in next(row for row in rows_of(app) if row.startswith(" A  "))


@pytest.mark.parametrize("size", [*SIZES, (160, 45)])
async def test_columns_of_one_letter_fill_the_width(size: tuple[int, int]) -> None:
    async with running(Setup(text="a b c d " * 30, architecture="attention_dot"), size) as (app, pilot):
        await pilot.press("2")
        await _settled(app, pilot)
        await pilot.press("n", "n", "end", "p")
        await _settled(app, pilot)
        assert app.crash is None
        assert "▐" in text_of(app)
