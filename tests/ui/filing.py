"""What tests of files, sessions and exports have in common."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from rnntui.session.session_file import Kept, session_text
from rnntui.session.setup import Setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.screens.open_file import Open
from rnntui.ui.screens.path_field import PathField
from rnntui.ui.snapshot import text_of

EVERY_SIZE = [((60, 20), "en"), ((80, 24), "zh-TW"), ((120, 40), "en"), ((250, 70), "zh-TW")]


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


async def opened(app: RnntuiApp, pilot: Pilot[int], path: str) -> None:
    """Type a path in the dialog, and open it."""
    await pilot.press("ctrl+o")
    await dialog(pilot, Open)
    app.screen.query_one(PathField).value = path
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()
