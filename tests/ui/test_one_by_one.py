"""What is waited for before the next key: while the process is held up, the time does not run out."""

from __future__ import annotations

import asyncio
import time

import pytest

from rnntui.ui.one_by_one import PATIENCE, patiently


async def hops(count: int) -> None:
    """Something that takes so many turns of the loop."""
    for _ in range(count):
        await asyncio.sleep(0)


async def test_what_is_held_up_is_waited_for() -> None:
    asyncio.get_running_loop().call_soon(time.sleep, 2 * PATIENCE)
    assert await patiently(hops(100))


async def test_what_never_ends_is_given_up() -> None:
    stopped = asyncio.Event()

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    assert not await patiently(endless())
    await asyncio.sleep(0)
    assert stopped.is_set()


async def test_what_goes_wrong_is_not_hidden() -> None:
    async def broken() -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await patiently(broken())
