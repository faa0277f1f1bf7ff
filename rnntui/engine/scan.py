"""One scan at work: its arenas laid out for a run, its rows filled in chunks, its loop called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from .arrays import FloatArray
from .evaluate import evaluate
from .expression import Node
from .hoisting import Hoisted, bind_rows, constant_row, fill_rows, scaled, spans
from .interventions import Interventions
from .kernel import Kernel, View, compile_kernel
from .lowering import lower
from .order import Component
from .packing import pack
from .program import Program
from .stores import AllSteps, Chunk, OneStep, Stores

CHUNK = 256
"""How many steps are hoisted at once: few enough that their rows stay in the cache."""


@dataclass(eq=False)
class _Memory:
    """The working memory of one run of a scan."""

    work: FloatArray
    fixed: FloatArray
    spans: dict[int, slice]

    def view(self, view: View, rows: FloatArray | None = None) -> FloatArray:
        """Neighbouring segments as an array: (size[, B]), or (rows, size[, B]); of `rows` for each step."""
        start, stop = self.spans[view.first].start, self.spans[view.last].stop
        if rows is not None:
            part = rows[:, start:stop]
            shape = (len(rows), view.rows, -1) if view.rows > 1 else (len(rows), -1)
            return part if view.rows == 1 else part.reshape((*shape, *rows.shape[2:]))
        part = (self.work if view.arena == "work" else self.fixed)[start:stop]
        return part if view.rows == 1 else part.reshape((view.rows, -1, *part.shape[1:]))


class Scan:
    """A component that recurs, compiled: `run` computes its variables over all steps."""

    def __init__(self, program: Program, component: Component) -> None:
        self.program = program
        self.component = component
        self.lowered = lower(program, component)
        self.packed = pack(self.lowered)
        self.kernels: dict[tuple[frozenset[str], bool], Kernel] = {}
        until = program.architecture.until
        self.stops = until is not None and until.variable in component.names
        self.traced = self.packed.order["work"][: self.packed.traced]

    def kernel(self, hooked: frozenset[str], ragged: bool) -> Kernel:
        """The loop for a run in which these variables are forced."""
        key = (hooked & set(self.component.names), ragged)
        if key not in self.kernels:
            self.kernels[key] = compile_kernel(self.lowered, self.packed, key[0], self.stops, ragged)
        return self.kernels[key]

    def run(
        self,
        stores: Stores,
        starts: Mapping[str, FloatArray],
        units: Mapping[str, int],
        forced: Interventions,
        cache: dict[object, object],
    ) -> dict[str, FloatArray]:
        """Compute all steps; returns the rows of each variable, margins included (those are not filled)."""
        clock = self.component.clock
        backward = self.component.kind == "backward"
        if self.stops:
            assert self.program.architecture.until is not None
            stores.steps[clock] = self.program.architecture.until.steps
        steps = stores.steps[clock]
        memory = self.memory(stores, starts, units)
        before, after = stores.margins[self.component.names[0]]
        width = memory.spans[self.traced[-1]].stop
        batch = () if stores.batch is None else (stores.batch,)
        out = np.empty((before + steps + after, width, *batch), stores.dtype)
        traced = memory.work[:width]
        lengths = stores.lengths[clock]
        ragged = backward and lengths is not None
        kernel = self.kernel(forced.names, ragged)
        hoisted, matrices = self.bound(kernel, stores, memory, cache)
        views = [memory.view(view) for view in kernel.views]
        numbers = [np.asarray(number, stores.dtype) for number in kernel.numbers]
        scope = OneStep(stores, work=self.places(memory))
        evaluations = [_evaluation(node, scope) for node in kernel.evaluations]
        hooks = self.hooks(kernel, memory, stores, starts, forced, ragged)
        constant = constant_row(hoisted, AllSteps(stores), stores.batch)
        rows = np.empty((min(CHUNK, steps), hoisted.width, *batch), stores.dtype)
        done = 0
        firsts = range(0, steps, CHUNK)
        for first in reversed(firsts) if backward else firsts:
            stop = min(first + CHUNK, steps)
            chunk = rows[: stop - first]
            if kernel.rows:
                fill_rows(hoisted, constant, Chunk(stores, first, stop), chunk)
            target = out[before + first : before + stop]
            if backward:
                chunk, target = chunk[::-1], target[::-1]
            parts = [memory.view(view, chunk) for view in kernel.rows]
            start, direction = (stop - 1, -1) if backward else (first, 1)
            made = kernel.loop(start, direction, target, traced, parts, views, matrices, numbers, evaluations, hooks)
            done += made
            if made < stop - first:
                break
        if self.stops:
            self.stop(stores, done)
            out = out[: before + done + after]
        return self.unpacked(memory, out)

    def memory(self, stores: Stores, starts: Mapping[str, FloatArray], units: Mapping[str, int]) -> _Memory:
        """The arenas, with what is fixed and what was before the first step laid in."""
        places: dict[int, slice] = {}
        for order in self.packed.order.values():
            places |= spans(self.lowered, order, units)
        places |= {old: places[new] for old, new in self.packed.same.items()}
        batch = () if stores.batch is None else (stores.batch,)

        def arena(name: str) -> FloatArray:
            size = max((places[p].stop for p in self.packed.order[name]), default=0)  # type: ignore[index]
            return np.zeros((size, *batch), stores.dtype)

        memory = _Memory(arena("work"), arena("fixed"), places)
        for place, segment in enumerate(self.lowered.segments):
            if segment.lag:
                memory.work[places[place]] = starts[segment.name]
        scope = AllSteps(stores)
        for place in self.packed.order["fixed"]:
            for term in self.lowered.segments[place].terms:
                memory.fixed[places[place]] += scaled(term, scope)[0]
        return memory

    def bound(
        self, kernel: Kernel, stores: Stores, memory: _Memory, cache: dict[object, object]
    ) -> tuple[Hoisted, list[FloatArray]]:
        """The stacked and scaled weights, made once for each set of weights."""
        key = (self.component, kernel.hooks, kernel.matrices)
        if key not in cache:
            rows = {place: memory.spans[place] for place in self.packed.order["row"]}
            matrices = [
                np.concatenate([stores.weights[w] * stores.dtype.type(factor) for factor, w in matrix.blocks])
                for matrix in kernel.matrices
            ]
            weights = {name: np.asarray(w, stores.dtype) for name, w in stores.weights.items()}
            cache[key] = bind_rows(self.lowered, rows, weights), matrices
        return cache[key]  # type: ignore[return-value]

    def places(self, memory: _Memory) -> dict[tuple[str, int], FloatArray]:
        """Where each variable of the scan lies: (variable, distance) -> (size[, B])."""
        found = {}
        for place, segment in enumerate(self.lowered.segments):
            if segment.name:
                found[segment.name, segment.lag] = memory.work[memory.spans[place]]
        return found

    def hooks(
        self,
        kernel: Kernel,
        memory: _Memory,
        stores: Stores,
        starts: Mapping[str, FloatArray],
        forced: Interventions,
        ragged: bool,
    ) -> list[Callable[[int], object]]:
        """What the loop calls in its course."""
        places = self.places(memory)
        steps = stores.steps[self.component.clock]
        hooks: list[Callable[[int], object]] = []
        for name in kernel.hooks:
            factor = 0.5 if name in self.lowered.halved else 1.0
            hooks.append(forced.hook(name, places[name, 0], steps, factor))
        if ragged:
            hooks.append(self.restart(places, stores, starts))
        if self.stops:
            hooks.append(self.ending(places, stores))
        return hooks

    def restart(
        self, places: Mapping[tuple[str, int], FloatArray], stores: Stores, starts: Mapping[str, FloatArray]
    ) -> Callable[[int], None]:
        """A backward scan starts anew at the last step of each sentence: until there, its state stays the start."""
        lengths = stores.lengths[self.component.clock]
        assert lengths is not None

        def restart(step: int) -> None:
            beyond = lengths <= step
            if beyond.any():
                for (name, _), place in places.items():
                    place[:, beyond] = starts[name][:, beyond]

        return restart

    def ending(
        self, places: Mapping[tuple[str, int], FloatArray], stores: Stores
    ) -> Callable[[int], bool]:
        """Notes which sentences have said their last token; true when all have."""
        until = self.program.architecture.until
        assert until is not None
        token = stores.tokens[until.token]
        place = places[until.variable, 0]
        lengths = np.full(stores.batch or 1, until.steps, np.intp)
        stores.lengths[self.component.clock] = lengths

        def ended(step: int) -> bool:
            said = np.atleast_1d(place[token] > 0) & (lengths > step + 1)
            lengths[said] = step + 1
            return bool((lengths <= step + 1).all())

        return ended

    def stop(self, stores: Stores, done: int) -> None:
        """Cut the clock off where the last sentence ended."""
        clock = self.component.clock
        lengths = stores.lengths[clock]
        stores.steps[clock] = done
        assert lengths is not None
        lengths = np.minimum(lengths, done)
        stores.lengths[clock] = None if stores.batch is None or (lengths == done).all() else lengths

    def unpacked(self, memory: _Memory, out: FloatArray) -> dict[str, FloatArray]:
        """The rows of each variable, as views of what the loop kept; halved ones doubled."""
        found = {}
        for place in self.traced:
            segment = self.lowered.segments[place]
            if segment.arena == "work" and segment.name and not segment.lag:
                rows = out[:, memory.spans[place]]
                if segment.name in self.lowered.halved:
                    rows *= out.dtype.type(2)
                found[segment.name] = rows
        return found


def _evaluation(node: Node, scope: OneStep) -> Callable[[int], FloatArray]:
    def at(step: int) -> FloatArray:
        scope.first, scope.stop = step, step + 1
        return evaluate(node, scope)[0]

    return at
