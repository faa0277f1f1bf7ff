"""Gradients by central differences: one number made of the values of a run, and how it changes with single entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from networks import bound
from numpy.typing import NDArray

from rnntui.engine.arrays import FloatArray, IntArray, OneHot, Weights
from rnntui.engine.gradients import Gradients, gradients
from rnntui.engine.interventions import Intervention
from rnntui.engine.plan import Plan
from rnntui.engine.trace import Trace

Array = NDArray[np.float64]
Inputs = Mapping[str, FloatArray | OneHot]

STEP = 1e-5
RELATIVE, ABSOLUTE = 2e-6, 2e-7
"""How far central differences with this step are off, for numbers and slopes of about 1 to 10."""
MOST = 3
"""How many entries of one array are looked at; which ones is drawn anew for each array."""


class Asked:
    """One number of a run: the values of some variables (all, if none are named), each times a share of its own."""

    def __init__(
        self,
        plan: Plan,
        weights: Weights,
        inputs: Inputs,
        lengths: Sequence[int] | None = None,
        *,
        labels: Sequence[str] = (),
        initial: Mapping[str, FloatArray] | None = None,
        forced: Iterable[Intervention] = (),
        of: Iterable[str] | None = None,
        kinks: bool = False,
    ) -> None:
        """With `kinks` entries are left out at which a function bends or jumps, so that there is no slope."""
        self.plan = plan
        self.kinks = kinks
        self.weights = dict(weights)
        self.inputs = dict(inputs)
        self.lengths: IntArray | None = None if lengths is None else np.asarray(lengths)
        self.labels = labels
        self.initial = dict(initial or {})
        self.forced = tuple(forced)
        self.random = np.random.default_rng(0)
        self.trace = self.run()
        names = self.trace.names if of is None else tuple(of)
        self.shares = {name: self.random.uniform(-1, 1, self.trace[name].shape) for name in names}

    def run(
        self,
        *,
        weights: Weights | None = None,
        inputs: Inputs | None = None,
        initial: Mapping[str, FloatArray] | None = None,
        forced: tuple[Intervention, ...] = (),
    ) -> Trace:
        """The run, with other weights, inputs or starts beside its own, and with more that is forced."""
        ready = bound(self.plan, self.weights | dict(weights or {}), self.labels)
        stores = ready.trace(
            self.inputs | dict(inputs or {}),
            self.lengths,
            initial=self.initial | dict(initial or {}),
            interventions=(*forced, *self.forced),
        )
        return Trace(stores)

    def number(self, trace: Trace) -> float:
        """The number; what lies beyond the end of a sentence is zero in a trace."""
        return sum(float((trace[name] * share).sum()) for name, share in self.shares.items())

    def gradients(self, variables: Iterable[str] = ()) -> Gradients:
        """By the reverse pass: of all weights, of these variables, and of the starts that were given."""
        return gradients(
            bound(self.plan, self.weights, self.labels),
            self.trace.stores,
            self.shares,
            weights=self.plan.program.weights,
            variables=variables,
            initial=self.initial,
            interventions=self.forced,
            started=self.initial,
        )

    def places(self, shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """Some entries of an array."""
        size = int(np.prod(shape))
        for place in self.random.permutation(size)[:MOST]:
            yield tuple(int(each) for each in np.unravel_index(place, shape))

    def check(self, gradient: FloatArray, array: FloatArray, name: str, kind: str) -> None:
        """Compare the gradient by a weight, an input, a start or a variable with differences."""
        assert gradient.shape == array.shape, name
        for place in self.places(array.shape):
            numbers = [self.number(self.changed(array, place, sign * STEP, name, kind)) for sign in (1, -1)]
            slope = (numbers[0] - numbers[1]) / (2 * STEP)
            error = abs(float(gradient[place]) - slope)
            bend = abs(numbers[0] + numbers[1] - 2 * self.number(self.trace)) / STEP
            if self.kinks and bend > 1e-2 * (1 + abs(slope)):
                continue
            assert error <= ABSOLUTE + RELATIVE * abs(slope), (name, kind, place, float(gradient[place]), slope)

    def changed(self, array: FloatArray, place: tuple[int, ...], by: float, name: str, kind: str) -> Trace:
        """The run with one entry changed."""
        if kind == "variable":
            sentence = place[1] if len(place) == 3 else None
            value = float(array[place]) + by
            return self.run(forced=(Intervention(name, value, place[0], place[-1], sentence),))
        other = np.array(array)
        other[place] += by
        match kind:
            case "weight":
                return self.run(weights={name: other})
            case "input":
                return self.run(inputs={name: other})
        return self.run(initial={name: other})


def assert_right(asked: Asked, variables: Iterable[str] = ()) -> None:
    """All gradients of a run are what central differences give: weights, inputs, given starts, these variables."""
    inputs = asked.plan.program.inputs
    variables = tuple(variables)
    found = asked.gradients((*inputs, *variables))
    for name, gradient in found.weights.items():
        asked.check(gradient, asked.weights[name], name, "weight")
    for name in inputs:
        given = asked.inputs[name]
        dense = given.dense(np.dtype(np.float64)) if isinstance(given, OneHot) else given
        asked.check(found.variables[name], dense, name, "input")
    for name in variables:
        asked.check(found.variables[name], asked.trace[name], name, "variable")
    for name, gradient in found.initial.items():
        asked.check(gradient, asked.initial[name], name, "start")
