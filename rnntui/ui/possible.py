"""What can be done now: all else is greyed out, and its keys do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..session.session import Session
    from .view import View

ALWAYS = ("quit", "help", "command_palette", "suspend_process", "theme", "leave", "sentence")
"""What needs no run."""


def is_possible(session: Session | None, view: View, action: str, by: int = 1) -> bool:
    """Whether an action of the app would do something; `by` is its direction, where it has one."""
    if action in ALWAYS:
        return True
    if session is None:
        return False
    from ..session.telling import has_onward

    cursor = session.cursor
    last = session.steps - 1
    match action:
        case "step":
            return has_onward(session, by)
        case "micro":
            count = len(session.microsteps)
            place = cursor.step * count + cursor.micro
            return place < session.steps * count - 1 if by > 0 else place > 0
        case "last":
            return cursor.step < last
        case "play":
            return has_onward(session, 1) or view.playing
        case "go":
            return session.steps > 0 and (by > 0 or cursor.step > 0)
        case "choose":
            return not view.pending
        case "undo":
            return bool(session.past) and not view.pending
        case "redo":
            return bool(session.future) and not view.pending
        case "group":
            from .columns import groups

            return len(groups(session)) > 1
    return True
