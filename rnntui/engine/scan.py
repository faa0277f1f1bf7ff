"""One scan at work: its rows filled in chunks, its loop called on each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

import numpy as np

from .arrays import FloatArray
from .evaluate import evaluate
from .expression import Node
from .hoisting import fill_rows
from .interventions import Interventions
from .kernel import Kernel, compile_kernel
from .layout import Layout, is_lasting, lay_out, seen, seen_rows
from .lowering import lower
from .order import Component
from .packing import pack
from .program import Program
from .stores import Chunk, OneStep, Stores

CHUNK = 256
"""How many steps are hoisted at once: few enough that their rows stay in the cache."""


class Scan:
    """A component that recurs, compiled: `run` computes its variables over all steps."""

    def __init__(self, program: Program, component: Component) -> None:
        self.program = program
        self.component = component
        self.lowered = lower(program, component)
        self.packed = pack(self.lowered)
        self.lasting = is_lasting(self.lowered)
        self.kernels: dict[tuple[frozenset[str], bool], Kernel] = {}
        ending = program.ending
        self.stops = ending is not None and ending.variable in component.names

    def kernel(self, hooked: frozenset[str], ragged: bool) -> Kernel:
        """The loop for a run in which these variables are forced."""
        key = (hooked.intersection(self.component.names), ragged)
        if key not in self.kernels:
            self.kernels[key] = compile_kernel(self.lowered, self.packed, key[0], self.stops, ragged)
        return self.kernels[key]

    def layout(self, kernel: Kernel, stores: Stores, units: Mapping[str, int], cache: dict[object, object]) -> Layout:
        """The places and stacked weights; from the cache of these weights where they hold for all runs."""
        if not self.lasting:
            return lay_out(self.lowered, self.packed, kernel, stores, units, cache)
        key = (self.component, kernel.source, stores.batch)
        if key not in cache:
            cache[key] = lay_out(self.lowered, self.packed, kernel, stores, units, cache)
        return cast("Layout", cache[key])

    def run(
        self,
        stores: Stores,
        starts: Mapping[str, FloatArray],
        units: Mapping[str, int],
        forced: Interventions,
        cache: dict[object, object],
    ) -> dict[str, FloatArray]:
        """Compute all steps; returns the rows of each variable, its margins filled with its start.

        `starts` has the variables that do not start at zero.
        """
        clock = self.component.clock
        backward = self.component.kind == "backward"
        steps = stores.steps[clock]
        ragged = backward and stores.lengths[clock] is not None
        kernel = self.kernel(forced.names, ragged)
        layout = self.layout(kernel, stores, units, cache)
        work = np.zeros((layout.work, *stores.batch_shape), stores.dtype)
        for (name, lag), span in layout.variables.items():
            if lag and name in starts:
                work[span] = starts[name]
        before, after = stores.margins[self.component.names[0]]
        out = np.empty((before + steps + after, layout.traced, *stores.batch_shape), stores.dtype)
        views = [seen(place, work, layout.fixed) for place in layout.views]
        scope = (
            OneStep(stores, work={key: work[span] for key, span in layout.variables.items()})
            if kernel.evaluations
            else None
        )
        evaluations = [_evaluation(node, scope) for node in kernel.evaluations if scope is not None]
        hooks = self.hooks(kernel, layout, work, stores, starts, forced, ragged)
        rows = np.empty((min(CHUNK, steps), layout.hoisted.width, *stores.batch_shape), stores.dtype)
        traced = work[: layout.traced]
        done = 0
        firsts = range(0, steps, CHUNK)
        for first in reversed(firsts) if backward else firsts:
            stop = min(first + CHUNK, steps)
            chunk = rows[: stop - first]
            if layout.rows:
                fill_rows(layout.hoisted, layout.constant, Chunk(stores, first, stop), chunk)
            target = out[before + first : before + stop]
            start, direction = first, 1
            if backward:
                chunk, target, start, direction = chunk[::-1], target[::-1], stop - 1, -1
            parts = [seen_rows(place, chunk) for place in layout.rows]
            made = kernel.loop(
                start,
                direction,
                target,
                traced,
                parts,
                views,
                layout.matrices,
                layout.numbers,
                evaluations,
                hooks,
            )
            done += made
            if made < stop - first:
                break
        if self.stops:
            lengths = stores.lengths[clock]
            assert lengths is not None
            stores.end(clock, np.minimum(lengths, done))
            out = out[: before + done + after]
            steps = done
        middle = out[before : before + steps]
        for span in layout.doubled:
            middle[:, span] *= stores.dtype.type(2)
        out[:before] = 0
        out[before + steps :] = 0
        found = {name: out[:, layout.variables[name, 0]] for name in self.component.names}
        for name, value in starts.items():
            found[name][:before] = value
            found[name][before + steps :] = value
        return found

    def hooks(
        self,
        kernel: Kernel,
        layout: Layout,
        work: FloatArray,
        stores: Stores,
        starts: Mapping[str, FloatArray],
        forced: Interventions,
        ragged: bool,
    ) -> list[Callable[[int], object]]:
        """What the loop calls in its course."""
        steps = stores.steps[self.component.clock]
        hooks: list[Callable[[int], object]] = []
        for name in kernel.hooks:
            factor = 0.5 if name in self.lowered.halved else 1.0
            hooks.append(forced.hook(name, work[layout.variables[name, 0]], steps, factor))
        if ragged:
            hooks.append(self.restart(layout, work, stores, starts))
        if self.stops:
            hooks.append(self.ending(layout, work, stores))
        return hooks

    def restart(
        self, layout: Layout, work: FloatArray, stores: Stores, starts: Mapping[str, FloatArray]
    ) -> Callable[[int], None]:
        """A backward scan starts anew at the last step of each sentence: until there, its state stays the start."""
        lengths = stores.lengths[self.component.clock]
        assert lengths is not None

        def restart(step: int) -> None:
            beyond = lengths <= step
            if beyond.any():
                for (name, _), span in layout.variables.items():
                    work[span][:, beyond] = starts[name][:, beyond] if name in starts else 0

        return restart

    def ending(self, layout: Layout, work: FloatArray, stores: Stores) -> Callable[[int], bool]:
        """Notes which sentences have said their last token; true when all have."""
        until = self.program.architecture.until
        assert until is not None
        token = stores.tokens[until.token]
        place = work[layout.variables[until.variable, 0]]
        lengths = np.full(1 if stores.batch is None else stores.batch, until.steps, np.intp)
        stores.lengths[self.component.clock] = lengths

        def ended(step: int) -> bool:
            said = np.atleast_1d(place[token] > 0) & (lengths > step + 1)
            lengths[said] = step + 1
            return bool((lengths <= step + 1).all())

        return ended


def _evaluation(node: Node, scope: OneStep) -> Callable[[int], FloatArray]:
    def at(step: int) -> FloatArray:
        scope.first, scope.stop = step, step + 1
        return np.asarray(evaluate(node, scope)[0])

    return at
