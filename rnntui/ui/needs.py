"""How many rows the panels of a run would take if there were room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import FIRST, Needs
from .view import View
from .widgets.timeline import rows_wanted

if TYPE_CHECKING:
    from ..session.session import Session


def needs(session: Session | None, view: View, width: int) -> Needs:
    """The rows of a run on a screen of a width; those of the first picture where there is none yet."""
    if session is None:
        return FIRST
    from .columns import MOST_INPUTS
    from .grid import columns_seen, leaves_inputs_out
    from .widgets.note import rows_for_notes
    from .widgets.watches import rows_for_watches

    # Long inputs are paged rather than let push all else away; columns beside the page need no rows.
    tallest = max(
        units if each.column.role is not None else min(units, MOST_INPUTS)
        for each in columns_seen(session, view, width)[0]
        for units in (session.trace.units(each.column.variable),)
    )
    clocks = session.model.program.clocks
    names = session.model.program.equations
    # As many as the clock has that has more of them, so that nothing jumps where the answer begins.
    equations = max(sum(clocks[name] == clock for name in names) for clock in session.clocks)
    watches = rows_for_watches(session, width)
    notes = rows_for_notes(session, view, width)
    # A note tells of the vector that is read: it has to be somewhere.
    only_there = notes > 0 and view.mode == "explore" and leaves_inputs_out(session, view, width)
    return Needs(rows_wanted(session), tallest, equations, notes, watches, only_there)
