"""The compiled forward pass of a program.

What does not recur is computed for all steps at once; what recurs runs in a loop that was written for it
(kernel.py). Inside, the batch is the last axis and a single sentence has none, so that one loop serves both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..errors import RnntuiError
from .arrays import FloatArray, IntArray, OneHot, Weights
from .evaluate import evaluate
from .expression import Clock, Token, values
from .interventions import Intervention, Interventions
from .order import Component
from .program import Program
from .scan import Scan
from .stores import AllSteps, Stores
from .threads import blas_threads


@dataclass(frozen=True, eq=False)
class Run:
    """What one run left behind, in the layout of the engine."""

    stores: Stores
    values: Mapping[str, FloatArray]
    """(steps, size[, B]); zero beyond the end of each sentence."""


@dataclass(frozen=True, eq=False)
class Plan:
    """A program compiled once, to be run with any weights and inputs."""

    program: Program
    scans: Mapping[Component, Scan]
    margins: Mapping[str, tuple[int, int]]

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
    return Plan(program, scans, _margins(program))


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
    ) -> Run:
        """Run once.

        `inputs` has (T, size) arrays, or (T, B, size) with the `lengths` (B,) of the sentences; `initial` sets
        what a variable is before its first step, (size,) or (B, size). Raises RnntuiError for shapes that
        do not fit.
        """
        program = self.plan.program
        stores = self.stores(inputs, lengths)
        forced = Interventions(tuple(interventions), stores)
        with blas_threads(max(self.units.get("hidden", 0), 1)), np.errstate(all="ignore"):
            for name in program.inputs:
                self.feed(stores, name, inputs[name], initial or {}, forced)
            for component in program.components:
                self.compute(component, stores, initial or {}, forced)
        return Run(stores, {name: _visible(stores, name) for name in program.names if name not in stores.one_hot})

    def stores(self, inputs: Mapping[str, FloatArray | OneHot], lengths: IntArray | None) -> Stores:
        """Empty stores of the right size; raises RnntuiError where the inputs do not fit."""
        program = self.plan.program
        steps: dict[Clock, int] = {"t": 0, "u": 0}
        batches = set()
        for name in program.inputs:
            if name not in inputs:
                raise RnntuiError(f"the input '{name}' is missing", f"the inputs are {', '.join(program.inputs)}")
            given = inputs[name]
            width = sum(self.units[part] for part in program.shapes.variables[name])
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
            if not fits or (lengths.size and not (0 <= lengths.min() and lengths.max() <= steps["t"])):
                hint = f"there must be {batch or 'no'} lengths from 0 to {steps['t']}"
                raise RnntuiError(f"the lengths are {lengths.tolist()}", hint)
            if (lengths == steps["t"]).all():
                lengths = None
        all_lengths: dict[Clock, IntArray | None] = {"t": lengths, "u": None}
        return Stores(program, self.weights, self.dtype, batch, self.plan.margins, self.tokens, steps, all_lengths)

    def feed(
        self, stores: Stores, name: str, given: FloatArray | OneHot, initial: Mapping[str, FloatArray], forced: Interventions
    ) -> None:
        """Lay an input into the stores."""
        before, after = self.plan.margins[name]
        clock = stores.program.clocks[name]
        if isinstance(given, OneHot) and name not in initial and not forced.of(name):
            edges = [(before, after)] + [(0, 0)] * (given.ids.ndim - 1)
            ids = np.pad(given.ids, edges, constant_values=-1) if before or after else given.ids
            lengths = stores.lengths[clock]
            if lengths is not None:
                beyond = np.arange(-before, len(ids) - before)[:, None] >= lengths
                ids = np.where(beyond, -1, ids)
            stores.one_hot[name] = OneHot(ids, given.size)
            width = given.size
            stores.initial[name] = np.zeros((width, *(() if stores.batch is None else (stores.batch,))), self.dtype)
            return
        dense = given.dense(self.dtype) if isinstance(given, OneHot) else np.asarray(given, self.dtype)
        rows = self.rows(stores, name, initial)
        middle = rows[before : before + len(dense)]
        middle[...] = dense if stores.batch is None else dense.swapaxes(1, 2)
        self.finish(stores, name, forced)

    def rows(self, stores: Stores, name: str, initial: Mapping[str, FloatArray], out: FloatArray | None = None) -> FloatArray:
        """New rows for a variable, with its start before the first step and after the last."""
        before, after = self.plan.margins[name]
        start = self.start(stores, name, initial)
        steps = 1 if stores.program.once(name) else stores.steps[stores.program.clocks[name]]
        if out is None:
            out = np.empty((before + steps + after, *start.shape), self.dtype)
        out[:before] = start
        out[before + steps :] = start
        stores.rows[name] = out
        stores.initial[name] = start
        return out

    def start(self, stores: Stores, name: str, initial: Mapping[str, FloatArray]) -> FloatArray:
        """What a variable is before its first step: (size[, B])."""
        program = stores.program
        width = self.width(stores, name)
        shape = (width,) if stores.batch is None else (width, stores.batch)
        start = np.zeros(shape, self.dtype)
        tree = program.architecture.initial.get(name)
        if name in initial:
            given = np.asarray(initial[name], self.dtype)
            fits = given.shape == (width,) or (stores.batch is not None and given.shape == (stores.batch, width))
            if not fits:
                raise RnntuiError(f"the start of '{name}' has the shape {given.shape}", f"it must be {shape[::-1]}")
            start[...] = given.T if given.ndim == 2 or stores.batch is None else given[:, None]
        elif isinstance(tree, Token):
            start[self.tokens[tree.text]] = 1
        elif tree is not None:
            start[...] = evaluate(tree, AllSteps(stores))[0]
        return start

    def width(self, stores: Stores, name: str) -> int:
        """How many units a variable has in this run."""
        return sum(self.length(stores, part) for part in stores.program.shapes.variables[name])

    def length(self, stores: Stores, size: str) -> int:
        """How many units one size name has in this run."""
        if size in ("T", "U"):
            return stores.steps["t" if size == "T" else "u"]
        return self.units[size]

    def compute(
        self, component: Component, stores: Stores, initial: Mapping[str, FloatArray], forced: Interventions
    ) -> None:
        """Compute the variables of a component."""
        program = stores.program
        if component.kind in ("once", "map"):
            (name,) = component.names
            rows = self.rows(stores, name, initial)
            before, after = self.plan.margins[name]
            rows[before : len(rows) - after] = evaluate(program.equations[name].tree, AllSteps(stores))
            self.finish(stores, name, forced)
            return
        starts = {name: self.start(stores, name, initial) for name in component.names}
        sizes = _Lengths(self, stores)
        done = self.plan.scans[component].run(stores, starts, sizes, forced, self.cache)
        for name, rows in done.items():
            self.rows(stores, name, initial, rows)
            self.finish(stores, name, forced, recurs=True)

    def finish(self, stores: Stores, name: str, forced: Interventions, recurs: bool = False) -> None:
        """Force what is forced, and lay the start, or zero, beyond the end of each sentence."""
        before, after = self.plan.margins[name]
        rows = stores.rows[name]
        if not recurs:
            forced.apply_to_all(name, rows[before : len(rows) - after])
        clock = stores.program.clocks[name]
        if stores.lengths[clock] is None or stores.program.once(name):
            return
        beyond = np.arange(-before, len(rows) - before)[:, None, None] >= stores.lengths[clock]
        np.copyto(rows, stores.initial[name] if after else self.dtype.type(0), where=beyond)


class _Lengths(Mapping[str, int]):
    """How many units each size name has in one run, the lengths of the clocks among them."""

    def __init__(self, bound: Bound, stores: Stores) -> None:
        self.length: Callable[[str], int] = lambda size: bound.length(stores, size)
        self.names = (*bound.units, "T", "U")

    def __getitem__(self, size: str) -> int:
        return self.length(size)

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def _visible(stores: Stores, name: str) -> FloatArray:
    before, after = stores.margins[name]
    rows = stores.rows[name]
    shown = rows[before : len(rows) - after]
    if after and not stores.program.once(name):
        beyond = stores.beyond(stores.program.clocks[name])
        if beyond is not None:
            shown = np.where(beyond, stores.dtype.type(0), shown)
    return shown
