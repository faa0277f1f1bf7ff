"""One variable over time: a heat map of units by steps, in signs and shades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from ...dataclass import dataclass
from ...render.heat import Band, bands
from ..edit_marks import CHANGED, FORCED
from ..spans import KEPT, Kind, Line, Span, cut, padded
from ..steps import read_at
from ..view import View
from .panel import Panel, rule

if TYPE_CHECKING:
    from ...session.session import Session

HEAD = 10
"""Cells of the units' numbers."""
NARROWEST, BROADEST = 4, 9
"""Cells of a step."""


@dataclass(frozen=True)
class Map:
    """A page of the heat map."""

    steps: range
    size: int
    """Cells of a step."""
    bands: tuple[Band, ...]
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """The bands and steps of the page in which a value is forced, or is another since something was edited."""


def step_width(session: Session, width: int) -> int:
    """Cells of a step."""
    return max(NARROWEST, min(BROADEST, (width - HEAD) // max(session.steps, 1)))


def steps_of(session: Session, width: int) -> range:
    """The page of steps on which the cursor stands."""
    room = max((width - HEAD) // step_width(session, width), 1)
    first = session.cursor.step // room * room
    return range(first, min(first + room, session.steps))


def map_of(session: Session, width: int, rows: int) -> Map:
    """The page of steps on which the cursor stands, and all units in so many rows."""
    steps, size = steps_of(session, width), step_width(session, width)
    if session.model.program.once(session.cursor.variable):
        return Map(steps, size, ())
    shown = bands(session.trace, session.cursor.variable, steps, rows)
    return Map(steps, size, shown, _marks(session, steps, shown))


def _marks(session: Session, steps: range, shown: Sequence[Band]) -> dict[tuple[int, int], str]:
    realised, variable = session.realised, session.cursor.variable
    if not realised.edited.is_changed:
        return {}
    from ...session.changes import changed_bands, forced_bands

    units = [(band.first, band.last) for band in shown]
    changed = changed_bands(realised, variable, steps, units)
    return dict.fromkeys(changed, CHANGED) | dict.fromkeys(forced_bands(realised, variable, steps, units), FORCED)


def over_time(session: Session, view: View, page: Map) -> tuple[Line, ...]:
    """The tokens, and below them a row for each unit or band of units."""
    if not page.bands:
        return ()
    steps = page.steps
    here = session.cursor.step
    hidden = set() if view.ahead else {step for step in steps if step > session.reached}
    if not view.ahead and not session.is_known(session.cursor.variable, here):
        hidden.add(here)
    seen = [step not in hidden for step in steps]
    marks = [[page.marks.get((row, place), " ") for place in range(len(steps))] for row in range(len(page.bands))]
    pairs = zip(page.bands, marks, strict=True)
    rows = (_row(band, session.cursor.unit, seen, marked, page.size) for band, marked in pairs)
    return (_tokens(session, steps, page.size), *rows)


def _tokens(session: Session, shown: range, size: int) -> Line:
    line = [Span(" " * HEAD)]
    before = session.offset(session.cursor.clock)
    for step in shown:
        here = step == session.cursor.step
        is_hidden = before + step > session.farthest and session.cursor.clock == "u"
        token = "?" if is_hidden else cut(read_at(session, before + step), size - 2)
        text = padded(f"▐{token}▌" if here else f" {token}", size)
        line.append(Span(text, "accent" if here else "dim", f"app.go({before + step})"))
    return tuple(line)


def _row(band: Band, unit: int, seen: Sequence[bool], marks: Sequence[str], size: int) -> Line:
    here = band.first <= unit <= band.last
    label = f"{band.first}" if band.first == band.last else f"{band.first}–{band.last}"
    head = Span(f"{'▶' if here else ' '}{label:>{HEAD - 3}}  ", "accent" if here else "dim")
    ahead = Span(padded(" ?", size), "dim")
    cells = zip(band.cells, seen, marks, strict=True)
    return (head, *(_cell(cell, size, mark) if shown else ahead for cell, shown, mark in cells))


@lru_cache(KEPT)
def _cell(cell: str, size: int, mark: str) -> Span:
    """The mark of what was edited, sign and shade; a value that is zero has a dot."""
    fill = cell[1] * (1 if cell[1] == "·" else size - 3)
    kind: Kind = "plus" if cell[0] == "+" else "minus" if cell[0] == "-" else "dim"
    return Span(padded(f"{mark}{cell[0]}{fill}", size), kind)


class OverTime(Panel, can_focus=True):
    """The heat map of the variable that is looked at. A click points at step and unit, the wheel steps."""

    class Pointed(Message):
        """A value was clicked."""

        def __init__(self, moment: int, unit: int) -> None:
            super().__init__()
            self.moment = moment
            self.unit = unit

    page: Map | None = None
    """What is shown."""
    _key: tuple[object, ...] = ()
    """What it depends on."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        key = (session.realised, session.cursor.variable, steps_of(session, width), height)
        if self.page is None or key != self._key:
            # A step within the page changes nothing of its values.
            self._key, self.page = key, map_of(session, width, height - 2)
        right = (Span(_pages(session, self.view, self.page), "dim"),) if len(self.page.steps) < session.steps else ()
        title = _title(session, self.view, max(height - 2, 1))
        head = rule(title, width, self.has_focus, right, "app.large('time')")
        if session.model.program.once(session.cursor.variable):
            return (head, (Span(f"  {self.view.words('once')}", "dim"),))
        return (head, *over_time(session, self.view, self.page))

    def on_click(self, event: events.Click) -> None:
        """Point at the value below the mouse."""
        offset = event.get_content_offset(self)
        if self.page is None or offset is None or not 0 <= (row := offset.y - 2) < len(self.page.bands):
            return
        column = max(offset.x - HEAD, 0) // self.page.size
        if column < len(self.page.steps) and self.session is not None:
            before = self.session.offset(self.session.cursor.clock)
            self.post_message(self.Pointed(before + self.page.steps[column], self.page.bands[row].first))

    async def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        await self.run_action("app.step(-1)")

    async def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        await self.run_action("app.step(1)")


def _title(session: Session, view: View, rows: int) -> str:
    name = session.cursor.variable
    units = session.trace.units(name)
    size = -(-units // rows)
    if size > 1:
        return view.words("title.bands", variable=name, units=units, size=size)
    return view.words("title.time", variable=name)


def _pages(session: Session, view: View, page: Map) -> str:
    return view.words("steps", first=page.steps.start, last=page.steps.stop - 1, count=session.steps)
