"""Sessions, files and exports in the app: by keys and mouse, at every size, in both languages."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from driving import KINSHIP, SAW, running, session_of
from textual.pilot import Pilot

from rnntui.formats.trace_json import trace_to_json, values_from_json
from rnntui.model import build
from rnntui.session.autosave import Autosave
from rnntui.session.realise import realise
from rnntui.session.session_file import Kept, read_session, session_text
from rnntui.session.setup import Setup, sample_file
from rnntui.ui import quiet
from rnntui.ui.app import RnntuiApp
from rnntui.ui.exports import KINDS
from rnntui.ui.quiet import QuietSaver
from rnntui.ui.screens import open_file, save_as
from rnntui.ui.screens.open_file import Open
from rnntui.ui.screens.path_field import PathField
from rnntui.ui.screens.save_as import SaveAs
from rnntui.ui.snapshot import take, text_of
from rnntui.ui.view import MODES, Mode

EVERY_SIZE = [((60, 20), "en"), ((80, 24), "zh-TW"), ((120, 40), "en"), ((250, 70), "zh-TW")]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def until(pilot: Pilot[int], met: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not met():
        assert time.monotonic() < end, text_of(pilot.app)  # type: ignore[arg-type]
        await pilot.pause(0.01)


async def dialog(pilot: Pilot[int], kind: type[Any]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()


def plain(app: RnntuiApp) -> str:
    """What is shown, in one line."""
    return " ".join(text_of(app).replace("▌", " ").split())


def session_file(path: Path, **more: Any) -> None:
    kept = Kept(**{"setup": Setup(text="a b c", architecture="gru"), **more})
    path.write_text(session_text(kept, path.absolute().parent))


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


async def opened(app: RnntuiApp, pilot: Pilot[int], path: str) -> None:
    """Type a path in the dialog, and open it."""
    await pilot.press("ctrl+o")
    await dialog(pilot, Open)
    app.screen.query_one(PathField).value = path
    await pilot.pause()
    await pilot.press("enter")
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
            return app.kept(), text_of(app)

    kept, before = asyncio.run(shown())
    assert kept is not None
    # Which panel has the focus is no part of a session, and comes a moment after the panel.
    focus = str.maketrans("━▌▐", "─  ")
    assert take(kept.setup, size=(80, 24), kind="text", kept=kept).translate(focus) == before.translate(focus)


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


# Exports


async def exported(app: RnntuiApp, pilot: Pilot[int], kind: str) -> Path:
    """Export one thing under the name that is proposed."""
    before = set(Path().iterdir())
    depth = len(app.screen_stack)
    await pilot.press("ctrl+e")
    await until(pilot, lambda: len(app.screen_stack) == depth + 1)
    name = app.view.words(f"export.{kind}")
    if app.beside is not None and kind == "run.csv":
        name = app.view.words("export.side", side=app.beside.chosen.upper(), ending="CSV")
    from textual.widgets import Input

    app.screen.query_one(Input).value = name
    await pilot.pause()
    await pilot.press("enter")
    await dialog(pilot, SaveAs)
    await pilot.press("enter")
    await until(pilot, lambda: bool(set(Path().iterdir()) - before))
    await until(pilot, lambda: not app._writings)
    (path,) = set(Path().iterdir()) - before
    return path


@pytest.mark.parametrize("lang", ["en", "zh-TW"])
async def test_everything_that_is_offered_is_written(lang: str) -> None:
    async with running(SAW, (80, 24), lang) as (app, pilot):
        await pilot.press("n", "n")
        done = session_of(app).realised
        for kind in KINDS:
            path = await exported(app, pilot, kind)
            assert path.name.endswith(f".{kind.partition('.')[2]}")
            match kind:
                case "run.json":
                    assert path.read_text() == trace_to_json(done.trace)
                case "run.npz":
                    assert np.array_equal(np.load(path)["c"], done.trace["c"])
                case "picture.txt":
                    assert "I saw a saw" in path.read_text()
                    assert "▌" not in path.read_text().splitlines()[-3]
                case "picture.svg":
                    assert path.read_text().startswith("<svg")
                case "session.json":
                    assert read_session(path).cursor == session_of(app).cursor


async def test_a_table_is_what_is_looked_at_in_full_precision() -> None:
    async with running(SAW) as (app, pilot):
        await pilot.press("n", "right", "right")
        trace = session_of(app).trace
        rows = list(csv.DictReader(io.StringIO((await exported(app, pilot, "table.csv")).read_text())))
        assert [float(row["c[t]"]) for row in rows] == trace["c"][1].tolist()
        await pilot.press("v")
        name = session_of(app).cursor.variable
        rows = list(csv.DictReader(io.StringIO((await exported(app, pilot, "table.csv")).read_text())))
        assert [float(row[f"{name}[1]"]) for row in rows] == trace[name][:2, 1].tolist()
        assert [row["token"] for row in rows] == ["I", "saw"]
        path = await exported(app, pilot, "table.md")
        assert path.read_text().splitlines()[1] == "| " + " | ".join(["---"] * (2 + trace.units(name))) + " |"


ATTENDING = Setup(text="I saw a saw", architecture="attention_dot", labels=("<bos>", "<eos>", "ich", "sah"))


async def test_tables_of_the_other_screens_are_their_numbers() -> None:
    async with running(ATTENDING) as (app, pilot):
        await pilot.press("end")
        session = session_of(app)
        for mode in ("compare", "encoding", "memory", "attention"):
            await pilot.press(str(MODES.index(mode) + 1))
            await until(pilot, lambda: app.explore.is_settled and not app.view.pending)
            rows = list(csv.reader(io.StringIO((await exported(app, pilot, "table.csv")).read_text())))
            assert len({len(row) for row in rows}) == 1
            match mode:
                case "attention":
                    weights = np.array([list(map(float, row[1:])) for row in rows[1:]])
                    assert np.allclose(weights.sum(1), 1)
                    assert rows[0] == ["step", *session.trace.tokens]
                case "encoding":
                    assert [row[0] for row in rows[1:]] == ["I", "saw", "a"]
                    assert sorted(map(float, rows[1][1:])) == [0, 0, 1]
                case "memory":
                    assert [row[1] for row in rows[1:]] == list(session.trace.tokens)
                    assert all(float(row[2]) >= 0 for row in rows[1:])


async def test_the_tables_that_lie_over_a_screen_are_exported_too() -> None:
    async with running(replace(SAW, labels=("noun", "verb")), (80, 24)) as (app, pilot):
        await pilot.press("6", "N")
        rows = list(csv.reader(io.StringIO((await exported(app, pilot, "table.csv")).read_text())))
        weights = session_of(app).model.weights["W_i"]
        assert rows[0] == ["W_i", "name", "I", "a", "saw"]
        assert [list(map(float, row[2:])) for row in rows[1:]] == weights.tolist()
        await pilot.press("escape", "1", "K")
        await until(pilot, lambda: not getattr(app.screen, "is_busy", False))
        path = await exported(app, pilot, "table.md")
        assert path.name == "rnntui_without_h.md"
        assert [cell.strip() for cell in path.read_text().splitlines()[0].split("|")[1:3]] == ["unit", "change"]


async def test_of_two_runs_it_is_said_which_is_exported() -> None:
    async with running(KINSHIP, (80, 24)) as (app, pilot):
        await pilot.press("2", "x", "ctrl+e")
        await until(pilot, lambda: "run B, as JSON" in text_of(app))
        await pilot.press("escape")
        assert (await exported(app, pilot, "run.csv")).name == "rnntui_run_b.csv"


async def test_a_folder_that_stalls_is_in_nobodys_way(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Event()
    monkeypatch.setattr(open_file, "entries", lambda *_: gate.wait(20) and ())
    monkeypatch.setattr(save_as, "exists", lambda *_: gate.wait(20))
    async with running(SAW, (80, 24)) as (app, pilot):
        await pilot.press("ctrl+o", *"/net/")
        await until(pilot, lambda: "Looking at the folder" in plain(app))
        await pilot.press("enter", "escape", "n", "ctrl+s")
        assert session_of(app).cursor.step == 1
        await dialog(pilot, SaveAs)
        await pilot.press("enter")
        await until(pilot, lambda: "Looking at the folder" in plain(app))
        assert list(folder.iterdir()) == []
        gate.set()
        await until(pilot, lambda: "exists: Enter once more" in plain(app))


async def test_where_there_is_no_table_it_is_said() -> None:
    async with running(Setup(), (80, 24)) as (app, pilot):
        await pilot.press("4", "ctrl+e")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: "there is no table here yet" in text_of(app))
        await pilot.press("6", "ctrl+e")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        assert app.view.words("export.table.csv") not in text_of(app)


async def test_what_takes_long_goes_on_beside_and_can_be_stopped(folder: Path) -> None:
    (folder / "slow").write_text("before")
    going, checked = Event(), Event()

    def pieces() -> Any:
        yield b"a"
        going.set()
        checked.wait(20)
        yield b"b"

    async with running(SAW) as (app, pilot):
        app.write_file(folder / "slow", pieces)
        assert going.wait(20)
        await pilot.press("n")
        assert session_of(app).cursor.step == 1
        await pilot.press("ctrl+e")
        await until(pilot, lambda: "stop writing" in text_of(app))
        await pilot.press("enter")
        checked.set()
        await until(pilot, lambda: not app._writings)
        await pilot.pause()
        assert "Stopped" in text_of(app)
        assert (folder / "slow").read_text() == "before"
        app.write_file(folder / "slow", lambda: [b"after"])
        await until(pilot, lambda: (folder / "slow").read_text() == "after")
    assert sorted(each.name for each in folder.iterdir()) == ["slow"]


async def test_the_end_of_the_app_leaves_no_half_written_file(folder: Path) -> None:
    def pieces() -> Any:
        while True:
            yield b"x"

    async with running(SAW) as (app, _):
        app.write_file(folder / "endless", pieces)
        app.end_files()
    assert list(folder.iterdir()) == []


# The last session


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


def test_kept_in_the_file_is_the_trace_that_was_exported(folder: Path) -> None:
    done = realise(KINSHIP)
    (folder / "t.json").write_text(trace_to_json(done.trace))
    assert np.array_equal(values_from_json((folder / "t.json").read_text())["y"], done.trace["y"])
    assert json.loads((folder / "t.json").read_text())["values"]["y"][-1] == [42, 42]
