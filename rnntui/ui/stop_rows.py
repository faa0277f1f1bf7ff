"""What the list of breakpoints and watches shows: a row for each, for what is typed, and for examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic
from typing import Literal

from rich.cells import cell_len

from ..dataclass import dataclass
from ..errors import NotationError, RnntuiError
from ..render.show import show
from ..session.hits import Hits, found_in
from ..session.session import Session
from ..session.stop_examples import examples
from ..session.stops import Entry, Sort, entries, holding
from ..translation import reason_of
from .spans import Kind, Line, Span, cut, wrapped
from .widgets.key_line import key_line
from .widgets.watches import value_at
from .words import Words

SOON = 0.02
"""Seconds for which moments are looked at before it is said at how many of them a condition holds."""
MOST_LINES = 3
"""So many lines of what is wrong are shown."""


@dataclass(frozen=True, eq=False)
class Row:
    """One line of the list, and what Enter does there."""

    sort: Literal["add", "entry", "example"]
    kind: Sort
    text: str
    mark: str
    said: str
    """What stands at the right, or below."""
    entry: Entry | None = None
    is_wrong: bool = False
    is_asked_for: bool = True
    """Whether Enter may take it before one has gone to it."""


def rows_of(session: Session, words: Words) -> tuple[Row, ...]:
    """All breakpoints and watches, and below them examples."""
    here = holding(session)
    look([each.found for each in entries(session) if each.sort == "break"], session)
    known = tuple(_entry(session, each, here, words) for each in entries(session))
    texts = {row.text for row in known}
    found = examples(session).items()
    tried = (Row("example", "break", t, "+", words(f"stops.example.{name}")) for t, name in found if t not in texts)
    return (*known, *tried)


def rows_typed(session: Session, text: str, words: Words) -> tuple[tuple[Row, ...], RnntuiError | None]:
    """What can be done with an expression that is typed, and what is wrong with it, or why nothing can stop at it."""
    text = text.strip()
    stops = found_in(session.realised, text)
    shown = found_in(session.realised, text, stops=False)
    if isinstance(shown, RnntuiError):
        return (), shown
    watch = Row("add", "watch", text, "=", _now(session, text, words))
    if not isinstance(stops, Hits):
        # Who writes a comparison wants to stop there, and has to read why that can't be.
        return (replace(watch, is_asked_for=shown.condition.shape.kind != "truth"),), stops
    look([stops], session)
    stop = Row("add", "break", text, "●", counted(stops, words))
    # What comes first is taken with Enter: a number, which holds wherever it is not 0, is rather watched.
    return ((stop, watch) if stops.condition.shape.kind == "truth" else (watch, stop)), None


def look(found: Sequence[Hits | RnntuiError], session: Session) -> None:
    """Look at moments for a short while, so that of all but long runs everything can be said at once."""
    trace, end = session.trace.apart(), monotonic() + SOON
    for each in found:
        if isinstance(each, Hits):
            each.look(trace, end - monotonic())


def _entry(session: Session, entry: Entry, here: tuple[str, ...], words: Words) -> Row:
    found = entry.found
    if isinstance(found, RnntuiError):
        return Row("entry", entry.sort, entry.text, "!", told(found, words), entry, True)
    if entry.sort == "watch":
        return Row("entry", "watch", entry.text, "=", _now(session, entry.text, words), entry)
    said = [counted(found, words)]
    if not entry.enabled:
        said.insert(0, words("stops.off"))
    elif entry.text in here:
        said.append(words("stops.holds"))
    return Row("entry", "break", entry.text, "●" if entry.enabled else "○", " · ".join(said), entry)


def told(error: RnntuiError, words: Words) -> str:
    """What is wrong, without the text that it is about."""
    return show(words.told(RnntuiError(reason_of(error), error.hint)))


def counted(hits: Hits, words: Words) -> str:
    """At how many steps a condition holds, as far as that is known."""
    values = {"count": f"{hits.count:,}", "moments": f"{hits.moments:,}", "looked": f"{hits.looked_at:,}"}
    if not hits.is_complete:
        return words("stops.some", **values)
    name = "stops.count" if hits.condition.shape.kind == "truth" else "stops.nonzero"
    return words(name, count=values["count"], moments=values["moments"])


def _now(session: Session, text: str, words: Words) -> str:
    return words("stops.now", value=value_at(session, text, words))


def lines_of(row: Row, place: int, is_here: bool, width: int, words: Words) -> tuple[Line, ...]:
    """A row in its lines. A click on it does what Enter does; on its mark: off or on; on ✕: away with it."""
    take = f"screen.take({place})"
    tail: Line = (Span(" ✕", "dim", f"screen.remove({place})"),) if row.sort == "entry" else ()
    room = width - 4 - sum(cell_len(span.text) for span in tail)
    name, said = show(row.text), row.said
    if row.sort == "add":
        name = words("stops.break" if row.kind == "break" else "stops.watch")
    switch = f"screen.switch({place})" if row.sort == "entry" and row.kind == "break" else take
    head: Line = (
        Span("▶" if is_here else " ", "accent", take),
        Span(f"{row.mark} ", "minus" if row.is_wrong else "accent", switch),
    )
    kind: Kind = "strong" if is_here else "plain"
    if not row.is_wrong and cell_len(name) + cell_len(said) + 3 <= room:
        gap = " " * (room - cell_len(name) - cell_len(said) + 1)
        return ((*head, Span(name, kind, take), Span(gap + said, "dim", take), *tail),)
    padding = " " * max(room - cell_len(name) + 1, 0)
    first: Line = (*head, Span(cut(name, room), kind, take), Span(padding, "plain", take), *tail)
    below = wrapped(said, room - 2)[:MOST_LINES]
    return (first, *((Span(f"     {line}", "dim", take),) for line in below))


def keys_line(row: Row | None, place: int, width: int, words: Words) -> Line:
    """What can be done with a row, as much of it as fits: how to close is always said."""
    take, remove, switch = (f"screen.{name}({place})" for name in ("take", "remove", "switch"))
    if row is None or row.sort == "add":
        return key_line(words("stops.keys.add"), (take, "screen.go(1)", "screen.leave"), width)
    if row.sort == "example":
        return key_line(words("stops.keys.example"), (take, "screen.leave"), width)
    if row.kind == "watch" or row.is_wrong:
        return key_line(words("stops.keys.watch"), (take, remove, "screen.leave"), width)
    return key_line(words("stops.keys"), (take, remove, switch, "screen.leave"), width)


def error_lines(text: str, error: RnntuiError, width: int, scrolled: int, words: Words) -> tuple[Line, ...]:
    """What is wrong with what is typed, `^` at the column where it is."""
    column = error.column if isinstance(error, NotationError) else None
    # The text is read without the blanks before it.
    before = text[: len(text) - len(text.lstrip()) + (column or 1) - 1]
    place = max(min(cell_len(before) - scrolled, width - 2), 0)
    return ((Span(" " * place + "^", "minus"),), *note_lines(error, width, words, "plain"))


def note_lines(error: RnntuiError, width: int, words: Words, kind: Kind = "dim") -> tuple[Line, ...]:
    """Why something can't be done."""
    return tuple((Span(line, kind),) for line in wrapped(told(error, words), width)[:MOST_LINES])
