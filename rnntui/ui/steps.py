"""What a step is called: its token, what it reads and what it answers."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from ..render.cells import largest, vector_text
from ..render.numbers import number
from ..render.show import show
from .spans import cut

if TYPE_CHECKING:
    from ..engine.expression import Clock
    from ..session.session import Session

WIDEST_TOKEN = 14
MOST_IN_FULL = 3
"""Vectors of more numbers than this are not written out below the tokens."""


def output_of(session: Session, clock: Clock) -> str | None:
    """The variable that is the answer at the steps of a clock."""
    program = session.model.program
    clocks = program.clocks
    outputs = [name for name, each in program.equations.items() if each.role == "output" and clocks[name] == clock]
    return outputs[-1] if outputs else None


def output_shown(session: Session) -> tuple[Clock, str] | None:
    """The clock and the name of the answer that a timeline shows: the decoder's, where there is one."""
    outputs = [(clock, name) for clock in session.clocks if (name := output_of(session, clock)) is not None]
    return outputs[-1] if outputs else None


def titled(session: Session, clock: Clock, name: str) -> str:
    """A variable as its equation calls it: `y[t]`, or `y[T]` where there is one value for the sentence."""
    return f"{name}[{clock.upper() if session.model.program.once(name) else clock}]"


def token_at(session: Session, step: int) -> str:
    """A token made visible, `*` behind one that the encoding does not know; a number where vectors are fed."""
    tokens = session.trace.tokens
    if step >= len(tokens):
        return str(step)
    return cut(show(tokens[step]), WIDEST_TOKEN) + ("*" if is_unknown(session, step) else "")


def read_at(session: Session, moment: int) -> str:
    """What is read at a moment: a token of the sentence, or what the decoder wrote last."""
    clock, step = session.place_of(moment)
    if clock == "t":
        return token_at(session, step)
    name = output_of(session, clock)
    if step:
        return answer_at(session, moment - 1, True) if name is not None else str(step)
    from ..engine.expression import Token

    starts = session.model.program.architecture.initial.values()
    return next((cut(show(each.text), WIDEST_TOKEN) for each in starts if isinstance(each, Token)), "0")


def is_unknown(session: Session, step: int) -> bool:
    """Whether the encoding does not know the token of a step."""
    unknown = session.trace.unknown
    place = bisect_left(unknown, step)
    return place < len(unknown) and unknown[place] == step


def answer_at(session: Session, moment: int, ahead: bool) -> str:
    """The output at a moment: a label, a short vector, or the largest of many; `?` where it is not reached."""
    clock, step = session.place_of(moment)
    name = output_of(session, clock)
    if name is None:
        return ""
    once = session.model.program.once(name)
    if once and step != session.trace.clocks[clock] - 1:
        return ""
    here = moment == session.moment
    if not ahead and (moment > session.farthest or (here and not session.is_known(name, step))):
        return "?"
    vector = session.trace.at(name, 0 if once else step)
    labels = session.trace.labels
    best = largest(vector)
    if labels is not None and len(labels) == len(vector):
        return cut(show(labels[best]), WIDEST_TOKEN)
    if len(vector) <= MOST_IN_FULL:
        return vector_text(vector)
    return f"{best}: {number(float(vector[best]), 2)}"
