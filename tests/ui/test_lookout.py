"""Looking at files beside the app: the last look counts, and one that never ends is in nobody's way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from rnntui.errors import RnntuiError
from rnntui.ui import lookout
from rnntui.ui.lookout import Lookout


class Host:
    """What a lookout needs of an app."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()

    def call_later(self, callback: Callable[..., object], *found: Any) -> None:
        self.loop.call_soon_threadsafe(callback, *found)

    def set_timer(self, delay: float, callback: Callable[[], object]) -> None:
        self.loop.call_later(delay, callback)


class Told:
    def __init__(self) -> None:
        self.found: list[object] = []
        self.late = 0
        self.wrong: list[RnntuiError] = []
        self.lookout = Lookout(Host(), self.is_late, self.wrong.append)  # type: ignore[arg-type]

    def is_late(self) -> None:
        self.late += 1


async def until(met: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not met():
            await asyncio.sleep(0.005)


async def test_what_is_there_at_once_is_told_at_once() -> None:
    told = Told()
    told.lookout.look(lambda: 1, told.found.append)
    assert (told.found, told.late, told.lookout.is_busy) == ([1], 0, False)


async def test_of_those_asked_for_meanwhile_the_last_one_is_done() -> None:
    told, gate = Told(), Event()
    told.lookout.look(lambda: gate.wait(20), told.found.append)
    assert told.late == 1
    for number in (1, 2, 3):
        told.lookout.look(lambda number=number: number, told.found.append)  # type: ignore[misc]
    gate.set()
    await until(lambda: bool(told.found))
    assert told.found == [3]
    assert not told.lookout.is_busy


async def test_one_that_never_ends_is_given_up_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookout, "STALLED", 0.05)
    told, gate = Told(), Event()
    told.lookout.look(lambda: gate.wait(20), told.found.append)
    told.lookout.look(lambda: 2, told.found.append)
    await until(lambda: told.found == [2])
    gate.set()
    await until(lambda: told.lookout._stalled == 0)
    assert told.found == [2]


async def test_what_goes_wrong_is_handed_on() -> None:
    def work() -> None:
        raise RnntuiError("the current folder is gone")

    told = Told()
    told.lookout.look(work, told.found.append)
    assert [error.message for error in told.wrong] == ["the current folder is gone"]
    assert told.found == []


async def test_nobody_is_told_of_what_was_dropped() -> None:
    told, gate = Told(), Event()
    told.lookout.look(lambda: gate.wait(20), told.found.append)
    told.lookout.drop()
    gate.set()
    await until(lambda: not told.lookout.is_busy)
    assert told.found == []
