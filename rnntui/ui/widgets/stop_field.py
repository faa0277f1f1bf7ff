"""The field for a new breakpoint or watch: while it is empty, its keys belong to the list below it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class StopField(Input):
    """Up and down go through the list; Delete and Space act on it while nothing is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.go(-1)", show=False),
        Binding("down", "screen.go(1)", show=False),
        Binding("pageup", "screen.go(-8)", show=False),
        Binding("pagedown", "screen.go(8)", show=False),
    ]

    class Pressed(Message):
        """A key that belongs to the list."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def action_delete_right(self) -> None:
        if self.value:
            super().action_delete_right()
        else:
            self.post_message(self.Pressed("delete"))

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "space" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.Pressed("space"))
            return
        await super()._on_key(event)
