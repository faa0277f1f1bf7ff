"""What an output step looks at: the weights and scores of the tokens that were read."""

from __future__ import annotations

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import FloatArray
from ..engine.expression import values
from .session import Session


@dataclass(frozen=True)
class Weighed:
    """One token, as an output step looks at it."""

    token: int
    """Its step, counted from 0."""
    weight: float
    score: float | None
    """What the weight was made of; None where the equations have no such variable."""


def attention_names(session: Session) -> tuple[str, ...]:
    """The variables that weigh the input tokens at each output step, in the order of their equations."""
    program = session.model.program
    return tuple(
        name
        for name, equation in program.equations.items()
        if equation.role == "attention" and not program.once(name) and program.shapes.variables[name] == ("T",)
    )


def attention_shown(session: Session) -> str | None:
    """The one that the cursor is on, else the first; None where there is none."""
    names = attention_names(session)
    return session.cursor.variable if session.cursor.variable in names else next(iter(names), None)


def score_of(session: Session, name: str) -> str | None:
    """The variable of scores from which a variable of weights is made, at the same step."""
    equations = session.model.program.equations
    read = (value.name for value in values(equations[name].tree) if value.at == "step" and not value.offset)
    return next((each for each in read if each in equations and equations[each].role == "score"), None)


def is_reached(session: Session, name: str, step: int) -> bool:
    """Whether the weights of a step are known by now: those of one that was looked at, or is being computed."""
    clock = session.model.program.clocks[name]
    moment = session.offset(clock) + step
    if moment == session.moment:
        return session.is_known(name, step)
    return moment <= session.farthest


def weights_at(session: Session, name: str, step: int) -> FloatArray:
    """The weights of all tokens at a step: (T,)."""
    return session.trace.at(name, step)


def ranked(session: Session, name: str, step: int) -> tuple[Weighed, ...]:
    """All tokens in order of weight at a step, the largest first; of equal ones the earlier first."""
    weights = weights_at(session, name, step)
    source = score_of(session, name)
    scores = None if source is None else session.trace.at(source, step)
    order = np.argsort(np.where(np.isnan(weights), np.inf, -weights), kind="stable")
    return tuple(
        Weighed(int(place), float(weights[place]), None if scores is None else float(scores[place])) for place in order
    )


def total(weights: FloatArray) -> float:
    """What the weights of a step add up to."""
    return float(weights.sum())
