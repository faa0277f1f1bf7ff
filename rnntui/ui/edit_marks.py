"""The marks of what was edited: `✎` for a value that is forced, `≠` for one that is another since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..render.cells import CHANGED as CHANGED
from ..render.cells import FORCED as FORCED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..session.session import Session
    from .words import Words

_NONE: Mapping[int, str] = {}


def edit_marks(session: Session, variable: str, step: int, units: Sequence[int]) -> Mapping[int, str]:
    """The marks of some units of a variable at a step; beyond all steps those of its start."""
    realised = session.realised
    if not realised.edited.is_changed:
        return _NONE
    from ..session.changes import changed_among, forced_at

    changed = changed_among(realised, variable, step, units)
    return dict.fromkeys(changed, CHANGED) | dict.fromkeys(forced_at(realised, variable, step, units), FORCED)


def advice_on(session: Session, words: Words) -> str | None:
    """What the value under the cursor was without the edits; None where it is the same."""
    from ..render.numbers import brief
    from ..session.changes import forced_at, was

    cursor, realised = session.cursor, session.realised
    if not realised.edited.is_changed or not session.steps or not session.is_known(cursor.variable, cursor.step):
        return None
    step = 0 if session.model.program.once(cursor.variable) else cursor.step
    before = was(realised, cursor.variable, step, cursor.unit)
    place = f"{cursor.variable}[{step}][{cursor.unit}]"
    is_forced = cursor.unit in forced_at(realised, cursor.variable, step)
    if before is None:
        return words("coach.forced.same", place=place) if is_forced else None
    return words("coach.forced" if is_forced else "coach.was", place=place, value=brief(before))
