"""What can be done now: all else is greyed out, and its keys do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..session.session import Session
    from .view import View

ALWAYS = ("quit", "help", "command_palette", "suspend_process", "theme", "leave", "sentence")
"""What needs no run."""


def is_possible(session: Session | None, view: View, action: str, to: int | str = 1) -> bool:
    """Whether an action of the app would do something; `to` is its direction or its aim, where it has one."""
    if action in ALWAYS:
        return True
    if session is None:
        return False
    from ..session.telling import has_onward

    by = to if isinstance(to, int) else 1
    match action:
        case "mode":
            return to != "attention" or has_attention(session)
        case "step":
            return has_onward(session, by)
        case "micro":
            return session.micro_place < session.micro_places - 1 if by > 0 else session.micro_place > 0
        case "last":
            return session.moment < session.moments - 1
        case "play":
            return has_onward(session, 1) or view.playing
        case "go":
            return session.steps > 0 and (by > 0 or session.moment > 0)
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


def has_attention(session: Session) -> bool:
    """Whether the network weighs its input tokens at every step of its answer."""
    return any(equation.role == "attention" for equation in session.model.program.equations.values())
