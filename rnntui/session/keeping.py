"""From a session to what is kept of it, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from . import comparison as two
from .beside import Comparison
from .pairs import pair_names, sample_pair
from .realise import realise
from .session import look
from .session_file import Kept, KeptComparison
from .state import Cursor, Session
from .vocabularies import realise_both


def kept_of(session: Session, comparison: Comparison | None = None, view: Mapping[str, Any] | None = None) -> Kept:
    """All of a session that is not worked out anew: what both have under the same name."""
    shared = {each.name: getattr(session, each.name) for each in fields(Kept) if hasattr(session, each.name)}
    beside = None if comparison is None else _kept_beside(comparison)
    return Kept(**shared, comparison=beside, view=dict(view or {}))


def _kept_beside(comparison: Comparison) -> KeptComparison:
    a, b = comparison.setups
    shared = {
        each.name: getattr(comparison, each.name)
        for each in fields(KeptComparison)
        if each.name not in ("a", "b", "tale")
    }
    return KeptComparison(a, b, **shared, tale=_tale_of(comparison))


def _tale_of(comparison: Comparison) -> str:
    """The name of the ready-made comparison; empty where there is none, or none of the samples."""
    tale = comparison.tale
    return "" if tale is None else next((name for name in pair_names() if sample_pair(name) == tale), "")


def restored(kept: Kept) -> Session:
    """Carry out what was kept, and look where one looked; what is not there any more gives way.

    Raises RnntuiError where it can't be run.
    """
    names = {each.name for each in fields(Session)} & {each.name for each in fields(Kept)} - {"cursor", "farthest"}
    shared = {name: getattr(kept, name) for name in names}
    session = Session(realise(kept.setup, lenient=True), Cursor(), **shared)
    cursor = kept.cursor
    clock = cursor.clock if cursor.clock in session.clocks else "t"
    step = min(cursor.step, max(session.trace.clocks[clock] - 1, 0))
    moment = session.offset(clock) + step
    there = look(session, moment=moment, micro=cursor.micro, variable=cursor.variable, unit=cursor.unit)
    last = max(session.moments - 1, 0)
    marks = tuple(sorted({mark for mark in kept.marks if mark <= last}))
    return replace(there, farthest=max(there.farthest, min(kept.farthest, last)), marks=marks)


def restored_beside(kept: KeptComparison) -> Comparison:
    """Carry out two setups, and look where one looked. Raises RnntuiError where they can't be run."""
    # Edits that do not fit any more are named, as in a single run.
    found = two.between(*realise_both((kept.a, kept.b), lenient=True))
    found = replace(found, variable=kept.variable)
    found = two.go(found, kept.column)
    if kept.micro >= 0:
        # All of the column is computed there.
        found = two.advance(found, min(kept.micro - found.micro, 0))
    found = two.point(found, variable=kept.variable or None, unit=kept.unit)
    last = max(len(found.columns) - 1, 0)
    return replace(
        found,
        farthest=max(found.farthest, min(kept.farthest, last)),
        chosen=kept.chosen,
        marks=tuple(sorted({mark for mark in kept.marks if mark <= last})),
        past=kept.past,
        future=kept.future,
        tale=sample_pair(kept.tale) if kept.tale in pair_names() else None,
    )
