"""How much each input token still weighs in a value of a run: the norm of its derivative, exact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import FloatArray, OneHot
from ..engine.gradients import gradients
from ..engine.stores import Stores
from ..engine.trace import Trace
from ..engine.windows import Windows
from ..errors import RnntuiError
from ..model import Model
from .realise import Realised
from .session import Session

AT_ONCE = 8
"""So many units are reversed at most in one sweep: more take no less time."""
ROOM = 64_000_000
"""So many bytes the values of one sweep may take."""
MOST_PRODUCTS = 40_000_000_000
"""So many products are made at most for all units of a vector: some ten seconds. Nobody can take a run back."""


@dataclass(frozen=True)
class Place:
    """What is asked for: a value, or all units of a vector together."""

    variable: str
    step: int
    """A step of the variable's clock, counted from 0."""
    unit: int | None = None
    """None for all units: the vector."""

    def __str__(self) -> str:
        """As it is written: `h[3][0]`, or `h[3]`."""
        return f"{self.variable}[{self.step}]" + ("" if self.unit is None else f"[{self.unit}]")


@dataclass(frozen=True, eq=False)
class Memory:
    """How much each input token weighs in a value."""

    place: Place
    norms: FloatArray
    """(T,): the Euclidean norm of the derivative by each input vector; of a vector's derivative, a matrix, the
    Frobenius norm."""
    read: int
    """How many tokens the value can depend on: those after them were not read yet."""

    @property
    def largest(self) -> int:
        """The token that weighs most; the last of several, -1 where there is none."""
        known = _comparable(self.norms[: self.read])
        return len(known) - 1 - int(known[::-1].argmax()) if len(known) else -1

    @property
    def smallest(self) -> int:
        """The token that weighs least; the first of several, -1 where there is none."""
        known = self.norms[: self.read]
        return int(np.where(np.isnan(known), np.inf, known).argmin()) if len(known) else -1


def place_of(session: Session, *, whole: bool) -> Place:
    """The value that is looked at in a session, or with `whole` the vector that it is in."""
    cursor = session.cursor
    step = 0 if session.model.program.once(cursor.variable) else cursor.step
    return Place(cursor.variable, step, None if whole else cursor.unit)


def memory(realised: Realised, place: Place) -> Memory:
    """How much each token weighs in a value of a run that was carried out.

    Raises RnntuiError for a variable, step or unit that is not there, and where it would take too long.
    """
    return _memory(realised, place)


@lru_cache(maxsize=8)
def _memory(realised: Realised, place: Place) -> Memory:
    return memory_of(realised.model, realised.trace, place)


def memory_of(model: Model, trace: Trace, place: Place) -> Memory:
    """The same of a run of a model on one sentence. A negative step counts from the end."""
    program = trace.program
    name = program.variable(place.variable)
    step = trace.step(name, place.step)
    units = trace.units(name)
    if place.unit is not None and not 0 <= place.unit < units:
        hint = f"its units are 0 to {units - 1}" if units else "it has no units"
        raise RnntuiError(f"'{name}' has no unit {place.unit}", hint)
    wanted = range(units) if place.unit is None else range(place.unit, place.unit + 1)
    squares = np.zeros(trace.clocks["t"])
    for found in _derivatives(model, trace, name, step, wanted):
        squares += np.square(found, dtype=np.float64).sum(axis=tuple(range(1, found.ndim)))
    norms = np.sqrt(squares)
    norms.flags.writeable = False
    return Memory(Place(name, step, place.unit), norms, _read(trace, name, step, norms))


def _derivatives(model: Model, trace: Trace, name: str, step: int, units: range) -> Iterator[FloatArray]:
    """The derivatives of some units by the input: (T, input), or (T, several, input)."""
    bound, fed = model.bound, model.input_name
    width = sum(trace.units(each) for each in trace.names)
    products = len(units) * sum(trace.clocks.values()) * sum(array.size for array in model.weights.values())
    if products > MOST_PRODUCTS and len(units) > 1:
        found = f"all {len(units):,} units after {trace.clocks['t']:,} tokens would take too long"
        raise RnntuiError(found, "choose one unit, or a shorter sentence")
    largest = min(AT_ONCE, ROOM // max(8 * width * trace.clocks["t"], 1), len(units))
    rows = trace.steps(name)
    if largest < 2 or isinstance(trace.stores, Windows):
        for unit in units:
            seed = np.zeros((rows, trace.units(name)), trace.dtype)
            seed[step, unit] = 1
            done = gradients(bound, trace.stores, {name: seed}, variables=(fed,), interventions=trace.interventions)
            yield done.variables[fed]
        return
    copies: dict[int, Stores] = {}
    for first in range(0, len(units), largest):
        some = units[first : first + largest]
        count = len(some)
        if count not in copies:
            given = _copied(trace.stores, fed, count)
            copies[count] = bound.run(given, interventions=trace.interventions)
        seeds = np.zeros((rows, count, trace.units(name)), trace.dtype)
        seeds[step, np.arange(count), some] = 1
        done = gradients(bound, copies[count], {name: seeds}, variables=(fed,), interventions=trace.interventions)
        yield done.variables[fed]


def _copied(stores: Stores, fed: str, count: int) -> Mapping[str, FloatArray | OneHot]:
    """The input of a run as that of a batch of the same sentence several times."""
    given = stores.now(fed)
    if isinstance(given, OneHot):
        return {fed: OneHot(np.repeat(given.ids[:, None], count, axis=1), given.size)}
    return {fed: np.repeat(given[:, None], count, axis=1)}


def _read(trace: Trace, name: str, step: int, norms: FloatArray) -> int:
    """How many tokens can weigh anything: all of them, but for a network that reads forwards those read by then."""
    if trace.program.clocks[name] != "t" or trace.program.once(name):
        return len(norms)
    later = np.flatnonzero(norms[step + 1 :])
    return step + 1 if not len(later) else len(norms)


def _comparable(norms: FloatArray) -> FloatArray:
    return np.where(np.isnan(norms), -1.0, norms)


@dataclass(frozen=True)
class Band:
    """Some tokens that share a cell."""

    first: int
    last: int
    """Both included."""
    largest: float
    """The largest norm among them; NaN where there is none."""


def bands(memory: Memory, cells: int) -> tuple[Band, ...]:
    """All tokens in at most `cells` bands, each with the largest of its norms: those that were not read have NaN."""
    count = len(memory.norms)
    if not count or cells < 1:
        return ()
    size = -(-count // cells)
    found = []
    for first in range(0, count, size):
        last = min(first + size, count) - 1
        known = memory.norms[first : min(last + 1, memory.read)]
        found.append(Band(first, last, float(_comparable(known).max()) if len(known) else float("nan")))
    return tuple(found)
