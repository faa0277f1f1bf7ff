"""The driver for terminals as they are: resized at any moment, odd in what they send, gone without a word."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.geometry import Size
from textual.message import Message

from .driver import ThriftyDriver
from .ending import HUNG_UP
from .frames import Frames
from .one_by_one import OneByOne

A_TURN = 0.0002
"""Seconds in which another thread gets to run."""
SETTLED = 0.1
"""Seconds after which a terminal that was resized counts as one that stays so."""


class TerminalDriver(ThriftyDriver):
    """Draws the whole screen again after a resize and after `fg`, when nobody knows what the terminal shows."""

    _settling: asyncio.TimerHandle | None = None
    """Runs while the size changes; meanwhile every frame is sent in full."""
    _told: Size | None = None
    """The size that the app was told last."""
    _keys: OneByOne | None = None

    def start_application_mode(self) -> None:
        resumed = self._writer_thread is not None
        # Keys are read from the start on.
        self._keys = OneByOne(self._app, lambda: getattr(self._app, "is_ready", True))
        super().start_application_mode()  # type: ignore[no-untyped-call]
        loop = asyncio.get_running_loop()
        signal.signal(signal.SIGWINCH, lambda *_: loop.call_soon_threadsafe(self._resized))
        first_rows = getattr(self._app, "first_rows", None)
        if first_rows is not None and not resumed:
            self.draw(first_rows(self._get_terminal_size()), (0, 0), synced=False)
            # The thread that writes would get no turn before this one has made the whole first picture.
            time.sleep(A_TURN)
        if resumed:
            # This is the handler of SIGCONT: a loop that sleeps must be woken.
            loop.call_soon_threadsafe(self._resized)

    def stop_application_mode(self) -> None:
        self._stop_settling()
        if self._keys is not None:
            self._keys.stop()
        super().stop_application_mode()

    def known(self) -> Frames:
        frames = super().known()
        if self._settling is not None:
            frames.forget()
        return frames

    def send_message(self, message: Message) -> None:
        # Terminals that report their size among the keys: from the thread that reads those.
        if isinstance(message, events.Resize):
            self._told = message.size
            self._loop.call_soon_threadsafe(self._settle)
        if isinstance(message, events.Key | events.Paste | events.MouseEvent) and self._keys is not None:
            self._loop.call_soon_threadsafe(self._keys.take, message)
            return
        super().send_message(message)

    def _resized(self) -> None:
        """The kernel says that the size has changed."""
        if not self._in_band_window_resize:
            self._told = size = Size(*self._get_terminal_size())
            self._app.post_message(events.Resize(size, size))
        self._settle()

    def _settle(self) -> None:
        self._stop_settling()
        self._settling = self._loop.call_later(SETTLED, self._settled)

    def _settled(self) -> None:
        """Draw all of it once more: what Textual drew meanwhile may have met a terminal of another size.

        Textual itself draws nothing where the size is what it was, though a terminal that became smaller and
        larger again has lost what it showed.
        """
        if not self._app.is_running or not self._app.screen_stack:
            return
        if self._told is not None and self._app.screen.size != self._told:
            self._settle()
            return
        if self.frames is not None:
            self.frames.forget()
        self._app.screen.refresh()
        self._settling = None

    def _stop_settling(self) -> None:
        if self._settling is not None:
            self._settling.cancel()
            self._settling = None

    def _get_terminal_size(self) -> tuple[int, int]:
        """That of the terminal that is drawn on. Textual asks standard output, which may be a pipe, and COLUMNS."""
        assert self._file is not None
        try:
            width, height = os.get_terminal_size(self._file.fileno())
        except OSError:
            width = height = 0
        return width or 80, height or 24

    def _run_input_thread(self) -> None:
        """Read the keys; Textual would print a traceback over an error here, and end with status 0."""
        try:
            self.run_input_thread()
        except OSError:
            # There is nothing to read from any more.
            self._app.call_later(self._app.exit, HUNG_UP, HUNG_UP)
        except BaseException as error:
            self._app.call_later(_raised, error)


def _raised(error: BaseException) -> None:
    raise error


class ForgivingParser(XTermParser):
    """Ignores a mouse that is somewhere in pixels after the terminal said it has none; Textual divides by zero."""

    def parse_mouse_code(self, code: str) -> Message | None:
        try:
            return super().parse_mouse_code(code)
        except ZeroDivisionError:
            return None


def parse_leniently() -> None:
    """Let the driver read keys with ForgivingParser."""
    names: Any = linux_driver
    names.XTermParser = ForgivingParser
