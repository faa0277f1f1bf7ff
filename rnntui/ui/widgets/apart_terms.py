"""The terms of a value in rows: the factors of each product side by side, and what each comes to."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...dataclass import dataclass
from ...render.bars import size_bar
from ...render.names import shortened
from ...render.numbers import brief, number
from ...render.show import show
from ..spans import Kind, Line, Span, cropped, cut, padded, width_of
from ..view import View
from .timeline import window

if TYPE_CHECKING:
    from ...engine.explanation import Quantity
    from ...engine.explanation_terms import Row

INDENT = 2
"""Cells before a row, and as many again before the products of a sum."""
SHORTEST = 9
"""So many cells a name keeps where there is little room."""
LARGEST_WHOLE = 1e6
"""From here on whole numbers are written as others are."""
MOST_BAR = 24
LEAST_BAR = 6


@dataclass(frozen=True)
class Sizes:
    """Cells of the columns of a list of terms."""

    names: tuple[int, int]
    numbers: tuple[int, int]
    result: int
    bar: int


def rows_shown(count: int, current: int, room: int) -> range:
    """The rows of the page around the chosen one; one line is kept for saying which they are."""
    return window(count, current, room if count <= room else max(room - 1, 1))


def terms_text(
    rows: tuple[Row, ...],
    chosen: tuple[int, int] | None,
    view: View,
    width: int,
    room: int,
    labels: tuple[str, ...],
    edited: Callable[[Quantity], str],
) -> list[Line]:
    """As many rows as fit around the chosen one, and below them which of all they are.

    `edited` is the mark of a term that was edited, or is another since.
    """
    if room < 1:
        return []
    shown = rows_shown(len(rows), 0 if chosen is None else chosen[0], room)
    sizes, most = _measured(rows, width)
    lines = [_row(rows, place, chosen, view, sizes, most, width, labels, edited) for place in shown]
    if len(shown) < len(rows) and room > 1:
        said = view.words("rows", first=shown.start, last=shown.stop - 1, count=len(rows))
        track = 8
        place = min(shown.start * track // max(len(rows) - len(shown), 1), track - 1)
        bar = "░" * place + "▓" + "░" * (track - place - 1)
        lines.append((Span(f"  {said} {bar}", "dim", "app.page(1)"),))
    return lines


@dataclass
class _Kept:
    """What a list that was shown last has come to."""

    rows: tuple[Row, ...] = ()
    width: int = -1
    found: tuple[Sizes, float] | None = None


_kept = _Kept()


def _measured(rows: tuple[Row, ...], width: int) -> tuple[Sizes, float]:
    """The columns, and the largest of what the rows come to. Of thousands of rows that is not found at every key."""
    if _kept.found is None or _kept.rows is not rows or _kept.width != width:
        finite = (abs(row.value) for row in rows if row.terms and abs(row.value) < math.inf)
        _kept.rows, _kept.width, _kept.found = rows, width, (sizes_of(rows, width), max(finite, default=0.0))
    return _kept.found


def sizes_of(rows: tuple[Row, ...], width: int) -> Sizes:
    """The columns of all rows: they stay where they are while one goes through the list."""
    names, numbers = [0, 0], [1, 1, 1]
    for row in rows:
        for column, term in enumerate(row.terms[:2]):
            names[column] = max(names[column], cell_len(term.text))
            numbers[column] = max(numbers[column], len(written(term.value)))
        numbers[2] = max(numbers[2], len(written(row.value)))
    # A mark before each name, blanks and signs between the columns.
    pairs = names[1] > 0
    around = 2 * INDENT + 2 + numbers[0] + (4 + numbers[1] if pairs else 0) + 3 + numbers[2] + 1
    left = width - around
    if sum(names) > left:
        least = max(left // (2 if pairs else 1), SHORTEST)
        names[0] = min(names[0], max(least, left - names[1]))
        names[1] = min(names[1], max(least, left - names[0])) if pairs else 0
    bar = min(left - sum(names) - 2, MOST_BAR)
    return Sizes((names[0], names[1]), (numbers[0], numbers[1]), numbers[2], bar if bar >= LEAST_BAR else 0)


def written(value: float) -> str:
    """A number of a column: a whole one as it is, others with 4 decimals."""
    return brief(value) if abs(value) < LARGEST_WHOLE and value == int(value) else number(value, 4)


def _row(
    rows: tuple[Row, ...],
    place: int,
    chosen: tuple[int, int] | None,
    view: View,
    sizes: Sizes,
    most: float,
    width: int,
    labels: tuple[str, ...],
    edited: Callable[[Quantity], str],
) -> Line:
    row = rows[place]
    if not row.terms and not row.level:
        return _head(row, view, width)
    here = chosen is not None and chosen[0] == place
    line = [Span(f"{'▶' if here else ' '} ".ljust(INDENT + INDENT * row.level), "accent" if here else "dim")]
    column = chosen[1] if here and chosen is not None else -1
    for k, term in enumerate(row.terms[:2]):
        if k:
            line.append(Span(" · ", "dim"))
        line += _term(term, k, k == column, sizes, f"app.term({place}, {k})", edited(term))
    if len(row.terms) > 1:
        gap = "" if row.level else " " * INDENT
        line.append(Span(f" {gap}= {written(row.value):>{sizes.result}}"))
    elif not row.terms:
        line.append(Span(written(row.value), "dim"))
    elif (how := _how(row.terms[0])) and cell_len(how) + 3 <= width - sum(cell_len(each.text) for each in line):
        return (*line, Span(f" = {how}", "dim"))
    if labels and row.level and len(row.terms) == 1:
        entry = _entry(row.terms[0])
        line.append(Span(f"  {cut(show(labels[entry]), 14)}" if 0 <= entry < len(labels) else "", "dim"))
    elif sizes.bar and row.terms:
        used = sum(cell_len(each.text) for each in line)
        blanks = max(_bar_at(sizes) - used, 1)
        line.append(Span(" " * blanks + size_bar(row.value, most, sizes.bar), "minus" if row.value < 0 else "plus"))
    return cropped(tuple(line), width)


def _bar_at(sizes: Sizes) -> int:
    """Where the bars begin."""
    first = 2 * INDENT + 1 + sizes.names[0] + 1 + sizes.numbers[0]
    second = 3 + 1 + sizes.names[1] + 1 + sizes.numbers[1] if sizes.names[1] else 0
    return first + second + (3 + sizes.result if sizes.names[1] else 0) + 2


def _head(row: Row, view: View, width: int) -> Line:
    """What is summed, or chosen among, and what it comes to."""
    kind = "entries" if row.text.startswith(("softmax", "greedy")) else "products"
    if row.zeros:
        said = view.words("walk.some" if row.by_size else "walk.zeros", count=row.count, zeros=row.zeros)
    else:
        said = view.words(f"walk.{kind}{'.sorted' if row.by_size else ''}", count=row.count)
    value = f"= {written(row.value)}"
    title = shortened(row.text, max(width - cell_len(value) - INDENT - 1, 1))
    line: Line = (Span(" " * INDENT), Span(title, "strong"), Span(f" {value}", "strong"))
    said = f"   {said}"
    return (*line, Span(said, "dim")) if width_of(line) + cell_len(said) <= width else line


def _term(term: Quantity, column: int, here: bool, sizes: Sizes, click: str, mark: str) -> list[Span]:
    name = padded(shortened(term.text, sizes.names[column]), sizes.names[column])
    # The mark stands right before the number, in the blank before the longest one.
    value = f"{mark + written(term.value):>{sizes.numbers[column] + 1}}"
    if here:
        return [Span(f"▸{name}{value}", "cursor", click)]
    kind: Kind = "accent" if mark else "dim" if term.value == 0 else "plain"
    return [Span(f" {name}", "plain", click), Span(value, kind, click)]


def _how(term: Quantity) -> str:
    """The arithmetic of a signal or part of the same step, which stays folded away in the tables."""
    from ...engine.explanation import Products, Quantity
    from ...engine.explanation_text import expression, numbered

    if term.work is None or isinstance(term.work, Products | Quantity):
        return ""
    return expression(term.work, lambda part: numbered(part, 4))


def _entry(term: Quantity) -> int:
    """The last index of a name."""
    index = term.text.rpartition("[")[2].removesuffix("]")
    return int(index) if index.isdecimal() else -1
