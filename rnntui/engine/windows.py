"""A long run, kept as its states at the edges of windows: what is looked at is computed again when it is.

A hundred thousand steps of an LSTM with 512 units are 5 GB of values; their states at every 64th step are 13 MB,
and a window is made again in a few milliseconds, to the same bits.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from copy import copy
from typing import Protocol

import numpy as np

from .arrays import FloatArray, IntArray, OneHot, Weights
from .expression import Clock, values
from .interventions import Intervention, Interventions, Start
from .order import Component
from .program import Program
from .stores import Stores

WINDOW = 64
"""How many steps a window has."""
KEPT = 4
"""How many windows are kept once they were made."""


class Runner(Protocol):
    """What makes a window: a bound plan."""

    def run(
        self,
        inputs: Mapping[str, FloatArray | OneHot],
        lengths: IntArray | None = None,
        *,
        initial: Mapping[str, FloatArray],
        interventions: tuple[Intervention, ...],
        until: Component | None = None,
    ) -> Stores:
        """Run some steps, up to and with a component."""


def can_be_windowed(program: Program) -> bool:
    """Whether a program needs of other steps only the neighbouring values of its scans themselves."""
    for component in program.components:
        if component.clock != "t" or component.kind == "once":
            return False
        for name in component.names:
            for value in values(program.equations[name].tree):
                if value.at != "step" or (
                    value.offset and (value.name not in component.names or abs(value.offset) > 1)
                ):
                    return False
    return not any(list(values(tree)) for tree in program.architecture.initial.values())


class Windows:
    """The values of a long run. It answers as `Stores` does."""

    def __init__(
        self,
        runner: Runner,
        whole: Stores,
        inputs: Mapping[str, FloatArray | OneHot],
        initial: Mapping[str, FloatArray],
        interventions: tuple[Intervention, ...],
        units: Callable[[str], int],
    ) -> None:
        """Run through all steps once.

        `whole` is empty, with the sizes of the whole run; `units` says how many units a variable has.
        """
        self.units = units
        self.runner = runner
        self.whole = whole
        # Windows are made again later: what was given must not change until then.
        self.inputs = {name: _copied(array) for name, array in inputs.items()}
        self.initial = {name: np.array(value) for name, value in initial.items()}
        self.interventions = Interventions(interventions, whole).checked(whole.steps["t"], units)
        self.recent: OrderedDict[int, Stores] = OrderedDict()
        self.edges: dict[str, dict[int, FloatArray]] = {}
        """For each variable that recurs: its start in each window, (size,) or (B, size)."""
        for component in (c for c in self.program.components if c.kind in ("forward", "backward")):
            self.run_through(component)

    @property
    def program(self) -> Program:
        """The equations."""
        return self.whole.program

    @property
    def weights(self) -> Weights:
        """The weights of the run."""
        return self.whole.weights

    @property
    def dtype(self) -> np.dtype[np.floating]:
        """The type of every number."""
        return self.whole.dtype

    @property
    def batch(self) -> int | None:
        """How many sentences there are; None for a single one."""
        return self.whole.batch

    @property
    def steps(self) -> dict[Clock, int]:
        """How many steps each clock has."""
        return self.whole.steps

    @property
    def lengths(self) -> dict[Clock, IntArray | None]:
        """The steps of each sentence, where they differ."""
        return self.whole.lengths

    def apart(self) -> Windows:
        """The same run with windows of its own, for another thread: what is kept here stays."""
        twin = copy(self)
        twin.recent = OrderedDict()
        return twin

    def start(self, name: str) -> FloatArray:
        """What a variable is before its first step: (size[, B])."""
        given = self.initial.get(name)
        if given is not None and not any(isinstance(each, Start) for each in self.interventions.all):
            return np.broadcast_to(np.asarray(given, self.dtype).T, (self.units(name), *self.whole.batch_shape))
        return self.window(self.count - 1 if self.runs_backwards(name) else 0).start(name)

    def runs_backwards(self, name: str) -> bool:
        """Whether a variable begins at the last step."""
        return any(name in c.names and c.kind == "backward" for c in self.program.components)

    def forced(self, number: int) -> tuple[Intervention, ...]:
        """What is forced in a window; the start of a variable in the window with which it begins."""
        first, stop = number * WINDOW, min((number + 1) * WINDOW, self.steps["t"])

        def starting(name: str) -> bool:
            return number == (self.count - 1 if self.runs_backwards(name) else 0)

        return self.interventions.between(first, stop, starting)

    @property
    def count(self) -> int:
        """How many windows there are."""
        return -(-self.steps["t"] // WINDOW)

    def between(self, name: str, first: int, stop: int) -> FloatArray:
        """A variable at some of its steps: (steps, size[, B])."""
        parts = []
        for number in range(first // WINDOW, -(-stop // WINDOW)):
            start = number * WINDOW
            inner = max(first - start, 0), min(stop - start, WINDOW)
            parts.append(self.window(number).between(name, *inner))
        if len(parts) == 1:
            return parts[0]
        empty = np.zeros((0, self.units(name), *self.whole.batch_shape), self.dtype)
        return np.concatenate(parts) if parts else empty

    def window(self, number: int) -> Stores:
        """The values of one window; the latest ones are kept."""
        if number not in self.recent:
            self.recent[number] = self.run_window(number)
            while len(self.recent) > KEPT:
                self.recent.popitem(last=False)
        self.recent.move_to_end(number)
        return self.recent[number]

    def run_window(self, number: int, until: Component | None = None) -> Stores:
        """Compute one window from the states at its edges."""
        first = number * WINDOW
        stop = min(first + WINDOW, self.steps["t"])
        inputs = {name: _slice(array, first, stop) for name, array in self.inputs.items()}
        lengths = self.lengths["t"]
        inside = None if lengths is None else np.clip(lengths - first, 0, stop - first)
        initial = {name: edges[number] for name, edges in self.edges.items() if number in edges}
        initial |= {name: value for name, value in self.initial.items() if name not in self.edges}
        return self.runner.run(inputs, inside, initial=initial, interventions=self.forced(number), until=until)

    def run_through(self, component: Component) -> None:
        """Compute the states of a scan at the edges of all windows, in its own direction."""
        backward = component.kind == "backward"
        numbers = range(self.count)
        for name in component.names:
            self.edges[name] = {}
            if name in self.initial and numbers:
                self.edges[name][numbers[-1] if backward else 0] = self.initial[name]
        carried = {
            value.name
            for name in component.names
            for value in values(self.program.equations[name].tree)
            if value.offset and value.name in component.names
        }
        for number in reversed(numbers) if backward else numbers:
            stores = self.run_window(number, component)
            following = number - 1 if backward else number + 1
            if following in numbers:
                for name in carried:
                    before, after = stores.margins[name]
                    row = stores.rows[name][before if backward else len(stores.rows[name]) - after - 1]
                    self.edges[name][following] = row.T.copy()


def _copied(array: FloatArray | OneHot) -> FloatArray | OneHot:
    return OneHot(array.ids.copy(), array.size) if isinstance(array, OneHot) else array.copy()


def _slice(array: FloatArray | OneHot, first: int, stop: int) -> FloatArray | OneHot:
    return OneHot(array.ids[first:stop], array.size) if isinstance(array, OneHot) else array[first:stop]
