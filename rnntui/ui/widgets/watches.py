"""Watches: expressions and what they come to at the place that is looked at, in lines below the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from ...render.show import show
from ..layout import most_watches
from ..spans import Line, Span, cropped, cut, padded, width_of

if TYPE_CHECKING:
    from ...session.beside import Comparison, Which
    from ...session.session import Session
    from ..words import Words

HEAD = 10
"""Cells of the word at the left: what follows stands below the tokens."""
GAP = 3
SIDES: tuple[Which, Which] = ("a", "b")
LONGEST = 44
"""So many cells of an expression are shown at most."""


class Cell(NamedTuple):
    """The place of one watch."""

    text: str
    """The expression."""
    name: str
    """What is shown of it, and what stands before its value."""
    room: int
    """How many cells the value has."""

    @property
    def size(self) -> int:
        """How many cells it takes, with the gap before the next."""
        return cell_len(self.name) + self.room + GAP


def watches(session: Session, words: Words, width: int, tall: bool) -> tuple[Line, ...]:
    """The lines; as many of the watches as fit, and how many do not."""
    if not session.watches:
        return ()
    lines = _packed(session, width)
    shown, left = lines[: most_watches(tall)], sum(map(len, lines[most_watches(tall) :]))
    last, room = shown[-1], width - HEAD - cell_len(words("watch.more", count=99))
    while left and len(last) > 1 and sum(cell.size for cell in last) > room:
        last.pop()
        left += 1
    made = [_line(session, cells, words, place == 0) for place, cells in enumerate(shown)]
    if left:
        more = Span(words("watch.more", count=left), "dim", "app.stops")
        made[-1] = (*cropped(made[-1], width - width_of((more,)) - GAP), Span(" " * GAP), more)
    return tuple(cropped(line, width) for line in made)


def watches_beside(comparison: Comparison, words: Words, width: int) -> tuple[Line, ...]:
    """One line of what the watches come to in both of two runs; as many as fit, and how many do not."""
    texts = comparison.a.watches
    if not texts:
        return ()
    line: list[Span] = [Span(padded(f" {words('watch.head')}", HEAD - 1), "dim", "app.stops")]
    left = width - HEAD
    for place, text in enumerate(texts):
        cells = [_cell(session, text, width - HEAD) for session in (comparison.a, comparison.b)]
        room = max(cell.room for cell in cells)
        values = [_value_in(comparison, which, text, words) for which in SIDES]
        name = cut(show(text), max(min(LONGEST, left - 2 * room - 8), 1))
        size = cell_len(name) + 2 * room + 8 + GAP
        rest = len(texts) - place - 1
        if place and size + (cell_len(words("watch.more", count=99)) if rest else 0) > left:
            line.append(Span(words("watch.more", count=rest + 1), "dim", "app.stops"))
            break
        line.append(Span(f"{name}: ", "plain", "app.stops"))
        for which, value in zip("AB", values, strict=True):
            line += [Span(f"{which} ", "dim", "app.stops"), Span(padded(value, room + 1), "strong", "app.stops")]
        line.append(Span(" " * (GAP - 1)))
        left -= size
    return (cropped(tuple(line), width),)


def _value_in(comparison: Comparison, which: Which, text: str, words: Words) -> str:
    """What a watch comes to in one of the runs; `–` where that has no step in the column."""
    is_there = comparison.here[which == "b"] is not None
    return value_at(comparison.session(which), text, words) if is_there else "–"


def rows_for_watches(session: Session, width: int) -> int:
    """How many lines all watches take."""
    return len(_packed(session, width)) if session.watches else 0


def _packed(session: Session, width: int) -> list[list[Cell]]:
    """The watches by lines. Where each stands does not depend on the values."""
    lines: list[list[Cell]] = []
    left = 0
    for text in session.watches:
        cell = _cell(session, text, width - HEAD)
        if not lines or cell.size > left + GAP:
            lines.append([])
            left = width - HEAD
        lines[-1].append(cell)
        left -= cell.size
    return lines


def _cell(session: Session, text: str, width: int) -> Cell:
    # They load NumPy, which the first picture does not wait for.
    from ...errors import RnntuiError
    from ...render.watched import usual_width
    from ...session.hits import found_in

    found = found_in(session.realised, text, stops=False)
    if isinstance(found, RnntuiError):
        return Cell(text, f"{cut(show(text), min(LONGEST, width - 5))} = ", 2)
    of = found.condition
    room = usual_width(of)
    name = cut(show(text), max(min(LONGEST, width - room - 3), 8))
    return Cell(text, name + (": " if of.shape.kind == "truth" and not of.units else " = "), room)


def _line(session: Session, cells: list[Cell], words: Words, is_first: bool) -> Line:
    head = Span(padded(f" {words('watch.head')}", HEAD), "dim", "app.stops") if is_first else Span(" " * HEAD)
    line: list[Span] = [head]
    for place, cell in enumerate(cells):
        value, is_last = value_at(session, cell.text, words), place == len(cells) - 1
        line.append(Span(cell.name, "plain", "app.stops"))
        line.append(Span(value if is_last else padded(value, cell.room), "strong", "app.stops"))
        if not is_last:
            line.append(Span(" " * GAP))
    return tuple(line)


def value_at(session: Session, text: str, words: Words) -> str:
    """What an expression comes to here: `?` where that is not computed yet, `–` where it has no value."""
    from ...errors import RnntuiError
    from ...render.watched import value_text
    from ...session.stops import has_value, watched

    value = watched(session, text)
    if isinstance(value, RnntuiError):
        return words("watch.error")
    if value is None:
        return "?" if has_value(session, text) else "–"
    if value.dtype == bool and value.ndim == 0:
        return words("watch.true" if value else "watch.false")
    return value_text(value)
