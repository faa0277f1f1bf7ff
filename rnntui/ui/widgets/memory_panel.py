"""What the panels of the screen memory have in common: one value that all of them look back from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from ...dataclass import dataclass
from ..view import View
from .panel import Panel

if TYPE_CHECKING:
    from ...errors import RnntuiError
    from ...session.companions import Companion
    from ...session.memory import Memory, Place
    from ...session.session import Session


@dataclass(frozen=True, eq=False)
class Remembered:
    """What is known of the value that is looked at."""

    place: Place
    is_known: bool
    """Whether the value itself was computed by now."""
    memory: Memory | RnntuiError | None = None
    """None while it is worked out."""
    others: tuple[Companion, ...] | None = None
    """Other networks beside it; None while they are worked out."""


class MemoryPanel(Panel, can_focus=True):
    """It is given what to show by the screen. The wheel steps."""

    look: Remembered | None = None

    def show(self, session: Session | None, view: View, look: Remembered | None) -> None:
        """Show what is known."""
        self.set_reactive(MemoryPanel.session, session)
        self.set_reactive(MemoryPanel.view, view)
        self.look = look
        self.draw()

    async def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        await self.run_action("app.step(-1)")

    async def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        await self.run_action("app.step(1)")
