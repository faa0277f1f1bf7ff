"""A panel of two runs side by side: drawn for the comparison that the view has, not for the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from ..spans import Line
from .panel import Panel

if TYPE_CHECKING:
    from ...session.beside import Comparison
    from ...session.session import Session


class ComparePanel(Panel):
    """Override `beside`. The wheel steps, unless a panel says otherwise."""

    wheel = "app.step"

    def beside(self, comparison: Comparison, width: int, height: int) -> tuple[Line, ...]:
        """The lines for what is compared."""
        raise NotImplementedError

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        del session
        comparison = self.view.comparison
        return self.waiting(width) if comparison is None else self.beside(comparison, width, height)

    def waiting(self, width: int) -> tuple[Line, ...]:
        """The lines while the first comparison is run."""
        del width
        return ()

    def watch_session(self, before: Session | None, session: Session | None) -> None:
        """The chosen run; both of them come with the view."""
        if before is None or session is None:
            self.draw()

    async def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        await self.run_action(f"{self.wheel}(-1)")

    async def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        await self.run_action(f"{self.wheel}(1)")
