"""One variable over time: a heat map of units by steps, in signs and shades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...render.heat import Band, bands
from ..spans import Kind, Line, Span, cut, padded
from ..view import View
from .panel import Panel, rule
from .timeline import token_at, window

if TYPE_CHECKING:
    from ...session.session import Session

HEAD = 10
"""Cells of the units' numbers."""
NARROWEST, BROADEST = 4, 9
"""Cells of a step."""


def over_time(session: Session, view: View, width: int, height: int) -> tuple[Line, ...]:
    """The tokens, and below them a row for each unit or band of units."""
    cursor, name = session.cursor, session.cursor.variable
    if not session.steps or session.model.program.once(name):
        return ()
    size = max(NARROWEST, min(BROADEST, (width - HEAD) // session.steps))
    shown = window(session.steps, cursor.step, max((width - HEAD) // size, 1))
    rows = bands(session.trace, name, shown, height - 1)
    return (_tokens(session, shown, size), *(_row(session, view, band, shown, size) for band in rows))


def _tokens(session: Session, shown: range, size: int) -> Line:
    line = [Span(" " * HEAD)]
    for step in shown:
        here = step == session.cursor.step
        token = cut(token_at(session, step), size - 2)
        text = padded(f"▐{token}▌" if here else f" {token}", size)
        line.append(Span(text, "accent" if here else "dim", f"app.go({step})"))
    return tuple(line)


def _row(session: Session, view: View, band: Band, shown: range, size: int) -> Line:
    here = band.first <= session.cursor.unit <= band.last
    label = f"{band.first}" if band.first == band.last else f"{band.first}–{band.last}"
    line = [Span(f"{'▶' if here else ' '}{label:>{HEAD - 3}}  ", "accent" if here else "dim")]
    for step, cell in zip(shown, band.cells, strict=True):
        reached = step <= session.reached and (step < session.cursor.step or view.ahead or _is_known(session, step))
        fill = cell[1] * (1 if cell[1] == "·" else size - 3)
        text = padded(f" {cell[0]}{fill}" if reached or view.ahead else " ?", size)
        kind: Kind = "plus" if cell[0] == "+" else "minus" if cell[0] == "-" else "dim"
        line.append(Span(text, kind if reached or view.ahead else "dim"))
    return tuple(line)


def _is_known(session: Session, step: int) -> bool:
    return step != session.cursor.step or session.is_known(session.cursor.variable, step)


class OverTime(Panel, can_focus=True):
    """The heat map of the variable that is looked at."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        name = session.cursor.variable
        units, rows = session.trace.units(name), max(height - 2, 1)
        size = -(-units // rows)
        words = self.view.words
        title = (
            words("title.bands", variable=name, units=units, size=size)
            if size > 1
            else words("title.time", variable=name)
        )
        return (rule(title, width, self.has_focus), *over_time(session, self.view, width, height - 1))
