"""What the panels of the screen attention have in common: one input token that all of them look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from ...dataclass import dataclass
from .panel import Panel

if TYPE_CHECKING:
    from ...session.session import Session
    from ..view import View


@dataclass(frozen=True)
class Attended:
    """Where one looks in the weights of an attention."""

    name: str
    """The variable of the weights."""
    token: int | None
    """The input token that is pointed at; None as long as none was: the one that weighs most is meant."""


class AttentionPanel(Panel, can_focus=True):
    """It is given what to show by the screen."""

    class Pointed(Message):
        """An output step, an input token, or both were clicked."""

        def __init__(self, step: int | None, token: int | None) -> None:
            super().__init__()
            self.step = step
            self.token = token

    class Turned(Message):
        """The wheel was turned."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    look: Attended | None = None

    def show(self, session: Session | None, view: View, look: Attended | None) -> None:
        """Show what one looks at."""
        self.set_reactive(AttentionPanel.session, session)
        self.set_reactive(AttentionPanel.view, view)
        self.look = look
        self.draw()

    def action_token(self, token: int) -> None:
        """Point at an input token."""
        self.post_message(self.Pointed(None, token))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.post_message(self.Turned(-1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(self.Turned(1))
