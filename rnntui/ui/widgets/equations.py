"""The equations of a step in the order of computation, with their values for the unit that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from ...render.cells import fitted, is_whole
from ..columns import FOLDED
from ..edit_marks import FORCED, edit_marks
from ..layout import WIDE
from ..spans import Kind, Line, Span, cut, joined
from ..view import View
from .panel import Panel, rule
from .work import in_short, indented, worked

if TYPE_CHECKING:
    from ...session.session import Session


def equations(session: Session, view: View, width: int) -> tuple[tuple[Line, ...], int]:
    """One line an equation, grouped by micro-step, and the place of the line at which one is."""
    lines: list[Line] = []
    current = 0
    for place, micro in enumerate(session.microsteps):
        if micro.group not in ("", view.group) and micro.group:
            continue
        here = place == session.cursor.micro and session.steps > 0
        for first, name in enumerate(_shown(session, view, micro.names)):
            if here and (not first or name == session.cursor.variable):
                current = len(lines)
            lines.append(_line(session, name, f"{place + 1}" if not first else "", here, width))
    return tuple(lines), current


def _shown(session: Session, view: View, names: tuple[str, ...]) -> list[str]:
    """The equations of a micro-step: signals are folded away beside the gates that they open."""
    every = session.model.program.equations
    kept = [n for n in names if every[n].role not in FOLDED or every[n].role == "part" or n == session.cursor.variable]
    return list(names) if view.unfolded or not kept else kept


def _line(session: Session, name: str, number: str, here: bool, width: int) -> Line:
    equation = session.model.program.equations[name]
    chosen = name == session.cursor.variable
    mark = "▶" if here and number else " "
    head = Span(f"{mark}{number:>2} ", "accent" if here else "dim")
    text = Span(equation.text, "accent" if chosen else "strong" if here else "plain", f"app.point('{name}')")
    kind: Kind = "strong" if here else "plain"
    value = _value(session, name)
    held = (Span(FORCED, "accent"),) if value and _is_held(session, name) else ()
    return joined((head, text), (*held, Span(f"{value} ", kind)), width)


def _is_held(session: Session, name: str) -> bool:
    """Whether the value is forced: it is not what its equation gives."""
    step = 0 if session.model.program.once(name) else session.cursor.step
    return edit_marks(session, name, step, (session.cursor.unit,)).get(session.cursor.unit) == FORCED


def _value(session: Session, name: str) -> str:
    unit, step = session.cursor.unit, session.cursor.step
    once = session.model.program.once(name)
    if not session.steps or not session.is_known(name, step) or (once and step < session.steps - 1):
        return ""
    vector = session.trace.at(name, 0 if once else step)
    return fitted(float(vector[unit]), 8, is_whole(vector)) if unit < len(vector) else ""


def around(lines: tuple[Line, ...], current: int, room: int) -> tuple[Line, ...]:
    """As many lines as there is room for, the current one among them."""
    first = max(0, min(current - room // 2, len(lines) - room))
    return lines[first : first + room]


def compact(session: Session, view: View, width: int, height: int) -> tuple[Line, ...]:
    """On a narrow screen: equations, and below them in few lines how the chosen value came about."""
    listed, current = equations(session, view, width)
    full = indented(worked(session, view, width - 5, height, titled=False))
    work = full if len(listed) + len(full) <= height and session.steps else in_short(session, view, width)
    lines = (*around(listed, current, max(height - len(work), 1)), *work)
    if len(lines) <= height:
        return lines
    *kept, last = lines[:height]
    if len(last) == 1 and last[0].kind == "dim":
        # What the equation is for goes on; its lines are wrapped to leave a cell. Numbers would be other ones.
        last = (last[0]._replace(text=f"{last[0].text}…"),)
    return (*kept, last)


class Equations(Panel, can_focus=True):
    """A click on an equation points at its variable, the wheel computes one after the other."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        title = rule(
            cut(self.view.words("title.equations"), width), width, self.has_focus, click="app.large('equations')"
        )
        if self.app.size.width < WIDE:
            return (title, *compact(session, self.view, width, height - 1))
        listed, current = equations(session, self.view, width)
        return (title, *around(listed, current, height - 1))

    async def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        await self.run_action("app.micro(-1)")

    async def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        await self.run_action("app.micro(1)")
