"""Records of keys: what is done in the app is written down, and leads to the same screen again."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import SAW, running, session_of
from textual import events
from textual.pilot import Pilot

from rnntui.errors import RnntuiError, UsageError
from rnntui.formats.keys_file import Act, read_keys
from rnntui.ui.app import RnntuiApp
from rnntui.ui.beginning import Beginning
from rnntui.ui.keys import KEYS
from rnntui.ui.replay import Player, Recorder, check_keys, checked
from rnntui.ui.snapshot import take, text_of

OPTIONS = ("I saw a saw", "--arch", "lstm")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Player, "PACE", 0.0)


async def until(pilot: Pilot[int], met: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not met():
        assert time.monotonic() < end
        await pilot.pause(0.01)


def mouse(kind: type[events.MouseEvent], x: int, y: int) -> events.MouseEvent:
    return kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)


async def test_what_is_done_is_written_down_and_done_again(tmp_path: Path) -> None:
    path = tmp_path / "a.keys"
    async with running(SAW, (80, 24)) as (app, pilot):
        app.recorder = Recorder(path, OPTIONS)
        await pilot.press("n", "n", "S", "f", "i", "space", "comma", "你", "number_sign", "question_mark", "escape")
        app.post_message(events.Paste("not typed into\nanything"))
        for kind in (events.MouseDown, events.MouseUp):
            app.post_message(mouse(kind, 11, 2))
        app.post_message(mouse(events.MouseScrollDown, 11, 2))
        await pilot.pause()
        await pilot.pause()
        cursor, setup, shown = session_of(app).cursor, session_of(app).setup, text_of(app)
        await pilot.press("q")
    found = read_keys(path)
    assert found.options == OPTIONS
    assert found.acts[:3] == (Act("key", "n"), Act("key", "n"), Act("key", "S"))
    assert found.acts[-3:] == (
        Act("paste", "not typed into\nanything"),
        Act("click", x=11, y=2),
        Act("wheel", x=11, y=2, by=1),
    )
    assert path.read_text().splitlines()[1] == "n, n, S, f, i, space, comma, 你, number_sign, ?, escape"
    assert setup.text == "I saw a saw ,你#?"
    async with running(SAW, (80, 24)) as (app, pilot):
        app.play(found.acts)
        await until(pilot, lambda: app._player is None)
        assert (session_of(app).cursor, session_of(app).setup) == (cursor, setup)
        await pilot.pause()
        assert app.view.words("replay.done") in text_of(app)
    assert shown


def test_a_picture_is_taken_after_a_record() -> None:
    acts = [Act("key", key) for key in ("n", "n", "f")]
    once = take(SAW, size=(80, 24), kind="text", press=("n", "n", "f"))
    assert take(SAW, size=(80, 24), kind="text", replay=acts) == once
    clicked = take(SAW, size=(80, 24), kind="text", replay=[Act("click", x=11, y=2)], press=("n", "n", "f"))
    assert clicked == once
    assert take(SAW, size=(80, 24), kind="text", replay=[Act("click", x=500, y=2), *acts]) == once


async def test_somebody_who_presses_a_key_goes_on_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Player, "PACE", 0.05)
    async with running(SAW, (80, 24)) as (app, pilot):
        app.play([Act("key", "n")] * 200)
        await until(pilot, lambda: session_of(app).cursor.step > 0)
        # The key itself does nothing else: a dialog that the record opened would take it for an answer.
        await pilot.press("home")
        await until(pilot, lambda: app._player is None)
        assert session_of(app).cursor.step > 0
        await until(pilot, lambda: app.view.words("replay.stopped") in text_of(app))
        await pilot.press("home")
        assert session_of(app).cursor.step == 0


@pytest.mark.parametrize("keys", [("ctrl+s", "enter"), ("w",), ("y",), ("ctrl+e", "enter", "enter"), ("7", "f2")])
async def test_a_record_changes_nothing_outside(
    keys: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # The next key finds the dialog that the one before opened.
    monkeypatch.setattr(Player, "PACE", 0.2)
    async with running(SAW, (80, 24)) as (app, pilot):
        app.play([Act("key", key) for key in keys])
        await until(pilot, lambda: app._player is None)
        said = app.view.words("replay.unwritten")
        await until(pilot, lambda: said in " ".join(text_of(app).replace("▌", " ").split()))
        assert app.clipboard == ""
        assert list(tmp_path.iterdir()) == []
        await pilot.press("escape", "escape", "1", "y", "w")
        await until(pilot, lambda: bool(app.clipboard) and len(list(tmp_path.iterdir())) == 1)


def test_neither_does_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    take(SAW, size=(80, 24), kind="text", replay=[Act("key", key) for key in ("w", "ctrl+s", "enter")])
    assert list(tmp_path.iterdir()) == []


async def test_a_record_of_another_size_says_so() -> None:
    async with running(SAW, (80, 24)) as (app, pilot):
        app.play([Act("click", x=1, y=1)], (120, 40))
        await until(pilot, lambda: "120x40" in text_of(app))
        await until(pilot, lambda: app._player is None)
        app.clear_notifications()
        app.play([Act("key", "n")], (120, 40))
        await until(pilot, lambda: app._player is None)
        assert "120x40" not in text_of(app)


async def test_nothing_that_was_written_before_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.keys"
    path.write_text("precious")
    async with running(SAW) as (app, _):
        with pytest.raises(RnntuiError, match="exists; name a new file"):
            app.begin_as(Beginning(record=(path, OPTIONS)))
    assert path.read_text() == "precious"
    for bad in (tmp_path / "no" / "a.keys", Path("a\0b")):
        with pytest.raises(RnntuiError, match="can't be written"):
            Recorder(bad, OPTIONS)


def test_a_record_is_on_the_disk_at_every_moment(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "a.keys", ())
    for name in ("n", "up", "ctrl+s"):
        recorder.note(events.Key(name, name if len(name) == 1 else None))
        assert read_keys(tmp_path / "a.keys").acts[-1] == Act("key", name)
    # Without the key that quits only where one quits.
    recorder.close(quitting=False)
    assert len(read_keys(tmp_path / "a.keys").acts) == 3


def test_every_key_of_the_app_can_be_replayed() -> None:
    check_keys([Act("key", name) for key in KEYS for name in key.keys.split(",")])
    for name in ("n", "?", "question_mark", "number_sign", "comma", "minus", "slash", "underscore", "ctrl+p", "你"):
        assert checked(name) == name


@pytest.mark.parametrize("name", ["nope", "ctrl+nope", "hyper+n", "", "NUMBER_SIGN"])
def test_a_key_that_there_is_not_is_named(name: str) -> None:
    with pytest.raises(UsageError, match="there is no key"):
        checked(name)


def test_in_a_record_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.keys"
    path.write_text("# a lesson\nn, n\nn n\n")
    with pytest.raises(RnntuiError, match=r"a\.keys, line 3: there is no key 'n n'; .*commas") as found:
        check_keys(read_keys(path).acts, path)
    assert found.value.status == 1
    app = RnntuiApp(SAW)
    with pytest.raises(RnntuiError, match="line 3"):
        app.begin_as(Beginning(replay=read_keys(path)))


async def test_a_record_that_can_not_go_on_says_so_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(SAW, (80, 24)) as (app, pilot):
        app.recorder = recorder = Recorder(Path("a.keys"), ())
        full = Path("/dev/full").open("w")  # noqa: SIM115
        monkeypatch.setattr(recorder, "_file", full)
        await pilot.press("n", "n")
        await pilot.pause()
        assert app.recorder is None
        shown = " ".join(text_of(app).replace("▌", " ").split())
        assert shown.count("a.keys can't be written") == 1
        assert session_of(app).cursor.step == 2
        recorder.close(quitting=False)
