"""However the end comes, by a signal or with the connection, the process ends and gives the terminal back."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from types import TracebackType

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""Those that ask for the end. One that was ignored when the app began, as by `nohup`, stays ignored."""
HUNG_UP = 128 + signal.SIGHUP
"""The status after the connection was dropped, whether SIGHUP came or not."""
CHECK = 1.0
"""Seconds between two looks at whether the terminal is still there."""
GRACE = 3.0
"""Seconds that the app has for an orderly end."""
LAST = 2.0
"""Seconds that there are to keep what would be lost."""
_FORMER = b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[?7h\x1b[?1049l\x1b[?25h"
"""Back to the former screen, without mouse, focus and paste reports, with a cursor."""
_OVER = b"\0"


class Ending:
    """Asks the app to end, and ends the process itself where the app can't any more.

    It can't where a stalled or dead terminal takes nothing: Textual waits for its writes in the event loop, so
    that neither a signal handler of asyncio nor a timer would ever be called. Therefore a thread watches, and
    signals reach it through the wake-up descriptor, which the interpreter writes to whatever it is doing.
    """

    def __init__(
        self,
        ask: Callable[[int], object],
        terminal: int,
        wake: Callable[[], object],
        last: Callable[[], object] = lambda: None,
    ) -> None:
        """`ask` is called from the thread with the status to end with; `terminal` is read from, and only looked at.

        `last` is done where the app itself does not come to its end any more.

        `wake` is called from the thread after every other signal, and has to wake the event loop: the kernel may
        have given the signal to another thread, and its handler waits until the loop comes to it.
        """
        self.status: int | None = None
        """What the process ends with, once it has been asked to."""
        self._ask = ask
        self._stir = wake
        self._last = last
        self._terminal = terminal
        self._attributes = termios.tcgetattr(terminal)
        self._woken, self._wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._former = {number: signal.getsignal(number) for number in SIGNALS}
        self._thread = Thread(target=self._watch, name="ending", daemon=True)

    def __enter__(self) -> Ending:
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        for number, handler in self._former.items():
            if handler is not signal.SIG_IGN:
                signal.signal(number, lambda *_: None)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._former.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(-1)
        os.write(self._wake, _OVER)
        self._thread.join()
        os.close(self._wake)
        os.close(self._woken)

    def _watch(self) -> None:
        asked = self._request()
        if asked is None:
            return
        self.status = asked
        # The loop may be closed already.
        with suppress(RuntimeError):
            self._ask(asked)
        if not self._over_within(GRACE):
            self._force(asked)

    def _request(self) -> int | None:
        """The status that a signal or a dropped connection asks for; None where the app ended by itself."""
        poll = select.poll()
        # Only errors and the end: the input is for others to read.
        poll.register(self._terminal, 0)
        poll.register(self._woken, select.POLLIN)
        while True:
            ready = dict(poll.poll(CHECK * 1000))
            if self._woken in ready:
                for byte in os.read(self._woken, 4096):
                    if byte in SIGNALS:
                        return 128 + byte
                    if byte == _OVER[0]:
                        return None
                with suppress(RuntimeError):
                    self._stir()
            if self._terminal in ready:
                return HUNG_UP

    def _over_within(self, seconds: float) -> bool:
        """Whether the app comes to its end in time."""
        from time import monotonic

        poll = select.poll()
        poll.register(self._woken, select.POLLIN)
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            if poll.poll(left * 1000) and _OVER in os.read(self._woken, 4096):
                return True
        return False

    def _force(self, status: int) -> None:
        # A disk may be stalled too.
        last = Thread(target=self._last, daemon=True)
        last.start()
        last.join(LAST)
        with suppress(termios.error):
            termios.tcsetattr(self._terminal, termios.TCSANOW, self._attributes)
        if sys.__stderr__ is not None:
            # A terminal that is stalled never takes it.
            writer = Thread(target=_written, args=(sys.__stderr__.fileno(), _FORMER), daemon=True)
            writer.start()
            writer.join(0.2)
        os._exit(status)


def _written(file: int, data: bytes) -> None:
    with suppress(OSError):
        os.write(file, data)
