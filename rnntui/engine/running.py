"""One run of a program: the inputs laid into the stores, and each component computed."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..errors import RnntuiError
from .arrays import FloatArray, IntArray, OneHot
from .evaluate import evaluate
from .expression import Clock, Token
from .interventions import Intervention, Interventions
from .order import Component
from .stacking import Stacked
from .stores import AllSteps, Stores
from .threads import blas_threads

if TYPE_CHECKING:
    from .plan import Bound


class Running:
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
        self.initial = {self.program.variable(name): start for name, start in initial.items()}
        self.ending = self.program.ending
        self.stores = self.sized(inputs, lengths)
        self.ragged = self.stores.lengths["t"] is not None
        """Whether the sentences differ in length, over one clock or the other."""
        self.forced = Interventions(interventions, self.stores)
        self.units = ChainMap({"T": self.stores.steps["t"], "U": self.stores.steps["u"]}, dict(bound.units))
        self.scope = Stacked(self.stores, bound.plan.stacks, bound.cache, {})

    def run(self, inputs: Mapping[str, FloatArray | OneHot], until: Component | None = None) -> None:
        """Compute all variables, or those up to and with a component."""
        rows = self.stores.steps["t"] * (self.stores.batch or 1)
        with blas_threads(max(self.bound.units.values(), default=1), rows), np.errstate(all="ignore"):
            for name in self.program.inputs:
                self.feed(name, inputs[name])
            for component in self.program.components:
                self.compute(component)
                if component == until:
                    break

    def bytes(self) -> int:
        """How much memory the values of the whole run take, as far as that is known beforehand."""
        width = sum(self.width(name) for name in self.program.equations)
        return width * self.stores.steps["t"] * (self.stores.batch or 1) * self.stores.dtype.itemsize

    def sized(self, inputs: Mapping[str, FloatArray | OneHot], lengths: IntArray | None) -> Stores:
        """Empty stores of the right size; raises RnntuiError where the inputs do not fit."""
        program, bound = self.program, self.bound
        steps: dict[Clock, int] = {"t": 0, "u": self.ending.steps if self.ending is not None else 0}
        counted: dict[Clock, str] = {}
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
            clock = program.clocks[name]
            first = counted.setdefault(clock, name)
            if first != name and steps[clock] != shape[0]:
                raise RnntuiError(f"the input '{name}' has {shape[0]} steps, '{first}' {steps[clock]}")
            steps[clock] = shape[0]
            batches.add(shape[1] if len(shape) == 3 else None)
        if program.shape == "one-to-many" and steps["t"] > 1:
            hint = "give one token, or an encoding that makes one vector of a sentence, such as bag-of-words"
            raise RnntuiError(f"one-to-many reads one vector, and there are {steps['t']:,}", hint)
        if len(batches) > 1:
            raise RnntuiError("the inputs have batches of different sizes")
        batch = batches.pop() if batches else None
        if lengths is not None:
            lengths = np.asarray(lengths)
            # A length of 2.5 is a mistake, and is not to be taken for 2.
            fits = batch is not None and lengths.shape == (batch,) and bool((lengths == lengths.astype(np.intp)).all())
            if not fits or (lengths.size and not (lengths.min() >= 0 and lengths.max() <= steps["t"])):
                hint = f"there must be {batch or 'no'} lengths from 0 to {steps['t']}"
                raise RnntuiError(f"the lengths are {lengths.tolist()}", hint)
            lengths = None if (lengths == steps["t"]).all() else lengths.astype(np.intp)
        all_lengths: dict[Clock, IntArray | None] = {"t": lengths, "u": None}
        margins = bound.plan.margins
        return Stores(program, bound.weights, bound.dtype, batch, margins, bound.tokens, steps, all_lengths)

    def feed(self, name: str, given: FloatArray | OneHot) -> None:
        """Lay an input into the stores; as tokens where nothing of it is changed."""
        stores = self.stores
        before, after = stores.margins[name]
        lengths = stores.lengths[self.program.clocks[name]]
        starts = name in self.initial or name in self.program.architecture.initial or bool(self.forced.starts(name))
        if isinstance(given, OneHot) and not starts and not self.forced.of(name):
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
            ending = self.ending
            if ending is not None and name == ending.variable:
                said = self.stores.now(name)[:, stores.tokens[ending.token]] > 0  # type: ignore[index]
                stores.end("u", np.where(said.any(0), said.argmax(0) + 1, ending.steps).reshape(-1))
                self.ended()
            return
        starts = {name: stores.initial[name] for name in component.names if name in stores.initial}
        scan = self.bound.plan.scans[component]
        stores.rows |= scan.run(stores, starts, self.units, self.forced, self.bound.cache)
        if scan.stops:
            self.ended()
        elif self.ragged:
            for name in component.names:
                self.finish(name, recurs=True)

    def ended(self) -> None:
        """The output steps ended: what was computed of them for longer is cut off."""
        self.units.maps[0]["U"] = self.stores.steps["u"]
        self.scope.products.clear()
        self.ragged |= self.stores.lengths["u"] is not None
        if self.ragged:
            for name in self.stores.rows:
                if self.program.clocks[name] == "u":
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
        if tree is None and name not in self.initial and not self.forced.starts(name):
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
        self.forced.apply_to_start(name, start)
        stores.initial[name] = start

    def finish(self, name: str, recurs: bool = False) -> None:
        """Force what is forced, and lay the start, or zero, beyond the end of each sentence."""
        stores = self.stores
        before, after = stores.margins[name]
        rows = stores.rows[name]
        if not recurs and self.forced.of(name):
            self.forced.apply_to_all(name, rows[before : len(rows) - after])
        if not self.ragged:
            return
        self.shorten(name)
        lengths = stores.lengths[self.program.clocks[name]]
        if lengths is None or self.program.once(name):
            return
        beyond = np.arange(-before, len(rows) - before)[:, None, None] >= lengths
        np.copyto(rows, stores.start(name) if after else stores.dtype.type(0), where=beyond)

    def shorten(self, name: str) -> None:
        """Lay zero into the entries of a variable that stand for steps which a sentence does not have."""
        clocks: dict[str, Clock] = {"T": "t", "U": "u"}
        end = 0
        for part in self.program.shapes.variables[name]:
            end += self.units[part]
            lengths = self.stores.lengths[clocks[part]] if part in clocks else None
            if lengths is not None:
                entries = self.stores.rows[name][:, end - self.units[part] : end]
                np.copyto(entries, self.stores.dtype.type(0), where=np.arange(self.units[part])[:, None] >= lengths)
