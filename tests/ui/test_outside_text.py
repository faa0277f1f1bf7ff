"""No string from outside gets into a widget as it is: not as control codes, and not as markup."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import rich.text
from driving import running, session_of
from rich.segment import Segment
from textual.content import Content
from textual.events import Paste
from textual.strip import Strip

from rnntui.errors import RnntuiError
from rnntui.model import build
from rnntui.session.setup import Setup, read_setup
from rnntui.ui.snapshot import text_of

HOSTILE = "\x1b]52;c;aGk=\x07\u202e[@click=app.quit]x[/]\x9b31m"
"""Writes the clipboard, turns the direction, quits when clicked, colours; all of it in one name."""
_RAW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
UI = Path(__file__).parents[2] / "rnntui" / "ui"


@pytest.fixture
def leaks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What got into a strip of the screen raw, or was taken for markup."""
    found: list[str] = []
    made = Strip.__init__

    def strip(self: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        kept = list(segments)
        found.extend(segment.text for segment in kept if _RAW.search(segment.text.rstrip("\n")))
        made(self, kept, cell_length)

    monkeypatch.setattr(Strip, "__init__", strip)
    for kind in (Content, rich.text.Text):
        monkeypatch.setattr(kind, "from_markup", watched(kind.from_markup, found))
    return found


def watched(parse: Any, found: list[str]) -> Any:
    """The parser of markup, but it writes down what was ours to protect."""

    def from_markup(markup: Any, *args: Any, **values: Any) -> Any:
        made = parse(markup, *args, **values)
        # What was escaped comes out as it is.
        if "@click=app.quit" in str(markup) and "@click=app.quit" not in made.plain:
            found.append(f"markup: {markup}")
        return made

    return staticmethod(from_markup)


@pytest.fixture
def lesson(tmp_path: Path) -> Setup:
    """A setup in which every string that can come from outside is hostile."""
    said = json.dumps(HOSTILE.replace("\x9b", "").replace("\u202e", "\u202e"))
    architecture = tmp_path / f"{HOSTILE}.toml".replace("/", "")
    architecture.write_text(
        f"title = {said}\nsource = {said}\nsummary = {said}\n"
        '[sizes]\nx = "input"\nh = "hidden"\ny = "output"\n'
        f'[[equations]]\nis = "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])"\nrole = "hidden"\nsays = {said}\n'
        f'[[equations]]\nis = "y[t] = V_y @ h[t]"\nrole = "output"\nsays = {said}\n'
    )
    table = tmp_path / f"{HOSTILE}.csv".replace("/", "")
    table.write_text(f'"{HOSTILE}",0,1\nb,1,0\n')
    path = tmp_path / f"{HOSTILE}.json".replace("/", "")
    setup = {
        "format": "rnntui-setup/1", "title": {"en": HOSTILE}, "text": f"{HOSTILE} b unknown{HOSTILE}",
        "architecture": str(architecture), "encoding": "embedding", "embedding": str(table),
        "labels": [HOSTILE, f"other{HOSTILE}"], "notes": [{"step": 0, "en": HOSTILE, "zh_TW": HOSTILE}],
    }  # fmt: skip
    path.write_text(json.dumps(setup))
    return read_setup(path)


KEYS = (
    *"nsSpotfvl", "enter", "z", "escape", "tab", "tab", "y", "tab", "right", "right", "end", "ctrl+t", "ctrl+t",
    "question_mark", "escape", "g", "b", "escape", *"AEHLDWO"
)  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("lang", ["en", "zh-TW"])
async def test_nothing_raw_is_drawn(
    lesson: Setup, leaks: list[str], size: tuple[int, int], lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / HOSTILE.replace("/", "")
    folder.mkdir()
    monkeypatch.chdir(folder)
    async with running(lesson, size, lang) as (app, pilot):
        assert "┃1/1" in text_of(app)
        for key in KEYS:
            await pilot.press(key)
            assert not _RAW.search(text_of(app).replace("\n", "")), key
            if key.isupper() and len(key) == 1:
                await pilot.press("escape")
        await pilot.press("w")
        await pilot.pause()
        for opened in (("W",), ("ctrl+p",), ("escape", "i")):
            await pilot.press(*opened)
            await pilot.pause()
            app.post_message(Paste(f"./{HOSTILE}"))
            await pilot.pause()
            assert "./␛" in text_of(app)
            await pilot.press("enter")
            await pilot.pause()
        assert app.is_running
        assert session_of(app).setup.architecture == lesson.architecture
    assert leaks == []


async def test_a_file_of_a_hostile_name_is_told_of_visibly(leaks: list[str], tmp_path: Path) -> None:
    path = tmp_path / f"{HOSTILE}.safetensors".replace("/", "")
    build("gru", input=2, hidden=2, output=2, labels=[HOSTILE, "b"]).save(path)
    async with running(Setup(text=f"a {HOSTILE}", model=str(path)), (120, 40), "en") as (app, pilot):
        await pilot.press("n", "W", "escape", "enter")
        assert "␛" in text_of(app)
        app.notify_error(RnntuiError(f"there is no sample '{HOSTILE}'", f"the samples are {HOSTILE}"))
        await pilot.pause()
        text_of(app)
    assert leaks == []


TAKES_MARKUP = {"Static", "Label", "update", "add_option"}
"""What takes markup where it is given a string."""


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                yield f"{path.name}:{node.lineno}", name, node


def test_toasts_and_lists_take_no_markup() -> None:
    found = {where: node for where, name, node in calls() if name in ("notify", "OptionList")}
    assert len(found) >= 4
    for where, node in found.items():
        said = [each.value for each in node.keywords if each.arg == "markup"]
        assert [getattr(each, "value", None) for each in said] == [False], where


def test_texts_reach_widgets_as_content() -> None:
    found = {where: node for where, name, node in calls() if name in TAKES_MARKUP and node.args}
    assert len(found) >= 3
    for where, node in found.items():
        made = ast.unparse(node.args[0])
        assert made.startswith(("Content", "help_text(", "os.environ", "kept")), f"{where}: {made}"
