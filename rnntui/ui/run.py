"""The one hardened start of the app."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from ..render.show import show
from ..streams import end_streams

if TYPE_CHECKING:
    from ..session.setup import Setup
    from .app import RnntuiApp
    from .beginning import Beginning


def run(
    setup: Setup,
    lang: str = "en",
    *,
    theme: str | None = None,
    ascii_only: bool = False,
    beginning: Beginning | None = None,
) -> int:
    """Open the app on a setup; returns the status with which the process ends. The last session is kept.

    0 after quitting, 143, 129 and 130 after SIGTERM, SIGHUP and SIGINT, 129 too where the connection was dropped,
    1 after a crash, and that of the RnntuiError where the setup does not fit. The terminal is restored in every case.
    """
    # With kitty's "report all keys" the text that an input method composes is lost. Textual reads this when imported.
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    # What is imported stays: looking for garbage meanwhile is a sixth of the start. `_settle` begins with it again.
    gc.disable()
    from .app import RnntuiApp
    from .background import Run
    from .driver import decode_leniently
    from .ending import LAST
    from .settings import Settings
    from .terminal_driver import TerminalDriver, parse_leniently

    decode_leniently()
    parse_leniently()
    settings = Settings()
    app = RnntuiApp(setup, lang, theme, TerminalDriver, ascii_only=ascii_only, settings=settings, keeps_last=True)
    app.when_shown = _settle
    if beginning is not None:
        app.begin_as(beginning)
    try:
        status = asyncio.run(_opened(app))
    finally:
        # Where the connection was dropped, what was to be drawn is left.
        end_streams()
    # A disk may be stalled.
    Run(app.keep_last, id).in_time(LAST)
    app.end_files()
    if app.failed is not None:
        _say(app.view.words.told(app.failed))
    if app.crash is not None:
        _say(_told(app, app.crash))
        return 1
    return status


def _settle() -> None:
    """Look for garbage from now on, but not among what was loaded, and not so often that a key waits for it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


async def _opened(app: RnntuiApp) -> int:
    from .ending import Ending

    loop = asyncio.get_running_loop()
    assert sys.__stdin__ is not None
    ask = partial(loop.call_soon_threadsafe, app.exit)
    wake = partial(loop.call_soon_threadsafe, int)
    with Ending(lambda status: ask(status, status), sys.__stdin__.fileno(), wake, app.keep_last) as ending:
        await app.run_async()
    return ending.status or app.return_code or 0


def _told(app: RnntuiApp, crash: BaseException) -> str:
    """One line about a crash, without a word of what the user typed: kind and place, and where there is more."""
    from .crash_log import place_of, write_log

    try:
        more = f"log: {write_log(crash)}"
    except OSError as error:
        more = f"no log: {error.strerror or type(error).__name__}"
    place = place_of(crash)
    kind = f"{type(crash).__name__} in {place}" if place else type(crash).__name__
    return f"{app.view.words('error.crash')}: {kind} ({more})"


def _say(line: str) -> None:
    """One line on standard error, if anybody is left to read it."""
    try:
        print(f"rnntui: {show(line)}", file=sys.stderr, flush=True)
    except OSError:
        return
