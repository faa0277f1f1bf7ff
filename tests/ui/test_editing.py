"""The mode edit: equations are typed, checked, run, taken back and saved, by keyboard and mouse."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from driving import running, session_of
from editor_driving import SAW, SIZES, edit_of, opened, settled, to, typed
from textual.events import Paste

from rnntui.engine.catalogue import architecture_names
from rnntui.session.editing import equations_of
from rnntui.session.setup import Setup, sample_setup
from rnntui.session.telling import note_of
from rnntui.ui.snapshot import text_of


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "zh-TW"])
async def test_what_is_right_runs_at_once(size: tuple[int, int], lang: str) -> None:
    async with running(SAW, size, lang) as (app, pilot):
        edit = await opened(app, pilot)
        assert edit.area.has_focus
        before = session_of(app)
        to(edit, "U_h @ h[t-1]")
        await typed(app, pilot, ["2", "*", "(", *["right"] * len("U_h @ h[t-1]"), ")"])
        session = session_of(app)
        assert session.setup.equations == edit.area.text
        assert "2*(U_h @ h[t-1])" in session.model.program.equations["h"].text
        w, h = session.model.weights, session.trace["h"]
        expected = np.tanh(w["W_h"] @ session.trace["x"][1] + 2 * w["U_h"] @ h[0] + w["b_h"])
        np.testing.assert_allclose(h[1], expected, rtol=1e-12)
        assert session.past == (before.setup,)
        assert app.is_running


@pytest.mark.parametrize("size", SIZES)
async def test_a_mistake_is_told_under_its_line_and_the_last_run_stays(size: tuple[int, int]) -> None:
    async with running(SAW, size) as (app, pilot):
        edit = await opened(app, pilot)
        before = session_of(app)
        to(edit, "b_h)")
        await typed(app, pilot, "q[t] ")
        assert session_of(app) is before
        assert "nothing stands between" in " ".join(text_of(app).split())
        assert "▲" in text_of(app)
        assert "old run" in text_of(app)
        await typed(app, pilot, ["backspace"] * len("q[t] "))
        assert "▲" not in text_of(app)
        assert "old run" not in text_of(app)
        assert session_of(app) is before


async def test_the_mark_is_under_the_character() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        to(edit, "U_h @ h[t-1]", after=True)
        await typed(app, pilot, " + 記憶[t]")
        lines = text_of(app).splitlines()
        row = next(k for k, line in enumerate(lines) if "記憶[t]" in line)
        # Both characters before it are half as wide as those that follow.
        assert lines[row + 1].index("▲") == lines[row].index("記憶")
        assert "is defined nowhere" in lines[row + 1] + lines[row + 2]


async def test_a_burst_of_typing_is_one_entry_and_another_line_another() -> None:
    async with running(SAW) as (app, pilot):
        edit = await opened(app, pilot)
        first = session_of(app).setup
        to(edit, "b_h)")
        for key in ("2", "*", "left", "3"):
            await typed(app, pilot, [key])
        second = session_of(app).setup
        assert "+ 23*b_h)" in (second.equations or "")
        assert session_of(app).past == (first,)
        to(edit, "b_y)")
        for key in ("4", "*"):
            await typed(app, pilot, [key])
        assert "+ 4*b_y)" in (session_of(app).setup.equations or "")
        assert session_of(app).past == (first, second)


async def test_undo_of_the_app_goes_back_over_versions() -> None:
    async with running(SAW) as (app, pilot):
        edit = await opened(app, pilot)
        original = edit.area.text
        to(edit, "b_h)")
        await typed(app, pilot, "2 * ")
        changed = edit.area.text
        await pilot.press("escape", "u")
        await settled(app, pilot)
        assert edit.area.text == original
        assert session_of(app).setup == SAW.__class__(text=SAW.text, vocabulary=("I", "a", "saw"))
        await pilot.press("r")
        await settled(app, pilot)
        assert edit.area.text == changed
        assert session_of(app).setup.equations == changed
        # The field's own way back knows all of it.
        await pilot.press("enter", "ctrl+z")
        await settled(app, pilot)
        assert edit.area.text == original


async def test_digits_and_letters_are_text_inside_and_keys_outside() -> None:
    async with running(SAW) as (app, pilot):
        edit = await opened(app, pilot)
        await typed(app, pilot, ["#", "1", "n", "q", "?"])
        assert "#1nq?" in edit.area.text
        assert app.view.mode == "edit"
        assert session_of(app).cursor.step == 0
        await pilot.press("escape")
        await pilot.pause()
        assert not edit.area.has_focus
        await pilot.press("n")
        assert session_of(app).cursor.step == 1
        await pilot.press("enter")
        await pilot.pause()
        assert edit.area.has_focus
        await pilot.press("tab")
        await pilot.pause()
        assert not edit.area.has_focus
        assert "\t" not in edit.area.text


async def test_the_ends_of_the_text_and_exports_have_keys_inside_too() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        await pilot.press("ctrl+end")
        assert edit.area.cursor_location == edit.area.document.end
        await pilot.press("ctrl+shift+home")
        assert edit.area.selected_text == edit.area.text
        await pilot.press("ctrl+home")
        assert edit.area.selection.is_empty
        assert edit.area.cursor_location == (0, 0)
        for keys in (("ctrl+e",), ("escape", "escape", "i", "ctrl+e")):
            await pilot.press(*keys)
            while len(app.screen_stack) < 2:
                await pilot.pause(0.01)


async def test_who_walks_over_the_screens_types_nothing() -> None:
    async with running(SAW) as (app, pilot):
        await pilot.press("7")
        await settled(app, pilot)
        edit = edit_of(app)
        assert not edit.area.has_focus
        await pilot.press("1")
        await settled(app, pilot)
        assert app.view.mode == "explore"
        assert session_of(app).setup.equations is None


async def test_a_draft_outlasts_a_look_at_another_screen() -> None:
    async with running(SAW) as (app, pilot):
        edit = await opened(app, pilot)
        to(edit, "b_h)")
        await typed(app, pilot, "+ ) ")
        draft, place = edit.area.text, edit.area.cursor_location
        await pilot.press("escape", "1", "n")
        await settled(app, pilot)
        assert app.view.mode == "explore"
        again = await opened(app, pilot)
        assert again is not edit
        assert (again.area.text, again.area.cursor_location) == (draft, place)
        assert "▲" in text_of(app)
        assert session_of(app).cursor.step == 1


async def test_another_architecture_takes_the_place_of_the_text() -> None:
    async with running(SAW) as (app, pilot):
        edit = await opened(app, pilot)
        to(edit, "b_h)")
        await typed(app, pilot, "+ ) ")
        draft = edit.area.text
        await pilot.press("escape", "A", *"lstm", "enter")
        await settled(app, pilot)
        lstm = equations_of(session_of(app).realised)
        assert edit.area.text == lstm
        assert session_of(app).setup.architecture == "lstm"
        # No way back in the text leads to equations that are called otherwise.
        await typed(app, pilot, ["enter", "ctrl+z"])
        assert edit.area.text == lstm
        await pilot.press("escape", "1")
        await settled(app, pilot)
        assert (await opened(app, pilot)).area.text == lstm
        # What was typed is there again when its equations are.
        await typed(app, pilot, ["escape", "u"])
        assert edit_of(app).area.text == draft
        assert "▲" in text_of(app)
        await typed(app, pilot, ["r", "1", "u", "7"])
        assert edit_of(app).area.text == draft


async def test_what_is_typed_stays_when_something_else_is_chosen() -> None:
    async with running(SAW) as (app, pilot):
        edit = await opened(app, pilot)
        to(edit, "b_h)")
        await typed(app, pilot, "+ ) ")
        draft = edit.area.text
        await pilot.press("escape", "W", "down", "enter")
        await settled(app, pilot)
        assert edit.area.text == draft
        assert "▲" in text_of(app)
        to(edit, "+ ) ")
        await pilot.press("enter")
        await typed(app, pilot, [*["delete"] * 4, "2", "*"])
        session = session_of(app)
        assert session.setup.equations == edit.area.text
        assert session.setup.seed == 0 or session.setup.weights == "random"


@pytest.mark.parametrize("name", architecture_names())
async def test_every_architecture_can_be_edited(name: str) -> None:
    async with running(Setup(text="I saw", architecture=name), (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        before = session_of(app)
        await typed(app, pilot, ["home", "#", "enter"])
        await typed(app, pilot, ["up", "end", "x"])
        session = session_of(app)
        assert session.setup.equations == edit.area.text
        for variable in before.trace.names:
            np.testing.assert_array_equal(session.trace[variable], before.trace[variable])


async def test_a_narrated_sample_is_left_and_come_back_to() -> None:
    async with running(sample_setup("kinship"), (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        assert 'phi = "identity"' in edit.area.text
        to(edit, "b_h)")
        await typed(app, pilot, "1 + ")
        assert session_of(app).trace["y"][-1].tolist() != [42, 42]
        await pilot.press("escape", "u", "1")
        await settled(app, pilot)
        assert session_of(app).trace["y"][-1].tolist() == [42, 42]
        assert note_of(session_of(app)) is not None


async def test_it_is_copied_and_written_as_a_file_of_equations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(SAW, (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        await pilot.press("escape", "y", "w")
        await pilot.pause()
        assert app.clipboard == edit.area.text
        assert (tmp_path / "rnntui_edit.toml").read_text("utf-8") == edit.area.text


async def test_interrupt_copies_what_is_selected_and_quits_when_nothing_is() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        to(edit, "b_h)")
        await pilot.press(*["shift+right"] * 3, "ctrl+c")
        await pilot.pause()
        assert app.clipboard == "b_h"
        assert app.is_running
        assert not edit.area.selected_text
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app.return_code == 0


# What can't be edited


async def test_what_can_t_be_shown_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    text = (
        '[sizes]\nx = "input"\nh = "hidden"\n[[equations]]\nis = "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])"\n'
        'role = "hidden"\nsays = "left \u202e right"\n'
    )
    path.write_text(text)
    async with running(Setup(text="a b", architecture=str(path)), (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        assert edit.area.read_only
        await typed(app, pilot, ["x", "enter", "backspace"])
        assert "\\u202e" in edit.area.text
        assert "line 7" in text_of(app)
        assert session_of(app).setup.equations is None
        await pilot.press("escape", "f2")
        await pilot.pause()
        assert len(app.screen_stack) == 1
        # What is shown in its place is no draft of it.
        await pilot.press("1")
        await settled(app, pilot)
        kept = app.kept()
        assert kept is not None
        assert kept.draft is None
    assert path.read_text() == text


# By mouse


async def test_all_of_it_by_mouse() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        lines = text_of(app).splitlines()
        await pilot.click(offset=(lines[0].index("7"), 0))
        await settled(app, pilot)
        edit = edit_of(app)
        row = next(k for k, line in enumerate(text_of(app).splitlines()) if "+ b_h)" in line)
        await pilot.click(offset=(text_of(app).splitlines()[row].index("b_h)"), row))
        await typed(app, pilot, "2*")
        assert "2*b_h)" in edit.area.text
        for word, title in (("F1", "Notation"), ("F2", "Save the equations")):
            bar = next(k for k, line in enumerate(text_of(app).splitlines()) if "✎" in line)
            await pilot.click(offset=(text_of(app).splitlines()[bar].index(word), bar))
            await pilot.pause()
            assert title in text_of(app)
            await pilot.press("escape")
            await pilot.pause()
        bar = next(k for k, line in enumerate(text_of(app).splitlines()) if "✎" in line)
        await pilot.click(offset=(text_of(app).splitlines()[bar].index("Esc"), bar))
        await pilot.pause()
        assert not edit.area.has_focus
        await pilot.click(offset=(text_of(app).splitlines()[bar].index("Enter"), bar))
        await pilot.pause()
        assert edit.area.has_focus


async def test_a_click_below_what_is_told_hits_its_line() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        to(edit, "b_h)")
        await typed(app, pilot, "+ ) ")
        lines = text_of(app).splitlines()
        row = next(k for k, line in enumerate(lines) if 'role = "hidden"' in line)
        await pilot.click(offset=(lines[row].index("hidden"), row))
        assert edit.area.cursor_location == (17, lines[row].index("hidden") - 4)
        # The terminal's own cursor, where an input method writes, is there too.
        assert app.cursor_position.y == row


async def test_a_click_on_the_error_goes_there() -> None:
    async with running(Setup(text="I saw", architecture="lstm"), (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        to(edit, "psi(V_y")
        await typed(app, pilot, "V ")
        edit.area.move_cursor((0, 0))
        await pilot.pause()
        bar = next(k for k, line in enumerate(text_of(app).splitlines()) if "✎" in line)
        # What is wrong is said here, where its line is not on the screen.
        assert "nothing stands between 'V' and 'psi'" in text_of(app).splitlines()[bar + 1]
        await pilot.click(offset=(text_of(app).splitlines()[bar].index("error in line"), bar))
        await pilot.pause()
        assert "psi" in edit.area.text.split("\n")[edit.area.cursor_location[0]]
        assert "▲" in text_of(app)


# What stands beside it


@pytest.mark.parametrize("lang", ["en", "zh-TW"])
@pytest.mark.parametrize("size", SIZES)
async def test_the_notation_is_within_reach(size: tuple[int, int], lang: str) -> None:
    async with running(SAW, size, lang) as (app, pilot):
        edit = await opened(app, pilot)
        before = edit.area.text
        await pilot.press("f1")
        await pilot.pause()
        assert "h[t-1]" in text_of(app)
        await pilot.press("end")
        await pilot.pause()
        assert "hard_sigmoid" in text_of(app)
        await pilot.press("f1")
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert edit.area.has_focus
        assert edit.area.text == before


async def test_what_follows_from_the_equations_stands_beside_them() -> None:
    async with running(Setup(text="I saw", architecture="lstm"), (120, 40)) as (app, pilot):
        await opened(app, pilot)
        shown = text_of(app)
        for role in ("signal", "gate", "candidate", "part", "memory", "hidden", "output", "input"):
            assert role in shown
        assert "U_f:3×3" in shown
        vector = session_of(app).trace["c"][0]
        assert f"{vector[0]:+.2f}" in shown


async def test_the_whole_run_is_seen_of_equations_that_are_changed() -> None:
    """What is not read yet is hidden, so that one can guess; who changes equations wants to see."""
    async with running(SAW, (120, 40)) as (app, pilot):
        assert "?" in text_of(app).splitlines()[6]
        edit = await opened(app, pilot)
        assert all("?" in line for line in text_of(app).splitlines() if line.startswith("  y[t]"))
        to(edit, "b_h)")
        await typed(app, pilot, "1 + ")
        output = session_of(app).trace["y"]
        for row in output:
            assert f"{row[0]:+.2f}" in text_of(app)


async def test_a_paste_of_hostile_text_is_made_visible() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        app.post_message(Paste("# \x1b]52;c;aGk=\x07 \u202e [@click=app.quit]x[/]\n# second\n"))
        await settled(app, pilot)
        assert "␛]52;c;aGk=␇ \\u202e [@click=app.quit]x[/]" in edit.area.text
        assert "# second" in edit.area.text
        assert session_of(app).setup.equations == edit.area.text
        assert app.is_running


@pytest.mark.parametrize("lang", ["en", "zh-TW"])
async def test_an_error_that_quotes_hostile_text_shows_it(lang: str) -> None:
    async with running(SAW, (80, 24), lang) as (app, pilot):
        edit = await opened(app, pilot)
        edit.area.move_cursor((0, 0))
        app.post_message(Paste('"[red]\\u001b[31m\\u202e" = 1\n'))
        await settled(app, pilot)
        assert "[red]␛[31m\\u202e" in text_of(app)
        assert "▲" in text_of(app)
        assert app.is_running


async def test_a_file_that_is_too_large_to_be_run_on_changes_nothing() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        before = session_of(app)
        to(edit, 'h = "hidden"')
        await typed(app, pilot, ["end", "enter", *'q = "hidden"'])
        assert session_of(app) is before
        assert "which no equation has" in " ".join(text_of(app).split())


async def test_an_error_of_no_line_is_told_above_the_text() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        edit.area.select_all()
        await typed(app, pilot, ["delete"])
        assert "the file has no equations" in text_of(app)
        await typed(app, pilot, ["ctrl+z"])
        assert "the file has no equations" not in text_of(app)


@pytest.mark.parametrize("name", ["x", "save_equations"])
async def test_keys_that_have_nothing_to_do_do_nothing(name: str) -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.press({"x": "x", "save_equations": "f2"}[name])
        await pilot.pause()
        assert len(app.screen_stack) == 1


async def test_the_size_changes_while_a_mistake_is_told() -> None:
    async with running(SAW, (120, 40)) as (app, pilot):
        edit = await opened(app, pilot)
        to(edit, "b_h)")
        await typed(app, pilot, "+ ) ")
        for width, height in ((80, 24), (60, 20), (30, 8), (250, 70), (80, 24)):
            await pilot.resize_terminal(width, height)
            await settled(app, pilot)
        assert "▲" in text_of(app)
        assert edit.area.text.count("+ )") == 1


async def test_the_keys_of_the_text_stand_at_the_bottom_while_one_types() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await opened(app, pilot)
        assert "Esc to the keys" in text_of(app).splitlines()[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert "n next" in text_of(app).splitlines()[-1]
