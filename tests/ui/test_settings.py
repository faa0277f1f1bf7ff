"""What is remembered: read whatever is on file, written whole, and never in the way of the app."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from rnntui.errors import RnntuiError
from rnntui.session.setup import Setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.settings import LARGEST, Settings
from rnntui.ui.snapshot import take

BROKEN = {
    "empty": b"",
    "cut off": b'{"theme": "li',
    "a list": b'["light"]',
    "a word": b'"light"',
    "not UTF-8": b'{"theme": "\xff"}',
    "bytes": bytes(range(256)),
    "deep": b"[" * 50_000,
    "a number beyond all": b'{"theme": ' + b"9" * 10_000 + b"}",
    "large": b'{"theme": "light", "x": "' + b"x" * LARGEST + b'"}',
}
FOREIGN = {
    "no theme of ours": b'{"theme": "mauve"}',
    "a theme of Textual's": b'{"theme": "nord"}',
    "a number": b'{"theme": 3}',
    "another table": b'{"theme": {"name": "light"}}',
    "none": b'{"colour": "light"}',
}
USELESS = {**BROKEN, **FOREIGN}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "rnntui" / "settings.json"


def names_in(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


async def theme_of(app: RnntuiApp, *press: str) -> str:
    """The theme once the app runs and some keys were pressed."""
    async with app.run_test() as pilot:
        while app.session is None or not app.explore.is_ready:
            await pilot.pause()
        await pilot.press(*press)
        return app.theme


def app_with(path: Path, theme: str | None = None) -> RnntuiApp:
    return RnntuiApp(Setup(text="a"), theme=theme, settings=Settings(path))


async def test_a_chosen_theme_is_there_the_next_time(path: Path) -> None:
    assert await theme_of(app_with(path)) == "dark"
    assert not path.exists()
    assert await theme_of(app_with(path), "ctrl+t") == "light"
    assert await theme_of(app_with(path)) == "light"
    assert await theme_of(app_with(path), "ctrl+t") == "contrast"
    assert await theme_of(app_with(path)) == "contrast"
    assert names_in(path.parent) == ["settings.json"]


async def test_a_theme_that_is_named_wins_and_is_not_remembered(path: Path) -> None:
    Settings(path).remember("theme", "light")
    assert await theme_of(app_with(path, "contrast")) == "contrast"
    assert Settings(path).get("theme") == "light"


@pytest.mark.parametrize("content", USELESS.values(), ids=USELESS)
async def test_a_file_that_says_nothing_does_not_stop_the_app(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert await theme_of(app_with(path)) == "dark"
    assert path.read_bytes() == content
    assert await theme_of(app_with(path), "ctrl+t") == "light"
    assert Settings(path).get("theme") == "light"


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_kept_beside_the_new_one(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    Settings(path).remember("theme", "light")
    assert path.with_name("settings.json.bad").read_bytes() == content


def test_what_a_newer_version_remembers_stays(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text('{"theme": "dark", "panels": ["é", 1]}')
    Settings(path).remember("theme", "light")
    assert json.loads(path.read_bytes()) == {"theme": "light", "panels": ["é", 1]}
    assert names_in(path.parent) == ["settings.json"]


def test_two_at_once_do_not_forget_what_the_other_remembers(path: Path) -> None:
    one, other = Settings(path), Settings(path)
    one.remember("theme", "light")
    other.remember("language", "en")
    assert (one.get("language"), other.get("theme")) == ("en", "light")


def test_a_pipe_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    assert Settings(path).get("theme") is None


def test_a_folder_in_its_place_is_put_aside(path: Path) -> None:
    path.mkdir(parents=True)
    assert Settings(path).get("theme") is None
    Settings(path).remember("theme", "light")
    assert Settings(path).get("theme") == "light"
    assert path.with_name("settings.json.bad").is_dir()


async def test_where_nothing_can_be_written_it_says_so_once_and_goes_on(tmp_path: Path) -> None:
    # A file where a folder is needed stops root too.
    (tmp_path / "config").write_text("")
    app = app_with(tmp_path / "config" / "rnntui" / "settings.json")
    async with app.run_test(notifications=True) as pilot:
        while app.session is None or not app.explore.is_ready:
            await pilot.pause()
        await pilot.press("ctrl+t", "ctrl+t")
        assert app.theme == "contrast"
        (told,) = app._notifications
        assert "settings.json can't be written: Not a directory" in told.message
        assert not told.markup


def test_what_can_not_be_written_is_an_error_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RnntuiError, match="no home folder"):
        Settings(Path("~/settings.json")).remember("theme", "light")

    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    path = tmp_path / "settings.json"
    Settings(path).remember("theme", "light")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(RnntuiError, match="No space left"):
        Settings(path).remember("theme", "dark")
    assert Settings(path).get("theme") == "light"
    assert names_in(tmp_path) == ["settings.json"]


def test_the_file_is_where_the_user_keeps_such_things(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    path = Settings().path
    assert tmp_path in path.parents
    assert path.parent.name == "rnntui"
    assert not list(tmp_path.iterdir())


def test_a_picture_knows_nothing_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    before = take(Setup(text="a"), press=("ctrl+t",))
    assert not list(tmp_path.iterdir())
    Settings().remember("theme", "contrast")
    assert take(Setup(text="a"), press=("ctrl+t",)) == before
    assert Settings().get("theme") == "contrast"
