"""A walk in a session, and in two runs side by side: where it begins, where the cursor goes along, and the return."""

from __future__ import annotations

from dataclasses import replace

from ..engine.explanation import Source
from . import comparison as two
from . import session as one
from .beside import Comparison, shared_names
from .session import Cursor, Session
from .walk import Home, Place, Walk, begun, exists, kind_of


def place_of(session: Session) -> Source:
    """The value under the cursor."""
    cursor = session.cursor
    step = 0 if session.model.program.once(cursor.variable) else cursor.step
    return Source(cursor.variable, (step, cursor.unit), "variable")


def begin(session: Session, place: Place | None = None) -> Walk:
    """A walk from the value under the cursor, or from another one."""
    cursor = session.cursor
    home = Home(session.moment, cursor.micro, cursor.variable, cursor.unit, session.farthest)
    return begun(place or place_of(session), home)


def begin_beside(comparison: Comparison, place: Place | None = None) -> Walk:
    """A walk from the value of the run that is chosen."""
    farthest = (comparison.a.farthest, comparison.b.farthest)
    home = Home(
        comparison.column, comparison.micro, comparison.variable, comparison.unit, comparison.farthest, farthest
    )
    return begun(place or place_of(comparison.shown), home)


def cursor_of(session: Session, walk: Walk) -> Cursor | None:
    """Where a walk stands: at the last value on the way that has a step; None where none has."""
    program, trace = session.model.program, session.trace
    places = (frame.place for frame in reversed(walk.frames))
    place = next((each for each in places if kind_of(session.realised, each) in ("computed", "input")), None)
    if not isinstance(place, Source):
        return None
    step, unit = place.indices
    clock = program.clocks[place.name]
    step = trace.clocks[clock] - 1 if program.once(place.name) else step
    return Cursor(step, -1, place.name, unit, clock)


def is_there(session: Session, walk: Walk) -> bool:
    """Whether the cursor stands where a walk does, in a run that has all of its places."""
    if not session.steps or not all(exists(session.realised, frame.place) for frame in walk.frames):
        return False
    cursor = cursor_of(session, walk)
    if cursor is None:
        return session.moment == walk.home.moment
    return replace(cursor, micro=session.cursor.micro) == session.cursor


def followed(session: Session, walk: Walk) -> Session:
    """The session with its cursor where a walk stands: all of the step computed, but at home as much as there was."""
    cursor = cursor_of(session, walk)
    if cursor is None:
        return session
    moment = session.offset(cursor.clock) + cursor.step
    micro = walk.home.micro if moment == walk.home.moment else -1
    return one.look(session, moment=moment, micro=micro, variable=cursor.variable, unit=cursor.unit)


def returned(session: Session, walk: Walk) -> Session:
    """The session as it was looked at before a walk, and no more of it uncovered."""
    home = walk.home
    there = one.look(session, moment=home.moment, micro=home.micro, variable=home.variable, unit=home.unit)
    return replace(there, farthest=max(home.farthest, there.moment))


def followed_beside(comparison: Comparison, walk: Walk) -> Comparison:
    """Both runs where a walk in the chosen one stands."""
    session = comparison.shown
    cursor = cursor_of(session, walk)
    if cursor is None:
        return comparison
    moment = session.offset(cursor.clock) + cursor.step
    side = comparison.chosen == "b"
    column = next(k for k, pair in enumerate(comparison.columns) if pair[side] == moment)
    name = shared_names(comparison, comparison.chosen).get(cursor.variable, cursor.variable)
    there = two.go(comparison, column)
    if column == walk.home.moment:
        there = two.advance(there, walk.home.micro - there.micro)
    return two.point(there, variable=name, unit=cursor.unit)


def returned_beside(comparison: Comparison, walk: Walk) -> Comparison:
    """Both runs as they were looked at before a walk."""
    home = walk.home
    there = two.go(comparison, home.moment)
    there = two.advance(there, home.micro - there.micro)
    there = two.point(there, variable=home.variable, unit=home.unit)
    a, b = (
        replace(each, farthest=max(far, each.moment)) for each, far in zip((there.a, there.b), home.sides, strict=True)
    )
    return replace(there, a=a, b=b, farthest=max(home.farthest, there.column))
