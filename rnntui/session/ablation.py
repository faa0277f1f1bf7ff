"""Ablation: every unit of a variable silenced in turn, and how much the answer changes by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ..dataclass import dataclass
from ..engine.expression import Apply, Value
from ..engine.trace import Trace
from ..errors import RnntuiError
from .realise import Realised
from .session import Session
from .silencing import ALL, PART, Rows, rows_of, silenced_runs


@dataclass(frozen=True)
class Effect:
    """What silencing one unit does."""

    unit: int
    """Counted from 0; ALL for all of them at once."""
    change: float
    """The root of the summed squares of what the output changes by, over all its steps and units."""
    step: int
    """The step at which the output changes most."""
    answer: str
    """What the network answers without the unit: the label of the largest output, or what it writes; else empty."""
    output: tuple[float, ...]
    """The last output without the unit."""


@dataclass(frozen=True)
class Ablation:
    """The units of a variable, that which matters most first."""

    variable: str
    output: str
    """The variable whose change is measured."""
    answer: str
    """What the network answers with all its units."""
    values: tuple[float, ...]
    """Its last output."""
    effects: tuple[Effect, ...]
    """Those that are known by now."""
    together: Effect | None = None
    """What silencing all units of the variable at once does."""
    done: float = 1.0
    """How much of the work is done, from 0 to 1."""
    is_uneven: bool = False
    """Whether an answer has another length than that with all units: a step that one of both lacks counts as zeros."""

    @property
    def turned(self) -> int:
        """How many units change the answer when they are silenced."""
        return sum(effect.answer != self.answer for effect in self.effects)


def silenced(realised: Realised) -> tuple[str, ...]:
    """The variables whose units can be silenced: hidden states, memories, gates and candidates, in their order."""
    equations = realised.model.program.equations.items()
    names = [name for name, each in equations if each.role in ("hidden", "memory", "gate", "candidate")]
    return tuple(sorted(names, key=lambda name: realised.model.program.equations[name].role != "hidden"))


def answer_variable(realised: Realised) -> str:
    """The variable that is the answer: the last output, or where there is none the last hidden state.

    Of a token that is picked out of probabilities these are taken: they change where the token does not yet.
    """
    equations = realised.model.program.equations
    found = [name for name, each in equations.items() if each.role == "output"]
    found = found or [name for name, each in equations.items() if each.role == "hidden"]
    name = (found or list(realised.model.program.names))[-1]
    match equations[name].tree if name in equations else None:
        case Apply("greedy", (Value(picked, at="step", offset=0),)):
            return picked
    return name


def is_answer_told(session: Session) -> bool:
    """Whether the last of what the network answers was reached: until then one may still guess it."""
    last = session.moments - 1
    if session.farthest < last or last < 0:
        return False
    return session.moment != last or session.is_known(answer_variable(session.realised), session.cursor.step)


def ablation(
    realised: Realised,
    variable: str,
    heard: Callable[[Ablation], object] | None = None,
    units: Sequence[int] | None = None,
) -> Ablation:
    """Silence all units at once, then each in turn, or each of some: 0 at every step. All edits stay as they are.

    `heard` is told what is known so far, time and again, and may end it by what it raises. Units of large values
    come first: of a long run they are known soon. Raises RnntuiError for a variable or a unit that there is not.
    """
    name = realised.model.program.variable(variable)
    # What is looked at meanwhile stays as it is.
    trace, output = realised.trace.apart(), answer_variable(realised)
    if not trace.clocks["t"]:
        raise RnntuiError("the sentence has no words", "type one first")
    count = trace.units(name)
    for unit in units or ():
        if not 0 <= unit < count:
            raise RnntuiError(f"'{name}' has no unit {unit}", f"its units are 0 to {count - 1}")
    whole, order = rows_of(trace, output), _largest_first(trace, name, units)
    found = Ablation(name, output, whole.answer, whole.last, (), done=0.0)

    def told(done: float) -> None:
        if heard is not None:
            heard(replace(found, done=done))

    told(0.0)
    for some in silenced_runs(realised, name, output, (ALL, *order), told):
        effects = [_effect(unit, whole, rows) for unit, rows in some]
        if found.together is None:
            found = replace(found, together=effects.pop(0))
        uneven = any(len(rows.values) != len(whole.values) for _, rows in some)
        ranked = tuple(sorted((*found.effects, *effects), key=_rank))
        found = replace(found, effects=ranked, is_uneven=found.is_uneven or uneven)
    return replace(found, done=1.0)


def _rank(effect: Effect) -> tuple[float, int]:
    return -effect.change if effect.change == effect.change else -np.inf, effect.unit


def _largest_first(trace: Trace, name: str, units: Sequence[int] | None) -> list[int]:
    """The units, or some of them, by the size of their values over all steps."""
    size = np.zeros(trace.units(name))
    with np.errstate(all="ignore"):
        for first in range(0, trace.steps(name), PART):
            size += np.abs(trace.between(name, first, first + PART)).sum(axis=0)
    order = np.argsort(-np.nan_to_num(size, nan=np.inf), kind="stable").tolist()
    return order if units is None else [unit for unit in order if unit in set(units)]


def _effect(unit: int, whole: Rows, rows: Rows) -> Effect:
    steps = max(len(whole.values), len(rows.values))
    size = whole.values.shape[1]
    difference = np.zeros((steps, size))
    with np.errstate(all="ignore"):
        # An answer that ended earlier counts as zeros from there on.
        difference[: len(rows.values), : rows.values.shape[1]] += rows.values
        difference[: len(whole.values)] -= whole.values
        norms = np.sqrt(np.square(difference).sum(axis=1))
        change = float(np.sqrt(np.square(norms).sum()))
    step = int(np.where(np.isnan(norms), np.inf, norms).argmax()) if steps else 0
    return Effect(unit, change, step, rows.answer, rows.last)
