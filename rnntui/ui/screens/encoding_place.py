"""Of what the mode encoding can say how it came about: a likeness, or an entry of the vector that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import RnntuiError
from ..widgets.encoding_panel import Look

if TYPE_CHECKING:
    from ...session.session import Session
    from ...session.walk import Place


def neighbour_of(look: Look | None) -> str | None:
    """The word that the cursor is on among the nearest; None where there is none."""
    near = None if look is None else look.near
    if near is None or look is None or isinstance(near, RnntuiError) or look.chosen >= len(near.neighbours):
        return None
    return near.neighbours[look.chosen].token


def place_of(look: Look | None, session: Session | None) -> Place | None:
    """How alike the neighbour is to the word that is looked at; without one, the first entry of what is read."""
    from ...engine.explanation import Source
    from ...session.likeness_work import Likeness

    other = neighbour_of(look)
    if look is not None and other is not None:
        return Likeness(look.name, other)
    if session is None or not session.steps:
        return None
    step = min(session.moment, session.trace.clocks["t"] - 1)
    return Source(session.model.program.inputs[0], (step, 0), "variable")
