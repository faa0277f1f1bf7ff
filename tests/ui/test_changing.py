"""Numbers that are changed in the app: by keys and by mouse, in both languages, taken back and done again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
import pytest
from driving import KINSHIP, SAW_RUN, SIZES, running, session_of
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList

from rnntui.session.edits import edit_text, parse_edit
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.ascii import in_ascii
from rnntui.ui.possible import is_possible
from rnntui.ui.screens.ablation import Ablation
from rnntui.ui.screens.chooser import Chooser
from rnntui.ui.screens.edits import EditsList
from rnntui.ui.screens.number import NumberField
from rnntui.ui.screens.numbers import Numbers
from rnntui.ui.snapshot import text_of
from rnntui.ui.widgets.effects import Effects
from rnntui.ui.widgets.sheet import SheetTable

Kind = TypeVar("Kind", bound=Screen[Any])


def edits(app: RnntuiApp) -> list[str]:
    return list(map(edit_text, session_of(app).setup.interventions))


async def typed(pilot: Pilot[int], text: str) -> None:
    """Type into the field that is open, and press Enter."""
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await settled(pilot)


async def settled(pilot: Pilot[int]) -> None:
    app = pilot.app
    assert isinstance(app, RnntuiApp)
    await pilot.pause()
    while app.view.pending or getattr(app.screen, "is_busy", False):
        await pilot.pause(0.01)


def over(app: RnntuiApp, kind: type[Kind]) -> Kind:
    assert isinstance(app.screen, kind), app.screen
    return app.screen


@pytest.mark.parametrize("size", [(60, 20), *SIZES, (250, 70)])
@pytest.mark.parametrize("lang", ["en", "zh_TW"])
async def test_a_value_is_typed_and_what_follows_is_marked(size: tuple[int, int], lang: str) -> None:
    async with running(SAW_RUN, size, lang) as (app, pilot):
        before = session_of(app).trace
        await pilot.press("n", "e")
        field = over(app, NumberField)
        value = float(before["h"][1, 0])
        assert field.target == "h[1][0]"
        assert f"{value:.4g}"[:6] in field.title_text()
        await typed(pilot, "0.5")
        session = session_of(app)
        assert edits(app) == ["h[1][0]=0.5"]
        assert (session.trace["h"][1, 0], session.cursor.step) == (0.5, 1)
        np.testing.assert_array_equal(session.realised.unedited["h"], before["h"])
        await pilot.press("n")
        shown = text_of(app)
        assert "≠" in shown
        assert "!" in in_ascii(shown)
        await pilot.press("p")
        # The line of advice says what it was.
        assert f"{value:.3g}"[:5] in text_of(app).split("\n")[-3]
        # In the title, beside the number, beside its equation, in the heat map if there is one, in the line of advice.
        assert text_of(app).count("✎") == (5 if size[1] >= 40 else 4)


async def test_what_does_not_fit_is_said_below_the_field_and_nothing_is_lost() -> None:
    async with running(SAW_RUN, (80, 24)) as (app, pilot):
        await pilot.press("e")
        for text, said in (
            ("zz", "there is no variable or weight 'zz'"),
            ("W_f", "does not say which numbers of W_f; write W_f[:]=0"),
            ("5x", "no finite number; write a number"),
            ("nan", "no finite number"),
            ("1e999", "no finite number"),
            ("W_f[9][0]=1", "its rows are 0 to 2"),
            ("nosuch[0]=1", "there is no variable or weight"),
            ("h[0][0", "sets nothing; write it like i[1][0]=0"),
            ("h[0][9]", "no unit 9"),
        ):
            await typed(pilot, text)
            field = over(app, NumberField)
            assert field.query_one("#error").display
            assert not field.query_one("#hint").display
            assert said in " ".join(text_of(app).split())
            assert field.query_one(Input).value == text
        assert edits(app) == []
        await pilot.press("end", "backspace")
        assert not over(app, NumberField).query_one("#error").display
        assert over(app, NumberField).query_one("#hint").display
        await pilot.press("escape")
        assert not isinstance(app.screen, NumberField)
        assert edits(app) == []


async def test_an_empty_field_changes_nothing() -> None:
    async with running(SAW_RUN, (80, 24)) as (app, pilot):
        await pilot.press("e", "enter")
        assert app.screen is app.explore
        assert edits(app) == []


async def test_any_number_is_changed_by_its_name_and_undo_and_redo_go_through_all() -> None:
    texts = ['embedding["saw"][0]=2', "W_i[0][1]=3", "b_f[:]=4.5", "initial.c[1]=-1", "x[0][2]=7", "f[:][0]=0"]
    async with running(SAW_RUN, (80, 24)) as (app, pilot):
        outputs = [session_of(app).trace["y"].tolist()]
        for text in texts:
            await pilot.press("e")
            await typed(pilot, text)
            outputs.append(session_of(app).trace["y"].tolist())
        assert edits(app) == [edit_text(parse_edit(text)) for text in texts]
        for wanted in outputs[-2::-1]:
            await pilot.press("u")
            await settled(pilot)
            assert session_of(app).trace["y"].tolist() == wanted
        for wanted in outputs[1:]:
            await pilot.press("r")
            await settled(pilot)
            assert session_of(app).trace["y"].tolist() == wanted


async def test_names_are_told_while_they_are_typed() -> None:
    async with running(SAW_RUN, (120, 40)) as (app, pilot):
        await pilot.press("e", "W", "underscore")
        assert "W_i[·][·] 3×3 · W_f[·][·] 3×3" in text_of(app)
        over(app, NumberField).query_one(Input).value = "zzz"
        await pilot.pause()
        assert "No name begins with “zzz”" in text_of(app)
        over(app, NumberField).query_one(Input).value = "i"
        await pilot.pause()
        assert "initial.c[·] 3×1" in text_of(app)


async def test_a_place_without_a_value_is_looked_up_and_changed_next() -> None:
    async with running(SAW_RUN, (80, 24)) as (app, pilot):
        await pilot.press("e")
        await typed(pilot, "W_f[1][2]")
        number = float(session_of(app).model.weights["W_f"][1, 2])
        assert over(app, NumberField).title_text().startswith(f"W_f[1][2] is {number:.5f}"[:18])
        await typed(pilot, "4")
        assert edits(app) == ["W_f[1][2]=4.0"]


async def test_an_edit_of_the_same_number_takes_its_place() -> None:
    async with running(SAW_RUN, (80, 24)) as (app, pilot):
        for value in ("1", "2"):
            await pilot.press("e")
            await typed(pilot, value)
        assert edits(app) == ["h[0][0]=2.0"]
        await pilot.press("e")
        assert "without the edits" in over(app, NumberField).title_text()


async def test_the_list_takes_back_one_and_all() -> None:
    made = tuple(map(parse_edit, ("h[0][0]=1", "W_i[0][1]=3", 'embedding["saw"][0]=2')))
    async with running(replace(SAW_RUN, interventions=made), (80, 24)) as (app, pilot):
        await pilot.press("U")
        over(app, EditsList)
        assert "What was edited (3)" in text_of(app)
        assert "h[0][0] = 1" in text_of(app)
        await pilot.press("down", "delete")
        await settled(pilot)
        assert edits(app) == ["h[0][0]=1.0", 'embedding["saw"][0]=2.0']
        assert "What was edited (2)" in text_of(app)
        await pilot.press("e")
        assert over(app, NumberField).target == 'embedding["saw"][0]'
        await typed(pilot, "5")
        assert edits(app)[-1] == 'embedding["saw"][0]=5.0'
        assert "= 5" in text_of(app)
        await pilot.press("end", "enter")
        await settled(pilot)
        assert edits(app) == []
        assert "Nothing was edited" in text_of(app)
        # Neither key would do anything.
        assert "Enter take back" not in text_of(app)
        assert "· e change" not in text_of(app)
        await pilot.press("escape", "u")
        await settled(pilot)
        assert len(edits(app)) == 2


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_long_list_shows_what_enter_does(size: tuple[int, int]) -> None:
    made = tuple(parse_edit(f"b_{gate}[{unit}]=1") for gate in "ifog" for unit in range(4))
    async with running(replace(SAW_RUN.with_size("hidden", 4), interventions=made), size) as (app, pilot):
        await pilot.press("U")
        for keys, marked in (
            (("end",), "▶ Take all 16 back"),
            (("up",), "▶✎ b_g[3] = 1"),
            (("home",), "▶✎ b_i[0] = 1"),
        ):
            await pilot.press(*keys)
            assert marked in text_of(app)
            assert "Esc close" in text_of(app)


async def test_the_list_by_mouse() -> None:
    made = tuple(map(parse_edit, ("h[0][0]=1", "W_i[0][1]=3")))
    async with running(replace(SAW_RUN, interventions=made), (80, 24)) as (app, pilot):
        await pilot.press("U")
        await pilot.click(OptionList, offset=(4, 2))
        await settled(pilot)
        assert edits(app) == ["h[0][0]=1.0"]
        rows = text_of(app).split("\n")
        y = next(place for place, row in enumerate(rows) if "Esc close" in row)
        await pilot.click(offset=(rows[y].index("Esc"), y))
        assert app.screen is app.explore


async def test_edits_that_have_no_place_any_more_are_told_and_come_back() -> None:
    made = tuple(map(parse_edit, ("f[3][0]=1", "f[0][0]=0")))
    async with running(replace(SAW_RUN, interventions=made), (120, 40)) as (app, pilot):
        await pilot.press("i")
        app.explore.query_one("#sentence", Input).value = "I saw"
        await settled(pilot)
        assert len(session_of(app).trace.tokens) == 2
        assert "f[3][0]=1" in " ".join(each.message for each in app._notifications)
        await pilot.press("escape", "U")
        assert "has no place in this run: 'f' has no step 3" in text_of(app)
        await pilot.press("escape", "u")
        await settled(pilot)
        assert session_of(app).realised.edited.asleep == ()


async def test_tables_of_all_numbers() -> None:
    async with running(SAW_RUN, (80, 24)) as (app, pilot):
        await pilot.press("N")
        numbers = over(app, Numbers)
        await pilot.pause()
        assert (numbers.sheet_name, numbers.target) == ("W_i", "W_i[0][0]")
        await pilot.press("down", "right", "right", "e")
        assert over(app, NumberField).target == "W_i[1][2]"
        await typed(pilot, "9")
        over(app, Numbers)
        assert edits(app) == ["W_i[1][2]=9.0"]
        assert session_of(app).model.weights["W_i"][1, 2] == 9
        assert "▸+9.000" in text_of(app)
        assert "✎" in text_of(app)
        await pilot.press("left")
        assert "✎+9.000" in text_of(app)
        await pilot.press("right", "delete")
        await settled(pilot)
        assert edits(app) == []
        await pilot.press("shift+tab")
        assert over(app, Numbers).sheet_name == "y"
        await pilot.press("slash")
        over(app, Chooser)
        await typed(pilot, "embedding")
        assert over(app, Numbers).target == 'embedding["I"][0]'
        await pilot.press("end", "enter")
        assert over(app, NumberField).target == 'embedding["a"][0]'
        await typed(pilot, "1")
        assert edits(app) == ['embedding["a"][0]=1.0']
        await pilot.press("u")
        await settled(pilot)
        assert edits(app) == []


async def test_a_computed_number_of_a_table_is_taken_apart() -> None:
    async with running(SAW_RUN, (80, 24)) as (app, pilot):
        app.action_numbers("c", 3, 1)
        await pilot.pause()
        assert "Enter worked out" in text_of(app)
        await pilot.press("enter")
        assert app.screen is app.explore
        assert "How c[3][1] came about" in text_of(app)
        await pilot.press("escape")
        assert session_of(app).moment == 0
        assert session_of(app).farthest == 0


async def test_the_tables_by_mouse() -> None:
    async with running(SAW_RUN, (80, 24)) as (app, pilot):
        await pilot.press("N")
        await pilot.pause()
        table = over(app, Numbers).query_one(SheetTable)
        page = table.page
        assert page is not None
        await pilot.click(table, offset=(page.head + 9 + 4, 3))
        assert over(app, Numbers).target == "W_i[2][1]"
        await pilot.click(table, offset=(page.head + 9 + 4, 3))
        assert over(app, NumberField).target == "W_i[2][1]"
        await pilot.press("escape")
        rows = text_of(app).split("\n")
        y = next(place for place, row in enumerate(rows) if "◂ W_i ▸" in row)
        await pilot.click(offset=(rows[y].index("▸ "), y))
        assert over(app, Numbers).sheet_name != "W_i"


@pytest.mark.parametrize("hidden", [3, 300])
async def test_large_tables_are_paged(hidden: int) -> None:
    async with running(SAW_RUN.with_size("hidden", hidden), (80, 24)) as (app, pilot):
        app.action_numbers("U_f", hidden - 1, hidden - 1)
        await pilot.pause()
        await pilot.pause()
        number = float(session_of(app).model.weights["U_f"][-1, -1])
        assert f"U_f[{hidden - 1}][{hidden - 1}] is {number:.6g}"[:18] in text_of(app)
        assert f"▸{number:+.3f}" in text_of(app)
        if hidden > 3:
            assert "of 300" in text_of(app)
            page = over(app, Numbers).query_one(SheetTable).page
            assert page is not None
            assert len(page.rows) * len(page.columns) < 300
        await pilot.press("home", "pagedown")
        table = over(app, Numbers).query_one(SheetTable)
        assert over(app, Numbers).row == min(hidden - 1, table.size.height - 2)


async def test_hostile_names_in_tables_and_lists() -> None:
    text = "a \x1b \u202e [ b"
    async with running(Setup(text=text, tokens_by="words"), (80, 24)) as (app, pilot):
        app.action_numbers("embedding", 1, 0)
        await pilot.pause()
        await pilot.press("e")
        await typed(pilot, "2")
        await pilot.press("escape", "U")
        await pilot.pause()
        shown = text_of(app)
        assert len(edits(app)) == 1
        assert not any(each in shown for each in "\x1b\u202e")


@pytest.mark.parametrize("lang", ["en", "zh_TW"])
async def test_a_gate_is_held_and_released(lang: str) -> None:
    async with running(SAW_RUN, (80, 24), lang) as (app, pilot):
        # The cursor begins on what is no gate: which are is shown, and one of them is gone to.
        await pilot.press("down", "h")
        offer = over(app, Chooser).offer
        assert [option.name for option in offer.options] == ["i", "f", "o"]
        assert all(option.about for option in offer.options)
        assert offer.title.startswith("h ")
        await pilot.press("down", "enter")
        assert " f" in over(app, Chooser).offer.title
        await pilot.press("escape")
        assert (session_of(app).cursor.variable, session_of(app).cursor.unit) == ("f", 1)
        choices = []
        for place in range(8):
            await pilot.press("h")
            over(app, Chooser)
            # What is held here can be released first.
            await pilot.press(*["down"] * (place + bool(edits(app))), "enter")
            await settled(pilot)
            choices.append(edits(app)[-1])
        f = session_of(app).trace["f"]
        assert choices == [
            "f[0][1]=1.0", "f[:][1]=1.0", "f[0]=1.0", "f[:]=1.0", "f[0][1]=0.0", "f[:][1]=0.0", "f[0]=0.0", "f[:]=0.0",
        ]  # fmt: skip
        assert not f.any()
        await pilot.press("h", "enter")
        await settled(pilot)
        assert edits(app) == []
        assert session_of(app).trace["f"].all()


async def test_a_gate_that_is_taken_apart_is_held_where_it_is_looked_at() -> None:
    async with running(SAW_RUN, (120, 40)) as (app, pilot):
        await pilot.press("n", "enter", "up")
        await pilot.pause()
        assert app.chosen_target() == "o[1][0]"
        await pilot.press("h", "enter")
        await settled(pilot)
        assert edits(app) == ["o[1][0]=1.0"]


async def test_where_there_is_no_gate_the_key_says_so_and_is_greyed_out() -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        assert not is_possible(session_of(app), app.view, "hold")
        await pilot.press("h")
        assert app.screen is app.explore
        assert "no gate to hold" in " ".join(each.message for each in app._notifications)


async def test_ablation_ranks_the_units_and_leads_to_one() -> None:
    setup = replace(sample_setup("sentiment"), notes=None)
    async with running(setup, (80, 24)) as (app, pilot):
        await pilot.press("end", "K")
        await settled(pilot)
        screen = over(app, Ablation)
        assert screen.found is not None
        assert screen.found.variable == "h"
        assert "The network answers negative." in text_of(app)
        assert "≠positive" in text_of(app)
        assert "Without all of h at once: neutral" in text_of(app)
        assert "|Δy|: how far y moves" in text_of(app)
        await pilot.press("right")
        await settled(pilot)
        assert screen.found.variable == "r"
        await pilot.press("down")
        effect = screen.found.effects[1]
        await pilot.press("enter")
        assert app.screen is app.explore
        cursor = session_of(app).cursor
        assert (cursor.variable, cursor.unit) == ("r", effect.unit)


async def test_ablation_by_mouse() -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await pilot.press("K")
        await settled(pilot)
        await pilot.click(Effects, offset=(3, 3))
        assert over(app, Ablation).row == 2
        await pilot.click(Effects, offset=(3, 3))
        assert app.screen is app.explore
        assert session_of(app).cursor.unit == 2


async def test_ablation_that_is_closed_meanwhile_is_stopped() -> None:
    async with running(SAW_RUN.with_size("hidden", 256), (80, 24)) as (app, pilot):
        await pilot.press("K")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.explore
        assert app.crash is None


async def test_what_is_edited_in_a_comparison_belongs_to_the_run_that_is_chosen() -> None:
    async with running(KINSHIP, (120, 40)) as (app, pilot):
        await pilot.press("2")
        await settled(pilot)
        while app.comparison is None:
            await pilot.pause()
        await pilot.press("e")
        await typed(pilot, "W_h[0][1]=0")
        comparison = app.comparison
        assert comparison is not None
        assert [len(each.interventions) for each in comparison.setups] == [1, 0]
        assert not is_possible(app.shown, app.view, "ablate")


async def test_in_the_mode_of_vectors_e_opens_the_table_of_the_word() -> None:
    async with running(SAW_RUN, (120, 40)) as (app, pilot):
        await pilot.press("n", "3")
        while not app.explore.is_settled:
            await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        assert over(app, Numbers).target == 'embedding["saw"][0]'


async def test_a_chosen_term_is_what_is_changed() -> None:
    async with running(SAW_RUN, (120, 40)) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        target = app.chosen_target()
        assert target is not None
        await pilot.press("e")
        assert over(app, NumberField).target == target


async def test_without_a_word_weights_can_still_be_changed() -> None:
    async with running(replace(SAW_RUN, text=""), (80, 24)) as (app, pilot):
        await pilot.press("e")
        assert over(app, NumberField).target is None
        await typed(pilot, "W_i[0][0]=1")
        assert edits(app) == ["W_i[0][0]=1.0"]
        assert not is_possible(session_of(app), app.view, "ablate")


async def test_outputs_are_marked_along_the_sentence() -> None:
    async with running(KINSHIP, (120, 40)) as (app, pilot):
        await pilot.press("e")
        await typed(pilot, "h[1][0]=100")
        await pilot.press("end")
        row = next(line for line in text_of(app).split("\n") if line.startswith(" y[t]"))
        assert row.split() == ["y[t]", "(0,", "0)", "≠(102,", "102)", "≠(309,", "309)", "≠(933,", "933)"]
