"""Runs in which units are silenced: several at a time, each in its own copy of the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import FloatArray, OneHot
from ..engine.interventions import Forced, Intervention
from ..engine.trace import Trace
from ..engine.windows import KEPT, WINDOW, Windows, can_be_windowed
from ..model import Model
from .realise import Realised

ROOM = 200_000_000
"""So many bytes the values of one batch may take."""
FEW = 8
"""Where not so many whole copies of a run fit into that, only a part of the values of more copies is kept."""
SOON = 300_000_000
"""So many values one batch makes where it has more than a few copies: about a second. What it found is told then."""
PART = 4 * WINDOW
"""So many steps are read before it is said how far it is."""
ALL = -1
"""Stands for all units at once."""
Way: TypeAlias = Literal["whole", "parts", "states"]
"""Whether all values of a run are kept; or those of a part of the steps; or the states, from which they are made."""


@dataclass(frozen=True, eq=False)
class Rows:
    """The outputs of one run."""

    values: FloatArray
    """(steps, size)"""
    answer: str
    """What the network answers: what it writes, or the label of the largest of the last output; else empty."""

    @property
    def last(self) -> tuple[float, ...]:
        """The last output."""
        return tuple(self.values[-1].tolist()) if len(self.values) else ()


def rows_of(trace: Trace, output: str) -> Rows:
    """The outputs of a single sentence."""
    return _rows(trace, trace[output], 0)


def silenced_runs(
    realised: Realised, name: str, output: str, units: Sequence[int], told: Callable[[float], object]
) -> Iterator[list[tuple[int, Rows]]]:
    """Some of the units of a variable at a time, with the outputs of the runs in which each of them is 0 at every step.

    `told` hears how far it is, from 0 to 1, and may end it by what it raises.
    """
    trace, model = realised.trace, realised.model
    way, at_once = _way(realised, output)
    for first in range(0, len(units), at_once):
        some = units[first : first + at_once]
        forced = tuple(
            Intervention(name, 0.0, unit=None if unit == ALL else unit, sentence=place)
            for place, unit in enumerate(some)
        )

        def told_inside(done: float, first: int = first, count: int = len(some)) -> None:
            told((first + count * done) / len(units))

        given = _copied(trace, model.input_name, len(some))
        all_forced = (*realised.edited.interventions, *forced)
        if way == "parts":
            values = _in_parts(model, given, all_forced, output, told_inside)
            yield [(unit, _rows(trace, values[:, place], place)) for place, unit in enumerate(some)]
            continue
        run = model.bound.run if way == "whole" else model.bound.trace
        batch = Trace(run(given, interventions=all_forced), labels=model.labels)
        values = _outputs(batch, output, told_inside)
        lengths = batch.lengths(batch.program.clocks[output])
        assert lengths is not None
        steps = np.ones(len(some), int) if batch.program.once(output) else lengths
        yield [(unit, _rows(batch, values[: steps[place], place], place)) for place, unit in enumerate(some)]


def _way(realised: Realised, output: str) -> tuple[Way, int]:
    """How the copies are run, and how many of them at once."""
    trace = realised.trace
    steps = max(sum(trace.clocks.values()), 1)
    way, at_once = _fitting(realised, output, steps)
    values = sum(trace.units(each) for each in trace.names) * steps
    return way, min(at_once, max(SOON // max(values, 1), FEW))


def _fitting(realised: Realised, output: str, steps: int) -> tuple[Way, int]:
    """How they are run, and how many of them have room at once."""
    trace, program = realised.trace, realised.trace.program
    size = trace.dtype.itemsize
    width = sum(trace.units(each) for each in trace.names) * size
    copies = ROOM // max(width * steps, 1)
    if copies >= FEW or not can_be_windowed(program):
        return "whole" if copies else "states", max(copies, 1)
    # What is read and what comes out is there for all steps; all else for some.
    fed = 0 if isinstance(_given(trace, realised.model.input_name), OneHot) else realised.model.input_size
    is_forward = all(each.kind != "backward" for each in program.components)
    there = width * WINDOW * (1 if is_forward else KEPT) + steps * size * (2 * fed + 2 * trace.units(output))
    return "parts" if is_forward else "states", max(ROOM // there, 1)


def _in_parts(
    model: Model,
    given: Mapping[str, FloatArray | OneHot],
    forced: tuple[Intervention, ...],
    output: str,
    told: Callable[[float], object],
) -> FloatArray:
    """The outputs of a batch that goes forward alone, run a part of the steps after the other: (steps, B, size)."""
    (fed,) = given.values()
    steps = len(fed.ids if isinstance(fed, OneHot) else fed)
    states: dict[str, FloatArray] = {}
    parts = []
    for first in range(0, steps, WINDOW):
        stop = min(first + WINDOW, steps)
        some = {
            name: OneHot(each.ids[first:stop], each.size) if isinstance(each, OneHot) else each[first:stop]
            for name, each in given.items()
        }
        here = Forced(forced).between(first, stop, lambda _, begins=not first: begins)  # type: ignore[misc]
        part = Trace(model.bound.run(some, initial=states, interventions=here))
        parts.append(part[output])
        # What follows begins with what this ends with: (B, size).
        states = {name: part[name][-1].copy() for name in model.program.starting}
        told(stop / steps)
    return np.concatenate(parts)


def _outputs(batch: Trace, output: str, told: Callable[[float], object]) -> FloatArray:
    """The outputs of a batch: (steps, B, size)."""
    steps = batch.steps(output)
    parts = []
    for first in range(0, steps, PART):
        stop = min(first + PART, steps)
        parts.append(batch.between(output, first, stop))
        told(stop / steps)
    return np.concatenate(parts) if parts else batch.between(output, 0, 0)


def _rows(trace: Trace, values: FloatArray, sentence: int) -> Rows:
    answers = trace.answers
    return Rows(values, " ".join(answers[sentence].said) if answers else _label(values, trace.labels))


def _label(values: FloatArray, labels: tuple[str, ...] | None) -> str:
    if not len(values) or labels is None or len(labels) != values.shape[1] or np.isnan(values[-1]).any():
        return ""
    return labels[int(values[-1].argmax())]


def _given(trace: Trace, fed: str) -> FloatArray | OneHot:
    stores = trace.stores
    return stores.inputs[fed] if isinstance(stores, Windows) else stores.now(fed)


def _copied(trace: Trace, fed: str, count: int) -> Mapping[str, FloatArray | OneHot]:
    """The input of a run as that of a batch of the same sentence several times."""
    given = _given(trace, fed)
    if isinstance(given, OneHot):
        return {fed: OneHot(np.repeat(given.ids[:, None], count, axis=1), given.size)}
    return {fed: np.repeat(given[:, None], count, axis=1)}
