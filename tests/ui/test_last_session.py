"""The last session is kept without being asked for, and offered the next time."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from driving import KINSHIP, SAW, running, session_of
from filing import EVERY_SIZE, dialog, plain, session_file, until

from rnntui.session.autosave import Autosave
from rnntui.session.session_file import Kept, read_session
from rnntui.session.setup import Setup
from rnntui.ui import quiet
from rnntui.ui.app import RnntuiApp
from rnntui.ui.quiet import QuietSaver
from rnntui.ui.screens.open_file import Open
from rnntui.ui.screens.save_as import SaveAs
from rnntui.ui.snapshot import text_of


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def keep_in(app: RnntuiApp, folder: Path, begun: int | None = None) -> QuietSaver:
    saver = QuietSaver(Autosave(folder), lambda: app._version, app.kept, app._version if begun is None else begun)
    app.saver = saver
    return saver


async def test_what_changed_is_kept_when_nothing_happens_any_more(folder: Path) -> None:
    async with running(SAW) as (app, pilot):
        saver = keep_in(app, folder)
        path = saver.autosave.path
        saver.tick()
        saver.tick()
        assert not path.exists()
        await pilot.press("n")
        app._tick()
        assert not path.exists()
        app._tick()
        await until(pilot, path.exists)
        assert read_session(path).cursor.step == 1
        before = path.stat().st_mtime_ns
        for _ in range(3):
            app._tick()
        assert path.stat().st_mtime_ns == before
        await pilot.press("n")
        app.keep_last()
        assert read_session(path).cursor.step == 2


async def test_a_session_that_can_not_be_kept_says_so_once(folder: Path) -> None:
    (folder / "file").write_text("")
    async with running(SAW) as (app, pilot):
        saver = keep_in(app, folder / "file" / "x")
        await pilot.press("n")
        app.keep_last()
        app._tick()
        await pilot.pause()
        assert "The session can't be kept" in plain(app)
        app.clear_notifications()
        await pilot.press("n")
        app.keep_last()
        app._tick()
        await pilot.pause()
        assert "can't be kept" not in plain(app)
        assert session_of(app).cursor.step == 2
        # There is room again: what is there now is kept after all.
        (folder / "file").unlink()
        app.keep_last()
        assert saver.failure is None
        assert read_session(saver.autosave.path).cursor.step == 2


def test_what_goes_on_all_the_time_is_kept_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now, version = 0.0, 0
    monkeypatch.setattr(quiet, "monotonic", lambda: now)
    kept = Kept(Setup(text="a b"))
    saver = QuietSaver(Autosave(folder), lambda: version, lambda: kept, 0)
    for _ in range(9):
        now, version = now + 3, version + 1
        saver.tick()
    assert not saver.autosave.path.exists()
    now, version = now + 3, version + 1
    saver.tick()
    assert saver._thread is not None
    saver._thread.join(20)
    assert read_session(saver.autosave.path) == kept


async def test_a_file_that_was_changed_since_the_last_session_is_not_replaced_without_a_word(folder: Path) -> None:
    kept, mine = folder / "kept", folder / "mine.json"
    kept.mkdir()
    session_file(kept / "last.json", file=str(mine))
    session_file(mine)
    os.utime(mine, (time.time() + 60,) * 2)
    async with running(SAW, (80, 24)) as (app, pilot):
        keep_in(app, kept)
        app.open_file(kept / "last.json")
        await until(pilot, lambda: app.file == mine)
        await pilot.press("ctrl+s")
        await dialog(pilot, SaveAs)
        assert "was changed by somebody else" in plain(app)


@pytest.mark.parametrize(("size", "lang"), EVERY_SIZE)
async def test_the_last_session_is_offered_and_one_key_away(size: tuple[int, int], lang: str, folder: Path) -> None:
    kept = folder / "kept"
    kept.mkdir()
    session_file(kept / "earlier.json", setup=Setup(text="\x1b]52;[b]你好", architecture="gru"), file="/x/mine.json")
    (kept / "broken.json").write_text("{")
    async with running(KINSHIP, size, lang) as (app, pilot):
        saver = keep_in(app, kept)
        app._offer_last(saver)
        await pilot.pause()
        assert "␛]52;[b]你好" in text_of(app)
        assert "broken.json.bad" in text_of(app).replace("\n", "").replace(" ", "")
        await pilot.press("ctrl+o")
        await dialog(pilot, Open)
        await pilot.press("enter")
        await until(pilot, lambda: session_of(app).setup.architecture == "gru")
        # It goes on being saved where it was saved.
        assert app.file == Path("/x/mine.json")
