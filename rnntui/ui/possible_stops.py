"""What can be done now with breakpoints, watches, search and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..session.beside import Comparison
    from ..session.session import Session
    from .view import View

OURS = ("run_on", "search", "mark", "to_mark")
"""What needs a sentence. A breakpoint does not: one can be set before anything is run."""


def is_possible_stop(session: Session, view: View, action: str, by: int) -> bool | None:
    """Whether an action would do something; None for one that has nothing to do with this."""
    if action == "stops":
        return True
    if action not in OURS:
        return None
    if not session.steps or (view.pending and action in ("run_on", "search")):
        return False
    if view.mode == "compare":
        return view.comparison is not None and _is_possible_beside(view.comparison, action, by)
    match action:
        case "run_on":
            is_within = session.cursor.micro < len(session.microsteps) - 1
            can_move = session.moment < session.moments - 1 or is_within if by > 0 else session.moment > 0
            return can_move and _can_stop(session)
        case "search":
            return bool(session.trace.tokens)
        case "to_mark":
            from ..session.marks import marks_here

            return marks_here(session) not in ((), (session.moment,))
    return True


def _is_possible_beside(comparison: Comparison, action: str, by: int) -> bool:
    """The same in two runs side by side."""
    match action:
        case "run_on":
            is_within = comparison.micro < comparison.microsteps - 1
            last = len(comparison.columns) - 1
            can_move = comparison.column < last or is_within if by > 0 else comparison.column > 0
            return can_move and (_can_stop(comparison.a) or _can_stop(comparison.b))
        case "search":
            return any(each.trace.tokens for each in (comparison.a, comparison.b))
        case "to_mark":
            from ..session.stops_beside import marks_there

            return marks_there(comparison) not in ((), (comparison.column,))
    return True


def _can_stop(session: Session) -> bool:
    """Whether there is a breakpoint that is on and means something in the run."""
    if not session.breakpoints:
        return False
    from ..session.stops import stopping_hits

    return bool(stopping_hits(session))
