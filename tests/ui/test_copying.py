"""What `y` and `w` give: the panel that is looked at, in full precision."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from driving import SAW, running, session_of

from rnntui.errors import RnntuiError
from rnntui.session.session import advance, go, point, start
from rnntui.session.setup import Setup
from rnntui.ui.copying import Copied, copied, written
from rnntui.ui.view import View
from rnntui.ui.widgets.table import Table


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def test_the_table_holds_every_unit_in_full() -> None:
    session = go(start(SAW.with_size("hidden", 200)), 2)
    found = copied(session, View(), "table")
    head, *body = rows(found.text)
    assert head == ["unit", "x[t]", "h[t-1]", "c[t-1]", "i[t]", "f[t]", "o[t]", "g[t]", "c[t]", "h[t]", "y[t]"]
    assert len(body) == 200
    assert [float(row[8]) for row in body] == session.trace.at("c", 2).tolist()
    assert [float(row[3]) for row in body] == session.trace.at("c", 1).tolist()
    assert [row[1] for row in body[:4]] == ["0.0", "1.0", "0.0", ""]
    assert found.name == "step_2"


def test_what_is_not_computed_yet_is_blank() -> None:
    session = advance(start(SAW), 1)
    head, *body = rows(copied(session, View(), "table").text)
    assert all(row[head.index("c[t]")] == "" for row in body)
    assert all(row[head.index("i[t]")] for row in body)
    assert "Not computed yet" in copied(point(session, variable="c"), View(), "work").text


def test_units_are_in_the_order_that_is_shown() -> None:
    session = go(start(SAW.with_size("hidden", 9)), 1)
    change = abs(session.trace.at("h", 1) - session.trace.at("h", 0))
    _, *body = rows(copied(session, View(by_change=True), "table").text)
    assert [int(row[0]) for row in body] == [*(-change).argsort(kind="stable").tolist()]


def test_a_variable_over_time_ends_where_the_reading_does() -> None:
    session = go(start(SAW), 2)
    head, *body = rows(copied(session, View(), "time").text)
    assert head == ["step", "token", "h[0]", "h[1]", "h[2]"]
    assert [row[:2] for row in body] == [["0", "I"], ["1", "saw"], ["2", "a"]]
    assert [float(value) for value in body[1][2:]] == session.trace.at("h", 1).tolist()
    assert len(rows(copied(session, View(ahead=True), "time").text)) == 5


def test_worked_arithmetic_is_that_of_the_engine() -> None:
    session = start(SAW)
    text = copied(session, View(), "work").text
    assert text.strip() == session.trace.explain("h", step=0, unit=0).text(17, 1_000).strip()
    assert f"h[0][0] = {session.trace['h'][0, 0]:.17g}" in text
    assert "given" in copied(point(session, variable="x"), View(), "work").text


@pytest.mark.parametrize("panel", ["table", "time", "work", "equations"])
def test_an_empty_sentence_can_be_copied(panel: str) -> None:
    assert copied(start(Setup()), View(), panel).text  # type: ignore[arg-type]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    found = Copied("step_0", ".tsv", "a\n")
    first, second = written(found, tmp_path), written(found, tmp_path)
    assert (first.name, second.name) == ("rnntui_step_0.tsv", "rnntui_step_0_1.tsv")
    assert first.read_text() == second.read_text() == "a\n"


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(RnntuiError, match="can't be written"):
        written(Copied("a", ".txt", ""), tmp_path / "none")


async def test_the_keys_copy_and_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(SAW) as (app, pilot):
        sent: list[str] = []
        monkeypatch.setattr(app._driver, "write", sent.append)
        await pilot.press("y")
        table = copied(session_of(app), app.view, "table").text
        assert app.clipboard == table
        assert any(base64.b64encode(table.encode()).decode() in each and "\x1b]52;" in each for each in sent)
        app.explore.query_one("#work").focus()
        await pilot.press("w")
        (path,) = tmp_path.iterdir()
        assert path.name == "rnntui_h_0_0.txt"
        assert path.read_text() == copied(session_of(app), app.view, "work").text


async def test_a_folder_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    async with running(SAW) as (app, pilot):
        await pilot.press("w")
        await pilot.pause()
        assert [note.severity for note in app._notifications] == ["error"]
        assert isinstance(app.focused, Table)
