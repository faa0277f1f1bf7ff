"""The driver: Textual's own, but it reads any bytes and writes only what the terminal lacks."""

from __future__ import annotations

import codecs

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from .frames import Frames


class ThriftyDriver(LinuxDriver):
    """Sends what differs from what the terminal shows, until `frames.forget()` says that this is not known."""

    frames: Frames | None = None

    def write(self, data: str) -> None:
        if self.frames is None:
            self.frames = Frames()
        self.frames.width = self._app.size.width
        thinned = self.frames.thinned(data)
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
