"""Lines that go to the terminal directly are those that Textual would draw, and nothing goes over what lies on them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from driving import running
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from screen_model import Screen as Terminal
from textual._compositor import CompositorUpdate
from textual.strip import Strip

from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.direct import Drawn
from rnntui.ui.snapshot import text_of

KEYS = ("n", "s", "s", "S", "p", "down", "right", "o", "f", "n", "t", "l", "End", "Home", "v", "n", "escape", "z", "n")
SETUPS = {
    "kinship": sample_setup("kinship"),
    "wide": Setup(
        text="你 祖母 a b c d e f", architecture="lstm", sizes=(("hidden", 40),), layers=2, bidirectional=True
    ),
}


@contextmanager
def watched(app: RnntuiApp, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[CompositorUpdate]]:
    """What is displayed, each checked against the whole picture that Textual's compositor makes."""
    shown: list[CompositorUpdate] = []

    def display(screen: Any, update: Any) -> None:
        if isinstance(update, CompositorUpdate):
            shown.append(update)
        if isinstance(update, Drawn):
            whole = screen._compositor.render_strips()
            for y, x, pieces in update.rows:
                drawn = cells(coloured(whole[y], COLOR_SYSTEMS[app.console.color_system or "truecolor"]))
                assert cells(pieces) == drawn[x : x + len(cells(pieces))]

    monkeypatch.setattr(app, "_display", display)
    yield shown


def coloured(strip: Strip, system: ColorSystem) -> list[tuple[str, str]]:
    """A strip as text and the numbers of its styles."""
    return [(text, Strip.render_ansi(style, system) if style else "") for text, style, _ in strip]


def cells(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """One entry a cell."""
    return [
        (character if place == 0 else "", style)
        for text, style in pieces
        for character in text
        for place in range(cell_len(character))
    ]


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (61, 20)])
@pytest.mark.parametrize("name", SETUPS)
async def test_lines_are_drawn_as_textual_would(
    name: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(SETUPS[name], size) as (app, pilot):
        with watched(app, monkeypatch) as shown:
            for key in KEYS:
                await pilot.press(key)
                await pilot.pause(0.03)
        assert sum(isinstance(each, Drawn) for each in shown) >= 6


async def test_what_lies_over_the_lines_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(SETUPS["kinship"], (100, 30)) as (app, pilot):
        with watched(app, monkeypatch) as shown:
            await pilot.press("n")
            await pilot.pause(0.03)
            assert isinstance(shown[-1], Drawn)
            app.notify("over it all\n" * 20, markup=False)
            await pilot.pause(0.2)
            shown.clear()
            await pilot.press("n")
            await pilot.pause(0.03)
            assert shown
            assert not any(isinstance(each, Drawn) for each in shown)


async def test_a_dialog_that_shrinks_leaves_wide_characters_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(SETUPS["kinship"], (60, 20), "zh-TW") as (app, pilot):
        await pilot.press("n", "n", "n")
        await pilot.pause()
        before = text_of(app).splitlines()[4]
        await pilot.press("O")
        await pilot.pause()
        terminal = Terminal(60)
        whole = app.screen._compositor.render_update(full=True)
        assert isinstance(whole, CompositorUpdate)
        terminal.write(whole.render_segments(app.console))

        def display(screen: Any, update: Any) -> None:
            del screen
            if isinstance(update, CompositorUpdate):
                terminal.write(update.render_segments(app.console))

        monkeypatch.setattr(app, "_display", display)
        await pilot.press(*"gated")
        await pilot.pause(0.1)
        row = "".join(terminal.cells.get((4, column), (" ",))[0] for column in range(60))
        assert row.rstrip() == before
