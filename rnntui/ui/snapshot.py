"""A picture of the app, drawn without a terminal, the same bytes every time."""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from ..errors import UsageError
from .svg import steadied

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from ..formats.keys_file import Act
    from ..session.session_file import Kept
    from ..session.setup import Setup
    from .app import RnntuiApp
    from .view import Mode

Kind = Literal["svg", "text"]
_READ_BY_TEXTUAL = ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TERM", "TERM_PROGRAM", "COLUMNS", "LINES")


def take(
    setup: Setup,
    *,
    size: tuple[int, int] = (120, 40),
    press: Sequence[str] = (),
    kind: Kind = "svg",
    lang: str = "en",
    theme: str | None = None,
    ascii_only: bool = False,
    mode: Mode | None = None,
    kept: Kept | None = None,
    replay: Sequence[Act] = (),
) -> str:
    """The screen after a record of keys and some more, as SVG or as plain text. It begins with what was `kept` of a
    session, where anything was, and in a mode, where one is named. Needs no terminal, and looks at no settings.

    Raises UsageError for a key that does not exist, and the RnntuiError of a setup that does not fit.
    """
    from ..formats.keys_file import Act
    from .replay import check_keys

    acts = (*replay, *(Act("key", key) for key in press))
    check_keys(acts)
    with _plain_environment():
        from .app import RnntuiApp
        from .themes import NAMES

        if theme is not None and theme not in NAMES:
            raise UsageError(f"there is no theme {theme!r}", f"the themes are {', '.join(NAMES)}")
        app = RnntuiApp(setup, lang, theme, ascii_only=ascii_only, kept=kept)
        app.changes_outside = False
        return asyncio.run(_taken(app, size, acts, kind, mode))


async def _taken(app: RnntuiApp, size: tuple[int, int], acts: Sequence[Act], kind: Kind, mode: Mode | None) -> str:
    from .replay import perform

    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        while not (app.session is not None and app.explore.is_ready) and app.failed is None and app.crash is None:
            await pilot.pause()
        if app.failed is None:
            await _settled(app, pilot)
            if mode is not None and mode != app.view.mode:
                app.action_mode(mode)
                await _settled(app, pilot)
            for act in acts:
                await perform(app, act)
                await _settled(app, pilot)
        await pilot.pause()
        picture = "" if app.failed is not None else picture_of(app, kind)
    if app.failed is not None:
        raise app.failed
    return picture


async def _settled(app: RnntuiApp, pilot: Pilot[int]) -> None:
    """Wait until nothing is worked out beside any more."""
    await pilot.pause()
    while app.view.pending or not app.explore.is_settled or getattr(app.screen, "is_busy", False):
        await pilot.pause(0.01)


def picture_of(app: RnntuiApp, kind: Kind) -> str:
    """What a running app shows, as SVG or as plain text."""
    return text_of(app) if kind == "text" else svg_of(app)


def svg_of(app: RnntuiApp) -> str:
    """The screen as SVG."""
    return steadied(app.export_screenshot(title="rnntui", simplify=True))


def text_of(app: RnntuiApp) -> str:
    """The screen as lines of plain text, without blanks at their ends."""
    from rich.console import Console

    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, record=True, legacy_windows=False
    )
    # What App.export_screenshot draws too.
    screens = app._background_screens
    console.print(app.screen._compositor.render_update(full=True, screen_stack=screens))
    return "\n".join(line.rstrip() for line in console.export_text().splitlines()) + "\n"


@contextmanager
def _plain_environment() -> Iterator[None]:
    """Without what would change colours or size."""
    kept = {name: os.environ.pop(name) for name in _READ_BY_TEXTUAL if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)
