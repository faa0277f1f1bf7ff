"""What is exported in the app: every kind of every screen, with the numbers that are shown."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from driving import KINSHIP, SAW, running, session_of
from filing import dialog, plain, until
from textual.pilot import Pilot

from rnntui.formats.trace_json import trace_to_json, values_from_json
from rnntui.session.realise import realise
from rnntui.session.session_file import read_session
from rnntui.session.setup import Setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.exports import KINDS
from rnntui.ui.screens import open_file, save_as
from rnntui.ui.screens.save_as import SaveAs
from rnntui.ui.snapshot import text_of
from rnntui.ui.view import MODES


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


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


def test_kept_in_the_file_is_the_trace_that_was_exported(folder: Path) -> None:
    done = realise(KINSHIP)
    (folder / "t.json").write_text(trace_to_json(done.trace))
    assert np.array_equal(values_from_json((folder / "t.json").read_text())["y"], done.trace["y"])
    assert json.loads((folder / "t.json").read_text())["values"]["y"][-1] == [42, 42]
