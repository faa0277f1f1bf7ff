"""The files of equations, and drafts: saved, asked for, changed meanwhile, mended, kept with the session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from driving import running, session_of
from editor_driving import SAW, edit_of, opened, settled, to, typed

from rnntui.folders import own_architectures
from rnntui.session.editing import equations_of
from rnntui.session.session import start
from rnntui.session.session_file import Kept, KeptDraft, read_session, session_text
from rnntui.ui.app import RnntuiApp
from rnntui.ui.snapshot import text_of


def folder() -> Path:
    found = own_architectures()
    assert found is not None
    return found


@pytest.mark.parametrize("lang", ["en", "zh-TW"])
async def test_it_is_saved_under_a_name_and_listed(lang: str) -> None:
    async with running(SAW, (80, 24), lang) as (app, pilot):
        edit = await opened(app, pilot)
        to(edit, "b_h)")
        await typed(app, pilot, "2 * ")
        await pilot.press("f2", *["backspace"] * 20, *"mine")
        await pilot.pause()
        assert str(folder())[:30] in "".join(text_of(app).split("\n"))
        # The box is as high as the path needs, however long that has become.
        await pilot.press(*"_" * 80, "s")
        await pilot.pause()
        said = "".join(line.strip("│ ") for line in text_of(app).splitlines() if "│" in line)
        assert f"mine{'_' * 80}s.toml" in said
        await pilot.press(*["backspace"] * 81)
        await pilot.press("enter")
        await settled(app, pilot)
        assert (folder() / "mine.toml").read_text("utf-8") == edit.area.text
        session = session_of(app)
        assert session.setup.architecture == "mine"
        assert session.model.program.architecture.name == "mine"
        assert edit.area.has_focus
        await pilot.press("escape", "A", *"mine")
        await pilot.pause()
        assert "Mine" in text_of(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert session_of(app).setup.equations is None
        np.testing.assert_array_equal(session_of(app).trace["h"], session.trace["h"])


async def test_a_file_that_is_there_is_written_over_only_when_asked_twice(tmp_path: Path) -> None:
    path = tmp_path / "there.toml"
    path.write_text("mine")
    async with running(SAW, (120, 40)) as (app, pilot):
        edit = await opened(app, pilot)
        await pilot.press("f2", *["backspace"] * 20)
        for character in str(path):
            await pilot.press(
                {"/": "slash", ".": "full_stop", "_": "underscore", "-": "minus"}.get(character, character)
            )
        await pilot.press("enter")
        await pilot.pause()
        assert path.read_text() == "mine"
        assert "already" in text_of(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert path.read_text("utf-8") == edit.area.text
        # It is its own file from now on.
        to(edit, "b_h)")
        await typed(app, pilot, "2 * ")
        await pilot.press("f2", "enter")
        await settled(app, pilot)
        assert path.read_text("utf-8") == edit.area.text
        assert "saved" in text_of(app)


@pytest.mark.parametrize(("name", "said"), [("lstm", "built-in"), ("", "can be no name")])
async def test_a_name_that_can_t_be_is_refused(name: str, said: str) -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("f2", *["backspace"] * 20, *name, "enter")
        await pilot.pause()
        assert said in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert not folder().exists()


async def test_a_draft_that_is_wrong_can_be_saved() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        to(edit, "b_h)")
        await typed(app, pilot, "+ ) ")
        await pilot.press("f2", *["backspace"] * 20, *"mine", "enter")
        await settled(app, pilot)
        assert (folder() / "mine.toml").read_text("utf-8") == edit.area.text
        wrong = edit.area.text
        await pilot.press("escape", "A", *"gru", "enter")
        await settled(app, pilot)
        # It can't be run, but it can be mended.
        await pilot.press("1", "A", *"mine")
        await pilot.pause()
        assert "✗" in text_of(app)
        await pilot.press("enter")
        await settled(app, pilot)
        edit = edit_of(app)
        assert edit.area.text == wrong
        assert "▲" in text_of(app)
        assert session_of(app).setup.architecture == "mine"
        assert "z[t]" in (session_of(app).setup.equations or "")
        to(edit, "+ ) ")
        await typed(app, pilot, ["enter", *["delete"] * 4])
        assert session_of(app).setup.equations == edit.area.text
        await pilot.press("f2", "enter")
        await settled(app, pilot)
        assert (folder() / "mine.toml").read_text("utf-8") == edit.area.text
        # Somebody else changes it meanwhile.
        (folder() / "mine.toml").write_text("theirs")
        await pilot.press("f2", "enter")
        await pilot.pause()
        assert "was changed since it was read" in text_of(app)
        assert (folder() / "mine.toml").read_text("utf-8") == "theirs"
        await pilot.press("escape")


async def test_a_file_is_in_the_list_and_read_again_where_it_was_changed(tmp_path: Path) -> None:
    text, path = equations_of(start(SAW).realised), tmp_path / "mine.toml"
    path.write_text(text)
    async with running(replace(SAW, architecture=str(path)), (80, 24)) as (app, pilot):
        await pilot.press("A")
        await pilot.pause()
        assert "▶● the file" in text_of(app)
        await pilot.press(*"gru", "enter")
        await settled(app, pilot)
        await pilot.press("A", *"mine", "enter")
        await settled(app, pilot)
        assert session_of(app).setup.architecture == str(path)
        path.write_text(text.replace("h[t-1]", "h[t-2]"))
        await pilot.press("A", *"mine", "enter")
        await settled(app, pilot)
        assert "h[t-2]" in session_of(app).model.program.equations["h"].text
        assert "h[t-2]" in (await opened(app, pilot)).area.text


async def test_a_draft_that_is_wrong_is_kept_with_the_session(tmp_path: Path) -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        edit = await opened(app, pilot)
        to(edit, "b_h)")
        await typed(app, pilot, "+ ) ")
        draft, place, version = edit.area.text, edit.area.cursor_location, app._version
        kept = app.kept()
        assert kept is not None
        assert kept.draft == KeptDraft(draft, *place)
        await typed(app, pilot, "+")
        assert app._version > version
        # What was run needs no draft.
        await pilot.press(*["backspace"] * 5)
        await settled(app, pilot)
        run = app.kept()
        assert run is not None
        assert run.draft is None
        path = tmp_path / "session.json"
        path.write_text(session_text(kept, tmp_path))
        app.open_file(path)
        await settled(app, pilot)
        assert (edit.area.text, edit.area.cursor_location) == (draft, place)
        assert "▲" in text_of(app)
    app = RnntuiApp(kept.setup, kept=read_session(path))
    async with app.run_test(size=(80, 24)) as pilot:
        while app.session is None or not app.explore.is_settled:
            await pilot.pause(0.01)
        edit = edit_of(app)
        assert (edit.area.text, edit.area.cursor_location) == (draft, place)
        assert "▲" in text_of(app)
        again = app.kept()
        assert again is not None
        assert again.draft == kept.draft


async def test_a_draft_that_no_field_can_hold_is_told(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    path.write_text(session_text(Kept(SAW, draft=KeptDraft("a \x1b b")), tmp_path))
    async with running(SAW, (80, 24)) as (app, pilot):
        app.open_file(path)
        await settled(app, pilot)
        assert app.draft is None
        assert "can't be shown" in text_of(app)
