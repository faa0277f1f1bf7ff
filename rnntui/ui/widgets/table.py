"""The live table: one row a unit, one column a variable, of the step and micro-step that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.message import Message

from ...render.cells import fitted, is_whole
from ...render.ranking import extremes
from ..columns import groups
from ..describe import role_texts
from ..edit_marks import edit_marks
from ..grid import Grid, Placed, cell_texts, grid, unit_width
from ..spans import Kind, Line, Span, cropped, padded, width_of
from ..view import View
from .panel import Panel, rule

if TYPE_CHECKING:
    from ...session.session import Session

AROUND = 2
"""Lines above the units: a rule and the titles."""
AROUND_TITLE = 8
"""Cells of the rule that its two texts leave."""


def table(session: Session, view: View, page: Grid, width: int, height: int, focused: bool) -> tuple[Line, ...]:
    """The lines: a rule with the place, the titles, the units of the page, and where in all of them it is."""
    head = unit_width(page.order)
    rows = [[_unit(session, unit, head)] for unit in page.rows]
    for placed in page.columns:
        for row, spans in zip(rows, _cells(session, placed, page), strict=True):
            row.extend(spans)
    place = place_text(session, view)
    right = title_text(session, view, width - cell_len(place) - AROUND_TITLE)
    lines = [
        rule(place, width, focused, right, "app.large('table')"),
        cropped((Span(padded(f"  {view.words('unit')}", head), "dim"), *_titles(session, page)), width),
        *(tuple(row) for row in rows),
    ]
    if height > len(lines):
        lines.extend(() for _ in range(height - len(lines) - 1))
        lines.append(cropped(_foot(session, view, page), width))
    return tuple(lines)


def place_text(session: Session, view: View) -> str:
    """Step and micro-step: `t=3 (4 of 4) · equation step 4 of 5`."""
    cursor = session.cursor
    old = f"{view.words('old')} · " if view.pending else ""
    if not session.steps:
        return f"{old}t=–"
    step = view.words("place", clock=cursor.clock, step=cursor.step, count=cursor.step + 1, steps=session.steps)
    micro = view.words("place.micro", count=cursor.micro + 1, steps=len(session.microsteps))
    return f"{old}{step} · {micro}"


def place_in(session: Session, view: View, room: int) -> str:
    """As much of that as fits into so many cells: the step comes first."""
    text = place_text(session, view)
    while text and cell_len(text) > room:
        text = text.rpartition(" · ")[0]
    return text


def units_text(session: Session, view: View) -> Line:
    """How many units, in which order, of which layer; a click changes what it says."""
    words, variable = view.words, session.cursor.variable
    count = session.trace.units(variable)
    named = "one" if count == 1 else "change" if view.by_change else "index"
    order = words(f"units.{named}", count=count, variable=variable)
    spans = [Span(f"{order} (o)", "dim", "app.order")]
    if view.group:
        layers = session.model.program.architecture.layers
        layer = int(view.group.removesuffix("_reverse").removeprefix("l"))
        way = "reverse" if view.group.endswith("_reverse") else "forward"
        several = len(groups(session)) > 1
        text = words(f"group.{way}", layer=layer + 1, layers=layers) + (" (l)" if several else "")
        spans = [Span(text, "dim", "app.group" if several else ""), Span(" · ", "dim"), *spans]
    return tuple(spans)


def title_text(session: Session, view: View, room: int) -> Line:
    """What the variable that is looked at is, where there is room for that, and how many units it has."""
    units = units_text(session, view)
    for said in role_texts(session, view.words):
        line = (Span(f"{said} · ", "dim"), *units)
        if width_of(line) <= room:
            return line
    short = (Span(view.words("units.short", count=session.trace.units(session.cursor.variable)), "dim", "app.order"),)
    return units if width_of(units) <= room or view.group else short


def _unit(session: Session, unit: int, head: int) -> Span:
    current = unit == session.cursor.unit
    return Span(f"{'▶' if current else ' '}{unit:>{head - 2}} ", "accent" if current else "dim")


def _is_fresh(session: Session, placed: Placed) -> bool:
    column = placed.column
    if column.offset or not session.microsteps or not session.steps:
        return False
    return column.variable in session.microsteps[session.cursor.micro].names


def _titles(session: Session, page: Grid) -> Line:
    line: list[Span] = []
    for placed in page.columns:
        column = placed.column
        current = column.variable == session.cursor.variable and not column.offset
        kind: Kind = "accent" if current else "dim" if column.offset else "strong"
        mark = "•" if _is_fresh(session, placed) else " "
        gap = placed.number - len(column.title)
        tail = " " * (placed.width - placed.number - 1)
        line.append(Span(f"{' ' * gap}{mark}{column.title}{tail}", kind))
    return tuple(line)


def _cells(session: Session, placed: Placed, page: Grid) -> list[tuple[Span, ...]]:
    column = placed.column
    here = column.variable == session.cursor.variable and not column.offset
    kind: Kind = "dim" if column.offset else "strong" if _is_fresh(session, placed) else "plain"
    tail = " " if placed.bar > 1 else ""
    found = []
    step = 0 if _once(session, column.variable) else session.cursor.step + column.offset
    marked = edit_marks(session, column.variable, step, page.rows)
    for unit, (number, bar) in zip(page.rows, cell_texts(session, placed, page.rows), strict=True):
        mark = marked.get(unit, "") if number.strip() else ""
        if here and unit == session.cursor.unit:
            text = number.lstrip()
            if len(text) + len(mark) > len(number):
                # The mark takes the cell of a digit: all of them stand in the worked arithmetic.
                text = _shorter(session, column.variable, step, unit, len(number) - len(mark))
            gap = " " * (len(number) - len(text) - len(mark))
            spans = [Span(gap, kind), Span(mark, "accent"), Span(f"▸{text}", "cursor")]
        elif mark:
            # Right before its number: further to the left it would seem to belong to the column before.
            text = number.lstrip()
            spans = [Span(" " * (len(number) - len(text)), kind), Span(mark, "accent"), Span(text, kind)]
        else:
            spans = [Span(f" {number}", kind)]
        shade: Kind = "bar" if column.role == "gate" else "minus" if "-" in number else "plus"
        found.append((*spans, Span(f" {bar}{tail}", shade) if placed.bar else Span(" ", kind)))
    return found


def _shorter(session: Session, name: str, step: int, unit: int, room: int) -> str:
    vector = session.trace.at(name, step)
    whole = is_whole(vector)
    text, roomier = (fitted(float(vector[unit]), size, whole) for size in (room, room + 1))
    # The sign that says nothing gives way before the number becomes a power of ten.
    return roomier[1:] if "e" in text and "e" not in roomier and roomier.startswith("+") else text


def _foot(session: Session, view: View, page: Grid) -> Line:
    """What of the units and columns is shown, then what all units come to."""
    words, count = view.words, len(page.order)
    parts: list[Span] = []
    is_paged = len(page.rows) < count
    if is_paged:
        last = page.first + len(page.rows) - 1
        track = 8
        place = page.first * track // count
        bar = "░" * place + "▓" + "░" * (track - place - 1)
        parts += [Span(f"  {words('rows', first=page.first, last=last, count=count)} {bar}", "dim")]
    if page.left:
        parts.append(Span(f"  ◂ {words('more.columns', count=page.left)}", "dim", "app.column(-1)"))
    if page.right:
        parts.append(Span(f"  {words('more.columns', count=page.right)} ▸", "dim", "app.column(1)"))
    name = session.cursor.variable
    if is_paged and session.steps and session.is_known(name, session.cursor.step) and not _once(session, name):
        least, mean, most = (fitted(each, 7) for each in extremes(session.trace, name, session.cursor.step))
        said = words("statistics", variable=f"{name}[{session.cursor.clock}]", least=least, mean=mean, most=most)
        parts.append(Span(f"   {said}", "dim"))
    return tuple(parts)


def _once(session: Session, name: str) -> bool:
    return session.model.program.once(name)


class Table(Panel, can_focus=True):
    """Only the units of one page are made. A click points at a value, the wheel goes from unit to unit."""

    class Pointed(Message):
        """A value was clicked."""

        def __init__(self, variable: str, unit: int | None) -> None:
            super().__init__()
            self.variable = variable
            self.unit = unit

    page: Grid | None = None
    """What is shown."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        self.page = grid(session, self.view, width, max(height - AROUND, 1))
        return table(session, self.view, self.page, width, height, self.has_focus)

    def on_click(self, event: events.Click) -> None:
        """Point at the value below the mouse."""
        offset = event.get_content_offset(self)
        if self.page is None or offset is None:
            return
        row, x = offset.y - AROUND, unit_width(self.page.order)
        if not -1 <= row < len(self.page.rows):
            return
        variable = ""
        for placed in self.page.columns:
            if x <= offset.x < x + placed.width:
                variable = placed.column.variable
            x += placed.width
        # The line of titles points at a variable alone.
        self.post_message(self.Pointed(variable, self.page.rows[row] if row >= 0 else None))

    async def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        await self.run_action("app.unit(-1)")

    async def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        await self.run_action("app.unit(1)")
