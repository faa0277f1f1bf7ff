"""How tests wait for an app: until nothing in its event loop is left to do, and all is drawn.

Textual itself waits 20 ms, twice for every key, and takes for idle an app that computes little in that time: most of
the time that passes in a test would be this waiting, and on a busy machine it would end too early.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sized
from time import monotonic, process_time
from typing import Any, cast

import textual.app
import textual.pilot
from textual._context import active_app

SLICE = 0.004
"""Seconds in which nothing may come from threads or timers."""
STILL = SLICE / 8
"""Seconds that the process computes in a slice at most, unless a thread works something out."""


async def until_idle(min_sleep: float = 0.02, max_sleep: float = 1.0) -> None:
    """Wait so many seconds at least, and at most; between them until all that was begun has been done."""
    # A loop tells nobody what it is about to run. What follows from a message stands here until it has been run.
    ready = cast("Sized", getattr(asyncio.get_running_loop(), "_ready"))  # noqa: B009
    begun = monotonic()
    is_idle = False
    while not is_idle and monotonic() - begun < max_sleep:
        await asyncio.sleep(0)
        if ready or _draws():
            continue
        before = process_time()
        await asyncio.sleep(SLICE)
        is_still = process_time() - before < STILL and not ready and not _draws()
        is_idle = is_still and monotonic() - begun > min_sleep


def _draws() -> bool:
    """Draw now what Textual would at the next tick of its clock, and in the latest size; False where all is drawn."""
    app: Any = active_app.get(None)
    if app is None or not app.screen_stack or app._batch_count:
        return False
    if app._resize_timer is not None:
        app._check_resize()
        return True
    screen = app.screen
    waits = screen._layout_required or screen._repaint_required or screen._dirty_widgets or screen._callbacks
    if waits:
        screen._on_timer_update()
    return bool(waits)


def quicken() -> None:
    """Let every app that runs in a test be waited for in this way."""
    for module in (textual.app, textual.pilot):
        vars(module)["wait_for_idle"] = until_idle
