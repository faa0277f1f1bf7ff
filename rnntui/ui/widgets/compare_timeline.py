"""Two sentences as timelines, one above the other, aligned by their tokens, and between them where the runs differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...dataclass import dataclass
from ...render.beside import differing, vector
from ...render.cells import vector_text
from ..beside import sides_of
from ..describe import summary
from ..spans import Kind, Line, Span, cropped, padded
from ..steps import MOST_IN_FULL, answer_at, output_of, output_shown, read_at, titled
from ..stop_signs import signs_beside
from ..view import View
from .compare_panel import ComparePanel
from .timeline import window

if TYPE_CHECKING:
    from ...engine.expression import Clock
    from ...session.beside import Comparison, Which
    from ...session.differences import Kind as Of

ROWS = 6
"""Which runs these are; token and output of A; where they differ; token and output of B."""
HEAD = 9
"""Cells of the words at the left."""
NO_STEP = "–"
"""Where one of the runs has no step."""


@dataclass(frozen=True)
class Cells:
    """What stands in one column."""

    a: tuple[str, str]
    """Token and output of A."""
    mark: str
    b: tuple[str, str]
    reached: bool


def is_seen(comparison: Comparison, view: View, column: int) -> bool:
    """Whether a column is reached by now, all of it computed."""
    is_whole = column != comparison.column or comparison.micro >= comparison.microsteps - 1
    return view.ahead or (column <= comparison.farthest and is_whole)


def is_read(comparison: Comparison, view: View, column: int) -> bool:
    """Whether what is read in a column may be shown: a decoder reads what it wrote in the column before."""
    return column <= comparison.inputs or is_seen(comparison, view, column - 1)


def cells_of(comparison: Comparison, view: View, columns: range) -> tuple[Cells, ...]:
    """What stands in some columns; outputs and marks that are not reached are `?`."""
    marks = differing(comparison, columns.start, columns.stop)
    first = None if comparison.parting is None else comparison.column_of(comparison.parting)
    found = []
    for column, differs in zip(columns, marks, strict=True):
        seen = is_seen(comparison, view, column)
        mark = "?"
        if seen:
            mark = view.words("compare.first") if differs and column == first else "≠" if differs else "="
            if view.difference:
                mark = _difference(comparison, view, column) or mark
        a, b = (_side(comparison, view, which, column) for which in (0, 1))
        found.append(Cells(a, mark, b, column <= comparison.farthest or view.ahead))
    return tuple(found)


def _side(comparison: Comparison, view: View, which: int, column: int) -> tuple[str, str]:
    session, moment = sides_of(comparison)[which][0], comparison.columns[column][which]
    if moment is None:
        return NO_STEP, ""
    reached = view.ahead or column <= comparison.farthest
    answer = answer_at(session, moment, view.ahead)
    return (
        read_at(session, moment) if is_read(comparison, view, column) else "?"
    ), answer if reached or not answer else "?"


def _difference(comparison: Comparison, view: View, column: int) -> str:
    """B - A of the output; empty where there is none."""
    session = comparison.a
    name = output_of(session, comparison.clock_of(column))
    found = None
    if name is not None and "difference" in comparison.differences.kinds(name):
        kind: Of = "difference"
        found = vector(comparison, kind, name, column, ahead=view.ahead or column <= comparison.farthest)
    if found is None or len(found) > MOST_IN_FULL:
        return ""
    return f"{'≠ ' if found.any() else ''}{vector_text(found)}"


def timelines(comparison: Comparison, view: View, width: int) -> tuple[Line, ...]:
    """The lines: which runs, the two timelines, and between them what differs."""
    names = _names(comparison, view, width)
    if not comparison.columns:
        return (names,)
    # A column takes four cells at least.
    near = window(len(comparison.columns), comparison.column, max(width // 4, 1))
    cells = dict(zip(near, cells_of(comparison, view, near), strict=True))
    room = 3 + bool(comparison.marks and comparison.a.breakpoints)
    size = max(cell_len(text) for each in cells.values() for text in (*each.a, each.mark, *each.b)) + room
    shown = window(len(comparison.columns), comparison.column, max((width - HEAD) // size, 1))
    here = [cells[column] for column in shown]
    return (
        names,
        _tokens(comparison, "a", shown, [each.a[0] for each in here], here, size),
        _below(_title(comparison, 0), comparison, shown, [each.a[1] for each in here], size, "a"),
        _below(" B-A" if view.difference else " ≠", comparison, shown, [each.mark for each in here], size),
        _tokens(comparison, "b", shown, [each.b[0] for each in here], here, size),
        _below(_title(comparison, 1), comparison, shown, [each.b[1] for each in here], size, "b"),
    )


def _names(comparison: Comparison, view: View, width: int) -> Line:
    """What either side runs, the chosen one marked; a click chooses."""
    half = (width - 5) // 2
    line: list[Span] = []
    for which, (session, _) in zip("ab", sides_of(comparison), strict=True):
        here = comparison.chosen == which
        text = f"{'▶' if here else ' '}{which.upper()} {summary(session, view.words, half - 3)}"
        line.append(Span(padded(text, half), "accent" if here else "dim", f"app.side('{which}')"))
        line.append(Span("│", "line") if which == "a" else Span(" (x)", "dim", "app.side"))
    return cropped(tuple(line), width)


def _title(comparison: Comparison, which: int) -> str:
    session, _ = sides_of(comparison)[which]
    found = output_shown(session)
    return "" if found is None else f"   {titled(session, *found)}"


def _tokens(
    comparison: Comparison, which: Which, shown: range, tokens: list[str], cells: list[Cells], size: int
) -> Line:
    chosen = comparison.chosen == which
    last = len(comparison.columns)
    # The token of an output step is what it writes: its signs stand there.
    marked = _signs(comparison, which, shown, "t")
    head = f"{'▶' if chosen else ' '}{which.upper()}"
    more = "‹" if shown.start else " "
    line = [Span(padded(head, HEAD - 1), "accent" if chosen else "strong", f"app.side('{which}')"), Span(more, "dim")]
    for column, token, cell in zip(shown, tokens, cells, strict=True):
        current = column == comparison.column and token != NO_STEP
        kind: Kind = "accent" if current else "plain" if cell.reached and token != NO_STEP else "dim"
        line.append(Span(f"▐{token}▌" if current else f" {token} ", kind, f"app.go({column})"))
        # A heavy line leads from what is read to what is written.
        stroke = "━" if column == comparison.inputs - 1 and column + 1 < last else "─" if column + 1 < last else " "
        mark = marked.get(column, "")
        if mark:
            line.append(Span(mark, "accent", f"app.go({column})"))
        line.append(Span(stroke * (size - cell_len(token) - 2 - len(mark)), "line"))
    return tuple(line)


def _signs(comparison: Comparison, which: Which, shown: range, clock: Clock) -> dict[int, str]:
    found = signs_beside(comparison, which, shown)
    return {column: sign for column, sign in found.items() if comparison.clock_of(column) == clock}


def _below(
    title: str, comparison: Comparison, shown: range, texts: list[str], size: int, which: Which | None = None
) -> Line:
    line = [Span(padded(title, HEAD), "dim")]
    signed = {} if which is None else _signs(comparison, which, shown, "u")
    for column, text in zip(shown, texts, strict=True):
        kind: Kind = "strong" if column == comparison.column else "dim" if text in ("?", "=") else "plain"
        if text.startswith("≠") and column != comparison.column:
            kind = "minus"
        sign, click = signed.get(column, ""), f"app.go({column})"
        if not sign:
            line.append(Span(padded(f" {text}", size), kind, click))
            continue
        line += [Span(f" {text}", kind, click), Span(padded(sign, size - cell_len(text) - 1), "accent", click)]
    return tuple(line)


class CompareTimeline(ComparePanel):
    """A click on a token goes to its column, one on a side chooses it."""

    def beside(self, comparison: Comparison, width: int, height: int) -> tuple[Line, ...]:
        del height
        below: tuple[Line, ...] = ()
        if comparison.a.watches:
            from .watches import watches_beside

            below = watches_beside(comparison, self.view.words, width)
        return (*timelines(comparison, self.view, width), *below)

    def waiting(self, width: int) -> tuple[Line, ...]:
        return (cropped((Span(f" {self.view.words('compare.running')}", "accent"),), width),)
