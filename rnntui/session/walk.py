"""A value taken apart, and the way from it to where its numbers came from: frames, as in a debugger's stack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..dataclass import dataclass
from ..engine.explanation import Choice, Explanation, Quantity, Source
from ..engine.explanation_terms import Row, inside
from ..engine.expression import Token
from .apart import Frame as Frame
from .apart import Place as Place
from .apart import exists as exists
from .apart import explanation_of as explanation_of
from .apart import is_end as is_end
from .apart import kind_of as kind_of
from .apart import rows_at as rows_at
from .apart import target_of as target_of
from .realise import Realised


@dataclass(frozen=True)
class Home:
    """Where one looked before: one returns there."""

    moment: int
    """Of two runs side by side the column."""
    micro: int
    variable: str
    unit: int
    farthest: int
    sides: tuple[int, int] = (0, 0)
    """The farthest moments of both runs, where there are two."""


@dataclass(frozen=True)
class Walk:
    """From a value to one of its terms, from there to one of that one's, and so on."""

    frames: tuple[Frame, ...]
    """The first is where it began, the last is what is taken apart now."""
    home: Home

    @property
    def here(self) -> Frame:
        """What is taken apart."""
        return self.frames[-1]


def begun(place: Place, home: Home) -> Walk:
    """A walk that stands at its beginning."""
    return Walk((Frame(place),), home)


# The term that is chosen


def chosen(run: Realised, frame: Frame) -> tuple[int, int] | None:
    """Row and column of the chosen term; None where there is none."""
    rows = rows_at(run, frame)
    if is_end(run, frame) or not any(row.terms for row in rows):
        return None
    if frame.row is None:
        return _promising(run, explanation_of(run, frame), rows)
    row = min(frame.row, len(rows) - 1)
    if not rows[row].terms:
        row = _selectable(rows)[0]
    return row, min(frame.column, len(rows[row].terms) - 1)


def term_of(run: Realised, frame: Frame) -> Quantity | None:
    """The chosen term."""
    place = chosen(run, frame)
    return None if place is None else rows_at(run, frame)[place[0]].terms[place[1]]


def _promising(run: Realised, explanation: Explanation, rows: Sequence[Row]) -> tuple[int, int]:
    """The term that leads furthest: what is computed before what is fed, the largest first."""
    root = explanation.root
    entry = root.entries[root.entry] if isinstance(root, Choice) else None

    def worth(place: tuple[int, int]) -> tuple[int, float]:
        row = rows[place[0]]
        term = row.terms[place[1]]
        size = abs(row.value) if row.value == row.value else 0.0
        return 9 if term is entry else _worth(run, term.source), size

    places = [(k, column) for k, row in enumerate(rows) for column in range(len(row.terms))]
    return max(places, key=worth)


def _worth(run: Realised, place: Place | None) -> int:
    """How far a term leads: a gate scales what has come from further away."""
    match kind_of(run, place):
        case "part":
            return 4
        case "computed" if isinstance(place, Source):
            return 3 if run.trace.program.equations[place.name].role in ("gate", "attention") else 4
        case "start" if isinstance(place, Source):
            tree = run.trace.program.architecture.initial.get(place.name)
            return 1 if tree is None or isinstance(tree, Token) else 4
        case "input":
            return 2
    return 0


def _selectable(rows: Sequence[Row]) -> list[int]:
    return [place for place, row in enumerate(rows) if row.terms]


def choose(walk: Walk, row: int, column: int) -> Walk:
    """Choose a term."""
    return _with_here(walk, replace(walk.here, row=row, column=column))


def along(run: Realised, walk: Walk, by: int) -> Walk:
    """Choose the term so many rows below, or above."""
    here = walk.here
    place = chosen(run, here)
    if place is None:
        return walk
    order = _selectable(rows_at(run, here))
    row = order[max(0, min(order.index(place[0]) + by, len(order) - 1))]
    column = place[1] if here.row is None else here.column
    return choose(walk, row, column)


def across(run: Realised, walk: Walk, by: int) -> Walk:
    """Choose the other factor of a product."""
    place = chosen(run, walk.here)
    if place is None:
        return walk
    count = len(rows_at(run, walk.here)[place[0]].terms)
    return choose(walk, place[0], max(0, min(place[1] + by, count - 1)))


def _with_here(walk: Walk, frame: Frame) -> Walk:
    return replace(walk, frames=(*walk.frames[:-1], frame))


# From place to place


def deeper(run: Realised, walk: Walk) -> Walk:
    """Go to where the chosen term came from; the same walk where there is none."""
    here, place = walk.here, chosen(run, walk.here)
    term = term_of(run, here)
    if term is None or place is None:
        return walk
    # The row stays chosen here, for whoever comes back.
    stayed = _with_here(walk, replace(here, row=place[0], column=place[1]))
    within = here.within
    if term.source is None:
        found = inside(explanation_of(run, here), term)
        if isinstance(found, Explanation) or found.source is None:
            return replace(walk, frames=(*stayed.frames, Frame(here.place, within=(*within, place))))
        term = found
    assert term.source is not None
    return replace(walk, frames=(*stayed.frames, Frame(term.source)))


def back(walk: Walk, to: int = -1) -> Walk:
    """Return to the place before, or to one of those on the way, counted from 0; the first has none before it."""
    count = len(walk.frames) - 1 if to < 0 else to + 1
    return replace(walk, frames=walk.frames[: max(count, 1)])
