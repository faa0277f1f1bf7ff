"""The driver: Textual's own, but it reads any bytes and writes only what the terminal lacks."""

from __future__ import annotations

import codecs

from textual import events
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from .frames import Frames


class ThriftyDriver(LinuxDriver):
    """Forgets what the terminal shows when it is resized, or written to by anything but a frame."""

    frames: Frames | None = None

    def write(self, data: str) -> None:
        if self.frames is None:
            self.frames = Frames()
        thinned = self.frames.thinned(data)
        if thinned:
            super().write(thinned)

    def send_message(self, message: Message) -> None:
        if isinstance(message, events.Resize) and self.frames is not None:
            self.frames.forget()
        super().send_message(message)


def decode_leniently() -> None:
    """Let bytes that are no UTF-8 become U+FFFD: Textual's driver would end the app at the first of them."""

    def decoder(encoding: str) -> type[codecs.IncrementalDecoder]:
        class Lenient(codecs.getincrementaldecoder(encoding)):  # type: ignore[misc]
            def __init__(self, errors: str = "replace") -> None:
                super().__init__(errors)

        return Lenient

    setattr(linux_driver, "getincrementaldecoder", decoder)  # noqa: B010 - a name that the driver imported itself
