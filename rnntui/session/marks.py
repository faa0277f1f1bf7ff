"""Moments that one marks oneself, to come back to them."""

from __future__ import annotations

from dataclasses import replace

from .session import Session, go


def toggled(session: Session) -> Session:
    """Mark the moment that is looked at, or take its mark away."""
    if not session.steps:
        return session
    marks = set(session.marks) ^ {session.moment}
    return replace(session, marks=tuple(sorted(marks)))


def marks_here(session: Session) -> tuple[int, ...]:
    """The marks on moments that this run has: a sentence that becomes longer again has its old ones."""
    return tuple(mark for mark in session.marks if mark < session.moments)


def to_next(session: Session) -> Session:
    """Go to the next mark, from the last one to the first."""
    marks = marks_here(session)
    if not marks:
        return session
    return go(session, next((mark for mark in marks if mark > session.moment), marks[0]))
