"""What flows through a network at the micro-step that is looked at, and the values that are known by now."""

from __future__ import annotations

from typing import Literal

from ..engine.expression import Clock
from .changes import changed_among, forced_at
from .session import Session


def computed(session: Session) -> frozenset[str]:
    """The variables that this micro-step computes; what is one value for the sentence only when all of it is read."""
    if not session.steps or not session.microsteps:
        return frozenset()
    names = session.microsteps[session.cursor.micro].names
    program = session.model.program
    at_end = session.cursor.step == session.steps - 1
    return frozenset(name for name in names if at_end or not program.once(name))


def known(session: Session, variable: str, clock: Clock, step: int, *, ahead: bool = False) -> bool:
    """Whether a value at a step of a clock was reached by now; with `ahead` all are. A start is step -1."""
    program = session.model.program
    if not session.steps:
        return False
    if ahead or (variable in program.inputs and step >= 0):
        return True
    if clock not in session.clocks:
        return False
    offset = session.offset(clock)
    if program.once(variable):
        last = offset + session.trace.clocks[clock] - 1
        return session.farthest > last or (session.moment == last and session.is_known(variable, session.cursor.step))
    moment = offset + step
    if step < 0:
        return session.farthest >= offset
    if moment == session.moment:
        return session.is_known(variable, step)
    return moment <= session.farthest


def value(session: Session, variable: str, step: int, unit: int | None = None) -> float | None:
    """The value of the chosen unit at a step; None where the variable has no such unit.

    Before the first step and after the last it is what the variable starts with.
    """
    unit = session.cursor.unit if unit is None else unit
    if unit >= session.trace.units(variable):
        return None
    return float(session.trace.at(variable, 0 if session.model.program.once(variable) else step)[unit])


def edited(session: Session, variable: str, step: int) -> Literal["forced", "changed"] | None:
    """Whether an edit holds the value of the chosen unit at a step, or it is another since.

    Beyond all steps it is the variable's start.
    """
    if not session.realised.edited.is_changed:
        return None
    step = 0 if session.model.program.once(variable) else step
    unit = (session.cursor.unit,)
    if forced_at(session.realised, variable, step, unit):
        return "forced" if unit[0] < session.trace.units(variable) else None
    return "changed" if changed_among(session.realised, variable, step, unit) else None


def step_of(session: Session, clock: Clock) -> int:
    """The step of a clock that one cell of it is drawn for: the current one, or the last of a clock that is over."""
    cursor = session.cursor
    if clock == cursor.clock:
        return cursor.step
    return max(session.trace.clocks.get(clock, 0) - 1, 0) if clock < cursor.clock else 0


def attended(session: Session, *, ahead: bool = False) -> tuple[str, tuple[float, ...] | None] | None:
    """The variable that weighs the input tokens at the current output step, and its weights where they are known."""
    from .attention import attention_shown

    name = attention_shown(session)
    if name is None or session.cursor.clock != session.model.program.clocks[name]:
        return None
    step = session.cursor.step
    if not known(session, name, session.cursor.clock, step, ahead=ahead):
        return name, None
    return name, tuple(map(float, session.trace.at(name, step)))
