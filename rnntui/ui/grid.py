"""The table laid out: which units and columns are on the page, how wide each is, and what its cells say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..dataclass import dataclass
from ..render.bars import gate_bar, size_bar
from ..render.cells import fitted, is_whole
from ..render.ranking import by_change, greatest_size
from .columns import Column, columns
from .view import View

if TYPE_CHECKING:
    from ..engine.architecture import Role
    from ..session.session import Session

NUMBER = 7
"""Cells of a number; a gate's, which lies between 0 and 1, takes one less."""
_SIZED: tuple[tuple[Role, ...], ...] = ((), ("memory",), ("memory", "candidate", "hidden", "output"))
"""The roles whose size is a bar too, at each level of detail; at further levels those of the last."""
_BARS = ((1, 0), (5, 4), (5, 4), (5, 4), (10, 8), (15, 12))
"""Cells of a gate's bar and of a size's, at each level of detail from -1 on."""


@dataclass(frozen=True)
class Placed:
    """A column on the page."""

    column: Column
    number: int
    """Cells of its numbers and its title."""
    bar: int
    """Cells of its bar, 0 for none."""
    level: int
    """How much detail there was room for."""

    @property
    def width(self) -> int:
        """All its cells: a mark, the number, a blank, and where there is a bar, the bar and a blank."""
        return 2 + self.number + (self.bar + 1 if self.bar > 1 else self.bar)


@dataclass(frozen=True)
class Grid:
    """A page of the table."""

    columns: tuple[Placed, ...]
    left: int
    """How many columns are missing at the left,"""
    right: int
    """and at the right."""
    order: Sequence[int]
    """All units, in the order in which they are shown."""
    rows: Sequence[int]
    """The units on this page."""
    first: int
    """The place of the first of them in the order."""
    room: int
    """How many units a page has."""


def order_of(session: Session, view: View, shown: Sequence[Column]) -> Sequence[int]:
    """The units of the table in the order in which they are shown."""
    count = max((session.trace.units(column.variable) for column in shown), default=0)
    if not view.by_change or not session.steps:
        return range(count)
    ranked = by_change(session.trace, session.cursor.variable, session.cursor.step)
    return (*ranked, *range(len(ranked), count))


def grid(session: Session, view: View, width: int, height: int) -> Grid:
    """The page on which the cursor stands, in so many lines: one of them says where it is, if not all units fit."""
    visible, left, right = columns_seen(session, view, width)
    # A column that is not on the page needs no rows.
    order = order_of(session, view, [each.column for each in visible])
    rows = height if len(order) < height else max(height - 1, 1)
    rank = order.index(session.cursor.unit) if session.cursor.unit in order else 0
    first = rank // rows * rows
    return Grid(visible, left, right, order, order[first : first + rows], first, rows)


def columns_seen(session: Session, view: View, width: int) -> tuple[tuple[Placed, ...], int, int]:
    """The columns on the page on which the cursor stands; how many are missing at the left, and at the right."""
    shown = columns(session, view.group, view.unfolded)
    units = max((session.trace.units(column.variable) for column in shown), default=0)
    room = width - unit_width(range(units))
    placed = _detailed(shown, room)
    visible, left = _visible(placed, session.cursor.variable, room)
    return visible, left, len(placed) - left - len(visible)


def leaves_inputs_out(session: Session, view: View, width: int) -> bool:
    """Whether the inputs have no column on some page, since not all columns fit."""
    shown = columns(session, view.group, view.unfolded)
    units = max((session.trace.units(column.variable) for column in shown), default=0)
    placed = _detailed(shown, width - unit_width(range(units)))
    return sum(each.width for each in placed) > width - unit_width(range(units))


def unit_width(order: Sequence[int]) -> int:
    """Cells of the marks and numbers of the units."""
    return 2 + max(4, len(str(len(order))))


def _detailed(shown: Sequence[Column], width: int) -> tuple[Placed, ...]:
    for level in range(len(_BARS) - 2, -1, -1):
        placed = tuple(_placed(column, level) for column in shown)
        if sum(each.width for each in placed) <= width:
            return placed
    return tuple(_placed(column, -1) for column in shown)


def _placed(column: Column, level: int) -> Placed:
    gate, size = _BARS[level + 1]
    if column.role == "gate":
        return Placed(column, max(NUMBER - 1, len(column.title)), gate, level)
    sized = column.role in _SIZED[min(max(level, 0), len(_SIZED) - 1)] and not column.offset
    return Placed(column, max(NUMBER, len(column.title)), size if sized else 0, level)


def _visible(placed: tuple[Placed, ...], variable: str, width: int) -> tuple[tuple[Placed, ...], int]:
    """The columns that fit, the cursor's among them, as far left as can be; how many are left out before.

    Inputs stand in the timeline too: they are the first to give way.
    """
    cursor = next((k for k, p in enumerate(placed) if p.column.variable == variable and not p.column.offset), 0)
    inputs = sum(each.column.role is None for each in placed)
    first = inputs if cursor >= inputs and sum(each.width for each in placed) > width else 0
    while first < cursor and sum(each.width for each in placed[first : cursor + 1]) > width:
        first += 1
    stop, used = first, 0
    while stop < len(placed) and (used + placed[stop].width <= width or stop == first):
        used += placed[stop].width
        stop += 1
    return placed[first:stop], first


def is_known(session: Session, column: Column) -> bool:
    """Whether a column has values by now. One that is read of the step after runs from the end: it is there."""
    if column.offset > 0:
        return True
    return session.is_known(column.variable, session.cursor.step + column.offset)


def cell_texts(session: Session, placed: Placed, rows: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """The number and the bar of each row of a column, each padded to its width; blank where there is no value."""
    column = placed.column
    once = session.model.program.once(column.variable)
    step = 0 if once else session.cursor.step + column.offset
    blank = (" " * placed.number, " " * placed.bar)
    if not session.steps or not is_known(session, column) or (once and session.cursor.step < session.steps - 1):
        return (blank,) * len(rows)
    vector = session.trace.at(column.variable, step)
    whole = is_whole(vector)
    most = greatest_size(session.trace, column.variable, step) if placed.bar > 1 else 0.0
    found = []
    for unit in rows:
        if unit >= len(vector):
            found.append(blank)
            continue
        value = float(vector[unit])
        bar = gate_bar(value, placed.bar) if column.role == "gate" else size_bar(value, most, placed.bar)
        found.append((fitted(value, min(placed.number, NUMBER), whole).rjust(placed.number), bar))
    return tuple(found)
