"""Breakpoints, searched tokens and marks in two runs side by side: what holds in either of them, column by column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .beside import Comparison, Which
from .comparison import go
from .hits import next_of
from .searching import matches
from .state import Session
from .stops import holding, marked_moments, stopping_hits

SIDES: tuple[Which, ...] = ("a", "b")


def with_stops(comparison: Comparison, session: Session) -> Comparison:
    """With the breakpoints and watches of a session in both runs; the same comparison where it has them."""
    stops = {name: getattr(session, name) for name in ("breakpoints", "disabled", "watches")}
    if all(getattr(each, name) == found for each in (comparison.a, comparison.b) for name, found in stops.items()):
        return comparison
    return replace(comparison, a=replace(comparison.a, **stops), b=replace(comparison.b, **stops))


def next_stop_beside(comparison: Comparison, by: int) -> int | None:
    """The next column at which a breakpoint holds in either run, or with `by` -1 the one before.

    It may take long, and may be asked from a thread of its own.
    """
    # A column that is not computed yet is still ahead.
    here = comparison.column - (by > 0 and comparison.micro < comparison.microsteps - 1)
    found = []
    for which in SIDES:
        session = comparison.session(which)
        if hits := stopping_hits(session):
            columns = _columns(comparison, which)
            passed = [moment for moment, column in columns.items() if (column <= here if by > 0 else column >= here)]
            start = max(passed, default=-1) if by > 0 else min(passed, default=session.moments)
            moment = next_of(hits, session.trace.apart(), start, by)
            found += [] if moment is None else [columns[moment]]
    return (min if by > 0 else max)(found, default=None)


def stops_in(comparison: Comparison, which: Which, columns: range) -> frozenset[int]:
    """Those of some neighbouring columns at which one of the runs stops."""
    session, place = comparison.session(which), which == "b"
    at = {comparison.columns[column][place]: column for column in columns}
    moments = [moment for moment in at if moment is not None]
    return frozenset(at[moment] for moment in marked_moments(session, moments))


def holding_beside(comparison: Comparison) -> dict[str, tuple[Which, ...]]:
    """The breakpoints that hold in the column that is looked at, as far as it is computed, each with its runs."""
    found: dict[str, tuple[Which, ...]] = {}
    for which in SIDES:
        # A run whose sentence has ended, or not begun, stands still.
        if comparison.here[which == "b"] is not None:
            for text in holding(comparison.session(which)):
                found[text] = (*found.get(text, ()), which)
    return found


def matching_columns(comparison: Comparison, sought: str, *, ahead: bool = False) -> tuple[int, ...]:
    """The columns in which a token of either run has a text, in their order."""
    found: set[int] = set()
    for which in SIDES:
        columns = _columns(comparison, which)
        found |= {columns[moment] for moment in matches(comparison.session(which), sought, ahead=ahead)}
    return tuple(sorted(found))


def toggled_beside(comparison: Comparison) -> Comparison:
    """Mark the column that is looked at, or take its mark away."""
    if not comparison.columns:
        return comparison
    return replace(comparison, marks=tuple(sorted({*comparison.marks} ^ {comparison.column})))


def to_next_mark_beside(comparison: Comparison) -> Comparison:
    """Go to the next mark, from the last one to the first."""
    marks = marks_there(comparison)
    if not marks:
        return comparison
    return go(comparison, next((mark for mark in marks if mark > comparison.column), marks[0]))


def marks_there(comparison: Comparison) -> tuple[int, ...]:
    """The marks on columns that there are."""
    return tuple(mark for mark in comparison.marks if mark < len(comparison.columns))


def _columns(comparison: Comparison, which: Which) -> dict[int, int]:
    """The moments of a run -> the columns in which they are."""
    pairs: Iterable[tuple[int, int | None]] = ((k, each[which == "b"]) for k, each in enumerate(comparison.columns))
    return {moment: column for column, moment in pairs if moment is not None}
