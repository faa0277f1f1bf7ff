"""Which units and which variables of two runs stand on one page of their table, and how broad each is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from ...dataclass import dataclass
from ...render.beside import LETTERS, clock_of
from ..beside import group_here, order_of, shown_names
from ..columns import groups, short_name
from ..view import View

if TYPE_CHECKING:
    from ...session.beside import Comparison
    from ...session.differences import Kind as Of

NUMBER = 7
"""Cells of a number."""
BAR = 6
"""Cells of the bar behind a difference, where there is room."""
Shape = Literal["beside", "three", "difference"]
"""Which numbers of a variable there are: A and B, B - A too, or B - A alone."""


@dataclass(frozen=True)
class Placed:
    """A variable on the page."""

    name: str
    kinds: tuple[Of, ...]
    number: int
    """Cells of each of its numbers."""
    bar: int = 0

    @property
    def width(self) -> int:
        """All its cells: two before each number, of which one is a mark, and those of the bar."""
        return len(self.kinds) * (self.number + 2) + self.bar


@dataclass(frozen=True)
class Page:
    """What of the table is shown."""

    variables: tuple[Placed, ...]
    left: int
    """How many variables are missing at the left,"""
    right: int
    """and at the right."""
    order: Sequence[int]
    rows: Sequence[int]
    first: int
    room: int
    head: int
    """Cells of the marks and numbers of the units."""


def page_of(comparison: Comparison, view: View, width: int, height: int) -> Page:
    """The page on which the cursor stands, in so many lines of units: one says where it is, if not all units fit."""
    head = 2 + max(4, len(str(len(order_of(comparison, view)))))
    placed = _placed(comparison, view, width - head)
    names = [each.name for each in placed]
    here = names.index(comparison.variable) if comparison.variable in names else 0
    start = here
    while start and sum(each.width for each in placed[start - 1 : here + 1]) <= width - head:
        start -= 1
    stop, used = start, 0
    while stop < len(placed) and (used + placed[stop].width <= width - head or stop == start):
        used += placed[stop].width
        stop += 1
    # A variable that is not on the page needs no rows.
    order = order_of(comparison, view, [each.name for each in placed[start:stop]])
    rows = height if len(order) <= height else max(height - 1, 1)
    rank = order.index(comparison.unit) if comparison.unit in order else 0
    first = rank // rows * rows
    return Page(placed[start:stop], start, len(placed) - stop, order, order[first : first + rows], first, rows, head)


def _placed(comparison: Comparison, view: View, width: int) -> tuple[Placed, ...]:
    names = shown_names(comparison, view)
    shapes: tuple[Shape, ...] = ("difference",) if view.difference else ("three", "beside")
    found: tuple[Placed, ...] = ()
    for shape in shapes:
        for bar in (BAR, 0) if shape != "beside" else (0,):
            found = tuple(_variable(comparison, view, name, shape, bar) for name in names)
            if sum(each.width for each in found) <= width:
                return found
    return found


def _variable(comparison: Comparison, view: View, name: str, shape: Shape, bar: int) -> Placed:
    there = [
        kind for kind in comparison.differences.kinds(name) if clock_of(comparison, kind, name) == comparison.clock
    ]
    wanted: tuple[Of, ...] = ("a", "b", "difference") if shape == "three" else ("a", "b")
    if shape == "difference":
        wanted = ("difference",)
    kinds = tuple(kind for kind in wanted if kind in there) or ("difference",)
    title = max(len(title_of(comparison, view, name, kind, first=k == 0)) for k, kind in enumerate(kinds))
    return Placed(name, kinds, max(NUMBER, title), bar if "difference" in kinds else 0)


def title_of(comparison: Comparison, view: View, name: str, kind: Of, *, first: bool) -> str:
    """`h[t] A`, then `B` alone; `h[t]` where there is nothing but B - A."""
    if not first:
        return LETTERS[kind]
    index = comparison.differences.kinds(name).get(kind)
    clock = comparison.clock.upper() if index == "once" else comparison.clock
    # A layer that one run alone has must not look like a variable of the other.
    alike = groups(comparison.a) == groups(comparison.b)
    text = f"{short_name(name, group_here(comparison, view)) if alike else name}[{clock}]"
    return text if kind == "difference" else f"{text} {LETTERS[kind]}"
