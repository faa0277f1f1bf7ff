"""Waiting for an app lasts as long as it does anything, and no longer."""

from __future__ import annotations

import asyncio
from time import monotonic

import pytest
import textual.app
import textual.pilot
from idle import until_idle
from textual.app import App


def test_textual_waits_so() -> None:
    assert {vars(module)["wait_for_idle"] for module in (textual.app, textual.pilot)} == {until_idle}


async def test_all_that_follows_has_been_done() -> None:
    loop = asyncio.get_running_loop()
    left = 2000

    def further() -> None:
        nonlocal left
        left -= 1
        if left:
            loop.call_soon(further)

    loop.call_soon(further)
    await until_idle(0)
    assert left == 0


async def test_what_comes_to_no_end_is_not_waited_for() -> None:
    async def busy() -> None:
        while True:
            await asyncio.sleep(0)

    task = asyncio.create_task(busy())
    begun = monotonic()
    await until_idle(0, 0.05)
    assert monotonic() - begun >= 0.05
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_what_waits_for_the_next_drawing_is_done() -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        seen: list[str] = []
        app.screen.refresh(layout=True)
        app.call_after_refresh(seen.append, "drawn")
        await pilot.resize_terminal(33, 11)
        assert seen == ["drawn"]
        assert app.screen.size == (33, 11)
