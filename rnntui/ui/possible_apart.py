"""What can be done now with a value that is taken apart, or could be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..session.session import Session
    from .view import View

COVERED = ("order", "fold", "group", "difference", "orders", "near")
"""What would change nothing that is seen while a value is taken apart."""


def is_possible_apart(session: Session, view: View, action: str) -> bool | None:
    """Whether an action would do something; None for one that has nothing to do with this."""
    walk = view.walk
    if walk is None:
        match action:
            case "apart_back" | "apart_to" | "term":
                return False
            case "apart":
                return bool(session.steps) and not view.orders and (view.mode != "attention" or _is_writing(session))
            case "near":
                return view.mode == "encoding"
            case "latex":
                is_shown = view.mode != "edit" and not view.orders
                return is_shown and bool(session.steps) and _is_known(session, view)
        return None
    match action:
        case "apart":
            from ..session.walk import term_of
            from .walk_names import is_known

            return is_known(session, walk) and term_of(session.realised, walk.here) is not None
        case "latex":
            from .walk_names import is_known

            return is_known(session, walk)
        case "large":
            return True
    return False if action in COVERED else None


def _is_writing(session: Session) -> bool:
    """Whether there are weights of an attention at this step."""
    return session.cursor.clock == "u"


def _is_known(session: Session, view: View) -> bool:
    cursor = session.cursor
    return session.is_known(cursor.variable, cursor.step) or view.mode in ("attention", "encoding")
