"""A widget of lines that are a pure function of the session, the view and the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.reactive import var

from ..spans import Line, Span, cropped, cut, width_of
from ..view import View
from .lines import Lines

if TYPE_CHECKING:
    from ...session.session import Session


class Panel(Lines):
    """Give it a session and a view, and override `made`."""

    session: var[Session | None] = var(None)
    view: var[View] = var(View())

    _made_for: Size | None = None
    """For what size the lines were made."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        """The lines for what is looked at."""
        raise NotImplementedError

    def before(self, width: int) -> tuple[Line, ...]:
        """The lines while there is no run yet."""
        del width
        return ()

    def draw(self) -> None:
        """Make the lines again, and draw what differs."""
        if self.is_mounted and self.size:
            self.show_lines(self._made())
        else:
            # Whatever was made is old by the time that it is seen.
            self._made_for = None

    def _made(self) -> tuple[Line, ...]:
        self._made_for = self.size
        width, height = self.size
        made = self.before(width) if self.session is None else self.made(self.session, width, height)
        return made[:height]

    def prepare(self) -> None:
        """Make the lines again where the size is another one: before Textual says so, so that they are drawn once."""
        if self._made_for != self.size and self.size:
            self.lines = self._made()
            self._strips.clear()

    def watch_session(self, before: Session | None, session: Session | None) -> None:
        if before is None or session is None or not self.is_same(before, session):
            self.draw()

    def is_same(self, before: Session, session: Session) -> bool:
        """Whether another session shows nothing else here."""
        del before, session
        return False

    def watch_view(self) -> None:
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        del event
        if self._made_for != self.size:
            self.draw()

    def watch_has_focus(self, _has_focus: bool) -> None:
        # Not when the focus comes or goes: Textual has handlers of our own run before it knows where the focus is.
        super().watch_has_focus(_has_focus)
        self.draw()


def rule(title: str, width: int, focused: bool, right: Line = (), click: str = "") -> Line:
    """The line above a panel: `─ Equations ────`; the panel that has the focus is marked `━▌Equations▐━`.

    What stands at the right gives way. A click on the title asks for an action.
    """
    title = cut(title, width - 4)
    left = f"━▌{title}▐━" if focused else f"─ {title} ─"
    stroke = "━" if focused else "─"
    right = cropped(right, max(width - cell_len(left) - 4, 0))
    tail: Line = (Span(" "), *right, Span(" ─", "line")) if right else ()
    gap = max(width - cell_len(left) - width_of(tail), 0)
    return (
        Span(left[0], "line"),
        Span(left[1:-1], "strong" if not focused else "accent", click),
        Span(left[-1] + stroke * gap, "line"),
        *tail,
    )
