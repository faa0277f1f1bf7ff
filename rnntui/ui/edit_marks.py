"""The marks of what was edited: `✎` for a value that is forced, `≠` for one that is another since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..render.cells import CHANGED as CHANGED
from ..render.cells import FORCED as FORCED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..session.realise import Realised
    from ..session.session import Session
    from ..session.sheets import Cell
    from ..session.walk import Place
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


def mark_of(realised: Realised, place: Place | None) -> str:
    """The mark of one number of any kind: a value, a weight, an entry of a token's vector."""
    cell = _cell(realised, place)
    return {"edited": FORCED, "changed": CHANGED}.get(cell.mark, "") if cell is not None else ""


def before_of(realised: Realised, place: Place | None) -> float | None:
    """What a number was that is not edited itself, and another since something was; None for all others."""
    cell = _cell(realised, place)
    return cell.was if cell is not None and cell.mark == "changed" else None


def _cell(realised: Realised, place: Place | None) -> Cell | None:
    if not realised.edited.is_changed:
        return None
    from ..session.edits import with_value
    from ..session.sheets import present
    from ..session.walk import target_of

    target = target_of(realised, place)
    return None if target is None else present(realised, with_value(target, "0"))


def advice_on(session: Session, words: Words) -> str | None:
    """What the value under the cursor was without the edits; None where it is the same."""
    cursor, realised = session.cursor, session.realised
    if not realised.edited.is_changed or not session.steps or not session.is_known(cursor.variable, cursor.step):
        return None
    step = 0 if session.model.program.once(cursor.variable) else cursor.step
    return advice_at(realised, words, cursor.variable, step, cursor.unit)


def advice_at(realised: Realised, words: Words, variable: str, step: int, unit: int) -> str | None:
    """What a value was without the edits; None where it is the same."""
    from ..render.numbers import brief
    from ..session.changes import forced_at, was

    before = was(realised, variable, step, unit)
    place = f"{variable}[{step}][{unit}]"
    is_forced = unit in forced_at(realised, variable, step)
    if before is None:
        return words("coach.forced.same", place=place) if is_forced else None
    return words("coach.forced" if is_forced else "coach.was", place=place, value=brief(before))
