"""What stands behind the tokens of a timeline: `●` where a breakpoint holds, `◆` at a mark of one's own."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..session.beside import Comparison, Which
    from ..session.session import Session


def signs(session: Session, moments: range) -> dict[int, str]:
    """The signs at some moments of a run."""
    if not session.breakpoints and not session.marks:
        return {}
    from ..session.stops import marked_moments

    return _signs(moments, marked_moments(session, moments), session.marks)


def signs_beside(comparison: Comparison, which: Which, columns: range) -> dict[int, str]:
    """The signs of one of two runs in some columns."""
    if not comparison.a.breakpoints and not comparison.marks:
        return {}
    from ..session.stops_beside import stops_in

    return _signs(columns, stops_in(comparison, which, columns), comparison.marks)


def _signs(places: range, stops: Container[int], own: Container[int]) -> dict[int, str]:
    return {place: "●" * (place in stops) + "◆" * (place in own) for place in places}
