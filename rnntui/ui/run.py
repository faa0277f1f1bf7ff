"""The one hardened start of the app."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..render.show import show

if TYPE_CHECKING:
    from ..session.setup import Setup
    from .app import RnntuiApp


def run(setup: Setup, lang: str = "en") -> int:
    """Open the app on a setup; returns the status with which the process ends.

    0 after quitting, 143, 129 and 130 after SIGTERM, SIGHUP and SIGINT, 1 after a crash, and that of the
    RnntuiError where the setup does not fit. The terminal is restored in every case.
    """
    # With kitty's "report all keys" the text that an input method composes is lost. Textual reads this when imported.
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    # What is imported stays: looking for garbage meanwhile is a sixth of the start.
    gc.disable()
    from .app import RnntuiApp
    from .driver import ThriftyDriver, decode_leniently

    gc.freeze()
    gc.enable()
    decode_leniently()
    app = RnntuiApp(setup, lang, driver=ThriftyDriver)
    status = asyncio.run(_opened(app))
    if app.failed is not None:
        print(f"rnntui: {show(str(app.failed))}", file=sys.stderr)
    if app.crash is not None:
        print(_told(app, app.crash), file=sys.stderr)
        return 1
    return status


async def _opened(app: RnntuiApp) -> int:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        # By itself Textual would leave the terminal raw.
        loop.add_signal_handler(number, app.exit, 128 + number)
    return await app.run_async() or 0


def _told(app: RnntuiApp, crash: BaseException) -> str:
    """One line about a crash, without a word of what the user typed: the place, and the kind of error."""
    trace = crash.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else f" in {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    return f"rnntui: {app.view.words('error.crash')}: {type(crash).__name__}{place}"
