"""The driver: Textual's own, but it reads any bytes and writes only what the terminal lacks."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from .escapes import Place
from .frames import Frames

if TYPE_CHECKING:
    from .direct import Row


class ThriftyDriver(LinuxDriver):
    """Sends what differs from what the terminal shows, until `frames.forget()` says that this is not known."""

    frames: Frames | None = None

    def write(self, data: str) -> None:
        self._send(self.known().thinned(data))

    def draw(self, rows: Iterable[Row], cursor: Place, synced: bool) -> None:
        """Draw lines of the screen, and leave the cursor at a place; `synced` puts marks around what is sent."""
        self._send(self.known().drawn(rows, cursor, synced))

    def known(self) -> Frames:
        """What is known of what the terminal shows."""
        if self.frames is None:
            self.frames = Frames()
        self.frames.width = self._app.size.width
        return self.frames

    def _send(self, thinned: str) -> None:
        if thinned:
            super().write(thinned)


def decode_leniently() -> None:
    """Let bytes that are no UTF-8 become U+FFFD: Textual's driver would end the app at the first of them."""

    def decoder(encoding: str) -> type[codecs.IncrementalDecoder]:
        class Lenient(codecs.getincrementaldecoder(encoding)):  # type: ignore[misc]
            def __init__(self, errors: str = "replace") -> None:
                super().__init__(errors)

        return Lenient

    setattr(linux_driver, "getincrementaldecoder", decoder)  # noqa: B010 - a name that the driver imported itself
