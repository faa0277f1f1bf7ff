"""The editor in an app that runs without a terminal, for tests."""

from __future__ import annotations

from collections.abc import Sequence

from textual.pilot import Pilot

from rnntui.session.setup import Setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.screens.edit import Edit

SAW = Setup(text="I saw a saw")
SIZES = ((60, 20), (80, 24), (120, 40), (250, 70))


def edit_of(app: RnntuiApp) -> Edit:
    return app.explore.query_one(Edit)


async def settled(app: RnntuiApp, pilot: Pilot[int]) -> None:
    """Wait until nothing is checked or run any more."""
    await pilot.pause()
    while app.view.pending or not app.explore.is_settled:
        await pilot.pause(0.01)
    await pilot.pause()


async def opened(app: RnntuiApp, pilot: Pilot[int]) -> Edit:
    """The editor, with the cursor in its text."""
    await pilot.press("7")
    await settled(app, pilot)
    await pilot.press("enter")
    await settled(app, pilot)
    return edit_of(app)


async def typed(app: RnntuiApp, pilot: Pilot[int], keys: Sequence[str]) -> None:
    await pilot.press(*keys)
    await settled(app, pilot)


def to(edit: Edit, piece: str, after: bool = False) -> None:
    """Put the cursor at a piece of the text."""
    for row, line in enumerate(edit.area.text.split("\n")):
        if piece in line:
            edit.area.move_cursor((row, line.index(piece) + len(piece) * after))
            return
    raise AssertionError(piece)
