"""Which changes of numbers are possible now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..session.session import Session
    from .view import View


def is_possible_change(session: Session, view: View, action: str) -> bool | None:
    """Whether an edit, a gate that is held or an ablation is possible; None for any other action."""
    match action:
        case "edit" | "edits" | "numbers":
            return not view.pending
        case "hold":
            return not view.pending and bool(session.steps) and has_gates(session)
        case "ablate":
            return not view.pending and bool(session.steps) and view.mode not in ("compare", "edit")
    return None


def has_gates(session: Session) -> bool:
    """Whether the network has any gate that can be held."""
    return any(equation.role == "gate" for equation in session.model.program.equations.values())
