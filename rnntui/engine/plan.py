"""The compiled forward pass of a program.

What does not recur is computed for all steps at once; what recurs runs in a loop that was written for it
(kernel.py). Inside, the batch is the last axis and a single sentence has none, so that one loop serves both.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..errors import RnntuiError
from .arrays import FloatArray, IntArray, OneHot, Weights
from .evaluate import evaluate
from .expression import Clock, Token, Value, values
from .interventions import Intervention, Interventions
from .order import Component
from .program import Program
from .scan import Scan
from .stacking import Stacked, stacks_of
from .stores import AllSteps, Stores
from .threads import blas_threads


@dataclass(frozen=True, eq=False)
class Plan:
    """A program compiled once, to be run with any weights and inputs."""

    program: Program
    scans: Mapping[Component, Scan]
    margins: Mapping[str, tuple[int, int]]
    """The rows that each variable needs before and after its steps."""
    stacks: Mapping[Value, tuple[str, ...]]
    """Weights that multiply the same vector for all steps at once."""

    def bind(self, weights: Weights, units: Mapping[str, int], labels: Sequence[str] = ()) -> Bound:
        """Put the weights in: stacked and scaled once for all runs. `units` says how many each size has."""
        tokens = {}
        for name, text in _tokens(self.program).items():
            if text not in labels:
                hint = f"the labels are {', '.join(labels) or 'not set'}"
                raise RnntuiError(f"'{name}' begins or ends with the token '{text}', which no label names", hint)
            tokens[text] = list(labels).index(text)
        dtype = np.result_type(*weights.values()) if weights else np.dtype(np.float64)
        return Bound(self, weights, dict(units), tokens, dtype)


def compile_plan(program: Program) -> Plan:
    """Compile a program."""
    scans = {c: Scan(program, c) for c in program.components if c.kind in ("forward", "backward")}
    return Plan(program, scans, _margins(program), stacks_of(program))


def _margins(program: Program) -> dict[str, tuple[int, int]]:
    """The rows that each variable needs before and after its steps; those of one scan lie in one array."""
    margins = {name: [0, 0] for name in program.names}
    trees = [e.tree for e in program.equations.values()] + list(program.architecture.initial.values())
    for value in (value for tree in trees for value in values(tree)):
        pair = margins[value.name]
        pair[0] = max(pair[0], -value.offset, value.at == "last")
        pair[1] = max(pair[1], value.offset)
    for component in program.components:
        widest = [max(margins[name][side] for name in component.names) for side in (0, 1)]
        for name in component.names:
            margins[name] = [0, 0] if component.kind == "once" else widest
    return {name: (pair[0], pair[1]) for name, pair in margins.items()}


def _tokens(program: Program) -> dict[str, str]:
    tokens = {n: tree.text for n, tree in program.architecture.initial.items() if isinstance(tree, Token)}
    until = program.architecture.until
    return tokens | ({f"{until.variable} at the end": until.token} if until is not None else {})


@dataclass(frozen=True, eq=False)
class Bound:
    """A plan with weights: ready to run."""

    plan: Plan
    weights: Weights
    units: Mapping[str, int]
    tokens: Mapping[str, int]
    dtype: np.dtype[np.floating]
    cache: dict[object, object] = field(default_factory=dict)
    """Weights as the loops need them, made at the first run that needs them."""

    def run(
        self,
        inputs: Mapping[str, FloatArray | OneHot],
        lengths: IntArray | None = None,
        *,
        initial: Mapping[str, FloatArray] | None = None,
        interventions: Iterable[Intervention] = (),
    ) -> Stores:
        """Run once, and return what every variable was.

        `inputs` has (T, size) arrays, or (T, B, size) with the `lengths` (B,) of the sentences; `initial` sets
        what a variable is before its first step, (size,) or (B, size). Raises RnntuiError for shapes that
        do not fit.
        """
        return _Running(self, inputs, lengths, initial or {}, tuple(interventions)).stores


class _Running:
    """One run, from the inputs to the last component."""

    def __init__(
        self,
        bound: Bound,
        inputs: Mapping[str, FloatArray | OneHot],
        lengths: IntArray | None,
        initial: Mapping[str, FloatArray],
        interventions: tuple[Intervention, ...],
    ) -> None:
        self.bound = bound
        self.program = bound.plan.program
        self.initial = initial
        self.stores = self.sized(inputs, lengths)
        self.forced = Interventions(interventions, self.stores)
        self.units = ChainMap({"T": self.stores.steps["t"], "U": self.stores.steps["u"]}, dict(bound.units))
        for name in initial:
            self.program.variable(name)
        self.scope = Stacked(self.stores, bound.plan.stacks, bound.cache, {})
        rows = self.stores.steps["t"] * (self.stores.batch or 1)
        with blas_threads(max(bound.units.values(), default=1), rows), np.errstate(all="ignore"):
            for name in self.program.inputs:
                self.feed(name, inputs[name])
            for component in self.program.components:
                self.compute(component)

    def sized(self, inputs: Mapping[str, FloatArray | OneHot], lengths: IntArray | None) -> Stores:
        """Empty stores of the right size; raises RnntuiError where the inputs do not fit."""
        program, bound = self.program, self.bound
        steps: dict[Clock, int] = {"t": 0, "u": 0}
        batches = set()
        for name in program.inputs:
            if name not in inputs:
                raise RnntuiError(f"the input '{name}' is missing", f"the inputs are {', '.join(program.inputs)}")
            given = inputs[name]
            width = sum(bound.units[part] for part in program.shapes.variables[name])
            shape = (*given.ids.shape, given.size) if isinstance(given, OneHot) else given.shape
            if len(shape) not in (2, 3) or shape[-1] != width:
                hint = f"it must be (steps, {width}), or (steps, sentences, {width})"
                raise RnntuiError(f"the input '{name}' has the shape {shape}", hint)
            steps[program.clocks[name]] = shape[0]
            batches.add(shape[1] if len(shape) == 3 else None)
        if len(batches) > 1:
            raise RnntuiError("the inputs have batches of different sizes")
        batch = batches.pop() if batches else None
        if lengths is not None:
            lengths = np.asarray(lengths, np.intp)
            fits = batch is not None and lengths.shape == (batch,)
            if not fits or (lengths.size and not (lengths.min() >= 0 and lengths.max() <= steps["t"])):
                hint = f"there must be {batch or 'no'} lengths from 0 to {steps['t']}"
                raise RnntuiError(f"the lengths are {lengths.tolist()}", hint)
            if (lengths == steps["t"]).all():
                lengths = None
        all_lengths: dict[Clock, IntArray | None] = {"t": lengths, "u": None}
        margins = bound.plan.margins
        return Stores(program, bound.weights, bound.dtype, batch, margins, bound.tokens, steps, all_lengths)

    def feed(self, name: str, given: FloatArray | OneHot) -> None:
        """Lay an input into the stores; as tokens where nothing of it is changed."""
        stores = self.stores
        before, after = stores.margins[name]
        lengths = stores.lengths[self.program.clocks[name]]
        if isinstance(given, OneHot) and name not in self.initial and not self.forced.of(name):
            ids = given.ids
            if before or after:
                ids = np.pad(ids, [(before, after)] + [(0, 0)] * (ids.ndim - 1), constant_values=-1)
            if lengths is not None:
                ids = np.where(np.arange(-before, len(ids) - before)[:, None] >= lengths, -1, ids)
            stores.one_hot[name] = OneHot(ids, given.size)
            return
        dense = given.dense(stores.dtype) if isinstance(given, OneHot) else given
        rows = self.rows(name, dense.shape[-1])
        rows[before : before + len(dense)] = dense if stores.batch is None else dense.swapaxes(1, 2)
        self.finish(name)

    def compute(self, component: Component) -> None:
        """Compute the variables of a component."""
        stores = self.stores
        for name in component.names:
            self.start(name)
        if component.kind in ("once", "map"):
            (name,) = component.names
            rows = self.rows(name, self.width(name))
            before, after = stores.margins[name]
            rows[before : len(rows) - after] = evaluate(self.program.equations[name].tree, self.scope)
            self.finish(name)
            return
        starts = {name: stores.initial[name] for name in component.names if name in stores.initial}
        scan = self.bound.plan.scans[component]
        stores.rows |= scan.run(stores, starts, self.units, self.forced, self.bound.cache)
        self.units.maps[0]["U"] = stores.steps["u"]
        if stores.lengths[component.clock] is not None:
            for name in component.names:
                self.finish(name, recurs=True)

    def width(self, name: str) -> int:
        """How many units a variable has in this run."""
        return sum(self.units[part] for part in self.program.shapes.variables[name])

    def rows(self, name: str, width: int) -> FloatArray:
        """New rows for a variable, its start before the first step and after the last."""
        stores = self.stores
        before, after = stores.margins[name]
        self.start(name)
        steps = 1 if self.program.once(name) else stores.steps[self.program.clocks[name]]
        rows = np.empty((before + steps + after, width, *stores.batch_shape), stores.dtype)
        rows[:before] = stores.initial.get(name, 0)
        rows[before + steps :] = stores.initial.get(name, 0)
        stores.rows[name] = rows
        return rows

    def start(self, name: str) -> None:
        """Note what a variable is before its first step, where that is not zero."""
        tree = self.program.architecture.initial.get(name)
        if tree is None and name not in self.initial:
            return
        stores = self.stores
        width = self.width(name)
        start = np.zeros((width, *stores.batch_shape), stores.dtype)
        if name in self.initial:
            given = np.asarray(self.initial[name], stores.dtype)
            if given.shape not in ((width,), (*stores.batch_shape, width)):
                hint = f"it must be {(*stores.batch_shape, width)}"
                raise RnntuiError(f"the start of '{name}' has the shape {given.shape}", hint)
            start[...] = given[:, None] if given.ndim < start.ndim else given.T
        elif isinstance(tree, Token):
            start[stores.tokens[tree.text]] = 1
        elif tree is not None:
            start[...] = evaluate(tree, AllSteps(stores))[0]
        stores.initial[name] = start

    def finish(self, name: str, recurs: bool = False) -> None:
        """Force what is forced, and lay the start, or zero, beyond the end of each sentence."""
        stores = self.stores
        before, after = stores.margins[name]
        rows = stores.rows[name]
        if not recurs and self.forced.of(name):
            self.forced.apply_to_all(name, rows[before : len(rows) - after])
        lengths = stores.lengths[self.program.clocks[name]]
        if lengths is None or self.program.once(name):
            return
        beyond = np.arange(-before, len(rows) - before)[:, None, None] >= lengths
        np.copyto(rows, stores.start(name) if after else stores.dtype.type(0), where=beyond)
