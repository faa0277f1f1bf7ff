"""Keys that come faster than they are worked through wait, so that each meets what the one before led to."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.app import App

SOON = 0.02
"""Seconds after which an app that was not ready is asked again."""
PATIENCE = 0.25
"""Seconds after which the next goes on though the one before has not come to its end, as where its widget is gone."""
SLICES = 10
DRAWN = 0.01
"""Seconds in which a lone key is worked through and drawn: waiting for its end takes turns from that."""


class OneByOne:
    """Hands on one key, click or paste when the one before has done all that it does.

    Textual hands all that arrive together to the widget that has the focus then. Of `i`, which moves the focus
    to a field, and the letters after it none would get into the field, and a `q` among them would quit.
    Everything but the creation happens in the event loop.
    """

    def __init__(self, app: App[Any], is_ready: Callable[[], bool]) -> None:
        """For an app that takes keys as soon as `is_ready` says so: what is typed before waits for it."""
        self._app = app
        self._is_ready = is_ready
        self._waiting: deque[Message] = deque()
        self._task: asyncio.Task[None] | None = None
        self._soon: asyncio.TimerHandle | None = None
        """Begins the waiting for the end of the message that was handed on last."""

    def take(self, message: Message) -> None:
        """Take what came in; it is handed on at once where nothing is under way."""
        self._waiting.append(message)
        self._begin()

    def _begin(self) -> None:
        if not self._waiting:
            return
        if not self._is_ready():
            asyncio.get_running_loop().call_later(SOON, self._begin)
        elif self._soon is not None:
            self._wait_for_end()
        elif (self._task is None or self._task.done()) and self._handed_on():
            self._soon = asyncio.get_running_loop().call_later(DRAWN, self._wait_for_end)

    def _wait_for_end(self) -> None:
        """Begin to wait for the end of what was handed on: when there is time, or more to hand on."""
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        self._task = asyncio.create_task(self._hand_on())

    def stop(self) -> None:
        """Drop what waits."""
        self._waiting.clear()
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        if self._task is not None:
            self._task.cancel()

    def _handed_on(self) -> bool:
        """Hand on what waits, up to one that may have consequences; False where there was none."""
        while self._waiting:
            message = self._waiting.popleft()
            self._app.post_message(message)
            if not isinstance(message, events.MouseMove):
                return True
        return False

    async def _hand_on(self) -> None:
        going = True
        while going:
            await patiently(self._end_of_the_one_before())
            going = self._handed_on()

    async def _end_of_the_one_before(self) -> None:
        """Come behind it in every queue that it, and what it sets off, goes through."""
        await _turn(self._app)
        if (focused := self._focused()) is None:
            return
        # The key; then what its widget makes of it, as that a text was entered, and says to all that it stands in.
        for pump in (focused, *focused.ancestors_with_self):
            await _turn(pump)
        # Textual moves the focus in the app's queue; a screen that was opened finds its own.
        await _turn(self._app)
        for _ in range(2):
            if (focused := self._focused()) is not None:
                await _turn(focused.screen)
                await _turn(focused)

    def _focused(self) -> Any:
        """The widget that gets the keys; None where there is no screen any more."""
        return (self._app.focused or self._app.screen) if self._app.screen_stack else None


async def patiently(work: Coroutine[Any, Any, None]) -> bool:
    """Wait for something, as long as PATIENCE; False where it did not come to its end.

    While the whole process is held up no time passes but a slice: nothing in it had a chance.
    """
    task = asyncio.create_task(work)
    try:
        for _ in range(SLICES):
            if (await asyncio.wait({task}, timeout=PATIENCE / SLICES))[0]:
                await task
                return True
        return False
    finally:
        task.cancel()


async def _turn(pump: MessagePump) -> None:
    """Wait until a queue has been worked through, as far as it reaches now."""
    reached = asyncio.Event()
    if pump.call_later(reached.set):
        await reached.wait()
