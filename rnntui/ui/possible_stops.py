"""What can be done now with breakpoints, watches, search and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..session.session import Session
    from .view import View

OURS = ("run_on", "stops", "search", "mark", "to_mark")


def is_possible_stop(session: Session, view: View, action: str, by: int) -> bool | None:
    """Whether an action would do something; None for one that has nothing to do with this."""
    if action not in OURS:
        return None
    if view.mode == "compare" or not session.steps:
        # Two runs have no common place in time that a condition could name.
        return False
    match action:
        case "run_on":
            is_within = session.cursor.micro < len(session.microsteps) - 1
            can_move = session.moment < session.moments - 1 or is_within if by > 0 else session.moment > 0
            return can_move and not view.pending
        case "search":
            return bool(session.trace.tokens) and not view.pending
        case "to_mark":
            from ..session.marks import marks_here

            return marks_here(session) not in ((), (session.moment,))
    return True
