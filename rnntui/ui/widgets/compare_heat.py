"""One variable of two runs over their columns: heat maps of A, of B and of B - A, in signs and shades."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

from ...dataclass import dataclass
from ...render.beside import LETTERS, greatest, heat
from ..spans import Kind, Line, Span, cropped, cut, padded
from ..steps import read_at
from ..view import View
from .compare_panel import ComparePanel
from .compare_timeline import NO_STEP, is_read, is_seen
from .panel import rule

if TYPE_CHECKING:
    from ...render.heat import Band
    from ...session.beside import Comparison
    from ...session.differences import Kind as Of

HEAD = 12
"""Cells of which run and which units a row is of."""
NARROWEST, BROADEST = 4, 9
"""Cells of a column."""
AROUND = 2
"""Lines above the maps: a rule and the tokens."""


@dataclass(frozen=True)
class Map:
    """A page of the heat maps."""

    columns: range
    size: int
    """Cells of a column."""
    bands: tuple[tuple[Of, Band], ...]


def columns_of(comparison: Comparison, width: int) -> tuple[range, int]:
    """The page of columns on which the cursor stands, and how wide each is."""
    count = len(comparison.columns)
    size = max(NARROWEST, min(BROADEST, (width - HEAD) // max(count, 1)))
    room = max((width - HEAD) // size, 1)
    first = comparison.column // room * room
    return range(first, min(first + room, count)), size


def kinds_of(comparison: Comparison, view: View, rows: int) -> tuple[Of, ...]:
    """Which maps there are: all three where each has a row for every unit, else A and B, or B - A."""
    there = comparison.differences.kinds(comparison.variable)
    units = [comparison.differences.units(kind, comparison.variable) for kind in there]
    if sum(units) <= rows:
        return tuple(there)
    wanted: tuple[Of, ...] = ("difference",) if view.difference else ("a", "b")
    return tuple(kind for kind in wanted if kind in there) or tuple(there)


def map_of(comparison: Comparison, view: View, width: int, rows: int) -> Map:
    """The page on which the cursor stands, in at most so many rows."""
    columns, size = columns_of(comparison, width)
    kinds, name = kinds_of(comparison, view, rows), comparison.variable
    # One scale for A and B, so that the same shade is the same size in both; what differs has its own.
    scales = {
        kind: greatest(comparison, ("difference",) if kind == "difference" else ("a", "b"), name, columns)
        for kind in kinds
    }
    each = max(rows // max(len(kinds), 1), 1)
    bands = [(kind, band) for kind in kinds for band in heat(comparison, kind, name, columns, each, scales[kind])]
    return Map(columns, size, tuple(bands[:rows]))


def over_time(comparison: Comparison, view: View, page: Map) -> tuple[Line, ...]:
    """The tokens, and below them the rows of each run."""
    seen = [is_seen(comparison, view, column) or (column == comparison.column and
            comparison.is_known(comparison.variable, column)) for column in page.columns]  # fmt: skip
    rows = (_row(comparison, kind, band, seen, page.size) for kind, band in page.bands)
    return (_tokens(comparison, view, page), *rows)


def _tokens(comparison: Comparison, view: View, page: Map) -> Line:
    line = [Span(" " * HEAD)]
    for column in page.columns:
        here = column == comparison.column
        token = cut(_token(comparison, column), page.size - 2) if is_read(comparison, view, column) else "?"
        text = padded(f"▐{token}▌" if here else f" {token}", page.size)
        line.append(Span(text, "accent" if here else "dim", f"app.go({column})"))
    return tuple(line)


def _token(comparison: Comparison, column: int) -> str:
    """What both read, or what A and what B reads."""
    pair = zip((comparison.a, comparison.b), comparison.columns[column], strict=True)
    a, b = (NO_STEP if moment is None else read_at(session, moment) for session, moment in pair)
    return a if a == b else f"{a}|{b}"


def _row(comparison: Comparison, kind: Of, band: Band, seen: Sequence[bool], size: int) -> Line:
    here = band.first <= comparison.unit <= band.last
    label = f"{band.first}" if band.first == band.last else f"{band.first}–{band.last}"
    head = f"{'▶' if here else ' '}{LETTERS[kind]:<3} {label:>{HEAD - 7}}  "
    ahead = Span(padded(" ?", size), "dim")
    cells = (_cell(cell, size) if shown else ahead for cell, shown in zip(band.cells, seen, strict=True))
    return (Span(head, "accent" if here else "dim"), *cells)


def _cell(cell: str, size: int) -> Span:
    """Sign and shade; a value that is zero has a dot, a step that there is not nothing."""
    if not cell:
        return Span(padded(f" {NO_STEP}", size), "dim")
    fill = cell[1] * (1 if cell[1] == "·" else size - 3)
    kind: Kind = "plus" if cell[0] == "+" else "minus" if cell[0] == "-" else "dim"
    return Span(padded(f" {cell[0]}{fill}", size), kind)


class CompareHeat(ComparePanel, can_focus=True):
    """The heat maps of the variable that is looked at. A click points at column and unit, the wheel steps."""

    page: Map | None = None
    """What is shown."""
    _key: tuple[object, ...] = ()
    """What it depends on."""

    def beside(self, comparison: Comparison, width: int, height: int) -> tuple[Line, ...]:
        key = (comparison.differences, comparison.variable, columns_of(comparison, width), height, self.view.difference)
        if self.page is None or key != self._key:
            # A step within the page changes nothing of its values.
            self._key, self.page = key, map_of(comparison, self.view, width, height - AROUND)
        count = len(comparison.columns)
        right: Line = ()
        if len(self.page.columns) < count:
            first, last = self.page.columns.start, self.page.columns.stop - 1
            right = (Span(self.view.words("steps", first=first, last=last, count=count), "dim"),)
        names = ", ".join(LETTERS[kind] for kind in dict.fromkeys(kind for kind, _ in self.page.bands))
        title = f"{self.view.words('compare.time', variable=comparison.variable)}: {names}"
        head = rule(title, width, self.has_focus, right, "app.large('time')")
        lines = over_time(comparison, self.view, self.page) if count else ()
        return (head, *(cropped(line, width) for line in lines))

    async def on_click(self, event: events.Click) -> None:
        """Point at the value below the mouse."""
        offset = event.get_content_offset(self)
        if self.page is None or offset is None or not 0 <= (row := offset.y - AROUND) < len(self.page.bands):
            return
        column = max(offset.x - HEAD, 0) // self.page.size
        if offset.x >= HEAD and column < len(self.page.columns):
            await self.run_action(f"app.go({self.page.columns[column]})")
        await self.run_action(f"app.point('', {self.page.bands[row][1].first})")
