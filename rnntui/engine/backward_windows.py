"""A long run reversed window by window, so that memory stays bounded: only the adjoints at their edges are kept.

Each window is computed again and reversed. Scans that follow each other in the reverse pass and run in one direction
are reversed in one sweep over all windows; a bidirectional network takes one sweep more for each change of direction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import field

import numpy as np

from ..dataclass import dataclass
from .adjoints import Adjoints
from .arrays import FloatArray
from .backward import Backward, add_seeds
from .expression import Clock
from .order import Component
from .windows import WINDOW, Windows


@dataclass(eq=False)
class Reversed:
    """What a reverse pass leaves behind."""

    weights: dict[str, FloatArray] = field(default_factory=dict)
    starts: dict[str, FloatArray] = field(default_factory=dict)
    rows: dict[str, FloatArray] = field(default_factory=dict)
    """(steps, size[, B]), for the variables that were asked for."""


def reverse_windows(
    backward: Backward,
    windows: Windows,
    units: Mapping[str, int],
    seeds: Mapping[str, FloatArray],
    live: Set[str],
    asked: Collection[str],
) -> Reversed:
    """Reverse a long run.

    `seeds` are the adjoints to begin with, (steps, size[, B]); `asked` names the variables whose adjoints are wanted.
    """
    return _Sweeps(backward, windows, units, seeds, live, asked).run()


class _Sweeps:
    def __init__(
        self,
        backward: Backward,
        windows: Windows,
        units: Mapping[str, int],
        seeds: Mapping[str, FloatArray],
        live: Set[str],
        asked: Collection[str],
    ) -> None:
        self.backward = backward
        self.windows = windows
        self.units = units
        self.seeds = seeds
        self.live = live
        self.found = Reversed()
        for name in asked:
            shape = (windows.steps["t"], windows.units(name), *windows.whole.batch_shape)
            self.found.rows[name] = np.zeros(shape, windows.dtype)
        self.carried: dict[str, dict[int, FloatArray]] = {}
        """For each variable that recurs: what its adjoint at the edge of a window gets from the window beyond."""

    def run(self) -> Reversed:
        components = self.backward.program.components[::-1]
        sweeps = list(_sweeps(components))
        weights = set(self.backward.program.weights)
        for number, (count, kind) in enumerate(sweeps):
            last = number == len(sweeps) - 1
            numbers = range(self.windows.count)
            for window in numbers if kind == "backward" else reversed(numbers):
                adjoints = self.window(window, components[:count], self.live if last else self.live - weights)
                if last:
                    self.collect(window, adjoints)
        return self.found

    def window(self, number: int, components: tuple[Component, ...], live: Set[str]) -> Adjoints:
        """Reverse one window, and hand on what reaches its edges."""
        windows = self.windows
        clock: Clock = "t"
        first, stop = number * WINDOW, min((number + 1) * WINDOW, windows.steps[clock])
        stores = windows.window(number)
        adjoints = Adjoints(stores, self.units, live, self.found.rows.keys(), windows.forced(number))
        add_seeds(adjoints, {name: seed[first:stop] for name, seed in self.seeds.items()})
        outermost = set()
        for component in components:
            backwards = component.kind == "backward"
            beyond = number + 1 if backwards else number - 1
            for name in component.names:
                if number in self.carried.get(name, {}):
                    adjoints.now(name)[0 if backwards else -1] += self.carried[name][number]
                if not 0 <= beyond < windows.count:
                    outermost.add(name)
        inner = {name for component in components for name in component.names} - outermost
        self.backward.run(adjoints, components, inner | windows.initial.keys())
        for component in components:
            for name in component.names:
                if name not in adjoints.starts:
                    continue
                if name in outermost:
                    self.found.starts[name] = adjoints.starts[name]
                elif component in self.backward.scans:
                    beyond = number + 1 if component.kind == "backward" else number - 1
                    self.carried.setdefault(name, {})[beyond] = adjoints.starts[name]
        return adjoints

    def collect(self, number: int, adjoints: Adjoints) -> None:
        """Add what a window gives to the whole."""
        for name, gradient in adjoints.weights.items():
            self.found.weights[name] = self.found.weights[name] + gradient if name in self.found.weights else gradient
        for name, rows in self.found.rows.items():
            if name in adjoints.rows:
                now = adjoints.now(name)
                rows[number * WINDOW : number * WINDOW + len(now)] = now


def _sweeps(components: tuple[Component, ...]) -> Iterator[tuple[int, str]]:
    """How many components each sweep reverses, counted from the first of all, and in which direction they run."""
    kind = ""
    for place, component in enumerate(components):
        if component.kind not in ("forward", "backward"):
            continue
        if kind and component.kind != kind:
            yield place, kind
        kind = component.kind
    yield len(components), kind or "forward"
