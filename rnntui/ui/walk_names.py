"""What is taken apart, as it is called, and what the other run of a comparison has in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..render.numbers import brief
from ..render.show import show
from .spans import cut
from .view import View

if TYPE_CHECKING:
    from ..engine.explanation import Explanation
    from ..session.session import Session
    from ..session.walk import Frame, Walk

FIGURES = 8
"""So many a result has."""
WIDEST = 20
"""Cells of a word."""


def is_known(session: Session, walk: Walk) -> bool:
    """Whether what is taken apart was computed by now; where one goes to from there it was."""
    from ..session.likeness_work import Likeness

    cursor = session.cursor
    is_elsewhere = len(walk.frames) > 1 or isinstance(walk.here.place, Likeness)
    return is_elsewhere or session.is_known(cursor.variable, cursor.step)


def place_name(session: Session, walk: Walk) -> str:
    """What is taken apart, as it is called: `h[3][0]`, `(r[3] * h[2])[0]`."""
    if is_known(session, walk):
        return frame_name(session, walk.here)
    cursor = session.cursor
    once = session.model.program.once(cursor.variable)
    return f"{cursor.variable}[{cursor.clock.upper() if once else cursor.step}][{cursor.unit}]"


def frame_name(session: Session, frame: Frame) -> str:
    """A place on the way as it is called; an entry of a word's vector by the word."""
    from ..engine.explanation import Source
    from ..session.walk import explanation_of

    word = frame.place.name if isinstance(frame.place, Source) and frame.place.kind == "entry" else ""
    return cut(show(word), WIDEST) + show(explanation_of(session.realised, frame).place)


def label_text(session: Session, found: Explanation) -> str:
    """What the unit of an output means that is taken apart, behind a blank; empty where nothing says it."""
    from .widgets.work import label_at

    label = label_at(session, found.variable, found.unit) if found.place.startswith(f"{found.variable}[") else ""
    return f" {label}" if label else ""


def beside_text(view: View, found: Explanation) -> str:
    """In Compare what the other run has at the same place; empty where it has no such place, and in other modes."""
    comparison = view.comparison
    if view.mode != "compare" or comparison is None or not found.place.startswith(f"{found.variable}["):
        return ""
    here, there = (comparison.a, comparison.b) if comparison.chosen == "a" else (comparison.b, comparison.a)
    names = ("A", "B") if comparison.chosen == "a" else ("B", "A")
    side = comparison.differences.b if comparison.chosen == "a" else comparison.differences.a
    cursor = there.cursor
    is_here = here.cursor.variable == found.variable and None not in comparison.here
    if not is_here or side.name_of(comparison.variable) != cursor.variable or cursor.unit != found.unit:
        return ""
    step = 0 if there.model.program.once(cursor.variable) else cursor.step
    value = float(there.trace.at(cursor.variable, step)[cursor.unit])
    shown, second = brief(found.value, FIGURES), brief(value, FIGURES)
    return view.words("walk.beside", run=names[0], value=shown, other=names[1], second=second)
