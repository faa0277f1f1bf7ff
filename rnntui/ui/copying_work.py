"""The worked arithmetic of what is looked at, as text in full precision and as LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .copying import Copied
from .view import View

if TYPE_CHECKING:
    from ..engine.explanation import Explanation
    from ..session.session import Session
    from ..session.walk import Place, Walk

FULL = 17
"""So many figures are enough for any number."""
ALL = 1_000_000
"""More products than any sum has."""


def full_text(explanation: Explanation) -> str:
    """All products, in full precision."""
    return f"{explanation.text(FULL, ALL)}\n"


def copied_work(session: Session, view: View, walk: Walk) -> Copied:
    """What is taken apart, and above it the way to it."""
    from ..session.walk import explanation_of

    if (found := explanation_looked_at(session, view)) is None:
        return Copied(f"{session.cursor.variable}_{session.cursor.step}", ".txt", view.words("not.yet") + "\n")
    way = [explanation_of(session.realised, frame).place for frame in walk.frames]
    head = f"{' ← '.join(way)}\n" if len(way) > 1 else ""
    return Copied(f"{found.variable}_{found.step}_{found.unit}", ".txt", head + full_text(found))


def latex_of(session: Session, view: View, place: Place | None = None) -> Copied | None:
    """The worked arithmetic of what is looked at as LaTeX, under the name of its place; None where there is none."""
    found = explanation_looked_at(session, view, place)
    return None if found is None else Copied(found.place, ".tex", found.latex())


def explanation_looked_at(session: Session, view: View, place: Place | None = None) -> Explanation | None:
    """How the value came about that is taken apart, or that a cursor is on; None where it is not known yet."""
    from ..session.walk import Frame, explanation_of
    from ..session.walking import place_of

    if not session.steps:
        return None
    if view.walk is not None:
        from .walk_names import is_known

        return explanation_of(session.realised, view.walk.here) if is_known(session, view.walk) else None
    if place is None and not session.is_known(session.cursor.variable, session.cursor.step):
        return None
    return explanation_of(session.realised, Frame(place or place_of(session)))
