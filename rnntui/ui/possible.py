"""What can be done now: all else is greyed out, and its keys do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..session.beside import Comparison
    from ..session.session import Session
    from .view import View

ALWAYS = ("quit", "help", "command_palette", "suspend_process", "theme", "leave", "sentence", "notation")
"""What needs no run."""
UNSEEN = ("apart", "apart_back", "unit", "column", "page", "large", "fold", "order", "group")
"""What the mode edit has nothing to show of."""
ATTENTION = ("apart", "large", "copy", "write")
"""What the mode attention has nothing for where the network has none."""
BESIDE = ("side", "difference", "orders")
"""What there is in the mode compare alone."""


def is_possible(session: Session | None, view: View, action: str, to: int | str = 1) -> bool:
    """Whether an action of the app would do something; `to` is its direction or its aim, where it has one."""
    if action in ALWAYS:
        return True
    if session is None:
        return False
    if (action in BESIDE and view.mode != "compare") or (action == "unroll" and view.mode != "diagram"):
        return False
    if action in ("save_equations", "text"):
        return view.mode == "edit"
    if action in UNSEEN and view.mode == "edit":
        return False
    if view.mode == "attention" and view.walk is None and action in ATTENTION and not has_attention(session):
        return False
    from .possible_apart import is_possible_apart

    if (found := is_possible_apart(session, view, action)) is not None:
        return found
    from .possible_changes import is_possible_change

    if (change := is_possible_change(session, view, action)) is not None:
        return change
    from .possible_stops import is_possible_stop

    if (found := is_possible_stop(session, view, action, to if isinstance(to, int) else 1)) is not None:
        return found
    if view.mode == "compare" and action != "mode":
        return view.comparison is not None and _is_possible_beside(view.comparison, view, action, to)
    from ..session.telling import has_onward

    by = to if isinstance(to, int) else 1
    match action:
        case "mode":
            # Whatever is run belongs to the mode that one is in.
            return to != "compare" or not view.pending
        case "step":
            return has_onward(session, by, view.mode)
        case "micro":
            return session.micro_place < session.micro_places - 1 if by > 0 else session.micro_place > 0
        case "last":
            return session.moment < session.moments - 1
        case "play":
            return has_onward(session, 1, view.mode) or view.playing
        case "go":
            return session.steps > 0 and (by > 0 or session.moment > 0)
        case "choose":
            return not view.pending and (to != "step" or session.steps > 0)
        case "undo":
            return bool(session.past) and not view.pending
        case "redo":
            return bool(session.future) and not view.pending
        case "group":
            from .columns import groups

            return len(groups(session)) > 1
    return True


def _is_possible_beside(comparison: Comparison, view: View, action: str, to: int | str) -> bool:
    """Whether an action would do something to two runs side by side."""
    by = to if isinstance(to, int) else 1
    last = len(comparison.columns) - 1
    match action:
        case "step":
            from ..session.pair_telling import has_onward

            return has_onward(comparison, by)
        case "micro":
            is_within = comparison.micro < comparison.microsteps - 1 if by > 0 else comparison.micro > 0
            return last >= 0 and (is_within or 0 <= comparison.column + by <= last)
        case "last":
            return comparison.column < last
        case "play":
            return _is_possible_beside(comparison, view, "step", 1) or view.playing
        case "go":
            return last >= 0 and (by > 0 or comparison.column > 0)
        case "choose":
            return not view.pending and (to != "step" or comparison.shown.steps > 0)
        case "undo":
            return bool(comparison.past) and not view.pending
        case "redo":
            return bool(comparison.future) and not view.pending
        case "group":
            from .columns import groups

            return len({*groups(comparison.a), *groups(comparison.b)}) > 1
        case "large":
            return to != "equations"
        case "orders":
            return comparison.shown.setup.inputs is None and last >= 0
    return True


def has_attention(session: Session) -> bool:
    """Whether the network weighs its input tokens at every step of its answer."""
    return any(equation.role == "attention" for equation in session.model.program.equations.values())
