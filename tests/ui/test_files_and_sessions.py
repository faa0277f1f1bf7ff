"""Sessions and files in the app: by keys and mouse, at every size, in both languages."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from driving import KINSHIP, SAW, running, session_of
from filing import EVERY_SIZE, dialog, opened, plain, session_file, until
from textual.pilot import Pilot

from rnntui.model import build
from rnntui.session.session_file import Kept, read_session
from rnntui.session.setup import Setup, sample_file
from rnntui.ui.app import RnntuiApp
from rnntui.ui.screens.open_file import Open
from rnntui.ui.screens.path_field import PathField
from rnntui.ui.screens.save_as import SaveAs
from rnntui.ui.snapshot import take, text_of
from rnntui.ui.view import MODES, Mode


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("size", "lang"), EVERY_SIZE)
async def test_saving_and_opening_again(size: tuple[int, int], lang: str) -> None:
    async with running(SAW, size, lang) as (app, pilot):
        await pilot.press("n", "s", "f", "o", "ctrl+s")
        await dialog(pilot, SaveAs)
        assert "rnntui_session.json" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: Path("rnntui_session.json").exists())
        session, view = session_of(app), app.view
        await pilot.press("n", "n", "f", "O", "enter")
        await until(pilot, lambda: session_of(app).setup.text != SAW.text)
        await pilot.press("ctrl+o")
        await dialog(pilot, Open)
        assert "▶ rnntui_session.json" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: session_of(app).setup.text == SAW.text)
        await pilot.pause()
        found = session_of(app)
        assert (found.cursor, found.setup, found.farthest) == (session.cursor, session.setup, session.farthest)
        assert (app.view.unfolded, app.view.by_change) == (view.unfolded, view.by_change)


async def test_the_same_file_is_saved_to_again_and_others_are_asked_for(folder: Path) -> None:
    async with running(SAW) as (app, pilot):
        await pilot.press("ctrl+s")
        await dialog(pilot, SaveAs)
        await pilot.press("enter", "n", "ctrl+s")
        await until(pilot, lambda: read_session(folder / "rnntui_session.json").cursor.step == 1)
        assert not isinstance(app.screen, SaveAs)
        # Somebody else changes it meanwhile.
        session_file(folder / "rnntui_session.json")
        await pilot.press("n", "ctrl+s")
        await dialog(pilot, SaveAs)
        assert "was changed by somebody else" in text_of(app)
        await pilot.press("escape")
        assert read_session(folder / "rnntui_session.json").setup.architecture == "gru"
        await pilot.press("ctrl+s")
        await dialog(pilot, SaveAs)
        await pilot.press("enter")
        await until(pilot, lambda: read_session(folder / "rnntui_session.json").cursor.step == 2)


async def test_what_exists_is_replaced_only_when_one_asks_again(folder: Path) -> None:
    (folder / "mine.json").write_text("precious")
    async with running(SAW) as (app, pilot):
        await pilot.press("ctrl+s")
        await dialog(pilot, SaveAs)
        await pilot.press("ctrl+u", *"mine.json", "enter")
        await pilot.pause()
        assert "mine.json exists: Enter once more replaces it" in text_of(app)
        assert (folder / "mine.json").read_text() == "precious"
        await pilot.press("x", "backspace", "enter")
        await pilot.pause()
        assert (folder / "mine.json").read_text() == "precious"
        await pilot.press("enter")
        await until(pilot, lambda: (folder / "mine.json").read_text() != "precious")
        assert read_session(folder / "mine.json").setup.text == SAW.text


@pytest.mark.parametrize("name", ["", "no/such/folder/a.json", "."])
async def test_what_can_not_be_written_is_told_and_the_app_goes_on(name: str) -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.press("ctrl+s")
        await dialog(pilot, SaveAs)
        await pilot.press("ctrl+u", *name, "enter", *(("enter",) if name == "." else ()))
        said = {"": "Type a name first", ".": "is a folder"}.get(name, "the folder first")
        await until(pilot, lambda: said in plain(app))
        # Nobody has to type it again.
        assert app.screen.query_one(PathField).value == name
        await pilot.press("escape", "n")
        assert session_of(app).cursor.step == 1
        assert app.file is None


@pytest.mark.parametrize(("size", "lang"), EVERY_SIZE)
async def test_all_of_it_with_the_mouse(size: tuple[int, int], lang: str, folder: Path) -> None:
    async with running(SAW, size, lang) as (app, pilot):
        await app.run_action("save")
        await dialog(pilot, SaveAs)
        await click(app, pilot, app.view.words("file.save"))
        await until(pilot, lambda: (folder / "rnntui_session.json").exists())
        session_file(folder / "other.json")
        await app.run_action("open")
        await dialog(pilot, Open)
        await click(app, pilot, "other.json")
        await until(pilot, lambda: session_of(app).setup.architecture == "gru")
        await app.run_action("export")
        await until(pilot, lambda: app.view.words("title.export") in text_of(app))
        await pilot.pause()
        await click(app, pilot, app.view.words("about.table.md"))
        await dialog(pilot, SaveAs)
        await click(app, pilot, app.view.words("file.leave"))
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def click(app: RnntuiApp, pilot: Pilot[int], text: str) -> None:
    lines = text_of(app).splitlines()
    row = next(place for place, line in enumerate(lines) if text in line)
    from rich.cells import cell_len

    await pilot.click(offset=(cell_len(lines[row][: lines[row].index(text)]) + 1, row))
    await pilot.pause()


async def test_files_of_every_kind_open(folder: Path) -> None:
    build("gru", encoding="one-hot", text="I saw a", hidden=2, output=2).save(folder / "m.safetensors")
    np.save(folder / "v.npy", np.ones((3, 2)))
    (folder / "lesson.json").write_bytes(sample_file("saw").read_bytes())
    pair = Path(__file__).parents[2] / "samples" / "comparisons" / "order.json"
    async with running(SAW) as (app, pilot):
        await opened(app, pilot, "m.safetensors")
        await until(pilot, lambda: session_of(app).setup.model == "m.safetensors")
        assert session_of(app).setup.text == SAW.text
        await opened(app, pilot, str(Path(__file__).parents[2] / "samples" / "architectures" / "window.toml"))
        await until(pilot, lambda: session_of(app).setup.architecture.endswith("window.toml"))
        await opened(app, pilot, "v.npy")
        await until(pilot, lambda: session_of(app).setup.inputs == "v.npy")
        await pilot.press("u", "u")
        await until(pilot, lambda: session_of(app).setup.model == "m.safetensors")
        await opened(app, pilot, "lesson.json")
        await until(pilot, lambda: session_of(app).tour is not None)
        await opened(app, pilot, str(pair))
        await until(pilot, lambda: app.comparison is not None and app.comparison.tale is not None)
        assert app.view.mode == "compare"
        await opened(app, pilot, "lesson.json")
        await until(pilot, lambda: app.view.mode == "explore")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "no JSON"),
        ('{"format": "rnntui-session/9", "setup": {}}', "install a newer one"),
        ('{"format": "rnntui-session/1", "setup": {"architecture": "lstmm"}}', "there is no architecture"),
        ('{"format": "rnntui-session/1", "setup": {"model": "/dev/zero"}}', "is a device"),
        ('{"format": "rnntui-trace/1"}', "is the trace of a run"),
        ("[" * 100_000, "no JSON"),
        ('{"format": "rnntui-session/1", "setup": {"text": "\x1b"}}', "no JSON"),
    ],
)
async def test_a_broken_file_is_told_of_and_nothing_changes(text: str, said: str, folder: Path) -> None:
    (folder / "broken.json").write_text(text)
    async with running(SAW) as (app, pilot):
        await pilot.press("n")
        before = session_of(app)
        await opened(app, pilot, "broken.json")
        await until(pilot, lambda: said in plain(app))
        assert app.session is before
        assert app.file is None


async def test_a_session_with_a_view_that_does_not_fit_is_shown_all_the_same(folder: Path) -> None:
    session_file(folder / "odd.json", view={"mode": "other"})
    session_file(folder / "group.json", view={"group": "l9", "mode": "memory"}, setup=Setup(text="x y"))
    async with running(SAW) as (app, pilot):
        await opened(app, pilot, "odd.json")
        await until(pilot, lambda: session_of(app).setup.architecture == "gru")
        assert app.view.mode == "explore"
        assert "it must be explore, compare" in plain(app)
        await opened(app, pilot, "group.json")
        await until(pilot, lambda: app.view.mode == "memory" and app.explore.is_settled)
        assert app.view.group != "l9"


@pytest.mark.parametrize("mode", MODES)
def test_every_screen_is_opened_where_one_was(mode: Mode) -> None:
    async def shown() -> tuple[Kept | None, str]:
        async with running(replace(SAW, architecture="gru"), (80, 24)) as (app, pilot):
            await pilot.press(str(MODES.index(mode) + 1), *(() if mode == "edit" else ("n",)))
            await until(pilot, lambda: app.explore.is_settled and not app.view.pending)
            await pilot.pause()
            return app.kept(), text_of(app)

    kept, before = asyncio.run(shown())
    assert kept is not None
    # Which panel has the focus is no part of a session, and comes a moment after the panel.
    focus = str.maketrans("━▌▐", "─  ")
    assert take(kept.setup, size=(80, 24), kind="text", kept=kept).translate(focus) == before.translate(focus)


async def test_a_value_taken_apart_is_opened_with_its_way() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.press("n", "n", "6", "enter", "enter", "down")
        await until(pilot, lambda: app.explore.is_settled)
        walk, kept, shown = app.view.walk, app.kept(), text_of(app)
    assert walk is not None
    assert len(walk.frames) == 2
    assert kept is not None
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        # One is within another value when it is opened.
        await pilot.press("enter", "enter")
        app._begun_with = kept
        app.begin()
        await until(pilot, lambda: app.view.mode == "diagram" and app.explore.is_settled)
        assert app.view.walk == walk
        assert text_of(app) == shown
        await pilot.press("escape")
        await until(pilot, lambda: app.explore.is_settled)
        assert session_of(app).cursor.step == 2
        assert app.explore.resting is app.session


@pytest.mark.parametrize(
    ("keys", "focused"), [(("v",), "time"), (("2", "X"), "compare-orders"), (("2", "v"), "compare-time")]
)
async def test_what_fills_the_screen_has_the_focus(keys: tuple[str, ...], focused: str) -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.press(*keys)
        await until(pilot, lambda: app.explore.is_settled and not app.view.pending)
        kept = app.kept()
        app._begun_with = kept
        await pilot.press("escape", "1")
        app.begin()
        await until(pilot, lambda: app.view.large is not None or app.view.orders)
        await until(pilot, lambda: app.explore.is_settled and not app.view.pending)
        await pilot.pause()
        assert app.explore.focused is not None
        assert app.explore.focused.id == focused


async def test_a_comparison_is_opened_with_its_session() -> None:
    async with running(KINSHIP) as (app, pilot):
        await pilot.press("2", "n", "n", "x", "d")
        await until(pilot, lambda: app.comparison is not None and app.comparison.column == 2)
        kept = app.kept()
    assert kept is not None
    async with running(SAW) as (app, pilot):
        app._begun_with = kept
        app.begin()
        await until(pilot, lambda: app.comparison is not None and app.comparison.column == 2)
        assert app.view.mode == "compare"
        assert app.view.difference
        assert app.comparison is not None
        assert app.comparison.chosen == "b"
        assert app.comparison.setups == (kept.comparison.a, kept.comparison.b) if kept.comparison else False
        await pilot.press("1", "2")
        await pilot.pause()
        # It is the same comparison, not one that was begun anew.
        assert app.comparison.column == 2
