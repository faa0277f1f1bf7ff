"""Ablation: every unit of a variable silenced in turn, and how much the answer changes by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import FloatArray, OneHot
from ..engine.expression import Apply, Value
from ..engine.interventions import Intervention
from ..engine.trace import Trace
from ..engine.windows import Windows
from ..errors import RnntuiError
from .realise import Realised

ROOM = 200_000_000
"""So many bytes the values of one batch may take."""
MOST_PRODUCTS = 400_000_000_000
"""So many products are made at most: about a minute."""


@dataclass(frozen=True)
class Effect:
    """What silencing one unit does."""

    unit: int
    change: float
    """The Euclidean distance between the outputs of all steps with the unit and without it."""
    step: int
    """The step at which the output changes most."""
    answer: str
    """What the network answers without the unit: the label of the largest output, or what it writes; else empty."""
    output: tuple[float, ...]
    """The last output without the unit."""


@dataclass(frozen=True)
class Ablation:
    """All units of a variable, that which matters most first."""

    variable: str
    output: str
    """The variable whose change is measured."""
    answer: str
    """What the network answers with all its units."""
    values: tuple[float, ...]
    """Its last output."""
    effects: tuple[Effect, ...]

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


def ablation(realised: Realised, variable: str, heard: Callable[[float], object] | None = None) -> Ablation:
    """Silence each unit in turn: 0 at every step. All edits stay as they are.

    `heard` is told how far it is, from 0 to 1. Raises RnntuiError for a variable that there is not, and where it
    would take too long.
    """
    program = realised.model.program
    name = program.variable(variable)
    trace, output = realised.trace, answer_variable(realised)
    units = trace.units(name)
    if not trace.clocks["t"]:
        raise RnntuiError("the sentence has no words", "type one first")
    products = units * sum(trace.clocks.values()) * sum(array.size for array in realised.model.weights.values())
    if products > MOST_PRODUCTS:
        found = f"silencing {units:,} units in turn on {trace.clocks['t']:,} tokens would take too long"
        raise RnntuiError(found, "choose a shorter sentence, or fewer units")
    whole = Rows.of(trace, output)
    effects: list[Effect] = []
    for some, rows in _runs(realised, name, output):
        effects += [_effect(unit, whole, rows[place]) for place, unit in enumerate(some)]
        if heard is not None:
            heard(len(effects) / units)
    effects.sort(key=lambda effect: (-effect.change if effect.change == effect.change else -np.inf, effect.unit))
    return Ablation(name, output, whole.answer, whole.last, tuple(effects))


@dataclass(frozen=True, eq=False)
class Rows:
    """The outputs of one run."""

    values: FloatArray
    """(steps, size)"""
    answer: str

    @property
    def last(self) -> tuple[float, ...]:
        """The last output."""
        return tuple(self.values[-1].tolist()) if len(self.values) else ()

    @staticmethod
    def of(trace: Trace, output: str, sentence: int | None = None) -> Rows:
        """The outputs of a trace, of one sentence of a batch."""
        if sentence is None:
            values = trace[output]
        else:
            lengths = trace.lengths(trace.program.clocks[output])
            assert lengths is not None
            steps = 1 if trace.program.once(output) else int(lengths[sentence])
            values = trace.between(output, 0, steps)[:, sentence]
        answers = trace.answers
        if answers:
            return Rows(values, " ".join(answers[sentence or 0].said))
        return Rows(values, _label(values, trace.labels))


def _label(values: FloatArray, labels: tuple[str, ...] | None) -> str:
    """The label of the largest of the last output; empty where there is none."""
    if not len(values) or labels is None or len(labels) != values.shape[1] or np.isnan(values[-1]).any():
        return ""
    return labels[int(values[-1].argmax())]


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


def _runs(realised: Realised, name: str, output: str) -> Iterator[tuple[range, list[Rows]]]:
    """Some units at a time, each silenced in its own copy of the sentence."""
    trace, model = realised.trace, realised.model
    units = trace.units(name)
    width = sum(trace.units(each) for each in trace.names) * trace.dtype.itemsize
    steps = max(sum(trace.clocks.values()), 1)
    at_once = max(1, min(ROOM // max(width * steps, 1), units))
    for first in range(0, units, at_once):
        some = range(first, min(first + at_once, units))
        forced = tuple(Intervention(name, 0.0, unit=unit, sentence=place) for place, unit in enumerate(some))
        given = _copied(trace, model.input_name, len(some))
        # Of a single copy that is too long for that, the states alone are kept.
        run = model.bound.trace if at_once == 1 else model.bound.run
        batch = Trace(run(given, interventions=(*realised.edited.interventions, *forced)), labels=model.labels)
        yield some, [Rows.of(batch, output, place) for place in range(len(some))]


def _copied(trace: Trace, fed: str, count: int) -> Mapping[str, FloatArray | OneHot]:
    """The input of a run as that of a batch of the same sentence several times."""
    stores = trace.stores
    given = stores.inputs[fed] if isinstance(stores, Windows) else stores.now(fed)
    if isinstance(given, OneHot):
        return {fed: OneHot(np.repeat(given.ids[:, None], count, axis=1), given.size)}
    return {fed: np.repeat(given[:, None], count, axis=1)}
